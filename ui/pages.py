# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel shows when there is no list to show: nothing open yet, opening, or trouble."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QIcon
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import OutdatedStoreError, ServicePointsError
from ..host.databases import store_title
from ..host.language import say, tr
from ..host.resources import icon
from ..host.settings import settings
from .scale import scaled


def sentence(text: str = "") -> QLabel:
    """Make a label for sentences: wraps, can be selected, shows text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def heading(text: str) -> QLabel:
    """Make a label for a short heading."""
    label = sentence(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _button(text: str, picture: QIcon) -> QPushButton:
    button = QPushButton(picture, text)
    button.setIconSize(QSize(20, 20))
    button.setMinimumHeight(scaled(button, 34))
    return button


class EmptyPage(QWidget):
    """Nothing is open yet: what this is, and ways to go on; the store of the settings comes first."""

    own_asked = pyqtSignal()
    sample_asked = pyqtSignal()
    browse_asked = pyqtSignal()
    guide_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        picture = QLabel()
        picture.setPixmap(icon("service_points").pixmap(48, 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(picture)
        text = sentence(tr("See the service points of every government in one place, and who they serve."))
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(text)
        known = settings()
        self.own = _button(
            tr("Open “{store}”").format(store=store_title(known.store).replace("&", "&&")),
            icon("service_points"),
        )
        self.own.setVisible(bool(known.store))
        self.sample = _button(tr("Open the sample"), icon("service_points"))
        self.sample.setToolTip(
            tr("Pine River County is fictional. It is included so that you can try everything.")
        )
        self.browse = _button(tr("Open a store…"), QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.browse.setToolTip(
            tr("Choose the GeoPackage file (.gpkg) of a shared store or of a working copy.")
        )
        self.guide = _button(tr("Quick guide"), QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        self.sample.clicked.connect(self.sample_asked)
        self.browse.clicked.connect(self.browse_asked)
        self.guide.clicked.connect(self.guide_asked)
        if known.locked_store:
            self.sample.hide()
            self.browse.setText(tr("Open a working copy…"))
        self.own.clicked.connect(self.own_asked)
        for button in (self.own, self.sample, self.browse, self.guide):
            layout.addWidget(button)
        layout.addStretch(2)


class LoadingPage(QWidget):
    """A store is being opened."""

    cancel_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = sentence()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Progress"))
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        layout.addStretch(2)

    def start(self, name: str) -> None:
        self._text.setText(tr("Opening “{name}”").format(name=name))
        self.bar.setValue(0)

    def set_progress(self, percent: float) -> None:
        self.bar.setValue(int(percent))


class TroublePage(QWidget):
    """Something could not be done: what happened, what it means, what to do."""

    again_asked = pyqtSignal()
    browse_asked = pyqtSignal()
    upgrade_asked = pyqtSignal()
    back_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = ""
        picture = QLabel()
        picture.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(32, 32))
        self.text = sentence()
        again, other = QPushButton(tr("Try again")), QPushButton(tr("Open another store…"))
        copy, back = QPushButton(tr("Copy the details")), QPushButton(tr("Back"))
        self.upgrade = QPushButton(tr("Bring it up to date"))
        self.upgrade.hide()
        self.upgrade.clicked.connect(self.upgrade_asked)
        again.clicked.connect(self.again_asked)
        other.clicked.connect(self.browse_asked)
        copy.clicked.connect(self._on_copy_clicked)
        back.clicked.connect(self.back_asked)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(picture)
        layout.addWidget(heading(tr("The store could not be opened")))
        layout.addWidget(self.text)
        for button in (self.upgrade, again, other, copy, back):
            layout.addWidget(button)
        layout.addStretch(2)

    def show_problem(self, problem: BaseException) -> None:
        """Say what went wrong; technical details are only copied.

        An older store can be brought up to date: a shared one by a steward, a working copy by its editor.
        """
        is_older = isinstance(problem, OutdatedStoreError)
        self.upgrade.setVisible(is_older and (problem.is_copy or not settings().end_user))
        if isinstance(problem, ServicePointsError):
            self.text.setText(say(problem.text))
            details = problem.details
        else:
            self.text.setText(
                tr(
                    "Something unexpected happened and the store was not opened. Nothing was changed. "
                    "Try again; if it happens again, copy the details and report them."
                )
            )
            details = repr(problem)
        self._details = "\n".join(part for part in (self.text.text(), details) if part)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
