# SPDX-License-Identifier: GPL-2.0-or-later
"""Text that exists in both official languages from the moment it is written, and in others by a catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Integral
from typing import Protocol

LANGUAGES = ("en", "fr")
NBSP = "\N{NO-BREAK SPACE}"


class Catalogue(Protocol):
    """A third language: what the English sentences are in it, and how it writes numbers."""

    def sentence(self, english: str, n: int) -> str:
        """Return the translation for the number ``n`` (-1: it counts nothing), empty where there is none."""

    def number(self, value: float, decimals: int) -> str:
        """Return a number as people write it."""


_catalogues: dict[str, Catalogue] = {}


def set_catalogue(language: str, catalogue: Catalogue | None) -> None:
    """Say what a third language is written with; None: it is not written any more."""
    if catalogue is None:
        _catalogues.pop(language, None)
    else:
        _catalogues[language] = catalogue


class _Made(Protocol):
    """How a text came about, for languages other than the two."""

    def in_(self, language: str) -> str:
        """Return the text."""


@dataclass(frozen=True)
class Text:
    """One sentence or label in English and French. Placeholders are named: ``{path}``."""

    en: str
    fr: str
    made: _Made | None = field(default=None, compare=False, repr=False)

    def in_(self, language: str) -> str:
        """Return the text: French for any ``fr…`` tag, a third language by its catalogue, else English."""
        if language.lower().startswith("fr"):
            return self.fr
        catalogue = _catalogues.get(language)
        if catalogue is None:
            return self.en
        if self.made is not None:
            return self.made.in_(language)
        return (catalogue.sentence(self.en, -1) if self.en else "") or self.en

    def format(self, **values: object) -> Text:
        """Fill the named placeholders in every language; so are texts among the values.

        A whole number is an amount, written as the language writes it. Hand in codes and years as ``str``.
        """
        return _fill(_Sentence(self), values)

    @staticmethod
    def join(separator: str, parts: Sequence[Text]) -> Text:
        """Return texts one after another: a list of names, or sentences with spaces between them."""
        en, fr = (separator.join(part.in_(language) for part in parts) for language in LANGUAGES)
        return Text(en, fr, _Joined(separator, tuple(parts)))


@dataclass(frozen=True)
class Plural:
    """A sentence that counts: how it reads for one, and how for more.

    The number is ``{n}``. In French none is singular too. Other languages choose among their own forms,
    which they hold under the English sentence for more than one.
    """

    one: Text
    many: Text

    def of(self, n: int, **values: object) -> Text:
        """Return the sentence for a number, with its placeholders filled."""
        en = self.one.en if n == 1 else self.many.en
        fr = self.one.fr if abs(n) < 2 else self.many.fr  # noqa: PLR2004  (-1, 0 and 1)
        return _fill(_Sentence(Text(en, fr), self.many.en, n), {"n": n, **values})


def number(value: float, decimals: int = 0) -> Text:
    """Return a number as each language writes it: 12,345.6 and 12 345,6."""
    en = f"{value:,.{decimals}f}"
    return Text(en, en.replace(",", NBSP).replace(".", ","), _Number(value, decimals))


def shortest(value: float, digits: int = 6) -> Text:
    """Return a number with the decimals it has, ``digits`` figures at most: 2.5, 90, 1,250."""
    exponent = Decimal(f"{value:.{digits}g}").normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


@dataclass(frozen=True)
class _Sentence:
    """What is filled: a sentence, or the form of one that counts, which catalogues have under ``known``."""

    text: Text
    known: str = ""
    n: int = -1

    def in_(self, language: str) -> str:
        if language in _catalogues and self.known:
            return _catalogues[language].sentence(self.known, self.n) or self.text.en
        return self.text.in_(language)


@dataclass(frozen=True)
class _Filled:
    sentence: _Sentence
    values: Mapping[str, object]

    def in_(self, language: str) -> str:
        values = {name: _plain(value, language) for name, value in self.values.items()}
        return self.sentence.in_(language).format(**values)


@dataclass(frozen=True)
class _Joined:
    separator: str
    parts: tuple[Text, ...]

    def in_(self, language: str) -> str:
        return self.separator.join(part.in_(language) for part in self.parts)


@dataclass(frozen=True)
class _Number:
    value: float
    decimals: int

    def in_(self, language: str) -> str:
        return _catalogues[language].number(self.value, self.decimals)


def _fill(sentence: _Sentence, values: Mapping[str, object]) -> Text:
    filled = _Filled(sentence, values)
    return Text(filled.in_("en"), filled.in_("fr"), filled)


def _plain(value: object, language: str) -> object:
    if isinstance(value, Integral) and not isinstance(value, bool):
        value = number(int(value))
    return value.in_(language) if isinstance(value, Text) else value
