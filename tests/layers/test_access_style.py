# SPDX-License-Identifier: GPL-2.0-or-later
"""Accessibility on the map: much is dark, nothing is hatched, and the legend is in units people can read."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRenderContext, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtGui import QColor
from service_points.host.language import install_translator, remove_translator
from service_points.layers.access_style import per_people, short_number, style_access, style_load
from service_points.layers.palette import luminance, palette

MEAN = 0.000025
ACCESS = (0.3, 0.5, 0.7, 1.0, 1.9, 2.0, 3.0)  # multiples of the mean


def layer_of(kind, rows, fields):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:3857&{fields}", "layer", "memory")
    features = []
    for values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        shape = "POINT (0 0)" if kind == "Point" else "POLYGON ((0 0, 1 0, 1 1, 0 0))"
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def units(kind="Polygon"):
    rows = [(times * MEAN, times, "served") for times in ACCESS]
    rows += [(0.0, 0.0, "beyond"), (0.0, 0.0, "unreachable"), (None, None, "off_network")]
    rows += [(None, None, "excluded")]
    return layer_of(kind, rows, "field=access:double&field=access_ratio:double&field=status:string")


def supply(loads, *others):
    rows = [(load, "used") for load in loads] + [(None, status) for status in others]
    return layer_of("Point", rows, "field=load:double&field=status:string")


def drawn(layer):
    """Return the legend label of the rule that draws each feature; exactly one does."""
    context = QgsRenderContext()
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    labels = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)  # the root's among them
        (label,) = (item.label() for item in renderer.legendSymbolItems() if item.ruleKey() in keys)
        labels.append(label)
    renderer.stopRender(context)
    return labels


@pytest.mark.parametrize("kind", ["Polygon", "Point"])
def test_every_unit_is_drawn_once_in_its_class(qgis_app, kind):
    """Limits: half, 0.8, 1.25 and twice the mean of 2.5 per 100,000; each belongs to the class below."""
    layer = units(kind)
    style_access(layer)
    assert drawn(layer) == [
        "up to 1.25 (at most 0.5 times the mean)",
        "up to 1.25 (at most 0.5 times the mean)",
        "1.25–2",
        "2–3.13",
        "3.13–5",
        "3.13–5",
        "more than 5 (over 2 times the mean)",
        "No access within the cutoff",
        "No road leads to a point",
        "Too far from any road",
        "Left out: no usable population",
    ]
    assert layer.renderer().legendSymbolItems()[0].label() == "Capacity per 100,000 people (mean 2.5)"


def test_the_legend_in_french(qgis_app):
    QgsSettings().setValue("service_points/language", "fr")
    install_translator()
    try:
        layer = units()
        style_access(layer)
        labels = [i.label().replace("\u00a0", " ") for i in layer.renderer().legendSymbolItems()]
    finally:
        QgsSettings().remove("service_points/language")
        remove_translator()
    assert labels[0] == "Capacité pour 100 000 personnes (moyenne : 2,5)"
    assert labels[1:3] == ["jusqu’à 1,25 (au plus 0,5 fois la moyenne)", "1,25 à 2"]


def test_more_access_is_darker_and_never_by_little():
    """Without any colour, neighbours in the legend still differ (WCAG contrast of at least 1.4)."""
    colours = palette().sections["access"]["ramp"]
    steps = [luminance(colour) + 0.05 for colour in colours]
    assert all(light / dark > 1.4 for light, dark in zip(steps, steps[1:]))


def test_without_any_access_there_is_still_a_map(qgis_app):
    layer = layer_of(
        "Polygon",
        [(0.0, None, "beyond")],
        "field=access:double&field=access_ratio:double&field=status:string",
    )
    style_access(layer)
    assert drawn(layer) == ["No access within the cutoff"]
    assert layer.renderer().legendSymbolItems()[0].label() == "Capacity per 1,000 people"


def test_busier_points_are_larger_and_the_idle_ones_crosses(qgis_app):
    layer = supply([100, 200, 300, 400], "used", "no_demand", "off_network", "excluded")
    style_load(layer)
    assert drawn(layer) == [
        "≤ 100", "100–200", "200–300", "300–400",
        "No capacity", "Nobody can reach it", "Too far from any road", "Left out: no usable capacity",
    ]  # fmt: skip
    rules = layer.renderer().rootRule().children()[1:5]
    sizes = [rule.symbol().size() for rule in rules]
    assert sizes == sorted(sizes)
    assert sizes[3] == pytest.approx(2 * sizes[0])  # four times the area
    assert {rule.symbol().color().name() for rule in rules} == {QColor("#B2182B").name()}


@pytest.mark.parametrize("loads", [[], [250], [250, 250, 250], [1, 2]])
def test_few_points_have_few_classes(qgis_app, loads):
    layer = supply(loads)
    style_load(layer)
    assert len(drawn(layer)) == len(loads)
    assert len(layer.renderer().rootRule().children()) == 1 + len(set(loads)) + 4


@pytest.mark.parametrize(
    ("mean", "people"),
    [(0.02, 1_000), (0.001, 1_000), (0.00099, 10_000), (1.8e-5, 100_000), (1e-9, 1e6), (0, 1e3)],
)
def test_access_is_shown_for_so_many_people_that_it_is_one_or_more(mean, people):
    assert per_people(mean) == people


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1.7697, "1.77"), (0.00123456, "0.00123"), (12.0, "12"), (123456.7, "123,457")],
)
def test_numbers_have_three_digits_that_count(qgis_app, value, text):
    assert short_number(value) == text
