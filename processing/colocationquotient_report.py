# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:colocationquotient``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..core.analysis.quotient import CLASSES, LocalQuotients, Quotients
from ..core.analysis.quotient_chance import SIGNIFICANT
from ..core.analysis.quotient_neighbours import Neighbours
from ..core.analysis.quotient_words import p_text, quotient_text, sentences
from ..host.language import say, tr
from .colocationquotient_types import FEW_POINTS, TypedPoints
from .geometry import IntArray
from .ledger import Ledger
from .report import Report, Section, Table
from .wording import number_text

_WIDEST = 10  # types that fit side by side
_SHOWN = 50


def quotient_report(
    found: Quotients,
    typed: TypedPoints,
    near: Neighbours,
    local: list[tuple[LocalQuotients, IntArray]],
    *,
    method: list[tuple[str, str]],
    ledger: Ledger,
) -> Report:
    """Return the report: the answer, the matrix, a sentence for each pair, local classes, the method."""
    labels = [say(label) for label in typed.labels]
    report = Report(tr("Colocation quotient"), answer(found, typed))
    matrix = _matrix(found, labels)
    if len(found) > 1 and matrix is not None:
        text = (
            tr(
                "Read along a row: how often points of the type at its beginning have neighbours of the type "
                "at the head of the column, as a multiple of what chance would give. A to B is not B to A."
            ),
            *_overall(found),
        )
        report.sections.append(Section(tr("Who is found near whom"), text, [matrix]))
    if len(found) > 1:
        report.sections.append(_in_words(found, typed))
    report.sections.append(Section(tr("What was compared"), (), [_type_table(typed, near)]))
    if local:
        report.sections.append(Section(tr("Point by point"), (), [_local_table(local, typed, labels)]))
    report.method += method
    told = tr(
        "What chance alone would give is in the p-values. The neighbourhood was not varied: run again with "
        "another number of neighbours or another distance."
    )
    report.method.append((tr("Sensitivity"), told))
    report.rest_on(ledger)
    report.limits += _limits(typed)
    return report


def significant(found: Quotients) -> np.ndarray:
    """Return which pairs (p,) chance alone can hardly explain."""
    return (found.p_value <= SIGNIFICANT) & (found.above == (found.clq > 1.0))


def answer(found: Quotients, typed: TypedPoints) -> str:
    """Return the answer: the sentence of the only pair, or how many pairs keep together or apart."""
    if len(found) == 1:
        return say(sentences(found, typed.labels)[0])
    sure = significant(found)
    return tr(
        "Of all pairs of types, A to B ({pairs}), A is found near B more often than chance would give in "
        "{more} and less often in {less}; in the others chance alone can explain it, or there is nothing to "
        "compare."
    ).format(
        pairs=number_text(len(found)),
        more=number_text(int((sure & (found.clq > 1.0)).sum())),
        less=number_text(int((sure & (found.clq < 1.0)).sum())),
    )


def few_points(typed: TypedPoints) -> list[str]:
    """Return the labels of types that have too few points to say much."""
    return [say(label) for label, count in zip(typed.labels, typed.counts) if count < FEW_POINTS]


def few_points_words(names: list[str]) -> str:
    """Say which types have too few points to say much."""
    return tr(
        "Types with fewer than {count} points, whose quotients one point more or less moves a lot: {types}."
    ).format(count=number_text(FEW_POINTS), types=", ".join(names))


def _matrix(found: Quotients, labels: list[str]) -> Table | None:
    """Return the quotients as a matrix, or ``None`` when it would be too wide to read."""
    rows, columns = list(dict.fromkeys(found.a.tolist())), list(dict.fromkeys(found.b.tolist()))
    if len(columns) > _WIDEST:
        return None
    cells = {(a, b): i for i, (a, b) in enumerate(zip(found.a.tolist(), found.b.tolist()))}
    table = [[labels[a], *(_cell(found, cells[a, b]) for b in columns)] for a in rows]
    headers = [tr("From A (down) to B (across)"), *(labels[b] for b in columns)]
    caption = tr("Colocation quotients with their p-values")
    return Table(caption, headers, table, frozenset(range(1, len(headers))))


