# SPDX-License-Identifier: GPL-2.0-or-later
"""Computers as people have them: libraries missing, odd folders, other locales, two QGIS at once."""

import concurrent.futures
import hashlib
import os
import shutil
import sys

import pytest

pytestmark = pytest.mark.slow

TOWN = {"host": "localhost", "port": 1, "database": "town", "sslmode": "SslDisable"}
OPTIONAL = ("scipy", "shapely", "psycopg2", "distributed", "cryptography", "pandas")


@pytest.fixture
def given(sample_store):
    """What the sample's accessible counters reach in ten minutes, and who lives there."""
    base = sample_store.with_name("pine_river_base.gpkg")
    return {
        "POINTS": f"{sample_store}|layername=v_in_person",
        "NETWORK": f"{base}|layername=roads",
        "SPEED_FIELD": "speed_kmh",
        "CUTOFFS": "10,20",
        "DEMAND": f"{base}|layername=blocks",
        "DEMAND_FIELDS": "population",
    }


@pytest.fixture
def without(tmp_path):
    """Environment variables with which Python finds none of some libraries."""

    def block(*names):
        folder = tmp_path / "blocked"
        for name in names:
            (folder / name).mkdir(parents=True)
            (folder / name / "__init__.py").write_text(
                f"raise ModuleNotFoundError('No module named {name}', name='{name}')\n", encoding="utf-8"
            )
        return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}

    return block


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_g8_without_the_libraries_that_only_some_installations_have(run_algorithm, given, without, tmp_path):
    env = without(*OPTIONAL)
    done = run_algorithm("catchments", {**given, "OUTPUT": tmp_path / "a.gpkg"}, env=env)
    assert done.rc == 0, done.stderr
    whole = run_algorithm("catchments", {**given, "OUTPUT": tmp_path / "b.gpkg"})
    assert done.results["SERVED_TOTAL"] == whole.results["SERVED_TOTAL"] > 0
    siting = {name: given[name] for name in ("NETWORK", "SPEED_FIELD", "DEMAND", "DEMAND_FIELDS")}
    siting |= {"CANDIDATES": given["POINTS"], "P": 2, "SITES": tmp_path / "s.gpkg"}
    found = run_algorithm("siting", siting, env=env)
    assert found.rc == 0, found.stderr
    assert found.results["STATUS"] in ("optimal", "feasible")


def test_g8_what_needs_a_missing_library_names_it(process_in, without, tmp_path):
    process = process_in(tmp_path / "qgis")
    (settings,) = (tmp_path / "qgis" / "profile").rglob("QGIS3.ini")
    known = "".join(f"connections\\town\\{key}={value}\n" for key, value in TOWN.items())
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[PostgreSQL]\n{known}", encoding="utf-8")
    done = process.run("loadstore", {"STORE": "postgis:town/register"}, env=without("psycopg2"))
    assert done.rc == 1
    assert "psycopg2" in done.stderr
    assert "service_points/" not in done.stderr  # the trace of a failure of ours


def test_g10_from_a_folder_that_only_may_be_read_under_any_name(tmp_path, repository, given, process_in):
    """The plugin writes into the profile and the temporary folder only, wherever it lies."""
    home = tmp_path / "Éloïse Côté-Nguyễn (ÉQUIPE) 100 %" / ("long " * 30).strip()
    process = process_in(home)
    plugin = home / "plugins" / "service_points"
    plugin.unlink()
    shutil.copytree(
        repository, plugin, ignore=shutil.ignore_patterns(".git", "build", "dist", "__pycache__", ".*")
    )
    before = {path: path.stat().st_mtime_ns for path in plugin.rglob("*")}
    env = {"PYTHONDONTWRITEBYTECODE": "1"}
    done = process.run(
        "catchments", {**given, "OUTPUT": home / "é ù.gpkg", "REPORT": home / "é.html"}, env=env
    )
    assert done.rc == 0, done.stderr
    assert done.results["SERVED_TOTAL"] > 0
    assert {path: path.stat().st_mtime_ns for path in plugin.rglob("*")} == before


def test_g11_two_at_once_in_one_profile(run_algorithm, given, tmp_path):
    """Both keep the road graph in the profile; neither disturbs the other."""

    def go(name):
        return run_algorithm("catchments", {**given, "OUTPUT": tmp_path / f"{name}.geojson"})

    with concurrent.futures.ThreadPoolExecutor() as pool:
        runs = list(pool.map(go, ("a", "b")))
    assert [done.rc for done in runs] == [0, 0], [done.stderr for done in runs]
    first, second = ((tmp_path / f"{name}.geojson").read_text(encoding="utf-8") for name in "ab")
    assert first.replace('"a"', '"b"', 1) == second


def test_g12_numbers_in_files_are_the_same_in_every_locale(run_algorithm, given, tmp_path):
    found = {}
    for locale in ("C", "fr_CA", "tr_TR", "de_CH"):
        folder = tmp_path / locale
        folder.mkdir()
        env = {"LC_ALL": f"{locale}.UTF-8", "LANG": f"{locale}.UTF-8"}
        outputs = {"OUTPUT": folder / "zones.geojson", "SERVED": folder / "served.csv"}
        done = run_algorithm("catchments", {**given, **outputs}, env=env)
        assert done.rc == 0, done.stderr
        found[locale] = (digests(folder), done.results["SERVED_TOTAL"])
    assert len(found["C"][0]) == 2
    assert all(each == found["C"] for each in found.values()), sys.platform
