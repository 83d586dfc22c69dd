# SPDX-License-Identifier: GPL-2.0-or-later
"""Work of a whole import: a large file read, cleaned, matched against a large register, drafted."""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..core.exchange import checkout, open_working_copy
from ..core.importing.held_register import HeldRegister
from ..core.importing.importation import import_table
from ..core.importing.matching import Candidate
from ..core.importing.profile_parsing import parse_profile
from ..core.importing.readers import read_file
from ..core.store import RowChange, create_store, open_store
from ..core.store.geometry import point_wkt
from ..core.text import Text
from .work_matching import made

_TODAY = date(2026, 11, 29)
_WRITTEN = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
_HOURS = (
    "Monday to Friday 8:30 am to 4:30 pm",
    "lundi au vendredi 9 h à 17 h; samedi 10 h à 14 h",
    "on request",
)
_PROFILE = {
    "profile": "bench",
    "title_en": "Bench",
    "publisher": "Bench",
    "licence": "OGL-CA-2.0",
    "key": {"scheme": "bench", "value": {"col": "id"}},
    "constants": {"channel": "in_person", "point_type": "service_centre"},
    "map": {
        "name_en": {"col": "name"},
        "organization": {"col": "organization"},
        "address": {"address": {"col": "address"}},
        "latitude": {"col": "latitude"},
        "longitude": {"col": "longitude"},
    },
    "phones": [{"kind": "voice", "value": {"col": "phone"}}],
    "hours": {"parser": "en_prose", "columns": ["hours"]},
}


def imported(job: Mapping[str, Any]) -> Callable[[], dict[str, Any]]:
    """Import ``rows`` rows into a register of ``held`` points. Half of the rows are points of the register,
    written in another way; nearly all of these change, and all others are new."""
    folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
    rows, held = made(job["rows"], job["held"])
    source, copy = folder / "source.csv", folder / "copy.gpkg"
    _write_source(source, rows)
    _write_copy(folder / "store.gpkg", copy, held)
    profile = parse_profile(_PROFILE)

    def run() -> dict[str, Any]:
        laps = [time.perf_counter()]
        with open_working_copy(copy) as opened:
            register = HeldRegister.of(opened)
            table = read_file(source)
            laps.append(time.perf_counter())
            found = import_table(register, table, profile, today=_TODAY)
        laps.append(time.perf_counter())
        return {"counts": found.draft.counts, "reading": laps[1] - laps[0], "drafting": laps[2] - laps[1]}

    return run


def _write_source(path: Path, rows: Sequence[Candidate]) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "organization", "address", "latitude", "longitude", "phone", "hours"))
        for number, row in enumerate(rows):
            lon, lat = row.lonlat or (0.0, 0.0)
            address = ", ".join(filter(None, (row.address, "Ottawa ON", row.postal_code)))
            writer.writerow(
                (
                    *(f"{number:06d}", row.names[0], row.organization, address, f"{lat:.6f}", f"{lon:.6f}"),
                    *(row.phones[0] if row.phones else "", chance.choice(_HOURS)),
                )
            )


def _write_copy(store: Path, copy: Path, held: Sequence[Candidate]) -> None:
    names = sorted({point.organization for point in held})
    ids = {name: f"{number:08d}-0000-4000-8000-00000000000a" for number, name in enumerate(names)}
    changes = [
        RowChange("insert", "organization", ids[name], {"name_en": name, "name_fr": name, **_WRITTEN})
        for name in names
    ]
    for number, point in enumerate(held):
        key = f"{number:08d}-0000-4000-8000-000000000000"
        values = {
            "organization_id": ids[point.organization],
            "channel": point.channel,
            "point_type": "service_centre",
            "name_en": point.names[0],
            "name_fr": point.names[1],
            "address_line1": point.address,
            "city": "Ottawa",
            "province": "ON",
            "postal_code": point.postal_code,
            "geom": point_wkt(*(point.lonlat or (0.0, 0.0))),
            "verified_on": "2026-10-01",
            "verified_method": "open_data",
            **_WRITTEN,
        }
        changes.append(RowChange("insert", "service_point", key, values))
        phone = {"point_id": key, "kind": "voice", "number": point.phones[0], **_WRITTEN}
        changes.append(RowChange("insert", "phone", f"{number:08d}-0000-4000-8000-000000000001", phone))
    jurisdiction = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
    with create_store(store, title=Text("Bench", "Banc"), jurisdictions=[jurisdiction]) as made_store:
        made_store.apply(changes)
    with open_store(store) as opened:
        checkout(opened, "CA-ON", copy).close()
