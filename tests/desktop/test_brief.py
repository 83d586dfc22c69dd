# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: the brief of a chosen pair, written while the window lives; the map for print."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400), pytest.mark.in_ci("en")]


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request, desktop, tmp_path_factory):
    """What the window shows in a language: (language, facts)."""
    folder = tmp_path_factory.mktemp(f"brief_{request.param}")
    profile = desktop.Profile(folder / "profile", language=request.param)
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_brief.py"),
        folder / "out",
        DRIVE_STORE=str(desktop.SAMPLE),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_{request.param}_{picture.name}")
    return request.param, facts


def test_the_selected_pair_is_filled_in(shown):
    _, facts = shown
    assert (facts["RANK"], facts["STORE"], facts["PAIRS"]) == (4, "pine_river_store.gpkg", True)


def test_the_brief_is_written_while_the_window_lives(shown):
    """The work is done in another thread; only the maps are drawn in the window’s."""
    _, facts = shown
    assert facts["written"] == [True, True]
    assert facts["beats"] > 5


def test_the_map_for_print_opens_in_the_designer(shown):
    language, facts = shown
    assert facts["layouts"] == [{"en": "Map for print", "fr": "Carte à imprimer"}[language]]
