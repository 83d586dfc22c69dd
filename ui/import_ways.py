# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways in which a field may be read from a source, as a person chooses them, and their expressions.

An expression of a profile is taken apart into what is taken from the row (``core``: a column, a piece of it,
several columns …) and how the field cleans that (a postal code, a date). What does not come apart that way
is a rule, which stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.importing.cleaning.dates import ISO
from ..core.importing.profile_parsing import ADDRESS_FIELDS
from .import_expressions import Expression
from .import_fields import MappableField

NOTHING, COLUMN, CONSTANT, LIST, PATTERN, PIECE, STRIP = (
    "nothing", "column", "constant", "list", "pattern", "piece", "strip",
)  # fmt: skip
JOINED, FIRST, ADDRESS, YES_NO, RULE = "joined", "first", "address", "yes_no", "rule"
MOST_PIECES = 50
KEY, PHONE, SERVICE, FILTER = "key", "phone", "service", "filter"
"""What is read beside fields of a point, by the name of its ``MappableField``."""

_CLEANED = {
    "postal_code": ("postal", {}),
    "province": ("province", {}),
    "languages": ("languages", {}),
    "address": ("address", {}),
    "email": ("strip", {"prefix": "mailto:"}),
}
_PARTS = {name: part for part, name in ADDRESS_FIELDS.items()}
_OPERATIONS = {"lookup": LIST, "regex": PATTERN, "split": PIECE, "strip": STRIP, "bool": YES_NO}
_MEMBERS = {
    LIST: {"table", "default"},
    PATTERN: {"pattern", "group"},
    PIECE: {"sep", "index"},
    STRIP: {"prefix", "suffix"},
    YES_NO: {"true", "false"},
}
_DONE = (LIST, ADDRESS, YES_NO)
"""Ways whose result is what the field holds: there is nothing left to clean."""


@dataclass(frozen=True)
class Chosen:
    """How a field is read. ``columns`` are those of the way, ``options`` its other members.

    ``form`` is that of a date. ``is_cleaned``: the field's own cleaning comes last, where it has one.
    """

    way: str
    columns: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    form: str = ""
    is_cleaned: bool = True


def is_date(target: MappableField) -> bool:
    """Return whether a field holds a day."""
    return target.definition is not None and target.definition.type == "date"


def ways_of(target: MappableField) -> list[str]:
    """Return the ways in which something may be read, the plainest first."""
    ways = [COLUMN]
    if target.definition is not None or target.name == "organization":
        ways += [CONSTANT] if target.takes_constant else []
        ways += [] if is_date(target) else [LIST]
    if target.name in _PARTS:
        ways.append(ADDRESS)
    if target.name == FILTER:
        ways.append(YES_NO)
    return [*ways, PATTERN, PIECE, STRIP, JOINED, FIRST]


def chosen_of(target: MappableField, expression: Expression | None) -> Chosen:
    """Return an expression taken apart."""
    if not expression:
        return Chosen(NOTHING)
    core, form, is_cleaned = _peeled(target, expression)
    found = _core(target, core)
    if found is None or found.way not in ways_of(target):
        return Chosen(RULE, options=expression)
    if found.way in _DONE and core is not expression:  # a list of dates, of postal codes: nobody needs it
        return Chosen(RULE, options=expression)
    return Chosen(found.way, found.columns, found.options, form, is_cleaned or found.way in _DONE)


def expression_of(target: MappableField, chosen: Chosen) -> dict[str, Any] | None:
    """Return the expression that is chosen, None for none and while something is still to be chosen."""
    way, columns, options = chosen.way, chosen.columns, dict(chosen.options)
    if way == RULE:
        return options
    if way in (NOTHING, CONSTANT) or not columns or not all(columns):
        return None
    if way == COLUMN:
        core: dict[str, Any] = {"col": columns[0]}
    elif way in (JOINED, FIRST):
        parts = [{"col": name} for name in columns]
        core = {"first": parts} if way == FIRST else {"concat": parts, **options}
    elif way == ADDRESS:
        core = {"address": {"col": columns[0], "part": _PARTS[target.name]}}
    else:
        name = next(name for name, known in _OPERATIONS.items() if known == way)
        core = {name: {"col": columns[0], **options}}
    return core if way in _DONE or not chosen.is_cleaned else _cleaned(target, core, chosen.form)


def _peeled(target: MappableField, expression: Expression) -> tuple[Expression, str, bool]:
    """Return what a field's cleaning works on, the form of its dates, and whether there is a cleaning."""
    operation, wanted = ("date", {}) if is_date(target) else _CLEANED.get(target.name, ("", {}))
    if not operation:
        return expression, "", True
    options = expression.get(operation)
    if len(expression) != 1 or not isinstance(options, Mapping):
        return expression, "", False
    rest = {name: value for name, value in options.items() if name not in ("col", "of")}
    form = str(rest.pop("format", ISO)) if operation == "date" else ""
    if rest != wanted:
        return expression, "", False
    return ({"col": options["col"]} if "col" in options else options.get("of", {})), form, True


def _cleaned(target: MappableField, core: dict[str, Any], form: str) -> dict[str, Any]:
    operation, options = ("date", {}) if is_date(target) else _CLEANED.get(target.name, ("", {}))
    if not operation:
        return core
    if operation == "date":
        options = {"format": form or ISO}
    return {operation: {**(core if "col" in core else {"of": core}), **options}}


def _core(target: MappableField, core: Expression) -> Chosen | None:
    names = [name for name in core if name not in ("sep", "all")] if "concat" in core else list(core)
    if len(names) != 1:
        return None
    name, given = names[0], core[names[0]]
    if name == "col":
        return Chosen(COLUMN, (str(given),))
    if name in ("concat", "first"):
        columns = _plain_columns(given)
        options = {option: core[option] for option in ("sep", "all") if option in core}
        return None if columns is None else Chosen(JOINED if name == "concat" else FIRST, columns, options)
    return _of_one(target, name, given)


def _of_one(target: MappableField, name: str, given: object) -> Chosen | None:
    """An operation on one column, and nothing in between."""
    if not isinstance(given, Mapping) or not isinstance(given.get("col"), str):
        return None
    options = {option: value for option, value in given.items() if option != "col"}
    if name == "address":
        fits = options == {"part": _PARTS.get(target.name)}
        return Chosen(ADDRESS, (given["col"],)) if fits else None
    way = _OPERATIONS.get(name)
    is_known = way is not None and _MEMBERS[way].issuperset(options)
    if not is_known or not -MOST_PIECES <= int(options.get("index", 0)) < MOST_PIECES:
        return None
    return Chosen(way, (given["col"],), options)


def _plain_columns(parts: object) -> tuple[str, ...] | None:
    if not isinstance(parts, list) or not parts:
        return None
    names = [part.get("col") for part in parts if isinstance(part, Mapping) and len(part) == 1]
    is_plain = len(names) == len(parts) and all(isinstance(name, str) for name in names)
    return tuple(names) if is_plain else None
