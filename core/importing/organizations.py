# SPDX-License-Identifier: GPL-2.0-or-later
"""The organizations that a source names: those the register has, and those it would have to learn of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from ..exchange.difference import Change
from ..store.values import canonical_text
from ..validation.similarity import fold
from .held_register import HeldRegister
from .identity import record_id

_NAMES, _ACRONYMS = ("name_en", "name_fr"), ("acronym_en", "acronym_fr")
_SCHEME = "casp-organization"


class Organizations:
    """Organizations by any of their names. ``language`` is that of the source's names."""

    def __init__(self, held: HeldRegister, language: Literal["en", "fr"] = "en") -> None:
        self._held = held
        self._field = f"name_{language}"
        self._ids: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        rows = sorted(held.register.rows("organization"), key=lambda row: str(row["id"]))
        own = {str(row["id"]) for row in rows if row.get("custodian_code") == held.jurisdiction}
        for name, ids in _called(rows, _NAMES).items():
            known = sorted(ids & own) or sorted(ids)
            if known[0] in own or len(known) == 1:
                self._ids[name] = known[0]
            else:  # every province has a ministry of health
                self._ambiguous.add(name)
        for acronym, ids in _called(rows, _ACRONYMS).items():  # a full name is worth more
            if acronym in self._ids or acronym in self._ambiguous:
                continue
            if len(ids) == 1:
                self._ids[acronym] = ids.pop()
            else:
                self._ambiguous.add(acronym)

    def id_of(self, name: str | None) -> str | None:
        """Return the id of the organization with this name, of a new one where the register has none.

        None for no name, for a name that several have, none of them of the importing jurisdiction, and for an
        acronym that several have.
        """
        said = canonical_text(name or "")
        if said is None:
            return None
        key = _key(said)
        if key in self._ambiguous:
            return None
        if key not in self._ids:
            self._ids[key] = record_id(_SCHEME, f"{self._held.jurisdiction}|{key}")
            self._new[self._ids[key]] = said
        return self._ids[key]

    def additions(self, used: Iterable[str]) -> list[Change]:
        """Return the changes that add the new ones among ``used``."""
        return [
            self._held.insertion(
                "organization",
                key,
                {"custodian_code": self._held.jurisdiction, self._field: self._new[key]},
            )
            for key in sorted(set(used) & self._new.keys())
        ]


def _called(rows: Iterable[Mapping[str, Any]], fields: Iterable[str]) -> dict[str, set[str]]:
    """Return the organizations that have a name in one of these fields."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in fields:
            if isinstance(row.get(name), str):
                found[_key(row[name])].add(str(row["id"]))
    return found


def _key(name: str) -> str:
    return " ".join(fold(name).split())
