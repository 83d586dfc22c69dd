# SPDX-License-Identifier: GPL-2.0-or-later
"""Work done by QGIS: our catchments and QGIS's service areas, with provider, sources and sinks."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]


def nothing(job: Job) -> Run:
    """QGIS with Processing and our provider, without any work: what memory is counted from."""
    _start_ours()
    return dict


def ours(job: Job) -> Run:
    """One of our algorithms, ``catchments`` unless the job names another; ``parameters`` are its own.

    ``outputs``: sinks to write as GeoPackages. ``blocked``: modules that must not be found. ``settings``:
    settings of the plugin. ``digest``, ``sizes``: say what was written. ``cancel_after``: press Cancel then
    (s). ``kill_at``: end this process by SIGKILL at that progress (percent). ``most_mb``: memory that this
    process, and each one it starts, may have of its own (RLIMIT_DATA); more is refused by the system.
    """
    if "most_mb" in job:
        resource.setrlimit(resource.RLIMIT_DATA, (job["most_mb"] * 2**20,) * 2)
    sys.meta_path.insert(0, Blocked(job.get("blocked", ())))
    processing = _start_ours(job.get("settings", {}))
    folder = Path(job["folder"])
    algorithm = f"servicepoints:{job.get('algorithm', 'catchments')}"
    outputs = {name: str(folder / f"{name.lower()}.gpkg") for name in job["outputs"]}
    parameters = {**outputs, **job["parameters"]}

    def run() -> dict[str, Any]:
        from qgis.core import QgsProcessingException  # noqa: PLC0415

        for path in folder.glob("*.gpkg*"):
            path.unlink()
        watch = _feedback(job.get("kill_at", float("inf")))
        start, cpu, others = time.perf_counter(), time.process_time(), _cpu_of_others()
        if "cancel_after" in job:
            threading.Timer(job["cancel_after"], watch.stop_now).start()
        try:
            result = processing.run(algorithm, parameters, feedback=watch)
        except QgsProcessingException:
            if not watch.isCanceled():
                raise
            result = {}
        ended = time.perf_counter()
        said: dict[str, Any] = {"seconds": ended - start, "cpu": time.process_time() - cpu}
        said["cpu_others"] = _cpu_of_others() - others
        said["numbers"] = {name: value for name, value in result.items() if isinstance(value, (int, float))}
        said["texts"] = watch.texts
        said["progress"] = [[seen - start, percent] for seen, percent in watch.seen]
        if watch.isCanceled():
            said["cancel_seconds"] = ended - watch.cancelled_at
            said["left"] = sorted(path.name for path in folder.glob("*.gpkg*"))
        if job.get("sizes"):
            said["bytes"] = {name: Path(path).stat().st_size for name, path in outputs.items()}
        if job.get("digest"):
            said["digests"] = {name: digest_of(Path(path)) for name, path in outputs.items()}
        return said

    return run


def native(job: Job) -> Run:
    """``native:serviceareafromlayer``: one run for each of the job's ``cutoffs`` (minutes), lines only."""
    processing = start_qgis()
    from qgis.core import QgsProject  # noqa: PLC0415

    QgsProject.instance().setEllipsoid("NONE")  # planar lengths: the faster way for it
    folder = Path(job["folder"])
    direction = {"DIRECTION_FIELD": "dir", "VALUE_FORWARD": "F", "VALUE_BACKWARD": "T", "VALUE_BOTH": "B"}
    parameters = {
        "INPUT": job["roads"],
        "STRATEGY": 1,
        **(direction if job["one_way"] else {}),
        "DEFAULT_DIRECTION": 2,
        "SPEED_FIELD": "speed",
        "DEFAULT_SPEED": 50,
        "TOLERANCE": 0,
        "START_POINTS": job["points"],
        "INCLUDE_BOUNDS": False,
    }

    def run() -> dict[str, Any]:
        bands = []
        cpu = time.process_time()
        for minutes in job["cutoffs"]:
            target = folder / f"native_{minutes}.gpkg"
            target.unlink(missing_ok=True)
            start = time.perf_counter()
            given = {**parameters, "TRAVEL_COST2": minutes / 60.0, "OUTPUT_LINES": str(target)}
            processing.run("native:serviceareafromlayer", given)
            bands.append(time.perf_counter() - start)
        return {"seconds": sum(bands), "cpu": time.process_time() - cpu, "bands": bands}

    return run


