# SPDX-License-Identifier: GPL-2.0-or-later
"""A store as ``servicepoints:registerquality`` reads it: now, and as it was in earlier snapshots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core.errors import InputError
from ..core.progress import Part, Progress, check
from ..core.quality import Quality, assess
from ..core.quality.ledger import LEDGER_COLUMNS
from ..core.store import PostgisAddress, Row, StoreInfo, open_store
from ..core.text import Text
from ..core.validation import Register
from ..host.databases import store_place


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A store and its quality. ``names``: those of its jurisdictions, by code."""

    info: StoreInfo
    quality: Quality
    rows: Mapping[str, Sequence[Row]]
    names: Mapping[str, Text]

    def name_of(self, code: str) -> Text:
        """Return what a jurisdiction is called, its code where the store has no such one."""
        return self.names.get(code) or Text(code, code)


def read_snapshot(
    place: Path | str | PostgisAddress, today: date | None, progress: Progress, *, whole: bool = False
) -> Snapshot:
    """Read and assess a store as of ``today``, without one as of its last change.

    ``whole``: apply every rule of validation. Raises ``StoreError``, ``Cancelled``.
    """
    with open_store(place) as store:
        info = store.info
        register = Register.from_store(store, progress=Part(progress, 0.0, 0.3))
        submissions = store.rows("submission", columns=LEDGER_COLUMNS)
    quality = assess(
        register,
        submissions,
        today=today or date.fromisoformat(info.updated_at[:10]),
        every_rule=whole,
        progress=Part(progress, 0.3, 1.0),
    )
    names = {str(r["code"]): Text(r["name_en"], r["name_fr"]) for r in register.rows("jurisdiction")}
    return Snapshot(info, quality, {**register.all_rows(), "submission": submissions}, names)


def read_earlier(files: Sequence[str], now: Snapshot, progress: Progress) -> list[Snapshot]:
    """Read earlier snapshots, oldest first. Raises ``InputError`` for one that is none of this store."""
    found: dict[int, Snapshot] = {}
    for done, file in enumerate(files):
        check(progress)
        part = Part(progress, done / len(files), (done + 1) / len(files))
        each = read_snapshot(store_place(file), None, part)
        if each.info.store_id != now.info.store_id:
            raise InputError(_OTHER_STORE.format(file=file))
        if each.info.revision >= now.info.revision:
            raise InputError(
                _NOT_EARLIER.format(file=file, theirs=each.info.revision, ours=now.info.revision)
            )
        found[each.info.revision] = each
    return [found[revision] for revision in sorted(found)]


_OTHER_STORE = Text(
    "{file} is a snapshot of another store, so that its figures say nothing about this one. Choose "
    "snapshots of this store.",
    "{file} est une copie d’un autre dépôt; ses chiffres ne disent rien de celui-ci. Choisissez des copies "
    "de ce dépôt.",
)
_NOT_EARLIER = Text(
    "{file} is at revision {theirs} and the store at revision {ours}: it is no earlier snapshot. Choose "
    "snapshots from before.",
    "{file} en est à la révision {theirs} et le dépôt à la révision {ours}\u00a0: ce n’est pas une copie "
    "antérieure. Choisissez des copies plus anciennes.",
)
