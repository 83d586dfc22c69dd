# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: an editor's day from the edit to the submission; pictures are left to look at."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(700), pytest.mark.in_ci("fr_dark")]


@pytest.fixture(scope="module", params=["en_light", "fr_dark"])
def day(request, desktop, tmp_path_factory):
    """What the window said: (language, facts)."""
    language, theme = request.param.split("_")
    folder = tmp_path_factory.mktemp(f"changes_{language}")
    profile = desktop.Profile(folder / "profile", language=language, theme=theme)
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_changes.py"),
        folder / "out",
        timeout=300,
        DRIVE_STORE=str(desktop.SAMPLE),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"changes_{request.param}_{picture.name}")
    return language, facts


def test_unsaved_edits_are_announced_and_saved_ones_counted(day):
    language, facts = day
    assert facts["asks_to_save"]
    assert facts["tab"] == {"en": "Changes (1)", "fr": "Changements (1)"}[language]


def test_the_mistake_is_found_first_and_corrected_by_a_click(day):
    language, facts = day
    assert facts["first_finding"] == ["A01", True]
    assert {"en": "Correction: ", "fr": "Correction\u00a0: "}[language] in facts["advice"]
    assert facts["undo"] == {"en": "Correct 1 value", "fr": "Corriger 1 valeur"}[language]
    assert facts["errors_on_the_point"] == []


def test_the_reason_is_shown_on_the_change(day):
    language, facts = day
    assert {"en": "Point moved", "fr": "Point déménagé"}[language] in facts["line"]
    assert {"en": "1 piece of evidence", "fr": "1 preuve"}[language] in facts["line"]


def test_the_submission_is_previewed_before_it_is_written(day):
    language, facts = day
    assert {"en": "statement of authority", "fr": "déclaration d’autorisation"}[language] in facts["needed"]
    assert "1" in facts["counts"]
    assert facts["files_before"] == []
    assert facts["change"] == {
        "is_the_point": True,
        "postal_code": True,
        "hours": "Mo-Fr 08:00-17:00; PH off",
        "reason": "moved",
        "evidence": ["https://example.ca/new-office"],
    }
