# SPDX-License-Identifier: GPL-2.0-or-later
"""A store of an older version of the schema in the panel: why it is not opened, and the button that helps."""

import pytest
from qgis.core import QgsProject
from service_points.core.exchange import checkout
from service_points.core.store import RowChange, create_store, open_store
from service_points.core.text import Text
from service_points.host import settings as module
from service_points.layers.load import make_layer

ONTARIO = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
POINT_ID = "00000001-0000-4000-8000-000000000000"
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
POINT = {
    "organization_id": ORGANIZATION,
    "channel": "in_person",
    "point_type": "service_centre",
    "name_en": "Riverside",
    "name_fr": "Riverside",
    "verified_on": "2026-10-01",
    "verified_method": "phone",
    "geom": "POINT (-75.6972000 45.4215000)",
    **AUDIT,
}


@pytest.fixture
def old(schema_versions, tmp_path):
    """A store and a working copy of the old version; the program reads the new one from here on."""
    with schema_versions.used("old"):
        store = create_store(tmp_path / "store.gpkg", title=Text("A", "B"), jurisdictions=[ONTARIO])
        with store:
            organization = {"name_en": "Province", "name_fr": "Province", **AUDIT}
            store.apply(
                [
                    RowChange("insert", "organization", ORGANIZATION, organization),
                    RowChange("insert", "service_point", POINT_ID, POINT),
                ]
            )
            checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()
    with schema_versions.used("new"):
        yield tmp_path


@pytest.fixture
def refused(panel, qtbot):
    """Try to open a store; return what the panel says."""

    def attempt(path):
        with qtbot.waitSignal(panel.session.failed, timeout=60000):
            panel.open_store(str(path))
        assert panel.pages.currentWidget() is panel.trouble
        return panel.trouble.text.text()

    return attempt


@pytest.mark.parametrize("name", ["store.gpkg", "copy.gpkg"])
def test_the_button_brings_it_up_to_date_and_opens_it(panel, refused, old, qtbot, name):
    layer = make_layer(str(old / name), "service_point")  # as an older plugin had loaded it
    assert layer.fields().indexOf("facilities") < 0
    QgsProject.instance().addMapLayer(layer)
    assert "follows version 1.0.0" in refused(old / name)
    assert panel.trouble.upgrade.isVisible()
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.trouble.upgrade.click()
    assert [point.id for point in panel.session.register.points] == [POINT_ID]
    assert panel.session.is_working_copy is (name == "copy.gpkg")
    assert panel.session.points_layer().id() == layer.id()
    assert layer.fields().indexOf("facilities") >= 0
    assert next(layer.getFeatures())["name_en"] == "Riverside"
    with open_store(old / name) as store:
        assert store.info.schema_version == "1.1.0"


def test_other_trouble_has_no_such_button(panel, refused, old):
    refused(old / "store.gpkg")
    assert panel.trouble.upgrade.isVisible()
    (old / "text.gpkg").write_text("not a store", encoding="utf-8")
    assert "is not a GeoPackage" in refused(old / "text.gpkg")
    assert not panel.trouble.upgrade.isVisible()


def test_in_end_user_mode_only_a_working_copy_has_it(clean_settings, old, monkeypatch, request):
    monkeypatch.setenv("SERVICE_POINTS_END_USER", "true")
    monkeypatch.setenv("SERVICE_POINTS_STORE", str(old / "store.gpkg"))
    module.forget()
    try:
        panel, refused = request.getfixturevalue("panel"), request.getfixturevalue("refused")
        refused(old / "store.gpkg")
        assert "Its steward brings it up to date" in panel.trouble.text.text()
        assert not panel.trouble.upgrade.isVisible()
        refused(old / "copy.gpkg")
        assert panel.trouble.upgrade.isVisible()
    finally:
        monkeypatch.undo()
        module.forget()
