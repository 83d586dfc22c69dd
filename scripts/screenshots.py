# SPDX-License-Identifier: GPL-2.0-or-later
"""Take the pictures of the documentation from a real QGIS window on a virtual screen, in both languages.

    python3 scripts/screenshots.py [SITTING…] [--language en|fr] [--theme light|dark] [--store FILE]

A sitting is one start of QGIS that a script drives: see SITTINGS. Every picture it takes goes to
build/screenshots, to be looked at. Without a SITTING those are held that the documentation needs: what
PICTURES names goes into docs/en/img and docs/fr/img, and the figures of the first hour into its pages.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop import LOCALES, ROOT, SAMPLE, THEMES, Profile, drive_window
from desktop import PICTURES as LOOKED_AT
from doc_pages import fill, page
from first_hour import quotes

HERE = Path(__file__).resolve().parent
OTTAWA = ROOT.parent / "shared" / "data" / "ottawa"
BROWSER = (
    "--headless=new",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--hide-scrollbars",
    "--timeout=6000",
)
BRIEF, FINDER = (720, 1000), (980, 1000)
"""Windows of the browser, in pixels; a finder so narrow offers its map behind a button."""
FINDER_QUESTION = {"en": "#q=passport&place=Wexcombe", "fr": "#q=passeport&place=Wexcombe"}
HEAVIEST = 60_000
"""Bytes of a picture that keeps all its colours."""


@dataclass(frozen=True)
class Sitting:
    """A script for QGIS's ``--code``, what it is told besides the store, and the data it needs."""

    script: str
    settings: Mapping[str, str] = field(default_factory=dict)
    needs: Path = SAMPLE


SITTINGS = {
    "panel": Sitting("drive_panel.py"),
    "guide": Sitting("drive_guide.py"),
    "scenario": Sitting("drive_scenario.py"),
    "catchments": Sitting("drive_catchments.py", {"DRIVE_DATA": str(OTTAWA)}, OTTAWA / "roads.gpkg"),
}


@dataclass(frozen=True)
class Picture:
    """A picture of the documentation: the sitting and its picture, and the page that shows it.

    ``names`` are its names in English and French; ``crop`` is left, top, width and height of what is kept.
    """

    names: tuple[str, str]
    sitting: str
    taken: str
    page: str
    crop: tuple[int, int, int, int] | None = None


def _hour(taken: str, crop: tuple[int, int, int, int] | None = None) -> Picture:
    return Picture((f"hour-{taken}",) * 2, "guide", taken, "first-hour", crop)


PANEL = (838, 60, 332, 632)
"""Where the panel is in the window of the guide."""
PICTURES = (
    _hour("open", (838, 60, 332, 420)),
    _hour("sample"),
    _hour("filter", PANEL),
    _hour("analyse"),
    _hour("catchments"),
    _hour("pairs"),
    Picture(("brief", "note"), "guide", "brief", "reports-and-maps"),
    _hour("warned", (0, 0, 820, 540)),
    _hour("changes"),
    _hour("preview"),
    _hour("review"),
    _hour("receipt"),
    _hour("finder"),
    Picture(("what-if",) * 2, "scenario", "edited", "specialist", (560, 96, 1030, 760)),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sitting", nargs="*", choices=[*SITTINGS, []])
    parser.add_argument("--language", choices=LOCALES)
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--store", type=Path, default=SAMPLE, help="look at another store than the sample")
    given = parser.parse_args(arguments)
    wanted = given.sitting or list(dict.fromkeys(each.sitting for each in PICTURES))
    for name in wanted:
        if not SITTINGS[name].needs.exists():
            print(f"{name}: {SITTINGS[name].needs} is missing", file=sys.stderr)
            return 1
        for language in [given.language] if given.language else LOCALES:
            taken = take(name, language, given.theme, given.store.resolve())
            if given.theme == "light" and given.store == SAMPLE:
                keep(name, language, taken)
    return 0


def take(name: str, language: str, theme: str, store: Path) -> Path:
    """Hold a sitting; return the folder with its pictures and facts.json, which it takes the place of."""
    kept = LOOKED_AT / f"{name}_{language}_{theme}"
    with tempfile.TemporaryDirectory() as scratch, _home() as home:
        out, profile = Path(scratch) / "out", Profile(Path(scratch), language=language, theme=theme)
        settings = {**SITTINGS[name].settings, "DRIVE_STORE": str(store), "DRIVE_HOME": str(home)}
        facts = drive_window(profile, HERE / SITTINGS[name].script, out, timeout=300, **settings)
        if name == "guide":
            _browse(out / "brief.html", out / "brief.png", BRIEF)
            finder = home / "published" / "finder" / language / "index.html"
            _browse(finder, out / "finder.png", FINDER, FINDER_QUESTION[language])
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for made in sorted(out.glob("*.png")):
            shutil.copyfile(made, kept / made.name)
    (kept / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    print(kept)
    return kept


def keep(sitting: str, language: str, taken: Path) -> None:
    """Write into the documentation what it shows and quotes of a sitting."""
    from qgis.PyQt.QtGui import QImage  # noqa: PLC0415  (the table above is read without Qt)
    from small_png import save  # noqa: PLC0415

    for each in PICTURES:
        if each.sitting == sitting:
            target = picture_file(each, language)
            target.parent.mkdir(exist_ok=True)
            image = QImage(str(taken / f"{each.taken}.png"))
            save(image.copy(*each.crop) if each.crop else image, target, HEAVIEST)
    if sitting == "guide":
        facts: dict[str, Any] = json.loads((taken / "facts.json").read_text(encoding="utf-8"))
        fill(page("first-hour", language), quotes(facts, language))


def picture_file(picture: Picture, language: str) -> Path:
    """Return where a picture of the documentation is kept."""
    return ROOT / "docs" / language / "img" / f"{picture.names[list(LOCALES).index(language)]}.png"


@contextmanager
def _home() -> Iterator[Path]:
    """A folder whose name may be seen in pictures; one of any name, if another run has taken that."""
    home = Path(tempfile.gettempdir()) / "pine-river"
    try:
        home.mkdir(mode=0o700)
    except FileExistsError:
        home = Path(tempfile.mkdtemp(prefix="pine-river-"))
    try:
        yield home
    finally:
        shutil.rmtree(home)


def _browse(file: Path, target: Path, size: tuple[int, int], question: str = "") -> None:
    """Draw a page in Chromium."""
    width, height = size
    command = ["chromium", *BROWSER, f"--window-size={width},{height}", f"--screenshot={target}"]
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [*command, file.as_uri() + question],
            env={**os.environ, "HOME": home},
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
