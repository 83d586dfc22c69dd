# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that Windows would not rename or delete: held for a moment by others, or by an error's traceback."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from service_points.core import file_moves
from service_points.core.file_moves import (
    let_go,
    remove_left,
    rename,
    rename_new,
    replace_file,
    temporary_folder,
)


@pytest.fixture
def waits(monkeypatch):
    """The seconds waited, without waiting."""
    found = []
    monkeypatch.setattr(file_moves.time, "sleep", found.append)
    return found


def held(monkeypatch, name, times):
    """Let a call of ``os`` find the file held by another program so many times."""
    original, left = getattr(os, name), [times]

    def call(*arguments):
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        return original(*arguments)

    monkeypatch.setattr(os, name, call)


def written(path, text="new"):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("move", "name"), [(replace_file, "replace"), (rename, "rename")])
def test_a_file_held_for_a_moment(tmp_path, monkeypatch, waits, move, name):
    held(monkeypatch, name, 3)
    move(written(tmp_path / "part"), tmp_path / "file")
    assert os.listdir(tmp_path) == ["file"]
    assert 1.0 < sum(waits) < 3.0


def test_a_file_held_for_good(tmp_path, monkeypatch, waits):
    held(monkeypatch, "replace", 99)
    written(tmp_path / "file", "old")
    with pytest.raises(PermissionError):
        replace_file(written(tmp_path / "part"), tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_what_is_wrong_for_good_is_said_at_once(tmp_path, waits):
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "none", tmp_path / "file")
    assert waits == []


def test_windows_renames_without_links(tmp_path, monkeypatch):
    """Its rename refuses a name that is taken; a link would leave the first name where a scanner holds it."""

    def rename_as_windows(source, target):
        if Path(target).exists():
            raise FileExistsError(errno.EEXIST, "Cannot create a file when that file already exists")
        os.replace(source, target)

    monkeypatch.setattr(os, "rename", rename_as_windows)
    monkeypatch.delattr(os, "link")
    monkeypatch.setattr(file_moves, "_RENAMES_NEVER_REPLACE", True)
    target = tmp_path / "file"
    rename_new(written(tmp_path / "one"), target)
    with pytest.raises(FileExistsError):
        rename_new(written(tmp_path / "other"), target)
    assert sorted(os.listdir(tmp_path)) == ["file", "other"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_name_is_lost_to_who_was_first(tmp_path, monkeypatch, links):
    if not links:
        held(monkeypatch, "link", 99)
    target = written(tmp_path / "file", "theirs")
    with pytest.raises(FileExistsError):
        rename_new(written(tmp_path / "part"), target)
    assert target.read_text(encoding="utf-8") == "theirs"
    target.unlink()
    rename_new(tmp_path / "part", target)
    assert os.listdir(tmp_path) == ["file"]


def test_what_cannot_be_removed_is_left(tmp_path, monkeypatch):
    held(monkeypatch, "unlink", 1)
    path = written(tmp_path / "part")
    remove_left(path)
    assert path.exists()
    remove_left(path)
    remove_left(path)
    assert not path.exists()


def handles(folder):
    """The open files of this process in a folder."""
    found = []
    for each in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # that of the listing itself
            found.append(os.readlink(f"/proc/self/fd/{each}"))
    return [path for path in found if path.startswith(str(folder))]


def work_that_fails(path):
    stream = path.open("wb")
    stream.write(b"x")
    raise ValueError("damaged")


def wrapped(path):
    try:
        work_that_fails(path)
    except ValueError as error:
        raise RuntimeError("said") from error


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="no list of open files")
def test_what_failed_lets_go_of_its_files(tmp_path):
    with pytest.raises(RuntimeError) as caught:
        wrapped(tmp_path / "file")
    assert len(handles(tmp_path)) == 1
    let_go(caught.value)
    assert handles(tmp_path) == []


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="no list of open files")
def test_a_temporary_folder_goes_with_its_files_let_go(monkeypatch):
    original, open_then = file_moves.shutil.rmtree, []

    def rmtree(folder, **more):
        open_then.extend(handles(folder))
        original(folder, **more)

    monkeypatch.setattr(file_moves.shutil, "rmtree", rmtree)
    with pytest.raises(RuntimeError), temporary_folder() as folder:
        wrapped(folder / "file")
    assert not folder.exists()
    assert open_then == []
