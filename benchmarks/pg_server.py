# SPDX-License-Identifier: GPL-2.0-or-later
"""A PostgreSQL server of its own, on a socket in a temporary folder, for as long as a measurement takes.

It belongs to the user postgres when root starts it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c unix_socket_directories="
USER = "bench"
DATABASE = "postgres"


@dataclass(frozen=True)
class Server:
    """``query`` sends a script and returns the answer; the socket is in ``folder``."""

    folder: str
    query: Callable[[str], str]


def has_postgis() -> bool:
    """Return whether a PostgreSQL with PostGIS is on this machine."""
    return bool(PROGRAMS) and any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))


@contextmanager
def running() -> Iterator[Server]:
    """Run a server as long as it is needed."""
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
        call("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        # Nothing may hold the pipes of pg_ctl open, or the call would never return.
        call("pg_ctl", "-D", data, "-l", log, "-o", SETTINGS + folder, "-w", "start")
        common = ("-h", folder, "-U", USER, "-d", DATABASE, "-qAt", "-v", "ON_ERROR_STOP=1")
        try:
            yield Server(folder, lambda text: call("psql", *common, text=text))
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
