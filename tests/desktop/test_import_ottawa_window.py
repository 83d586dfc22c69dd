# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: five files of Ottawa become one register; the same files again change nothing."""

import json
import shutil
from pathlib import Path

import pytest
from service_points.core.store import open_store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.desktop,
    pytest.mark.real_data,
    pytest.mark.timeout(900),
]

PROFILES = Path(__file__).parents[1] / "core" / "importing" / "profiles"
SOURCES = {
    "ottawa-libraries": "ottawa/ottawa_public_libraries.csv",
    "ottawa-recreation": "ottawa/ottawa_city_recreation_facilities.csv",
    "ottawa-hospitals": "ottawa/ottawa_hospitals.csv",
    "ottawa-schools": "import/ottawa_schools_bilingual.csv",
    "on-serviceontario": "import/serviceontario_locations_2019.csv",
}


@pytest.fixture(scope="module")
def days(desktop, repository, tmp_path_factory):
    data = repository.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the real data are not there")
    folder = tmp_path_factory.mktemp("import_ottawa")
    named = [
        (str(PROFILES / f"{name}.json") if (PROFILES / f"{name}.json").exists() else name, str(data / path))
        for name, path in SOURCES.items()
    ]
    facts = desktop.drive_window(
        desktop.Profile(folder / "profile", language="fr"),
        Path(__file__).with_name("drive_import_ottawa.py"),
        folder / "out",
        timeout=800,
        DRIVE_SOURCES=json.dumps(named),
        DRIVE_ADDRESSES=str(data / "import" / "ottawa_food_premises_address_reference.csv"),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_import_ottawa_{picture.name}")
    return facts, folder / "out" / "store.gpkg"


def test_five_files_become_one_register(days):
    facts, path = days
    assert facts.get("held", 0) == 0
    first = facts["first"]
    assert first["ottawa-libraries"]["lists"]["new"] == 34
    assert first["ottawa-hospitals"]["lists"]["new"] == 10
    assert first["ottawa-schools"]["lists"]["new"] == 323
    recreation = first["ottawa-recreation"]
    assert recreation["lists"]["new"] + recreation["open"] == 259
    assert recreation["open"] > 0  # libraries and community centres of one name: two points, a person said
    with open_store(path) as store:
        points, sources = store.rows("service_point"), store.rows("source")
    assert {row["profile"] for row in sources} == set(SOURCES)
    assert all(row["licence"] not in (None, "unknown") and row["content_sha256"] for row in sources)
    assert len(points) == 34 + 10 + 323 + 259 + first["on-serviceontario"]["lists"]["new"]
    assert all(row["geom"] and row["geo_method"] and row["source_id"] for row in points)


def test_the_same_files_again_change_nothing(days):
    for name, found in days[0]["again"].items():
        assert not found["has_changes"], name
        assert found["open"] == 0, name
        assert "new" not in found["lists"], name
        assert "changed" not in found["lists"], name
