# SPDX-License-Identifier: GPL-2.0-or-later
"""What a shared store is to the rest of the program, whatever holds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol

from ..progress import SILENT, Progress
from ..text import Text

Row = dict[str, Any]
"""One record: column name → canonical value (see ``values``)."""

Operation = Literal["insert", "update", "delete"]


@dataclass(frozen=True)
class RowChange:
    """One change to one record.

    ``key`` is the value of the table's logical key. ``values`` are canonical: for an insert every column
    to set (the key is added when absent), for an update only the columns that change, for a delete nothing.
    """

    op: Operation
    table: str
    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Unlike:
    """What of a working copy has to be compared: the other records are, value by value, as at checkout.

    ``rows`` are records by table, ``bases`` base rows: those of these records, those of records that are gone
    or have another spelling of their identifier, and those of tables nobody asked for.
    """

    rows: Mapping[str, Sequence[Row]]
    bases: Sequence[Row]


@dataclass(frozen=True)
class WorkingCopyInfo:
    """Where a working copy comes from."""

    jurisdiction_code: str
    base_store_id: str
    base_revision: int
    base_exported_at: str
    schema_sha256: str


@dataclass(frozen=True)
class StoreInfo:
    """What a store says about itself. ``revision`` counts the submissions merged into it."""

    store_id: str
    schema_version: str
    schema_sha256: str
    revision: int
    title: Text
    steward_email: str | None
    updated_at: str
    working_copy: WorkingCopyInfo | None = None


class Store(Protocol):
    """A shared store. An instance belongs to the thread that opened it; open another one elsewhere."""

    @property
    def uri(self) -> str:
        """What ``open_store`` was given to find this store."""

    @property
    def info(self) -> StoreInfo:
        """What the store says about itself now."""

    def rows(
        self, table: str, *, columns: Collection[str] | None = None, progress: Progress = SILENT
    ) -> list[Row]:
        """Return the records of ``table`` with canonical values, in the order they were written."""

    def count(self, table: str) -> int:
        """Return how many records ``table`` has."""

    def apply(
        self,
        changes: Sequence[RowChange],
        *,
        now: datetime | None = None,
        expected_revision: int | None = None,
    ) -> None:
        """Write all the changes, in this order and in one transaction, or none of them.

        With ``expected_revision`` the store must still be at that revision once nobody else can write:
        a ``StoreError`` says that somebody else merged first.
        """

    def snapshot(self, target: Path) -> None:
        """Copy everything committed so far to a new file, also while other programs write."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Store: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
