# SPDX-License-Identifier: GPL-2.0-or-later
"""What a worker of a cluster is asked to call: the one thing that scheduler and workers see of a task.

Its arguments are of Python's own types, and it stays when another version of the code comes (see
``code_archive``), so that tasks under way are answered, not lost. The scheduler imports it, without numpy.
"""

from __future__ import annotations

import sys
from typing import Any

_PACKAGE = __name__.partition(".")[0]

Ticket = tuple[str, str, str]
"""What must be alike here and there for results of the same bytes: hash of the code, Python, numpy."""


class Unfit(Exception):  # noqa: N818  (a worker says so; the person reads another sentence)
    """A worker has other code, another Python or another numpy than the computer that asks."""


def ticket(code: str) -> Ticket:
    """Return the ticket of this process with that ``code``."""
    import numpy as np  # noqa: PLC0415

    return code, f"{sys.version_info[0]}.{sys.version_info[1]}", np.__version__


def perform(asked: Ticket, call: bytes, parcels: list[tuple[str, ...]], pieces: list[list[Any]]) -> object:
    """Do a ``call`` (see ``parcels.packed_call``) with the objects of ``parcels``, given their ``pieces``.

    Raises ``Unfit``, and whatever the call raises.
    """
    own = ticket(getattr(sys.modules[_PACKAGE], "CONTENT", ""))
    if own != tuple(asked):
        raise Unfit(f"{own} != {tuple(asked)}")
    from .parcels import do_call  # noqa: PLC0415

    return do_call(call, parcels, pieces)
