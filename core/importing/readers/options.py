# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person may choose about reading a file, and how large a file may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...text import Text
from ..limits import TableLimits


@dataclass(frozen=True)
class Limits(TableLimits):
    """How much of a file is read at most."""

    bytes: int = 250_000_000  # of a file, of its parts together, and of what an archive unpacks to
    name_chars: int = 1_000
    zip_entries: int = 2_000
    zip_ratio: int = 200  # of a member larger than ``zip_ratio_from``; what is small cannot harm
    zip_ratio_from: int = 10_000_000


@dataclass(frozen=True)
class ReadOptions:
    """What a person chose; ``None`` leaves it to be detected.

    ``header_line`` is the line of the file or row of the sheet that names the columns, 0 where none does.
    ``layer`` is a sheet or a layer, ``member`` a file inside an archive. ``crs`` (``EPSG:3347``) replaces
    whatever the source says about its coordinates.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    layer: str | None = None
    member: str | None = None
    crs: str | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Detected:
    """What was detected or chosen, and why."""

    value: str
    reason: Text


CHOSEN = Text("Chosen by you.", "Choisi par vous.")
