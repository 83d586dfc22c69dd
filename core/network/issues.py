# SPDX-License-Identifier: GPL-2.0-or-later
"""What may be wrong with a road network, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..progress import SILENT, Part, Progress, check
from ..text import Text, number, shortest
from .arrays import BoolArray, FloatArray, IntArray
from .crossings import proper_crossings
from .doubtful_speeds import doubtful, unit_of
from .graph import RoadGraph
from .issue_kinds import ISSUE_KINDS, Severity
from .lines import RoadLines
from .traps import find_traps

ISSUE_TITLES: Mapping[str, Text] = MappingProxyType({code: kind.title for code, kind in ISSUE_KINDS.items()})

_NEAR_MISS_M = 1.0
_SAME_PLACE_M = 0.001
_CROSSINGS = (0.1, 0.95)  # from where to where looking for crossings, nearly all of the work, goes


@dataclass(frozen=True)
class NetworkIssue:
    """One finding: its kind (a key of ``ISSUE_KINDS``), where (degrees; NaN when nowhere), which feature.

    A ``feature_id`` of -1: no single feature.
    """

    kind: str
    severity: Severity
    lon: float
    lat: float
    feature_id: int
    detail: Text


def find_issues(
    lines: RoadLines,
    graph: RoadGraph,
    *,
    speed_missing: BoolArray | None = None,
    speed_given: BoolArray | None = None,
    direction_unknown: BoolArray | None = None,
    near_miss_m: float = _NEAR_MISS_M,
    progress: Progress = SILENT,
) -> list[NetworkIssue]:
    """Return what may be wrong with ``lines``, the lines ``graph`` was built from.

    ``speed_missing``, ``direction_unknown`` (m,): lines whose attributes gave none; ``speed_given``: lines
    whose speed comes from a field, where it may be in another unit. ``near_miss_m``: ends closer than this
    (geodesic metres) to a road they do not join are reported. Raises ``Cancelled``.
    """
    found: list[NetworkIssue] = []
    stages: tuple[Iterator[NetworkIssue], ...] = (
        _masked(lines, speed_missing, "speed_missing", _SPEED_MISSING),
        _doubtful_speeds(lines, speed_given),
        _masked(lines, direction_unknown, "direction_unknown", _DIRECTION_UNKNOWN),
        _bad_geometry(lines, graph),
        _zero_length(lines),
        _islands(lines, graph),
        _traps(lines, graph, progress),
        _near_misses(lines, graph, near_miss_m),
        _crossings(lines, graph, Part(progress, *_CROSSINGS)),
        _duplicates(lines, graph),
    )
    for stage in stages:
        check(progress)
        found.extend(stage)
    progress.report(1.0)
    return found


def _issues(
    kind: str, lonlat: FloatArray, features: IntArray, details: list[Text] | Text
) -> Iterator[NetworkIssue]:
    texts = [details] * len(features) if isinstance(details, Text) else details
    for (lon, lat), feature, detail in zip(lonlat.tolist(), features.tolist(), texts):
        yield NetworkIssue(kind, ISSUE_KINDS[kind].severity, lon, lat, feature, detail)


def _on_lines(
    kind: str, lines: RoadLines, which: IntArray, detail: list[Text] | Text
) -> Iterator[NetworkIssue]:
    """Report whole lines at their middle vertex."""
    counts = lines.vertex_counts()[which]
    lonlat = np.full((len(which), 2), np.nan)
    drawn = counts > 0
    lonlat[drawn] = lines.lonlat[(lines.offsets[which] + counts // 2)[drawn]]
    return _issues(kind, lonlat, lines.feature_id[which], detail)


def _masked(lines: RoadLines, mask: BoolArray | None, kind: str, detail: Text) -> Iterator[NetworkIssue]:
    if mask is not None:
        yield from _on_lines(kind, lines, np.flatnonzero(mask), detail)


def _doubtful_speeds(lines: RoadLines, given: BoolArray | None) -> Iterator[NetworkIssue]:
    """Report a unit that is not km/h, once; and each speed that no road has."""
    if given is None:
        return
    unit = unit_of(lines.speed_kmh[given & (lines.speed_kmh > 0)])
    if unit is not None:
        detail = _SPEED_UNIT.format(unit=_UNITS[unit])
        yield from _issues("speed_unit", np.full((1, 2), np.nan), np.array([-1], np.int64), detail)
    which = np.flatnonzero(doubtful(lines.speed_kmh, given & (unit != "m/s")))
    details = [_SPEED_DOUBTFUL.format(speed=shortest(kmh)) for kmh in lines.speed_kmh[which].tolist()]
    yield from _on_lines("speed_doubtful", lines, which, details)


def _bad_geometry(lines: RoadLines, graph: RoadGraph) -> Iterator[NetworkIssue]:
    skipped = graph.skipped_lines
    return _on_lines("bad_geometry", lines, skipped[~lines.usable()[skipped]], _BAD_GEOMETRY)


def _zero_length(lines: RoadLines) -> Iterator[NetworkIssue]:
    """Report lines all of whose vertices are one place."""
    still = lines.usable() & ~lines.has_extent()
    return _on_lines("zero_length", lines, np.flatnonzero(still), _ZERO_LENGTH)


def _islands(lines: RoadLines, graph: RoadGraph) -> Iterator[NetworkIssue]:
    """Report each part of the network that is not connected to the largest, once."""
    part = graph.component[graph.edge_u]
    parts, first, roads = np.unique(part, return_index=True, return_counts=True)
    km = np.bincount(part, weights=graph.edge_length_m, minlength=len(parts))[parts] / 1000.0
    lonlat = graph.plane.to_lonlat(graph.node_xy[graph.edge_u[first]])
    details = [_ISLAND.format(n=n, km=number(length, 1)) for n, length in zip(roads.tolist(), km.tolist())]
    feature = lines.feature_id[graph.edge_line[first]]
    return _issues("island", lonlat[1:], feature[1:], details[1:])


def _traps(lines: RoadLines, graph: RoadGraph, progress: Progress) -> Iterator[NetworkIssue]:
    """Report each connected place that one-way streets let nobody leave, or let nobody reach, once."""
    traps = find_traps(graph, progress)
    lonlat = graph.plane.to_lonlat(graph.node_xy[traps.node])
    feature = lines.feature_id[graph.edge_line[traps.edge]]
    for kind, which in (
        ("cannot_be_left", np.flatnonzero(~traps.out)),
        ("cannot_be_reached", np.flatnonzero(traps.out)),
    ):
        details = [
            _TRAPS[bool(out), bool(into)].format(n=n, km=number(km, 1))
            for out, into, n, km in zip(
                traps.out[which], traps.into[which], traps.roads[which].tolist(), traps.km[which].tolist()
            )
        ]
        yield from _issues(kind, lonlat[which], feature[which], details)


def _near_misses(lines: RoadLines, graph: RoadGraph, limit_m: float) -> Iterator[NetworkIssue]:
    """Report dead ends that come within the limit of a road they do not join; two such ends once."""
    degree = np.bincount(graph.edge_u, minlength=graph.n_nodes)
    degree += np.bincount(graph.edge_v, minlength=graph.n_nodes)
    node, edge, gap = _roads_near(graph, np.flatnonzero(degree == 1), limit_m)
    order = np.lexsort((edge, gap, node))  # the nearest road of each end
    best = order[np.unique(node[order], return_index=True)[1]]
    node, edge, gap = node[best], edge[best], gap[best]

    # Where the other road ends here too, both ends found each other: keep the one with the lower number.
    ends = np.column_stack((graph.edge_u[edge], graph.edge_v[edge]))
    between = np.linalg.norm(graph.node_xy[ends] - graph.node_xy[node][:, None], axis=2)
    found_too = np.isin(ends, node) & (between <= limit_m * graph.plane.scale(graph.node_xy[node])[:, None])
    kept = ~(found_too & (ends < node[:, None])).any(axis=1)
    node, gap = node[kept], gap[kept]

    details = [_NEAR_MISS.format(cm=round(metres * 100)) for metres in gap.tolist()]
    feature = lines.feature_id[graph.edge_line[_edge_at(graph, node)]]
    return _issues("near_miss", graph.plane.to_lonlat(graph.node_xy[node]), feature, details)


def _roads_near(graph: RoadGraph, node: IntArray, limit_m: float) -> tuple[IntArray, IntArray, FloatArray]:
    """Return node, edge and geodesic gap of every road within the limit of a node it does not meet."""
    xy = graph.node_xy[node]
    scale = graph.plane.scale(xy)
    reach = (limit_m * scale)[:, None]
    which, segment = graph.segments.overlaps(xy - reach, xy + reach)
    gap = np.sqrt(graph.segments.project(segment, xy[which])[1]) / scale[which]
    node, edge = node[which], graph.edge_of(segment)
    miss = (gap <= limit_m) & (graph.edge_u[edge] != node) & (graph.edge_v[edge] != node)
    return node[miss], edge[miss], gap[miss]


def _edge_at(graph: RoadGraph, node: IntArray) -> IntArray:
    """Return an edge that ends at each node."""
    edge = np.zeros(graph.n_nodes, np.int64)
    edge[graph.edge_u] = np.arange(graph.n_edges)
    edge[graph.edge_v] = np.arange(graph.n_edges)
    return edge[node]


def _crossings(lines: RoadLines, graph: RoadGraph, progress: Progress) -> Iterator[NetworkIssue]:
    one, _, xy = proper_crossings(graph, progress)
    feature = lines.feature_id[graph.edge_line[one]]
    return _issues("crossing_without_node", graph.plane.to_lonlat(xy), feature, _CROSSING)


def _duplicates(lines: RoadLines, graph: RoadGraph) -> Iterator[NetworkIssue]:
    """Report roads that run between the same nodes along the same way as another; a pair of roads once."""
    low, high = np.minimum(graph.edge_u, graph.edge_v), np.maximum(graph.edge_u, graph.edge_v)
    middle = _middles(graph)
    order = np.lexsort((graph.edge_length_m, high, low))
    a, b = order[:-1], order[1:]
    same = (low[a] == low[b]) & (high[a] == high[b])
    same &= np.abs(graph.edge_length_m[a] - graph.edge_length_m[b]) <= _SAME_PLACE_M
    same &= np.hypot(*(middle[a] - middle[b]).T) <= _SAME_PLACE_M
    pairs = np.column_stack((graph.edge_line[a[same]], graph.edge_line[b[same]]))
    once = np.sort(np.unique(np.sort(pairs, axis=1), axis=0, return_index=True)[1])
    twin, original = b[same][once], a[same][once]
    other = lines.feature_id[graph.edge_line[original]].tolist()
    details = [_DUPLICATE.format(other=feature) for feature in other]
    lonlat = graph.plane.to_lonlat(middle[twin])
    return _issues("duplicate_line", lonlat, lines.feature_id[graph.edge_line[twin]], details)


def _middles(graph: RoadGraph) -> FloatArray:
    """Return the planar position half way along each edge (e, 2)."""
    along = np.cumsum(graph.vertex_step_m)  # rises over all lines: one search finds every half
    half = (along[graph.edge_first] + along[graph.edge_last]) / 2
    vertex = np.clip(np.searchsorted(along, half, "right") - 1, graph.edge_first, graph.edge_last - 1)
    length = along[vertex + 1] - along[vertex]
    t = np.clip((half - along[vertex]) / np.where(length > 0, length, 1.0), 0.0, 1.0)[:, None]
    return np.asarray(graph.vertex_xy[vertex] * (1 - t) + graph.vertex_xy[vertex + 1] * t)


_UNITS = {
    "mph": Text("miles per hour", "milles à l’heure"),
    "m/s": Text("metres per second", "mètres par seconde"),
}
_SPEED_UNIT = Text(
    en="The speeds of the field look like {unit}; they are taken as km/h.",
    fr="Les vitesses du champ semblent être en {unit}; elles sont interprétées en km/h.",
)
_SPEED_DOUBTFUL = Text(
    en="The speed of this road is {speed} km/h. It is used as it stands; correct it, or empty it.",
    fr="La vitesse de cette route est de {speed}\u00a0km/h. Elle est utilisée telle quelle; corrigez-la ou "
    "videz-la.",
)
_TRAPS = {  # (one gets out, one gets in)
    (False, True): Text(
        en="One-way streets lead in here and none leads out (road edges: {n}; length: {km} km). Check their "
        "directions.",
        fr="Des sens uniques mènent ici et aucun n’en sort (tronçons\u00a0: {n}; longueur\u00a0: "
        "{km}\u00a0km). Vérifiez leur direction.",
    ),
    (True, False): Text(
        en="One-way streets lead out of here and none leads in (road edges: {n}; length: {km} km). Check "
        "their directions.",
        fr="Des sens uniques sortent d’ici et aucun n’y mène (tronçons\u00a0: {n}; longueur\u00a0: "
        "{km}\u00a0km). Vérifiez leur direction.",
    ),
    (False, False): Text(
        en="One-way streets let nobody out of here, nor in (road edges: {n}; length: {km} km). Check their "
        "directions.",
        fr="Les sens uniques ne laissent personne sortir d’ici ni y entrer (tronçons\u00a0: {n}; "
        "longueur\u00a0: {km}\u00a0km). Vérifiez leur direction.",
    ),
}
_SPEED_MISSING = Text(
    en="Neither the speed field nor the road class gives a speed above zero; the default speed is used.",
    fr="Ni le champ de vitesse ni la classe de route ne donnent une vitesse supérieure à zéro; la "
    "vitesse par défaut est utilisée.",
)
_DIRECTION_UNKNOWN = Text(
    en="The direction matches none of the values given; the road counts as both ways.",
    fr="La direction ne correspond à aucune des valeurs indiquées; la route compte comme étant à "
    "double sens.",
)
_BAD_GEOMETRY = Text(
    en="The line is empty or has coordinates that are missing or off the Earth; it is left out.",
    fr="La ligne est vide ou a des coordonnées manquantes ou hors de la Terre; elle est laissée de côté.",
)
_ZERO_LENGTH = Text(
    en="All vertices of the line are in one place. It costs nothing to travel and can be deleted.",
    fr="Tous les sommets de la ligne sont au même endroit. Elle ne coûte rien à parcourir et peut être "
    "supprimée.",
)
_ISLAND = Text(
    en="This part of the network is not connected to the largest part (road edges: {n}; length: {km} km). "
    "Nobody gets in or out; check that a road is not missing.",
    fr="Cette partie du réseau n’est pas reliée à la partie principale (tronçons\u00a0: {n}; longueur\u00a0: "
    "{km}\u00a0km). Personne n’y entre ni n’en sort; vérifiez qu’il ne manque pas une route.",
)
_NEAR_MISS = Text(
    en="The road ends {cm} cm from another without joining it. If they meet, raise the tolerance or edit the "
    "layer.",
    fr="La route se termine à {cm}\u00a0cm d’une autre sans la rejoindre. Si elles se rencontrent, augmentez "
    "la tolérance ou modifiez la couche.",
)
_CROSSING = Text(
    en="Two roads cross here without a shared vertex, so nobody can turn. Right for a bridge or tunnel; "
    "otherwise split the roads.",
    fr="Deux routes se croisent ici sans sommet commun\u00a0: on ne peut pas y tourner. C’est juste pour un "
    "pont ou un tunnel; sinon, scindez les routes.",
)
_DUPLICATE = Text(
    en="The road runs exactly along that of feature {other}. The faster one is used; delete one of them.",
    fr="La route suit exactement celle de l’entité {other}. La plus rapide est utilisée; supprimez l’une des "
    "deux.",
)
