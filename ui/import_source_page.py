# SPDX-License-Identifier: GPL-2.0-or-later
"""The first page of the assistant: which source, which profile, and a look at its first rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import ServicePointsError
from ..core.importing.profile_file import read_profile
from ..core.importing.table import SourceTable
from ..core.schema import load_schema
from ..host.language import say, tr
from .accessible import name_file, name_login, scroll_area
from .calm_combo import CalmCombo
from .import_draft import ProfileDraft
from .import_job import Look, SourcePlace
from .import_profiles import KnownProfile, fitting, known_profiles
from .import_reading import ReadingChoices
from .pages import heading, sentence
from .review_words import plain_tip
from .scale import scaled

_FILES = (
    "*.csv *.tsv *.txt *.xlsx *.ods *.geojson *.json *.kml *.gpkg *.shp *.zip",
    "*.json",
)
_NEW, _FILE = "new", "file"
_SIDES = (380, 640)
_LEFT = 360
_LONGEST_CELL = 120
_WIDEST = 260


class SourcePage(QWidget):
    """Asks where the rows are and how they are read.

    ``look_asked`` wants the first rows read (again); ``draft_changed`` says that another profile is used,
    ``forgotten`` that the source is another one.
    """

    look_asked = pyqtSignal()
    draft_changed = pyqtSignal()
    forgotten = pyqtSignal()
    join_asked = pyqtSignal()
    told = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = ProfileDraft.new("")
        self.is_new = True
        self.look: Look | None = None
        self._suggested: KnownProfile | None = None
        self.kind = QComboBox()
        self.kind.addItem(tr("A file on this computer"), "file")
        self.kind.addItem(tr("A web address"), "web")
        self.file, self.second = QgsFileWidget(), QgsFileWidget()
        self.file.setFilter(tr("Sources ({files})").format(files=_FILES[0]) + ";;" + tr("All files (*)"))
        self.url = QLineEdit()
        self.url.setPlaceholderText(
            tr("https://… of a file, an Esri layer, an OGC API collection, a WFS, CKAN")
        )
        self.login = QgsAuthConfigSelect()
        self.kinds = CalmCombo()
        for code in load_schema().domains["source_kind"].values:
            self.kinds.addItem(say(code.label), code.code)
        self.kinds.setToolTip(tr("An address mostly tells by its form what kind of service it is."))
        self.profile = QComboBox()
        self.profile.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.profile.setMinimumContentsLength(16)
        self.read, self.join = QPushButton(tr("Look at the source")), QPushButton()
        self.read.setAutoDefault(False)
        self.join.setAutoDefault(False)
        self.join.setToolTip(tr("A second file with the other language, joined row by row."))
        self.reading = ReadingChoices()
        self.reading.hide()
        self.suggestion = QWidget()
        self.suggestion_words, self.use = sentence(), QPushButton(tr("Use this profile"))
        self.use.setAutoDefault(False)
        self.facts, self.remarks, self.rows_title = sentence(), sentence(), heading("")
        self.rows = QTableWidget()
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setAccessibleName(tr("First rows of the source"))
        self.rows.setTabKeyNavigation(False)
        self.rows.setAlternatingRowColors(True)
        self.fill_profiles()
        self._lay_out()
        self._connect()
        self._on_kind()

    @property
    def place(self) -> SourcePlace:
        """Where the source is, as a person wrote it."""
        second = self.second.filePath().strip() if self.draft.get("join", None) else ""
        if self.kind.currentData() == "web":
            return SourcePlace(self.url.text().strip(), second, self.login.configId())
        return SourcePlace(self.file.filePath().strip(), second)

    def fill_profiles(self) -> None:
        """Offer the profiles there are now."""
        chosen = self.profile.currentData()
        self.profile.blockSignals(True)
        self.profile.clear()
        self.profile.addItem(tr("A new profile"), _NEW)
        for known in known_profiles():
            self.profile.addItem(known.label, known)
        self.profile.addItem(tr("A profile from a file…"), _FILE)
        index = next((i for i in range(self.profile.count()) if self.profile.itemData(i) == chosen), 0)
        self.profile.setCurrentIndex(index)
        self.profile.blockSignals(False)

    def use_profile(self, known: KnownProfile) -> None:
        """Use a profile, one of the list or not."""
        self._choose(known)
        self._take(ProfileDraft(known.profile.document), is_new=False)

    def _choose(self, known: KnownProfile) -> None:
        index = next((i for i in range(self.profile.count()) if self.profile.itemData(i) == known), -1)
        if index < 0:
            index = self.profile.count() - 1
            self.profile.insertItem(index, known.label, known)
        self.profile.setCurrentIndex(index)

    def show_look(self, look: Look) -> None:
        """Show the first rows of the source, what was detected, and what to know about it."""
        if self.is_new:
            if not self.draft.get("title_en"):
                self._take(ProfileDraft.new(self._name()), is_new=True, again=False)
            self.draft.take_guesses(look.guesses)
        self._show_look(look)

    def _show_look(self, look: Look) -> None:
        self.look = look
        self.reading.setVisible(look.preview is not None)
        if look.preview is not None:
            self.reading.show_preview(self.draft, look.preview)
        table = look.table
        self.rows_title.setText(tr("First rows"))
        self._show_rows(table)
        origin = table.origin
        parts = [origin.where]
        if look.whole is not None:
            parts.append(tr("%n row(s)", len(look.whole)))
            if not look.whole.is_complete:
                parts.append(tr("not complete: the source says it has {n}").format(n=look.whole.expected))
        if origin.crs:
            parts.append(origin.crs)
        self.facts.setText(" · ".join(parts))
        remarks = (look.whole or table).remarks
        self.remarks.setText("\n".join(f"– {say(each.text)}" for each in remarks))
        self.remarks.setVisible(bool(remarks))
        self._suggest(table)

    def set_join(self, member: Mapping[str, Any], second: str) -> None:
        """Join a file in the other language, or none, and read the source again."""
        self.draft.put("join", dict(member))
        self.second.blockSignals(True)
        self.second.setFilePath(second if member else "")
        self.second.blockSignals(False)
        self.draft_changed.emit()
        self._on_kind()
        self.look_asked.emit()

    def resume(self, other: SourcePage) -> None:
        """Show what another page shows, whose window this one takes the place of."""
        for mine, its in ((self.file, other.file), (self.second, other.second)):
            mine.blockSignals(True)
            mine.setFilePath(its.filePath())
            mine.blockSignals(False)
        self.kind.setCurrentIndex(other.kind.currentIndex())
        self.url.setText(other.url.text())
        self.login.setConfigId(other.login.configId())
        chosen = other.profile.currentData()
        if isinstance(chosen, KnownProfile):
            self._choose(chosen)
        self._take(other.draft, is_new=other.is_new, again=False)
        if other.look is not None:
            self._show_look(other.look)

    def problem(self) -> str:
        """Say which columns the profile needs and the source has not, else nothing."""
        lacking = self.lacking()
        words = tr("The source lacks columns that the profile needs: {columns}. Map them on the next page.")
        return words.format(columns=", ".join(lacking)) if lacking else ""

    def lacking(self) -> tuple[str, ...]:
        """Return the columns that the profile needs and the source has not."""
        if self.look is None or self.is_new:
            return ()
        try:
            return self.draft.profile().lacking(self.look.table)
        except ServicePointsError:
            return ()

    def forget(self) -> None:
        """What was read is not what is chosen now."""
        self.look = None
        self.rows.setRowCount(0)
        self.rows.setColumnCount(0)
        for label in (self.facts, self.remarks, self.rows_title):
            label.setText("")
        self.suggestion.hide()
        self.reading.hide()
        self.forgotten.emit()

    def _name(self) -> str:
        """What a new profile is called at first: like the file, or the last part of the address."""
        return PurePosixPath(self.place.where.partition("?")[0].replace("\\", "/")).stem

    def _show_rows(self, table: SourceTable) -> None:
        columns = list(table.columns)
        self.rows.setUpdatesEnabled(False)
        self.rows.setColumnCount(len(columns))
        self.rows.setRowCount(len(table))
        self.rows.setHorizontalHeaderLabels(columns)
        self.rows.setVerticalHeaderLabels([str(line) for line in table.lines.tolist()])
        for column, name in enumerate(columns):
            for row, value in enumerate(table.columns[name]):
                words = " ".join((value or "").split())
                cell = QTableWidgetItem(words[:_LONGEST_CELL])
                cell.setToolTip(plain_tip(value or ""))
                self.rows.setItem(row, column, cell)
        self.rows.resizeColumnsToContents()
        for column in range(len(columns)):
            self.rows.setColumnWidth(column, min(_WIDEST, self.rows.columnWidth(column)))
        self.rows.setUpdatesEnabled(True)

    def _suggest(self, table: SourceTable) -> None:
        """Offer a profile that reads this source, while a person is about to make a new one."""
        profiles = [self.profile.itemData(index) for index in range(self.profile.count())]
        known = [each for each in profiles if isinstance(each, KnownProfile)]
        self._suggested = fitting(known, table) if self.is_new else None
        self.suggestion.setVisible(self._suggested is not None)
        if self._suggested is not None:
            words = tr("The profile “{profile}” fits this source: nothing is left to map.")
            self.suggestion_words.setText(words.format(profile=self._suggested.label))

    def _lay_out(self) -> None:
        inside = QWidget()
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 6, 0)
        left.addLayout(self._place_form())
        left.addWidget(self.read)
        left.addSpacing(8)
        left.addWidget(self.reading)
        left.addStretch(1)
        side = scroll_area(inside)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setMinimumWidth(scaled(self, _LEFT))
        inside.setMaximumWidth(2 * scaled(self, _LEFT))
        offer = QHBoxLayout(self.suggestion)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.addWidget(self.suggestion_words, 1)
        offer.addWidget(self.use)
        self.suggestion.hide()
        shown = QWidget()
        right = QVBoxLayout(shown)
        right.setContentsMargins(6, 0, 0, 0)
        for widget in (self.suggestion, self.rows_title, self.facts):
            right.addWidget(widget)
        right.addWidget(self.rows, 1)
        right.addWidget(self.remarks)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(shown)
        split.setSizes([scaled(self, side) for side in _SIDES])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _place_form(self) -> QFormLayout:
        """Where the source is, and the profile."""
        place = QFormLayout()
        place.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        place.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.places, self._web = QWidget(), QWidget()
        address = QVBoxLayout(self._web)
        either = QVBoxLayout(self.places)
        for layout in (address, either):
            layout.setContentsMargins(0, 0, 0, 0)
        address.addWidget(self.url)
        address.addWidget(sentence(tr("Login, where the address asks for one:")))
        address.addWidget(self.login)
        either.addWidget(self.file)
        either.addWidget(self._web)
        for label, widget in (
            (tr("Where the source is"), self.kind),
            (tr("Source"), self.places),
            (tr("Profile"), self.profile),
            (say(load_schema().domains["source_kind"].label), self.kinds),
            (tr("File in the other language"), self.second),
        ):
            place.addRow(label, widget)
            widget.setAccessibleName(label)
        self.url.setAccessibleName(tr("Web address"))
        name_login(self.login, tr("Login for the web address"))
        name_file(self.file, tr("File"))
        name_file(self.second, tr("File in the other language"))
        self._second_label = place.labelForField(self.second)
        place.addRow(self.join)
        return place

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self._on_kind())
        self.file.fileChanged.connect(self._on_file)
        self.second.fileChanged.connect(lambda _path: self.forget())
        self.url.textEdited.connect(lambda _text: self.forget())
        self.url.returnPressed.connect(self.look_asked)
        self.profile.activated.connect(lambda _index: self._on_profile())
        self.kinds.activated.connect(lambda _index: self._on_source_kind())
        self.read.clicked.connect(self.look_asked)
        self.join.clicked.connect(self.join_asked)
        self.reading.changed.connect(self.look_asked)
        self.use.clicked.connect(lambda: self._suggested and self.use_profile(self._suggested))

    def _on_kind(self) -> None:
        self.file.setVisible(self.kind.currentData() == "file")
        self._web.setVisible(self.kind.currentData() == "web")
        has_second = bool(self.draft.get("join", None))
        self.second.setVisible(has_second)
        self._second_label.setVisible(has_second)
        self.join.setText(tr("Change the join…") if has_second else tr("Join a file in the other language…"))
        self.forget()

    def _on_source_kind(self) -> None:
        """A profile that says nothing of its kind is of an open data file."""
        self.draft.put("kind", self.kinds.currentData())
        self.draft_changed.emit()
        self.forget()
        if self.place.where:
            self.look_asked.emit()

    def _on_file(self, path: str) -> None:
        self.forget()
        if self.is_new and self.draft.is_blank:  # what was mapped may fit this file as well
            self._take(ProfileDraft.new(self._name()), is_new=True, again=False)
        if Path(path).is_file():
            self.look_asked.emit()

    def _on_profile(self) -> None:
        chosen = self.profile.currentData()
        if isinstance(chosen, KnownProfile):
            self._take(ProfileDraft(chosen.profile.document), is_new=False)
        elif chosen == _FILE:
            self._ask_for_profile()
        else:
            self._take(ProfileDraft.new(self._name()), is_new=True)

    def _ask_for_profile(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Open a Profile"), "", tr("Import profiles ({files})").format(files=_FILES[1])
        )
        try:
            if path:
                self.use_profile(KnownProfile(read_profile(Path(path)), Path(path)))
                return
        except ServicePointsError as problem:
            self.told.emit(say(problem.text))
        self.profile.setCurrentIndex(0)
        self._on_profile()

    def _take(self, draft: ProfileDraft, *, is_new: bool, again: bool = True) -> None:
        self.draft, self.is_new = draft, is_new
        self.kinds.setCurrentIndex(self.kinds.findData(draft.get("kind", "open_data_file")))
        self._on_kind()
        self.draft_changed.emit()
        if again and self.place.where:
            self.look_asked.emit()
