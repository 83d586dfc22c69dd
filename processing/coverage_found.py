# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run of ``servicepoints:coverage`` finds out, and how."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.analysis import MatrixOptions
from ..core.analysis.assessment import Assessment, Assessor, Lengths, Qualities, decisive_cost
from ..core.analysis.edges import EdgeEffect, edge_effect, find_border, straight_pace
from ..core.analysis.nearest_costs import NearestCosts
from ..core.analysis.people import People
from ..core.analysis.sensitivity import Flip, Variant, flips, other_metric, variants
from ..core.analysis.straight import nearest_straight
from ..core.errors import InputError
from ..core.parallel import Executor
from ..core.progress import Part, Progress
from .coverage_asked import Asked
from .geometry import FloatArray
from .road_values import BoolArray
from .study import Study, none_placed


@dataclass(frozen=True, eq=False)
class Found:
    """All that a run found out. ``point_placed`` (k,): points with a place on the network.

    ``edge`` is ``None`` when nobody travels anywhere; ``flips`` is empty unless other assumptions were tried.
    """

    asked: Asked
    study: Study
    people: People
    qualities: Qualities
    assessment: Assessment
    point_placed: BoolArray
    edge: EdgeEffect | None
    flips: list[Flip]


def find_coverage(
    asked: Asked,
    study: Study,
    people: People,
    qualities: Qualities,
    *,
    options: MatrixOptions,
    sensitivity: bool,
    progress: Progress,
    executor: Executor | None = None,
) -> Found:
    """Assess the coverage, what the border hides and, if wanted, what other assumptions would change.

    Raises ``InputError`` when no point is near a road, ``Cancelled``.
    """
    search = NearestCosts(
        study.graph,
        study.demand.lonlat,
        study.points.lonlat,
        options,
        Part(progress, 0.0, 0.3),
        executor=executor,
    )
    if not search.point_placed.any():
        raise InputError(none_placed(len(study.points.ids), options.snap_distance_m))
    other = _other_metric(study, search, options)
    lengths = _lengths(study, search, other, options, Part(progress, 0.3, 0.4))
    assessor = Assessor(search, people, asked.standard, asked.cutoffs)
    found = assessor.run(qualities, lengths, Part(progress, 0.4, 0.8))
    edge = _edge(study, people, asked, found, Part(progress, 0.8, 0.95))
    changed: list[Flip] = []
    if sensitivity:
        decisive = asked.standard.decisive
        tried = variants(found.cost, decisive.cutoff, timed=options.metric == "time")
        tried += _switched(other, people, asked, qualities, found=found, progress=Part(progress, 0.95, 1.0))
        changed = flips(people, found.cost, decisive.cutoff, decisive.target, tried)
    return Found(asked, study, people, qualities, found, search.point_placed, edge, changed)


def _other_metric(study: Study, search: NearestCosts, options: MatrixOptions) -> NearestCosts | None:
    """Return the search in kilometres for one in minutes, and the reverse."""
    if study.graph is None or study.roads is None:
        return None
    if options.metric == "time":
        return search.remeasured(study.graph.remeasured("distance"))
    return search.remeasured(study.graph.remeasured("time", study.roads.lines.speed_kmh))


def _lengths(
    study: Study,
    search: NearestCosts,
    other: NearestCosts | None,
    options: MatrixOptions,
    progress: Progress,
) -> Lengths | None:
    """Return road and straight kilometres to the nearest point; ``None`` in a straight line."""
    if other is None:
        return None
    by_road = search if options.metric == "distance" else other
    road_km, _ = by_road.least(progress=progress)
    straight_km, _ = nearest_straight(study.points.lonlat[search.point_placed], study.demand.lonlat, progress)
    return Lengths(road_km, straight_km)


def _edge(
    study: Study, people: People, asked: Asked, found: Assessment, progress: Progress
) -> EdgeEffect | None:
    units, points = study.demand.lonlat, study.points.lonlat
    known = np.where(found.nearest_point >= 0, found.nearest_cost, np.inf)
    pace = straight_pace(units, points[found.nearest_point], known, people.everybody)
    if not pace > 0:
        return None
    cutoff = asked.standard.decisive.cutoff
    if study.graph is None:
        places = np.concatenate([units, points])
    else:
        places = study.graph.plane.to_lonlat(study.graph.vertex_xy)
    border = find_border(places, cutoff * pace, progress)
    return edge_effect(
        border,
        units,
        people.everybody,
        cost=found.cost,
        cutoff=cutoff,
        km_per_cost=pace,
        progress=progress,
    )


def _switched(
    other: NearestCosts | None,
    people: People,
    asked: Asked,
    qualities: Qualities,
    *,
    found: Assessment,
    progress: Progress,
) -> list[Variant]:
    """Return the variant with kilometres for minutes, or the reverse, where there is one."""
    if other is None:
        return []
    cost: FloatArray = decisive_cost(other, asked.standard, qualities, progress)
    variant = other_metric(people, found.cost, asked.standard.decisive.cutoff, cost)
    return [] if variant is None else [variant]
