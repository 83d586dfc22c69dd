# SPDX-License-Identifier: GPL-2.0-or-later
"""Positions from two columns of texts: degrees with points or commas, degrees-minutes-seconds, metres.

A column is judged as a whole: the reading that puts most of its rows into Canada is the likely one. Nothing
is corrected behind anybody's back: the verdict says what would have to be done and for how many rows, the
numbers stay as they were read, and ``positions`` gives what a decision comes to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from ...progress import SILENT, Progress, check
from ...text import Text
from .plain import plain

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]

CANADA: Box = (-141.1, 41.6, -52.5, 83.2)
"""West, south, east, north in degrees: the rectangle of rule G02."""
LAMBERT = ("EPSG:3347", "EPSG:3978")
UTM = tuple(f"EPSG:{26900 + zone}" for zone in range(7, 23))
_SAMPLE = 2000
_WORLD = 360.0
_FARTHEST_M = 1e8
_LONGEST = 60
_CHUNK = 10_000
_NEXT_TO_NOTHING = 1e-9


class Reading(Enum):
    """What has to be done with the numbers of a column of longitudes (x) and one of latitudes (y)."""

    AS_GIVEN = "as_given"
    SWAPPED = "swapped"  # x is the latitude
    WEST_POSITIVE = "west_positive"  # the longitude lost its minus sign
    SWAPPED_WEST_POSITIVE = "swapped_west_positive"
    PROJECTED = "projected"  # metres, easting and northing


class State(IntEnum):
    """What a row came to under a reading."""

    PLACED = 0
    EMPTY = 1
    UNREAD = 2
    ZERO = 3  # 0/0, which stands for “unknown”
    OUTSIDE = 4  # of the box
    UNDECIDED = 5  # metres whose projection is not known


@dataclass(frozen=True)
class Verdict:
    """The likely reading of a column. ``crs`` are the projections that fit: with several, somebody chooses.

    ``n_within`` of ``n_numbers`` rows with numbers lie within the box under that reading (with several
    projections: under the first). ``rivals`` are readings that fit as many rows.
    """

    reading: Reading
    crs: tuple[str, ...]
    n_within: int
    n_numbers: int
    rivals: tuple[Reading, ...] = ()

    @property
    def needs_answer(self) -> bool:
        """Whether a person has to confirm or choose before the positions can be used."""
        return self.reading is not Reading.AS_GIVEN or bool(self.rivals)

    @property
    def text(self) -> Text:
        """What was found, as a sentence."""
        said = (
            _NO_PROJECTION if self.reading is Reading.PROJECTED and not self.crs else _SENTENCES[self.reading]
        )
        return said.format(within=self.n_within, numbers=self.n_numbers, crs=", ".join(self.crs))


@dataclass(frozen=True)
class Coordinates:
    """``numbers`` (n, 2) x and y as read, NaN where none; ``is_empty`` rows have no text in either column."""

    numbers: Floats
    is_empty: NDArray[np.bool_]
    verdict: Verdict


@dataclass(frozen=True)
class Placed:
    """``positions`` (n, 2) longitude and latitude, EPSG:4326, NaN but for rows ``PLACED`` and ``OUTSIDE``.

    ``states`` (n,) int8 are codes of ``State``. ``remedies`` has for a row outside the one reading that would
    put it within, for example a single row with swapped columns; it is offered, not applied.
    """

    positions: Floats
    states: NDArray[np.int8]
    remedies: dict[int, Reading]

    def count(self, state: State) -> int:
        """Return how many rows have a state."""
        return int(np.count_nonzero(self.states == state))


def read_coordinates(
    longitudes: Sequence[str | None],
    latitudes: Sequence[str | None],
    *,
    within: Box = CANADA,
    progress: Progress = SILENT,
) -> Coordinates:
    """Return the numbers of two columns of equal length and what they most likely are.

    ``within`` is where the source's points should be: the narrower, the fewer projections fit. Raises
    ``Cancelled``.
    """
    numbers = np.column_stack((_numbers(longitudes, progress), _numbers(latitudes, progress)))
    is_empty = np.array(
        [not (x and x.strip()) and not (y and y.strip()) for x, y in zip(longitudes, latitudes)], bool
    )
    return Coordinates(numbers, is_empty, _verdict(numbers, within))


def place(
    coordinates: Coordinates,
    reading: Reading | None = None,
    crs: str | None = None,
    *,
    within: Box = CANADA,
    progress: Progress = SILENT,
) -> Placed:
    """Return positions under a reading (the verdict's own where none is given). Raises ``Cancelled``.

    ``crs`` is the projection of metres; without it the verdict's only candidate is taken, and where there are
    several the rows are ``UNDECIDED``.
    """
    reading = reading or coordinates.verdict.reading
    numbers = coordinates.numbers
    states = np.full(len(numbers), State.PLACED, np.int8)
    is_number = np.isfinite(numbers).all(axis=1)
    is_zero = is_number & _is_origin(numbers)
    if reading is Reading.PROJECTED:
        fitting = (crs,) if crs else coordinates.verdict.crs
        known = len(fitting) == 1
        positions = _degrees(numbers, fitting[0], progress) if known else np.full_like(numbers, np.nan)
        states[~np.isfinite(positions).all(axis=1)] = State.OUTSIDE if known else State.UNDECIDED
    else:
        positions = _turned(numbers, reading)
    is_usable = is_number & ~is_zero
    states[is_usable & np.isfinite(positions).all(axis=1) & ~_is_within(positions, within)] = State.OUTSIDE
    states[~is_number] = State.UNREAD
    states[is_zero] = State.ZERO
    states[coordinates.is_empty] = State.EMPTY
    positions[~is_usable] = np.nan
    return Placed(positions, states, _remedies(numbers, states, reading, within))


def read_degrees(text: str) -> float | None:
    """Return the number of one text, in its own unit; south and west (``O`` for ouest) are negative.

    ``45,4215``, ``-75.69``, ``75° 41' 30" W``, ``N 45 25.29`` and ``7 471 234,5`` are numbers; what has
    letters of any other meaning, or minutes of 60 and more, is none.
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    said = _UNITS.sub(" ", plain(text)).strip()
    found = _SIDED.fullmatch(said)
    if found is None or (found.group(1) and found.group(3)):
        return None
    side, number = found.group(1) or found.group(3), _NUMBER.fullmatch(found.group(2).strip())
    if number:
        value = float(_SPACE.sub("", number.group()).replace(",", "."))
    else:
        thousands = _THOUSANDS.fullmatch(found.group(2).strip())
        parts = _DMS.fullmatch(found.group(2).strip())
        if thousands:
            value = float(thousands.group().replace(",", ""))
        elif parts:
            value = _sexagesimal(parts)
        else:
            return None
    if not np.isfinite(value) or (side and value < 0):
        return None
    return -value if side in ("s", "w", "o") else value


_PLAIN = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,20}")
_SPACE = re.compile(r"\s+")
_UNITS = re.compile("[°º˚'\"′″“”:d]|deg(?:re)?s?")
_SIDED = re.compile(r"([nsewo]?)\s*([0-9+\-.,\s]+(?:e[+-]?[0-9]{1,2})?)\s*([nsewo]?)")
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?: [0-9]{3}){1,3})(?:[.,][0-9]{0,20})?(?:e[+-]?[0-9]{1,2})?"
)
_THOUSANDS = re.compile(
    r"[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,3}(?:\.[0-9]{1,15})?|[+-]?[0-9]{1,3},[0-9]{3}\.[0-9]{1,15}"
)
_DMS = re.compile(
    r"([+-]?)([0-9]{1,3})\s+([0-9]{1,2}(?:[.,][0-9]{1,12})?)(?:\s+([0-9]{1,2}(?:[.,][0-9]{1,12})?))?"
)
_SIXTY = 60.0


