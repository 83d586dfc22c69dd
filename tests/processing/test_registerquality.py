# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:registerquality``: the scorecard, the points to mend, the trend and the report."""

import re
import shutil
import sqlite3
from datetime import datetime, timezone
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException
from service_points.core.store import RowChange, open_store
from service_points.host.language import install_translator, remove_translator

SAMPLE_DAY = "2026-11-01"


@pytest.fixture
def sample_store(repository, tmp_path):
    """The sample: 92 points, of which 3 are closed for good and 2 planned."""
    path = tmp_path / "store l'été.gpkg"
    shutil.copyfile(repository / "resources" / "sample" / "pine_river_store.gpkg", path)
    return path


@pytest.fixture
def translated(spoken):
    """The person's language, one after the other, with its compiled sentences."""
    install_translator()
    yield spoken
    remove_translator()


@pytest.fixture
def measured(run, tmp_path):
    """Run on a store, judged as of the day the sample was made."""

    def call(store, **more):
        given = {
            "STORE": str(store),
            "AS_OF": SAMPLE_DAY,
            "SCORECARD": "TEMPORARY_OUTPUT",
            "MEND": "TEMPORARY_OUTPUT",
            "REPORT": str(tmp_path / "quality.html"),
            **more,
        }
        return run("registerquality", **given)

    return call


def figures(done):
    """(indicator, item, jurisdiction, revision) → (numerator, denominator, excluded)."""
    rows = done.rows(
        "SCORECARD", "indicator", "item", "jurisdiction", "revision", "numerator", "denominator", "excluded"
    )
    found = {row[:4]: row[4:] for row in rows}
    assert len(found) == len(rows)
    return found


def counted(store, condition):
    """What SQLite counts in the store, apart from the program."""
    with sqlite3.connect(store) as file:
        return file.execute(f"SELECT count(*) FROM service_point WHERE {condition}").fetchone()[0]


def test_figures_are_those_that_sql_counts(measured, sample_store):
    done = measured(sample_store)
    found = figures(done)
    alive = "status <> 'permanently_closed'"
    closed = counted(sample_store, f"NOT ({alive})")
    n = counted(sample_store, alive)
    year = counted(sample_store, f"{alive} AND verified_on BETWEEN '2025-11-01' AND '{SAMPLE_DAY}'")
    assert found["Q2_12", None, None, 0] == (year, n, closed)
    ontario = f"{alive} AND custodian_code = 'CA-ON'"
    assert found["Q2_12", None, "CA-ON", 0][1] == counted(sample_store, ontario)
    counters = f"{alive} AND channel = 'in_person'"
    exact = counted(sample_store, f"{counters} AND geo_method IN ('gps', 'rooftop') AND geo_accuracy_m <= 50")
    assert found["Q3_CLASS", "building", None, 0] == (
        exact,
        counted(sample_store, counters),
        92 - counted(sample_store, counters),
    )
    used = f"{alive} AND status <> 'planned'"
    assert found["Q1_ITEM_FR", "name", None, 0][:2] == (
        counted(sample_store, f"{used} AND name_fr <> ''"),
        counted(sample_store, used),
    )
    hours = f"{used} AND channel <> 'digital'"
    assert found["Q1_ITEM", "hours", None, 0][:2] == (
        counted(sample_store, f"{hours} AND hours <> ''"),
        counted(sample_store, hours),
    )
    assert done["POINTS"] == n
    assert done["VERIFIED_12"] == pytest.approx(100 * year / n)
    assert done["COMPLETE_EN"] == pytest.approx(
        100 * found["Q1_EN", None, None, 0][0] / found["Q1_EN", None, None, 0][1]
    )


def test_every_row_says_what_it_counts_in_both_languages(measured, sample_store, provenance_of):
    done = measured(sample_store)
    for row in done.layer("SCORECARD").getFeatures():
        assert all(row[name] for name in ("label_en", "label_fr", "excluded_en", "excluded_fr"))
        assert (row["as_of"], row["revision"]) == (SAMPLE_DAY, 0)
        assert row["numerator"] <= row["denominator"]
        if row["denominator"]:
            assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"])
    document = provenance_of(done, "SCORECARD")
    assert document["numbers"]["POINTS"] == done["POINTS"]
    (read,) = document["inputs"]
    assert (read["parameter"], len(read["sha256"])) == ("STORE", 64)


