# SPDX-License-Identifier: GPL-2.0-or-later
"""The sites of ``servicepoints:siting``: existing ones and candidates together, each with its role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis.siting import CANDIDATE, EXISTING, FORBIDDEN, REQUIRED
from ..core.errors import InputError
from ..core.text import Text
from .geometry import FloatArray, IntArray
from .inputs import PointSet, read_points
from .ledger import Ledger
from .sites import names_of
from .sources import is_given

_NAMED = 10  # identifiers in a message


@dataclass(frozen=True, eq=False)
class SitePlaces:
    """Existing sites, then candidates, each in text order of their ids: of equal sites one that is there
    already serves people. ``roles`` (k,): codes into ``core.analysis.siting.ROLES``."""

    candidates: PointSet
    existing: PointSet | None
    ids: tuple[str, ...]
    names: tuple[str, ...]
    lonlat: FloatArray
    roles: IntArray

    @property
    def n_existing(self) -> int:
        """How many existing sites there are: they come first."""
        return 0 if self.existing is None else len(self.existing.ids)


def read_places(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    candidates: PointSet,
    ledger: Ledger,
) -> SitePlaces:
    """Read the existing sites, and put the ``candidates`` with their roles after them.

    Raises ``InputError`` for an identifier that no candidate has, or that is both required and forbidden.
    """
    existing = None
    if is_given(parameters, "EXISTING"):
        existing = read_points(
            algorithm,
            parameters,
            context,
            feedback,
            ledger,
            name="EXISTING",
            id_parameter="EXISTING_ID_FIELD",
        )
    required, forbidden = (
        _identifiers(algorithm.parameterAsString(parameters, name, context), candidates)
        for name in ("REQUIRED", "FORBIDDEN")
    )
    both = sorted(required & forbidden)
    if both:
        raise InputError(_BOTH.format(ids=_listed(both)))
    roles = [
        REQUIRED if name in required else FORBIDDEN if name in forbidden else CANDIDATE
        for name in candidates.ids
    ]
    names = names_of(candidates, algorithm.parameterAsString(parameters, "NAME_FIELD", context))
    if existing is None:
        codes = np.array(roles, dtype=np.int64)
        return SitePlaces(candidates, None, candidates.ids, names, candidates.lonlat, codes)
    return SitePlaces(
        candidates,
        existing,
        existing.ids + candidates.ids,
        names_of(existing) + names,
        np.vstack([existing.lonlat, candidates.lonlat]),
        np.array([EXISTING] * len(existing.ids) + roles, dtype=np.int64),
    )


def _identifiers(text: str, candidates: PointSet) -> set[str]:
    """Return the identifiers in a list typed by a person. Raises ``InputError`` when one is unknown."""
    wanted = {part.strip() for part in re.split(r"[,;\n]", text)} - {""}
    unknown = sorted(wanted - set(candidates.ids))
    if unknown:
        raise InputError(_UNKNOWN.format(ids=_listed(unknown), known=_listed(list(candidates.ids))))
    return wanted


def _listed(ids: list[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")


_UNKNOWN = Text(
    "No usable candidate has the identifier: {ids}. Identifiers found: {known}. Correct the lists of "
    "required and forbidden sites, or choose another field of identifiers.",
    "Aucun candidat utilisable n’a l’identifiant suivant\u00a0: {ids}. Identifiants trouvés\u00a0: {known}. "
    "Corrigez les listes de sites obligatoires et exclus, ou choisissez un autre champ d’identifiant.",
)
_BOTH = Text(
    "A site cannot be both required and forbidden: {ids}. Take it out of one of the two lists.",
    "Un site ne peut être à la fois obligatoire et exclu\u00a0: {ids}. Retirez-le de l’une des deux listes.",
)
