# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:preparestore`` on a file of an older version of the schema."""

import pytest
from service_points.core.exchange import checkout
from service_points.core.store import create_store, open_store
from service_points.core.text import Text

ONTARIO = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}


@pytest.fixture
def old(schema_versions, tmp_path):
    """A store and a working copy of the old version; the program reads the new one from here on."""
    with schema_versions.used("old"):
        store = create_store(tmp_path / "store.gpkg", title=Text("A", "B"), jurisdictions=[ONTARIO])
        with store:
            checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()
    with schema_versions.used("new"):
        yield tmp_path


@pytest.mark.parametrize("name", ["store.gpkg", "copy.gpkg"])
def test_an_older_file_is_brought_up_to_date(old, run, schema_versions, name):
    done = run("preparestore", STORE=str(old / name))
    assert (done.results["UPGRADED"], done.results["MADE"]) == (len(schema_versions.lacking), 0)
    assert f"Added for this version: {', '.join(schema_versions.lacking)}" in done.log
    open_store(old / name).close()
    done = run("preparestore", STORE=str(old / name))
    assert (done.results["UPGRADED"], done.results["MADE"]) == (0, 0)
    assert "The store has everything already; nothing was added." in done.log


def test_a_cancelled_run_leaves_the_old_file(old, refusal):
    before = (old / "store.gpkg").read_bytes()
    refusal("preparestore", stop_at=10, STORE=str(old / "store.gpkg"))
    assert (old / "store.gpkg").read_bytes() == before


def test_l2_what_is_no_store_is_refused(refusal, tmp_path):
    path = tmp_path / "text.gpkg"
    path.write_text("not a store", encoding="utf-8")
    assert "is not a GeoPackage" in refusal("preparestore", STORE=str(path))
