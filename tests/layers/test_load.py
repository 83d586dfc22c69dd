# SPDX-License-Identifier: GPL-2.0-or-later
"""A store as layers: groups, forms, lists, constraints, new rows, map tips, languages."""

import os
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFieldConstraints,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QDate, Qt
from service_points.core.errors import StoreError
from service_points.core.schema import Field, load_schema
from service_points.core.store import open_store
from service_points.core.text import Text
from service_points.layers.fields import GROUP_PROPERTY
from service_points.layers.form import configure_form
from service_points.layers.load import layers_of_store, load_store, relabel_store, stores_in
from service_points.layers.tips import point_tip

HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
SOFT = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
EXPRESSION = QgsFieldConstraints.Constraint.ConstraintExpression


@pytest.fixture
def loaded(small_store, project):
    return load_store(small_store, project)


@pytest.fixture
def translated(qgis_app):
    """Speak a language, with the words of its translation, until the test ends."""
    from qgis.core import QgsSettings
    from service_points.host.language import SETTING, install_translator, remove_translator

    def speak(language):
        QgsSettings().setValue(SETTING, language)
        install_translator()

    yield speak
    QgsSettings().remove(SETTING)
    remove_translator()


@pytest.fixture
def points(loaded, project):
    return loaded.layer("service_point", project)


def index_of(layer, name):
    index = layer.fields().lookupField(name)
    assert index >= 0
    return index


def widget(layer, name):
    return layer.editorWidgetSetup(index_of(layer, name))


def test_a_working_copy_stands_in_front_of_its_store_and_the_store_of_it_again(
    loaded, project, working_copy, small_store
):
    def shown(store):
        node = project.layerTreeRoot().findLayer(store.layer_ids["service_point"])
        return node.itemVisibilityChecked(), store.group.isExpanded()

    assert shown(loaded) == (True, True)
    copy = load_store(working_copy, project)
    assert (shown(loaded), shown(copy)) == ((False, False), (True, True))
    load_store(small_store, project)
    assert (shown(loaded), shown(copy)) == ((True, True), (False, False))


def test_group_is_found_by_property_and_tables_are_folded(loaded, project):
    group = loaded.group
    assert group.customProperty(GROUP_PROPERTY) == "store"
    assert group.name() == "Pine test"
    assert group.children()[0].layer().id() == loaded.layer_ids["service_point"]
    tables = [child for child in group.findGroups() if child.customProperty(GROUP_PROPERTY) == "tables"]
    assert len(tables) == 1
    assert not tables[0].isExpanded()
    assert {"phone", "organization", "service_at_point", "closure", "jurisdiction"} <= set(loaded.layer_ids)


def test_j4_loading_again_makes_no_duplicates(loaded, small_store, project):
    loaded.group.setName("renamed by somebody")
    again = load_store(small_store, project)
    assert dict(again.layer_ids) == dict(loaded.layer_ids)
    assert len(project.layerTreeRoot().findGroups()) == 1
    project.removeMapLayer(loaded.layer_ids["phone"])
    third = load_store(small_store, project)
    assert third.layer_ids["phone"] != loaded.layer_ids["phone"]
    assert len(project.mapLayers()) == len(loaded.layer_ids)
    assert stores_in(project) == [str(small_store.resolve())]


def test_a_shared_store_is_read_only_and_a_working_copy_is_not(loaded, working_copy, project):
    assert all(loaded.layer(table, project).readOnly() for table in loaded.layer_ids)
    copy = load_store(working_copy, project)
    editable = {table for table in copy.layer_ids if not copy.layer(table, project).readOnly()}
    assert {"service_point", "phone", "closure", "organization"} <= editable
    assert not editable & {"jurisdiction", "taxonomy_term", "domain_value", "holiday"}
    assert copy.group.name() == "Pine test – working copy of CA-ON"


def test_where_a_store_is_is_asked_once_for_all_its_layers(loaded, small_store, project, monkeypatch):
    """On a network drive each answer takes a moment, in which the window would stand still."""
    asked, realpath = [], os.path.realpath

    def counted(path, **more):
        asked.append(path)
        return realpath(path, **more)

    monkeypatch.setattr(os.path, "realpath", counted)
    assert len(layers_of_store(project, small_store)) > 2
    assert len(asked) <= 2  # as the store is named, and as its layers name it


