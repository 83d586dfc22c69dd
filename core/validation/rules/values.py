# SPDX-License-Identifier: GPL-2.0-or-later
"""Family R: required values, code lists, types."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema import Domain, Field, Table
from ...schema.model import AUDIT_FIELDS
from ...text import Text
from ..check import Cell, Check, Problem, Records, Values, everywhere, once_per_table, only, the_field
from ..record import Record
from ..register import Register
from ..value_types import are_valid, is_valid, may_be_in
from ..wording import code_label, shown

OWNED_BY_OTHER_RULES = frozenset(("postal_code", "number", "url", "url_en", "url_fr"))
"""Fields whose pattern has a rule of its own (A01, P01, P04): one mistake, one finding."""

_NAME = "name_en IS NOT NULL OR name_fr IS NOT NULL"
_IN_PERSON = "channel <> 'in_person' OR (geom IS NOT NULL AND province IS NOT NULL AND city IS NOT NULL)"
_OWNER = "(point_id IS NOT NULL)+(organization_id IS NOT NULL)+(service_id IS NOT NULL) = 1"
OWNERS = ("point_id", "organization_id", "service_id")
"""What a telephone number may belong to."""

CHECKS_ELSEWHERE = frozenset(
    (
        "status_until IS NULL OR status_from IS NULL OR status_until >= status_from",  # T01
        "to_date >= from_date",  # T01
        "host_organization_id <> partner_organization_id",  # X07
    )
)
"""Conditions of the schema's tables that rules of other families hold."""

CHECKS_HERE = frozenset((_NAME, _IN_PERSON, _OWNER))
"""Conditions of the schema's tables that R01 and R04 hold (the position of ``_IN_PERSON`` is G01's)."""

_ONE_NAME_IS_ENOUGH = Text(
    "Enter the name in English, in French, or both.", "Entrez le nom en anglais, en français ou les deux."
)
_ONE_OWNER = Text(
    "Link the number to a service point, to an organization or to a service: to one of them only.",
    "Liez le numéro à un point de service, à une organisation ou à un service\u00a0: à un seul d’entre eux.",
)


def value_required(cell: Cell) -> Iterator[Problem]:
    """R01: a required field is empty. The audit trio is written by the program, so no one is asked for it."""
    if is_empty(cell.value):
        yield Problem(cell.field.name)


def all_given(values: Values) -> bool:
    """R01 of values: none is empty."""
    return not any(map(is_empty, values.all))


def required(record: Record) -> Iterator[Problem]:
    """R01: one of several fields is required, or a field of such a record."""
    conditions, row = record.table.checks, record.row
    if _NAME in conditions and is_empty(row.get("name_en")) and is_empty(row.get("name_fr")):
        yield Problem("name_en", fix=_ONE_NAME_IS_ENOUGH)
    if _IN_PERSON in conditions and row.get("channel") == "in_person":
        for name in ("city", "province"):
            if is_empty(row.get(name)):
                yield Problem(name)
    if _OWNER in conditions and all(is_empty(row.get(name)) for name in OWNERS):
        yield Problem("point_id", fix=_ONE_OWNER)


def all_required_given(records: Records) -> bool:
    """R01 of records: all have one of several fields, or the fields that such a record needs."""
    conditions = records.table.checks
    for condition, names in ((_NAME, ("name_en", "name_fr")), (_OWNER, OWNERS)):
        if condition in conditions and not all(
            any(not is_empty(row.get(name)) for name in names) for row in records.rows
        ):
            return False
    return _IN_PERSON not in conditions or not any(
        channel == "in_person" and (is_empty(city) or is_empty(province))
        for channel, city, province in records.different("channel", "city", "province")
    )


def closed_list(cell: Cell) -> Iterator[Problem]:
    """R02: a value is not in its closed list."""
    domain = _domain(cell)
    if not domain.open:
        for code in cell.codes:
            if code not in domain.by_code:
                yield Problem(cell.field.name, {"value": shown(code)})


