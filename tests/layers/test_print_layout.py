# SPDX-License-Identifier: GPL-2.0-or-later
"""The layout templates: loaded, filled, exported for real, in both languages."""

import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtXml import QDomDocument
from service_points.core.store import open_store
from service_points.host import language as lang
from service_points.host.resources import sample
from service_points.layers.base import base_layers, load_base
from service_points.layers.load import load_store
from service_points.layers.print_layout import (
    ATLAS,
    MAP,
    View,
    atlas_layout,
    jurisdiction_areas,
    map_layout,
    nice_scale,
    page_name_expression,
    sources_text,
    template_path,
)
from service_points.layers.sheet import Frame, add_label, inert


@pytest.fixture(params=["en", "fr"])
def spoken(request, qgis_app):
    QgsSettings().setValue(lang.SETTING, request.param)
    lang.install_translator()
    yield request.param
    QgsSettings().remove(lang.SETTING)
    lang.install_translator()


@pytest.fixture
def county(qgis_new_project):
    """The sample's points and roads in a project, and what a map of them shows."""
    project = QgsProject.instance()
    loaded = load_store(str(sample("pine_river_store.gpkg")), project)
    load_base(sample("pine_river_base.gpkg"), project, loaded.group)
    layers = base_layers(project)
    project.setCrs(layers["roads"].crs())
    points = loaded.layer("service_point", project)
    return project, loaded, View([points, layers["roads"]], layers["roads"].extent())


def label(layout, name):
    return layout.itemById(name).currentText()


@pytest.mark.parametrize("name", [MAP, ATLAS])
def test_templates_are_read_by_qgis_and_hold_no_path_of_a_machine(qgis_app, name):
    text = Path(template_path(name)).read_text(encoding="utf-8")
    assert not re.search(r'"(/|[A-Z]:\\\\|file:)[\w/]', text)
    document = QDomDocument()
    assert document.setContent(text)
    layout = QgsPrintLayout(QgsProject.instance())
    _, good = layout.loadFromTemplate(document, QgsReadWriteContext())
    assert good
    kinds = (
        QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture, QgsLayoutItemLabel
    )  # fmt: skip
    assert all(any(isinstance(item, kind) for item in layout.items()) for kind in kinds)
    size = layout.pageCollection().page(0).pageSize()
    assert (round(size.width(), 1), round(size.height(), 1)) == (279.4, 215.9)
    assert layout.atlas().enabled() == (name == ATLAS)


def test_one_map_speaks_the_language(county, spoken, tmp_path):
    project, _, view = county
    layout = map_layout(project, view, title="Pine River <b>")
    assert label(layout, "title") == "Pine River <b>"
    sources = label(layout, "sources")
    assert sources.replace("\u00a0", " ").startswith({"en": "Sources: ", "fr": "Sources : "}[spoken])
    made = label(layout, "date and scale")
    assert made.startswith({"en": "Map made on ", "fr": "Carte produite le "}[spoken])
    scale = layout.itemById("map").scale()
    assert scale == pytest.approx(nice_scale(scale))
    written = re.sub(r"\D", "", made.rsplit({"en": "1:", "fr": "1/"}[spoken], 1)[1])
    assert int(written) == round(scale)
    legend = layout.itemById("legend")
    title = legend.dataDefinedProperties().valueAsString(
        legend.dataDefinedProperties().propertyKeys()[0], layout.createExpressionContext(), ""
    )[0]
    assert title == {"en": "Legend", "fr": "Légende"}[spoken]
    pdf = tmp_path / "map.pdf"
    done = QgsLayoutExporter(layout).exportToPdf(str(pdf), QgsLayoutExporter.PdfExportSettings())
    assert done == QgsLayoutExporter.ExportResult.Success
    assert pdf.stat().st_size > 20_000
    assert map_layout(project, view).name() != layout.name()  # a second one does not take its place


def test_layers_of_one_run_are_named_together(qgis_app):
    layers = [QgsVectorLayer("Point", name, "memory") for name in ("Roads", "Wards", "Blocks", "Notes")]
    for layer, rights in zip(layers, (["City"], ["Statistics Canada"], ["City"], [])):
        metadata = layer.metadata()
        metadata.setRights(rights)
        layer.setMetadata(metadata)
    assert sources_text(layers) == "Roads, Blocks – City; Wards – Statistics Canada; Notes"


