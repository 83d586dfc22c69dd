# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:publish``, in QGIS and by ``qgis_process`` alone."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from service_points.core.choices import FORMATS

FRENCH = {"LC_ALL": "fr_CA.UTF-8", "LANG": "fr_CA.UTF-8", "LANGUAGE": "fr"}


@pytest.fixture(scope="session")
def register():
    """The module with the rows of the small store of ``tests/core/publishing``."""
    path = Path(__file__).parents[1] / "core" / "publishing" / "conftest.py"
    spec = importlib.util.spec_from_file_location("publishing_register", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def original(register, tmp_path_factory):
    return register.build(tmp_path_factory.mktemp("publish") / "store.gpkg", register.rows())


@pytest.fixture
def store(original, tmp_path):
    return shutil.copy(original, tmp_path / "store.gpkg")


def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_into_a_folder_with_a_report(run, store, register, tmp_path, spoken):
    target, report = tmp_path / "open data", tmp_path / "report.html"
    done = run("publish", STORE=str(store), TARGET=str(target), SINCE=12, REPORT=str(report))
    assert (done["POINTS"], done["POINTS_WITHHELD"], done["CHANGES"], done["TOMBSTONES"]) == (5, 9, 0, 0)
    listed = json.loads((target / "publication.json").read_bytes())
    assert listed["formats"] == list(FORMATS)
    assert done["FILES"] == len(listed["files"]) == len(content(target)) - 1
    assert done["BYTES"] == sum(each["bytes"] for each in listed["files"])
    assert (target / "changes_since_12.jsonl").exists()
    page = report.read_text(encoding="utf-8")
    assert {"en": "It is for government partners only.", "fr": "Réservé aux partenaires"}[spoken] in page
    assert f"{register.SECRET} depot" in page
    assert "Published, but to be looked at" in page  # a personal mailbox, in French in the run below
    assert "<script>geheim" not in page  # the name of a withheld record, escaped
    assert ("&lt;script&gt;geheim" in page) == (spoken == "en")  # its French name is harmless
    for name, found in content(target).items():
        assert register.SECRET.encode() not in found, name


def test_chosen_formats_only(run, store, tmp_path):
    done = run("publish", STORE=str(store), TARGET=str(tmp_path / "out"), FORMATS=["geojson"])
    assert done["FILES"] == 1
    assert sorted(content(tmp_path / "out")) == ["points.geojson", "publication.json"]


def test_k1_cancelling_leaves_the_former_folder(run, refusal, store, tmp_path):
    target = tmp_path / "out"
    run("publish", STORE=str(store), TARGET=str(target), FORMATS=["geojson"])
    before = content(target)
    for stop_at in (0, 10, 30, 50, 80):
        refusal(
            "publish", stop_at=stop_at, STORE=str(store), TARGET=str(target),
            REPORT=str(tmp_path / "r.html"),
        )  # fmt: skip
        assert content(target) == before
        assert not (tmp_path / "r.html").exists()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "store.gpkg"]


def test_a_cancel_after_the_exchange_comes_too_late_and_is_not_denied(run, store, tmp_path):
    """The folder is new then: “nothing was written” would be untrue, and the steward would have no report."""
    target, report = tmp_path / "out", tmp_path / "report.html"
    done = run("publish", stop_at=100, STORE=str(store), TARGET=str(target), FORMATS=["geojson"],
               REPORT=str(report))  # fmt: skip
    assert done["POINTS"] == 5
    assert (target / "points.geojson").exists()
    assert report.exists()


def test_what_cannot_be_published_is_said(refusal, store, tmp_path, spoken):
    def words(**given):
        return refusal("publish", STORE=str(store), **{"TARGET": str(tmp_path / "out"), **given})

    assert {"en": "is not an open licence", "fr": "n’est pas une licence ouverte"}[spoken] in words(
        LICENCE="partners_only"
    )
    assert {"en": "There is no revision 13", "fr": "La révision 13 n’existe pas"}[spoken] in words(SINCE=13)
    assert "javascript:alert(1)" in words(BASE_URL="javascript:alert(1)")
    inside = words(REPORT=str(tmp_path / "out" / "finder" / "report.html"))
    assert {"en": "where everyone may read it", "fr": "où tout le monde peut le lire"}[spoken] in inside
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.odt").write_text("x")
    assert "thesis.odt" in words(TARGET=str(tmp_path / "mine"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "store.gpkg"]


@pytest.mark.slow
def test_from_qgis_process_alone(run_algorithm, store, tmp_path):
    given = {"STORE": store, "TARGET": tmp_path / "out", "SINCE": 12, "REPORT": tmp_path / "report.html"}
    done = run_algorithm("publish", given)
    assert done.rc == 0, done.stderr
    assert (done.results["POINTS"], done.results["POINTS_WITHHELD"]) == (5, 9)
    first = content(tmp_path / "out")
    again = run_algorithm("publish", given)
    assert again.rc == 0, again.stderr
    assert content(tmp_path / "out") == first
    french = run_algorithm("publish", given, env=FRENCH)
    assert french.rc == 0, french.stderr
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Ce qui n’est pas publié, par genre et par motif" in page
    assert "Gardez-le hors du dossier publié" in page
    assert "Publié, mais à examiner" in page
    assert content(tmp_path / "out") == first  # what is published is in both languages already
    refused = run_algorithm("publish", {**given, "SINCE": 99})
    assert refused.rc == 1
    assert content(tmp_path / "out") == first
