# SPDX-License-Identifier: GPL-2.0-or-later
"""The partnership brief of pairs of the sample; what it should say is asked of the file with SQL."""

import base64
import html
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.PyQt.QtGui import QImage

NETWORK = {
    "SPEED_FIELD": "speed_kmh",
    "CLASS_FIELD": "road_class",
    "SPEED_PRESET": "statcan_rnf",
    "DIRECTION_FIELD": "direction",
    "VALUE_FORWARD": "forward",
    "VALUE_BACKWARD": "backward",
    "VALUE_BOTH": "both",
}
GROUPS = ["population", "pop_65plus"]
TOWN_HALL, PASSPORTS = "Alderbridge Town Hall", "Passport Desk – Alderbridge"


@pytest.fixture(scope="module")
def sample(qgis_app):
    from service_points.host.resources import sample as where

    return where


@pytest.fixture(scope="module")
def base(sample):
    return sample("pine_river_base.gpkg")


@pytest.fixture
def store(sample, tmp_path):
    """A copy of the sample's store, which a test may change before anybody opens it."""
    return Path(shutil.copy(sample("pine_river_store.gpkg"), tmp_path / "store.gpkg"))


def change(store, statement, *values):
    with closing(sqlite3.connect(store)) as data:
        names = [r[0] for r in data.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:  # spatial triggers call functions that only GDAL has
            data.execute(f'DROP TRIGGER "{name}"')
        done = data.execute(statement, values).rowcount
        data.commit()
    return done


def ask(store, statement, *values):
    with closing(sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True)) as data:
        return data.execute(statement, values).fetchall()


@pytest.fixture
def roads(base):
    return {"NETWORK": f"{base}|layername=roads", **NETWORK}


@pytest.fixture
def people(base):
    return {"DEMAND": f"{base}|layername=blocks", "DEMAND_FIELDS": GROUPS, "STRATUM_FIELD": "community"}


@pytest.fixture
def layers(roads, people):
    return {**roads, **people}


@pytest.fixture
def pairs(run, store, layers, tmp_path):
    """The pairs and clusters within a minute of the points that people have today, in a GeoPackage."""
    file = tmp_path / "pairs.gpkg"
    run(
        "colocationpairs",
        POINTS=f"{store}|layername=service_point|subset=\"status\" NOT IN ('planned', 'permanently_closed')",
        MAX_COST=1.0,
        PAIRS=f"ogr:dbname='{file}' table=\"pairs\" (geom)",
        CLUSTERS=f"ogr:dbname='{file}' table=\"clusters\" (geom)",
        **layers,
    )
    return file


@pytest.fixture
def brief(run, store, pairs, tmp_path):
    def call(**changes):
        given = {
            "PAIRS": f"{pairs}|layername=pairs",
            "STORE": str(store),
            "METRIC": "straight",
            "SENSITIVITY": False,
            "OUTPUT": str(tmp_path / "brief.html"),
            **changes,
        }
        return run("partnershipbrief", **{name: value for name, value in given.items() if value is not None})

    return call


def pair_of(pairs, first, second):
    """The row of the pair of two names."""
    columns = "rank, a_id, b_id, overlap_population, people_a_only, people_b_only, people_gaining, precedents"
    statement = f"SELECT {columns} FROM pairs WHERE a_name IN (?, ?) AND b_name IN (?, ?)"
    (row,) = ask(pairs, statement, first, second, first, second)
    return dict(zip(columns.split(", "), row))


def text_of(path):
    page = Path(path).read_text(encoding="utf-8")
    page = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"</t[hd]>", "|", page).replace("</dt><dd>", ": ")
    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u00a0", " ").replace("\u202f", " ")


def digits(value):
    return f"{value:,.0f}"


def test_the_pdf_is_text_on_letter_paper(brief, pairs, layers, tmp_path):
    """Made by a print layout: the size of the pages, how many, whose it is, and that it has letters."""
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    done = brief(RANK=pair["rank"], METRIC="time", PDF=str(tmp_path / "b.pdf"), **layers)
    assert done["PDF"] == str(tmp_path / "b.pdf")
    pdf = (tmp_path / "b.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 4
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf)) == {(b"612", b"792")}
    assert b"/FontFile2" in pdf  # letters, not outlines
    author = re.search(rb"/Author \(([^)]*)\)", pdf)[1]
    assert author.replace(b"\0", b"").endswith(b"Service Points")  # and nobody's login name
    assert not list(tmp_path.glob(".*.part"))


