# SPDX-License-Identifier: GPL-2.0-or-later
"""Section C5 of the schema, step by step, on a real store: three-way merge, insertions, deletions, ledger."""

import json

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import merge, open_working_copy, pending, read_receipt
from service_points.core.store import RowChange

HOURS = "Mo-Fr 08:30-16:30; PH off"
LATER = "Mo-Fr 08:00-17:00; PH off"
THIRD_HOURS = "Mo-Fr 10:00-14:00; PH off"


def states(result):
    return [each["state"] for each in result.receipt.results]


def test_d1_two_fields_of_one_record_are_both_applied(steward, documents, ident):
    email = documents.update("service_point", ident(1), {"email": (None, "office@example.ca")})
    hours = documents.update("service_point", ident(1), documents.hours(HOURS, LATER))
    steward.merge(email)
    result = steward.merge(hours, submission_id=documents.SECOND)
    row = steward.row("service_point", ident(1))
    assert (row["email"], row["hours"], row["row_version"]) == ("office@example.ca", LATER, 5)
    assert states(result) == ["applied"]
    assert row["changed_by_submission"] == documents.SECOND
    assert row["changed_at"] == "2026-11-06T08:00:00Z"


def test_d2_another_value_is_a_conflict_with_all_three_values_kept(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(1), {"email": (None, "first@example.ca")}))
    result = steward.merge(
        documents.update("service_point", ident(1), {"email": (None, "second@example.ca")}),
        submission_id=documents.SECOND,
    )
    assert steward.row("service_point", ident(1))["email"] == "first@example.ca"
    (line,) = result.receipt.results
    assert (line["state"], line["fields"], line["rules"]) == ("conflict", {"email": "conflict"}, ["C01"])
    assert line["current"]["email"] == {
        "value": "first@example.ca",
        "changed_by": "CA-ON",
        "changed_at": "2026-11-06T08:00:00Z",
    }
    assert "was changed by CA-ON on 2026-11-06" in line["message_en"]
    assert "a été modifié par CA-ON le 2026-11-06" in line["message_fr"]
    (waiting,) = pending(steward.store)
    (field,) = waiting.fields
    assert (field.base, field.theirs, field.ours) == (None, "second@example.ca", "first@example.ca")
    assert (field.changed_by, field.changed_at) == ("CA-ON", "2026-11-06T08:00:00Z")


def test_c01_names_the_custodian_where_the_ledger_knows_nobody(steward, documents, ident):
    result = steward.merge(documents.update("service_point", ident(1), {"name_en": ("Old name", "New name")}))
    assert result.receipt.results[0]["current"]["name_en"] == {
        "value": "Office 1",
        "changed_by": "CA-ON",
        "changed_at": "2026-10-02T03:04:05Z",
    }


def test_d3_the_same_edit_twice_is_counted_and_nothing_else(steward, documents, ident):
    change = documents.update("service_point", ident(1), {"email": (None, "office@example.ca")})
    steward.merge(change)
    again = documents.update("service_point", ident(1), {"email": (None, "office@example.ca")}, version=4)
    result = steward.merge(again, submission_id=documents.SECOND)
    assert (states(result), result.receipt.state) == (["noop"], "accepted")
    assert steward.row("service_point", ident(1))["row_version"] == 4


def test_a_conflict_in_one_field_does_not_stop_another(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(1), {"email": (None, "first@example.ca")}))
    result = steward.merge(
        documents.update(
            "service_point",
            ident(1),
            {"email": (None, "second@example.ca"), "timezone": (None, "America/Toronto")},
        ),
        submission_id=documents.SECOND,
    )
    (line,) = result.receipt.results
    assert line["fields"] == {"email": "conflict", "timezone": "applied"}
    assert (line["state"], result.receipt.state) == ("partly_applied", "partially_accepted")
    assert steward.row("service_point", ident(1))["timezone"] == "America/Toronto"