def _sexagesimal(parts: re.Match[str]) -> float:
    sign, degrees, minutes, seconds = parts.groups()
    m, s = (float((part or "0").replace(",", ".")) for part in (minutes, seconds))
    if m >= _SIXTY or s >= _SIXTY or (seconds and "." in minutes.replace(",", ".")):
        return float("nan")
    value = float(degrees) + m / _SIXTY + s / _SIXTY**2
    return -value if sign == "-" else value


def _numbers(texts: Sequence[str | None], progress: Progress) -> Floats:
    numbers = np.full(len(texts), np.nan)
    for row, text in enumerate(texts):
        if row % _CHUNK == 0:
            check(progress)
        if text:
            number = read_degrees(text)
            numbers[row] = np.nan if number is None else number
    return numbers


def _is_within(positions: Floats, box: Box) -> NDArray[np.bool_]:
    west, south, east, north = box
    x, y = positions[:, 0], positions[:, 1]
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)  # NaN is within nothing


def _is_origin(numbers: Floats) -> NDArray[np.bool_]:
    is_origin: NDArray[np.bool_] = (np.abs(numbers) < _NEXT_TO_NOTHING).all(axis=1)
    return is_origin


def _turned(numbers: Floats, reading: Reading) -> Floats:
    swapped = reading in (Reading.SWAPPED, Reading.SWAPPED_WEST_POSITIVE)
    turned = numbers[:, ::-1].copy() if swapped else numbers.copy()
    if reading in (Reading.WEST_POSITIVE, Reading.SWAPPED_WEST_POSITIVE):
        turned[:, 0] = -turned[:, 0]
    return turned


