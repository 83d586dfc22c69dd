# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices in words in Processing's own dialogs, and their codes in everything that is kept."""

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox
from service_points.core.choice_words import choice_words
from service_points.host.language import speaking

ROADS_ON_FOOT = {"METRIC": "distance", "TRAVEL": "from_point", "SHAPE": "disks", "DETAIL": "none"}


@pytest.fixture(autouse=True)
def without_window(monkeypatch, qgis_processing):
    """Processing's dialogs as they are without QGIS's window."""
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)


@pytest.fixture(params=["en", "fr"])
def language(request):
    with speaking(request.param):
        yield request.param


def enumerations(provider):
    return [
        (algorithm, definition)
        for algorithm in provider.algorithms()
        for definition in algorithm.parameterDefinitions()
        if isinstance(definition, QgsProcessingParameterEnum)
    ]


def dialog_of(provider, name, qtbot, kind=None):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = (kind or AlgorithmDialog)(provider.algorithm(name).create())
    qtbot.addWidget(dialog)
    return dialog


def shown(wrapper):
    return wrapper.wrappedWidget().currentText()


def test_every_code_has_words_of_its_own(provider):
    """Words for every code of every choice, no two alike, none too many, and none that is the code."""
    found = enumerations(provider)
    assert len(found) > 50
    for algorithm, definition in found:
        words = choice_words(algorithm.name(), definition.name())
        assert set(words) >= set(definition.options()), (algorithm.name(), definition.name())
        for language in ("en", "fr"):
            said = [words[code].in_(language) for code in definition.options()]
            assert len(set(said)) == len(said), (algorithm.name(), definition.name())
            assert not set(said) & set(definition.options()), (algorithm.name(), definition.name())


def test_every_enumeration_of_a_dialog_shows_words(provider, qtbot, language):
    """In every dialog of ours: what is shown are the words, what is handed over is the default’s code."""
    for algorithm in provider.algorithms():
        asked = {d.name(): d for a, d in enumerations(provider) if a.name() == algorithm.name()}
        if not asked:
            continue
        dialog = dialog_of(provider, algorithm.name(), qtbot)
        wrappers = dialog.mainWidget().wrappers
        for name, definition in asked.items():
            assert wrappers[name].parameterValue() == definition.defaultValue(), (algorithm.name(), name)
            box, words = wrappers[name].wrappedWidget(), choice_words(algorithm.name(), name)
            texts = [box.itemText(row) for row in range(box.count())]
            assert texts == [words[code].in_(language) for code in definition.options()]
            codes = [box.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(box.count())]
            assert codes == list(definition.options())


def test_a_dialog_filled_in_keeps_codes(provider, qtbot):
    """As history, “Run again” and pasted JSON fill it in, and as a person changes it."""
    dialog = dialog_of(provider, "catchments", qtbot)
    dialog.setParameters(ROADS_ON_FOOT)
    wrappers, heard = dialog.mainWidget().wrappers, []
    assert shown(wrappers["METRIC"]) == "Distance by road (kilometres)"
    assert {name: wrappers[name].parameterValue() for name in ROADS_ON_FOOT} == ROADS_ON_FOOT
    wrappers["METRIC"].widgetValueHasChanged.connect(lambda _: heard.append("METRIC"))
    wrappers["METRIC"].wrappedWidget().setCurrentIndex(2)
    assert wrappers["METRIC"].parameterValue() == "straight"
    assert heard == ["METRIC"]


def test_several_choices_are_ticked(provider, qtbot, language):
    dialog = dialog_of(provider, "publish", qtbot)
    wrapper, heard = dialog.mainWidget().wrappers["FORMATS"], []
    wrapper.widgetValueHasChanged.connect(lambda _: heard.append(1))
    wrapper.setParameterValue(["csv", "finder"], QgsProcessingContext())
    assert wrapper.parameterValue() == ["csv", "finder"]
    said = {"en": "CSV (every table)", "fr": "CSV (chaque table)"}[language]
    assert shown(wrapper).startswith(said)
    heard.clear()
    wrapper.wrappedWidget().setItemData(0, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert heard
    assert wrapper.parameterValue() == ["geojson", "csv", "finder"]
    wrapper.setParameterValue(["geojson"], QgsProcessingContext())
    assert wrapper.parameterValue() == ["geojson"]


def test_a_batch_shows_words_and_reads_codes(provider, qtbot, language):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    dialog = dialog_of(provider, "catchments", qtbot, BatchAlgorithmDialog)
    panel = dialog.mainWidget()
    wrapper = panel.wrappers[0][panel.parameter_to_column["METRIC"]]
    said = {"en": "Travel time (minutes)", "fr": "Temps de déplacement (minutes)"}[language]
    assert (shown(wrapper), wrapper.parameterValue()) == (said, "time")
    wrapper.setParameterValue("straight", QgsProcessingContext())
    assert wrapper.parameterValue() == "straight"


def test_the_model_designer_shows_words_and_keeps_codes(provider, qtbot, language):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    model = QgsProcessingModelAlgorithm()
    dialog = ModelerParametersDialog(provider.algorithm("catchments").create(), model)
    qtbot.addWidget(dialog)
    wrapper = dialog.widget.widget.wrappers["TRAVEL"]
    words = [text.in_(language) for text in choice_words("catchments", "TRAVEL").values()]
    boxes = [box for box in wrapper.findChildren(QComboBox) if box.findText(words[0]) >= 0]
    assert [[box.itemText(row) for row in range(box.count())] for box in boxes] == [words]
    assert wrapper.value().staticValue() == "to_point"
    boxes[0].setCurrentIndex(1)
    assert wrapper.value().staticValue() == "from_point"
    wrapper.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue("to_point"))
    assert wrapper.value().staticValue() == "to_point"
    assert boxes[0].currentText() == words[0]
