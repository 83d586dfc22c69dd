# SPDX-License-Identifier: GPL-2.0-or-later
"""The map of who gains and who loses, and of the people per point."""

import pytest
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)
from service_points.layers.scenario_style import style_changes, style_load

SQUARE = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"


@pytest.fixture
def layer(qgis_app):
    def make(kind, fields, rows):
        columns = "".join(f"&field={name}:{type_}" for name, type_ in fields.items())
        found = QgsVectorLayer(f"{kind}?crs=EPSG:4326{columns}", "layer", "memory")
        features = []
        for row in rows:
            feature = QgsFeature(found.fields())
            feature.setAttributes([NULL if value is None else value for value in row])
            feature.setGeometry(QgsGeometry.fromWkt(SQUARE if kind == "Polygon" else "POINT (0 0)"))
            features.append(feature)
        assert found.dataProvider().addFeatures(features)[0]
        return found

    return make


FIELDS = {"people": "double", "change": "double", "effect": "string", "unit": "string"}
ROWS = [
    (5, 0.5, "loses", "km"),
    (6, 5.0, "loses", "km"),
    (7, 31.0, "loses", "km"),
    (8, -2.0, "gains", "km"),
    (9, 0.0, "same", "km"),
    (10, None, "cut_off", "km"),
    (11, None, "off_network", "km"),
    (12, None, "excluded", "km"),
]


def rules(layer):
    return layer.renderer().rootRule().children()


def matches(layer):
    """The labels of the rules that draw each feature."""
    conditions = [(rule.label(), QgsExpression(rule.filterExpression())) for rule in rules(layer)]
    scope = QgsExpressionContext()
    scope.setFields(layer.fields())
    found = []
    for feature in layer.getFeatures():
        scope.setFeature(feature)
        found.append([label for label, condition in conditions if condition.evaluate(scope)])
    return found


@pytest.mark.parametrize("kind", ["Point", "Polygon"])
def test_each_unit_is_in_one_class(layer, kind):
    styled = layer(kind, FIELDS, ROWS)
    style_changes(styled, "people")
    assert matches(styled) == [
        ["Up to 1 km farther"],
        ["1–5 km farther"],
        ["More than 30 km farther"],
        ["1–5 km nearer"],
        ["No change"],
        ["Would have no way to any point"],
        ["Too far from any road"],
        ["Left out: no usable population"],
    ]


def test_the_legend_has_no_class_that_cannot_occur(layer):
    styled = layer("Polygon", FIELDS, [(5, 0.5, "loses", "min"), (9, 0.0, "same", "min")])
    style_changes(styled)
    assert [rule.label() for rule in rules(styled)] == ["Up to 1 min farther", "No change"]


def test_losses_and_gains_differ_without_colour(layer):
    areas = layer("Polygon", FIELDS, ROWS)
    style_changes(areas, "people")
    layers = {rule.label(): rule.symbol().symbolLayerCount() for rule in rules(areas)}
    assert layers["1–5 km farther"] == 2  # a fill and its hatch
    assert layers["1–5 km nearer"] == 1
    dots = layer("Point", FIELDS, ROWS)
    style_changes(dots, "people")
    shapes = {rule.label(): rule.symbol().symbolLayer(0).shape() for rule in rules(dots)}
    assert shapes["1–5 km farther"] != shapes["1–5 km nearer"]


def test_points_by_what_becomes_of_them(layer):
    fields = {"status": "string", "people_before": "double", "people_after": "double"}
    rows = [("kept", 10.0, 30.0), ("closed", 20.0, None), ("opened", None, 5.0)]
    styled = layer("Point", fields, rows)
    style_load(styled)
    held = styled.renderer().categories()  # the symbols live as long as these
    categories = {category.value(): category.symbol() for category in held}
    assert set(categories) == {"kept", "moved", "opened", "closed"}
    shapes = {
        status: [symbol.symbolLayer(i).shape() for i in range(symbol.symbolLayerCount())]
        for status, symbol in categories.items()
    }
    assert len({tuple(each) for each in shapes.values()}) == 4
    assert styled.labelsEnabled()


def test_the_label_of_a_point_says_before_and_after_where_they_differ(layer):
    fields = {"status": "string", "people_before": "double", "people_after": "double"}
    rows = [
        ("kept", 1000.0, 30.0),
        ("closed", 20.0, None),
        ("opened", None, 5.0),
        ("kept", 7.2, 7.4),
    ]
    styled = layer("Point", fields, rows)
    style_load(styled)
    label, scope = QgsExpression(styled.labeling().settings().fieldName), QgsExpressionContext()
    scope.setFields(styled.fields())
    said = []
    for feature in styled.getFeatures():
        scope.setFeature(feature)
        said.append(label.evaluate(scope))
    assert said == ["1,000 → 30", "20 → 0", "0 → 5", "7"]
