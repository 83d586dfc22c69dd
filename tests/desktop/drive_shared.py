# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: a person adds shared layers in the panel and in QGIS's own places."""

import os

from driving import answering, cut_texts, drive, iface, picture, plugins, press, settle, until
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QListWidget, QTreeView, QWidget

URL = os.environ["DRIVE_URL"]
NAMES = ("Service Points", "Points de service")


def dialog_of(name):
    def shown():
        return [each for each in QApplication.allWidgets() if each.objectName() == name and each.isVisible()]

    return until(shown, name)[0]


def is_ours(dialog):
    """Whether a dialog is one that this script opens."""
    pages = ("ServicePointsSharedLayer", "ServicePointsSharedPage")
    return dialog.objectName() in pages or dialog.findChild(QWidget, pages[1]) is not None


def add_in_the_panel(panel, facts):
    """The store button's menu, the address typed, the layers listed, one added."""
    menu = panel.store_button.menu()
    menu.aboutToShow.emit()
    words = {"en": "Add a shared layer…", "fr": "Ajouter une couche partagée…"}[os.environ["DRIVE_LANGUAGE"]]
    next(action for action in menu.actions() if action.text().replace("&", "") == words).trigger()
    dialog = dialog_of("ServicePointsSharedLayer")
    facts["focus"] = dialog.focusWidget() is dialog.form.address
    QTest.keyClicks(dialog.form.address, f"{URL}/arcgis/FeatureServer")
    picture(dialog, "1_dialog")
    press(dialog.form.look)
    until(lambda: dialog.form.layer.count() == 1, "the list of layers")
    picture(dialog, "2_listed")
    facts["cut"] = cut_texts(dialog)
    opened = []
    panel.shared.opened.connect(opened.append)
    press(dialog.add_button)
    until(lambda: opened, "the layer")
    panel.shared.opened.disconnect(opened.append)
    settle(0.5)
    return opened[0]


def look_at_the_browser(facts):
    """The item of the Browser, its connection, and a double click on it."""
    dock = iface.mainWindow().findChild(QDockWidget, "Browser")
    dock.show()
    dock.raise_()
    view = until(
        lambda: next((each for each in dock.findChildren(QTreeView) if each.model()), None),
        "a Browser",
    )
    model = view.model()

    def ours(parent=QModelIndex()):  # noqa: B008
        rows = (model.index(row, 0, parent) for row in range(model.rowCount(parent)))
        return next((index for index in rows if index.data() in (*NAMES, "Libraries")), None)

    root = until(ours, "the item of the Browser")
    view.expand(root)
    item = until(lambda: ours(root), "the connection in the Browser")
    view.scrollTo(item)
    settle(0.3)
    picture(dock, "5_browser")
    before = len(QgsProject.instance().mapLayers())
    facts["browser"] = item.data()

    def came():
        return len(QgsProject.instance().mapLayers()) > before

    for _ in range(5):  # the Browser may be listing folders, and move its lines, while one points at them
        where = view.visualRect(ours(ours())).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        settle(3)
        if came():
            break
    until(came, "the layer of the Browser", seconds=10)


def look_at_the_manager(facts):
    """The page of the Data Source Manager, which holds up everything else while it is open."""

    def look(window):
        pages = window.findChild(QListWidget, "mOptionsListWidget")
        facts["pages"] = [pages.item(row).text() for row in range(pages.count())]
        pages.setCurrentRow(next(row for row, name in enumerate(facts["pages"]) if name in NAMES))
        page = dialog_of("ServicePointsSharedPage")
        QTest.keyClicks(page.form.address, f"{URL}/files/libraries.geojson")
        picture(window, "6_manager")
        facts["cut"] += cut_texts(page)
        before = len(QgsProject.instance().mapLayers())
        page.addButtonClicked()
        until(lambda: len(QgsProject.instance().mapLayers()) > before, "the layer of the page")
        window.close()

    with answering(look):
        iface.mainWindow().findChild(QAction, "mActionDataSourceManager").trigger()
        settle()


def main():
    plugin = plugins["service_points"]
    plugin.action.setChecked(True)
    panel, facts = plugin.panel, {}
    iface.mainWindow().resizeDocks([panel], [320], Qt.Orientation.Horizontal)
    layer_id = add_in_the_panel(panel, facts)
    layer = QgsProject.instance().mapLayer(layer_id)
    facts |= {"layer": layer.name(), "count": layer.featureCount(), "provider": layer.providerType()}
    facts["notes_width"] = panel.shared_notes.width()
    facts["badge"] = plugin.shared.badges.badge(layer_id) is not None
    picture(panel, "3_panel")
    picture(iface.mainWindow(), "4_window", 1.0)
    facts["cut"] += cut_texts(panel.shared_notes)
    look_at_the_browser(facts)
    look_at_the_manager(facts)
    picture(iface.mainWindow(), "7_window", 1.0)
    facts["bars"] = [item.text() for item in iface.messageBar().items()]
    facts["running"] = QgsApplication.taskManager().countActiveTasks()
    return facts


drive(main, expected=is_ours)
