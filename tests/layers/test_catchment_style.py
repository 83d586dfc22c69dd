# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments on the map: bands by lightness for every eye, territories apart, legends in words and units."""

import json

import numpy as np
import pytest
from qgis.core import (
    QgsExpression,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPalLayerSettings,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from service_points.layers.catchment_style import style_catchments
from service_points.layers.origin import PROPERTY
from service_points.layers.palette import luminance, palette, ramp

FIELDS = "field=point_id:string&field=name_en:string&field=name_fr:string&field=cutoff_from:double"
FIELDS += "&field=cutoff_to:double&field=unit:string"
SQUARE = (0.0, 0.0, 1.0, 1.0)


def made(rows, *, told=True, **parameters):
    """A layer of catchments: rows of (point, from, to, unit, (x0, y0, x1, y1))."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:3857&{FIELDS}", "Catchments", "memory")
    features = []
    for point, lower, upper, unit, box in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*box)))
        feature.setAttributes([point, f"Office {point}", f"Bureau {point}", lower, upper, unit])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    if told:
        document = {"algorithm": "servicepoints:catchments", "parameters": parameters}
        layer.setCustomProperty(PROPERTY, json.dumps(document))
    return layer


def bands(cutoffs, unit="min", *, rings=True, point="a", box=SQUARE):
    lowers = [0.0, *cutoffs[:-1]] if rings else [0.0] * len(cutoffs)
    return [(point, lower, upper, unit, box) for lower, upper in zip(lowers, cutoffs)]


def legend(layer):
    return [item.label() for item in layer.renderer().legendSymbolItems()]


# --- bands by lightness -----------------------------------------------------------------------------------

SIMULATIONS = {  # Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(shares):
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lightness(colours, simulation, opacity, ground):
    """CIE L* of colours laid over a ground, as somebody sees them."""
    shares = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in colours])
    over = shares * opacity + np.array(ground) * (1.0 - opacity)
    seen = np.clip(linear(over) @ SIMULATIONS[simulation].T, 0.0, 1.0)
    y = seen @ [0.2126, 0.7152, 0.0722]
    return np.where(y > 0.008856, 116.0 * np.cbrt(y) - 16.0, 903.3 * y)


@pytest.mark.parametrize("ground", [(1.0, 1.0, 1.0), (0.15, 0.15, 0.15), (0.35, 0.42, 0.3)])
@pytest.mark.parametrize("simulation", SIMULATIONS)
@pytest.mark.parametrize(("n", "least"), [(2, 25.0), (3, 15.0), (4, 10.0), (5, 7.0), (6, 5.0), (10, 3.0)])
def test_neighbouring_bands_differ_in_lightness_for_every_eye(n, least, simulation, ground):
    """On white, on the dark theme, on imagery; a difference of 2.3 is just noticeable."""
    section = palette().sections["catchment"]
    steps = np.diff(lightness(ramp(section["ramp"], n), simulation, section["opacity"], ground))
    assert (steps > 0).all()
    assert steps.min() >= least


def test_the_farthest_band_stands_out_from_white():
    section = palette().sections["catchment"]
    (far,) = lightness([section["ramp"][-1]], "normal", section["opacity"], (1.0, 1.0, 1.0))
    assert far < 93.0


def test_luminance():
    assert luminance("#FFFFFF") == pytest.approx(1.0)
    assert luminance("#000000") == 0.0
    assert luminance("#808080") == pytest.approx(0.2159, abs=1e-4)  # WCAG's own example of mid grey


def test_the_map_below_stays_readable(qgis_app):
    layer = made(bands([5.0, 10.0]))
    style_catchments(layer)
    assert 0.5 <= layer.opacity() <= 0.75


# --- the legend -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "unit", "title"),
    [
        ({"METRIC": "time", "OVERLAP": "overlap", "TRAVEL": "to_point"}, "min", "Travel time to the point"),
        (
            {"METRIC": "time", "OVERLAP": "nearest", "TRAVEL": "to_point"},
            "min",
            "Travel time to the nearest point",
        ),
        (
            {"METRIC": "time", "OVERLAP": "dissolve", "TRAVEL": "from_point"},
            "min",
            "Travel time from the nearest point",
        ),
        ({"METRIC": "distance", "OVERLAP": "overlap"}, "km", "By road to the point"),
        ({"METRIC": "straight", "OVERLAP": "dissolve"}, "km", "Straight line to the nearest point"),
    ],
)
def test_the_legend_says_what_is_measured(qgis_app, parameters, unit, title):
    layer = made(bands([5.0, 10.0], unit), **parameters)
    style_catchments(layer)
    assert legend(layer)[:3] == [title, f"0–5 {unit}", f"5–10 {unit}"]


def test_a_layer_that_does_not_say_how_it_was_made_is_styled_too(qgis_app):
    layer = made(bands([5.0]), told=False)
    style_catchments(layer)
    assert legend(layer) == ["Travel time to the point", "≤ 5 min"]


def test_disks_are_limits_and_near_lies_on_top(qgis_app):
    layer = made(bands([10.0, 5.0, 7.5], rings=False))
    style_catchments(layer)
    assert legend(layer)[1:] == ["≤ 5 min", "≤ 7.5 min", "≤ 10 min"]
    clause = layer.renderer().orderBy().list()[0]
    assert (clause.expression().expression(), clause.ascending()) == ('"cutoff_to"', False)
    items = layer.renderer().legendSymbolItems()  # a symbol does not outlive its item
    assert items[1].symbol().color().name().upper() == palette().sections["catchment"]["ramp"][0]


def test_french_uses_the_decimal_comma(qgis_app, french):
    layer = made(bands([2.5, 7.5], "km"))
    style_catchments(layer)
    assert [label.replace(" à ", "–") for label in legend(layer)[1:]] == ["0–2,5 km", "2,5–7,5 km"]


def shown(layer):
    """The labels of the legend under which features are drawn, by upper cutoff."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    labels = {item.ruleKey(): item.label() for item in layer.renderer().legendSymbolItems()}
    found = {}
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        found[feature["cutoff_to"]] = sorted(labels[key] for key in keys if key in labels)
    renderer.stopRender(context)
    return found


def test_each_band_is_drawn_once_and_the_heading_never(qgis_app):
    layer = made(bands([2.5, 5.0]), OVERLAP="overlap")
    style_catchments(layer)
    assert shown(layer) == {2.5: ["0–2.5 min"], 5.0: ["2.5–5 min"]}


def test_many_cutoffs_become_classes_that_hold_every_feature(qgis_app):
    layer = made(bands([float(n) for n in range(1, 26)]))
    style_catchments(layer)
    assert len(legend(layer)) == 1 + 10
    assert legend(layer)[-1].endswith("25 min")
    assert all(len(labels) == 1 for labels in shown(layer).values())


# --- nearest: whose territory? ----------------------------------------------------------------------------


def territories(columns, rows):
    """Square territories side by side, each with an inner and an outer band."""
    found = []
    for x in range(columns):
        for y in range(rows):
            point = f"o'{x}-{y}"
            found.append((point, 0.0, 5.0, "min", (x + 0.3, y + 0.3, x + 0.7, y + 0.7)))
            found.append((point, 5.0, 10.0, "min", (x, y, x + 1, y + 1)))
    return made(found, OVERLAP="nearest", METRIC="time", TRAVEL="to_point")


def hatch_angles(layer):
    """The angle of each point's hatch, None without one."""
    rule = layer.renderer().rootRule().children()[-1]
    where, symbol = QgsExpression(rule.filterExpression()), rule.symbol().symbolLayer(0)
    angle = symbol.dataDefinedProperties().property(symbol.Property.PropertyLineAngle)
    found = {}
    for feature in layer.getFeatures():
        context = layer.createExpressionContext()
        context.setFeature(feature)
        hatched = where.evaluate(context)
        assert not where.hasEvalError()
        found[feature["point_id"]] = angle.valueAsDouble(context)[0] if hatched else None
    return found


def test_neighbouring_territories_differ_in_their_hatch(qgis_app):
    layer = territories(4, 4)
    style_catchments(layer)
    angles = hatch_angles(layer)
    for x in range(4):
        for y in range(4):
            for beside in ((x + 1, y), (x, y + 1), (x + 1, y + 1)):
                other = f"o'{beside[0]}-{beside[1]}"
                if other in angles:
                    assert angles[f"o'{x}-{y}"] != angles[other]
    assert None in angles.values()


def test_the_hatch_is_explained_and_does_not_colour_the_bands(qgis_app):
    layer = territories(2, 1)
    style_catchments(layer)
    assert legend(layer) == [
        "Travel time to the nearest point",
        "0–5 min",
        "5–10 min",
        "Hatches: one area per point",
    ]
    for item in layer.renderer().legendSymbolItems()[1:3]:
        assert item.symbol().symbolLayerCount() == 1


def test_one_point_alone_needs_no_hatch(qgis_app):
    layer = territories(1, 1)
    style_catchments(layer)
    assert len(legend(layer)) == 3


def drawn(layer, size=200):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(size, size))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def test_neighbours_look_different_where_their_band_is_the_same(qgis_app):
    layer = territories(2, 1)
    style_catchments(layer)
    layer.setLabelsEnabled(False)
    image = drawn(layer, 300)
    looks = []
    for left in (10, 160):  # the outer bands, above the inner ones
        places = [(x, y) for x in range(left, left + 120) for y in range(90, 110)]
        looks.append({image.pixelColor(x, y).name() for x, y in places})
    plain, hatched = sorted(looks, key=len)
    assert len(plain) == 1
    assert plain < hatched


