# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranks of a cost matrix: the same order as sorting by three keys at once, however uneven the groups."""

import numpy as np
import pytest
from service_points.core.analysis.matrix_rows import CostPairs


def pairs_of(sizes, seed, costs):
    random = np.random.default_rng(seed)
    origin = np.repeat(np.arange(len(sizes)) * 3 + 70, sizes)
    destination = np.concatenate([random.permutation(700)[:size] for size in sizes] or [[]]).astype(np.int64)
    mixed = random.permutation(len(origin))
    cost = random.integers(0, costs, len(origin)) / 4.0
    return CostPairs(origin[mixed], destination[mixed], cost, np.arange(len(origin), dtype=float))


@pytest.mark.parametrize(
    "sizes",
    [[5] * 40, [0, 7, 1, 6, 7], [600, 1, 1, 1, 1, 1, 1, 2], [], [0, 0], [1]],
    ids=["even", "about even", "uneven", "none", "nobody", "one"],
)
@pytest.mark.parametrize("k", [0, 1, 3])
def test_ranked_is_the_order_of_origin_cost_and_destination(sizes, k):
    pairs = pairs_of(sizes, seed=len(sizes) + k, costs=3)  # few costs: many ties
    order = np.lexsort((pairs.destination, pairs.cost, pairs.origin))
    rank = [list(pairs.origin[order][:i]).count(origin) + 1 for i, origin in enumerate(pairs.origin[order])]
    kept = [i for i, r in enumerate(rank) if not k or r <= k]
    found, ranks = pairs.ranked(k)
    assert found.km.tolist() == pairs.km[order][kept].tolist()
    assert ranks.tolist() == [rank[i] for i in kept]
