# SPDX-License-Identifier: GPL-2.0-or-later
"""The three charts: where values stand on the page by hand, what tells series apart, hostile names."""

import pytest
from service_points.core.charts import (
    DARK,
    LIGHT,
    Axis,
    Bars,
    Line,
    Mark,
    bar_chart,
    line_chart,
    stacked_chart,
)

HOSTILE = "<script>alert('x')</script> & \"quotes\" \x0b\x00 \ud800"


def levels(drawn):
    """Heights of the grid's level lines, by the text beside each."""
    by_height = {}
    for line in drawn.all("line"):
        if line.get("y1") == line.get("y2") and line.get("stroke") == LIGHT.grid:
            by_height[float(line.get("y1"))] = (float(line.get("x1")), float(line.get("x2")))
    return by_height


@pytest.fixture
def curve(picture, whole):
    def draw(*lines, marks=(), x_most=40.0, y_most=1.0, **options):
        axes = Axis("Distance", whole, x_most), Axis("Share", whole, y_most)
        return picture(line_chart(lines, *axes, title="Coverage", marks=marks, **options))

    return draw


@pytest.fixture
def histogram(picture, whole):
    def draw(categories, *bars, **options):
        return picture(bar_chart(categories, bars, Axis("People", whole), title="Before", **options))

    return draw


def test_points_of_a_line(curve):
    """On axes to 40 and to 1, (10, 0.25) is a quarter along and a quarter up from the axes' zero."""
    drawn = curve(Line("a", [0, 10, 40], [0, 0.25, 1]))
    ((zero, quarter, end),) = drawn.lines(drawn.group("a"))
    assert quarter[0] - zero[0] == pytest.approx(0.25 * (end[0] - zero[0]), abs=0.02)
    assert quarter[1] - zero[1] == pytest.approx(0.25 * (end[1] - zero[1]), abs=0.02)
    assert end[1] < zero[1]
    heights = sorted(levels(drawn))
    assert (heights[0], heights[-1]) == pytest.approx((end[1], zero[1]), abs=0.02)
    left, right = levels(drawn)[heights[0]]
    assert (zero[0], end[0]) == pytest.approx((left + 5, right), abs=0.02)  # ticks stick out 5


def test_ticks_of_a_line_chart(curve):
    drawn = curve(Line("a", [0, 40], [0, 1]))
    assert {"0", "10", "20", "30", "40", "0.2", "0.4", "0.6", "0.8", "1"} <= set(drawn.texts())


def test_a_step_line_has_corners(curve):
    drawn = curve(Line("a", [0, 20, 40], [0, 0.5, 1], step=True))
    (points,) = drawn.lines(drawn.group("a"))
    assert len(points) == 5
    (x0, y0), corner, (x1, y1), *_ = points
    assert corner == (x1, y0)
    assert x0 < x1
    assert y1 < y0


def test_a_line_has_a_gap_where_nothing_is_known(curve):
    drawn = curve(Line("a", [0, 10, 20, 30, 40], [0, 0.2, float("nan"), 0.5, 0.6]))
    assert [len(piece) for piece in drawn.lines(drawn.group("a"))] == [2, 2]


def test_a_line_ends_where_its_axis_does(curve):
    drawn = curve(Line("a", [0, 20, 40, 60], [0, 0.5, 1, 1]))
    (points,) = drawn.lines(drawn.group("a"))
    assert len(points) == 3


def test_fine_detail_is_left_out_but_never_the_end(curve):
    count = 20000
    x = [40 * i / (count - 1) for i in range(count)]
    drawn = curve(Line("a", x, [value / 40 for value in x]))
    (points,) = drawn.lines(drawn.group("a"))
    assert len(points) < 1500
    coarse = curve(Line("a", [0, 40], [0, 1]))
    (ends,) = coarse.lines(coarse.group("a"))
    assert (points[0], points[-1]) == (ends[0], ends[-1])


def test_lines_differ_without_colour(curve):
    drawn = curve(*(Line(f"line {i}", [0, 40], [0, i / 6]) for i in range(6)))
    shapes = set()
    for i in range(6):
        group = drawn.group(f"line {i}")
        line, marker = group[1], group[2]
        shapes.add((line.get("stroke-dasharray"), marker.tag, marker.get("points", "")[:1] and len(group)))
    assert len({dash for dash, *_ in shapes}) == 6
    legend = drawn.lines()[:6]  # the legend comes first, with the same dashes
    assert len(legend) == 6
    samples = [element.get("stroke-dasharray") for element in drawn.all("polyline")[:6]]
    assert samples == [drawn.group(f"line {i}")[1].get("stroke-dasharray") for i in range(6)]


