# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:siting`` on a road whose answers are a matter of counting, and on Ottawa."""

import html
import re
import time
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from service_points.host.language import install_translator, remove_translator

OUT = {"SITES": "TEMPORARY_OUTPUT", "ALLOCATION": "TEMPORARY_OUTPUT"}
NUMBERS = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")


@pytest.fixture
def candidates(memory_layer):
    """Candidates on the road at 5, 3, 2 and 0 hundredths of a degree."""
    rows = [
        (f"POINT (0.0{i} 0)", {"id": f"c{i}", "name_en": f"Site {i}", "name_fr": f"Lieu {i}"})
        for i in (5, 3, 2, 0)
    ]
    return memory_layer("Point", rows, name="candidates")


@pytest.fixture
def existing(memory_layer):
    return memory_layer("Point", [("POINT (0.05 0)", {"id": "old"})], name="existing")


@pytest.fixture
def siting(run, candidates, road, people):
    """Choose sites by road distance for the four places with 10, 20, 30 and 40 people."""

    def call(**changes):
        given = {
            "CANDIDATES": candidates,
            "NETWORK": road,
            "METRIC": "distance",
            "DEMAND": people,
            "DEMAND_FIELDS": ["people", "seniors"],
            **OUT,
            **changes,
        }
        return run("siting", **given)

    return call


def chosen(done):
    return sorted(name for name, is_chosen in done.rows("SITES", "site_id", "chosen") if is_chosen)


@pytest.mark.parametrize(
    ("asked", "sites", "person_steps"),
    [
        ({"P": 1}, ["c3"], 80),
        ({"P": 1, "FORBIDDEN": "c3"}, ["c2"], 120),
        ({"P": 2, "REQUIRED": "c0"}, ["c0", "c3"], 70),
        ({"P": 4}, ["c0", "c2", "c3", "c5"], 50),
        ({"P": 2, "FORBIDDEN": "c2; c0"}, ["c3", "c5"], 80),
    ],
)
def test_shortest_trips(siting, step_km, asked, sites, person_steps):
    done = siting(MODEL="p_median", **asked)
    assert chosen(done) == sites
    assert done["OBJECTIVE"] == pytest.approx(person_steps * step_km, rel=1e-6)
    assert done["MEAN_COST"] == pytest.approx(person_steps * step_km / 100, rel=1e-6)
    assert (done["STATUS"], done["GAP"], done["SITES_CHOSEN"]) == ("optimal", 0.0, len(sites))
    assert done["BOUND"] == done["OBJECTIVE"]


def test_l5_existing_sites_stay_and_of_equal_choices_the_first_is_taken(siting, existing, step_km):
    """Beside the existing one, c2 and c3 both make 80 person-steps; today it is 240."""
    done = siting(MODEL="p_median", P=1, EXISTING=existing)
    assert done["OBJECTIVE"] == pytest.approx(80 * step_km, rel=1e-6)
    rows = done.rows("SITES", "site_id", "role", "chosen", "open", "allocated_people", "mean_cost", "name_en")
    by_id = {row[0]: row[1:] for row in rows}
    assert by_id["old"] == ("existing", False, True, 40.0, pytest.approx(step_km, rel=1e-6), None)
    assert by_id["c2"] == (
        "candidate",
        True,
        True,
        60.0,
        pytest.approx(40 / 60 * step_km, rel=1e-6),
        "Site 2",
    )
    assert by_id["c5"] == ("candidate", False, False, 0.0, None, "Site 5")
    assert len(by_id) == 5


@pytest.mark.parametrize(
    ("asked", "sites", "objective", "served"),
    [
        ({"MODEL": "mclp", "P": 1}, ["c3"], 90, 90),
        ({"MODEL": "lscp"}, ["c2", "c3"], 2, 100),
        ({"MODEL": "lscp", "TARGET_SHARE": 0.9}, ["c3"], 1, 90),
        ({"MODEL": "lscp", "TARGET_SHARE": 0.4}, ["c3"], 1, 90),
    ],
)
def test_people_within_the_cutoff(siting, asked, sites, objective, served):
    """A cutoff of one step and a little: c2 reaches 10 + 20 + 30 people, c3 20 + 30 + 40."""
    done = siting(CUTOFF=1.2, **asked)
    assert done["OBJECTIVE"] == objective
    assert done["SERVED_TOTAL"] == served
    assert sum(done[name] for name in NUMBERS) == done["TOTAL"] == 100
    if asked["MODEL"] == "mclp" or objective == 2:
        assert done["STATUS"] == "optimal"
    covering = {"c0": {1}, "c2": {1, 2, 3}, "c3": {2, 3, 4}, "c5": {4}}
    reached = set().union(*(covering[name] for name in chosen(done)))
    assert sum(10 * i for i in reached) == served
    assert len(chosen(done)) == len(sites)


