# SPDX-License-Identifier: GPL-2.0-or-later
"""OpenDocument cells as GDAL reads them rightly: it counts merged cells once, takes a comment for part of the
value, and drops spaces and breaks that have tags of their own.

As in ``workbook_parts``, tags are searched for, not parsed: every pattern is linear.
"""

from __future__ import annotations

import re

from .problems import CELLS, over_limit

_COMMENT = re.compile(rb"<office:annotation(?:\s[^<>]*)?>")
_COMMENT_END = b"</office:annotation>"
_COVERED = re.compile(
    rb"<table:covered-table-cell\s[^<>]*?table:number-columns-repeated=[\"'](\d{1,20})[^<>]*>"
)
_COVERED_CELL = b"<table:covered-table-cell/>"
_MOST_COVERED = 2_000_000
_SPACES = re.compile(rb"<text:s(?:\s+text:c=[\"'](\d{1,20})[\"']\s*)?/>")
_MOST_SPACES = 100
_BREAKS = ((b"<text:line-break/>", b"\n"), (b"<text:tab/>", b"\t"))
_TIME = re.compile(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,9})?S")


def plain_cells(where: str, content: bytes) -> bytes:
    """Return a ``content.xml`` without comments, with each merged cell and each space in its place.

    Raises ``InputError`` for more merged cells than any sheet has.
    """
    content = _spread(where, _without_comments(content))
    content = _SPACES.sub(lambda found: b" " * min(int(found[1] or 1), _MOST_SPACES), content)
    for tag, sign in _BREAKS:
        content = content.replace(tag, sign)
    return content


def clock_time(text: str) -> str:
    """Return a time of the day as workbooks of the other kind give it: ``08:30:00`` for ``PT08H30M00S``."""
    found = _TIME.fullmatch(text)
    return ":".join(part.zfill(2) for part in found.groups()) if found else text


def _without_comments(content: bytes) -> bytes:
    kept, at = [], 0
    for opening in _COMMENT.finditer(content):
        if opening.start() < at:
            continue
        end = opening.end()
        if not opening[0].endswith(b"/>"):
            end = content.find(_COMMENT_END, end) + len(_COMMENT_END)
            if end < len(_COMMENT_END):  # it has no end: GDAL says what is wrong
                break
        kept.append(content[at : opening.start()])
        at = end
    return b"".join([*kept, content[at:]])


def _spread(where: str, content: bytes) -> bytes:
    count = sum(int(times) for times in _COVERED.findall(content))
    if count > _MOST_COVERED:
        raise over_limit(where, CELLS, _MOST_COVERED, count)
    return _COVERED.sub(lambda found: _COVERED_CELL * (int(found[1]) - 1) + found[0], content)
