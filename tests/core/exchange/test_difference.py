# SPDX-License-Identifier: GPL-2.0-or-later
import sqlite3

import pytest
from osgeo import gdal
from service_points.core.errors import ExchangeError
from service_points.core.store import RowChange, open_store


@pytest.fixture
def edit_point(editor, changes, ident):
    def edit(**values):
        editor.update("service_point", ident(1), **values)
        return changes()

    return edit


def test_an_update_carries_before_after_and_its_whole_group(editor, changes, ident):
    editor.update("service_point", ident(1), hours="Mo-Fr 08:00-17:00; PH off", languages='["fr","en"]')
    (change,) = changes()
    assert (change.op, change.table, change.id, change.base_version) == (
        "update",
        "service_point",
        ident(1),
        3,
    )
    assert change.fields == {
        "hours": {"before": "Mo-Fr 08:30-16:30; PH off", "after": "Mo-Fr 08:00-17:00; PH off"},
        "hours_note_en": {"before": None, "after": None},
        "hours_note_fr": {"before": None, "after": None},
        "languages": {"before": ["en"], "after": ["en", "fr"]},
    }
    assert change.changed_fields == ("hours", "languages")
    assert change.name.en == "Office 1"
    assert change.name.fr == "Bureau 1"
    assert change.custodian_code == "CA-ON"
    assert change.geometry == "POINT (-75.6972000 45.4215000)"


def test_a_moved_point_guards_its_address(editor, changes, ident):
    editor.update("service_point", ident(1), geom="POINT (-75.7000000 45.4300000)")
    (change,) = changes()
    assert set(change.fields) == {
        "geom", "geo_method", "geo_accuracy_m", "address_line1", "address_line2", "city", "province",
        "postal_code", "csduid", "geo_vintage",
    }  # fmt: skip
    assert change.fields["geom"] == {
        "before": "POINT (-75.6972000 45.4215000)",
        "after": "POINT (-75.7000000 45.4300000)",
    }
    assert change.fields["city"] == {"before": "Ottawa", "after": "Ottawa"}
    assert change.fields["geo_vintage"] == {"before": 2021, "after": 2021}
    assert change.changed_fields == ("geom",)


def test_the_hours_of_a_phone_are_in_no_group(editor, changes, ident):
    editor.update("phone", ident(40), hours="24/7")
    (change,) = changes()
    assert change.fields == {"hours": {"before": None, "after": "24/7"}}
    assert change.name.fr == "Bureau 1"  # the point it belongs to


def test_an_insert_has_only_afters_and_a_delete_only_befores(editor, changes, ident):
    editor.insert(
        "phone",
        ident(41),
        custodian_code="CA-ON",
        point_id=ident(2),
        kind="tty",
        number="+16135550102",
        is_primary=1,
        label_en="",
    )
    editor.delete("phone", ident(40))
    added, removed = changes()
    assert (added.op, added.base_version) == ("insert", None)
    assert added.fields == {
        "custodian_code": {"after": "CA-ON"},
        "point_id": {"after": ident(2)},
        "kind": {"after": "tty"},
        "number": {"after": "+16135550102"},
        "is_primary": {"after": True},
    }
    assert (removed.op, removed.base_version) == ("delete", 3)
    assert removed.fields == {
        "custodian_code": {"before": "CA-ON"},
        "point_id": {"before": ident(1)},
        "kind": {"before": "voice"},
        "number": {"before": "+16135550101"},
        "is_primary": {"before": False},
    }


@pytest.mark.parametrize(
    ("values", "expected", "fields"),
    [
        ({"verified_on": "2026-11-02"}, "confirm", ["verified_on"]),
        ({"verified_on": "2026-11-02", "verified_method": "website"}, "confirm", None),
        ({"verified_on": "2026-09-02"}, "update", ["verified_on"]),
        ({"verified_method": "website"}, "update", ["verified_method"]),
        ({"verified_on": "2026-11-02", "city": "Hull"}, "update", None),
    ],
)
def test_a_later_verification_alone_is_a_confirmation(edit_point, values, expected, fields):
    (change,) = edit_point(**values)
    assert change.op == expected
    assert {"verified_on", "verified_method"} <= set(change.fields)
    if fields is not None:
        assert set(change.fields) == {"verified_on", "verified_method"}
        assert list(change.changed_fields) == fields


