# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: switch the language in the panel's menu and in Options; note what follows.

DRIVE_COPY is a working copy, so that an import may be open at the switch.
"""

import os
import re

from driving import answering, drive, idle, iface, open_panel, picture, settle, until
from qgis.core import QgsApplication, QgsExpression, QgsProject
from qgis.gui import QgsGui, QgsOptionsPageWidget
from qgis.PyQt.QtWidgets import QDialogButtonBox, QMenu
from qgis.utils import plugins


def menu_titles():
    """The entries of the plugin in QGIS's menus, whatever the language."""
    plugin, found = plugins["service_points"], []
    for menu in (iface.vectorMenu(), iface.pluginHelpMenu()):
        for action in menu.actions():
            if action.menu() and ("ervice Points" in action.text() or "oints de service" in action.text()):
                found += [action.text(), *(each.text() for each in action.menu().actions() if each.text())]
    return [*found, plugin.action.text(), re.sub("<[^>]*>", "", plugin.action.toolTip())]


def everything(panel):
    """What a person reads now, by where."""
    plugin, registry = plugins["service_points"], QgsApplication.processingRegistry()
    provider = registry.providerById("servicepoints")
    algorithm = provider.algorithm("catchments")
    points = panel.session.points_layer()
    form = points.editFormConfig()
    locator = next(part.filter for part in plugin.parts if hasattr(part, "filter"))
    options = next(part.factory for part in plugin.parts if hasattr(part, "factory"))
    importing = panel.importing.assistant
    return {
        "menus": menu_titles(),
        "panel": [panel.tabs.tabText(place) for place in range(panel.tabs.count())],
        "provider": provider.name(),
        "algorithm": algorithm.displayName(),
        "parameters": [each.description() for each in algorithm.parameterDefinitions()],
        "groups": sorted({each.group() for each in provider.algorithms()}),
        "toolbox": sorted(
            each.displayName() for each in registry.algorithms() if each.provider() is provider
        ),
        "layers": [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()][:6],
        "legend": [item.label() for item in points.renderer().legendSymbolItems()],
        "aliases": [points.attributeAlias(place) for place in range(points.fields().count())],
        "form": [each.name() for each in form.tabs()],
        "locator": [locator.displayName(), locator.description()],
        "options": options.title(),
        "sources": [
            each.text()
            for each in QgsGui.sourceSelectProviderRegistry().providers()
            if each.providerKey() == "service_points_shared"
        ],
        "browser": plugin.shared.items.root.name() if plugin.shared.items.root else "",
        "function": next(each.helpText() for each in QgsExpression.Functions() if each.name() == "sp_label"),
        "import": importing.windowTitle() if importing is not None else "",
    }


def choose(panel, title):
    """Choose a language in the menu of the panel."""
    menu = panel.menu_button.menu()
    next(action for action in menu.actions() if action.text().replace("&", "") == title).trigger()
    idle()


def choose_in_options(code):
    """Choose a language in QGIS's Options, and press OK."""

    def answer(dialog):
        settle(0.5)
        pages = dialog.findChildren(QgsOptionsPageWidget)
        page = next(page for page in pages if page.objectName() == "ServicePointsOptions")
        box = page.rows["language"].widget
        box.setCurrentIndex(box.findData(code))
        boxes = dialog.findChildren(QDialogButtonBox)
        next(filter(None, (each.button(QDialogButtonBox.StandardButton.Ok) for each in boxes))).click()

    with answering(answer):
        iface.showOptionsDialog(iface.mainWindow(), "ServicePointsOptions")
    idle()


def main():
    panel = open_panel(os.environ["DRIVE_COPY"], width=360)
    panel.importing.open()
    until(lambda: panel.importing.assistant is not None, "the import")
    idle()
    facts = {"en": everything(panel)}
    choose(panel, "Français")
    facts["fr"] = everything(panel)
    picture(iface.mainWindow(), "after_switch")
    choose_in_options("en")
    facts["again"] = everything(panel)
    panel.importing.assistant.reject()
    idle()
    assert not [menu for menu in iface.mainWindow().findChildren(QMenu) if menu.isVisible()]
    return facts


drive(main, expected=lambda dialog: dialog.objectName() in ("QgsOptionsBase", "ImportAssistant"))
