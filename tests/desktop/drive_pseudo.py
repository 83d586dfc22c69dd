# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``, in the pseudo-locale: open what people see, note what is cut or English.

DRIVE_STORE is a shared store that its reader may merge, DRIVE_COPY a working copy with changes, DRIVE_SOURCE
a list to import.
"""

import os
import re
from pathlib import Path

from driving import answering, drive, idle, iface, open_panel, picture, press, settle, until
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QWidget,
)

SLACK = 2  # pixels that a style may round away
PADDING = 14  # around the title of a tab, in the narrowest style


def cut(page):
    """Return what has less room than its words: kind of widget, its name, words, room, need."""
    found = []
    for widget in page.findChildren(QWidget):
        seen = widget.viewport() if isinstance(widget, QHeaderView) else widget
        if widget.isVisible() and not seen.visibleRegion().isEmpty():
            kind = next((kind for kind in NEEDS if isinstance(widget, kind)), None)
            lacks = NEEDS[kind](widget) if kind is not None else ()
            found += [
                (type(widget).__name__, widget.objectName(), words, has, needs)
                for words, has, needs in lacks
                if needs > has + SLACK
            ]
    return found


def of_label(label):
    if not label.text() or type(label) is not QLabel:
        return  # a picture, or one that shortens its words itself and has them in its tool tip
    if label.wordWrap():
        yield plain_text(label), label.height(), label.heightForWidth(label.width())
    else:
        yield plain_text(label), label.width(), label.sizeHint().width()


def of_button(button):
    icons_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    if button.text() and (not isinstance(button, QToolButton) or button.toolButtonStyle() != icons_only):
        yield button.text(), button.width(), button.sizeHint().width()


def of_tabs(bar):
    """Tabs may be shortened where their tool tip has the whole title, and scroll in QGIS's own forms."""
    for place in range(bar.count()):
        if bar.isTabVisible(place) and bar.tabToolTip(place) != bar.tabText(place):
            needed = bar.fontMetrics().horizontalAdvance(bar.tabText(place)) + PADDING
            yield bar.tabText(place), bar.tabRect(place).width(), needed
    if bar.count() and not bar.usesScrollButtons():
        yield "the last tab", bar.width(), bar.tabRect(bar.count() - 1).right()


def of_box(box):
    yield box.title(), box.width(), box.fontMetrics().horizontalAdvance(box.title())


def of_combo(combo):
    """One of ours shortens its text itself, and shows the whole in its tool tip."""
    if type(combo).__name__ not in ("CalmCombo", "ColumnCombo") and not combo.isEditable():
        option = QStyleOptionComboBox()
        option.initFrom(combo)
        part, kind = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
        room = combo.style().subControlRect(kind, option, part, combo).width()
        icon = 0 if combo.itemIcon(combo.currentIndex()).isNull() else combo.iconSize().width() + 4
        yield combo.currentText(), room - icon, combo.fontMetrics().horizontalAdvance(combo.currentText())


def of_line(line):
    if not line.text() and not line.toolTip():
        yield (
            line.placeholderText(),
            line.width(),
            line.fontMetrics().horizontalAdvance(line.placeholderText()),
        )


def of_header(header):
    if header.orientation() == Qt.Orientation.Horizontal and header.model() is not None:
        for place in range(header.count()):
            words = header.model().headerData(place, header.orientation())
            if words and not header.isSectionHidden(place):
                yield words, header.sectionSize(place), header.sectionSizeHint(place)


NEEDS = {
    QLabel: of_label,
    QPushButton: of_button,
    QCheckBox: of_button,
    QRadioButton: of_button,
    QToolButton: of_button,
    QTabBar: of_tabs,
    QGroupBox: of_box,
    QLineEdit: of_line,
    QComboBox: of_combo,
    QHeaderView: of_header,
}
"""Kind of widget → its words, the room that they have, and the room that they need."""


def plain_text(widget):
    document = QTextDocument()
    (document.setHtml if "<" in widget.text() else document.setPlainText)(widget.text())
    return document.toPlainText()


def not_translated(page):
    """Return words on a page that have no accents. QGIS's own, data and addresses pass."""
    said = set()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and not is_of_qgis(widget):
            said.update(re.sub(r"<[^>]*>", "", text) for text in words_of(widget))
    return sorted(text for text in said if re.search(r"[A-Za-z]{3}", text) and not PASSES.search(text))


PASSES = re.compile(
    r"\[|^(Close|Float|Not NULL|NULL|OK|Cancel)$|^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^Mo-Fr|^Mon–Fri"
    r"|://|\.(gpkg|csv)$|^Pine River|^Ontario$|^(id|Name|Nom|Address|City|Lat|Long)$"
)
"""The pseudo-locale itself; the frame of a dock; days of the locale; hours; data."""


def is_of_qgis(widget):
    """Whether QGIS made a widget: below one of its own kinds, and above none of ours."""
    around = widget
    while around is not None and not type(around).__module__.startswith("service_points"):
        if around.metaObject().className().startswith(OF_QGIS) and around is not widget:
            return True
        around = around.parentWidget()
    return False


OF_QGIS = (
    "QgsRelation",
    "QgsDualView",
    "QgsFilterLineEdit",
    "QgsFileWidget",
    "QgsDateTimeEdit",
    "QgsAuthConfig",
)


