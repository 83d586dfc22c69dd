# SPDX-License-Identifier: GPL-2.0-or-later
import shutil
from collections import Counter
from datetime import date, datetime, timezone

import pytest
from service_points.core.exchange import (
    MergePolicy,
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    merge,
    open_working_copy,
    read_document,
)
from service_points.core.importing.draft import draft
from service_points.core.importing.held_register import HeldRegister
from service_points.core.importing.imported import ImportedPoint, Part
from service_points.core.importing.source_record import ImportedSource
from service_points.core.importing.table import Origin
from service_points.core.store import RowChange, create_store, open_store
from service_points.core.text import Text

from .web_server import client, server, waits  # noqa: F401  (fixtures)

NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
TODAY = date(2026, 11, 2)
MERGED = datetime(2026, 11, 3, 8, 0, tzinfo=timezone.utc)
LIBRARY, CITY = "0a000000-0000-4000-8000-000000000001", "0a000000-0000-4000-8000-000000000002"
STAMP = {"row_version": 1, "changed_at": "2026-10-02T03:04:05Z", "custodian_code": "CA-ON"}


def ident(number):
    return f"{number:08d}-0000-4000-8000-000000000000"


def library(number, **values):
    """The values of a library as a source has them."""
    return {
        "organization_id": LIBRARY,
        "channel": "in_person",
        "point_type": "service_centre",
        "name_en": f"Branch {number}",
        "name_fr": f"Succursale {number}",
        "geom": f"POINT (-75.{number:07d} 45.4000000)",
        "geo_method": "source",
        "address_line1": f"{number} Main Street",
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K1V 7T1",
        **values,
    }


def imported(number, *parts, line=None, **values):
    return ImportedPoint(line or number + 1, f"B{number}", library(number, **values), parts)


def telephone(number, tag="1"):
    return Part("phone", tag, {"kind": "voice", "number": number})


def source(kind="open_data_file", sha256="a" * 64, **values):
    return ImportedSource(
        **{
            "profile": "ottawa-libraries",
            "scheme": "ca-on-ottawa-library",
            "title": Text("Public libraries", "Bibliothèques publiques"),
            "publisher": "City of Ottawa",
            "origin": Origin(kind, "libraries.csv", sha256),
            "licence": "OGL-ON-1.0",
            **values,
        }
    )


ROWS = [
    RowChange("insert", "organization", LIBRARY, {"name_en": "Library", "name_fr": "Bibliothèque", **STAMP}),
    RowChange("insert", "organization", CITY, {"name_en": "City", "name_fr": "Ville", **STAMP}),
    RowChange(
        "insert",
        "service_point",
        ident(1),
        {
            **library(1, name_en="Alta Vista"),
            "verified_on": "2026-10-01",
            "verified_method": "phone",
            **STAMP,
        },
    ),
    RowChange(
        "insert",
        "phone",
        ident(40),
        {"point_id": ident(1), "kind": "voice", "number": "+16135550101", **STAMP},
    ),
]


class Desk:
    """A shared store with one library, a working copy of it, and a steward who takes everything."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0
        with create_store(
            folder / "store.gpkg",
            title=Text("Ottawa", "Ottawa"),
            jurisdictions=[
                {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
            ],
            now=NOW,
        ) as store:
            store.apply(ROWS, now=NOW)
        self.check_out()

    def check_out(self):
        self.number += 1
        self.copy = self.folder / f"copy{self.number}.gpkg"
        with open_store(self.folder / "store.gpkg") as store:
            checkout(store, "CA-ON", self.copy, now=NOW).close()

    def draft(self, *points, source_=None, targets=None, **options):
        with open_working_copy(self.copy) as copy:
            held = HeldRegister.of(copy)
            return draft(held, source_ or source(), points, targets or {}, today=TODAY, **options)

    def merged(self, made):
        """Send a draft, merge it, and check out anew; return the states of the changes."""
        with open_working_copy(self.copy) as copy:
            submission = build_submission(
                copy,
                submitter=Submitter("Ana Roy", "data@example.ca"),
                reason=Reason("source_update"),
                tool=Tool("Service Points", "1", "test"),
                changes=made.changes,
                created_at=NOW,
            )
        with open_store(self.folder / "store.gpkg", read_only=False) as store:
            policy = MergePolicy("none", auto_accept=True, mass_share=1.0)
            result = merge(store, read_document(submission.data), policy=policy, now=MERGED)
        states = Counter(each["state"] for each in result.receipt.document["results"])
        self.check_out()
        return states

    def rows(self, table):
        with open_store(self.folder / "store.gpkg") as store:
            return store.rows(table)

    def insert(self, table, key, **values):
        """Add a record to the shared store, and check out anew."""
        with open_store(self.folder / "store.gpkg", read_only=False) as store:
            store.apply([RowChange("insert", table, key, values)], now=NOW)
        self.check_out()

    def edit(self, table, key, **values):
        """Edit the working copy, as a form does."""
        with open_store(self.copy, read_only=False) as store:
            store.apply([RowChange("update", table, key, values)], now=NOW)


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("importing"))


@pytest.fixture
def desk(first_desk, tmp_path):
    shutil.copytree(first_desk.folder, tmp_path / "desk")
    made = object.__new__(Desk)
    made.folder, made.number, made.copy = tmp_path / "desk", 1, tmp_path / "desk" / "copy1.gpkg"
    return made


@pytest.fixture(scope="session")
def shared_data(repository):
    """The real data beside the repository, which does not ship them."""
    folder = repository.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    return folder


@pytest.fixture(name="imported")
def imported_fixture():
    return imported


@pytest.fixture(name="telephone")
def telephone_fixture():
    return telephone


@pytest.fixture(name="source")
def source_fixture():
    return source


@pytest.fixture(name="ident")
def ident_fixture():
    return ident
