# SPDX-License-Identifier: GPL-2.0-or-later
"""A road graph in a file of its own, so that it need not be built again.

The file is the line ``MAGIC``, the length and checksum of a header, the header (JSON: metric, plane, and the
columns with shape and checksum), and the columns as they are in memory, one after the other, little-endian.
Only what cannot be derived is stored. Nothing in it is ever executed.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from ..errors import ServicePointsError
from ..text import Text
from .graph import RoadGraph
from .plane import Plane

MAGIC = b"service-points road graph 1\n"
"""The first line. The number grows with every change of the format or of what the columns mean."""

_PREFIX = struct.Struct("<QI")  # length and CRC-32 of the header
_LONGEST_HEADER = 65536

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
    columns = {
        name: np.ascontiguousarray(getattr(graph, name), dtype) for name, (dtype, _) in _COLUMNS.items()
    }
    header = json.dumps(
        {
            "metric": graph.metric,
            "plane": [graph.plane.lon0, graph.plane.lat0],
            "columns": {
                name: {"shape": column.shape, "crc": _checksum(column)} for name, column in columns.items()
            },
        }
    ).encode()
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            temporary = Path(file.name)
            file.write(MAGIC + _PREFIX.pack(len(header), zlib.crc32(header)) + header)
            for column in columns.values():
                file.write(column.data)
        os.replace(temporary, path)
    except OSError as error:
        raise GraphFileError(_NOT_WRITTEN.format(path=str(path)), str(error)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)  # gone already when all went well


def load_graph(path: Path) -> RoadGraph:
    """Return the graph that ``save_graph`` wrote to ``path``, column by column the same.

    Raises ``GraphFileError`` when there is none, or anything about it is not as written.
    """
    try:
        with path.open("rb") as file:
            return _read(file)
    except OSError as error:
        raise GraphFileError(_NOT_READ.format(path=str(path)), str(error)) from error
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise GraphFileError(_DAMAGED.format(path=str(path)), repr(error)) from error


def _read(file: BinaryIO) -> RoadGraph:
    """Read a graph; raises ``ValueError`` or what parsing nonsense raises."""
    if file.read(len(MAGIC)) != MAGIC:
        raise ValueError("first line")
    length, checksum = _PREFIX.unpack(file.read(_PREFIX.size))
    if length > _LONGEST_HEADER:
        raise ValueError("length of the header")
    raw = file.read(length)
    if len(raw) != length or zlib.crc32(raw) != checksum:
        raise ValueError("header")
    header = json.loads(raw)
    lon0, lat0 = header["plane"]
    if header["metric"] not in {"time", "distance"}:
        raise ValueError("metric")
    columns = _read_columns(file, header["columns"])
    return RoadGraph(metric=header["metric"], plane=Plane(lon0, lat0), **columns)


def _read_columns(file: BinaryIO, described: dict[str, Any]) -> dict[str, npt.NDArray[Any]]:
    shapes = {name: tuple(described[name]["shape"]) for name in _COLUMNS}
    sizes = {"2": 2, "n": shapes["node_xy"][0], "e": shapes["edge_u"][0]}
    sizes |= {"e+1": sizes["e"] + 1, "k": shapes["vertex_xy"][0], "s": shapes["skipped_lines"][0]}
    if any(shapes[name] != tuple(sizes[size] for size in shape) for name, (_, shape) in _COLUMNS.items()):
        raise ValueError("shapes")
    n_bytes = sum(
        int(np.prod(shapes[name])) * np.dtype(dtype).itemsize for name, (dtype, _) in _COLUMNS.items()
    )
    if os.fstat(file.fileno()).st_size != file.tell() + n_bytes:
        raise ValueError("length of the file")
    columns = {}
    for name, (dtype, _) in _COLUMNS.items():
        column = np.empty(shapes[name], np.dtype(dtype))
        file.readinto(column.data.cast("B"))  # type: ignore[attr-defined]
        if _checksum(column) != described[name]["crc"]:
            raise ValueError(name)
        columns[name] = column
    return columns


def _checksum(column: npt.NDArray[Any]) -> int:
    return zlib.crc32(column.data)


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
