# SPDX-License-Identifier: GPL-2.0-or-later
"""How service points look: shape is the channel, colour and letter the order of government.

Every rule and expression is keyed on codes, never on words, so a map made in one language keeps its
symbols in the other; only the legend is written in the person's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qgis.core import (
    QgsExpression,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QPointF

from ..core.schema import load_schema
from ..host.language import language, say, tr
from .catchment_style import style_catchments
from .match_style import style_matches
from .palette import BLACK, Order, ink_on, palette
from .results_style import (
    style_clusters,
    style_demand,
    style_findings,
    style_gaps,
    style_issues,
    style_pairs,
    style_roads,
    style_unplaced,
)
from .symbols import HALO, define, label_text, letter_layer, marker, marker_layer, rgba

__all__ = [
    "name_expression",
    "relabel_points",
    "style_catchments",
    "style_clusters",
    "style_demand",
    "style_findings",
    "style_gaps",
    "style_issues",
    "style_matches",
    "style_pairs",
    "style_points",
    "style_roads",
    "style_unplaced",
]

Property = QgsSymbolLayer.Property
CLOSED = "\"status\" IN ('temporarily_closed', 'permanently_closed')"
PLANNED = "\"status\" = 'planned'"
HOLLOW = "\"status\" IN ('temporarily_closed', 'permanently_closed', 'planned')"
LEGEND_ONLY = "FALSE"
"""The filter of rules that explain shapes and marks in the legend and draw no feature."""

RULE = "service_points:"


def name_expression(stem: str = "name", otherwise: str = '"id"') -> str:
    """Return the expression of a record's name: the person's language, else the other, else ``otherwise``."""
    first, second = ("fr", "en") if language() == "fr" else ("en", "fr")
    return f"coalesce(nullif(\"{stem}_{first}\", ''), nullif(\"{stem}_{second}\", ''), {otherwise})"


def style_points(layer: QgsVectorLayer, levels: Mapping[str, str]) -> None:
    """Style a layer of service points.

    ``levels`` gives the level of government (list ``gov_level``) of each jurisdiction code; a custodian
    that is not in it is drawn as another public body.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    orders = _heading("orders")
    for order in palette().orders[:-1]:
        codes = [code for code, level in levels.items() if palette().order_of_level(level) is order]
        orders.appendChild(_order_rule(order, _custodian_in(codes)))
    orders.appendChild(_order_rule(palette().orders[-1], "ELSE"))
    root.appendChild(orders)
    for name, entries in _explanations().items():
        heading = _heading(name)
        for code, (expression, symbol) in entries.items():
            rule = _rule(f"{name}:{code}", expression, symbol)
            if expression != LEGEND_ONLY:
                rule.setMinimumScale(palette().sections["point"]["mark_scale"])
            heading.appendChild(rule)
        root.appendChild(heading)
    renderer = QgsRuleBasedRenderer(root)
    _write_legend(renderer)
    layer.setRenderer(renderer)
    _label_points(layer)
    layer.emitStyleChanged()


def relabel_points(layer: QgsVectorLayer) -> None:
    """Write the legend and the labels of a layer that ``style_points`` styled in the person's language."""
    if not isinstance(layer.renderer(), QgsRuleBasedRenderer):
        return
    renderer = layer.renderer().clone()
    _write_legend(renderer)
    layer.setRenderer(renderer)  # the legend reads the labels only now
    labeling = layer.labeling()
    if isinstance(labeling, QgsVectorLayerSimpleLabeling):
        settings = labeling.settings()
        settings.fieldName = name_expression()
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.emitStyleChanged()


def _write_legend(renderer: QgsRuleBasedRenderer) -> None:
    words = _words()
    for rule in renderer.rootRule().descendants():
        known = words.get(rule.ruleKey().replace(RULE, "", 1))
        if known is not None:
            rule.setLabel(known)


def _words() -> dict[str, str]:
    channels, types = load_schema().domains["channel"], load_schema().domains["point_type"]
    words = {f"order:{order.code}": say(order.label) for order in palette().orders}
    words |= {f"channels:{code}": say(channels.by_code[code].label) for code in palette().shapes}
    words |= {
        "orders": tr("Order of government"),
        "channels": tr("Channel"),
        "marks": tr("Status and marks"),
        "marks:closed": tr("Closed"),
        "marks:planned": tr("Planned"),
        "marks:employment": say(types.by_code["employment_centre"].label),
        "marks:attention": tr("Dates to check"),
    }
    return words


def _rule(key: str, expression: str = "", symbol: QgsSymbol | None = None) -> QgsRuleBasedRenderer.Rule:
    rule = QgsRuleBasedRenderer.Rule(symbol)
    rule.setRuleKey(RULE + key)
    if expression == "ELSE":
        rule.setIsElse(True)
    elif expression:
        rule.setFilterExpression(expression)
    return rule


def _heading(key: str) -> QgsRuleBasedRenderer.Rule:
    return _rule(key)


def _order_rule(order: Order, expression: str) -> QgsRuleBasedRenderer.Rule:
    return _rule(f"order:{order.code}", expression, _point_symbol(order))