def words_of(widget):
    texts = (
        [widget.toolTip(), widget.accessibleName()] if type(widget).__module__.startswith("service") else []
    )
    if isinstance(widget, QLabel):
        texts.append(plain_text(widget))
    elif isinstance(widget, QAbstractButton):
        texts.append(widget.text())
    elif isinstance(widget, QTabBar):
        texts += [widget.tabText(place) for place in range(widget.count())]
    elif isinstance(widget, QGroupBox):
        texts.append(widget.title())
    elif isinstance(widget, QLineEdit):
        texts.append(widget.placeholderText())
    return texts


class Walk:
    """What is opened, step by step; every step leaves a picture and a note."""

    def __init__(self):
        self.facts = {}

    def note(self, name, page):
        settle(0.3)
        picture(page, name)
        self.facts[name] = {"cut": cut(page), "english": not_translated(page)}

    def run(self):
        self.plant()
        self.steward(open_panel(os.environ["DRIVE_STORE"], width=320))
        self.editor(open_panel(os.environ["DRIVE_COPY"], width=320))
        return {"planted": self.planted, "pages": self.facts}

    def plant(self):
        """A page where everything is cut off and English: what finds nothing here finds nothing anywhere."""
        page = QDialog(iface.mainWindow())
        words = "Words that need much more room than this"
        table = QTreeWidget(page)
        table.setHeaderLabels([words, words])
        table.setColumnWidth(0, 60)
        tabs = QTabBar(page)
        tabs.addTab(words)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        combo = QComboBox(page)
        combo.addItem(words)
        for widget in (
            QLabel(words, page),
            QPushButton(words, page),
            QCheckBox(words, page),
            table,
            tabs,
            combo,
        ):
            widget.resize(60, 24)
        for place, widget in enumerate(page.children()):
            widget.move(0, 30 * place)
        page.resize(300, 200)
        page.open()
        settle()
        self.planted = {"cut": [kind for kind, *_ in cut(page)], "english": not_translated(page)}
        page.reject()

    def steward(self, panel):
        for place in range(panel.tabs.count()):
            panel.tabs.setCurrentIndex(place)
            idle()
            self.note(f"panel_{place}", panel)
        panel.tabs.setCurrentWidget(panel.analyse)
        panel._on_task_asked("scenario")
        idle()
        self.note("scenario", panel)
        panel.what_if.back_asked.emit()
        panel.close_store()
        self.note("empty", panel)
        self.options()
        self.dialogs(panel)

    def options(self):
        def answer(dialog):
            settle(0.5)
            pages = dialog.findChildren(QgsOptionsPageWidget)
            page = next(page for page in pages if page.objectName() == "ServicePointsOptions")
            self.note("options", page)
            boxes = dialog.findChildren(QDialogButtonBox)
            next(
                filter(None, (each.button(QDialogButtonBox.StandardButton.Cancel) for each in boxes))
            ).click()

        with answering(answer):
            iface.showOptionsDialog(iface.mainWindow(), "ServicePointsOptions")
        idle()

    def dialogs(self, panel):
        from service_points.ui.database_dialog import DatabaseDialog
        from service_points.ui.diagnostics_dialog import DiagnosticsDialog
        from service_points.ui.shared_dialog import SharedDialog

        for name, make in (
            ("database", lambda: DatabaseDialog(panel)),
            ("diagnostics", lambda: DiagnosticsDialog(iface.mainWindow())),
            ("shared", lambda: SharedDialog(panel.shared, panel)),
        ):
            dialog = make()
            dialog.open()
            self.note(name, dialog)
            dialog.reject()
            settle()

    def editor(self, panel):
        panel.tabs.setCurrentWidget(panel.changes)
        idle()
        self.note("changes", panel)
        self.form(panel)
        self.submission(panel)
        self.importing(panel)

    def form(self, panel):
        points = panel.session.points_layer()
        points.startEditing()
        panel.open_form(next(feature["id"] for feature in points.getFeatures() if feature["hours"]))
        dialog = until(
            lambda: next(
                (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None
            ),
            "the form",
        )
        dialog.setGeometry(60, 40, 900, 820)
        settle(0.5)
        tabs = dialog.findChild(QTabWidget)
        for page in range(tabs.count()):
            tabs.setCurrentIndex(page)
            self.note(f"form_{page}", dialog)
        dialog.reject()
        points.rollBack()
        idle()

    def submission(self, panel):
        from service_points.ui.submission_dialog import SubmissionDialog

        dialog = SubmissionDialog(str(panel.session.register.path), "Ontario", parent=panel)
        dialog.open()
        idle()
        self.note("submission", dialog)
        dialog.reject()
        settle()

    def importing(self, panel):
        panel.importing.open()
        window = until(lambda: panel.importing.assistant, "the import")
        idle()
        self.note("import_source", window)
        window.source.file.setFilePath(os.environ["DRIVE_SOURCE"])
        self.ready(window)
        self.note("import_read", window)
        press(window.frame.next)
        self.ready(window)
        for place in range(window.map.tabs.count()):
            window.map.tabs.setCurrentIndex(place)
            self.note(f"import_map_{place}", window)
        window.reject()
        idle()

    def ready(self, window):
        until(lambda: not window._is_busy, "the background")
        idle()


def main():
    assert Path(os.environ["DRIVE_SOURCE"]).is_file()
    return Walk().run()


drive(main, expected=lambda dialog: True)
