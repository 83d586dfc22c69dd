# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: the form of a point, its hours by the grid, a warning, its fix, saving, undoing."""

import shutil
from pathlib import Path

import pytest
from service_points.core.exchange import checkout
from service_points.core.store import open_store

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400), pytest.mark.in_ci("fr")]

BEFORE = "Mo-Fr 08:30-16:30; PH off"
AFTER = "Mo-Tu,Th-Fr 08:30-16:30; We 08:30-20:00; PH off"
TABS = {
    "en": ["What and who", "Where", "When", "Services", "Contact", "Access", "Verification and source"],
    "fr": ["Quoi et qui", "Où", "Quand", "Services", "Coordonnées", "Accès", "Vérification et source"],
}
WORDS = {
    "en": "Mon–Fri 8:30 am–4:30 pm; public holidays: closed",
    "fr": "Du lundi au vendredi, 8\u00a0h\u00a030 à 16\u00a0h\u00a030; les jours fériés\u00a0: fermé",
}
WARNING = {"en": "Warning: Check the hours", "fr": "Avertissement\u00a0: Vérifiez les heures"}


@pytest.fixture(scope="module", params=[("en", "light"), ("fr", "dark")], ids=["en", "fr"])
def edited(request, desktop, tmp_path_factory):
    """What an editor saw in a language: (language, facts). Pictures of every tab are left to look at."""
    language, theme = request.param
    folder = tmp_path_factory.mktemp(f"form_{language}")
    copy = folder / "copy.gpkg"
    with open_store(desktop.SAMPLE) as store:
        custodian = next(r["custodian_code"] for r in store.rows("service_point") if r["hours"] == BEFORE)
        checkout(store, custodian, copy).close()
    profile = desktop.Profile(folder / "profile", language=language, theme=theme)
    drive = Path(__file__).with_name("drive_form.py")
    facts = desktop.drive_window(profile, drive, folder / "out", timeout=200, DRIVE_COPY=str(copy))
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_form_{language}_{picture.name}")
    return language, facts


def test_one_tab_per_question_and_nothing_cut_off(edited):
    language, facts = edited
    assert facts["tabs"] == TABS[language]
    assert facts["clipped"] == []
    assert facts["sideways"] == []


def test_the_hours_are_said_in_words(edited):
    language, facts = edited
    assert facts["words"] == WORDS[language]


def test_a_slip_is_warned_of_and_its_fix_clears_the_warning(edited):
    language, facts = edited
    assert "Th 08:30-06:30" in facts["warned_text"]
    assert len(facts["warned"]) == 1
    assert facts["warned"][0].startswith(WARNING[language])
    assert facts["fixed_text"] == AFTER


def test_b7_saving_is_one_step_and_undo_takes_it_back(edited):
    _, facts = edited
    assert facts["saved"] == [AFTER, "phone"]
    assert facts["steps"] == 1
    assert facts["undone"] == BEFORE
    assert facts["committed"]
    assert facts["in_the_file"] == AFTER


def test_the_table_edits_hours_in_one_line(edited):
    _, facts = edited
    assert facts["table"] == AFTER


def test_a_good_record_has_no_findings_and_every_control_a_name(edited):
    _, facts = edited
    assert facts["general"] == []
    assert facts["nameless"] == []
