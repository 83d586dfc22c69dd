# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: Options, locator, diagnostics and a new project, in end-user mode."""

import os

from driving import OUT, answering, cut_texts, drive, idle, iface, open_panel, picture, settle, until
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit
from qgis.utils import plugins

WORDS = "sp " + os.environ["DRIVE_WORDS"]


def options():
    """Open QGIS's Options on the page of the plugin, choose, and press OK; return what was seen."""
    seen = {}

    def answer(dialog):
        settle(1)
        pages = dialog.findChildren(QgsOptionsPageWidget)
        page = next(page for page in pages if page.objectName() == "ServicePointsOptions")
        picture(dialog, "options")
        content = page.buttons.parentWidget()
        picture(content, "options_page")
        seen["shown"] = page.isVisible()
        seen["cut"] = cut_texts(content)
        seen["locked"] = [row.label for row in page.rows.values() if not row.widget.isEnabled()]
        page.rows["processes"].widget.setValue(2)
        boxes = dialog.findChildren(QDialogButtonBox)
        next(filter(None, (box.button(QDialogButtonBox.StandardButton.Ok) for box in boxes))).click()

    with answering(answer):
        iface.showOptionsDialog(iface.mainWindow(), "ServicePointsOptions")
    return seen


def locator():
    """Type into QGIS's locator bar as a person does, and press Enter on the first point."""
    known = "QgsLocatorWidget"  # older versions hand it out as a plain widget
    bar = next(each for each in QApplication.allWidgets() if each.metaObject().className() == known)
    edit = bar.findChild(QLineEdit)
    edit.setFocus()
    edit.clear()
    QTest.keyClicks(edit, WORDS)
    view = until(
        lambda: next(
            (
                each
                for each in QApplication.allWidgets()
                if each.metaObject().className() == "QgsLocatorResultsView"
                and each.isVisible()
                and each.model().rowCount() > 1
            ),
            None,
        ),
        "results of the locator",
    )
    settle(0.5)
    iface.mainWindow().grab().save(str(OUT / "locator_window.png"))
    picture(view.window(), "locator")
    model = view.model()
    found = [model.index(row, 0).data() for row in range(model.rowCount())]
    before = iface.mapCanvas().center()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    idle()
    panel = plugins["service_points"].panel
    after = iface.mapCanvas().center()
    return {
        "found": [text for text in found if text],
        "selected": [point.name.en for point in panel.points.selected_points()],
        "moved": before.distance(after) > 0,
    }


def menus():
    """Return the part of the plugin that holds its entries in QGIS's menus."""
    return next(part for part in plugins["service_points"].menus.parts if hasattr(part, "help"))


def diagnostics():
    """Open the diagnostics from the Help menu, and close them."""
    menus().help.actions()[-1].trigger()
    dialog = until(
        lambda: next(
            (d for d in QApplication.topLevelWidgets() if d.objectName() == "ServicePointsDiagnostics"), None
        ),
        "the diagnostics",
    )
    picture(dialog, "diagnostics")
    text, cut = dialog.text.toPlainText(), cut_texts(dialog)
    dialog.reject()
    return {"text": text, "cut": cut, "modal": isinstance(dialog, QDialog)}


def main():
    panel = open_panel(os.environ["DRIVE_STORE"], width=360)
    facts = {"store": panel.session.register.path, "may_merge": panel.session.may_merge}
    picture(iface.mainWindow(), "end_user")
    facts["review"] = panel.tabs.indexOf(panel.review) >= 0
    registry = QgsApplication.processingRegistry()
    facts["algorithms"] = [a.name() for a in registry.providerById("servicepoints").algorithms()]
    facts["options"] = options()
    facts["locator"] = locator()
    facts["diagnostics"] = diagnostics()
    panel.close_store()
    picture(panel, "end_user_empty")
    QgsProject.instance().setDirty(False)
    menus().actions[-1].trigger()
    idle()
    until(lambda: panel.session.register is not None, "the store of the new project")
    idle()
    picture(iface.mainWindow(), "new_project")
    project = QgsProject.instance()
    facts["project"] = {"crs": project.crs().authid(), "title": project.title()}
    return facts


drive(main, expected=lambda dialog: dialog.objectName() in ("QgsOptionsBase", "ServicePointsDiagnostics"))