def _custodian_in(codes: Iterable[str]) -> str:
    values = ", ".join(QgsExpression.quotedValue(code) for code in sorted(codes))
    return f'"custodian_code" IN ({values})' if values else LEGEND_ONLY


def _point_symbol(order: Order) -> QgsSymbol:
    """One symbol per order: a marker, and its letter at larger scales."""
    sizes = palette().sections["point"]
    size, letter_scale = sizes["size_mm"], sizes["letter_scale"]
    shapes = " ".join(
        f"WHEN \"channel\" = '{code}' THEN '{shape}'" for code, shape in palette().shapes.items()
    )
    grown = f"{size} * CASE WHEN @map_scale <= {letter_scale} THEN 1.5 ELSE 1 END"
    white, colour, ink = rgba(HALO), rgba(order.colour), rgba(ink_on(order.colour))
    body = define(
        marker_layer("circle", order.colour, size, HALO, sizes["halo_mm"]),
        {
            Property.PropertyName: f"CASE {shapes} ELSE 'circle' END",
            Property.PropertySize: f"{grown} * CASE WHEN \"channel\" = 'in_person' THEN 1 ELSE 1.2 END",
            Property.PropertyFillColor: f"CASE WHEN {HOLLOW} THEN '{white}' ELSE '{colour}' END",
            Property.PropertyStrokeColor: f"CASE WHEN {HOLLOW} THEN '{colour}' ELSE '{white}' END",
            Property.PropertyStrokeWidth: (
                f"CASE WHEN {HOLLOW} THEN {sizes['outline_mm']} ELSE {sizes['halo_mm']} END"
            ),
            Property.PropertyStrokeStyle: f"CASE WHEN {PLANNED} THEN 'dash' ELSE 'solid' END",
        },
    )
    letter = define(
        letter_layer(order.letter, size * 0.85),
        {
            Property.PropertyLayerEnabled: f"@map_scale <= {letter_scale}",
            Property.PropertyFillColor: f"CASE WHEN {HOLLOW} THEN '{rgba(BLACK)}' ELSE '{ink}' END",
            Property.PropertyOffset: "CASE WHEN \"channel\" = 'call_centre' THEN '0,0.5' ELSE '0,0' END",
        },
    )
    return marker(body, letter)


def attention_expression() -> str:
    """Return the expression of points whose dates need care (the rules T03 and T04 of the schema)."""
    months = int(load_schema().stale_months["warning"])
    verified, limit = _month_count('"verified_on"'), _month_count("now()", months)
    stale = f"{verified} < {limit}"
    reopened = '"status_until" IS NULL OR "status_until" < to_date(now())'
    return f"{stale} OR (\"status\" = 'temporarily_closed' AND ({reopened}))"


def _month_count(moment: str, less: int = 0) -> str:
    """A number that orders dates and allows calendar months to be taken off (QGIS's own month is 30 days)."""
    return f"((year({moment}) * 12 + month({moment}) - {less}) * 32 + day({moment}))"


def _employment_mark(size: float) -> QgsSymbolLayer:
    colour = palette().sections["point"]["employment_colour"]
    layer = marker_layer("square", colour, size * 0.42, HALO, 0.25)
    return _moved(layer, size * 0.38, size * 0.38)


def _attention_mark(size: float) -> QgsSymbolLayer:
    colour = palette().sections["point"]["attention_colour"]
    layer = marker_layer("triangle", colour, size * 0.62, "#000000", 0.25)
    return _moved(layer, size * 0.42, -size * 0.42)


def _moved(layer: QgsSymbolLayer, x: float, y: float) -> QgsSymbolLayer:
    layer.setOffset(QPointF(x, y))
    return layer


def _explanations() -> dict[str, dict[str, tuple[str, QgsSymbol]]]:
    """What is not a colour: shapes and hollow markers for the legend only, and the marks beside a point."""
    sizes = palette().sections["point"]
    size, grey = sizes["size_mm"], palette().orders[-1].colour
    closed = marker_layer("circle", HALO, size, grey, sizes["outline_mm"])
    planned = define(
        marker_layer("circle", HALO, size, grey, sizes["outline_mm"]),
        {Property.PropertyStrokeStyle: "'dash'"},
    )
    return {
        "channels": {
            code: (LEGEND_ONLY, marker(marker_layer(shape, grey, size)))
            for code, shape in palette().shapes.items()
        },
        "marks": {
            "closed": (LEGEND_ONLY, marker(closed)),
            "planned": (LEGEND_ONLY, marker(planned)),
            "employment": ("\"point_type\" = 'employment_centre'", marker(_employment_mark(size))),
            "attention": (attention_expression(), marker(_attention_mark(size))),
        },
    }


def _label_points(layer: QgsVectorLayer) -> None:
    """Names beside the points at larger scales; without overlaps, on any background."""
    settings = QgsPalLayerSettings()
    settings.setFormat(label_text(8, 0.9))
    settings.fieldName = name_expression()
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.dist = 3.2
    settings.scaleVisibility = True
    settings.minimumScale = palette().sections["point"]["label_scale"]
    settings.maximumScale = 0
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
