# SPDX-License-Identifier: GPL-2.0-or-later
"""Colocation quotients against a hand-worked example, published figures, and loops over the definitions."""

import csv
import itertools
import json
import math

import numpy as np
import pytest
from service_points.core.analysis.quotient import CLASSES, Chance, local_quotients, quotients
from service_points.core.analysis.quotient_neighbours import NeighbourOptions, weighted
from service_points.core.errors import Cancelled, InputError

KERNELS = ("none", "gaussian", "bisquare")
FEW = Chance(permutations=1)


def planar(xy):
    """All pairs of points in a plane and their distances."""
    n = len(xy)
    a, b = np.divmod(np.arange(n * n), n)
    return a, b, np.hypot(*(xy[a] - xy[b]).T)


def neighbours_of(xy, **options):
    return weighted(len(xy), *planar(np.asarray(xy, float)), NeighbourOptions(**options))


def by_loops(xy, options):
    """Weights by the definitions, one point and one neighbour at a time: {i: {j: weight}}, adding up to 1."""
    rows = {}
    for i, here in enumerate(xy):
        distances = {j: math.dist(here, there) for j, there in enumerate(xy) if j != i}
        if options["neighbourhood"] == "knn":
            k = min(options["k"], len(distances))
            width = sorted(distances.values())[k - 1]
            nearer = [j for j, d in distances.items() if d < width and not math.isclose(d, width)]
            tied = [j for j, d in distances.items() if math.isclose(d, width) or d == width]
            row = dict.fromkeys(nearer, 1.0)
            row.update(dict.fromkeys(tied, (k - len(nearer)) / len(tied)))
        else:
            width, tied = options["bandwidth"], []
            row = {j: 1.0 for j, d in distances.items() if d <= width}
        for j in row:
            d = width if j in tied else distances[j]
            u = 0.0 if width == 0 else d / width
            row[j] *= {"none": 1.0, "gaussian": math.exp(-(u**2) / 2), "bisquare": (1 - u**2) ** 2}[
                options["kernel"]
            ]
        total = sum(row.values())
        rows[i] = {j: w / total for j, w in row.items()} if total > 0 else {}
    return rows


def clq_by_loops(rows, types, a, b):
    total, count, others = 0.0, 0, 0
    for i, kind in enumerate(types):
        if kind != a or not rows[i]:
            continue
        count += 1
        for j, weight in rows[i].items():
            if types[j] == b:
                total += weight
    others = list(types).count(b) - (a == b)
    return (total / count) / (others / (len(types) - 1)) if count and others else math.nan


def lclq_by_loops(rows, types, i, b):
    if not rows[i] or b not in types:
        return math.nan
    share = 0.0
    for j, weight in rows[i].items():
        share += weight if types[j] == b else 0.0
    return share / (list(types).count(b) / (len(types) - 1))


def a_cloud(seed, n=40):
    """Points of a small grid, many at the same place and many at equal distances."""
    draw = np.random.default_rng(seed)
    return draw.integers(0, 7, (n, 2)).astype(float), draw.integers(0, 3, n)


CASES = [
    {"neighbourhood": "knn", "k": k, "kernel": kernel}
    for k, kernel in itertools.product((1, 2, 3, 8, 60), KERNELS)
    if (k, kernel) != (1, "bisquare")
] + [
    {"neighbourhood": "distance", "bandwidth": b, "kernel": kernel} for b in (0.5, 2.0) for kernel in KERNELS
]


