# SPDX-License-Identifier: GPL-2.0-or-later
"""How access falls as trips grow longer: what the parameters of ``accessibility`` say, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.analysis.decay import Decay, Gaussian, Power, ZonePreset, Zones, load_zone_presets
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import say, tr
from .cutoffs import parse_cutoffs, parse_zones
from .method import Line
from .wording import amount_text, limit_text


@dataclass(frozen=True)
class Chosen:
    """How access is computed: ``method``, ``decay`` and, of e2sfca without own weights, their ``preset``."""

    method: str
    metric: str
    decay: Decay
    preset: ZonePreset | None = None

    @property
    def borrowed(self) -> bool:
        """Whether published weights are used for zones other than those they were published for."""
        return self.preset is not None and (
            self.metric != "time" or self.preset.zones != self.decay.cutoffs  # type: ignore[attr-defined]
        )


def chosen_decay(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Chosen:
    """Return how access falls with the cost. Raises ``InputError`` for what cannot be."""

    def number_of(name: str) -> float:
        return algorithm.parameterAsDouble(parameters, name, context)

    method = algorithm.parameterAsEnumString(parameters, "METHOD", context)
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    text = algorithm.parameterAsString(parameters, "CUTOFFS", context)
    cutoffs = parse_cutoffs(text)
    if method == "gaussian":
        return Chosen(method, metric, Gaussian(cutoffs[-1], number_of("SIGMA") or None))
    if method == "gravity":
        return Chosen(method, metric, Power(cutoffs[-1], number_of("BETA"), number_of("FLOOR")))
    if method == "2sfca":
        return Chosen(method, metric, Zones(cutoffs[-1:]))
    own = algorithm.parameterAsString(parameters, "WEIGHTS", context).strip()
    if own:
        return Chosen(method, metric, Zones(*parse_zones(text, own)))
    preset = load_zone_presets()[algorithm.parameterAsEnumString(parameters, "DECAY", context)]
    if len(preset.factors) != len(cutoffs):
        raise InputError(_OTHER_ZONES.format(weights=len(preset.factors), zones=len(cutoffs)))
    return Chosen(method, metric, Zones(cutoffs, preset.factors), preset)


def decay_lines(chosen: Chosen) -> list[Line]:
    """Return the method, its zones or curve, and where published weights come from, in words."""
    decay, metric = chosen.decay, chosen.metric
    limit = limit_text(decay.limit, metric)
    if isinstance(decay, Zones) and chosen.method == "2sfca":
        words = tr("Two-step floating catchment area (2SFCA): everybody within {limit} counts alike")
        return [(tr("Method"), words.format(limit=limit))]
    if isinstance(decay, Zones):
        zones = "; ".join(
            tr("up to {limit}: {weight}").format(limit=limit_text(cutoff, metric), weight=amount_text(factor))
            for cutoff, factor in zip(decay.cutoffs, decay.factors)
        )
        lines = [
            (tr("Method"), tr("Enhanced two-step floating catchment area (E2SFCA)")),
            (tr("Weights of the zones"), zones),
        ]
        return lines + ([(tr("Source of the weights"), say(chosen.preset.source))] if chosen.preset else [])
    if isinstance(decay, Gaussian) and decay.sigma is None:
        words = tr("Gaussian two-step floating catchment area (Dai 2010): from 1 down to 0 at {limit}")
        return [(tr("Method"), words.format(limit=limit))]
    if isinstance(decay, Gaussian):
        words = tr("Gaussian two-step floating catchment area: spread {spread}, cut off at {limit}")
        spread = limit_text(decay.sigma, metric)
        return [(tr("Method"), words.format(spread=spread, limit=limit))]
    words = tr("Gravity model: cost to the power of −{beta}, at least {floor}, cut off at {limit}")
    floor = limit_text(decay.floor, metric)
    return [(tr("Method"), words.format(beta=amount_text(decay.beta), floor=floor, limit=limit))]


_OTHER_ZONES = Text(
    "The preset does not have a weight for each travel zone (weights: {weights}; zones: {zones}). Give as "
    "many cutoffs as the preset has weights, or type your own weights.",
    "Le préréglage n’a pas un poids par zone de déplacement (poids\u00a0: {weights}; zones\u00a0: {zones}). "
    "Indiquez autant de seuils que le préréglage compte de poids, ou entrez vos propres poids.",
)
