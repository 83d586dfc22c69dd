# SPDX-License-Identifier: GPL-2.0-or-later
"""Who submits, on whose authority, under which licence; remembered for the next time."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange import Submitter
from ..core.schema import load_schema
from ..host.language import language, say, tr
from ..host.settings import change, settings
from .pages import sentence
from .signing_key import SigningKey
from .submission_job import Statement

COMMENT_LINES = 4
DEFAULT_REASON = "correction"
DEFAULT_LICENCE = "unknown"


class SubmissionForm(QWidget):
    """The questions. ``changed`` follows every answer.

    With ``asks_what`` false only who submits is asked: reason and licence are known already.
    """

    changed = pyqtSignal()

    def __init__(self, jurisdiction: str, parent: QWidget | None = None, *, asks_what: bool = True) -> None:
        super().__init__(parent)
        known = settings()
        self.name, self.email = QLineEdit(known.submitter_name), QLineEdit(known.submitter_email)
        self.role = QLineEdit(known.submitter_role)
        self.organization = QLineEdit(known.submitter_organization)
        self.email.setPlaceholderText(tr("a mailbox of the office, not of a person"))
        self.reason = _codes("reason", DEFAULT_REASON)
        self.licence = _codes("licence", known.submitter_licence or DEFAULT_LICENCE)
        self.key = SigningKey(known.signing_key)
        self.reply = QComboBox()
        for code, title in (("en", "English"), ("fr", "Français")):
            self.reply.addItem(title, code)
        self.reply.setCurrentIndex(self.reply.findData(language()))
        self.comment = QPlainTextEdit()
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(COMMENT_LINES * self.comment.fontMetrics().lineSpacing() + 12)
        self.authorized = QCheckBox(tr("I am authorized to submit these changes for:"))
        self._asks_what = asks_what
        self._jurisdiction = sentence(jurisdiction)
        self._lay_out()
        for edit in (self.name, self.email, self.role, self.organization):
            edit.textChanged.connect(self.changed)
        for combo in (self.reason, self.licence, self.reply, self.key):
            combo.currentIndexChanged.connect(self.changed)
        self.comment.textChanged.connect(self.changed)
        self.authorized.toggled.connect(self.changed)

    def set_jurisdiction(self, name: str) -> None:
        """Say for whom the changes are."""
        self._jurisdiction.setText(name)

    def statement(self) -> Statement:
        """Return the answers."""
        return Statement(
            submitter=Submitter(
                self.name.text().strip(),
                self.email.text().strip(),
                self.role.text().strip() or None,
                self.organization.text().strip() or None,
            ),
            reason=self.reason.currentData(),
            licence=self.licence.currentData(),
            language=self.reply.currentData(),
            comment=self.comment.toPlainText(),
            authorized=self.authorized.isChecked(),
        )

    def missing(self) -> list[str]:
        """Return the labels of the answers that are required and not given yet."""
        wanted = (
            (self.name.text().strip(), tr("your name")),
            (self.email.text().strip(), tr("your role mailbox")),
            (self.authorized.isChecked(), tr("the statement of authority")),
        )
        return [label for given, label in wanted if not given]

    def remember(self) -> None:
        """Keep who submits for the next time; the statement of authority is made anew each time."""
        licence = {"submitter_licence": self.licence.currentData()} if self._asks_what else {}
        change(
            submitter_name=self.name.text(),
            submitter_email=self.email.text(),
            submitter_role=self.role.text(),
            submitter_organization=self.organization.text(),
            signing_key=self.key.authcfg,
            **licence,
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, widget in (
            (tr("Your name (required)"), self.name),
            (tr("Role mailbox (required)"), self.email),
            (tr("Role"), self.role),
            (tr("Organization"), self.organization),
            (tr("Reason for changes without one"), self.reason),
            (tr("Licence of the data"), self.licence),
            (tr("Language of the reply"), self.reply),
            (tr("Comment for the stewards"), self.comment),
            (tr("Sign with"), self.key),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
        known = () if self._asks_what else (self.reason, self.licence)
        for widget in (
            *known,
            *(() if self.key.has_choice else (self.key,)),
        ):  # nobody without a key is asked
            form.labelForField(widget).hide()
            widget.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.authorized)
        self._jurisdiction.setIndent(22)  # under the words of the box above it
        layout.addWidget(self._jurisdiction)
        layout.addWidget(
            sentence(tr("Name and mailbox are seen by the data stewards only; they are never published."))
        )
        layout.addStretch(1)


def _codes(domain: str, chosen: str) -> QComboBox:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    for code in load_schema().domains[domain].values:
        if not code.deprecated:
            combo.addItem(say(code.label), code.code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo
