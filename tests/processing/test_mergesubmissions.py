# SPDX-License-Identifier: GPL-2.0-or-later
"""The steward's merge, with the whole loop around it: working copies, submissions, receipts, decisions."""

import json
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer, edit
from service_points.core.store import RowChange, open_store

ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
POINT, OTHER = "00000001-0000-4000-8000-000000000000", "00000002-0000-4000-8000-000000000000"
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
NUMBERS = ("APPLIED", "PARTLY_APPLIED", "NOOP", "CONFLICT", "HELD", "REJECTED", "REFUSED")


def office(number, **values):
    return {
        "organization_id": ORGANIZATION,
        "channel": "in_person",
        "point_type": "service_centre",
        "name_en": f"Office {number}",
        "name_fr": f"Bureau {number}",
        "address_line1": f"{number} Main Street",
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K1A 0B1",
        "hours": "Mo-Fr 09:00-17:00; PH off",
        "verified_on": date.today().isoformat(),
        "verified_method": "phone",
        "geom": f"POINT (-75.{number:02d}97200 45.4215000)",
        **AUDIT,
        **values,
    }


@pytest.fixture
def store(run, tmp_path):
    path = tmp_path / "store.gpkg"
    run("createstore", TARGET=str(path), JURISDICTION="CA-ON", TITLE_EN="Register", TITLE_FR="Registre")
    organization = {"name_en": "Province", "name_fr": "Province", **AUDIT}
    with open_store(path, read_only=False) as opened:
        rows = [RowChange("insert", "organization", ORGANIZATION, organization)]
        keys = [
            f"{number:08d}-0000-4000-8000-000000000000" for number in range(1, 13)
        ]  # one is no mass change
        rows += [RowChange("insert", "service_point", key, office(n)) for n, key in enumerate(keys, 1)]
        opened.apply(rows)
    return path


@pytest.fixture
def submitted(run, store, tmp_path):
    """Check out a working copy, correct a point in it by a layer, export; return the document's file."""

    def make(name, key=POINT, KEY=None, **values):  # noqa: N803
        copy = tmp_path / f"{name}.gpkg"
        run("checkout", STORE=str(store), JURISDICTION="CA-ON", TARGET=str(copy))
        layer = QgsVectorLayer(f"{copy}|layername=service_point", "p", "ogr")
        with edit(layer):
            (feature,) = layer.getFeatures(f"\"id\" = '{key}'")
            for field, value in values.items():
                layer.changeAttributeValue(feature.id(), layer.fields().indexOf(field), value)
        done = run(
            "exportsubmission",
            WORKING_COPY=str(copy),
            SUBMITTER="A. Editor",
            EMAIL="editor@example.ca",
            TARGET=str(tmp_path / "inbox"),
            **({} if KEY is None else {"KEY": KEY}),
        )
        return Path(done["SUBMISSION"])

    return make


@pytest.fixture
def merged(run, store, tmp_path):
    """Merge; without a word about them, unsigned submissions of this jurisdiction apply at once."""

    def call(*submissions, **changes):
        given = {
            "STORE": str(store),
            "SUBMISSIONS": [str(path) for path in submissions],
            "POLICY": "apply",
            "SIGNATURE": "none",
            "CONFLICTS": "TEMPORARY_OUTPUT",
            "RECEIPTS": str(tmp_path / "receipts"),
            **changes,
        }
        return run("mergesubmissions", **given)

    return call


def counts(done):
    return {name: done[name] for name in NUMBERS if done[name]}


def row(store, key=POINT):
    with open_store(store) as opened:
        return next(row for row in opened.rows("service_point") if row["id"] == key)


def receipts(folder):
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir()))
    return {receipt["submission_id"]: receipt for receipt in found}


def number_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["manifest"]["submission_id"]


def test_d1_two_editors_of_different_fields_are_merged(merged, submitted, store, tmp_path):
    one, two = submitted("one", email="one@example.ca"), submitted("two", url_en="https://example.ca/two")
    assert counts(merged(tmp_path / "inbox")) == {"APPLIED": 2}
    now = row(store)
    assert (now["email"], now["url_en"], now["row_version"]) == (
        "one@example.ca",
        "https://example.ca/two",
        3,
    )
    answers = receipts(tmp_path / "receipts")
    assert set(answers) == {number_of(one), number_of(two)}
    assert {answer["state"] for answer in answers.values()} == {"accepted"}
    with open_store(store) as opened:
        assert opened.info.revision == 2


