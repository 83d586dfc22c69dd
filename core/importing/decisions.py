# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person decided of the records of a source, so that nobody is asked the same next month.

Kept in a file of the person who imports, by the scheme of the source's identifiers: once a draft is merged,
the register knows the record by its identifier and the decision is not needed any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .kept_file import read_kept, write_kept
from .matched import Answer, Decision

_ANSWERS: Mapping[str, Answer] = {"same": "same", "new": "new"}


class Decisions:
    """The decisions of each scheme, in a ``kept_file``. Raises ``StoreError`` where it may not be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, dict[str, Decision]] = read_kept(path, _decision)

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
            write_kept(self._path, self._document())

    def _document(self) -> dict[str, Any]:
        return {
            scheme: {
                value: {"answer": each.answer, **({"id": each.id} if each.id else {})}
                for value, each in known.items()
            }
            for scheme, known in self._known.items()
        }


def _decision(said: Mapping[str, object]) -> Decision:
    answer, key = _ANSWERS[str(said["answer"])], said.get("id")
    if (answer == "same") != isinstance(key, str):
        raise ValueError("a point that is the same has an id")
    return Decision(answer, key if isinstance(key, str) else None)
