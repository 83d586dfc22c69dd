# SPDX-License-Identifier: GPL-2.0-or-later
"""The points of ``servicepoints:colocationquotient`` with their types, and the pairs of types in question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis.quotient_words import type_label
from ..core.errors import InputError
from ..core.text import Text
from ..host.compat import is_nested
from ..host.language import tr
from .geometry import IntArray
from .inputs import PointSet, read_points
from .ledger import Ledger
from .sources import check_field, label_of, open_source, plain

MOST_TYPES = 40
"""On a side of the pairs that is left open; a field with more is hardly one of types."""

FEW_POINTS = 5
"""Types with fewer points get a warning: one point more or less moves their quotients a lot."""

_NAMED = 20  # types named in a message


@dataclass(frozen=True)
class TypedPoints:
    """Points that have a type. ``types`` in text order; ``codes`` (n,) are positions in it."""

    points: PointSet
    types: tuple[str, ...]
    codes: IntArray
    labels: list[Text]

    @classmethod
    def of(cls, points: PointSet, values: list[str], field: str) -> TypedPoints:
        """Put points and the type of each together."""
        types = tuple(sorted(set(values)))
        place = {value: code for code, value in enumerate(types)}
        codes = np.array([place[value] for value in values], dtype=np.int64)
        return cls(points, types, codes, [type_label(field, value) for value in types])

    @property
    def counts(self) -> IntArray:
        """How many points (t,) are of each type."""
        return np.bincount(self.codes, minlength=len(self.types))

    def pairs(self, type_a: str, type_b: str) -> list[tuple[int, int]]:
        """Return the pairs of codes in question; an empty name stands for all types.

        Raises ``InputError`` for a type without points, or too many types.
        """
        sides = [self._side(type_a), self._side(type_b)]
        return [(a, b) for a in sides[0] for b in sides[1]]

    def _side(self, name: str) -> list[int]:
        if name:
            if name not in self.types:
                found = ", ".join(self.types[:_NAMED]) + (" …" if len(self.types) > _NAMED else "")
                raise InputError(_NO_SUCH_TYPE.format(type=name, found=found))
            return [self.types.index(name)]
        if len(self.types) > MOST_TYPES:
            raise InputError(_TOO_MANY_TYPES.format(count=len(self.types), most=MOST_TYPES))
        return list(range(len(self.types)))


def check_types(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` when the field of the type is not there or holds several values per point."""
    name = algorithm.parameterAsString(parameters, "CATEGORY_FIELD", context)
    fields = open_source(algorithm, parameters, "POINTS", context).fields()
    if is_nested(fields.at(check_field(fields, name, label_of(algorithm, "POINTS")))):
        raise InputError(_SEVERAL_VALUES.format(field=name))


def read_types(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> tuple[PointSet, list[str]]:
    """Read the points and the type of each; those without a type are left out and noted."""
    points = read_points(algorithm, parameters, context, feedback, ledger)
    field = algorithm.parameterAsString(parameters, "CATEGORY_FIELD", context)
    values = [_text(value) for value in points.values(field)]
    missing = [points.ids[i] for i, value in enumerate(values) if not value]
    ledger.exclude("POINTS", "no_type", tr("no type"), missing)
    return chosen(points, values, np.array([bool(value) for value in values], bool))


def chosen(points: PointSet, values: list[str], kept: np.ndarray) -> tuple[PointSet, list[str]]:
    """Return some of the points with their types."""
    rows = np.flatnonzero(kept).tolist()
    part = replace(
        points,
        ids=tuple(points.ids[i] for i in rows),
        lonlat=points.lonlat[rows],
        features=tuple(points.features[i] for i in rows),
    )
    return part, [values[i] for i in rows]


def _text(value: object) -> str:
    value = plain(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


_NO_SUCH_TYPE = Text(
    "No point is of the type “{type}”. Types found: {found}. Type one of them as it stands in the layer.",
    "Aucun point n’est du type «\u00a0{type}\u00a0». Types trouvés\u00a0: {found}. Entrez l’un d’eux tel "
    "qu’il figure dans la couche.",
)
_TOO_MANY_TYPES = Text(
    "The field holds {count} different types; all pairs of more than {most} would say nothing. Choose the "
    "field of a category, or name type A and type B.",
    "Le champ contient {count} types différents; toutes les paires de plus de {most} types ne diraient rien. "
    "Choisissez le champ d’une catégorie, ou nommez le type A et le type B.",
)
_SEVERAL_VALUES = Text(
    "The field “{field}” holds lists of values, and a point has one type. Choose a field with one value per "
    "point.",
    "Le champ «\u00a0{field}\u00a0» contient des listes de valeurs, alors qu’un point a un seul type. "
    "Choisissez un champ à valeur unique.",
)
