# SPDX-License-Identifier: GPL-2.0-or-later
"""What the publisher of a finder chooses, and where the site's own files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...text import Text

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "finder"
"""Templates, scripts, styles and words of the site."""


@dataclass(frozen=True)
class FinderSettings:
    """How the site looks, what it is called and who reads suggestions.

    - ``theme``: one of ``choices.THEMES``, a style sheet of variables.
    - ``title``: the name of the site; ``None`` takes the store's.
    - ``contact``: the mailbox that suggestions and reports go to; ``None`` takes the steward's, and without
      one a suggestion is only a file.
    - ``notice``: what the licence of the boundaries on the map asks to be said; ``None``: nothing.
    - ``page_size``: service points on one page of the list that works without scripts.
    """

    theme: str = "plain"
    title: Text | None = None
    contact: str | None = None
    notice: Text | None = None
    page_size: int = 200
