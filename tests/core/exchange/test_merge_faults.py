# SPDX-License-Identifier: GPL-2.0-or-later
"""A merge that is interrupted: the store is the old one or the new one, never between."""

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from service_points.core.errors import Cancelled, StoreError
from service_points.core.exchange import Decision, Decisions, merge
from service_points.core.store import GeoPackageStore, RowChange, open_store
from service_points.core.store.records import TableWriter

_MERGE = """
import os, signal
from datetime import datetime, timezone
from pathlib import Path
from service_points.core.exchange import MergePolicy, merge, read_document
from service_points.core.store import open_store
import service_points.core.store.batches as batches
import service_points.core.store.geopackage as geopackage
import service_points.core.store.records as records
from osgeo import gdal

POINT, FOLDER = sys.argv[2], Path(sys.argv[3])

def die(*ignored, **also_ignored):
    os.kill(os.getpid(), signal.SIGKILL)

def before(owner, name, nth=1):
    original, calls = getattr(owner, name), []
    def call(*arguments, **options):
        calls.append(1)
        if len(calls) == nth:
            die()
        return original(*arguments, **options)
    setattr(owner, name, call)

def after(owner, name, nth=1):
    original, calls = getattr(owner, name), []
    def call(*arguments, **options):
        calls.append(1)
        original(*arguments, **options)
        if len(calls) == nth:
            die()
    setattr(owner, name, call)

def at(step):
    # where the trigger that counts records is away
    original, is_away = batches.execute, []
    def call(dataset, statement):
        if is_away and statement.startswith(step):
            die()
        original(dataset, statement)
        is_away.extend([1] * statement.startswith("DROP TRIGGER"))
    batches.execute = call

{point}
document = read_document((FOLDER / "document.casp.json").read_bytes())
with open_store(FOLDER / "store.gpkg", read_only=False) as store:
    policy = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
    merge(store, document, policy=policy, now=datetime(2026, 11, 6, 8, tzinfo=timezone.utc))
print("done")
"""
POINTS = {
    "before the lock": "before(geopackage.GeoPackageStore, '_check_revision')",
    "under the lock": "after(geopackage.GeoPackageStore, '_check_revision')",
    **{f"before write {n}": f"before(records.TableWriter, 'write', {n})" for n in range(1, 10)},
    **{f"before table {n} is finished": f"before(records.TableWriter, 'finish', {n})" for n in range(1, 6)},
    **{
        f"{when} run {n} is written together": f"records.LEAST_CHANGES = 2; {when}(records, 'executed', {n})"
        for when in ("before", "after")
        for n in range(1, 3)
    },
    **{
        f"the trigger that counts is away, before {step}": f"records.LEAST_CHANGES = 2; at({step!r})"
        for step in ("INSERT", "UPDATE gpkg_ogr_contents", "CREATE TRIGGER", "RELEASE")
    },
    "before the commit": "before(gdal.Dataset, 'CommitTransaction')",
    "after the commit": "after(gdal.Dataset, 'CommitTransaction')",
    "before the reopening": "before(geopackage.GeoPackageStore, '_reopen', 2)",
}
KILLED = -9


@pytest.fixture
def changes(documents, ident):
    """An update, an insertion and a confirmation, over three tables and the ledger."""
    return (
        documents.update("service_point", ident(1), {"email": (None, "office@example.ca")}),
        documents.insert(
            "closure",
            ident(60),
            custodian_code="CA-ON",
            point_id=ident(2),
            kind="closed",
            from_date="2026-12-24",
            to_date="2026-12-26",
        ),
        documents.confirm(ident(2), "2026-10-01", "2026-11-03"),
        documents.update("phone", ident(40), {"extension": (None, "12")}),
    )


def contents(path, make_steward):
    with open_store(path) as store:
        return make_steward(store).everything()


def triggers_of(path):
    with closing(sqlite3.connect(path)) as file:
        return file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()


@pytest.fixture
def files(steward, changes, documents, tmp_path, make_steward):
    """The store, the document beside it, and what the store holds before and after an undisturbed merge."""
    document = steward.document(*changes)
    path = tmp_path / "store.gpkg"
    (tmp_path / "document.casp.json").write_bytes(documents.as_bytes(document.content))
    old = contents(path, make_steward)
    (tmp_path / "whole").mkdir()
    shutil.copy(path, tmp_path / "whole")
    with open_store(tmp_path / "whole" / "store.gpkg", read_only=False) as store:
        result = make_steward(store).merge(*changes)
    assert result.receipt.state == "accepted"
    return path, old, contents(tmp_path / "whole" / "store.gpkg", make_steward)


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a3_d8_killed_at_any_step_the_store_is_old_or_new(point, files, child, tmp_path, make_steward):
    path, old, new = files
    triggers = triggers_of(path)
    done = child(_MERGE.replace("{point}", POINTS[point]), point, tmp_path)
    assert done.returncode == KILLED, done.stderr
    assert triggers_of(path) == triggers
    found = contents(path, make_steward)
    assert found == (new if point in ("after the commit", "before the reopening") else old)
    # and the merge of the same document, repeated, completes it or finds it done
    done = child(_MERGE.replace("{point}", ""), "none", tmp_path)
    assert done.stdout == "done\n", done.stderr
    assert contents(path, make_steward) == new
    assert triggers_of(path) == triggers


