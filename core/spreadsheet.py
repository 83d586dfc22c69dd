# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts in cells that spreadsheets open."""

from __future__ import annotations

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which a formula begins, to one spreadsheet or another."""


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: an apostrophe stands before one that it might."""
    return "'" + text if text[:1] in FORMULA_STARTS else text
