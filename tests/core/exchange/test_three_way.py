# SPDX-License-Identifier: GPL-2.0-or-later
"""The pure three-way merge: the cases of section C5 by hand, then 100,000 random pairs of edits."""

import random

import pytest
from service_points.core.exchange.three_way import merge_sets, three_way
from service_points.core.schema import load_schema

POINT = load_schema().tables["service_point"]
ADDRESS = load_schema().merge_groups["address"].fields
HOURS = load_schema().merge_groups["hours"].fields


def only(units):
    (unit,) = units
    return unit


def one(current, before, after, name="email"):
    return only(three_way(POINT, {name: current}, {name: {"before": before, "after": after}}))


def test_d1_a_field_nobody_else_touched_is_applied():
    unit = one("a@example.ca", "a@example.ca", "b@example.ca")
    assert (unit.state, unit.values) == ("applied", {"email": "b@example.ca"})


def test_d2_another_value_in_the_store_is_a_conflict():
    unit = one("c@example.ca", "a@example.ca", "b@example.ca")
    assert (unit.state, unit.values, unit.differing) == ("conflict", {}, ("email",))


def test_d3_the_same_edit_twice_is_nothing_to_do():
    assert one("b@example.ca", "a@example.ca", "b@example.ca").state == "noop"


@pytest.mark.parametrize(
    ("current", "before", "after", "merged"),
    [
        (["en", "fr"], ["en"], ["en", "iu"], ["en", "fr", "iu"]),
        (["en"], ["en", "fr"], ["en", "fr", "iu"], ["en", "iu"]),
        (None, ["en"], ["en", "fr"], ["fr"]),
        (["en", "fr"], ["en"], None, ["fr"]),
        (["fr"], ["en", "fr"], ["en"], None),
    ],
)
def test_sets_keep_the_additions_and_removals_of_both(current, before, after, merged):
    assert merge_sets(current, before, after) == merged
    unit = one(current, before, after, "languages")
    assert (unit.state, unit.values) == ("applied", {"languages": merged})


def test_a_set_that_has_it_all_already_is_nothing_to_do():
    assert one(["en", "fr", "iu"], ["en"], ["en", "fr"], "languages").state == "noop"


def group(current, before, after):
    fields = {name: {"before": before.get(name), "after": after.get(name)} for name in HOURS}
    return only(three_way(POINT, current, fields))


def test_a_group_is_applied_whole():
    unit = group({"hours": "Mo 09:00-12:00"}, {"hours": "Mo 09:00-12:00"}, {"hours": "24/7"})
    assert (unit.state, unit.values) == (
        "applied",
        {"hours": "24/7", "hours_note_en": None, "hours_note_fr": None},
    )


def test_a_guard_that_changed_holds_the_whole_group():
    current = {"hours": "Mo 09:00-12:00", "hours_note_en": "Ring twice"}
    unit = group(current, {"hours": "Mo 09:00-12:00"}, {"hours": "24/7"})
    assert (unit.state, unit.values, unit.differing) == ("conflict", {}, ("hours_note_en",))


def test_a_group_of_which_the_changes_are_there_already_is_nothing_to_do_whatever_its_guards():
    current = {"hours": "24/7", "hours_note_en": "Ring twice"}
    assert group(current, {"hours": "Mo 09:00-12:00"}, {"hours": "24/7"}).state == "noop"


def test_a_member_already_there_does_not_stop_the_others():
    unit = group(
        {"hours": "24/7"},
        {"hours": "Mo 09:00-12:00"},
        {"hours": "24/7", "hours_note_en": "Ring twice"},
    )
    assert (unit.state, unit.values["hours_note_en"]) == ("applied", "Ring twice")


@pytest.mark.parametrize(
    ("now", "state"), [("2026-10-15", "applied"), ("2026-11-01", "noop"), ("2026-11-09", "noop")]
)
def test_the_later_verification_wins(now, state):
    fields = {
        "verified_on": {"before": "2026-10-01", "after": "2026-11-01"},
        "verified_method": {"before": "phone", "after": "site_visit"},
    }
    current = {"verified_on": now, "verified_method": "website"}
    unit = only(three_way(POINT, current, fields))
    assert unit.state == state
    assert set(unit.values) == ({"verified_on", "verified_method"} if state == "applied" else set())


