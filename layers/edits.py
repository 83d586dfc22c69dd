# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes to records written into the edit buffers of layers, as one named step of undo for each layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..core.errors import StoreError
from ..core.schema import Field, Table, load_schema
from ..core.store import RowChange
from ..core.text import Text
from .draft import draft_row

_REFUSED = Text(
    "“{layer}” does not take the change. Nothing was changed; save or undo its other edits and try again.",
    "«\u00a0{layer}\u00a0» n’accepte pas la modification. Rien n’a été modifié; enregistrez ou "
    "annulez ses autres modifications et réessayez.",
)

_FILTERED = Text(
    "The filter of “{layer}” hides records that are to be changed. Nothing was changed; take the filter off "
    "the layer and try again.",
    "Le filtre de «\u00a0{layer}\u00a0» masque des fiches à modifier. Rien n’a été modifié; retirez le "
    "filtre de la couche et réessayez.",
)

_HIDDEN = Text(
    "The filter of “{layer}” hides records that were chosen. Take the filter off the layer and try again.",
    "Le filtre de «\u00a0{layer}\u00a0» masque des fiches choisies. Retirez le filtre de la couche et "
    "réessayez.",
)
_GONE = Text(
    "Records that were chosen are no longer in “{layer}”.",
    "Des fiches choisies ne sont plus dans «\u00a0{layer}\u00a0».",
)
_NO_LAYER = Text(
    "The layer of these records is not in the project any more. Open the store again to bring it back.",
    "La couche de ces fiches n’est plus dans le projet. Ouvrez de nouveau le dépôt pour l’y remettre.",
)

_being_written: set[str] = set()


def is_being_written(layer: QgsVectorLayer) -> bool:
    """Return whether ``edit_layers`` is changing a layer right now: such a change is nobody's hand."""
    return layer.id() in _being_written


@contextmanager
def edit_command(layer: QgsVectorLayer, title: str) -> Iterator[None]:
    """Group edits of a layer into one step called ``title``; an error takes back what was done of it."""
    layer.beginEditCommand(title)
    try:
        yield
    except BaseException:
        layer.destroyEditCommand()
        raise
    layer.endEditCommand()


def edit_layers(
    layers: Mapping[str, QgsVectorLayer], changes: Sequence[RowChange], title: str
) -> list[RowChange]:
    """Apply changes to the layers of their tables, in this order; return those whose table has no layer.

    A layer that is not being edited yet is from now on; nothing is saved. In each layer all of it is one
    step of undo called ``title``. Records that are gone are passed over. Raises ``StoreError`` when a layer
    refuses, or has a filter that may hide one of them: then none of the layers is changed.
    """
    tables = load_schema().tables
    here = [change for change in changes if change.table in layers]
    fids = {
        name: _fids(layers[name], tables[name], {change.key for change in here if change.table == name})
        for name in dict.fromkeys(change.table for change in here)
    }
    hidden = [c.table for c in here if c.op != "insert" and c.key not in fids[c.table]]
    for layer in (layers[name] for name in hidden):
        if layer.subsetString():
            raise StoreError(_FILTERED.format(layer=layer.name()))
    begun: list[QgsVectorLayer] = []
    _being_written.update(layers[name].id() for name in fids)
    try:
        for name in fids:
            layer = layers[name]
            if not layer.isEditable() and not layer.startEditing():
                raise _refused(layer)
            layer.beginEditCommand(title)
            begun.append(layer)
        for change in here:
            _write(layers[change.table], tables[change.table], change, fids[change.table])
    except StoreError:
        for layer in begun:
            layer.destroyEditCommand()
        raise
    finally:
        _being_written.clear()
    for layer in begun:
        layer.endEditCommand()
        layer.triggerRepaint()
    return [change for change in changes if change.table not in layers]


def values_in(layer: QgsVectorLayer, table: str, keys: Iterable[str], field: str) -> dict[str, Any]:
    """Return what a field of records holds now, edits included, by key: canonical values."""
    definition = load_schema().tables[table]
    fids = _fids(layer, definition, set(keys))
    return {key: draft_row(layer.getFeature(fid), definition)[field] for key, fid in fids.items()}


def why_not_found(layer: QgsVectorLayer | None) -> Text:
    """Return why records that the store has, or had, are not found in the layer of their table."""
    if layer is None:
        return _NO_LAYER
    return (_HIDDEN if layer.subsetString() else _GONE).format(layer=layer.name())


def to_layer(field: Field, value: object) -> Any:  # noqa: ANN401  (whatever QGIS takes)
    """Return a canonical value as a layer's field takes it."""
    if value is None:
        return NULL
    if field.type == "date":
        return QDate.fromString(str(value), Qt.DateFormat.ISODate)
    if field.type == "datetime":
        return QDateTime.fromString(str(value), Qt.DateFormat.ISODate)
    if field.type == "real":
        return float(str(value))
    return value


def _write(layer: QgsVectorLayer, table: Table, change: RowChange, fids: dict[str, int]) -> None:
    fid = fids.get(change.key)
    if change.op == "insert":
        done = fid is not None or layer.addFeature(_feature(layer, table, change))
    elif fid is None:
        return
    elif change.op == "delete":
        done = layer.deleteFeature(fid)
    else:
        done = all(_set(layer, table.by_name[name], fid, value) for name, value in change.values.items())
    if not done:
        raise _refused(layer)


def _set(layer: QgsVectorLayer, field: Field, fid: int, value: object) -> bool:
    if field.is_geometry:
        shape = QgsGeometry() if value is None else QgsGeometry.fromWkt(str(value))
        return bool(layer.changeGeometry(fid, shape, True))
    index = layer.fields().lookupField(field.name)
    return bool(layer.changeAttributeValue(fid, index, to_layer(field, value)))


def _feature(layer: QgsVectorLayer, table: Table, change: RowChange) -> QgsFeature:
    shape, values = QgsGeometry(), {}
    for name, value in change.values.items():
        field = table.by_name[name]
        if field.is_geometry:
            shape = QgsGeometry() if value is None else QgsGeometry.fromWkt(str(value))
        else:
            values[layer.fields().lookupField(name)] = to_layer(field, value)
    # Only what is given: the defaults of the form are for records that somebody adds.
    feature = QgsVectorLayerUtils.createFeature(layer, shape)
    for index in range(layer.fields().count()):
        if layer.fields().at(index).name() != "fid":
            feature.setAttribute(index, values.get(index, NULL))
    return feature


def _fids(layer: QgsVectorLayer, table: Table, keys: set[str]) -> dict[str, int]:
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([table.key], layer.fields())
    return {str(f[table.key]): f.id() for f in layer.getFeatures(request) if str(f[table.key]) in keys}


def _refused(layer: QgsVectorLayer) -> StoreError:
    return StoreError(_REFUSED.format(layer=layer.name()))
