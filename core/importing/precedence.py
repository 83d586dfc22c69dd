# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose word counts when a source and the register differ (schema, section E3, step 7).

A custodian's own word outranks open data, open data outrank anything else. A source may fill in what the
register lacks whatever its rank, and replace what a source of its own or a lower rank has said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CUSTODIAN, OPEN_DATA, OTHER = 3, 2, 1

_BY_KIND = {"custodian_form": CUSTODIAN, "other": OTHER}
_BY_METHOD = {"open_data": OPEN_DATA, "unknown": OTHER}


def rank_of_source(kind: str | None) -> int:
    """Return the rank of a source of this kind (list ``source_kind``)."""
    return _BY_KIND.get(kind or "other", OPEN_DATA)


def rank_of_point(point: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> int:
    """Return the rank of what the register says of a point: that of its source, else of its verification.

    A point without a source was entered by its custodian, unless its method of verification says otherwise.
    """
    source = sources.get(str(point.get("source_id")))
    if source is not None:
        return rank_of_source(source.get("kind"))
    return _BY_METHOD.get(str(point.get("verified_method")), CUSTODIAN)
