# SPDX-License-Identifier: GPL-2.0-or-later
"""What every reader returns: the rows of a source as texts, column by column, as the source has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..text import Text

Column = Sequence[Optional[str]]


@dataclass(frozen=True)
class Remark:
    """Something a person should know about what was read; ``lines`` are numbered as in ``SourceTable``."""

    code: str
    text: Text
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where rows came from, as the register's ``source`` record tells it.

    ``where`` is a path's last part or an address without credentials; ``sha256`` is that of the bytes read,
    in the order in which they were received.
    """

    kind: str  # a code of the schema's list ``source_kind``
    where: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    crs: str | None = None  # of the source, as an authority's code; positions are always in EPSG:4326


@dataclass(frozen=True)
class SourceTable:
    """The rows of a source.

    ``columns`` maps each name (unique, as the source spells it but for a suffix to a repeated one) to its
    values, all of the same length: texts as they stand (leading zeros, accents and line breaks kept),
    ``None`` where the source has nothing. ``positions`` is (n, 2) longitude and latitude in EPSG:4326, NaN
    where a row has none, or ``None`` for a source without shapes. ``lines`` numbers the rows as a person
    finds them in the source (line of a file, record of a service), from 1. ``expected`` is how many rows the
    source says it has, where it says so: fewer read than expected is an incomplete source, never a silent
    one.
    """

    columns: Mapping[str, Column]
    lines: NDArray[np.int64]
    origin: Origin
    positions: NDArray[np.float64] | None = None
    expected: int | None = None
    is_complete: bool = True
    remarks: tuple[Remark, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.lines)
