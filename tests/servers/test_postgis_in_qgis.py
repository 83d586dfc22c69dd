# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS itself on a store in a database, and the algorithms with a connection saved in QGIS."""

import json

import pytest
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store

VIEWS = ("v_service_point", "v_in_person", "v_digital", "v_employment_centre", "v_call_centre")
TITLES = {"TITLE_EN": "Register", "TITLE_FR": "Registre"}


@pytest.fixture
def layer(qgis_app, postgis, postgres, insert_point):
    """Open a table or view as QGIS does, as a steward."""
    from qgis.core import QgsDataSourceUri, QgsVectorLayer

    postgis.apply([insert_point(1, languages=["en", "fr"]), insert_point(2, channel="digital", geom=None)])
    steward = postgres.user("steward_q", "casp_steward")
    place = postgres.address(postgis.address.options["dbname"], steward, postgis.address.schema)

    def load(name, geometry):
        uri = QgsDataSourceUri()
        options = place.options
        uri.setConnection(
            options["host"], options["port"], options["dbname"], steward, place.secrets["password"]
        )
        uri.setDataSource(place.schema, name, "geom" if geometry else None, "", "fid")
        loaded = QgsVectorLayer(uri.uri(False), name, "postgres")
        assert loaded.isValid(), name
        return loaded

    return load


def test_every_table_opens_with_its_type_and_system(layer):
    from qgis.core import QgsWkbTypes

    kinds = {
        "point": QgsWkbTypes.Type.Point,
        "multipolygon": QgsWkbTypes.Type.MultiPolygon,
        None: QgsWkbTypes.Type.NoGeometry,
    }
    for table in load_schema().tables.values():
        loaded = layer(table.name, table.geometry)
        assert loaded.wkbType() == kinds[table.geometry], table.name
        assert {field.name for field in table.attribute_fields} <= set(loaded.fields().names())
        if table.geometry:
            assert loaded.crs().authid() == "EPSG:4326"
        assert loaded.primaryKeyAttributes() == [loaded.fields().indexOf("fid")]
    assert layer("service_point", True).featureCount() == 2


@pytest.mark.parametrize(("view", "count"), list(zip(VIEWS, (2, 1, 1, 0, 0))))
def test_views_open_as_point_layers(layer, view, count):
    from qgis.core import QgsWkbTypes

    loaded = layer(view, True)
    assert loaded.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
    assert len(list(loaded.getFeatures())) == count
    assert loaded.fields().indexOf("main_phone") >= 0


def test_a_view_has_what_the_file_s_has(postgis, insert_point, point_id, tmp_path, layer):
    import sqlite3

    audit = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
    phones = {
        point_id(10): {"number": "+16135550102", "kind": "toll_free"},
        point_id(11): {"number": "+16135550101", "kind": "voice"},
    }
    postgis.apply(
        [RowChange("insert", "phone", k, {"point_id": point_id(1), **v, **audit}) for k, v in phones.items()]
    )
    postgis.apply([RowChange("update", "service_point", point_id(1), {"csduid": "3506008"})])
    postgis.snapshot(tmp_path / "s.gpkg")
    for view in VIEWS[:3]:
        loaded = layer(view, True)
        names = [
            name for name in loaded.fields().names() if name not in ("fid", "languages", "accessibility")
        ]
        features = sorted(loaded.getFeatures(), key=lambda feature: feature["fid"])
        here = [[_plain(feature[name]) for name in names] for feature in features]
        connection = sqlite3.connect(tmp_path / "s.gpkg")
        listed = ", ".join(names)
        there = [list(row) for row in connection.execute(f"SELECT {listed} FROM {view} ORDER BY OGC_FID")]
        connection.close()
        assert here == there
        assert view == "v_digital" or "+16135550101" in here[0]  # the local number comes first


def _plain(value):
    from qgis.core import NULL
    from qgis.PyQt.QtCore import QDate

    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    return None if value == NULL else value