def test_people_are_those_of_the_pairs(brief, pairs, layers):
    """Counted by another way than the pairs: set by set here, by sums of sorted units there."""
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    done = brief(RANK=pair["rank"], METRIC="time", SENSITIVITY=True, **layers)
    assert done["PEOPLE_BOTH"] == pair["overlap_population"] > 0
    apart = pair["people_a_only"] + pair["people_b_only"]
    assert done["PEOPLE_EITHER"] == pair["overlap_population"] + apart
    assert done["PEOPLE_GAINING"] == pair["people_gaining"] > 0
    text = text_of(done["OUTPUT"])
    assert f"{digits(pair['people_gaining'])} people would have a service within 15 min" in text
    # the other limits are said, smaller and larger
    assert "within 12 min: " in text
    assert "within 18 min: " in text


def test_one_page_with_all_that_is_promised(brief, store, pairs, layers, spoken_words):
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    done = brief(RANK=pair["rank"], METRIC="time", LANGUAGE=spoken_words, **layers)
    page = Path(done["OUTPUT"]).read_text(encoding="utf-8")
    assert f'<html lang="{spoken_words}">' in page
    assert "<script" not in page
    assert page.count("<svg") == 1
    pictures = [base64.b64decode(data) for data in re.findall(r"data:image/png;base64,([^\"]+)", page)]
    images = [QImage.fromData(data) for data in pictures]
    assert [round(image.width(), -1) for image in images] == [1000, 1000]  # 170 mm at 150 dots an inch
    assert all(len({image.pixel(x, 300) for x in range(0, 1000, 5)}) > 5 for image in images)  # not empty
    text = text_of(done["OUTPUT"])
    question = {
        "en": "Could Alderbridge Town Hall and Passport Desk – Alderbridge share a roof?",
        "fr": "Hôtel de ville d’Alderbridge et Guichet des passeports – Alderbridge pourraient-ils partager "
        "un toit?",
    }
    assert question[spoken_words] in text
    columns = f"hours, name_{spoken_words}, address_line1, custodian_code"
    rows = ask(store, f"SELECT {columns} FROM service_point WHERE id IN (?, ?)", pair["a_id"], pair["b_id"])
    for _, name, address, custodian in rows:
        assert name in text
        assert address in text
        (government,) = ask(store, f"SELECT name_{spoken_words} FROM jurisdiction WHERE code = ?", custodian)
        assert government[0] in text
    heading = {
        "en": ["Side by side", "Who has done this before", "What these figures rest on", "Sensitivity"],
        "fr": ["Côte à côte", "Qui l’a déjà fait", "Sur quoi reposent ces chiffres", "Sensibilité"],
    }
    assert [each for each in heading[spoken_words] if each not in text] == []
    known = dict(ask(store, f"SELECT code, name_{spoken_words} FROM taxonomy_term"))
    assert known["identity.passport"] in text


@pytest.fixture(params=["en", "fr"])
def spoken_words(request):
    """The language of the brief, while the person reads English."""
    from service_points.host import language

    language.install_translator()
    yield request.param
    language.remove_translator()


def test_precedents_have_their_lessons_and_the_mailbox_of_an_office(brief, store, pairs):
    """Between a municipality and the federal government, whoever they are: asked of the store with SQL."""
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    levels = "SELECT o.id, j.level FROM organization o JOIN jurisdiction j ON j.code = o.custodian_code"
    known = ask(
        store,
        f"WITH of AS ({levels}) SELECT p.id, p.lessons_en, p.status, p.contact_email FROM partnership p "
        "JOIN of h ON h.id = p.host_organization_id JOIN of q ON q.id = p.partner_organization_id "
        "WHERE (h.level, q.level) IN (VALUES ('municipal', 'federal'), ('federal', 'municipal'))",
    )
    in_force = [row for row in known if row[2] != "proposed"]
    assert len(in_force) >= 2
    change(
        store,
        "UPDATE partnership SET contact_email = 'anne.tremblay@cty.example.ca' WHERE id = ?",
        known[0][0],
    )
    done = brief(RANK=pair["rank"])
    assert done["PRECEDENTS"] == len(in_force)
    text = text_of(done["OUTPUT"])
    assert all(lessons.replace("\u00a0", " ") in text for _, lessons, *_ in in_force)
    assert all(address in text for key, _, _, address in in_force if key != known[0][0])
    assert "anne.tremblay" not in text


