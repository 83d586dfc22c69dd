# SPDX-License-Identifier: GPL-2.0-or-later
"""Our own publications in HSDS 3 as the rows they were made of: every published field of every public record.

One edition, English or French, is enough, and either of its forms: the JSON files or the data package. What
other publishers write goes through the profile ``hsds3`` instead.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Callable, Literal

from ..errors import InputError
from ..progress import SILENT, Progress, check
from ..publishing.hsds.columns import FILES, OURS, SET_SEPARATOR, columns_of
from ..publishing.hsds.mapping import (
    ADDRESS,
    AREA,
    CLOSURE,
    LINK,
    LOCATION,
    ORGANIZATION,
    PHONE,
    REFERENCE_TABLES,
    SERVICE,
    TableMapping,
)
from ..schema import Field, load_schema
from ..spreadsheet import long_cells
from ..store import Row, RowChange
from ..store.geometry import point_wkt
from ..text import LANGUAGES, Text

Form = Literal["json", "tables"]
Document = Mapping[str, Any]

_MAIN = {
    "organizations": ORGANIZATION,
    "services": SERVICE,
    "locations": LOCATION,
    "service_at_locations": LINK,
}
_ORDER = (
    *("jurisdiction", "taxonomy_term", "domain_value", "holiday", "organization", "source", "service_point"),
    *("service", "service_at_point", "phone", "call_centre", "closure", "service_area", "external_id"),
)
_PARENTS = {"service_point": "parent_point_id", "organization": "parent_id"}
_NOT_OURS = Text(
    "“{folder}” is not an edition of a publication of Service Points in HSDS 3: {details}. Choose the folder "
    "hsds/en or hsds/fr of a publication; for other publishers, import with the profile hsds3.",
    "«\u00a0{folder}\u00a0» n’est pas une édition d’une publication de Points de service en HSDS 3\u00a0: "
    "{details}. Choisissez le dossier hsds/en ou hsds/fr d’une publication; pour les autres éditeurs, "
    "importez avec le profil hsds3.",
)


def read_edition(folder: Path, form: Form = "json", *, progress: Progress = SILENT) -> dict[str, list[Row]]:
    """Return the rows of an edition by table, sorted by key; fields that are never published are left out.

    Raises ``InputError`` for a folder that is no such edition, ``Cancelled``.
    """
    try:
        read = _read_json if form == "json" else _read_tables
        rows = read(folder, progress)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise InputError(_NOT_OURS.format(folder=folder, details=error), repr(error)) from error
    tables = load_schema().tables
    for name, found in rows.items():
        keys = [tables[name].key] if tables[name].key in tables[name].by_name else _keys(name)
        unique = {tuple(str(row[key]) for key in keys): row for row in found}
        rows[name] = [unique[key] for key in sorted(unique)]
    return rows


def inserts(rows: Mapping[str, Sequence[Row]]) -> list[RowChange]:
    """Return what writes the rows of an edition into a store, parents first.

    A service point is public: that it was published says so.
    """
    tables = load_schema().tables
    changes = []
    for name in _ORDER:
        for row in _parents_first(rows[name], _PARENTS.get(name)):
            record = {field: value for field, value in row.items() if value is not None}
            if name == "service_point":
                record["visibility"] = "public"
            key = record.get(tables[name].key) or record.get("code") or ""
            changes.append(RowChange("insert", name, key, record))
    return changes


def _read_json(folder: Path, progress: Progress) -> dict[str, list[Row]]:
    documents = {}
    for done, stem in enumerate(_MAIN):
        check(progress)
        progress.report(done / (len(_MAIN) + 1))
        documents[stem] = json.loads((folder / f"{stem}.json").read_bytes())["contents"]
    reference = json.loads((folder / "x_casp.json").read_bytes())
    return _rows(documents, {name: reference[name] for name in REFERENCE_TABLES})


def _read_tables(folder: Path, progress: Progress) -> dict[str, list[Row]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for done, (entity, stem) in enumerate(FILES.items()):
        check(progress)
        progress.report(done / len(FILES))
        with long_cells():
            tables[entity] = list(_records(folder / f"{stem}.csv", entity))
    for parent, member, child, key in (
        ("phone", "languages", "language", "phone_id"),
        ("location", "addresses", "address", "location_id"),
        ("location", "languages", "language", "location_id"),
        ("location", "contacts", "contact", "location_id"),
        ("location", "schedules", "schedule", "location_id"),
        ("location", "phones", "phone", "location_id"),
        ("service", "phones", "phone", "service_id"),
        ("organization", "phones", "phone", "organization_id"),
        ("service", "service_areas", "service_area", "service_id"),
    ):
        children = defaultdict(list)
        for each in tables[child]:
            children[each.get(key)].append(each)
        for each in tables[parent]:
            each[member] = children[each["id"]]
    areas = [each for each in tables["service_area"] if not each.get("service_id")]
    documents: dict[str, list[Document]] = {
        "organizations": [*tables["organization"]],
        "services": [*tables["service"]],
        "locations": [*tables["location"], {"x_casp": {"service_areas": areas}}],
        "service_at_locations": [*tables["service_at_location"]],
    }
    reference: dict[str, list[Row]] = {name: [] for name in REFERENCE_TABLES}
    for each in tables["casp_reference"]:
        reference[each["table"]].append(json.loads(each["record"]))
    return _rows(documents, reference)


def _rows(
    documents: Mapping[str, Iterable[Document]], reference: Mapping[str, Iterable[Row]]
) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in _ORDER}
    for name, records in reference.items():
        rows[name] = [_whole(name, record) for record in records]
    for stem, mapping in _MAIN.items():
        for document in documents[stem]:
            if "id" in document:
                rows[mapping.table].append(_row(mapping, document))
            _parts(document, rows)
    return rows


def _parts(document: Document, rows: dict[str, list[Row]]) -> None:
    """Add what belongs to an object: telephone numbers, closures, areas, identifiers, call-centre details."""
    x_casp = document.get("x_casp", {})
    rows["phone"] += [_row(PHONE, each) for each in document.get("phones", ())]
    closures = [each for each in document.get("schedules", ()) if each.get("x_casp", {}).get("kind")]
    rows["closure"] += [_row(CLOSURE, each) for each in closures]
    rows["external_id"] += [_whole("external_id", each) for each in x_casp.get("identifiers", ())]
    if x_casp.get("call_centre"):
        rows["call_centre"].append(_whole("call_centre", x_casp["call_centre"]))
    for each in (*document.get("service_areas", ()), *x_casp.get("service_areas", ())):
        if each.get("x_casp", {}).get("kind"):  # what a call centre covers is no area of the register
            rows["service_area"].append({**_row(AREA, each), "geom": each["x_casp"]["geom"]})
            rows["external_id"] += [_whole("external_id", e) for e in each["x_casp"].get("identifiers", ())]


def _row(mapping: TableMapping, document: Document) -> Row:
    x_casp = document.get("x_casp", {})
    row: Row = dict.fromkeys(field.name for field in mapping.published)
    row.update({name: document.get(member) for name, member in mapping.members.items()})
    row.update({field.name: x_casp.get(field.name) for field in mapping.extras})
    for language in LANGUAGES:
        words = x_casp.get(language, {})
        row.update({f"{base}_{language}": words.get(base) for base in mapping.pairs})
    if "languages" in mapping.elsewhere:
        row["languages"] = sorted(each["code"] for each in document.get("languages", ())) or None
    if mapping is LOCATION:
        row.update(_place(document))
    return row


def _place(document: Document) -> Row:
    contacts = document.get("contacts", ())
    found: Row = {"email": contacts[0]["email"] if contacts else None}
    if document.get("longitude") is not None:
        found["geom"] = point_wkt(float(document["longitude"]), float(document["latitude"]))
    for address in document.get("addresses", ())[:1]:
        found.update({name: address.get(member) for name, member in ADDRESS.items()})
    return found


def _whole(name: str, record: Row) -> Row:
    return {
        field.name: record.get(field.name) for field in load_schema().tables[name].fields if field.publish
    }


def _records(path: Path, entity: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of a table as objects: empty cells are absent, columns of ours are in ``x_casp``."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = csv.reader(io.StringIO(text, newline=""))
    header = next(lines)
    if tuple(header) != columns_of(entity):
        raise ValueError(path.name)
    readers = _readers(entity)
    for cells in lines:
        document: dict[str, Any] = {"x_casp": {language: {} for language in LANGUAGES}}
        for name, cell in zip(header, cells):
            if cell:
                value = cell[1:] if cell.startswith("'") else cell
                _put(document, name, readers[name](value) if name in readers else value)
        yield document


def _put(document: dict[str, Any], column: str, value: object) -> None:
    if not column.startswith(OURS):
        document[column] = value
        return
    first, _, base = column[len(OURS) :].partition(".")
    if base:
        document["x_casp"][first][base] = value
    else:
        document["x_casp"][first] = value


def _readers(entity: str) -> dict[str, Callable[[str], Any]]:
    found: dict[str, Callable[[str], Any]] = {
        f"{OURS}identifiers": json.loads,
        f"{OURS}call_centre": json.loads,
    }
    mappings = {each.entity: each for each in (*_MAIN.values(), PHONE, CLOSURE, AREA)}
    if entity in mappings:
        for field in mappings[entity].extras:
            reader = _reader(field)
            if reader is not None:
                found[OURS + field.name] = reader
    return found


def _reader(field: Field) -> Callable[[str], Any] | None:
    readers: dict[str, Callable[[str], Any]] = {
        "set": lambda text: text.split(SET_SEPARATOR),
        "int": int,
        "bool": lambda text: text == "true",
    }
    return readers.get(field.type)


def _keys(name: str) -> list[str]:
    table = load_schema().tables[name]
    return list(table.unique[0]) if table.unique else [table.fields[0].name, table.fields[1].name]


def _parents_first(records: Sequence[Row], parent: str | None) -> Iterator[Row]:
    """Order records that refer to each other."""
    if parent is None:
        yield from records
        return
    waiting = {record["id"]: record for record in records}
    for start in list(waiting):
        chain, key = [], start
        while key in waiting:
            chain.append(waiting.pop(key))
            key = chain[-1].get(parent) or ""
        yield from reversed(chain)