def test_d2_conflict_is_listed_until_it_is_decided(merged, submitted, store, tmp_path, spoken):
    first = submitted("one", email="one@example.ca")
    second = submitted("two", email="two@example.ca")
    assert counts(merged(first)) == {"APPLIED": 1}
    report = tmp_path / "report.html"
    done = merged(second, REPORT=str(report))
    assert counts(done) == {"CONFLICT": 1}
    columns = ("submission_id", "record_id", "name_en", "field", "state", "base", "theirs", "ours")
    waiting = done.rows("CONFLICTS", *columns)
    values = (None, "two@example.ca", "one@example.ca")
    assert waiting == [(number_of(second), POINT, "Office 1", "email", "conflict", *values)]
    assert {"en": "Already up to date", "fr": "Déjà à jour"}[spoken] in report.read_text(encoding="utf-8")
    assert row(store)["email"] == "one@example.ca"

    later = submitted("three", key=OTHER, email="three@example.ca")  # D9: a clean merge does not hide it
    assert merged(later).rows("CONFLICTS", *columns) == waiting

    decisions = tmp_path / "decisions.json"
    decision = {"submission_id": number_of(second), "seq": 1, "field": "email", "decision": "accept"}
    decisions.write_text(
        json.dumps({"format": "casp-decisions", "format_version": "1.0", "decisions": [decision]}),
        encoding="utf-8",
    )
    done = merged(DECISIONS=str(decisions))
    assert done.rows("CONFLICTS", "field") == []
    assert row(store)["email"] == "two@example.ca"
    assert receipts(tmp_path / "receipts")[number_of(second)]["state"] == "accepted"


def test_d7_sent_twice_changes_nothing(merged, submitted, store, tmp_path):
    document = submitted("one", email="one@example.ca")
    merged(document)
    first = receipts(tmp_path / "receipts")
    with open_store(store) as opened:
        revision = opened.info.revision
    merged(document)
    assert receipts(tmp_path / "receipts") == first
    with open_store(store) as opened:
        assert (opened.info.revision, opened.count("submission")) == (revision, 1)


def test_damaged_document_is_refused_and_the_others_are_merged(merged, submitted, store, tmp_path):
    good = submitted("one", email="one@example.ca")
    cut = good.with_name("cut.casp.json")
    cut.write_bytes(good.read_bytes()[:-200])  # C7: the end lost on the way
    other = good.with_name("other.casp.json")
    text = good.read_text(encoding="utf-8").replace("one@example.ca", "all@example.ca")
    other.write_text(text, encoding="utf-8")
    done = merged(tmp_path / "inbox")
    assert counts(done) == {"APPLIED": 1, "REFUSED": 2}
    assert row(store)["email"] == "one@example.ca"
    assert "cut.casp.json" in done.log
    assert cut.exists()


def test_policies(merged, submitted, store):
    document = submitted("one", email="one@example.ca")
    assert counts(merged(document, POLICY="hold")) == {"HELD": 1}
    assert row(store)["email"] is None
    other = submitted("two", key=OTHER, email="two@example.ca")
    assert counts(merged(other, SIGNATURE="accept")) == {"HELD": 1}  # unsigned


def test_working_copy_is_no_shared_store(refusal, submitted, tmp_path, spoken):
    document = submitted("one", email="one@example.ca")
    sentence = refusal(
        "mergesubmissions",
        STORE=str(tmp_path / "one.gpkg"),
        SUBMISSIONS=[str(document)],
        RECEIPTS=str(tmp_path / "receipts"),
    )
    assert {"en": "working copy", "fr": "copie de travail"}[spoken] in sentence


def test_cancel_says_what_was_merged(refusal, submitted, store, tmp_path):
    documents = [submitted(name, url_en=f"https://example.ca/{name}") for name in ("one", "two")]
    sentence = refusal(
        "mergesubmissions",
        stop_at=30.0,
        STORE=str(store),
        SUBMISSIONS=[str(path) for path in documents],
        POLICY="apply",
        SIGNATURE="none",
        RECEIPTS=str(tmp_path / "receipts"),
    )
    assert "after" in sentence
    with open_store(store) as opened:
        merged = opened.count("submission")
    assert len(list((tmp_path / "receipts").iterdir())) == merged < 2


def test_a_cancel_after_the_merge_comes_too_late_and_is_not_denied(merged, submitted, tmp_path):
    """The store is another then: “nothing was written” would be untrue."""
    report = tmp_path / "report.html"
    document = submitted("one", email="one@example.ca")
    assert counts(merged(document, stop_at=79.0, REPORT=str(report))) == {"APPLIED": 1}
    assert report.exists()


@pytest.fixture
def answered(run, tmp_path):
    """Apply the receipts to an editor's working copy."""

    def call(name, **changes):
        given = {
            "WORKING_COPY": str(tmp_path / f"{name}.gpkg"),
            "RECEIPTS": [str(tmp_path / "receipts")],
            "CONFLICTS": "TEMPORARY_OUTPUT",
            **changes,
        }
        return run("applyreceipts", **given)

    return call


def email_of(copy):
    with open_store(copy) as opened:
        return next(row["email"] for row in opened.rows("service_point") if row["id"] == POINT)


