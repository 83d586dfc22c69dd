# SPDX-License-Identifier: GPL-2.0-or-later
"""A release: what it writes into the change log and metadata.txt, and when there is none."""

import configparser
import os
import subprocess
from datetime import date

import pytest

DAY = date(2026, 12, 1)
CHANGES = """# Changelog

## Unreleased

- **Finder**: a search in 100 % of browsers, see
  [the page](docs/en/finder.md).
- `publish` writes C:\\1 files.

## 0.1.0 – 2026-11-22

- First.
"""
METADATA = "[general]\nname=X\nversion=0.1.0\nchangelog=0.1.0\n  - First.\n  - Second.\nauthor=Y\n"


@pytest.fixture
def release(script):
    return script("release")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository of the two files, all committed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    (tmp_path / "metadata.txt").write_text(METADATA, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return tmp_path


def read(text):
    """Read metadata as QGIS does: with interpolation, so a lone per cent sign would be an error."""
    parser = configparser.ConfigParser()
    parser.read_string(text)
    return parser["general"]


def test_the_open_section_gets_its_number_and_a_new_one_is_above(release, root):
    text = release.prepare(root, "0.2.0", DAY)["CHANGELOG.md"]
    assert text.startswith("# Changelog\n\n## Unreleased\n\n## 0.2.0 – 2026-12-01\n\n- **Finder**")
    assert text.endswith("## 0.1.0 – 2026-11-22\n\n- First.\n")


def test_metadata_says_the_version_and_what_changed_as_plain_text(release, root):
    found = read(release.prepare(root, "0.2.0", DAY)["metadata.txt"])
    assert (found["version"], found["name"], found["author"]) == ("0.2.0", "X", "Y")
    assert found["changelog"].splitlines() == [
        "0.2.0",
        "- Finder: a search in 100 % of browsers, see the page.",
        "- publish writes C:\\1 files.",
    ]


def test_the_release_is_committed_and_tagged(release, root):
    release.commit(root, "0.2.0", release.prepare(root, "0.2.0", DAY))
    log = subprocess.run(
        ["git", "-C", str(root), "log", "-1", "--format=%s %D"], capture_output=True, text=True, check=True
    )
    assert log.stdout.startswith("Release 0.2.0 ")
    assert "tag: v0.2.0" in log.stdout
    with pytest.raises(release.ReleaseError, match="nothing is written under"):
        release.prepare(root, "0.3.0", DAY)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0.1.0", "not above 0.1.0"),
        ("0.0.9", "not above"),
        ("v1", "not a version"),
        ("01.2.0", "not a version"),
    ],
)
def test_a_number_that_cannot_be(release, root, number, said):
    with pytest.raises(release.ReleaseError, match=said):
        release.prepare(root, number, DAY)


def test_what_is_not_committed_stops_it_before_anything_is_written(release, root):
    texts = release.prepare(root, "0.2.0", DAY)
    (root / "plugin.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(release.ReleaseError, match="not committed"):
        release.commit(root, "0.2.0", texts)
    assert (root / "metadata.txt").read_text(encoding="utf-8") == METADATA


def test_our_own_change_log_can_be_released(release, repository):
    found = read(release.prepare(repository, "99.0.0", DAY)["metadata.txt"])
    assert found["version"] == "99.0.0"
    assert len(found["changelog"].splitlines()) > 1