def versions(job: Job) -> Run:
    """Tell which versions take part on QGIS's side."""
    import numpy  # noqa: PLC0415
    from osgeo import gdal  # noqa: PLC0415
    from qgis.core import Qgis, QgsProjUtils  # noqa: PLC0415

    geos = getattr(Qgis, "geosVersion", None)
    said = {
        "QGIS": Qgis.QGIS_VERSION.split("-")[0],
        "Python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "GDAL": gdal.VersionInfo("RELEASE_NAME"),
        "GEOS": geos().split("-")[0] if geos else _geos_of_gdal(),
        "PROJ": ".".join(
            str(part) for part in (QgsProjUtils.projVersionMajor(), QgsProjUtils.projVersionMinor())
        ),
    }
    for name in ("scipy", "shapely"):
        try:
            said[f"{name} (system)"] = __import__(name).__version__
        except ImportError:
            said[f"{name} (system)"] = "not installed"
    return lambda: {"versions": said}


def _geos_of_gdal() -> str:
    from osgeo import ogr  # noqa: PLC0415

    parts = [getattr(ogr, f"GetGEOSVersion{part}", int)() for part in ("Major", "Minor", "Micro")]
    return ".".join(map(str, parts))


class Blocked(MetaPathFinder):
    """Hides modules as if they were not installed."""

    def __init__(self, names: object) -> None:
        self._names = frozenset(names)

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Refuse the hidden modules, and leave all others to the finders that follow."""
        if fullname.split(".", maxsplit=1)[0] in self._names:
            raise ModuleNotFoundError(f"{fullname} is blocked", name=fullname)


def digest_of(path: Path) -> str:
    """Return a hash of a layer's geometries and attributes, whatever the order of its features."""
    from osgeo import ogr  # noqa: PLC0415

    rows = []
    source = ogr.Open(str(path))  # a name of its own: the layer does not keep it
    for feature in source.GetLayer(0):
        geometry = feature.GetGeometryRef()
        shape = bytes(geometry.ExportToWkb()) if geometry else b""
        values = [feature.GetField(index) for index in range(feature.GetFieldCount())]
        rows.append(hashlib.sha256(repr(values).encode() + shape).hexdigest())
    return hashlib.sha256("".join(sorted(rows)).encode()).hexdigest()


def start_qgis() -> Any:  # noqa: ANN401  (a module)
    """Start QGIS without a window and return its ``processing`` module."""
    from qgis.core import QgsApplication  # noqa: PLC0415

    application = QgsApplication([], False)
    application.initQgis()
    _kept.append(application)
    sys.path.append(str(Path(application.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing  # noqa: PLC0415

    import processing  # noqa: PLC0415

    Processing.initialize()
    return processing


def _cpu_of_others() -> float:
    """Return the CPU seconds of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _start_ours(settings: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401  (a module)
    processing = start_qgis()
    from qgis.core import QgsApplication, QgsSettings  # noqa: PLC0415
    from service_points.processing.provider import ServicePointsProvider  # noqa: PLC0415

    for name, value in (settings or {}).items():
        QgsSettings().setValue(f"service_points/{name}", value)
    provider = ServicePointsProvider()
    _kept.append(provider)  # the registry does not keep the Python object
    QgsApplication.processingRegistry().addProvider(provider)
    return processing


_kept: list[object] = []


def _feedback(kill_at: float) -> Any:  # noqa: ANN401  (a class that exists with QGIS only)
    """Return feedback that notes when which progress was shown, what was said, and when it was cancelled.

    At the progress ``kill_at`` the process is ended by SIGKILL.
    """
    from qgis.core import QgsProcessingFeedback  # noqa: PLC0415

    class Watch(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)
            self.seen: list[tuple[float, float]] = []
            self.texts: list[str] = []
            self.cancelled_at = float("nan")
            self.progressChanged.connect(self._note)

        def _note(self, percent: float) -> None:
            self.seen.append((time.perf_counter(), percent))
            if percent >= kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        def setProgressText(self, text: str) -> None:  # noqa: N802
            self.texts.append(text)

        def stop_now(self) -> None:
            self.cancelled_at = time.perf_counter()
            self.cancel()

    return Watch()
