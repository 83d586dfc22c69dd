# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: the language is switched without a restart, and everything of the plugin follows."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def shown(desktop, tmp_path_factory):
    """What a person reads before the switch, after it, and after the switch back."""
    from service_points.core.exchange import checkout
    from service_points.core.store import open_store

    folder = tmp_path_factory.mktemp("language")
    with open_store(desktop.SAMPLE) as store:
        checkout(store, "CA-ON", folder / "copy.gpkg").close()
    profile = desktop.Profile(folder / "profile", language="en")
    drive = Path(__file__).with_name("drive_language.py")
    facts = desktop.drive_window(profile, drive, folder / "out", DRIVE_COPY=str(folder / "copy.gpkg"))
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_language_{picture.name}")
    return facts


FRENCH = {
    "provider": "Points de service",
    "algorithm": "Zones de desserte et population desservie",
    "options": "Points de service",
    "sources": ["Points de service"],
    "import": "Importer une source – copy",
    "panel": ["Points", "Analyser", "Changements"],
}


def test_everything_is_french_after_the_switch(shown):
    before, after = shown["en"], shown["fr"]
    for name, words in FRENCH.items():
        assert after[name] == words, name
        assert before[name] != words, name
    for name in (
        "menus",
        "parameters",
        "groups",
        "toolbox",
        "layers",
        "legend",
        "aliases",
        "form",
        "locator",
    ):
        assert len(after[name]) == len(before[name]), name
        same = [word for word in set(after[name]) & set(before[name]) if word]
        assert len(same) <= len(before[name]) // 4, (name, same)
    assert after["function"] != before["function"]
    assert "Points de service" in after["menus"]
    assert not [word for word in after["menus"] if "Service points" in word or "Service Points" in word]


def test_options_switch_back_and_nothing_french_stays(shown):
    assert shown["again"] == shown["en"]
