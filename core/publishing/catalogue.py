# SPDX-License-Identifier: GPL-2.0-or-later
"""The publication for catalogues: ``catalogue.jsonld`` (DCAT 3) and ``ckan.json`` (open.canada.ca's names).

Sources: W3C Recommendation DCAT 3; ``dataset.yaml``, ``presets.yaml`` of github.com/open-data/ckanext-canada.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from ..schema import load_schema
from ..text import LANGUAGES, Text
from ..validation.position import lonlat_of
from .json_text import json_text, write_json
from .manifest import WrittenFile
from .publication import Licence, Publication
from .table_columns import FILES

DCAT_NAME, CKAN_NAME = "catalogue.jsonld", "ckan.json"
HSDS_ADDRESS = "http://docs.openreferral.org/en/v3.0/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_TYPES = {
    ".geojson": ("application/geo+json", "GEOJSON"),
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/json", "JSON"),
    ".jsonl": ("application/jsonl", "JSONL"),
    ".jsonld": ("application/ld+json", "JSONLD"),
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IRREGULAR = "http://publications.europa.eu/resource/authority/frequency/IRREG"
_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_CKAN_LICENCES = {"OGL-CA-2.0": "ca-ogl-lgo"}
_CKAN_LEVELS = {"federal": "federal", "provincial": "provincial", "municipal": "municipal"}
_NAMES = {
    "points.geojson": Text("Map of the service points", "Carte des points de service"),
    "schema": Text("Shared schema", "Schéma partagé"),
    "datapackage": Text("Description of the tables", "Description des tables"),
    "schema_org": Text("For search engines", "Pour les moteurs de recherche"),
    "changes": Text("Changes since an earlier revision", "Changements depuis une révision antérieure"),
}
_DESCRIPTION = Text(
    "Public service points of {title}: counters, call centres and online services, with their services, "
    "hours, languages and accessibility. Points: {points}, as of {date}.",
    "Points de service publics de {title}\u00a0: comptoirs, centres d’appels et services en ligne, avec "
    "leurs services, heures, langues et accessibilité. Points\u00a0: {points}, en date du {date}.",
)
_KEYWORDS = {
    "en": ["service points", "government services", "opening hours", "call centres", "accessibility"],
    "fr": [
        "points de service",
        "services gouvernementaux",
        "heures d’ouverture",
        "centres d’appels",
        "accessibilité",
    ],
}


def write_catalogue(
    publication: Publication, folder: Path, files: Sequence[WrittenFile], base_url: str
) -> list[str]:
    """Write both descriptions of the ``files`` that hold data; return their names."""
    described = [each for each in files if _is_data(each.path)]
    write_json(folder / DCAT_NAME, _dataset(publication, described, base_url))
    write_json(folder / CKAN_NAME, _package(publication, described, base_url))
    return [DCAT_NAME, CKAN_NAME]


def _is_data(path: str) -> bool:
    """Whether a file is data or its description, not a page of the finder."""
    return PurePosixPath(path).suffix in _TYPES and (path.startswith("hsds/") or "/" not in path)


def _address(base_url: str, path: str) -> str:
    return f"{base_url.rstrip('/')}/{path}" if base_url else path


def _description(publication: Publication) -> Text:
    return _DESCRIPTION.format(
        title=publication.info.title,
        points=len(publication.rows["service_point"]),
        date=publication.info.updated_at[:10],
    )


def _dataset(publication: Publication, files: Iterable[WrittenFile], base_url: str) -> dict[str, Any]:
    info = publication.info
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": f"urn:uuid:{info.store_id}",
        "@type": "dcat:Dataset",
        "dct:identifier": info.store_id,
        "dct:title": _words(info.title),
        "dct:description": _words(_description(publication)),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _words(_publisher(publication))},
        "dct:license": _licence(publication.licence),
        "dct:language": [{"@id": f"{_LANGUAGE}ENG"}, {"@id": f"{_LANGUAGE}FRA"}],
        "dct:modified": {"@value": info.updated_at, "@type": "xsd:dateTime"},
        "dct:accrualPeriodicity": {"@id": _IRREGULAR},
        "dcat:theme": {"@id": _GOVERNMENT},
        "dcat:version": f"{info.schema_version}+r{info.revision}",
        "dcat:keyword": [
            {"@value": word, "@language": language} for language in LANGUAGES for word in _KEYWORDS[language]
        ],
        "dct:conformsTo": {"@type": "dct:Standard", "dct:title": f"CASP {info.schema_version}"},
        "dct:source": [
            {
                "@id": f"urn:uuid:{each.source_id}",
                "dct:title": _words(each.title),
                "dct:publisher": {"@type": "foaf:Agent", "foaf:name": each.publisher},
                "dct:license": _licence(each.licence),
                "dct:rights": {"@type": "dct:RightsStatement", "dct:description": _words(each.line)},
            }
            for each in publication.attribution.values()
        ],
    }
    box = _box(publication)
    if box is not None:
        wkt = "POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(*box)
        found["dct:spatial"] = {
            "@type": "dct:Location",
            "dcat:bbox": {"@value": wkt, "@type": "geo:wktLiteral"},
        }
    if info.steward_email:
        found["dcat:contactPoint"] = {
            "@type": "vcard:Group",
            "vcard:hasEmail": {"@id": f"mailto:{info.steward_email}"},
        }
    found["dcat:distribution"] = [_distribution(publication, each, base_url) for each in files]
    return found


def _distribution(publication: Publication, file: WrittenFile, base_url: str) -> dict[str, Any]:
    media, _ = _TYPES[PurePosixPath(file.path).suffix]
    address = {"@id": _address(base_url, file.path)}
    found: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA + media},
        "dct:license": _licence(publication.licence),
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }
    if file.path.startswith("hsds/"):
        found["dct:conformsTo"] = {"@id": HSDS_ADDRESS}
        found["dct:language"] = {"@id": _LANGUAGE + ("FRA" if "/fr/" in file.path else "ENG")}
    return found


def _package(publication: Publication, files: Iterable[WrittenFile], base_url: str) -> dict[str, Any]:
    info = publication.info
    date = info.updated_at[:10]
    found: dict[str, Any] = {
        "type": "dataset",
        "collection": "primary",
        "id": info.store_id,
        "name": info.store_id,
        "title_translated": _both(info.title),
        "notes_translated": _both(_description(publication)),
        "org_title_at_publication": _both(_publisher(publication)),
        "maintainer_email": info.steward_email or "",
        "keywords": _KEYWORDS,
        "subject": ["government_and_politics", "society_and_culture"],
        "audience": ["general_public"],
        "frequency": "as_needed",
        "date_published": date,
        "date_modified": date,
        "license_id": _CKAN_LICENCES.get(publication.licence.code, publication.licence.code),
        "license_url": publication.licence.url.en,
        "restrictions": "unrestricted",
    }
    levels = _levels(publication)
    if len(levels) == 1 and levels <= set(_CKAN_LEVELS):
        found["jurisdiction"] = _CKAN_LEVELS[next(iter(levels))]
    box = _box(publication)
    if box is not None:
        west, south, east, north = map(float, box)
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        found["spatial"] = json_text({"type": "Polygon", "coordinates": [ring]})
    found["resources"] = [_resource(publication, each, base_url) for each in files]
    return found


def _resource(publication: Publication, file: WrittenFile, base_url: str) -> dict[str, Any]:
    _, kind = _TYPES[PurePosixPath(file.path).suffix]
    describes = file.path.endswith(("schema.json", "datapackage.json"))
    languages = ["en", "fr"]
    if file.path.startswith("hsds/"):
        languages = ["fr"] if "/fr/" in file.path else ["en"]
    return {
        "id": str(uuid.uuid5(uuid.UUID(publication.info.store_id), file.path)),
        "name_translated": _both(_name(file.path)),
        "format": kind,
        "language": languages,
        "resource_type": "specification" if describes else "dataset",
        "character_set": "UTF-8",
        "url": _address(base_url, file.path),
        "size": file.size,
        "hash": file.sha256,
        "date_published": publication.info.updated_at[:10],
    }


def _name(path: str) -> Text:
    """What a person calls a file: the kind of its records, and where it is."""
    stem = PurePosixPath(path).stem
    tables = {name: table for table, name in FILES.items()}
    label = _NAMES.get(path) or _NAMES.get(stem.partition("_since_")[0])
    if label is None and stem in tables and "/" not in path:
        label = load_schema().tables[tables[stem]].label
    if label is None or "/" in path:
        return Text(path, path)
    return Text(f"{label.en} ({path})", f"{label.fr} ({path})")


def _publisher(publication: Publication) -> Text:
    """The jurisdiction that all points belong to, or the store where there are several."""
    codes = {row["custodian_code"] for row in publication.rows["service_point"]}
    row = publication.jurisdictions.get(next(iter(codes))) if len(codes) == 1 else None
    return publication.info.title if row is None else publication.name(row)


def _levels(publication: Publication) -> set[str]:
    codes = {row["custodian_code"] for row in publication.rows["service_point"]}
    return {str(publication.jurisdictions[code]["level"]) for code in codes}


def _box(publication: Publication) -> list[str] | None:
    """Return west, south, east, north of the points, with the decimals they have."""
    places = [lonlat_of(row["geom"]) for row in publication.rows["service_point"]]
    found = np.array([place for place in places if place is not None], dtype=np.float64)
    if not len(found):
        return None
    return [f"{value:.7f}" for value in (*found.min(axis=0), *found.max(axis=0))]


def _licence(licence: Licence) -> dict[str, Any]:
    if not licence.url.en:
        return {"@type": "dct:LicenseDocument", "dct:title": _words(licence.name)}
    return {"@id": licence.url.en, "@type": "dct:LicenseDocument", "dct:title": _words(licence.name)}


def _words(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.in_(language), "@language": language} for language in LANGUAGES]


def _both(text: Text) -> dict[str, str]:
    return {language: text.in_(language) for language in LANGUAGES}
