# SPDX-License-Identifier: GPL-2.0-or-later
"""Open data into the register and back: import, merge, import again."""

import csv
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from qgis.core import QgsVectorLayer, edit
from service_points.core.store import RowChange, open_store

ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
POINT = "00000001-0000-4000-8000-000000000000"
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
WHO = {"SUBMITTER": "Ana Roy", "EMAIL": "ana@example.ca"}
WORDS = [
    "Zero", "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo",
    "Hazel", "Ironwood", "Juniper", "Kalmia", "Larch", "Maple", "Nutmeg", "Oak",
    "Pine", "Quince", "Rowan", "Spruce", "Tamarack", "Umber", "Viburnum", "Willow",
    "Xylem", "Yew", "Zinnia",
]  # fmt: skip
COUNTS = ("NEW", "CHANGED", "LINKED", "UNCHANGED", "REVIEW", "REJECTED", "REPEATED", "GONE")
PROFILE = {
    "profile": "essai-comptoirs",
    "title_en": "Counters of Essai",
    "title_fr": "Comptoirs d’Essai",
    "publisher": "Ville d’Essai",
    "licence": "OGL-ON-1.0",
    "key": {"scheme": "essai-comptoirs", "value": {"col": "no"}},
    "constants": {
        "channel": "in_person",
        "point_type": "service_centre",
        "organization": "Province",
        "city": "Ottawa",
        "province": "ON",
    },
    "map": {
        "name_en": {"col": "name"},
        "name_fr": {"col": "nom"},
        "address_line1": {"col": "address"},
        "latitude": {"col": "lat"},
        "longitude": {"col": "lon"},
    },
    "phones": [{"kind": "voice", "value": {"col": "tel"}}],
}


def rows(count, **changes):
    """``count`` counters in a row, five kilometres apart, named so that none is like another."""
    return [
        {
            "no": f"{number:03d}",
            "name": f"{WORDS[number]} Counter",
            "nom": f"Comptoir {WORDS[number]}",
            "address": f"{100 + number} {WORDS[-number - 1]} Street",
            "lat": f"{45.3 + 0.04 * number:.4f}",
            "lon": f"{-75.1 - 0.05 * number:.4f}",
            "tel": f"613-555-0{100 + number}",
            **changes.get(f"row{number}", {}),
        }
        for number in range(1, count + 1)
    ]


class Desk:
    """A store with one counter, a profile, and the round from a file to the store."""

    def __init__(self, run, folder):
        self._run, self._folder, self.number = run, folder, 0
        self.store = folder / "store.gpkg"
        run("createstore", TARGET=str(self.store), JURISDICTION="CA-ON", TITLE_EN="Register", TITLE_FR="R")
        held = {
            "organization_id": ORGANIZATION,
            "channel": "in_person",
            "point_type": "service_centre",
            "name_en": "Alder Counter",
            "name_fr": "Comptoir Alder",
            "address_line1": "101 Yew St.",
            "city": "Ottawa",
            "province": "ON",
            "geom": "POINT (-75.1500000 45.3401000)",
            "verified_on": date.today().isoformat(),
            "verified_method": "phone",
            **AUDIT,
        }
        with open_store(self.store, read_only=False) as store:
            names = {"name_en": "Province", "name_fr": "Province", **AUDIT}
            store.apply(
                [
                    RowChange("insert", "organization", ORGANIZATION, names),
                    RowChange("insert", "service_point", POINT, held),
                ]
            )
        self.profile = folder / "profil.json"
        self.write_profile()
        self.source = folder / "comptoirs été.csv"

    def write_profile(self, **changes):
        self.profile.write_text(json.dumps({**PROFILE, **changes}), encoding="utf-8")

    def write(self, lines):
        with self.source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)

    def parameters(self, **given):
        self.number += 1
        copy = self._folder / f"copy{self.number}.gpkg"
        self._run("checkout", STORE=str(self.store), JURISDICTION="CA-ON", TARGET=str(copy))
        return {
            "SOURCE": str(self.source),
            "PROFILE": str(self.profile),
            "WORKING_COPY": str(copy),
            "DRAFT": str(self._folder / f"draft{self.number}"),
            "MATCHES": str(self._folder / f"matches{self.number}.gpkg"),
            "REJECTS": str(self._folder / f"rejects{self.number}.gpkg"),
            "REPORT": str(self._folder / f"report{self.number}.html"),
            **WHO,
            **given,
        }

    def imported(self, **given):
        return self._run("importsource", **self.parameters(**given))

    def merged(self, done):
        """Merge a draft as the steward does; return how many changes were applied, and everything else."""
        found = self._run(
            "mergesubmissions",
            STORE=str(self.store),
            SUBMISSIONS=[done["DRAFT"]],
            POLICY="apply",
            SIGNATURE="none",
            RECEIPTS=str(self._folder / "receipts"),
        )
        others = ("PARTLY_APPLIED", "NOOP", "CONFLICT", "HELD", "REJECTED", "REFUSED")
        return found["APPLIED"], sum(found[name] for name in others)

    def points(self):
        with open_store(self.store) as store:
            return {row["id"]: row for row in store.rows("service_point")}


