# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of a source are points that the register already has (schema, section E3)."""

from __future__ import annotations

from .candidate import Candidate
from .decide import match
from .result import Band, Doubt, Match

__all__ = ["Band", "Candidate", "Doubt", "Match", "match"]
