# SPDX-License-Identifier: GPL-2.0-or-later
"""Five files of Ottawa become one register, by ``qgis_process`` alone; again they change nothing."""

import csv
import json
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer, edit
from service_points.core.exchange import Decision, Decisions, write_decisions
from service_points.core.store import open_store
from service_points.core.validation.position import lonlat_of, metres_between

pytestmark = [pytest.mark.slow, pytest.mark.real_data, pytest.mark.timeout(900)]

PROFILES = Path(__file__).parents[1] / "core" / "importing" / "profiles"
SOURCES = {  # profile → file, rows it keeps, points that come of it
    "ottawa-libraries": ("ottawa/ottawa_public_libraries.csv", 34, 34),
    "ottawa-recreation": ("ottawa/ottawa_city_recreation_facilities.csv", 263, 259),
    "ottawa-hospitals": ("ottawa/ottawa_hospitals.csv", 10, 10),
    "ottawa-schools": ("import/ottawa_schools_bilingual.csv", 323, 323),
    "on-serviceontario": ("import/serviceontario_locations_2019.csv", 331, None),
}
ADDRESSES = "import/ottawa_food_premises_address_reference.csv"
COUNTS = ("NEW", "CHANGED", "LINKED", "UNCHANGED", "REVIEW", "REJECTED", "REPEATED", "GONE", "DOCUMENTS")


class Office:
    """A data editor and a steward who only have ``qgis_process``."""

    def __init__(self, run_algorithm, data, folder):
        self._run, self._data, self._folder = run_algorithm, data, folder
        self.store, self._number = folder / "store.gpkg", 0

    def run(self, name, **given):
        done = self._run(name, {key: value for key, value in given.items() if value is not None})
        assert done.rc == 0, done.stderr
        return done.results

    def imported(self, profile, source=None, **given):
        self._number += 1
        stem = self._folder / f"{self._number}-{profile}"
        copy = f"{stem}.gpkg"
        self.run("checkout", STORE=self.store, JURISDICTION="CA-ON", TARGET=copy)
        shipped = PROFILES / f"{profile}.json"
        addresses = (self._data / ADDRESSES).as_uri()
        return self.run(
            "importsource",
            SOURCE=source or self._data / SOURCES[profile][0],
            PROFILE=shipped if shipped.exists() else profile,
            WORKING_COPY=copy,
            ADDRESSES=f"delimitedtext://{addresses}?type=csv&xField=longitude&yField=latitude"
            "&crs=EPSG:4326&encoding=ISO-8859-1",
            ADDRESS_FIELD="address",
            CITY_FIELD="city",
            POSTAL_CODE_FIELD="postal_code",
            SUBMITTER="Ana Roy",
            EMAIL="ana@example.ca",
            DRAFT=f"{stem}-draft",
            MATCHES=f"{stem}-matches.gpkg",
            REJECTS=f"{stem}-rejects.csv",
            REPORT=f"{stem}.html",
            **given,
        )

    def merged(self, draft):
        """Merge a draft; what waits because something like it is near, the steward takes."""
        given = {
            "STORE": self.store,
            "POLICY": "apply",
            "SIGNATURE": "none",
            "RECEIPTS": self._folder / "receipts",
        }
        waiting = self._folder / f"waiting{self._number}.csv"
        done = self.run("mergesubmissions", SUBMISSIONS=draft, CONFLICTS=waiting, **given)
        assert (done["CONFLICT"], done["REJECTED"], done["REFUSED"]) == (0, 0, 0)
        with waiting.open(encoding="utf-8") as file:
            held = list(csv.DictReader(file))
        if held:
            keys = sorted({(row["submission_id"], int(row["seq"])) for row in held})
            taken = Decisions(tuple(Decision(key, seq, "accept") for key, seq in keys))
            decisions = self._folder / f"decisions{self._number}.json"
            decisions.write_bytes(write_decisions(taken))
            done = self.run("mergesubmissions", SUBMISSIONS=draft, DECISIONS=decisions, **given)
        assert (done["HELD"], done["CONFLICT"], done["REJECTED"], done["REFUSED"]) == (0, 0, 0, 0)
        return {rule for row in held for rule in row["rules"].split(", ")}

    def rows(self, table):
        with open_store(self.store) as store:
            return store.rows(table)


def pairs(path):
    return list(QgsVectorLayer(str(path), "m", "ogr").getFeatures())


@pytest.fixture(scope="module")
def office(qgis_process, repository, tmp_path_factory):
    data = repository.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the real data are not there")
    made = Office(qgis_process.run, data, tmp_path_factory.mktemp("ottawa"))
    made.run(
        "createstore",
        TARGET=made.store,
        JURISDICTION="CA-ON",
        TITLE_EN="Ottawa",
        TITLE_FR="Registre d’Ottawa",
    )
    made.first, made.rules = {}, {}
    for profile in SOURCES:
        done = made.imported(profile)
        if done["REVIEW"]:  # libraries and community centres of one name: somebody looked, they are two
            layer = QgsVectorLayer(str(done["MATCHES"]), "m", "ogr")
            with edit(layer):
                for feature in layer.getFeatures("\"band\" IN ('review', 'relocation')"):
                    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("decision"), "new")
            done = made.imported(profile, DECISIONS=done["MATCHES"])
        made.rules[profile] = made.merged(done["DRAFT"])
        made.first[profile] = done
    return made


