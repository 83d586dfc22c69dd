# SPDX-License-Identifier: GPL-2.0-or-later
"""What speaks for a pair, each measure worked out by hand; what is unknown stays unknown."""

import json
from pathlib import Path

import numpy as np
import pytest
import service_points
from service_points.core.analysis import Partnership, Places, Sites
from service_points.core.analysis.pair_measures import either, hours_overlap, languages_in_common
from service_points.core.analysis.pair_precedents import precedents
from service_points.core.hours import parse
from service_points.core.presets.pair_weights import PARTS, load_weight_presets

A, B = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])


def test_hours_in_common():
    hours = [parse("Mo-Fr 09:00-17:00"), parse("Mo-Fr 13:00-21:00; Sa 10:00-14:00"), None, parse("Mo off")]
    overlap, share = hours_overlap(hours, np.array([0, 1, 0, 0, 3]), np.array([1, 0, 2, 3, 0]))
    # Four hours on five days of the shorter week of forty; a place that never opens has no share.
    assert overlap == pytest.approx([20, 20, np.nan, 0, 0], nan_ok=True)
    assert share == pytest.approx([0.5, 0.5, np.nan, np.nan, np.nan], nan_ok=True)


def test_hours_that_nobody_knows():
    overlap, share = hours_overlap([None, None], np.array([0]), np.array([1]))
    assert np.isnan(overlap).all()
    assert np.isnan(share).all()
    assert [len(column) for column in hours_overlap([None], np.zeros(0, int), np.zeros(0, int))] == [0, 0]


def test_equal_hours_are_a_full_share_with_and_without_seasons():
    hours = [parse("Mo 08:00-12:00"), parse("Jan-Dec Mo 08:00-12:00")]
    _, share = hours_overlap(hours, np.array([0]), np.array([1]))
    assert share == pytest.approx([1.0], abs=0.0)


def test_hours_of_a_comment_are_unknown():
    hours = [parse("Mo 08:00-12:00"), parse('"by appointment"')]
    overlap, share = hours_overlap(hours, np.array([0]), np.array([1]))
    assert np.isnan([overlap[0], share[0]]).all()


def test_languages_in_common():
    spoken = [frozenset({"en", "fr"}), frozenset({"fr"}), frozenset({"en", "fr", "iu"}), None]
    assert languages_in_common(spoken, A, B) == pytest.approx([1 / 2, 2 / 3, 1 / 3, np.nan], nan_ok=True)
    # No language named is not the same as none spoken.
    assert np.isnan(languages_in_common([frozenset(), frozenset({"en"})], np.array([0]), np.array([1]))).all()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1.0, 1.0, 1.0), (1.0, 0.0, 1.0), (0.0, 0.0, 0.0),
        (1.0, np.nan, 1.0), (0.0, np.nan, np.nan), (np.nan, np.nan, np.nan),
    ],
)  # fmt: skip
def test_either_is_enough_and_unknown_is_no_no(one, other, expected):
    for known in ([one, other], [other, one]):
        found = either(np.array(known), np.array([0]), np.array([1]))
        assert found == pytest.approx([expected], nan_ok=True)


def test_precedents_between_the_same_groups():
    partnerships = [
        Partnership("p3", "county", "ontario", active=False),
        Partnership("p2", "ontario-desk", "town", active=True),
        Partnership("p1", "town", "ontario", active=True),
        Partnership("p0", "town", "county", active=True),  # two organizations of one group
        Partnership("p9", "town", "elsewhere", active=True),
    ]
    sites = Sites(
        Places(("a", "b", "c"), np.zeros((3, 2))),
        ("municipal", "provincial", "federal"),
        organizations=["town", "ontario", None],
        organization_groups={"county": "municipal", "ontario-desk": "provincial"},
        partnerships=partnerships,
    )
    a, b = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert precedents(partnerships, sites.groups, sites.groups_of(), a, b) == (("p1", "p2", "p3"), (), ())


def test_an_organization_is_a_group_where_groups_are_organizations():
    sites = Sites(Places(("a", "b"), np.zeros((2, 2))), ("town", "ontario"))
    one = [Partnership("p", "ontario", "town", active=True)]
    assert precedents(one, sites.groups, sites.groups_of(), np.array([0]), np.array([1])) == (("p",),)


def test_an_organization_with_points_in_two_groups_belongs_to_both():
    sites = Sites(Places(("a", "b", "c"), np.zeros((3, 2))), ("x", "y", "z"), organizations=["o", "o", "q"])
    assert sites.groups_of()["o"] == {"x", "y"}
    one = [Partnership("p", "o", "q", active=True)]
    found = precedents(one, sites.groups, sites.groups_of(), np.array([0, 0, 1]), np.array([1, 2, 2]))
    assert found == ((), ("p",), ("p",))


def test_weight_presets_are_what_the_file_says():
    file = Path(service_points.__file__).parent / "resources" / "presets" / "pair_weights.json"
    entries = json.loads(file.read_text(encoding="utf-8"))["presets"]
    presets = load_weight_presets()
    assert list(presets) == [entry["id"] for entry in entries]
    for entry in entries:
        assert set(entry["weights"]) == set(PARTS)
        assert dict(presets[entry["id"]].weights) == entry["weights"]
        assert presets[entry["id"]].title.en != presets[entry["id"]].title.fr
    assert set(presets["equal"].weights.values()) == {1.0}
