# SPDX-License-Identifier: GPL-2.0-or-later
"""Partnerships between governments, as precedents for pairs: read, and put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Partnership
from ..core.errors import InputError
from ..core.schema import load_schema
from ..core.store import Row
from ..core.text import Text
from ..host.language import language, say, tr
from .ledger import Ledger
from .report import Table
from .site_facts import text_of
from .sources import features_of, is_given, open_source, plain
from .store_facts import StoreFacts
from .wording import number_text

PARTIES = ("host_organization_id", "partner_organization_id")


@dataclass(frozen=True)
class Precedents:
    """The partnerships in force or ended (a proposal is no precedent), and their records by id."""

    partnerships: tuple[Partnership, ...]
    records: Mapping[str, Row]


def read_precedents(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
    *,
    facts: StoreFacts,
) -> Precedents | None:
    """Read the table of partnerships, or without one those of the store; ``None`` without either.

    Raises ``InputError`` when the table is not one of the shared schema.
    """
    if not is_given(parameters, "PARTNERSHIPS"):
        return sorted_out(facts.partnerships, ledger) if facts else None
    source = open_source(algorithm, parameters, "PARTNERSHIPS", context)
    fields = source.fields()
    missing = [name for name in PARTIES if fields.lookupField(name) < 0]
    if missing:
        raise InputError(_NO_PARTNERSHIPS.format(name=source.sourceName(), fields=", ".join(missing)))
    rows = []
    for feature in features_of(source, feedback):
        row = {item.name(): plain(feature.attribute(i)) for i, item in enumerate(fields)}
        rows.append({**row, "id": text_of(row.get("id")) or str(feature.id())})
    found = sorted_out(rows, ledger)
    told = np.array([repr(one) for one in found.partnerships], dtype=np.str_)
    ledger.read("PARTNERSHIPS", source, features=len(rows), used=len(found.partnerships), arrays=[told])
    return found


def sorted_out(rows: Iterable[Row], ledger: Ledger, parameter: str = "PARTNERSHIPS") -> Precedents:
    """Return the partnerships that are precedents; note the others under ``parameter``."""
    found, records, proposed, partial = [], {}, [], []
    for row in rows:
        name, status = text_of(row["id"]), text_of(row.get("status"))
        host, partner = (text_of(row[party]) for party in PARTIES)
        if status == "proposed":
            proposed.append(name)
        elif not (host and partner):
            partial.append(name)
        else:
            found.append(Partnership(name, host, partner, status in ("", "active")))
            records[name] = row
    ledger.exclude(parameter, "proposed", tr("partnership only proposed"), proposed)
    ledger.exclude(parameter, "partial", tr("partnership without a host or a partner"), partial)
    return Precedents(tuple(found), records)


def precedent_table(
    precedents: Precedents, of_pairs: Sequence[Sequence[str]], organizations: Mapping[str, Row]
) -> Table | None:
    """Return the partnerships that are a precedent for any pair, those in force first, then those of most."""
    count: dict[str, int] = {}
    for ids in of_pairs:
        for name in ids:
            count[name] = count.get(name, 0) + 1
    if not count:
        return None
    rows = []
    active = {one.id for one in precedents.partnerships if one.active}
    for name in sorted(count, key=lambda name: (name not in active, -count[name], name)):
        row = precedents.records[name]
        host, partner = (organization_words(text_of(row[party]), organizations) for party in PARTIES)
        rows.append(
            [
                arrangement_words(row),
                host,
                partner,
                period_words(row),
                _in_language(row, "lessons") or "–",
                number_text(count[name]),
            ]
        )
    headers = (
        tr("Arrangement"), tr("Host or lead"), tr("Partner"), tr("In force"),
        tr("What works, what to watch"), tr("Pairs"),
    )  # fmt: skip
    caption = tr("Partnerships between the governments of these pairs")
    return Table(caption, headers, rows, frozenset({5}))


def organization_words(key: str, organizations: Mapping[str, Row]) -> str:
    """Return the name of an organization in the person's language; its id when it is not known."""
    return _in_language(organizations.get(key, {}), "name") or key


def arrangement_words(row: Row) -> str:
    code = text_of(row.get("arrangement"))
    known = load_schema().domains["arrangement"].by_code.get(code)
    return code or "–" if known is None else say(known.label)


def period_words(row: Row) -> str:
    """Return since when it is in force, or that it has ended."""
    start, end = text_of(_iso(row.get("start_on"))), text_of(_iso(row.get("end_on")))
    if text_of(row.get("status")) == "ended":
        return tr("ended {date}").format(date=end) if end else tr("ended")
    return tr("since {date}").format(date=start) if start else tr("yes")


def _iso(value: object) -> object:
    value = plain(value)
    return value.toString("yyyy-MM-dd") if hasattr(value, "toString") else value


def _in_language(row: Row, stem: str) -> str:
    first, second = ("fr", "en") if language() == "fr" else ("en", "fr")
    return text_of(row.get(f"{stem}_{first}")) or text_of(row.get(f"{stem}_{second}"))


_NO_PARTNERSHIPS = Text(
    "“{name}” is not a table of partnerships: it has no field {fields}. Choose the partnership table of the "
    "shared store.",
    "«\u00a0{name}\u00a0» n’est pas une table de partenariats\u00a0: elle n’a pas de champ {fields}. "
    "Choisissez la table des partenariats du dépôt partagé.",
)
