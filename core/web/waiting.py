# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a server asks to wait, and waiting that can be cancelled."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from ..progress import Progress, check
from ..text import Text

_SLICE_S = 0.2
_WAITING = Text(
    "The server is busy; trying again in {seconds} s.",
    "Le serveur est occupé; nouvel essai dans {seconds}\u00a0s.",
)


def retry_after(value: str | None, *, now: datetime | None = None) -> float | None:
    """Return the seconds a ``Retry-After`` asks for (RFC 9110, section 10.2.3: a number or a date)."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - (now or datetime.now(timezone.utc))).total_seconds())


def wait(seconds: float, progress: Progress, sleep: Callable[[float], None]) -> None:
    """Wait in short slices, saying how long it is still. Raises ``Cancelled``."""
    left = seconds
    while left > 0:
        check(progress)
        progress.report(0.0, _WAITING.format(seconds=math.ceil(left)))
        sleep(min(_SLICE_S, left))
        left -= _SLICE_S
    check(progress)
