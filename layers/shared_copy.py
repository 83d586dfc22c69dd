# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what QGIS reads of a shared layer into a copy; trouble with that does not stop the reading."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..core.connections import Copies, Copy, Reading
from ..core.connections.copies import TABLE
from ..core.connections.file_copy import LAYER_OPTIONS, unique_columns
from ..core.errors import StoreError
from ..core.store.problems import unwritable
from ..host.compat import field, is_nested


class CopyWriter:
    """Takes features one by one. ``problem`` says why there will be no copy, where there is a reason."""

    def __init__(self, layer: QgsVectorLayer, copies: Copies, key: str) -> None:
        self.problem: StoreError | None = None
        self._copies, self._key = copies, key
        self._fields, self._plain = _plain_fields(layer.fields())
        self._part: Path | None = None
        self._writer: QgsVectorFileWriter | None = None
        try:
            self._part = copies.begin(key)
        except StoreError as error:
            self.problem = error.with_traceback(None)  # its frames hold this writer and the layer
            return
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName, options.layerOptions = "GPKG", TABLE, LAYER_OPTIONS
        self._writer = QgsVectorFileWriter.create(
            str(self._part),
            self._fields,
            layer.wkbType(),
            layer.crs(),
            QgsCoordinateTransformContext(),
            options,
        )
        if self._writer.hasError():
            self._give_up()

    def add(self, feature: QgsFeature) -> None:
        """Write a feature, unless something went wrong before."""
        if self._writer is None:
            return
        copy = QgsFeature(self._fields)
        copy.setGeometry(feature.geometry())
        copy.setAttributes([plain(value) for plain, value in zip(self._plain, feature.attributes())])
        if not self._writer.addFeature(copy, QgsFeatureSink.Flag.FastInsert):
            self._give_up()

    def adopt(self, reading: Reading) -> Copy | None:
        """Make it the last good copy, if it is whole; ``None`` where ``problem`` says why there is none."""
        if self._writer is not None and not self._writer.flushBuffer():
            self._give_up()
        if self._writer is None:
            return None
        self._writer = None  # closes the file
        try:
            return self._copies.adopt(self._part, self._key, reading)
        except StoreError as error:
            self.problem = error.with_traceback(None)
            return None

    def drop(self) -> None:
        """Remove what was written and not adopted."""
        self._writer = None
        if self._part is not None:
            self._copies.drop(self._part)

    def _give_up(self) -> None:
        self.problem = unwritable(self._part, self._writer.errorMessage())
        self._writer = None


def _plain_fields(fields: QgsFields) -> tuple[QgsFields, list[Callable[[object], object]]]:
    """Return fields that a GeoPackage can hold, and how their values become so: lists and objects as JSON."""
    made, plain = QgsFields(), []
    for name, known in zip(unique_columns(each.name() for each in fields), fields):
        if is_nested(known):
            made.append(field(name, "String"))
            plain.append(_as_json)
        else:
            known.setName(name)
            made.append(known)
            plain.append(_as_it_is)
    return made, plain


def _as_json(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else None


def _as_it_is(value: object) -> object:
    return value
