# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: a result is run again from its own menu; the help shows its pictures."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400), pytest.mark.in_ci("en")]

PICTURES = ["shape", "overlap", "travel", "snapping", "detail", "apportion", "barriers"]


@pytest.fixture(scope="module", params=["en", "fr"])
def shown(request, desktop, tmp_path_factory):
    """What the window shows in a language: (language, facts)."""
    folder = tmp_path_factory.mktemp(f"again_{request.param}")
    profile = desktop.Profile(folder / "profile", language=request.param)
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_again.py"),
        folder / "out",
        DRIVE_STORE=str(desktop.SAMPLE),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_{request.param}_{picture.name}")
    return request.param, facts


def test_the_menu_of_a_result_offers_it_and_of_other_layers_not(shown):
    _, facts = shown
    assert facts["entry"]
    assert not facts["shown_for_points"]


def test_the_dialog_is_filled_in_as_it_was(shown):
    _, facts = shown
    assert facts["values"] == {
        "CUTOFFS": "3,6",
        "OVERLAP": "nearest",
        "SPEED_FIELD": "speed_kmh",
        "NETWORK": True,
        "selected": True,
        "SERVED": True,
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    assert facts["selection_is_back"]


def test_the_time_it_takes_is_said_before(shown):
    language, facts = shown
    assert {"en": " s for ", "fr": "\u00a0s"}[language].strip() in facts["preflight"]


def test_the_help_shows_its_pictures(shown):
    """Each is drawn, and no wider than the text beside a dialog of usual size."""
    _, facts = shown
    assert [item["name"] for item in facts["pictures"]] == [f"{name}.svg" for name in PICTURES]
    assert [item["name"] for item in facts["pictures"] if not (item["drawn"] and item["fits"])] == []


def test_the_panel_lists_the_result(shown):
    _, facts = shown
    assert facts["results_listed"]
