# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of stores: one name however it is written, and nothing secret in what a layer keeps."""

from pathlib import Path

import pytest
from qgis.core import QgsDataSourceUri, QgsProviderRegistry
from service_points.core.errors import InputError, StoreError
from service_points.host.databases import (
    is_database,
    is_in_schema,
    layer_uri,
    schema_of,
    store_name,
    store_place,
    store_title,
)


@pytest.fixture(autouse=True)
def connections(qgis_app):
    """Connections saved in QGIS, to no server at all."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    names = ("County", "Plain")
    for name in names:
        uri = QgsDataSourceUri()
        uri.setConnection("db.invalid", "5433", "gis", "jo", "hunter2" if name == "Plain" else "")
        settings = {"saveUsername": True, "savePassword": True}
        metadata.saveConnection(metadata.createConnection(uri.uri(False), settings), name)
    yield
    for name in names:
        metadata.deleteConnection(name)


@pytest.mark.parametrize(
    ("written", "name", "title", "schema"),
    [
        ("postgis:County", "postgis:County/casp", "County", "casp"),
        (" postgis:County/casp ", "postgis:County/casp", "County", "casp"),
        ("postgis:County/reg 2026", "postgis:County/reg 2026", "County – reg 2026", "reg 2026"),
        ("postgis:County/old/reg", "postgis:County/old/reg", "County/old – reg", "reg"),
        (
            "postgres://jo@h:5432/gis",
            "postgresql://jo@h:5432/gis?schema=casp",
            "casp (gis – h)",
            "casp",
        ),
    ],
)
def test_a_store_in_a_database_has_one_name(written, name, title, schema):
    assert is_database(written)
    assert store_name(written) == store_name(name) == name
    assert (store_title(name), schema_of(name)) == (title, schema)
    assert is_in_schema(name, schema)
    assert not is_in_schema(name, f"{schema}2")


def test_a_file_s_name_is_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert not is_database("a.gpkg")
    assert store_name("a.gpkg") == str(Path("a.gpkg").resolve())
    assert store_name(tmp_path / "x" / ".." / "a.gpkg") == store_name("a.gpkg")
    assert store_title(str(tmp_path / "a.gpkg")) == "a"
    assert not is_in_schema("a.gpkg", "casp")


def test_h15_what_a_project_says_of_its_store_is_not_believed_blindly():
    assert not is_in_schema("postgresql://u:topsecret@h:99999999/d", "casp")
    assert not is_in_schema("postgresql://h/d?options=x", "casp")
    assert store_title("postgresql://u:topsecret@h:99999999/d") == "PostgreSQL"


def test_i1_what_a_layer_keeps_has_no_password():
    assert layer_uri("postgis:County/casp").uri(True) == "dbname='gis' host=db.invalid port=5433 user='jo'"
    with pytest.raises(InputError, match="Convert to configuration") as caught:
        layer_uri("postgis:Plain/casp")
    assert "hunter2" not in f"{caught.value.text} {caught.value.details}"
    kept = layer_uri("postgresql://jo@h:5432/gis?sslmode=verify-full").uri(True)
    assert kept == "dbname='gis' host=h port=5432 user='jo' sslmode=verify-full"
    assert layer_uri("postgresql:///?service=register").uri(True).startswith("service='register'")
    for address in (
        "postgresql://jo:pw@h/gis",
        "postgresql://h/gis?sslrootcert=x",
        "postgresql://h/gis?sslmode=y",
    ):
        with pytest.raises(InputError, match="Save the connection in QGIS"):
            layer_uri(address)


def test_i2_a_password_in_an_address_is_refused_before_anything_is_tried():
    with pytest.raises(InputError, match="holds a password"):
        store_place("postgresql://jo:pw@h/gis")
    with pytest.raises(StoreError, match="“options” is not allowed"):
        store_place("postgresql://h/gis?options=x")
    with pytest.raises(InputError, match="no saved PostgreSQL connection “gone”"):
        store_place("postgis:gone/casp")
