# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of one table of a GeoPackage: read into rows, written from changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from osgeo import gdal, ogr

from ..progress import SILENT, Progress, check
from ..schema import Field, Table
from ..text import Text
from .batches import LEAST_CHANGES, executed, statements
from .columns import Cells, Column, stored_columns, stored_places
from .gdal_calls import DISK_FAILURES, Failures, GdalFailure
from .geometry import canonical_wkt
from .model import Row, RowChange
from .problems import refused, unknown_name
from .triggers import counted_at_once
from .values import READERS, Stored, to_stored

_CHECK_EVERY = 1024  # records between two looks at the cancel button
_MOST_STORED = 10_000  # different texts whose check is remembered while a table is written
_set_text = getattr(ogr.Feature, "SetFieldString", ogr.Feature.SetField)  # without asking for the type again


def read_records(
    layer: ogr.Layer,
    fields: Sequence[Field],
    progress: Progress,
    wanted: Sequence[int] | None = None,
    dataset: gdal.Dataset | None = None,
) -> list[Row]:
    """Return the records of a layer with the canonical values of ``fields``, in the order of the file.

    ``wanted`` are the ``fid`` of some records, in the order they are returned; one that is gone is left out.
    With the layer's ``dataset`` SQLite writes whole columns where it can, which is faster.
    """
    fields = sorted(fields, key=lambda field: field.is_geometry)
    layer.SetIgnoredFields(_ignored(layer, fields))
    try:
        cells = None
        if dataset is not None and wanted is None:
            cells = stored_columns(
                dataset,
                layer,
                fields,
                progress,
                lambda places: _cells(_features(layer, places), fields, SILENT, len(places)),
            )
        if cells is None:
            total = layer.GetFeatureCount() if wanted is None else len(wanted)
            features = layer if wanted is None else _features(layer, wanted)
            cells = _cells(features, fields, progress, total)
    finally:
        layer.SetIgnoredFields([])
        layer.ResetReading()  # an unfinished read would keep the file locked
    values = [
        column if field.is_geometry else _column(field.type, column) for field, column in zip(fields, cells)
    ]
    names = [field.name for field in fields]
    return [dict(zip(names, record)) for record in zip(*values)]


def _cells(features: Iterable[ogr.Feature], fields: Sequence[Field], progress: Progress, total: int) -> Cells:
    """Ask GDAL for every cell; the geometry, if there is one, is the last of the ``fields``."""
    geometry = next((field for field in fields if field.is_geometry), None)
    places: list[int] | None = None
    texts: list[list[str]] = []
    shapes: Column = []
    for feature in features:
        if places is None:
            places = [feature.GetFieldIndex(field.name) for field in fields if not field.is_geometry]
        if len(texts) % _CHECK_EVERY == 0:
            check(progress)
            progress.report(min(1.0, len(texts) / max(1, total)))
        text_of = feature.GetFieldAsString
        texts.append([text_of(place) for place in places])  # "" for null
        if geometry is not None:
            shapes.append(canonical_wkt(geometry.type, feature.GetGeometryRef()))
    columns: Cells = [list(column) for column in zip(*texts)]
    return columns if geometry is None else [*columns, shapes]


def _features(layer: ogr.Layer, places: Sequence[int]) -> Iterator[ogr.Feature]:
    for place in places:
        feature = layer.GetFeature(place)
        if feature is not None:
            yield feature


def count_records(layer: ogr.Layer) -> int:
    """Return how many records a layer has now; OGR's own count misses what others wrote meanwhile."""
    layer.SetIgnoredFields(_ignored(layer, []))
    try:
        return sum(1 for _ in layer)
    finally:
        layer.SetIgnoredFields([])
        layer.ResetReading()


