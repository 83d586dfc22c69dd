# SPDX-License-Identifier: GPL-2.0-or-later
"""Where to open service points: p-median, maximal covering, set covering and p-center."""

from __future__ import annotations

from .allocation import Allocation, allocate
from .model import (
    CANDIDATE,
    EXISTING,
    FORBIDDEN,
    REQUIRED,
    ROLES,
    Infeasible,
    Siting,
    SitingOptions,
)
from .programme import has_solver
from .site import STRANDED, site

__all__ = [
    "CANDIDATE",
    "EXISTING",
    "FORBIDDEN",
    "REQUIRED",
    "ROLES",
    "STRANDED",
    "Allocation",
    "Infeasible",
    "Siting",
    "SitingOptions",
    "allocate",
    "has_solver",
    "site",
]
