# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line distances and catchments, against pyproj on every pair."""

import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import ALL_POINTS, CatchmentOptions, Demand, Places, globe
from service_points.core.analysis.straight import (
    bands_within,
    nearest_straight,
    nearest_within,
    pairs_within,
)
from shapely.geometry import Polygon

GEOD = Geod(ellps="WGS84")


def all_km(points, places):
    lon_a, lon_b = np.broadcast_arrays(points[:, None, 0], places[None, :, 0])
    lat_a, lat_b = np.broadcast_arrays(points[:, None, 1], places[None, :, 1])
    return GEOD.inv(lon_a, lat_a, lon_b, lat_b)[2] / 1000.0


@pytest.fixture(scope="module")
def canada():
    """Points and places from Windsor to Ellesmere Island, and clusters around Ottawa."""
    rng = np.random.default_rng(11)
    wide = np.stack([rng.uniform(-141, -52, 400), rng.uniform(42, 83, 400)], 1)
    near = np.array([-75.7, 45.4]) + rng.normal(0, 0.3, (400, 2))
    return np.concatenate([wide[:20], near[:20]]), np.concatenate([wide[20:], near[20:]])


def test_bands_are_those_of_the_exact_distances(canada):
    points, places = canada
    exact = all_km(points, places)
    for limits in (np.array([10.0, 25.0, 50.0]), np.array([500.0, 2000.0, 9000.0])):
        for i, place, band in bands_within(points, places, limits):
            within = np.flatnonzero(exact[i] <= limits[-1])
            assert place.tolist() == within.tolist()
            assert band.tolist() == np.searchsorted(limits, exact[i][within], "left").tolist()


def test_a_limit_includes_the_place_at_exactly_that_distance(canada):
    points, places = canada
    exact = all_km(points[:1], places)[0]
    for place in (3, 400):
        limits = np.array([exact[place]])
        ((_, found, _),) = list(bands_within(points[:1], places, limits))
        assert place in found
        ((_, found, _),) = list(bands_within(points[:1], places, limits * (1 - 1e-8)))
        assert place not in found


def test_nearest_is_the_exact_nearest(canada):
    points, places = canada
    cost, label = nearest_straight(points, places)
    exact = all_km(points, places)
    assert label.tolist() == exact.argmin(axis=0).tolist()
    assert cost == pytest.approx(exact.min(axis=0), rel=1e-12)
    cost, label = nearest_straight(points[[4, 4]], places)
    assert set(label.tolist()) == {0}
    cost, label = nearest_straight(points[:0], places)
    assert np.isinf(cost).all()
    assert set(label.tolist()) == {-1}


@pytest.mark.parametrize("radius", [0.001, 0.5, 5.0, 60.0])
def test_pairs_within_a_radius(canada, radius):
    points = np.concatenate([canada[1], canada[1][:5]])
    exact = all_km(points, points)
    a, b = np.nonzero(np.triu(exact <= radius, 1))
    found_a, found_b, km = pairs_within(points, radius)
    assert list(zip(found_a.tolist(), found_b.tolist())) == list(zip(a.tolist(), b.tolist()))
    assert km == pytest.approx(exact[a, b], abs=1e-9)


@pytest.fixture(scope="module")
def near():
    rng = np.random.default_rng(2)
    points = np.array([-75.7, 45.4]) + rng.normal(0, 0.05, (6, 2))
    homes = np.array([-75.7, 45.4]) + rng.normal(0, 0.1, (500, 2))
    people = rng.integers(0, 400, (500, 1)).astype(float)
    return Places(tuple("abcdef"), points), Demand(homes, people, ("people",))


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("limited", [False, True])
def test_served_in_a_straight_line(near, collect, overlay, polygon, contains, overlap, limited):  # noqa: PLR0917
    places, demand = near
    limits = np.array([10.0, 2.0, 6.0, 1.0, 10.0, 4.0]) if limited else None
    places = Places(places.ids, places.lonlat, limits)
    options = CatchmentOptions(
        (3.0, 8.0), metric="straight", overlap=overlap, shape="disks", detail="precise"
    )
    result, bands = collect(None, places, demand, options, overlay=overlay)
    exact = all_km(places.lonlat, demand.lonlat)
    allowed = np.where(exact <= (np.full(6, 8.0) if limits is None else limits)[:, None], exact, np.inf)
    people = demand.weights[:, 0]
    served = allowed.min(axis=0) <= 8.0
    assert result.totals.served == people[served].sum()
    assert result.totals.beyond == people[~served].sum()
    assert result.totals.unreachable == result.totals.off_network == 0
    assert result.demand_nearest[served].tolist() == allowed.argmin(axis=0)[served].tolist()
    assert result.n_points.tolist() == (allowed <= 8.0).sum(axis=0).tolist()
    if overlap != "nearest":
        assert result.served_sums[:, 1, 0].tolist() == ((allowed <= 8.0) @ people).tolist()
    # Everyone whom a band counts lives in its polygon, but for chords that cut the circle's edge.
    by_band = {(band.point, band.cutoff_to): band for band in bands}
    for (point, cutoff), band in by_band.items():
        inside = contains(polygon(band.wkb), demand.lonlat) if band.wkb else np.zeros(len(people), bool)
        if overlap == "dissolve":
            counted = allowed.min(axis=0) <= cutoff
        elif overlap == "nearest":
            counted = (allowed[point] <= cutoff) & (allowed.argmin(axis=0) == point)
        else:
            counted = allowed[point] <= cutoff
        assert band.sums[0] == people[counted].sum()
        assert (inside != counted).sum() <= 1
    if overlap == "nearest":
        shapes = [polygon(b.wkb) for b in bands if b.wkb and b.cutoff_to == 8.0]
        for i, shape in enumerate(shapes):
            assert all(shape.intersection(other).area < 1e-6 * shape.area for other in shapes[:i])


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
def test_straight_rings_add_up(near, collect, overlay, polygon, overlap):
    places, _ = near
    areas = {}
    for shape in ("rings", "disks"):
        options = CatchmentOptions((3.0, 8.0, 5.0), metric="straight", overlap=overlap, shape=shape)
        _, bands = collect(None, places, None, options, overlay=overlay)
        for band in bands:
            areas.setdefault((shape, band.point), []).append(polygon(band.wkb).area if band.wkb else 0.0)
    for point in {point for _, point in areas}:
        assert sum(areas["rings", point]) == pytest.approx(areas["disks", point][-1], rel=1e-6)
    assert (overlap == "dissolve") == (("rings", ALL_POINTS) in areas)