def test_h1_not_a_store_leaves_the_project_as_it_was(project, tmp_path):
    path = tmp_path / "trap.gpkg"
    path.write_text('<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', encoding="utf-8")
    with pytest.raises(StoreError):
        load_store(path, project)
    assert project.mapLayers() == {}
    assert project.layerTreeRoot().children() == []


def test_h15_a_path_with_signs_of_a_layer_address(small_store, project, tmp_path):
    folder = tmp_path / "it's 100% | fine"
    folder.mkdir()
    path = folder / "a store.gpkg"
    path.write_bytes(small_store.read_bytes())
    loaded = load_store(path, project)
    assert loaded.layer("service_point", project).featureCount() == 4
    assert stores_in(project) == [str(path.resolve())]


def test_aliases_and_lists_in_english(points):
    assert points.attributeAlias(index_of(points, "status")) == "Status"
    assert widget(points, "status").config()["map"] == [
        {"Active": "active"},
        {"Planned": "planned"},
        {"Temporarily closed": "temporarily_closed"},
        {"Permanently closed": "permanently_closed"},
    ]


def test_aliases_and_lists_in_french(french, small_store, project):
    loaded = load_store(small_store, project)
    points = loaded.layer("service_point", project)
    assert loaded.group.name() == "Essai des pins"
    assert points.attributeAlias(index_of(points, "status")) == "État"
    assert widget(points, "channel").config()["map"][0] == {"En personne": "in_person"}
    assert widget(points, "languages").config()["Value"] == "label_fr"
    assert points.constraintDescription(index_of(points, "postal_code")) == (
        "Le code postal doit avoir la forme K1A 0B1."
    )


def test_language_can_change_later(loaded, points, project, qgis_app):
    from qgis.core import QgsSettings
    from service_points.host.language import SETTING

    labels = [rule.label() for rule in points.renderer().rootRule().descendants()]
    assert "Federal" in labels
    QgsSettings().setValue(SETTING, "fr")
    try:
        node = project.layerTreeRoot().findLayer(points.id())
        model = QgsLayerTreeModel(project.layerTreeRoot())
        relabel_store(loaded, project)
        shown = [item.data(Qt.ItemDataRole.DisplayRole) for item in model.layerLegendNodes(node)]
        assert {"Fédéral", "En personne"} <= set(shown)
        assert "" not in shown
        labels = [rule.label() for rule in points.renderer().rootRule().descendants()]
        assert {"Fédéral", "En personne", "Centre d’emploi"} <= set(labels)
        assert points.attributeAlias(index_of(points, "province")) == "Province ou territoire"
        assert len(project.mapLayers()) == len(loaded.layer_ids)
    finally:
        QgsSettings().remove(SETTING)


def test_sets_are_lists_to_tick(points, loaded, project):
    setup = widget(points, "languages")
    assert setup.type() == "ValueRelation"
    assert setup.config()["AllowMulti"] is True
    assert setup.config()["Layer"] == loaded.layer_ids["domain_value"]
    assert setup.config()["FilterExpression"] == "\"domain\" = 'language'"
    formatter_text = QgsVectorLayerUtils.getValues(points, "languages")[0]
    assert ["en", "fr"] in [list(value) for value in formatter_text if value]


def test_references_are_relations(points, loaded, project):
    setup = widget(points, "organization_id")
    assert setup.type() == "RelationReference"
    relation = project.relationManager().relation(setup.config()["Relation"])
    assert relation.isValid()
    assert relation.referencedLayer().id() == loaded.layer_ids["organization"]
    assert setup.config()["AllowNULL"] is False
    assert widget(points, "parent_point_id").config()["AllowNULL"] is True


def test_a_copy_beside_its_store_does_not_take_its_related_records(loaded, working_copy, project):
    """Both have the same store id: the form of each point must list the phones of its own file."""
    copy = load_store(working_copy, project)
    for store in (loaded, copy):
        points = store.layer("service_point", project)
        shown = [
            e.relation() for t in points.editFormConfig().tabs() for e in t.findElements(_relation_type())
        ]
        assert len(shown) == 4
        assert {relation.referencedLayer().id() for relation in shown} == {points.id()}
        assert {relation.referencingLayer().id() for relation in shown} <= set(store.layer_ids.values())
        owner = widget(points, "organization_id").config()["Relation"]
        found = project.relationManager().relation(owner)
        assert found.referencedLayer().id() == store.layer_ids["organization"]


