# SPDX-License-Identifier: GPL-2.0-or-later
"""Which records of a working copy may differ from what they were at checkout, found by SQLite itself.

For every record SQLite writes the text that its base row would have, the canonical JSON of its exchanged
values that are not null, and compares it with the one that is kept. What is equal byte for byte is never read
into Python. That is sound, because each member of that text stands for one canonical value only:

- a text, identifier or date is quoted as it is stored; a base value is canonical, as checkout and receipts
  write it, and reading a canonical text gives that text back (``values``);
- a set is put in as it is stored, provided that it is one JSON array, which cannot run into the next member;
- a number must be stored as such, and a decimal must be the very number that its three decimals spell;
- a position must be a plain two-dimensional point; its seventh decimal may be rounded another way than
  Python would, which is less than what counts as moved (``difference``).

Whatever does not fit (a number in a text column, a shape, an empty point, a column of another type) has no
such text at all, so that the record is read and compared value by value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from osgeo import gdal, ogr

from ..progress import Progress, check
from ..schema import Field, Table
from .gdal_calls import Failures, sql_text
from .layout import OGR_TYPES, quoted

CHUNK = 20_000  # records looked at between two looks at the cancel button

_TEXT = "CASE WHEN {column} IS NULL OR {column} = '' THEN '' ELSE {name} || json_quote({column}) END"
_MEMBERS = {
    "uuid": _TEXT,
    "text": _TEXT,
    "date": _TEXT,
    "int": "CASE typeof({column}) WHEN 'null' THEN '' WHEN 'integer' THEN {name} || {column} END",
    "bool": (
        "CASE WHEN {column} IS NULL THEN '' WHEN {column} = 0 THEN {name} || 'false' "
        "WHEN {column} = 1 THEN {name} || 'true' END"
    ),
    # up to 14 digits, which a double keeps and GDAL writes as they are
    "real": (
        "CASE WHEN {column} IS NULL THEN '' WHEN abs({column}) < 1e11 "
        "AND CAST(printf('%.3f', {column}) AS REAL) = {column} "
        "THEN {name} || json_quote(rtrim(rtrim(printf('%.3f', {column}), '0'), '.')) END"
    ),
    "set": (
        "CASE WHEN {column} IS NULL OR {column} IN ('', '[]') THEN '' "
        "WHEN json_valid({column}) AND json_type({column}) = 'array' THEN {name} || {column} END"
    ),
    # 29 bytes without an envelope that could lie: a position in two dimensions and nothing else. No number
    # is printed as zero, so zero is read; beyond 12 signs, more than any degree has, SQLite lacks digits.
    "point": (
        "CASE WHEN {column} IS NULL THEN '' "
        "WHEN length({column}) = 29 AND substr({column}, 1, 4) = x'47500001' THEN {name} || '\"POINT (' "
        "|| nullif(substr(printf('%.7f', ST_MinX({column})), 1, 12), '0.0000000') || ' ' "
        "|| nullif(substr(printf('%.7f', ST_MinY({column})), 1, 12), '0.0000000') || ')\"' END"
    ),
}
_OTHER = "CASE WHEN {column} IS NULL THEN '' END"
"""Field type → SQL of its member with the comma before it, '' where the value is null, NULL for “read it”."""


def unlike_records(
    dataset: gdal.Dataset, layer: ogr.Layer, table: Table, failures: Failures, progress: Progress
) -> tuple[list[int], list[int]]:
    """Return the places (``fid``) of the records of a table, and of the base rows, that may differ.

    A base row is among them when its record is, or when no record has its very id. Raises ``GdalFailure``
    where this SQLite cannot do it.
    """
    records: list[int] = []
    bases: set[int] = set()
    total = max(1, layer.GetFeatureCount())
    text = _canonical_json(layer, table)
    for number, (after, last) in enumerate(chunks(dataset, table.name, failures)):
        check(progress)
        progress.report(min(1.0, number * CHUNK / total))
        for record, base in _selected(dataset, _unlike(table, text, after, last), failures):
            records.append(record)
            if base:
                bases.add(base)
    bases.update(place for place, _ in _selected(dataset, _without_record(table), failures))
    return records, sorted(bases)


def strange_bases(dataset: gdal.Dataset, tables: Sequence[Table], failures: Failures) -> list[int]:
    """Return the places of base rows of tables that are none of ``tables``."""
    known = ", ".join(sql_text(table.name) for table in tables)
    statement = (
        "SELECT rowid + 0, 0 FROM base_row WHERE table_name IS NULL OR table_name NOT IN (",
        known,
        ")",
    )
    return [place for place, _ in _selected(dataset, " ".join(statement), failures)]


def _canonical_json(layer: ogr.Layer, table: Table) -> str:
    """Return the SQL of a record's canonical JSON; its members come by name."""
    fields = sorted(table.exchanged_fields, key=lambda field: field.name)
    members = [_member(layer, field) for field in fields]
    return " ".join(("'{' || substr(", " || ".join(members), ", 2) || '}'"))


