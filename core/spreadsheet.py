# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts in cells that spreadsheets open."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: an apostrophe stands before one that it might."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
