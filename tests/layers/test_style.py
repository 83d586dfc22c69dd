# SPDX-License-Identifier: GPL-2.0-or-later
"""Symbols are keyed on codes, legends on words, and near is dark."""

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsRenderContext,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from service_points.layers.load import load_store
from service_points.layers.palette import ramp
from service_points.layers.style import (
    attention_expression,
    style_catchments,
    style_demand,
    style_findings,
    style_gaps,
    style_pairs,
    style_unplaced,
)


@pytest.fixture
def points(small_store, project):
    return load_store(small_store, project).layer("service_point", project)


def drawn(layer, feature):
    """The colour and shape a feature is drawn with."""
    renderer = layer.renderer().clone()
    context = QgsRenderContext()
    context.setRendererScale(100_000)
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", 100_000)
    context.expressionContext().appendScope(scope)
    renderer.startRender(context, layer.fields())
    context.expressionContext().setFields(layer.fields())
    context.expressionContext().setFeature(feature)
    symbol = renderer.symbolsForFeature(feature, context)[0]  # QGIS adds the "else" rule to any match
    body = symbol.symbolLayer(0)
    properties = body.dataDefinedProperties()
    shape, _ = properties.valueAsString(QgsSymbolLayer.Property.PropertyName, context.expressionContext(), "")
    fill, _ = properties.valueAsColor(
        QgsSymbolLayer.Property.PropertyFillColor, context.expressionContext(), body.fillColor()
    )
    stroke, _ = properties.valueAsColor(
        QgsSymbolLayer.Property.PropertyStrokeColor, context.expressionContext(), body.strokeColor()
    )
    renderer.stopRender(context)
    return shape, fill.name().upper(), stroke.name().upper()


def test_shape_is_the_channel_and_colour_the_order(points):
    looks = {f["name_en"] or f["name_fr"]: drawn(points, f) for f in points.getFeatures()}
    assert looks["Riverside Service Centre"] == ("circle", "#D55E00", "#FFFFFF")
    assert looks["311 Contact Centre"] == ("triangle", "#009E73", "#FFFFFF")
    # closed and planned are hollow: white inside, the order's colour around
    assert looks["Passport office 100%_sure"] == ("circle", "#FFFFFF", "#0072B2")
    assert looks["Guichet Web"] == ("diamond", "#FFFFFF", "#009E73")


def test_attention_on_the_map(points):
    expression = QgsExpression(attention_expression())
    context = points.createExpressionContext()
    needy = []
    for feature in points.getFeatures():
        context.setFeature(feature)
        if expression.evaluate(context):
            needy.append(feature["name_en"])
        assert not expression.hasEvalError(), expression.evalErrorString()
    assert "Passport office 100%_sure" in needy


def test_ramp():
    assert ramp(["#000000", "#FFFFFF"], 3) == ["#000000", "#808080", "#FFFFFF"]
    assert ramp(["#000000", "#FFFFFF"], 1) == ["#000000"]
    assert ramp(["#000000", "#FFFFFF"], 0) == []


def layer_of(geometry, fields, rows):
    layer = QgsVectorLayer(
        f"{geometry}?crs=EPSG:4326&{'&'.join('field=' + f for f in fields)}", "x", "memory"
    )
    features = []
    for wkt, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(values)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


SQUARE = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"


def test_l3_empty_results_can_be_styled(qgis_app):
    style_catchments(layer_of("Polygon", ["cutoff_to:double", "unit:string"], []))
    style_pairs(layer_of("LineString", ["score:double", "straight_m:double"], []))
    style_demand(layer_of("Point", ["status:string", "population:double"], []), "population")
    style_findings(layer_of("Point", ["severity:string"], []))
    style_unplaced(layer_of("Point", ["id:string"], []))


@pytest.mark.parametrize(("kind", "wkt"), [("Point", "POINT (0 0)"), ("Polygon", SQUARE)])
def test_demand_differs_in_more_than_colour(qgis_app, kind, wkt):
    statuses = ["served", "beyond", "unreachable", "off_network", "excluded"]
    rows = [(wkt, [status, 100.0]) for status in statuses]
    layer = layer_of(kind, ["status:string", "population:double"], rows)
    style_demand(layer, "population")
    categories = layer.renderer().categories()
    assert [category.value() for category in categories] == statuses
    looks = {
        (
            symbol_layer.layerType(),
            str(symbol_layer.properties().get("name", symbol_layer.properties().get("angle"))),
        )
        for category in categories
        for symbol_layer in [category.symbol().symbolLayer(min(1, category.symbol().symbolLayerCount() - 1))]
    }
    assert len(looks) == len(statuses)
    told = [category.value() for category in categories if "people" in category.label()]
    assert told == [{"Point": "served", "Polygon": "beyond"}[kind]]  # the first that has a dot