def test_tabs_of_the_form(points):
    tabs = points.editFormConfig().tabs()
    assert [tab.name() for tab in tabs] == [
        "What and who",
        "Where",
        "When",
        "Services",
        "Contact",
        "Access",
        "Verification and source",
    ]
    shown = {element.name() for tab in tabs for element in tab.findElements(_field_type())}
    schema = {field.name() for field in points.fields()} - {"fid"}
    assert shown == schema
    relations = [
        e.relation().referencingLayer().name() for t in tabs for e in t.findElements(_relation_type())
    ]
    assert set(relations) == {
        "Closure or special hours",
        "Service offered at a point",
        "Call centre details",
        "Telephone",
    }
    assert points.editFormConfig().initCode() == ""


def test_a_field_that_no_tab_names_is_in_the_form(project):
    """A new field of the schema can be filled in before anybody has found it a better place."""
    table = load_schema().tables["service_point"]
    wider = replace(table, fields=(*table.fields, Field("seats", "int", Text("Seats", "Places"))))
    columns = "&".join(f"field={field.name}:string" for field in wider.attribute_fields)
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{columns}", "points", "memory")
    configure_form(layer, wider, project, "points")
    tabs = layer.editFormConfig().tabs()
    shown = [element.name() for element in tabs[0].findElements(_field_type())]
    assert shown[-1] == "seats"
    everywhere = [element.name() for tab in tabs for element in tab.findElements(_field_type())]
    assert sorted(everywhere) == sorted(field.name for field in wider.attribute_fields)


def _field_type():
    from qgis.core import QgsAttributeEditorElement

    return QgsAttributeEditorElement.AttributeEditorType.AeTypeField


def _relation_type():
    from qgis.core import QgsAttributeEditorElement

    return QgsAttributeEditorElement.AttributeEditorType.AeTypeRelation


def made_feature(layer, **values):
    feature = QgsFeature(layer.fields())
    good = {
        "id": "0",
        "custodian_code": "CA-ON",
        "organization_id": "0",
        "channel": "in_person",
        "point_type": "kiosk",
        "status": "active",
        "visibility": "public",
        "name_en": "A",
        "city": "B",
        "province": "ON",
        "verified_on": "2026-01-01",
        "verified_method": "phone",
        "row_version": 1,
        "changed_at": "2026-01-01T00:00:00Z",
    }
    for name, value in {**good, **values}.items():
        feature.setAttribute(name, value)
    return feature


@pytest.mark.parametrize(
    ("field", "values", "strength", "ok"),
    [
        ("postal_code", {"postal_code": "K1A 0B1"}, HARD, True),
        ("postal_code", {"postal_code": "k1a0b1"}, HARD, False),
        ("postal_code", {}, HARD, True),
        ("status", {"status": "open"}, HARD, False),
        ("email", {"email": "info@example.org"}, HARD, True),
        ("email", {"email": "not a mailbox"}, HARD, False),
        ("url_en", {"url_en": "ftp://example.org"}, HARD, False),
        ("url_en", {"url_en": "https://example.org/"}, HARD, True),
        ("geo_accuracy_m", {"geo_accuracy_m": 100001}, HARD, False),
        ("name_fr", {"name_en": None}, HARD, False),
        ("name_fr", {"name_en": None, "name_fr": "A"}, HARD, True),
        ("name_en", {"name_en": "x" * 201}, HARD, False),
        ("name_en", {"name_en": "x" * 200}, HARD, True),
        ("province", {"province": None}, HARD, False),
        ("province", {"province": None, "channel": "digital"}, HARD, True),
        ("status_until", {"status_from": "2026-02-02", "status_until": "2026-02-01"}, SOFT, False),
        ("status_until", {"status_from": "2026-02-02", "status_until": "2026-02-02"}, SOFT, True),
        ("verified_on", {"verified_on": "2999-01-01"}, SOFT, False),
    ],
)
def test_b8_constraints(points, field, values, strength, ok):
    index = index_of(points, field)
    assert points.constraintDescription(index)
    assert points.fields().at(index).constraints().constraintStrength(EXPRESSION) == strength
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(points))
    feature = made_feature(points, **values)
    context.setFeature(feature)
    context.setFields(points.fields())
    from qgis.core import QgsExpression

    expression = QgsExpression(points.constraintExpression(index))
    assert bool(expression.evaluate(context)) is ok, expression.evalErrorString()
    assert not expression.hasEvalError()


