# SPDX-License-Identifier: GPL-2.0-or-later
"""Text that exists in both official languages from the moment it is written."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Text:
    """One sentence or label in English and French. Placeholders are named: ``{path}``."""

    en: str
    fr: str

    def in_(self, language: str) -> str:
        """Return the text in ``language``: French for any ``fr…`` tag, English otherwise."""
        return self.fr if language.lower().startswith("fr") else self.en

    def format(self, **values: object) -> Text:
        """Fill the named placeholders in both languages; a ``Text`` value is filled in per language."""
        return Text(
            self.en.format(**{name: _plain(value, "en") for name, value in values.items()}),
            self.fr.format(**{name: _plain(value, "fr") for name, value in values.items()}),
        )


def _plain(value: object, language: str) -> object:
    return value.in_(language) if isinstance(value, Text) else value
