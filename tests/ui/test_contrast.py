# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin paints itself can be seen: WCAG 2.2 ratios on a light, a dark and a high-contrast palette.

The ratios are computed here from the definition in WCAG 2.2, not by the code that chooses the colours.
"""

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRect, QRectF
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette
from qgis.PyQt.QtWidgets import QListView, QStyle, QStyleOptionViewItem
from service_points.core.charts.theme import DARK, LIGHT
from service_points.layers.palette import contrast, ink_on, palette
from service_points.layers.register import PointSummary
from service_points.ui.contrast import quiet_colour, text_colour
from service_points.ui.findings_list import ERROR_COLOUR, paint_severity
from service_points.ui.hours_widget import FAILED_STYLE
from service_points.ui.symbol_painter import HOLLOW, paint_symbol

TEXT, SHAPE = 4.5, 3.0
ROLE = QPalette.ColorRole
THEMES = ("default", "Night Mapping", "Blend of Gray")
PALETTES = {  # base, alternate base, text, highlight, highlighted text
    "high contrast": "#000000 #000000 #ffffff #ffff00 #000000",
    "yellow on black": "#000000 #000000 #ffff00 #ffffff #000000",
    "black on white": "#ffffff #ffffff #000000 #000000 #ffffff",
}
ROLES = (ROLE.Base, ROLE.AlternateBase, ROLE.Text, ROLE.Highlight, ROLE.HighlightedText)


def ratio(one, other):
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), L from linear shares of red, green and blue."""

    def luminance(colour):
        shares = [value / 255 for value in QColor(colour).getRgb()[:3]]
        red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=(*THEMES, *PALETTES))
def colours(request, qgis_app, qtbot):
    """The palette of a list under a theme of QGIS, as QGIS applies it, or of a contrast theme."""
    if request.param in PALETTES:
        made = QPalette()
        for role, colour in zip(ROLES, PALETTES[request.param].split()):
            made.setColor(role, QColor(colour))
        yield made
        return
    QgsApplication.setUITheme(request.param)
    view = QListView()
    qtbot.addWidget(view)
    view.show()
    yield view.palette()
    QgsApplication.setUITheme("default")


def option_of(colours, *, selected):
    option = QStyleOptionViewItem()
    option.palette = colours
    if selected:
        option.state |= QStyle.StateFlag.State_Selected
    return option


def grounds_of(colours, *, selected):
    roles = (ROLE.Highlight,) if selected else (ROLE.Base, ROLE.AlternateBase)
    return [colours.color(role) for role in roles]


def test_the_ratio_is_that_of_the_recommendation():
    """21 to 1 for black on white, 4.54 for #767676: the examples of WCAG's own documents."""
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("selected", [False, True])
def test_text_in_lists_can_be_read(colours, selected):
    option = option_of(colours, selected=selected)
    for ground in grounds_of(colours, selected=selected):
        assert ratio(text_colour(option), ground) >= TEXT
        assert ratio(quiet_colour(option), ground) >= TEXT


def test_what_matters_less_is_quieter_where_there_is_room(qgis_app):
    made = QPalette(QColor("#ffffff"))
    made.setColor(ROLE.Text, QColor("#000000"))
    made.setColor(ROLE.Base, QColor("#ffffff"))
    made.setColor(ROLE.AlternateBase, QColor("#f7f7f7"))
    assert quiet_colour(option_of(made, selected=False)) != QColor("#000000")
    made.setColor(ROLE.Text, QColor("#707070"))
    assert quiet_colour(option_of(made, selected=False)) == QColor("#707070")


@pytest.mark.parametrize("order", palette().orders, ids=lambda order: order.code)
def test_the_letter_of_an_order_can_be_read_on_its_colour(order):
    assert ratio(ink_on(order.colour), order.colour) >= TEXT


@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("status", ["active", *HOLLOW])
@pytest.mark.parametrize("order", palette().orders, ids=lambda order: order.code)
def test_a_symbol_stands_out_from_its_row(colours, order, status, selected):
    """One of the colours met from the left to its middle does."""
    option = option_of(colours, selected=selected)
    for ground in grounds_of(colours, selected=selected):
        edge, point = text_colour(option), summary(order, status)
        image = painted(ground, lambda p, e=edge, s=point: paint_symbol(p, BOX, s, e))
        met = [image.pixelColor(x, SIDE // 2) for x in range(SIDE // 2)]
        assert max(ratio(each, ground) for each in met) >= SHAPE


@pytest.mark.parametrize("selected", [False, True])
def test_the_mark_of_an_error_stands_out(colours, selected):
    option = option_of(colours, selected=selected)
    for ground in grounds_of(colours, selected=selected):
        edge = text_colour(option)
        image = painted(
            ground, lambda p, e=edge: paint_severity(p, QRect(1, 1, SIDE - 2, SIDE - 2), error=True, edge=e)
        )
        met = [image.pixelColor(x, SIDE // 2) for x in range(SIDE // 3)]
        assert max(ratio(each, ground) for each in met) >= SHAPE
    assert ratio("#ffffff", ERROR_COLOUR) >= TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_charts_can_be_read(theme):
    assert ratio(theme.ink, theme.paper) >= TEXT
    assert min(ratio(colour, theme.paper) for colour in theme.series) >= SHAPE


def test_a_line_that_cannot_be_read_is_legible():
    colours = [word.strip(";} ") for word in FAILED_STYLE.split() if word.startswith("#")]
    assert len(colours) == 2
    assert ratio(*colours) >= TEXT


SIDE = 40
BOX = QRectF(2, 2, SIDE - 4, SIDE - 4)


def painted(ground, paint):
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def summary(order, status):
    values = {name: None for name in PointSummary.__dataclass_fields__}
    values.update(order=order.code, status=status, channel="in_person", point_type="other")
    return PointSummary(**values)
