# SPDX-License-Identifier: GPL-2.0-or-later
"""One line per field of the register: where it comes from, why, and what the first rows become."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ..core.importing.table import SourceTable
from ..core.schema import Field
from ..core.validation.similarity import fold
from ..host.language import say, tr
from .import_columns import ColumnCombo, dragged_column, reading_button
from .import_constants import ConstantEdit
from .import_draft import ProfileDraft
from .import_expressions import Expression, expression_for
from .import_fields import MappableField, mappable_fields
from .review_words import plain_tip
from .value_words import code_words, value_words

_FIELD, _FROM, _EXAMPLE, _WHY = range(4)
_WIDTHS = {_FIELD: 205, _FROM: 320, _EXAMPLE: 150}


class FieldSource(QWidget):
    """A combo of columns, and beside it the value that every row is given where that is chosen.

    ``reading_asked`` wants to say more about how the field is read.
    """

    changed = pyqtSignal()
    reading_asked = pyqtSignal()

    def __init__(
        self, field: MappableField, make: Callable[[str], Expression], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.combo = ColumnCombo(make, constant=field.takes_constant)
        self.combo.setAccessibleName(tr("Where “{field}” comes from").format(field=field.label))
        self.constant = ConstantEdit(field)
        self.reading = reading_button(tr("How “{field}” is read").format(field=field.label))
        self.reading.clicked.connect(self.reading_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 1, 2, 1)
        layout.setSpacing(4)
        layout.addWidget(self.combo, 2)
        layout.addWidget(self.constant, 3)
        layout.addWidget(self.reading)
        self.constant.hide()
        self.combo.changed.connect(self._on_combo_changed)
        self.constant.changed.connect(self.changed)

    def _on_combo_changed(self) -> None:
        self.constant.setVisible(self.combo.is_constant)
        self.changed.emit()


class FieldList(QTreeWidget):
    """Shows and changes a ``ProfileDraft``; ``changed`` follows each change a person makes.

    ``reading_asked`` names a field whose button, or whose row, was pressed.
    """

    changed = pyqtSignal()
    reading_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ProfileDraft | None = None
        self._table: SourceTable | None = None
        self.fields = mappable_fields()
        self._definitions = {field.name: field.definition for field in self.fields}
        self.organizations: tuple[str, ...] = ()
        self.sources: dict[str, FieldSource] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(4)
        self.setHeaderLabels([tr("Field of the register"), tr("Comes from"), tr("Becomes"), tr("Why")])
        self.setAccessibleName(tr("Fields of the register"))
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self._build()
        self.itemDoubleClicked.connect(lambda item, _column: self._ask(item))

    def show_draft(self, draft: ProfileDraft, table: SourceTable | None) -> None:
        """Show where each field comes from now."""
        self._draft, self._table = draft, table
        columns = [] if table is None else list(table.columns)
        for field in self.fields:
            state, source = draft.state(field.name), self.sources[field.name]
            source.combo.set_columns(columns)
            source.combo.set_expression(state.expression, constant=state.kind == "constant")
            source.constant.set_value(state.constant)
            source.constant.setVisible(state.kind == "constant")
        self._show_reasons()

    def show_examples(self, values: dict[str, str | None], unread: set[str]) -> None:
        """Show what one row becomes; ``unread`` are fields that could not take what stands in the row."""
        for name, item in self._items.items():
            value = _read(self._definitions[name], values.get(name))
            item.setText(_EXAMPLE, tr("could not be read") if name in unread else value)
            item.setToolTip(_EXAMPLE, plain_tip(value))

    def reason(self) -> str:
        """Return why the field that is chosen comes from where it does."""
        item = self.currentItem()
        return "" if item is None else str(item.text(_WHY))

    def search(self, words: str) -> None:
        """Show only fields whose label or name has all the words."""
        wanted = fold(words).split()
        for field in self.fields:
            known = fold(f"{field.label} {field.name}")
            self._items[field.name].setHidden(not all(word in known for word in wanted))

    def set_organizations(self, names: Sequence[str]) -> None:
        """Offer the names of the register's organizations as a fixed value."""
        self.organizations = tuple(names)
        self.sources["organization"].constant.set_organizations(names)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter asks about the row; the window's own button would go on to the next page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            event.accept()
            self._ask(self.currentItem())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dragged_column(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        if dragged_column(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        place = event.position().toPoint() if hasattr(event, "position") else event.pos()
        item, column = self.itemAt(place), dragged_column(event.mimeData())
        if item is not None and column:
            event.acceptProposedAction()
            self.drop_column(item.data(_FIELD, Qt.ItemDataRole.UserRole), column)

    def drop_column(self, field: str, column: str) -> None:
        """Read a field from a column that was dropped on it."""
        self.sources[field].combo.choose_column(column)

    def _build(self) -> None:
        for field in self.fields:
            label = f"{field.label} *" if field.is_needed else field.label
            item = QTreeWidgetItem([label])
            item.setData(_FIELD, Qt.ItemDataRole.UserRole, field.name)
            item.setToolTip(_FIELD, field.name)
            font = item.font(_FIELD)
            font.setBold(field.is_needed)
            item.setFont(_FIELD, font)
            self.addTopLevelItem(item)
            source = FieldSource(field, self._maker(field.name))
            source.changed.connect(self._on_changed_of(field.name))
            source.reading_asked.connect(lambda name=field.name: self.reading_asked.emit(name))
            self.setItemWidget(item, _FROM, source)
            self.sources[field.name], self._items[field.name] = source, item
        header = self.header()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)

    def _ask(self, item: QTreeWidgetItem) -> None:
        self.reading_asked.emit(item.data(_FIELD, Qt.ItemDataRole.UserRole))

    def _maker(self, name: str) -> Callable[[str], Expression]:
        return lambda column: expression_for(name, column, self._table)

    def _on_changed_of(self, name: str) -> Callable[[], None]:
        def take() -> None:
            if self._draft is None:
                return
            source = self.sources[name]
            if source.combo.is_constant:
                self._draft.map_field(name, None)
                self._draft.set_constant(name, source.constant.value())
            else:
                self._draft.map_field(name, source.combo.expression())
                if source.combo.expression() is None:
                    self._draft.set_constant(name, None)
            self._show_reasons()
            self.changed.emit()

        return take

    def _show_reasons(self) -> None:
        """Say of guesses that they are guesses, and why; of columns, what rows without a value are given."""
        if self._draft is None:
            return
        for name, item in self._items.items():
            state = self._draft.state(name)
            words = ""
            if state.question is not None:
                words = tr("Guess. {question}").format(question=say(state.question))
            elif state.reason is not None:
                words = tr("Guess. {reason}").format(reason=say(state.reason))
            elif state.expression is not None and state.constant is not None:
                words = tr("Where empty: {value}").format(
                    value=_words(self._definitions[name], state.constant)
                )
            item.setText(_WHY, words)
            item.setToolTip(_WHY, plain_tip(words))
            font = item.font(_WHY)
            font.setItalic(state.reason is not None)
            item.setFont(_WHY, font)
            self.sources[name].combo.set_expression(state.expression, constant=self._is_constant(name))

    def _is_constant(self, name: str) -> bool:
        return self.sources[name].combo.is_constant and self._draft.state(name).expression is None


def _read(definition: Field | None, value: str | None) -> str:
    """A code in words; any other text as it was read."""
    is_code = definition is not None and definition.domain is not None and definition.type == "text"
    return code_words(definition, value) if is_code and value else value or ""


def _words(definition: Field | None, value: object) -> str:
    return str(value) if definition is None else value_words(definition, value, {})
