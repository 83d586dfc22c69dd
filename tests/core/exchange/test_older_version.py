# SPDX-License-Identifier: GPL-2.0-or-later
"""Working copies, submissions and receipts of an older minor version of the schema; a store of a newer."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timezone

import pytest
from osgeo import gdal, ogr
from service_points.core.errors import OutdatedStoreError
from service_points.core.exchange import (
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    difference,
    merge,
    open_working_copy,
    read_document,
)
from service_points.core.exchange.rebase import apply_receipt
from service_points.core.store import RowChange, create_store, open_store, upgrade_store
from service_points.core.text import Text

NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
MERGED = datetime(2026, 11, 6, 8, tzinfo=timezone.utc)
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
AUDIT = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
POINT = {
    "organization_id": ORGANIZATION,
    "channel": "in_person",
    "point_type": "service_centre",
    "name_en": "Office",
    "name_fr": "Bureau",
    "geom": "POINT (-75.6972000 45.4215000)",
    "address_line1": "1 Elgin Street",
    "city": "Ottawa",
    "province": "ON",
    "postal_code": "K1A 0B1",
    "languages": ["en"],
    "verified_on": "2026-10-01",
    "verified_method": "phone",
    **AUDIT,
}


@pytest.fixture
def rows(ident):
    organization = {"name_en": "ServiceOntario", "name_fr": "ServiceOntario", **AUDIT}
    phone = {"point_id": ident(1), "kind": "voice", "number": "+16135550101", **AUDIT}
    return [
        RowChange("insert", "organization", ORGANIZATION, organization),
        RowChange("insert", "service_point", ident(1), POINT),
        RowChange("insert", "service_point", ident(2), {**POINT, "custodian_code": "CA"}),
        RowChange("insert", "phone", ident(40), phone),
    ]


def make(path, rows):
    """A store, and beside it a working copy for Ontario."""
    jurisdictions = [
        {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
        {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"},
    ]
    with create_store(path, title=Text("A", "B"), jurisdictions=jurisdictions, now=NOW) as store:
        store.apply(rows, now=NOW)
        checkout(store, "CA-ON", path.with_name("copy.gpkg"), now=NOW).close()


def edit(path, table, ident, **values):
    """Change a record as any GIS program would, without our own code."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName(table)
    layer.SetAttributeFilter(f"id = '{ident}'")
    feature = layer.GetNextFeature()
    layer.SetAttributeFilter(None)
    for name, value in values.items():
        feature[name] = value
    assert layer.SetFeature(feature) == 0
    del feature, layer, dataset


def add_closure(path, ident, point):
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName("closure")
    feature = ogr.Feature(layer.GetLayerDefn())
    values = {"id": ident, "point_id": point, "kind": "closed", "custodian_code": "CA-ON"}
    for name, value in {**values, "from_date": "2026-12-24", "to_date": "2026-12-26"}.items():
        feature[name] = value
    assert layer.CreateFeature(feature) == 0
    del feature, layer, dataset


def submission_of(path, number=1):
    with open_working_copy(path) as copy:
        return build_submission(
            copy,
            submitter=Submitter("Ada Tremblay", "registre@example.ca", "data editor", "ServiceOntario"),
            reason=Reason("correction"),
            tool=Tool("Service Points", "0.1.0", "test"),
            submission_id=f"7d9f2c1e-0000-4000-8000-{number:012d}",
            created_at=datetime(2026, 11, 5, 9, 0, 7, tzinfo=timezone.utc),
        )


def differences(path):
    with open_working_copy(path) as copy:
        return [
            (
                change.op,
                change.table,
                change.id,
                {k: tuple(v.values()) for k, v in change.fields.items()},
            )
            for change in difference(copy)
        ]


def query(path, statement):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute(statement).fetchall()


@pytest.fixture
def old(schema_versions, tmp_path, rows, ident):
    """A store and an edited working copy of the old version; the program reads the new one from here on."""
    path, copy = tmp_path / "store.gpkg", tmp_path / "copy.gpkg"
    with schema_versions.used("old"):
        make(path, rows)
        edit(copy, "service_point", ident(1), address_line1="2 Elgin Street", languages='["en","fr"]')
        edit(copy, "service_point", ident(2), email="office@example.ca")
        add_closure(copy, ident(60), ident(1))
    with schema_versions.used("new"):
        yield tmp_path


@pytest.fixture
def sent(old, schema_versions):
    """The document that was sent before anything was upgraded."""
    with schema_versions.used("old"):
        return submission_of(old / "copy.gpkg")


def bytes_of(submission):
    from service_points.core.exchange import canonical_json

    return canonical_json(submission.document)


def merged(path, submission, policy):
    with open_store(path, read_only=False) as store:
        return merge(store, read_document(bytes_of(submission)), policy=policy, now=MERGED)


