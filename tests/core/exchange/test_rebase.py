# SPDX-License-Identifier: GPL-2.0-or-later
"""What a receipt does to a working copy. What is left to submit afterwards is what `difference` finds."""

import copy as copies

import pytest
from osgeo import gdal
from service_points.core.exchange import change_hash, open_working_copy
from service_points.core.exchange.rebase import apply_receipt, settle

STAMP = {"changed_by": "CA", "changed_at": "2026-11-04T08:00:00Z"}


@pytest.fixture
def edited(editor, ident):
    """An insert, an update of two fields, a confirmation and a delete."""
    editor.insert(
        "closure",
        ident(60),
        custodian_code="CA-ON",
        point_id=ident(2),
        kind="closed",
        from_date="2026-12-24",
        to_date="2026-12-26",
    )
    editor.update("service_point", ident(1), name_en="New name", languages='["en","fr"]')
    editor.update("service_point", ident(2), verified_on="2026-11-03")
    editor.delete("phone", ident(40))


def answer(submission, states=None, **by_table_and_id):
    """A receipt as C7 has it: everything applied but what is said otherwise by seq."""
    results = []
    for record in submission.document["changes"]:
        given = copies.deepcopy((states or {}).get(record["seq"], {}))
        state = given.pop("state", "applied")
        fields = {name: state for name in record["fields"]}
        fields.update(given.pop("fields", {}))
        results.append(
            {
                "seq": record["seq"],
                "change_hash": change_hash(record),
                "state": state,
                "fields": fields,
                **given,
            }
        )
    manifest = submission.document["manifest"]
    return {
        "format": "casp-receipt",
        "format_version": "1.0",
        "submission_id": manifest["submission_id"],
        "content_sha256": submission.content_sha256,
        "store_id": manifest["store"]["store_id"],
        "state": "accepted",
        "revision_before": 12,
        "revision_after": 13,
        "results": results,
        **by_table_and_id,
    }


def seq_of(submission, table, key):
    (found,) = [r["seq"] for r in submission.document["changes"] if (r["table"], r["id"]) == (table, key)]
    return found


@pytest.fixture
def rebase(path):
    def run(receipt, submission):
        with open_working_copy(path) as copy:
            return apply_receipt(copy, receipt, submission.document)

    return run


@pytest.fixture
def row(path):
    def read(table, key):
        with open_working_copy(path) as copy:
            return next(row for row in copy.store.rows(table) if row["id"] == key)

    return read


def test_what_was_taken_is_no_change_any_more(edited, submit, rebase, changes):
    submission = submit()
    assert len(changes()) == 4
    done = rebase(answer(submission), submission)
    assert (done.records, done.conflicts, done.ignored) == (4, (), None)
    assert changes() == []


@pytest.mark.parametrize("state", ["rejected", "held", "conflict"])
def test_what_was_not_taken_stays_a_change(edited, submit, rebase, changes, state):
    submission = submit()
    before = changes()
    receipt = answer(submission, {seq: {"state": state} for seq in range(1, 5)})
    assert rebase(receipt, submission).records == 0
    assert changes() == before


def test_applied_twice_and_after_newer_edits(*, edited, submit, rebase, changes, editor, ident):
    submission = submit()
    editor.update("service_point", ident(1), name_en="Newer name")
    for _ in range(2):
        rebase(answer(submission), submission)
        (change,) = changes()
        assert dict(change.fields["name_en"]) == {"before": "New name", "after": "Newer name"}
        assert set(change.fields) == {"name_en"}


def test_an_old_receipt_does_not_take_back_a_later_one(*, edited, submit, rebase, changes, editor, ident):
    first = submit()
    rebase(answer(first), first)
    editor.update("service_point", ident(1), name_en="Newer name")
    second = submit(submission_id="7d9f2c1e-0000-4000-8000-00000000eeee")
    rebase(answer(second), second)
    assert rebase(answer(first), first).records == 0
    assert changes() == []


def test_the_next_submission_builds_on_the_new_version(*, edited, submit, rebase, changes, editor, ident):
    submission = submit()
    rebase(answer(submission), submission)
    editor.update("service_point", ident(1), name_en="Third name")
    editor.delete("closure", ident(60))
    update, delete = changes()
    assert (update.base_version, delete.base_version) == (4, 1)


def test_the_stores_own_value_is_taken_over(*, edited, submit, rebase, changes, row, ident):
    """A set both sides added to: the store has the union, and so has the working row then."""
    submission = submit()
    seq = seq_of(submission, "service_point", ident(1))
    union = ["en", "fr", "iu"]
    receipt = answer(submission, {seq: {"current": {"languages": {"value": union, **STAMP}}}})
    rebase(receipt, submission)
    assert row("service_point", ident(1))["languages"] == union
    assert changes() == []


