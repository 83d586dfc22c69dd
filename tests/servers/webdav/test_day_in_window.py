# SPDX-License-Identifier: GPL-2.0-or-later
"""The day of ``tests/desktop/drive_day.py`` in a real window, with a real web server; pictures are kept."""

import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest
from osgeo import ogr

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(900), pytest.mark.in_ci("fr_dark")]

CODE = "CA-ON"
ADA, BO = "Mo-Th 08:30-16:30; Fr 08:30-18:00; PH off", "Mo-Sa 09:00-16:00; PH off"
DRIVE = Path(__file__).parents[2] / "desktop" / "drive_day.py"


@pytest.fixture(scope="module", params=["en_light", "fr_dark"])
def day(request, desktop, nginx_server, tmp_path_factory):
    """What the window said, and the store afterwards: (language, facts, store)."""
    from service_points.core.exchange import checkout
    from service_points.core.store import open_store

    language, theme = request.param.split("_")
    folder = tmp_path_factory.mktemp(f"day_{request.param}")
    for path in (*nginx_server.inbox.iterdir(), *nginx_server.receipts.iterdir()):
        path.unlink()
    store = Path(shutil.copyfile(desktop.SAMPLE, folder / "store.gpkg"))
    copies = {name: folder / f"{name}.gpkg" for name in ("ada", "bo")}
    with open_store(store) as opened:
        for minute, copy in enumerate(copies.values()):  # the moment tells one editor's copy from another's
            checkout(opened, CODE, copy, now=datetime(2026, 11, 2, 8, minute, tzinfo=timezone.utc)).close()
    (folder / "shared" / "inbox").mkdir(parents=True)
    facts = desktop.drive_window(
        desktop.Profile(folder / "profile", language=language, theme=theme),
        DRIVE,
        folder / "out",
        timeout=600,
        DRIVE_STORE=str(store),
        DRIVE_ADA=str(copies["ada"]),
        DRIVE_BO=str(copies["bo"]),
        DRIVE_CODE=CODE,
        DRIVE_FOLDER=str(folder / "shared"),
        DRIVE_WEB=f"{nginx_server.plain}/exchange/",
        DRIVE_WEB_FOLDER=str(nginx_server.inbox.parent),
        DRIVE_LOGIN=f"{nginx_server.user}\n{nginx_server.password}",
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"day_{request.param}_{picture.name}")
    return language, facts, store


def test_a_slip_is_warned_of_and_the_address_asked_for(day):
    """Moved by 0.0004° and 0.0002° at φ = 48.485° N: √((0.0004 · cos φ)² + 0.0002²) · 111.2 km = 37 m."""
    _, facts, _ = day
    assert len(facts["warned"]) == 1
    assert "37" in facts["address_question"]


def test_the_store_has_what_was_decided(day):
    """Ada's hours and place, Bo's e-mail: what only one of them changed is in, what both did was decided."""
    language, facts, store = day
    dataset = ogr.Open(str(store))  # kept: its layers go with it
    row = next(f for f in dataset.GetLayerByName("service_point") if f["id"] == facts["counter"])
    assert (row["hours"], row["email"]) == (ADA, "bo@example.ca")
    assert facts["waiting"] == 0
    assert (
        facts["note"]
        == {
            "en": "The decisions were applied.",
            "fr": "Les décisions ont été appliquées.",
        }[language]
    )


def test_both_editors_have_their_answer_and_nothing_is_left(day):
    language, facts, _ = day
    accepted = {"en": "Everything was accepted", "fr": "Tout a été accepté"}[language]
    assert facts["ada"]["title"] == accepted
    assert facts["bo"]["title"] != accepted
    assert facts["bo"]["units"] == 1
    assert (facts["bo"]["hours"], facts["bo"]["email"]) == (ADA, "bo@example.ca")
    assert (facts["ada"]["left"], facts["bo"]["left"]) == (0, 0)


def test_nothing_is_cut(day):
    assert day[1]["cut"] == []
