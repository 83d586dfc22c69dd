# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads of OpenStreetMap straight from its files: tags in columns of their own or all in one."""

import sqlite3

import numpy as np
import pytest
from osgeo import gdal


def by_feature(roads, values):
    return dict(zip(roads.lines.feature_id.tolist(), np.asarray(values).tolist()))


def ways(roads):
    """Per feature: → one way as drawn, ← against it, ↔ both."""
    arrows = {(True, True): "↔", (True, False): "→", (False, True): "←"}
    pairs = zip(roads.lines.forward.tolist(), roads.lines.backward.tolist())
    return dict(zip(roads.lines.feature_id.tolist(), (arrows[pair] for pair in pairs)))


OSM = """<osm version="0.6">
{nodes}
{ways}
</osm>"""
TAGS = [  # id, tags, speed, direction; speed None: left out
    (101, {"highway": "residential"}, 35, "↔"),
    (102, {"highway": "residential", "maxspeed": "30"}, 30, "↔"),
    (103, {"highway": "primary", "maxspeed": "50 mph", "oneway": "yes"}, 80.4672, "→"),
    (104, {"highway": "primary", "maxspeed": "CA:ON:urban", "oneway": "-1"}, 60, "←"),
    (105, {"highway": "tertiary", "junction": "roundabout"}, 45, "→"),
    (106, {"highway": "motorway", "maxspeed": "none"}, 100, "→"),
    (107, {"highway": "motorway", "oneway": "no"}, 100, "↔"),
    (108, {"highway": "footway"}, None, "not_driven"),
    (109, {"railway": "rail", "maxspeed": "100"}, None, "not_a_road"),
    (110, {"highway": "service", "access": "private"}, None, "no_access"),
    (111, {"highway": "service", "access": "no", "motor_vehicle": "yes"}, 20, "↔"),
    (112, {"highway": "track", "motor_vehicle": "agricultural;forestry"}, None, "no_access"),
    (113, {"highway": "road", "note": 'a "quoted" \\ "maxspeed"=>"5"'}, 40, "↔"),
    (114, {"highway": "no_such_class"}, None, "not_driven"),
    (115, {"highway": "secondary", "oneway": "reversible"}, 50, "↔"),
]


@pytest.fixture
def osm(tmp_path):
    """The ways of TAGS in a hand-made OpenStreetMap file, one beside the other."""

    def escaped(text):
        return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")

    nodes = "".join(
        f'<node id="{i * 10 + j}" version="1" lat="{j * 0.01}" lon="{i * 0.001}"/>'
        for i in range(1, len(TAGS) + 1)
        for j in (0, 1)
    )
    parts = []
    for i, (number, tags, *_) in enumerate(TAGS, start=1):
        listed = "".join(f'<tag k="{escaped(k)}" v="{escaped(v)}"/>' for k, v in tags.items())
        parts.append(
            f'<way id="{number}" version="1"><nd ref="{i * 10}"/><nd ref="{i * 10 + 1}"/>{listed}</way>'
        )
    path = tmp_path / "small.osm"
    path.write_text(OSM.format(nodes=nodes, ways="".join(parts)), encoding="utf-8")
    return path


class TestOpenStreetMap:
    def check(self, roads, counted, renumber=None):
        speeds = by_feature(roads, roads.lines.speed_kmh)
        numbers = renumber or {row[0]: row[0] for row in TAGS}
        assert speeds == {numbers[i]: pytest.approx(kmh) for i, _, kmh, _ in TAGS if kmh is not None}
        assert ways(roads) == {numbers[i]: way for i, _, kmh, way in TAGS if kmh is not None}
        assert counted == {
            "NETWORK.not_driven": 2,
            "NETWORK.not_a_road": 1,
            "NETWORK.no_access": 2,
            "NETWORK.direction_unknown": 1,
        }

    def test_tags_in_one_column(self, read_network, osm):
        roads, counted = read_network(f"{osm}|layername=lines", SPEED_PRESET="osm")
        self.check(roads, counted)
        assert roads.fields.speed.title == "other_tags (maxspeed)"
        assert (roads.speeds.field, roads.speeds.preset) == (2, 8)

    def test_tags_in_columns_of_their_own(self, read_network, osm, memory_layer):
        keys = sorted({key for _, tags, *_ in TAGS for key in tags})
        rows = [
            (f"LINESTRING (0 {i}, 1 {i})", {key: t.get(key) for key in keys})
            for i, (_, t, *_) in enumerate(TAGS)
        ]
        roads, counted = read_network(memory_layer("LineString", rows), SPEED_PRESET="osm")
        self.check(roads, counted, {row[0]: i for i, row in enumerate(TAGS, start=1)})
        assert roads.fields.speed.title == "maxspeed"

    def test_copied_into_a_geopackage(self, read_network, osm, tmp_path):
        """As the fast path reads it."""
        path = tmp_path / "copy.gpkg"
        gdal.VectorTranslate(str(path), str(osm), layers=["lines"], format="GPKG")
        roads, counted = read_network(str(path), SPEED_PRESET="osm")
        numbers = dict(sqlite3.connect(path).execute("SELECT osm_id, fid FROM lines"))
        self.check(roads, counted, {int(key): fid for key, fid in numbers.items()})

    @pytest.mark.real_data
    def test_helsinki(self, read_network, repository):
        """Against GDAL's SQL: roads of the classes that are driven, by way of their tags."""
        path = repository.parent / "shared" / "data" / "osm" / "Helsinki.osm.pbf"
        if not path.is_file():
            pytest.skip("the real data are not there")
        roads, counted = read_network(f"{path}|layername=lines", SPEED_PRESET="osm")
        driven = (
            "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link",
            "primary_link", "secondary_link", "tertiary_link", "unclassified", "road", "residential",
            "service", "living_street", "track",
        )  # fmt: skip
        copy = gdal.VectorTranslate("", str(path), layers=["lines"], format="Memory")
        total, road, car, ways_one, limits, shut = 0, 0, 0, 0, 0, 0
        for feature in copy.GetLayer(0):
            total += 1
            tags = feature["other_tags"] or ""
            if not feature["highway"]:
                continue
            road += 1
            if feature["highway"] not in driven:
                continue
            access = [f'"{key}"=>"' in tags for key in ("motorcar", "motor_vehicle", "vehicle", "access")]
            key = next(
                (k for k, has in zip(("motorcar", "motor_vehicle", "vehicle", "access"), access) if has), None
            )
            value = "" if key is None else tags.split(f'"{key}"=>"')[1].split('"')[0]
            if value in ("no", "private", "agricultural", "forestry", "emergency", "military"):
                shut += 1
                continue
            car += 1
            ways_one += any(
                f'"{t}"' in tags for t in ('oneway"=>"yes', 'oneway"=>"-1', 'junction"=>"roundabout')
            )
            limits += '"maxspeed"=>"' in tags and tags.split('"maxspeed"=>"')[1].split('"')[0].isdigit()
        assert roads.feature_count == total > 3000
        assert counted["NETWORK.not_a_road"] == total - road
        assert counted["NETWORK.no_access"] == shut > 0
        assert len(np.unique(roads.lines.feature_id)) == car > 500
        assert roads.one_way_count == ways_one > 100
        assert roads.speeds.field == limits > 100
