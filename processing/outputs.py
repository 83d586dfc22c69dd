# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run writes: layers with fields without clashes, checked, styled and with provenance; reports."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Protocol

from osgeo import gdal
from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.errors import InputError
from ..core.store.gdal_calls import gdal_failures_ignored, open_dataset
from ..core.text import Text
from ..host.compat import field, is_nested
from ..host.language import tr
from ..layers.beneath import lay_beneath_later
from ..layers.result_columns import name_columns
from .provenance import Provenance, forget_layer

Style = Callable[[QgsMapLayer], None]

_SIDECARS = ("-wal", "-shm", "-journal")
_DBF_NAME = 10
_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg", ".qix")


class Sink:
    """One output layer; a feature that the format refuses is an error, never a silent loss.

    ``name`` is what the person calls the output; ``count`` is the number of features written so far.
    """

    def __init__(self, sink: QgsFeatureSink, fields: QgsFields, name: str) -> None:
        self._sink, self._fields, self.name = sink, fields, name
        self.count = 0

    def add(self, attributes: Sequence[Any], geometry: QgsGeometry | None = None) -> None:
        """Write one feature; ``None`` becomes null. Raises ``QgsProcessingException``."""
        feature = QgsFeature(self._fields)
        feature.setAttributes([_stored(value) for value in attributes])
        if geometry is not None:
            feature.setGeometry(geometry)
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(
                tr("A feature could not be written to “{name}”: {reason}").format(
                    name=self.name, reason=self._sink.lastError() or tr("the format refused it")
                )
            )
        self.count += 1

    def close(self) -> None:
        """Write what is buffered."""
        if hasattr(self._sink, "finalize"):  # QGIS 3.34 and later say here what went wrong
            self._sink.finalize()
        self._sink = None


class Document(Protocol):
    """What is written when all else is done: a report as HTML, or as PDF."""

    def write(self, path: Path) -> None:
        """Write it whole or not at all. Raises ``QgsProcessingException``."""


class Outputs:
    """The output layers and reports of one run of one algorithm."""

    def __init__(self) -> None:
        self._sinks: dict[str, Sink] = {}
        self._styles: dict[str, Style] = {}
        self._labels: dict[str, Mapping[str, str]] = {}
        self._appended: set[str] = set()
        self._reports: list[tuple[Document, Path]] = []
        self.destinations: dict[str, str] = {}
        self.short_names: list[str] = []
        """Field names that the format of an output cut."""
        self.provenance: Provenance | None = None
        self._is_settled = False

    def settle(self) -> None:
        """Take note that the job's own work is done for good: a cancel comes too late, its report is due."""
        self._is_settled = True

    def add(
        self,
        name: str,
        sink: Sink,
        destination: str,
        *,
        appended: bool,
        labels: Mapping[str, str],
        style: Style | None = None,
    ) -> Sink:
        """Take charge of an opened layer; ``labels``: what people call its fields.

        ``appended``: to a file that may hold other layers.
        """
        self._sinks[name] = sink
        self._labels[name] = labels
        self.destinations[name] = destination
        if appended:
            self._appended.add(name)
        if style is not None:
            self._styles[name] = style
        return sink

    @property
    def begun(self) -> bool:
        """Whether there is anything that could still be taken back."""
        return not self._is_settled and bool(self.destinations or self._reports)

    def add_report(self, report: Document, path: str, name: str = "REPORT") -> dict[str, str]:
        """Take charge of a report, which is written when all else is done; return its result ``name``."""
        if not path:
            return {}
        self._reports.append((report, Path(path)))
        return {name: path}

    def finish(self, context: QgsProcessingContext) -> None:
        """Close and check the layers, note their provenance, prepare their styles, write the reports.

        Raises ``QgsProcessingException`` or ``InputError`` when not everything is where it should be.
        """
        for name, sink in self._sinks.items():
            sink.close()
            _check_written(self.destinations[name], sink)
        self._sinks.clear()
        for name, destination in self.destinations.items() if self.provenance else ():
            path, table = _file_of(destination)
            if path is not None and path.suffix.lower() == ".gpkg":
                self.provenance.write_to(path, table or path.stem, name)
            if context.willLoadLayerOnCompletion(destination):
                finisher = LayerFinisher(self.provenance, name, self._labels[name], self._styles.get(name))
                _kept_alive.append(finisher)
                context.layerToLoadOnCompletionDetails(destination).setPostProcessor(finisher)
        for report, path in self._reports:
            report.write(path)

    def keep(self, context: QgsProcessingContext) -> None:
        """Finish, and leave the outputs in place whatever the algorithm raises from now on."""
        self.finish(context)
        self.destinations.clear()

    def annotate_layers(self, context: QgsProcessingContext, labels: Mapping[str, str]) -> None:
        """Name layers that exist and will not be loaded (models, scripts) and give them their provenance."""
        for name, destination in self.destinations.items():
            layer = context.getMapLayer(destination)
            if layer is not None and self.provenance is not None:
                layer.setName(labels[name])
                name_columns(layer, self._labels[name])
                self.provenance.attach_to(layer, name)

    def take_back(self) -> None:
        """Remove everything that was begun: nothing half-written stays."""
        for sink in self._sinks.values():
            with suppress(QgsProcessingException):
                sink.close()
        self._sinks.clear()
        for name, destination in self.destinations.items():
            path, table = _file_of(destination)
            if path is None and destination.lower().endswith(".shp"):  # a table: only its .dbf is there
                path = Path(destination)
            if path is None:
                continue
            if name in self._appended:
                _drop_layer(path, table)
            else:
                _delete_file(path)
        self.destinations.clear()


