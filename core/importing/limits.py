# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a source may be, wherever it comes from; what is larger is refused with the limit named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableLimits:
    """The defaults hold five times the largest register foreseen (100,000 rows) and keep memory bounded."""

    rows: int = 500_000
    columns: int = 500
    cells: int = 20_000_000
    cell_chars: int = 100_000
