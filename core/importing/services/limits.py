# SPDX-License-Identifier: GPL-2.0-or-later
"""How much is taken from a service: what is more is refused, with the limit named."""

from __future__ import annotations

from dataclasses import dataclass

from ..limits import TableLimits


@dataclass(frozen=True)
class Limits(TableLimits):
    """``answer_bytes`` bounds one answer that is held in memory, ``file_bytes`` one that goes to a file.

    ``containers`` and ``commas`` bound what an answer may be parsed into: text that is nothing but brackets
    takes fifty times its size in memory.
    """

    answer_bytes: int = 32_000_000
    file_bytes: int = 500_000_000
    total_bytes: int = 1_000_000_000
    containers: int = 1_500_000
    commas: int = 3_000_000
    requests: int = 20_000


LIMITS = Limits()