def test_marks_stand_at_their_value(curve):
    drawn = curve(Line("a", [0, 40], [0, 1]), marks=[Mark(10, "Standard: 10"), Mark(50, "beyond")])
    (ends,) = drawn.lines(drawn.group("a"))
    at = ends[0][0] + 0.25 * (ends[1][0] - ends[0][0])
    dashed = [line for line in drawn.all("line") if line.get("stroke-dasharray") == "3 3"]
    assert [float(line.get("x1")) for line in dashed] == pytest.approx([at], abs=0.02)
    assert drawn.place("Standard: 10")[0] == pytest.approx(at, abs=0.02)
    assert "beyond" not in drawn.texts()


def test_names_of_close_marks_stand_in_rows(curve):
    drawn = curve(
        Line("a", [0, 40], [0, 1]), marks=[Mark(20, "First standard"), Mark(20.5, "Second standard")]
    )
    first, second = drawn.place("First standard"), drawn.place("Second standard")
    assert second[1] - first[1] == 18


def test_without_a_maximum_a_line_chart_ends_with_the_data(picture, whole):
    drawn = picture(line_chart([Line("a", [0, 37], [0, 5])], Axis("x", whole), Axis("y", whole), title="t"))
    (ends,) = drawn.lines(drawn.group("a"))
    grid = next(iter(levels(drawn).values()))
    assert ends[1][0] == pytest.approx(grid[1], abs=0.02)


def test_bars_by_hand(histogram):
    """Of 10 and 5 on an axis to 10 the second bar is half as high; both stand on the axis."""
    drawn = histogram(["near", "far"], Bars("Before", [10, 5]), Bars("After", [0, 7.5]))
    high = drawn.bar("Before – near – 10")
    half = drawn.bar("Before – far – 5")
    three = drawn.bar("After – far – 7.5")
    heights = sorted(levels(drawn))
    assert high[3] == pytest.approx(heights[-1] - heights[0], abs=0.02)
    assert half[3] == pytest.approx(0.5 * high[3], abs=0.02)
    assert three[3] == pytest.approx(0.75 * high[3], abs=0.02)
    assert {round(bar[1] + bar[3], 1) for bar in (high, half, three)} == {round(heights[-1], 1)}
    assert half[0] + half[2] < three[0]
    empty = drawn.group("After – near – 0")
    assert [child.tag.split("}")[1] for child in empty] == ["title", "text"]  # a nought, and no bar


def test_bars_below_nothing(histogram):
    drawn = histogram(["a"], Bars("Change", [-4]), Bars("Other", [4]))
    down, up = drawn.bar("Change – a – -4"), drawn.bar("Other – a – 4")
    assert down[1] == pytest.approx(up[1] + up[3], abs=0.02)
    assert down[3] == pytest.approx(up[3], abs=0.02)


def test_bars_differ_without_colour(histogram):
    drawn = histogram(["a"], *(Bars(f"kind {i}", [10]) for i in range(8)), width=900)
    hatches = set()
    for i in range(8):
        group = drawn.group(f"kind {i} – a – 10")
        box = group[1]
        slopes = tuple(
            sorted({_direction(line) for line in group if line.tag.endswith("line") and line.get("x1")})
        )
        hatches.add((box.get("fill") == box.get("stroke"), slopes))
    assert len(hatches) == 8


def _direction(line):
    dx = float(line.get("x2")) - float(line.get("x1"))
    dy = float(line.get("y2")) - float(line.get("y1"))
    return (dx > 0) - (dx < 0), (dy > 0) - (dy < 0)


def test_hatches_stay_within_their_bars(histogram):
    drawn = histogram(["a", "b"], *(Bars(f"kind {i}", [10, 3]) for i in range(8)))
    for i in range(8):
        for title in (f"kind {i} – a – 10", f"kind {i} – b – 3"):
            left, top, width, height = drawn.bar(title)
            for line in drawn.group(title):
                if line.tag.endswith("}line"):
                    for end in "12":
                        assert left - 0.02 <= float(line.get(f"x{end}")) <= left + width + 0.02
                        assert top - 0.02 <= float(line.get(f"y{end}")) <= top + height + 0.02


def test_values_are_written_only_where_all_fit(histogram):
    few = histogram(["a"], Bars("n", [123456]))
    assert few.texts().count("123456") == 1
    many = histogram([f"c{i}" for i in range(12)], Bars("n", [123456] * 12), Bars("m", [1] * 12))
    assert "123456" not in many.texts()


def test_parts_by_hand(picture, whole):
    """Parts 10 + 20 + 10 on an axis to 50 are a fifth, two fifths and a fifth of it, one after another."""
    parts = [Bars("Distance", [10, 1]), Bars("Hours", [20, float("nan")]), Bars("Space", [10, 2])]
    drawn = picture(stacked_chart(["A – B", "C – D"], parts, Axis("Score", whole, 50), title="t"))
    boxes = [drawn.bar(f"A – B – {name} – {value}") for name, value in
             (("Distance", 10), ("Hours", 20), ("Space", 10))]  # fmt: skip
    zero, end = drawn.place("0")[0], drawn.place("50")[0]
    unit = (end - zero) / 50
    starts = [box[0] - 0.75 for box in boxes]
    assert starts == pytest.approx([zero, zero + 10 * unit, zero + 30 * unit], abs=0.03)
    assert [box[2] + 1.5 for box in boxes] == pytest.approx([10 * unit, 20 * unit, 10 * unit], abs=0.03)
    assert "40" in drawn.texts()
    assert "3" in drawn.texts()  # without the part that is not known


