# SPDX-License-Identifier: GPL-2.0-or-later
"""Create a shared store in a GeoPackage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from osgeo import gdal

from ..schema import Schema, load_schema
from ..text import Text
from .files import new_file
from .gdal_calls import GdalFailure, file_date, gdal_failures
from .geopackage import GeoPackageStore
from .layout import build_layout
from .model import Row
from .opening import open_geopackage
from .problems import unwritable, wrong_suffix
from .seeds import seed_changes


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
    seeds = seed_changes(
        schema,
        title=title,
        jurisdictions=jurisdictions,
        store_id=store_id,
        steward_email=steward_email,
        moment=moment,
    )
    with new_file(path) as temporary:
        build_file(temporary, schema, moment, target=path)
        with GeoPackageStore(temporary, schema, read_only=False) as store:
            store.apply(seeds, now=moment)
    return open_geopackage(path, read_only=False)


def build_file(path: Path, schema: Schema, moment: datetime, *, target: Path) -> None:
    """Write a GeoPackage with every table of the schema and no row at all.

    ``target`` is the name it will have, for the message. Raises ``StoreError`` when it cannot be written.
    """
    try:
        with file_date(moment), gdal_failures() as failures:
            dataset = gdal.GetDriverByName("GPKG").Create(
                str(path), 0, 0, 0, gdal.GDT_Unknown, ["ADD_GPKG_OGR_CONTENTS=YES"]
            )
            failures.check()
            build_layout(dataset, schema, failures)
            dataset = None
    except GdalFailure as error:
        raise unwritable(target, str(error)) from error