def test_a_proposal_is_no_precedent(brief, store, pairs):
    change(store, "UPDATE partnership SET status = 'proposed'")
    done = brief(RANK=pair_of(pairs, TOWN_HALL, PASSPORTS)["rank"])
    assert done["PRECEDENTS"] == 0
    assert "The register knows no partnership in force or ended" in text_of(done["OUTPUT"])


def test_a_person_is_never_named(brief, store, pairs):
    """Not even where every partnership names one: the office of the host is named instead."""
    change(store, "UPDATE partnership SET contact_email = 'anne.tremblay@gmail.com'")
    text = text_of(brief(RANK=1)["OUTPUT"])
    assert "tremblay" not in text
    assert re.search(r"Mailboxes that look like those of a person are not shown: [1-9]", text)
    hosts = ask(
        store,
        "SELECT DISTINCT o.email FROM partnership p JOIN organization o ON o.id = p.host_organization_id "
        "WHERE p.status <> 'proposed'",
    )
    assert any(address in text for (address,) in hosts)


def test_hostile_names_are_text(brief, store, pairs):
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    change(store, "UPDATE service_point SET name_en = ? WHERE id = ?", hostile, pair["a_id"])
    page = Path(brief(RANK=pair["rank"])["OUTPUT"]).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_names_on_maps_are_no_expressions(qgis_app, monkeypatch):
    """The legend evaluates what stands between [% and %], in QGIS itself: names must not come to that."""
    from qgis.core import QgsLayoutItemLegend, QgsPrintLayout
    from service_points.layers.sheet import Frame
    from service_points.processing.brief_map import BriefMaps, MapContent, MapPoint

    monkeypatch.setenv("SP_SECRET", "hunter2")
    hostile = "[% env('SP_SECRET') %]"
    members = [MapPoint(-75.7, 45.4, hostile, hostile, "federal"), MapPoint(-75.69, 45.4, "B", "C", "other")]
    maps = BriefMaps(MapContent(members, (), "15 min"))
    layout = QgsPrintLayout(maps.project)
    layout.initializeDefaults()
    maps.add_close_up(layout, Frame(0.0, 0.0, 170.0, 100.0))
    (legend,) = [item for item in layout.items() if isinstance(item, QgsLayoutItemLegend)]
    nodes = [
        node.evaluateLabel(layout.createExpressionContext())
        for layer in legend.model().rootGroup().findLayers()
        for node in legend.model().layerLegendNodes(layer)
        if hasattr(node, "evaluateLabel")
    ]
    assert any("SP_SECRET" in text for text in nodes)
    assert not any("hunter2" in text for text in nodes)


def test_a_cluster(brief, pairs, people):
    rows = ask(pairs, "SELECT cluster_id, n_points, members FROM clusters WHERE n_points > 2 ORDER BY 1 DESC")
    number, count, members = rows[0]
    done = brief(
        PAIRS=None, CLUSTERS=f"{pairs}|layername=clusters", CLUSTER_ID=number, OVERLAP_CUTOFF=3.0, **people
    )
    assert done["POINTS_COUNT"] == count == len(members.split(","))
    assert f"Could these {count} service points share" in text_of(done["OUTPUT"])


def test_by_identifiers_in_either_order_and_the_best_without_a_rank(brief, pairs):
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    text = text_of(brief(PAIR_IDS=f"{pair['b_id']}, {pair['a_id']}")["OUTPUT"])
    assert f"at rank {pair['rank']} (pairs read:" in text
    assert "at rank 1 (pairs read:" in text_of(brief()["OUTPUT"])


def test_services_that_are_not_known_are_not_said_to_be_missing(brief, store, pairs, people):
    """Nothing is known of what the passport office offers, nor of two other points of the town."""
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    given = {"RANK": pair["rank"], "OVERLAP_CUTOFF": 50.0, **people}
    before = text_of(brief(**given)["OUTPUT"])
    assert "what they bring or take away" not in before
    others = [
        key
        for (key,) in ask(
            store,
            "SELECT id FROM service_point WHERE channel = 'in_person' AND status = 'active' "
            "AND id NOT IN (?, ?) AND id IN (SELECT point_id FROM service_at_point) ORDER BY id",
            pair["a_id"],
            pair["b_id"],
        )
    ][:2]
    (unknown,) = ask(store, "SELECT id FROM service_point WHERE name_en = ?", PASSPORTS)
    for key in (*unknown, *others):
        change(store, "DELETE FROM service_at_point WHERE point_id = ?", key)
    after = text_of(brief(**given)["OUTPUT"])
    assert f"Not known are the services of {PASSPORTS}: what they bring or take away is not counted." in after
    assert "Sharing would bring nobody a service" not in after

    def count(page):
        said = re.search(r"whose services are not known: (\d+)\.", page)
        return int(said.group(1)) if said else 0

    assert count(after) == count(before) + len(others)


