# SPDX-License-Identifier: GPL-2.0-or-later
"""The Options page: answers are kept, followed at once, and locked where the organization decided."""

from itertools import count

import pytest
from qgis.core import QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget
from service_points.host import settings as module
from service_points.host.language import change_language
from service_points.host.settings import Source, change, settings


@pytest.fixture
def organization(clean_settings, tmp_path):
    """Write QGIS's global settings file, as an IT department does; each under a name of its own, because Qt
    takes a file of the same size and moment for the one it has read."""
    number = count()

    def write(*lines):
        file = tmp_path / f"qgis_global_settings_{next(number)}.ini"
        file.write_text("\n".join(["[service_points]", *lines, ""]), encoding="utf-8")
        assert QgsSettings.setGlobalSettingsPath(str(file))
        module.forget()

    yield write
    write()


@pytest.fixture
def page(clean_settings, qtbot):
    from service_points.ui.options_page import OptionsPage

    heard = []

    def make():
        made = OptionsPage(lambda before, after: heard.append((before, after)))
        made.heard = heard
        qtbot.addWidget(made)
        made.resize(700, 900)
        made.show()
        return made

    return make


def test_answers_are_kept_and_told(page):
    made = page()
    made.rows["language"].widget.setCurrentIndex(2)
    made.rows["jurisdiction"].widget.setText(" CA-ON-3506 ")
    made.rows["processes"].widget.setValue(3)
    made.rows["store"].widget.setFilePath("/shared/été & hiver.gpkg")
    made.rows["follow_map"].widget.setChecked(False)
    made.rows["submitter_licence"].widget.setCurrentIndex(1)
    assert settings().language == ""
    made.apply()
    now = settings()
    assert (now.language, now.jurisdiction, now.processes) == ("fr", "CA-ON-3506", 3)
    assert (now.store, now.follow_map) == ("/shared/été & hiver.gpkg", False)
    assert now.submitter_licence
    ((before, after),) = made.heard
    assert (before.language, after.language) == ("", "fr")


def test_nothing_is_kept_that_was_not_changed(page):
    page().apply()
    assert QgsSettings().value("service_points/processes") is None
    assert settings().source("processes") is Source.DEFAULT


def test_every_name_of_a_store_survives_the_page(page):
    for name in ("postgis:County register/casp", "postgresql://db/reg?schema=casp", "/a b/c.gpkg"):
        change(store=name)
        page().apply()
        assert settings().store == name


@pytest.mark.parametrize(
    ("name", "value"), [("language", "fr_CA"), ("language", "de"), ("submitter_licence", "OLD-1.0")]
)
def test_a_value_that_is_not_offered_survives_the_page(page, name, value):
    """OK of any page of QGIS's Options applies this one too."""
    change(**{name: value})
    made = page()
    made.apply()
    assert getattr(settings(), name) == value
    made.rows[name].widget.setCurrentIndex(0)
    made.apply()
    assert getattr(settings(), name) == ""


def test_the_language_is_shown_by_its_name(page):
    change(language="fr_CA")
    made = page()
    assert made.rows["language"].widget.currentText() == "Français"


def test_an_answer_that_cannot_be_used_is_named_and_left(page):
    change(cluster_address="tls://server:8786")
    made = page()
    row = made.rows["cluster_address"]
    row.widget.setText("http://server")
    row.widget.editingFinished.emit()
    assert row.note.isVisible()
    assert "tls://server:8786" in row.note.text()
    assert row.widget.accessibleDescription() == row.note.text()
    assert not made.isValid()
    made.rows["processes"].widget.setValue(5)
    made.apply()
    assert (settings().cluster_address, settings().processes) == ("tls://server:8786", 5)
    row.widget.setText("tcp://server:1")
    row.widget.editingFinished.emit()
    assert not row.note.isVisible()
    assert made.isValid()


def test_what_the_organization_set_is_shown_and_cannot_be_changed(page, organization):
    organization("processes=2", "graph_cache_mb=100", "locked=processes")
    made = page()
    locked, preset = made.rows["processes"], made.rows["graph_cache_mb"]
    assert (locked.widget.value(), locked.widget.isEnabled()) == (2, False)
    assert locked.note.text() == "Set by your organization."
    assert (preset.widget.value(), preset.widget.isEnabled()) == (100, True)
    assert preset.note.text().startswith("Preset by your organization")
    locked.widget.setValue(9)
    preset.widget.setValue(200)
    made.apply()
    assert (settings().processes, settings().graph_cache_mb) == (2, 200)


def test_g9_broken_settings_are_named_at_the_top(page):
    QgsSettings().setValue("service_points/processes", "many")
    module.forget()
    made = page()
    said = [label.text() for label in made.findChildren(QLabel)]
    assert [text for text in said if "processes" in text and "whole number from 0 to 60" in text]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_field_has_a_name_in_both_languages(page, code):
    from service_points.host.language import install_translator, remove_translator

    change(language=code)
    install_translator()
    try:
        made = page()
        names = {w: w.accessibleName() for w in made.findChildren(QLineEdit) + made.findChildren(QComboBox)}
        own = {row.label for row in made.rows.values()}
        spins = {
            each for spin in made.findChildren(QAbstractSpinBox) for each in spin.findChildren(QLineEdit)
        }
        assert [w for w, name in names.items() if name not in own and w not in spins] == []
        assert len(own) == len(made.rows)
        assert ("Langue" in own) == (code == "fr")
    finally:
        remove_translator()


def test_the_keyboard_reaches_every_answer_in_order(page, qtbot):
    made = page()
    reached, widget = [], made.rows["language"].widget
    first = widget
    while True:
        reached.append(widget)
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    rows = [row.widget for row in made.rows.values()]

    def place(row: QWidget) -> int:
        inner = row.findChildren(QLineEdit) if isinstance(row, QgsFileWidget) else [row]
        return min(reached.index(each) for each in inner)

    places = [place(row) for row in rows]
    assert places == sorted(places)


def test_the_panel_follows_at_once(opened, qgis_iface, qtbot):
    from service_points.ui.options_part import OptionsPart

    part = OptionsPart(qgis_iface, lambda: opened)
    try:
        page = part.factory.createWidget()
        qtbot.addWidget(page)
        page.rows["language"].widget.setCurrentIndex(2)
        page.rows["follow_map"].widget.setChecked(True)
        page.rows["jurisdiction"].widget.setText("CA-ON")
        page.apply()
        assert opened.windowTitle() == "Points de service"
        assert opened.points.follow.isChecked()
        assert opened.changes.copy.menu().actions()[0].text() == "Ontario"
    finally:
        part.unload()
        change(language="")
        change_language("")
