# SPDX-License-Identifier: GPL-2.0-or-later
"""Population by area share through Processing, against QGIS's own overlays of the polygons that come out."""

import pytest
from qgis.core import QgsGeometry, QgsProcessingException

NUMBERS = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")


def squares():
    """Twelve blocks of half a hundredth of a degree along the road, six north and six south of it, and one
    of 5.6 km by 4.4 km north of them."""
    large = "POLYGON ((0 0.005, 0.05 0.005, 0.05 0.045, 0 0.045, 0 0.005))"
    rows = [(large, {"people": 500, "seniors": 100})]
    for i in range(6):
        for j in (-1, 0):
            x, y, s = i * 0.01 - 0.004, j * 0.005, 0.005
            wkt = f"POLYGON (({x} {y}, {x + s} {y}, {x + s} {y + s}, {x} {y + s}, {x} {y}))"
            rows.append((wkt, {"people": 10 * (i + 1) + j, "seniors": i}))
    return rows


@pytest.fixture
def blocks(memory_layer):
    return memory_layer("Polygon", squares(), name="blocks")


@pytest.fixture
def shared(reach, blocks):
    def call(**changes):
        return reach(**{"DEMAND": blocks, "APPORTION": "area_share", **changes})

    return call


def part_inside(layer, shape):
    """Population within a shape, by QGIS; so near the equator degrees are as good as plane."""
    return sum(
        f["people"] * f.geometry().intersection(shape).area() / f.geometry().area()
        for f in layer.getFeatures()
    )


@pytest.mark.parametrize("shape", ["disks", "rings"])
@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("metric", ["distance", "straight"])
def test_sums_are_those_of_the_polygons(shared, blocks, metric, overlap, shape):
    done = shared(METRIC=metric, OVERLAP=overlap, SHAPE=shape, CUTOFFS="1.2,2.3,3.4")
    bands = list(done.layer("OUTPUT").getFeatures())
    assert len(bands) == (3 if overlap == "dissolve" else 6)
    for band in bands:
        assert band["people"] == pytest.approx(part_inside(blocks, band.geometry()), rel=1e-5)
    union = QgsGeometry.unaryUnion([band.geometry() for band in bands])
    assert done["SERVED_TOTAL"] == pytest.approx(part_inside(blocks, union), rel=1e-5)
    assert 0 < done["SERVED_TOTAL"] < done["TOTAL"]
    assert sum(done[name] for name in NUMBERS) == pytest.approx(done["TOTAL"], abs=1e-6)
    by_unit = done.rows("DEMAND_OUT", "people", "share_served", "status")
    assert sum(row[0] * row[1] for row in by_unit) == pytest.approx(done["SERVED_TOTAL"], abs=1e-6)
    assert all((row[1] > 0) == (row[2] == "served") for row in by_unit)
    last = [row for row in done.rows("SERVED", "cutoff", "people", "unique_people") if row[0] == 3.4]
    assert len(last) == 2
    if overlap == "nearest":
        assert sum(row[1] for row in last) == pytest.approx(done["SERVED_TOTAL"], abs=1e-6)
    elif overlap == "overlap" and shape == "disks":
        west, east = (b.geometry() for b in bands if b["cutoff_to"] == 3.4)
        alone = [part_inside(blocks, west.difference(east)), part_inside(blocks, east.difference(west))]
        assert [row[2] for row in last] == pytest.approx(alone, rel=1e-5)
        assert max(alone) < max(row[1] for row in last)


def test_figures_of_each_point_do_not_depend_on_how_the_layer_is_drawn(shared):
    tables = [
        shared(OVERLAP=overlap).rows("SERVED", "point_id", "cutoff", "unique_people")
        for overlap in ("overlap", "dissolve", "nearest")
    ]
    assert tables[0] == tables[1] == tables[2]


def test_units_inside_none_and_partly(shared, memory_layer):
    """A circle of 10 km has all of the first, half of the second (a side through its centre), and none of
    the third block."""
    rows = [
        ("POLYGON ((0.01 0.01, 0.02 0.01, 0.02 0.02, 0.01 0.02, 0.01 0.01))", {"people": 8}),
        ("POLYGON ((-0.2 -0.3, 0.2 -0.3, 0.2 0.3, -0.2 0.3, -0.2 -0.3))", {"people": 100}),
        ("POLYGON ((1 1, 2 1, 2 2, 1 2, 1 1))", {"people": 1000}),
    ]
    point = memory_layer("Point", [("POINT (0 0)", {"id": "a"})])
    done = shared(
        POINTS=point,
        METRIC="straight",
        NETWORK=None,
        DEMAND=memory_layer("Polygon", rows),
        DEMAND_FIELDS=["people"],
        CUTOFFS="10",
        DETAIL="precise",
    )
    # the circle lies within the second block: 100 π km² of 0.4° × 0.6°, 44.5278 km × 66.3445 km
    part = 100 * 3.14159265 / (44.5278 * 66.3445)
    out = done.rows("DEMAND_OUT", "share_served", "status", "n_points", "band")
    assert out[0] == (1.0, "served", 1, 10.0)
    assert out[1][0] == pytest.approx(part, rel=2e-3)
    assert out[1][1:] == ("served", 1, 10.0)
    assert out[2] == (0.0, "beyond", 0, None)
    assert done.rows("SERVED", "units_served", "people") == [(2, pytest.approx(8 + 100 * part, rel=2e-3))]
    assert "Units partly inside a catchment: 1, with 100 people" in done.log


