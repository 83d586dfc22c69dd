# SPDX-License-Identifier: GPL-2.0-or-later
"""Watches for points moved by hand: says how they were placed, and asks whether the address is still right.

Position and address are one group of the schema: whoever changes one of them has to look at the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Callable

from qgis.core import (
    NULL,
    Qgis,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QPushButton

from ..host.language import language, tr
from ..layers.fields import POINTS, TABLE_PROPERTY
from .layer_watch import LayerWatch

BY_HAND = "manual"
"""Code of the list ``geo_method``: placed on the map."""

Move = tuple[QgsVectorLayer, QgsFeature, QgsFeature]
"""A layer, its feature as it was saved, and as it is now."""


class MoveGuard(LayerWatch):
    """Watches the points layers of a project. One question is open at a time, about the last move."""

    def __init__(self, iface: Any, project: QgsProject) -> None:  # noqa: ANN401
        super().__init__(project)
        self._iface = iface
        self._before: dict[tuple[str, int], QgsFeature] = {}
        self._bar_item: Any = None
        self._putting_back = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)  # after the tool has ended its step
        self._timer.timeout.connect(self._ask)
        self.begin()

    def wants(self, layer: QgsVectorLayer) -> bool:
        """Return whether it holds service points."""
        return bool(layer.customProperty(TABLE_PROPERTY) == POINTS)

    def hears(self, layer: QgsVectorLayer) -> tuple[Any, Any]:
        """Return each change of a place."""
        return layer.geometryChanged, self._on_moved

    def unload(self) -> None:
        """Let go of every layer."""
        super().unload()
        self._timer.stop()
        self._close_question()

    def forget(self, ids: list[str]) -> None:
        """Know nothing more of layers that go, nor of what was moved in them."""
        super().forget(ids)
        self._before = {place: was for place, was in self._before.items() if place[0] not in ids}

    def _on_moved(self, fid: int, geometry: QgsGeometry) -> None:
        """Note a move and set the method, within the step that moved: undo takes both back.

        Undo and redo change geometries, too, but outside any step; nothing may be added to them.
        """
        from ..layers.edits import is_being_written

        layer = self.sender()
        if not isinstance(layer, QgsVectorLayer) or not layer.isEditCommandActive():
            return
        if is_being_written(layer):
            return
        place = (layer.id(), fid)
        if place not in self._before:
            was = _saved(layer, fid)
            if not was.isValid() or was.geometry().isNull():
                return  # a new point, or one that had no place: nothing moved
            self._before[place] = was
        if not self._putting_back:
            _say_how(layer, fid)
            self._timer.start()

    def _ask(self) -> None:
        """Ask about what was moved and has an address; about several points in one sentence."""
        self._close_question()
        moves = []
        for (layer_id, fid), was in self._before.items():
            layer = self._watched.get(layer_id)
            now = layer.getFeature(fid) if layer is not None else QgsFeature()
            if now.isValid() and _address(now) and not now.geometry().equals(was.geometry()):
                moves.append((layer, was, now))
        if not moves:
            self._before.clear()
            return
        bar = self._iface.messageBar()
        self._bar_item = item = bar.createMessage(tr("Address"), _question(moves))
        item.setToolTip(_where(moves))
        answers = {
            tr("Still Right"): lambda: None,
            tr("Correct the Address…"): lambda: self._open_form(moves),
            tr("Put It Back"): lambda: self._put_back(moves),
        }
        for text, answer in answers.items():
            button = QPushButton(text, item)
            button.clicked.connect(lambda _=False, then=answer: self._on_answered(then))
            item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Info)

    def _on_answered(self, then: Callable[[], None]) -> None:
        self._before.clear()
        self._close_question()
        then()

    def _open_form(self, moves: Sequence[Move]) -> None:
        layer, _, now = moves[-1]
        if not sip.isdeleted(layer):
            self._iface.openFeatureForm(layer, layer.getFeature(now.id()), False, False)

    def _put_back(self, moves: Sequence[Move]) -> None:
        self._putting_back = True
        try:
            _put_back(moves)
        finally:
            self._putting_back = False
            self._before.clear()

    def _close_question(self) -> None:
        if self._bar_item is not None and not sip.isdeleted(self._bar_item):
            self._iface.messageBar().popWidget(self._bar_item)
        self._bar_item = None


def _saved(layer: QgsVectorLayer, fid: int) -> QgsFeature:
    """The feature as it is in the file; not valid for a point that was not saved yet."""
    found = QgsFeature()
    layer.dataProvider().getFeatures(QgsFeatureRequest(fid)).nextFeature(found)
    return found


def _say_how(layer: QgsVectorLayer, fid: int) -> None:
    """A point placed by hand is neither where a geocoder put it nor as exact as a GPS said."""
    for name, value in (("geo_method", BY_HAND), ("geo_accuracy_m", NULL)):
        layer.changeAttributeValue(fid, layer.fields().lookupField(name), value)


def _put_back(moves: Sequence[Move]) -> None:
    """Restore positions, and how they were found, as they were last saved: one step of undo."""
    from ..layers.edits import edit_command

    for layer, was, _ in moves:
        if sip.isdeleted(layer) or not layer.isEditable():
            continue
        with edit_command(layer, tr("Put the point back")):
            layer.changeGeometry(was.id(), was.geometry())
            for name in ("geo_method", "geo_accuracy_m"):
                layer.changeAttributeValue(was.id(), layer.fields().lookupField(name), was[name])


def _question(moves: Sequence[Move]) -> str:
    """The question; what comes from data is escaped, for the message bar shows HTML."""
    from ..processing.wording import distance_text

    if len(moves) > 1:
        return tr("%n point(s) moved. Are their addresses still right?", len(moves))
    (_, was, now), *_ = moves
    metres = QgsDistanceArea()
    metres.setEllipsoid("EPSG:7030")
    distance = metres.measureLine(was.geometry().asPoint(), now.geometry().asPoint())
    line = _text(now, "address_line1") or _address(now)
    return tr("Moved {distance}. Still at {address}?").format(
        distance=distance_text(distance), address=escape(line)
    )


def _where(moves: Sequence[Move]) -> str:
    """The points that moved, with their whole addresses; the bar has room for a short question only."""
    from .review_words import plain_tip

    lines = []
    for _, _, now in moves:
        name = _text(now, f"name_{language()}") or _text(now, "name_en") or _text(now, "name_fr")
        lines.append(tr("{name}: {address}").format(name=name, address=_address(now)))
    return plain_tip("\n".join(lines))


def _address(feature: QgsFeature) -> str:
    parts = (_text(feature, name) for name in ("address_line1", "address_line2", "city", "postal_code"))
    return ", ".join(part for part in parts if part)


def _text(feature: QgsFeature, name: str) -> str:
    value = feature[name]
    return "" if value is None or value == NULL else str(value)
