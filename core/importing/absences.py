# SPDX-License-Identifier: GPL-2.0-or-later
"""In how many imports in a row a source lacked a record: kept in a file of the person who imports.

A point is never closed because a publisher's file was cut short once. The count starts anew on another
computer, which only makes a proposal later. The same file read twice counts once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..store.files import write_whole

_MOST_BYTES = 50_000_000


class Absences:
    """The count of each profile. A file that is damaged, or not there, is an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[str, dict[str, list[str]]] = _read(path)

    def before(self, profile: str, content: str) -> Mapping[str, int]:
        """Return how many other contents than ``content`` lacked a record, by its identifier."""
        known = self._seen.get(profile, {})
        return {value: len(set(contents) - {content}) for value, contents in known.items()}

    def note(self, profile: str, content: str, gone: Iterable[str]) -> None:
        """Remember which records a content lacks; those it has again are forgotten. Raises ``StoreError``."""
        known = self._seen.get(profile, {})
        now = {value: sorted({*known.get(value, ()), content}) for value in gone}
        if now != known:
            self._seen = {**self._seen, profile: now}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(
                self._path, json.dumps(self._seen, ensure_ascii=False, sort_keys=True).encode("utf-8")
            )


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return {
            str(profile): {
                str(value): [str(content) for content in contents] for value, contents in known.items()
            }
            for profile, known in found.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
