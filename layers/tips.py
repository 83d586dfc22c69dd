# SPDX-License-Identifier: GPL-2.0-or-later
"""What a point says when the pointer rests on it: plain text, whatever the data contains."""

from __future__ import annotations

from qgis.core import QgsExpression, QgsVectorLayer

from ..core.schema import load_schema
from ..host.language import language, say
from .style import name_expression


def escaped(expression: str) -> str:
    """Return an expression whose text is inert in HTML; the ampersand must be first."""
    for plain, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expression = f"replace({expression}, '{plain}', '{safe}')"
    return expression


def point_tip() -> str:
    """Return the map tip template of service points in the person's language.

    QGIS evaluates ``[% … %]`` once, so a name that contains such marks, or HTML, is printed as it is.
    """
    table = load_schema().tables["service_point"]
    address = 'array_to_string(array_filter(array("address_line1", "city"), @element IS NOT NULL), \', \')'
    lines = [
        f"<b>[% {escaped(name_expression())} %]</b>",
        f"[% {escaped(_listed('channel'))} %] – [% {escaped(_listed('status'))} %]",
        f"[% {escaped(address)} %]",
    ]
    for name in ("hours", "verified_on"):
        label = say(table.by_name[name].label)
        colon = "\u00a0:" if language() == "fr" else ":"
        value = f'to_string("{name}")' if name == "hours" else f"format_date(\"{name}\", 'yyyy-MM-dd')"
        lines.append(f"{label}{colon} [% {escaped(f'coalesce({value}, {chr(39)}–{chr(39)})')} %]")
    return "<br/>".join(lines)


def set_point_tip(layer: QgsVectorLayer) -> None:
    """Give a layer of service points its map tip and its short name in lists."""
    layer.setMapTipTemplate(point_tip())
    layer.setDisplayExpression(name_expression())


def _listed(name: str) -> str:
    """An expression of a code's label; the code itself when the list does not have it."""
    domain, quoted = load_schema().domains[name], QgsExpression.quotedColumnRef(name)
    as_value = QgsExpression.quotedValue
    cases = " ".join(
        f"WHEN {quoted} = {as_value(code.code)} THEN {as_value(say(code.label))}" for code in domain.values
    )
    return f"CASE {cases} ELSE coalesce({quoted}, '') END"
