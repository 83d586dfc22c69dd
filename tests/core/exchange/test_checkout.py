# SPDX-License-Identifier: GPL-2.0-or-later
import json
import sqlite3

import pytest
from service_points.core.errors import Cancelled, ExchangeError, StoreError
from service_points.core.exchange import checkout, difference, open_working_copy
from service_points.core.store import RowChange, open_store


def test_a_working_copy_knows_where_it_comes_from(store, tmp_path, now):
    with checkout(store, "CA-ON", tmp_path / "copy.gpkg", now=now) as copy:
        assert copy.path == tmp_path / "copy.gpkg"
        assert copy.info.jurisdiction_code == "CA-ON"
        assert copy.info.base_store_id == "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
        assert copy.info.base_revision == 12
        assert copy.info.base_exported_at == "2026-11-01T12:30:00Z"
        assert copy.info.schema_sha256 == store.info.schema_sha256
        assert copy.store.rows("service_point") == store.rows("service_point")
        assert difference(copy) == []
    assert store.info.working_copy is None


def test_the_base_of_every_submittable_record_is_kept(path, ident):
    with open_store(path) as copy:
        base = {(row["table_name"], row["id"]): row for row in copy.rows("base_row")}
    assert len(base) == 8
    assert ("service_point", ident(3)) in base  # another custodian's
    row = base["phone", ident(40)]
    assert row["row_version"] == 3
    assert row["canonical_json"] == (
        '{"custodian_code":"CA-ON","is_primary":false,"kind":"voice","number":"+16135550101","point_id":"'
        + ident(1)
        + '"}'
    )


def test_i3_submitters_do_not_travel_and_leave_no_trace_in_the_file(store, tmp_path, ident):
    store.apply(
        [
            RowChange(
                "insert",
                "submission",
                ident(99),
                {
                    "content_sha256": "0" * 64,
                    "jurisdiction_code": "CA",
                    "submitter": {"name": "Zoé Unmistakable", "email": "zoe@example.ca"},
                    "created_at": "2026-10-02T03:04:05Z",
                    "received_at": "2026-10-02T03:04:06Z",
                    "state": "received",
                    "base_revision": 0,
                    "document": {"note": "Unmistakable " * 2000},
                },
            )
        ]
    )
    with checkout(store, "CA-ON", tmp_path / "copy.gpkg") as copy:
        assert copy.store.rows("submission") == []
    assert b"Unmistakable" in store.path.read_bytes()
    assert b"Unmistakable" not in (tmp_path / "copy.gpkg").read_bytes()


def test_an_unknown_jurisdiction_lists_the_known_ones(store, tmp_path):
    with pytest.raises(ExchangeError) as caught:
        checkout(store, "CA-QC", tmp_path / "copy.gpkg")
    assert "“CA-QC”" in caught.value.text.en
    assert "CA, CA-ON" in caught.value.text.en
    assert "CA, CA-ON" in caught.value.text.fr
    assert not (tmp_path / "copy.gpkg").exists()


def test_an_existing_target_is_left_alone(store, tmp_path):
    (tmp_path / "copy.gpkg").write_text("precious")
    with pytest.raises(StoreError, match="already exists"):
        checkout(store, "CA-ON", tmp_path / "copy.gpkg")
    assert (tmp_path / "copy.gpkg").read_text() == "precious"


def test_no_working_copy_of_a_working_copy(store, path, tmp_path):
    with open_store(path) as copy, pytest.raises(ExchangeError, match="already a working copy"):
        checkout(copy, "CA-ON", tmp_path / "second.gpkg")


def test_a_shared_store_is_not_a_working_copy(store):
    with pytest.raises(ExchangeError) as caught:
        open_working_copy(store.path)
    assert "is a shared store" in caught.value.text.en
    assert "copie de travail" in caught.value.text.fr


def test_a_cancelled_checkout_leaves_nothing(store, tmp_path):
    class Cancel:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        checkout(store, "CA-ON", tmp_path / "copy.gpkg", progress=Cancel())
    assert [found.name for found in tmp_path.iterdir()] == ["store.gpkg"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE base_row SET canonical_json = 'x' WHERE fid = 1",
        "UPDATE base_row SET canonical_json = '[1]' WHERE fid = 1",
        "UPDATE base_row SET table_name = 'holiday' WHERE fid = 1",
    ],
)
def test_c6_a_lost_base_is_named(path, damage):
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with open_working_copy(path) as copy, pytest.raises(ExchangeError, match="lost what its records were"):
        difference(copy)


def test_the_base_is_canonical_json_of_what_the_store_holds(store, path):
    with open_store(path) as copy:
        base = {row["id"]: json.loads(row["canonical_json"]) for row in copy.rows("base_row")}
    for row in store.rows("service_point"):
        audit = {"id", "row_version", "changed_at", "changed_by_submission"}
        assert base[row["id"]] == {k: v for k, v in row.items() if v is not None and k not in audit}
