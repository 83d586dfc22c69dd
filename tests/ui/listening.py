# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures for tests that go through windows by ear and by keyboard, once in each language."""

import pytest
from service_points.host.language import install_translator, remove_translator
from service_points.host.settings import change
from service_points.ui.mnemonics import Mnemonics

from .accessible import CAN_READ, letter_problems, name_problems, tab_problems

needs_qaccessible = pytest.mark.skipif(not CAN_READ, reason="reads the QAccessible of 64-bit Qt 5 on Linux")


@pytest.fixture(params=["en", "fr"])
def language(request):
    return request.param


@pytest.fixture
def clean_settings(clean_settings, language):
    """Every fixture that makes a window asks for these settings first: here they have a language."""
    change(language=language)
    install_translator()
    yield clean_settings
    remove_translator()


@pytest.fixture
def english(clean_settings):
    """Other tests' fixtures ask for English: here they get the language of the test."""


@pytest.fixture
def heard(clean_settings, language, qtbot):
    """``heard(window, state)`` listens to a window and walks through it; what is wrong is told at the end."""
    problems = []

    def listen(window, state):
        qtbot.wait(20)
        found = name_problems(window, language) + tab_problems(window)
        if window.findChild(Mnemonics) is not None:
            found += letter_problems(window)
        problems.extend(f"{state}: {problem}" for problem in found)

    yield listen
    if problems:
        pytest.fail("\n".join(dict.fromkeys(problems)), pytrace=False)
