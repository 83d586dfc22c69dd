# SPDX-License-Identifier: GPL-2.0-or-later
"""Create a shared store."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from osgeo import gdal

from ..schema import Code, Schema, load_schema
from ..text import Text
from .files import new_file
from .gdal_calls import GdalFailure, file_date, gdal_failures
from .geopackage import GeoPackageStore
from .layout import build_layout
from .model import Row, RowChange
from .opening import open_store
from .problems import unwritable, wrong_suffix
from .values import canonical_datetime


def create_store(
    path: Path,
    *,
    title: Text,
    jurisdictions: Sequence[Row] = (),
    store_id: str | None = None,
    steward_email: str | None = None,
    now: datetime | None = None,
) -> GeoPackageStore:
    """Create an empty store and return it open for writing.

    It has every table, value list, index and view of the shared schema, the seed taxonomy, the code lists
    and the given ``jurisdictions`` (canonical rows of that table). The file appears whole or not at all.
    With the same arguments, ``store_id`` and ``now`` included, the same GDAL writes the same bytes.

    Raises ``StoreError`` when ``path`` exists, does not end in ``.gpkg`` or cannot be written.
    """
    if path.suffix.lower() != ".gpkg":
        raise wrong_suffix(path)
    schema = load_schema()
    moment = now or datetime.now(timezone.utc)
    information = {
        "store_id": store_id or str(uuid.uuid4()),
        "schema_version": schema.version,
        "schema_sha256": schema.sha256,
        "store_revision": 0,
        "title_en": title.en,
        "title_fr": title.fr,
        "steward_email": steward_email,
        "updated_at": canonical_datetime(moment),
    }
    seeds = [
        *_inserts("taxonomy_term", "code", _terms(schema)),
        *_inserts("domain_value", "code", _codes(schema)),
        *_inserts("jurisdiction", "code", jurisdictions),
        *_inserts("schema_info", "store_id", [information]),
    ]
    with new_file(path) as temporary:
        try:
            with file_date(moment), gdal_failures() as failures:
                dataset = gdal.GetDriverByName("GPKG").Create(
                    str(temporary), 0, 0, 0, gdal.GDT_Unknown, ["ADD_GPKG_OGR_CONTENTS=YES"]
                )
                failures.check()
                build_layout(dataset, schema, failures)
                dataset = None
        except GdalFailure as error:
            raise unwritable(path, str(error)) from error
        with GeoPackageStore(temporary, schema, read_only=False) as store:
            store.apply(seeds, now=moment)
    return open_store(path, read_only=False)


def _inserts(table: str, key: str, rows: Iterable[Row]) -> list[RowChange]:
    return [RowChange("insert", table, row[key], row) for row in rows]


def _terms(schema: Schema) -> list[Row]:
    return [
        {"code": term.code, "parent_code": term.parent, "name_en": term.name.en, "name_fr": term.name.fr}
        for term in schema.taxonomy
    ]


def _codes(schema: Schema) -> list[Row]:
    def line(domain: str, sort: int, value: Code) -> Row:
        return {
            "domain": domain,
            "code": value.code,
            "label_en": value.label.en,
            "label_fr": value.label.fr,
            "sort": sort,
            "note": value.note or None,
            "deprecated": value.deprecated,
            "replaced_by": value.replaced_by,
        }

    return [
        line(domain.name, sort, value)
        for domain in schema.domains.values()
        for sort, value in enumerate(domain.values, start=1)
    ]
