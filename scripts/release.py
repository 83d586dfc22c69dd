# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a release: the change log's open section gets its number, metadata.txt says it, git holds it.

    python3 scripts/release.py 0.2.0             commit and tag, then the package and its bill in dist/
    python3 scripts/release.py 0.2.0 --dry-run   say what would be written

Nothing is sent anywhere: push the commit and the tag, and upload the package, when you have looked at them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import package
import sbom

CHANGES, METADATA = "CHANGELOG.md", "metadata.txt"
OPEN = "## Unreleased\n"
NUMBER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
SECTION = re.compile(r"^## (?:Unreleased|(\d+\.\d+\.\d+) – \d{4}-\d{2}-\d{2})$", re.MULTILINE)


class ReleaseError(Exception):
    """Why there is no release; nothing was written."""


def released(changes: str, number: str, day: date) -> str:
    """Return the change log with its open section released, and a new one above it."""
    if OPEN not in changes:
        raise ReleaseError(f"{CHANGES} has no section “Unreleased”")
    wanted = _parts(number)
    earlier = [_parts(found) for found in SECTION.findall(changes) if found]
    if earlier and wanted <= max(earlier):
        raise ReleaseError(f"{number} is not above {'.'.join(map(str, max(earlier)))}, which was released")
    if not _section(changes, OPEN.strip()):
        raise ReleaseError(f"nothing is written under “Unreleased” in {CHANGES}")
    return changes.replace(OPEN, f"{OPEN}\n## {number} – {day.isoformat()}\n", 1)


def described(metadata: str, changes: str, number: str) -> str:
    """Return metadata.txt with the version and what changed in it, as QGIS's plugin manager shows it."""
    found = re.search(rf"^## {re.escape(number)} – .*$", changes, re.MULTILINE)
    if found is None:
        raise ReleaseError(f"{CHANGES} does not say what {number} changes")
    lines = [f"  {line}" for line in _section(changes, found.group())]
    told = "\n".join(("changelog=" + number, *lines)).replace("%", "%%")  # as configparser reads it
    kept = re.sub(r"^changelog=.*\n(?:[ \t]+.*\n)*", "", metadata, flags=re.MULTILINE)
    before, _, after = re.split(r"^(version=.*)$", kept, maxsplit=1, flags=re.MULTILINE)
    return f"{before}version={number}\n{told}{after}"


def _section(changes: str, title: str) -> list[str]:
    """Return one line for each entry of a section, as plain text."""
    after = changes.partition(f"{title}\n")[2]
    text = SECTION.split(after, maxsplit=1)[0]
    entries = [" ".join(entry.split()) for entry in re.split(r"^- ", text, flags=re.MULTILINE)]
    return [f"- {_plain(entry)}" for entry in entries if entry]


def _plain(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return text.replace("**", "").replace("`", "").replace("*", "")


def _parts(number: str) -> tuple[int, ...]:
    found = NUMBER.fullmatch(number)
    if found is None:
        raise ReleaseError(f"{number} is not a version like 1.2.3")
    return tuple(map(int, found.groups()))


def prepare(root: Path, number: str, day: date) -> dict[str, str]:
    """Return the new text of each file that a release changes. Raises ``ReleaseError``."""
    texts = {name: (root / name).read_text(encoding="utf-8") for name in (CHANGES, METADATA)}
    changes = released(texts[CHANGES], number, day)
    return {CHANGES: changes, METADATA: described(texts[METADATA], changes, number)}


def commit(root: Path, number: str, texts: dict[str, str]) -> None:
    """Write, commit and tag. Raises ``ReleaseError`` before anything is written."""
    if _git(root, "status", "--porcelain"):
        raise ReleaseError("there are changes that are not committed")
    if _git(root, "tag", "--list", f"v{number}"):
        raise ReleaseError(f"there is a tag v{number} already")
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    _git(root, "commit", "--quiet", "--message", f"Release {number}", *texts)
    _git(root, "tag", "--annotate", f"v{number}", "--message", f"Service Points {number}")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise ReleaseError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("number", metavar="VERSION")
    parser.add_argument("--dry-run", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        texts = prepare(package.ROOT, asked.number, date.today())
        if asked.dry_run:
            print(texts[METADATA])
            return 0
        commit(package.ROOT, asked.number, texts)
        target = package.target()
        digest = package.build(target)
    except (ReleaseError, OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{target}\nsha256 {digest}\n{sbom.write(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
