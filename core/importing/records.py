# SPDX-License-Identifier: GPL-2.0-or-later
"""Mapped rows as records of the register: canonical values, parts, positions; what did not fit is listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable

import numpy as np

from ..progress import SILENT, Progress, check
from ..schema import Domain, Field, load_schema
from ..store.geometry import point_wkt
from ..store.values import READERS, canonical_set, canonical_text
from ..text import Text
from .imported import ImportedPoint, Part, Rejected
from .mapping import Mapped, MappedPhone, Unread
from .organizations import Organizations
from .placing import Placement
from .positions import Positions
from .profile import BESIDE_FIELDS, Profile, ServiceRule
from .service_codes import ServiceCodes

_ROWS_PER_REPORT = 2_000
_SEPARATOR = re.compile(r"[;,|]")
_NO_KEY = Text(
    "The row has no identifier, so that it could not be recognised at the next import.",
    "La ligne n’a pas d’identifiant\u00a0: elle ne pourrait pas être reconnue à la prochaine importation.",
)
_BAD_KEY = Text(
    "The identifier is longer than {most} characters, or has some that cannot be kept.",
    "L’identifiant dépasse {most} caractères ou en contient qui ne peuvent pas être conservés.",
)
_LONGEST_KEY = load_schema().tables["external_id"].by_name["value"].max_length or 200
_CUT = "…"


@dataclass(frozen=True)
class Records:
    """The records of a source, in its order. ``unread`` are cells that were left out, by field."""

    points: tuple[ImportedPoint, ...]
    rejected: tuple[Rejected, ...]
    unread: tuple[Unread, ...]


def read_records(
    mapped: Mapped,
    profile: Profile,
    positions: Positions,
    placements: Mapping[int, Placement],
    *,
    organizations: Organizations,
    services: ServiceCodes,
    progress: Progress = SILENT,
) -> Records:
    """Return one record for each mapped row that has an identifier.

    ``placements`` are the places of addresses by the row's place in ``mapped``, for rows without a position.
    Raises ``Cancelled``.
    """
    return _Reader(mapped, profile, organizations, services).read(positions, placements, progress)


class _Reader:
    """Turns columns of texts into values, each distinct text once."""

    def __init__(
        self, mapped: Mapped, profile: Profile, organizations: Organizations, services: ServiceCodes
    ) -> None:
        self._mapped = mapped
        self._profile = profile
        self._services = services
        self._fields = load_schema().tables["service_point"].by_name
        self._unread: dict[str, set[int]] = defaultdict(set)
        self._columns = self._read_columns(organizations)

    def read(self, positions: Positions, placements: Mapping[int, Placement], progress: Progress) -> Records:
        points, rejected = [], []
        lines = self._mapped.lines.tolist()
        lonlats = positions.lonlat.tolist()
        has_position = np.isfinite(positions.lonlat).all(axis=1).tolist()
        for row, said in enumerate(self._mapped.keys):
            if row % _ROWS_PER_REPORT == 0:
                check(progress)
                progress.report(row / len(lines))
            key = canonical_text(said or "")
            if key is None or not _is_identifier(key):
                reason = _NO_KEY if key is None else _BAD_KEY.format(most=_LONGEST_KEY)
                rejected.append(Rejected(lines[row], (key or "")[:_LONGEST_KEY], (reason,)))
                continue
            values = {name: column[row] for name, column in self._columns.items() if column[row] is not None}
            if has_position[row]:
                values = {"geo_method": "source", **values, "geom": point_wkt(*lonlats[row])}
            parts = (*self._phones(row), *self._service_parts(row, lines[row]))
            points.append(ImportedPoint(lines[row], key, values, parts, _placed(placements.get(row))))
        unread = [
            *self._mapped.unread,
            *(Unread(name, tuple(sorted(at))) for name, at in self._unread.items()),
        ]
        return Records(tuple(points), tuple(rejected), _joined(unread))

    def _read_columns(self, organizations: Organizations) -> dict[str, Sequence[Any]]:
        """Return the values of each field of ``service_point``, row by row."""
        texts = self._mapped.fields
        columns: dict[str, Sequence[Any]] = {
            name: self._values(name, column) for name, column in texts.items() if name not in BESIDE_FIELDS
        }
        if "organization" in texts:
            known = {text: organizations.id_of(text) for text in dict.fromkeys(texts["organization"])}
            self._note("organization", [text for text in known if text and known[text] is None])
            columns["organization_id"] = _filled(
                [known[text] for text in texts["organization"]], columns.get("organization_id")
            )
        for name, value in self._profile.constants.items():
            if not isinstance(value, str):  # texts are filled in with the columns
                constant = canonical_set(value) if self._fields[name].type == "set" else value
                columns[name] = _filled(columns.get(name), [constant] * len(self._mapped.keys))
        if self._profile.hours is not None:
            columns["hours"] = self._mapped.hours
            columns[self._note_field] = [self._short(note) for note in self._mapped.hours_notes]
        return columns

    @property
    def _note_field(self) -> str:
        hours = self._profile.hours
        is_french = hours is not None and (
            hours.parser == "fr_prose"
            or (hours.parser != "en_prose" and "name_en" not in self._mapped.fields)
        )
        return "hours_note_fr" if is_french else "hours_note_en"

    def _short(self, note: str | None) -> str | None:
        """Return a note as long as the register has room for; the row is listed as unread in any case."""
        said = canonical_text(" ".join((note or "").split()))
        most = self._fields[self._note_field].max_length
        if said is None or most is None or len(said) <= most:
            return said
        return said[: most - len(_CUT)].rsplit(" ", 1)[0].rstrip() + _CUT

    def _values(self, name: str, texts: Sequence[str | None]) -> list[Any]:
        field = self._fields[name]
        read = _reader(field)
        known: dict[str | None, Any] = {None: None}
        bad: set[str | None] = set()
        for text in set(texts) - {None}:
            known[text], is_whole = _attempted(read, str(text))
            if not is_whole:
                bad.add(text)
        self._note(name, bad)
        values = [known[text] for text in texts]
        return [value.copy() if type(value) is list else value for value in values]

    def _note(self, name: str, bad: Collection[str | None]) -> None:
        """List the rows with texts that a field could not take."""
        if bad:
            lines, wrong = self._mapped.lines.tolist(), set(bad)
            texts = self._mapped.fields[name]
            self._unread[name].update(line for line, text in zip(lines, texts) if text in wrong)

    def _phones(self, row: int) -> Iterator[Part]:
        taken: set[str] = set()
        for phone in self._mapped.phones:
            number = phone.numbers[row]
            if number is not None and number not in taken:
                taken.add(number)
                yield _phone(phone, row, number)

    def _service_parts(self, row: int, line: int) -> Iterator[Part]:
        taken: set[str] = set()
        for rule, codes in self._mapped.services:
            for code in codes[row]:
                service = self._services.get(code)
                if service is None:
                    self._unread["services"].add(line)
                elif service not in taken:
                    taken.add(service)
                    yield _service(rule, service)


def _phone(phone: MappedPhone, row: int, number: str) -> Part:
    rule = phone.rule
    values: dict[str, Any] = {"kind": rule.kind, "number": number}
    if phone.extensions[row] is not None:
        values["extension"] = phone.extensions[row]
    if rule.languages:
        values["languages"] = canonical_set(rule.languages)
    return Part("phone", rule.tag, values)


def _service(rule: ServiceRule, service: str) -> Part:
    return Part("service_at_point", service, {"service_id": service, "delivery_level": rule.delivery_level})


def _is_identifier(key: str) -> bool:
    return len(key) <= _LONGEST_KEY and "\0" not in key  # GDAL would cut the text there


def _placed(placement: Placement | None) -> dict[str, Any]:
    if placement is None or placement.lon is None or placement.lat is None:
        return {}
    return {
        "geom": point_wkt(placement.lon, placement.lat),
        "geo_method": placement.geo_method,
        "geo_accuracy_m": placement.accuracy_m,
    }


def _filled(column: Sequence[Any] | None, others: Sequence[Any] | None) -> Sequence[Any]:
    """Return a column with another one's values where it has none."""
    if column is None or others is None:
        return column or others or ()
    return [other if value is None else value for value, other in zip(column, others)]