def test_a_legend_tells_pairs_within_a_walk_from_those_beyond(qgis_app):
    """A dash of Qt is four and a gap two widths long: one of each has to fit the 5 mm of a legend."""
    layer = layer_of("LineString", ["score:double", "straight_m:double"], [])
    style_pairs(layer)
    near, far = layer.renderer().rootRule().children()
    strokes = [rule.symbol().symbolLayers()[-1] for rule in (near, far)]
    assert strokes[0].penStyle() != strokes[1].penStyle()
    assert strokes[1].width() * (4 + 2) <= 5.0
    for stroke in strokes:
        assert stroke.dataDefinedProperties().isActive(QgsSymbolLayer.Property.PropertyStrokeWidth)


@pytest.mark.parametrize(("kind", "wkt"), [("Point", "POINT (0 0)"), ("Polygon", SQUARE)])
def test_gaps_are_grey_and_as_large_as_their_people(qgis_app, kind, wkt):
    statuses = ["beyond", "unreachable", "off_network"]
    layer = layer_of(kind, ["status:string", "people:double"], [(wkt, [s, 9.0]) for s in statuses])
    style_gaps(layer)
    categories = layer.renderer().categories()
    assert [category.value() for category in categories] == statuses
    assert [category.label() for category in categories] == [
        "Beyond the cutoff (dot: people)",
        "No road leads to a point",
        "Too far from any road",
    ]
    for category in categories:
        for part in category.symbol().symbolLayers():
            hue = part.color() if part.subSymbol() is None else part.subSymbol().color()
            assert hue.red() == hue.green() == hue.blue()
        dot = category.symbol().symbolLayers()[-1]
        dot = dot if kind == "Point" else dot.subSymbol().symbolLayer(0)
        size = dot.dataDefinedProperties().property(QgsSymbolLayer.Property.PropertySize)
        assert '"people"' in size.expressionString()


def test_a_field_name_with_quotes_is_quoted(qgis_app):
    layer = layer_of("Point", ["status:string"], [])
    layer.dataProvider().addAttributes([QgsField('odd "name"', 6)])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["beyond", 50.0])
    layer.dataProvider().addFeatures([feature])
    style_demand(layer, 'odd "name"')
    categories = layer.renderer().categories()
    text = (
        categories[0]
        .symbol()
        .symbolLayer(0)
        .dataDefinedProperties()
        .property(QgsSymbolLayer.Property.PropertySize)
        .expressionString()
    )
    assert not QgsExpression(text).hasParserError()


def test_the_better_the_pair_the_wider_the_line(qgis_app):
    rows = [("LINESTRING (0 0, 1 1)", [score, 100.0]) for score in (0.2, 0.8)]
    layer = layer_of("LineString", ["score:double", "straight_m:double"], rows)
    style_pairs(layer)
    renderer = layer.renderer()
    rule = renderer.rootRule().children()[0]
    width = (
        rule.symbol()
        .symbolLayer(1)
        .dataDefinedProperties()
        .property(QgsSymbolLayer.Property.PropertyStrokeWidth)
    )
    context = layer.createExpressionContext()
    widths = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        widths.append(width.valueAsDouble(context)[0])
    assert widths == pytest.approx([0.2, 1.8])


def test_each_point_is_drawn_once(points):
    renderer, context = points.renderer().clone(), QgsRenderContext()
    context.setRendererScale(100_000)
    context.expressionContext().setFields(points.fields())
    renderer.startRender(context, points.fields())
    keys = []
    for feature in points.getFeatures():
        context.expressionContext().setFeature(feature)
        keys.append(sorted(renderer.legendKeysForFeature(feature, context)))
    renderer.stopRender(context)
    shown = [[key for key in found if "order:" in key] for found in keys]
    assert shown == [
        ["service_points:order:provincial"],
        ["service_points:order:federal"],
        ["service_points:order:municipal"],
        ["service_points:order:municipal"],
    ]
    marks = [[key for key in found if "channels:" in key or "marks:" in key] for found in keys]
    assert marks[1] == ["service_points:marks:attention"]
    assert not [key for found in marks for key in found if "attention" not in key]
