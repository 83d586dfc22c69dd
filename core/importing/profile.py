# SPDX-License-Identifier: GPL-2.0-or-later
"""An import profile: which column of a source is which field of the register (schema, section E1).

A profile is a JSON object that says all there is to say about a source but its rows, so that the next import
takes one click. Nothing in it is executed. What it does not know, it refuses by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from ..schema import Domain, load_schema
from ..text import Text
from .expressions import ADDRESS_PARTS, Expression, compile_expression, member, members, texts, wrong
from .table import SourceTable

HoursParser = Literal["osm", "en_prose", "fr_prose", "columns"]
Missing = Literal["ignore", "flag", "propose_closed"]

ADDRESS_FIELDS = dict(
    zip(ADDRESS_PARTS, ("address_line1", "address_line2", "city", "province", "postal_code"))
)
"""Part of a one-string address → the field it becomes."""
BESIDE_FIELDS = ("address", "organization", "latitude", "longitude")
"""What a profile maps beside fields of ``service_point``: a one-string address that fills five fields, the
name of the responsible organization, and degrees as the source writes them."""

NOT_MAPPED = frozenset({"id", "geom", "source_id", "organization_id", "parent_point_id", "site_id", "hours"})
"""Fields of ``service_point`` that no column fills: the import makes them, or they are named elsewhere."""
_MOST_RULES = 50
_DAYS = 7
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,79}")
_SCHEME = re.compile(r"[a-z0-9._-]{2,60}")
_URL = re.compile(r"https?://[^\s]{1,490}")
_MEMBERS = frozenset({
    "profile", "version", "title_en", "title_fr", "publisher", "licence", "attribution_en",
    "attribution_fr", "kind", "url", "read", "join", "key", "constants",
    "map", "phones", "services", "filter", "hours", "lifecycle", "expect",
})  # fmt: skip

_VALUE = Text(
    "“{value}” cannot be the value of “{name}”.",
    "«\u00a0{value}\u00a0» ne peut pas être la valeur de «\u00a0{name}\u00a0».",
)
_NOT_A_FIELD = Text(
    "“{name}” is no field of a service point that an import may fill.",
    "«\u00a0{name}\u00a0» n’est pas un champ de point de service qu’une importation peut remplir.",
)
_TOO_MANY = Text("there are more than {most} entries.", "il y a plus de {most} éléments.")
_TWICE = Text(
    "“{name}” is filled by the address already; map one or the other.",
    "«\u00a0{name}\u00a0» est déjà rempli par l’adresse\u00a0; associez l’un ou l’autre.",
)
_ONE_TEST = Text(
    "one of “in”, “not_in” and “empty” is expected.",
    "on attend un seul de «\u00a0in\u00a0», «\u00a0not_in\u00a0» et «\u00a0empty\u00a0».",
)
_HOURS_COLUMNS = Text(
    "prose and OSM syntax take one column, hours in columns take seven (Monday first).",
    "la prose et la syntaxe OSM demandent une colonne\u00a0; les heures en colonnes en demandent sept "
    "(lundi d’abord).",
)


@dataclass(frozen=True)
class Reading:
    """How the source is to be read, where that is not detected. ``where`` is the service's own filter.

    ``member`` is a file inside an archive; ``header_line`` names the columns, 0 where none does.
    """

    encoding: str | None = None
    delimiter: str | None = None
    crs: str | None = None
    where: str | None = None
    page_size: int | None = None
    order_by: str | None = None
    sheet: str | None = None
    member: str | None = None
    header_line: int | None = None


@dataclass(frozen=True)
class Join:
    """A second file with the other language: its columns are named ``prefix`` + name, joined on ``key``."""

    second_language_file: str
    key: str
    prefix: str = "other."


@dataclass(frozen=True)
class PhoneRule:
    """A telephone of each point: ``number`` gives E.164. ``tag`` stays the same from import to import."""

    tag: str
    kind: str
    number: Expression
    extension: Expression | None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceRule:
    """Services of each point: ``codes`` gives their codes, several of them separated by ``separator``."""

    codes: Expression
    separator: str
    delivery_level: str


@dataclass(frozen=True)
class Filter:
    """Rows that are kept: the value is one of ``among`` (or none of them), or is empty (or not)."""

    value: Expression
    among: frozenset[str] | None
    is_negated: bool


@dataclass(frozen=True)
class Hours:
    """Where the hours are: one column (``osm``, prose) or seven for the days and perhaps one for holidays."""

    parser: HoursParser
    columns: tuple[str, ...]
    holidays: str | None = None
    breaks: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """All the columns it needs."""
        return (*self.columns, *((self.holidays,) if self.holidays else ()), *self.breaks)


@dataclass(frozen=True)
class Lifecycle:
    """What to do about points that the source has no more, once they lacked in ``after_runs`` imports."""

    missing: Missing = "flag"
    after_runs: int = 2


@dataclass(frozen=True)
class Expectation:
    """What a source of this kind has; ``max_change_share`` (0…1) of changed points asks a person first."""

    min_rows: int = 1
    required_columns: tuple[str, ...] = ()
    max_change_share: float = 0.2


@dataclass(frozen=True)
class Profile:
    """A profile, checked and compiled. ``document`` is the JSON object it was made from."""

    id: str
    version: int
    title: Text
    publisher: str
    licence: str
    attribution: Text
    kind: str
    url: str | None
    read: Reading
    join: Join | None
    scheme: str
    key: Expression
    constants: Mapping[str, Any]
    fields: Mapping[str, Expression]
    phones: tuple[PhoneRule, ...]
    services: tuple[ServiceRule, ...]
    filters: tuple[Filter, ...]
    hours: Hours | None
    lifecycle: Lifecycle
    expect: Expectation
    document: Mapping[str, Any]

    @property
    def columns(self) -> frozenset[str]:
        """The columns a source must have for this profile."""
        parts = [self.key, *self.fields.values(), *(rule.codes for rule in self.services)]
        parts += [rule.value for rule in self.filters]
        for rule in self.phones:
            parts += [rule.number, *([rule.extension] if rule.extension else [])]
        needed = frozenset().union(*(part.columns for part in parts))
        return needed.union(self.expect.required_columns, self.hours.needed if self.hours else ())

    def lacking(self, table: SourceTable) -> tuple[str, ...]:
        """Return the columns it needs that a table has not, sorted: none of them = the profile fits."""
        return tuple(sorted(self.columns.difference(table.columns)))


def parse_profile(document: object) -> Profile:
    """Return the profile of a JSON object. Raises ``InputError`` that says what is wrong and where."""
    root = members(document, "profile", _MEMBERS)
    text = {
        name: member(root, name, "profile", str, "") for name in _MEMBERS if name.endswith(("_en", "_fr"))
    }
    key = members(member(root, "key", "profile", dict, ...), "key", {"scheme", "value"})
    return Profile(
        id=_matching(_ID, member(root, "profile", "profile", str, ...), "profile"),
        version=_at_least(1, member(root, "version", "profile", int, 1), "version"),
        title=_title(text),
        publisher=member(root, "publisher", "profile", str, ""),
        licence=member(root, "licence", "profile", str, "unknown"),
        attribution=Text(text["attribution_en"], text["attribution_fr"]),
        kind=_code("source_kind", member(root, "kind", "profile", str, "open_data_file"), "kind"),
        url=_url(member(root, "url", "profile", str)),
        read=_read(root),
        join=_join(root),
        scheme=_matching(_SCHEME, member(key, "scheme", "key", str, ...), "scheme"),
        key=compile_expression(member(key, "value", "key", dict, ...), "key.value"),
        constants=_constants(root),
        fields=_fields(root),
        phones=tuple(_phone(rule, place) for rule, place in _rules(root, "phones")),
        services=tuple(_service(rule, place) for rule, place in _rules(root, "services")),
        filters=tuple(_filter(rule, place) for rule, place in _rules(root, "filter")),
        hours=_hours(root),
        lifecycle=_lifecycle(root),
        expect=_expect(root),
        document=root,
    )


def _title(text: Mapping[str, str]) -> Text:
    """A title in one language stands for both."""
    english, french = text["title_en"].strip(), text["title_fr"].strip()
    if not english and not french:
        raise wrong("profile", _VALUE.format(value="", name="title_en"))
    return Text(english or french, french or english)


def _read(root: Mapping[str, Any]) -> Reading:
    names = ("encoding", "delimiter", "crs", "where", "order_by", "sheet", "member")
    least = {"page_size": 1, "header_line": 0}
    given = members(member(root, "read", "profile", dict, {}), "read", {*names, *least})
    numbers = {name: member(given, name, "read", int) for name in least}
    for name, value in numbers.items():
        if value is not None:
            _at_least(least[name], value, name)
    return Reading(**numbers, **{name: member(given, name, "read", str) for name in names})


def _join(root: Mapping[str, Any]) -> Join | None:
    if root.get("join") is None:
        return None
    given = members(root["join"], "join", {"second_language_file", "key", "prefix"})
    prefix = member(given, "prefix", "join", str, Join.prefix)
    if not prefix:
        raise wrong("join", _VALUE.format(value="", name="prefix"))
    file = member(given, "second_language_file", "join", str, ...)
    return Join(file, member(given, "key", "join", str, ...), prefix)


def _constants(root: Mapping[str, Any]) -> Mapping[str, Any]:
    given: Mapping[str, Any] = member(root, "constants", "profile", dict, {})
    table = load_schema().tables["service_point"]
    for name, value in given.items():
        if name == "organization" and isinstance(value, str):
            continue
        if name not in table.exchanged_by_name or (name in NOT_MAPPED and name != "organization_id"):
            raise wrong("constants", _NOT_A_FIELD.format(name=name[:60]))
        field = table.by_name[name]
        kinds: dict[str, Any] = {"int": int, "bool": bool, "real": (int, float), "set": list}
        if not isinstance(value, kinds.get(field.type, str)) or (
            field.type == "int" and isinstance(value, bool)
        ):
            raise wrong("constants", _VALUE.format(value=str(value)[:60], name=name))
        if field.domain is not None:
            for code in value if isinstance(value, list) else [value]:
                _code(field.domain, code, name)
    return dict(given)


def _fields(root: Mapping[str, Any]) -> Mapping[str, Expression]:
    """Return the expression of each field; an ``address`` becomes its five parts."""
    given: Mapping[str, Any] = member(root, "map", "profile", dict, {})
    known = load_schema().tables["service_point"].exchanged_by_name
    fields: dict[str, Expression] = {}
    for name, spec in given.items():
        place = f"map.{name[:60]}"
        if name in NOT_MAPPED or (name not in known and name not in BESIDE_FIELDS):
            raise wrong("map", _NOT_A_FIELD.format(name=name[:60]))
        if name != "address":
            fields[name] = compile_expression(spec, place)
            continue
        address = members(spec, place, {"address"})
        options = members(member(address, "address", place, dict, ...), place, {"col", "of"})
        for part, field in ADDRESS_FIELDS.items():
            if field in given:
                raise wrong(place, _TWICE.format(name=field))
            fields[field] = compile_expression({"address": {**options, "part": part}}, place)
    return fields


def _rules(root: Mapping[str, Any], name: str) -> Iterable[tuple[object, str]]:
    given = member(root, name, "profile", list, [])
    if len(given) > _MOST_RULES:
        raise wrong(name, _TOO_MANY.format(most=_MOST_RULES))
    return [(rule, f"{name}[{number}]") for number, rule in enumerate(given)]


def _phone(rule: object, place: str) -> PhoneRule:
    """``value`` is what a phone expression reads; one that is no such expression is read as one."""
    given = members(rule, place, {"kind", "value", "area_code", "languages", "tag"})
    kind = _code("phone_kind", member(given, "kind", place, str, "voice"), "kind")
    options: dict[str, Any] = {"of": member(given, "value", place, dict, ...)}
    area = member(given, "area_code", place, str)
    if area is not None:
        options["area_code"] = area
    return PhoneRule(
        tag=member(given, "tag", place, str, f"{place[len('phones[') : -1]}.{kind}"),
        kind=kind,
        number=compile_expression({"phone": options}, place),
        extension=compile_expression({"phone": {**options, "part": "extension"}}, place),
        languages=tuple(_code("language", code, "languages") for code in texts(given, "languages", place)),
    )


def _service(rule: object, place: str) -> ServiceRule:
    given = members(rule, place, {"value", "sep", "delivery_level"})
    level = _code("delivery_level", member(given, "delivery_level", place, str, "full"), "delivery_level")
    value = compile_expression(member(given, "value", place, dict, ...), place)
    return ServiceRule(value, member(given, "sep", place, str, ";") or ";", level)


def _filter(rule: object, place: str) -> Filter:
    given = members(rule, place, {"value", "in", "not_in", "empty"})
    tests = [name for name in ("in", "not_in", "empty") if name in given]
    if len(tests) != 1:
        raise wrong(place, _ONE_TEST)
    value = compile_expression(member(given, "value", place, dict, ...), place)
    if tests[0] == "empty":
        return Filter(value, None, not member(given, "empty", place, bool))
    return Filter(value, frozenset(texts(given, tests[0], place)), tests[0] == "not_in")


def _hours(root: Mapping[str, Any]) -> Hours | None:
    if root.get("hours") is None:
        return None
    given = members(root["hours"], "hours", {"parser", "columns", "holidays", "breaks"})
    parser = member(given, "parser", "hours", str, ...)
    if parser not in ("osm", "en_prose", "fr_prose", "columns"):
        raise wrong("hours", _VALUE.format(value=parser[:60], name="parser"))
    columns, breaks = texts(given, "columns", "hours"), texts(given, "breaks", "hours")
    holidays = member(given, "holidays", "hours", str)
    fits = len(columns) == _DAYS and len(breaks) in (0, _DAYS) if parser == "columns" else len(columns) >= 1
    if not fits or (parser != "columns" and (breaks or holidays)):
        raise wrong("hours", _HOURS_COLUMNS)
    return Hours(cast(HoursParser, parser), columns, holidays, breaks)


def _lifecycle(root: Mapping[str, Any]) -> Lifecycle:
    given = members(member(root, "lifecycle", "profile", dict, {}), "lifecycle", {"missing", "after_runs"})
    missing = member(given, "missing", "lifecycle", str, "flag")
    if missing not in ("ignore", "flag", "propose_closed"):
        raise wrong("lifecycle", _VALUE.format(value=missing[:60], name="missing"))
    runs = _at_least(1, member(given, "after_runs", "lifecycle", int, 2), "after_runs")
    return Lifecycle(cast(Missing, missing), runs)


def _expect(root: Mapping[str, Any]) -> Expectation:
    names = {"min_rows", "required_columns", "max_change_share"}
    given = members(member(root, "expect", "profile", dict, {}), "expect", names)
    share = given.get("max_change_share", Expectation.max_change_share)
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
        raise wrong("expect", _VALUE.format(value=str(share)[:60], name="max_change_share"))
    least = _at_least(0, member(given, "min_rows", "expect", int, 1), "min_rows")
    return Expectation(least, texts(given, "required_columns", "expect"), float(share))


def _code(domain_name: str, value: object, name: str) -> str:
    """Return a code of a list; an open list takes any."""
    domain: Domain = load_schema().domains[domain_name]
    if not isinstance(value, str) or (value not in domain.by_code and not domain.open):
        raise wrong(name, _VALUE.format(value=str(value)[:60], name=name))
    return value


def _matching(pattern: re.Pattern[str], value: str, name: str) -> str:
    if not pattern.fullmatch(value):
        raise wrong(name, _VALUE.format(value=value[:80], name=name))
    return value


def _at_least(least: int, value: int, name: str) -> int:
    if value < least:
        raise wrong(name, _VALUE.format(value=value, name=name))
    return value


def _url(value: str | None) -> str | None:
    return None if value is None else _matching(_URL, value, "url")
