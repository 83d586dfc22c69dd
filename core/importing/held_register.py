# SPDX-License-Identifier: GPL-2.0-or-later
"""A working copy's records as an import looks things up in them: now, at checkout, and by identifier."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..exchange.difference import BaseRecord, Change, insertion_of, update_of
from ..exchange.problems import lost_base
from ..exchange.working_copy import WorkingCopy
from ..progress import SILENT, Progress
from ..store import Row
from ..text import Text
from ..validation import Register
from ..validation.record import name_of

_TABLES = ("organization", "source", "service_point", "phone", "service_at_point", "external_id")


class HeldRegister:
    """The register of a working copy. ``register`` has its rows as they are now."""

    def __init__(self, working_copy: WorkingCopy, register: Register) -> None:
        self.register = register
        self.jurisdiction = working_copy.info.jurisdiction_code
        self._copy = working_copy
        self._linked: dict[str, Mapping[str, Row]] = {}

    @classmethod
    def of(cls, working_copy: WorkingCopy, *, progress: Progress = SILENT) -> HeldRegister:
        """Read a working copy. Raises ``StoreError``, ``Cancelled``."""
        return cls(working_copy, Register.from_store(working_copy.store, progress=progress))

    def row(self, table: str, key: str) -> Mapping[str, Any] | None:
        """Return a record as it is now."""
        return self.register.find(table, key)

    def base(self, table: str, key: str) -> BaseRecord | None:
        """Return a record as it was at checkout; None for one that was not there."""
        row = self._base_rows.get((table, key))
        if row is None:
            return None
        try:
            return BaseRecord(row["row_version"], json.loads(row["canonical_json"]))
        except (ValueError, TypeError) as error:
            raise lost_base(self._copy.path, repr(error)) from error

    def insertion(self, table: str, key: str, values: Mapping[str, Any]) -> Change:
        """Return the change that adds a record; what ``values`` leave out has its default."""
        row = {**self._defaults[table], **values}
        return insertion_of(self.register.schema.tables[table], key, row, self)

    def update(
        self, table: str, key: str, values: Mapping[str, Any], base: BaseRecord | None = None
    ) -> Change | None:
        """Return the change from what a record was at checkout; None where there was none, or no change.

        ``base`` is what it was, where that is at hand.
        """
        base = base or self.base(table, key)
        if base is None or not values:
            return None
        return update_of(self.register.schema.tables[table], key, values, base, self)

    def get(self, key: str) -> Text | None:
        """Return the name of a service point."""
        row = self.row("service_point", key)
        return None if row is None else name_of(row)

    @property
    def jurisdiction_name(self) -> str:
        """The name of the working copy's jurisdiction, in the first language it has one in."""
        row = self.register.find("jurisdiction", self.jurisdiction) or {}
        return str(row.get("name_en") or row.get("name_fr") or self.jurisdiction)

    def linked(self, scheme: str) -> Mapping[str, Row]:
        """Return the ``external_id`` records of service points of a scheme, by value."""
        if scheme not in self._linked:
            self._linked[scheme] = {
                str(row["value"]): dict(row)
                for row in self.register.rows("external_id")
                if row.get("scheme") == scheme and row.get("entity_table") == "service_point"
            }
        return self._linked[scheme]

    def parts(self, table: str, point: str) -> list[Mapping[str, Any]]:
        """Return the records of ``table`` that belong to a point."""
        return self._parts[table].get(point, [])

    @cached_property
    def _defaults(self) -> Mapping[str, Mapping[str, Any]]:
        """Table → a row of its defaults."""
        return {
            name: {field.name: field.default for field in table.fields if field.default is not None}
            for name, table in self.register.schema.tables.items()
        }

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """The sources by id."""
        return {str(row["id"]): row for row in self.register.rows("source")}

    @cached_property
    def _base_rows(self) -> dict[tuple[str, str], Row]:
        return {
            (row["table_name"], row["id"]): row
            for row in self._copy.store.rows("base_row")
            if row["table_name"] in _TABLES
        }

    @cached_property
    def _parts(self) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
        found: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
        for table in ("phone", "service_at_point"):
            by_point: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
            for row in self.register.rows(table):
                by_point[str(row.get("point_id"))].append(row)
            found[table] = dict(by_point)
        return found
