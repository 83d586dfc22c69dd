# SPDX-License-Identifier: GPL-2.0-or-later
"""Ottawa's 18 counters and 8,559 blocks: nobody is lost, however the catchments are drawn and counted."""

import pytest
from qgis.core import QgsGeometry

pytestmark = pytest.mark.real_data

POPULATION = 1_017_449  # the published count of 2021
PARTS = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")
CUTOFFS = (5, 10, 15)


@pytest.fixture(scope="module")
def runs():
    return {}


@pytest.fixture
def ottawa_run(run, ottawa, offices, network, runs):
    """Run once for each way of drawing and counting."""

    def call(overlap, apportion):
        if (overlap, apportion) not in runs:
            runs[overlap, apportion] = run(
                "catchments",
                POINTS=offices,
                **{name: str(value) for name, value in network.items()},
                DEMAND=str(ottawa / "dissemination_blocks.gpkg"),
                DEMAND_FIELDS=["dbpop2021"],
                CUTOFFS=",".join(map(str, CUTOFFS)),
                OVERLAP=overlap,
                APPORTION=apportion,
                **dict.fromkeys(("OUTPUT", "SERVED", "DEMAND_OUT"), "TEMPORARY_OUTPUT"),
            )
        return runs[overlap, apportion]

    return call


WAYS = [
    ("overlap", "representative_point"),
    ("dissolve", "representative_point"),
    ("nearest", "representative_point"),
    ("overlap", "area_share"),
    ("nearest", "area_share"),
]


@pytest.mark.parametrize(("overlap", "apportion"), WAYS)
def test_everybody_is_somewhere(ottawa_run, overlap, apportion):
    done = ottawa_run(overlap, apportion)
    assert done["TOTAL"] == POPULATION
    assert sum(done[name] for name in PARTS) == pytest.approx(POPULATION, abs=1e-6)
    units = done.rows("DEMAND_OUT", "dbpop2021", "status", "band")
    assert len(units) == 8559
    assert sum(people for people, _, _ in units) == POPULATION
    if apportion == "representative_point":
        for name, status in zip(PARTS, ("served", "beyond", "unreachable", "off_network")):
            assert done[name] == sum(people for people, is_, _ in units if is_ == status)
    else:
        shares = done.rows("DEMAND_OUT", "dbpop2021", "share_served")
        assert sum(a * b for a, b in shares) == pytest.approx(done["SERVED_TOTAL"], abs=1e-6)
    assert {band for _, status, band in units if status == "served"} == set(CUTOFFS)
    assert {band for _, status, band in units if status != "served"} == {None}


@pytest.mark.parametrize("apportion", ["representative_point", "area_share"])
def test_sums_of_nearest_add_up_to_the_served(ottawa_run, apportion):
    done = ottawa_run("nearest", apportion)
    bands = done.rows("OUTPUT", "point_id", "cutoff_to", "dbpop2021")
    assert len({point for point, _, _ in bands}) == 18
    assert sum(people for _, _, people in bands) == pytest.approx(done["SERVED_TOTAL"], abs=1e-6)
    table = done.rows("SERVED", "cutoff", "dbpop2021")
    last = sum(people for cutoff, people in table if cutoff == CUTOFFS[-1])
    assert last == pytest.approx(done["SERVED_TOTAL"], abs=1e-6)


def test_dissolved_bands_are_the_union(ottawa_run):
    """Each band holds those whose nearest point is that far: everybody served once."""
    done = ottawa_run("dissolve", "representative_point")
    units = ottawa_run("overlap", "representative_point").rows("DEMAND_OUT", "dbpop2021", "band")
    expected = {cutoff: sum(people for people, band in units if band == cutoff) for cutoff in CUTOFFS}
    assert dict(done.rows("OUTPUT", "cutoff_to", "dbpop2021")) == expected
    assert sum(expected.values()) == done["SERVED_TOTAL"]


def test_all_ways_of_drawing_serve_the_same_people(ottawa_run):
    numbers = [
        [ottawa_run(way, "representative_point")[n] for n in PARTS]
        for way in ("overlap", "dissolve", "nearest")
    ]
    assert numbers[0] == numbers[1] == numbers[2]
    each = [
        ottawa_run(way, "representative_point").rows("SERVED", "point_id", "cutoff", "unique_dbpop2021")
        for way in ("overlap", "dissolve", "nearest")
    ]
    assert each[0] == each[1] == each[2]


def test_a_point_never_serves_fewer_within_a_larger_cutoff(ottawa_run):
    rows = ottawa_run("overlap", "representative_point").rows(
        "SERVED", "point_id", "cutoff", "dbpop2021", "units_served", "unique_dbpop2021"
    )
    assert len(rows) == 18 * len(CUTOFFS)
    for inner, outer in zip(rows, rows[1:]):
        if inner[0] == outer[0]:
            assert inner[1] < outer[1]
            assert inner[2] <= outer[2]
            assert inner[3] <= outer[3]
    assert all(unique <= people for _, _, people, _, unique in rows)


def test_nearest_polygons_share_out_the_dissolved_ones(ottawa_run):
    """Valid, without overlap, and together the dissolved bands; square degrees, to one in a million."""

    def shapes(way):
        bands = {cutoff: [] for cutoff in CUTOFFS}
        for feature in ottawa_run(way, "representative_point").layer("OUTPUT").getFeatures():
            if feature.hasGeometry():  # a point may have nothing in a band
                assert feature.geometry().isGeosValid()
                bands[int(feature["cutoff_to"])].append(feature.geometry())
        return bands

    divided, whole = shapes("nearest"), shapes("dissolve")
    for cutoff in CUTOFFS:
        (one,) = whole[cutoff]
        union = QgsGeometry.unaryUnion(divided[cutoff])
        parts = sum(shape.area() for shape in divided[cutoff])
        assert parts == pytest.approx(union.area(), rel=1e-6)
        assert union.symDifference(one).area() < 1e-6 * one.area()
    rings = [shape for shapes in divided.values() for shape in shapes]
    everything = QgsGeometry.unaryUnion(rings).area()
    assert sum(shape.area() for shape in rings) == pytest.approx(everything, rel=1e-6)


def test_area_shares_are_near_the_count_of_points(ottawa_run):
    """Blocks are small: two ways of counting the same people differ by little."""
    for way in ("overlap", "nearest"):
        by_point, by_area = (
            ottawa_run(way, how)["SERVED_TOTAL"] for how in ("representative_point", "area_share")
        )
        assert by_area == pytest.approx(by_point, rel=0.02)
        assert by_area != by_point
