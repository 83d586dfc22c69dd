# SPDX-License-Identifier: GPL-2.0-or-later
"""Two editors change the same record; the second settles what the receipt tells. Merged for real, twice."""

import pytest
from osgeo import gdal
from service_points.core.exchange import (
    Decision,
    Decisions,
    Evidence,
    Motive,
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    decide,
    difference,
    keep_motives,
    merge,
    open_working_copy,
    read_document,
    read_motives,
)
from service_points.core.exchange.conflict import conflict_units
from service_points.core.exchange.incoming_receipt import waits
from service_points.core.exchange.outbox import Outbox
from service_points.core.exchange.outbox_answer import read_answer
from service_points.core.exchange.outbox_lines import outbox_lines, replaced_by_next
from service_points.core.exchange.rebase import apply_receipt, settle, still_open
from service_points.core.schema import load_schema
from service_points.core.store import open_store

POINT, PHONE = "service_point", "phone"


class Office:
    """An editor with a working copy of their own."""

    def __init__(self, store, path, editor, policy):
        checkout(store, "CA-ON", path).close()
        self.store, self.path, self.policy = store, path, policy
        self.edit = editor(path)
        self.sent = None

    def submit(self, **options):
        """Build the submission of all changes, merge it, return the receipt's document."""
        with open_working_copy(self.path) as copy:
            self.sent = build_submission(
                copy,
                submitter=Submitter("Ada Tremblay", "registre@example.ca"),
                reason=Reason("correction"),
                reasons=read_motives(copy.store),
                tool=Tool("Service Points", "0.1.0", "test"),
                **options,
            )
        done = merge(self.store, read_document(self.sent.data), policy=self.policy)
        return done.receipt

    def read(self, receipt):
        with open_working_copy(self.path) as copy:
            return apply_receipt(copy, receipt.document, self.sent.document)

    def settle(self, conflicts, choice):
        with open_working_copy(self.path) as copy:
            settle(copy, [(each, choice) for each in conflicts])

    def changes(self):
        with open_working_copy(self.path) as copy:
            return [(c.op, c.table, c.id, set(c.changed_fields)) for c in difference(copy)]

    def row(self, table, key):
        with open_store(self.path) as opened:
            return exchanged(opened, table, key)


def exchanged(store, table, key):
    row = next((row for row in store.rows(table) if row["id"] == key), None)
    return row and {field.name: row[field.name] for field in load_schema().tables[table].exchanged_fields}


@pytest.fixture
def offices(store, tmp_path, editor, open_policy):
    kind = type(editor)
    return [Office(store, tmp_path / f"{name}.gpkg", kind, open_policy) for name in ("first", "second")]


def both_rename(first, second, ident):
    first.edit.update(POINT, ident(1), name_en="Their name")
    second.edit.update(POINT, ident(1), name_en="My name")
    return POINT, ident(1)


def both_move_to_one_street(first, second, ident):
    """The street is the same, the number is not: of the address group the store differs in one line only."""
    first.edit.update(POINT, ident(1), address_line1="12 Main Street", postal_code="K1A 0B2")
    second.edit.update(POINT, ident(1), address_line1="14 Main Street", postal_code="K1A 0B2")
    return POINT, ident(1)


def both_add(first, second, ident):
    for office, number in ((first, "+16135550111"), (second, "+16135550122")):
        office.edit.insert(
            PHONE, ident(61), custodian_code="CA-ON", point_id=ident(1), kind="voice", number=number,
            row_version=1, changed_at="2026-11-01T00:00:00Z",
        )  # fmt: skip
    return PHONE, ident(61)


def they_remove_what_i_change(first, second, ident):
    first.edit.delete(PHONE, ident(40))
    second.edit.update(PHONE, ident(40), number="+16135550199")
    return PHONE, ident(40)


def i_remove_what_they_change(first, second, ident):
    first.edit.update(PHONE, ident(40), number="+16135550199")
    second.edit.delete(PHONE, ident(40))
    return PHONE, ident(40)


