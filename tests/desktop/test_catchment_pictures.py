# SPDX-License-Identifier: GPL-2.0-or-later
"""Ottawa's catchments in a real QGIS window: every kind of picture has its legend and valid polygons."""

import shutil
from pathlib import Path

import pytest

OTTAWA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ottawa"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.desktop,
    pytest.mark.real_data,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not OTTAWA.exists(), reason="needs ../shared/data/ottawa"),
]


@pytest.fixture(scope="module")
def pictures(desktop, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    profile = desktop.Profile(folder / "profile", language="en")
    facts = desktop.drive_window(
        profile, desktop.DRIVE_CATCHMENTS, folder / "out", timeout=200, DRIVE_DATA=str(OTTAWA)
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_catchments_{picture.name}")
    return facts


def test_each_kind_was_drawn(pictures):
    assert list(pictures) == [
        "rings", "disks", "river", "river_generalised", "fields", "fields_precise",
        "overlap", "nearest", "dissolve", "precise", "distance",
    ]  # fmt: skip
    assert all(picture["features"] > picture["empty"] for picture in pictures.values())


def test_polygons_are_valid(pictures):
    assert {name: picture["invalid"] for name, picture in pictures.items() if picture["invalid"]} == {}


@pytest.mark.parametrize(
    ("name", "title", "first", "last"),
    [
        ("rings", "Travel time to the point", "0–2.5 min", "7.5–10 min"),
        ("disks", "Travel time to the point", "≤ 2.5 min", "≤ 10 min"),
        ("dissolve", "Travel time to the nearest point", "0–2 min", "6–8 min"),
        ("nearest", "Travel time to the nearest point", "0–2 min", "Hatches: one area per point"),
        ("distance", "By road to the nearest point", "0–1.5 km", "3–5 km"),
    ],
)
def test_legends_say_what_and_how_much(pictures, name, title, first, last):
    legend = pictures[name]["legend"]
    assert (legend[0], legend[1], legend[-1]) == (title, first, last)
