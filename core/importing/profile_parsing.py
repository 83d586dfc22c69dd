# SPDX-License-Identifier: GPL-2.0-or-later
"""A profile from its JSON object. Nothing in it is executed; what is not known in it is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from ..schema import Domain, load_schema
from ..text import Text
from .expressions import ADDRESS_PARTS, Expression, compile_expression, member, members, texts, wrong
from .profile import (
    BESIDE_FIELDS,
    NOT_MAPPED,
    Expectation,
    Filter,
    Hours,
    HoursParser,
    Join,
    Lifecycle,
    Missing,
    PhoneRule,
    Profile,
    Reading,
    ServiceRule,
)

ADDRESS_FIELDS = dict(
    zip(ADDRESS_PARTS, ("address_line1", "address_line2", "city", "province", "postal_code"))
)
"""Part of a one-string address → the field it becomes."""

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
    "«\u00a0{name}\u00a0» est déjà rempli par l’adresse; associez l’un ou l’autre.",
)
_ONE_TEST = Text(
    "one of “in”, “not_in” and “empty” is expected.",
    "on attend un seul de «\u00a0in\u00a0», «\u00a0not_in\u00a0» et «\u00a0empty\u00a0».",
)
_HOURS_COLUMNS = Text(
    "prose, OSM syntax and HSDS take one column at least, hours in columns take seven (Monday first).",
    "la prose, la syntaxe OSM et HSDS demandent au moins une colonne; les heures en colonnes en "
    "demandent sept (lundi d’abord).",
)


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
        leftover=_leftover(root),
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
    given = members(root["join"], "join", {"second_language_file", "key", "second_key", "prefix"})
    prefix = member(given, "prefix", "join", str, Join.prefix)
    if not prefix:
        raise wrong("join", _VALUE.format(value="", name="prefix"))
    file = member(given, "second_language_file", "join", str, ...)
    return Join(
        file, member(given, "key", "join", str, ...), prefix, member(given, "second_key", "join", str)
    )


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


def _leftover(root: Mapping[str, Any]) -> Expression | None:
    """Return the expression for what a one-string address has beside its five parts."""
    spec = root.get("map", {}).get("address")
    return (
        compile_expression({"address": {**spec["address"], "part": "rest"}}, "map.address") if spec else None
    )


def _rules(root: Mapping[str, Any], name: str) -> Iterable[tuple[object, str]]:
    given = member(root, name, "profile", list, [])
    if len(given) > _MOST_RULES:
        raise wrong(name, _TOO_MANY.format(most=_MOST_RULES))
    return [(rule, f"{name}[{number}]") for number, rule in enumerate(given)]


def _phone(rule: object, place: str) -> PhoneRule:
    """``value`` is what a phone expression reads; one that is no such expression is read as one."""
    given = members(rule, place, {"kind", "value", "extension", "area_code", "languages", "tag", "only"})
    kind = _code("phone_kind", member(given, "kind", place, str, "voice"), "kind")
    options: dict[str, Any] = {"of": member(given, "value", place, dict, ...)}
    area = member(given, "area_code", place, str)
    if area is not None:
        options["area_code"] = area
    own = given.get("extension")
    return PhoneRule(
        tag=member(given, "tag", place, str, f"{place[len('phones[') : -1]}.{kind}"),
        kind=kind,
        number=compile_expression({"phone": options}, place),
        extension=compile_expression({"phone": {**options, "part": "extension"}}, place),
        languages=tuple(_code("language", code, "languages") for code in texts(given, "languages", place)),
        own_extension=None if own is None else compile_expression(own, f"{place}.extension"),
        only=_filter(given["only"], f"{place}.only") if "only" in given else None,
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
    if parser not in get_args(HoursParser):
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
    names = {"min_rows", "required_columns", "optional_columns", "max_change_share"}
    given = members(member(root, "expect", "profile", dict, {}), "expect", names)
    share = given.get("max_change_share", Expectation.max_change_share)
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
        raise wrong("expect", _VALUE.format(value=str(share)[:60], name="max_change_share"))
    least = _at_least(0, member(given, "min_rows", "expect", int, 1), "min_rows")
    required, optional = (texts(given, name, "expect") for name in ("required_columns", "optional_columns"))
    return Expectation(least, required, optional, float(share))


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
