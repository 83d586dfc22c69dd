# SPDX-License-Identifier: GPL-2.0-or-later
"""Sending a submission from the algorithm, in QGIS and from `qgis_process`."""

import json
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer, edit
from service_points.core.exchange.outbox import Outbox
from service_points.core.store import RowChange, open_store
from service_points.processing import sending

ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
PEOPLE = {"SUBMITTER": "A. Editor", "EMAIL": "editor@example.ca"}


@pytest.fixture
def working_copy(run, tmp_path):
    """A working copy with one correction."""
    store, path = tmp_path / "store.gpkg", tmp_path / "copy.gpkg"
    run("createstore", TARGET=str(store), JURISDICTION="CA-ON", TITLE_EN="A", TITLE_FR="B")
    with open_store(store, read_only=False) as opened:
        row = {"name_en": "Province", "name_fr": "Province", **AUDIT}
        opened.apply([RowChange("insert", "organization", ORGANIZATION, row)])
    run("checkout", STORE=str(store), JURISDICTION="CA-ON", TARGET=str(path))
    layer = QgsVectorLayer(f"{path}|layername=organization", "o", "ogr")
    with edit(layer):
        (feature,) = layer.getFeatures()
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("acronym_en"), "PO")
    return path


@pytest.fixture
def outbox(tmp_path, monkeypatch):
    made = Outbox(tmp_path / "outbox")
    monkeypatch.setattr(sending, "profile_outbox", lambda: made)
    return made


@pytest.fixture
def exchange(tmp_path):
    (tmp_path / "exchange").mkdir()
    return tmp_path / "exchange"


def test_sent_to_a_folder_and_kept(run, working_copy, outbox, exchange):
    done = run("exportsubmission", WORKING_COPY=str(working_copy), TRANSPORT=str(exchange), **PEOPLE)
    (entry,) = outbox.entries()
    assert (done["STATE"], entry.state.value, done["SUBMISSION"]) == ("sent", "sent", str(entry.path))
    (arrived,) = (exchange / "inbox").iterdir()
    assert (arrived.name, arrived.read_bytes()) == (entry.file_name, entry.path.read_bytes())
    assert "TARGET" not in done.results


def test_written_and_sent_are_the_same_document(run, working_copy, outbox, exchange, tmp_path):
    done = run(
        "exportsubmission",
        WORKING_COPY=str(working_copy),
        TARGET=str(tmp_path / "out"),
        TRANSPORT=str(exchange),
        WRITE_PACKAGE=True,
        **PEOPLE,
    )
    (arrived,) = (exchange / "inbox").iterdir()
    assert Path(done["SUBMISSION"]).parent == tmp_path / "out"
    assert Path(done["SUBMISSION"]).read_bytes() == arrived.read_bytes()
    with zipfile.ZipFile(done["PACKAGE"]) as package:
        assert package.read("submission.json") == arrived.read_bytes()
        assert package.read("summary.csv") == Path(done["SUMMARY_CSV"]).read_bytes()
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_only_written_is_a_draft(run, working_copy, outbox, tmp_path):
    done = run("exportsubmission", WORKING_COPY=str(working_copy), TARGET=str(tmp_path / "out"), **PEOPLE)
    assert done["STATE"] == "draft"
    assert "PACKAGE" not in done.results
    assert outbox.entries() == []


def test_c8_what_cannot_be_sent_is_kept(refusal, working_copy, outbox, tmp_path, spoken):
    given = {"WORKING_COPY": str(working_copy), "TRANSPORT": str(tmp_path / "no share"), **PEOPLE}
    sentence = refusal("exportsubmission", **given)
    (entry,) = outbox.entries()
    assert {"en": "is not there", "fr": "est introuvable"}[spoken] in sentence
    assert str(entry.path) in sentence
    assert entry.state.value == "draft"


def test_h14_i2_address_with_a_password(refusal, working_copy, outbox, spoken):
    given = {"WORKING_COPY": str(working_copy), "TRANSPORT": "https://ada:hunter2@a.example/x", **PEOPLE}
    sentence = refusal("exportsubmission", **given)
    assert {"en": "authentication configuration", "fr": "configuration d’authentification"}[
        spoken
    ] in sentence
    assert "hunter2" not in sentence
    assert outbox.entries() == []


def test_neither_folder_nor_address(refusal, working_copy, spoken):
    sentence = refusal("exportsubmission", WORKING_COPY=str(working_copy), **PEOPLE)
    assert {"en": "Nothing was done", "fr": "Rien n’a été fait"}[spoken] in sentence


@pytest.mark.slow
def test_from_qgis_process_alone(run_algorithm, qgis_process, working_copy, exchange):
    done = run_algorithm("exportsubmission", {"WORKING_COPY": working_copy, "TRANSPORT": exchange, **PEOPLE})
    assert done.rc == 0, done.stderr
    assert done.results["STATE"] == "sent"
    (arrived,) = (exchange / "inbox").iterdir()
    document = json.loads(arrived.read_text(encoding="utf-8"))
    assert document["changes"][0]["fields"]["acronym_en"] == {"before": None, "after": "PO"}
    kept = Path(done.results["SUBMISSION"])
    assert kept.read_bytes() == arrived.read_bytes()
    profile = Path(qgis_process.env["QGIS_CUSTOM_CONFIG_PATH"])
    assert profile in kept.parents
