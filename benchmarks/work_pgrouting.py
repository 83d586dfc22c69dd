# SPDX-License-Identifier: GPL-2.0-or-later
"""pgRouting's ``pgr_drivingDistance`` in a PostgreSQL server of its own, on a socket in a temporary folder.

Needs PostgreSQL with PostGIS and pgRouting; the server belongs to the user postgres when root starts it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c unix_socket_directories="


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
        with _server() as query:
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


@contextmanager
def _server() -> Iterator[Callable[[str], str]]:
    """Run a server as long as it is needed; give a function that sends it a script and returns the answer."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    programs = PROGRAMS[-1]

    def call(program: str, *arguments: str, text: str = "") -> str:
        command = [*user, str(programs / program), *arguments]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr[-1000:]}")
        return done.stdout

    folder = tempfile.mkdtemp(prefix="service-points-pg.")
    if user:
        shutil.chown(folder, "postgres")
    data, log = f"{folder}/data", f"{folder}/log"
    try:
        call("initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        # Nothing may hold the pipes of pg_ctl open, or the call would never return.
        call("pg_ctl", "-D", data, "-l", log, "-o", SETTINGS + folder, "-w", "start")
        common = ("-h", folder, "-U", "bench", "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1")
        try:
            yield lambda text: call("psql", *common, text=text)
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
