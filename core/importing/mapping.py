# SPDX-License-Identifier: GPL-2.0-or-later
"""A source's rows in the fields of the register, as a profile says: columns of texts, and what is unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..hours import HoursError, parse
from ..progress import SILENT, Progress, check
from ..text import Plural, Text
from .cleaning.hours_columns import read_day_columns
from .cleaning.hours_prose import HoursReading, read_hours
from .cleaning.hours_schedules import FIELDS, read_schedules
from .expressions import Expression, forget
from .profile import Filter, Hours, PhoneRule, Profile, ServiceRule
from .table import SourceTable

Values = list[Optional[str]]

_LACKING = Text(
    "The source lacks columns that the profile “{profile}” needs: {columns}. The publisher may have renamed "
    "them: map the fields again, or choose another profile.",
    "Il manque à la source des colonnes que demande le profil «\u00a0{profile}\u00a0»\u00a0: {columns}. "
    "L’éditeur les a peut-être renommées\u00a0: refaites les associations ou choisissez un autre profil.",
)
_FEW = Plural(
    Text(
        "The source has {n} row, and the profile “{profile}” expects at least {least}. It may be "
        "incomplete: fetch it again, or lower the number in the profile.",
        "La source compte {n} ligne, alors que le profil «\u00a0{profile}\u00a0» en attend au moins "
        "{least}. Elle est peut-être incomplète\u00a0: obtenez-la de nouveau ou réduisez ce nombre dans le "
        "profil.",
    ),
    Text(
        "The source has {n} rows, and the profile “{profile}” expects at least {least}. It may be "
        "incomplete: fetch it again, or lower the number in the profile.",
        "La source compte {n} lignes, alors que le profil «\u00a0{profile}\u00a0» en attend au moins "
        "{least}. Elle est peut-être incomplète\u00a0: obtenez-la de nouveau ou réduisez ce nombre dans le "
        "profil.",
    ),
)


@dataclass(frozen=True)
class Unread:
    """Texts of the source that a field could not take; ``lines`` are numbered as in ``SourceTable``."""

    field: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class MappedPhone:
    """The numbers (E.164 or short code) and extensions that one rule gives, one for each row."""

    rule: PhoneRule
    numbers: Values
    extensions: Values


@dataclass(frozen=True)
class Mapped:
    """What a profile makes of a source; every list has one entry for each of ``rows``.

    ``rows`` are the places (from 0) in the table of the rows that pass the filters, ``lines`` their numbers.
    ``keys`` identify the records (None: the source has no identifier on that row). ``fields`` are texts by
    field (``organization``, ``latitude`` and ``longitude`` among them), constants filled in where they are
    texts and the source has nothing; ``hours`` are of the schema's syntax, ``hours_notes`` the source's
    words where they could not be read. ``services`` has for each rule the codes of each row.
    """

    rows: NDArray[np.int64]
    lines: NDArray[np.int64]
    keys: Values
    fields: Mapping[str, Values]
    phones: tuple[MappedPhone, ...]
    services: tuple[tuple[ServiceRule, list[tuple[str, ...]]], ...]
    hours: Values
    hours_notes: Values
    unread: tuple[Unread, ...]
    n_left_out: int


def map_table(profile: Profile, table: SourceTable, progress: Progress = SILENT) -> Mapped:
    """Return the rows of ``table`` in the fields that ``profile`` maps.

    Raises ``InputError`` when the source is not what the profile expects (columns, number of rows) and
    ``Cancelled``.
    """
    lacking = profile.lacking(table)
    if lacking:
        raise InputError(_LACKING.format(profile=profile.id, columns=", ".join(lacking)))
    if len(table) < profile.expect.min_rows:
        raise InputError(_FEW.of(len(table), profile=profile.id, least=profile.expect.min_rows))
    try:
        return _mapped(profile, table, progress)
    finally:
        forget()


def _mapped(profile: Profile, table: SourceTable, progress: Progress) -> Mapped:
    table = _completed(table, profile.columns)
    rows = kept_rows(profile.filters, table)
    kept = _picked(table, rows, profile.columns)
    evaluator = _Evaluator(kept, progress, len(profile.fields) + 2 * len(profile.phones) + 3)
    keys = evaluator.values("key", profile.key)
    fields = {name: evaluator.values(name, part) for name, part in profile.fields.items()}
    if profile.leftover is not None:
        leftovers = profile.leftover.evaluate(kept).values
        evaluator.note("address", [row for row, text in enumerate(leftovers) if text])
    for name, value in profile.constants.items():
        if isinstance(value, str):
            fields[name] = [found or value for found in fields.get(name, [None] * len(kept))]
    phones = tuple(evaluator.phone(rule) for rule in profile.phones)
    services = tuple(
        (rule, [_codes(text, rule.separator) for text in evaluator.values("services", rule.codes)])
        for rule in profile.services
    )
    check(progress)
    readings = _readings(profile.hours, kept) if profile.hours else [HoursReading(None)] * len(kept)
    notes = [reading.note for reading in readings]
    unread_hours = [row for row, reading in enumerate(readings) if reading.hours is None and reading.note]
    evaluator.note("hours", unread_hours)
    progress.report(1.0)
    return Mapped(
        rows,
        kept.lines,
        [key.strip() if key else None for key in keys],
        fields,
        phones,
        services,
        [reading.hours for reading in readings],
        notes,
        tuple(evaluator.unread),
        len(table) - len(rows),
    )


class _Evaluator:
    """Evaluates expressions on one table and keeps what was not understood."""

    def __init__(self, table: SourceTable, progress: Progress, n_steps: int) -> None:
        self._table = table
        self._progress = progress
        self._n_steps = n_steps
        self._n_done = 0
        self.unread: list[Unread] = []

    def values(self, name: str, part: Expression) -> Values:
        check(self._progress)
        found = part.evaluate(self._table)
        self.note(name, sorted(found.unread))
        self._n_done += 1
        self._progress.report(min(1.0, self._n_done / self._n_steps))
        return found.values

    def phone(self, rule: PhoneRule) -> MappedPhone:
        has_it = _passing(rule.only, self._table) if rule.only else [True] * len(self._table)
        found = rule.number.evaluate(self._table)
        self.note(f"phone.{rule.tag}", [row for row in sorted(found.unread) if has_it[row]])
        extensions = rule.extension.evaluate(self._table).values
        if rule.own_extension is not None:
            own = rule.own_extension.evaluate(self._table).values
            extensions = [text or other for text, other in zip(own, extensions)]
        numbers: Values = [text if has else None for text, has in zip(found.values, has_it)]
        return MappedPhone(
            rule, numbers, [text if number else None for text, number in zip(extensions, numbers)]
        )

    def note(self, name: str, rows: Sequence[int]) -> None:
        if rows:
            self.unread.append(Unread(name, tuple(int(self._table.lines[row]) for row in rows)))


def kept_rows(filters: Sequence[Filter], table: SourceTable) -> NDArray[np.int64]:
    """Return the places (from 0) of the rows that pass all filters. Raises ``InputError`` as above."""
    keep = np.ones(len(table), dtype=bool)
    for rule in filters:
        keep &= np.array(_passing(rule, table), dtype=bool)
    return np.flatnonzero(keep).astype(np.int64)


def _passing(rule: Filter, table: SourceTable) -> list[bool]:
    values = rule.value.evaluate(table).values
    if rule.among is None:
        return [(not value) != rule.is_negated for value in values]
    return [((value or "").strip() in rule.among) != rule.is_negated for value in values]


def _completed(table: SourceTable, names: frozenset[str]) -> SourceTable:
    """Return a table with empty columns for those that it lacks and may lack."""
    lacking = sorted(names.difference(table.columns))
    empty: Values = [None] * len(table)
    return replace(table, columns={**table.columns, **dict.fromkeys(lacking, empty)}) if lacking else table


def _picked(table: SourceTable, rows: NDArray[np.int64], names: frozenset[str]) -> SourceTable:
    places = rows.tolist()
    columns = {name: [table.columns[name][row] for row in places] for name in sorted(names)}
    positions = None if table.positions is None else table.positions[rows]
    return replace(table, columns=columns, lines=table.lines[rows], positions=positions)


def _codes(text: str | None, separator: str) -> tuple[str, ...]:
    """Return the codes of a cell in their order, each once."""
    return tuple(dict.fromkeys(code.strip() for code in (text or "").split(separator) if code.strip()))


def _readings(hours: Hours, table: SourceTable) -> list[HoursReading]:
    """Return the hours of each row; the same cells are read once."""
    cells = list(zip(*(table.columns[name] for name in hours.needed)))
    known = {row: _reading(hours, row) for row in set(cells)}
    return [known[row] for row in cells]


def _reading(hours: Hours, cells: Sequence[str | None]) -> HoursReading:
    if hours.parser == "columns":
        days = len(hours.columns)
        after = days + (hours.holidays is not None)
        holiday = cells[days] if hours.holidays is not None else None
        return read_day_columns(cells[:days], holidays=holiday, breaks=cells[after:])
    if hours.parser == "hsds":
        return _schedules(hours, cells)
    said = "\n".join(cell.strip() for cell in cells if cell and cell.strip())
    return read_hours(said) if hours.parser != "osm" or not said else _osm(said)


def _osm(said: str) -> HoursReading:
    try:
        parse(said)
    except HoursError:
        return HoursReading(None, said)
    return HoursReading(said)


def _schedules(hours: Hours, cells: Sequence[str | None]) -> HoursReading:
    """The first hours in OSM syntax that there are, else those of the schedules."""
    n_preferred = len(hours.columns) - 1
    for cell in cells[:n_preferred]:
        if cell and cell.strip():
            return _osm(cell.strip())
    at = range(n_preferred, len(cells), len(FIELDS))
    return read_schedules([dict(zip(FIELDS, cells[start : start + len(FIELDS)])) for start in at])