def test_units_without_a_population_field_are_not_passed_off_as_people(brief, pairs, people):
    told = "No population field was given: “people” are population units here, each counted once."
    given = {"RANK": pair_of(pairs, TOWN_HALL, PASSPORTS)["rank"], "OVERLAP_CUTOFF": 5.0}
    assert told in text_of(brief(**given, DEMAND=people["DEMAND"])["OUTPUT"])
    assert told not in text_of(brief(**given, **people)["OUTPUT"])


def test_without_people_it_tells_distance_and_services(brief, pairs):
    pair = pair_of(pairs, TOWN_HALL, PASSPORTS)
    done = brief(RANK=pair["rank"])
    text = text_of(done["OUTPUT"])
    assert "apart in a straight line. Services that they offer together:" in text
    assert "nothing is counted without population" in text
    assert (done["PEOPLE_EITHER"], done["PEOPLE_GAINING"]) == (None, None)


def test_what_is_not_there_is_said(refusal, store, pairs, base, tmp_path):
    out = {"OUTPUT": str(tmp_path / "no.html"), "METRIC": "straight", "STORE": str(store)}
    layer = {"PAIRS": f"{pairs}|layername=pairs"}
    assert "no pair of rank 100,000" in refusal("partnershipbrief", RANK=100000, **layer, **out)
    assert "no pair of the points a, b" in refusal("partnershipbrief", PAIR_IDS="a,b", **layer, **out)
    clusters = f"{pairs}|layername=clusters"
    assert "no cluster number 100,000" in refusal(
        "partnershipbrief", CLUSTERS=clusters, CLUSTER_ID=100000, **out
    )
    assert "one pair or one cluster" in refusal("partnershipbrief", **out)
    assert "one pair or one cluster" in refusal("partnershipbrief", CLUSTERS=clusters, **layer, **out)
    roads = f"{base}|layername=roads"
    assert "it has no field a_id, b_id, rank" in refusal("partnershipbrief", PAIRS=roads, **out)
    assert not (tmp_path / "no.html").exists()


def test_a_store_without_the_points_is_refused(refusal, run, pairs, tmp_path):
    empty = tmp_path / "empty.gpkg"
    run("createstore", TARGET=str(empty), TITLE_EN="Empty", TITLE_FR="Vide", JURISDICTION="CA-ON")
    said = refusal(
        "partnershipbrief",
        PAIRS=f"{pairs}|layername=pairs",
        STORE=str(empty),
        METRIC="straight",
        OUTPUT=str(tmp_path / "no.html"),
    )
    assert "The store “Empty” has no service point" in said


def test_stopping_leaves_nothing(refusal, store, pairs, people, tmp_path):
    said = refusal(
        "partnershipbrief",
        stop_at=30,
        PAIRS=f"{pairs}|layername=pairs",
        STORE=str(store),
        METRIC="straight",
        OUTPUT=str(tmp_path / "no.html"),
        **people,
    )
    assert "Stopped at your request" in said
    assert not (tmp_path / "no.html").exists()


def test_a_service_of_other_days_is_none_of_the_points_today(brief, pairs, store):
    """The town hall offered its service for property taxes until a day that is over; the brief says so."""
    given = {"RANK": pair_of(pairs, TOWN_HALL, PASSPORTS)["rank"]}
    ((link, name),) = ask(
        store,
        "SELECT o.id, t.name_en FROM service_at_point o JOIN service s ON s.id = o.service_id"
        " JOIN service_point p ON p.id = o.point_id JOIN taxonomy_term t ON t.code = 'taxes.property'"
        " WHERE p.name_en = ? AND s.categories = '[\"taxes.property\"]'",
        TOWN_HALL,
    )
    before = text_of(brief(**given)["OUTPUT"])
    assert re.search(rf"{name}\|[^\n]*yes", before)
    assert "their days are over or to come" not in before
    assert change(store, "UPDATE service_at_point SET valid_to = '2020-06-30' WHERE id = ?", link) == 1
    after = text_of(brief(**given)["OUTPUT"])
    assert not re.search(rf"{name}\|", after)
    assert "1 – services at points, active there but not offered on" in after
