# SPDX-License-Identifier: GPL-2.0-or-later
"""Corrections in a form, what other unsaved records have to do with it, and a change of language."""

import pytest
from qgis.core import NULL, QgsFeature, QgsProject
from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QLabel, QToolButton
from service_points.host.language import install_translator, remove_translator
from service_points.host.settings import change
from service_points.layers.load import relabel_store
from service_points.ui.form_checker import overlaid, read_register
from service_points.ui.form_checkers import checker_of
from service_points.ui.form_fields import register_record_widget, withdraw_record_widget
from service_points.ui.form_findings import FormFindings


@pytest.fixture
def copy(form_context, copy_of_small):
    register_record_widget()
    yield copy_of_small
    withdraw_record_widget()
    for layer in QgsProject.instance().mapLayers().values():
        if layer.isEditable():
            layer.rollBack()


@pytest.fixture
def points(copy):
    return copy.layer("service_point", QgsProject.instance())


@pytest.fixture
def phones(copy):
    layer = copy.layer("phone", QgsProject.instance())
    assert layer.startEditing()
    return layer


@pytest.fixture
def open_form(form_context, qtbot):
    """Open a form and wait until its record was checked; it goes before its layers."""
    made = []

    def make(layer, feature):
        form = QgsAttributeForm(layer, feature, form_context)
        made.append(form)
        form.show()
        wait_for_check(form, layer, feature, qtbot)
        return form

    yield make
    for form in made:
        if not sip.isdeleted(form):
            sip.delete(form)


def wait_for_check(form, layer, feature, qtbot):
    qtbot.waitUntil(lambda: watcher(form) is not None, timeout=60000)
    checker = checker_of(layer, QgsProject.instance())
    qtbot.waitUntil(lambda: checker.findings(layer, feature) is not None, timeout=8000)
    watcher(form).check()


def watcher(form, kind=FormFindings):
    return next((child for child in form.children() if isinstance(child, kind)), None)


def said(form, field):
    return watcher(form).lines[field].texts


def buttons(form, field):
    return [b for b in watcher(form).lines[field].findChildren(QToolButton) if not b.isHidden()]


def named(layer, name):
    return next(f for f in layer.getFeatures() if f["name_en"] == name)


def test_b8_one_click_puts_a_value_right(points, open_form, qtbot):
    assert points.startEditing()
    feature = named(points, "Riverside Service Centre")
    form = open_form(points, feature)
    form.changeAttribute("postal_code", "k1a0b1")
    qtbot.waitUntil(lambda: said(form, "postal_code") != [], timeout=2000)
    (button,) = buttons(form, "postal_code")
    assert button.accessibleDescription() == "Write “K1A 0B1” instead."
    button.click()
    assert form.currentFormFeature()["postal_code"] == "K1A 0B1"
    qtbot.waitUntil(lambda: said(form, "postal_code") == [], timeout=2000)
    assert form.save()
    assert points.getFeature(feature.id())["postal_code"] == "K1A 0B1"


def test_what_somebody_has_to_decide_has_no_button(points, open_form, qtbot):
    assert points.startEditing()
    form = open_form(points, named(points, "Riverside Service Centre"))
    form.changeAttribute("postal_code", "K1A 0BB")
    qtbot.waitUntil(lambda: said(form, "postal_code") != [], timeout=2000)
    assert buttons(form, "postal_code") == []


def test_where_nothing_can_be_edited_nothing_is_offered(points, phones, open_form, qtbot):
    phone = next(phones.getFeatures())
    index = phones.fields().lookupField("number")
    assert phones.changeAttributeValue(phone.id(), index, "(613) 555-0123")
    assert phones.commitChanges()
    form = open_form(phones, phones.getFeature(phone.id()))
    assert said(form, "number") != []
    assert buttons(form, "number") == []
    assert phones.startEditing()
    qtbot.waitUntil(lambda: len(buttons(form, "number")) == 1, timeout=2000)


def test_h11_the_value_in_the_button_is_text(points, open_form, qtbot):
    assert points.startEditing()
    form = open_form(points, named(points, "Riverside Service Centre"))
    form.changeAttribute("url_en", " https://example.org/<b>x</b> ")
    qtbot.waitUntil(lambda: said(form, "url_en") != [], timeout=2000)
    for button in buttons(form, "url_en"):
        assert "<b>" not in button.toolTip()


