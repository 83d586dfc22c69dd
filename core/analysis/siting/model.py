# SPDX-License-Identifier: GPL-2.0-or-later
"""What siting is asked for, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...choices import SitingModel
from ...errors import InputError
from ...network.arrays import BoolArray, FloatArray, IntArray
from ...text import Text

ROLES = ("candidate", "required", "forbidden", "existing")
CANDIDATE, REQUIRED, FORBIDDEN, EXISTING = range(4)
"""Codes of the role of a point, positions in ``ROLES``."""

Status = Literal["optimal", "feasible"]
"""``optimal``: no other choice is better; ``feasible``: the best one found, ``gap`` says how good."""

EQUAL = 1e-9
"""Relative difference below which two objectives are the same."""


@dataclass(frozen=True)
class SitingOptions:
    """What is asked.

    ``p``: sites to open, required ones among them, existing ones not (not for ``lscp``). ``cutoff``, in the
    unit of the costs: for ``mclp`` and ``lscp``. ``target_share`` (0…1] of the people on the network whom
    ``lscp`` covers. ``seconds``: how long a better answer, or a proof, may be looked for.
    """

    model: SitingModel
    p: int = 1
    cutoff: float = 10.0
    target_share: float = 1.0
    seconds: float = 60.0

    def check(self) -> None:
        """Raise ``InputError`` for options that mean nothing."""
        if self.model in {"mclp", "lscp"} and not (np.isfinite(self.cutoff) and self.cutoff > 0.0):
            raise InputError(_BAD_CUTOFF)
        if self.model == "lscp" and not 0.0 < self.target_share <= 1.0:
            raise InputError(_BAD_SHARE)
        if self.model != "lscp" and self.p < 1:
            raise InputError(_BAD_P)

    @property
    def covering(self) -> bool:
        """Whether people count as served within the cutoff only."""
        return self.model in {"mclp", "lscp"}


@dataclass(frozen=True, eq=False)
class Siting:
    """The sites to open among k points, for d demand units.

    ``chosen`` (k,): points to open, required ones among them; ``open`` (k,): these and the existing ones.
    ``objective`` and ``bound``: people × cost (``p_median``), people within the cutoff (``mclp``), sites to
    open (``lscp``), the largest cost (``p_center``); no choice has a better objective than the bound.
    ``before``: the objective with the existing sites alone, NaN where it has none. ``steps`` (s,): what comes
    of adding one site at a time, the best next one first, to the existing and required ones: mean cost
    (``p_median``) or people within the cutoff (``mclp``, ``lscp``). ``solver``: the exact one was used.
    """

    chosen: BoolArray
    open: BoolArray
    objective: float
    bound: float
    status: Status
    before: float
    steps: FloatArray
    solver: bool

    @property
    def gap(self) -> float:
        """How far the objective may be from the best there is, as a share of it (0: none is better)."""
        if self.status == "optimal":
            return 0.0
        distance = abs(self.objective - self.bound)
        return distance / abs(self.objective) if self.objective else float(distance > 0.0)


class Infeasible(InputError):  # noqa: N818  (a finding about the question)
    """No choice of sites does what is asked; ``units``: indices of the demand units in the way."""

    def __init__(self, text: Text, units: IntArray | None = None) -> None:
        super().__init__(text)
        self.units = np.zeros(0, np.int64) if units is None else units


class Deadline:
    """The moment until which something better may be looked for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, 0 at least."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether no time is left."""
        return self.left <= 0.0


def check_roles(roles: IntArray, placed: BoolArray, ids: Sequence[str], options: SitingOptions) -> None:
    """Raise ``Infeasible`` when roles (k,) and the number of sites to open contradict each other.

    ``placed`` (k,): points that have a place on the network; ``ids`` (k,): what people call them.
    """
    lost = np.flatnonzero((roles == REQUIRED) & ~placed)
    if len(lost):
        raise Infeasible(_REQUIRED_LOST.format(ids=", ".join(ids[k] for k in lost[:10])))
    required = int((roles == REQUIRED).sum())
    allowed = required + int(((roles == CANDIDATE) & placed).sum())
    if not allowed:
        raise Infeasible(_NO_CANDIDATE)
    if options.model == "lscp":
        return
    if required > options.p:
        raise Infeasible(_MORE_REQUIRED.format(required=required, p=options.p))
    if options.p > allowed:
        raise Infeasible(_TOO_MANY.format(p=options.p, allowed=allowed))


_BAD_CUTOFF = Text(
    "The cutoff must be a number above zero: the time or distance within which people count as served.",
    "Le seuil doit être un nombre supérieur à zéro\u00a0: le temps ou la distance en deçà desquels une "
    "personne compte comme desservie.",
)
_BAD_SHARE = Text(
    "The share of the people to cover must be above 0 and at most 1, for example 0.95 for 95%.",
    "La part des personnes à couvrir doit être supérieure à 0 et d’au plus 1, par exemple 0,95 pour "
    "95\u00a0%.",
)
_BAD_P = Text(
    "The number of sites to open must be 1 or more.",
    "Le nombre de sites à ouvrir doit être d’au moins 1.",
)
_REQUIRED_LOST = Text(
    "Required sites lie too far from any road: {ids}. Move them, allow a larger distance to a road, or do "
    "not require them.",
    "Des sites obligatoires sont trop loin de toute route\u00a0: {ids}. Déplacez-les, augmentez la distance "
    "permise jusqu’à une route, ou ne les rendez pas obligatoires.",
)
_NO_CANDIDATE = Text(
    "No candidate is left: all of them are forbidden or lie too far from any road. Allow more candidates.",
    "Il ne reste aucun site candidat\u00a0: tous sont exclus ou trop loin d’une route. Permettez plus de "
    "candidats.",
)
_MORE_REQUIRED = Text(
    "More sites are required ({required}) than may be opened ({p}). Open at least {required}, or require "
    "fewer.",
    "Il y a plus de sites obligatoires ({required}) que de sites à ouvrir ({p}). Ouvrez-en au moins "
    "{required}, ou rendez-en moins obligatoires.",
)
_TOO_MANY = Text(
    "More sites are to be opened ({p}) than there are candidates that may be ({allowed}): the others are "
    "forbidden or lie too far from any road. Open fewer, or add candidates.",
    "Il y a plus de sites à ouvrir ({p}) que de candidats possibles ({allowed})\u00a0: les autres sont "
    "exclus ou trop loin d’une route. Ouvrez-en moins, ou ajoutez des candidats.",
)