def test_five_points_by_hand():
    """On a line: P at 0, Q at 1, Q at 3, P at 4, P at 5. The nearest neighbour of each, ties halved:

    P0 → Q1.  Q1 → P0.  Q3 → P4.  P4 → ½ Q3 + ½ P5.  P5 → P4.
    C(P→Q) = 1 + ½, C(P→P) = ½ + 1, C(Q→P) = 2, C(Q→Q) = 0; N = 5, N_P = 3, N_Q = 2.
    """
    p, q = 0, 1
    near = neighbours_of([(x, 0) for x in (0, 1, 3, 4, 5)], k=1)
    found = quotients(near, np.array([p, q, q, p, p]), [(p, q), (p, p), (q, p), (q, q)], FEW)
    assert found.clq == pytest.approx([(1.5 / 3) / (2 / 4), (1.5 / 3) / (2 / 4), (2 / 2) / (3 / 4), 0.0])
    assert found.n_a.tolist() == [3, 3, 2, 2]
    assert found.n_b.tolist() == [2, 3, 3, 2]
    # Of all types: 1.5 of 5 neighbours are of the own type; chance gives (3·2 + 2·1) / (5·4) = 0.4.
    assert found.overall == pytest.approx((1.5 / 5) / 0.4)


def test_three_share_two_places():
    """The nearest two of the origin: one at 1, and three at 2 that share the second place."""
    near = neighbours_of([(0, 0), (1, 0), (2, 0), (0, 2), (0, -2)], k=2)
    first = slice(*near.start[:2])
    assert near.place[first].tolist() == [1, 2, 3, 4]
    assert near.weight[first] == pytest.approx([1 / 2, 1 / 6, 1 / 6, 1 / 6])
    near = neighbours_of([(0, 0), (1, 0), (2, 0), (0, 2), (0, -2)], k=2, kernel="gaussian")
    nearer, tied = math.exp(-1 / 8), math.exp(-1 / 2) / 3
    expected = np.array([nearer, tied, tied, tied]) / (nearer + 3 * tied)
    assert near.weight[first] == pytest.approx(expected)


@pytest.mark.parametrize("kernel", KERNELS)
def test_points_at_one_address_count_alike(kernel):
    """Four at one place, k = 2: the other three share two places, and a bandwidth of zero divides nothing."""
    near = neighbours_of([(0, 0)] * 4 + [(9, 9)], k=2, kernel=kernel)
    assert near.place[:3].tolist() == [1, 2, 3]
    assert near.weight[:3] == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("options", CASES, ids=lambda o: "-".join(map(str, o.values())))
