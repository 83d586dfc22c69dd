# SPDX-License-Identifier: GPL-2.0-or-later
"""Which language the person reads, and the translated strings of the QGIS side.

Sentences of ``core`` carry both official languages (``core.text.Text``); sentences of the other rooms go
through ``tr`` and the ``.ts`` file, as everywhere in QGIS. A third language has both in its ``.ts`` file. The
order is: the plugin's own setting, QGIS's locale override, the system's language; English without a file.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from numbers import Integral
from typing import Callable

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLocale, QTranslator

from ..core.text import LANGUAGES, Text, set_catalogue
from .resources import resource
from .settings import change, chosen_language

CONTEXT = "ServicePoints"
TEXT_CONTEXT = "Text"
"""Where a third language has the sentences of ``Text``."""
SETTING = "service_points/language"
"""What a person chose, in QGIS's settings."""
_TITLES = {"en": "English", "fr": "Français"}
_PRIVATE = re.compile(r"q[a-t][a-z]$")  # for private use: a pseudo-locale


class _Strings:
    """The compiled strings of a language; read, not mapped: a file that an update replaces would end QGIS.

    ``chosen`` is the plugin's own setting by which the language was found.
    """

    def __init__(self, code: str, chosen: str = "") -> None:
        self.code, self.chosen = code, chosen
        self._data = _compiled(code)  # has to live as long as the translator
        self._translator = QTranslator()
        self._translator.loadFromData(self._data)

    def find(self, text: str, n: int, context: str = CONTEXT) -> str:
        """Return a translation with ``%n`` still in it; empty where there is none."""
        return self._translator.translate(context.encode(), text.encode(), None, n) or ""


class _Catalogue:
    """What ``core`` writes a third language with."""

    def __init__(self, code: str, strings: _Strings) -> None:
        self._strings, self._locale = strings, _locale(code)

    def sentence(self, english: str, n: int) -> str:
        """Return the translation of a sentence of ``Text``."""
        return self._strings.find(english, n, TEXT_CONTEXT)

    def number(self, value: float, decimals: int) -> str:
        """Return a number as people write it."""
        return self._locale.toString(float(value), "f", decimals)


class _Sentence(str):
    """A sentence with placeholders. Whole numbers in it are written as the person's language writes them."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Fill the placeholders; hand in codes and years as ``str``."""
        return super().format(*map(_plain, args), **{name: _plain(value) for name, value in values.items()})


class _Spoken(threading.local):
    """A language other than the person's own, of this thread alone, with its strings."""

    language = ""
    strings: _Strings | None = None


_spoken = _Spoken()
_installed: list[_Strings] = []
"""The strings of the person's language."""
_followers: list[Callable[[], None]] = []


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Write documents in another language for the length of the block; empty or ``"auto"``: as before.

    Only in this thread: panels and dialogs keep the person's language meanwhile.
    """
    before = (_spoken.language, _spoken.strings)
    if chosen not in ("", "auto"):
        _spoken.language, _spoken.strings = chosen, _strings(chosen)
    try:
        yield
    finally:
        _spoken.language, _spoken.strings = before


def language() -> str:
    """Return ``"fr"``, ``"en"``, or the code of a third language that there are strings of.

    Another language chosen in QGIS's options waits, as all of QGIS does, until the strings are loaded anew.
    """
    if _spoken.language:
        return _spoken.language
    chosen = chosen_language()
    if _installed and _installed[0].chosen == chosen:
        return _installed[0].code
    return _code_of(chosen)


def _code_of(chosen: str) -> str:
    if not chosen:
        stored = QgsSettings()
        if stored.value("locale/overrideFlag", False, type=bool):
            chosen = stored.value("locale/userLocale", "", type=str)
    code = re.split("[_-]", chosen or QLocale.system().name())[0].lower()
    return code if code in _codes() else "en"


def official_language() -> str:
    """Return ``"fr"`` or ``"en"``: in which of its two languages data, help pages and the guide are shown."""
    return "fr" if language() == "fr" else "en"


def languages() -> dict[str, str]:
    """Return the languages that a person may choose: code → name in that language."""
    offered = [code for code in _codes() if not _PRIVATE.match(code)]
    return {code: _TITLES.get(code) or _own_name(code) for code in offered}


def locale() -> QLocale:
    """Return the Canadian locale of the person's language, for numbers and dates that people read."""
    return _locale(language())


def tr(text: str, n: int = -1) -> str:
    """Translate a literal sentence; ``n`` chooses the plural form and fills ``%n``."""
    strings = _spoken.strings or (_installed[0] if _installed else None)
    found = (strings.find(text, n) if strings is not None else "") or text
    if n >= 0:
        found = found.replace("%n", locale().toString(n))
    return _Sentence(found) if "{" in found else found


def say(text: Text) -> str:
    """Return a sentence of ``core`` in the person's language."""
    return text.in_(language())


def install_translator() -> None:
    """Load the strings of the language that is read now. English has only its plural forms."""
    _codes.cache_clear()
    chosen = chosen_language()
    _installed[:] = [_strings(_code_of(chosen), chosen)]


def change_language(code: str) -> None:
    """Keep the language that a person chose, load its strings, and tell who follows."""
    change(language=code)
    install_translator()
    for follower in tuple(_followers):
        follower()


def follow_language(follower: Callable[[], None]) -> None:
    """Have ``follower`` called whenever a person chose another language."""
    _followers.append(follower)


def leave_language(follower: Callable[[], None]) -> None:
    """Take ``follow_language`` back."""
    if follower in _followers:
        _followers.remove(follower)


def remove_translator() -> None:
    """Forget what ``install_translator`` loaded."""
    _installed.clear()


def _strings(code: str, chosen: str = "") -> _Strings:
    strings = _Strings(code, chosen)
    if code not in LANGUAGES:
        set_catalogue(code, _Catalogue(code, strings))
    return strings


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    """Return the languages that can be spoken: the two, and those with compiled strings."""
    files = resource("i18n").glob("service_points_*.qm")
    others = {file.stem.removeprefix("service_points_") for file in files}
    return (*LANGUAGES, *sorted(others - set(LANGUAGES)))


def _own_name(code: str) -> str:
    return QLocale(code).nativeLanguageName().capitalize() or code


@lru_cache(maxsize=8)
def _locale(code: str) -> QLocale:
    found = QLocale(f"{code}_CA")
    if found.language() == QLocale.Language.C:  # none that Qt knows
        return QLocale(QLocale.Language.English, QLocale.Country.Canada)
    return found


def _plain(value: object) -> object:
    if isinstance(value, Integral) and not isinstance(value, bool):
        return locale().toString(int(value))
    return say(value) if isinstance(value, Text) else value


def _compiled(code: str) -> bytes:
    """Return the compiled strings of a language, nothing where there are none."""
    file = resource("i18n", f"service_points_{code}.qm")
    return file.read_bytes() if file.is_file() else b""
