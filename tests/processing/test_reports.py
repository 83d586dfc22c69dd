# SPDX-License-Identifier: GPL-2.0-or-later
"""What the reports and the log say, in words, to somebody without a manual."""

import html
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest


def text_of(path):
    """The page as text: cells stand apart by |, no-break spaces are spaces."""
    page = Path(path).read_text(encoding="utf-8")
    page = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"</t[hd]>", "|", page).replace("</dt><dd>", ": ")
    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (
            (2026, 11, 22, 20, 10),
            {"en": "November 22, 2026, 20:10 (UTC)", "fr": "22 novembre 2026 à 20 h 10 (UTC)"},
        ),
        ((2026, 8, 1, 9, 5), {"en": "August 1, 2026, 09:05 (UTC)", "fr": "1er août 2026 à 09 h 05 (UTC)"}),
    ],
)
def test_moments(qgis_app, spoken, moment, said):
    from service_points.processing.wording import moment_text

    assert moment_text(datetime(*moment, tzinfo=timezone.utc)).replace("\u00a0", " ") == said[spoken]


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (7.2, {"en": "7 m", "fr": "7 m"}),
        (999.4, {"en": "999 m", "fr": "999 m"}),
        (999.6, {"en": "1.0 km", "fr": "1,0 km"}),
        (1250, {"en": "1.3 km", "fr": "1,3 km"}),
        (12345, {"en": "12.3 km", "fr": "12,3 km"}),
    ],
)
def test_distances(qgis_app, spoken, metres, said):
    from service_points.processing.wording import distance_text

    assert distance_text(metres).replace("\u00a0", " ") == said[spoken]


def test_shares_limits_and_costs(qgis_app, spoken):
    from service_points.processing.wording import cost_text, limit_text, percent_text

    texts = [
        percent_text(0.359, 1),
        limit_text(0.25, "distance"),
        limit_text(5, "time"),
        cost_text(3.25, "time"),
    ]
    plain = [text.replace("\u00a0", " ") for text in texts]
    assert plain[:3] == {"en": ["35.9%", "250 m", "5 min"], "fr": ["35,9 %", "250 m", "5 min"]}[spoken]
    assert cost_text(0.007, "distance").replace("\u00a0", " ") == "7 m"


@pytest.fixture
def counters(memory_layer):
    """a and b at one address, seven metres apart; c a hundredth of a degree on."""
    columns = ("id", "name_en", "level", "address")
    rows = [
        (0, ("a", "Alpha", "federal", "1 Main St")),
        (0.0000629, ("b", "Beta", "provincial", "1 Main St.")),
        (0.01, ("c", "Gamma", "municipal", "9 Main St")),
    ]
    points = [(f"POINT ({x} 0)", dict(zip(columns, values))) for x, values in rows]
    return memory_layer("Point", points, name="counters")


