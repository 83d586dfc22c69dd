# SPDX-License-Identifier: GPL-2.0-or-later
"""Colocation quotients in words: one plain sentence for each pair of types."""

from __future__ import annotations

import math

from ..schema import load_schema
from ..text import Text, number
from .quotient import Quotients
from .quotient_chance import SIGNIFICANT

_LEAST_P = 0.001  # smaller ones are written as less than that
_ONE_DECIMAL = 1.05  # from which a quotient has one decimal: two digits are as exact as it is known
_TWO_DECIMALS = 0.005
_EVEN = (0.995, 1.005)  # what is written as 1.00


def type_label(field: str, value: str) -> Text:
    """Return the label of a type: from the code list of the shared schema's field, else as it stands.

    Where several tables have a field of that name, the one of service points comes first.
    """
    schema = load_schema()
    tables = sorted(schema.tables.values(), key=lambda table: table.name != "service_point")
    for table in tables:
        column = table.by_name.get(field)
        domain = schema.domains.get(column.domain or "") if column else None
        if domain is not None and value in domain.by_code:
            return domain.by_code[value].label
    return Text(value, value)


def sentences(found: Quotients, labels: list[Text]) -> list[Text]:
    """Return a sentence for each pair; ``labels``: of every code of a type."""
    return [_sentence(found, row, labels) for row in range(len(found))]


def p_text(p: float) -> Text:
    """Write a p-value: p = 0.004, p < 0.001."""
    if p < _LEAST_P:
        return Text("p < {p}", "p < {p}").format(p=number(_LEAST_P, 3))
    return Text("p = {p}", "p = {p}").format(p=number(p, 3))


def quotient_text(clq: float) -> Text:
    """Write a quotient with about two digits: 1.8, 0.43, 12.6."""
    if clq >= _ONE_DECIMAL or clq == 0:
        return number(clq, 1 if clq else 0)
    return number(clq, 2 if clq >= _TWO_DECIMALS else 4)


def _sentence(found: Quotients, row: int, labels: list[Text]) -> Text:
    same = found.a[row] == found.b[row]
    clq, p = float(found.clq[row]), float(found.p_value[row])
    words = {"a": labels[found.a[row]], "b": labels[found.b[row]]}
    if math.isnan(clq):
        if found.n_a[row] == found.alone[row]:
            sentence = _ALONE_SAME if same else _ALONE
        else:
            sentence = _ONLY_ONE if same else _NONE
        return sentence.format(**words)
    sentence = _shape(clq, p <= SIGNIFICANT and bool(found.above[row]) == (clq > 1.0))
    near = (_NEAR_SAME if same else _NEAR).format(**words)
    return sentence.format(a=words["a"], near=near, times=quotient_text(clq), p=p_text(p))


def _shape(clq: float, sure: bool) -> Text:
    if clq == 0:
        return _NEVER if sure else _NEVER_BY_CHANCE
    if _EVEN[0] <= clq < _EVEN[1]:
        return _EVENLY
    if clq > 1:
        return _MORE if sure else _MORE_BY_CHANCE
    return _LESS if sure else _LESS_BY_CHANCE


_NEAR = Text("near points of type “{b}”", "près de points de type «\u00a0{b}\u00a0»")
_NEAR_SAME = Text("near one another", "près les uns des autres")

_MORE = Text(
    "Points of type “{a}” are found {near} {times} times as often as chance would give ({p}).",
    "Les points de type «\u00a0{a}\u00a0» se trouvent {near} {times} fois plus souvent que le hasard ne le "
    "donnerait ({p}).",
)
_LESS = Text(
    "Points of type “{a}” are found {near} less often than chance would give: {times} times as often ({p}).",
    "Les points de type «\u00a0{a}\u00a0» se trouvent {near} moins souvent que le hasard ne le donnerait, "
    "soit {times} fois la fréquence attendue ({p}).",
)
_NEVER = Text(
    "Points of type “{a}” are never found {near}, less often than chance would give ({p}).",
    "Les points de type «\u00a0{a}\u00a0» ne se trouvent jamais {near}, soit moins souvent que le hasard ne "
    "le donnerait ({p}).",
)
_MORE_BY_CHANCE = Text(
    "Points of type “{a}” are found {near} {times} times as often as chance would give, a difference that "
    "chance alone can explain ({p}).",
    "Les points de type «\u00a0{a}\u00a0» se trouvent {near} {times} fois plus souvent que le hasard ne le "
    "donnerait, écart que le hasard seul peut expliquer ({p}).",
)
_LESS_BY_CHANCE = Text(
    "Points of type “{a}” are found {near} {times} times as often as chance would give, a difference that "
    "chance alone can explain ({p}).",
    "Les points de type «\u00a0{a}\u00a0» se trouvent {near} moins souvent que le hasard ne le donnerait "
    "({times} fois la fréquence attendue), écart que le hasard seul peut expliquer ({p}).",
)
_NEVER_BY_CHANCE = Text(
    "Points of type “{a}” are never found {near}, which chance alone can explain ({p}).",
    "Les points de type «\u00a0{a}\u00a0» ne se trouvent jamais {near}, ce que le hasard seul peut expliquer "
    "({p}).",
)
_EVENLY = Text(
    "Points of type “{a}” are found {near} about as often as chance would give ({p}).",
    "Les points de type «\u00a0{a}\u00a0» se trouvent {near} à peu près aussi souvent que le hasard le "
    "donnerait ({p}).",
)
_ONLY_ONE = Text(
    "It cannot be told whether points of type “{a}” are found near one another: there is only one.",
    "On ne peut dire si les points de type «\u00a0{a}\u00a0» se trouvent près les uns des autres\u00a0: il "
    "n’y en a qu’un.",
)
_NONE = Text(
    "It cannot be told whether points of type “{a}” are found near points of type “{b}”: there is none of "
    "type “{b}”.",
    "On ne peut dire si les points de type «\u00a0{a}\u00a0» se trouvent près de points de type "
    "«\u00a0{b}\u00a0»\u00a0: il n’y en a aucun de type «\u00a0{b}\u00a0».",
)
_ALONE = Text(
    "It cannot be told whether points of type “{a}” are found near points of type “{b}”: none of type “{a}” "
    "has a neighbour.",
    "On ne peut dire si les points de type «\u00a0{a}\u00a0» se trouvent près de points de type "
    "«\u00a0{b}\u00a0»\u00a0: aucun de type «\u00a0{a}\u00a0» n’a de voisin.",
)
_ALONE_SAME = Text(
    "It cannot be told whether points of type “{a}” are found near one another: none has a neighbour.",
    "On ne peut dire si les points de type «\u00a0{a}\u00a0» se trouvent près les uns des autres\u00a0: "
    "aucun n’a de voisin.",
)
