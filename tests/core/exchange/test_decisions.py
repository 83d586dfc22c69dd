# SPDX-License-Identifier: GPL-2.0-or-later
"""Decisions of the steward: taken, kept in a file, and never half a group."""

import json

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import Decision, Decisions, pending, read_decisions, write_decisions

FIRST = "7d9f2c1e-0000-4000-8000-000000000001"
HOURS, LATER = "Mo-Fr 08:30-16:30; PH off", "Mo-Fr 08:00-17:00; PH off"


@pytest.fixture
def conflict(steward, documents, ident):
    """Submission SECOND: a conflict in the hours, a conflict in the e-mail, a time zone that applied."""
    steward.merge(
        documents.update(
            "service_point",
            ident(1),
            {"email": (None, "ours@example.ca"), **documents.hours(HOURS, "24/7")},
        )
    )
    result = steward.merge(
        documents.update(
            "service_point",
            ident(1),
            {
                "email": (None, "theirs@example.ca"),
                "timezone": (None, "America/Toronto"),
                **documents.hours(HOURS, LATER, note=(None, "Ring twice")),
            },
        ),
        submission_id=documents.SECOND,
    )
    assert result.receipt.results[0]["state"] == "partly_applied"
    return documents.SECOND


def row(steward, ident):
    found = steward.row("service_point", ident(1))
    return found["email"], found["hours"], found["hours_note_en"]


def test_d2_theirs_is_taken_field_by_field(steward, conflict, ident):
    result = steward.decide(conflict, (1, "accept", "email"))
    assert row(steward, ident) == ("theirs@example.ca", "24/7", None)
    assert result.receipt.results[0]["fields"]["hours"] == "conflict"
    assert [field.name for field in pending(steward.store)[0].fields] == [
        "hours",
        "hours_note_en",
        "hours_note_fr",
    ]
    log = [
        r
        for r in steward.store.rows("change_log")
        if r["submission_id"] == conflict and r["field"] == "email"
    ]
    assert [(json.loads(r["before"]), json.loads(r["after"])) for r in log] == [
        ("ours@example.ca", "theirs@example.ca")
    ]


def test_a_decision_on_a_member_takes_the_whole_group(steward, conflict, ident):
    steward.decide(conflict, (1, "accept", "hours_note_en"))
    assert row(steward, ident) == ("ours@example.ca", LATER, "Ring twice")


def test_d2_ours_is_kept_with_a_reason(steward, conflict, ident):
    result = steward.decide(conflict, (1, "reject", None, None, "Confirmé par téléphone"))
    assert row(steward, ident) == ("ours@example.ca", "24/7", None)
    (line,) = result.receipt.results
    assert (line["state"], line["fields"]["email"], line["fields"]["timezone"]) == (
        "partly_applied",
        "rejected",
        "applied",
    )
    assert "Confirmé par téléphone" in line["message_fr"]
    assert (result.receipt.state, pending(steward.store)) == ("partially_accepted", [])


def test_d2_another_value_is_typed_and_logged_as_the_stewards(steward, conflict, ident):
    result = steward.decide(
        conflict, (1, "edit", "hours", "Mo-Fr 09:00-17:00; PH off"), (1, "reject", "email", None, "No")
    )
    assert row(steward, ident) == ("ours@example.ca", "Mo-Fr 09:00-17:00; PH off", "Ring twice")
    (line,) = result.receipt.results
    assert line["edited"] == {"hours": "Mo-Fr 09:00-17:00; PH off"}
    assert line["current"]["hours"]["value"] == "Mo-Fr 09:00-17:00; PH off"
    assert result.receipt.document["decided_by"] == "steward"


def test_a_decision_that_breaks_a_rule_leaves_the_change_waiting(steward, conflict, ident):
    result = steward.decide(conflict, (1, "edit", "email", "nobody"))
    assert row(steward, ident)[0] == "ours@example.ca"
    (line,) = result.receipt.results
    assert (line["fields"]["email"], "P06" in line["rules"]) == ("held", True)