def test_the_longest_trip(siting, step_km):
    one, two = siting(MODEL="p_center", P=1), siting(MODEL="p_center", P=2)
    assert one["OBJECTIVE"] == one["LARGEST_COST"] == pytest.approx(2 * step_km, rel=1e-6)
    assert two["OBJECTIVE"] == pytest.approx(step_km, rel=1e-6)


def test_lines_lead_from_people_to_their_site(siting, people, step_km):
    done = siting(MODEL="p_median", P=1, UNIT_ID_FIELD="seniors")
    rows = done.rows("ALLOCATION", "unit_id", "site_id", "site_role", "cost", "unit", "people", "seniors")
    assert sorted(rows) == [
        (str(i), "c3", "candidate", pytest.approx(abs(3 - i) * step_km, rel=1e-6), "km", 10.0 * i, float(i))
        for i in (1, 2, 3, 4)
    ]
    for feature in done.layer("ALLOCATION").getFeatures():
        line = feature.geometry().asPolyline()
        assert (line[0].x(), line[1].x()) == (pytest.approx(int(feature["unit_id"]) / 100), 0.03)


def test_everybody_is_accounted_for(siting, run, candidates, memory_layer, provenance_of):
    """People on an island, off the network, without a number: each stands in its own class."""
    roads = memory_layer(
        "LineString",
        [("LINESTRING (0 0, 0.05 0)", {"kmh": 60}), ("LINESTRING (1 1, 1.01 1)", {"kmh": 60})],
    )
    people = memory_layer(
        "Point",
        [
            ("POINT (0.01 0)", {"people": 10}),
            ("POINT (1.005 1)", {"people": 7}),
            ("POINT (3 3)", {"people": 5}),
            ("POINT (0.04 0)", {"people": None}),
            ("POINT (0.05 0)", {"people": 3}),
        ],
    )
    for model, served, beyond in (("p_median", 13, 0), ("mclp", 10, 3), ("p_center", 13, 0)):
        done = siting(MODEL=model, P=1, CUTOFF=2.0, DEMAND=people, DEMAND_FIELDS=["people"], NETWORK=roads)
        assert [done[name] for name in NUMBERS] == [served, beyond, 7, 5]
        assert done["TOTAL"] == 25
        excluded = {item["code"] for item in provenance_of(done, "SITES")["excluded"]}
        assert {"null_weight", "off_network", "unreachable"} <= excluded


def test_l7_the_order_of_features_does_not_matter(siting, candidates, people, memory_layer):
    def turned(layer):
        rows = [
            (feature.geometry().asWkt(), dict(zip(layer.fields().names(), feature.attributes())))
            for feature in layer.getFeatures()
        ]
        return memory_layer("Point", rows[::-1])

    for model in ("p_median", "mclp", "lscp", "p_center"):
        asked = {"MODEL": model, "P": 2, "CUTOFF": 1.2}
        one = siting(**asked)
        other = siting(**asked, CANDIDATES=turned(candidates), DEMAND=turned(people))
        assert chosen(one) == chosen(other)
        assert one["OBJECTIVE"] == other["OBJECTIVE"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"P": 5}, {"en": "candidates that may be (4)", "fr": "candidats possibles (4)"}),
        ({"REQUIRED": "c9"}, {"en": "No usable candidate", "fr": "Aucun candidat utilisable"}),
        ({"REQUIRED": "c2,c3", "P": 1}, {"en": "More sites are required (2)", "fr": "obligatoires (2)"}),
        (
            {"REQUIRED": "c2", "FORBIDDEN": "c2"},
            {"en": "both required and forbidden: c2", "fr": "à la fois obligatoire et exclu : c2"},
        ),
        ({"FORBIDDEN": "c0,c2,c3,c5"}, {"en": "No candidate is left", "fr": "Il ne reste aucun"}),
        ({"MODEL": "lscp", "TARGET_SHARE": 0}, {"en": "above 0 and at most 1", "fr": "supérieure à 0"}),
        (
            {"MODEL": "lscp", "CUTOFF": 0.5},
            {"en": "(units: 3; people: 70)", "fr": "(unités : 3; personnes : 70)"},
        ),
        ({"DEMAND_FIELDS": ["nobody"]}, {"en": "There are no people", "fr": "Il n’y a personne"}),
    ],
)
def test_l5_what_cannot_be_done_is_said(  # noqa: PLR0917  (fixtures)
    refusal, candidates, road, memory_layer, spoken, changes, said
):
    """Places at 1, 2 and 4 hundredths have people; 0.5 km from a candidate is only that at 2."""
    rows = [(f"POINT (0.0{i} 0)", {"people": 10 * i, "nobody": 0}) for i in (1, 2, 4)]
    rows[1:1] = [("POINT (0.011 0)", {"people": 20, "nobody": 0})]
    given = {
        "CANDIDATES": candidates, "NETWORK": road, "METRIC": "distance",
        "DEMAND": memory_layer("Point", rows), "DEMAND_FIELDS": ["people"], **OUT, **changes,
    }  # fmt: skip
    assert said[spoken] in refusal("siting", **given)