@pytest.mark.parametrize(("choice", "email"), [("mine", "two@example.ca"), ("theirs", "one@example.ca")])
def test_receipts_return_and_are_resolved(  # noqa: PLR0917  (fixtures)
    merged, submitted, answered, refusal, tmp_path, choice, email
):
    first, second = submitted("one", email="one@example.ca"), submitted("two", email="two@example.ca")
    merged(first)
    merged(second)

    done = answered("one", SUBMISSIONS=[str(first)])  # the other's receipt is none of ours
    assert (done["RECORDS_MOVED"], done["CONFLICTS_FOUND"], done["RECEIPTS_IGNORED"]) == (1, 0, 1)
    again = answered("one", SUBMISSIONS=[str(first)])
    assert (again["RECORDS_MOVED"], again["CONFLICTS_FOUND"]) == (0, 0)

    done = answered("two", SUBMISSIONS=[str(second)])
    columns = ("record_id", "field", "base", "mine", "theirs")
    assert done.rows("CONFLICTS", *columns) == [(POINT, "email", None, "two@example.ca", "one@example.ca")]
    answered("two", SUBMISSIONS=[str(second)], RESOLVE=choice)
    assert email_of(tmp_path / "two.gpkg") == email
    assert answered("two", SUBMISSIONS=[str(second)])["CONFLICTS_FOUND"] == 0

    out = {"SUBMITTER": "A. Editor", "EMAIL": "editor@example.ca", "TARGET": str(tmp_path / "out")}
    assert "nothing to submit" in refusal("exportsubmission", WORKING_COPY=str(tmp_path / "one.gpkg"), **out)
    if choice == "theirs":
        copy = str(tmp_path / "two.gpkg")
        assert "nothing to submit" in refusal("exportsubmission", WORKING_COPY=copy, **out)


def test_damaged_receipt_is_ignored(merged, submitted, answered, tmp_path):
    document = submitted("one", email="one@example.ca")
    merged(document)
    (receipt,) = (tmp_path / "receipts").iterdir()
    receipt.write_text(receipt.read_text(encoding="utf-8").replace("applied", "noop"), encoding="utf-8")
    done = answered("one", SUBMISSIONS=[str(document)])
    assert (done["RECORDS_MOVED"], done["RECEIPTS_IGNORED"]) == (0, 1)
    assert receipt.name in done.log


@pytest.fixture
def key_of(authentication):
    """Keep a signing key in QGIS's authentication database; return the id of its configuration."""
    from service_points.core.exchange.signature import Key

    return lambda name, material: authentication.keep_key(Key(name, material))


SECRET, OTHER_SECRET = b"a secret of two that is long enough", b"another secret, as long as the first"


@pytest.mark.parametrize(
    ("name", "material", "ends"),
    [("CA-ON", SECRET, {"APPLIED": 1}), ("CA-ON", OTHER_SECRET, {}), ("CA-QC", SECRET, {"HELD": 1})],
    ids=["right", "h17_forged_is_refused_whole", "key_of_another_jurisdiction"],
)
def test_signature_decides_what_is_applied_unseen(merged, submitted, store, key_of, name, material, ends):  # noqa: PLR0917
    document = submitted("one", email="one@example.ca", KEY=key_of(name, SECRET))
    done = merged(document, SIGNATURE="accept", KEYS=key_of(name, material))
    assert counts(done) == ends
    assert row(store)["email"] == ("one@example.ca" if ends == {"APPLIED": 1} else None)


@pytest.mark.slow
def test_the_same_by_qgis_process(run_algorithm, store, submitted, tmp_path):
    document = submitted("one", email="one@example.ca")
    given = {"STORE": store, "SUBMISSIONS": tmp_path / "inbox", "POLICY": "apply", "SIGNATURE": "none"}
    done = run_algorithm("mergesubmissions", {**given, "RECEIPTS": tmp_path / "receipts"})
    assert done.rc == 0, done.stderr
    assert (done.results["APPLIED"], done.results["REFUSED"]) == (1, 0)
    given = {"WORKING_COPY": tmp_path / "one.gpkg", "RECEIPTS": tmp_path / "receipts"}
    done = run_algorithm("applyreceipts", {**given, "SUBMISSIONS": document})
    assert done.rc == 0, done.stderr
    assert done.results["RECORDS_MOVED"] == 1


def test_a_cancel_after_the_last_receipt_comes_too_late_and_is_not_denied(merged, submitted, answered):
    document = submitted("one", email="one@example.ca")
    merged(document)
    assert answered("one", SUBMISSIONS=[str(document)], stop_at=0.0)["RECORDS_MOVED"] == 1


def test_b2_edits_that_are_not_saved_are_said_when_a_submission_is_exported(run, submitted, tmp_path):
    submitted("one", email="one@example.ca")
    layer = QgsVectorLayer(f"{tmp_path / 'one.gpkg'}|layername=service_point", "Points of Ontario", "ogr")
    QgsProject.instance().addMapLayer(layer)
    out = {"SUBMITTER": "A. Editor", "EMAIL": "editor@example.ca", "TARGET": str(tmp_path / "out")}
    export = {"WORKING_COPY": str(tmp_path / "one.gpkg"), **out}
    try:
        assert layer.startEditing()
        assert "not saved" not in run("exportsubmission", **export).log
        (feature,) = layer.getFeatures(f"\"id\" = '{POINT}'")
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("city"), "Elsewhere")
        assert (
            "not saved, so this run does without them: Points of Ontario"
            in run("exportsubmission", **export).log
        )
    finally:
        layer.rollBack()
        QgsProject.instance().removeAllMapLayers()
