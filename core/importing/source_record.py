# SPDX-License-Identifier: GPL-2.0-or-later
"""The register's own record of a source: who publishes it, under which licence, which bytes were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ..store.values import canonical_text
from ..text import Text
from ..validation.rules.safety import CLOSED_LICENCES
from .identity import record_id
from .table import Origin


@dataclass(frozen=True)
class ImportedSource:
    """A source as its profile describes it. ``scheme`` is that of the identifiers of its records.

    A licence nobody stated is ``unknown``: that blocks publication (rule S04), not the import, so what is new
    in such a source is for partners only.
    """

    profile: str
    scheme: str
    title: Text
    publisher: str
    origin: Origin
    url: str | None = None
    licence: str = "unknown"
    attribution: Text | None = None

    @cached_property
    def id(self) -> str:
        """The id of its record: one per profile."""
        return record_id("casp-profile", self.profile)

    @property
    def is_open(self) -> bool:
        """Whether its licence lets the public have it."""
        return self.licence not in CLOSED_LICENCES

    def values(self, today: date) -> dict[str, Any]:
        """Return the canonical values of its record, as read today."""
        attribution = self.attribution or Text("", "")
        given = {
            "kind": self.origin.kind,
            "title_en": canonical_text(self.title.en),
            "title_fr": canonical_text(self.title.fr),
            "publisher": canonical_text(self.publisher),
            "url": canonical_text(self.url or ""),
            "licence": self.licence,
            "attribution_en": canonical_text(attribution.en),
            "attribution_fr": canonical_text(attribution.fr),
            "retrieved_on": today.isoformat(),
            "content_sha256": self.origin.sha256,
            "profile": self.profile,
        }
        return {name: value for name, value in given.items() if value is not None}

    def is_same(self, record: Mapping[str, Any], today: date) -> bool:
        """Return whether the register has this very source already: the day it was read does not count."""
        return all(
            record.get(name) == value for name, value in self.values(today).items() if name != "retrieved_on"
        )
