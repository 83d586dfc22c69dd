# SPDX-License-Identifier: GPL-2.0-or-later
"""Telephone numbers of North America, as E.164 or as the three digits of a short code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .plain import plain

_LONGEST = 200
_SEPARATORS = re.compile(r"[;|\n]| / | or | ou | and | et ")
_EXTENSION = re.compile(
    r"(?:,|;)?\s*(?:ext(?:ension)?\b\.?|x|poste\b|p\.|#)\s*[:.]?\s*(?:no\.?\s*)?([0-9]{1,8})\s*\)?\s*$"
)
_LABELS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|fax|telecopieur|telec|tty|ats|toll[ -]?free|sans[ -]frais|"
    r"cell(?:ulaire|ular)?|main|"
    r"general|local|office|bureau|voice|number|numero|no|call|appelez(?: le)?|dial|"
    r"composez(?: le)?)(?:\b\.?\s*:?|:)"
)
_VANITY = re.compile(r"1?[ .-]*\(?(8(?:00|33|44|55|66|77|88))\)?[ .-]*([a-z0-9][a-z0-9 .-]{5,11})")
_PUNCTUATION = re.compile(r"[\s().+:/-]+")
_NUMBER = re.compile(r"1?([2-9][0-9]{2}[2-9][0-9]{6})")
_LOCAL = re.compile(r"[2-9][0-9]{6}")
_AREA_CODE = re.compile(r"[2-9][0-9]{2}")
_SHORT = re.compile(r"[2-9]11|988")
_SPREADSHEET = re.compile(r"([0-9]{10,11})\.0")
_IN_PARENTHESES = re.compile(r"\(([^()]*[0-9]{4}[^()]*)\)\s*$")
_FOREIGN = re.compile(r"\+\s*(?!1)[0-9]|^(?:011|00)[ -]?[1-9]")
_KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_N_LOCAL = 7


@dataclass(frozen=True)
class Phone:
    """``number`` as the schema wants it: ``+16135550123`` or ``311``; ``extension`` of digits only."""

    number: str
    extension: str | None = None


def read_phone(text: str, area_code: str | None = None) -> Phone | None:
    """Return the one number that a text has, ``None`` where it has none, or several that differ.

    Seven digits are a number only where ``area_code`` says which area the source is about.
    """
    found = set(read_phones(text, area_code))
    return found.pop() if len(found) == 1 else None


def read_phones(text: str, area_code: str | None = None) -> tuple[Phone, ...]:
    """Return all the numbers of a text in their order; none where any part of it is no number."""
    if len(text) > _LONGEST:
        return ()
    phones = []
    for piece in _SEPARATORS.split(plain(text).strip()):
        if piece.strip(" ,.()-"):
            phone = _phone(piece.strip(), area_code)
            if phone is None:
                return ()
            phones.append(phone)
    return tuple(phones)


def _phone(text: str, area_code: str | None) -> Phone | None:
    inner = _IN_PARENTHESES.search(text)
    if inner:  # "1 800 O-CANADA (1-800-622-6232)": one number, spelled twice
        spelled = _phone(inner.group(1), area_code)
        outer = _phone(text[: inner.start()].strip(), area_code) if text[: inner.start()].strip() else spelled
        return spelled if spelled == outer else None
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()].rstrip(" ,(")
    text = _LABELS.sub(" ", text.removeprefix("tel:")).strip(" ,.:")
    number = None if _FOREIGN.search(text) else _number(text, area_code)
    return Phone(number, extension.group(1) if extension else None) if number else None


def _number(text: str, area_code: str | None) -> str | None:
    text = _SPREADSHEET.sub(r"\1", text)
    digits = _PUNCTUATION.sub("", text)
    if _SHORT.fullmatch(digits):
        return digits
    vanity = _VANITY.fullmatch(text)
    if vanity and not digits.isdigit():
        # a word may be longer than a number: the telephone hears the first seven keys
        digits = vanity.group(1) + _PUNCTUATION.sub("", vanity.group(2)).translate(_KEYS)[:_N_LOCAL]
    if area_code and _AREA_CODE.fullmatch(area_code) and _LOCAL.fullmatch(digits):
        digits = area_code + digits
    long = _NUMBER.fullmatch(digits)
    return f"+1{long.group(1)}" if long else None
