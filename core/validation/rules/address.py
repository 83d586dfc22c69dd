# SPDX-License-Identifier: GPL-2.0-or-later
"""Family A: civic addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...schema import Field, Table
from ..check import Cell, Check, Problem, only, the_field
from ..record import Record
from ..similarity import fold
from ..value_types import compiled
from ..wording import shown

_PO_BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|post office box|case postale|boite postale|"
    r"c\.? ?p\.? {0,2}[0-9]|b\.? ?p\.? {0,2}[0-9])"
)
_PRUID_DIGITS = 2


def postal_code_form(cell: Cell) -> Iterator[Problem]:
    """A01: the postal code does not have the form of one."""
    if cell.text is not None and not _is_postal_code(cell.field, cell.text):
        yield Problem("postal_code")


def postal_code_of_province(record: Record) -> Iterator[Problem]:
    """A02: the postal code starts with a letter of another province (schema, section D2)."""
    code, province = record.text("postal_code"), record.text("province")
    provinces = record.register.schema.domains["province"]
    if (
        code is None
        or province is None
        or province not in provinces.by_code
        or not _is_postal_code(record.field("postal_code"), code)
    ):
        return
    letters = record.register.schema.postal_first_letter
    expected = letters["_exceptions"].get(code[:3]) or letters.get(code[0], ())
    if province not in expected:
        yield Problem("postal_code", {"value": shown(code), "province": provinces.by_code[province].label})


def address_given(record: Record) -> Iterator[Problem]:
    """A03: an in-person point without civic address or postal code."""
    if record.row.get("channel") != "in_person":
        return
    for field in ("address_line1", "postal_code"):
        if record.row.get(field) in (None, ""):
            yield Problem(field)
            return


def subdivision_of_province(record: Record) -> Iterator[Problem]:
    """A04: the census subdivision's first two digits are not those of the province."""
    csduid, province = record.text("csduid"), record.text("province")
    provinces = record.register.schema.domains["province"]
    known = provinces.by_code.get(province or "")
    if csduid is not None and known is not None and csduid[:_PRUID_DIGITS] != known.note:
        yield Problem("csduid", {"csduid": shown(csduid), "province": known.label})


def can_be_visited(record: Record) -> Iterator[Problem]:
    """A05: the civic address of an in-person point is a post-office box."""
    line = record.text("address_line1")
    if line is not None and record.row.get("channel") == "in_person" and _PO_BOX.search(fold(line)):
        yield Problem("address_line1")


def _is_postal_code(field: Field, code: str) -> bool:
    return compiled(field.pattern or "").fullmatch(code) is not None


def _postal_code(table: Table) -> tuple[str, ...]:
    return ("postal_code",)


CHECKS = (
    Check("A01", only("service_point"), fields=_postal_code, judge=postal_code_form),
    Check("A02", only("service_point"), postal_code_of_province, needs=the_field("postal_code")),
    Check("A03", only("service_point"), address_given),
    Check("A04", only("service_point"), subdivision_of_province, needs=the_field("csduid")),
    Check("A05", only("service_point"), can_be_visited, needs=the_field("address_line1")),
)