def is_read(field: Field) -> Callable[[str], bool]:
    """Return what says whether a field can take all of a text."""
    read = _reader(field)
    return lambda text: _attempted(read, text)[1]


def _attempted(read: Callable[[str], tuple[Any, bool]], text: str) -> tuple[Any, bool]:
    try:
        return read(text)
    except (ValueError, ArithmeticError):
        return None, False


def _reader(field: Field) -> Callable[[str], tuple[Any, bool]]:
    """Return what reads a text as a field's value, and whether it could read all of it.

    A code may be given as one of its labels, in either language.
    """
    domain = load_schema().domains[field.domain] if field.domain else None
    is_free = domain is None or domain.open
    labels = {} if domain is None else _labels(domain)
    if field.type == "set":

        def read_codes(text: str) -> tuple[Any, bool]:
            said = [item.strip() for item in _SEPARATOR.split(text) if item.strip()]
            codes = [labels.get(item.casefold(), item if is_free else None) for item in said]
            return canonical_set([code for code in codes if code is not None]), None not in codes

        return read_codes
    if is_free:
        return lambda text: (READERS[field.type](text.strip()), True)

    def read_code(text: str) -> tuple[Any, bool]:
        code = labels.get(text.strip().casefold())
        return code, code is not None or not text.strip()

    return read_code


def _labels(domain: Domain) -> Mapping[str, str]:
    found = {code.code.casefold(): code.code for code in domain.values}
    for code in domain.values:
        for said in (code.label.en, code.label.fr):
            found.setdefault(said.casefold(), code.code)
    return found


def _joined(unread: Sequence[Unread]) -> tuple[Unread, ...]:
    lines: dict[str, set[int]] = defaultdict(set)
    for each in unread:
        lines[each.field].update(each.lines)
    return tuple(Unread(name, tuple(sorted(lines[name]))) for name in sorted(lines))
