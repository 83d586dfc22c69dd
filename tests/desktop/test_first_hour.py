# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: the first hour of the guide, from the sample to the publication, and its figures."""

import shutil

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(500), pytest.mark.in_ci("fr")]


@pytest.fixture(scope="module", params=["en", "fr"])
def hour(request, desktop, tmp_path_factory):
    """What the window showed: (language, facts)."""
    folder = tmp_path_factory.mktemp(f"hour_{request.param}")
    facts = desktop.drive_window(
        desktop.Profile(folder / "profile", language=request.param),
        desktop.DRIVE_GUIDE,
        folder / "out",
        timeout=300,
        DRIVE_STORE=str(desktop.SAMPLE),
        DRIVE_HOME=str(folder / "pine-river"),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"hour_{request.param}_{picture.name}")
    return request.param, facts


def test_the_page_quotes_what_the_window_shows(hour, repository, monkeypatch):
    monkeypatch.syspath_prepend(str(repository / "scripts"))
    from doc_pages import marks, page
    from first_hour import quotes

    language, facts = hour
    text = page("first-hour", language).read_text(encoding="utf-8")
    quoted = marks(text)
    assert quoted == quotes(facts, language)
    assert len(quoted) > 20


def test_the_correction_came_back_as_accepted(hour):
    language, facts = hour
    assert (facts["changed"], facts["waiting"], facts["left"]) == (1, 1, 0)
    assert facts["answer"] == {"en": "Everything was accepted", "fr": "Tout a été accepté"}[language]
    assert facts["checked"]["error"] == facts["checked_after"]["error"]
    assert facts["checked"]["warning"] - facts["checked_after"]["warning"] == 1


def test_people_add_up(hour):
    _, facts = hour
    reach, within = facts["catchments"], facts["within"]
    parts = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")
    assert sum(reach[name] for name in parts) == reach["TOTAL"]
    assert within["5"] <= within["10"] <= within["15"] == reach["SERVED_TOTAL"]
