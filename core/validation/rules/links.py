# SPDX-License-Identifier: GPL-2.0-or-later
"""Family X: references between records."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema import Table
from ...schema.model import AUDIT_FIELDS
from ..check import Cell, Check, Problem, Values, once_per_table, only, the_field
from ..record import Record


def reference_exists(cell: Cell) -> Iterator[Problem]:
    """X01: a reference to a record that does not exist."""
    table, key = cell.field.references or ("", "")
    if cell.register.has(table) and any(
        not cell.register.where(table, (key,), (value,)) for value in cell.codes
    ):
        yield Problem(cell.field.name)


def references_exist(values: Values) -> bool:
    """X01 of values."""
    table, key = values.field.references or ("", "")
    return values.are_texts and values.register.has_each(table, key, values.texts)


def entity_exists(record: Record) -> Iterator[Problem]:
    """X01: an identifier of a record that does not exist."""
    if record.table.name == "external_id" and not _entity_exists(record):
        yield Problem("entity_id")


def no_loop(record: Record) -> Iterator[Problem]:
    """X03: following the parent points leads back to the record."""
    register, own = record.register, record.row.get("id")
    parent = record.text("parent_point_id")
    if register.find("service_point", own) is record.row:  # what one walk says of all
        if own in register.points_in_loops:
            yield Problem("parent_point_id")
        return
    seen = set()
    while parent is not None and parent not in seen:
        if parent == own:
            yield Problem("parent_point_id")
            return
        seen.add(parent)
        parent = register.parent_of(parent)


def link_alive(record: Record) -> Iterator[Problem]:
    """X04: a service still offered at a point although the service or the point has ended."""
    if record.row.get("status") != "active":
        return
    service = record.register.find("service", record.row.get("service_id"))
    if (service is not None and service.get("status") == "defunct") or (
        record.point is not None and record.point.get("status") == "permanently_closed"
    ):
        yield Problem("status")


def has_service(record: Record) -> Iterator[Problem]:
    """X05: an active public point at which no service is listed."""
    row = record.row
    if row.get("status") != "active" or row.get("visibility") != "public":
        return
    if not record.register.where("service_at_point", ("point_id",), (row.get("id"),)):
        yield Problem()


def is_call_centre(record: Record) -> Iterator[Problem]:
    """X06: details of a call centre on a point that is none."""
    if record.point is not None and record.point.get("channel") != "call_centre":
        yield Problem("point_id")


def partners_differ(record: Record) -> Iterator[Problem]:
    """X07: a partnership of one organization with itself, or over neither a point nor a service."""
    host = record.text("host_organization_id")
    if host is not None and host == record.row.get("partner_organization_id"):
        yield Problem("partner_organization_id")
    elif record.text("point_id") is None and record.text("service_id") is None:
        yield Problem("point_id")


@once_per_table
def _references(table: Table) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in table.fields
        if field.references is not None and field.name not in AUDIT_FIELDS
    )


def _entity_exists(record: Record) -> bool:
    table, entity = record.text("entity_table"), record.text("entity_id")
    if table is None or entity is None or not record.register.has(table):
        return True  # R01 and R04 say it
    return record.register.find(table, entity) is not None


def _has_references(table: Table) -> bool:
    return bool(_references(table)) or table.name == "external_id"


CHECKS = (
    Check(
        "X01",
        _has_references,
        entity_exists,
        fields=_references,
        judge=reference_exists,
        sound=references_exist,
        needs=the_field("entity_id"),
    ),
    Check("X03", only("service_point"), no_loop, needs=the_field("parent_point_id")),
    Check("X04", only("service_at_point"), link_alive),
    Check("X05", only("service_point"), has_service),
    Check("X06", only("call_centre"), is_call_centre),
    Check("X07", only("partnership"), partners_differ),
)
