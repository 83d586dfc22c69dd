# SPDX-License-Identifier: GPL-2.0-or-later
"""The Review tab: there for who can write the shared store that is open, and gone otherwise."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QKeyEvent
from qgis.PyQt.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ..core.exchange.inbox import is_unmerged
from ..host.databases import is_database
from ..host.language import tr
from ..layers.load import layers_of_store
from .pages import sentence
from .panel_tabs import PanelTabs
from .review_controller import ReviewController
from .review_page import ReviewPage
from .scale import resize_window
from .session import StoreSession
from .words import number

WINDOW_WIDTH, WINDOW_HEIGHT = 1180, 720


class ReviewTab(QWidget):
    """Holds the review, or says that it is in a window of its own and offers to bring it back."""

    def __init__(self, controller: ReviewController, session: StoreSession, tabs: PanelTabs) -> None:
        super().__init__()
        self._controller, self._session, self._tabs = controller, session, tabs
        self.page = ReviewPage(controller)
        self.elsewhere = QWidget()
        self.return_button = QPushButton(tr("Bring it back here"))
        away = QVBoxLayout(self.elsewhere)
        away.addWidget(sentence(tr("The review is open in a window of its own.")))
        away.addWidget(self.return_button, 0, Qt.AlignmentFlag.AlignLeft)
        away.addStretch(1)
        self.elsewhere.hide()
        self.wide_window: ReviewWindow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        layout.addWidget(self.elsewhere)
        self.page.wide_asked.connect(self.open_wide)
        self.return_button.clicked.connect(self.bring_back)
        controller.inbox_changed.connect(self._on_inbox)
        controller.store_changed.connect(self._on_store_changed)
        self.hide()

    def show_store(self) -> None:
        """Be there, or not, for the store of the session; read its submissions."""
        register = self._session.register
        if register is None or not self._session.may_merge:
            self.bring_back()
            self._controller.close()
            self._tabs.remove(self)
            return
        self._tabs.set_title(self, tr("Review"))
        self._controller.open(register.path)
        self._on_inbox()

    def open_wide(self) -> None:
        """Show the review in a window of its own."""
        if self.wide_window is None:
            self.wide_window = ReviewWindow(self.window(), self.page)
            self.wide_window.closed.connect(self.bring_back)
            self.elsewhere.show()
            self.wide_window.show()

    def bring_back(self) -> None:
        """Show the review in the tab."""
        window, self.wide_window = self.wide_window, None
        if window is None:
            return
        self.layout().insertWidget(0, self.page)
        self.page.show()
        self.elsewhere.hide()
        window.close()
        window.deleteLater()

    def unload(self) -> None:
        """Leave nothing open; the tab is deleted afterwards."""
        self.bring_back()
        self._controller.inbox_changed.disconnect(self._on_inbox)
        self._controller.store_changed.disconnect(self._on_store_changed)

    def _on_inbox(self) -> None:
        inbox = self._controller.inbox
        if self._tabs.indexOf(self) >= 0:
            new = sum(map(is_unmerged, inbox.lines)) if inbox else 0
            waiting = inbox.waiting + new if inbox else 0
            title = tr("Review ({n})").format(n=number(waiting)) if waiting else tr("Review")
            self._tabs.set_title(self, title)

    def _on_store_changed(self) -> None:
        """Draw and list the points as they are now. A database's layers keep nothing: they only draw anew."""
        for layer in layers_of_store(self._session.project, self._controller.store).values():
            if not is_database(self._controller.store):
                layer.reload()
            layer.triggerRepaint()
        self._session.read_again()


class ReviewWindow(QDialog):
    """A window for the review. Closing it, also with Esc, brings the review back to the panel.

    A dialog, because themes paint those; but Enter, which takes a value, must not press a button of it.
    """

    closed = pyqtSignal()

    def __init__(self, parent: QWidget, page: ReviewPage) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("ServicePointsReview")
        self.setWindowTitle(tr("Review of Submissions"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(page)
        resize_window(self, WINDOW_WIDTH, WINDOW_HEIGHT)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        self.close()