def test_a_guard_of_a_group_that_changed_holds_the_group(steward, documents, ident):
    steward.merge(
        documents.update(
            "service_point", ident(1), documents.hours(HOURS, HOURS, note=(None, "Ring the bell twice"))
        )
    )
    result = steward.merge(
        documents.update("service_point", ident(1), documents.hours(HOURS, LATER)),
        submission_id=documents.SECOND,
    )
    (line,) = result.receipt.results
    assert set(line["fields"].values()) == {"conflict"}
    row = steward.row("service_point", ident(1))
    assert (row["hours"], row["hours_note_en"]) == (HOURS, "Ring the bell twice")
    assert set(line["current"]) == {"hours", "hours_note_en"}


def test_sets_are_merged_and_the_receipt_says_what_came_of_it(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(1), {"languages": (["en"], ["en", "iu"])}))
    result = steward.merge(
        documents.update("service_point", ident(1), {"languages": (["en"], ["en", "fr"])}),
        submission_id=documents.SECOND,
    )
    assert steward.row("service_point", ident(1))["languages"] == ["en", "fr", "iu"]
    (line,) = result.receipt.results
    assert (line["state"], line["current"]["languages"]["value"]) == ("applied", ["en", "fr", "iu"])


def test_c4_what_editors_clocks_say_decides_nothing(steward, documents, ident):
    """The second edit wins a conflict neither by a later nor by an earlier time."""
    steward.merge(
        documents.update("service_point", ident(1), {"email": (None, "first@example.ca")}),
        created_at="2031-01-01T00:00:00Z",
    )
    for stamp, number in (
        ("2039-01-01T00:00:00Z", documents.SECOND),
        ("1999-01-01T00:00:00Z", documents.THIRD),
    ):
        result = steward.merge(
            documents.update("service_point", ident(1), {"email": (None, f"{stamp[:4]}@example.ca")}),
            submission_id=number,
            created_at=stamp,
        )
        assert states(result) == ["conflict"]
    assert steward.row("service_point", ident(1))["email"] == "first@example.ca"


def test_a_value_that_went_away_and_came_back_is_still_what_the_editor_saw(steward, documents, ident):
    there = documents.update("service_point", ident(1), {"email": (None, "first@example.ca")})
    back = documents.update("service_point", ident(1), {"email": ("first@example.ca", None)}, version=4)
    steward.merge(there)
    steward.merge(back, submission_id=documents.SECOND)
    result = steward.merge(
        documents.update("service_point", ident(1), {"email": (None, "second@example.ca")}),
        submission_id=documents.THIRD,
    )
    assert states(result) == ["applied"]


def test_confirmations_apply_when_newer_and_only_then(steward, documents, ident):
    newer = documents.confirm(ident(1), "2026-10-01", "2026-11-03")
    older = documents.confirm(ident(1), "2026-09-01", "2026-10-20", method=("phone", "website"))
    assert states(steward.merge(newer)) == ["applied"]
    result = steward.merge(older, submission_id=documents.SECOND)
    assert states(result) == ["noop"]
    row = steward.row("service_point", ident(1))
    assert (row["verified_on"], row["verified_method"]) == ("2026-11-03", "phone")
    assert result.receipt.results[0]["current"]["verified_on"]["value"] == "2026-11-03"
    log = [line for line in steward.store.rows("change_log") if line["entity_id"] == ident(1)]
    assert [(line["op"], line["field"]) for line in log] == [("confirm", "verified_on")]


def closure(documents, ident, number=60, point=2, **values):
    return documents.insert(
        "closure",
        ident(number),
        **{
            "custodian_code": "CA-ON",
            "point_id": ident(point),
            "kind": "closed",
            "from_date": "2026-12-24",
            "to_date": "2026-12-26",
            **values,
        },
    )


def test_an_insertion_is_applied_once(steward, documents, ident):
    assert states(steward.merge(closure(documents, ident))) == ["applied"]
    row = steward.row("closure", ident(60))
    assert (row["from_date"], row["row_version"]) == ("2026-12-24", 1)
    again = {**closure(documents, ident), "reason": {"code": "closed"}}
    assert states(steward.merge(again, submission_id=documents.SECOND)) == ["noop"]


