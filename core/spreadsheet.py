# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts in cells that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which a formula begins, to one spreadsheet or another."""


_LONGEST_CELL = 2**31 - 1


@contextmanager
def long_cells() -> Iterator[None]:
    """Let Python read cells of more than 128 KiB, such as the outline of a province, from files of ours."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: an apostrophe stands before one that it might."""
    return "'" + text if text[:1] in FORMULA_STARTS else text
