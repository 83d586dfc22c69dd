# SPDX-License-Identifier: GPL-2.0-or-later
"""Which official language the person reads, and the translated strings of the QGIS side.

Sentences of ``core`` carry both languages (``core.text.Text``); sentences of the other rooms go through
``tr`` and the ``.ts`` file, as everywhere in QGIS. The order is: the plugin's own setting, QGIS's locale
override, the system's language.
"""

from __future__ import annotations

import threading
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


class _Spoken(threading.local):
    """A language other than the person's own, of this thread alone, with its translator."""

    language = ""
    translator: QTranslator | None = None


_spoken = _Spoken()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Write documents in ``"en"`` or ``"fr"`` for the length of the block; empty or ``"auto"``: as before.

    Only in this thread: panels and dialogs keep the person's language meanwhile.
    """
    before = (_spoken.language, _spoken.translator)
    if chosen not in ("", "auto"):
        data, _spoken.language, _spoken.translator = _compiled(chosen), chosen, QTranslator()
        _spoken.translator.loadFromData(data)
    try:
        yield
    finally:
        _spoken.language, _spoken.translator = before


def language() -> str:
    """Return ``"fr"`` or ``"en"``."""
    if _spoken.language:
        return _spoken.language
    chosen = chosen_language()
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
    if _spoken.translator is None:
        return QCoreApplication.translate(CONTEXT, text, None, n)
    found = _spoken.translator.translate(CONTEXT.encode(), text.encode(), None, n) or text
    return found.replace("%n", str(n)) if n >= 0 else found


def say(text: Text) -> str:
    """Return a sentence of ``core`` in the person's language."""
    return text.in_(language())


def install_translator() -> None:
    """Load the French strings when French is read. English needs none but its plural forms."""
    remove_translator()
    data, translator = _compiled(language()), QTranslator()
    if translator.loadFromData(data):
        QCoreApplication.installTranslator(translator)
        _installed.append((translator, data))


def remove_translator() -> None:
    """Take back what ``install_translator`` added."""
    while _installed:
        QCoreApplication.removeTranslator(_installed[-1][0])
        _installed.pop()


def _compiled(chosen: str) -> bytes:
    """Return the compiled strings of a language, nothing where there are none.

    Read, not mapped as Qt does with a file: one that is replaced meanwhile (an update) would end QGIS.
    """
    file = resource("i18n", f"service_points_{chosen}.qm")
    return file.read_bytes() if file.is_file() else b""
