# SPDX-License-Identifier: GPL-2.0-or-later
"""The register family, from an empty store to a submission."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSettings, QgsVectorLayer, edit
from service_points.core.store import RowChange, open_store

TODAY = date.today().isoformat()
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
POINT = "00000001-0000-4000-8000-000000000000"
TITLES = {"TITLE_EN": "Register of the O'Brien county", "TITLE_FR": "Registre du comté d’O'Brien"}
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}


def office(**values):
    return {
        "organization_id": ORGANIZATION,
        "channel": "in_person",
        "point_type": "service_centre",
        "name_en": "Riverside Service Centre",
        "name_fr": "Centre de services Riverside",
        "address_line1": "1 Main Street",
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K1A 0B1",
        "hours": "Mo-Fr 09:00-17:00; PH off",
        "verified_on": TODAY,
        "verified_method": "phone",
        "geom": "POINT (-75.6972000 45.4215000)",
        **AUDIT,
        **values,
    }


@pytest.fixture
def new_store(run, tmp_path):
    """Make a store of Ontario with one organization and the points given."""

    def make(*points, name="l'été 50%.gpkg"):
        path = tmp_path / name
        done = run("createstore", TARGET=str(path), JURISDICTION="CA-ON", **TITLES)
        assert done["STORE"] == str(path)
        organization = {"name_en": "Province", "name_fr": "Province", **AUDIT}
        with open_store(path, read_only=False) as store:
            store.apply(
                [
                    RowChange("insert", "organization", ORGANIZATION, organization),
                    *(RowChange("insert", "service_point", key, row) for key, row in points),
                ]
            )
        return path

    return make


def test_new_store_is_empty_and_says_what_it_is(run, tmp_path):
    path = tmp_path / "store.gpkg"
    run("createstore", TARGET=str(path), JURISDICTION="CA-ON", **TITLES)
    with open_store(path) as store:
        assert (store.info.title.en, store.info.title.fr) == (TITLES["TITLE_EN"], TITLES["TITLE_FR"])
        assert store.count("service_point") == 0
        (row,) = store.rows("jurisdiction")
    assert (row["code"], row["level"], row["name_fr"], row["pruid"]) == (
        "CA-ON",
        "provincial",
        "Ontario",
        "35",
    )


@pytest.mark.parametrize(
    ("code", "level"),
    [("CA", "federal"), ("CA-NU", "territorial"), ("CA-ON-3506008", "municipal"), ("CA-ON-3506", "regional")],
)
def test_level_follows_from_the_code(run, tmp_path, code, level):
    names = {"JURISDICTION_NAME_EN": "Somewhere", "JURISDICTION_NAME_FR": "Quelque part"}
    run("createstore", TARGET=str(tmp_path / "s.gpkg"), JURISDICTION=code, **TITLES, **names)
    with open_store(tmp_path / "s.gpkg") as store:
        assert store.rows("jurisdiction")[0]["level"] == level


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"TITLE_FR": ""}, {"en": "a title in both languages", "fr": "un titre dans les deux langues"}),
        ({"JURISDICTION": "Ontario"}, {"en": "is not a jurisdiction code", "fr": "n’est pas un code"}),
        ({"JURISDICTION": "CA-ON-3506008"}, {"en": "needs a name in both", "fr": "doit avoir un nom"}),
        ({"TARGET": "/nowhere/at/all.gpkg"}, {"en": "/nowhere/at", "fr": "/nowhere/at"}),
    ],
)
def test_store_that_cannot_be_made(refusal, spoken, tmp_path, changes, said):
    given = {"TARGET": str(tmp_path / "s.gpkg"), **TITLES, **changes}
    assert said[spoken] in refusal("createstore", **given)
    assert list(tmp_path.iterdir()) == []


def test_existing_file_is_never_replaced(refusal, tmp_path):
    (tmp_path / "s.gpkg").write_text("mine", encoding="utf-8")
    assert "already exists" in refusal("createstore", TARGET=str(tmp_path / "s.gpkg"), **TITLES)
    assert (tmp_path / "s.gpkg").read_text(encoding="utf-8") == "mine"


def test_sample_is_copied(run, tmp_path, repository):
    sample = repository / "resources" / "sample" / "pine_river_store.gpkg"
    path = tmp_path / "sample.gpkg"
    run("createstore", TARGET=str(path), WITH_SAMPLE=True, **TITLES, JURISDICTION="CA-NU")
    with open_store(sample) as original, open_store(path) as copy:
        assert copy.count("service_point") == original.count("service_point") > 50
        assert copy.info.title.en == TITLES["TITLE_EN"]
        assert "CA-NU" in {row["code"] for row in copy.rows("jurisdiction")}
        assert "CA-NU" not in {row["code"] for row in original.rows("jurisdiction")}


@pytest.mark.parametrize("algorithm", ["loadstore", "validate", "checkout", "exportsubmission"])
def test_store_that_is_a_text_file(refusal, spoken, tmp_path, algorithm):
    path = tmp_path / "store.gpkg"
    path.write_text("id,name\n1,x\n", encoding="utf-8")
    given = {
        "loadstore": {"STORE": str(path)},
        "validate": {"INPUT": str(path)},
        "checkout": {"STORE": str(path), "JURISDICTION": "CA-ON", "TARGET": str(tmp_path / "copy.gpkg")},
        "exportsubmission": {"WORKING_COPY": str(path), "TARGET": str(tmp_path / "out"), **submit()},
    }[algorithm]
    said = {"en": "is not a GeoPackage", "fr": "n’est pas un fichier GeoPackage"}
    assert said[spoken] in refusal(algorithm, **given)
    assert [item.name for item in tmp_path.iterdir()] == ["store.gpkg"]


@pytest.fixture
def clean_project():
    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


def test_store_is_loaded_in_the_language_asked_for(run, new_store, clean_project):
    done = run("loadstore", STORE=str(new_store((POINT, office()))), LANGUAGE="fr")
    assert done["POINT_COUNT"] == 1
    assert done["LAYER_COUNT"] == len(clean_project.mapLayers()) > 5
    layers = clean_project.mapLayers().values()
    (points,) = (layer for layer in layers if layer.source().endswith("layername=service_point"))
    assert points.attributeDisplayName(points.fields().indexOf("city")) == "Municipalité"
    assert QgsSettings().value("service_points/language", "", type=str) == ""


def test_only_some_points_are_loaded(run, refusal, new_store, clean_project):
    other = "00000002-0000-4000-8000-000000000000"
    store = str(new_store((POINT, office()), (other, office(name_en="O'Brien's", status="planned"))))
    assert "does not work on the service points" in refusal(
        "loadstore", STORE=store, FILTER="\"nothing\" = 'x'"
    )
    assert not clean_project.mapLayers()
    assert run("loadstore", STORE=store, FILTER="\"name_en\" = 'O''Brien''s'")["POINT_COUNT"] == 1


def test_validation_lists_what_is_wrong(run, new_store, tmp_path, spoken):
    bad = office(name_en="<b>Bad</b>", name_fr="<b>Bad</b>", postal_code="12345", geom=None)
    path = new_store((POINT, bad))
    done = run("validate", INPUT=str(path), FINDINGS="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "r.html"))
    findings = done.rows("FINDINGS", "rule", "severity", "table", "record_id", "field")
    assert ("A01", "error", "service_point", POINT, "postal_code") in findings
    assert {"A01", "G01", "S02"} <= {row[0] for row in findings}
    assert done["ERRORS"] == sum(row[1] == "error" for row in findings)
    assert done["WARNINGS"] == sum(row[1] == "warning" for row in findings)
    assert done["VALID"] is False
    messages = done.rows("FINDINGS", "message_en", "message_fr")
    assert all(en and fr and en != fr for en, fr in messages)
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert f'<html lang="{spoken}">' in page
    assert "&lt;b&gt;Bad&lt;/b&gt;" in page
    assert "<b>Bad" not in page


def test_rules_and_severities_can_be_chosen(run, new_store):
    path = str(new_store((POINT, office(postal_code="12345", name_fr=None, geom=None))))
    some = run("validate", INPUT=path, RULES="a01", FINDINGS="TEMPORARY_OUTPUT")
    assert some.rows("FINDINGS", "rule") == [("A01",)]
    families = run("validate", INPUT=path, RULES="A; G", MIN_SEVERITY="error", FINDINGS="TEMPORARY_OUTPUT")
    assert {row[0] for row in families.rows("FINDINGS", "rule")} == {"A01", "G01"}


def test_unknown_rule(refusal, new_store, spoken):
    said = {"en": "no rule or family of rules “Z9”", "fr": "ni règle ni famille de règles « Z9 »"}
    assert said[spoken] in refusal("validate", INPUT=str(new_store()), RULES="R01,Z9")


def test_failing_on_errors_still_writes_the_findings(refusal, new_store, tmp_path):
    out = tmp_path / "findings.gpkg"
    path = new_store((POINT, office(postal_code="12345")))
    sentence = refusal("validate", INPUT=str(path), FAIL_ON_ERROR=True, RULES="A01", FINDINGS=str(out))
    assert "Errors found: 1" in sentence
    assert QgsVectorLayer(f"{out}|layername=findings", "f", "ogr").featureCount() == 1


@pytest.fixture
def working_copy(run, new_store, tmp_path):
    def make(*points):
        target = tmp_path / "copy.gpkg"
        store = new_store(*(points or ((POINT, office()),)))
        done = run("checkout", STORE=str(store), JURISDICTION="CA-ON", TARGET=str(target))
        assert done["WORKING_COPY"] == str(target)
        return target

    return make


def correct(path, field, value):
    """Correct the one point as a person does: in a layer."""
    layer = QgsVectorLayer(f"{path}|layername=service_point", "p", "ogr")
    with edit(layer):
        (feature,) = layer.getFeatures()
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(field), value)


def submit(**changes):
    return {"SUBMITTER": "A. Editor", "ROLE": "Data editor", "EMAIL": "editor@example.ca", **changes}


def test_unknown_jurisdiction(refusal, new_store, tmp_path):
    given = {"STORE": str(new_store()), "JURISDICTION": "CA-QC", "TARGET": str(tmp_path / "c.gpkg")}
    assert "no jurisdiction “CA-QC”" in refusal("checkout", **given)
    assert not (tmp_path / "c.gpkg").exists()


def test_correction_becomes_a_submission(run, working_copy, tmp_path, spoken):
    path = working_copy()
    correct(path, "email", "counter@example.ca")
    out = tmp_path / "new" / "out"
    done = run(
        "exportsubmission",
        WORKING_COPY=str(path),
        TARGET=str(out),
        REASON="contact",
        **submit(COMMENT="=1+1"),
    )
    assert [done[name] for name in ("INSERTS", "UPDATES", "DELETES", "CONFIRMS")] == [0, 1, 0, 0]
    document = json.loads(Path(done["SUBMISSION"]).read_text(encoding="utf-8"))
    (change,) = document["changes"]
    assert (change["op"], change["table"], change["id"]) == ("update", "service_point", POINT)
    assert change["fields"]["email"] == {"before": None, "after": "counter@example.ca"}
    assert change["reason"] == {"code": "contact"}
    assert document["manifest"]["submitter"]["email"] == "editor@example.ca"
    assert document["manifest"]["reply_language"] == spoken
    lines = Path(done["SUMMARY_CSV"]).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines), delimiter={"en": ",", "fr": ";"}[spoken]))
    assert len(rows) == 2
    assert "counter@example.ca" in rows[1]
    preview = json.loads(Path(done["PREVIEW"]).read_text(encoding="utf-8"))
    assert preview["features"][0]["geometry"]["coordinates"] == [-75.6972, 45.4215]
    assert sorted(out.iterdir()) == sorted(Path(done[n]) for n in ("SUBMISSION", "SUMMARY_CSV", "PREVIEW"))


def test_error_on_a_changed_record_blocks_the_submission(refusal, working_copy, tmp_path, spoken):
    path = working_copy()
    correct(path, "postal_code", "12345")
    sentence = refusal("exportsubmission", WORKING_COPY=str(path), TARGET=str(tmp_path / "out"), **submit())
    assert {"en": "Nothing was exported", "fr": "Rien n’a été exporté"}[spoken] in sentence
    assert "(A01)" in sentence
    assert not (tmp_path / "out").exists()


def test_errors_that_were_there_before_do_not_block(run, working_copy, tmp_path):
    other = "00000002-0000-4000-8000-000000000000"
    path = working_copy((POINT, office(postal_code="12345")), (other, office(address_line1="2 Main Street")))
    layer = QgsVectorLayer(f"{path}|layername=service_point", "p", "ogr")
    with edit(layer):
        (feature,) = layer.getFeatures(f"\"id\" = '{other}'")
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf("email"), "two@example.ca")
    done = run("exportsubmission", WORKING_COPY=str(path), TARGET=str(tmp_path / "out"), **submit())
    assert done["UPDATES"] == 1


def test_nothing_to_submit(refusal, working_copy, tmp_path, spoken):
    given = {"WORKING_COPY": str(working_copy()), "TARGET": str(tmp_path / "out"), **submit()}
    said = {"en": "There is nothing to submit", "fr": "Il n’y a rien à soumettre"}
    assert said[spoken] in refusal("exportsubmission", **given)
    assert not (tmp_path / "out").exists()


def test_reason_other_is_explained_by_the_comment(run, refusal, working_copy, tmp_path):
    path = working_copy()
    correct(path, "email", "counter@example.ca")
    given = {"WORKING_COPY": str(path), "TARGET": str(tmp_path / "out"), "REASON": "other", **submit()}
    assert refusal("exportsubmission", **given)
    done = run("exportsubmission", **given, COMMENT="The mailbox was renamed.")
    (change,) = json.loads(Path(done["SUBMISSION"]).read_text(encoding="utf-8"))["changes"]
    assert change["reason"] == {"code": "other", "text": "The mailbox was renamed.", "lang": "en"}


def test_shared_store_is_no_working_copy(refusal, new_store, tmp_path):
    given = {"WORKING_COPY": str(new_store()), "TARGET": str(tmp_path / "out"), **submit()}
    assert "is a shared store, not a working copy" in refusal("exportsubmission", **given)


def test_a_publication_becomes_a_store_again(run, refusal, repository, tmp_path):
    """Every published field of the sample comes back; the title is the new one."""
    from service_points.core.publishing import publication_of, publish

    with open_store(repository / "resources" / "sample" / "pine_river_store.gpkg") as original:
        published = publication_of(original)
    publish(published, tmp_path / "out", ["hsds"])
    edition, target = tmp_path / "out" / "hsds" / "fr", tmp_path / "again.gpkg"
    both = refusal("createstore", TARGET=str(target), EDITION=str(edition), WITH_SAMPLE=True, **TITLES)
    assert "not with both" in both
    assert "again.gpkg" not in [path.name for path in tmp_path.iterdir()]
    refusal("createstore", TARGET=str(target), EDITION=str(tmp_path / "out"), **TITLES)
    assert not target.exists()
    run("createstore", TARGET=str(target), EDITION=str(edition), JURISDICTION="CA-QC", **TITLES)
    with open_store(target) as made:
        assert made.info.title.en == TITLES["TITLE_EN"]
        codes = {row["code"] for row in made.rows("jurisdiction")}
        assert codes == {row["code"] for row in published.rows["jurisdiction"]} | {"CA-QC"}
        again = publication_of(made)
    for name in ("organization", "service", "service_point", "service_at_point", "phone", "closure"):
        assert again.rows[name] == published.rows[name], name
