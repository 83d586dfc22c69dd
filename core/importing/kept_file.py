# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import remembers for a person: a JSON file of groups of entries, which outlives a damaged part.

Both what is remembered of absences and what somebody decided are worth keeping, and neither is worth stopping
an import for: what cannot be read is left out, and the file as it was is put beside.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ..file_moves import replace_file
from ..store.files import write_whole
from ..store.problems import unwritable

Entry = TypeVar("Entry")

_MOST_BYTES = 50_000_000
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


def read_kept(path: Path, read: Callable[[Any], Entry]) -> dict[str, dict[str, Entry]]:
    """Return the entries by group and name; none where there is no file yet.

    ``read`` makes an entry of its JSON value and raises for a damaged one. A file with anything damaged is
    copied to ``<name>.damaged``. Raises ``StoreError`` for a file that is there and may not be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise unwritable(path, str(error)) from error
    found: dict[str, dict[str, Entry]] = {}
    is_whole = True
    try:
        for group, entries in json.loads(data).items():
            known = found.setdefault(group, {})
            for name, said in entries.items():
                try:
                    known[name] = read(said)
                except _DAMAGE:
                    is_whole = False
    except _DAMAGE:
        is_whole = False
    if not is_whole:
        _put_aside(path)
    return found


def write_kept(path: Path, document: dict[str, Any]) -> None:
    """Replace the file as a whole, in a folder that is made where it is missing. Raises ``StoreError``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, str(error)) from error
    write_whole(path, json.dumps(document, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def _put_aside(path: Path) -> None:
    """Keep the file as it was; an earlier one put aside stays where this cannot be copied."""
    aside, part = path.with_name(f"{path.name}.damaged"), path.with_name(f"{path.name}.damaged.part")
    try:
        shutil.copyfile(path, part)
        replace_file(part, aside)
    except OSError as error:
        raise unwritable(aside, str(error)) from error