def test_whole_units_are_counted_without_area_share(reach, blocks):
    done = reach(DEMAND=blocks)
    assert "share_served" not in done.layer("DEMAND_OUT").fields().names()
    assert done["SERVED_TOTAL"] == int(done["SERVED_TOTAL"])


def test_invalid_polygons_are_repaired_and_counted(shared, memory_layer, provenance_of):
    """A bow tie: two triangles. It counts by them, and its layer is left as it is."""
    bow_tie = "POLYGON ((0.01 -0.001, 0.014 0.001, 0.014 -0.001, 0.01 0.001, 0.01 -0.001))"
    done = shared(DEMAND=memory_layer("Polygon", [(bow_tie, {"people": 8})]), DEMAND_FIELDS=["people"])
    assert done["TOTAL"] == 8
    assert 0 < done["SERVED_TOTAL"] <= 8
    codes = {e["code"]: e["count"] for e in provenance_of(done, "OUTPUT")["excluded"]}
    assert codes == {"repaired_polygon": 1}
    assert "invalid polygon, counted by its repaired form (features 1)" in done.log
    assert next(done.layer("DEMAND_OUT").getFeatures()).geometry().asWkt(3).startswith("Polygon ((0.01 ")


def test_polygon_without_an_area_counts_at_its_point(shared, memory_layer):
    flat = "POLYGON ((0.001 0, 0.002 0, 0.001 0, 0.001 0))"
    rows = [(flat, {"people": 5}), (squares()[1][0], {"people": 1})]
    done = shared(DEMAND=memory_layer("Polygon", rows), DEMAND_FIELDS=["people"])
    assert done.rows("DEMAND_OUT", "share_served")[0] == (1.0,)
    assert "polygon without an area, counted at its point (features 1)" in done.log


def test_units_in_metres_and_multipart(shared, memory_layer, blocks):
    """In EPSG:3857 on the equator x is a × longitude; so near it y is a × latitude."""
    metre = 111319.49079327357

    def metres(wkt):
        shape = QgsGeometry.fromWkt(wkt)
        corners = ", ".join(f"{v.x() * metre!r} {v.y() * metre!r}" for v in shape.vertices())
        return f"MULTIPOLYGON ((({corners})))"

    rows = [(metres(wkt), values) for wkt, values in squares()]
    done = shared(DEMAND=memory_layer("MultiPolygon", rows, crs="EPSG:3857"))
    assert done["SERVED_TOTAL"] == pytest.approx(shared()["SERVED_TOTAL"], rel=1e-6)


def test_order_of_units_does_not_matter(shared, memory_layer):
    given, turned = shared(), shared(DEMAND=memory_layer("Polygon", squares()[::-1]))
    columns = ("point_id", "cutoff", "people", "unique_people")
    assert given.rows("SERVED", *columns) == turned.rows("SERVED", *columns)
    assert given["SERVED_TOTAL"] == turned["SERVED_TOTAL"]


def test_points_have_no_area(refusal, points, road, people):
    said = refusal(
        "catchments",
        POINTS=points,
        NETWORK=road,
        DEMAND=people,
        APPORTION="area_share",
        OUTPUT="TEMPORARY_OUTPUT",
    )
    assert "holds points, which have no area to share out. Choose polygons" in said


def test_area_share_needs_polygons_of_the_catchments(refusal, points, road, blocks):
    given = {"POINTS": points, "NETWORK": road, "DEMAND": blocks, "OUTPUT": "TEMPORARY_OUTPUT"}
    said = refusal("catchments", **given, APPORTION="area_share", DETAIL="none")
    assert "none are to be drawn (detail: none). Choose the detail “Generalised” or “Precise”" in said


def test_without_population_there_is_nothing_to_share_out(reach):
    done = reach(DEMAND=None, DEMAND_FIELDS=None, APPORTION="area_share", DETAIL="none")
    assert done["TOTAL"] == 0


@pytest.mark.parametrize("stop_at", [10, 40, 80, 91])
def test_cancelled(shared, stop_at, tmp_path):
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        shared(stop_at=stop_at, OUTPUT=str(tmp_path / "out.gpkg"))
    assert list(tmp_path.iterdir()) == []