def test_qgis_edits_a_point_and_the_store_sees_it(layer, postgis, point_id):
    loaded = layer("service_point", True)
    assert loaded.startEditing()
    (feature,) = [f for f in loaded.getFeatures() if f["id"].strip("{}") == point_id(1)]
    assert loaded.changeAttributeValue(feature.id(), loaded.fields().indexOf("city"), "O'Brien’s “Corner”")
    assert loaded.commitChanges(), loaded.commitErrors()
    (row,) = [row for row in postgis.rows("service_point") if row["id"] == point_id(1)]
    assert row["city"] == "O'Brien’s “Corner”"
    assert row["languages"] == ["en", "fr"]


@pytest.fixture
def saved(qgis_app, postgres, base, secret):
    """A connection saved in QGIS as people save theirs, with an owner's login."""
    from qgis.core import QgsDataSourceUri, QgsProviderRegistry

    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    owner = postgres.user("owner_q", "casp_steward")
    postgres.psql(base, "-c", f"GRANT CREATE ON DATABASE {base} TO {owner}")
    names = []

    def save(name, *, password=secret, authcfg=""):
        uri = QgsDataSourceUri()
        login = ("", "") if authcfg else (owner, password)
        uri.setConnection("127.0.0.1", str(postgres.port), base, *login)
        if authcfg:
            uri.setAuthConfigId(authcfg)
        settings = {"saveUsername": True, "savePassword": True, "authcfg": authcfg, "username": owner}
        metadata.saveConnection(metadata.createConnection(uri.uri(False), settings), name)
        names.append(name)
        return name

    yield save
    for name in names:
        metadata.deleteConnection(name)
    postgres.psql(
        base, "-c", "DROP SCHEMA IF EXISTS casp_q CASCADE", "-c", "DROP SCHEMA IF EXISTS casp CASCADE"
    )


def test_a_store_is_created_checked_out_and_validated_through_a_saved_connection(
    run, saved, secret, sample_store, tmp_path
):
    name = saved("Comté d'O'Brien 100 %")
    store = f"postgis:{name}/casp_q"
    results, said = run("createstore", TARGET=store, WITH_SAMPLE=True, **TITLES)
    assert results is not None, said
    assert results["STORE"] == store
    again, said_again = run("createstore", TARGET=store, WITH_SAMPLE=True, **TITLES)
    assert again is None
    assert "already holds something" in said_again

    copy = tmp_path / "copy.gpkg"
    results, said_copy = run("checkout", STORE=store, JURISDICTION="CA-ON", TARGET=str(copy))
    assert results is not None, said_copy
    with open_store(copy) as working, open_store(sample_store) as original:
        assert working.rows("service_point") == original.rows("service_point")
        assert working.info.title.en == "Register"
        assert working.info.working_copy.jurisdiction_code == "CA-ON"

    found = {}
    for place in (store, str(sample_store)):
        report = tmp_path / f"{len(found)}.html"
        results, said_check = run("validate", INPUT=place, FINDINGS="TEMPORARY_OUTPUT", REPORT=str(report))
        assert results is not None, said_check
        found[place] = (results["ERRORS"], results["WARNINGS"], results["VALID"])
        text = report.read_text(encoding="utf-8")
        assert secret not in text
        for shown in (said, said_again, said_copy, said_check, json.dumps(results, default=str)):
            assert secret not in shown
    assert found[store] == found[str(sample_store)]


def test_what_a_database_held_is_noted_by_the_hash_of_its_rows(new_postgis, sample_store):
    from service_points.core.validation import Register
    from service_points.processing.ledger import Ledger

    with open_store(sample_store) as original, new_postgis(source=original) as store:
        ledger = Ledger(None, {}, None)
        for opened in (store, original, store):
            ledger.read_rows("INPUT", Register.from_store(opened).all_rows(), "x", 92)
            if len(ledger.inputs) == 2:
                store.apply([RowChange("update", "jurisdiction", "CA-ON", {"name_en": "O'Brien"})])
    hashes = [record.sha256 for record in ledger.inputs]
    assert hashes[0] == hashes[1]
    assert hashes[1] != hashes[2]
    assert {len(each) for each in hashes} == {64}


