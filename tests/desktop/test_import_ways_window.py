# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: lookups, patterns, a join, filters and the rest without JSON; pictures are left."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(500), pytest.mark.in_ci("fr")]


@pytest.fixture(scope="module", params=[("en", "light"), ("fr", "dark")], ids=["en", "fr"])
def morning(request, desktop, tmp_path_factory):
    """What the window said: (language, facts)."""
    language, theme = request.param
    folder = tmp_path_factory.mktemp(f"ways_{language}")
    profile = desktop.Profile(folder / "profile", language=language, theme=theme)
    drive = Path(__file__).with_name("drive_import_ways.py")
    facts = desktop.drive_window(profile, drive, folder / "out", timeout=300, DRIVE_STORE=str(desktop.SAMPLE))
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_ways_{language}_{picture.name}")
    return language, facts


def test_the_second_file_is_joined_by_the_columns_that_fit(morning):
    language, facts = morning
    assert facts["keys"] == ["No", "numero"]
    assert {"en": "37 of 40", "fr": "37 sur 40"}[language] in facts["joined"]


def test_values_are_guessed_in_both_languages_and_counted(morning):
    language, facts = morning
    assert facts["guessed"] == {
        "Service centre": "service_centre",
        "Borne libre-service": "kiosk",
        "Satellite office": "satellite_office",
    }
    assert {"en": "1 of 4; rows: 8", "fr": "1 sur 4; lignes\u00a0: 8"}[language] in facts["without"]
    assert {"en": "cannot be read: 8", "fr": "illisibles\u00a0: 8"}[language] in facts["counts"]


def test_a_dangerous_pattern_is_refused_with_the_reason(morning):
    language, facts = morning
    said, may_take = facts["refused"]
    assert {"en": "a group may not be repeated", "fr": "un groupe ne peut pas être répété"}[language] in said
    assert not may_take


def test_the_profile_is_the_one_a_hand_would_write(morning):
    profile = morning[1]["profile"]
    assert profile["join"] == {
        "second_language_file": "bureaux.csv",
        "key": "No",
        "second_key": "numero",
        "prefix": "fr.",
    }
    assert profile["key"]["value"] == {"concat": [{"col": "District"}, {"col": "No"}], "sep": "-"}
    assert profile["map"] == {
        "name_en": {"split": {"col": "Name", "sep": "/", "index": 0}},
        "name_fr": {"first": [{"col": "fr.Nom"}, {"col": "Name"}]},
        "point_type": {
            "lookup": {
                "col": "Type",
                "table": {
                    "Service centre": "service_centre",
                    "Borne libre-service": "kiosk",
                    "Satellite office": "satellite_office",
                    "Dépôt municipal": "other",
                },
            }
        },
        "partner_note": {"regex": {"col": "Link", "pattern": "rc=([0-9]+)", "group": 1}},
        "description_en": {"strip": {"col": "Name", "suffix": " / North"}},
        "city": {"col": "Town"},
        "verified_on": {"date": {"col": "Checked", "format": "%d/%m/%Y"}},
    }
    assert profile["filter"] == [
        {"value": {"bool": {"col": "Open", "true": ["K"], "false": ["-"]}}, "in": ["true"]}
    ]
    assert profile["expect"] == {"required_columns": ["District", "No"]}


def test_no_text_is_cut(morning):
    assert morning[1]["cut"] == {}