def test_new_rows_get_their_values(working_copy, project):
    loaded = load_store(working_copy, project)
    points = loaded.layer("service_point", project)
    context = points.createExpressionContext()
    feature = QgsVectorLayerUtils.createFeature(
        points, QgsGeometry.fromPointXY(QgsPointXY(-75.7, 45.4)), {}, context
    )
    identifier = feature["id"]
    assert len(identifier) == 36
    assert identifier == identifier.lower()
    assert "{" not in identifier
    assert (feature["custodian_code"], feature["row_version"]) == ("CA-ON", 1)
    assert (feature["status"], feature["visibility"]) == ("active", "public")


@pytest.fixture
def toronto(monkeypatch):
    """A computer whose clock is not UTC."""
    monkeypatch.setenv("TZ", "America/Toronto")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_row_added_in_qgis_is_canonical_for_the_store(working_copy, project, names, toronto):
    loaded = load_store(working_copy, project)
    points = loaded.layer("service_point", project)
    feature = QgsVectorLayerUtils.createFeature(
        points,
        QgsGeometry.fromPointXY(QgsPointXY(-75.7, 45.4)),
        {
            index_of(points, "organization_id"): names("prov"),
            index_of(points, "channel"): "in_person",
            index_of(points, "point_type"): "kiosk",
            index_of(points, "name_en"): "Café « O'Brien »",
            index_of(points, "city"): "Pine River",
            index_of(points, "province"): "ON",
            index_of(points, "verified_method"): "phone",
            index_of(points, "languages"): ["fr", "en"],
        },
        points.createExpressionContext(),
    )
    assert points.startEditing()
    assert points.addFeature(feature)
    assert points.commitChanges(), points.commitErrors()
    with open_store(working_copy) as store:
        row = next(r for r in store.rows("service_point") if r["name_en"] == "Café « O'Brien »")
    assert row["languages"] == ["en", "fr"]
    assert row["geom"] == "POINT (-75.7000000 45.4000000)"
    changed = datetime.strptime(row["changed_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    assert abs(datetime.now(timezone.utc) - changed) < timedelta(minutes=5)
    assert row["row_version"] == 1


def test_h8_h11_map_tips_are_inert(points, monkeypatch):
    from qgis.core import QgsExpression

    monkeypatch.setitem(os.environ, "SECRET_OF_TEST", "leaked")
    hostile = "<script>alert(1)</script> & [% env('SECRET_OF_TEST') %] \"O'Brien\""
    feature = made_feature(points, name_en=hostile, name_fr=None)
    context = points.createExpressionContext()
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(point_tip(), context)
    assert "<script" not in shown
    assert "leaked" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [% env('SECRET_OF_TEST') %]" in shown
    assert "In person – Active" in shown


@pytest.mark.parametrize(
    ("link", "english", "french"),
    [
        ((None, None, "active"), "", ""),
        (("2020-01-01", "2999-12-31", "active"), "", ""),
        (("2999-03-01", None, "inactive"), "", ""),
        (("2999-03-01", None, "active"), "from March 1, 2999: ", "à compter du 1er mars 2999\u00a0: "),
        (
            ("2999-11-11", "2999-12-31", "active"),
            "from November 11, 2999: ",
            "à compter du 11 novembre 2999\u00a0: ",
        ),
        ((None, "2020-06-30", "active"), "until June 30, 2020: ", "jusqu’au 30 juin 2020\u00a0: "),
    ],
)
def test_a_service_is_named_with_its_days_where_today_is_none_of_them(  # noqa: PLR0917
    loaded, project, translated, link, english, french
):
    from qgis.core import QgsExpression

    layer = loaded.layer("service_at_point", project)

    def shown():
        feature = QgsFeature(next(layer.getFeatures()))
        for name, value in zip(("valid_from", "valid_to", "status"), link):
            day = QDate.fromString(value, "yyyy-MM-dd") if name != "status" and value else value
            feature.setAttribute(name, day)
        context = layer.createExpressionContext()
        context.setFeature(feature)
        expression = QgsExpression(layer.displayExpression())
        value = expression.evaluate(context)
        assert not expression.hasEvalError(), expression.evalErrorString()
        return value

    said = shown()
    translated("fr")
    relabel_store(loaded, project)
    assert (said, shown()) == (f"{english}Health card", f"{french}Carte Santé")


def test_the_project_reads_back_what_it_saved(loaded, project, tmp_path, small_store):
    path = str(tmp_path / "saved.qgs")
    assert project.write(path)
    other = QgsProject()
    assert other.read(path)
    again = load_store(small_store, other)
    assert dict(again.layer_ids) == dict(loaded.layer_ids)
    assert len(other.layerTreeRoot().findGroups()) == 1
    other.clear()
