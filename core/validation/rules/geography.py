# SPDX-License-Identifier: GPL-2.0-or-later
"""Family G: where a point is and which shape an area has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

from ...text import Text
from ..boundaries import count_vertices, is_sound, read_geometry
from ..check import Check, Gap, Problem, Records, only, the_field
from ..position import LonLat, lonlat_of, metres_between
from ..record import Record
from ..register import Register, Row
from ..wording import code_label, shown

PROVINCE_BUFFER_M = 2_000.0
SUBDIVISION_BUFFER_M = 500.0
MUNICIPALITY_BUFFER_M = 5_000.0
MOVED_M = 200.0
MOST_VERTICES = 20_000
_NULL_ISLAND_DEGREES = 0.01
_WEST, _EAST, _SOUTH, _NORTH = -141.1, -52.5, 41.6, 83.2
_ADDRESS = ("address_line1", "address_line2", "city", "province", "postal_code")
_CSDUID_DIGITS = 7
_LISTED = 10

_SWAPPED = Text(
    "Latitude and longitude are swapped: exchange them.",
    "La latitude et la longitude sont inversées\u00a0: échangez-les.",
)
_SIGN_LOST = Text(
    "The longitude has lost its minus sign: longitudes in Canada are negative.",
    "La longitude a perdu son signe moins\u00a0: les longitudes au Canada sont négatives.",
)
_NO_PROVINCES = Text(
    "The store has no boundaries of provinces and territories; ask the steward to add them.",
    "Le dépôt ne contient pas les limites des provinces et territoires; demandez à "
    "l’intendance de les ajouter.",
)
_NO_SUBDIVISIONS = Text(
    "The store has no boundaries of census subdivisions; ask the steward to add them.",
    "Le dépôt ne contient pas les limites des subdivisions de recensement; demandez à "
    "l’intendance de les ajouter.",
)
_SOME_MISSING = Text(
    "Boundaries are missing for: {units}. Points there were not checked.",
    "Il manque les limites de\u00a0: {units}. Les points qui s’y trouvent n’ont pas été vérifiés.",
)
_NO_BASE = Text(
    "This rule compares a working copy with the data it was made from; a shared store has no such data.",
    "Cette règle compare une copie de travail aux données d’origine; un dépôt partagé n’en a pas.",
)


def has_position(record: Record) -> Iterator[Problem]:
    """G01: an in-person point without position, or at 0° 0°."""
    if record.row.get("channel") != "in_person":
        return
    given = record.row.get("geom")
    if given in (None, "", "POINT EMPTY") or (record.lonlat and _null_island(record.lonlat)):
        yield Problem("geom")


def in_canada(record: Record) -> Iterator[Problem]:
    """G02: a position outside Canada; says so when swapping or a minus sign would bring it back."""
    if record.lonlat is None or in_canada_at(record.lonlat):
        return
    if record.row.get("channel") == "in_person" and _null_island(record.lonlat):
        return  # G01 says it better
    lon, lat = record.lonlat
    fix = None
    if in_canada_at((lat, lon)):
        fix = _SWAPPED
    elif in_canada_at((-lon, lat)):
        fix = _SIGN_LOST
    yield Problem("geom", fix=fix)


def all_in_canada(records: Records) -> bool:
    """G02 of records."""
    return all(map(in_canada_at, records.lonlats))


def all_have_position(records: Records) -> bool:
    """G01 of records: those of all that have one, none of them far from Canada."""
    return len(records.lonlats) == len(records.rows) and all_in_canada(records)


def no_provinces(records: Records) -> bool:
    """G03 of records: nothing is known to be outside of what has no boundaries."""
    return not records.register.boundaries.has_provinces


def no_subdivisions(records: Records) -> bool:
    """G04 and G05 of records, likewise."""
    return not records.register.boundaries.has_subdivisions


def in_province(record: Record) -> Iterator[Problem]:
    """G03: a position more than 2 km outside its province."""
    uid = _pruid(record.register, record.row)
    if uid and _outside(record, uid, PROVINCE_BUFFER_M):
        province = code_label(record.register.schema.domains["province"], record.text("province") or "")
        yield Problem("geom", {"province": province})


def in_subdivision(record: Record) -> Iterator[Problem]:
    """G04: a position more than 500 m outside its census subdivision."""
    uid = _csduid(record.register, record.row)
    if uid and _outside(record, uid, SUBDIVISION_BUFFER_M):
        yield Problem("geom", {"csduid": shown(uid)})


def in_municipality(record: Record) -> Iterator[Problem]:
    """G05: a municipality's point more than 5 km outside of it."""
    uid = _municipality(record.register, record.row)
    if uid and _outside(record, uid, MUNICIPALITY_BUFFER_M):
        yield Problem("geom")


