# SPDX-License-Identifier: GPL-2.0-or-later
"""What a field would become of the source, while a person still chooses how it is read."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ..core.errors import Cancelled, ServicePointsError
from ..core.importing.expressions import compile_expression
from ..core.importing.table import SourceTable
from ..core.importing.trials import Trial, TrialRow, tried
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from .import_expressions import Expression
from .import_fields import MappableField
from .import_ways import KEY
from .pages import heading, sentence
from .review_words import plain_tip
from .value_words import code_words
from .words import number

_AFTER_MS = 120
_ROW, _SAID, _BECOMES = range(3)
_WIDTHS = {_ROW: 60, _SAID: 300}
_LONGEST = 120
_LEAST_HEIGHT = 120


class TrialView(QWidget):
    """Tries expressions on the rows of a source in the background, the last one that was asked for.

    ``n_left_out`` rows of the source are not in the table: they are said with the counts.
    """

    def __init__(
        self, field: MappableField, table: SourceTable, n_left_out: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field, self._table, self._n_left_out = field, table, n_left_out
        self._tasks = TaskGroup(self)
        self._wanted: Expression | None = None
        self.trial: Trial | None = None
        self.problem = ""
        self.rows = QTreeWidget()
        self.rows.setColumnCount(3)
        self.rows.setHeaderLabels([tr("Row"), tr("In the source"), tr("Becomes")])
        self.rows.setAccessibleName(tr("What the first rows become"))
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setAlternatingRowColors(True)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setMinimumHeight(_LEAST_HEIGHT)
        for column, width in _WIDTHS.items():
            self.rows.header().resizeSection(column, width)
        self.counts = sentence()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(tr("What the first rows become")))
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.counts)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._start)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self._wanted is None and not self._timer.isActive()

    def show_nothing(self, why: str = "") -> None:
        """There is nothing to try, or ``why`` there is not."""
        self.stop()
        self._say(why)

    def try_soon(self, expression: Expression) -> str:
        """Try an expression once a person pauses. Return why it cannot be used, else nothing."""
        self.stop()
        try:
            compile_expression(dict(expression), "map").check_columns(self._table.columns)
        except ServicePointsError as problem:
            self._say(say(problem.text))
            return self.problem
        self.problem = ""
        self._wanted = expression
        self._timer.start()
        return ""

    def stop(self) -> None:
        """Forget what was asked for."""
        self._timer.stop()
        self._tasks.drop_all()
        self._wanted = None

    def _start(self) -> None:
        if self._wanted is None:
            return
        compiled = compile_expression(dict(self._wanted), "map")
        definition, table = self._field.definition, self._table
        self._tasks.run(
            tr("Trying how a field is read"),
            lambda progress: tried(compiled, definition, table, progress),
            self._on_tried,
            self._on_failed,
        )

    def _on_tried(self, trial: Trial) -> None:
        self._wanted, self.trial = None, trial
        self.rows.clear()
        for row in trial.rows:
            self.rows.addTopLevelItem(self._item(row))
        parts = [
            tr("With a value: {n}").format(n=number(trial.n_given)),
            tr("empty in the source: {n}").format(n=number(trial.n_empty)),
            self._unread_words(trial),
        ]
        if self._field.name == KEY and trial.n_repeated:
            parts.append(tr("repeated: {n}").format(n=number(trial.n_repeated)))
        if self._n_left_out:
            parts.append(tr("left out by the filters: {n}").format(n=number(self._n_left_out)))
        self.counts.setText(" · ".join(parts))

    def _unread_words(self, trial: Trial) -> str:
        words = tr("cannot be read: {n}").format(n=number(trial.n_unread))
        if not trial.unread:
            return words
        examples = ", ".join(tr("“{text}”").format(text=_short(text)) for text in trial.unread)
        return tr("{counts} ({examples})").format(counts=words, examples=examples)

    def _on_failed(self, problem: BaseException) -> None:
        self._wanted = None
        if not isinstance(problem, Cancelled):
            self._say(say(problem.text) if isinstance(problem, ServicePointsError) else str(problem))

    def _say(self, words: str) -> None:
        self.problem, self.trial = words, None
        self.rows.clear()
        self.counts.setText(words)

    def _item(self, row: TrialRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem([number(row.line), _short(row.said), self._words(row)])
        item.setTextAlignment(_ROW, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(_SAID, plain_tip(row.said))
        item.setToolTip(_BECOMES, plain_tip(row.value or ""))
        if row.is_unread:
            item.setIcon(_BECOMES, QgsApplication.getThemeIcon("/mIconWarning.svg"))
        return item

    def _words(self, row: TrialRow) -> str:
        if row.is_unread:
            return tr("cannot be read") if not row.value else tr("not known: {value}").format(value=row.value)
        definition = self._field.definition
        if row.value is None or definition is None or definition.domain is None:
            return _short(row.value or "")
        codes = row.value.split(";") if definition.type == "set" else [row.value]
        return ", ".join(code_words(definition, code) for code in codes)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
