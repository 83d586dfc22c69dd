# SPDX-License-Identifier: GPL-2.0-or-later
"""The set of CSV files with its description: ``datapackage.json`` (Frictionless) and ``schema.json``."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from ..progress import SILENT, Progress, check
from ..schema import load_schema
from ..schema.reader import SCHEMA_PATH
from ..store import Row
from .json_text import write_json
from .publication import Licence, Publication
from .table_columns import FILES, Column, columns_of, table_schema

_CHECK_EVERY = 5_000
_FORMULAS = (
    "Text that a spreadsheet would run as a formula begins with an apostrophe. / "
    "Un texte qu’un tableur exécuterait comme formule commence par une apostrophe."
)


def write_tables(publication: Publication, folder: Path, *, progress: Progress = SILENT) -> None:
    """Write a CSV file of each table (UTF-8 with a byte order mark), and the two descriptions."""
    tables = load_schema().tables
    total = sum(len(publication.rows[name]) for name in FILES) or 1
    done, resources = 0, []
    for name, stem in FILES.items():
        columns = columns_of(publication, tables[name])
        done = _write(folder / f"{stem}.csv", columns, publication.rows[name], (progress, done, total))
        resources.append(
            {
                "name": stem,
                "path": f"{stem}.csv",
                "profile": "tabular-data-resource",
                "title": f"{tables[name].label.en} / {tables[name].label.fr}",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": table_schema(columns, tables[name]),
            }
        )
    write_json(folder / "datapackage.json", _package(publication, resources))
    write_json(folder / "schema.json", public_schema())


def public_schema() -> dict[str, Any]:
    """Return the shared schema without the tables, the fields and the rules of what is never published."""
    document = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    tables = []
    for table in document["tables"]:
        if table["name"] in FILES:
            fields = [field for field in table["fields"] if field["publish"]]
            tables.append({**table, "fields": fields})
    kept = {field.get("domain") for table in tables for field in table["fields"]}
    domains = {name: domain for name, domain in document["domains"].items() if name in kept}
    names = ("schema", "title", "version", "crs", "conventions", "types", "patterns", "taxonomy_seed")
    return {
        **{name: document[name] for name in names if name in document},
        "tables": tables,
        "domains": domains,
    }


def licence_document(licence: Licence) -> dict[str, str]:
    """Return a licence as Frictionless describes one."""
    found = {"name": licence.code, "title": f"{licence.name.en} / {licence.name.fr}", "path": licence.url.en}
    return {name: value for name, value in found.items() if value}


def _package(publication: Publication, resources: list[dict[str, Any]]) -> dict[str, Any]:
    info = publication.info
    licences = {publication.licence.code: publication.licence}
    licences.update((each.licence.code, each.licence) for each in publication.attribution.values())
    sources = [
        {"title": f"{each.title.en} / {each.title.fr}", "path": each.url or "", "attribution": each.line.en}
        for each in publication.attribution.values()
    ]
    return {
        "name": f"service-points-{info.store_id}",
        "id": info.store_id,
        "profile": "tabular-data-package",
        "title": f"{info.title.en} / {info.title.fr}",
        "description": _FORMULAS,
        "version": f"{info.schema_version}+r{info.revision}",
        "created": info.updated_at,
        "licenses": [licence_document(each) for each in licences.values()],
        "sources": [{name: value for name, value in source.items() if value} for source in sources],
        "resources": resources,
    }


def _write(path: Path, columns: list[Column], rows: list[Row], step: tuple[Progress, int, int]) -> int:
    progress, done, total = step
    cells = [column.cell for column in columns]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in columns])
        for start in range(0, len(rows), _CHECK_EVERY):
            check(progress)
            progress.report((done + start) / total)
            writer.writerows([cell(row) for cell in cells] for row in rows[start : start + _CHECK_EVERY])
    return done + len(rows)
