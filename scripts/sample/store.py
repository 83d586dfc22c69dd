# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the sample's register as a shared store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from service_points.core.schema import load_schema
from service_points.core.store import Row, RowChange, create_store
from service_points.core.text import Text

from . import network, reference
from .county import County
from .ids import record_id
from .mistakes import make_mistakes
from .points import phone_rows, point_rows, read_lines, service_links

TITLE = Text("Pine River County (fictional sample)", "Comté de la rivière aux Pins (exemple fictif)")


def register_rows(county: County) -> dict[str, list[Row]]:
    """Every table's rows, mistakes included, in the order they are written."""
    lines = read_lines()
    services = reference.services(lines.custodian)
    owners = {row["id"]: row["custodian_code"] for row in services}
    keys = {key for line in lines.points for key in line["services"].split(",")}
    tables = {
        "organization": reference.organizations(),
        "source": reference.sources(),
        "service": services,
        "service_point": point_rows(lines, county),
        "phone": phone_rows(lines),
        "service_at_point": service_links(
            lines, {key: owners[record_id("service", key)] for key in sorted(keys)}
        ),
        "call_centre": network.call_centres(lines),
        "closure": network.closures(lines),
        "service_area": network.service_areas(lines, county.limits),
        "partnership": network.partnerships(lines),
        "point_profile": network.profiles(lines),
        "external_id": network.external_ids(lines.points, lines.custodian),
        "holiday": reference.holidays(),
        "geo_unit": reference.geo_units(county.limits),
    }
    make_mistakes(tables)
    return tables


def write_store(path: Path, county: County, now: datetime) -> None:
    """Write the new file ``path``. The same input and GDAL give the same bytes."""
    schema = load_schema()
    changes = [
        RowChange("insert", table, row.get(schema.tables[table].key, ""), row)
        for table, rows in register_rows(county).items()
        for row in rows
    ]
    store = create_store(
        path, title=TITLE, jurisdictions=reference.jurisdictions(),
        store_id=record_id("store", "sample"), steward_email="points@pine-river.example.ca", now=now,
    )  # fmt: skip
    with store:
        store.apply(changes, now=now)
