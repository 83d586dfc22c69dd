# SPDX-License-Identifier: GPL-2.0-or-later
"""The parts of the score of a pair (indicator P2) and the presets of their weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..text import Text

PARTS = (
    "proximity", "overlap", "complementarity", "hours", "languages", "accessibility", "space", "lease",
)  # fmt: skip
"""The parts of the score, each in 0…1."""

_PRESETS_PATH = Path(__file__).resolve().parents[2] / "resources" / "presets" / "pair_weights.json"


@dataclass(frozen=True)
class WeightPreset:
    """Weights of all ``PARTS``, and in ``note`` what question they are for."""

    id: str
    title: Text
    note: Text
    as_of: str
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weight_presets() -> Mapping[str, WeightPreset]:
    """Return the presets of ``resources/presets/pair_weights.json`` by id, in the order of the file.

    A part that a preset does not name weighs nothing.
    """
    document = json.loads(_PRESETS_PATH.read_text(encoding="utf-8"))
    presets = {
        entry["id"]: WeightPreset(
            id=entry["id"],
            title=Text(**entry["title"]),
            note=Text(**entry["note"]),
            as_of=entry["as_of"],
            weights=MappingProxyType({part: float(entry["weights"].get(part, 0.0)) for part in PARTS}),
        )
        for entry in document["presets"]
    }
    return MappingProxyType(presets)