def test_but_not_over_what_was_edited_since(*, edited, submit, rebase, changes, editor, row, ident):
    submission = submit()
    seq = seq_of(submission, "service_point", ident(1))
    editor.update("service_point", ident(1), languages='["cr","fr"]')
    receipt = answer(submission, {seq: {"current": {"languages": {"value": ["en", "fr", "iu"], **STAMP}}}})
    rebase(receipt, submission)
    assert row("service_point", ident(1))["languages"] == ["cr", "fr"]
    (change,) = changes()
    assert dict(change.fields["languages"]) == {"before": ["en", "fr", "iu"], "after": ["cr", "fr"]}


@pytest.fixture(params=["conflict", "rejected"])
def conflict(request, edited, submit, rebase, ident):
    """One field taken, the other not, for the store has another value."""
    submission = submit()
    seq = seq_of(submission, "service_point", ident(1))
    states = {
        seq: {
            "state": "partly_applied",
            "fields": {"name_en": request.param, "languages": "applied"},
            "current": {"name_en": {"value": "Their name", **STAMP}},
        }
    }
    receipt = answer(submission, states)
    return rebase(receipt, submission), receipt, submission


def test_conflicts_are_given_as_mine_and_theirs(conflict, changes, ident):
    done, _, _ = conflict
    (found,) = done.conflicts
    assert (found.table, found.id, found.field) == ("service_point", ident(1), "name_en")
    assert (found.base, found.mine, found.theirs) == ("Office 1", "New name", "Their name")
    assert (found.changed_by, found.changed_at) == ("CA", "2026-11-04T08:00:00Z")
    (change,) = changes()
    assert dict(change.fields) == {"name_en": {"before": "Office 1", "after": "New name"}}


@pytest.mark.parametrize(("choice", "expected"), [("mine", "New name"), ("theirs", "Their name")])
def test_conflicts_are_resolved(*, conflict, changes, row, path, rebase, ident, choice, expected):
    done, receipt, submission = conflict
    with open_working_copy(path) as copy:
        settle(copy, [(done.conflicts[0], choice)])
    assert row("service_point", ident(1))["name_en"] == expected
    left = [dict(change.fields) for change in changes()]
    assert left == ([{"name_en": {"before": "Their name", "after": "New name"}}] if choice == "mine" else [])
    assert rebase(receipt, submission).conflicts == ()  # settled


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"submission_id": "00000000-0000-4000-8000-00000000ffff"}, "not this one"),
        ({"content_sha256": "0" * 64}, "other content"),
        ({"store_id": "00000000-0000-4000-8000-00000000ffff"}, "another store"),
    ],
)
def test_c7_receipts_for_something_else_are_ignored_and_said(
    *, edited, submit, rebase, changes, change, words
):
    submission, before = submit(), changes()
    done = rebase(answer(submission, **change), submission)
    assert words in done.ignored.en
    assert (done.records, done.conflicts) == (0, ())
    assert changes() == before


def test_a_working_copy_of_another_store(edited, submit, rebase, path, changes):
    submission, before = submit(), changes()
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL("UPDATE working_copy SET base_store_id = '00000000-0000-4000-8000-00000000ffff'")
    dataset = None
    assert "not made from the working copy" in rebase(answer(submission), submission).ignored.en
    assert changes() == before


def test_results_that_fit_nothing_are_left_out(edited, submit, rebase, changes):
    submission = submit()
    receipt = answer(submission)
    receipt["results"] = [{}, {"seq": 99, "state": "applied"}, {"seq": None}]
    assert rebase(receipt, submission).records == 0
    assert len(changes()) == 4


def test_a_deleted_record_put_back_is_a_new_one(*, edited, submit, rebase, changes, editor, ident):
    submission = submit()
    editor.insert(
        "phone", ident(40), custodian_code="CA-ON", point_id=ident(1), kind="voice", number="+16135550102"
    )
    rebase(answer(submission), submission)
    assert [change.op for change in changes()] == ["insert"]


def test_a1_another_program_writes(edited, submit, path, changes):
    """Nothing is half done: the file is as it was."""
    from service_points.core.errors import StoreError

    submission, before = submit(), changes()
    holder = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    holder.ExecuteSQL("PRAGMA busy_timeout = 10")
    holder.StartTransaction()
    holder.ExecuteSQL("UPDATE schema_info SET store_revision = store_revision")
    try:
        with open_working_copy(path) as copy, pytest.raises(StoreError):
            apply_receipt(copy, answer(submission), submission.document)
    finally:
        holder.RollbackTransaction()
        holder = None
    assert changes() == before