def test_points_to_mend_come_with_their_reasons(measured, sample_store):
    done = measured(sample_store)
    rows = done.rows("MEND", "rank", "score", "severity", "name_en", "what_en", "what_fr")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=True)
    assert len(rows) == done["POINTS_TO_MEND"]
    named = {row[3]: row for row in rows}
    kiosk = named["Canada Self-Serve Kiosk – Stonefield"]  # federal, and the only one without a French name
    assert kiosk[2] == "error"
    assert kiosk[4].startswith("Name (French): ")
    assert kiosk[5].startswith("Nom (français)\u00a0: ")


def test_trend_of_an_earlier_snapshot(measured, sample_store, tmp_path):
    """Since the snapshot the kiosk has got its French name, and every point was verified."""
    before = tmp_path / "casp_store_r0.gpkg"
    with open_store(sample_store) as store:
        store.snapshot(before)
        rows, info = store.rows("service_point"), store.info
    verified = {"verified_on": SAMPLE_DAY, "verified_method": "phone"}
    names = {
        row["id"]: {**verified, "name_fr": row["name_fr"] or "Borne", "name_en": row["name_en"] or "Kiosk"}
        for row in rows
    }
    changes = [RowChange("update", "service_point", key, values) for key, values in names.items()]
    changes.append(RowChange("update", "schema_info", info.store_id, {"store_revision": 1}))
    with open_store(sample_store, read_only=False) as store:
        store.apply(changes, now=datetime(2026, 11, 1, 13, tzinfo=timezone.utc))
    done = measured(sample_store, EARLIER=[str(before)])
    found = figures(done)
    assert found["Q2_12", None, None, 1] == (89, 89, 3)
    assert found["Q2_12", None, None, 0][0] < 89
    assert found["Q1_ITEM_FR", "name", None, 0][0] + 1 == found["Q1_ITEM_FR", "name", None, 1][0] == 87
    page = (tmp_path / "quality.html").read_text(encoding="utf-8")
    assert "How it has changed" in page
    assert "No earlier snapshot" not in page


def test_a_conflict_of_two_editors_waits_in_the_figures_until_it_is_decided(
    run, measured, sample_store, tmp_path
):
    """Two working copies of Ontario change the same e-mail; the second meets the first: a conflict."""
    with open_store(sample_store) as store:
        store.snapshot(tmp_path / "before.gpkg")
        key = next(row["id"] for row in store.rows("service_point") if row["custodian_code"] == "CA-ON")
    documents = []
    for name in ("one", "two"):
        copy = tmp_path / f"{name}.gpkg"
        run("checkout", STORE=str(sample_store), JURISDICTION="CA-ON", TARGET=str(copy))
        with open_store(copy, read_only=False) as opened:
            opened.apply([RowChange("update", "service_point", key, {"email": f"{name}@example.ca"})])
        sender = {"SUBMITTER": "A. Editor", "EMAIL": "editor@example.ca", "TARGET": str(tmp_path / "inbox")}
        documents.append(run("exportsubmission", WORKING_COPY=str(copy), **sender)["SUBMISSION"])
    given = {"STORE": str(sample_store), "POLICY": "apply", "SIGNATURE": "none"}
    answers = {"RECEIPTS": str(tmp_path / "receipts"), "CONFLICTS": "TEMPORARY_OUTPUT"}
    for document in documents:
        merged = run("mergesubmissions", SUBMISSIONS=[document], **given, **answers)
    assert merged["CONFLICT"] == 1
    done = measured(sample_store, EARLIER=[str(tmp_path / "before.gpkg")])
    found = figures(done)
    assert (done["WAITING"], done["CONFLICTS"]) == (1, 1)
    now = max(revision for *_, revision in found)
    assert now > 0
    assert found["Q4_DECIDED", None, None, now] == found["Q4_AGREED", None, "CA-ON", now] == (1, 2, 0)
    assert found["Q4_DECIDED", None, "CA-ON", 0] == (0, 0, 0)
    waiting = [row for row in done.rows("MEND", "point_id", "severity", "what_en") if row[0] == key]
    assert waiting[0][1] == "error"
    assert "Changes waiting for a decision: 1." in waiting[0][2]


