# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of the report of ``servicepoints:registerquality`` that break its figures down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..core.quality import HEADLINES, Measure, Quality, label_of
from ..core.quality.positions import CLASSES
from ..core.schema import load_schema
from ..host.language import say, tr
from .quality_snapshots import Snapshot
from .report import Table
from .wording import number_text, percent_text

_SHOWN = 60  # rows of a table
_SNAPSHOTS = 5  # besides the first: as many as fit a page
_HELD = ("Q1_EN", "Q1_FR", "Q2_12", "Q2_24", "Q3")


def share(measure: Measure | None) -> str:
    """Write a share, a dash where there is nothing to count."""
    if measure is None or measure.value is None:
        return "–"
    return percent_text(measure.value / 100.0, 1)


def in_order(now: Snapshot) -> list[str]:
    """Return the codes of the jurisdictions, those with the most points first."""
    count = Counter(str(row.get("custodian_code")) for row in now.quality.points)
    return sorted(now.quality.jurisdictions, key=lambda code: (-count[code], code))


def by_jurisdiction(now: Snapshot) -> list[Table]:
    """Return the headlines of each jurisdiction: what the records hold, and what is between them."""
    found, codes = now.quality, in_order(now)
    count = Counter(str(row.get("custodian_code")) for row in found.points)
    waiting = Counter(change.jurisdiction for change in found.changes if change.waits or not change.looked_at)
    held, between = [], []
    for code in codes[:_SHOWN]:
        unique, name = found.headline("Q4_UNIQUE", code), say(now.name_of(code))
        shares = (share(found.headline(indicator, code)) for indicator in _HELD)
        held.append([name, number_text(count[code]), *shares])
        between.append(
            [
                name,
                number_text(unique.denominator - unique.numerator),
                number_text(waiting[code]),
                number_text(found.headline("Q5_SEEN", code).numerator),
                share(found.headline("Q5_AGREE", code)),
            ]
        )
    shown = (
        tr("Jurisdictions, most points first")
        if len(codes) <= _SHOWN
        else tr("The {shown} of {count} jurisdictions with the most points").format(
            shown=number_text(_SHOWN), count=number_text(len(codes))
        )
    )
    first = (
        tr("Jurisdiction"), tr("Points"), tr("Complete, English"), tr("Complete, French"),
        tr("12 months"), tr("24 months"), tr("Position"),
    )  # fmt: skip
    second = (
        tr("Jurisdiction"), tr("Possible duplicates"), tr("Changes waiting"), tr("Two or more sources"),
        tr("Sources agree"),
    )  # fmt: skip
    return [
        Table(shown, first, held, frozenset(range(1, len(first)))),
        Table(tr("Duplicates, changes and sources"), second, between, frozenset(range(1, len(second)))),
    ]


def item_table(found: Quality) -> Table:
    """Return which share of the points has each thing that is expected, the rarest first."""
    by_name: dict[str, dict[str, Measure]] = {}
    for indicator in ("Q1_ITEM", "Q1_ITEM_EN", "Q1_ITEM_FR"):
        for measure in found.of_items(indicator):
            if measure.denominator:
                by_name.setdefault(measure.item, {})[indicator] = measure
    items = {item.name: item for item in found.completeness.items}
    worst = {name: min(m.value or 0.0 for m in parts.values()) for name, parts in by_name.items()}
    rows = []
    for name in sorted(by_name, key=lambda each: (worst[each], each)):
        item, parts = items[name], by_name[name]
        neutral = parts.get("Q1_ITEM")
        label = say(item.label)
        rows.append(
            [
                tr("{label} ({rule})").format(label=label, rule=item.rule) if item.rule else label,
                number_text(max(m.denominator for m in parts.values())),
                share(neutral or parts.get("Q1_ITEM_EN")),
                share(neutral or parts.get("Q1_ITEM_FR")),
            ]
        )
    headers = (tr("What"), tr("Points of which it is expected"), tr("In English"), tr("In French"))
    return Table(tr("Points that have it, the rarest first"), headers, rows, frozenset({1, 2, 3}))


def method_table(found: Quality) -> Table:
    """Return how the points verified within 12 months were verified."""
    codes = load_schema().domains["verify_method"].by_code
    rows = [
        [say(codes[m.item].label), number_text(m.numerator), share(m)]
        for m in found.of_items("Q2_METHOD")
        if m.numerator
    ]
    headers = (tr("Method"), tr("Points"), tr("Share of all points"))
    return Table(tr("How points were verified within 12 months"), headers, rows, frozenset({1, 2}))


def class_table(found: Quality) -> Table:
    """Return how exactly counters are placed."""
    words = dict(
        zip(
            CLASSES,
            (
                tr("To the building"),
                tr("To the street"),
                tr("To the area only (postal code, municipality)"),
                tr("Not stated"),
                tr("No position"),
            ),
        )
    )
    rows = [[words[m.item], number_text(m.numerator), share(m)] for m in found.of_items("Q3_CLASS")]
    headers = (tr("Position known"), tr("Counters"), tr("Share"))
    return Table(tr("How exactly counters are placed"), headers, rows, frozenset({1, 2}))


def trend_table(series: Sequence[Snapshot]) -> Table:
    """Return the headlines of the first and the last snapshots, the earliest first."""
    shown = [*series[:1], *series[1:][-_SNAPSHOTS:]]
    headers = [tr("Figure")]
    headers += [tr("Revision {revision}").format(revision=number_text(each.info.revision)) for each in shown]
    rows = [
        [tr("As of"), *(each.quality.today.isoformat() for each in shown)],
        [tr("Service points"), *(number_text(len(each.quality.points)) for each in shown)],
        *(
            [say(label_of(name)), *(share(each.quality.headline(name)) for each in shown)]
            for name in HEADLINES
        ),
    ]
    numeric = frozenset(range(1, len(headers)))
    return Table(tr("The figures of each snapshot, the earliest first"), headers, rows, numeric)
