# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the project: what each English term is in French here, and what Canadian French does not say.

    python3 scripts/words.py      name each sentence that says something else

A person who translates reads this table first; a test holds every sentence to it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import i18n

TERMS = {
    "service points?": "points? de service",
    "service channels?": "modes? de prestation",
    "in person": "en personne",
    "call centres?": "centres? d’appels",
    "employment centres?": "centres? d’emploi",
    "floating[ -]catchments?": "zones? flottantes",
    "catchments?": "zones? de desserte",
    "co-location": "cohabitation",
    "colocation quotients?": "quotients? de colocalisation",
    "travel times?": "temps (?:de déplacement|depuis|jusqu|ou distance)|facteur de temps",
    "population served": "population desservie",
    "submissions?": "soumissions?",
    "receipts?": "accusés?",
    "stewards?": "intendance",
    "shared stores?": "dépôts? partagés?",
    "stores?": "dépôts?",
    "jurisdictions?": "administrations?",
    "orders? of government": "ordres? de gouvernement",
    "open data": "données ouvertes",
    "public finders?": "chercheurs? de services",
    "partnerships?": "partenariats?",
    "dissemination blocks?": "îlots? de diffusion",
    "dissemination areas?": "aires? (?:de diffusion|ou d’un îlot de diffusion)",
    "census subdivisions?": "subdivisions?",
    "publishers?": "éditeurs?",
    "drafts?": "projets?",
    "working cop(?:y|ies)": "copies? de travail",
    "inbox": "boîtes? de réception",
    "outbox": "boîtes? d’envoi|envois",
    "cutoffs?": "seuils?",
}
"""English → French, as expressions of whole words."""

SHORTER = {"Limite administrative", "Révision après fusion"}
"""French of the shared schema that says the same without the term."""

CALQUES = {
    r"e-?mails?|mails?": "courriel",
    r"digita(?:l|le|les|ux)": "numérique",
    r"(?-i:web|internet)": "Web, Internet",
    r"week-?ends?": "fin de semaine",
    r"parkings?": "stationnement",
    r"sauvegard(?:er|ez|é|ée|és|ées)": "enregistrer",
    r"support(?:e|er|é|ée|és|ées)": "prendre en charge",
    r"bas(?:é|ée|és|ées) sur": "fondé sur",
    r"opportunités?": "possibilité",
    r"impact(?:er|e|é|ée)": "toucher",
    r"implément\w+": "mettre en œuvre",
    r"initi(?:er|ez|e)": "lancer",
    r"finalis\w+": "terminer",
    r"éligibles?": "admissible",
    r"spécifi(?:er|ez|é|ée|és|ées)": "préciser",
    r"dû à|dus à|due à": "en raison de",
    r"en termes de|au niveau de": "pour",
    r"assum(?:er|e|é|ée)": "supposer",
    r"rencontr\w+ (?:le|les|un|des) critères?": "respecter",
    r"complét\w+ (?:le|un|ce) formulaire": "remplir",
    r"logs?": "journal",
    r"uploads?|upload\w+": "téléverser",
    r"tooltips?": "infobulle",
    r"batch": "par lots",
    r"timeouts?": "délai",
    r"feedback": "commentaires",
    r"call cent(?:er|re)s?": "centre d’appels",
    r"scores?": "note",
    r"buffers?": "zone tampon",
    r"lister|listez": "énumérer",
    r"éditer|éditez": "modifier",
    r"librairies?": "bibliothèque",
    r"dépendamment": "selon",
    r"canceller|checker|matcher|merger|crasher": "un verbe français",
    r"cliquer ici|cliquez ici": "dire ce qui s’ouvre",
    r"publicateurs?|publieurs?": "éditeur",
    r"brouillons?": "projet",
    r"intendants?": "intendance",
    r"juridictions?": "administration",
    r"bassins? versants?|aires? d’attraction|zones? de chalandise": "zone de desserte",
}
"""What French does not say here → what it says."""

TAGS = {
    "service points": "points de service",
    "government": "gouvernement",
    "catchment": "zone de desserte",
    "accessibility": "accessibilité",
    "co-location": "cohabitation",
    "census": "recensement",
    "open data": "données ouvertes",
}
"""Tags of metadata.txt, which has one list for both languages."""


_CODE = re.compile(r"\{\w*\}|https?://\S+|\w*[._/]\w[\w./_]*|[“«]\s?[a-z_0-9]+\s?[”»]")
"""Placeholders, addresses, names of files and of fields, which are no words."""


def faults(english: str, french: str) -> Iterator[str]:
    """Yield which words of the French are not ours."""
    plain, rest = _CODE.sub(" ", french).replace("'", "’"), _CODE.sub(" ", english)
    for term, approved in TERMS.items():
        if re.search(rf"\b(?:{term})\b", rest, re.IGNORECASE):
            rest = re.sub(rf"\b(?:{term})\b", " ", rest, flags=re.IGNORECASE)
            said = re.search(rf"\b(?:{approved})\b", plain, re.IGNORECASE)
            if not said and french not in SHORTER:
                yield f"{term!r} is {approved!r}: {french!r} for {english!r}"
    for pattern, instead in CALQUES.items():
        found = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", plain, re.IGNORECASE)
        if found:
            yield f"{found.group()!r}, say {instead!r}: {french!r}"


def sentences(root: Path = i18n.ROOT) -> Iterator[tuple[str, str, str]]:
    """Yield where it is, English and French, of every sentence of the plugin."""
    for message in i18n.read_ts(i18n.ts_path("fr", root)).values():
        for form in message.forms:
            yield message.files[0] if message.files else "", message.source, form
    for room in ("core", *i18n.ROOMS):
        place = root / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for line, english, french in i18n.pairs(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(root).as_posix()}:{line}", english, french
    for path in sorted((root / "resources").rglob("*.json")):
        for english, french in i18n.pairs_of(json.loads(path.read_text(encoding="utf-8"))):
            yield path.relative_to(root).as_posix(), english, french


def findings(root: Path = i18n.ROOT) -> list[str]:
    """Return a line on each sentence that says something else."""
    return [
        f"{where}: {each}" for where, english, french in sentences(root) for each in faults(english, french)
    ]


if __name__ == "__main__":
    lines = findings()
    print("\n".join(lines) or "every word is ours")
    sys.exit(1 if lines else 0)