def test_an_atlas_has_a_page_for_each_jurisdiction(county, spoken, tmp_path):
    project, loaded, view = county
    areas = jurisdiction_areas(view.layers[0], loaded.layer("jurisdiction", project))
    project.addMapLayer(areas, False)
    with open_store(sample("pine_river_store.gpkg")) as store:
        placed = {row["custodian_code"] for row in store.rows("service_point") if row["geom"]}
        names = {row["code"]: row[f"name_{spoken}"] for row in store.rows("jurisdiction")}
    layout = atlas_layout(project, view, areas, title="Pine River")
    atlas = layout.atlas()
    assert atlas.count() == len(placed) > 3
    pages, scales = [], []
    for number in range(atlas.count()):
        atlas.seekTo(number)
        pages.append(label(layout, "page name"))
        scales.append(layout.itemById("map").scale())
        assert label(layout, "page number") == f"{number + 1} / {atlas.count()}"
    assert sorted(pages) == sorted(names[code] for code in placed)
    assert all(scale == pytest.approx(nice_scale(scale)) for scale in scales)
    done, _ = QgsLayoutExporter.exportToPdf(
        atlas, str(tmp_path / "atlas.pdf"), QgsLayoutExporter.PdfExportSettings()
    )
    assert done == QgsLayoutExporter.ExportResult.Success
    pdf = (tmp_path / "atlas.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == len(placed)


def test_an_atlas_of_catchments_has_one_page_for_each_point(county, memory_catchments):
    project, _, view = county
    project.addMapLayer(memory_catchments)
    layout = atlas_layout(project, view, memory_catchments)
    pages = []
    for number in range(layout.atlas().count()):
        layout.atlas().seekTo(number)
        pages.append(label(layout, "page name"))
    assert pages == ["East", "b"]  # by name; a point without one by its identifier
    assert not layout.atlas().hideCoverage()


def test_all_other_values_of_catchments_are_those_of_the_pages_point(county, memory_catchments):
    """A class for 5 minutes in blue and one for all others in red: both are drawn, of one point only."""
    from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

    project, _, view = county
    project.addMapLayer(memory_catchments)
    looks = [
        QgsRendererCategory(value, QgsFillSymbol.createSimple({"color": colour, "style": "solid"}), "")
        for value, colour in ((5.0, "#0000ff"), (None, "#ff0000"))
    ]
    memory_catchments.setRenderer(QgsCategorizedSymbolRenderer("cutoff_to", looks))
    layout = atlas_layout(project, View([memory_catchments], view.extent), memory_catchments)
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=30)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {"#0000ff", "#ff0000"} <= colours


def test_catchments_without_symbols_and_a_map_of_nothing_are_laid_out_too(county, memory_catchments):
    from qgis.core import QgsNullSymbolRenderer, QgsRectangle

    project, _, view = county
    project.addMapLayer(memory_catchments)
    memory_catchments.setRenderer(QgsNullSymbolRenderer())
    nothing = View(view.layers, QgsRectangle())
    assert atlas_layout(project, nothing, memory_catchments).atlas().count() == 2
    assert map_layout(project, nothing).itemById("map").layers() == list(view.layers)


@pytest.fixture
def memory_catchments(qgis_app):
    from qgis.core import QgsFeature, QgsGeometry

    fields = "field=point_id:string&field=name_en:string&field=name_fr:string&field=cutoff_to:double"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&{fields}", "zones", "memory")
    rows = []
    for name, title, x in (("a", "East", -82.7), ("b", None, -82.6)):
        for cutoff in (5.0, 10.0):
            row = QgsFeature(layer.fields())
            row.setAttributes([name, title, title, cutoff])
            row.setGeometry(QgsGeometry.fromWkt(f"POINT ({x} 48.5)").buffer(cutoff / 500, 8))
            rows.append(row)
    layer.dataProvider().addFeatures(rows)
    layer.updateExtents()
    return layer


def test_no_name_is_taken_for_an_expression(county, monkeypatch):
    """A layer's name from elsewhere must not tell what is in this computer's environment."""
    project, _, view = county
    monkeypatch.setenv("SP_SECRET", "hunter2")
    view.layers[1].setName("[% env('SP_SECRET') %]")
    layout = map_layout(project, view, title="[% env('SP_SECRET') %]")
    assert "hunter2" not in label(layout, "title") + label(layout, "sources")
    model = layout.itemById("legend").model()
    shown = [model.data(model.index(row, 0), Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]
    assert any("SP_SECRET" in text for text in shown)
    assert not any("hunter2" in text for text in shown)


def test_no_text_of_a_label_is_taken_for_an_expression(qgis_app, monkeypatch):
    monkeypatch.setenv("SP_SECRET", "hunter2")
    layout = QgsPrintLayout(QgsProject.instance())
    hostile = "Office [% env('SP_SECRET') %]"
    texts = [add_label(layout, text, Frame(0, 0, 50, 9), 9.0) for text in (hostile, inert(hostile))]
    assert [text.currentText() for text in texts] == ["Office hunter2", inert(hostile)]


@pytest.mark.parametrize(
    ("scale", "nice"),
    [(1000, 1000), (1100, 1500), (9_999, 10_000), (26_000, 30_000), (3.2e5, 4e5), (8.2e5, 1e6)],
)
def test_scales_are_round(scale, nice):
    assert nice_scale(scale) == nice


def test_a_layer_without_names_is_paged_by_what_it_has(qgis_app):
    layer = QgsVectorLayer("Polygon?field=cluster_id:integer", "x", "memory")
    assert page_name_expression(layer) == 'to_string("cluster_id")'
    assert "@atlas_featurenumber" in page_name_expression(QgsVectorLayer("Polygon", "x", "memory"))
