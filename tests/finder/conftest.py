# SPDX-License-Identifier: GPL-2.0-or-later
"""The public finder in a real browser: sites of the sample and of records made here, Chromium, axe-core."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from service_points.core.publishing import Licence, Publication, PublishedStore, publication_of
from service_points.core.publishing.finder import write_finder
from service_points.core.schema import load_schema
from service_points.core.store import open_store
from service_points.core.text import Text

CACHE = Path(
    os.environ.get("SERVICE_POINTS_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "service-points"
)
AXE = CACHE / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
SERVICE = "0b000000-0000-4000-8000-000000000001"
SOURCE = "0c000000-0000-4000-8000-000000000001"


def uid(number):
    return f"{number:08x}-0000-4000-8000-{number:012x}"


def row(table, **values):
    """A published row: every field that may be published, nothing known but what is given."""
    fields = {field.name: None for field in load_schema().tables[table].fields if field.publish}
    assert not set(values) - set(fields), table
    return {**fields, **values}


def point(number, **values):
    return row(
        "service_point",
        **{
            "id": uid(number),
            "custodian_code": "CA-ON",
            "row_version": 1,
            "organization_id": ORGANIZATION,
            "channel": "in_person",
            "point_type": "service_centre",
            "status": "active",
            "name_en": f"Office {number}",
            "name_fr": f"Bureau {number}",
            "geom": "POINT (-75.6972000 45.4215000)",
            "address_line1": "1 Elgin Street",
            "city": "Ottawa",
            "province": "ON",
            "postal_code": "K1A 0B1",
            "timezone": "America/Toronto",
            "hours": "Mo-Fr 08:30-16:30; PH off",
            "languages": ["en", "fr"],
            "verified_on": "2026-10-01",
            "verified_method": "phone",
            **values,
        },
    )


def publication(points, **tables):
    """A publication of points, with one organization, one service and what else is given."""
    rows = {name: [] for name in load_schema().tables}
    rows["service_point"] = sorted(points, key=lambda each: each["id"])
    rows["organization"] = [
        row("organization", id=ORGANIZATION, name_en="ServiceOntario", name_fr="ServiceOntario")
    ]
    rows["jurisdiction"] = [
        row("jurisdiction", code="CA-ON", level="provincial", name_en="Ontario", name_fr="Ontario"),
        row("jurisdiction", code="CA", level="federal", name_en="Canada", name_fr="Canada"),
    ]
    rows["taxonomy_term"] = [
        row(
            "taxonomy_term",
            code=term.code,
            parent_code=term.parent,
            name_en=term.name.en,
            name_fr=term.name.fr,
        )
        for term in load_schema().taxonomy
    ]
    rows["service"] = [
        row("service", id=SERVICE, name_en="Health card", name_fr="Carte Santé", categories=["health.card"])
    ]
    rows.update(tables)
    info = PublishedStore(
        "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001",
        3,
        Text("Test county", "Comté d’essai"),
        "2026-11-01T12:00:00Z",
        load_schema().version,
        load_schema().sha256,
        "steward@example.ca",
    )
    name = load_schema().domains["licence"].by_code["OGL-CA-2.0"].label
    licence = Licence(
        "OGL-CA-2.0", name, Text("https://open.canada.ca/en/licence", "https://ouvert.canada.ca/fr/licence")
    )
    return Publication(info, rows, licence)


class Made:
    """The helpers above, as one fixture."""

    uid, row, point, publication = (
        staticmethod(uid),
        staticmethod(row),
        staticmethod(point),
        staticmethod(publication),
    )
    SERVICE, ORGANIZATION, SOURCE = SERVICE, ORGANIZATION, SOURCE


@pytest.fixture(scope="session")
def made():
    return Made


@pytest.fixture(scope="session")
def sample(sample_store):
    """The publication of the sample county, and its boundaries."""
    with open_store(sample_store) as store:
        return publication_of(store), list(store.rows("geo_unit"))


@pytest.fixture(scope="session")
def sample_site(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("finder") / "Pine River – été"
    write_finder(sample[0], folder, boundaries=sample[1])
    return folder


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Chromium is missing"
        pytest.skip("Chromium is missing: make setup-test")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium):
    """Open a page of a site from its folder; what the page complains of fails the test.

    A window of 1000 pixels has no map until somebody asks for it: that is slow without a graphics card.
    """
    contexts, complaints = [], []

    def go(site, address="en/index.html", *, now="2026-12-01T20:00:00Z", ready=True, **options):
        settings = {"viewport": {"width": 1000, "height": 900}, "timezone_id": "America/Toronto", **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        if now is not None:
            page.clock.set_fixed_time(now)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.set_default_timeout(20_000)
        name, _, place = address.partition("#")
        page.goto((Path(site) / name).as_uri() + (f"#{place}" if place else ""))
        if ready:
            page.wait_for_selector("html.ready")
        return page

    go.complaints = complaints
    yield go
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        assert not os.environ.get("CI"), "axe-core is missing"
        pytest.skip("axe-core is missing: make setup-test")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def results():
    """The names of the results now listed."""

    def names(page):
        return page.locator("#list h3").all_inner_texts()  # at once: the list may just be written anew

    return names


@pytest.fixture(scope="session")
def day_number():
    return lambda day: (day - date(1970, 1, 1)).days


@pytest.fixture(scope="session")
def french_faults(repository):
    """What is wrong with a French sentence, as the translations are judged."""
    spec = importlib.util.spec_from_file_location("finder_i18n", repository / "scripts" / "i18n.py")
    module = sys.modules["finder_i18n"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.french_faults
