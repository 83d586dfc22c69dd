# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes ``hsds/en`` and ``hsds/fr``: a JSON file of each kind of object, and the same as a data package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Callable

from ...progress import SILENT, Part, Progress, check
from ...store import Row
from ...text import LANGUAGES
from ..json_text import json_text, write_json
from ..publication import Publication
from ..tables import licence_document
from .columns import FILES, columns_of, rows_of, table_schema
from .mapping import REFERENCE_TABLES
from .objects import Document, Edition

_CHECK_EVERY = 200


def write_hsds(publication: Publication, folder: Path, *, progress: Progress = SILENT) -> None:
    """Write both editions. Raises ``OSError``, ``Cancelled``."""
    for number, language in enumerate(LANGUAGES):
        place = folder / "hsds" / language
        place.mkdir(parents=True)
        share = Part(progress, number / len(LANGUAGES), (number + 1) / len(LANGUAGES))
        with ExitStack() as stack:
            _write_edition(publication, language, _Tables(place, stack), share)
        _write_package(publication, language, place)


class _Tables:
    """The CSV files of an edition, open all at once: an object's parts go to several of them."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self.place = place
        self._rows: dict[str, Callable[[list[str]], Any]] = {}
        for entity, stem in FILES.items():
            stream = stack.enter_context((place / f"{stem}.csv").open("w", encoding="utf-8-sig", newline=""))
            self._rows[entity] = csv.writer(stream).writerow
            self._rows[entity](list(columns_of(entity)))

    def add(self, entity: str, document: Document) -> None:
        for name, cells in rows_of(entity, document):
            self._rows[name](cells)


def _write_edition(publication: Publication, language: str, tables: _Tables, progress: Progress) -> None:
    edition = Edition(publication, language)
    kinds: tuple[tuple[str, str, str, Callable[[Row], Document]], ...] = (
        ("organizations", "organization", "organization", edition.organization),
        ("services", "service", "service", edition.service),
        ("locations", "location", "service_point", edition.location),
        ("service_at_locations", "service_at_location", "service_at_point", edition.service_at_location),
    )
    total = sum(len(publication.rows[table]) for _, _, table, _ in kinds) or 1
    done = 0
    for stem, entity, table, make in kinds:
        rows = publication.rows[table]

        def objects(
            start: int = done,
            rows: list[Row] = rows,
            make: Callable[[Row], Document] = make,
            entity: str = entity,
        ) -> Iterator[Document]:
            for count, row in enumerate(rows):
                if count % _CHECK_EVERY == 0:
                    check(progress)
                    progress.report((start + count) / total)
                made = make(row)
                tables.add(entity, made)
                yield made

        _write_page(tables.place / f"{stem}.json", objects(), len(rows))
        done += len(rows)
    terms = edition.taxonomy_terms()
    for term in terms:
        tables.add("taxonomy_term", term)
    _write_page(tables.place / "taxonomy_terms.json", iter(terms), len(terms))
    _write_reference(publication, tables)


def _write_page(path: Path, objects: Iterator[Document], count: int) -> None:
    """Write objects as the one page of a list of the HSDS API."""
    head = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(json_text(head)[:-1] + ',"contents":[')
        before = "\n"
        for made in objects:
            stream.write(before + json_text(made))
            before = ",\n"
        stream.write("\n]}\n")


def _write_reference(publication: Publication, tables: _Tables) -> None:
    """Write the tables that HSDS has no objects for."""
    rows = {name: [_known(row) for row in publication.rows[name]] for name in REFERENCE_TABLES}
    write_json(tables.place / "x_casp.json", {"schema_version": publication.info.schema_version, **rows})
    for name, records in rows.items():
        for record in records:
            tables.add("casp_reference", {"table": name, "record": record})


def _known(row: Row) -> Document:
    return {name: value for name, value in row.items() if value is not None}


def _write_package(publication: Publication, language: str, place: Path) -> None:
    info = publication.info
    licences = {publication.licence.code: publication.licence}
    licences.update((each.licence.code, each.licence) for each in publication.attribution.values())
    resources = [
        {
            "name": stem,
            "path": f"{stem}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(entity),
        }
        for entity, stem in FILES.items()
    ]
    document = {
        "name": f"service-points-{info.store_id}-{language}",
        "profile": "tabular-data-package",
        "title": info.title.in_(language),
        "description": "HSDS 3.0 (Human Services Data Specification); casp_… = CASP 1.0",
        "version": f"{info.schema_version}+r{info.revision}",
        "created": info.updated_at,
        "licenses": [licence_document(each) for each in licences.values()],
        "resources": resources,
    }
    write_json(place / "datapackage.json", document)