def test_a_jurisdiction_that_has_sent_its_first_points_is_told_of(measured, sample_store):
    """Quebec has one new point in a submission that nobody has merged, and none in the register."""
    quebec = {"level": "provincial", "name_en": "Quebec", "name_fr": "Québec"}
    key = "00000000-0000-4000-8000-000000000001"
    change = {"seq": 1, "table": "service_point", "id": key, "op": "insert", "fields": {}}
    line = {
        "content_sha256": "ab",
        "jurisdiction_code": "CA-QC",
        "submitter": {"name": "E"},
        "created_at": "2026-10-02T03:04:05Z",
        "received_at": "2026-10-02T03:04:05Z",
        "state": "received",
        "base_revision": 0,
        "document": {"changes": [change]},
    }
    with open_store(sample_store, read_only=False) as opened:
        opened.apply([RowChange("insert", "jurisdiction", "CA-QC", quebec)])
        opened.apply([RowChange("insert", "submission", key, line)])
    done = measured(sample_store)
    assert done["WAITING"] == 1
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Without service points in the register: Quebec." in page
    (row,) = re.findall(r"<tr>\s*<t[hd][^>]*>Quebec</t[hd]>.*?</tr>", page, re.DOTALL)[1:]
    assert re.findall(r">([^<>\s]+)</td>", row)[-4:] == ["0", "1", "0", "–"]


def test_a_snapshot_of_another_store_or_a_later_one_is_refused(refusal, run, sample_store, tmp_path):
    other, same = tmp_path / "other.gpkg", tmp_path / "same.gpkg"
    titles = {"TITLE_EN": "Other", "TITLE_FR": "Autre"}
    run("createstore", TARGET=str(other), JURISDICTION="CA-ON", **titles)
    shutil.copyfile(sample_store, same)
    given = {"STORE": str(sample_store), "SCORECARD": "TEMPORARY_OUTPUT"}
    assert "snapshot of another store" in refusal("registerquality", EARLIER=[str(other)], **given)
    assert "no earlier snapshot" in refusal("registerquality", EARLIER=[str(same)], **given)
    assert "There is no file" in refusal("registerquality", EARLIER=[str(tmp_path / "no.gpkg")], **given)


def test_report_reads_in_either_language_and_escapes_what_is_in_the_data(measured, sample_store, translated):
    with open_store(sample_store, read_only=False) as store:
        key = store.rows("service_point")[0]["id"]
        store.apply(
            [
                RowChange("update", "service_point", key, {"name_en": "<script>alert(1)</script>"}),
                RowChange("update", "service_point", key, {"name_fr": "<img src=x>", "hours": "never"}),
                RowChange("update", "jurisdiction", "CA", {"name_en": "<b>CA</b>", "name_fr": "<b>CA</b>"}),
            ]
        )
    done = measured(sample_store)
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert f'<html lang="{translated}">' in page
    assert {"en": "Is the register complete", "fr": "Le registre est-il complet"}[translated] in page
    assert not [markup for markup in ("<script>", "<img src=x", "<b>CA") if markup in page]
    assert "&lt;b&gt;CA" in page
    assert len(re.findall(r"<tr>\s*<th scope=\"row\">\d+\. ", page)) == 10
    assert ("Points vérifiés" if translated == "en" else "Verified within") not in page


def test_an_empty_store_has_nothing_to_count(run, tmp_path):
    path = tmp_path / "empty.gpkg"
    run("createstore", TARGET=str(path), JURISDICTION="CA-ON", TITLE_EN="Empty", TITLE_FR="Vide")
    given = {"SCORECARD": "TEMPORARY_OUTPUT", "REPORT": str(tmp_path / "r.html")}
    done = run("registerquality", STORE=str(path), **given)
    assert done["POINTS"] == 0
    assert done["COMPLETE_EN"] is None
    assert {row[0] for row in done.rows("SCORECARD", "value")} == {None}
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "The register has no service points" in page


def test_stops_when_asked_and_leaves_nothing(run, sample_store, tmp_path):
    target = tmp_path / "scorecard.gpkg"
    with pytest.raises(QgsProcessingException, match="Stopped"):
        run("registerquality", STORE=str(sample_store), SCORECARD=str(target), stop_at=10)
    assert not target.exists()


@pytest.mark.slow
def test_with_qgis_process(run_algorithm, sample_store, tmp_path):
    given = {
        "STORE": sample_store,
        "AS_OF": SAMPLE_DAY,
        "SCORECARD": tmp_path / "scorecard.csv",
        "MEND": tmp_path / "mend.gpkg",
        "REPORT": tmp_path / "report.html",
    }
    done = run_algorithm("registerquality", given)
    assert done.rc == 0, done.stderr
    assert done.results["POINTS"] == 89
    assert (tmp_path / "report.html").is_file()
    lines = (tmp_path / "scorecard.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("indicator,item,label_en,label_fr,jurisdiction")
