# SPDX-License-Identifier: GPL-2.0-or-later
"""What waits for a steward although no rule of validation is broken (section C5, step 6, of the schema)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Optional

from ..schema import Schema
from ..store import Row, StoreInfo
from ..text import Text
from .document import Document
from .judgement import Judgement
from .policy import MergePolicy, SignatureState

Hold = tuple[Optional[str], Text]
"""A rule, where it is one, and what to tell."""

PUBLIC_ROLE = "public"
"""The submitter's role in a suggestion made on a public finder: nobody knows who wrote it."""

_OLD_DAYS = 90
_WAITS = Text(
    "The change waits for the steward’s decision.", "Le changement attend la décision de l’intendance."
)
_UNSIGNED = Text(
    "The submission is not signed, so its origin is not verified.",
    "La soumission n’est pas signée; son origine n’est donc pas vérifiée.",
)
_FROM_PUBLIC = Text(
    "The change was suggested by a member of the public; it always waits for the steward’s decision.",
    "Le changement a été suggéré par une personne du public; il attend toujours la décision de l’intendance.",
)
_LATER = Text(
    "The change takes effect on {date} and waits until then.",
    "Le changement prend effet le {date} et attend jusque-là.",
)


class Holding:
    """The policy of a store applied to one document."""

    def __init__(
        self, schema: Schema, document: Document, policy: MergePolicy, *, info: StoreInfo, today: date
    ) -> None:
        self._schema = schema
        self._document = document
        self._policy = policy
        self._info = info
        self._today = today

    def warnings(self, now: datetime) -> list[Hold]:
        """Return M10 and M11: the document comes from another store, or from old data."""
        found: list[Hold] = []
        store = self._document.manifest["store"]
        if store["store_id"] != self._info.store_id:
            found.append(("M10", self._schema.rules["M10"].message))
        exported = datetime.strptime(store["base_exported_at"], "%Y-%m-%dT%H:%M:%SZ")
        if now - exported.replace(tzinfo=timezone.utc) > timedelta(days=_OLD_DAYS):
            found.append(("M11", self._schema.rules["M11"].message))
        return found

    def of_document(
        self, signature: SignatureState, jurisdiction: Row, warnings: Sequence[Hold], mass: bool
    ) -> list[Hold]:
        """Return what holds every change of the document."""
        found = [hold for hold in warnings if hold[0] not in self._policy.tolerated]
        if mass:
            found.append(("C06", self._schema.rules["C06"].message))
        if self._policy.signature != "none" and signature != "valid":
            found.append((None, _UNSIGNED))
        if self._document.manifest["submitter"].get("role") == PUBLIC_ROLE:
            found.append((None, _FROM_PUBLIC))
        automatic = self._policy.auto_accept
        if not (jurisdiction.get("auto_accept") is True if automatic is None else automatic):
            found.append((None, _WAITS))
        return found

    def is_mass_change(self, judgements: Sequence[Judgement], points: Sequence[Row]) -> bool:
        """C06: too many deletions, or too large a share of the jurisdiction's points changed.

        Confirmations do not count: to verify every point once a year is what is hoped for.
        """
        deletions = sum(judgement.effect == "delete" for judgement in judgements)
        if deletions > self._policy.mass_deletions:
            return True
        code = self._document.jurisdiction_code
        own = sum(point.get("custodian_code") == code for point in points)
        changed = sum(
            judgement.key[0] == "service_point"
            and judgement.change.op in ("update", "delete")
            and judgement.current is not None
            and judgement.current.get("custodian_code") == code
            for judgement in judgements
        )
        return bool(own and changed > self._policy.mass_share * own)

    def of_change(self, judgement: Judgement) -> Iterator[Hold]:
        """Yield what holds one change: C04, C05, or a day that has not come."""
        owner = self._owner(judgement)
        if owner != self._document.jurisdiction_code:
            yield "C04", self._schema.rules["C04"].message.format(who=owner)
        if judgement.effect == "update" and self._needs_decision(judgement):
            yield "C05", self._schema.rules["C05"].message
        day = judgement.change.effective_on
        if day is not None and day > self._today.isoformat():
            yield None, _LATER.format(date=day)

    @staticmethod
    def _owner(judgement: Judgement) -> str:
        row = judgement.values if judgement.current is None else judgement.current
        return str(row.get("custodian_code") or "")

    @staticmethod
    def _needs_decision(judgement: Judgement) -> bool:
        old, new = judgement.current or {}, judgement.written
        if new.get("custodian_code", old.get("custodian_code")) != old.get("custodian_code"):
            return True
        if new.get("status") == "permanently_closed" != old.get("status"):
            return True
        return new.get("visibility") == "public" and old.get("visibility") == "partners"
