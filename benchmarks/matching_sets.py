# SPDX-License-Identifier: GPL-2.0-or-later
"""Labelled sets to judge matching by, built from the real files of Ottawa, the same every time.

Two kinds of truth. `labels/ottawa_matching.csv` was labelled by hand, reading both files: the City's list of
inspected premises (schools' kitchens, community centres, arenas, and the day-cares of others in them), the
libraries and museums of Statistics Canada's database, against the schools, facilities and libraries that
Ottawa publishes. The other sets are real records as another publisher would write them, so that their
identity is known: in the other language, abbreviated, placed otherwise, incomplete, moved; and records that
the register does not have, beside those it has.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..core.importing.cleaning.phone import read_phone
from ..core.importing.matching import Candidate
from ..core.importing.matching.score import distance_m
from .files import DATA, DataMissingError

LABELS = Path(__file__).with_name("labels") / "ottawa_matching.csv"
FILES = {
    "schools": ("import/ottawa_schools_bilingual.csv", "utf-8-sig"),
    "premises": ("import/ottawa_food_premises_address_reference.csv", "latin-1"),
    "odcaf": ("import/odcaf_v1_libraries_museums_canada.csv", "cp1252"),
    "facilities": ("ottawa/ottawa_city_recreation_facilities.csv", "utf-8-sig"),
    "libraries": ("ottawa/ottawa_public_libraries.csv", "utf-8-sig"),
    "hospitals": ("ottawa/ottawa_hospitals.csv", "utf-8-sig"),
    "offices": ("ottawa/service_points.csv", "utf-8-sig"),
}
CITY, MUSEUMS = "city", "museums"
CENTRE = (-75.7009, 45.4236)  # Parliament Hill
RURAL_M = 15_000.0
_METRES_IN_DEGREE = 111_195.0
_BILINGUAL_STREET = re.compile(
    r"(?P<front>rue|av|ave|boul|ch|prom|crois|pl|terr|imp|cour)\.? ?(?P<name>.+?) (?P<behind>[A-Za-z]+\.?)$"
)

Record = Mapping[str, str]


@dataclass(frozen=True)
class Labelled:
    """A row and the place of the point it is among the held ones, None for a new one."""

    row: Candidate
    held: int | None
    strata: tuple[str, ...]


@dataclass(frozen=True)
class LabelledSet:
    """A register and the rows of a source, with the truth."""

    name: str
    held: Sequence[Candidate]
    rows: Sequence[Labelled]


def labelled_sets() -> list[LabelledSet]:
    """Return all sets. Raises ``DataMissingError`` without the real files."""
    missing = [name for name, _ in FILES.values() if not (DATA / name).is_file()]
    if missing:
        raise DataMissingError(f"skipped: {', '.join(missing)} not in ../shared/data")
    ottawa = Ottawa()
    return [
        _labelled_by_hand(ottawa),
        _french_list(ottawa),
        _later_edition(ottawa),
        _libraries_in_centres(ottawa),
        _other_governments(ottawa),
    ]


class Ottawa:
    """The real records as candidates, by the identifiers that the labels use (``school:4801``).

    Facilities have no identifier of their own: theirs is the place in the file, from 0.
    """

    @cached_property
    def schools(self) -> dict[str, Candidate]:
        return {
            f"school:{record['OBJECTID']}": Candidate(
                organization=record["BOARD"] if record["BOARD"] != "Private" else record["OBJECTID"],
                channel="in_person",
                names=tuple(filter(None, (record["NAME"].strip(), record["NAME_FR"].strip()))),
                address=f"{record['NUM']} {record['STREET']}",
                lonlat=_lonlat(record, "LONGITUDE", "LATITUDE"),
                phones=_phones(record["PHONE"]),
            )
            for record in _read("schools")
        }

    @cached_property
    def facilities(self) -> dict[str, Candidate]:
        return {
            f"facility:{place}": _of_city(record, record["NAME"].strip())
            for place, record in enumerate(_read("facilities"))
        }

    @cached_property
    def buildings(self) -> dict[str, str]:
        """What the City calls the building of a facility that is alone in it, where that is another name."""
        records = _read("facilities")
        names = [record["BUILDING_NAME"].strip() for record in records]
        return {
            f"facility:{place}": name
            for place, (record, name) in enumerate(zip(records, names))
            if names.count(name) == 1 and name != record["NAME"].strip()
        }

    @cached_property
    def libraries(self) -> dict[str, Candidate]:
        return {
            f"library:{record['ACRONYM']}": _of_city(record, record["NAME"], record["POSTAL_CODE"])
            for record in _read("libraries")
        }

    @cached_property
    def museums(self) -> dict[str, Candidate]:
        """What the Canadian Museums Association lists in Ottawa."""
        return {
            f"museum:{record['Index']}": _of_odcaf(record)
            for record in self.odcaf.values()
            if record["Provider"] == "canadian museums association" and record["CSD_Name"] == "Ottawa"
        }

    @cached_property
    def odcaf(self) -> dict[str, Record]:
        return {f"odcaf:{record['Index']}": record for record in _read("odcaf")}

    @cached_property
    def premises(self) -> dict[str, Record]:
        return {f"premises:{record['business_id'][:8]}": record for record in _read("premises")}

    @cached_property
    def places(self) -> list[Candidate]:
        """Real addresses with postal codes and positions, to which offices could move."""
        found = (_of_premises(record, "") for record in self.premises.values() if record["postal_code"])
        return [place for place in found if place.lonlat and place.address]

    @cached_property
    def offices(self) -> dict[str, Candidate]:
        """The offices of the two other governments, and the hospitals, each an organization of its own."""
        offices = {
            f"office:{place}": Candidate(
                organization=record["owner"],
                channel="in_person",
                names=(record["name_en"].split(", Land")[0],),
                address=record["address"],
                lonlat=_lonlat(record, "longitude", "latitude"),
            )
            for place, record in enumerate(_read("offices"))
            if record["order_of_government"] != "municipal"
        }
        for place, record in enumerate(_read("hospitals")):
            offices[f"hospital:{place}"] = replace(
                _of_city(record, record["NAME"]), organization=record["LINK"], phones=_phones(record["PHONE"])
            )
        return offices


def _labelled_by_hand(ottawa: Ottawa) -> LabelledSet:
    register = {**ottawa.schools, **ottawa.facilities, **ottawa.libraries, **ottawa.museums, **ottawa.offices}
    place = {name: number for number, name in enumerate(register)}
    rows = []
    with LABELS.open(encoding="utf-8", newline="") as stream:
        for label in csv.DictReader(stream):
            if label["label"] == "unsure":
                continue
            is_match = label["label"] == "match"
            organization = register[label["held"]].organization if is_match else label["organization"]
            kind = label["row"].split(":")[0]
            if kind == "premises":
                row = _of_premises(ottawa.premises[label["row"]], organization or label["row"])
            else:
                row = replace(_of_odcaf(ottawa.odcaf[label["row"]]), organization=organization)
            strata = ("by hand", f"by hand, {label['held'].split(':')[0] or 'none'}", label["label"])
            rows.append(Labelled(row, place[label["held"]] if is_match else None, (*strata, _country(row))))
    return LabelledSet("labelled by hand", list(register.values()), rows)


def _french_list(ottawa: Ottawa) -> LabelledSet:
    """A list in French against a register that has its names in English only."""
    register, rows = _Register(), []
    for name, school in ottawa.schools.items():
        if len(school.names) < 2:
            continue
        is_new = _chance(name, "left out") < 0.15
        held = None if is_new else register.add(replace(school, names=school.names[:1]))
        row = _incomplete(
            name, replace(school, names=school.names[1:], address=_in_one_language(school, "front"))
        )
        rows.append(Labelled(_jittered(name, row), held, ("French name only", *_kind(is_new), _country(row))))
    return LabelledSet("a list in French, a register in English", register.points, rows)


def _later_edition(ottawa: Ottawa) -> LabelledSet:
    """The same offices a year later, as another department of the same governments writes them."""
    register, rows = _Register(), []
    everything = {**ottawa.schools, **ottawa.facilities, **ottawa.offices}
    for name, point in everything.items():
        is_new = _chance(name, "not yet") < 0.15
        held = None if is_new else register.add(point)
        language = "behind" if _chance(name, "language") < 0.5 else "front"
        names = (ottawa.buildings.get(name, point.names[0]), *point.names[1:])
        row = replace(
            point,
            names=(_abbreviated(name, names[-1 if language == "front" else 0]),),
            address=_in_one_language(point, language),
        )
        is_moved = not is_new and _chance(name, "moved") < 0.1
        row = _moved(name, row, ottawa.places) if is_moved else _jittered(name, _incomplete(name, row))
        strata = ("later edition", *(("moved",) if is_moved else ()), *_kind(is_new), _country(row))
        rows.append(Labelled(row, held, strata))
    return LabelledSet("a later edition", register.points, rows)


def _libraries_in_centres(ottawa: Ottawa) -> LabelledSet:
    """The City's libraries against a register that has all the City runs but libraries: none is in it."""
    held = [*ottawa.facilities.values(), *ottawa.offices.values()]
    rows = [Labelled(row, None, ("library, register without", "new")) for row in ottawa.libraries.values()]
    return LabelledSet("libraries beside community centres", held, rows)


