# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder changes as a whole, or not at all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from service_points.core.errors import Cancelled, InputError, StoreError
from service_points.core.publishing import publish
from service_points.core.publishing.folder import recover

ROOT = Path(__file__).resolve().parents[3]
_KILLED = """
import importlib.util, os, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("service_points", sys.argv[1] + "/__init__.py",
                                              submodule_search_locations=[sys.argv[1]])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["service_points"])
import shutil
from service_points.core.publishing import publication_of, publish
from service_points.core.store import open_store
with open_store(sys.argv[2]) as store:
    publication = publication_of(store)
left = [-1]

def counted(owner, name):
    original = getattr(owner, name)
    def call(*arguments, **options):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return original(*arguments, **options)
    setattr(owner, name, call)

for name in ("rename", "fsync", "mkdir", "unlink", "rmdir", "open", "walk"):
    counted(os, name)
counted(Path, "open")
counted(Path, "write_bytes")
for point in range(2000):
    work = Path(sys.argv[3]) / str(point)
    child = os.fork()
    if not child:
        shutil.copytree(Path(sys.argv[3]) / "former", work / "open data")
        left[0] = point
        try:
            publish(publication, work / "open data")
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        print(point)
        break
"""


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_k1_killed_at_every_step(publication, store_path, tmp_path):
    """The folder is the former one or the new one, whole; in between it waits under its second name."""
    publish(publication, tmp_path / "new")
    publish(publication, tmp_path / "former", ["geojson"])
    new, former = content(tmp_path / "new"), content(tmp_path / "former")
    run = subprocess.run(
        [sys.executable, "-c", _KILLED, str(ROOT), str(store_path), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.stdout.strip().isdigit(), run.stderr
    steps, aside = int(run.stdout), 0
    seen = set()
    for point in range(steps):
        target = tmp_path / str(point) / "open data"
        if not target.exists():
            aside += 1
            recover(target)
        found = content(target)
        assert found in (former, new), point
        seen.add(found == new)
    assert steps > 30
    assert aside == 1  # the one moment between two renamings
    assert seen == {True, False}


def test_k1_the_next_publication_puts_things_right(publication, tmp_path):
    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    os.rename(target, tmp_path / ".open data.0123abcd.old")
    (tmp_path / ".open data.89ef4567.part").mkdir()
    os.utime(tmp_path / ".open data.89ef4567.part", (0, 0))
    publish(publication, target, ["csv"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["open data"]
    assert (target / "points.csv").exists()
    assert not (target / "points.geojson").exists()


def test_k1_a_failure_leaves_the_former_folder(publication, tmp_path, monkeypatch):
    from service_points.core.publishing import writer

    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    before = content(target)

    def fails(publication, folder, **options):
        (folder / "half.json").write_text("{")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(writer.WRITERS, "csv", fails)
    with pytest.raises(StoreError, match="No space left"):
        publish(publication, target)
    assert content(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["open data"]


def test_k1_a_damaged_file_is_noticed_before_the_exchange(publication, tmp_path, monkeypatch):
    from service_points.core.publishing import writer

    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    before = content(target)

    def cuts(publication, folder, **options):
        (folder / "points.geojson").write_bytes(before["points.geojson"][:-40])

    monkeypatch.setitem(writer.WRITERS, "geojson", cuts)
    with pytest.raises(StoreError, match=r"points\.geojson"):
        publish(publication, target)
    assert content(target) == before


def test_k1_cancelling_leaves_the_former_folder(publication, tmp_path):
    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    before = content(target)

    class Impatient:
        def __init__(self, asked):
            self.left = asked

        def is_cancelled(self):
            self.left -= 1
            return self.left < 0

        def report(self, fraction, text=None):
            assert 0 <= fraction <= 1

    for asked in range(0, 30, 3):
        with pytest.raises(Cancelled):
            publish(publication, target, progress=Impatient(asked))
        assert content(target) == before
        assert [path.name for path in tmp_path.iterdir()] == ["open data"]


def test_files_of_others_are_never_replaced(publication, tmp_path):
    target = tmp_path / "documents"
    target.mkdir()
    (target / "thesis.odt").write_text("years of work")
    with pytest.raises(InputError, match=r"thesis\.odt"):
        publish(publication, target)
    assert content(target) == {"thesis.odt": b"years of work"}
    shutil.rmtree(target)
    publish(publication, target, ["geojson"])
    (target / "CNAME").write_text("points.example.ca")
    with pytest.raises(InputError, match="CNAME"):
        publish(publication, target)
    assert (target / "points.geojson").exists()


def test_an_empty_folder_and_one_that_is_not_there(publication, tmp_path):
    (tmp_path / "empty").mkdir()
    publish(publication, tmp_path / "empty", ["geojson"])
    publish(publication, tmp_path / "a" / "b", ["geojson"])
    assert json.loads((tmp_path / "a" / "b" / "publication.json").read_bytes())["formats"] == ["geojson"]


def test_a_file_in_the_place_of_the_folder(publication, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="not a folder"):
        publish(publication, tmp_path / "file")


def test_a_link_stays_and_leads_to_the_new_folder(publication, tmp_path):
    (tmp_path / "releases").mkdir()
    publish(publication, tmp_path / "releases" / "1", ["geojson"])
    (tmp_path / "live").symlink_to(tmp_path / "releases" / "1", target_is_directory=True)
    publish(publication, tmp_path / "live", ["csv"])
    assert (tmp_path / "live").is_symlink()
    assert (tmp_path / "releases" / "1" / "points.csv").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["live", "releases"]
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["1"]


def test_files_are_flushed_through_handles_that_may_write(publication, tmp_path, monkeypatch):
    """Windows refuses to flush a file that was opened to be read only."""
    fcntl = pytest.importorskip("fcntl")
    original, flushed = os.fsync, []

    def fsync(descriptor):
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(9, "Bad file descriptor")
        flushed.append(descriptor)
        original(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    publish(publication, tmp_path / "out", ["geojson", "csv"])
    assert len(flushed) == 17  # the points, fourteen tables and their two descriptions


def test_a_file_that_came_while_writing_is_not_replaced(publication, tmp_path, monkeypatch):
    from service_points.core.publishing import writer

    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    before = content(target)

    def slow(publication, folder, **options):
        (target / "CNAME").write_text("points.example.ca")

    monkeypatch.setitem(writer.WRITERS, "csv", slow)
    with pytest.raises(InputError, match="CNAME"):
        publish(publication, target, ["csv"])
    assert content(target) == {**before, "CNAME": b"points.example.ca"}
    assert [path.name for path in tmp_path.iterdir()] == ["open data"]


@pytest.mark.parametrize("held", [2, 99])
def test_a_folder_that_is_held_for_a_moment(publication, tmp_path, monkeypatch, held):
    """Held for good, the former folder stays and nothing lies beside it."""
    target = tmp_path / "open data"
    publish(publication, target, ["geojson"])
    before = content(target)
    original, refused = os.rename, []

    def rename(folder, name):
        if Path(folder).suffix == ".part" and len(refused) < held:
            refused.append(folder)
            raise PermissionError(13, "Access is denied")
        original(folder, name)

    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    if held == 2:
        publish(publication, target, ["csv"])
        assert (target / "points.csv").exists()
    else:
        with pytest.raises(StoreError, match="Access is denied"):
            publish(publication, target, ["csv"])
        assert content(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["open data"]
