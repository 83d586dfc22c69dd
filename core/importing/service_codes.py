# SPDX-License-Identifier: GPL-2.0-or-later
"""Which service of the register a source means by a code."""

from __future__ import annotations

from collections import defaultdict

from .held_register import HeldRegister


class ServiceCodes:
    """Services by id, by an identifier of a source, and by a category that only one service has."""

    def __init__(self, held: HeldRegister) -> None:
        register = held.register
        by_code: dict[str, set[str]] = defaultdict(set)
        by_category: dict[str, set[str]] = defaultdict(set)
        for row in register.rows("external_id"):
            if row.get("entity_table") == "service":
                by_code[str(row["value"])].add(str(row["entity_id"]))
        for row in register.rows("service"):
            for category in row.get("categories") or ():
                by_category[str(category)].add(str(row["id"]))
        self._ids = {str(row["id"]): str(row["id"]) for row in register.rows("service")}
        for found in (by_code, by_category):
            for code, services in found.items():
                if code not in self._ids and len(services) == 1:
                    self._ids[code] = next(iter(services))

    def get(self, code: str) -> str | None:
        """Return the id of a service, None for a code that means none, or several."""
        return self._ids.get(code) or self._ids.get(code.lower())
