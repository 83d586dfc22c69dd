# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures for tests that go through windows by ear and by keyboard, once in each language."""

import pytest
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QApplication
from service_points.host.language import install_translator, remove_translator
from service_points.host.settings import change
from service_points.ui.mnemonics import Mnemonics
from service_points.ui.panel import ServicePointsPanel
from service_points.ui.scale import scaled

from .accessible import CAN_READ, cut_problems, letter_problems, name_problems, tab_problems

needs_qaccessible = pytest.mark.skipif(not CAN_READ, reason="reads the QAccessible of 64-bit Qt 5 on Linux")


@pytest.fixture(params=["en", "fr", "fr-large"])
def appearance(request):
    """A language; French, the longer, also with letters of twice the size."""
    return request.param


@pytest.fixture
def language(appearance):
    return appearance[:2]


@pytest.fixture
def clean_settings(clean_settings, appearance):
    """Every fixture that makes a window asks for these settings first, so that they come before it."""
    change(language=appearance[:2])
    install_translator()
    before = QApplication.font()
    if appearance.endswith("large"):
        large = QFont(before)
        large.setPointSizeF(2 * before.pointSizeF())
        QApplication.setFont(large)
    yield clean_settings
    QApplication.setFont(before)
    remove_translator()


@pytest.fixture
def english(clean_settings):
    """Other tests' fixtures ask for English: here they get the language of the test."""


@pytest.fixture
def heard(clean_settings, appearance, language, qtbot):
    """``heard(window, state)`` listens to a window and walks through it; what is wrong is told at the end.

    With large letters it looks for words that are cut instead.
    """
    problems = []

    def listen(window, state):
        if appearance.endswith("large"):
            if isinstance(window, ServicePointsPanel):
                window.resize(scaled(window, 320), scaled(window, 700))
            qtbot.wait(50)
            problems.extend(f"{state}: {problem}" for problem in cut_problems(window))
            return
        qtbot.wait(20)
        found = name_problems(window, language) + tab_problems(window)
        if window.findChild(Mnemonics) is not None:
            found += letter_problems(window)
        problems.extend(f"{state}: {problem}" for problem in found)

    yield listen
    if problems:
        pytest.fail("\n".join(dict.fromkeys(problems)), pytrace=False)
