# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios as JSON: what is written is read again, and what somebody tampered with is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.analysis.scenario import Scenario
from service_points.core.analysis.scenario_file import load_scenario, read_scenario, scenario_text
from service_points.core.errors import InputError

FULL = Scenario(frozenset(["a", "b"]), {"n": (-75.7, 45.4)}, {"c": (1.0, -2.5)}, "Été")

ids = st.text(min_size=1, max_size=20).filter(lambda text: text.strip())
spots = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def document(**changes):
    return {**json.loads(scenario_text(FULL)), **changes}


def test_the_text_is_the_documented_form():
    assert json.loads(scenario_text(FULL)) == {
        "format": "service_points_scenario",
        "version": 1,
        "name": "Été",
        "closed": ["a", "b"],
        "opened": [{"id": "n", "lon": -75.7, "lat": 45.4}],
        "moved": [{"id": "c", "lon": 1.0, "lat": -2.5}],
    }


@given(
    closed=st.frozensets(ids, max_size=4),
    opened=st.dictionaries(ids, spots, max_size=4),
    moved=st.dictionaries(ids, spots, max_size=4),
    name=st.text(max_size=50),
)
def test_what_is_written_is_read_again(closed, opened, moved, name):
    opened = {key: place for key, place in opened.items() if key not in closed}
    moved = {key: place for key, place in moved.items() if key not in closed and key not in opened}
    scenario = Scenario(closed, opened, moved, name)
    assert read_scenario(scenario_text(scenario)) == scenario


def test_a_file_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "scenario.json"
    path.write_bytes(b"\xef\xbb\xbf" + scenario_text(FULL).encode())
    assert load_scenario(path) == FULL


def test_entries_may_be_missing():
    assert read_scenario('{"format": "service_points_scenario", "version": 1}') == Scenario()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "not a scenario"),
        ('{"format": "other"}', "not a scenario"),
        (json.dumps(document(version=2)), "version 2"),
        (json.dumps(document(version=True)), "version true"),
        (json.dumps(document(script="x")), "mean nothing: script"),
        (json.dumps(document(name=["x"])), "“name”"),
        (json.dumps(document(name="x" * 201)), "“name”"),
        (json.dumps(document(closed="a")), "“closed”"),
        (json.dumps(document(closed=[3])), "no identifier of a point: 3"),
        (json.dumps(document(closed=[" "])), "no identifier"),
        (json.dumps(document(closed=["x" * 201])), "no identifier"),
        (json.dumps(document(closed=[f"{i}" for i in range(10_001)])), "more than 10,000"),
        (json.dumps(document(opened=["n"])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": 1.0}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": 1, "lat": 2, "z": 3}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": "1", "lat": 2}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": True, "lat": 2}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": float("nan"), "lat": 2}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": 10**400, "lat": 2}])), "“lon” and “lat”"),
        (json.dumps(document(opened=[{"id": "n", "lon": 1, "lat": 95}])), "no place on Earth: n"),
        (json.dumps(document(moved=[{"id": "m", "lon": 1, "lat": 2}] * 2)), "more than once: m"),
        (json.dumps(document(moved=[{"id": "a", "lon": 1, "lat": 2}])), "only once"),
    ],
)
def test_refusals(text, words):
    with pytest.raises(InputError, match=words):
        read_scenario(text)


class TestFiles:
    def test_not_there(self, tmp_path):
        with pytest.raises(InputError, match=r"missing\.json cannot be read"):
            load_scenario(tmp_path / "missing.json")

    def test_not_text(self, tmp_path):
        path = tmp_path / "picture.json"
        path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InputError, match="not valid JSON"):
            load_scenario(path)

    def test_much_too_large(self, tmp_path):
        path = tmp_path / "large.json"
        path.write_bytes(b" " * 2_000_001)
        with pytest.raises(InputError, match="too large"):
            load_scenario(path)
