# SPDX-License-Identifier: GPL-2.0-or-later
"""In a real QGIS window: two conflicting submissions are received and decided by clicks; pictures kept."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from osgeo import ogr

pytestmark = [pytest.mark.slow, pytest.mark.desktop, pytest.mark.timeout(400), pytest.mark.in_ci("en_dark")]

TESTS = Path(__file__).parents[1]
SECOND = "22222222-0000-4000-8000-000000000002"


def _module(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["en_light", "fr_dark", "en_dark", "fr_light"])
def sitting(request, desktop, tmp_path_factory):
    """What a steward did in a window: (language, folder, store, ids, facts)."""
    language, theme = request.param.split("_")
    stores = _module("service_points_desktop_stores", TESTS / "layers" / "conftest.py")
    made = _module("service_points_desktop_review", TESTS / "ui" / "review_store.py")
    folder = tmp_path_factory.mktemp(f"review_{language}_{theme}")
    store = stores.make_store(folder / "store.gpkg", stores.SMALL)
    made.two_conflicting(store, folder, stores.ident)
    facts = desktop.drive_window(
        desktop.Profile(folder / "profile", language=language, theme=theme),
        Path(__file__).with_name("drive_review.py"),
        folder / "out",
        DRIVE_STORE=str(store),
        DRIVE_INBOX=str(folder / "inbox"),
    )
    desktop.PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copyfile(picture, desktop.PICTURES / f"review_{language}_{theme}_{picture.name}")
    return language, folder, store, stores.ident, facts


def test_what_was_clicked_is_in_the_store(sitting):
    """Theirs for the hours, ours for the address, the new point accepted, the telephone left for later."""
    _, _, store, ident, facts = sitting
    dataset = ogr.Open(str(store))  # kept: its layers go with it
    rows = {row["id"]: row.items() for row in dataset.GetLayerByName("service_point")}
    riverside = rows[ident("riverside")]
    assert (riverside["hours"], riverside["address_line1"]) == ("Mo-Sa 08:30-16:30", "14 O'Brien Street")
    assert ident("new") in rows
    assert facts["points"] == len(rows)
    assert facts["waiting_after"] >= 1


def test_the_receipt_says_it_to_the_editor(sitting):
    _, folder, _, ident, _ = sitting
    receipt = json.loads((folder / "receipts" / f"{SECOND}.receipt.json").read_text(encoding="utf-8"))
    results = {(r["table"], r["id"]): r for r in receipt["results"]}
    riverside = results["service_point", ident("riverside")]
    assert riverside["fields"]["hours"] == "applied"
    assert riverside["fields"]["address_line1"] == "rejected"
    assert "number 14 is right" in riverside["message_fr"]
    assert results["service_point", ident("new")]["state"] == "applied"


def test_it_is_said_in_the_language_and_nothing_is_cut(sitting):
    language, _, _, _, facts = sitting
    assert facts["waiting"] == {"en": "Review (5)", "fr": "Examen (5)"}[language]
    assert (
        facts["note"]
        == {
            "en": "The decisions were applied.",
            "fr": "Les décisions ont été appliquées.",
        }[language]
    )
    assert facts["cut"] == []
    assert facts["back_in_the_panel"]
