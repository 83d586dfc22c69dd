# SPDX-License-Identifier: GPL-2.0-or-later
"""What the parameters of ``servicepoints:coverage`` ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.choice_words import choice_words
from ..core.errors import InputError
from ..core.presets.standards import CUSTOM, Standard, load_standards
from ..core.text import Text
from .cutoffs import parse_cutoffs
from .sources import check_field, is_given, label_of, open_source

_POINT_FIELDS = ("SERVICE_FIELD", "FREQUENCY_FIELD", "HOURS_FIELD", "ACCESSIBILITY_FIELD", "LANGUAGES_FIELD")


@dataclass(frozen=True)
class Asked:
    """What coverage is held against, the cutoffs of the profile, and the person's own target."""

    standard: Standard
    cutoffs: tuple[float, ...]
    target: float | None


def read_asked(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Asked:
    """Return the standard with the person's cutoffs and target. Raises ``InputError``."""
    known = load_standards()
    chosen = algorithm.parameterAsEnumString(parameters, "STANDARD", context) or CUSTOM
    cutoffs = parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context))
    target = None
    if is_given(parameters, "TARGET"):
        target = algorithm.parameterAsDouble(parameters, "TARGET", context)
    return Asked(known[chosen].chosen(cutoffs, target), cutoffs, target)


def check_asked(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Check the parameters against each other; raise ``InputError`` for what cannot work."""
    standard = read_asked(algorithm, parameters, context).standard
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    if not standard.fits(metric):
        words = choice_words(algorithm.name(), "METRIC")
        raise InputError(
            _OTHER_UNIT.format(standard=standard.title, metric=words[standard.metric], given=words[metric])
        )

    def text(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context)

    fields = open_source(algorithm, parameters, "POINTS", context).fields()
    for name in filter(None, map(text, _POINT_FIELDS)):
        check_field(fields, name, label_of(algorithm, "POINTS"))
    if not text("SERVICE_FIELD"):
        if text("SERVICES").strip():
            raise InputError(_SERVICES_WITHOUT_FIELD)
        if standard.measure == "basket":
            raise InputError(_BASKET_WITHOUT_FIELD.format(standard=standard.title))
    if standard.measure == "presence" and not text("STRATUM_FIELD"):
        raise InputError(_PRESENCE_WITHOUT_FIELD.format(standard=standard.title))


_OTHER_UNIT = Text(
    "The standard “{standard}” has its cutoffs in the unit of the measure “{metric}”, not of “{given}”. "
    "Change the measure, or choose the standard “Own cutoffs and target” (custom).",
    "La norme «\u00a0{standard}\u00a0» a des seuils dans l’unité de la mesure «\u00a0{metric}\u00a0», non de "
    "«\u00a0{given}\u00a0». Changez la mesure, ou choisissez la norme «\u00a0Seuils et cible au "
    "choix\u00a0» (custom).",
)
_SERVICES_WITHOUT_FIELD = Text(
    "Services are named, but not the field that lists what each point offers. Choose the field, or leave the "
    "services out.",
    "Des services sont nommés, mais non le champ qui indique ce que chaque point offre. Choisissez ce champ "
    "ou retirez les services.",
)
_BASKET_WITHOUT_FIELD = Text(
    "The standard “{standard}” is about a basket of services. Choose the field that lists what each point "
    "offers.",
    "La norme «\u00a0{standard}\u00a0» porte sur un panier de services. Choisissez le champ qui indique ce "
    "que chaque point offre.",
)
_PRESENCE_WITHOUT_FIELD = Text(
    "The standard “{standard}” asks for a point in every area. Choose the field of the population units that "
    "names the area.",
    "La norme «\u00a0{standard}\u00a0» demande un point dans chaque secteur. Choisissez le champ des unités "
    "de population qui nomme le secteur.",
)
