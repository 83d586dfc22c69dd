# SPDX-License-Identifier: GPL-2.0-or-later
"""Editors' working copies and the steward's store: what was edited is what arrives, and nothing gets lost."""

import random
import shutil
from datetime import timedelta

import pytest
from service_points.core.exchange import (
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    difference,
    merge,
    open_working_copy,
    pending,
    read_document,
)
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store

TABLES = load_schema().submittable
WRITTEN = {"row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"


def exchanged(store):
    """Every submittable record by table and id, as what a submission may carry of it."""
    return {
        table.name: {
            row["id"]: {field.name: row[field.name] for field in table.exchanged_fields}
            for row in store.rows(table.name)
        }
        for table in TABLES
    }


def filled(ident):
    """A record in every table that the common store leaves empty, to be changed or deleted."""
    common = {"custodian_code": "CA-ON", **WRITTEN}

    def insert(table, serial, **values):
        return RowChange("insert", table, ident(serial), {**common, **values})

    call_centre = {"channel": "call_centre", "point_type": "general_enquiries", "name_en": "Line"}
    return [
        insert(
            "source", 80, kind="other", title_en="List", title_fr="Liste", publisher="X", licence="CC-BY-4.0"
        ),
        insert(
            "service_point",
            4,
            organization_id=ORGANIZATION,
            verified_on="2026-10-01",
            verified_method="phone",
            hours="24/7",
            **call_centre,
        ),
        insert("call_centre", 81, point_id=ident(4), coverage=["CA-ON"]),
        insert("closure", 82, point_id=ident(1), kind="closed", from_date="2026-12-24", to_date="2026-12-26"),
        insert("external_id", 83, entity_table="service_point", entity_id=ident(1), scheme="x", value="17"),
        insert("point_profile", 84, point_id=ident(1), reporting_year="2025-04-01", counters=3),
    ]


@pytest.fixture
def whole(store, ident, tmp_path):
    """A store with a record in (nearly) every table, and a working copy of it."""
    store.apply(filled(ident))
    path = tmp_path / "whole.gpkg"
    checkout(store, "CA-ON", path).close()
    return path


def send(path, steward, number, **options):
    """Submit everything changed in a working copy and merge it; return the result."""
    with open_working_copy(path) as copy:
        submission = build_submission(
            copy,
            submitter=Submitter("Ada", "registre@example.ca"),
            reason=Reason("correction"),
            tool=Tool("t", "1", "h"),
            submission_id=f"7d9f2c1e-0000-4000-8000-{number:012d}",
            created_at=steward.now,
            licence="OGL-ON-1.0",
        )
    document = read_document(submission.data)
    return merge(steward.store, document, policy=steward.policy, now=steward.now, **options), document


def test_round_trip_every_table_of_the_store_equals_the_working_copy(whole, steward, ident):
    with open_store(whole, read_only=False) as copy:
        copy.apply(
            [
                RowChange("update", "organization", ORGANIZATION, {"acronym_en": "SO"}),
                RowChange("update", "source", ident(80), {"publisher": "Y"}),
                RowChange("update", "service", ident(20), {"description_en": "Renew it here"}),
                RowChange("update", "service_point", ident(1), {"languages": ["en", "fr"], "hours": "24/7"}),
                RowChange("update", "service_point", ident(2), {"verified_on": "2026-11-03"}),
                RowChange("update", "call_centre", ident(81), {"coverage": ["CA", "CA-ON"]}),
                RowChange("update", "service_area", ident(50), {"kind": "declared_catchment"}),
                RowChange("update", "point_profile", ident(84), {"counters": 4}),
                RowChange("delete", "service_at_point", ident(30), {}),
                RowChange("delete", "external_id", ident(83), {}),
                RowChange("delete", "closure", ident(82), {}),
                RowChange(
                    "insert",
                    "phone",
                    ident(41),
                    {
                        "custodian_code": "CA-ON",
                        "point_id": ident(4),
                        "kind": "toll_free",
                        "number": "+18005550199",
                        "is_primary": True,
                        **WRITTEN,
                    },
                ),
            ]
        )
        edited = exchanged(copy)
    result, _ = send(whole, steward, 1)
    assert {line["state"] for line in result.receipt.results} <= {"applied", "held"}
    held = [(change.seq, "accept") for change in pending(steward.store)]  # warnings somebody has to look at
    assert len(held) < 3
    assert steward.decide(result.receipt.submission_id, *held).receipt.state == "accepted"
    assert exchanged(steward.store) == edited


def _edit(chance, copy, ident):
    """Change some fields of some points of a working copy at random; two editors meet often."""
    values = {
        "email": (None, "a@example.ca", "b@example.ca"),
        "partner_note": (None, "One", "Two"),
        "languages": (["en"], ["en", "fr"], ["fr"], ["en", "iu"]),
        "hours": ("Mo-Fr 08:30-16:30; PH off", "Mo-Fr 08:00-17:00; PH off", "24/7"),
        "hours_note_en": (None, "Ring the bell", "Second floor"),
        "address_line1": ("1 Elgin Street", "2 Elgin Street", "3 Elgin Street"),
        "address_line2": (None, "Unit 2", "Unit 3"),
        "verified_on": ("2026-10-01", "2026-11-01", "2026-11-03"),
    }
    changes = []
    for point in (1, 2):
        row = {n: chance.choice(v) for n, v in values.items() if chance.random() < 0.5}
        if row:
            changes.append(RowChange("update", "service_point", ident(point), row))
    if chance.random() < 0.3:
        changes.append(RowChange("update", "phone", ident(40), {"extension": str(chance.randint(1, 2))}))
    elif chance.random() < 0.3:
        changes.append(RowChange("delete", "phone", ident(40), {}))
    if chance.random() < 0.3:
        closure = {
            "custodian_code": "CA-ON",
            "point_id": ident(2),
            "kind": chance.choice(["closed", "reduced_service"]),
            "from_date": "2026-12-24",
            "to_date": "2026-12-26",
            **WRITTEN,
        }
        changes.append(RowChange("insert", "closure", ident(60 + chance.randint(0, 1)), closure))
    copy.apply(changes)


GROUPS = {
    name: [field.name for field in load_schema().tables["service_point"].fields if field.merge_group == name]
    for name in ("hours", "address")
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_r4_random_pairs_of_editors_through_a_real_store(seed, originals, make_steward, ident, tmp_path):
    """0 silent overwrites, 0 lost edits, 0 mixed groups, and sending again changes nothing."""
    chance = random.Random(seed)
    conflicts = 0
    for round_number in range(15):
        paths = [tmp_path / f"{name}{round_number}.gpkg" for name in ("first", "second")]
        shared = tmp_path / f"store{round_number}.gpkg"
        shutil.copy(originals / "store.gpkg", shared)
        for path in paths:
            shutil.copy(originals / "copy.gpkg", path)
            with open_store(path, read_only=False) as copy:
                _edit(chance, copy, ident)
        with open_store(shared, read_only=False) as store:
            conflicts += _merge_both(make_steward(store), paths)
    assert conflicts > 0


def _merge_both(steward, paths):
    conflicts, sent = 0, []
    for number, path in enumerate(paths, start=1):
        with open_working_copy(path) as copy:
            if not difference(copy):
                continue
        before = exchanged(steward.store)
        result, document = send(path, steward, number)
        conflicts += _check_nothing_is_lost(before, exchanged(steward.store), document, result)
        sent.append((number, path))
    once = steward.everything()
    for number, path in sent:
        assert send(path, steward, number)[0].changed is False
    assert steward.everything() == once
    steward.now += timedelta(days=1)
    return conflicts


def _check_nothing_is_lost(before, after, document, result):
    """What differs in the store was sent, and what was sent is in the store or waits in the receipt."""
    conflicts = 0
    touched = {(change.table.name, change.id) for change in document.changes}
    for table, rows in before.items():
        for key in rows.keys() | after[table].keys():
            assert (table, key) in touched or rows.get(key) == after[table].get(key)
    for change, line in zip(document.changes, result.receipt.results):
        assert line["change_hash"] == change.hash
        old, new = (side[change.table.name].get(change.id) for side in (before, after))
        conflicts += "conflict" in line["fields"].values()
        for name, sides in change.fields.items():
            state = line["fields"][name]
            assert state in ("applied", "noop", "conflict", "held", "rejected")
            if state != "applied":
                assert (old or {}).get(name) == (new or {}).get(name)
            elif change.op == "update" and name != "languages":
                assert new[name] == sides["after"]
                assert name == "verified_on" or old[name] in (sides["before"], sides["after"])
        if change.op == "update" and change.table.name == "service_point":
            for names in GROUPS.values():
                whole = {n: change.fields[n]["after"] for n in names if n in change.fields}
                assert {n: new[n] for n in whole} in (whole, {n: old[n] for n in whole})
    return conflicts


def test_d9_everything_that_waits_is_listed(steward, originals, ident, tmp_path):
    chance = random.Random(77)
    waiting = 0
    for number in range(1, 5):
        path = tmp_path / f"editor{number}.gpkg"
        shutil.copy(originals / "copy.gpkg", path)
        with open_store(path, read_only=False) as copy:
            _edit(chance, copy, ident)
        result, _ = send(path, steward, number)
        waiting += sum(
            any(state in ("conflict", "held") for state in line["fields"].values())
            for line in result.receipt.results
        )
    assert len(pending(steward.store)) == waiting > 0
