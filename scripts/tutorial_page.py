# SPDX-License-Identifier: GPL-2.0-or-later
"""The tutorial's pages: what is quoted in them, and what a person wrote."""

from __future__ import annotations

import re

from doc_pages import MARK, fill, filled, marks, page

__all__ = ["MARK", "PAGES", "fill", "filled", "marks", "without_quotes"]
PAGES = {language: page("tutorial", language) for language in ("en", "fr")}


def without_quotes(text: str) -> str:
    """Return what a person wrote: no quotes, commands, file names or links."""
    own = MARK.sub("", text)
    own = re.sub(r"```.*?```", "", own, flags=re.DOTALL)
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "", own)
