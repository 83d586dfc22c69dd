# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the layout templates of resources/templates: one map, and an atlas with a page for each area.

    QT_QPA_PLATFORM=offscreen python3 scripts/make_templates.py

Texts stand in both languages in expressions, so that one template serves both: it speaks the variable
``sp_language`` of the layout, and without it the language of QGIS.
"""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import plugin_package

plugin_package.load()

from demo import start_qgis  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsCoordinateReferenceSystem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutObject,
    QgsPrintLayout,
    QgsProject,
    QgsProperty,
    QgsReadWriteContext,
    QgsRectangle,
    QgsScaleBarSettings,
)
from qgis.PyQt.QtCore import Qt  # noqa: E402

FOLDER = plugin_package.ROOT / "resources" / "templates"
MARGIN = 10.0
WIDTH, HEIGHT = 279.4, 215.9
LEGEND = 66.0
FRENCH = "left(coalesce(nullif(@sp_language, ''), @qgis_locale, 'en'), 2) = 'fr'"
COLON = "\u00a0:"


def words(en: str, fr: str) -> str:
    """Return an expression of a text in both languages."""
    quoted = [text.replace("'", "''") for text in (en, fr)]
    return f"CASE WHEN {FRENCH} THEN '{quoted[1]}' ELSE '{quoted[0]}' END"


def day(moment: str) -> str:
    """Return an expression of a day as people in Canada write it."""
    french = f"regexp_replace(format_date({moment}, 'd MMMM yyyy', 'fr'), '^1 ', '1er ')"
    return f"CASE WHEN {FRENCH} THEN {french} ELSE format_date({moment}, 'MMMM d, yyyy', 'en') END"


PLAIN_TITLE = words("Service points", "Points de service")
TITLE = f"coalesce(nullif(@sp_title, ''), nullif(@project_title, ''), {PLAIN_TITLE})"
CREDITS = "array_to_string(map_credits('map', true), '; ')"
SOURCES = f"{words('Sources: ', 'Sources' + COLON + ' ')} || coalesce(nullif(@sp_sources, ''), {CREDITS})"
MADE = (
    f"{words('Map made on ', 'Carte produite le ')} || {day('now()')} || '. ' || "
    f"{words('Scale about 1:', 'Échelle d’environ 1/')} || "
    f"CASE WHEN {FRENCH} THEN format_number(item_variables('map')['map_scale'], 0, 'fr') "
    "ELSE format_number(item_variables('map')['map_scale'], 0, 'en') END"
)


def layout_of(name: str, *, atlas: bool) -> QgsPrintLayout:
    """Return a layout on letter paper on its side."""
    from service_points.layers.sheet import (  # noqa: PLC0415
        Frame,
        add_label,
        add_map,
        look_of_legend,
        place,
    )

    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(name)
    layout.pageCollection().page(0).setPageSize("Letter", QgsLayoutItemPage.Orientation.Landscape)
    inner = WIDTH - 2 * MARGIN
    title = add_label(layout, f"[% {TITLE} %]", Frame(MARGIN, MARGIN, inner, 9.0), 18.0, bold=True)
    title.setId("title")
    top = MARGIN + 11.0
    if atlas:
        page = add_label(layout, "[% @atlas_pagename %]", Frame(MARGIN, top, inner, 7.0), 14.0)
        page.setId("page name")
        top += 9.0
    bottom = HEIGHT - MARGIN - 14.5  # three lines of sources, and the date
    frame = Frame(MARGIN, top, inner - LEGEND - 4.0, bottom - top - 2.0)
    item = add_map(layout, frame, [], QgsRectangle(-9.3e6, 5.8e6, -9.2e6, 5.88e6))
    item.setId("map")
    item.setLayers([])
    item.setKeepLayerSet(False)
    item.setFollowVisibilityPreset(False)
    if atlas:
        item.setAtlasDriven(True)
        item.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Predefined)
        item.setAtlasMargin(0.1)
    _name_furniture(layout)
    _add_legend(layout, item, Frame(WIDTH - MARGIN - LEGEND, top, LEGEND, 20.0))
    sources = add_label(layout, f"[% {SOURCES} %]", Frame(MARGIN, bottom, inner, 9.5), 7.0)
    sources.setId("sources")
    made = add_label(layout, f"[% {MADE} %]", Frame(MARGIN, HEIGHT - MARGIN - 4.5, inner - 30.0, 4.5), 7.0)
    made.setId("date and scale")
    if atlas:
        count = "@atlas_featurenumber || ' / ' || @atlas_totalfeatures"
        number = add_label(
            layout, f"[% {count} %]", Frame(WIDTH - MARGIN - 28.0, HEIGHT - MARGIN - 4.5, 28.0, 4.5), 7.0
        )
        number.setHAlign(Qt.AlignmentFlag.AlignRight)
        number.setId("page number")
        layout.atlas().setEnabled(True)
        layout.atlas().setHideCoverage(True)
    look_of_legend(next(i for i in layout.items() if isinstance(i, QgsLayoutItemLegend)))
    place(item, frame)
    return layout


def _name_furniture(layout: QgsPrintLayout) -> None:
    from qgis.core import QgsLayoutItemPicture, QgsLayoutItemScaleBar  # noqa: PLC0415

    for item in layout.items():
        if isinstance(item, QgsLayoutItemScaleBar):
            item.setId("scale bar")
            item.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
            # At the round scales of ``print_layout`` two segments of at most 20 mm are a round distance.
            item.setMinimumBarWidth(19.0)
            item.setMaximumBarWidth(40.1)
        elif isinstance(item, QgsLayoutItemPicture):
            item.setId("north arrow")
        elif isinstance(item, QgsLayoutItemLabel) and not item.id():
            item.setId("text")


def _add_legend(layout: QgsPrintLayout, item: QgsLayoutItemMap, frame: object) -> None:
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    legend.setId("legend")
    legend.setLinkedMap(item)
    legend.setAutoUpdateModel(True)
    legend.setLegendFilterByMapEnabled(True)
    legend.setResizeToContents(True)
    title = QgsProperty.fromExpression(words("Legend", "Légende"))
    legend.dataDefinedProperties().setProperty(QgsLayoutObject.DataDefinedProperty.LegendTitle, title)
    from service_points.layers.sheet import place  # noqa: PLC0415

    place(legend, frame)


def write(layout: QgsPrintLayout, path: Path) -> None:
    """Save a template with its north arrow in it: the path of a file holds on one machine only."""
    if not layout.saveAsTemplate(str(path), QgsReadWriteContext()):
        sys.exit(f"{path} cannot be written")
    text = path.read_text(encoding="utf-8")
    picture = base64.b64encode((plugin_package.ROOT / "resources" / "icons" / "north.svg").read_bytes())
    text = re.sub(r'file="[^"]*north\.svg"', f'file="base64:{picture.decode("ascii")}"', text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    app = start_qgis()
    write(layout_of("Service points – map", atlas=False), FOLDER / "map_letter.qpt")
    write(layout_of("Service points – atlas", atlas=True), FOLDER / "atlas_letter.qpt")
    app.exitQgis()


if __name__ == "__main__":
    main()
