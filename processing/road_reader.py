# SPDX-License-Identifier: GPL-2.0-or-later
"""The features of a road layer as plain arrays, in bounded memory: straight from its file or through QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from ..core.errors import Cancelled
from ..core.network.labels import LabelCollector, Labels
from ..host.language import tr
from .geometry import FloatArray, IntArray, flat
from .inputs import number
from .plain_files import Batch, NotPlain, PlainFile, batches
from .sources import features_of, plain
from .wkb import CURVE, LineParts, UnreadableWkb, line_parts
from .wording import number_text

CHUNK = 10_000
"""Features held as objects at once."""

_TELL_EVERY = 100_000


@dataclass(frozen=True)
class Columns:
    """Names of the fields to read: as numbers, as texts."""

    numbers: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RoadTable:
    """What was read, in the CRS of the layer.

    Vertices of all line parts ``xy`` (k, 2), part p from ``offsets[p]`` to ``offsets[p+1]``, of the feature
    ``owner[p]``. Per feature: id, kind of geometry (see ``wkb``), fields by name; numbers are NaN where the
    field has none. ``direct``: read from the file itself.
    """

    xy: FloatArray
    offsets: IntArray
    owner: IntArray
    fids: IntArray
    kind: NDArray[np.uint8]
    numbers: dict[str, FloatArray]
    texts: dict[str, Labels]
    direct: bool


@dataclass
class _Builder:
    """Collects chunks as arrays."""

    columns: Columns
    feedback: QgsProcessingFeedback
    count: int = 0
    parts: list[LineParts] = field(default_factory=list)
    owners: list[IntArray] = field(default_factory=list)
    fids: list[IntArray] = field(default_factory=list)
    numbers: dict[str, list[FloatArray]] = field(default_factory=dict)
    texts: dict[str, LabelCollector] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = {name: [] for name in self.columns.numbers}
        self.texts = {name: LabelCollector() for name in self.columns.texts}

    def add(self, fids: IntArray, parts: LineParts) -> None:
        """Add a chunk of features; their fields are added beside."""
        before = self.count
        self.owners.append(parts.owner + before)
        self.fids.append(fids)
        self.parts.append(parts)
        self.count += len(fids)
        if self.feedback.isCanceled():
            raise Cancelled
        if self.count // _TELL_EVERY > before // _TELL_EVERY:
            told = tr("Roads read: {count}").format(count=number_text(self.count))
            self.feedback.setProgressText(told)

    def table(self, *, direct: bool) -> RoadTable:
        """Return everything added."""
        sizes = _joined([parts.sizes for parts in self.parts], np.int64)
        return RoadTable(
            xy=_joined([parts.xy for parts in self.parts], np.float64).reshape(-1, 2),
            offsets=np.concatenate(([0], np.cumsum(sizes))),
            owner=_joined(self.owners, np.int64),
            fids=_joined(self.fids, np.int64),
            kind=_joined([parts.kind for parts in self.parts], np.uint8),
            numbers={name: _joined(chunks, np.float64) for name, chunks in self.numbers.items()},
            texts={name: collector.labels() for name, collector in self.texts.items()},
            direct=direct,
        )


def read_table(
    source: QgsProcessingFeatureSource,
    request: QgsFeatureRequest,
    columns: Columns,
    feedback: QgsProcessingFeedback,
    file: PlainFile | None,
) -> RoadTable:
    """Read the features of ``source``, from ``file`` where that is known to give the same.

    What only QGIS can read (a curve, an unusual type) is found on the way; then QGIS reads all of it.
    """
    if file is not None:
        try:
            return _from_file(file, columns, feedback)
        except (NotPlain, UnreadableWkb):
            pass
    return _through_qgis(source, request, columns, feedback)


def _from_file(file: PlainFile, columns: Columns, feedback: QgsProcessingFeedback) -> RoadTable:
    builder = _Builder(columns, feedback)
    for batch in batches(file, columns.numbers, columns.texts, CHUNK):
        parts = line_parts(batch.data, batch.start, batch.end)
        if (parts.kind == CURVE).any():
            raise NotPlain
        _add_fields(builder, batch)
        builder.add(batch.fids, parts)
    return builder.table(direct=True)


def _add_fields(builder: _Builder, batch: Batch) -> None:
    for name, values in batch.numbers.items():
        builder.numbers[name].append(values)
    for name, (values, code) in batch.texts.items():
        builder.texts[name].extend_coded(values, code)


def _through_qgis(
    source: QgsProcessingFeatureSource,
    request: QgsFeatureRequest,
    columns: Columns,
    feedback: QgsProcessingFeedback,
) -> RoadTable:
    index = {name: source.fields().lookupField(name) for name in (*columns.numbers, *columns.texts)}
    request.setSubsetOfAttributes(sorted(set(index.values())))
    builder = _Builder(columns, feedback)
    for chunk in _chunks(features_of(source, feedback, request)):
        for name, numbers in builder.numbers.items():
            at = index[name]
            numbers.append(np.array([number(feature.attribute(at)) for feature in chunk], np.float64))
        for name, texts in builder.texts.items():
            at = index[name]
            texts.extend(plain(feature.attribute(at)) for feature in chunk)
        builder.add(np.array([feature.id() for feature in chunk], np.int64), _lines_of(chunk))
    return builder.table(direct=False)


def _chunks(features: Iterator[QgsFeature]) -> Iterator[list[QgsFeature]]:
    chunk: list[QgsFeature] = []
    for feature in features:
        chunk.append(feature)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines_of(chunk: list[QgsFeature]) -> LineParts:
    """Return the lines of the features; a curve becomes the short straight pieces QGIS draws it with."""
    wkbs = [feature.geometry().asWkb().data() for feature in chunk]
    parts = _parsed(wkbs)
    curved = np.flatnonzero(parts.kind == CURVE)
    if not len(curved):
        return parts
    for at in curved.tolist():
        wkbs[at] = flat(chunk[at].geometry()).asWkb().data()
    straight = _parsed(wkbs)
    straight.kind[curved] = CURVE
    return straight


def _parsed(wkbs: list[bytes]) -> LineParts:
    sizes = np.fromiter(map(len, wkbs), np.int64, len(wkbs))
    ends = np.cumsum(sizes)
    return line_parts(np.frombuffer(b"".join(wkbs), np.uint8), ends - sizes, ends)


def _joined(chunks: list[NDArray], kind: type) -> NDArray:
    return np.concatenate(chunks) if chunks else np.zeros(0, kind)
