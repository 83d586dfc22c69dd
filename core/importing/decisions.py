# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person decided of the records of a source, so that nobody is asked the same next month.

Kept in a file of the person who imports, by the scheme of the source's identifiers: once a draft is merged,
the register knows the record by its identifier and the decision is not needed any more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ..store.files import write_whole
from .matched import Answer, Decision

_MOST_BYTES = 50_000_000
_ANSWERS: Mapping[str, Answer] = {"same": "same", "new": "new"}


class Decisions:
    """The decisions of each scheme. A file that is damaged, or not there, is an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, dict[str, Decision]] = _read(path)

    def of(self, scheme: str) -> Mapping[str, Decision]:
        """Return what was decided of the records of a scheme, by their identifier."""
        return dict(self._known.get(scheme, {}))

    def keep(self, scheme: str, decided: Mapping[str, Decision | None]) -> None:
        """Remember decisions; None forgets one. The file is replaced as a whole. Raises ``StoreError``."""
        before = self._known.get(scheme, {})
        merged = {**before, **decided}
        after = {value: each for value, each in merged.items() if each is not None}
        if after != before:
            self._known = {**self._known, scheme: after}
            write_whole(self._path, self._data())

    def _data(self) -> bytes:
        document = {
            scheme: {
                value: {"answer": each.answer, **({"id": each.id} if each.id else {})}
                for value, each in known.items()
            }
            for scheme, known in self._known.items()
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _read(path: Path) -> dict[str, dict[str, Decision]]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return {
            str(scheme): {str(value): _decision(each) for value, each in known.items()}
            for scheme, known in found.items()
        }
    except (OSError, ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return {}


def _decision(said: Mapping[str, object]) -> Decision:
    answer, key = _ANSWERS[str(said["answer"])], said.get("id")
    if (answer == "same") != isinstance(key, str):
        raise ValueError("a point that is the same has an id")
    return Decision(answer, key if isinstance(key, str) else None)
