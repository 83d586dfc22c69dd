# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: shared layers are added in the panel, the Browser and the Data Source Manager."""

import importlib.util
import shutil
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.desktop,
    pytest.mark.timeout(400),
    pytest.mark.in_ci("fr"),
]

_spec = importlib.util.spec_from_file_location(
    "service_points_test_shared_layers", Path(__file__).parents[1] / "layers" / "shared_fixtures.py"
)
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request, desktop, tmp_path_factory):
    """(language, facts) of a window whose server gives three of the seven records it speaks of."""
    folder = tmp_path_factory.mktemp(f"shared_{request.param}")
    server = _shared.feature_services.FeatureServer()
    server.given = 3
    server.files["/files/libraries.geojson"] = (_shared.feature_services.geojson(), "application/geo+json")
    profile = desktop.Profile(folder / "profile", language=request.param)
    try:
        facts = desktop.drive_window(
            profile,
            Path(__file__).with_name("drive_shared.py"),
            folder / "out",
            DRIVE_URL=server.url,
            DRIVE_LANGUAGE=request.param,
        )
    finally:
        server.stop()
        keep_pictures(desktop, folder / "out", request.param)
    return request.param, facts


def keep_pictures(desktop, folder, language):
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"shared_{language}_{picture.name}")


def test_f6_the_layer_of_the_panel_is_marked(shown):
    _, facts = shown
    assert (facts["layer"], facts["provider"]) == ("Libraries", "arcgisfeatureserver")
    assert facts["badge"]
    assert facts["focus"]


def test_the_browser_and_the_data_source_manager_have_it(shown):
    _, facts = shown
    assert facts["browser"] == "Libraries"
    assert any("Service Points" in page or "Points de service" in page for page in facts["pages"])


def test_nothing_is_cut(shown):
    _, facts = shown
    assert facts["cut"] == []
    assert facts["notes_width"] <= 480


def test_what_came_is_told_in_the_language_of_the_person(shown):
    language, facts = shown
    told = {"en": "INCOMPLETE: 3 records came", "fr": "INCOMPLET\u00a0: 3 enregistrements reçus"}[language]
    assert any(told in bar for bar in facts["bars"])
    assert facts["running"] == 0
