# SPDX-License-Identifier: GPL-2.0-or-later
"""Family U: records that repeat another one, or probably do."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema import Table
from ...text import Text
from ..check import Check, Problem, Records, once_per_table, only, the_field
from ..neighbours import NamedPoint
from ..record import Record, name_of, names_of
from ..register import Row
from ..similarity import names_alike

SIMILAR_NAMES = 0.85
_SHORT_CODE = 3


def unique_keys(record: Record) -> Iterator[Problem]:
    """U02: a unique key is used twice (external identifiers are U06's)."""
    key = record.table.key
    for fields in _unique_keys(record.table):
        same = record.register.where(record.table.name, fields, [record.row.get(name) for name in fields])
        repeated = (
            len(same) > 1 if fields == (key,) else any(row.get(key) != record.row.get(key) for row in same)
        )
        if repeated or (key not in record.table.by_name and len(same) > 1):
            yield Problem(fields[0])


def keys_differ(records: Records) -> bool:
    """U02 of records, where a table has no unique key but its identifier."""
    key = records.table.key
    return _unique_keys(records.table) == ((key,),) and not records.register.has_repeats(
        records.table.name, key
    )


def similar_point(record: Record) -> Iterator[Problem]:
    """U03: a point of the same organization and channel close by has nearly the same name.

    Looked at over the whole register, both points of a pair have the finding. Points closed for good are
    left out: one often opens where another closed.
    """
    place = _place(record)
    if place is None or record.text("organization_id") is None:
        return
    alike = record.register.neighbours.alike(place)
    names = names_of(record.row) if alike else []
    for distance, other in alike:
        if names_alike(names, names_of(other.row), SIMILAR_NAMES):
            yield Problem(values={"distance": round(distance), "name": _called(other.row)})


def shares_place(record: Record) -> Iterator[Problem]:
    """U04: an in-person point of another organization within 50 m, linked neither by site nor as parent."""
    place = _place(record)
    if place is None or record.row.get("channel") != "in_person":
        return
    for _distance, other in record.register.neighbours.here(place):
        if other.row.get("organization_id") != record.row.get("organization_id") and not _linked(
            record.row, other.row
        ):
            yield Problem("site_id", {"name": _called(other.row)})


def number_of_one_organization(record: Record) -> Iterator[Problem]:
    """U05: the number is also that of a point of another organization. 211, 311… are everyone's."""
    number, point = record.text("number"), record.point
    if number is None or point is None or len(number) <= _SHORT_CODE:
        return
    for owner in record.register.points_by_number.get(number, ()):
        if owner.get("organization_id") != point.get("organization_id"):
            yield Problem("number", {"name": _called(owner)})
            return


def external_id_once(record: Record) -> Iterator[Problem]:
    """U06: the same identifier of the same scheme on two records of a table."""
    fields = ("scheme", "value", "entity_table")
    same = record.register.where("external_id", fields, [record.row.get(name) for name in fields])
    for row in same:
        if row.get("id") != record.row.get("id"):
            table = str(row.get("entity_table"))
            known = table in record.register.schema.tables
            owner = record.register.find(table, row.get("entity_id")) if known else None
            yield Problem("value", {"name": str(row.get("entity_id")) if owner is None else _called(owner)})
            return


@once_per_table
def _unique_keys(table: Table) -> tuple[tuple[str, ...], ...]:
    single = [(field.name,) for field in table.fields if field.unique]
    if table.key in table.by_name and (table.key,) not in single:
        single.insert(0, (table.key,))
    return (*single, *(() if table.name == "external_id" else table.unique))


def _place(record: Record) -> NamedPoint | None:
    if record.lonlat is None or record.row.get("status") == "permanently_closed":
        return None
    return NamedPoint(record.row, record.lonlat)


def _linked(a: Row, b: Row) -> bool:
    if a.get("site_id") is not None and a.get("site_id") == b.get("site_id"):
        return True
    return a.get("parent_point_id") == b.get("id") or b.get("parent_point_id") == a.get("id")


def _called(row: Row) -> Text | str:
    return name_of(row) or str(row.get("id"))


def _has_keys(table: Table) -> bool:
    return bool(_unique_keys(table))


CHECKS = (
    Check("U02", _has_keys, unique_keys, clear=keys_differ),
    Check("U03", only("service_point"), similar_point, needs=the_field("geom")),
    Check("U04", only("service_point"), shares_place, needs=the_field("geom")),
    Check("U05", only("phone"), number_of_one_organization),
    Check("U06", only("external_id"), external_id_once),
)