def is_exact(record: Record) -> Iterator[Problem]:
    """G06: a position taken from a postal code or a municipality."""
    if record.lonlat is not None and record.row.get("geo_method") in ("postal_code", "municipality"):
        yield Problem("geo_method")


def moved_with_address(record: Record) -> Iterator[Problem]:
    """G07: a position that moved by more than 200 m while the address stayed the same."""
    before = record.register.base("service_point", record.row.get("id"))
    old = None if before is None else lonlat_of(before.get("geom"))
    if before is None or old is None or record.lonlat is None:
        return
    distance = metres_between(old, record.lonlat)
    if distance > MOVED_M and all(before.get(name) == record.row.get(name) for name in _ADDRESS):
        yield Problem("geom", {"distance": round(distance)})


def sound_shape(record: Record) -> Iterator[Problem]:
    """G08: an area that is empty, crosses itself, or has more than 20,000 vertices."""
    value = record.row.get("geom")
    if value is None:
        return  # R01
    geometry = read_geometry(value)
    if geometry is None or not is_sound(geometry) or count_vertices(geometry) > MOST_VERTICES:
        yield Problem("geom")


def _null_island(lonlat: LonLat) -> bool:
    return abs(lonlat[0]) < _NULL_ISLAND_DEGREES and abs(lonlat[1]) < _NULL_ISLAND_DEGREES


def in_canada_at(lonlat: LonLat) -> bool:
    """Return whether a position (degrees) is inside the rectangle around Canada."""
    return _WEST <= lonlat[0] <= _EAST and _SOUTH <= lonlat[1] <= _NORTH


def _outside(record: Record, uid: str, buffer_m: float) -> bool:
    """Whether the position is known to be outside the unit; one outside Canada is G02's alone."""
    if record.lonlat is None or not in_canada_at(record.lonlat):
        return False
    return record.register.boundaries.within(uid, record.lonlat, buffer_m) is False


def _pruid(register: Register, row: Row) -> str | None:
    province = row.get("province")
    known = register.schema.domains["province"].by_code.get(province) if isinstance(province, str) else None
    return None if known is None else known.note


def _csduid(register: Register, row: Row) -> str | None:
    value = row.get("csduid")
    return value if isinstance(value, str) and len(value) == _CSDUID_DIGITS else None


def _municipality(register: Register, row: Row) -> str | None:
    """The subdivision of a municipal custodian: its ``csduid``, else the seven digits its code ends with."""
    custodian = register.find("jurisdiction", row.get("custodian_code"))
    if custodian is None or custodian.get("level") != "municipal":
        return None
    code = str(custodian.get("code")).rpartition("-")[2]
    return _csduid(register, custodian) or (code if len(code) == _CSDUID_DIGITS and code.isdigit() else None)


def _no_provinces(register: Register) -> Gap | None:
    return _gap(register, register.boundaries.has_provinces, _NO_PROVINCES, _pruid)


def _no_subdivisions(register: Register) -> Gap | None:
    return _gap(register, register.boundaries.has_subdivisions, _NO_SUBDIVISIONS, _csduid)


def _no_municipalities(register: Register) -> Gap | None:
    return _gap(register, register.boundaries.has_subdivisions, _NO_SUBDIVISIONS, _municipality)


def _gap(
    register: Register, available: bool, reason: Text, unit: Callable[[Register, Row], str | None]
) -> Gap | None:
    if not available:
        return Gap(reason)
    wanted = {
        uid
        for row in register.rows("service_point")
        for uid in [unit(register, row)]
        if uid is not None and lonlat_of(row.get("geom")) is not None
    }
    missing = sorted(uid for uid in wanted if not register.boundaries.knows(uid))
    if not missing:
        return None
    units = ", ".join(missing[:_LISTED]) + (" …" if len(missing) > _LISTED else "")
    return Gap(_SOME_MISSING.format(units=units), whole=len(missing) == len(wanted))


def _no_base(register: Register) -> Gap | None:
    return None if register.has_base else Gap(_NO_BASE)


CHECKS = (
    Check("G01", only("service_point"), has_position, clear=all_have_position),
    Check("G02", only("service_point"), in_canada, needs=the_field("geom"), clear=all_in_canada),
    Check(
        "G03",
        only("service_point"),
        in_province,
        _no_provinces,
        needs=the_field("province"),
        clear=no_provinces,
    ),
    Check(
        "G04",
        only("service_point"),
        in_subdivision,
        _no_subdivisions,
        needs=the_field("csduid"),
        clear=no_subdivisions,
    ),
    Check(
        "G05",
        only("service_point"),
        in_municipality,
        _no_municipalities,
        needs=the_field("geom"),
        clear=no_subdivisions,
    ),
    Check("G06", only("service_point"), is_exact, needs=the_field("geo_method")),
    Check("G07", only("service_point"), moved_with_address, _no_base, needs=the_field("geom")),
    Check("G08", only("service_area"), sound_shape),
)