def test_an_insertion_sent_again_after_the_record_was_removed_waits_for_the_steward(
    steward, documents, ident
):
    change = closure(documents, ident)
    steward.merge(change)
    gone = documents.delete("closure", ident(60), steward.exchanged("closure", ident(60)), version=1)
    steward.merge(gone, submission_id=documents.SECOND)
    result = steward.merge(change, submission_id=documents.THIRD)
    (line,) = result.receipt.results
    assert (line["state"], line["rules"]) == ("held", ["C02"])
    assert "removed on 2026-11-06" in line["message_en"]
    assert steward.row("closure", ident(60)) is None
    steward.decide(documents.THIRD, (1, "accept"))
    assert steward.row("closure", ident(60))["row_version"] == 2


def test_a_record_made_anew_has_another_version_than_the_one_that_was_removed(steward, documents, ident):
    """An edit of both is the same but for the version that it was made from: the second counts, too."""
    edit = {"to_date": ("2026-12-26", "2026-12-31")}
    steward.merge(closure(documents, ident))
    steward.merge(documents.update("closure", ident(60), edit, version=1), submission_id=documents.SECOND)
    gone = documents.delete("closure", ident(60), steward.exchanged("closure", ident(60)), version=2)
    steward.merge(gone, submission_id=documents.THIRD)
    anew = {**closure(documents, ident), "reason": {"code": "closed"}}
    steward.merge(anew, submission_id="7d9f2c1e-0000-4000-8000-000000000004")
    version = steward.row("closure", ident(60))["row_version"]
    result = steward.merge(
        documents.update("closure", ident(60), edit, version=version),
        submission_id="7d9f2c1e-0000-4000-8000-000000000005",
    )
    assert states(result) == ["applied"]
    assert steward.row("closure", ident(60))["to_date"] == "2026-12-31"


def test_d5_an_id_used_for_something_else_is_a_conflict_and_the_row_is_kept(steward, documents, ident):
    steward.merge(closure(documents, ident))
    other = closure(documents, ident, to_date="2026-12-31", reason_en="Moving")
    result = steward.merge(other, submission_id=documents.SECOND)
    assert (states(result), result.receipt.results[0]["rules"]) == (["conflict"], ["U01"])
    assert steward.row("closure", ident(60))["to_date"] == "2026-12-26"
    (waiting,) = pending(steward.store)
    assert {f.name: (f.theirs, f.ours) for f in waiting.fields}["to_date"] == ("2026-12-31", "2026-12-26")
    steward.decide(documents.SECOND, (1, "accept"))
    row = steward.row("closure", ident(60))
    assert (row["to_date"], row["reason_en"], row["row_version"]) == ("2026-12-31", "Moving", 2)


def phone_row(steward, ident):
    return steward.exchanged("phone", ident(40))


def test_a_deletion_of_what_the_editor_saw_is_applied(steward, documents, ident):
    change = documents.delete("phone", ident(40), phone_row(steward, ident))
    assert states(steward.merge(change)) == ["applied"]
    assert steward.row("phone", ident(40)) is None
    log = steward.store.rows("change_log")
    assert {line["field"]: json.loads(line["before"]) for line in log} == {
        "custodian_code": "CA-ON",
        "point_id": ident(1),
        "kind": "voice",
        "number": "+16135550101",
        "is_primary": False,
    }
    assert {(line["op"], line["after"], line["row_version"]) for line in log} == {("delete", None, 3)}
    assert states(steward.merge(change, submission_id=documents.SECOND)) == ["noop"]


def test_d4_delete_against_update_is_a_conflict(steward, documents, ident):
    row = phone_row(steward, ident)
    steward.merge(documents.update("phone", ident(40), {"extension": (None, "12")}))
    result = steward.merge(documents.delete("phone", ident(40), row), submission_id=documents.SECOND)
    assert (states(result), result.receipt.results[0]["rules"]) == (["conflict"], ["C03"])
    assert steward.row("phone", ident(40))["extension"] == "12"
    steward.decide(documents.SECOND, (1, "accept"))
    assert steward.row("phone", ident(40)) is None


