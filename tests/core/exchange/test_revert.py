# SPDX-License-Identifier: GPL-2.0-or-later
"""D10: a merged submission is undone by a new one, unless later work stands on it."""

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import (
    Decision,
    Decisions,
    RevertBlockedError,
    Submitter,
    Tool,
    merge,
    revert,
)
from service_points.core.schema import load_schema

HOURS, LATER = "Mo-Fr 08:30-16:30; PH off", "Mo-Fr 08:00-17:00; PH off"
PEOPLE = {
    "submitter": Submitter("Steward", "steward@example.ca"),
    "tool": Tool("Service Points", "0", "test"),
}


def records(steward):
    """Every submittable record, without the audit trio."""
    return {
        table.name: sorted(
            (
                {f.name: row[f.name] for f in (*table.exchanged_fields, table.by_name["id"])}
                for row in steward.store.rows(table.name)
            ),
            key=lambda row: row["id"],
        )
        for table in load_schema().submittable
    }


@pytest.fixture
def undo(steward, documents, open_policy):
    """Merge the inverse of FIRST, every change accepted."""

    def run():
        document = revert(
            steward.store, documents.FIRST, reverting_id=documents.THIRD, now=steward.now, **PEOPLE
        )
        accepted = tuple(Decision(documents.THIRD, c.seq, "accept") for c in document.changes)
        return document, merge(
            steward.store, document, policy=open_policy, decisions=Decisions(accepted), now=steward.now
        )

    return run


def test_d10_the_inverse_brings_every_table_back(steward, documents, ident, undo):
    before = records(steward)
    phone = steward.exchanged("phone", ident(40))
    steward.merge(
        documents.update(
            "service_point",
            ident(1),
            {**documents.hours(HOURS, LATER), "languages": (["en"], ["en", "fr"])},
        ),
        documents.insert(
            "closure",
            ident(60),
            custodian_code="CA-ON",
            point_id=ident(2),
            kind="closed",
            from_date="2026-12-24",
            to_date="2026-12-26",
        ),
        documents.confirm(ident(2), "2026-10-01", "2026-11-03"),
        documents.delete("phone", ident(40), phone),
    )
    assert records(steward) != before
    document, result = undo()
    assert result.receipt.state == "accepted"
    assert records(steward) == before
    assert [(c.op, c.table.name) for c in document.changes] == [
        ("update", "service_point"),
        ("update", "service_point"),
        ("insert", "phone"),
        ("delete", "closure"),
    ]
    assert len(steward.store.rows("submission")) == 2  # history is added to


def test_d10_a_later_edit_of_the_same_field_blocks_and_is_listed(steward, documents, ident, undo):
    steward.merge(documents.update("service_point", ident(1), {"email": (None, "one@example.ca")}))
    steward.merge(
        documents.update(
            "service_point", ident(1), {"email": ("one@example.ca", "two@example.ca")}, version=4
        ),
        submission_id=documents.SECOND,
    )
    with pytest.raises(RevertBlockedError) as caught:
        undo()
    (obstacle,) = caught.value.obstacles
    assert (obstacle.table, obstacle.id, obstacle.fields) == ("service_point", ident(1), ("email",))
    assert obstacle.submission_id == documents.SECOND
    assert "1 record was edited" in caught.value.text.en
    assert ident(1) in caught.value.text.fr


def test_d10_a_later_edit_of_the_same_group_blocks(steward, documents, ident, undo):
    steward.merge(documents.update("service_point", ident(1), documents.hours(HOURS, LATER)))
    steward.merge(
        documents.update(
            "service_point", ident(1), documents.hours(LATER, LATER, note=(None, "Ring")), version=4
        ),
        submission_id=documents.SECOND,
    )
    with pytest.raises(RevertBlockedError):
        undo()


def test_d10_a_later_edit_of_another_field_does_not(steward, documents, ident, undo):
    steward.merge(documents.update("service_point", ident(1), {"email": (None, "one@example.ca")}))
    steward.merge(
        documents.update("service_point", ident(1), {"timezone": (None, "America/Toronto")}, version=4),
        submission_id=documents.SECOND,
    )
    undo()
    row = steward.row("service_point", ident(1))
    assert (row["email"], row["timezone"]) == (None, "America/Toronto")


def test_d10_what_was_added_and_is_referred_to_since_blocks(steward, documents, ident, undo):
    service = documents.insert(
        "service",
        ident(21),
        custodian_code="CA-ON",
        organization_id="0a000000-0000-4000-8000-000000000001",
        name_en="Fishing licence",
        name_fr="Permis de pêche",
        status="active",
        categories=["outdoors"],
    )
    link = documents.insert(
        "service_at_point",
        ident(31),
        custodian_code="CA-ON",
        service_id=ident(21),
        point_id=ident(1),
        delivery_level="full",
        status="active",
    )
    assert steward.merge(service).receipt.state == "accepted"
    assert steward.merge(link, submission_id=documents.SECOND).receipt.state == "accepted"
    with pytest.raises(RevertBlockedError) as caught:
        undo()
    assert [(o.table, o.id) for o in caught.value.obstacles] == [("service_at_point", ident(31))]


def test_what_was_not_applied_cannot_be_reverted(steward, documents, ident, undo):
    steward.merge(documents.update("service_point", ident(3), {"email": (None, "one@example.ca")}))
    with pytest.raises(ExchangeError, match="nothing to revert"):
        undo()


def test_a_submission_that_never_came_cannot_either(undo):
    with pytest.raises(ExchangeError, match="no submission"):
        undo()
