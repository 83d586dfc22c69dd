# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of ``servicepoints:importsource``: the pairs it compared, and the rows that go no further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsPointXY

from ..core.importing.held_register import HeldRegister
from ..core.importing.importation import Importation
from ..core.importing.imported import ImportedPoint
from ..core.importing.matched import Decision, Matched
from ..core.importing.matching import Band
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..core.validation.record import name_of
from .outputs import own_fields
from .sources import plain

EVIDENCE = ("name", "address", "distance", "phone", "postal_code")
_MATCHES = (
    *(("line", "Int"), ("value", "String"), ("name", "String"), ("address", "String")),
    *(("band", "String"), ("match_id", "String"), ("match_name", "String"), ("match_address", "String")),
    *(("distance_m", "Double"), ("score", "Double"), ("runner_up", "Double")),
    *((f"s_{name}", "Double") for name in EVIDENCE),
    *(("reason_en", "String"), ("reason_fr", "String"), ("decision", "String")),
)
_REJECTS = (
    ("line", "Int"),
    ("value", "String"),
    ("name", "String"),
    ("reason_en", "String"),
    ("reason_fr", "String"),
)
_SAME, _NEW = ("same", "même", "meme"), ("new", "nouveau", "nouvelle")


def match_fields() -> list[QgsField]:
    """Return the columns of the layer of pairs; ``decision`` is for a person: same, new, or empty."""
    return own_fields(*_MATCHES)


def match_rows(found: Importation, held: HeldRegister) -> Iterator[tuple[list[Any], QgsGeometry | None]]:
    """Yield each pair that somebody may want to look at, at the place the source gives."""
    for each in found.matched:
        if each.match.band is Band.NEW:
            continue
        row = held.row("service_point", each.id or "") or {}
        here = place_of(each.point)
        text, match = each.match.text, each.match
        attributes = [
            *(each.point.line, each.point.value, name_of_point(each.point).en),
            *(each.point.values.get("address_line1"), match.band.value),
            *(each.id, name_of(row).en if row else None, row.get("address_line1")),
            _rounded(match.distance_m, 1),
            *(_rounded(match.score), _rounded(match.runner_up)),
            *(_rounded(match.evidence.get(name)) for name in EVIDENCE),
            *(text.en, text.fr, _decided(each)),
        ]
        yield attributes, None if here is None else QgsGeometry.fromPointXY(QgsPointXY(*here))


def reject_fields() -> list[QgsField]:
    """Return the columns of the table of rows that go no further."""
    return own_fields(*_REJECTS)


def reject_rows(found: Importation) -> Iterator[list[Any]]:
    """Yield the rows that go no further, with all that stands in their way."""
    names = {point.line: name_of_point(point).en for point in found.records.points}
    for each in found.draft.rejected:
        english, french = (" ".join(getattr(reason, to) for reason in each.reasons) for to in ("en", "fr"))
        yield [each.line, each.value or None, names.get(each.line), english, french]


def read_decisions(features: Iterator[QgsFeature]) -> tuple[Mapping[str, Decision], list[str]]:
    """Return the decisions in a layer of pairs, and the identifiers whose answer is not understood.

    An answer is *same* (with a point in ``match_id``) or *new*, in either language; an empty one is none.
    """
    found: dict[str, Decision] = {}
    strange: list[str] = []
    for feature in features:
        value, answer, key = (plain(feature[name]) for name in ("value", "decision", "match_id"))
        said = str(answer or "").strip().casefold()
        if said in _NEW:
            found[str(value)] = Decision("new")
        elif said in _SAME and key:
            found[str(value)] = Decision("same", str(key))
        elif said:
            strange.append(str(value))
    return found, strange


def place_of(point: ImportedPoint) -> tuple[float, float] | None:
    """Return where a source's point is: its own position, else that of its address."""
    return lonlat_of(point.values.get("geom") or point.placed.get("geom"))


def name_of_point(point: ImportedPoint) -> Text:
    """Return what a source calls a point, its identifier where it has no name."""
    english, french = (point.values.get(name) for name in ("name_en", "name_fr"))
    return Text(str(english or french or point.value), str(french or english or point.value))


def _decided(each: Matched) -> str | None:
    return None if each.decision is None else each.decision.answer


def _rounded(value: float | None, decimals: int = 3) -> float | None:
    return None if value is None else round(value, decimals)
