# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window as an IT department sets it: end-user mode, Options, locator, diagnostics."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400), pytest.mark.in_ci("fr")]


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request, desktop, tmp_path_factory):
    """What the window shows in a language, in end-user mode: (language, facts)."""
    folder = tmp_path_factory.mktemp(f"deploy_{request.param}")
    settings = folder / "qgis_global_settings.ini"
    settings.write_text(
        f"[service_points]\nend_user=true\nstore={desktop.SAMPLE}\ngraph_cache_mb=512\n"
        "cluster\\address=tls://analysis.example.ca:8786\nlocked=cluster/address\n",
        encoding="utf-8",
    )
    profile = desktop.Profile(folder / "profile", language=request.param)
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_deploy.py"),
        folder / "out",
        DRIVE_STORE=str(desktop.SAMPLE),
        DRIVE_WORDS={"en": "pine riv", "fr": "riviere"}[request.param],
        QGIS_GLOBAL_SETTINGS_FILE=str(settings),
        SERVICE_POINTS_JURISDICTION="CA-ON",
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_deploy_{request.param}_{picture.name}")
    return request.param, facts


def test_the_tools_of_stewards_are_gone(shown):
    _, facts = shown
    assert not facts["may_merge"]
    assert not facts["review"]
    assert {"createstore", "mergesubmissions", "preparestore", "publish"} & set(facts["algorithms"]) == set()
    assert {"catchments", "checkout", "exportsubmission"} <= set(facts["algorithms"])


def test_the_options_show_what_is_locked(shown):
    language, facts = shown
    assert facts["options"]["shown"]
    assert facts["options"]["cut"] == []
    assert (
        facts["options"]["locked"]
        == {
            "en": ["Store to open first", "Your jurisdiction", "Cluster scheduler"],
            "fr": ["Dépôt à ouvrir en premier", "Votre administration", "Ordonnanceur de la grappe"],
        }[language]
    )


def test_the_locator_finds_zooms_and_selects(shown):
    _, facts = shown
    assert len(facts["locator"]["found"]) > 1
    assert len(facts["locator"]["selected"]) == 1
    assert facts["locator"]["moved"]


def test_diagnostics_say_what_was_set_by_whom(shown):
    _, facts = shown
    text = facts["diagnostics"]["text"]
    assert "end_user: True  [qgis_global_settings.ini, locked]" in text
    assert "graph_cache_mb: 512  [qgis_global_settings.ini]" in text
    assert "jurisdiction: 'CA-ON'  [environment, locked]" in text
    assert "processes: 2  [person]" in text
    assert "processing servicepoints: " in text
    assert facts["diagnostics"]["cut"] == []


def test_a_new_project_opens_the_store_in_the_template(shown):
    language, facts = shown
    assert facts["project"] == {
        "crs": "EPSG:3347",
        "title": {"en": "Service points", "fr": "Points de service"}[language],
    }
