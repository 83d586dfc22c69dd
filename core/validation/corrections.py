# SPDX-License-Identifier: GPL-2.0-or-later
"""Corrections that need no judgement: a value in, the value that was meant out.

Each function returns ``None`` when what was meant is not certain. ``correction_of`` offers a correction only
if the rule that was broken holds afterwards, so no function has to know all of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Callable

from ..schema import Domain, Field, Schema
from .check import Cell
from .columns import identity, is_wrong
from .engine import validate_record
from .finding import Finding
from .position import lonlat_of
from .register import Register, Row
from .rules import CHECKS
from .rules.geography import in_canada_at
from .rules.values import OWNERS
from .value_types import compiled

_SPACES = re.compile(r"[\s\u00a0\u200b\u2007\u202f\ufeff]+")
_NOT_OF_A_POSTAL_CODE = re.compile(r"[\s\u00a0\u202f.\u2010-\u2015_-]+")
_PUNCTUATION_OF_A_NUMBER = re.compile(r"[\s\u00a0\u202f().\u2010-\u2015/-]+")
_SHORT_HOUR = re.compile(r"(?<![0-9:])([0-9]:[0-5][0-9])")
_DASHES = re.compile("[\u2010-\u2015]")
_POSTAL_CODE_LENGTH = 6
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_ELEVEN_DIGITS = re.compile(r"\+?1([0-9]{10})")
_SHORT_CODE = re.compile(r"[0-9]{3}")

Value = Any
"""A canonical value of a record (schema ``types``)."""


@dataclass(frozen=True)
class Correction:
    """What one field of one record becomes."""

    table: str
    record_id: str
    field: str
    before: Value
    after: Value


def correction_of(
    finding: Finding, register: Register, *, today: date, draft: Row | None = None
) -> Correction | None:
    """Return the correction of a finding, or ``None`` when somebody has to decide.

    ``draft`` is the record as it stands in a form, where the finding is about that. The rule is applied to
    the corrected record: what would still break it, or would have the wrong form (R04), is not offered.
    """
    return Corrector(register, today=today).correction_of(finding, draft=draft)


class Corrector:
    """Corrects many findings of one register: what the same value becomes is found out once."""

    def __init__(self, register: Register, *, today: date) -> None:
        self._register = register
        self._today = today
        self._known: dict[tuple[str, str, str, Hashable], Value] = {}

    def correction_of(self, finding: Finding, *, draft: Row | None = None) -> Correction | None:
        """Return what the function of this name does."""
        if finding.rule not in _PROPOSALS or finding.field is None:
            return None
        row = draft if draft is not None else self._register.find(finding.table, finding.record_id)
        if row is None:
            return None
        before = row.get(finding.field)
        if finding.rule in _BY_VALUE and finding.field not in OWNERS:
            key = finding.rule, finding.table, finding.field, identity(before)
            if key not in self._known:
                self._known[key] = self._corrected_value(finding, finding.field, before)
            after = self._known[key]
        else:
            after = self._corrected_record(finding, finding.field, row)
        if after is None:
            return None
        return Correction(finding.table, finding.record_id, finding.field, before, after)

    def _proposed(self, finding: Finding, field: str, before: Value) -> Value:
        schema = self._register.schema
        after = _PROPOSALS[finding.rule](before, schema.tables[finding.table].by_name[field], schema)
        return None if after == before else after

    def _corrected_value(self, finding: Finding, field: str, before: Value) -> Value:
        """Of a rule about values: what the rest of the record is makes no difference."""
        after = self._proposed(finding, field, before)
        table = self._register.schema.tables[finding.table]
        asked = [found for found in CHECKS if found.rule in (finding.rule, "R04")]
        cell = Cell(self._register, table, table.by_name[field], after, today=self._today)
        return None if after is None or is_wrong(cell, asked) else after

    def _corrected_record(self, finding: Finding, field: str, row: Row) -> Value:
        after = self._proposed(finding, field, row.get(field))
        if after is None:
            return None
        left = validate_record(
            self._register,
            finding.table,
            finding.record_id,
            draft={**row, field: after},
            rules=(finding.rule, "R04"),
            today=self._today,
        )
        return None if any(other.field == field for other in left) else after


def tidy_spaces(text: str) -> str:
    """Return a text without spaces around it and with single ones inside."""
    return _SPACES.sub(" ", text).strip()


def without_spaces(text: str) -> str:
    """Return a text without any space, as in web and e-mail addresses."""
    return _SPACES.sub("", text)


def postal_code(text: str) -> str | None:
    """Return a Canadian postal code as it is written: ``k1a0b1`` and ``K1A-0B1`` are ``K1A 0B1``."""
    plain = _NOT_OF_A_POSTAL_CODE.sub("", text).upper()
    return f"{plain[:3]} {plain[3:]}" if len(plain) == _POSTAL_CODE_LENGTH else None


def phone_number(text: str) -> str | None:
    """Return a North American number as E.164: ``(613) 555-0123`` is ``+16135550123``; ``3-1-1`` is ``311``.

    A number with letters, an extension or a country code other than 1 is left to a person.
    """
    plain = _PUNCTUATION_OF_A_NUMBER.sub("", text.strip().removeprefix("tel:"))
    if _TEN_DIGITS.fullmatch(plain):
        return f"+1{plain}"
    long = _ELEVEN_DIGITS.fullmatch(plain)
    if long:
        return f"+1{long.group(1)}"
    return plain if _SHORT_CODE.fullmatch(plain) else None


def position_in_canada(wkt: str) -> str | None:
    """Return the position whose coordinates were swapped, or whose longitude lost its minus sign."""
    place = lonlat_of(wkt)
    if place is None or in_canada_at(place):
        return None
    lon, lat = place
    for meant in ((lat, lon), (-lon, lat)):
        if in_canada_at(meant):
            return f"POINT ({meant[0]:.7f} {meant[1]:.7f})"
    return None


def code_of_list(text: str, domain: Domain) -> str | None:
    """Return the code of a list that a text spells with other capitals or with spaces around it."""
    wanted = tidy_spaces(text).casefold()
    found = [code for code in domain.by_code if code.casefold() == wanted]
    return found[0] if len(found) == 1 else None


def tidy_hours(text: str) -> str:
    """Return opening hours with hours of two digits, plain hyphens and single spaces."""
    return _SHORT_HOUR.sub(r"0\1", _DASHES.sub("-", tidy_spaces(text)))


def _of_text(function: Callable[[str], str | None]) -> Callable[[Value, Field, Schema], Value]:
    def propose(value: Value, _field: Field, _schema: Schema) -> Value:
        return function(value) if isinstance(value, str) else None

    return propose


def _codes(value: Value, field: Field, schema: Schema) -> Value:
    if field.domain is None:
        return None
    domain = schema.domains[field.domain]
    if isinstance(value, str):
        return code_of_list(value, domain)
    if isinstance(value, list):
        codes = [code_of_list(str(item), domain) for item in value]
        return None if None in codes else sorted({code for code in codes if code})
    return None


def _form(value: Value, field: Field, schema: Schema) -> Value:
    """R04: other spaces, or none at all, and capitals where the pattern wants them."""
    if not isinstance(value, str):
        return None
    for meant in (tidy_spaces(value), without_spaces(value), without_spaces(value).upper()):
        if field.pattern is None or compiled(field.pattern).fullmatch(meant):
            return meant
    return None


_PROPOSALS: Mapping[str, Callable[[Value, Field, Schema], Value]] = {
    "A01": _of_text(postal_code),
    "P01": _of_text(phone_number),
    "P04": _of_text(without_spaces),
    "P06": _of_text(without_spaces),
    "G02": _of_text(position_in_canada),
    "H01": _of_text(tidy_hours),
    "R02": _codes,
    "R03": _codes,
    "R04": _form,
}
"""Rule → what it proposes for the value at fault."""

_BY_VALUE = frozenset(found.rule for found in CHECKS if found.rule in _PROPOSALS and found.of_values)
"""Those that judge a value alone. R04 also asks to whom a number belongs, which concerns ``OWNERS`` only."""
