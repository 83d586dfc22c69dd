# SPDX-License-Identifier: GPL-2.0-or-later
"""The tutorial's pages: what stands between ``<!--name-->`` and ``<!--/-->`` is what the runs gave."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import plugin_package

PAGES = {
    "en": plugin_package.ROOT / "docs" / "en" / "tutorial.md",
    "fr": plugin_package.ROOT / "docs" / "fr" / "tutoriel.md",
}
MARK = re.compile(r"<!--(?P<name>[\w.]+)-->(?P<value>.*?)<!--/-->", re.DOTALL)


def marks(text: str) -> dict[str, str]:
    """Return the quotes of a page by name; of a name quoted often, the last."""
    return {found["name"]: found["value"] for found in MARK.finditer(text)}


def filled(text: str, found: Mapping[str, str]) -> str:
    """Return the page with the quotes that are found; the others stay."""
    return MARK.sub(
        lambda mark: f"<!--{mark['name']}-->{found.get(mark['name'], mark['value'])}<!--/-->", text
    )


def without_quotes(text: str) -> str:
    """Return what a person wrote: no quotes, commands, file names or links."""
    own = MARK.sub("", text)
    own = re.sub(r"```.*?```", "", own, flags=re.DOTALL)
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "", own)


def fill(path: Path, found: Mapping[str, str]) -> bool:
    """Rewrite the quotes of a page; return whether any changed. ``KeyError`` names what no run gives."""
    old = path.read_text(encoding="utf-8")
    unknown = sorted(marks(old).keys() - found.keys())
    if unknown:
        raise KeyError(f"{path.name}: {', '.join(unknown)}")
    new = filled(old, found)
    path.write_text(new, encoding="utf-8")
    return new != old