CASES = [
    both_rename,
    both_move_to_one_street,
    both_add,
    they_remove_what_i_change,
    i_remove_what_they_change,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_d2_d4_a_conflict_is_settled_and_then_merges_without_one(*, offices, store, ident, case, choice):
    first, second = offices
    table, key = case(first, second, ident)
    assert not waits(first.submit().document)
    theirs, mine = exchanged(store, table, key), second.row(table, key)
    receipt = second.submit()
    assert waits(receipt.document)
    (unit,) = conflict_units(second.read(receipt).conflicts, load_schema().tables)
    assert (unit.table, unit.id) == (table, key)
    second.settle(unit.conflicts, choice)
    assert second.read(receipt).conflicts == ()  # settled, and reading it again says so
    assert second.row(table, key) == (mine if choice == "mine" else theirs)
    if choice == "theirs":
        assert second.changes() == []
        return
    again = second.submit(supersedes=second.sent.document["manifest"]["submission_id"])
    assert not waits(again.document)
    assert exchanged(store, table, key) == mine
    second.read(again)
    assert second.changes() == []


def test_d2_a_group_that_the_store_has_in_part_is_not_emptied(offices, ident):
    """What a receipt leaves out is what was submitted; taken as nothing it would empty the field."""
    first, second = offices
    table, key = both_move_to_one_street(first, second, ident)
    first.submit()
    conflicts = {each.field: each for each in second.read(second.submit()).conflicts}
    assert conflicts["address_line1"].theirs == "12 Main Street"
    assert (conflicts["postal_code"].mine, conflicts["postal_code"].theirs) == ("K1A 0B2", "K1A 0B2")
    second.settle(conflicts.values(), "theirs")
    assert second.row(table, key)["postal_code"] == "K1A 0B2"


def test_many_are_settled_in_one_transaction(offices, ident):
    first, second = offices
    for office, word in ((first, "Their"), (second, "My")):
        for number in (1, 2):
            office.edit.update(POINT, ident(number), name_en=f"{word} {number}", name_fr=f"{word} {number} f")
    first.submit()
    receipt = second.submit()
    conflicts = second.read(receipt).conflicts
    assert len(conflicts) == 4
    with open_working_copy(second.path) as copy:
        settle(copy, [(each, "theirs" if each.id == ident(1) else "mine") for each in conflicts])
    assert second.row(POINT, ident(1))["name_fr"] == "Their 1 f"
    assert second.changes() == [("update", POINT, ident(2), {"name_en", "name_fr"})]


def test_the_reason_goes_with_what_was_taken(offices, ident):
    """What was sent and taken is forgotten; what waits, or was said since, stays."""
    first, second = offices
    page = Evidence("https://example.ca/hours", "2026-11-01")
    first.edit.update(POINT, ident(2), name_en="Their name")
    first.submit()
    second.edit.update(POINT, ident(1), name_en="New name")
    second.edit.update(POINT, ident(2), name_en="My name")
    second.edit.update(PHONE, ident(40), number="+16135550177")
    said = {
        (POINT, ident(1)): Motive(Reason("hours", " Autumn ", "en"), (page,)),
        (POINT, ident(2)): Motive(Reason("correction")),
        (PHONE, ident(40)): Motive(evidence=(page,)),
    }
    with open_store(second.path, read_only=False) as opened:
        keep_motives(opened, said)
    receipt = second.submit()
    second.edit.update(PHONE, ident(40), number="+16135550188")
    with open_store(second.path, read_only=False) as opened:
        keep_motives(opened, {(PHONE, ident(40)): Motive(Reason("contact"), (page,))})
    second.read(receipt)
    with open_store(second.path) as opened:
        kept = read_motives(opened)
    assert set(kept) == {(POINT, ident(2)), (PHONE, ident(40))}
    assert kept[PHONE, ident(40)].reason == Reason("contact")


def test_c7_a_receipt_says_nothing_of_a_copy_made_later(offices, store, tmp_path, editor, ident):
    """That copy already holds what was taken: moving its base would make a change back out of it."""
    first, _ = offices
    first.edit.update(POINT, ident(1), name_en="New name")
    receipt = first.submit()
    later = Office(store, tmp_path / "later.gpkg", type(editor), None)
    later.sent = first.sent
    # A second is all that tells two checkouts apart, and a test is faster.
    dataset = gdal.OpenEx(str(later.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL("UPDATE working_copy SET base_exported_at = '2031-01-01T00:00:00Z'")
    dataset = None
    done = later.read(receipt)
    assert "not made from the working copy" in done.ignored.en
    assert later.changes() == []


def test_the_outbox_tells_whose_documents_it_has_and_what_the_next_one_replaces(offices, ident, tmp_path):
    first, second = offices
    both_rename(first, second, ident)
    first.submit()
    receipt = second.submit()
    outbox = Outbox(tmp_path / "outbox")
    number = outbox.add(second.sent).submission_id
    (line,) = outbox_lines(outbox)
    with open_working_copy(second.path) as copy:
        info = copy.info
        assert line.is_from(info)
        assert replaced_by_next([line], info) is None
    assert (line.changes, dict(line.summary), line.has_receipt) == (1, {}, False)
    outbox.take_receipt(receipt.data)
    lines = outbox_lines(outbox)
    assert (dict(lines[0].summary), lines[0].entry.waits) == ({"conflict": 1}, True)
    assert replaced_by_next(lines, info).id == number
    told = read_answer(outbox, number, None)
    assert (told.applied, told.units, outbox.entry(number).is_read) == (None, (), False)
    answer = read_answer(outbox, number, second.path)
    assert outbox.entry(number).is_read
    assert (answer.state, answer.waits, len(answer.units)) == ("received", True, 1)
    (change,) = answer.changes
    assert (change.state, change.name.en, change.name.fr) == ("conflict", "My name", "Bureau 1")
    assert "the steward decides" in change.message.en
    assert answer.names["jurisdiction", "CA-ON"].en == "Ontario"


def open_in(office, *conflicts):
    with open_working_copy(office.path) as copy:
        return [(each.field, each.theirs) for each in still_open(copy, conflicts)]


@pytest.mark.parametrize("newer_first", [True, False])
def test_the_later_of_two_receipts_counts_whichever_is_read_first(offices, ident, newer_first):
    """The store's name was changed twice; with “theirs” a copy that read the older one last went back."""
    first, second = offices
    place = both_rename(first, second, ident)
    assert first.read(first.submit()).records == 1
    older, sent = second.submit(), second.sent
    first.edit.update(*place, name_en="Their latest name")
    first.submit()
    second.edit.update(*place, name_en="My latest name")
    newer, sent_again = second.submit(), second.sent
    answers = [(older, sent), (newer, sent_again)]
    found = []
    for receipt, second.sent in reversed(answers) if newer_first else answers:
        found += second.read(receipt).conflicts
    assert [each.field for each in found] == ["name_en", "name_en"]
    assert open_in(second, *found) == [("name_en", "Their latest name")]
    with open_working_copy(second.path) as copy:
        settle(copy, [(each, "mine") for each in still_open(copy, found)])
    for receipt, second.sent in answers:  # whoever opens the older answer again is asked nothing
        assert second.read(receipt).conflicts == ()


def test_a_conflict_that_was_decided_meanwhile_is_none(offices, ident, open_policy):
    """The stewards took my value in the end: the receipt before that has nothing to settle any more."""
    first, second = offices
    place = both_rename(first, second, ident)
    first.submit()
    receipt = second.submit()
    done = decide(
        second.store, receipt.submission_id, policy=open_policy,
        decisions=Decisions((Decision(receipt.submission_id, 1, "accept"),)),
    )  # fmt: skip
    found = [*second.read(receipt).conflicts, *second.read(done.receipt).conflicts]
    assert open_in(second, *found) == []
    assert second.changes() == []
    assert second.read(receipt).conflicts == ()
    assert second.row(*place)["name_en"] == "My name"