def copied(layer, feature, **values):
    made = QgsFeature(layer.fields())
    for name in layer.fields().names():
        made[name] = values.get(name, NULL if name == "fid" else feature[name])
    return made


def test_two_records_that_are_not_saved_yet_see_each_other(phones, open_form, qtbot, names):
    """U05 does not ask for the same point; the unique key of a record does: the same identifier twice."""
    links = QgsProject.instance().mapLayers().values()
    layer = next(each for each in links if each.customProperty("service_points/table") == "service_at_point")
    assert layer.startEditing()
    first = next(layer.getFeatures())
    twin = copied(layer, first, id=names("twin"))
    assert layer.addFeature(twin)
    form = open_form(layer, layer.getFeature(twin.id()))
    text = "repeats another one"
    assert any(text in each for each in said(form, "service_id"))
    assert layer.deleteFeature(first.id())  # not saved either
    qtbot.waitUntil(lambda: said(form, "service_id") == [], timeout=60000)
    layer.undoStack().undo()
    qtbot.waitUntil(lambda: any(text in each for each in said(form, "service_id")), timeout=60000)


def test_a_point_that_is_not_saved_yet_can_be_referred_to(points, phones, open_form, qtbot, names):
    """A telephone of a new point: before, the form said that the point does not exist (X01)."""
    assert points.startEditing()
    office = named(points, "Riverside Service Centre")
    assert points.addFeature(copied(points, office, id=names("new office"), name_en="New office"))
    phone = next(phones.getFeatures())
    new = copied(phones, phone, id=names("new phone"), point_id=names("new office"), number="+16135550144")
    assert phones.addFeature(new)
    form = open_form(phones, phones.getFeature(new.id()))
    qtbot.waitUntil(lambda: said(form, "point_id") == [], timeout=60000)


def test_laying_over_replaces_adds_and_removes(small_store, names):
    from service_points.core.progress import SILENT

    saved = read_register(str(small_store), SILENT)
    row = dict(saved.find("service_point", names("riverside")))
    unsaved = {
        "service_point": {
            names("riverside"): {**row, "city": "Casselman"},
            names("webs"): None,
            names("added"): {**row, "id": names("added")},
        }
    }
    seen = overlaid(saved, unsaved)
    assert seen.find("service_point", names("riverside"))["city"] == "Casselman"
    assert seen.find("service_point", names("webs")) is None
    assert len(seen.rows("service_point")) == 4
    assert seen.rows("phone") is saved.rows("phone")
    assert saved.find("service_point", names("webs")) is not None


@pytest.fixture
def in_french(copy, english):
    """Switch the language of the plugin and of the layers, as the panel does."""

    def switch():
        change(language="fr")
        install_translator()
        relabel_store(copy, QgsProject.instance())

    yield switch
    remove_translator()


def labels(form):
    return {label.text() for label in form.findChildren(QLabel)}


def test_b9_an_open_form_follows_the_language_and_keeps_what_was_typed(points, open_form, in_french, qtbot):
    assert points.startEditing()
    feature = named(points, "Riverside Service Centre")
    form = open_form(points, feature)
    form.changeAttribute("city", "Casselman")
    form.changeAttribute("postal_code", "k1a0b1")
    qtbot.waitUntil(lambda: said(form, "postal_code") != [], timeout=2000)
    assert "Postal code" in labels(form)
    in_french()
    qtbot.waitUntil(
        lambda: any(text.startswith("Erreur") for text in said(form, "postal_code")), timeout=60000
    )
    assert "Code postal" in labels(form)
    assert "Postal code" not in labels(form)
    shown = form.currentFormFeature()
    assert (shown["city"], shown["postal_code"]) == ("Casselman", "k1a0b1")
    (button,) = buttons(form, "postal_code")
    button.click()
    assert form.save()
    saved = points.getFeature(feature.id())
    assert (saved["city"], saved["postal_code"]) == ("Casselman", "K1A 0B1")
