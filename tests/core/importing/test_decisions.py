# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person decided is asked once: kept by scheme, read again, never trusted blindly."""

import pytest
from service_points.core.importing.decisions import Decisions
from service_points.core.importing.matched import Decision

SAME = Decision("same", "00000001-0000-4000-8000-000000000000")


def test_decisions_are_read_again_by_their_scheme(tmp_path):
    path = tmp_path / "décisions.json"
    Decisions(path).keep("mairie", {"é-1": SAME, "2": Decision("new")})
    known = Decisions(path)
    assert known.of("mairie") == {"é-1": SAME, "2": Decision("new")}
    assert known.of("another") == {}


def test_a_decision_can_be_taken_back_and_changed(tmp_path):
    path = tmp_path / "decisions.json"
    kept = Decisions(path)
    kept.keep("a", {"1": SAME, "2": SAME})
    kept.keep("b", {"1": Decision("new")})
    kept.keep("a", {"1": None, "2": Decision("new")})
    assert Decisions(path).of("a") == {"2": Decision("new")}
    assert Decisions(path).of("b") == {"1": Decision("new")}


def test_nothing_is_written_when_nothing_changes(tmp_path):
    path = tmp_path / "decisions.json"
    Decisions(path).keep("a", {"1": None})
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe{",
        b"[1]",
        b'{"a": 3}',
        b'{"a": {"1": {"answer": "maybe"}}}',
        b'{"a": {"1": {"answer": "same"}}}',
        b'{"a": {"1": {"answer": "new", "id": "x"}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_an_empty_one_and_can_be_written_again(tmp_path, content):
    path = tmp_path / "decisions.json"
    path.write_bytes(content)
    kept = Decisions(path)
    assert kept.of("a") == {}
    kept.keep("a", {"1": SAME})
    assert Decisions(path).of("a") == {"1": SAME}
