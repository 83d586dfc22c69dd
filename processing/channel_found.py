# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run of ``servicepoints:channelcoverage`` finds out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..core.analysis import MatrixOptions
from ..core.analysis.nearest_costs import NearestCosts
from ..core.analysis.people import People
from ..core.channels import (
    COMBINATIONS,
    UNKNOWN,
    YES,
    Reach,
    Territories,
    combinations,
    counter_reach,
    territorial_reach,
)
from ..core.channels.answers import Answers
from ..core.progress import Part, Progress
from .channel_inputs import Asked, StoreChannels
from .geometry import FloatArray, IntArray
from .road_values import BoolArray
from .study import Study


@dataclass(frozen=True, eq=False)
class Found:
    """All that a run found out. ``combination`` (n,): index into ``COMBINATIONS``.

    ``coded`` (n,): areas whose code says which province they are in. ``placed`` (k,): counters near a road.
    """

    asked: Asked
    store: StoreChannels
    study: Study
    people: People
    reach: Reach
    combination: IntArray
    coded: BoolArray
    placed: BoolArray

    def answers(self, channel: str) -> Answers:
        """Return the answers (n,) of a channel, or of any of them together: ``any``."""
        reach = self.reach
        by_channel = {"counter": reach.counter, "call_centre": reach.phone, "digital": reach.digital}
        if channel == "any":
            return np.maximum.reduce(list(by_channel.values()))
        return by_channel[channel]

    def sums(self, channel: str, answer: np.int8) -> FloatArray:
        """Return the people (1 + s, g) of the areas with this answer: in all, and by stratum."""
        return self.people.sums(self.answers(channel) == answer)

    def of_combination(self, code: str) -> FloatArray:
        """Return the people (1 + s, g) of the areas with this combination."""
        return self.people.sums(self.combination == COMBINATIONS.index(code))

    @property
    def perhaps_a_counter(self) -> float:
        """The people whom another channel serves for sure, and of whom it is not known if a counter does."""
        remote = np.isin(self.combination, [COMBINATIONS.index(code) for code in ("pd", "p", "d")])
        return float(self.people.sums(remote & (self.reach.counter == UNKNOWN))[0, 0])

    @cached_property
    def total(self) -> FloatArray:
        """The people (1 + s, g) of all areas that can be used."""
        return self.people.sums(np.ones(len(self.combination), bool))

    def served(self, channel: str) -> float:
        """Return the people whom a channel is known to serve."""
        return float(self.sums(channel, YES)[0, 0])

    def unknown(self, channel: str) -> float:
        """Return the people of whom that is not known."""
        return float(self.sums(channel, UNKNOWN)[0, 0])


def find_channels(
    asked: Asked,
    store: StoreChannels,
    study: Study,
    people: People,
    *,
    codes: Sequence[object] | None,
    options: MatrixOptions,
    progress: Progress,
) -> Found:
    """Find out which channels reach each area. Raises ``Cancelled``."""
    lonlat = study.demand.lonlat
    search = NearestCosts(study.graph, lonlat, study.points.lonlat, options, Part(progress, 0.0, 0.4))
    counters = store.channels["in_person"].available
    state, point, cost = counter_reach(search, counters.serves, asked.cutoff, Part(progress, 0.4, 0.8))
    territories = Territories(codes, lonlat, store.tables["jurisdiction"], store.tables["geo_unit"])
    phone, phones = _remote(store, "call_centre", territories, len(lonlat), Part(progress, 0.8, 0.9))
    digital, sites = _remote(store, "digital", territories, len(lonlat), Part(progress, 0.9, 1.0))
    reach = Reach(state, point, cost, phone, phones, digital, sites)
    return Found(
        asked,
        store,
        study,
        people,
        reach,
        combinations(reach),
        territories.coded,
        search.point_placed,
    )


def _remote(
    store: StoreChannels, code: str, territories: Territories, n: int, progress: Progress
) -> tuple[Answers, IntArray]:
    channel = store.channels[code]
    members = (_territory(store, row, territories, n) for row in channel.rows)  # never all at once
    return territorial_reach(channel.available.serves, members, n, progress)


def _territory(store: StoreChannels, row: dict[str, object], territories: Territories, n: int) -> Answers:
    """Return where a point serves: the jurisdictions it names, and its service areas.

    A web service names none: without service areas its own government's territory is taken. Where a call
    centre that says nothing serves is not known.
    """
    key = str(row["id"])
    shapes = store.areas.get(key, ())
    named = store.coverage.get(key, ())
    if row["channel"] == "digital" and not shapes:
        named = (str(row["custodian_code"]),)
    if not named and not shapes:
        return np.full(n, UNKNOWN, np.int8)
    parts = [territories.of_jurisdiction(code) for code in named]
    if shapes:
        parts.append(np.where(territories.within(shapes), YES, np.int8(0)).astype(np.int8))
    return np.maximum.reduce(parts)
