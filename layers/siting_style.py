# SPDX-License-Identifier: GPL-2.0-or-later
"""How the results of siting look: sites by what becomes of them, and lines from people to their site."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from qgis.core import (
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..host.language import language, tr
from .palette import palette
from .symbols import label_text, line, line_layer, marker, marker_layer

_LABEL_PT = 9.0
_LABEL_HALO_MM = 0.8


def style_sites(layer: QgsVectorLayer) -> None:
    """Style sites by their state, in shape as well as colour; those to open are largest, and named."""
    section = palette().sections["siting"]
    root = QgsRuleBasedRenderer.Rule(None)
    for state, label, condition in _states():
        look = section[state]
        shape = marker_layer(look["shape"], look["colour"], look["size_mm"], look["outline"], 0.3)
        rule = QgsRuleBasedRenderer.Rule(marker(shape))
        rule.setFilterExpression(condition)
        rule.setLabel(label)
        root.appendChild(rule)
    renderer = QgsRuleBasedRenderer(root)
    layer.setRenderer(renderer)
    settings = QgsPalLayerSettings()
    settings.isExpression = True
    settings.fieldName = _name_expression(layer)
    settings.setFormat(label_text(_LABEL_PT, _LABEL_HALO_MM))
    settings.placement = QgsPalLayerSettings.Placement.AroundPoint
    settings.dist = 1.5
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    layer.emitStyleChanged()


def style_allocation(layer: QgsVectorLayer) -> None:
    """Style the lines from people to their site as thin, quiet rays: fainter, the more there are."""
    look: Mapping[str, Any] = palette().sections["siting"]["allocation"]
    crowd = max(1.0, layer.featureCount() / look["most_at_full_strength"])
    alpha = max(look["least_alpha"], round(look["alpha"] / sqrt(crowd)))
    symbol = line(line_layer(look["colour"], look["width_mm"], alpha=alpha))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.emitStyleChanged()


def _states() -> list[tuple[str, str, str]]:
    """Return name, label and filter of each state; the filters are on codes, not on words."""
    return [
        ("forbidden", tr("Must not open"), "\"role\" = 'forbidden'"),
        ("candidate", tr("Candidate, not chosen"), 'NOT "chosen" AND "role" = \'candidate\''),
        ("existing", tr("Existing, stays open"), "\"role\" = 'existing'"),
        ("required", tr("To open, as required"), '"chosen" AND "role" = \'required\''),
        ("chosen", tr("To open"), '"chosen" AND "role" = \'candidate\''),
    ]


def _name_expression(layer: QgsVectorLayer) -> str:
    """Return the label of sites to open: a name where the candidates have one, else the identifier."""
    known = {field.name().lower(): field.name() for field in layer.fields()}
    order = ("name_fr", "name_en", "name") if language() == "fr" else ("name_en", "name_fr", "name")
    names = [known[name] for name in order if name in known]
    quoted = ", ".join(f"nullif(\"{name}\", '')" for name in names)
    text = f'coalesce({quoted}, "site_id")' if names else '"site_id"'
    return f'CASE WHEN "chosen" THEN {text} END'