@pytest.fixture
def desk(run, tmp_path):
    return Desk(run, tmp_path)


def counts(done):
    return {name: done[name] for name in COUNTS if done[name]}


def features(path):
    return [feature.attributeMap() for feature in QgsVectorLayer(str(path), "l", "ogr").getFeatures()]


def test_a_file_becomes_points_and_nothing_the_second_time(desk):
    desk.write(rows(12))
    first = desk.imported()
    assert counts(first) == {"NEW": 11, "CHANGED": 1}  # the Alder counter is there, without its telephone
    assert first["DOCUMENTS"] == 1
    assert len(desk.points()) == 1  # nothing is written by an import
    (pair,) = features(first["MATCHES"])
    assert (pair["band"], pair["match_id"], pair["value"]) == ("proposed", POINT, "001")
    assert "same name" in pair["reason_en"]
    assert "même nom" in pair["reason_fr"]
    applied, others = desk.merged(first)
    assert (applied > 0, others) == (True, 0)
    points = desk.points()
    assert len(points) == 12
    assert points[POINT]["name_fr"] == "Comptoir Alder"
    new = next(point for point in points.values() if point["name_en"] == "Birch Counter")
    assert (new["geo_method"], new["verified_method"]) == ("source", "open_data")
    with open_store(desk.store) as store:
        (source,) = store.rows("source")
        assert (source["publisher"], source["licence"]) == ("Ville d’Essai", "OGL-ON-1.0")
        assert len(store.rows("external_id")) == 12
    again = desk.imported()
    assert counts(again) == {"UNCHANGED": 12}
    assert again["DOCUMENTS"] == 0
    assert list(Path(again["DRAFT"]).iterdir()) == []


