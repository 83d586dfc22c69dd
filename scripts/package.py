# SPDX-License-Identifier: GPL-2.0-or-later
"""Build the zip that QGIS installs: tracked files but for ``export-ignore``, compiled translations, sample.

    python3 scripts/package.py [TARGET.zip]      default: dist/service_points-<version>.zip

The same sources give the same bytes: names are sorted, times and modes are fixed.
"""

from __future__ import annotations

import configparser
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
NAME = "service_points"
BUILT = (
    "resources/i18n/service_points_en.qm",
    "resources/i18n/service_points_fr.qm",
    "resources/sample/pine_river_base.gpkg",
    "resources/sample/pine_river_store.gpkg",
    "resources/finder/vendor/maplibre-gl.LICENSE.txt",
    "resources/finder/vendor/maplibre-gl.css",
    "resources/finder/vendor/maplibre-gl.js",
)
TIME = (2024, 1, 1, 0, 0, 0)
SIZE_LIMIT = 25 * 1024 * 1024  # of the QGIS plugin repository


def version(root: Path = ROOT) -> str:
    """Return the version of metadata.txt."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(root / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def shipped_files(root: Path = ROOT) -> list[str]:
    """Return the tracked files that belong in the package, sorted, relative to the root."""
    return _without_ignored(root, _git(root, "ls-files", "-z"))


def forgotten_files(root: Path = ROOT) -> list[str]:
    """Return the files that would be shipped if git knew them."""
    return _without_ignored(root, _git(root, "ls-files", "-z", "--others", "--exclude-standard"))


def _without_ignored(root: Path, listed: str) -> list[str]:
    tracked = [PurePosixPath(name) for name in listed.split("\0") if name]
    folders = {parent for name in tracked for parent in name.parents if parent.name}
    # git reports the attribute of a folder for the folder alone, though it drops all that lies in it
    asked = "\0".join(map(str, [*tracked, *folders]))
    answers = _git(root, "check-attr", "--stdin", "-z", "export-ignore", stdin=asked).split("\0")
    ignored = {PurePosixPath(name) for name, value in zip(answers[0::3], answers[2::3]) if value == "set"}
    return sorted(
        str(name) for name in tracked if not ({name, *name.parents} & ignored) and (root / name).is_file()
    )


def _git(root: Path, *arguments: str, stdin: str | None = None) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def built(root: Path = ROOT) -> list[str]:
    """Return what has to be built first: ``BUILT``, and the strings of each further language."""
    languages = (root / "resources" / "i18n").glob("*.ts")
    return sorted({*BUILT, *(path.relative_to(root).with_suffix(".qm").as_posix() for path in languages)})


def build(target: Path, root: Path = ROOT) -> str:
    """Write the package and return its SHA-256; FileNotFoundError names what has not been built yet."""
    wanted = built(root)
    missing = [name for name in wanted if not (root / name).is_file()]
    if missing:
        raise FileNotFoundError(
            f"not built yet: {', '.join(missing)} (run make translations sample finder-assets)"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted({*shipped_files(root), *wanted}):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: else the mode below is not read
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, (root / name).read_bytes(), compresslevel=9)
    size = partial.stat().st_size
    if size > SIZE_LIMIT:
        partial.unlink()
        raise ValueError(f"the package has {size} bytes, the plugin repository takes {SIZE_LIMIT}")
    partial.replace(target)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def target(root: Path = ROOT) -> Path:
    """Return where the package goes unless somebody says otherwise."""
    return root / "dist" / f"{NAME}-{version(root)}.zip"


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else target()
    try:
        digest = build(path)
    except (FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    for name in forgotten_files():
        print(f"left out, because git does not track it: {name}", file=sys.stderr)
    print(f"{path}\nsha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
