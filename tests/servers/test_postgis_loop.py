# SPDX-License-Identifier: GPL-2.0-or-later
"""An editor's office and a steward at a store in a database, by the algorithms alone and with the rights that
the administrator's page gives them: check out, correct, send, merge, fetch the receipt."""

import json

import pytest
from osgeo import gdal
from service_points.core.exchange import difference, open_working_copy
from service_points.core.exchange.outbox import Outbox
from service_points.core.store import open_store

SECRET = "p w'd\\%41:é&"  # of every account, see conftest.py
SENDER = {"SUBMITTER": "Ada Tremblay", "EMAIL": "registre@example.ca"}


@pytest.fixture(scope="module")
def register(postgres, roles, make_store, sample_store):
    """The sample in a schema that is not called casp, in a database of its own."""
    base = postgres.database()
    address = postgres.address(base, schema="register of 2026")
    with open_store(sample_store) as original, make_store(address, source=original) as store:
        yield store


@pytest.fixture
def office(register, postgres, save_connection):
    """The name of the store for the office of Ontario: reader and contributor."""
    base = register.address.options["dbname"]
    login = postgres.user("office_loop", "casp_reader", "casp_contributor")
    line = f"INSERT INTO \"register of 2026\".contributor VALUES ('{login}', 'CA-ON') ON CONFLICT DO NOTHING"
    postgres.psql(base, "-c", line)
    return f"postgis:{save_connection('Office', base, login)}/register of 2026"


@pytest.fixture
def steward(register, postgres, save_connection):
    login = postgres.user("steward_loop", "casp_steward")
    name = save_connection("Steward", register.address.options["dbname"], login)
    return f"postgis:{name}/register of 2026"


@pytest.fixture
def outbox(tmp_path, monkeypatch):
    made = Outbox(tmp_path / "outbox")
    monkeypatch.setattr("service_points.processing.sending.profile_outbox", lambda: made)
    return made


def correct(copy, ident, **values):
    """Correct a point of a working copy as any program would."""
    dataset = gdal.OpenEx(str(copy), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayerByName("service_point")
    layer.SetAttributeFilter(f"id = '{ident}'")
    feature = layer.GetNextFeature()
    for name, value in values.items():
        feature[name] = value
    layer.SetAttributeFilter(None)
    assert layer.SetFeature(feature) == 0
    del feature, layer, dataset


def point_of_ontario(store):
    return next(
        row
        for row in store.rows("service_point")
        if row["custodian_code"] == "CA-ON" and row["channel"] == "in_person"
    )


@pytest.fixture
def people(office, steward):
    """The store's name for the office and for the steward."""
    return office, steward


def test_the_whole_loop_through_the_database(run, register, people, outbox, tmp_path):
    office, steward = people
    point, copy = point_of_ontario(register), tmp_path / "copy.gpkg"
    said = [run("checkout", STORE=office, JURISDICTION="CA-ON", TARGET=str(copy))]
    correct(copy, point["id"], email="nouvelle@example.ca")
    said.append(run("exportsubmission", WORKING_COPY=str(copy), TRANSPORT=office, **SENDER))
    assert said[-1][0]["STATE"] == "sent"
    (entry,) = outbox.entries()
    assert entry.where == office  # by which the receipt is asked for later
    waiting = {
        "RECEIPTS": str(tmp_path / "none"),
        "SUBMISSIONS": str(outbox.folder / entry.submission_id),
    }
    fetch = {"WORKING_COPY": str(copy), "SUBMISSIONS": waiting["SUBMISSIONS"], "TRANSPORT": office}
    said.append(run("applyreceipts", **fetch))
    assert said[-1][0]["RECORDS_MOVED"] == 0
    assert "has no receipt yet" in said[-1][1]

    said.append(
        run("mergesubmissions", STORE=steward, POLICY="apply", SIGNATURE="none", RECEIPTS=waiting["RECEIPTS"])
    )
    assert said[-1][0]["APPLIED"] == 1, said[-1][1]
    assert point_of_ontario(register)["email"] == "nouvelle@example.ca"
    row = next(row for row in register.rows("submission") if row["id"] == entry.submission_id)
    assert (row["state"], row["receipt"]["state"]) == ("accepted", "accepted")

    said.append(run("applyreceipts", **fetch))
    assert said[-1][0]["RECORDS_MOVED"] == 1, said[-1][1]
    with open_working_copy(copy) as opened:
        assert not difference(opened)
    for results, text in said:
        assert results is not None, text
        assert SECRET not in text + json.dumps(results, default=str)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_h17_the_office_cannot_submit_for_others_nor_merge(run, register, office, outbox, tmp_path):
    copy = tmp_path / "copy.gpkg"
    run("checkout", STORE=office, JURISDICTION="CA", TARGET=str(copy))
    correct(copy, point_of_ontario(register)["id"], email="x@example.ca")
    results, said = run("exportsubmission", WORKING_COPY=str(copy), TRANSPORT=office, **SENDER)
    assert results is None
    assert "does not take submissions from you for this jurisdiction" in said
    assert "kept in the outbox" in said
    (entry,) = outbox.entries()
    assert entry.state.value == "draft"
    results, said = run("mergesubmissions", STORE=office, RECEIPTS=str(tmp_path / "r"))
    assert results is None
    assert "may not change the store" in said


def test_f9_a_connection_that_is_not_there_sends_nothing(run, office, outbox, tmp_path):
    copy = tmp_path / "copy.gpkg"
    run("checkout", STORE=office, JURISDICTION="CA-ON", TARGET=str(copy))
    given = {"WORKING_COPY": str(copy), "SUBMISSIONS": str(tmp_path)}
    results, said = run("applyreceipts", **given, TRANSPORT="postgis:gone/casp")
    assert results is None
    assert "no saved PostgreSQL connection “gone”" in said
    results, said = run("applyreceipts", **given)
    assert results is None
    assert "say where the submissions were sent" in said
    assert outbox.entries() == []