def test_ten_changed_rows_are_ten_changed_points(desk):
    desk.write(rows(26))
    desk.write_profile(expect={"max_change_share": 0.5})
    desk.merged(desk.imported())
    changes = {f"row{number}": {"tel": f"613-555-0{800 + number}"} for number in range(3, 13)}
    desk.write(rows(26, **changes))
    done = desk.imported()
    assert counts(done) == {"CHANGED": 10, "UNCHANGED": 16}
    (path,) = Path(done["DRAFT"]).glob("*.casp.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    phones = [change for change in document["changes"] if change["table"] == "phone"]
    numbers = {change["fields"]["number"]["after"] for change in phones}
    assert numbers == {f"+1613555{800 + number:04d}" for number in range(3, 13)}
    assert {change["reason"]["code"] for change in document["changes"]} == {"source_update"}


def test_more_changes_than_expected_are_asked(desk, run, refusal):
    desk.write(rows(12))
    desk.merged(desk.imported())
    desk.write(rows(12, **{f"row{n}": {"name": f"Office {WORDS[n]}"} for n in range(2, 8)}))
    given = desk.parameters()
    said = refusal("importsource", **given)
    assert "6 of 12 (50%)" in said
    assert not Path(given["DRAFT"]).exists()
    assert "To confirm first" in Path(given["REPORT"]).read_text(encoding="utf-8")
    done = run("importsource", **{**given, "ACCEPT_MANY": True})
    assert done["DOCUMENTS"] == 1


def test_what_a_person_decided_is_done(desk):
    """A counter of the same name 400 m away, of which nothing else is known: somebody has to look."""
    desk.write(rows(1, row1={"nom": "", "lat": "45.3436", "address": "", "tel": ""}))
    first = desk.imported()
    assert counts(first) == {"REVIEW": 1}
    assert first["DOCUMENTS"] == 1  # the source itself
    for answer, expected in (("same", {"LINKED": 1}), ("new", {"NEW": 1})):
        layer = QgsVectorLayer(first["MATCHES"], "m", "ogr")
        with edit(layer):
            for feature in layer.getFeatures():
                layer.changeAttributeValue(feature.id(), layer.fields().indexOf("decision"), answer)
        done = desk.imported(DECISIONS=first["MATCHES"])
        assert counts(done) == expected
        (pair,) = features(done["MATCHES"])
        assert pair["decision"] == answer


def test_e3_coordinates_that_are_swapped_are_asked(desk, run, refusal):
    lines = [{**row, "lat": row["lon"], "lon": row["lat"]} for row in rows(5)]
    desk.write(lines)
    given = desk.parameters()
    said = refusal("importsource", **given)
    assert "The coordinates cannot be taken as they are" in said
    done = run("importsource", **{**given, "COORDINATES": "swapped"})
    assert counts(done) == {"NEW": 4, "CHANGED": 1}


def test_rows_that_go_no_further_are_listed_with_all_reasons(desk):
    desk.write(
        [*rows(3), {**rows(2)[1], "name": "Other"}, {**rows(4)[3], "no": ""}, {**rows(5)[4], "lat": ""}]
    )
    done = desk.imported()
    assert counts(done) == {"NEW": 1, "CHANGED": 1, "REJECTED": 4}
    listed = {row["line"]: row["reason_en"] for row in features(done["REJECTS"])}
    assert set(listed) == {3, 5, 6, 7}
    assert "say different things (rows 3, 5)" in listed[3]
    assert "no identifier" in listed[6]
    assert "G01" in listed[7]
    report = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "no identifier" in report


def test_addresses_are_placed_and_how_is_recorded(desk, memory_layer):
    lines = rows(3)
    for line in lines:
        line["lat"] = line["lon"] = ""
    lines[2]["address"] = "1 Nowhere Lane"
    desk.write(lines)
    known = memory_layer(
        "Point",
        [
            ("POINT (-75.2 45.31)", {"adr": "102 XYLEM ST", "ville": "OTTAWA"}),
            ("POINT (-75.3 45.32)", {"adr": "98 Xylem Street", "ville": "Ottawa"}),
            ("POINT (-75.1501 45.3402)", {"adr": "101 Yew Street", "ville": "Ottawa"}),
        ],
    )
    done = desk.imported(ADDRESSES=known, ADDRESS_FIELD="adr", CITY_FIELD="ville")
    assert counts(done) == {"NEW": 1, "CHANGED": 1, "REJECTED": 1}  # nobody knows Nowhere Lane
    desk.merged(done)
    point = next(row for row in desk.points().values() if row["name_en"] == "Birch Counter")
    assert (point["geom"], point["geo_method"]) == ("POINT (-75.2000000 45.3100000)", "rooftop")
    assert point["geo_accuracy_m"] >= 1
    alder = desk.points()[POINT]
    assert alder["geom"] == "POINT (-75.1500000 45.3401000)"  # where it was put by hand


def test_gone_points_are_listed_and_stay(desk):
    desk.write_profile(expect={"max_change_share": 0.5})
    desk.write(rows(12))
    desk.merged(desk.imported())
    desk.write(rows(10))
    done = desk.imported()
    assert counts(done) == {"UNCHANGED": 10, "GONE": 2}
    assert "Kalmia" in Path(done["REPORT"]).read_text(encoding="utf-8")
    assert done["DOCUMENTS"] == 1  # only the source’s own record: what was read when
    desk.merged(done)
    assert {point["status"] for point in desk.points().values()} == {"active"}


def test_the_report_is_in_the_persons_language(desk, spoken):
    from service_points.host.language import install_translator, remove_translator

    desk.write(rows(4))
    install_translator()
    try:
        done = desk.imported()
    finally:
        remove_translator()
    report = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert ("Nouveaux points de service" in report) == (spoken == "fr")
    assert ("Rows of the source" in report) == (spoken == "en")
    assert "comptoirs été.csv" in report


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"SOURCE": "/nowhere/file.csv"}, "file.csv"),
        ({"PROFILE": "no-such-profile"}, "no-such-profile"),
        ({"SUBMITTER": " "}, "submitter"),
    ],
)
def test_what_cannot_be_done_is_said(desk, refusal, given, expected):
    desk.write(rows(2))
    assert expected.lower() in refusal("importsource", **desk.parameters(**given)).lower()


