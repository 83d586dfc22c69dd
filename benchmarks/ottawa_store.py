# SPDX-License-Identifier: GPL-2.0-or-later
"""Ottawa's real service points as a shared store: for pictures of the panel and for measuring it.

    python3 benchmarks/ottawa_store.py TARGET.gpkg [N]     (needs ../shared/data/ottawa)

With N, the points are repeated with small shifts until there are N of them. What the open data does not
say (French names, hours, postal codes) stays empty, so that the store also shows what an incomplete register
looks like.
"""

from __future__ import annotations

import csv
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "ottawa" / "service_points.csv"
sys.path.insert(0, str(ROOT / "scripts"))
import plugin_package  # noqa: E402

plugin_package.load()
from service_points.core.store import RowChange, create_store, open_store  # noqa: E402
from service_points.core.store.geometry import point_wkt  # noqa: E402
from service_points.core.text import Text  # noqa: E402

JURISDICTIONS = {
    "federal": ("CA", "federal", "Government of Canada", "Gouvernement du Canada"),
    "provincial": ("CA-ON", "provincial", "Ontario", "Ontario"),
    "municipal": ("CA-ON-3506008", "municipal", "City of Ottawa", "Ville d’Ottawa"),
}
TYPES = {
    "Land Registry Offices": "specialized_office",
    "Small Business Enterprise Centres": "specialized_office",
    "Community Center": "other",
    "Public library": "other",
    "Recreation Complex": "other",
}
NAMESPACE = uuid.UUID("6f9619ff-8b86-5d11-b42d-00c04fc964ff")
CHANGED_AT = "2026-11-01T12:00:00Z"
SHIFT_DEGREES = 0.008  # farther apart than points that could be duplicates


def build(target: Path, count: int | None = None) -> Path:
    """Write the store; ``count`` repeats the points with small shifts."""
    with DATA.open(encoding="utf-8", newline="") as stream:
        records = list(csv.DictReader(stream))
    now = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
    title = Text("Ottawa – three orders of government", "Ottawa – trois ordres de gouvernement")
    jurisdictions = [
        {"code": code, "level": level, "name_en": english, "name_fr": french}
        for code, level, english, french in JURISDICTIONS.values()
    ]
    create_store(target, title=title, jurisdictions=jurisdictions, now=now).close()
    with open_store(target, read_only=False) as store:
        store.apply([*_organizations(records), *_points(records, count or len(records))], now=now)
    return target


def _organizations(records: list[dict[str, str]]) -> Iterator[RowChange]:
    owners = {record["owner"]: record["order_of_government"] for record in records}
    for owner, order in owners.items():
        key = _id("organization", owner)
        values = {
            "custodian_code": JURISDICTIONS[order][0],
            "name_en": owner,
            "status": "active",
            "row_version": 1,
            "changed_at": CHANGED_AT,
        }
        yield RowChange("insert", "organization", key, values)


def _points(records: list[dict[str, str]], count: int) -> Iterator[RowChange]:
    for index in range(count):
        record, turn = records[index % len(records)], index // len(records)
        shift = SHIFT_DEGREES * turn
        name = record["name_en"] if not turn else f"{record['name_en']} ({turn + 1})"
        values = {
            "custodian_code": JURISDICTIONS[record["order_of_government"]][0],
            "organization_id": _id("organization", record["owner"]),
            "channel": "in_person",
            "point_type": TYPES.get(record["type"], "service_centre"),
            "status": "active",
            "visibility": "public",
            "name_en": name,
            "name_fr": record["name_fr"] or None,
            "geom": point_wkt(float(record["longitude"]) + shift, float(record["latitude"]) + shift / 3),
            "address_line1": record["address"].split(",")[0] or None,
            "city": "Ottawa",
            "province": "ON",
            "languages": ["en"],
            "verified_on": "2026-06-15",
            "verified_method": "open_data",
            "row_version": 1,
            "changed_at": CHANGED_AT,
        }
        yield RowChange("insert", "service_point", _id("point", f"{index}|{name}"), values)


def _id(kind: str, value: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{kind}|{value}"))


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None))
