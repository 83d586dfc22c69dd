# SPDX-License-Identifier: GPL-2.0-or-later
"""The objects of an edition: organizations, services, places, services at places, and all that is theirs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from typing import Any

from ...geojson import geometry_of
from ...store import Row
from ...text import LANGUAGES
from ..json_text import json_text
from ..publication import Publication
from .mapping import (
    ADDRESS,
    ADDRESS_NEEDS,
    AREA,
    ATTRIBUTES,
    CLOSURE,
    LINK,
    LOCATION,
    OFFSETS,
    ORGANIZATION,
    PHONE,
    PHONE_TYPES,
    SERVICE,
    TableMapping,
)
from .schedules import timings

Document = dict[str, Any]
_TAXONOMY = uuid.UUID("6f0f3a52-3f0e-5d0c-9c55-6d6d3a0a7c1e")
"""Name space of code lists and categories: the same term has the same identifier in every publication."""
_OTHER = {"en": "fr", "fr": "en"}


class Edition:
    """A publication in one language. Objects have no member without a value."""

    def __init__(self, publication: Publication, language: str) -> None:
        self._publication = publication
        self._language = language
        self._terms: dict[tuple[str, str], Document] = {}

    def organization(self, row: Row) -> Document:
        found = self._object(ORGANIZATION, row)
        name = self._word(row, "name") or row["id"]
        identifiers = self._publication.identifiers_of(row["id"])
        found.update(
            name=name,
            description=self._word(row, "description") or name,
            phones=self._phones(row["id"]),
            organization_identifiers=[
                {
                    "id": each["id"],
                    "organization_id": row["id"],
                    "identifier_scheme": each["scheme"],
                    "identifier_type": each["scheme"],
                    "identifier": each["value"],
                }
                for each in identifiers
            ],
        )
        return _filled(found)

    def service(self, row: Row) -> Document:
        found = self._object(SERVICE, row)
        found.update(
            name=self._word(row, "name"),
            status=row["status"].replace("_", " "),
            phones=self._phones(row["id"]),
            service_areas=[*self._areas(row["id"]), *self._coverage(row["id"])],
            attributes=self._attributes("service", row),
        )
        return _filled(found)

    def location(self, row: Row) -> Document:
        """Return a place; ``virtual`` for a call centre or an online service, with its page or number."""
        found = self._object(LOCATION, row)
        key, in_person = row["id"], row["channel"] == "in_person"
        organization = self._publication.organization_of(row)
        found.update(location_type="physical" if in_person else "virtual", name=self._word(row, "name"))
        if organization is not None:
            name = self._word(organization, "name") or organization["id"]
            description = self._word(organization, "description") or name
            found["organization"] = {"id": organization["id"], "name": name, "description": description}
        if row["geom"] is not None:
            found["longitude"], found["latitude"] = geometry_of(row["geom"])["coordinates"]
        if not in_person:
            found["url"] = self._word(row, "url") or self._call(key)
        if all(row[name] for name in ADDRESS_NEEDS):
            found["addresses"] = [self._address(row)]
            for name in ADDRESS:
                found["x_casp"].pop(name, None)
        if row["email"]:
            found["contacts"] = [
                {"id": derived(key, "contact/email"), "location_id": key, "email": row["email"]}
            ]
        identifiers = self._publication.identifiers_of(key)
        if identifiers:
            found["external_identifier"] = identifiers[0]["value"]
            found["external_identifier_type"] = identifiers[0]["scheme"]
        found.update(
            languages=self._languages("location_id", key, row["languages"]),
            accessibility=self._accessibility(row),
            phones=self._phones(key),
            schedules=[*self._schedules("location_id", row, row["timezone"]), *self._closures(row)],
            attributes=self._attributes("location", row),
        )
        centre = self._publication.call_centre_of(key)
        if centre is not None:
            found["x_casp"]["call_centre"] = _known(centre)
        areas = [area for area in self._areas(key) if "service_id" not in area]  # a service's are with it
        if areas:
            found["x_casp"]["service_areas"] = areas
        return _filled(found)

    def service_at_location(self, row: Row) -> Document:
        found = self._object(LINK, row)
        point = self._publication.points[row["point_id"]]
        found.update(
            schedules=self._schedules("service_at_location_id", row, point["timezone"]),
            attributes=self._attributes("service_at_location", row),
        )
        return _filled(found)

    def taxonomy_terms(self) -> list[Document]:
        """Return the terms of the categories, and of every code that an object so far has."""
        for code in self._publication.terms:
            self._category(code)
        return sorted(self._terms.values(), key=lambda term: str(term["id"]))

    def _object(self, mapping: TableMapping, row: Row) -> Document:
        found: Document = {member: row[name] for name, member in mapping.members.items()}
        for member, base in mapping.words.items():
            found[member] = self._word(row, base)
        x_casp: Document = {each.name: row[each.name] for each in mapping.extras}
        for language in LANGUAGES:
            x_casp[language] = _filled({base: row[f"{base}_{language}"] for base in mapping.pairs})
        identifiers = self._publication.identifiers_of(row["id"])
        x_casp["identifiers"] = [_known(each) for each in identifiers]
        found["x_casp"] = _filled(x_casp)
        return found

    def _word(self, row: Row, base: str) -> str | None:
        """Return a text in the language of the edition, else in the other one."""
        found: str | None = row[f"{base}_{self._language}"] or row[f"{base}_{_OTHER[self._language]}"]
        return found

    def _call(self, key: str) -> str | None:
        phones = self._publication.calls_of(key)
        return f"tel:{phones[0]['number']}" if phones else None

    def _address(self, row: Row) -> Document:
        parts = {member: row[name] for name, member in ADDRESS.items()}
        key = derived(row["id"], "address/civic")
        return _filled(
            {"id": key, "location_id": row["id"], **parts, "country": "CA", "address_type": "physical"}
        )

    def _phones(self, owner: str) -> list[Document]:
        made = []
        for row in self._publication.phones_of(owner):
            phone = self._object(PHONE, row)
            phone["type"] = PHONE_TYPES.get(row["kind"], row["kind"])
            if row["extension"]:
                phone["extension"] = int(row["extension"])
            phone["languages"] = self._languages("phone_id", row["id"], row["languages"])
            made.append(_filled(phone))
        return made

    def _languages(self, owner: str, key: str, codes: Sequence[str] | None) -> list[Document]:
        return [
            {
                "id": derived(key, f"language/{code}"),
                owner: key,
                "name": self._label("language", code),
                "code": code,
            }
            for code in codes or ()
        ]

    def _accessibility(self, row: Row) -> list[Document]:
        return [
            _filled(
                {
                    "id": derived(row["id"], f"accessibility/{code}"),
                    "location_id": row["id"],
                    "description": self._label("accessibility", code),
                    "details": self._word(row, "accessibility_note"),
                }
            )
            for code in row["accessibility"] or ()
        ]

    def _schedules(self, owner: str, row: Row, zone: str | None) -> list[Document]:
        common = {
            owner: row["id"],
            "valid_from": row.get("valid_from"),
            "valid_to": row.get("valid_to"),
            "timezone": OFFSETS.get(zone or ""),
            "description": row["hours"],
            "attending_type": row["appointment"] and self._label("appointment", row["appointment"]),
        }
        if "booking_url_en" in row:
            common["schedule_link"] = self._word(row, "booking_url")
            common["notes"] = self._word(row, "hours_note")
        common = _filled(common)
        return [
            {"id": derived(row["id"], f"schedule/{place}"), **common, **timing._asdict()}
            for place, timing in enumerate(timings(row["hours"]) if row["hours"] else ())
        ]

    def _closures(self, point: Row) -> Iterable[Document]:
        for row in self._publication.closures_of(point["id"]):
            closure = self._object(CLOSURE, row)
            closure["description"] = self._label("closure_kind", row["kind"])
            closure["timezone"] = OFFSETS.get(point["timezone"] or "")
            first, *others = (timings(row["hours"]) if row["hours"] else ()) or (None,)
            yield _filled({**closure, **(first._asdict() if first else {})})
            closure.pop("x_casp")  # once: the spans of a day are schedules of their own, the record is one
            for place, timing in enumerate(others, start=1):
                key = derived(row["id"], f"schedule/{place}")
                yield _filled({**closure, "id": key, **timing._asdict()})

    def _areas(self, owner: str) -> list[Document]:
        made = []
        for row in self._publication.areas_of(owner):
            area = self._object(AREA, row)
            area["extent"] = json_text(geometry_of(row["geom"]))
            area["extent_type"] = "geojson"
            made.append(_filled(area))
        return made

    def _coverage(self, service: str) -> Iterable[Document]:
        """What the call centres that offer a service serve."""
        for link, point in self._publication.points_of(service):
            centre = self._publication.call_centre_of(point["id"])
            for code in centre["coverage"] if centre is not None else ():
                name = self._publication.name(self._publication.jurisdictions[code]).in_(self._language)
                yield {"id": derived(link["id"], f"area/{code}"), "service_id": service, "name": name}

    def _attributes(self, entity: str, row: Row) -> list[Document]:
        made = []
        for name in ATTRIBUTES[entity]:
            value = row[name]
            for code in value if isinstance(value, list) else [value] if value else []:
                term = self._category(code) if name == "categories" else self._term(name, code)
                made.append(
                    {
                        "id": derived(row["id"], f"attribute/{name}/{code}"),
                        "link_id": row["id"],
                        "link_entity": entity,
                        "link_type": name,
                        "taxonomy_term_id": term["id"],
                        "value": code,
                        "label": term["name"],
                    }
                )
        return made

    def _term(self, name: str, code: str) -> Document:
        domain = _DOMAINS.get(name, name)
        if (domain, code) not in self._terms:
            label = self._label(domain, code)
            self._terms[domain, code] = {
                "id": str(uuid.uuid5(_TAXONOMY, f"{domain}/{code}")),
                "code": code,
                "name": label,
                "description": label,
                "taxonomy": f"casp:{domain}",
                "language": self._language,
            }
        return self._terms[domain, code]

    def _category(self, code: str) -> Document:
        if ("category", code) not in self._terms:
            row = self._publication.terms[code]
            name = self._publication.name(row).in_(self._language)
            parent = row["parent_code"]
            self._terms["category", code] = _filled(
                {
                    "id": str(uuid.uuid5(_TAXONOMY, f"category/{code}")),
                    "code": code,
                    "name": name,
                    "description": self._word(row, "definition") or name,
                    "parent_id": parent and str(uuid.uuid5(_TAXONOMY, f"category/{parent}")),
                    "taxonomy": "casp:category",
                    "language": self._language,
                }
            )
        return self._terms["category", code]

    def _label(self, domain: str, code: str) -> str:
        return self._publication.label(domain, code).in_(self._language)


_DOMAINS = {"verified_method": "verify_method", "facilities": "facility"}


def derived(parent: str, name: str) -> str:
    """Return the identifier of an object that HSDS needs and the register has not: stable from run to run."""
    digest = sha1(bytes.fromhex(parent.replace("-", "")) + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]  # RFC 4122, version 5: a third of the time uuid.uuid5 takes
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def _known(row: Row) -> Document:
    return {name: value for name, value in row.items() if value is not None}


def _filled(document: Mapping[str, Any]) -> Document:
    """Return a document without what is empty."""
    return {name: value for name, value in document.items() if value or value == 0}
