# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run read and what it left out, for the log, the report and the provenance. Nothing vanishes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsProcessingFeedback

from ..host.language import tr

_EXAMPLES = 10


@dataclass(frozen=True)
class InputRecord:
    """One layer that was read. ``sha256`` is over the positions and values that the run used."""

    parameter: str
    name: str
    crs: str
    features: int
    used: int
    sha256: str


@dataclass(frozen=True)
class Exclusion:
    """Features or values of one input that were left out, or used with a reserve, and why."""

    parameter: str
    code: str
    reason: str
    count: int
    examples: tuple[str, ...]

    def sentence(self) -> str:
        """Return the line of the log."""
        text = tr("{input}: {count} – {reason}").format(
            input=self.parameter, count=self.count, reason=self.reason
        )
        if not self.examples:
            return text
        shown = ", ".join(self.examples) + (" …" if self.count > len(self.examples) else "")
        return tr("{text} (features {ids})").format(text=text, ids=shown)


@dataclass
class Ledger:
    """The book of one run."""

    inputs: list[InputRecord] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)

    def read(
        self,
        parameter: str,
        source: QgsProcessingFeatureSource,
        *,
        features: int,
        used: int,
        arrays: Sequence[np.ndarray],
    ) -> None:
        """Note a layer that was read, with a hash of the arrays that the run uses."""
        digest = hashlib.sha256()
        for array in arrays:
            digest.update(np.ascontiguousarray(array).tobytes())
        crs = source.sourceCrs().authid()
        record = InputRecord(parameter, source.sourceName(), crs, features, used, digest.hexdigest())
        self.inputs.append(record)

    def exclude(self, parameter: str, code: str, reason: str, ids: Sequence[Any], count: int = -1) -> None:
        """Note what was left out; nothing is noted when nothing was."""
        count = len(ids) if count < 0 else count
        if count:
            examples = tuple(str(item) for item in ids[:_EXAMPLES])
            self.exclusions.append(Exclusion(parameter, code, reason, count, examples))

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Write the exclusions to the log."""
        for exclusion in self.exclusions:
            feedback.pushWarning(exclusion.sentence())

    def count(self, parameter: str, *codes: str) -> int:
        """Return how many features of an input were noted under these codes."""
        return sum(e.count for e in self.exclusions if e.parameter == parameter and e.code in codes)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "inputs": [asdict(record) for record in self.inputs],
            "excluded": [asdict(exclusion) for exclusion in self.exclusions],
        }