def test_units_in_the_way_are_named(refusal, candidates, road, people):
    given = {
        "CANDIDATES": candidates, "NETWORK": road, "METRIC": "distance", "DEMAND": people,
        "DEMAND_FIELDS": ["people"], "MODEL": "lscp", "CUTOFF": 0.5, **OUT,
    }  # fmt: skip
    assert refusal("siting", **given).endswith("(feature ids): 1, 4.")


def test_the_report_answers_in_both_languages(siting, existing, spoken, tmp_path):
    install_translator()
    done = siting(MODEL="p_median", P=1, EXISTING=existing, REPORT=str(tmp_path / "r.html"))
    remove_translator()
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")
    assert f'lang="{spoken}"' in page
    for said in {
        "en": ("Shortest trips: open Site 2.", "Today:", "Proved: no other choice", "Hakimi 1964"),
        "fr": (
            "Déplacements les plus courts : ouvrir Lieu 2.",
            "Aujourd’hui :",
            "Preuve faite",
            "Hakimi 1964",
        ),
    }[spoken]:
        assert said in text
    assert "<svg" in page


def test_it_stops_when_asked(siting, candidates, road, people, run):
    with pytest.raises(QgsProcessingException):
        run(
            "siting", stop_at=40, CANDIDATES=candidates, NETWORK=road, DEMAND=people,
            DEMAND_FIELDS=["people"], **OUT,
        )  # fmt: skip


@pytest.mark.real_data
def test_ottawa(run, ottawa, network, tmp_path):
    """Three more sites beside ServiceOntario’s seven, of 34 libraries: proved, and nobody is lost."""
    path = (ottawa / "service_points.csv").as_uri()
    subset = "%22type%22%20=%20'ServiceOntario%20Centres'"
    query = "type=csv&xField=longitude&yField=latitude&crs=EPSG:4326"
    counters = QgsVectorLayer(f"{path}?{query}&subset={subset}", "counters", "delimitedtext")
    path = (ottawa / "ottawa_public_libraries.csv").as_uri()
    query = "type=csv&xField=LONGITUDE&yField=LATITUDE&crs=EPSG:4326"
    libraries = QgsVectorLayer(f"{path}?{query}", "libraries", "delimitedtext")
    begun = time.monotonic()
    done = run(
        "siting", CANDIDATES=libraries, CANDIDATE_ID_FIELD="NAME", EXISTING=counters, MODEL="p_median", P=3,
        DEMAND=str(ottawa / "dissemination_blocks.gpkg"), DEMAND_FIELDS=["dbpop2021"],
        REPORT=str(tmp_path / "ottawa.html"), **{name: str(value) for name, value in network.items()}, **OUT,
    )  # fmt: skip
    assert time.monotonic() - begun < 60
    assert (done["STATUS"], done["SITES_CHOSEN"]) == ("optimal", 3)
    assert done["TOTAL"] == sum(done[name] for name in NUMBERS) == 1_017_449
    allocated = sum(row[0] for row in done.rows("SITES", "allocated_dbpop2021"))
    assert allocated == done["SERVED_TOTAL"]
    lines = done.rows("ALLOCATION", "dbpop2021", "cost")
    assert sum(people * cost for people, cost in lines) == pytest.approx(done["OBJECTIVE"], rel=1e-9)
