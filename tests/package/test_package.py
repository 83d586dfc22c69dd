# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip: what is in it, what is not, the same bytes every time."""

import hashlib
import os
import subprocess
import zipfile
from pathlib import PurePosixPath

import pytest

EXPECTED = {
    "LICENSE",
    "__init__.py",
    "core/text.py",
    "metadata.txt",
    "plugin.py",
    "resources/help/en/index.html",
    "resources/help/fr/index.html",
    "resources/i18n/service_points_en.qm",
    "resources/i18n/service_points_fr.qm",
    "resources/icons/service_points.svg",
    "resources/sample/pine_river_base.gpkg",
    "resources/sample/pine_river_store.gpkg",
    "resources/schema/schema.json",
}
LEFT_OUT = {
    "tests",
    "scripts",
    "benchmarks",
    "docs",
    "Makefile",
    "pyproject.toml",
    "CONTRIBUTING.md",
    "build",
    "dist",
}


@pytest.fixture(scope="module")
def names(built_zip):
    with zipfile.ZipFile(built_zip) as archive:
        return archive.namelist()


def test_one_folder_of_the_right_name(names):
    assert {PurePosixPath(name).parts[0] for name in names} == {"service_points"}
    assert names == sorted(set(names))


def test_what_is_needed_is_in(names):
    assert {f"service_points/{name}" for name in EXPECTED} - set(names) == set()


def test_what_is_not_needed_is_out(names):
    inner = [PurePosixPath(name).parts[1:] for name in names]
    assert [parts for parts in inner if parts[0] in LEFT_OUT] == []
    assert [
        parts for parts in inner if any(part.startswith(".") or part == "__pycache__" for part in parts)
    ] == []
    assert [parts for parts in inner if parts[-1].endswith((".ts", ".pyc"))] == []


def test_nothing_the_repository_flags(built_zip):
    """No program, no executable bit, not too large."""
    suspicious = (".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd")
    with zipfile.ZipFile(built_zip) as archive:
        assert [i.filename for i in archive.infolist() if i.filename.endswith(suspicious)] == []
        assert {i.external_attr >> 16 for i in archive.infolist()} == {0o100644}
    assert built_zip.stat().st_size < 25 * 1024 * 1024


def test_same_bytes_every_time(package_script, built_zip, tmp_path):
    again = tmp_path / "again.zip"
    digest = package_script.build(again)
    assert again.read_bytes() == built_zip.read_bytes()
    assert digest == hashlib.sha256(built_zip.read_bytes()).hexdigest()


@pytest.fixture
def small_checkout(tmp_path, package_script):
    """A repository of a few files with the attributes a real one has."""
    root = tmp_path / "a checkout (1)"
    files = {
        ".gitattributes": "tests export-ignore\n*.md export-ignore\n.gitattributes export-ignore\n",
        "metadata.txt": "[general]\nversion=1.2.3\n",
        "plugin.py": "x = 1\n",
        "notes.md": "x\n",
        "tests/deep/test_x.py": "x = 1\n",
        "core/tests.py": "x = 1\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "init", "-q", str(root)], check=True, env=env)
    subprocess.run(["git", "-C", str(root), "add", "."], check=True, env=env)
    (root / "untracked.py").write_text("x = 1\n", encoding="utf-8")
    return root


def test_export_ignore_counts_for_all_that_lies_below(package_script, small_checkout):
    assert package_script.shipped_files(small_checkout) == ["core/tests.py", "metadata.txt", "plugin.py"]
    assert package_script.version(small_checkout) == "1.2.3"
    assert package_script.forgotten_files(small_checkout) == ["untracked.py"]


def test_what_is_not_built_is_named(package_script, small_checkout, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"service_points_fr\.qm.*make translations sample"):
        package_script.build(tmp_path / "x.zip", small_checkout)
    assert not (tmp_path / "x.zip").exists()


def test_times_and_modes_of_the_files_do_not_matter(package_script, small_checkout, tmp_path):
    for name in package_script.BUILT:
        (small_checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (small_checkout / name).write_bytes(b"built")
    first = package_script.build(tmp_path / "a.zip", small_checkout)
    os.utime(small_checkout / "plugin.py", (1, 1))
    (small_checkout / "plugin.py").chmod(0o755)
    assert package_script.build(tmp_path / "b.zip", small_checkout) == first
