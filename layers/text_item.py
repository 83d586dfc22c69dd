# SPDX-License-Identifier: GPL-2.0-or-later
"""Formatted text that runs over several pages of a layout, as text: it is found and copied in a PDF."""

from __future__ import annotations

from qgis.core import (
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemPage,
    QgsLayoutItemRegistry,
    QgsLayoutItemRenderContext,
    QgsPrintLayout,
)
from qgis.PyQt.QtCore import QRectF, QSizeF
from qgis.PyQt.QtGui import QFont, QPainter, QTextBlock, QTextCursor, QTextDocument, QTextFormat

from .sheet import LETTER, Frame, place

POINT_MM = 25.4 / 72.0
"""A pixel of the text's style sheet is one point on paper."""
_FOLLOWING = 60.0
"""Room that a heading needs below it, in points."""
_KIND = QgsLayoutItemRegistry.ItemType.PluginItem + 4711


class TextItem(QgsLayoutItem):
    """One page of a text that was laid out for pages of this size."""

    def __init__(self, layout: QgsLayout, document: QTextDocument, page: int, height: float) -> None:
        super().__init__(layout)
        self._document, self._page, self._height = document, page, height

    def type(self) -> int:
        return _KIND

    def draw(self, context: QgsLayoutItemRenderContext) -> None:
        painter: QPainter = context.renderContext().painter()
        scale = context.renderContext().scaleFactor() * POINT_MM
        painter.save()
        painter.scale(scale, scale)
        painter.translate(0.0, -self._page * self._height)
        part = QRectF(0.0, self._page * self._height, self._document.pageSize().width(), self._height)
        self._document.drawContents(painter, part)
        painter.restore()


class FlowingText:
    """A text in HTML laid out to a width on paper; keep it as long as the layout."""

    def __init__(self, document: QTextDocument, width: float) -> None:
        self._document, self._width = document, width
        self._items: list[TextItem] = []
        document.setDocumentMargin(0.0)
        document.setTextWidth(width / POINT_MM)

    @property
    def height(self) -> float:
        """The height of the whole text without page breaks, in millimetres."""
        return self._document.size().height() * POINT_MM

    def put(self, layout: QgsPrintLayout, left: float, top: float) -> None:
        """Put the whole text on the first page."""
        self._add(layout, Frame(left, top, self._width, self.height), 0, self.height / POINT_MM)

    def fill_pages(self, layout: QgsPrintLayout, frame: Frame) -> None:
        """Add as many letter pages as the text needs, and put it into ``frame`` of each."""
        height = frame.height / POINT_MM
        self._document.setPageSize(QSizeF(frame.width / POINT_MM, height))
        self._keep_headings(height)
        for part in range(self._document.pageCount()):
            page = QgsLayoutItemPage(layout)
            layout.pageCollection().addPage(page)
            page.setPageSize("Letter", QgsLayoutItemPage.Orientation.Portrait)
            top = layout.pageCollection().pageCount() - 1
            offset = top * (LETTER[1] + layout.pageCollection().spaceBetweenPages())
            self._add(layout, Frame(frame.left, offset + frame.top, frame.width, frame.height), part, height)

    def _keep_headings(self, height: float) -> None:
        """Let no heading stand at the foot of a page without what it is about.

        One at a time: each new page moves all that follows. A full layout is asked for each time, because
        Qt loses text between tables when only a part of a document is laid out again.
        """
        size, done = self._document.pageSize(), -1
        while True:
            heading = self._last_line(height, done)
            if heading is None:
                return
            done = heading.position()
            apart = heading.blockFormat()
            apart.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            heading.setBlockFormat(apart)
            self._document.setPageSize(QSizeF(-1.0, -1.0))
            self._document.setPageSize(size)

    def _last_line(self, height: float, done: int) -> QTextCursor | None:
        """Return the first heading after the position ``done`` that stands at the foot of a page."""
        block, first = self._document.begin(), None
        while block.isValid():
            is_heading = _is_heading(block)
            if not is_heading:
                first = None
            elif first is None:
                first = QTextCursor(block)
            if first is not None and first.position() > done:
                box = self._document.documentLayout().blockBoundingRect(block)
                if box.bottom() % height > height - _FOLLOWING:
                    return first
            block = block.next()
        return None

    def _add(self, layout: QgsPrintLayout, frame: Frame, part: int, height: float) -> None:
        item = TextItem(layout, self._document, part, height)
        layout.addLayoutItem(item)
        place(item, frame)
        self._items.append(item)


def _is_heading(block: QTextBlock) -> bool:
    is_bold = block.charFormat().fontWeight() > QFont.Weight.Medium
    return is_bold and QTextCursor(block).currentTable() is None
