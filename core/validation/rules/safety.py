# SPDX-License-Identifier: GPL-2.0-or-later
"""Family S: text that must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...schema import Table
from ..check import Cell, Check, Problem, Records, Values, once_per_table, the_field
from ..record import Record
from ..register import Register
from ..value_types import compiled

_UNPAIRED_OR_PRIVATE = re.compile("[\ud800-\udfff\U000f0000-\U0010ffff]")
_SIN = re.compile(
    # a business number has the same check digit, but begins with 8 or has a program account behind it
    r"(?<![0-9])[0-79][0-9]{2}([ -]?)[0-9]{3}\1[0-9]{3}(?![0-9])(?! ?[A-Z]{2} ?[0-9]{4})"
)
_CARD = re.compile(
    # in one piece, in fours, or 4-6-5: two telephone numbers in a row are no card
    r"(?<![0-9])(?:[3-6][0-9]{12,18}|2[2-7][0-9]{14}|[2-6][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}|"
    r"3[0-9]{3}([ -])[0-9]{6}\2[0-9]{5})(?![0-9])"
)
_MAILBOX = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|proton|protonmail|videotron|"
    r"sympatico|bell|rogers|telus|shaw|eastlink|cogeco)\.(?:com|ca|net|me|qc\.ca|on\.ca|fr)\b",
    re.IGNORECASE,
)
CLOSED_LICENCES = ("unknown", "partners_only")
_NOT_FREE_TEXT = frozenset(("hours", "profile", "value", "note"))


def allowed_characters(cell: Cell) -> Iterator[Problem]:
    """S01: control characters, bidirectional overrides, private-use or unpaired code points."""
    forbidden = compiled(cell.register.schema.patterns["text_forbidden"])
    if isinstance(cell.value, str) and (
        forbidden.search(cell.value) or _UNPAIRED_OR_PRIVATE.search(cell.value)
    ):
        yield Problem(cell.field.name)


def no_sign_forbidden(values: Values) -> bool:
    """S01 of values. A pattern that is found in none of their lines is found in none of them."""
    forbidden = compiled(values.register.schema.patterns["text_forbidden"])
    return not (forbidden.search(values.joined) or _UNPAIRED_OR_PRIVATE.search(values.joined))


def plain_text(cell: Cell) -> Iterator[Problem]:
    """S02: markup."""
    markup = compiled(cell.register.schema.patterns["markup"])
    if isinstance(cell.value, str) and markup.search(cell.value):
        yield Problem(cell.field.name)


def no_markup(values: Values) -> bool:
    """S02 of values."""
    return not compiled(values.register.schema.patterns["markup"]).search(values.joined)


def no_personal_data(cell: Cell) -> Iterator[Problem]:
    """S03: what looks like a social insurance number, a card number or a personal mailbox.

    Identifiers, codes and links are not looked at: they hold many harmless nine-digit numbers.
    """
    text = cell.text
    if text is not None and (
        any(_luhn(found.group()) for found in _SIN.finditer(text))
        or any(_luhn(found.group()) for found in _CARD.finditer(text))
        or _MAILBOX.search(text)
    ):
        yield Problem(cell.field.name)


def is_private_mailbox(address: str) -> bool:
    """Return whether an address is with a provider that people, not offices, have their mail with."""
    return _MAILBOX.search(address) is not None


def nothing_personal(values: Values) -> bool:
    """S03 of values."""
    return not any(pattern.search(values.joined) for pattern in (_SIN, _CARD, _MAILBOX))


def may_be_published(record: Record) -> Iterator[Problem]:
    """S04: a public record whose source may not be published."""
    if _is_closed(record.register, record.row.get("source_id")) and record.is_public:
        yield Problem("source_id")


def sources_open(records: Records) -> bool:
    """S04 of records."""
    return not any(_is_closed(records.register, source) for (source,) in records.different("source_id"))


def _is_closed(register: Register, source_id: object) -> bool:
    source = register.find("source", source_id)
    return source is not None and source.get("licence") in CLOSED_LICENCES


def _luhn(number: str) -> bool:
    """The check digit of social insurance and card numbers (ISO/IEC 7812-1, annex B)."""
    digits = [int(sign) for sign in reversed(number) if sign.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


@once_per_table
def _text_fields(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields if field.type == "text")


@once_per_table
def _free_text_fields(table: Table) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in table.fields
        if field.type == "text"
        and not (field.domain or field.pattern or field.references)
        and field.name not in _NOT_FREE_TEXT
        and "url" not in field.name.split("_")
    )


def _has_text(table: Table) -> bool:
    return bool(_text_fields(table))


def _has_free_text(table: Table) -> bool:
    return table.submittable and bool(_free_text_fields(table))


def _has_source(table: Table) -> bool:
    return "source_id" in table.by_name


CHECKS = (
    Check("S01", _has_text, fields=_text_fields, judge=allowed_characters, sound=no_sign_forbidden),
    Check("S02", _has_text, fields=_text_fields, judge=plain_text, sound=no_markup),
    Check("S03", _has_free_text, fields=_free_text_fields, judge=no_personal_data, sound=nothing_personal),
    Check("S04", _has_source, may_be_published, needs=the_field("source_id"), clear=sources_open),
)
