# SPDX-License-Identifier: GPL-2.0-or-later
"""A third language in a real QGIS window: the pseudo-locale is longer by 40 %, and nothing is cut off."""

import csv
import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(500), pytest.mark.in_ci("qps")]

LIST = [
    ("id", "Name", "Nom", "Address", "City", "Lat", "Long"),
    ("1", "Hall", "Salle", "1 Main St", "Perth", "44.9", "-76.2"),
]


@pytest.fixture(scope="module")
def pseudo(repository):
    """The pseudo-locale, compiled as ``make pseudo`` does, and taken away afterwards."""
    scripts = repository / "scripts"
    sys.path.insert(0, str(scripts))
    try:
        spec = importlib.util.spec_from_file_location("service_points_pseudo", scripts / "pseudo.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        path = module.write_pseudo(repository)
    finally:
        sys.path.remove(str(scripts))
    yield path
    path.unlink()


@pytest.fixture(scope="module", params=["qps", "fr"])
def shown(request, desktop, pseudo, tmp_path_factory):
    """By page, in the pseudo-locale and in French: what is cut off, and what has no accents."""
    from service_points.core.exchange import checkout
    from service_points.core.store import RowChange, open_store

    folder = tmp_path_factory.mktemp(f"pseudo_{request.param}")
    with open_store(desktop.SAMPLE) as store:
        checkout(store, "CA-ON", folder / "copy.gpkg").close()
    with open_store(folder / "copy.gpkg", read_only=False) as copy:
        point = next(
            row for row in copy.rows("service_point") if row["custodian_code"] == "CA-ON" and row["hours"]
        )
        copy.apply(
            [RowChange("update", "service_point", point["id"], {"hours": "24/7", "postal_code": "k1a0b1"})]
        )
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(LIST)
    facts = desktop.drive_window(
        desktop.Profile(folder / "profile", language="en"),
        Path(__file__).with_name("drive_pseudo.py"),
        folder / "out",
        timeout=300,
        SERVICE_POINTS_LANGUAGE=request.param,
        DRIVE_STORE=str(desktop.SAMPLE),
        DRIVE_COPY=str(folder / "copy.gpkg"),
        DRIVE_SOURCE=str(folder / "list.csv"),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"test_pseudo_{request.param}_{picture.name}")
    return {**facts, "language": request.param}


def test_what_is_cut_off_or_english_would_be_found(shown):
    kinds = {"QLabel", "QPushButton", "QCheckBox", "QTabBar", "QHeaderView", "QComboBox"}
    assert set(shown["planted"]["cut"]) == kinds
    assert shown["planted"]["english"] == ["Words that need much more room than this"]


def test_nothing_is_cut_off(shown):
    assert len(shown["pages"]) > 20
    assert {page: facts["cut"] for page, facts in shown["pages"].items() if facts["cut"]} == {}


def test_everything_is_translatable(shown):
    if shown["language"] == "fr":
        pytest.skip("French has words without accents; that none is missing is tested in its file")
    assert {page: facts["english"] for page, facts in shown["pages"].items() if facts["english"]} == {}
