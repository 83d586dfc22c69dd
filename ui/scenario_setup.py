# SPDX-License-Identifier: GPL-2.0-or-later
"""Before a scenario: on which roads, for whom, within which times or distances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsFieldProxyModel, QgsMapLayer, QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsCheckableComboBox, QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..core.errors import InputError
from ..core.network import load_speed_presets
from ..host.language import say, tr
from ..layers.origin import origin_of
from ..processing.cutoffs import parse_cutoffs
from .calm_combo import CalmCombo
from .pages import sentence
from .preflight import CUTOFFS

METRIC_NAMES = {
    "time": lambda: tr("Travel time (minutes)"),
    "distance": lambda: tr("Distance by road (km)"),
    "straight": lambda: tr("As the crow flies (km)"),
}


class ScenarioSetup(QWidget):
    """Asks for the parameters; ``started`` carries them, as the algorithms name them."""

    started = pyqtSignal(object)

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._given: dict[str, Any] = {}
        self._make_fields()
        self._arrange()
        self._connect()
        self._check()

    def set_parameters(self, parameters: Mapping[str, Any]) -> None:
        """Fill in what is known. What has no field here is kept, as long as it is about the same layer."""
        self._given = dict(parameters)
        results = [
            layer for layer in self._project.mapLayers().values() if not _is_given(self._project, layer)
        ]
        for box in (self.roads, self.people):
            box.setExceptedLayerList(results)
        metric = self.metric.findData(parameters.get("METRIC"))
        self.metric.setCurrentIndex(max(0, metric))
        for box, name in ((self.roads, "NETWORK"), (self.people, "DEMAND")):
            layer = self._project.mapLayer(str(parameters.get(name) or ""))
            if layer is not None:
                box.setLayer(layer)
        self.speed.setField(str(parameters.get("SPEED_FIELD") or ""))
        self.preset.setCurrentIndex(max(0, self.preset.findData(parameters.get("SPEED_PRESET"))))
        fields = [str(name) for name in parameters.get("DEMAND_FIELDS") or ()]
        self.population.setField(fields[0] if fields else "")
        self._list_groups()
        self.groups.setCheckedItems(fields[1:])
        self.strata.setField(str(parameters.get("STRATUM_FIELD") or ""))
        self.cutoffs.setText(str(parameters.get("CUTOFFS") or CUTOFFS))
        self._check()

    def parameters(self) -> dict[str, Any]:
        """Return the parameters as they are chosen."""
        roads, people = self.roads.currentLayer(), self.people.currentLayer()
        chosen: dict[str, Any] = {
            "METRIC": self.metric.currentData(),
            "NETWORK": roads.id() if roads is not None else None,
            "SPEED_FIELD": self.speed.currentField() or None,
            "SPEED_PRESET": self.preset.currentData(),
            "DEMAND": people.id() if people is not None else None,
            "DEMAND_FIELDS": self._demand_fields(),
            "STRATUM_FIELD": self.strata.currentField() or None,
            "CUTOFFS": self.cutoffs.text().strip(),
        }
        same_roads = self._given.get("NETWORK") == chosen["NETWORK"]
        kept = {k: v for k, v in self._given.items() if k not in chosen} if same_roads else {}
        return {**kept, **{name: value for name, value in chosen.items() if value is not None}}

    def _demand_fields(self) -> list[str]:
        first = self.population.currentField()
        return [first, *(name for name in self.groups.checkedItems() if name != first)] if first else []

    def _make_fields(self) -> None:
        kinds = QgsMapLayerProxyModel.Filter
        self.metric = CalmCombo()
        for code, name in METRIC_NAMES.items():
            self.metric.addItem(name(), code)
        self.roads, self.people = QgsMapLayerComboBox(), QgsMapLayerComboBox()
        self.roads.setFilters(kinds.LineLayer)
        self.people.setFilters(kinds.PolygonLayer | kinds.PointLayer)
        self.speed, self.population, self.strata = QgsFieldComboBox(), QgsFieldComboBox(), QgsFieldComboBox()
        for box in (self.speed, self.population):
            box.setFilters(QgsFieldProxyModel.Filter.Numeric)
        for box in (self.speed, self.population, self.strata):
            box.setAllowEmptyFieldName(True)
        self.groups = QgsCheckableComboBox()
        self.groups.setDefaultText(tr("None"))
        self.preset = CalmCombo()
        for code, preset in load_speed_presets().items():
            self.preset.addItem(say(preset.title), code)
        self.cutoffs = QLineEdit(CUTOFFS)
        self.cutoffs.setToolTip(tr("Up to which times or distances people are counted, for example 5,10,15."))
        self.missing = sentence()
        self.start = QPushButton(tr("Start"))
        self.start.setDefault(True)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        self._labels: dict[QWidget, QLabel] = {}
        for text, widget in (
            (tr("&Measure"), self.metric),
            (tr("&Roads"), self.roads),
            (tr("Sp&eed field (km/h)"), self.speed),
            (tr("Speeds by road &class"), self.preset),
            (tr("P&opulation"), self.people),
            (tr("Field of the &number of people"), self.population),
            (tr("&Groups of people, too"), self.groups),
            (tr("&Break down by (ward, region)"), self.strata),
            (tr("&Within (minutes or km)"), self.cutoffs),
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            widget.setAccessibleName(text.replace("&", ""))
            widget.setMinimumWidth(0)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._labels[widget] = label
            rows.addWidget(label)
            rows.addWidget(widget)
        rows.addSpacing(6)
        rows.addWidget(self.missing)
        rows.addWidget(self.start)

    def _connect(self) -> None:
        self.roads.layerChanged.connect(self.speed.setLayer)
        self.people.layerChanged.connect(self.population.setLayer)
        self.people.layerChanged.connect(self.strata.setLayer)
        self.people.layerChanged.connect(self._list_groups)
        self.speed.setLayer(self.roads.currentLayer())
        self.population.setLayer(self.people.currentLayer())
        self.strata.setLayer(self.people.currentLayer())
        self._list_groups()
        for signal in (self.roads.layerChanged, self.people.layerChanged, self.metric.currentIndexChanged):
            signal.connect(self._check)
        self.cutoffs.textChanged.connect(self._check)
        self.start.clicked.connect(lambda _=False: self.started.emit(self.parameters()))
        self.cutoffs.returnPressed.connect(self.start.click)

    def _list_groups(self, *_layer: object) -> None:
        layer = self.people.currentLayer()
        self.groups.clear()
        if layer is not None:
            self.groups.addItems([field.name() for field in layer.fields() if field.isNumeric()])

    def _check(self, *_changed: object) -> None:
        """Let the person start once there is something to start with; else say what is needed."""
        by_road = self.metric.currentData() != "straight"
        for widget in (self.roads, self.speed, self.preset):
            widget.setEnabled(by_road)
            self._labels[widget].setEnabled(by_road)
        lacking = []
        if by_road and self.roads.currentLayer() is None:
            lacking.append(tr("a line layer of the roads"))
        if self.people.currentLayer() is None:
            lacking.append(tr("a layer of the population, such as census blocks"))
        text = tr("Choose roads and population first. Add to the project: {what}.")
        text = text.format(what="; ".join(lacking)) if lacking else self._complaint()
        self.missing.setText(text)
        self.missing.setVisible(bool(text))
        self.start.setEnabled(not text)

    def _complaint(self) -> str:
        """Return what is wrong with the cutoffs, if anything."""
        try:
            parse_cutoffs(self.cutoffs.text())
        except InputError as problem:
            return say(problem.text)
        return ""


def _is_given(project: QgsProject, layer: QgsMapLayer) -> bool:
    """Return whether a layer may hold roads or people: no result of ours, and none that the tree hides."""
    return origin_of(layer) is None and project.layerTreeRoot().findLayer(layer.id()) is not None
