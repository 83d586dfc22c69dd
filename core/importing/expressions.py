# SPDX-License-Identifier: GPL-2.0-or-later
"""How a profile says where a value comes from (EXPR of schema, section E1): data, never evaluated code.

An expression is an object with one operation: ``{"col": "NAME"}``, ``{"first": [EXPR, EXPR]}``,
``{"regex": {"col": "ADDRESS", "pattern": "^([0-9]+)", "group": 1}}``. Where the schema names a column, an
operation also takes ``"of": EXPR``, so that what one operation leaves is what the next one reads. It is
compiled once, then applied to whole columns: what the same text becomes is found out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Optional

from ..errors import InputError
from ..text import Text
from .cleaning.address import Address, read_address
from .cleaning.dates import ISO, read_date
from .cleaning.languages import read_languages
from .cleaning.phone import Phone, read_phone
from .cleaning.postal import read_postal
from .cleaning.province import read_province
from .cleaning.yes_no import read_yes_no
from .patterns import LONGEST_TEXT, compile_pattern
from .table import Column, SourceTable

MOST_LEVELS = 8
MOST_PARTS = 50
MOST_OF_LOOKUP = 20_000
_MOST_REMEMBERED = 131_072
ADDRESS_PARTS = ("line1", "line2", "city", "province", "postal")
_REST = "rest"  # of an address: what is none of its parts, such as the name of the office

Reader = Callable[[str], Optional[str]]

_WRONG = Text(
    "The profile cannot be used at {place}: {reason}",
    "Le profil est inutilisable à {place}\u00a0: {reason}",
)
_NO_OBJECT = Text(
    "one operation is expected, such as “col” with the name of a column.",
    "on attend une seule opération, par exemple «\u00a0col\u00a0» avec le nom d’une colonne.",
)
_UNKNOWN = Text(
    "“{name}” is not known there. Known are {known}.",
    "«\u00a0{name}\u00a0» y est inconnu. On connaît {known}.",
)
_LACKING = Text("“{name}” is missing.", "«\u00a0{name}\u00a0» manque.")
_TYPE = Text("“{name}” has the wrong type.", "«\u00a0{name}\u00a0» n’est pas du bon type.")
_ONE_INPUT = Text(
    "either “col” or “of” is expected.", "on attend soit «\u00a0col\u00a0», soit «\u00a0of\u00a0»."
)
_DEEP = Text(
    "operations are nested more than {most} deep.", "les opérations s’imbriquent sur plus de {most} niveaux."
)
_MANY = Text("more than {most} entries.", "plus de {most} éléments.")
_NO_COLUMN = Text(
    "the source has no column “{name}”. Choose another column, or the profile of this source.",
    "la source n’a pas de colonne «\u00a0{name}\u00a0». Choisissez une autre colonne ou le profil de "
    "cette source.",
)


@dataclass(frozen=True)
class Evaluated:
    """What an expression gives: a text or None for each row of the table.

    ``unread`` are the rows (from 0) where the source has a text that could not be understood.
    """

    values: list[str | None]
    unread: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True)
class Expression:
    """A compiled expression. ``columns`` are those it needs, ``place`` says where in the profile it is."""

    columns: frozenset[str]
    place: str
    _apply: Callable[[SourceTable], Evaluated]

    def check_columns(self, names: Iterable[str]) -> None:
        """Raise ``InputError`` when one of its columns is not among ``names``."""
        lacking = sorted(self.columns.difference(names))
        if lacking:
            raise wrong(self.place, _NO_COLUMN.format(name=lacking[0]))

    def evaluate(self, table: SourceTable) -> Evaluated:
        """Return its values for a table. Raises ``InputError`` for a column the table has not."""
        self.check_columns(table.columns)
        return self._apply(table)


def compile_expression(spec: object, place: str, level: int = 0) -> Expression:
    """Return ``spec`` compiled. Raises ``InputError`` that names ``place`` and what is wrong there."""
    if level > MOST_LEVELS:
        raise wrong(place, _DEEP.format(most=MOST_LEVELS))
    if not isinstance(spec, dict):
        raise wrong(place, _NO_OBJECT)
    names = [name for name in spec if name not in ("sep", "all")] if "concat" in spec else list(spec)
    if len(names) != 1:
        raise wrong(place, _NO_OBJECT)
    name = names[0]
    if name in _WHOLE:
        return _WHOLE[name](spec, place, level)
    if name not in _OPERATIONS:
        raise wrong(place, _UNKNOWN.format(name=name, known=", ".join(sorted({*_WHOLE, *_OPERATIONS}))))
    where = f"{place}.{name}"
    options = spec[name]
    known, factory, counts_unread = _OPERATIONS[name]
    members(options, where, {"col", "of", *known})
    if ("col" in options) == ("of" in options):
        raise wrong(where, _ONE_INPUT)
    source = {"col": options["col"]} if "col" in options else options["of"]
    inner = compile_expression(source, where, level + 1)
    return _reading(inner, factory(options, where), place, counts_unread)


def wrong(place: str, reason: Text, details: str = "") -> InputError:
    """Return the error that a profile cannot be used at ``place``."""
    return InputError(_WRONG.format(place=place, reason=reason), details)


def members(value: object, place: str, known: Iterable[str]) -> Mapping[str, Any]:
    """Return an object of a profile. Raises ``InputError`` when it is none or has a member not ``known``."""
    if not isinstance(value, dict):
        raise wrong(place, _TYPE.format(name=place.rsplit(".", 1)[-1]))
    strange = sorted(set(value).difference(known))
    if strange:
        raise wrong(place, _UNKNOWN.format(name=strange[0][:60], known=", ".join(sorted(known))))
    return value


def member(
    options: Mapping[str, Any],
    name: str,
    place: str,
    kind: type,
    default: Any = None,  # noqa: ANN401
) -> Any:  # noqa: ANN401  (what JSON has there; ``kind`` is checked)
    """Return a member of an object, ``default`` where it has none (an error where that is ``...``)."""
    value = options.get(name, default)
    if value is ...:
        raise wrong(place, _LACKING.format(name=name))
    if name in options and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        raise wrong(place, _TYPE.format(name=name))
    return value


def texts(options: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    """Return a member that is a list of texts, an empty one where it is missing."""
    value = member(options, name, place, list, [])
    if not all(isinstance(item, str) for item in value):
        raise wrong(place, _TYPE.format(name=name))
    if len(value) > MOST_OF_LOOKUP:
        raise wrong(place, _MANY.format(most=MOST_OF_LOOKUP))
    return tuple(value)


def each(values: Column, read: Reader) -> list[str | None]:
    """Return what ``read`` makes of each text, asked once for each distinct one; None stays None."""
    known: dict[str | None, str | None] = {text: read(text) for text in set(values) if text is not None}
    known[None] = None
    return [known[text] for text in values]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _address_of(text: str) -> Address:
    """Five fields come from the same address, one column after the other: read it once."""
    return read_address(text)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _phone_of(text: str, area: str | None) -> Phone | None:
    return read_phone(text, area)


def forget() -> None:
    """Let go of the addresses and telephones that were read, once a table is done."""
    _address_of.cache_clear()
    _phone_of.cache_clear()


def _reading(inner: Expression, read: Reader, place: str, counts_unread: bool) -> Expression:
    def apply(table: SourceTable) -> Evaluated:
        given = inner._apply(table)
        values = each(given.values, read)
        unread = set(given.unread)
        if counts_unread:
            unread.update(
                row
                for row, (before, after) in enumerate(zip(given.values, values))
                if after is None and before is not None and before.strip()
            )
        return Evaluated([text or None for text in values], frozenset(unread))

    return Expression(inner.columns, place, apply)


def _col(spec: Mapping[str, Any], place: str, _level: int) -> Expression:
    name = member(spec, "col", place, str, ...)
    return Expression(
        frozenset({name}), place, lambda table: Evaluated([_filled(v) for v in table.columns[name]])
    )


def _filled(text: str | None) -> str | None:
    """An empty cell says nothing; what stands in others stays as it is, spaces included."""
    return text if text is not None and text.strip() else None


def _const(spec: Mapping[str, Any], place: str, _level: int) -> Expression:
    text = member(spec, "const", place, str, ...)
    return Expression(frozenset(), place, lambda table: Evaluated([text] * len(table)))


def _concat(spec: Mapping[str, Any], place: str, level: int) -> Expression:
    separator, needs_all = member(spec, "sep", place, str, " "), member(spec, "all", place, bool, False)
    parts = _list(spec["concat"], f"{place}.concat", level)

    def apply(table: SourceTable) -> Evaluated:
        found = [part._apply(table) for part in parts]
        rows = zip(*(part.values for part in found))
        joined = [
            None
            if needs_all and not all(row)
            else separator.join(text.strip() for text in row if text) or None
            for row in rows
        ]
        return Evaluated(joined, frozenset().union(*(part.unread for part in found)))

    return Expression(_columns(parts), place, apply)


def _first(spec: Mapping[str, Any], place: str, level: int) -> Expression:
    parts = _list(spec["first"], f"{place}.first", level)

    def apply(table: SourceTable) -> Evaluated:
        found = [part._apply(table) for part in parts]
        values = [next((text for text in row if text), None) for row in zip(*(part.values for part in found))]
        unread = frozenset().union(*(part.unread for part in found))
        return Evaluated(values, frozenset(row for row in unread if values[row] is None))

    return Expression(_columns(parts), place, apply)


def _list(specs: object, place: str, level: int) -> list[Expression]:
    if not isinstance(specs, list) or not specs:
        raise wrong(place, _TYPE.format(name=place.rsplit(".", 1)[-1]))
    if len(specs) > MOST_PARTS:
        raise wrong(place, _MANY.format(most=MOST_PARTS))
    return [compile_expression(item, f"{place}[{number}]", level + 1) for number, item in enumerate(specs)]


def _columns(parts: Sequence[Expression]) -> frozenset[str]:
    return frozenset().union(*(part.columns for part in parts))


def _regex(options: Mapping[str, Any], place: str) -> Reader:
    group = member(options, "group", place, int, 0)
    pattern = compile_pattern(member(options, "pattern", place, str, ...), group)

    def read(text: str) -> str | None:
        found = pattern.search(text) if len(text) <= LONGEST_TEXT else None
        return (found.group(group) or None) if found else None

    return read


def _lookup(options: Mapping[str, Any], place: str) -> Reader:
    table = member(options, "table", place, dict, ...)
    default = member(options, "default", place, str)
    if len(table) > MOST_OF_LOOKUP:
        raise wrong(place, _MANY.format(most=MOST_OF_LOOKUP))
    if not all(isinstance(value, str) for value in table.values()):
        raise wrong(place, _TYPE.format(name="table"))
    exact = {name.strip(): value for name, value in table.items()}
    folded = {name.casefold(): value for name, value in exact.items()}
    return lambda text: exact.get(text.strip(), folded.get(text.strip().casefold(), default))


def _split(options: Mapping[str, Any], place: str) -> Reader:
    separator = member(options, "sep", place, str, ...)
    index = member(options, "index", place, int, ...)
    if not separator:
        raise wrong(place, _LACKING.format(name="sep"))

    def read(text: str) -> str | None:
        pieces = text.split(separator)
        return pieces[index].strip() or None if -len(pieces) <= index < len(pieces) else None

    return read


def _strip(options: Mapping[str, Any], place: str) -> Reader:
    prefix, suffix = member(options, "prefix", place, str, ""), member(options, "suffix", place, str, "")

    def read(text: str) -> str | None:
        said = text.strip()
        if prefix and said.casefold().startswith(prefix.casefold()):
            said = said[len(prefix) :]
        if suffix and said.casefold().endswith(suffix.casefold()):
            said = said[: -len(suffix)]
        return said.strip() or None

    return read


def _address(options: Mapping[str, Any], place: str) -> Reader:
    part = member(options, "part", place, str, ...)
    known = (*ADDRESS_PARTS, _REST)
    if part not in known:
        raise wrong(place, _UNKNOWN.format(name=part, known=", ".join(known)))

    def read(text: str) -> str | None:
        found: str | None = getattr(_address_of(text), part)
        return found

    return read


def _phone(options: Mapping[str, Any], place: str) -> Reader:
    area, part = member(options, "area_code", place, str), member(options, "part", place, str, "number")
    if part not in ("number", "extension"):
        raise wrong(place, _UNKNOWN.format(name=part, known="number, extension"))

    def read(text: str) -> str | None:
        found = _phone_of(text, area)
        return None if found is None else found.number if part == "number" else found.extension or ""

    return read


def _bool(options: Mapping[str, Any], place: str) -> Reader:
    true, false = texts(options, "true", place), texts(options, "false", place)

    def read(text: str) -> str | None:
        answer = read_yes_no(text, true, false)
        return None if answer is None else "true" if answer else "false"

    return read


def _date(options: Mapping[str, Any], place: str) -> Reader:
    form = member(options, "format", place, str, ISO)
    read_date("", form)  # says now what is no form of a date

    def read(text: str) -> str | None:
        day = read_date(text.strip(), form)
        return None if day is None else day.isoformat()

    return read


def _languages(_options: Mapping[str, Any], _place: str) -> Reader:
    def read(text: str) -> str | None:
        found = read_languages(text)
        return None if found.unread else ";".join(found.codes) or None

    return read


_WHOLE: Mapping[str, Callable[[Mapping[str, Any], str, int], Expression]] = {
    "col": _col,
    "const": _const,
    "concat": _concat,
    "first": _first,
}
_Factory = Callable[[Mapping[str, Any], str], Reader]
_OPERATIONS: Mapping[str, tuple[tuple[str, ...], _Factory, bool]] = {
    "regex": (("pattern", "group"), _regex, False),
    "lookup": (("table", "default"), _lookup, True),
    "split": (("sep", "index"), _split, False),
    "strip": (("prefix", "suffix"), _strip, False),
    "address": (("part",), _address, False),
    "phone": (("area_code", "part"), _phone, True),
    "postal": ((), lambda _options, _place: read_postal, True),
    "province": ((), lambda _options, _place: read_province, True),
    "languages": ((), _languages, True),
    "bool": (("true", "false"), _bool, True),
    "date": (("format",), _date, True),
}
"""Operation → its own members, what makes its reader, whether a text that gives nothing counts as unread."""