def test_parts_are_not_negative(whole):
    with pytest.raises(ValueError, match="negative"):
        stacked_chart(["a"], [Bars("p", [-1])], Axis("x", whole), title="t")


@pytest.mark.parametrize("draw", [bar_chart, stacked_chart])
def test_a_value_for_each_category(draw, whole):
    with pytest.raises(ValueError, match="1 values for 2 categories"):
        draw(["a", "b"], [Bars("p", [1])], Axis("x", whole), title="t")


def test_a_y_for_each_x():
    with pytest.raises(ValueError, match="2 x for 1 y"):
        Line("a", [0, 1], [0])


def hostile_charts(theme=LIGHT, width=640):
    axis = Axis(HOSTILE, lambda value: f"{value:g} {HOSTILE[:8]}")
    options = {"title": HOSTILE, "theme": theme, "width": width}
    long = HOSTILE + " Centre de services de Rivière-des-Pins et de la Haute-Gatineau" * 3
    return [
        line_chart(
            [Line(long, [0, 1], [0, 1]), Line("b", [], [])], axis, axis, marks=[Mark(1, long)], **options
        ),
        bar_chart([long, "b"], [Bars(long, [1, 2]), Bars("b", [3, 4])], axis, **options),
        stacked_chart([long, "b"], [Bars(long, [1, 2]), Bars("b", [3, 4])], axis, **options),
    ]


@pytest.mark.parametrize("which", range(3))
def test_hostile_names_stay_text(picture, which):
    drawn = picture(hostile_charts()[which])
    assert not drawn.all("script")
    assert drawn.root[0].text.startswith("<script>alert('x')</script> & \"quotes\"")
    assert any("<script>" in text for text in drawn.texts() if text)


@pytest.mark.parametrize("width", [200, 320, 640])
@pytest.mark.parametrize("which", range(3))
def test_nothing_leaves_the_page(picture, which, width):
    """By a font's usual widths, half its size for a letter: the charts' own measure is wider."""
    text = hostile_charts(width=width)[which]
    drawn = picture(text)
    _, _, page, height = map(float, drawn.root.get("viewBox").split())
    assert page == width
    for element in drawn.all("text"):
        length = 7.0 * len(element.text)
        x = float(element.get("x"))
        start = {"start": x, "middle": x - length / 2, "end": x - length}[element.get("text-anchor")]
        if "<" in element.text[3:] or "g <" in element.text:
            continue  # the texts of ticks, which no chart shortens
        assert start >= -1, element.text
        assert start + length <= page + 1, element.text
        assert 0 < float(element.get("y")) <= height


@pytest.mark.parametrize("which", range(3))
def test_read_aloud(picture, which):
    root = picture(hostile_charts()[which]).root
    assert root.get("role") == "img"
    assert [child.tag.split("}")[1] for child in root[:2]] == ["title", "desc"]


@pytest.mark.parametrize("which", range(3))
def test_only_what_qt_draws(picture, which):
    """SVG Tiny 1.2 as Qt knows it; no style sheet, so that a page's policy cannot take colours away."""
    known = {"svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text", "g"}
    root = picture(hostile_charts()[which]).root
    assert {element.tag.split("}")[1] for element in root.iter()} <= known
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"class", "style", "id", "clip-path", "dominant-baseline", "textLength", "href"}


def test_the_same_every_time():
    assert hostile_charts() == hostile_charts()


def test_nothing_to_show(picture, whole):
    axis = Axis("x", whole)
    for text in (
        line_chart([], axis, axis, title="t"),
        bar_chart([], [], axis, title="t"),
        stacked_chart([], [], axis, title="t"),
    ):
        assert "0" in picture(text).texts()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(qgis_app, theme):
    """WCAG 2.2: text 4.5:1, marks 3:1, by the formula of the standard."""
    from service_points.layers.palette import luminance

    def contrast(colour):
        low, high = sorted((luminance(colour), luminance(theme.paper)))
        return (high + 0.05) / (low + 0.05)

    assert contrast(theme.ink) >= 4.5
    assert min(map(contrast, theme.series)) >= 3.0


def test_colours_are_the_maps(qgis_app):
    from service_points.layers.palette import palette

    okabe_ito = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
    assert {*LIGHT.series, *DARK.series} - {LIGHT.ink, DARK.ink} <= okabe_ito
    orders = [order.colour for order in palette().orders if order.code != "other"]
    assert set(orders) <= set(LIGHT.series)