def _member(layer: ogr.Layer, field: Field) -> str:
    expression = _MEMBERS.get(field.type, _OTHER) if has_own_type(layer, field) else _OTHER
    name = sql_text(f',"{field.name}":')
    return expression.replace("{column}", f"t.{quoted(field.name)}").replace("{name}", name)


def has_own_type(layer: ogr.Layer, field: Field) -> bool:
    """Return whether GDAL reads the column as what the schema says: else it reads other texts than SQLite."""
    if field.is_geometry:
        return bool(layer.GetGeometryColumn() == field.name)
    definition = layer.GetLayerDefn()
    place = definition.GetFieldIndex(field.name)
    return place >= 0 and bool(definition.GetFieldDefn(place).GetType() == OGR_TYPES[field.type][0])


def _unlike(table: Table, text: str, after: int, last: int) -> str:
    return " ".join(
        (
            "SELECT t.rowid + 0, ifnull(b.rowid, 0) FROM",
            quoted(table.name),
            "AS t LEFT JOIN base_row AS b ON b.id = t.id AND b.table_name =",
            sql_text(table.name),
            f"WHERE t.rowid > {after} AND t.rowid <= {last} AND (b.canonical_json IS NULL OR",
            text,
            "IS NOT b.canonical_json)",
        )
    )


def _without_record(table: Table) -> str:
    return " ".join(
        (
            "SELECT b.rowid + 0, 0 FROM base_row AS b WHERE b.table_name =",
            sql_text(table.name),
            "AND NOT EXISTS (SELECT 1 FROM",
            quoted(table.name),
            "AS t WHERE t.id = b.id)",
        )
    )


def chunks(dataset: gdal.Dataset, table: str, failures: Failures) -> Iterator[tuple[int, int]]:
    """Yield (after, last) of places that hold ``CHUNK`` records each; the numbers may have large gaps."""
    after = 1 - 2**63
    while True:
        statement = (
            "SELECT ifnull(max(r), 0), count(*) FROM (SELECT rowid AS r FROM",
            quoted(table),
            f"WHERE rowid > {after} ORDER BY rowid LIMIT {CHUNK})",
        )
        ((last, count),) = _selected(dataset, " ".join(statement), failures)
        if not count:
            return
        yield after, last
        after = last


def _selected(dataset: gdal.Dataset, statement: str, failures: Failures) -> list[tuple[int, int]]:
    """Return the two whole numbers of every line that a statement gives.

    GDAL would take a column that is nothing but a ``rowid`` for the line's own number and leave it out.
    """
    found = dataset.ExecuteSQL(statement)
    failures.check()
    if found is None:
        return []
    try:
        lines = [(line.GetField(0), line.GetField(1)) for line in found]
    finally:
        dataset.ReleaseResultSet(found)
    failures.check()
    return lines
