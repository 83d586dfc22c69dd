# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts in a window: the same SVG as in the reports, made anew for the width and colours it is shown in."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import QByteArray, QEvent, QRectF, QSize
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..core.charts import DARK, LIGHT, Theme

MakeChart = Callable[[float, Theme], str]
"""Returns an SVG text, given its width and its colours as the functions of ``core.charts`` want them."""

_LETTERS = 14.0  # height of a chart's letters in its own unit
_NARROWEST = 200.0


class ChartView(QWidget):
    """Shows a chart as wide as the view, with letters as large as the view's font; as high as it needs.

    What it shows is said by its accessible name and description.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: MakeChart | None = None
        self._made_for: tuple[float, Theme] | None = None
        self._renderer = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, make: MakeChart, name: str, description: str) -> None:
        """Show what ``make`` returns, now and whenever width or colours change."""
        self._make, self._made_for = make, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._remake()

    def clear(self) -> None:
        """Show nothing, and take no room."""
        self._make, self._made_for = None, None
        self._renderer.load(QByteArray())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        size = self._renderer.defaultSize()
        return round(width * size.height() / size.width()) if self._made_for and size.width() else 0

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(round(_NARROWEST), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self._remake()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._remake()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        if self._made_for is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, 0, self.width(), self.heightForWidth(self.width())))
        painter.end()

    def theme(self) -> Theme:
        """Return the colours of charts that suit the colours of this window."""
        background = self.palette().color(QPalette.ColorRole.Window)
        return DARK if background.lightnessF() < 0.5 else LIGHT  # noqa: PLR2004

    def _remake(self) -> None:
        if self._make is None:
            return
        letters = self.fontMetrics().ascent() + self.fontMetrics().descent()
        scale = max(1.0, letters / 1.17) / _LETTERS  # a font's letters are 1.17 of its size high, about
        asked = (max(_NARROWEST, self.width() / scale), self.theme())
        if asked == self._made_for:
            return
        self._made_for = asked
        self._renderer.load(QByteArray(self._make(*asked).encode("utf-8")))
        self.updateGeometry()
        self.update()