def test_a_column_that_is_missing_is_named(desk, refusal):
    desk.write([{name: value for name, value in row.items() if name != "tel"} for row in rows(2)])
    assert "tel" in refusal("importsource", **desk.parameters())


def test_stopped_in_the_middle_nothing_is_written(desk, refusal):
    desk.write(rows(20))
    given = desk.parameters()
    assert "Stopped at your request" in refusal("importsource", stop_at=60, **given)
    for name in ("DRAFT", "MATCHES", "REJECTS", "REPORT"):
        assert not Path(given[name]).exists(), name


def test_the_report_says_values_as_people_read_them(desk):
    desk.write_profile(expect={"max_change_share": 1.0})
    desk.write(rows(4))
    desk.merged(desk.imported())
    desk.write_profile(
        expect={"max_change_share": 1.0},
        constants={**PROFILE["constants"], "point_type": "kiosk", "accessibility": ["step_free_entrance"]},
    )
    desk.write(rows(4, row2={"lat": "45.3811"}))
    report = Path(desk.imported()["REPORT"]).read_text(encoding="utf-8")
    assert "Self-serve kiosk" in report
    assert "45.38000°, -75.20000°" in report.replace("\u2212", "-")
    assert "45.38110°" in report
    assert "POINT" not in report


@pytest.fixture
def geolocation():
    """A service that knows one address, and one that it takes for another town's; what it was asked."""
    asked = []
    answers = {
        "102 xylem": [("102 Xylem Street, Ottawa, Ontario", -75.2, 45.31)],
        "103 willow": [("103 Willow Street, Rockland, Ontario", -75.3, 45.55)],
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            query = dict(parse_qsl(urlsplit(self.path).query))["q"]
            asked.append(query)
            places = next((found for start, found in answers.items() if query.startswith(start)), [])
            body = json.dumps(
                [
                    {
                        "title": title,
                        "qualifier": "INTERPOLATED_POSITION",
                        "type": "ca.gc.nrcan.geoloc.data.model.Street",
                        "geometry": {"type": "Point", "coordinates": [lon, lat]},
                    }
                    for title, lon, lat in places
                ]
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/locate", asked
    server.shutdown()
    server.server_close()


def test_the_federal_service_is_asked_only_when_a_person_says_so(desk, geolocation):
    url, asked = geolocation
    lines = rows(3)
    for line in lines[1:]:
        line["lat"] = line["lon"] = ""
    desk.write(lines)
    silent = desk.imported(GEOLOCATION_URL=url)
    assert (silent["REJECTED"], asked) == (2, [])
    done = desk.imported(GEOLOCATION=True, GEOLOCATION_URL=url)
    assert sorted(asked) == ["102 xylem street, Ottawa, ON", "103 willow street, Ottawa, ON"]
    assert (done["NEW"], done["REJECTED"]) == (1, 1)
    assert "Interpolated by the Geolocation Service" in Path(done["REPORT"]).read_text(encoding="utf-8")
    desk.merged(done)
    point = next(row for row in desk.points().values() if row["name_en"] == "Birch Counter")
    assert (point["geom"], point["geo_method"], point["geo_accuracy_m"]) == (
        "POINT (-75.2000000 45.3100000)",
        "interpolated",
        150,
    )
    asked.clear()
    desk.imported(GEOLOCATION=True, GEOLOCATION_URL=url)
    assert asked == ["103 willow street, Ottawa, ON"]  # the register knows where the other one is


def test_every_row_of_the_source_is_in_one_of_the_numbers(desk):
    desk.write_profile(filter=[{"value": {"col": "no"}, "not_in": ["004", "005"]}])
    odd = [{**rows(2)[1], "name": "Other"}, {**rows(6)[5]}, {**rows(7)[6], "lat": ""}]
    desk.write([*rows(6), *odd])
    done = desk.imported()
    assert (done["LEFT_OUT"], done["REPEATED"], done["REJECTED"]) == (2, 1, 3)
    assert sum(done[name] for name in (*COUNTS[:7], "LEFT_OUT")) == 9


def test_l10_in_a_model_the_draft_goes_on_to_the_merge(desk, run, provider, tmp_path):
    """Source to store in one run of a model, as a nightly job has it."""
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
    )

    desk.write(rows(5))
    given = desk.parameters()
    model, source = QgsProcessingModelAlgorithm("nightly", "tests"), QgsProcessingModelChildParameterSource
    first = QgsProcessingModelChildAlgorithm("servicepoints:importsource")
    first.setChildId("import")
    for name in ("SOURCE", "PROFILE", "WORKING_COPY", "DRAFT", "SUBMITTER", "EMAIL"):
        first.addParameterSources(name, [source.fromStaticValue(given[name])])
    second = QgsProcessingModelChildAlgorithm("servicepoints:mergesubmissions")
    second.setChildId("merge")
    merged = {
        "STORE": str(desk.store),
        "POLICY": "apply",
        "SIGNATURE": "none",
        "RECEIPTS": str(tmp_path / "receipts"),
    }
    for name, value in merged.items():
        second.addParameterSources(name, [source.fromStaticValue(value)])
    second.addParameterSources("SUBMISSIONS", [source.fromChildOutput("import", "DRAFT")])
    model.addChildAlgorithm(first)
    model.addChildAlgorithm(second)
    _, done = model.run({}, QgsProcessingContext(), QgsProcessingFeedback())
    assert done, "the model did not run"
    assert len(desk.points()) == 5


def test_organizations_that_a_draft_adds_are_counted_and_named(desk):
    lines = [{**row, "owner": "Provinse" if number else "Province"} for number, row in enumerate(rows(3))]
    desk.write(lines)
    constants = {name: value for name, value in PROFILE["constants"].items() if name != "organization"}
    desk.write_profile(constants=constants, map={**PROFILE["map"], "organization": {"col": "owner"}})
    done = desk.imported()
    assert done["ORGANIZATIONS"] == 1
    report = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Organizations added" in report
    assert "Provinse" in report


def test_a_point_removed_here_is_listed_as_to_decide(desk, run):
    desk.write(rows(3))
    desk.merged(desk.imported())
    given = desk.parameters()
    layer = QgsVectorLayer(f"{given['WORKING_COPY']}|layername=service_point", "p", "ogr")
    with edit(layer):
        (feature,) = layer.getFeatures("\"name_en\" = 'Cedar Counter'")
        assert layer.deleteFeature(feature.id())
    done = run("importsource", **given)
    assert done["REVIEW"] == 1
    report = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Removed or added in this working copy" in report
    assert "Cedar Counter" in report


def test_answers_that_are_not_understood_are_said(desk):
    desk.write(rows(1, row1={"nom": "", "lat": "45.3436", "address": "", "tel": ""}))
    first = desk.imported()
    for answer, expected in ((" Même ", {"LINKED": 1}), ("yes", {"REVIEW": 1})):
        layer = QgsVectorLayer(first["MATCHES"], "m", "ogr")
        with edit(layer):
            for feature in layer.getFeatures():
                layer.changeAttributeValue(feature.id(), layer.fields().indexOf("decision"), answer)
        given = desk.parameters(DECISIONS=first["MATCHES"])
        done = desk._run("importsource", **given)
        assert counts(done) == expected
        assert ("not understood" in done.log) == (answer == "yes")


def test_the_provenance_says_how_many_rows_were_used(desk, provenance_of):
    odd = [{**rows(4)[3], "no": ""}, rows(2)[1]]
    desk.write([*rows(3), *odd])
    document = provenance_of(desk.imported(MATCHES="TEMPORARY_OUTPUT"), "MATCHES")
    (source,) = [each for each in document["inputs"] if each["parameter"] == "SOURCE"]
    assert (source["features"], source["used"]) == (5, 3)
    left = {each["code"]: each["count"] for each in document["excluded"] if each["parameter"] == "SOURCE"}
    assert left == {"rejected": 1, "repeated": 1}


def test_what_the_service_failed_on_is_in_the_report(desk, run, monkeypatch):
    from service_points.core.importing.placing import Placement, Step
    from service_points.processing import importsource_job

    monkeypatch.setattr(
        importsource_job, "locate", lambda client, asked, **_: [Placement(Step.UNANSWERED)] * len(asked)
    )
    lines = rows(2)
    lines[1]["lat"] = lines[1]["lon"] = ""
    desk.write(lines)
    done = desk.imported(GEOLOCATION=True)
    assert "failed on this address" in Path(done["REPORT"]).read_text(encoding="utf-8")
