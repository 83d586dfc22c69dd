# SPDX-License-Identifier: GPL-2.0-or-later
"""The repository stands alone: no path, name or mirror of the machine it was written on, nothing built."""

import re
import subprocess

import pytest

# pieces are joined here so that this file does not find itself
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|fa" + r"rm|ho" + r"me/\w+|Us" + r"ers/\w+)/[\w.]"
)
TEMPORARY_PATHS = re.compile(r"/tm" + r"p/(?!\$|\")\w+")
MIRRORS = re.compile(
    r"deb\.deb"
    + r"ian\.org|snapshot\.deb"
    + r"ian|/opt/(?:py"
    + r"pi|whe"
    + r"els)|pypi\.(?:org|python)|pythonhos"
    + "ted"
)
AS_RECEIVED = {"schema.json"}  # the shared schema: its bytes are its identity
BINARY = {".png", ".gpkg", ".qm", ".zip", ".jpg", ".ico"}


@pytest.fixture(scope="module")
def tracked(repository):
    done = subprocess.run(
        ["git", "-C", str(repository), "ls-files", "-z"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [repository / name for name in done.stdout.split("\0") if name and (repository / name).is_file()]


@pytest.fixture(scope="module")
def texts(tracked):
    return {path: path.read_text(encoding="utf-8") for path in tracked if path.suffix not in BINARY}


@pytest.mark.parametrize(
    "pattern", [MACHINE_PATHS, TEMPORARY_PATHS, MIRRORS], ids=["paths", "temporary", "mirrors"]
)
def test_no_trace_of_a_machine(texts, repository, pattern):
    wrong = [
        f"{path.relative_to(repository)}: {match.group()}"
        for path, text in texts.items()
        for match in pattern.finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_patterns_can_find():
    assert MACHINE_PATHS.search("x = '/wo" + "rk/main'")
    assert MACHINE_PATHS.search("(/ro" + "ot/.cache)")
    assert MIRRORS.search("http://deb.deb" + "ian.org/x")
    assert not MACHINE_PATHS.search("https://example.org/fa" + "rm/x")


def test_nothing_built_is_tracked(tracked, repository):
    wrong = [path for path in tracked if path.suffix in {".qm", ".pyc", ".zip"}]
    wrong += [path for path in tracked if path.suffix == ".gpkg" and "sample" in path.parts]
    assert [str(path.relative_to(repository)) for path in wrong] == []


def test_tracked_files_are_small(tracked, repository):
    large = {
        str(p.relative_to(repository)): p.stat().st_size for p in tracked if p.stat().st_size > 1_500_000
    }
    assert large == {}


def test_text_files_end_their_last_line_and_use_unix_ends(texts, repository):
    wrong = [
        str(path.relative_to(repository))
        for path, text in texts.items()
        if text
        and path.name not in AS_RECEIVED
        and (not text.endswith("\n") or "\r\n" in path.read_bytes().decode("utf-8"))
    ]
    assert wrong == []