def test_quality_and_channels_are_those_of_the_same_store_in_a_file(run, saved, sample_store, tmp_path):
    """The sample in a database and in a GeoPackage: the same figures, row by row."""
    base = sample_store.with_name("pine_river_base.gpkg")
    store = f"postgis:{saved('quality')}/casp_q"
    results, said = run("createstore", TARGET=store, WITH_SAMPLE=True, **TITLES)
    assert results is not None, said
    asked = {
        "registerquality": {"AS_OF": "2026-11-01"},
        "channelcoverage": {
            "DEMAND": f"{base}|layername=blocks",
            "DEMAND_FIELDS": ["population"],
            "CODE_FIELD": "csduid",
            "METRIC": "straight",
            "CUTOFF": 10,
            "LANGUAGE": "oj",
            "AT": "2026-11-30T09:30:00",
            "TIMEZONE": "America/Toronto",
        },
    }
    for name, given in asked.items():
        figures = []
        for place, table in ((store, "there"), (str(sample_store), "here")):
            output = str(tmp_path / f"{name}_{table}.csv")
            sink = {"registerquality": "SCORECARD", "channelcoverage": "INDICATORS"}[name]
            layer = {"AREAS": str(tmp_path / f"{table}.gpkg")} if name == "channelcoverage" else {}
            done, said = run(name, STORE=place, **given, **layer, **{sink: output})
            assert done is not None, said
            figures.append((tmp_path / f"{name}_{table}.csv").read_text(encoding="utf-8"))
        assert figures[0] == figures[1]
        assert len(figures[0].splitlines()) > 10


def test_the_schema_may_be_left_out(run, saved):
    name = saved("plain")
    results, said = run("createstore", TARGET=f"postgis:{name}", JURISDICTION="CA-ON", **TITLES)
    assert results is not None, said
    with open_store(_address(name)) as store:
        assert [row["code"] for row in store.rows("jurisdiction")] == ["CA-ON"]


def test_the_saved_connections_are_those_that_qgis_lists(saved):
    from qgis.core import QgsProviderRegistry
    from service_points.host.databases import saved_connections

    for name in ("plain", "Comté d'O'Brien 100 %", "back\\slash"):
        saved(name)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    assert saved_connections() == sorted(metadata.connections(False))
    assert len(saved_connections()) >= 3


def _address(name):
    from service_points.host.databases import store_place

    return store_place(f"postgis:{name}")


def test_a_login_kept_by_qgis_serves_and_a_missing_one_is_named(run, saved, secret):
    """F12: an authentication configuration that is on another computer, or that cannot be read."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("test", True)
    configuration = QgsAuthMethodConfig("Basic")
    configuration.setName("county")
    configuration.setConfig("username", "owner_q")
    configuration.setConfig("password", secret)
    assert manager.storeAuthenticationConfig(configuration)
    name = saved("with authcfg", authcfg=configuration.id())
    results, said = run("createstore", TARGET=f"postgis:{name}/casp_q", **TITLES)
    assert results is not None, said
    assert manager.removeAuthenticationConfig(configuration.id())
    results, said = run("validate", INPUT=f"postgis:{name}/casp_q")
    assert results is None
    assert "needs a login that is not available" in said


def test_f9_i2_what_goes_wrong_is_said_without_the_password(run, saved, secret, tmp_path):
    right, wrong = saved("right"), saved("wrong", password=secret + "x")
    for place, words in (
        (f"postgis:{wrong}/casp", "refused the user name or the password"),
        (f"postgis:{right}/nothing_here", "has no store “nothing_here ("),
        ("postgis:no such connection/casp", "no saved PostgreSQL connection “no such connection”"),
        (f"postgresql://me:{'secret1'}@127.0.0.1/gis", "holds a password"),
        ("postgresql://127.0.0.1:1/gis?options=x", "“options” is not allowed"),
        ("postgresql://127.0.0.1:1/gis", "cannot be reached"),
    ):
        copy = tmp_path / "copy.gpkg"
        for name, given in (
            ("checkout", {"STORE": place, "JURISDICTION": "CA", "TARGET": str(copy)}),
            ("validate", {"INPUT": place}),
        ):
            results, said = run(name, **given)
            assert results is None
            assert words in said
            assert secret not in said
            assert "secret1" not in said
            assert not copy.exists()
