# SPDX-License-Identifier: GPL-2.0-or-later
"""What came, held against what there is."""

from datetime import datetime, timezone

import pytest
from service_points.core.connections import Reading, State

NOW = datetime(2026, 11, 29, 11, 2, 3, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("reading", "state", "en", "fr"),
    [
        (Reading(7, 7, NOW), State.COMPLETE, "7 records came: all", "reçus\u00a0: 7, tous"),
        (Reading(8, 7, NOW), State.COMPLETE, "8 records came", "8"),
        (Reading(7, None, NOW, is_whole=True), State.COMPLETE, "all that there are", "tous"),
        (Reading(3, 7, NOW), State.INCOMPLETE, "INCOMPLETE: 3 records came", "INCOMPLET\u00a0: 3"),
        (Reading(0, 1, NOW), State.INCOMPLETE, "INCOMPLETE: 0", "en annonce 1"),
        (Reading(3, None, NOW, stopped=True), State.INCOMPLETE, "nothing new", "rien donné de nouveau"),
        (Reading(3, 7, NOW, stopped=True), State.INCOMPLETE, "3 of 7", "reçus\u00a0: 3 sur 7"),
        (Reading(7, None, NOW), State.UNVERIFIED, "does not say how many", "ne dit pas combien"),
    ],
)
def test_f6_f7_what_came_is_held_against_what_there_is(reading, state, en, fr):
    assert reading.state is state
    assert en in reading.text.en
    assert fr in reading.text.fr


def test_f6_only_what_is_known_to_be_incomplete_asks_first():
    assert Reading(3, 7, NOW).asks_first
    assert not Reading(3, 7, NOW).taken_as_it_is().asks_first
    assert not Reading(7, None, NOW).asks_first
    assert Reading(3, 7, NOW).taken_as_it_is().state is State.INCOMPLETE


def test_a_layer_remembers_its_reading():
    for made in (Reading(3, 7, NOW, stopped=True), Reading(7, None, NOW, is_whole=True, accepted=True)):
        assert Reading.from_json(made.to_json()) == made


@pytest.mark.parametrize(
    "text",
    [
        None, 5, "", "[]", "{}", "[" * 900,
        '{"received": -1, "advertised": 7, "taken_at": "2026-11-29T11:02:03+00:00", "stopped": false, '
        '"is_whole": false, "accepted": false}',
        '{"received": true, "advertised": 7, "taken_at": "2026-11-29T11:02:03+00:00", "stopped": false, '
        '"is_whole": false, "accepted": false}',
        '{"received": 1, "advertised": "7", "taken_at": "2026-11-29T11:02:03+00:00", "stopped": false, '
        '"is_whole": false, "accepted": false}',
        '{"received": 1, "advertised": 7, "taken_at": "now", "stopped": false, "is_whole": false, '
        '"accepted": false}',
    ],
)  # fmt: skip
def test_h15_what_a_foreign_project_says_came_is_not_taken(text):
    assert Reading.from_json(text) is None
