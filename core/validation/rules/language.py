# SPDX-License-Identifier: GPL-2.0-or-later
"""Family L: both official languages."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema import Table
from ..check import Check, Problem, Records, once_per_table, only, the_field
from ..record import Record
from ..register import Row
from ..wording import ENGLISH, FRENCH, pair_label
from .values import is_empty

_LONG_ENOUGH = 30
_OBLIGED = {"en": ("en",), "fr": ("fr",), "both": ("en", "fr")}
_PAIRED = ("name", "description", "url")


def both_names(record: Record) -> Iterator[Problem]:
    """L01: a public record of the federal or the New Brunswick government with one name only."""
    missing = _missing(record, "name")
    if missing is not None and _must_be_bilingual(record):
        yield Problem(missing)


def none_obliged(records: Records) -> bool:
    """L01 of records: none is of a government that has to have both names."""
    codes = records.different("custodian_code")
    return not any(_is_bilingual(records.register.find("jurisdiction", code)) for (code,) in codes)


def both_texts(record: Record) -> Iterator[Problem]:
    """L02: a name, description or web page in one language only (a name that L01 reports is left to it)."""
    for base in _PAIRED:
        missing = _missing(record, base)
        if missing is None or (base == "name" and _must_be_bilingual(record)):
            continue
        language = ENGLISH if missing.endswith("_en") else FRENCH
        yield Problem(missing, {"lang": language, "field": pair_label(record.field(missing))})


def texts_differ(record: Record) -> Iterator[Problem]:
    """L03: English and French texts of more than 30 characters that are identical. A web page may be."""
    for english, french in _pairs(record.table):
        text = record.row.get(english)
        if text is not None and text == record.row.get(french) and _is_long(text):
            yield Problem(french)


def obligation_met(record: Record) -> Iterator[Problem]:
    """L04: the official-languages obligation asks for a language in which no service is offered."""
    languages = record.codes("languages")
    obliged = _OBLIGED.get(record.text("ol_obligation") or "", ())
    if any(language not in languages for language in obliged):
        yield Problem("languages")


def _missing(record: Record, base: str) -> str | None:
    """The empty field of a pair of which the other is filled."""
    en, fr = f"{base}_en", f"{base}_fr"
    if en not in record.table.by_name:
        return None
    empty_en, empty_fr = is_empty(record.row.get(en)), is_empty(record.row.get(fr))
    return None if empty_en == empty_fr else (en if empty_en else fr)


def _must_be_bilingual(record: Record) -> bool:
    return _is_bilingual(record.custodian) and record.is_public


def _is_bilingual(custodian: Row | None) -> bool:
    return custodian is not None and (custodian.get("level") == "federal" or custodian.get("code") == "CA-NB")


def _is_long(text: object) -> bool:
    return isinstance(text, str) and len(text) > _LONG_ENOUGH and bool(text.strip())


@once_per_table
def _pairs(table: Table) -> tuple[tuple[str, str], ...]:
    """The fields in English and in French; web pages may be the same."""
    bases = (field.name[:-3] for field in table.fields if field.name.endswith("_en"))
    return tuple(
        (f"{base}_en", f"{base}_fr")
        for base in bases
        if f"{base}_fr" in table.by_name and "url" not in base.split("_")
    )


def _is_submittable(table: Table) -> bool:
    return table.submittable and bool(_pairs(table))


def _has_pairs(table: Table) -> bool:
    return _is_submittable(table) and any(f"{base}_en" in table.by_name for base in _PAIRED)


CHECKS = (
    Check("L01", _has_pairs, both_names, clear=none_obliged),
    Check("L02", _has_pairs, both_texts),
    Check("L03", _is_submittable, texts_differ),
    Check("L04", only("service_point"), obligation_met, needs=the_field("ol_obligation")),
)