def label_of(layer, feature):
    settings = layer.labeling().settings()
    expression, context = QgsExpression(settings.fieldName), layer.createExpressionContext()
    context.setFeature(feature)
    value = expression.evaluate(context)
    assert not expression.hasEvalError(), expression.evalErrorString()
    return value or None


def test_each_territory_bears_its_name_once(qgis_app):
    layer = territories(2, 1)
    style_catchments(layer)
    labels = [label_of(layer, feature) for feature in layer.getFeatures()]
    assert labels == ["Office o'0-0", None, "Office o'1-0", None]
    assert layer.labelsEnabled()
    assert layer.labeling().settings().placement == QgsPalLayerSettings.Placement.AroundPoint


def test_names_are_in_the_persons_language(qgis_app, french):
    layer = territories(1, 1)
    style_catchments(layer)
    assert label_of(layer, next(layer.getFeatures())) == "Bureau o'0-0"


def test_elsewhere_labels_are_the_bands_and_wait_to_be_switched_on(qgis_app):
    layer = made(bands([2.5, 5.0]), OVERLAP="overlap")
    style_catchments(layer)
    assert [label_of(layer, feature) for feature in layer.getFeatures()] == ["0–2.5 min", "2.5–5 min"]
    assert not layer.labelsEnabled()


# --- files ------------------------------------------------------------------------------------------------


def test_a_style_survives_in_a_geopackage(qgis_app, tmp_path):
    """The layer in a file, its style saved beside it and read again: the same legend and picture."""
    path = tmp_path / "zones.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    memory = territories(3, 2)
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, str(path), context, options)
    layer = QgsVectorLayer(str(path), "zones", "ogr")
    layer.setCustomProperty(PROPERTY, memory.customProperty(PROPERTY))
    style_catchments(layer)
    assert hatch_angles(layer) == hatch_angles_of_memory(memory)
    assert layer.saveStyleToDatabase("catchments", "", True, "") == ""
    again = QgsVectorLayer(str(path), "zones", "ogr")
    assert legend(again) == legend(layer)
    assert again.opacity() == layer.opacity()
    assert drawn(again) == drawn(layer)


def hatch_angles_of_memory(layer):
    style_catchments(layer)
    return hatch_angles(layer)
