# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical geometry. Shapely, another implementation, reads the text back."""

import pytest
import shapely.wkt
from osgeo import ogr
from service_points.core.store.geometry import canonical_wkt, point_wkt


def of(wkt):
    return ogr.CreateGeometryFromWkt(wkt)


def test_a_position_has_seven_decimals_and_no_negative_zero():
    assert point_wkt(-75.6972, 45.4215) == "POINT (-75.6972000 45.4215000)"
    assert point_wkt(-0.00000001, 0.00000004) == "POINT (0.0000000 0.0000000)"
    assert canonical_wkt("point", of("POINT Z (-75.12345678 45 9)")) == "POINT (-75.1234568 45.0000000)"


@pytest.mark.parametrize("empty", [None, "POINT EMPTY"])
def test_no_position_is_none(empty):
    assert canonical_wkt("point", empty and of(empty)) is None


def test_shapes_have_six_decimals_holes_and_parts():
    shape = of(
        "MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0),(2 2,3 2,3 3,2 2)),"
        "((20.0000004 20,21 20,21 21,20.0000004 20)))"
    )
    text = canonical_wkt("multipolygon", shape)
    assert text == (
        "MULTIPOLYGON (((0.000000 0.000000, 10.000000 0.000000, 10.000000 10.000000, 0.000000 10.000000, "
        "0.000000 0.000000), (2.000000 2.000000, 3.000000 2.000000, 3.000000 3.000000, 2.000000 2.000000)), "
        "((20.000000 20.000000, 21.000000 20.000000, 21.000000 21.000000, 20.000000 20.000000)))"
    )
    assert shapely.wkt.loads(text).area == pytest.approx(100 - 0.5 + 0.5)


def test_a_polygon_with_heights_becomes_a_flat_multipolygon():
    text = canonical_wkt("multipolygon", of("POLYGON Z ((0 0 1,1 0 2,1 1 3,0 0 1))"))
    assert text == (
        "MULTIPOLYGON (((0.000000 0.000000, 1.000000 0.000000, 1.000000 1.000000, 0.000000 0.000000)))"
    )


def test_a_shape_of_another_kind_stays_visible():
    assert canonical_wkt("point", of("LINESTRING (0 0,1 1)")) == "LINESTRING (0 0,1 1)"