def test_a_verification_taken_back_is_applied_where_nobody_verified_meanwhile():
    fields = {
        "verified_on": {"before": "2026-10-01", "after": "2026-09-01"},
        "verified_method": {"before": "phone", "after": "phone"},
    }
    current = {"verified_on": "2026-10-01", "verified_method": "phone"}
    assert only(three_way(POINT, current, fields)).state == "applied"


CHOICES = {
    "geom": (None, "POINT (-75.0000000 45.0000000)", "POINT (-76.0000000 46.0000000)"),
    "languages": (None, ["en"], ["en", "fr"], ["fr", "iu"], ["en", "fr", "iu"]),
    "facilities": (None, ["wifi"], ["parking", "wifi"], ["photo"]),
    "verified_on": ("2026-01-01", "2026-02-01", "2026-03-01"),
}
PLAIN = ("email", "name_en", "timezone", "languages", "facilities")
VERIFIED = ("verified_on", "verified_method")
FIELDS = (*PLAIN, *HOURS, *ADDRESS, *VERIFIED)
UNITS = (*((name,) for name in PLAIN), HOURS, ADDRESS, VERIFIED)


def _values(chance, share):
    """The fields an editor changes, with their values: few enough that two editors often meet."""
    return {n: chance.choice(CHOICES.get(n, (None, "a", "b"))) for n in FIELDS if chance.random() < share}


def _change(base, edited):
    """What the editor's program sends: the fields that differ, groups whole."""
    names = []
    for unit in UNITS:
        if any(base[name] != edited[name] for name in unit):
            names += unit
    return {name: {"before": base[name], "after": edited[name]} for name in names}


def _apply(row, fields):
    units = three_way(POINT, row, fields)
    result = dict(row)
    for unit in units:
        assert (unit.state == "applied") == bool(unit.values)
        result.update(unit.values)
    return result, units


def _state(units, name):
    return next(unit.state for unit in units if name in unit.names)


@pytest.mark.parametrize("seed", range(10))
def test_d1_d2_d3_random_pairs_lose_and_overwrite_nothing(seed):
    """100,000 pairs in ten runs: A's edits are merged, then B's, who saw what A saw."""
    chance = random.Random(seed)
    met = 0
    for _ in range(10_000):
        base = {name: chance.choice(CHOICES.get(name, (None, "a", "b"))) for name in FIELDS}
        first, second = ({**base, **_values(chance, 0.15)} for _ in range(2))
        sent = _change(base, second)
        store, _ = _apply(base, _change(base, first))
        assert store == first  # nobody was in A's way
        result, units = _apply(store, sent)
        assert {name for unit in units for name in unit.names} == set(sent)  # every edit has its state
        for name in PLAIN:
            _check_field(base, first, second, result=result, units=units, name=name)
        for names in (HOURS, ADDRESS):
            met += _check_group(base, first, second, result=result, units=units, names=names)
        _check_verified(first, second, result, sent)
        again, units = _apply(result, sent)
        assert again == result  # sending it again changes nothing
    assert met > 100  # the test would pass on pairs that never meet


def _check_field(base, first, second, *, result, units, name):
    ours, theirs, old = first[name], second[name], base[name]
    if theirs == old:
        assert result[name] == ours
    elif name in ("languages", "facilities"):
        now, added, removed = (set(v or ()) for v in (result[name], [], []))
        added, removed = set(theirs or ()) - set(old or ()), set(old or ()) - set(theirs or ())
        assert added <= now
        assert not removed & now
        assert set(ours or ()) - set(old or ()) - removed <= now  # A's additions are kept as well
        assert now <= set(ours or ()) | added
    elif ours in (old, theirs):
        assert result[name] == theirs
    else:
        assert result[name] == ours  # never overwritten unseen …
        assert _state(units, name) == "conflict"  # … and never lost


def _check_group(base, first, second, *, result, units, names):
    ours, theirs, old, now = ({n: row[n] for n in names} for row in (first, second, base, result))
    assert now in (ours, theirs)  # never one editor's street and the other's postal code
    if theirs == old:
        assert now == ours
    elif ours == old:
        assert now == theirs
    elif any(now[n] != theirs[n] for n in names if theirs[n] != old[n]):
        assert _state(units, names[0]) == "conflict"
        return 1
    return 0


def _check_verified(first, second, result, sent):
    now, ours, theirs = (tuple(row[n] for n in VERIFIED) for row in (result, first, second))
    assert now in (ours, theirs)
    if "verified_on" in sent and first["verified_on"] < second["verified_on"]:
        assert now == theirs