def test_pairs_apart_and_together(run, counters, road, tmp_path):
    done = run(
        "colocationpairs", POINTS=counters, GROUP_FIELD="level", NETWORK=road, METRIC="distance",
        MAX_COST=1.2, PAIRS="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    text = text_of(done["REPORT"])
    assert (
        "within 1.2 km of each other: 2 that could share a roof, and 1 at the same address already." in text
    )
    apart, together = text.index("Could share a roof"), text.index("Already at the same address")
    assert apart < text.index("Alpha|Federal|Gamma|Municipal|1.1 km|1.1 km|0.07|") < together
    assert together < text.index("Alpha|Federal|Beta|Provincial|7 m|7 m|0.99|")
    assert (
        "No.|Point|Government or group|Other point|Government or group|By road|Straight line|Score|" in text
    )
    assert (
        "weighted mean of its parts (nearness 100%); nearness is 1 at the same place and 0 at 1.2 km" in text
    )
    assert "Measure: Distance by road, in kilometres" in text
    assert "Service points: counters – features used: 3 of 3" in text
    assert "Parts of the score without data: population in common; services that only one" in text
    assert "Largest distance to a road: 2 km" in text
    assert not {"POINTS", "NETWORK", "Cost|"} & set(re.findall(r"POINTS|NETWORK|Cost\|", text))


def test_straight_pairs_have_one_distance(run, counters, tmp_path):
    done = run(
        "colocationpairs", POINTS=counters, GROUP_FIELD="level", METRIC="straight", MAX_COST=1.2,
        PAIRS="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    text = text_of(done["REPORT"])
    assert "Other point|Government or group|Straight line|Score|" in text
    assert "Speeds" not in text


def test_orders_of_government_are_words_and_others_stand(qgis_app, spoken):
    from service_points.processing.sites import group_names

    federal = {"en": "Federal", "fr": "Fédéral"}[spoken]
    assert group_names(("federal", "municipal"))[0] == federal
    assert group_names(("federal", "Ville d’Ottawa")) == ["federal", "Ville d’Ottawa"]


def test_rules_say_what_they_mean(qgis_app, spoken):
    from service_points.processing.validation_report import rule_words

    said = {
        "en": ("“…” is required.", "Check the hours: …", "No service is listed at this point."),
        "fr": ("« … » est requis.", "Vérifiez les heures : …", "Aucun service n’est indiqué à ce point."),
    }
    assert tuple(rule_words(rule).replace("\u00a0", " ") for rule in ("R01", "H03", "X05")) == said[spoken]


def test_validation_of_the_sample(run, repository, tmp_path):
    store = repository / "resources" / "sample" / "pine_river_store.gpkg"
    done = run("validate", INPUT=str(store), REPORT=str(tmp_path / "r.html"), FINDINGS="TEMPORARY_OUTPUT")
    text = text_of(done["REPORT"])
    assert "H03|Check the hours: …|Warning|1|" in text
    assert "G03|The position is not in …|" in text
    assert "What these figures do not say" in text


def test_where_the_speeds_come_from(run, memory_layer, tmp_path):
    """One speed from the field, one by class (23: 35 km/h), one by default; one class is not driven."""
    rows = [
        ("LINESTRING (0 0, 0.01 0)", {"kmh": 60.0, "CLASS": "23", "way": "F"}),
        ("LINESTRING (0.01 0, 0.02 0)", {"kmh": 0.0, "CLASS": "23", "way": "B"}),
        ("LINESTRING (0.02 0, 0.03 0)", {"kmh": None, "CLASS": "?", "way": "both"}),
        ("LINESTRING (0.03 0, 0.04 0)", {"kmh": 90.0, "CLASS": "27", "way": "both"}),
    ]
    done = run(
        "networkcheck", NETWORK=memory_layer("LineString", rows, name="streets"), SPEED_FIELD="kmh",
        CLASS_FIELD="CLASS", SPEED_PRESET="statcan_rnf", DEFAULT_SPEED=40, DIRECTION_FIELD="way",
        VALUE_FORWARD="F", VALUE_BACKWARD="B", VALUE_BOTH="both", REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    text = text_of(done["REPORT"])
    preset = "class by “Statistics Canada Road Network File (CLASS)”: 1"
    assert f"field “kmh”: 1; {preset}; default of 40 km/h: 1" in text
    assert "One-way roads: field “way”: 2" in text
    assert "Road network: streets – features used: 3 of 4" in text
    assert "Left out or corrected – Road network: 1 – road class that is not driven" in text


def test_filter_of_the_layer_is_part_of_the_method(run, repository, road, tmp_path):
    store = repository / "resources" / "sample" / "pine_river_store.gpkg"
    points = f"{store}|layername=v_in_person|subset=\"status\" = 'active'"
    done = run(
        "colocationpairs", POINTS=points, GROUP_FIELD="level", METRIC="straight", MAX_COST=0.25,
        PAIRS="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    assert "filter: \"status\" = 'active'" in text_of(done["REPORT"])


def test_a_number_that_heads_a_row_is_as_narrow_as_others(qgis_app, tmp_path):
    from service_points.processing.report import Report, Section, Table

    page = tmp_path / "r.html"
    table = Table("Ranks", ("No", "Point"), [["1", "A"]], frozenset({0}))
    Report("Title", "Answer.", [Section("S", (), [table])]).write(page)
    assert '<th scope="row" class="number">1</th><td>A</td>' in page.read_text(encoding="utf-8")


def test_a_chart_becomes_part_of_the_page(qgis_app, tmp_path):
    """Inline, so that it prints sharply and needs no file beside the page; named for who cannot see it."""
    from xml.etree import ElementTree

    from service_points.core.charts import Axis, Bars, bar_chart
    from service_points.processing.report import Chart, Report, Section

    svg = bar_chart(["<near>"], [Bars("Before & after", [3])], Axis("People", str), title="Times")
    chart = Chart(svg, "People by “time”", 'All 3 are "near" <5 min')
    page = tmp_path / "page.html"
    Report("Title", "Answer.", [Section("Times", charts=[chart])]).write(page)
    written = page.read_text(encoding="utf-8")
    assert 'role="img" aria-label="All 3 are &#34;near&#34; &lt;5 min"' in written
    assert "<figcaption>People by “time”</figcaption>" in written
    (inline,) = re.findall(r"<svg .*?</svg>", written, flags=re.DOTALL)
    assert inline == svg
    assert "&lt;near&gt;" in inline
    assert ElementTree.fromstring(inline).get("width")
