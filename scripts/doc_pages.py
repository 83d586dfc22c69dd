# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of the documentation in both languages, and what may change when they are made anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "index": "index",
    "install": "installation",
    "first-hour": "premiere-heure",
    "specialist": "specialiste",
    "editor": "edition",
    "batch": "lots",
    "steward": "intendance",
    "it": "informatique",
    "tutorial": "tutoriel",
    "methods": "methodes",
    "schema": "schema",
    "reports-and-maps": "rapports-et-cartes",
    "open-data": "donnees-ouvertes",
    "shared-layers": "couches-partagees",
    "publishing": "publication",
    "finder": "chercheur",
    "deployment": "deploiement",
    "postgis": "postgis",
    "national-scale": "echelle-nationale",
    "cluster": "grappe",
    "translating": "traduire",
    "accessibility": "accessibilite",
}
"""The name of each page in English, and in French."""
MARK = re.compile(r"<!--(?P<name>[\w.]+)-->(?P<value>.*?)<!--/-->", re.DOTALL)
"""What stands between ``<!--name-->`` and ``<!--/-->`` is what a run gave."""


def page(name: str, language: str) -> Path:
    """Return the file of a page, by its English name."""
    return ROOT / "docs" / language / f"{name if language == 'en' else PAGES[name]}.md"


def marks(text: str) -> dict[str, str]:
    """Return the quotes of a page by name; of a name quoted often, the last."""
    return {found["name"]: found["value"] for found in MARK.finditer(text)}


def filled(text: str, found: Mapping[str, str]) -> str:
    """Return the page with the quotes that are found; the others stay."""
    return MARK.sub(
        lambda mark: f"<!--{mark['name']}-->{found.get(mark['name'], mark['value'])}<!--/-->", text
    )


def fill(path: Path, found: Mapping[str, str]) -> bool:
    """Rewrite the quotes of a page; return whether any changed. ``KeyError`` names what no run gives."""
    old = path.read_text(encoding="utf-8")
    unknown = sorted(marks(old).keys() - found.keys())
    if unknown:
        raise KeyError(f"{path.name}: {', '.join(unknown)}")
    new = filled(old, found)
    path.write_text(new, encoding="utf-8")
    return new != old
