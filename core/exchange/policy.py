# SPDX-License-Identifier: GPL-2.0-or-later
"""What a steward lets through without looking, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..schema import load_schema

SignaturePolicy = Literal["none", "accept", "require"]
SignatureState = Literal["absent", "valid", "invalid"]
"""What the verification of a document's signature found; nobody having looked is ``absent``."""


def _tolerated() -> frozenset[str]:
    return frozenset(load_schema().submission["tolerated_warnings_default"])


def _mass_change() -> Mapping[str, float]:
    limits: Mapping[str, float] = load_schema().submission["mass_change"]
    return limits


@dataclass(frozen=True)
class MergePolicy:
    """The steward's rules for one store.

    - ``signature``: ``none`` does not ask for one; with ``accept`` an unsigned document is never applied
      without a decision; ``require`` rejects it. An invalid signature is never let through unless ``none``.
    - ``auto_accept``: whether changes that break no rule apply at once; ``None`` leaves it to each
      jurisdiction's record in the store.
    - ``tolerated``: warnings that do not hold a change back.
    - ``mass_share``, ``mass_deletions``: more than this share of a jurisdiction's points changed, or more
      deletions than this in one submission, need a look (rule C06).
    """

    signature: SignaturePolicy = "accept"
    auto_accept: bool | None = None
    tolerated: frozenset[str] = field(default_factory=_tolerated)
    mass_share: float = field(default_factory=lambda: _mass_change()["share"])
    mass_deletions: int = field(default_factory=lambda: int(_mass_change()["deletes"]))