_SMALL_DISK = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = (Path(sys.argv[3]) / "store.gpkg").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
"""


def test_a4_a_full_disk_leaves_the_store_as_it_was(
    steward, documents, ident, *, child, tmp_path, make_steward
):
    changes = [
        documents.insert(
            "closure",
            ident(1000 + number),
            custodian_code="CA-ON",
            point_id=ident(2),
            kind="closed",
            from_date="2026-12-24",
            to_date="2026-12-26",
            reason_en="x" * 200,
        )
        for number in range(1000)
    ]
    document = steward.document(*changes)
    (tmp_path / "document.casp.json").write_bytes(documents.as_bytes(document.content))
    old = steward.everything()
    steward.store.close()
    done = child(_MERGE.replace("{point}", _SMALL_DISK), "full", tmp_path)
    assert "StoreError" in done.stderr
    assert "disk is full" in done.stderr
    assert contents(tmp_path / "store.gpkg", make_steward) == old


def test_d14_the_ledger_line_that_cannot_be_written_takes_the_record_with_it(steward, changes, monkeypatch):
    write = TableWriter.write

    def refuse(writer, change):
        if change.table == "change_log":
            raise RuntimeError("no room in the ledger")
        write(writer, change)

    before = steward.everything()
    monkeypatch.setattr(TableWriter, "write", refuse)
    with pytest.raises(StoreError) as caught:
        steward.merge(*changes)
    assert "no room in the ledger" in caught.value.details
    monkeypatch.undo()
    assert steward.everything() == before


def test_d12_another_steward_was_first(
    steward, changes, documents, *, ident, tmp_path, make_steward, monkeypatch
):
    """The other one merges after this one looked, and before this one writes."""
    apply = GeoPackageStore.apply

    def interrupted(store, rows, **options):
        monkeypatch.undo()
        with open_store(tmp_path / "store.gpkg", read_only=False) as theirs:
            make_steward(theirs).merge(
                documents.update("service_point", ident(1), {"email": (None, "first@example.ca")}),
                submission_id=documents.SECOND,
            )
        apply(store, rows, **options)

    monkeypatch.setattr(GeoPackageStore, "apply", interrupted)
    with pytest.raises(StoreError) as caught:
        steward.merge(*changes)
    assert "at revision 13, and this was prepared on revision 12" in caught.value.text.en
    assert "révision 13" in caught.value.text.fr
    assert steward.row("service_point", ident(1))["email"] == "first@example.ca"
    assert [row["id"] for row in steward.store.rows("submission")] == [documents.SECOND]
    result = steward.merge(*changes)  # looked at again, it is a conflict
    assert result.receipt.results[0]["state"] == "conflict"


def test_d12_two_stewards_at_once_and_nobodys_work_is_lost(steward, documents, ident, tmp_path, make_steward):
    """Each has its own connection; who comes second gets an error and tries again."""
    refused = []

    def work(number):
        change = documents.update("service_point", ident(1), {"partner_note": (None, f"Note {number}")})
        own = f"7d9f2c1e-0000-4000-8000-0000000001{number:02d}"
        for _ in range(60):
            try:
                with open_store(tmp_path / "store.gpkg", read_only=False) as store:
                    make_steward(store).merge(change, submission_id=own)
                return
            except StoreError as error:
                refused.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(tmp_path / "store.gpkg") as store:
        states = sorted(row["state"] for row in store.rows("submission"))
        assert store.info.revision == 16
    assert states == ["accepted", "received", "received", "received"]


def test_d12_decisions_made_on_another_revision_are_refused(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(3), {"email": (None, "one@example.ca")}))
    steward.merge(
        documents.update("service_point", ident(1), {"email": (None, "one@example.ca")}),
        submission_id=documents.SECOND,
    )
    with pytest.raises(StoreError, match="revision 14"):
        steward.decide(documents.FIRST, (1, "accept"), revision=13)
    assert steward.decide(documents.FIRST, (1, "accept"), revision=14).changed


def test_the_store_checks_the_revision_it_is_told(store):
    email = RowChange("update", "jurisdiction", "CA", {"contact_email": "a@example.ca"})
    store.apply([email], expected_revision=12)
    with pytest.raises(StoreError, match="revision 12"):
        store.apply([email], expected_revision=11)


class _Impatient:
    def report(self, fraction, text=None):
        pass

    def is_cancelled(self):
        return True


def test_a_cancelled_merge_writes_nothing(steward, changes, open_policy):
    before = steward.everything()
    with pytest.raises(Cancelled):
        merge(steward.store, steward.document(*changes), policy=open_policy, progress=_Impatient())
    assert steward.everything() == before


def test_decisions_about_another_submission_touch_nothing(steward, changes, documents):
    first = steward.merge(*changes)
    before = steward.everything()
    decisions = Decisions((Decision(documents.SECOND, 1, "accept"),))
    assert steward.merge(*changes, decisions=decisions).receipt == first.receipt
    assert steward.everything() == before
