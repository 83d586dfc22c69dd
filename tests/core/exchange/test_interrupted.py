# SPDX-License-Identifier: GPL-2.0-or-later
"""Checkout and export that are killed, meet a full disk or a folder they may not write to."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from service_points.core.exchange import checkout, difference, open_working_copy, read_document
from service_points.core.store import open_store

_STEPS = """
import os, shutil, signal
from datetime import datetime, timezone
from pathlib import Path
from osgeo import gdal
from service_points.core.errors import ServicePointsError
from service_points.core.exchange import (
    Reason, Submitter, Tool, build_submission, checkout, open_working_copy, write_submission)
from service_points.core.store import open_store
from service_points.core.store.geopackage import GeoPackageStore
from service_points.core.store.records import TableWriter

NOW = datetime(2026, 11, 5, 9, 0, 7, tzinfo=timezone.utc)

def step(name, folder):
    if name == "checkout":
        with open_store(folder / "store.gpkg") as store:
            checkout(store, "CA-ON", folder / "new.gpkg", now=NOW).close()
        return
    with open_working_copy(folder / "copy.gpkg") as copy:
        submission = build_submission(
            copy, submitter=Submitter("Ada Tremblay", "registre@example.ca"), reason=Reason("correction"),
            tool=Tool("Service Points", "0.1.0", "test"),
            submission_id="7d9f2c1e-0000-4000-8000-00000000abcd", created_at=NOW)
    write_submission(submission, folder)
"""
_KILL_EVERYWHERE = (
    _STEPS
    + """
left = [0]

def counted(owner, name):
    original = getattr(owner, name)
    def call(*arguments, **options):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return original(*arguments, **options)
    setattr(owner, name, call)

for owner, names in (
    (os, ("open", "link", "fsync", "replace", "unlink")),
    (GeoPackageStore, ("snapshot", "add_working_tables", "apply", "_reopen")),
    (TableWriter, ("write", "finish")),
    (gdal.Dataset, ("StartTransaction", "CommitTransaction")),
):
    for name in names:
        counted(owner, name)
what, folder = sys.argv[2], Path(sys.argv[3])
source = "store.gpkg" if what == "checkout" else "copy.gpkg"
for point in range(500):
    work = folder / f"{what}{point}"
    work.mkdir()
    shutil.copy(folder / source, work)
    child = os.fork()
    if not child:
        left[0] = point
        try:
            step(what, work)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        print(point)
        break
"""
)


def visible(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def files(originals, tmp_path, editor, ident):
    """A store and, beside it, a working copy with an edit."""
    shutil.copy(originals / "store.gpkg", tmp_path)
    editor.update("service_point", ident(1), email="office@example.ca")
    return tmp_path


@pytest.mark.slow
def test_a3_checkout_killed_at_every_step(files, child):
    """The new file is whole or not there; the store is not touched; the checkout can be repeated."""
    done = child(_KILL_EVERYWHERE, "checkout", files)
    points = int(done.stdout)
    store, made = (files / "store.gpkg").read_bytes(), []
    for point in range(points):
        work = files / f"checkout{point}"
        assert (work / "store.gpkg").read_bytes() == store
        made.append("new.gpkg" in visible(work))
        if not made[-1]:
            assert visible(work) == ["store.gpkg"]
            if point % 9 == 0:
                with open_store(work / "store.gpkg") as opened:
                    checkout(opened, "CA-ON", work / "new.gpkg").close()
        if made[-1] or point % 9 == 0:
            with open_working_copy(work / "new.gpkg") as copy:
                assert (len(copy.store.rows("base_row")), difference(copy)) == (8, [])
    assert points > 20
    assert made == sorted(made)  # from the moment it is there, it stays
    assert set(made) == {False, True}


def test_a3_export_killed_at_every_step(files, child):
    done = child(_KILL_EVERYWHERE, "export", files)
    points, copy, made = int(done.stdout), (files / "copy.gpkg").read_bytes(), []
    for point in range(points):
        work = files / f"export{point}"
        assert (work / "copy.gpkg").read_bytes() == copy
        documents = [work / name for name in visible(work) if name.endswith(".casp.json")]
        made.append(bool(documents))
        for path in documents:
            assert [change.op for change in read_document(path.read_bytes()).changes] == ["update"]
    assert points >= 3
    assert set(made) == {False, True}


_FULL = (
    _STEPS
    + """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    step(sys.argv[2], Path(sys.argv[3]))
except ServicePointsError as error:
    print(error.text.en)
    print(error.text.fr)
"""
)


@pytest.mark.parametrize(("what", "share"), [("checkout", 0.5), ("checkout", 1.0), ("export", 0.0)], ids=str)
def test_a4_a_full_disk_while_checking_out_or_exporting(what, share, files, child):
    """The snapshot does not fit, or only what is added to it does not; a document that fits never."""
    before = {name: (files / name).read_bytes() for name in visible(files)}
    done = child(_FULL, what, files, int(share * len(before["store.gpkg"])) + 100)
    english, french = done.stdout.splitlines()
    assert str(files) in english
    assert "cannot be written" in english
    assert "Impossible d’écrire" in french
    assert {name: (files / name).read_bytes() for name in os.listdir(files)} == before


_READ_ONLY = (
    _STEPS
    + """
from service_points.core.schema import load_schema
load_schema()
folder = Path(sys.argv[2])
if os.getuid() == 0:
    os.setuid(65534)  # root may write anywhere
try:
    (folder / "probe").touch()
    print("writable")
except PermissionError:
    pass
with open_store(folder / "store.gpkg") as store:
    print(len(store.rows("service_point")))
for what in ("checkout", "export", "merge"):
    try:
        if what == "merge":
            open_store(folder / "store.gpkg", read_only=False)
        else:
            step(what, folder)
    except ServicePointsError as error:
        print(what, error.text.en)
"""
)


@pytest.fixture
def readable_by_all(files):
    """The files in a folder that everybody may read and nobody may write: pytest's own are private."""
    folder = Path(tempfile.mkdtemp())
    for name in ("store.gpkg", "copy.gpkg"):
        shutil.copy(files / name, folder)
        (folder / name).chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a5_a_read_only_folder_is_read_and_never_looks_empty(readable_by_all, child):
    done = child(_READ_ONLY, readable_by_all)
    lines = done.stdout.splitlines()
    assert lines[0] == "3", done.stderr
    assert [line.split(" ", 1)[0] for line in lines[1:]] == ["checkout", "export", "merge"]
    assert all(str(readable_by_all) in line for line in lines[1:])
    assert all("cannot be written" in line or "read-only" in line for line in lines[1:])


def test_a5_a_file_left_in_wal_mode_in_a_read_only_folder(readable_by_all, child):
    """SQLite wants a file beside it even to read: what is in it is seen, or the reason is told."""
    readable_by_all.chmod(0o755)
    store = readable_by_all / "store.gpkg"
    store.chmod(0o644)
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    connection.close()
    store.chmod(0o444)
    readable_by_all.chmod(0o555)
    done = child(_READ_ONLY, readable_by_all)
    assert done.stdout.startswith("3\n"), done.stderr
