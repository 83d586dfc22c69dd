# SPDX-License-Identifier: GPL-2.0-or-later
"""The two files: the same bytes every time, small, and plainly not real."""

import hashlib

from osgeo import ogr

FILES = ("pine_river_store.gpkg", "pine_river_base.gpkg")


def hashes(folder):
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def test_same_bytes_on_every_run(folder, generate, tmp_path):
    assert hashes(generate(tmp_path, "4711")) == hashes(folder)


def test_nothing_else_is_left(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)


def test_both_under_four_megabytes(folder):
    assert sum((folder / name).stat().st_size for name in FILES) < 4_000_000


def test_base_layers_say_they_are_fictional(folder):
    dataset = ogr.Open(str(folder / "pine_river_base.gpkg"))
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    assert {layer.GetName() for layer in layers} == {"roads", "blocks", "water"}
    for layer in layers:
        assert "Fictional" in layer.GetMetadataItem("DESCRIPTION")
        assert "fictif" in layer.GetMetadataItem("DESCRIPTION")
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "3347"


def test_store_says_it_is_fictional(folder):
    from service_points.core.store import open_store

    with open_store(folder / "pine_river_store.gpkg") as store:
        assert "fictional" in store.info.title.en
        assert "fictif" in store.info.title.fr


def test_lies_in_north_eastern_ontario(register):
    lonlat = [row["geom"][7:-1].split() for row in register["service_point"] if row["geom"]]
    assert all(-83.1 < float(lon) < -82.0 and 48.2 < float(lat) < 48.8 for lon, lat in lonlat)