def _other_governments(ottawa: Ottawa) -> LabelledSet:
    """A federal or provincial office opens in each library, one in two under the library's name."""
    register = _Register()
    for point in (*ottawa.libraries.values(), *ottawa.offices.values()):
        register.add(point)
    owners = ("Employment and Social Development Canada", "Government of Ontario")
    rows = []
    for name, library in ottawa.libraries.items():
        owner = owners[_chance(name, "owner") < 0.5]
        own_name = ("Service Canada", "ServiceOntario")[owners.index(owner)]
        names = library.names if _chance(name, "name") < 0.5 else (f"{own_name} – {library.names[0]}",)
        row = _jittered(name, replace(library, organization=owner, names=names), scale_m=20.0)
        rows.append(Labelled(row, None, ("other government, same place", "co-located", _country(row))))
    return LabelledSet("offices of other governments in libraries", register.points, rows)


class _Register:
    def __init__(self) -> None:
        self.points: list[Candidate] = []

    def add(self, point: Candidate) -> int:
        self.points.append(point)
        return len(self.points) - 1


def _kind(is_new: bool) -> tuple[str, ...]:
    return ("new",) if is_new else ("match",)


def _country(row: Candidate) -> str:
    if row.lonlat is None:
        return "without position"
    return "rural" if distance_m(row.lonlat, CENTRE) > RURAL_M else "urban"


