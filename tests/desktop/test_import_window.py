# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: a municipality's list from the file to the draft; pictures are left to look at."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(500), pytest.mark.in_ci("fr")]


@pytest.fixture(scope="module", params=[("en", "light"), ("fr", "dark")], ids=["en", "fr"])
def afternoon(request, desktop, tmp_path_factory):
    """What the window said: (language, facts)."""
    language, theme = request.param
    folder = tmp_path_factory.mktemp(f"import_{language}")
    profile = desktop.Profile(folder / "profile", language=language, theme=theme)
    drive = Path(__file__).with_name("drive_import.py")
    facts = desktop.drive_window(profile, drive, folder / "out", timeout=300, DRIVE_STORE=str(desktop.SAMPLE))
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_import_{language}_{picture.name}")
    return language, facts


def test_the_file_is_read_as_it_was_saved(afternoon):
    assert afternoon[1]["encoding"] == "cp1252"
    assert {"name_en", "address_line1", "city", "province", "postal_code"} <= set(afternoon[1]["guessed"])


def test_what_is_still_needed_is_said(afternoon):
    language, facts = afternoon
    assert {"en": "publishes", "fr": "publie"}[language] in facts["needed"]
    assert {"en": "statement of authority", "fr": "déclaration d’autorisation"}[language] in facts["still"]


def test_the_rows_are_compared_and_the_open_pair_is_decided(afternoon):
    assert afternoon[1]["open"] == 1
    assert afternoon[1]["lists"]["new"] == 1


def test_the_draft_adds_what_is_new_and_links_the_rest(afternoon):
    assert afternoon[1]["added"] == ["Comptoir éloigné"]
    assert afternoon[1]["links"] == ["000", "001", "002"]
    assert afternoon[1]["closed"]
    assert afternoon[1]["outbox"] == 1


def test_no_text_is_cut(afternoon):
    assert afternoon[1]["cut"] == {}
