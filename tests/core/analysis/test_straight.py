# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line distances and catchments, against pyproj on every pair."""

import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import ALL_POINTS, CatchmentOptions, Demand, Places
from service_points.core.analysis.straight import bands_within, nearest_straight, pairs_within
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
