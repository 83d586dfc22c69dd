# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: with letters of 200 % and in high contrast; pictures are left to look at."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(500)]
HERE = Path(__file__).parent


@pytest.fixture
def look(desktop, tmp_path):
    """Run a script in a window of a language, a theme and a size of letters; return the facts."""

    def run(drive, name, **look):
        profile = desktop.Profile(tmp_path / "profile", **look)
        facts = desktop.drive_window(
            profile, drive, tmp_path / "out", timeout=300, DRIVE_STORE=str(desktop.SAMPLE)
        )
        desktop.PICTURES.mkdir(parents=True, exist_ok=True)
        for picture in (tmp_path / "out").glob("*.png"):
            shutil.copyfile(picture, desktop.PICTURES / f"look_{name}_{picture.name}")
        return facts

    return run


def test_the_assistant_in_large_letters(look):
    facts = look(HERE / "drive_import.py", "large", language="fr", points=20)
    assert facts["cut"] == {}
    assert facts["added"] == ["Comptoir éloigné"]


def test_the_panel_in_high_contrast(look, desktop):
    facts = look(desktop.DRIVE_PANEL, "contrast", language="en", theme="contrast")
    assert facts["visible"]
    assert facts["rows"] >= 80


def test_the_panel_grows_with_the_letters(look, desktop):
    facts = look(desktop.DRIVE_PANEL, "large_panel", language="en", points=20)
    assert facts["width"] >= 500