def _chance(*words: str) -> float:
    """Return a number in [0, 1) that these words alone decide, on every machine."""
    digest = hashlib.blake2b("|".join(words).encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") / 2**56


def _jittered(name: str, point: Candidate, scale_m: float = 100.0) -> Candidate:
    """Place a point as another geocoder would: exponential distances with this mean, at most 600 m."""
    if point.lonlat is None:
        return point
    metres = min(-scale_m * math.log(1 - _chance(name, "far")), 600.0)
    angle = 2 * math.pi * _chance(name, "where to")
    lon, lat = point.lonlat
    east, north = metres * math.sin(angle), metres * math.cos(angle)
    degrees = _METRES_IN_DEGREE * math.cos(math.radians(lat))
    return replace(point, lonlat=(lon + east / degrees, lat + north / _METRES_IN_DEGREE))


def _incomplete(name: str, point: Candidate) -> Candidate:
    """Leave out a telephone in three, an address in six or else a position in eight."""
    if _chance(name, "phone") < 1 / 3:
        point = replace(point, phones=())
    if _chance(name, "address") < 1 / 6:
        return replace(point, address=None)
    return replace(point, lonlat=None) if _chance(name, "position") < 1 / 8 else point


def _moved(name: str, point: Candidate, places: Sequence[Candidate]) -> Candidate:
    """Move a point to another real address 800 m to 9 km off; half of those that move keep the telephone."""
    if point.lonlat is None:
        return point
    within = [p for p in places if p.lonlat and 800 < distance_m(point.lonlat, p.lonlat) < 9_000]
    to = within[int(_chance(name, "new place") * len(within))]
    phones = point.phones if _chance(name, "keeps its number") < 0.5 else ()
    return replace(point, address=to.address, lonlat=to.lonlat, postal_code=to.postal_code, phones=phones)


def _abbreviated(name: str, text: str) -> str:
    """Write a name as a department in a hurry does: abbreviated, or in capitals, or as it is."""
    chance = _chance(name, "abbreviated")
    if chance < 0.4:
        for long, short in _SHORT:
            text = re.sub(long, short, text)
        return text
    return text.upper() if chance < 0.6 else text


_SHORT = (
    (r"\bCommunity (Centre|Center)\b", "Comm. Ctr."),
    (r"\bCatholic\b", "Cath."),
    (r"\bPublic School\b", "P.S."),
    (r"\bSecondary School\b", "S.S."),
    (r"\bElementary School\b", "Elem. School"),
    (r"\bRecreation\b", "Rec."),
    (r"\bField ?house\b", "Fieldhouse"),
    (r"\bSaint\b|\bSt\.", "St"),
    (r"\bSainte\b", "Ste"),
    (r"\bÉcole (élémentaire|secondaire)\b", "École"),
    (r"\bHospital\b", "Hosp."),
)


def _in_one_language(point: Candidate, part: str) -> str | None:
    """Return an address with the street's type before its name (French) or behind it (English) only."""
    number, _, street = (point.address or "").partition(" ")
    found = _BILINGUAL_STREET.match(street)
    if not found:
        return point.address
    if part == "front":
        return f"{number}, {found['front']}. {found['name']}"
    return f"{number} {found['name']} {found['behind']}"


def _read(name: str) -> list[Record]:
    file, encoding = FILES[name]
    with (DATA / file).open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def _of_city(record: Record, name: str, postal_code: str | None = None) -> Candidate:
    return Candidate(
        organization=CITY,
        channel="in_person",
        names=(name,),
        address=record["ADDRESS"],
        lonlat=_lonlat(record, "LONGITUDE", "LATITUDE"),
        postal_code=postal_code,
    )


def _of_premises(record: Record, organization: str) -> Candidate:
    return Candidate(
        organization=organization,
        channel="in_person",
        names=(record["name"].strip(),),
        address=record["address"].strip() or None,
        lonlat=_lonlat(record, "longitude", "latitude"),
        phones=_phones(record["phone_number"]),
        postal_code=record["postal_code"].strip() or None,
    )


def _of_odcaf(record: Record) -> Candidate:
    civic = [record[name] for name in ("Street_No", "Street_Name")]
    return Candidate(
        organization=MUSEUMS,
        channel="in_person",
        names=(record["Facility_Name"],),
        address=" ".join(civic) if ".." not in civic else None,
        lonlat=_lonlat(record, "Longitude", "Latitude"),
        postal_code=record["Postal_Code"] if record["Postal_Code"] != ".." else None,
    )


def _lonlat(record: Record, lon: str, lat: str) -> tuple[float, float] | None:
    try:
        return float(record[lon]), float(record[lat])
    except ValueError:
        return None


def _phones(text: str) -> tuple[str, ...]:
    phone = read_phone(text, "613")
    return (phone.number,) if phone else ()


def strata_of(sets: Sequence[LabelledSet]) -> Iterator[str]:
    """Yield every stratum once, in a fixed order."""
    yield from sorted({stratum for each in sets for row in each.rows for stratum in row.strata})