def test_every_row_is_accounted_for(office):
    for profile, (_, kept, become) in SOURCES.items():
        done = office.first[profile]
        assert sum(done[name] for name in COUNTS[:7]) == kept, profile
        if become is not None:
            assert done["NEW"] + done["CHANGED"] + done["LINKED"] == become, profile


def test_points_have_sources_licences_and_methods(office):
    sources = {row["profile"]: row for row in office.rows("source")}
    assert set(sources) == set(SOURCES)
    assert {profile: row["licence"] for profile, row in sources.items()} == {
        profile: "OGL-ON-1.0" if profile == "on-serviceontario" else "OGL-OTTAWA-1.0" for profile in SOURCES
    }
    assert all(row["content_sha256"] and row["publisher"] for row in sources.values())
    points = office.rows("service_point")
    assert len(points) == sum(done["NEW"] for done in office.first.values())
    assert {row["source_id"] for row in points} == {row["id"] for row in sources.values()}
    assert all(row["geom"] and row["geo_method"] and row["verified_method"] == "open_data" for row in points)
    assert len(office.rows("external_id")) == len(points)


def test_the_register_breaks_no_rule(office):
    found = office.run("validate", INPUT=office.store, MIN_SEVERITY="error")
    assert (found["ERRORS"], found["VALID"]) == (0, True)


def test_serviceontario_is_where_the_published_list_has_it(office, repository):
    """The seven counters that were placed by hand: ``coord_method`` in the list says how."""
    with (repository.parent / "shared/data/ottawa/service_points.csv").open(encoding="utf-8") as file:
        known = [
            (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
            if row["type"] == "ServiceOntario Centres" and "exact civic number" in row["coord_method"]
        ]
    assert len(known) >= 5
    source = next(row["id"] for row in office.rows("source") if row["profile"] == "on-serviceontario")
    placed = [row for row in office.rows("service_point") if row["source_id"] == source]
    assert {row["geo_method"] for row in placed} <= {
        "rooftop",
        "interpolated",
        "postal_code",
        "municipality",
    }
    positions = [lonlat_of(row["geom"]) for row in placed if row["geo_method"] == "rooftop"]
    near = [place for place in known if min(metres_between(place, found) for found in positions) < 50]
    assert len(near) >= len(known) - 1


def test_what_is_near_another_organization_is_found_and_kept_apart(office):
    schools = pairs(office.first["ottawa-schools"]["MATCHES"])
    roofs = {row["name"]: row["match_name"] for row in schools if row["band"] == "co_location"}
    assert roofs["Fallingbrook Community Elementary School"] == "Fallingbrook CC"
    assert not [row for row in schools if row["band"] == "proposed"]
    assert "U04" in office.rules["ottawa-schools"]  # and the steward is asked whether they share a roof


def test_importing_again_changes_nothing(office):
    for profile, done in office.first.items():
        again = office.imported(profile)
        assert {name: again[name] for name in COUNTS if again[name]} == {
            "UNCHANGED": done["NEW"],
            **({"REJECTED": done["REJECTED"]} if done["REJECTED"] else {}),
        }, profile
        assert again["DOCUMENTS"] == 0


def test_ten_changed_rows_are_ten_differences(office, repository, tmp_path):
    source = repository.parent / "shared" / "data" / SOURCES["ottawa-schools"][0]
    with source.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    public = [row for row in rows if row["BOARD"] in ("OCDSB", "OCSB", "CECCE", "CEPEO")]
    for number, row in enumerate(public[5:105:10]):
        row["PHONE"] = f"613-555-01{number:02d}"
    copy = tmp_path / "schools.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)
    done = office.imported("ottawa-schools", source=copy)
    assert (done["CHANGED"], done["UNCHANGED"], done["NEW"], done["GONE"]) == (10, 313, 0, 0)
    (path,) = Path(done["DRAFT"]).glob("*.casp.json")
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
    numbers = [change for change in changes if change["table"] == "phone"]
    assert {change["fields"]["number"]["after"] for change in numbers} == {
        f"+161355501{number:02d}" for number in range(10)
    }
    assert {change["table"] for change in changes} <= {"phone", "external_id", "source", "service_point"}


def test_the_report_is_readable_in_french(office, qgis_process, repository):
    data = repository.parent / "shared" / "data"
    french = {"LC_ALL": "fr_CA.UTF-8", "LANG": "fr_CA.UTF-8", "LANGUAGE": "fr"}
    done = Office(lambda name, given: qgis_process.run(name, given, env=french), data, office.store.parent)
    done._number = 900
    report = Path(done.imported("ottawa-hospitals")["REPORT"]).read_text(encoding="utf-8")
    assert '<html lang="fr"' in report
    assert "Importation d’une source" in report
    assert "Hôpitaux" in report
    assert "Rows of the source" not in report
