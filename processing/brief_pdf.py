# SPDX-License-Identifier: GPL-2.0-or-later
"""A partnership brief as a PDF: a QGIS print layout with the map first and the text of the page after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsLayoutExporter,
    QgsLayoutItemPage,
    QgsPrintLayout,
    QgsProcessingException,
)
from qgis.PyQt.QtCore import QByteArray, QRectF, Qt, QUrl
from qgis.PyQt.QtGui import QImage, QPainter, QTextDocument
from qgis.PyQt.QtSvg import QSvgRenderer

from ..core.file_moves import remove_left, replace_file
from ..host.language import speaking, tr
from ..host.main_thread import on_main_thread
from ..layers.sheet import LETTER, Frame, add_label, inert
from ..layers.text_item import POINT_MM, FlowingText
from .brief_map import BriefMaps, MapContent
from .report import Report, Section

_MARGIN = 18.0
_FOOT = 5.0
_WIDTH = LETTER[0] - 2.0 * _MARGIN
_MAP, _SMALLEST_MAP = 115.0, 55.0  # heights
_CHART, _PICTURE = 0.55, 0.62  # of the width
_SHARPNESS = 3.0  # dots of a picture for each point


@dataclass
class BriefPdf:
    """The report of a brief with its maps, to be written as a PDF."""

    report: Report
    content: MapContent
    _on_first_page: bool = False

    def write(self, path: Path) -> None:
        """Write the PDF. Raises ``QgsProcessingException`` when the file cannot be written."""
        on_main_thread(lambda: self._write(path))

    def _write(self, path: Path) -> None:
        with speaking(self.report.lang):
            maps = BriefMaps(self.content)
            metadata = maps.project.metadata()
            metadata.setTitle(self.report.title)
            metadata.setAuthor(tr("Service Points"))  # else QGIS writes who is logged in
            metadata.setLanguage(self.report.lang)
            maps.project.setMetadata(metadata)
            layout = QgsPrintLayout(maps.project)
            layout.initializeDefaults()
            layout.pageCollection().page(0).setPageSize("Letter", QgsLayoutItemPage.Orientation.Portrait)
            texts = [*self._first_page(layout, maps), self._other_pages(layout, maps)]
            self._add_feet(layout)
            self._export(layout, path)
            texts.clear()

    def _first_page(self, layout: QgsPrintLayout, maps: BriefMaps) -> list[FlowingText]:
        """Put the question, the answer, the map, and the choice with its chart and table on one page."""
        head = self._text("head", [])
        choice = self._text("choice", [section for section in self.report.sections if section.charts])
        head.put(layout, _MARGIN, _MARGIN)
        top, end = _MARGIN + head.height + 3.0, LETTER[1] - _MARGIN - _FOOT
        add = maps.add_reach if maps.has_people else maps.add_close_up
        probe = QgsPrintLayout(maps.project)
        probe.initializeDefaults()
        legend = add(probe, Frame(0.0, 0.0, _WIDTH, _MAP)) - _MAP
        height = min(_MAP, max(_SMALLEST_MAP, end - top - legend - choice.height - 3.0))
        bottom = add(layout, Frame(_MARGIN, top, _WIDTH, height)) + 3.0
        if bottom + choice.height <= end + 1.0:
            choice.put(layout, _MARGIN, bottom)
            self._on_first_page = True
        return [head, choice]

    def _other_pages(self, layout: QgsPrintLayout, maps: BriefMaps) -> FlowingText:
        left = [each for each in self.report.sections if not (each.charts and self._on_first_page)]
        text = self._text("body", left, with_maps=maps.has_people)
        text.fill_pages(layout, Frame(_MARGIN, _MARGIN, _WIDTH, LETTER[1] - 2.0 * _MARGIN - _FOOT))
        return text

    def _text(self, part: str, sections: list[Section], *, with_maps: bool = False) -> FlowingText:
        document, shown = QTextDocument(), []
        for number, section in enumerate(sections):
            images = _images(document, section, number, with_maps=with_maps)
            if section.paragraphs or section.tables or images:
                shown.append({**vars(section), "images": images})
        document.setHtml(self.report.text_page(part, shown))
        return FlowingText(document, _WIDTH)

    def _add_feet(self, layout: QgsPrintLayout) -> None:
        pages = layout.pageCollection()
        for number in range(pages.pageCount()):
            top = number * (LETTER[1] + pages.spaceBetweenPages()) + LETTER[1] - _MARGIN
            told = tr("{title} – page {page} of {pages}").format(
                title=self.report.title, page=number + 1, pages=pages.pageCount()
            )
            add_label(layout, inert(told), Frame(_MARGIN, top, _WIDTH, 8.0), 7.0)

    def _export(self, layout: QgsPrintLayout, path: Path) -> None:
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = 200
        settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        settings.exportMetadata = True
        settings.rasterizeWholeImage = False
        draft = path.with_name(f".{path.name}.part")
        done = QgsLayoutExporter.ExportResult.FileError
        reason = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            done = QgsLayoutExporter(layout).exportToPdf(str(draft), settings)
            if done == QgsLayoutExporter.ExportResult.Success:
                replace_file(draft, path)
        except OSError as problem:
            done, reason = QgsLayoutExporter.ExportResult.FileError, problem.strerror or ""
        if done != QgsLayoutExporter.ExportResult.Success:
            remove_left(draft)
            raise QgsProcessingException(
                tr(
                    "The report cannot be written to “{path}”. Close it where it is open in another "
                    "program, and check that you may write there. {reason}"
                ).format(path=path, reason=reason)
            )


def _images(
    document: QTextDocument, section: Section, number: int, *, with_maps: bool
) -> list[dict[str, Any]]:
    """Give the document the charts of a section, and its pictures that are not on the first page."""
    width = round(_WIDTH / POINT_MM)
    found = []
    drawn = [(_chart(chart.svg, width), chart.caption, _CHART) for chart in section.charts]
    is_map_alone = not (section.paragraphs or section.tables)
    if with_maps and not is_map_alone:
        drawn += [(QImage(str(picture.path)), picture.caption, _PICTURE) for picture in section.pictures]
    for index, (image, caption, share) in enumerate(drawn):
        name = f"image-{number}-{index}"
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        found.append({"name": name, "width": round(share * width), "caption": caption})
    return found


def _chart(svg: str, width: int) -> QImage:
    """Draw a chart, sharp enough for paper."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize()
    wide = round(width * _SHARPNESS)
    image = QImage(wide, round(wide * size.height() / size.width()), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image
