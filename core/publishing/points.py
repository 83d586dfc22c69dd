# SPDX-License-Identifier: GPL-2.0-or-later
"""``points.geojson``: the public service points for maps and finders (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..geojson import geometry_of
from ..progress import SILENT, Progress, check
from ..schema import load_schema
from ..store import Row
from .json_text import json_text, write_lines
from .publication import Publication

NAME = "points.geojson"
_CHECK_EVERY = 500
_ELSEWHERE = ("id", "geom", "timezone")


def write_points(publication: Publication, folder: Path, *, progress: Progress = SILENT) -> None:
    """Write ``points.geojson``: every published field, flat, and also what has no place.

    ``services`` are the categories of what is offered at the point, ``service_ids`` the services themselves.
    """
    head = {
        "title_en": publication.info.title.en,
        "title_fr": publication.info.title.fr,
        "store_id": publication.info.store_id,
        "revision": publication.info.revision,
        "updated_at": publication.info.updated_at,
        "licence": publication.licence.code,
    }
    start = '{"type":"FeatureCollection",' + json_text(head)[1:-1] + ',"features":['
    write_lines(folder / NAME, start, _features(publication, progress), "\n]}\n")
    progress.report(1.0)


def _features(publication: Publication, progress: Progress) -> Iterator[dict[str, Any]]:
    table = load_schema().tables["service_point"]
    names = [field.name for field in table.fields if field.publish and field.name not in _ELSEWHERE]
    rows = publication.rows["service_point"]
    for done, row in enumerate(rows):
        if done % _CHECK_EVERY == 0:
            check(progress)
            progress.report(done / len(rows))
        yield {
            "type": "Feature",
            "id": row["id"],
            "geometry": None if row["geom"] is None else geometry_of(row["geom"]),
            "properties": _properties(publication, row, names),
        }


def _properties(publication: Publication, row: Row, names: list[str]) -> dict[str, Any]:
    services = publication.offered_at(row["id"])
    organization = publication.organization_of(row) or {}
    attribution = publication.attribution_of(row)
    phones = publication.calls_of(row["id"])
    return {
        **{name: row[name] for name in names},
        "tz": row["timezone"],
        "organization_name_en": organization.get("name_en"),
        "organization_name_fr": organization.get("name_fr"),
        "phone": phones[0]["number"] if phones else None,
        "services": sorted({code for service in services for code in service["categories"]}),
        "service_ids": sorted({service["id"] for service in services}),
        "licence": publication.licence_of(row).code,
        "attribution_en": None if attribution is None else attribution.line.en,
        "attribution_fr": None if attribution is None else attribution.line.fr,
    }
