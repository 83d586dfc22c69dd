# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of the algorithm that made a layer, filled in as it was then."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QDialog, QMessageBox, QWidget

from ..host.language import tr
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
