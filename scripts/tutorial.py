# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the tutorial anew: run its questions on Ottawa's data, write its figures and draw its pictures.

    python3 scripts/tutorial.py [--check] [FOLDER]      (needs ../shared/data/ottawa; default: build/tutorial)

Prints every quote of ``docs/en/tutorial.md`` and ``docs/fr/tutoriel.md``, rewrites those that changed, and
draws the pictures into ``docs/en/img`` and ``docs/fr/img``. With ``--check`` pages and pictures stay as they
are.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import plugin_package

plugin_package.load()

ROOT = plugin_package.ROOT


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "tutorial")
    parser.add_argument("--check", action="store_true", help="fail when a figure of a page has changed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as profile:
        return run(given.folder.resolve(), profile, check=given.check)


def run(folder: Path, profile: str, *, check: bool) -> int:
    """Answer the questions in both languages; return 1 when ``check`` finds a page out of date."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = profile  # the language is a setting: not in the person's own
    from qgis.core import QgsApplication  # noqa: PLC0415

    app = QgsApplication([], False)
    app.initQgis()
    from service_points.host.language import install_translator  # noqa: PLC0415
    from service_points.processing.provider import ServicePointsProvider  # noqa: PLC0415
    from tutorial_data import make_layers  # noqa: PLC0415  (these need QGIS started)
    from tutorial_figures import quotes  # noqa: PLC0415
    from tutorial_page import PAGES, fill, filled  # noqa: PLC0415
    from tutorial_pictures import draw_pictures  # noqa: PLC0415
    from tutorial_runs import answer, questions  # noqa: PLC0415

    provider = ServicePointsProvider()
    app.processingRegistry().addProvider(provider)
    files, stale = make_layers(folder), []
    for language, page in PAGES.items():
        os.environ["SERVICE_POINTS_LANGUAGE"] = language  # not in the settings of whoever runs this
        install_translator()
        done = {
            each.name: answer(each, files, folder / language, maps=not check)
            for each in questions(maps=not check)
        }
        found = quotes(done)
        for name, value in found.items():
            print(f"{language} {name} = {value}")
        if check:
            text = page.read_text(encoding="utf-8")
            stale += [page.name] if filled(text, found) != text else []
        else:
            draw_pictures(done, files, page.parent / "img")
            fill(page, found)
        done.clear()
    app.processingRegistry().removeProvider(provider)
    app.exitQgis()
    if stale:
        print(f"out of date: {', '.join(stale)}; run make tutorial", file=sys.stderr)
    return len(stale) > 0


if __name__ == "__main__":
    sys.exit(main())
