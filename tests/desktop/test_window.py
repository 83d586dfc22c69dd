# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: the panel opens on the sample; the package installs, unloads and reloads."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400)]

ALGORITHMS = {
    "servicepoints:catchments",
    "servicepoints:applyreceipts",
    "servicepoints:channelcoverage",
    "servicepoints:checkout",
    "servicepoints:colocationpairs",
    "servicepoints:colocationquotient",
    "servicepoints:coverage",
    "servicepoints:createstore",
    "servicepoints:exportsubmission",
    "servicepoints:importsource",
    "servicepoints:mergesubmissions",
    "servicepoints:loadstore",
    "servicepoints:networkcheck",
    "servicepoints:odmatrix",
    "servicepoints:partnershipbrief",
    "servicepoints:preparestore",
    "servicepoints:publish",
    "servicepoints:accessibility",
    "servicepoints:siting",
    "servicepoints:scenario",
    "servicepoints:registerquality",
    "servicepoints:validate",
}


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request, desktop, tmp_path_factory):
    """What the window shows in a language: (language, facts)."""
    folder = tmp_path_factory.mktemp(f"window_{request.param}")
    profile = desktop.Profile(folder / "profile", language=request.param)
    facts = desktop.drive_window(
        profile, desktop.DRIVE_PANEL, folder / "out", DRIVE_STORE=str(desktop.SAMPLE)
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_{request.param}_{picture.name}")
    return request.param, facts


def test_panel_is_open(shown):
    language, facts = shown
    assert facts["visible"]
    assert facts["title"] == {"en": "Service points", "fr": "Points de service"}[language]
    assert 280 <= facts["width"] <= 480


def test_empty_state_offers_three_ways_to_begin(shown):
    language, facts = shown
    wanted = {"en": ("sample", "store", "guide"), "fr": ("exemple", "dépôt", "guide")}[language]
    said = " ".join(facts["empty_texts"]).lower()
    assert [word for word in wanted if word not in said] == []


def test_sample_is_loaded(shown):
    _, facts = shown
    assert facts["invalid_layers"] == []
    assert len(facts["layers"]) >= 5
    assert facts["rows"] >= 80
    assert facts["seconds"] < 20


def test_algorithms_are_there(shown):
    _, facts = shown
    assert set(facts["algorithms"]) == ALGORITHMS


def test_nothing_complains(shown):
    _, facts = shown
    ours = [message for message in facts["messages"] if "font" not in message.lower()]
    assert [message for message in ours if "error" in message.lower() or "erreur" in message.lower()] == []


def test_languages_differ(desktop, tmp_path):
    """Pictures of both languages were left to look at."""
    pictures = sorted(path.name for path in desktop.PICTURES.glob("test_??_panel.png"))
    assert pictures == ["test_en_panel.png", "test_fr_panel.png"]


def test_g3_package_installs_and_reloads_without_leftovers(desktop, package_zip, tmp_path):
    profile = desktop.Profile(tmp_path / "profile", plugin=None, language="fr")
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_reload.py"),
        tmp_path / "out",
        timeout=240,
        DRIVE_ZIP=str(package_zip),
    )
    assert facts["installed"]
    assert facts["cycles"] == 20
    assert facts["loaded"]["providers"] == ["servicepoints"]
    assert facts["loaded"]["docks"] == 1
    assert facts["loaded"]["locators"] == ["service_points"]
    assert facts["loaded"]["functions"] == ["sp_label", "sp_open_at", "sp_weekly_hours"]
    assert facts["loaded"]["translated"]
    assert facts["after"] == facts["before"]
    assert facts["signals_after_20"] == facts["signals_after_1"]
    first, last = facts["objects_after_1"], facts["objects_after_20"]
    assert (last["QDockWidget"], last["QToolBar"]) == (first["QDockWidget"], first["QToolBar"])
    # QGIS itself forgets the emptied submenu and its action at every removePluginVectorMenu: 19 of each
    assert last["QMenu"] - first["QMenu"] <= 19
    assert last["QAction"] - first["QAction"] <= 19
    assert facts["modules_left"] == []
