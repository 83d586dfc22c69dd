# SPDX-License-Identifier: GPL-2.0-or-later
"""A real QGIS window with the plugin, in a profile of its own.

python3 scripts/desktop.py open         on your screen, with the sample loaded

``drive_window`` opens one on a virtual screen for a script: scripts/screenshots.py and tests/desktop use it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NAME = "service_points"
SAMPLE = ROOT / "resources" / "sample" / "pine_river_store.gpkg"
PICTURES = ROOT / "build" / "screenshots"
DRIVE_PANEL = Path(__file__).with_name("drive_panel.py")
DRIVE_SCENARIO = Path(__file__).with_name("drive_scenario.py")
DRIVE_CATCHMENTS = Path(__file__).with_name("drive_catchments.py")
DRIVE_GUIDE = Path(__file__).with_name("drive_guide.py")
DRIVING = ROOT / "tests" / "desktop"
"""Where ``driving`` is, which scripts for QGIS import."""
SCREEN = "-screen 0 1590x990x24 -dpi 96"  # without -dpi QGIS 3.40 takes 100 and clips its window

# Without news (two keys, of older and of newer versions): the thread that fetches them crashes QGIS 3.40 when
# it outlives the authentication manager.
INI = r"""[PythonPlugins]
{enabled}
[fonts]
downloadMissingFonts=false
[app]
askToSaveMemoryLayers=false
plugin_installer\checkOnStart=false
[qgis]
checkVersion=false
[core]
NewsFeed\httpsfeedqgisorg\disabled=true
httpsfeedqgisorg\disabled=true
[locale]
overrideFlag=true
userLocale={locale}
[UI]
UITheme={theme}
"""
FONT = r"""[app]
fontPointSize={points}
[qgis]
stylesheet\fontPointSize={points}
"""
THEMES = {"light": "default", "dark": "Night Mapping", "contrast": "High Contrast"}
# White and yellow on black, as in contrast themes of desktops. Roles of QPalette by their numbers.
CONTRAST = {
    **dict.fromkeys((1, 2, 3, 4, 5, 9, 10, 11, 16, 18), "#000000"),
    **dict.fromkeys((0, 6, 7, 8, 19, 20), "#ffffff"),
    **{12: "#ffff00", 13: "#000000", 14: "#ffff00", 15: "#ffff00"},
}
LOCALES = {"en": "en_CA", "fr": "fr"}
CONTRAST_STYLE = """
QMainWindow, QDialog, QDockWidget, QMenuBar, QMenu, QStatusBar, QToolBar, QAbstractScrollArea {
    background-color: #000000; color: #ffffff; alternate-background-color: #000000;
}
QMenuBar::item:selected, QMenu::item:selected { background-color: #ffff00; color: #000000; }
"""


@dataclass
class Profile:
    """A QGIS profile in ``folder``; ``plugin`` is linked and enabled, or nothing is installed when None."""

    folder: Path
    plugin: Path | None = ROOT
    language: str = "en"
    theme: str = "light"
    points: int | None = None
    """Size of QGIS's letters, which are about 10 points high where nobody says anything."""

    def write(self) -> None:
        home = self.folder / "profiles" / "default"
        (home / "QGIS").mkdir(parents=True, exist_ok=True)
        (home / "python" / "plugins").mkdir(parents=True, exist_ok=True)
        link = home / "python" / "plugins" / NAME
        if self.plugin is not None and not link.is_symlink():
            link.symlink_to(self.plugin, target_is_directory=True)
        settings = INI.format(
            enabled="" if self.plugin is None else f"{NAME}=true",
            locale=LOCALES[self.language],
            theme=THEMES[self.theme],
        )
        if self.points is not None:
            settings += FONT.format(points=self.points)
        (home / "QGIS" / "QGIS3.ini").write_text(settings, encoding="utf-8")
        if self.theme == "contrast":
            looks = home / "themes" / THEMES[self.theme]
            looks.mkdir(parents=True, exist_ok=True)
            (looks / "style.qss").write_text(CONTRAST_STYLE, encoding="utf-8")
            lines = (f"{role}:{colour}" for role, colour in sorted(CONTRAST.items()))
            (looks / "palette.txt").write_text("\n".join(lines), encoding="utf-8")

    def arguments(self, drive: Path) -> list[str]:
        program = shutil.which("qgis.bin") or shutil.which("qgis")
        if program is None:
            sys.exit("QGIS was not found: run make setup-runtime")
        folder = ["--profiles-path", str(self.folder), "--profile", "default"]
        return [program, "--nologo", "--noversioncheck", *folder, "--code", str(drive)]


def environment(**more: str) -> dict[str, str]:
    """The environment for a QGIS of its own: nothing of a test run's QGIS."""
    dropped = ("PYTEST", "COV_", "QGIS_CUSTOM", "QGIS_OPTIONS", "QGIS_PLUGIN", "QT_QPA")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def drive_window(
    profile: Profile, drive: Path, out: Path, *, timeout: int = 150, **settings: str
) -> dict[str, Any]:
    """Run QGIS on a virtual screen with the script ``drive``; return what it wrote to ``out/facts.json``.

    The script imports what lies beside it; a QGIS that is not the system's own finds its modules as before.
    RuntimeError with QGIS's own output when the script failed or did not end in time.
    """
    home, runtime = profile.folder / "home", profile.folder / "run"
    for folder in (out, home):
        folder.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(mode=0o700, exist_ok=True)
    profile.write()
    env = environment(
        HOME=str(home),
        XDG_RUNTIME_DIR=str(runtime),
        LC_ALL="C.UTF-8",
        PYTHONPATH=os.pathsep.join(
            map(str, filter(None, (drive.parent, DRIVING, os.environ.get("PYTHONPATH"))))
        ),
        DRIVE_OUT=str(out),
        **settings,
    )
    facts, log = out / "facts.json", out / "qgis.log"
    facts.unlink(missing_ok=True)
    command = ["timeout", "--kill-after=10", str(timeout), "xvfb-run", "-a", "-s", SCREEN]
    with log.open("wb") as output:
        done = subprocess.run(
            [*command, *profile.arguments(drive)],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode or not facts.exists():
        tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise RuntimeError(f"QGIS ended with {done.returncode}\n{tail}")
    return json.loads(facts.read_text(encoding="utf-8"))


def open_window() -> int:
    """Open QGIS on the person's screen; the profile is kept in the cache for next time."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("There is no screen here: make screenshots takes pictures on a virtual one.", file=sys.stderr)
        return 1
    cache = os.environ.get("SERVICE_POINTS_CACHE")
    base = (
        Path(cache)
        if cache
        else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "service-points"
    )
    profile = Profile(base / "desktop")
    if not profile.folder.exists():
        profile.write()
    env = environment(DRIVE_STORE=str(SAMPLE), DRIVE_STAY="1")
    return subprocess.run(profile.arguments(DRIVE_PANEL), env=env, check=False).returncode


def main(arguments: list[str]) -> int:
    if arguments == ["open"]:
        return open_window()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
