# SPDX-License-Identifier: GPL-2.0-or-later
"""A real Dask scheduler and its workers, each a process of its own to which QGIS is forbidden."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

FORBIDDEN = """
import sys

class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("qgis", "PyQt5", "PyQt6", "osgeo", "pyproj", "requests", "psycopg2"):
            raise ImportError(f"a worker must not need {name}")

sys.meta_path.insert(0, Forbidden())
"""
PATIENCE = 60.0  # seconds to start, on a busy machine


class RealCluster:
    """``with RealCluster(folder) as cluster``: a scheduler and two workers on free ports of this machine."""

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 2,
        tls: list[str] | None = None,
        python: Path | str = sys.executable,
    ) -> None:
        self.folder, self._number, self._tls, self.python = folder, workers, tls or [], str(python)
        self.scheduler: subprocess.Popen | None = None
        self.workers: list[subprocess.Popen] = []
        folder.mkdir(exist_ok=True)
        (folder / "forbidden.py").write_text(FORBIDDEN)

    def __enter__(self) -> RealCluster:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        place = self.folder / "scheduler.json"
        host = [] if not self._tls else ["--protocol", "tls"]
        self.scheduler = self._start(
            "scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", *host,
            "--scheduler-file", str(place), "--no-show", "--no-dashboard", "--preload", self._preload,
        )  # fmt: skip
        self._wait(
            lambda: place.exists() and place.read_text().rstrip().endswith("}"),
            self.scheduler,
            self.folder / "scheduler.log",
        )
        self.address = json.loads(place.read_text())["address"]
        for _ in range(self._number):
            self.start_worker()

    @property
    def _preload(self) -> str:
        return str(self.folder / "forbidden.py")

    def start_worker(self, *more: str) -> subprocess.Popen:
        """Start another worker: one thread, no nanny that would start it anew."""
        name = f"worker{len(self.workers)}"
        worker = self._start(
            name, "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name,
            "--preload", self._preload, "--local-directory", str(self.folder / name), *more,
        )  # fmt: skip
        self.workers.append(worker)
        log = self.folder / f"{name}.log"
        self._wait(lambda: "Registered to" in log.read_text(), worker, log)
        return worker

    def _start(self, log: str, *arguments: str) -> subprocess.Popen:
        # They find neither the checkout nor the plugin: only what is sent to them.
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QGIS"))}
        with (self.folder / f"{log}.log").open("w") as file:
            return subprocess.Popen(
                [self.python, "-P", "-m", "dask", *arguments, *self._tls],
                cwd=self.folder,
                env={**env, "DASK_TEMPORARY_DIRECTORY": str(self.folder)},
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @staticmethod
    def _wait(ready, process: subprocess.Popen, log: Path) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            assert process.poll() is None, log.read_text()[-2000:]
            assert time.monotonic() < end, log.read_text()[-2000:]
            time.sleep(0.05)

    def __exit__(self, *problem) -> None:
        for process in [*self.workers, self.scheduler]:
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()


def certificates(folder: Path) -> dict[str, Path]:
    """Make an authority, and a certificate of it for this machine; return the PEM files."""
    folder.mkdir(exist_ok=True)
    ca, ca_key, cert, key, request, names = (
        folder / name for name in ("ca.pem", "ca-key.pem", "cert.pem", "key.pem", "request.pem", "names.txt")
    )
    names.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost")
    new = ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj"]
    for command in (
        [*new, "/CN=authority", "-x509", "-days", "2", "-keyout", ca_key, "-out", ca],
        [*new, "/CN=localhost", "-keyout", key, "-out", request],
        [
            *("openssl", "x509", "-req", "-days", "2", "-in", request, "-CA", ca, "-CAkey", ca_key),
            *("-CAcreateserial", "-extfile", names, "-out", cert),
        ],
    ):
        subprocess.run(command, check=True, capture_output=True)
    return {"ca": ca, "certificate": cert, "key": key}
