# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking changes back: afterwards the working copy does not differ from its base where it was asked."""

import pytest
from service_points.core.exchange import Change, difference, open_working_copy, restoring
from service_points.core.store import open_store
from service_points.core.text import Text

WHEN = "2026-11-01T12:30:00Z"


@pytest.fixture
def changes_of(path):
    def read():
        with open_working_copy(path) as copy:
            return difference(copy)

    return read


@pytest.fixture
def take_back(path, changes_of):
    """take_back(wanted, fields) takes the changes of these (table, id) back; returns what still differs."""

    def run(wanted=None, fields=None):
        changes = changes_of()
        chosen = [change for change in changes if wanted is None or (change.table, change.id) in wanted]
        with open_store(path, read_only=False) as store:
            store.apply(restoring(chosen, changes, changed_at=WHEN, fields=fields))
        return {(change.table, change.id): set(change.changed_fields) for change in changes_of()}

    return run


@pytest.fixture
def much(editor, ident):
    """A point edited, one added with a phone, an old phone moved to it, a service removed with its offer."""
    editor.update("service_point", ident(1), city="Gatineau", province="QC", email="a@example.ca")
    editor.insert(
        *("service_point", ident(70)),
        custodian_code="CA-ON",
        organization_id="0a000000-0000-4000-8000-000000000001",
        channel="in_person",
        point_type="service_centre",
        name_en="New",
        status="active",
        visibility="public",
        geo_vintage=2021,
        geom="POINT (-75 45)",
        verified_on="2026-11-01",
        verified_method="phone",
    )
    editor.insert("phone", ident(71), custodian_code="CA-ON", point_id=ident(70), kind="voice", number="311")
    editor.update("phone", ident(40), point_id=ident(70), label_en="Front desk")
    editor.delete("service_at_point", ident(30))
    editor.delete("service", ident(20))


def test_b7_everything_goes_back(much, changes_of, take_back):
    assert len(changes_of()) == 6
    assert take_back() == {}


def test_one_field_takes_its_group_along(much, take_back, ident):
    left = take_back({("service_point", ident(1))}, {"city"})
    assert left[("service_point", ident(1))] == {"email"}
    assert len(left) == 6


def test_one_field_outside_groups_goes_alone(much, take_back, ident):
    left = take_back({("service_point", ident(1))}, {"email"})
    assert left[("service_point", ident(1))] == {"city", "province"}


def test_an_added_record_goes_with_what_was_added_to_it(much, take_back, ident):
    left = take_back({("service_point", ident(70))})
    assert ("service_point", ident(70)) not in left
    assert ("phone", ident(71)) not in left
    assert left[("phone", ident(40))] == {"label_en"}


def test_an_added_record_goes_with_its_identifiers(editor, take_back, ident):
    """An import adds the source's identifier to each point: left alone, it would identify nothing."""
    link = {"custodian_code": "CA-ON", "entity_table": "service_point", "scheme": "on-moh"}
    added = {"custodian_code": "CA-ON", "kind": "closed", "from_date": "2026-12-24", "to_date": "2026-12-26"}
    editor.insert("organization", ident(80), custodian_code="CA-ON", name_en="New", status="active")
    editor.insert(
        "external_id", ident(81), **{**link, "entity_table": "organization"}, entity_id=ident(80), value="1"
    )
    editor.insert("external_id", ident(82), **link, entity_id=ident(2), value="2")
    editor.insert("closure", ident(83), point_id=ident(2), **added)
    assert set(take_back({("organization", ident(80))})) == {
        ("external_id", ident(82)),
        ("closure", ident(83)),
    }


def test_a_removed_record_returns_with_what_it_refers_to(much, take_back, ident, path):
    left = take_back({("service_at_point", ident(30))})
    assert not {("service_at_point", ident(30)), ("service", ident(20))} & set(left)
    with open_working_copy(path) as copy:
        row = next(row for row in copy.store.rows("service") if row["id"] == ident(20))
    assert (row["row_version"], row["changed_at"]) == (3, WHEN)


def test_a_parent_that_returns_alone_leaves_its_child_removed(much, take_back, ident):
    left = take_back({("service", ident(20))})
    assert ("service", ident(20)) not in left
    assert ("service_at_point", ident(30)) in left


def test_points_that_refer_to_each_other_return_in_order(ident):
    """A database with foreign keys takes the parent first, though it has the later id."""

    def removed(number, **fields):
        sides = {name: {"before": value} for name, value in fields.items()}
        return Change("delete", "service_point", ident(number), 3, sides, Text("", ""))

    changes = [removed(1, parent_point_id=ident(2)), removed(2, parent_point_id=ident(3)), removed(3)]
    writes = restoring(changes[:1], changes, changed_at=WHEN)
    assert [write.key for write in writes] == [ident(3), ident(2), ident(1)]
