# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of the site: one file with both languages, used by the pages and by the scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ...errors import InputError
from ...text import LANGUAGES, Text
from .settings import RESOURCES

_USED = re.compile(r"""\bt\(\s*["']([a-z0-9_]+)["']""")
_PLURAL = re.compile(r"""\bplural\(\s*["']([a-z0-9_]+)["']""")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_INCOMPLETE = Text(
    "The finder cannot be written: its words are not complete in both languages. Complete these keys of "
    "words.json: {keys}",
    "Impossible d’écrire le chercheur de services\u00a0: ses textes ne sont pas complets dans les deux "
    "langues. Complétez ces clés de words.json\u00a0: {keys}",
)


def load_words(folder: Path = RESOURCES) -> Mapping[str, Text]:
    """Return the sentences by key. Raises ``InputError`` with every key that is not complete or unknown."""
    given = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    faulty = sorted({*_incomplete(given), *(key for key in _used_keys(folder) if key not in given)})
    if faulty:
        raise InputError(_INCOMPLETE.format(keys=", ".join(faulty)))
    return {key: Text(entry["en"], entry["fr"]) for key, entry in given.items()}


def _incomplete(given: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    """Yield the keys that lack a language, or have a placeholder in one language only."""
    for key, entry in given.items():
        texts = [str(entry.get(language) or "").strip() for language in LANGUAGES]
        if not all(texts) or len({frozenset(_PLACEHOLDER.findall(text)) for text in texts}) > 1:
            yield key


def _used_keys(folder: Path) -> Iterable[str]:
    """Yield the keys that a template or a script asks for."""
    for path in sorted((*folder.glob("templates/*.html"), *folder.glob("js/*.js"))):
        text = path.read_text(encoding="utf-8")
        yield from _USED.findall(text)
        for key in _PLURAL.findall(text):
            yield from (f"{key}_one", f"{key}_other")
