# SPDX-License-Identifier: GPL-2.0-or-later
"""pgRouting's ``pgr_drivingDistance`` in a PostgreSQL server of its own, on a socket in a temporary folder.

Needs PostgreSQL with PostGIS and pgRouting; the server belongs to the user postgres when root starts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .pg_server import PROGRAMS, running


def installed() -> bool:
    """Return whether a PostgreSQL with pgRouting is on this machine."""
    extensions = Path("/usr/share/postgresql").glob("*/extension/pgrouting.control")
    return bool(PROGRAMS) and any(extensions)


def driving_distance(job: Mapping[str, Any]) -> Callable[[], dict[str, Any]]:
    """Search from the first ``points`` sources up to each of the ``limits``, all sources in one call."""
    with np.load(job["graph"]) as arrays:
        graph = {name: arrays[name] for name in arrays.files}
    sources = graph["sources"][: job["points"]].tolist()

    def run() -> dict[str, Any]:
        with running() as server:
            query = server.query
            version = _load(query, graph)
            per_point, reached, total = {}, {}, 0.0
            for limit in job["limits"]:
                text = (
                    "\\timing on\nSELECT count(*) FROM pgr_drivingDistance("
                    "'SELECT id, source, target, cost FROM arcs', "
                    f"ARRAY{sources}::bigint[], {limit}, directed => true);\n"
                )
                said = query(text)
                ms = float(re.search(r"Time: ([\d.]+) ms", said)[1])
                reached[str(limit)] = int(re.search(r"^\s*(\d+)\s*$", said, re.MULTILINE)[1])
                per_point[str(limit)] = ms / len(sources)
                total += ms / 1000
        return {
            "seconds": total,
            "ms_per_point": per_point,
            "reached": reached,
            "sources": len(sources),
            "version": version,
        }

    return run


def _load(query: Callable[[str], str], graph: Mapping[str, np.ndarray]) -> str:
    """Load the arcs, indexed as the manual asks, and return pgRouting's version."""
    start = graph["start"]
    tail = np.repeat(np.arange(len(start) - 1), np.diff(start))
    rows = zip(tail.tolist(), graph["head"].tolist(), graph["cost"].tolist())
    table = "".join(f"{index}\t{u}\t{v}\t{cost!r}\n" for index, (u, v, cost) in enumerate(rows))
    query(
        "CREATE EXTENSION postgis; CREATE EXTENSION pgrouting;\n"
        "CREATE TABLE arcs (id bigint PRIMARY KEY, source bigint, target bigint, cost float8);\n"
        f"COPY arcs FROM stdin;\n{table}\\.\n"
        "CREATE INDEX ON arcs (source); CREATE INDEX ON arcs (target); ANALYZE arcs;\n"
    )
    return query("SELECT pgr_version();").split()[0]
