# SPDX-License-Identifier: GPL-2.0-or-later
"""Which official language the person reads, and the translated strings of the QGIS side.

Sentences of ``core`` carry both languages (``core.text.Text``); sentences of the other rooms go through
``tr`` and the ``.ts`` file, as everywhere in QGIS. The order is: the plugin's own setting, QGIS's locale
override, the system's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..core.text import Text
from .resources import resource
from .settings import chosen_language

CONTEXT = "ServicePoints"
SETTING = "service_points/language"
"""What a person chose, in QGIS's settings."""

_installed: list[tuple[QTranslator, bytes]] = []
"""Translators with the bytes they read, which must live as long."""
_spoken: list[str] = []
"""Languages other than the person's, in which something is being written."""


def language() -> str:
    """Return ``"fr"`` or ``"en"``."""
    chosen = _spoken[-1] if _spoken else chosen_language()
    if not chosen:
        stored = QgsSettings()
        if stored.value("locale/overrideFlag", False, type=bool):
            chosen = stored.value("locale/userLocale", "", type=str)
    return "fr" if (chosen or QLocale.system().name()).lower().startswith("fr") else "en"


def locale() -> QLocale:
    """Return the Canadian locale of the person's language, for numbers and dates that people read."""
    name = QLocale.Language.French if language() == "fr" else QLocale.Language.English
    return QLocale(name, QLocale.Country.Canada)


def tr(text: str, n: int = -1) -> str:
    """Translate a literal sentence; ``n`` chooses the plural form and fills ``%n``."""
    return QCoreApplication.translate(CONTEXT, text, None, n)


def say(text: Text) -> str:
    """Return a sentence of ``core`` in the person's language."""
    return text.in_(language())


def install_translator() -> None:
    """Load the French strings when French is read. English needs none but its plural forms."""
    remove_translator()
    compiled = resource("i18n", f"service_points_{language()}.qm")
    if not compiled.is_file():
        return
    # Read, not mapped as Qt does with a file: one that is replaced meanwhile (an update) would end QGIS.
    data, translator = compiled.read_bytes(), QTranslator()
    if translator.loadFromData(data):
        QCoreApplication.installTranslator(translator)
        _installed.append((translator, data))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Write in ``en`` or ``fr``, whatever the person's language is, for the length of the block."""
    before = language()
    _spoken.append(code)
    if before != language():
        install_translator()
    try:
        yield
    finally:
        _spoken.pop()
        if before != code:
            install_translator()


def remove_translator() -> None:
    """Take back what ``install_translator`` added."""
    while _installed:
        QCoreApplication.removeTranslator(_installed[-1][0])
        _installed.pop()