def test_d4_update_against_delete_is_a_conflict(steward, documents, ident):
    row = phone_row(steward, ident)
    steward.merge(documents.delete("phone", ident(40), row))
    result = steward.merge(
        documents.update("phone", ident(40), {"extension": (None, "12")}), submission_id=documents.SECOND
    )
    (line,) = result.receipt.results
    assert (line["state"], line["rules"]) == ("conflict", ["C02"])
    assert "removed on 2026-11-06" in line["message_en"]
    assert steward.row("phone", ident(40)) is None
    assert not pending(steward.store)[0].exists
    steward.decide(documents.SECOND, (1, "accept"))  # the record comes back, with the update
    assert steward.exchanged("phone", ident(40)) == {**row, "extension": "12"}
    assert steward.row("phone", ident(40))["row_version"] == 4


def test_x01_an_update_of_a_record_that_never_was(steward, documents, ident):
    result = steward.merge(documents.update("phone", ident(99), {"extension": (None, "12")}))
    assert (states(result), result.receipt.results[0]["rules"]) == (["rejected"], ["X01"])


def test_x02_a_record_that_others_need_is_not_deleted(steward, documents, ident):
    change = documents.delete("service_point", ident(1), steward.exchanged("service_point", ident(1)))
    result = steward.merge(change)
    (line,) = result.receipt.results
    assert (line["state"], line["rules"]) == ("rejected", ["X02"])
    assert "Other records depend on this one: 3" in line["message_en"]


def test_x02_with_its_dependants_it_is(steward, documents, ident):
    rows = [("service_at_point", 30), ("phone", 40), ("service_area", 50), ("service_point", 1)]
    changes = [documents.delete(t, ident(n), steward.exchanged(t, ident(n))) for t, n in rows]
    assert states(steward.merge(*changes)) == ["applied"] * 4
    assert steward.row("service_point", ident(1)) is None


def test_a_link_deleted_and_made_anew_does_not_meet_itself(steward, documents, ident):
    old = steward.exchanged("service_at_point", ident(30))
    result = steward.merge(
        documents.insert("service_at_point", ident(31), **{n: v for n, v in old.items() if v is not None}),
        documents.delete("service_at_point", ident(30), old),
    )
    assert states(result) == ["applied", "applied"]


def test_d7_the_same_document_twice_is_its_receipt_and_nothing_else(steward, documents, ident):
    change = documents.update("service_point", ident(1), documents.hours(HOURS, LATER))
    first = steward.merge(change)
    before = steward.everything()
    second = steward.merge(change)
    assert (first.changed, second.changed) == (True, False)
    assert second.receipt == first.receipt
    assert second.receipt.data == first.receipt.data
    assert steward.everything() == before


def test_d7_an_old_change_sent_again_later_does_not_undo_newer_work(steward, documents, ident):
    old = documents.update("service_point", ident(1), documents.hours(HOURS, LATER))
    steward.merge(old)
    back = documents.update("service_point", ident(1), documents.hours(LATER, HOURS), version=4)
    steward.merge(back, submission_id=documents.SECOND)
    result = steward.merge(old, submission_id=documents.THIRD)
    assert states(result) == ["noop"]
    assert steward.row("service_point", ident(1))["hours"] == HOURS
    redone = documents.update("service_point", ident(1), documents.hours(HOURS, LATER), version=5)
    result = steward.merge(redone, submission_id="7d9f2c1e-0000-4000-8000-000000000004")
    assert states(result) == ["applied"]


def test_d7_what_was_applied_in_part_is_not_applied_again(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(1), {"email": (None, "first@example.ca")}))
    mixed = documents.update(
        "service_point", ident(1), {"email": (None, "x@example.ca"), "timezone": (None, "America/Toronto")}
    )
    steward.merge(mixed, submission_id=documents.SECOND)
    undone = documents.update("service_point", ident(1), {"timezone": ("America/Toronto", None)}, version=5)
    steward.merge(undone, submission_id=documents.THIRD)
    result = steward.merge(mixed, submission_id="7d9f2c1e-0000-4000-8000-000000000004")
    assert result.receipt.results[0]["fields"] == {"email": "conflict", "timezone": "noop"}
    assert steward.row("service_point", ident(1))["timezone"] is None


