# SPDX-License-Identifier: GPL-2.0-or-later
"""The same register in a file and in a database is the same publication, byte for byte."""

import json

import pytest
from service_points.core.publishing import publication_of, publish
from service_points.core.store import open_store


@pytest.fixture(scope="module")
def register(postgres, roles, make_store, sample_store):
    address = postgres.address(postgres.database(), schema="published")
    with open_store(sample_store) as original, make_store(address, source=original) as store:
        yield store


def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_both_stores_publish_the_same(register, sample_store, tmp_path):
    publish(publication_of(register), tmp_path / "database")
    with open_store(sample_store) as original:
        publish(publication_of(original), tmp_path / "file")
    database, file = content(tmp_path / "database"), content(tmp_path / "file")
    info = register.info
    with open_store(sample_store) as original:
        same = (info.store_id, info.updated_at) == (original.info.store_id, original.info.updated_at)
    assert set(database) == set(file)
    tables = [name for name in file if name.endswith(".csv")]
    assert len(tables) > 40
    for name in file if same else tables:
        assert database[name] == file[name], name


def test_published_from_its_name_by_a_steward(run, register, postgres, save_connection, tmp_path):
    login = postgres.user("steward_publish", "casp_steward")
    name = save_connection("Publish", register.address.options["dbname"], login)
    results, said = run("publish", STORE=f"postgis:{name}/published", TARGET=str(tmp_path / "out"), SINCE=0)
    assert results is not None, said
    listed = json.loads((tmp_path / "out" / "publication.json").read_bytes())
    assert results["POINTS"] == listed["records"]["service_point"] > 50
    assert (tmp_path / "out" / "changes_since_0.jsonl").exists()
