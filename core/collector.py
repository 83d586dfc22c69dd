# SPDX-License-Identifier: GPL-2.0-or-later
"""Python's collector of cycles, put off where a great many small objects are made and kept.

Whenever enough new ones exist, it walks through all of them, and then again through the older ones. Where
they are rows, changes and results, none of which refers back to another, all of this finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_put_off() -> Iterator[None]:
    """Collect no cycles meanwhile, in any thread of the process; only for what ends within a minute or so.

    What was made meanwhile is looked at with all that is old, and not at once because it is new.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _count_as_old()
            gc.enable()


def _count_as_old() -> None:
    """Move all objects to the oldest generation, which is collected when it has grown by a quarter."""
    if not gc.get_freeze_count():  # else somebody froze objects, which would not stay so
        gc.freeze()
        gc.unfreeze()