def _column(kind: str, texts: Column) -> Sequence[object]:
    read = READERS[kind]
    if kind == "json":
        return [_value(read, text) for text in texts]
    known = {text: _value(read, text) for text in set(texts)}  # most columns repeat few values
    values = [known[text] for text in texts]
    if kind == "set":  # each record has a list of its own
        return [value.copy() if type(value) is list else value for value in values]
    return values


def _value(read: Callable[[str], Any], text: str | bytes | None) -> object:
    """Return the canonical value; what is not of the column's type stays text, for validation to name."""
    if not text:
        return None
    if isinstance(text, bytes):  # not UTF-8: another program's mistake, shown as such
        text = text.decode("utf-8", "replace")
    try:
        return read(text)
    except (ValueError, RecursionError):  # JSON may be nested deeper than Python reads
        return text


class TableWriter:
    """Writes changes to one table; the records' places in the file are looked up once."""

    def __init__(self, dataset: gdal.Dataset, layer: ogr.Layer, table: Table, failures: Failures) -> None:
        self._dataset = dataset
        self._layer = layer
        self._table = table
        self._failures = failures
        self._definition = layer.GetLayerDefn()
        self._key = key_field(table)
        self._places: dict[object, int] | None = None
        self._stored: dict[tuple[str, str], Stored] = {}
        self._draft = ogr.Feature(self._definition)
        self._draft_names: tuple[str, ...] = ()
        self._draft_texts: dict[str, str] = {}
        self._columns = {name: self._definition.GetFieldIndex(name) for name in table.by_name}

    def write_run(self, run: Sequence[RowChange]) -> None:
        """Write changes of one operation, by one statement where SQLite can, as ``write`` does otherwise."""
        rest = run
        if run[0].op != "delete" and len(run) >= LEAST_CHANGES:
            self.write(run[0])  # from which GDAL knows that it has a date to write
            rest = run[1:]
            if self._write_together(rest):
                return
        for change in rest:
            self.write(change)

    def _write_together(self, run: Sequence[RowChange]) -> bool:
        is_insert = run[0].op == "insert"
        try:
            texts = statements(self._table, self._key, run, {} if is_insert else self._known_places())
        except (ValueError, TypeError, KeyError):
            return False  # one of them cannot be written: the first to fail is to be named
        if is_insert:
            self.finish()  # its count of records, before it has to notice ours
            texts = counted_at_once(self._dataset, self._table.name, len(run), texts)
        is_done = executed(self._dataset, self._failures, texts)
        if is_done and is_insert:
            self._places = None
        return is_done

    def write(self, change: RowChange) -> None:
        """Write one change. Raises ``StoreError`` that names it when that is not possible."""
        try:
            if change.op == "insert":
                self._insert(change)
            elif change.op == "update":
                self._update(change)
            elif change.op == "delete":
                self._failures.check(self._layer.DeleteFeature(self._place(change)))
                self._known_places().pop(change.key)
            else:
                raise unknown_name(change.op)
            self._failures.check()
        except (GdalFailure, RuntimeError) as error:
            if any(mark in str(error) for mark in DISK_FAILURES):
                raise  # not this record's fault: the caller names the file
            raise refused(change, self._table, _reason(str(error)), str(error)) from error

    def finish(self) -> None:
        """Write the file's own counts and extents of this table, in the same transaction."""
        self._failures.check(self._layer.SyncToDisk())

    def _insert(self, change: RowChange) -> None:
        values = dict(change.values)
        if self._key is not None:
            values.setdefault(self._key.name, change.key)
        names = tuple(values)
        if names != self._draft_names:
            self._draft, self._draft_names, self._draft_texts = ogr.Feature(self._definition), names, {}
        feature = self._draft  # the last insertion: this one mostly repeats its values
        feature.SetFID(ogr.NullFID)
        self._fill(feature, change, values, self._draft_texts)
        self._failures.check(self._layer.CreateFeature(feature))
        if self._places is not None:
            self._places[change.key] = feature.GetFID()

    def _update(self, change: RowChange) -> None:
        feature = self._layer.GetFeature(self._place(change))
        self._fill(feature, change, change.values)
        self._failures.check(self._layer.SetFeature(feature))

    def _fill(
        self,
        feature: ogr.Feature,
        change: RowChange,
        values: Mapping[str, object],
        texts: dict[str, str] | None = None,
    ) -> None:
        """Set values of a feature; ``texts`` are those it has from the change before."""
        for name, value in values.items():
            if texts is not None and type(value) is str:
                if texts.get(name) == value:
                    continue
                texts[name] = value
            elif texts is not None:
                texts.pop(name, None)
            field = self._table.by_name.get(name)
            if field is None:
                raise unknown_name(f"{self._table.name}.{name}")
            try:
                stored = None if value is None else self._to_stored(field, value)
            except ValueError as error:
                raise refused(change, self._table, _unfit(field, error)) from error
            if field.is_geometry:
                feature.SetGeometry(None if stored is None else ogr.CreateGeometryFromWkt(str(stored)))
            elif stored is None:
                feature.SetFieldNull(self._columns[name])
            elif type(stored) is str:
                _set_text(feature, self._columns[name], stored)
            else:
                feature.SetField(self._columns[name], stored)

    def _to_stored(self, field: Field, value: object) -> Stored:
        """Check each text of a column once as long as they are few: most columns repeat the same."""
        if type(value) is not str:
            return to_stored(field.type, value)
        key = field.name, value
        stored = self._stored.get(key)
        if stored is None:
            stored = to_stored(field.type, value)
            if len(self._stored) < _MOST_STORED:
                self._stored[key] = stored
        return stored

    def _place(self, change: RowChange) -> int:
        place = self._known_places().get(change.key)
        if place is None:
            raise refused(change, self._table, Text("there is no such record.", "elle n’existe pas."))
        return place

    def _known_places(self) -> dict[object, int]:
        if self._places is None:
            self._places = {} if self._key is None else self._look_up(self._key)
        return self._places

    def _look_up(self, key: Field) -> dict[object, int]:
        stored = stored_places(self._dataset, self._layer, key)
        if stored is not None:
            return dict(zip(_column(key.type, stored[1]), stored[0]))
        read = READERS[key.type]
        index = self._definition.GetFieldIndex(key.name)
        self._layer.SetIgnoredFields(_ignored(self._layer, [key]))
        try:
            return {
                _value(read, feature.GetFieldAsString(index)): feature.GetFID() for feature in self._layer
            }
        finally:
            self._layer.SetIgnoredFields([])
            self._layer.ResetReading()


