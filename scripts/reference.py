# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the reference pages, which are made from the code and from the shared schema.

    python3 scripts/reference.py [algorithms] [schema]            (default: both)
    python3 scripts/reference.py --check                          fail when a page is not what the code says

Algorithms: docs/en/algorithms and docs/fr/algorithmes. Schema: docs/en/schema.md and docs/fr/schema.md. The
translations must be compiled (`make translations`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import plugin_package

plugin_package.load()

PARTS = ("algorithms", "schema")
LANGUAGES = ("en", "fr")


def pages(parts: Iterable[str]) -> dict[Path, str]:
    """Return the wanted pages by their files. For algorithms QGIS must be started."""
    from reference_algorithms import Algorithms  # noqa: PLC0415
    from reference_schema import schema_page  # noqa: PLC0415
    from service_points.host.language import speaking  # noqa: PLC0415

    found: dict[Path, str] = {}
    for language in LANGUAGES:
        if "algorithms" in parts:
            with speaking(language):
                found.update(Algorithms(language).pages())
        if "schema" in parts:
            found.update(schema_page(language))
    return found


def stale(found: dict[Path, str]) -> list[str]:
    """Return what is not as it should be: pages that differ or are missing, and pages of no algorithm."""
    root = plugin_package.ROOT
    wrong = [path for path, text in found.items() if not path.is_file() or path.read_text("utf-8") != text]
    folders = {path.parent for path in found if path.name == "README.md"}
    wrong += [path for folder in folders for path in folder.glob("*.md") if path not in found]
    return sorted(path.relative_to(root).as_posix() for path in wrong)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="algorithms|schema")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is stale")
    given = parser.parse_args()
    wanted = given.parts or PARTS
    if not set(wanted) <= set(PARTS):
        parser.error(f"choose among {', '.join(PARTS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication  # noqa: PLC0415

    app = QgsApplication([], False)
    app.initQgis()
    found = pages(wanted)
    wrong = stale(found)
    if not given.check:
        for path, text in found.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        for name in wrong:
            if (plugin_package.ROOT / name) not in found:
                (plugin_package.ROOT / name).unlink()
    app.exitQgis()
    print(f"{len(found)} pages, {len(wrong)} {'stale' if given.check else 'changed'}", *wrong, sep="\n  ")
    return int(given.check and bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