def test_loops_over_the_definitions_agree(options):
    for seed in range(3):
        xy, types = a_cloud(seed)
        rows, near = by_loops(xy.tolist(), options), neighbours_of(xy, **options)
        pairs = list(itertools.product(range(3), repeat=2))
        found = quotients(near, types, pairs, FEW)
        expected = [clq_by_loops(rows, types, a, b) for a, b in pairs]
        np.testing.assert_allclose(found.clq, expected, rtol=1e-9, atol=1e-12)
        everyone = np.arange(len(types))
        for local in local_quotients(near, types, everyone, range(3), chance=FEW):
            expected = [lclq_by_loops(rows, types, i, local.b) for i in everyone]
            np.testing.assert_allclose(local.lclq, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("options", CASES, ids=lambda o: "-".join(map(str, o.values())))
def test_weighted_quotients_of_one_type_add_up_to_one(options):
    """Σ_B CLQ(A→B) N'_B / (N − 1) = 1: the neighbours of A are of some type."""
    xy, types = a_cloud(9)
    found = quotients(neighbours_of(xy, **options), types, list(itertools.product(range(3), repeat=2)), FEW)
    share = found.clq * (found.n_b - (found.a == found.b)) / (len(types) - 1)
    for a in range(3):
        if not np.isnan(found.clq[found.a == a]).all():
            assert share[found.a == a].sum() == pytest.approx(1.0, abs=1e-12)


def test_without_neighbours_nothing_is_said():
    """Two near each other and one alone: the lone one of type A does not count, as type B it does."""
    near = neighbours_of([(0, 0), (1, 0), (50, 0)], neighbourhood="distance", bandwidth=2)
    types = np.array([0, 1, 0])
    found = quotients(near, types, [(0, 1), (1, 0), (1, 1), (0, 2)], FEW)
    assert found.clq[:2] == pytest.approx([1 / (1 / 2), 1 / (2 / 2)])
    assert np.isnan(found.clq[2:]).all()  # one point has no other of its type; of the last type there is none
    assert np.isnan(found.p_value[2:]).all()
    assert found.alone.tolist() == [1, 0, 0, 1]
    (local,) = local_quotients(near, types, np.array([0, 2]), [1], chance=FEW)
    assert local.lclq.tolist() == pytest.approx([2.0, math.nan], nan_ok=True)
    assert [CLASSES[c] for c in local.classes()] == ["colocated", "undefined"]


def test_the_order_of_the_points_does_not_matter():
    xy, types = a_cloud(4)
    order = np.random.default_rng(0).permutation(len(types))
    pairs = list(itertools.product(range(3), repeat=2))
    for options in ({"k": 3}, {"k": 4, "kernel": "gaussian"}):
        one = quotients(neighbours_of(xy, **options), types, pairs, FEW)
        two = quotients(neighbours_of(xy[order], **options), types[order], pairs, FEW)
        np.testing.assert_allclose(two.clq, one.clq, rtol=1e-12)
        assert two.overall == pytest.approx(one.overall)


def test_the_names_of_the_types_do_not_matter():
    xy, types = a_cloud(5)
    near, chance = neighbours_of(xy, k=3), Chance(99, 7)
    pairs = list(itertools.product(range(3), repeat=2))
    renamed = np.array([2, 0, 1])
    one = quotients(near, types, pairs, chance)
    two = quotients(near, renamed[types], [(renamed[a], renamed[b]) for a, b in pairs], chance)
    np.testing.assert_array_equal(two.clq, one.clq)
    np.testing.assert_array_equal(two.p_value, one.p_value)
    points = np.flatnonzero(types == 0)
    (one,) = local_quotients(near, types, points, [1], chance=chance)
    (two,) = local_quotients(near, renamed[types], points, [0], chance=chance)
    np.testing.assert_array_equal(two.p_value, one.p_value)


def test_a_third_type_changes_the_answer():
    """Quotients are given all the points: with a third type between two others, these no longer are near."""
    xy = [(x, 0.0) for x in (0, 1, 10, 11, 20, 21)]
    two = quotients(neighbours_of(xy, k=1), np.array([0, 1, 0, 1, 0, 1]), [(0, 1)], FEW)
    xy += [(x + 0.4, 0.0) for x in (0, 10, 20)]
    three = quotients(neighbours_of(xy, k=1), np.array([0, 1, 0, 1, 0, 1, 2, 2, 2]), [(0, 1)], FEW)
    assert two.clq[0] == pytest.approx(1 / (3 / 5))
    assert three.clq[0] == 0.0


def test_many_types_that_nobody_asks_for():
    xy, types = a_cloud(6)
    near, every = neighbours_of(xy, k=3), list(itertools.product(range(3), repeat=2))
    whole = quotients(near, types, every, Chance(99, 3))
    part = quotients(near, types, [(2, 0)], Chance(99, 3))
    row = every.index((2, 0))
    assert (part.clq[0], part.p_value[0]) == (whole.clq[row], whole.p_value[row])
    assert (part.overall, part.overall_p) == (whole.overall, whole.overall_p)


def test_what_cannot_work():
    for bad in ({"k": 0}, {"k": 1, "kernel": "bisquare"}, {"neighbourhood": "distance", "bandwidth": 0.0}):
        with pytest.raises(InputError):
            neighbours_of([(0, 0), (1, 0)], **bad)
    with pytest.raises(InputError, match="at least two points"):
        quotients(neighbours_of([(0, 0)], k=1), np.array([0]), [(0, 0)])


class Impatient:
    """Asks to stop once the work says that half of it is done."""

    def __init__(self):
        self.done = 0.0

    def is_cancelled(self):
        return self.done >= 0.5

    def report(self, fraction, text=None):
        self.done = fraction


def test_stops_when_asked(monkeypatch):
    from service_points.core.analysis import quotient_chance

    monkeypatch.setattr(quotient_chance, "_HELD", 400)
    xy, types = a_cloud(7)
    near = neighbours_of(xy, k=3)
    for work in (
        lambda listener: quotients(near, types, [(0, 1)], Chance(99), listener),
        lambda listener: local_quotients(
            near, types, np.arange(9), [1], chance=Chance(99), progress=listener
        ),
    ):
        listener = Impatient()
        with pytest.raises(Cancelled):
            work(listener)
        assert 0.5 <= listener.done < 0.7


@pytest.fixture(scope="session")
def guerry(repository):
    """Published quotients of the 85 French departments of Guerry (1833), k = 5, in the plane."""
    folder = repository.parent / "shared" / "data" / "published"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    with (folder / "clq2_guerry_points.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (folder / "clq2_guerry_lclq_region_k5_gauss.csv").open(encoding="utf-8") as file:
        local = list(csv.DictReader(file))
    figures = json.loads((folder / "clq2_guerry.json").read_text(encoding="utf-8"))
    xy = np.array([(float(row["x"]), float(row["y"])) for row in rows])
    regions, cities = [row["region"] for row in rows], [row["main_city"] for row in rows]
    names = sorted({*regions, *cities})
    return xy, regions, cities, names, figures, local


@pytest.mark.real_data
def test_published_quotients_of_one_variable(guerry):
    xy, regions, cities, names, figures, _ = guerry
    types = np.array([names.index(region) for region in regions])
    near = neighbours_of(xy, k=5)
    published = figures["pairwise_region_to_region_by_definition"]
    pairs = [tuple(map(names.index, key.split("->"))) for key in published]
    found = quotients(near, types, pairs, FEW)
    np.testing.assert_allclose(found.clq, list(published.values()), rtol=1e-9)
    assert found.overall == pytest.approx(figures["global_clq_region_knn5"], rel=1e-9)
    towns = np.array([names.index(city) for city in cities])
    found = quotients(near, towns, [(towns[0], towns[0])], FEW)
    assert found.overall == pytest.approx(figures["global_clq_main_city_knn5"], rel=1e-9)


@pytest.mark.real_data
def test_published_quotients_of_two_variables(guerry):
    """From region to size of town, as the sfdep vignette prints it: both together are one type of ours."""
    xy, regions, cities, _, figures, _ = guerry
    both = sorted(set(zip(regions, cities)))
    types = np.array([both.index(one) for one in zip(regions, cities)])
    pairs = list(itertools.product(range(len(both)), repeat=2))
    found = quotients(neighbours_of(xy, k=5), types, pairs, FEW)
    weight = np.nan_to_num(found.clq) * found.n_a * (found.n_b - (found.a == found.b)) / 84
    for region, towns in itertools.groupby(figures["pairwise_region_to_main_city"], lambda key: key[0]):
        for key in towns:
            town = key.split("->")[1]
            rows = [both[a][0] == region and both[b][1] == town for a, b in pairs]
            share = weight[rows].sum() / regions.count(region)
            published = figures["pairwise_region_to_main_city"][key]
            assert share / (cities.count(town) / 84) == pytest.approx(published, rel=1e-9)


@pytest.mark.real_data
def test_published_local_quotients(guerry):
    xy, regions, _, names, _, local = guerry
    types = np.array([names.index(region) for region in regions])
    near = neighbours_of(xy, k=5, kernel="gaussian")
    kinds = [name for name in local[0] if name != "i"]
    found = local_quotients(near, types, np.arange(85), [names.index(kind) for kind in kinds], chance=FEW)
    for kind, one in zip(kinds, found):
        expected = [float(row[kind]) for row in local]
        np.testing.assert_allclose(one.lclq, expected, atol=1e-8)  # printed with nine decimals