def open_list(cell: Cell) -> Iterator[Problem]:
    """R03: a value is not in its open list, nor in the values the store added to it."""
    domain = _domain(cell)
    if not domain.open:
        return
    for code in cell.codes:
        if code in domain.by_code or cell.register.where(
            "domain_value", ("domain", "code"), (domain.name, code)
        ):
            continue
        if may_be_in(code, domain.name, cell.register.schema.patterns):  # else R04 says it
            yield Problem(cell.field.name, {"value": shown(code)})


def valid_value(cell: Cell) -> Iterator[Problem]:
    """R04: a value has the wrong type, form, length or size."""
    field, value = cell.field, cell.value
    if is_empty(value):
        return
    if not is_valid(value, field, _pattern(field), cell.register.schema.patterns):
        yield Problem(field.name, {"value": shown(value)})


def all_valid(values: Values) -> bool:
    """R04 of values: they are texts that suit the field."""
    return values.are_texts and are_valid(values.texts, values.field, _pattern(values.field))


def one_owner(record: Record) -> Iterator[Problem]:
    """R04: a telephone number belongs to more than one record."""
    if _OWNER in record.table.checks:
        owners = [name for name in OWNERS if not is_empty(record.row.get(name))]
        if len(owners) > 1:
            yield Problem(owners[1], {"value": shown(record.row[owners[1]])}, fix=_ONE_OWNER)


def deprecated(cell: Cell) -> Iterator[Problem]:
    """R05: a value is no longer used; the schema or the store says what replaces it."""
    domain = _domain(cell)
    for code in cell.codes:
        other = cell.register.deprecated.get((domain.name, code))
        if other is not None:
            yield Problem(
                cell.field.name,
                {"value": code_label(domain, code), "other": code_label(domain, other) if other else "—"},
            )


def type_suits_channel(record: Record) -> Iterator[Problem]:
    """R06: the type of point belongs to another channel (the list's notes say to which)."""
    domains = record.register.schema.domains
    channel, point_type = record.text("channel") or "", record.text("point_type") or ""
    if not _suits(record.register, channel, point_type):
        words = {
            "value": code_label(domains["point_type"], point_type),
            "other": code_label(domains["channel"], channel),
        }
        yield Problem("point_type", words)


def types_suit_channels(records: Records) -> bool:
    """R06 of records."""
    return all(
        _suits(records.register, channel, point_type)
        for channel, point_type in records.different("channel", "point_type")
        if isinstance(channel, str) and isinstance(point_type, str)
    )


def _suits(register: Register, channel: str, point_type: str) -> bool:
    domains = register.schema.domains
    known = domains["point_type"].by_code.get(point_type)
    return known is None or channel not in domains["channel"].by_code or known.note in ("any", channel)


def is_empty(value: object) -> bool:
    """Return whether a value counts as not given: nothing, blank text, no code."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


@once_per_table
def _required(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields if field.required and field.name not in AUDIT_FIELDS)


@once_per_table
def _listed(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields if field.domain is not None)


@once_per_table
def _all(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields)


def _pattern(field: Field) -> str | None:
    return None if field.name in OWNED_BY_OTHER_RULES else field.pattern


def _has_conditions(table: Table) -> bool:
    return not CHECKS_HERE.isdisjoint(table.checks)


def _has_owners(table: Table) -> bool:
    return _OWNER in table.checks


def _domain(cell: Cell) -> Domain:
    return cell.register.schema.domains[cell.field.domain or ""]


CHECKS = (
    Check(
        "R01",
        everywhere,
        required,
        fields=_required,
        judge=value_required,
        sound=all_given,
        asked=_has_conditions,
        clear=all_required_given,
    ),
    Check("R02", everywhere, fields=_listed, judge=closed_list),
    Check("R03", everywhere, fields=_listed, judge=open_list),
    Check("R04", everywhere, one_owner, fields=_all, judge=valid_value, sound=all_valid, asked=_has_owners),
    Check("R05", everywhere, fields=_listed, judge=deprecated),
    Check(
        "R06",
        only("service_point"),
        type_suits_channel,
        needs=the_field("point_type"),
        clear=types_suit_channels,
    ),
)
