# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:mergesubmissions``: the steward's merge of one or many submissions into a shared store."""

from __future__ import annotations

from typing import Any

from ..host.language import tr
from .base import SpAlgorithm
from .merge_parameters import merge_parameters


class MergeSubmissions(SpAlgorithm):
    """Merge submissions."""

    ID = "mergesubmissions"
    GROUP = "register"
    FOR_STEWARDS = True
    TAGS = (
        "merge", "submission", "steward", "conflict", "receipt", "review",
        "fusion", "fusionner", "soumission", "intendance", "conflit", "accusé de traitement",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Merge submissions")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Merges the submissions of jurisdictions into the shared store and answers each.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(merge_parameters())
        self.add_numbers(
            {
                "APPLIED": tr("Changes applied"),
                "PARTLY_APPLIED": tr("Changes applied in part"),
                "NOOP": tr("Changes already up to date"),
                "CONFLICT": tr("Changes in conflict"),
                "HELD": tr("Changes held for a decision"),
                "REJECTED": tr("Changes rejected"),
                "REFUSED": tr("Documents refused"),
            }
        )