class LayerFinisher(QgsProcessingLayerPostProcessorInterface):
    """Styles a layer that has just been loaded, calls its fields what people call them, gives it its
    provenance and lays it beneath the points."""

    def __init__(
        self, provenance: Provenance, output: str, labels: Mapping[str, str], style: Style | None
    ) -> None:
        super().__init__()
        self._provenance, self._output, self._labels, self._style = provenance, output, labels, style

    def postProcessLayer(  # noqa: N802
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        self._provenance.attach_to(layer, self._output)
        name_columns(layer, self._labels)
        if self._style is not None:
            self._style(layer)
            layer.triggerRepaint()
        lay_beneath_later(context.project() or QgsProject.instance(), layer)


_kept_alive: deque[LayerFinisher] = deque(maxlen=200)
"""QGIS does not own post-processors (qgis/QGIS#47533): without a reference they die uncalled."""


def own_fields(*specifications: tuple[str, str]) -> list[QgsField]:
    """Make fields from (name, kind) pairs; see ``host.compat.field``."""
    return [field(name, kind) for name, kind in specifications]


def around(
    before: Sequence[QgsField],
    inherited: Iterable[QgsField],
    after: Sequence[QgsField],
) -> QgsFields:
    """Put an algorithm's own fields before and after the fields of an input layer.

    Own names stay as they are and an inherited name that clashes gets a number, as does the second of two
    own names that are equal. Names are compared as GeoPackage compares them, without regard to case. A field
    ``fid`` is renamed too: that name is a GeoPackage's own key, which takes whole numbers only, each once.
    A field of lists or objects (JSON, as the sets of a shared store) becomes text: few formats have such a
    type, and QGIS passes it on to none.
    """
    taken = {"fid"}
    first = [_named_apart(item, taken) for item in before]
    last = [_named_apart(item, taken) for item in after]
    middle = [_named_apart(item, taken) for item in inherited]
    fields = QgsFields()
    for item in (*first, *middle, *last):
        fields.append(item)
    return fields


def _named_apart(item: QgsField, taken: set[str]) -> QgsField:
    copy, name, count = QgsField(item), item.name(), 2
    while name.lower() in taken:
        name = f"{item.name()}_{count}"
        count += 1
    taken.add(name.lower())
    if is_nested(copy):
        return field(name, "String")
    copy.setName(name)
    return copy


def _stored(value: object) -> object:
    """Return a value as a sink takes it: null for ``None``, JSON text for a list or an object."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return NULL if value is None else value


def _file_of(destination: str) -> tuple[Path | None, str]:
    """Return the file and the layer name of an output, or ``None`` when it is not in a file."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", destination)
    path = Path(parts.get("path") or "")
    return (path, parts.get("layerName") or "") if path.suffix and path.is_file() else (None, "")


def shortened_names(destination: str, fields: QgsFields) -> list[str]:
    """Return the field names that a Shapefile cuts; none for other formats."""
    if not destination.lower().endswith(".shp"):
        return []
    return [item.name() for item in fields if len(item.name().encode()) > _DBF_NAME]


def _check_written(destination: str, sink: Sink) -> None:
    """Raise ``InputError`` when a file does not hold what was written: some formats drop it in silence."""
    path, _ = _file_of(destination)
    if path is None and not destination.lower().endswith(".shp"):
        return
    if not _holds(destination, sink.count):
        raise InputError(_LOST.format(output=sink.name, path=destination))


def _holds(destination: str, count: int) -> bool:
    """Return whether a layer can be read back; the file is let go of, so that it can be removed."""
    written = QgsVectorLayer(destination, "", "ogr")
    return written.isValid() and not 0 <= written.featureCount() != count


def _drop_layer(path: Path, table: str) -> None:
    with gdal_failures_ignored():
        data = open_dataset(path, gdal.OF_UPDATE)
        for index in range(data.GetLayerCount() if data else 0):
            if data.GetLayerByIndex(index).GetName() == table:
                data.DeleteLayer(index)
                forget_layer(data, table)
                return


def _delete_file(path: Path) -> None:
    companions = [path.with_name(path.name + suffix) for suffix in _SIDECARS]
    if path.suffix.lower() == ".shp":
        companions += [path.with_suffix(suffix) for suffix in _SHAPEFILE]
    for item in (path, *companions):
        with suppress(OSError):
            item.unlink()


_LOST = Text(
    "The output “{output}” cannot be read back from {path}: this format does not hold such a table. Choose a "
    "GeoPackage (.gpkg) or, for a table, a CSV file.",
    "Le résultat «\u00a0{output}\u00a0» ne peut être relu dans {path}\u00a0: ce format ne convient pas à un "
    "tel tableau. Choisissez un GeoPackage (.gpkg) ou, pour un tableau, un fichier CSV.",
)