_OF_DEGREES = (Reading.AS_GIVEN, Reading.SWAPPED, Reading.WEST_POSITIVE, Reading.SWAPPED_WEST_POSITIVE)


def _verdict(numbers: Floats, box: Box) -> Verdict:
    is_number = np.isfinite(numbers).all(axis=1) & ~_is_origin(numbers)
    given = numbers[is_number]
    if not len(given):
        return Verdict(Reading.AS_GIVEN, (), 0, 0)
    if np.count_nonzero((np.abs(given) > _WORLD).any(axis=1)) * 2 > len(given):
        return _projection(given, box)
    counts = {r: int(np.count_nonzero(_is_within(_turned(given, r), box))) for r in _OF_DEGREES}
    best = max(_OF_DEGREES, key=counts.__getitem__)  # the first one where several fit as well
    rivals = [r for r in _OF_DEGREES if r is not best and counts[r] == counts[best] > 0]
    return Verdict(best, (), counts[best], len(given), () if best is Reading.AS_GIVEN else tuple(rivals))


def _projection(given: Floats, box: Box) -> Verdict:
    """Metres: the projections that put nearly all the rows within the box. A sample stands for the column."""
    sample = given[:: max(1, len(given) // _SAMPLE)]
    shares = {crs: float(np.mean(_is_within(_degrees(sample, crs), box))) for crs in (*LAMBERT, *UTM)}
    best = max(shares.values())
    fitting = tuple(crs for crs, share in shares.items() if share == best and best * 2 > 1)
    within = _is_within(_degrees(given, fitting[0]), box) if fitting else np.zeros(len(given), bool)
    return Verdict(Reading.PROJECTED, fitting, int(np.count_nonzero(within)), len(given))


def _degrees(metres: Floats, crs: str, progress: Progress = SILENT) -> Floats:
    """Return longitude and latitude (EPSG:4326) of eastings and northings; NaN where there are none."""
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.SetFromUserInput(crs)
    target.ImportFromEPSG(4326)
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transformation = osr.CoordinateTransformation(source, target)
    degrees = np.full_like(metres, np.nan)
    rows = np.flatnonzero((np.isfinite(metres) & (np.abs(metres) < _FARTHEST_M)).all(axis=1))
    for start in range(0, len(rows), _CHUNK):
        check(progress)
        chunk = rows[start : start + _CHUNK]
        degrees[chunk] = transformed(transformation, metres[chunk])
    return degrees


def transformed(transformation: osr.CoordinateTransformation, points: Floats) -> Floats:
    """Return points (n, 2) transformed; NaN where they cannot be, whether or not GDAL raises its errors."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # what fails is seen from its result
    try:
        try:
            found = transformation.TransformPoints(points.tolist())
        except RuntimeError:  # where the host has switched exceptions on, one bad point stops all
            found = [_transformed_one(transformation, point) for point in points.tolist()]
    finally:
        gdal.PopErrorHandler()
    moved = np.array(found, float).reshape(len(points), -1)[:, :2]
    moved[~np.isfinite(moved).all(axis=1)] = np.nan
    return moved


def _transformed_one(transformation: osr.CoordinateTransformation, point: list[float]) -> tuple[float, ...]:
    try:
        return tuple(transformation.TransformPoint(*point))
    except RuntimeError:
        return math.nan, math.nan, math.nan


def _remedies(numbers: Floats, states: NDArray[np.int8], reading: Reading, box: Box) -> dict[int, Reading]:
    """Rows outside → the one other reading in degrees that puts them within; none where two would."""
    rows = np.flatnonzero(states == State.OUTSIDE)
    others = [r for r in _OF_DEGREES if r is not reading]
    fits = np.column_stack([_is_within(_turned(numbers[rows], r), box) for r in others])
    return {int(row): others[int(np.argmax(fit))] for row, fit in zip(rows, fits) if fit.sum() == 1}


_SENTENCES = {
    Reading.AS_GIVEN: Text(
        "Positions in the right place: {within} of {numbers}.",
        "Positions bien placées\u00a0: {within} sur {numbers}.",
    ),
    Reading.SWAPPED: Text(
        "Latitude and longitude look swapped. Positions in the right place the other way round: {within} of "
        "{numbers}. Confirm before going on.",
        "La latitude et la longitude semblent inversées. Positions bien placées dans l’autre ordre\u00a0: "
        "{within} sur {numbers}. Confirmez avant de continuer.",
    ),
    Reading.WEST_POSITIVE: Text(
        "The longitudes look like they lost their minus sign. Positions in the right place with it: {within} "
        "of {numbers}. Confirm before going on.",
        "Les longitudes semblent avoir perdu leur signe moins. Positions bien placées avec lui\u00a0: "
        "{within} sur {numbers}. Confirmez avant de continuer.",
    ),
    Reading.SWAPPED_WEST_POSITIVE: Text(
        "Latitude and longitude look swapped, and the longitudes without their minus sign. Positions in the "
        "right place once set right: {within} of {numbers}. Confirm before going on.",
        "La latitude et la longitude semblent inversées, et les longitudes sans leur signe moins. Positions "
        "bien placées une fois corrigées\u00a0: {within} sur {numbers}. Confirmez avant de continuer.",
    ),
    Reading.PROJECTED: Text(
        "The coordinates are metres, not degrees. Projections that put them in the right place: {crs} "
        "(positions: {within} of {numbers}). Choose the one that the source uses.",
        "Les coordonnées sont en mètres, et non en degrés. Projections qui les placent bien\u00a0: {crs} "
        "(positions\u00a0: {within} sur {numbers}). Choisissez celle de la source.",
    ),
}
_NO_PROJECTION = Text(
    "The coordinates are not degrees, and no known projection puts them where they should be. Find out the "
    "source’s coordinate system, or import the rows without positions.",
    "Les coordonnées ne sont pas en degrés, et aucune projection connue ne les met là où "
    "elles devraient être. "
    "Trouvez le système de coordonnées de la source, ou importez les lignes sans positions.",
)