def test_circles_have_their_geodesic_area(near, collect):
    import shapely.wkb

    options = CatchmentOptions((8.0,), metric="straight", detail="precise")
    _, bands = collect(None, near[0], None, options)
    for band in bands:
        area = GEOD.geometry_area_perimeter(Polygon(shapely.wkb.loads(band.wkb).geoms[0].exterior))[0]
        assert area == pytest.approx(np.pi * 8000.0**2, rel=1e-4)


def test_places_without_coordinates_are_not_placed(near, collect, overlay):
    places, demand = near
    lonlat, homes = places.lonlat.copy(), demand.lonlat.copy()
    lonlat[2], homes[:3] = np.nan, np.nan
    for overlap in ("overlap", "dissolve", "nearest"):
        options = CatchmentOptions((8.0,), metric="straight", overlap=overlap)
        result, bands = collect(
            None,
            Places(places.ids, lonlat),
            Demand(homes, demand.weights, demand.names),
            options,
            overlay=overlay,
        )
        assert result.placed.tolist() == [True, True, False, True, True, True]
        assert 2 not in {band.point for band in bands}
        assert result.totals.off_network == demand.weights[:3].sum()
        nowhere, bands = collect(
            None, Places(places.ids, np.full((6, 2), np.nan)), demand, options, overlay=overlay
        )
        assert not bands
        assert nowhere.totals.unreachable == nowhere.totals.total


@pytest.fixture(scope="module")
def ends_of_the_earth():
    """Places on both sides of the antimeridian, around both poles, and some that coincide."""
    rng = np.random.default_rng(5)
    seam = np.stack([rng.uniform(179.7, 180.3, 150), rng.uniform(51, 53, 150)], 1)
    seam[:, 0] = np.where(seam[:, 0] > 180, seam[:, 0] - 360, seam[:, 0])
    north = np.stack([rng.uniform(-180, 180, 150), rng.uniform(89.5, 90, 150)], 1)
    south = np.stack([rng.uniform(-180, 180, 50), rng.uniform(-90, -89.9, 50)], 1)
    all_places = np.concatenate([seam, north, south, [[0, 90], [77, 90], [180, 52], [-180, 52]]])
    return all_places[rng.permutation(len(all_places))]


def test_l8_no_seam_at_the_antimeridian_and_no_edge_at_the_poles(ends_of_the_earth):
    points, places = ends_of_the_earth[:60], ends_of_the_earth[60:]
    exact = all_km(points, places)
    cost, label = nearest_straight(points, places)
    assert label.tolist() == exact.argmin(axis=0).tolist()
    assert cost.tolist() == exact.min(axis=0).tolist()
    limits = np.array([5.0, 40.0])
    for i, place, band in bands_within(points, places, limits):
        within = np.flatnonzero(exact[i] <= limits[-1])
        assert place.tolist() == within.tolist()
        assert band.tolist() == np.searchsorted(limits, exact[i][within], "left").tolist()


@pytest.mark.parametrize("k", [0, 1, 3, 500])
@pytest.mark.parametrize("limit", [2.0, 60.0, 3000.0, np.inf])
def test_the_nearest_few_within_a_limit(canada, ends_of_the_earth, k, limit):
    """Against every distance by pyproj; equal distances, of places that coincide, by the lower index."""
    places = np.concatenate([canada[1], ends_of_the_earth, canada[1][:7]])
    queries = np.concatenate([canada[0], ends_of_the_earth[:50]])
    exact = all_km(queries, places)
    expected = []
    for query, row in enumerate(exact):
        order = np.lexsort((np.arange(len(row)), row))
        chosen = order[row[order] <= limit][: k or None]
        expected += [(query, int(place), float(row[place])) for place in chosen]
    found = [
        pair
        for columns in nearest_within(queries, places, k, limit)
        for pair in zip(*(column.tolist() for column in columns))
    ]
    assert found == expected


def test_many_pairs_come_in_blocks(monkeypatch, canada):
    """However few pairs may be held at once, the same come out in the same order."""
    points, places = canada
    whole = [np.concatenate(column) for column in zip(*nearest_within(places, points, 4, 900.0))]
    monkeypatch.setattr(globe, "_PAIRS", 50)
    monkeypatch.setattr(globe, "_QUERIES", 7)
    blocks = list(nearest_within(places, points, 4, 900.0))
    assert len(blocks) > 100
    for column, parts in zip(whole, zip(*blocks)):
        assert np.concatenate(parts).tolist() == column.tolist()