def test_the_ledger_has_the_document_the_receipt_and_a_line_per_field(steward, documents, ident):
    change = documents.update(
        "service_point",
        ident(1),
        {**documents.hours(HOURS, LATER), "languages": (["en"], ["en", "fr"])},
        reason={"code": "hours", "text": "Automne", "lang": "fr"},
        evidence=[{"url": "https://example.ca/hours"}],
    )
    result = steward.merge(change)
    (line,) = steward.store.rows("submission")
    assert line["document"] == steward.document(change).content
    assert read_receipt(json.dumps(line["receipt"]).encode()) == result.receipt
    assert (line["state"], line["applied_revision"], line["base_revision"]) == ("accepted", 13, 12)
    assert (line["received_at"], line["decided_by"]) == ("2026-11-06T08:00:00Z", "steward")
    assert line["submitter"]["name"] == "Ada Tremblay"
    assert "Tremblay" not in result.receipt.data.decode()
    log = steward.store.rows("change_log")
    assert [(r["field"], json.loads(r["before"]), json.loads(r["after"])) for r in log] == [
        ("hours", HOURS, LATER),
        ("languages", ["en"], ["en", "fr"]),
    ]
    for row in log:
        assert (row["submission_id"], row["seq"], row["revision"]) == (documents.FIRST, 1, 13)
        assert (row["row_version"], row["op"], row["reason"]) == (4, "update", "hours")
        assert (row["evidence_url"], row["jurisdiction_code"]) == ("https://example.ca/hours", "CA-ON")
    info = steward.store.info
    assert (info.revision, info.updated_at) == (13, "2026-11-06T08:00:00Z")


@pytest.fixture
def inbox(steward, documents, ident):
    """Put a document into the ledger as a contributor does in PostGIS; options replace parts of the line."""

    def put(**options):
        change = documents.update("service_point", ident(1), {"email": (None, "a@example.ca")})
        document = steward.document(change)
        line = {
            "content_sha256": document.content_sha256,
            "jurisdiction_code": "CA-ON",
            "submitter": {"name": "Ada"},
            "created_at": "2026-11-05T09:00:07Z",
            "received_at": "2026-11-05T09:10:00Z",
            "state": "received",
            "base_revision": 12,
            "document": dict(document.content),
            **options,
        }
        key = line.pop("id", documents.FIRST)
        steward.store.apply([RowChange("insert", "submission", key, line)])

    return put


def test_a_submission_in_the_inbox_is_merged_where_it_lies(steward, documents, inbox):
    inbox()
    result = steward.decide(documents.FIRST)
    assert (result.changed, result.receipt.state) == (True, "accepted")
    assert result.receipt.document["received_at"] == "2026-11-05T09:10:00Z"
    assert len(steward.store.rows("submission")) == 1


@pytest.mark.parametrize("option", [{"jurisdiction_code": "CA"}, {"content_sha256": "0" * 64}])
def test_h17_an_inbox_line_that_claims_something_else_than_its_document(steward, documents, inbox, option):
    inbox(**option)
    before = steward.everything()
    result = steward.decide(documents.FIRST)
    assert (result.receipt.state, result.receipt.rules, result.changed) == ("quarantined", ("M05",), False)
    assert steward.everything() == before


def test_h17_an_inbox_line_under_another_number(steward, documents, inbox):
    inbox(id=documents.SECOND)
    with pytest.raises(ExchangeError, match="already used"):
        steward.decide(documents.SECOND)


def test_working_copies_are_not_merged_into(path, steward, documents, ident, open_policy):
    document = steward.document(
        documents.update("service_point", ident(1), {"email": (None, "a@example.ca")})
    )
    with open_working_copy(path) as copy, pytest.raises(ExchangeError, match="is a working copy"):
        merge(copy.store, document, policy=open_policy)