def _cell(found: Quotients, i: int) -> str:
    if np.isnan(found.clq[i]):
        return "–"
    clq, p = say(quotient_text(float(found.clq[i]))), say(p_text(float(found.p_value[i])))
    return f"{clq} ({p})"


def _in_words(found: Quotients, typed: TypedPoints) -> Section:
    """Return a sentence for each pair, first the pairs that chance alone can hardly explain."""
    said = sentences(found, typed.labels)
    order = np.lexsort((np.arange(len(found)), ~significant(found)))
    if len(found) > _SHOWN:
        order = np.argsort(np.nan_to_num(found.p_value, nan=2.0), kind="stable")
    text = [say(said[i]) for i in order[:_SHOWN].tolist()]
    if len(found) > _SHOWN:
        text.append(
            tr("These are the {shown} pairs with the smallest p-values, of {count}.").format(
                shown=number_text(_SHOWN), count=number_text(len(found))
            )
        )
    return Section(tr("In words"), text)


def _type_table(typed: TypedPoints, near: Neighbours) -> Table:
    alone = np.bincount(typed.codes[~near.linked], minlength=len(typed.types)).tolist()
    rows = [
        [say(label), number_text(count), number_text(without)]
        for label, count, without in zip(typed.labels, typed.counts.tolist(), alone)
    ]
    headers = (tr("Type"), tr("Points"), tr("Without neighbours"))
    return _cut(Table(tr("Points of each type"), headers, rows, frozenset({1, 2})))


def _overall(found: Quotients) -> list[str]:
    if np.isnan(found.overall):
        return []
    return [
        tr(
            "All types together: points have neighbours of their own type {times} times as often as chance "
            "would give ({p}). The types with the most points weigh the most in it."
        ).format(times=say(quotient_text(found.overall)), p=say(p_text(found.overall_p)))
    ]


def _local_table(
    local: list[tuple[LocalQuotients, IntArray]], typed: TypedPoints, labels: list[str]
) -> Table:
    rows = []
    for one, classes in local:
        own = typed.codes[one.point]
        for a in np.unique(own).tolist():
            near_sure, near, apart, apart_sure, undefined = np.bincount(
                classes[own == a], minlength=len(CLASSES)
            ).tolist()
            counts = (near_sure + near, near_sure, apart + apart_sure, apart_sure, undefined)
            rows.append([labels[a], labels[one.b], *map(number_text, counts)])
    rows.sort(key=lambda row: row[:2])
    sure = tr("of which significant")
    headers = (tr("Type A"), tr("Type B"), tr("Colocated"), sure, tr("Isolated"), sure, tr("Undefined"))
    caption = tr("Points of type A by their local quotient towards type B")
    return _cut(Table(caption, headers, rows, frozenset(range(2, len(headers)))))


def _cut(table: Table) -> Table:
    """Return a table that is not too long to read, and says so."""
    if len(table.rows) <= _SHOWN:
        return table
    caption = tr("{caption} (the first {shown} of {count})").format(
        caption=table.caption, shown=number_text(_SHOWN), count=number_text(len(table.rows))
    )
    return replace(table, caption=caption, rows=table.rows[:_SHOWN])


def _limits(typed: TypedPoints) -> list[str]:
    few = few_points(typed)
    return [
        tr(
            "A quotient has a direction: each clinic may stand near a pharmacy while most pharmacies stand "
            "far from any clinic. A to B and B to A are two questions."
        ),
        tr(
            "Chance means that all points stay where they are and their types are dealt out anew. Another "
            "choice of points, a third type more or less, changes the quotients."
        ),
        tr("A quotient says that types are found together, not why, and not that one needs the other."),
        tr(
            "Where many pairs or points are tested, one in twenty is called significant by chance alone. Ask "
            "for p-values adjusted for that, or look at the pattern rather than at single points."
        ),
        tr(
            "Points beyond the edge of the layer are not seen, so points near the edge have other neighbours."
        ),
        *([few_points_words(few)] if few else []),
    ]
