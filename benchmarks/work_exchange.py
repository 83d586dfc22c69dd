# SPDX-License-Identifier: GPL-2.0-or-later
"""Work of the exchange: what differs in a large working copy, and the merge of a large submission."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Callable

from ..core.exchange import (
    MergePolicy,
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    difference,
    merge,
    open_working_copy,
    read_document,
)
from ..core.store import PostgisAddress, RowChange, Store, create_store, open_store
from ..core.text import Text
from ..core.validation import Corrector, Register, validate
from .pg_server import DATABASE, USER, running

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]

_ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
_COLUMNS = 250
_WRITTEN = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
_TODAY = date(2026, 11, 28)
_FAULTS: Sequence[Mapping[str, Any]] = (
    {"postal_code": "k2a0b1"},
    {"hours": "Mo-Fr 8:30-16:30; PH off"},
    {"url_en": "https://example.ca/a b"},
    {"verified_on": "2024-10-01"},
    {"hours": None},
    {"name_fr": None},
    {"address_line1": "P.O. Box 12"},
    {"geom": "POINT (45.0000000 -95.0000000)"},
    {"languages": ["EN"]},
    {"geom": "POINT (-95.0000000 45.0000000)"},
)
_LATER = {"hours": "Mo-Fr 08:00-17:00; PH off", "languages": ["en", "fr"]}


def edited_difference(job: Job) -> Run:
    """Compare a working copy of ``job["points"]`` points, ``job["edits"]`` of them edited, with its base."""
    folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
    copy = _edited_copy(folder, job["points"], job["edits"])

    def run() -> dict[str, Any]:
        with open_working_copy(copy) as opened:
            return {"changes": len(difference(opened))}

    return run


def merged(job: Job) -> Run:
    """Read a document of ``job["edits"]`` updates and merge it into a store of ``job["points"]`` points."""
    folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
    data = _document(folder, job)

    def run() -> dict[str, Any]:
        target = folder / "run.gpkg"
        shutil.copy(folder / "store.gpkg", target)
        with open_store(target, read_only=False) as store:
            return _merge(store, data)

    return run


def merged_in_database(job: Job) -> Run:
    """Merge the same document into the same store in PostgreSQL, made anew for every run."""
    from ..core.store.postgis import create_postgis_store  # noqa: PLC0415  (needs psycopg2)

    folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
    data = _document(folder, job)

    def run() -> dict[str, Any]:
        with running() as server, open_store(folder / "store.gpkg") as source:
            server.query("CREATE EXTENSION postgis;")
            where = {"host": server.folder, "user": USER, "dbname": DATABASE}
            with create_postgis_store(PostgisAddress.of(where), source=source) as store:
                return _merge(store, data)

    return run


def _document(folder: Path, job: Job) -> bytes:
    with open_working_copy(_edited_copy(folder, job["points"], job["edits"])) as copy:
        return build_submission(
            copy,
            submitter=Submitter("Bench", "bench@example.ca"),
            reason=Reason("hours"),
            tool=Tool("bench", "1", "bench"),
        ).data


def _merge(store: Store, data: bytes) -> dict[str, Any]:
    policy = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
    start = time.perf_counter()
    document = read_document(data)
    middle, cpu = time.perf_counter(), time.process_time()
    result = merge(store, document, policy=policy)
    return {
        "seconds": time.perf_counter() - middle,
        "merge_cpu": time.process_time() - cpu,
        "reading": middle - start,
        "applied": result.receipt.summary["applied"],
    }


def checked(job: Job) -> Run:
    """Read and check a register of ``job["points"]`` points: every rule, and corrections of the findings."""
    folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
    path = folder / "store.gpkg"
    _register(path, job["points"])

    def run() -> dict[str, Any]:
        with open_store(path) as store:
            register = Register.from_store(store)
        report = validate(register, today=_TODAY)
        corrector = Corrector(register, today=_TODAY)
        corrections = [corrector.correction_of(finding) for finding in report.findings]
        return {
            "findings": len(report.findings),
            "corrections": sum(correction is not None for correction in corrections),
        }

    return run


def _register(path: Path, points: int) -> None:
    """A register as it is in practice: telephones and services at every point, and every twentieth point has
    something that can be corrected by itself, is old, or stands close to another."""
    jurisdiction = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
    names = {"name_en": "Ontario", "name_fr": "Ontario", **_WRITTEN}
    service = {"organization_id": _ORGANIZATION, "categories": ["health"], **names}
    with create_store(path, title=Text("a", "a"), jurisdictions=[jurisdiction]) as store:
        rows = [
            RowChange("insert", "organization", _ORGANIZATION, names),
            RowChange("insert", "service", _ORGANIZATION, service),
        ]
        for number in range(points):
            point, owner = _point(number), {"point_id": _ident(number), **_WRITTEN}
            faulty = _FAULTS[number // 20 % len(_FAULTS)] if number % 20 == 0 else {}
            kept = RowChange("insert", "service_point", point.key, {**point.values, **faulty})
            phone = {"kind": "voice", "number": f"+1613{2_000_000 + number}", **owner}
            offered = {"service_id": _ORGANIZATION, "delivery_level": "full", **owner}
            rows += [
                kept,
                RowChange("insert", "phone", point.key, phone),
                RowChange("insert", "service_at_point", point.key, offered),
            ]
        store.apply(rows)


def _edited_copy(folder: Path, points: int, edits: int) -> Path:
    """Make ``store.gpkg`` in the folder and an edited working copy of it; return the copy."""
    jurisdiction = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
    organization = {"name_en": "Ontario", "name_fr": "Ontario", **_WRITTEN}
    copy = folder / "copy.gpkg"
    with create_store(folder / "store.gpkg", title=Text("a", "a"), jurisdictions=[jurisdiction]) as store:
        rows = [RowChange("insert", "organization", _ORGANIZATION, organization)]
        store.apply([*rows, *(_point(number) for number in range(points))])
        checkout(store, "CA-ON", copy).close()
    with open_store(copy, read_only=False) as opened:
        opened.apply(
            [RowChange("update", "service_point", _ident(number), _LATER) for number in range(edits)]
        )
    return copy


def _ident(number: int) -> str:
    return f"{number:08d}-0000-4000-8000-000000000000"


def _point(number: int) -> RowChange:
    lon, lat = -95.0 + number % _COLUMNS * 0.08, 45.0 + number // _COLUMNS * 0.02
    values = {
        "organization_id": _ORGANIZATION,
        "channel": "in_person",
        "point_type": "service_centre",
        "name_en": f"Office {number}",
        "name_fr": f"Bureau {number}",
        "geom": f"POINT ({lon:.7f} {lat:.7f})",
        "address_line1": f"{number} Elgin Street",
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K2A 0B1",
        "hours": "Mo-Fr 08:30-16:30; PH off",
        "languages": ["en"],
        "verified_on": "2026-10-01",
        "verified_method": "phone",
    }
    return RowChange("insert", "service_point", _ident(number), {**values, **_WRITTEN})