def test_a11_an_older_working_copy_keeps_its_edits(old, schema_versions):
    copy = old / "copy.gpkg"
    with pytest.raises(OutdatedStoreError) as caught:
        open_working_copy(copy)
    assert caught.value.is_copy
    assert "your changes stay in it and can be submitted afterwards" in caught.value.text.en
    assert "vos modifications y restent" in caught.value.text.fr
    with schema_versions.used("old"):
        before = differences(copy)
    bases = query(copy, "SELECT * FROM base_row ORDER BY fid")
    origin = query(copy, "SELECT * FROM working_copy")
    assert upgrade_store(copy) == list(schema_versions.lacking)
    assert query(copy, "SELECT * FROM base_row ORDER BY fid") == bases
    assert query(copy, "SELECT * FROM working_copy") == origin
    found = differences(copy)
    assert len(found) == 3
    for now, then in zip(found, before):
        assert now[:3] == then[:3]
        added = {name: now[3][name] for name in now[3].keys() - then[3].keys()}
        assert {name: now[3][name] for name in then[3]} == then[3]
        assert set(map(str, added)) <= {"geo_accuracy_m"}  # the address goes whole
        assert all(set(values) == {None} for values in added.values())


def test_a_submission_of_the_older_version_is_merged_and_its_receipt_heard(
    old, sent, ident, open_policy, schema_versions
):
    assert sent.document["manifest"]["schema"]["version"] == "1.0.0"
    address = sent.document["changes"][0]["fields"]
    assert "address_line1" in address
    assert "geo_accuracy_m" not in address
    store = old / "store.gpkg"
    upgrade_store(store)
    result = merged(store, sent, open_policy)
    states = [each["state"] for each in result.receipt.results]
    assert states == ["applied", "held", "applied"]  # the second is somebody else's record
    with open_store(store) as opened:
        row = next(row for row in opened.rows("service_point") if row["id"] == ident(1))
        assert (row["address_line1"], row["geo_accuracy_m"]) == ("2 Elgin Street", None)
        assert row["languages"] == ["en", "fr"]
        assert opened.count("closure") == 1
    copy = old / "copy.gpkg"
    upgrade_store(copy)
    receipt = json.loads(result.receipt.data)
    with open_working_copy(copy) as opened:
        apply_receipt(opened, receipt, sent.document)
    assert [change[:3] for change in differences(copy)] == [("update", "service_point", ident(2))]


def test_what_waits_in_the_store_is_decided_after_the_upgrade(
    old, sent, open_policy, schema_versions, make_steward
):
    store, ident = old / "store.gpkg", "00000002-0000-4000-8000-000000000000"
    with schema_versions.used("old"):
        first = merged(store, sent, open_policy)
    assert [each["state"] for each in first.receipt.results] == ["applied", "held", "applied"]
    upgrade_store(store)
    with open_store(store, read_only=False) as opened:
        steward = make_steward(opened)
        key = sent.document["manifest"]["submission_id"]
        steward.decide(key, (2, "accept", "email"))
        assert steward.row("service_point", ident)["email"] == "office@example.ca"


def test_an_upgraded_copy_sends_what_is_new(old, ident, open_policy):
    for name in ("store.gpkg", "copy.gpkg"):
        upgrade_store(old / name)
    copy = old / "copy.gpkg"
    edit(copy, "service_point", ident(1), geo_accuracy_m=12, facilities='["wifi"]')
    submission = submission_of(copy)
    assert submission.document["manifest"]["schema"]["version"] == "1.1.0"
    merged(old / "store.gpkg", submission, open_policy)
    with open_store(old / "store.gpkg") as store:
        row = next(row for row in store.rows("service_point") if row["id"] == ident(1))
    assert (row["geo_accuracy_m"], row["facilities"]) == (12, ["wifi"])


def test_a_group_is_whole_in_a_document_of_this_version(schema_versions, documents):
    """Only what an older version did not have may be missing, and only there."""
    from service_points.core.errors import ExchangeError

    fields = {"hours": ("Mo-Fr 08:30-16:30", None), "hours_note_en": (None, None)}
    change = documents.update("service_point", "00000001-0000-4000-8000-000000000000", fields)
    schema = {"id": "casp", "sha256": "0" * 64}
    with schema_versions.used("new"):
        read_document(documents.as_bytes(documents.content(change, schema={**schema, "version": "1.0.0"})))
        for version in ("1.1.0", "1.2.0", "1.x", "1." + "0" * 5000 + "1"):
            content = documents.content(change, schema={**schema, "version": version})
            with pytest.raises(ExchangeError) as caught:
                read_document(documents.as_bytes(content))
            assert caught.value.rule == "M01", version


def test_what_an_older_program_does_to_a_newer_store_leaves_what_it_does_not_know(
    schema_versions, tmp_path, rows, ident, open_policy
):
    store, copy = tmp_path / "store.gpkg", tmp_path / "copy.gpkg"
    values = {"geo_accuracy_m": 12, "facilities": ["wifi"], "appointment": "required"}
    with schema_versions.used("new"):
        make(store, rows)
        with open_store(store, read_only=False) as opened:
            opened.apply([RowChange("update", "service_point", ident(1), values)])
    copy.unlink()
    with schema_versions.used("old"):
        with open_store(store) as opened:
            assert opened.info.schema_version == "1.1.0"
            checkout(opened, "CA-ON", copy, now=NOW).close()
        edit(copy, "service_point", ident(1), address_line1="2 Elgin Street")
        result = merged(store, submission_of(copy), open_policy)
        assert result.receipt.state == "accepted"
    with schema_versions.used("new"):
        for path in (store, copy):  # the copy took the newer store's own tables
            with open_store(path) as opened:
                row = next(row for row in opened.rows("service_point") if row["id"] == ident(1))
                assert {name: row[name] for name in values} == values
                assert row["address_line1"] == "2 Elgin Street"
