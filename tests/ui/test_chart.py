# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts drawn by Qt: something is where it should be, at every width, in light and dark."""

import pytest
from qgis.PyQt.QtCore import QByteArray
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette
from qgis.PyQt.QtSvg import QSvgRenderer
from service_points.core.charts import DARK, LIGHT, Axis, Bars, bar_chart
from service_points.core.charts.measure import text_width


def histogram(width=640.0, theme=LIGHT):
    axis = Axis("People", lambda value: f"{value:g}")
    bars = [Bars("Before", [10, 5]), Bars("After", [10, 10])]
    return bar_chart(["near", "far"], bars, axis, title="t", width=width, theme=theme)


@pytest.fixture
def view(qgis_app, qtbot):
    from service_points.ui.chart import ChartView

    made = ChartView()
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    return made


def test_qt_draws_bars_where_they_stand(qgis_app):
    """The first bar reaches twice as high as the second, both filled with the theme's first colour."""
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    renderer = QSvgRenderer(QByteArray(histogram().encode()))
    assert renderer.isValid()
    height = renderer.defaultSize().height()
    image = image.copy(0, 0, 640, height)
    image.fill(QColor("red"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    blue, paper = QColor(LIGHT.colour(0)), QColor(LIGHT.paper)
    assert image.pixelColor(636, 4) == paper
    filled = {}
    for x in range(0, 640, 5):
        column = sum(image.pixelColor(x, y) == blue for y in range(40, height))
        filled.setdefault(column, []).append(x)
    tall, short = sorted((length for length, xs in filled.items() if length > 20), reverse=True)
    assert tall == pytest.approx(2 * short, abs=4)
    assert max(filled[tall]) < min(filled[short])


@pytest.mark.parametrize("family", ["DejaVu Sans", "sans-serif"])
def test_texts_are_measured_generously(qgis_app, family):
    from qgis.PyQt.QtGui import QFont

    font = QFont(family)
    font.setPixelSize(100)
    for text in (
        "Population de langue officielle en situation minoritaire",
        "Centre de services de Rivière-des-Pins",
        "120 345 personnes à moins de 12,5 km",
        "OUVERT DE 8 H 30 À 16 H 30",
        "Share of people, best served first (94.7%)",
    ):
        assert text_width(text, 100) >= 0.99 * QFontMetricsF(font).horizontalAdvance(text), text


def test_the_view_is_as_high_as_its_chart(view, qtbot):
    widths = []

    def make(width, theme):
        widths.append(width)
        return histogram(width, theme)

    view.show_chart(make, "Travel times", "Before and after")
    renderer = QSvgRenderer(QByteArray(histogram(widths[-1]).encode()))
    size = renderer.defaultSize()
    assert view.heightForWidth(320) == pytest.approx(320 * size.height() / size.width(), abs=1)
    assert view.sizeHint().height() == view.heightForWidth(view.width())
    view.resize(480, 400)
    assert len(widths) == 2
    assert widths[1] == pytest.approx(1.5 * widths[0])
    view.clear()
    assert view.sizeHint().height() == 0


def test_the_view_says_what_it_shows(view):
    view.show_chart(histogram, "Travel times", "Before: 10 near")
    assert (view.accessibleName(), view.accessibleDescription()) == ("Travel times", "Before: 10 near")


@pytest.mark.parametrize(("window", "theme"), [("#202020", DARK), ("#F0F0F0", LIGHT)], ids=["dark", "light"])
def test_the_view_takes_the_colours_of_its_window(view, window, theme):
    view.show_chart(histogram, "n", "d")
    colours = QPalette(view.palette())
    colours.setColor(QPalette.ColorRole.Window, QColor(window))
    view.setPalette(colours)
    drawn = view.grab().toImage()
    assert drawn.pixelColor(drawn.width() - 2, 2) == QColor(theme.paper)