def test_c1_what_is_no_change(editor, changes, ident, area):
    editor.update(
        "service_point",
        ident(1),
        row_version=9,
        changed_at="2026-11-09T00:00:00Z",
        changed_by_submission=ident(5),
        languages='[ "en" ]',
        name_en=" Office 1 ",
        description_en="",
        geom="POINT Z (-75.69720000004 45.42149999995 12)",
    )
    editor.update("service_area", ident(50), geom=area.replace("-75.000000", "-75.0000000004"))
    assert changes() == []


@pytest.mark.parametrize(
    ("lon", "changed"), [(-75.69720006, False), (-75.6972001, False), (-75.69720021, True)]
)
def test_c1_a_position_within_a_centimetre_is_the_same(editor, changes, ident, lon, changed):
    editor.update("service_point", ident(1), geom=f"POINT ({lon} 45.4215)")
    assert bool(changes()) is changed


def test_a_guard_of_a_position_within_noise_is_the_base_value(editor, changes, ident):
    editor.update("service_point", ident(1), geom="POINT (-75.69720008 45.4215)", city="Hull")
    (change,) = changes()
    assert change.changed_fields == ("city",)
    assert change.fields["geom"] == {
        "before": "POINT (-75.6972000 45.4215000)",
        "after": "POINT (-75.6972000 45.4215000)",
    }


def test_a_shape_with_another_vertex_changed(editor, changes, ident):
    editor.update("service_area", ident(50), geom="MULTIPOLYGON (((-76 45,-75.5 45,-75 45,-75 46,-76 45)))")
    (change,) = changes()
    assert change.changed_fields == ("geom",)
    editor.update("service_area", ident(50), geom="MULTIPOLYGON (((-76 45,-75 45,-75 46.00001,-76 45)))")
    (change,) = changes()
    assert "46.000010" in change.fields["geom"]["after"]


def test_a_position_removed_and_given(editor, changes, ident):
    editor.update("service_point", ident(1), geom=None)
    (change,) = changes()
    assert change.fields["geom"]["after"] is None
    assert change.geometry is None


def test_another_jurisdictions_record_is_a_change_too(editor, changes, ident):
    editor.update("service_point", ident(3), name_fr="Bureau fédéral")
    (change,) = changes()
    assert change.custodian_code == "CA"
    assert change.fields == {"name_fr": {"before": None, "after": "Bureau fédéral"}}


def test_reference_tables_are_not_submitted(path, changes):
    with open_store(path, read_only=False) as copy:
        copy.apply([RowChange("update", "jurisdiction", "CA", {"name_en": "x"})])
    assert changes() == []


def test_changes_come_in_the_order_they_are_applied_and_deletes_reversed(editor, changes, ident):
    for table, number in (
        ("service_area", 50),
        ("phone", 40),
        ("service_at_point", 30),
        ("service_point", 1),
    ):
        editor.delete(table, ident(number))
    editor.update("service_point", ident(3), city="Hull")
    editor.update("service_point", ident(2), city="Hull")
    editor.insert(
        "closure",
        ident(60),
        custodian_code="CA-ON",
        point_id=ident(2),
        kind="closed",
        from_date="2026-12-24",
        to_date="2026-12-26",
    )
    editor.update("service", ident(20), fee="none")
    assert [(change.op, change.table, int(change.id[:8])) for change in changes()] == [
        ("update", "service", 20),
        ("update", "service_point", 2),
        ("update", "service_point", 3),
        ("insert", "closure", 60),
        ("delete", "phone", 40),
        ("delete", "service_at_point", 30),
        ("delete", "service_area", 50),
        ("delete", "service_point", 1),
    ]


def by_ogr(editor, path, ident):
    editor.update("service_point", ident(1), name_en="O'Brien 100 %", geom="POINT (-75.7 45.43)")
    editor.delete("phone", ident(40))


def by_many_small_edits(editor, path, ident):
    editor.update("service_point", ident(1), name_en="something else", geom=None)
    editor.update("service_point", ident(1), geom="POINT (-75.7 45.43)", row_version=77)
    editor.update("service_point", ident(1), name_en="O'Brien 100 %")
    editor.delete("phone", ident(40))