def test_d9_conflicts_outlive_later_merges_until_they_are_decided(steward, conflict, documents, ident):
    for number in range(3):
        steward.merge(
            documents.update(
                "service_point", ident(2), {"partner_note": (None, f"Note {number}")}, version=3
            ),
            submission_id=f"7d9f2c1e-0000-4000-8000-00000000010{number}",
        )
    waiting = pending(steward.store)
    assert waiting[0].submission_id == conflict
    assert len(waiting) == 3
    steward.decide(conflict, (1, "accept"))
    assert conflict not in {change.submission_id for change in pending(steward.store)}


def test_decisions_may_come_with_the_document(steward, documents, ident):
    change = documents.update("service_point", ident(3), {"email": (None, "one@example.ca")})
    decisions = Decisions((Decision(FIRST, 1, "accept"),), decided_by="registrar")
    result = steward.merge(change, decisions=decisions)
    assert (result.receipt.state, result.receipt.document["decided_by"]) == ("accepted", "registrar")


def test_nothing_decided_twice_changes_anything(steward, conflict):
    first = steward.decide(conflict, (1, "accept"))
    before = steward.everything()
    again = steward.decide(conflict, (1, "accept"))
    assert (again.changed, again.receipt) == (False, first.receipt)
    assert steward.everything() == before


@pytest.mark.parametrize(
    "items",
    [
        [(2, "accept")],
        [(1, "accept", "name_en")],
        [(1, "reject")],
        [(1, "reject", "email", None, "  ")],
        [(1, "edit", None, "x")],
        [(1, "edit", "email", 5)],
        [(1, "edit", "email", " untrimmed ")],
        [(1, "accept"), (1, "accept")],
        [(1, "accept", "hours"), (1, "reject", "hours_note_en", None, "No")],
    ],
)
def test_a_decision_that_does_not_fit_is_refused_and_nothing_written(steward, conflict, items):
    before = steward.everything()
    with pytest.raises(ExchangeError) as caught:
        steward.decide(conflict, *items)
    assert "does not fit" in caught.value.text.en
    assert "ne convient pas" in caught.value.text.fr
    assert steward.everything() == before


def test_a_submission_that_is_not_there(steward):
    with pytest.raises(ExchangeError, match="no submission"):
        steward.decide("7d9f2c1e-0000-4000-8000-0000000000ff", (1, "accept"))


DECISIONS = Decisions(
    (
        Decision(FIRST, 1, "accept"),
        Decision(FIRST, 2, "reject", "email", None, "Wrong office"),
        Decision(FIRST, 3, "edit", "languages", ["en", "fr"]),
        Decision(FIRST, 4, "edit", "email", None),
    ),
    "registrar",
    14,
)


def test_a_decisions_file_is_read_back_as_it_was():
    assert read_decisions(write_decisions(DECISIONS)) == DECISIONS


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d.update(format="casp-submission"), "M02"),
        (lambda d: d.update(format_version="1.1"), "M02"),
        (lambda d: d.update(extra=1), "M09"),
        (lambda d: d.update(revision=-1), "M01"),
        (lambda d: d.update(decisions={}), "M01"),
        (lambda d: d["decisions"][0].update(decision="maybe"), "M01"),
        (lambda d: d["decisions"][0].update(seq="1"), "M01"),
        (lambda d: d["decisions"][0].update(submission_id="x"), "M01"),
        (lambda d: d["decisions"][0].update(value=1), "M01"),
        (lambda d: d["decisions"][0].update(sql="DROP"), "M09"),
        (lambda d: d["decisions"][1].pop("reason"), "M01"),
        (lambda d: d["decisions"][2].pop("value"), "M01"),
        (lambda d: d["decisions"][2].pop("field"), "M01"),
    ],
)
def test_anything_else_is_not_a_decisions_file(change, rule):
    document = json.loads(write_decisions(DECISIONS))
    change(document)
    with pytest.raises(ExchangeError) as caught:
        read_decisions(json.dumps(document).encode())
    assert caught.value.rule == rule
