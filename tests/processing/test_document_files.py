# SPDX-License-Identifier: GPL-2.0-or-later
"""Submissions named by their folder."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from service_points.processing.document_files import SUBMISSIONS, document_files

_LIST = """
import importlib.util, os, sys
root, folder = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "service_points", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
from service_points.core.errors import InputError
from service_points.processing.document_files import SUBMISSIONS, document_files
if os.getuid() == 0:
    os.setuid(65534)  # root may list anything
try:
    document_files([folder], SUBMISSIONS)
except InputError as error:
    print(error.text.en)
    print(error.text.fr)
"""


def test_the_files_of_a_folder_each_once_and_no_others(tmp_path):
    for name in ("b.casp.json", "a.casp.zip", "a.receipt.json", "notes.txt", ".b.casp.json.part"):
        (tmp_path / name).touch()
    found = document_files([str(tmp_path), str(tmp_path / "b.casp.json")], SUBMISSIONS)
    assert [path.name for path in found] == ["a.casp.zip", "b.casp.json"]


@pytest.fixture
def unlisted():
    """A folder that nobody but its owner may list; pytest's own are out of everybody's reach already."""
    outside = Path(tempfile.mkdtemp())
    outside.chmod(0o711)
    folder = outside / "inbox"
    folder.mkdir()
    (folder / "a.casp.json").touch()
    folder.chmod(0o311)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(outside)


def test_nothing_chosen_is_not_the_folder_one_is_in(tmp_path, monkeypatch):
    """QGIS 3.22 gives one empty name for a list of files that is left out."""
    (tmp_path / "old.casp.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert document_files([""], SUBMISSIONS) == []
    assert document_files([" ", "x.casp.json"], SUBMISSIONS) == [Path("x.casp.json")]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights on Windows")
def test_a5_a_folder_that_may_not_be_listed_is_named(unlisted, repository):
    """Passed over, it would look like one without submissions."""
    done = subprocess.run(
        [sys.executable, "-c", _LIST, str(repository), str(unlisted)],
        capture_output=True,
        text=True,
        check=False,
    )
    english, french = done.stdout.splitlines()
    assert "cannot be listed" in english, done.stderr
    assert "Impossible de lire le contenu du dossier" in french
