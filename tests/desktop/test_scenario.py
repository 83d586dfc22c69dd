# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: scenarios edited with mouse and keys, compared, handed to the analysis."""

import shutil

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def driven(desktop, tmp_path_factory):
    """What the page said in each language; pictures of each step are left to look at."""
    facts = {}
    for language, theme in (("en", "light"), ("fr", "dark")):
        folder = tmp_path_factory.mktemp(f"scenario_{language}")
        profile = desktop.Profile(folder / "profile", language=language, theme=theme)
        facts[language] = desktop.drive_window(
            profile, desktop.DRIVE_SCENARIO, folder / "out", timeout=200, DRIVE_STORE=str(desktop.SAMPLE)
        )
        desktop.PICTURES.mkdir(parents=True, exist_ok=True)
        for picture in (folder / "out").glob("*.png"):
            shutil.copyfile(picture, desktop.PICTURES / f"test_scenario_{language}_{picture.name}")
    return facts


def figures(facts):
    """The cells of the tables without their labels and what a language adds to numbers."""
    return [
        ["".join(c for c in cell.replace(",", ".") if c in "0123456789.−+") for cell in row[1:]]
        for table in facts["tables"]
        for row in table
    ]


def test_the_mouse_edits_and_esc_leaves(driven):
    for facts in driven.values():
        assert facts["edits"] == {"closed": 2, "opened": 1, "moved": 1}
        assert facts["tool_left"]


def test_figures_follow_every_edit(driven):
    for facts in driven.values():
        assert set(facts["seconds"]) >= {"close", "close_2", "open", "move"}
        assert max(facts["seconds"].values()) < 5  # other programs may be busy; tests/ui holds the goal


def test_both_languages_say_the_same(driven):
    english, french = driven["en"], driven["fr"]
    assert any("would have a longer trip" in text for text in english["texts"])
    assert any("auraient un trajet plus long" in text for text in french["texts"])
    shares = [row[:2] for row in figures(english)[:3]]
    assert shares == [row[:2] for row in figures(french)[:3]]
    assert len(english["texts"]) == len(french["texts"])


def test_three_scenarios_side_by_side(driven):
    assert [facts["compared"] for facts in driven.values()] == [3, 3]


def test_the_analysis_is_filled_in(driven):
    assert all(facts["scenario_file"] for facts in driven.values())
