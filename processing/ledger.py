# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run read and what it left out, for the log, the report and the provenance. Nothing vanishes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from ..host.language import tr
from .sources import changed_on, condition_of, label_of, layer_of, title_of
from .wording import labelled, number_text

_EXAMPLES = 10


@dataclass(frozen=True)
class InputRecord:
    """One layer that was read. ``sha256`` is over the positions and values that the run used.

    ``condition`` is the filter of the layer, in words where its selection is meant; empty: all features.
    """

    parameter: str
    name: str
    condition: str
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
        """Return how many, why, and some of them."""
        text = tr("{count} – {reason}").format(count=number_text(self.count), reason=self.reason)
        if not self.examples:
            return text
        shown = ", ".join(self.examples) + (" …" if self.count > len(self.examples) else "")
        return tr("{text} (features {ids})").format(text=text, ids=shown)


@dataclass
class Ledger:
    """The book of one run of ``algorithm``."""

    algorithm: QgsProcessingAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    inputs: list[InputRecord] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    dates: dict[str, date] = field(default_factory=dict)
    """The day on which the file of an input was last changed, where it has one; not part of the provenance,
    which is the same for the same data."""

    def label(self, parameter: str) -> str:
        """Return what the person sees in the place of a parameter's name."""
        return label_of(self.algorithm, parameter)

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
        layer = layer_of(self.algorithm, self.parameters, parameter, self.context)
        changed = None if layer is None else changed_on(layer)
        if changed is not None:
            self.dates[parameter] = changed
        self.inputs.append(
            InputRecord(
                parameter=parameter,
                name=(source.sourceName() or self.label(parameter)) if layer is None else title_of(layer),
                condition="" if layer is None else condition_of(layer, self.parameters[parameter]),
                crs=source.sourceCrs().authid(),
                features=features,
                used=used,
                sha256=digest.hexdigest(),
            )
        )

    def read_rows(
        self, parameter: str, tables: Mapping[str, Sequence[Mapping[str, Any]]], title: str, records: int
    ) -> None:
        """Note a store that was read, with a hash of its rows as they were.

        Never of its file: whoever closes a file takes away the locks that QGIS, in the same process, holds on
        it (POSIX), and rows just committed are not in it yet.
        """
        digest = hashlib.sha256()
        for name in sorted(tables):
            digest.update(json.dumps([name, list(tables[name])], sort_keys=True).encode())
        self.inputs.append(InputRecord(parameter, title, "", "", records, records, digest.hexdigest()))

    def exclude(self, parameter: str, code: str, reason: str, ids: Sequence[Any], count: int = -1) -> None:
        """Note what was left out; nothing is noted when nothing was."""
        count = len(ids) if count < 0 else count
        if count:
            examples = tuple(str(item) for item in ids[:_EXAMPLES])
            self.exclusions.append(Exclusion(parameter, code, reason, count, examples))

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Write the exclusions to the log."""
        for exclusion in self.exclusions:
            feedback.pushWarning(labelled(self.label(exclusion.parameter), exclusion.sentence()))

    def count(self, parameter: str, *codes: str) -> int:
        """Return how many features of an input were noted under these codes."""
        return sum(e.count for e in self.exclusions if e.parameter == parameter and e.code in codes)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "inputs": [asdict(record) for record in self.inputs],
            "excluded": [asdict(exclusion) for exclusion in self.exclusions],
        }
