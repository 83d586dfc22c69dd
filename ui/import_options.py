# SPDX-License-Identifier: GPL-2.0-or-later
"""What a comparison uses beside the source: known addresses, and how columns of coordinates are read."""

from __future__ import annotations

from qgis.core import (
    QgsFeatureRequest,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.gui import (
    QgsCollapsibleGroupBox,
    QgsFieldComboBox,
    QgsMapLayerComboBox,
    QgsProjectionSelectionWidget,
)
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QWidget

from ..core.importing.cleaning.coordinates import Reading
from ..core.importing.positions import CoordinateChoice
from ..host.language import tr
from ..processing.geometry import wgs84
from .accessible import order_by_layout
from .calm_combo import CalmCombo
from .import_job import AddressPoints
from .pages import sentence

_ASK = "ask"


class ComparisonOptions(QgsCollapsibleGroupBox):
    """``changed`` follows each choice; ``references_changed`` one about the addresses."""

    changed = pyqtSignal()
    references_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(tr("Places: known addresses, coordinates"))
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
        self.layer.setAllowEmptyLayer(True)
        self.layer.setLayer(None)
        self.fields = [QgsFieldComboBox() for _part in range(4)]
        for combo in self.fields:
            combo.setAllowEmptyFieldName(True)
        self.coordinates = CalmCombo()
        for code, label in (
            (_ASK, tr("ask when they are not plainly longitude and latitude")),
            (Reading.AS_GIVEN.value, tr("as they stand")),
            (Reading.SWAPPED.value, tr("longitude and latitude are swapped")),
            (Reading.WEST_POSITIVE.value, tr("longitudes lack their minus sign")),
            (Reading.SWAPPED_WEST_POSITIVE.value, tr("swapped, and without the minus sign")),
            (Reading.PROJECTED.value, tr("metres of a projection")),
        ):
            self.coordinates.addItem(label, code)
        self.crs = QgsProjectionSelectionWidget()
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.geolocation = QCheckBox(tr("Ask the federal Geolocation Service"))
        self.geolocation.setToolTip(
            tr(
                "Sends the addresses that are still without a good place, and nothing else, to Natural "
                "Resources Canada over the web. Only an answer with the same number, street and municipality "
                "is taken, and recorded as interpolated, within 150 m."
            )
        )
        self._form = self._lay_out()
        self.layer.layerChanged.connect(self._on_layer)
        for combo in self.fields:
            combo.fieldChanged.connect(lambda _name: self._on_reference())
        self.coordinates.activated.connect(lambda _index: self._on_coordinates())
        self.geolocation.toggled.connect(lambda _on: self.changed.emit())
        self.crs.crsChanged.connect(lambda _crs: self.changed.emit())
        self._on_layer(None)
        self._on_coordinates()

    def _lay_out(self) -> QFormLayout:
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(
            sentence(
                tr(
                    "Rows without coordinates are placed by their address on a layer of known addresses, and "
                    "how they were placed is recorded. Without such a layer they have no position."
                )
            )
        )
        labels = (
            tr("Address (number and street)"),
            tr("Civic number, where it has a field of its own"),
            tr("Municipality"),
            tr("Postal code"),
        )
        for label, widget in (
            (tr("Address points"), self.layer),
            *zip(labels, self.fields),
            (tr("Columns of coordinates"), self.coordinates),
            (tr("Coordinate system of metres"), self.crs),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
        form.insertRow(len(self.fields) + 2, self.geolocation)
        order_by_layout(self)
        return form

    def addresses(self) -> AddressPoints | None:
        """Return the layer of known addresses as the background reads it, None without one."""
        layer = self.layer.currentLayer()
        if not isinstance(layer, QgsVectorLayer) or not self.fields[0].currentField():
            return None
        named = [combo.currentField() for combo in self.fields]
        places = [layer.fields().lookupField(name) if name else -1 for name in named]
        request = QgsFeatureRequest()
        request.setDestinationCrs(wgs84(), QgsProject.instance().transformContext())
        return AddressPoints(
            QgsVectorLayerFeatureSource(layer), request, (places[0], places[1], places[2], places[3])
        )

    def coordinate_choice(self) -> CoordinateChoice | None:
        """Return how columns of coordinates are read, None to be asked."""
        code = self.coordinates.currentData()
        return None if code == _ASK else CoordinateChoice(Reading(code), self.crs.crs().authid() or None)

    @property
    def lacks_address_field(self) -> bool:
        """Whether a layer is chosen but not which of its fields holds the address."""
        return self.layer.currentLayer() is not None and not self.fields[0].currentField()

    def _on_layer(self, layer: object) -> None:
        vector = layer if isinstance(layer, QgsVectorLayer) else None
        for combo in self.fields:
            combo.blockSignals(True)
            combo.setLayer(vector)
            combo.setField("")
            combo.blockSignals(False)
            combo.setEnabled(vector is not None)
        self._on_reference()

    def _on_reference(self) -> None:
        self.references_changed.emit()
        self.changed.emit()

    def _on_coordinates(self) -> None:
        is_projected = self.coordinates.currentData() == Reading.PROJECTED.value
        for widget in (self.crs, self._form.labelForField(self.crs)):  # hidden, unfolding would show them
            widget.setEnabled(is_projected)
        self.changed.emit()
