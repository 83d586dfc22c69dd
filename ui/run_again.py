# SPDX-License-Identifier: GPL-2.0-or-later
"""“Run again”: the dialog of the algorithm that made a layer, filled in as it was then."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction, QDialog, QMessageBox, QWidget

from ..host.compat import VECTOR_LAYER
from ..host.language import tr
from ..host.resources import icon
from ..layers.origin import origin_of
from ..processing.again import Again, prepare_again
from .algorithms import open_dialog


def run_again(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    layer: QgsMapLayer,
) -> QDialog | None:
    """Open the dialog of the run that made ``layer``; None when it cannot be, or when the person cancels."""
    document = origin_of(layer)
    if document is None:
        return None
    identifier = str(document["algorithm"])
    algorithm = QgsApplication.processingRegistry().algorithmById(identifier)
    if algorithm is None:
        text = tr(
            "“{layer}” was made by an algorithm that is not here ({algorithm}). Turn on QGIS’s Processing "
            "plugin, or install the version of Service Points that has it."
        ).format(layer=layer.name(), algorithm=identifier)
        _push(iface.messageBar(), tr("Service points"), text, Qgis.MessageLevel.Warning)
        return None
    again = prepare_again(algorithm, document["parameters"], QgsProject.instance())
    if again.in_the_way and not _ask_where(again, iface.mainWindow()):
        return None
    dialog = open_dialog(iface, identifier, again.parameters)
    if dialog is not None:
        tell_again(dialog, again)
    return dialog


class RunAgainAction(QObject):
    """The entry in the context menu of the layer tree, shown for layers that our algorithms made."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        super().__init__(iface.mainWindow())
        self._iface, self._tree = iface, iface.layerTreeView()
        self._watched: QgsMapLayer | None = None
        self.action = QAction(icon("service_points"), tr("Run Again…"), self)
        self.action.setObjectName("ServicePointsRunAgainAction")
        self.action.triggered.connect(self._run)
        iface.addCustomActionForLayerType(self.action, "", VECTOR_LAYER, True)
        self._tree.currentLayerChanged.connect(self._watch)
        self._watch(self._tree.currentLayer())

    def unload(self) -> None:
        """Take the entry back."""
        self._tree.currentLayerChanged.disconnect(self._watch)
        self._watch(None)
        self._iface.removeCustomActionForLayerType(self.action)
        self.deleteLater()

    def _watch(self, layer: QgsMapLayer | None) -> None:
        """Show the entry for this layer if it fits; a right click makes a layer the current one first.

        A layer may become the current one before the run that made it has said so in it.
        """
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.customPropertyChanged.disconnect(self._show)
        self._watched = layer
        if layer is not None:
            layer.customPropertyChanged.connect(self._show)
        self._show()

    def _show(self, _: str = "") -> None:
        self.action.setVisible(origin_of(self._watched) is not None)

    def _run(self) -> None:
        layer = self._tree.currentLayer()
        if layer is not None:
            run_again(self._iface, layer)


def _ask_where(again: Again, window: QWidget) -> bool:
    """Ask where results go whose files exist: those are on a map, perhaps, and in somebody's report."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Run Again"))
    box.setText(tr("The earlier results stay as they are. Where should the new ones go?"))
    box.setInformativeText("\n".join(again.in_the_way.values()))
    beside = box.addButton(tr("New Files Beside Them"), QMessageBox.ButtonRole.AcceptRole)
    temporary = box.addButton(tr("Temporary Layers"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(beside)
    box.exec()
    if box.clickedButton() is beside:
        again.write_beside()
    elif box.clickedButton() is temporary:
        again.write_temporary()
    else:
        return False
    return True


def tell_again(dialog: QDialog, again: Again) -> None:
    """Say in the dialog what was not found and what differs from the earlier run."""
    bar = dialog.messageBar()
    for note in again.notes:
        _push(bar, "", note, Qgis.MessageLevel.Info)
    if again.missing:
        text = tr("No longer found: {what}. Choose again; the rest is filled in as it was.").format(
            what="; ".join(again.missing)
        )
        _push(bar, "", text, Qgis.MessageLevel.Warning)


def _push(bar: QgsMessageBar, title: str, text: str, level: Qgis.MessageLevel) -> None:
    """Show a text as it stands: the bar reads HTML, and names come from files that others made."""
    bar.pushMessage(title, f"<span>{escape(text, quote=False)}</span>", level, 0)
