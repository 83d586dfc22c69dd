# SPDX-License-Identifier: GPL-2.0-or-later
"""The last good copy: whole, dated, never replaced by less."""

import os
from datetime import datetime, timedelta, timezone

import pytest
from osgeo import ogr
from service_points.core.connections import Copies, Reading
from service_points.core.connections.copies import TABLE
from service_points.core.errors import StoreError

NOW = datetime(2026, 11, 29, 11, 2, 3, tzinfo=timezone.utc)
KEY = "0123456789abcdef0123"


@pytest.fixture
def copies(tmp_path):
    return Copies(tmp_path / "copies")


def written(copies, count, key=KEY):
    part = copies.begin(key)
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(part))
    layer = data.CreateLayer(TABLE, None, ogr.wkbPoint)
    for _ in range(count):
        layer.CreateFeature(ogr.Feature(layer.GetLayerDefn()))
    del layer, data
    return part


def rows(path):
    data = ogr.Open(str(path))
    return data.GetLayerByName(TABLE).GetFeatureCount()


def test_f11_a_copy_is_found_again_with_its_date_and_counts(copies):
    made = copies.adopt(written(copies, 3), KEY, Reading(3, 3, NOW))
    found = copies.find(KEY)
    assert found == made
    assert found.path.name == f"{KEY}-20261129T110203Z.gpkg"
    assert found.reading == Reading(3, 3, NOW)
    assert rows(found.path) == 3
    assert copies.find("another") is None
    assert [each.name for each in copies.folder.glob("*.gpkg")] == [found.path.name]


def test_f6_less_never_takes_the_place_of_a_good_copy(copies):
    good = copies.adopt(written(copies, 7), KEY, Reading(7, 7, NOW))
    less = copies.adopt(written(copies, 3), KEY, Reading(3, 7, NOW + timedelta(hours=1)))
    assert rows(less.path) == 3
    with pytest.raises(StoreError):  # the file has fewer than were counted
        copies.adopt(written(copies, 3), KEY, Reading(7, 7, NOW + timedelta(hours=1)))
    assert copies.find(KEY) == good
    assert sorted(copies.folder.glob("*.gpkg")) == sorted([good.path, less.path])


def test_f7_fewer_than_before_where_nobody_says_how_many_keep_the_good_copy(copies):
    good = copies.adopt(written(copies, 7), KEY, Reading(7, None, NOW))
    for hours in (1, 2, 3):
        copies.adopt(written(copies, 3), KEY, Reading(3, None, NOW + timedelta(hours=hours)))
    assert copies.find(KEY) == good
    more = copies.adopt(written(copies, 8), KEY, Reading(8, None, NOW + timedelta(hours=4)))
    assert copies.find(KEY) == more


def test_a_copy_that_a_map_shows_is_not_touched_by_the_next(copies):
    first = copies.adopt(written(copies, 2), KEY, Reading(2, 2, NOW))
    before = (first.path.stat().st_ino, first.path.stat().st_size)
    shown = ogr.Open(str(first.path))
    second = copies.adopt(written(copies, 4), KEY, Reading(4, 4, NOW + timedelta(days=1)))
    assert copies.find(KEY) == second
    assert (first.path.stat().st_ino, first.path.stat().st_size) == before
    assert shown.GetLayerByName(TABLE).GetFeatureCount() == 2
    third = copies.adopt(written(copies, 5), KEY, Reading(5, 5, NOW + timedelta(days=2)))
    assert sorted(each.name for each in copies.folder.glob("*.gpkg")) == [second.path.name, third.path.name]


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a9_f11_a_damaged_copy_is_passed_over_for_the_one_before(copies, damage):
    good = copies.adopt(written(copies, 2), KEY, Reading(2, 2, NOW))
    bad = copies.adopt(written(copies, 3), KEY, Reading(3, 3, NOW + timedelta(days=1)))
    if damage is None:
        os.truncate(bad.path, 5000)
    else:
        bad.path.write_bytes(damage)
    assert copies.find(KEY) == good


def test_h1_other_bytes_under_the_name_of_a_copy_are_not_opened(copies, tmp_path):
    source = tmp_path / "secret.csv"
    source.write_text("a\n1\n", encoding="utf-8")
    copies.folder.mkdir()
    (copies.folder / f"{KEY}-20261129T110203Z.gpkg").write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="{TABLE}"><SrcDataSource>{source}</SrcDataSource>'
        "<SrcLayer>secret</SrcLayer></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    assert copies.find(KEY) is None


def test_what_a_crash_left_is_removed_a_day_later(copies):
    left = written(copies, 1, "other")
    part = copies.begin(KEY)
    assert left.exists()
    os.utime(left, (0, 0))
    assert copies.begin(KEY) == part
    assert not left.exists()


def test_g10_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "copies").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError):
        Copies(tmp_path / "copies").begin(KEY)
    assert Copies(tmp_path / "copies").find(KEY) is None
