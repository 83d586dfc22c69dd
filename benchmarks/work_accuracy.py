# SPDX-License-Identifier: GPL-2.0-or-later
"""Are catchment polygons right? Held against samples whose costs nothing of the project computed.

Samples are the nodes of the streets and the middles of their edges. Costs: scipy's Dijkstra from the service
point's position on its nearest street, with geodesic lengths. Needs scipy and shapely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from . import networks
from .networks import FloatArray, StreetNetwork

Job = Mapping[str, Any]


def accuracy(job: Job) -> Callable[[], dict[str, Any]]:
    """Judge the disks of ``job["polygons"]`` for the first ``points`` service points of a street grid.

    Tells for each cutoff: recall (share of reached samples inside), wrong (share of the samples inside that
    are not reached), and how many polygons are not valid or do not contain the smaller one.
    """
    net = networks.street_grid(job["edges"], job["inner"])
    places = networks.service_points(net.node_xy, job["points"])

    def run() -> dict[str, Any]:
        streets = Streets(net)
        counts = {str(cutoff): np.zeros(3, np.int64) for cutoff in job["cutoffs"]}
        invalid = not_nested = 0
        disks = read_disks(job["polygons"])
        for index, place in enumerate(places):
            cost = streets.sample_costs(place, job["cutoffs"][-1])
            smaller = None
            for cutoff in job["cutoffs"]:
                disk = disks[index, cutoff]
                invalid += not disk.is_valid
                not_nested += smaller is not None and smaller.difference(disk).area > 1.0
                smaller = disk
                reached, inside = cost <= cutoff, _inside(disk, streets.samples)
                found = ((reached & inside).sum(), reached.sum(), inside.sum())
                counts[str(cutoff)] += np.array(found)
        shares = {
            name: {"recall": both / reached, "wrong": (inside - both) / inside}
            for name, (both, reached, inside) in counts.items()
        }
        return {"shares": shares, "invalid": int(invalid), "not_nested": int(not_nested)}

    return run


class Streets:
    """Streets with costs in minutes, for searches from any position."""

    def __init__(self, net: StreetNetwork) -> None:
        self.net = net
        self.step_m = _geodesic_steps(net.vertices)
        length = self.step_m.sum(axis=1)
        self.minutes = length / 1000.0 / net.speed_kmh * 60.0
        self.samples = np.concatenate([net.node_xy, _at_share(net.vertices, self.step_m, 0.5)])

    def sample_costs(self, place: FloatArray, limit: float) -> FloatArray:
        """Return the minutes from the street nearest to ``place`` to every sample; infinite beyond limit."""
        from scipy.sparse import coo_matrix  # noqa: PLC0415
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

        net, n = self.net, len(self.net.node_xy)
        edge, share = self.snapped(place)
        whole = self.minutes[edge]
        arcs = [
            (net.tail[net.forward], net.head[net.forward], self.minutes[net.forward]),
            (net.head[net.backward], net.tail[net.backward], self.minutes[net.backward]),
        ]
        if net.forward[edge]:
            arcs.append(([n], [net.head[edge]], [(1 - share) * whole]))
        if net.backward[edge]:
            arcs.append(([n], [net.tail[edge]], [share * whole]))
        tail, head, cost = (np.concatenate(column) for column in zip(*arcs))
        matrix = coo_matrix((np.maximum(cost, 1e-12), (tail, head)), shape=(n + 1, n + 1)).tocsr()
        node = dijkstra(matrix, indices=n, limit=limit)[:n]
        half = self.minutes / 2
        middle = np.minimum(
            np.where(net.forward, node[net.tail] + half, np.inf),
            np.where(net.backward, node[net.head] + half, np.inf),
        )
        if net.forward[edge] if share <= 0.5 else net.backward[edge]:
            middle[edge] = min(middle[edge], abs(0.5 - share) * whole)
        return np.concatenate([node, middle])

    def snapped(self, place: FloatArray) -> tuple[int, float]:
        """Return the nearest street and the share of its length at the foot, by trying every segment."""
        a, b = self.net.vertices[:, :-1], self.net.vertices[:, 1:]
        along = b - a
        t = np.clip(((place - a) * along).sum(-1) / (along**2).sum(-1), 0.0, 1.0)
        gap = ((a + along * t[..., None] - place) ** 2).sum(-1)
        edge, segment = np.unravel_index(int(gap.argmin()), gap.shape)
        steps = self.step_m[edge]
        walked = steps[:segment].sum() + t[edge, segment] * steps[segment]
        return int(edge), float(walked / steps.sum())


def _geodesic_steps(vertices: FloatArray) -> FloatArray:
    """Return the geodesic metres of every segment (m, k - 1)."""
    from pyproj import Geod, Transformer  # noqa: PLC0415

    flat = vertices.reshape(-1, 2)
    transformer = Transformer.from_crs(networks.EPSG, 4326, always_xy=True)
    lon, lat = (np.asarray(axis) for axis in transformer.transform(flat[:, 0], flat[:, 1]))
    metres = Geod(ellps="WGS84").inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]
    return np.append(metres, 0.0).reshape(vertices.shape[:2])[:, :-1]


def _at_share(vertices: FloatArray, step_m: FloatArray, share: float) -> FloatArray:
    """Return the position (m, 2) at a share of each line's length."""
    walked = np.concatenate([np.zeros((len(step_m), 1)), np.cumsum(step_m, axis=1)], axis=1)
    metres = walked[:, -1] * share
    segment = np.minimum((walked[:, 1:] <= metres[:, None]).sum(axis=1), step_m.shape[1] - 1)
    row = np.arange(len(vertices))
    t = (metres - walked[row, segment]) / step_m[row, segment]
    a, b = vertices[row, segment], vertices[row, segment + 1]
    return np.asarray(a + (b - a) * t[:, None])


def read_disks(path: str) -> Mapping[tuple[int, float], Any]:
    """Return the polygons of an output of ``servicepoints:catchments`` by point and cutoff."""
    return dict(_disks(path))


def _disks(path: str) -> Iterator[tuple[tuple[int, float], Any]]:
    from osgeo import ogr  # noqa: PLC0415
    from shapely import wkb  # noqa: PLC0415

    source = ogr.Open(path)
    for feature in source.GetLayer(0):
        shape = wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
        yield (feature.GetField("pid"), feature.GetField("cutoff_to")), shape


def _inside(polygon: Any, xy: FloatArray) -> np.ndarray:  # noqa: ANN401  (a geometry)
    """Return which positions lie in the polygon."""
    import shapely  # noqa: PLC0415

    west, south, east, north = polygon.bounds
    near = np.flatnonzero(((xy >= (west, south)) & (xy <= (east, north))).all(axis=1))
    inside = np.zeros(len(xy), bool)
    if int(shapely.__version__.split(".")[0]) >= 2:
        shapely.prepare(polygon)
        inside[near] = shapely.contains_xy(polygon, xy[near, 0], xy[near, 1])
    else:
        from shapely.vectorized import contains  # noqa: PLC0415

        inside[near] = contains(polygon, xy[near, 0], xy[near, 1])
    return inside
