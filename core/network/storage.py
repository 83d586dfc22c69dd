# SPDX-License-Identifier: GPL-2.0-or-later
"""A road graph in a file of its own, so that it need not be built again.

Only what cannot be derived is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from ..column_file import Column, DamagedFileError, load_columns, save_columns
from ..errors import ServicePointsError
from ..text import Text
from .graph import RoadGraph
from .plane import Plane

MAGIC = b"service-points road graph 2\n"
"""The first line. The number grows with every change of the format or of what the columns mean."""

# Type and shape of each column: n nodes, e edges, k vertices, s skipped lines.
_COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "node_xy": ("<f8", ("n", "2")),
        "edge_u": ("<i4", ("e",)),
        "edge_v": ("<i4", ("e",)),
        "edge_cost": ("<f8", ("e",)),
        "edge_length_m": ("<f8", ("e",)),
        "forward": ("|b1", ("e",)),
        "backward": ("|b1", ("e",)),
        "edge_line": ("<i4", ("e",)),
        "edge_offsets": ("<i4", ("e+1",)),
        "vertex_xy": ("<f8", ("k", "2")),
        "vertex_step_m": ("<f8", ("k",)),
        "component": ("<i4", ("n",)),
        "skipped_lines": ("<i8", ("s",)),
    }
)


class GraphFileError(ServicePointsError):
    """A file is not a road graph of this version, is damaged, or cannot be read or written."""


def save_graph(graph: RoadGraph, path: Path) -> None:
    """Write ``graph`` to ``path``, all or nothing. Raises ``GraphFileError`` when that fails."""
    columns = {name: np.asarray(getattr(graph, name), dtype) for name, (dtype, _) in _COLUMNS.items()}
    facts = {"metric": graph.metric, "plane": [graph.plane.lon0, graph.plane.lat0]}
    try:
        save_columns(path, MAGIC, facts, columns)
    except OSError as error:
        raise GraphFileError(_NOT_WRITTEN.format(path=str(path)), str(error)) from error


def load_graph(path: Path) -> RoadGraph:
    """Return the graph that ``save_graph`` wrote to ``path``, column by column the same.

    Raises ``GraphFileError`` when there is none, or anything about it is not as written.
    """
    try:
        facts, columns = load_columns(path, MAGIC)
        if facts["metric"] not in {"time", "distance"} or not _fit(columns):
            raise DamagedFileError("facts or shapes")
        lon0, lat0 = map(float, facts["plane"])
        return RoadGraph(metric=facts["metric"], plane=Plane(lon0, lat0), **columns)
    except OSError as error:
        raise GraphFileError(_NOT_READ.format(path=str(path)), str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise GraphFileError(_DAMAGED.format(path=str(path)), repr(error)) from error


def _fit(columns: Mapping[str, Column]) -> bool:
    """Return whether these are the columns of a graph."""
    if columns.keys() != _COLUMNS.keys():
        return False
    sizes = {"2": 2, "n": len(columns["node_xy"]), "e": len(columns["edge_u"])}
    sizes |= {"e+1": sizes["e"] + 1, "k": len(columns["vertex_xy"]), "s": len(columns["skipped_lines"])}
    return all(
        columns[name].dtype.str == dtype and columns[name].shape == tuple(sizes[size] for size in shape)
        for name, (dtype, shape) in _COLUMNS.items()
    )


_NOT_WRITTEN = Text(
    en="The road graph could not be kept in {path}. The analysis is not affected, but the graph will be "
    "built again next time. Check the free space and the permissions of the folder.",
    fr="Le graphe routier n’a pas pu être conservé dans {path}. L’analyse n’est pas touchée, mais le graphe "
    "sera reconstruit la prochaine fois. Vérifiez l’espace libre et les autorisations du dossier.",
)
_NOT_READ = Text(
    en="The road graph kept in {path} could not be read. Build it again from the roads.",
    fr="Le graphe routier conservé dans {path} n’a pas pu être lu. Reconstruisez-le à partir des routes.",
)
_DAMAGED = Text(
    en="{path} is not a road graph of this version, or is damaged. Build it again from the roads.",
    fr="{path} n’est pas un graphe routier de cette version, ou est endommagé. Reconstruisez-le à partir des "
    "routes.",
)
