# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the rows of a source are by its own word: shapes, or two columns that may need explaining."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..progress import SILENT, Progress
from ..text import Plural, Text
from .cleaning.coordinates import LAMBERT, UTM, Coordinates, Reading, State, place, read_coordinates
from .mapping import Mapped
from .table import Remark, SourceTable

_ASK = Text(
    "The coordinates cannot be taken as they are. {verdict} Nothing was drafted: say how the coordinates are "
    "to be read.",
    "Les coordonnées ne peuvent pas être prises telles quelles. {verdict} Aucun projet n’a été "
    "préparé\u00a0: précisez comment lire les coordonnées.",
)
_PROJECTIONS = (*LAMBERT, *UTM)
_SAID = {
    State.UNREAD: Plural(
        Text(
            "{n} row has coordinates that are no numbers; it has no position.",
            "{n} ligne a des coordonnées qui ne sont pas des nombres; elle n’a pas de position.",
        ),
        Text(
            "{n} rows have coordinates that are no numbers; they have no position.",
            "{n} lignes ont des coordonnées qui ne sont pas des nombres; elles n’ont pas de position.",
        ),
    ),
    State.ZERO: Plural(
        Text(
            "{n} row has the coordinates 0, 0, which stand for “unknown”; it has no position.",
            "{n} ligne a les coordonnées 0, 0, qui signifient «\u00a0inconnu\u00a0»; elle n’a pas de "
            "position.",
        ),
        Text(
            "{n} rows have the coordinates 0, 0, which stand for “unknown”; they have no position.",
            "{n} lignes ont les coordonnées 0, 0, qui signifient «\u00a0inconnu\u00a0»; elles n’ont pas de "
            "position.",
        ),
    ),
    State.OUTSIDE: Plural(
        Text(
            "{n} row lies outside Canada: check its coordinates.",
            "{n} ligne se trouve hors du Canada\u00a0: vérifiez ses coordonnées.",
        ),
        Text(
            "{n} rows lie outside Canada: check their coordinates.",
            "{n} lignes se trouvent hors du Canada\u00a0: vérifiez leurs coordonnées.",
        ),
    ),
    State.UNDECIDED: Plural(
        Text(
            "{n} row has coordinates in metres of an unknown projection; it has no position.",
            "{n} ligne a des coordonnées en mètres d’une projection inconnue; elle n’a pas de position.",
        ),
        Text(
            "{n} rows have coordinates in metres of an unknown projection; they have no position.",
            "{n} lignes ont des coordonnées en mètres d’une projection inconnue; elles n’ont pas de "
            "position.",
        ),
    ),
}


@dataclass(frozen=True)
class CoordinateChoice:
    """How a person wants two columns of coordinates read. None: only what needs no explaining is taken."""

    reading: Reading | None = None
    crs: str | None = None

    @property
    def projection(self) -> str | None:
        """The projection of ``crs``, where it is one that columns of metres may have."""
        return self.crs if self.crs in _PROJECTIONS else None


@dataclass(frozen=True)
class Positions:
    """``lonlat`` (n, 2) in EPSG:4326, NaN for a row without a position, in the order of the mapped rows."""

    lonlat: NDArray[np.float64]
    remarks: tuple[Remark, ...] = ()


def read_positions(
    mapped: Mapped,
    table: SourceTable,
    choice: CoordinateChoice | None = None,
    progress: Progress = SILENT,
) -> Positions:
    """Return the positions of the mapped rows: of the mapped columns, else of the source's own shapes.

    Raises ``InputError`` when the columns are not plainly longitudes and latitudes and nobody said what they
    are, ``Cancelled``.
    """
    if "longitude" not in mapped.fields or "latitude" not in mapped.fields:
        if table.positions is None:
            return Positions(np.full((len(mapped.rows), 2), np.nan))
        return Positions(table.positions[mapped.rows])
    read = read_coordinates(mapped.fields["longitude"], mapped.fields["latitude"], progress=progress)
    chosen = choice or CoordinateChoice()
    if read.verdict.needs_answer and chosen.reading is None:
        raise InputError(_ASK.format(verdict=read.verdict.text))
    return _placed(read, mapped.lines, chosen, progress)


def _placed(
    read: Coordinates, lines: NDArray[np.int64], chosen: CoordinateChoice, progress: Progress
) -> Positions:
    reading = chosen.reading or Reading.AS_GIVEN
    crs = chosen.projection
    if reading is Reading.PROJECTED and crs is None and len(read.verdict.crs) == 1:
        crs = read.verdict.crs[0]
    found = place(read, reading, crs, progress=progress)
    remarks = []
    for state, text in _SAID.items():
        rows = np.flatnonzero(found.states == state)
        if len(rows):
            said = text.of(len(rows))
            remarks.append(Remark(f"position_{state.name.lower()}", said, tuple(lines[rows].tolist())))
    return Positions(found.positions, tuple(remarks))
