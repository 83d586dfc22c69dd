# SPDX-License-Identifier: GPL-2.0-or-later
"""In how many imports in a row a source lacked a record: kept in a file of the person who imports.

A point is never closed because a publisher's file was cut short once. The count starts anew on another
computer, which only makes a proposal later. The same file read twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .importation import Importation
from .kept_file import read_kept, write_kept


class Absences:
    """The count of each profile, in a ``kept_file``. Raises ``StoreError`` where it may not be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = read_kept(path, _contents)

    def before(self, profile: str, content: str) -> Mapping[str, int]:
        """Return how many other contents than ``content`` lacked a record, by its identifier."""
        known = self._seen.get(profile, {})
        return {value: len(set(contents) - {content}) for value, contents in known.items()}

    def note_import(self, found: Importation) -> None:
        """Remember which records an import lacks; what was not read whole says nothing.

        Raises ``StoreError``.
        """
        if found.table.is_complete:
            gone = (each.value for each in found.draft.gone)
            self.note(found.profile.id, found.table.origin.sha256, gone)

    def note(self, profile: str, content: str, gone: Iterable[str]) -> None:
        """Remember which records a content lacks; those it has again are forgotten. Raises ``StoreError``."""
        known = self._seen.get(profile, {})
        now = {value: sorted({*known.get(value, ()), content}) for value in gone}
        if now != known:
            self._seen = {**self._seen, profile: now}
            write_kept(self._path, self._seen)


def _contents(said: Any) -> list[str]:  # noqa: ANN401  (JSON)
    if not isinstance(said, list) or not all(isinstance(content, str) for content in said):
        raise ValueError(str(said)[:100])
    return said
