# SPDX-License-Identifier: GPL-2.0-or-later
"""What comparing a working copy with its base yields for the Changes tab; made in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.exchange import (
    Change,
    Motive,
    RecordKey,
    WorkingCopy,
    difference,
    open_working_copy,
    read_motives,
)
from ..core.progress import Part, Progress
from ..core.schema import load_schema
from ..core.store import GeoPackageStore
from ..core.text import Text

SOURCE = "source"


@dataclass(frozen=True)
class Compared:
    """The changes, what was said of each, and the names of the records that their values refer to."""

    changes: Sequence[Change] = ()
    motives: Mapping[RecordKey, Motive] = field(default_factory=dict)
    names: Mapping[RecordKey, Text] = field(default_factory=dict)

    def sources(self) -> dict[str, Text]:
        """The sources a change can name: id → title."""
        return {key: name for (table, key), name in self.names.items() if table == SOURCE}


def compare_copy(path: str | Path, progress: Progress) -> Compared:
    """Compare a working copy with its base. Raises ``StoreError``, ``ExchangeError``, ``Cancelled``."""
    with open_working_copy(path) as copy:
        return compare(copy, progress)


def compare(copy: WorkingCopy, progress: Progress) -> Compared:
    """Compare an open working copy with its base. Raises as ``compare_copy``."""
    changes = difference(copy, progress=Part(progress, 0.0, 0.9))
    return Compared(changes, read_motives(copy.store), _names(copy.store, changes))


def _names(store: GeoPackageStore, changes: Sequence[Change]) -> dict[RecordKey, Text]:
    """Return the names of all sources and of the records that values of the changes refer to."""
    schema = load_schema()
    wanted = {SOURCE}
    for change in changes:
        for name in change.changed_fields:
            references = schema.tables[change.table].by_name[name].references
            if references is not None:
                wanted.add(references[0])
    names: dict[RecordKey, Text] = {}
    for table in sorted(wanted):
        stem = next((s for s in ("name", "title") if f"{s}_en" in schema.tables[table].by_name), None)
        if stem is None:
            continue
        key = schema.tables[table].key
        for row in store.rows(table, columns=(key, f"{stem}_en", f"{stem}_fr")):
            en, fr = row[f"{stem}_en"], row[f"{stem}_fr"]
            if en or fr:
                names[table, row[key]] = Text(en or fr, fr or en)
    return names
