# SPDX-License-Identifier: GPL-2.0-or-later
"""The models shipped in ``resources/models``: whole, alike in both languages, run by ``qgis_process``."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProcessingModelAlgorithm, QgsVectorLayer

QUESTIONS = ("networkcheck", "coverage", "scenario", "colocationpairs", "siting", "accessibility", "validate")
OUTPUTS = {
    "roads:ROADS_REPORT", "coverage:COVERAGE_REPORT", "coverage:INDICATORS", "coverage:GAPS",
    "scenario:SCENARIO_REPORT", "scenario:LOSERS", "scenario:CLOSURES", "pairs:PAIRS_REPORT", "pairs:PAIRS",
    "siting:SITING_REPORT", "siting:SITES", "accessibility:ACCESS_REPORT", "accessibility:SUPPLY",
    "register:REGISTER_REPORT",
}  # fmt: skip


@pytest.fixture
def model(provider, repository):
    """Load the model of a language."""

    def load(language):
        found = QgsProcessingModelAlgorithm()
        assert found.fromFile(str(repository / f"resources/models/eight_questions_{language}.model3"))
        return found

    return load


def shape(model):
    """What a model takes, runs and gives, whatever its language."""
    steps = {}
    for name, step in model.childAlgorithms().items():
        sources = {
            key: [
                (each.source(), each.parameterName(), each.staticValue(), each.outputName())
                for each in values
            ]
            for key, values in step.parameterSources().items()
        }
        steps[name] = (step.algorithmId(), sources)
    inputs = {
        d.name(): (d.type(), d.defaultValue(), int(d.flags()))
        for d in model.parameterDefinitions()
        if not d.isDestination()
    }
    return inputs, steps, {d.name() for d in model.parameterDefinitions() if d.isDestination()}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_step_has_all_it_needs(model, language):
    """Fails when an algorithm gets a parameter that must be given, or loses one that the model gives."""
    found = model(language)
    assert found.validate() == (True, [])
    inputs, steps, outputs = shape(found)
    assert {alg for alg, _ in steps.values()} == {f"servicepoints:{name}" for name in QUESTIONS}
    assert outputs == OUTPUTS
    for child in found.childAlgorithms().values():
        known = {definition.name() for definition in child.algorithm().parameterDefinitions()}
        assert set(child.parameterSources()) <= known
    used = {s[1] for _, sources in steps.values() for values in sources.values() for s in values if s[1]}
    assert used == set(inputs)


def test_both_languages_ask_the_same(model):
    english, french = model("en"), model("fr")
    assert shape(english) == shape(french)
    for own in english.parameterDefinitions():
        other = french.parameterDefinition(own.name())
        assert own.description()
        assert other.description()
        assert own.description() != other.description(), own.name()


def answers(results, folder, group):
    """Check that every question was answered, with its method; return who of a group is covered by cutoff."""
    for name, path in results.items():
        if name.endswith("REPORT"):
            page = (folder / path).read_text(encoding="utf-8")
            assert 'class="answer"' in page, name
            assert 'class="method"' in page, name
    table = QgsVectorLayer(str(results["coverage:INDICATORS"]), "i", "ogr")
    return {
        row["cutoff"]: (row["numerator"], row["denominator"])
        for row in table.getFeatures()
        if row["indicator"] == "C3" and row["group"] == group
    }


def destinations(folder):
    """A file for every output."""
    return {
        name: folder / f"{name.split(':')[1].lower()}{'.html' if name.endswith('REPORT') else '.gpkg'}"
        for name in OUTPUTS
    }


@pytest.mark.slow
def test_the_sample_in_french(qgis_process, repository, tmp_path):
    """The fictional county: its register, roads and blocks; people reconcile with a count of the blocks."""
    store = repository / "resources/sample/pine_river_store.gpkg"
    base = repository / "resources/sample/pine_river_base.gpkg"
    with sqlite3.connect(store) as data:
        (closed,) = data.execute(
            "SELECT id FROM service_point WHERE channel = 'in_person' AND status = 'active' ORDER BY id"
        ).fetchone()
    with sqlite3.connect(base) as data:
        (people,) = data.execute("SELECT SUM(population) FROM blocks").fetchone()
    given = {
        "POINTS": f"{store}|layername=v_in_person",
        "NETWORK": f"{base}|layername=roads",
        "CLASS_FIELD": "road_class",
        "SPEED_PRESET": "statcan_rnf",
        "DEMAND": f"{base}|layername=blocks",
        "DEMAND_FIELDS": "population",
        "STRATUM_FIELD": "community",
        "CUTOFFS": "5,10,15",
        "STANDARD": "custom",
        "TARGET": 90,
        "GROUP_FIELD": "custodian_code",
        "MAX_COST": 5,
        "CLOSE": closed,
        "CANDIDATES": f"{store}|layername=service_point",
        "P": 1,
        "STORE": store,
        **destinations(tmp_path),
    }
    model = repository / "resources/models/eight_questions_fr.model3"
    done = qgis_process.run(
        model, given, env={"LC_ALL": "fr_CA.UTF-8", "LANG": "fr_CA.UTF-8", "LANGUAGE": "fr"}
    )
    assert done.rc == 0, done.stderr
    assert set(done.results) == OUTPUTS
    rates = answers(done.results, tmp_path, "population")
    assert 0 < rates[5.0][0] <= rates[10.0][0] <= rates[15.0][0] <= rates[15.0][1]
    assert rates[15.0][1] == people


@pytest.mark.slow
@pytest.mark.real_data
def test_ottawa_in_english(qgis_process, ottawa, offices, network, tmp_path):
    """Ottawa's 1,017,449 people; the same share within 15 minutes as catchments count."""
    store, repository = tmp_path / "store.gpkg", Path(__file__).resolve().parents[2]
    program = repository / "benchmarks/ottawa_store.py"
    subprocess.run([sys.executable, str(program), str(store)], check=True, capture_output=True)
    roads = {name: network[name] for name in ("NETWORK", "CLASS_FIELD", "SPEED_PRESET")}
    people = {"DEMAND": ottawa / "dissemination_blocks.gpkg", "DEMAND_FIELDS": "dbpop2021"}
    given = {
        "POINTS": offices,
        **roads,
        **people,
        "STRATUM_FIELD": "ONS_ID",
        "CUTOFFS": "5,10,15",
        "STANDARD": "custom",
        "TARGET": 90,
        "GROUP_FIELD": "order_of_government",
        "MAX_COST": 5,
        "CLOSE": "1",
        "CANDIDATES": offices,
        "P": 2,
        "STORE": store,
        **destinations(tmp_path),
    }
    done = qgis_process.run(repository / "resources/models/eight_questions_en.model3", given)
    assert done.rc == 0, done.stderr
    rates = answers(done.results, tmp_path, "dbpop2021")
    options = {"POINTS": offices, **roads, **people, "CUTOFFS": "15", "DETAIL": "none"}
    check = qgis_process.run("catchments", {**options, "OUTPUT": tmp_path / "check.gpkg"})
    assert rates[15.0] == (check.results["SERVED_TOTAL"], 1_017_449)
