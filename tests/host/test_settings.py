# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings survive a session and never break on what somebody else wrote there."""

import pytest
from qgis.core import QgsSettings
from service_points.host.settings import RECENT_LIMIT, Settings


@pytest.fixture
def clean(qgis_app):
    QgsSettings().remove("service_points")
    yield
    QgsSettings().remove("service_points")


def test_what_is_saved_is_read_back(clean):
    Settings(language="fr", recent_stores=("/a.gpkg",), follow_map=False, submitter_name="É. Roy").save()
    assert Settings.load() == Settings(
        language="fr", recent_stores=("/a.gpkg",), follow_map=False, submitter_name="É. Roy"
    )


def test_g9_a_setting_of_the_wrong_type_falls_back(clean):
    QgsSettings().setValue("service_points/recent_stores", {"not": "a list"})
    QgsSettings().setValue("service_points/follow_map", "maybe")
    assert Settings.load() == Settings(follow_map=False)


def test_the_latest_store_comes_first_and_once(clean):
    settings = Settings.load()
    for name in [*(f"/s{i}.gpkg" for i in range(RECENT_LIMIT + 2)), "/s5.gpkg"]:
        settings.add_recent_store(name)
    assert settings.recent_stores[:3] == ("/s5.gpkg", "/s9.gpkg", "/s8.gpkg")
    assert len(Settings.load().recent_stores) == RECENT_LIMIT