def by_delete_and_insert_again(editor, path, ident):
    with open_store(path, read_only=False) as copy:
        row = copy.rows("service_point")[0]
        row.update(name_en="O'Brien 100 %", geom="POINT (-75.7000000 45.4300000)")
        copy.apply(
            [
                RowChange("delete", "service_point", ident(1), {}),
                RowChange("insert", "service_point", ident(1), row),
                RowChange("delete", "phone", ident(40), {}),
            ]
        )


def by_plain_sql(editor, path, ident):
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL(f"UPDATE service_point SET name_en = 'O''Brien 100 %' WHERE id = '{ident(1)}'")
    dataset.ExecuteSQL("DELETE FROM phone")
    del dataset
    editor.update("service_point", ident(1), geom="POINT (-75.7 45.43)")


def by_qgis(editor, path, ident):
    from qgis.core import QgsGeometry, QgsPointXY, QgsVectorLayer

    points = QgsVectorLayer(f"{path}|layername=service_point", "points", "ogr")
    phones = QgsVectorLayer(f"{path}|layername=phone", "phones", "ogr")
    assert points.startEditing()
    assert phones.startEditing()
    feature = next(f for f in points.getFeatures() if f["id"] == ident(1))
    assert points.changeAttributeValue(feature.id(), points.fields().indexOf("name_en"), "O'Brien 100 %")
    assert points.changeGeometry(feature.id(), QgsGeometry.fromPointXY(QgsPointXY(-75.7, 45.43)))
    assert phones.deleteFeatures([f.id() for f in phones.getFeatures()])
    assert points.commitChanges()
    assert phones.commitChanges()


@pytest.mark.parametrize(
    "edit", [by_ogr, by_many_small_edits, by_delete_and_insert_again, by_plain_sql, by_qgis]
)
def test_it_does_not_depend_on_how_the_edits_were_made(editor, changes, ident, edit, request):
    if edit is by_qgis:
        request.getfixturevalue("qgis_app")
    edit(editor, editor.path, ident)
    update, delete = changes()
    assert update.op == "update"
    assert update.base_version == 3
    assert update.changed_fields == ("name_en", "geom")
    assert update.fields["name_en"]["after"] == "O'Brien 100 %"
    assert update.fields["geom"]["after"] == "POINT (-75.7000000 45.4300000)"
    assert (delete.op, delete.id) == ("delete", ident(40))


def test_a_row_added_in_qgis_is_an_insert(qgis_app, path, changes, ident):
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    layer = QgsVectorLayer(f"{path}|layername=service_point", "points", "ogr")
    assert layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(-75.5, 45.5)))
    for name, value in {
        "id": ident(70),
        "custodian_code": "CA-ON",
        "organization_id": "0a000000-0000-4000-8000-000000000001",
        "channel": "in_person",
        "point_type": "kiosk",
        "status": "active",
        "visibility": "public",
        "name_fr": "Borne de l’Île",
        "languages": ["fr", "en"],
        "verified_on": "2026-11-01",
        "verified_method": "site_visit",
        "row_version": 1,
        "changed_at": "2026-11-01T00:00:00",
    }.items():
        feature[name] = value
    assert layer.addFeature(feature)
    assert layer.commitChanges(), layer.commitErrors()
    (change,) = changes()
    assert change.op == "insert"
    assert change.fields["languages"] == {"after": ["en", "fr"]}
    assert change.fields["verified_on"] == {"after": "2026-11-01"}
    assert change.fields["geom"] == {"after": "POINT (-75.5000000 45.5000000)"}
    assert change.name.en == "Borne de l’Île"
    assert not {"id", "row_version", "changed_at"} & set(change.fields)


def test_a_reverted_edit_is_no_change(editor, changes, ident):
    editor.update("service_point", ident(1), city="Hull")
    editor.update("service_point", ident(1), city="Ottawa")
    assert changes() == []


def test_a_malformed_or_repeated_identifier_is_named(path, changes, ident):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE phone SET id = 'forty'")
    connection.commit()
    with pytest.raises(ExchangeError, match="forty"):
        changes()
    connection.execute("UPDATE phone SET id = ?", (ident(40),))
    columns = "custodian_code, kind, number, row_version, changed_at"
    connection.execute(
        f"INSERT INTO phone (id, {columns}) SELECT upper('{{' || id || '}}'), {columns} FROM phone"
    )
    connection.commit()
    connection.close()
    with pytest.raises(ExchangeError, match="used twice"):
        changes()
