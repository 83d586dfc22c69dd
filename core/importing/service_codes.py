# SPDX-License-Identifier: GPL-2.0-or-later
"""Which service of the register a source means by a code."""

from __future__ import annotations

from .held_register import HeldRegister


class ServiceCodes:
    """Services by id, by an identifier of a source, and by a category that only one service has."""

    def __init__(self, held: HeldRegister) -> None:
        register = held.register
        self._ids: dict[str, str] = {}
        categories: dict[str, list[str]] = {}
        for row in register.rows("service"):
            key = str(row["id"])
            self._ids[key] = key
            for category in row.get("categories") or ():
                categories.setdefault(str(category), []).append(key)
        for row in sorted(register.rows("external_id"), key=lambda row: str(row.get("scheme"))):
            if row.get("entity_table") == "service":
                self._ids.setdefault(str(row["value"]), str(row["entity_id"]))
        for category, services in categories.items():
            if len(services) == 1:
                self._ids.setdefault(category, services[0])

    def get(self, code: str) -> str | None:
        """Return the id of a service, None for a code that means none, or several."""
        return self._ids.get(code) or self._ids.get(code.lower())
