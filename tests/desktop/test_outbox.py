# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: sent, answered, settled and sent again; pictures are left to look at."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(700), pytest.mark.in_ci("en_light")]


@pytest.fixture(scope="module", params=["en_light", "fr_dark"])
def day(request, desktop, tmp_path_factory):
    """What the window said: (language, facts)."""
    language, theme = request.param.split("_")
    folder = tmp_path_factory.mktemp(f"outbox_{language}")
    store = folder / "store.gpkg"
    shutil.copyfile(desktop.SAMPLE, store)
    profile = desktop.Profile(folder / "profile", language=language, theme=theme)
    facts = desktop.drive_window(
        profile,
        Path(__file__).with_name("drive_outbox.py"),
        folder / "out",
        timeout=400,
        DRIVE_STORE=str(store),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"outbox_{request.param}_{picture.name}")
    return language, facts


def test_what_is_not_sent_is_kept_and_said(day):
    language, facts = day
    assert not facts["knows_where"]
    assert facts["not_sent"].startswith({"en": "Not sent. ", "fr": "Non envoyée. "}[language])
    assert str(facts["not_sent"]).count("unmounted") == 1
    assert {"en": "no new answer", "fr": "aucune nouvelle réponse"}[language] in facts["nothing_yet"].lower()


def test_the_answer_is_settled_field_by_field(day):
    """Two points have two conflicts each, hours and address: mine of the first, theirs of the rest."""
    language, facts = day
    partly = {
        "en": "Partly accepted, the rest waits",
        "fr": "Acceptée en partie, le reste est en attente",
    }
    assert (facts["title"], facts["conflicts"]) == (partly[language], 4)
    assert facts["streets"] == ["14 Harbour Street", "16 Harbour Street", "16 Harbour Street"]
    assert facts["left"] == {"en": "Changes (1)", "fr": "Changements (1)"}[language]


def test_the_next_submission_replaces_the_one_that_waits(day):
    language, facts = day
    assert not facts["replaces_3"]
    assert facts["replaces_9"]
    accepted = {"en": "Everything was accepted", "fr": "Tout a été accepté"}
    assert facts["title_again"] == accepted[language]
    assert facts["end"] == {"en": "Changes", "fr": "Changements"}[language]
    assert facts["outbox_end"] == {"en": "Outbox", "fr": "Envois"}[language]


def test_nothing_is_cut_in_a_narrow_panel(day):
    _, facts = day
    assert facts["width"] <= 330
    assert facts["cut"] == []