def key_field(table: Table) -> Field | None:
    """Return the column that finds a record: the logical key, else a unique column, if there is one."""
    return table.by_name.get(table.key) or next((field for field in table.fields if field.unique), None)


def _ignored(layer: ogr.Layer, fields: Sequence[Field]) -> list[str]:
    """Return what GDAL need not read when only ``fields`` are wanted."""
    wanted = {field.name for field in fields}
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    ignored = [name for name in names if name not in wanted]
    if not any(field.is_geometry for field in fields):
        ignored.append("OGR_GEOMETRY")
    return ignored


def _unfit(field: Field, error: ValueError) -> Text:
    return Text(
        "“{label}” cannot hold the value {value}.", "« {label} » ne peut contenir la valeur {value}."
    ).format(label=field.label, value=error)


def _reason(message: str) -> Text:
    """Say SQLite's commonest refusals in words; others are given as they are."""
    column = message.rsplit(":", 1)[-1].strip()
    if "UNIQUE constraint failed" in message:
        return Text(
            "another record already has the same {column}.", "une autre fiche a déjà le même {column}."
        ).format(column=column)
    if "NOT NULL constraint failed" in message:
        return Text("{column} is required.", "{column} est obligatoire.").format(column=column)
    return Text("{message}.", "{message}.").format(message=message)
