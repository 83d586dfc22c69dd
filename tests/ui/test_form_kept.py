# SPDX-License-Identifier: GPL-2.0-or-later
"""Python's half of what a form owns lives as long as the form, however Python came by the form."""

import gc
import weakref

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QWidget
from service_points.ui.form_registry import while_it_lives


class Watcher(QObject):
    """Belongs to a form and knows it, as the findings do."""

    def __init__(self, form):
        super().__init__(form)
        self.form = form


@pytest.fixture
def form(qtbot):
    """A form that Python knows under another type, as QGIS hands out its own."""
    window = QWidget()
    qtbot.addWidget(window)
    return window, QWidget(window)


def test_a_watcher_outlives_a_collection_and_ends_with_its_form(form):
    _, inner = form
    kept = weakref.ref(while_it_lives(Watcher(sip.cast(inner, QWidget))))
    gc.collect()
    assert isinstance(kept(), Watcher)
    sip.delete(inner)
    gc.collect()
    assert kept() is None


def test_without_it_a_collection_takes_the_watcher(form):
    """What QGIS 3.44 did to the findings of a form: only C++ was left of them."""
    _, inner = form
    lost = weakref.ref(Watcher(sip.cast(inner, QWidget)))
    gc.collect()
    assert lost() is None
