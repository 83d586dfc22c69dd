# SPDX-License-Identifier: GPL-2.0-or-later
"""Ottawa's 18 provincial and federal points, 5–20 minutes: our catchments against QGIS's own service areas.

Both sides read the same road layer from the same file and write a GeoPackage, each in processes of its own
so that the peak memory is theirs alone; runs alternate and the median counts. QGIS's tool takes one cutoff
a run and gives lines only: no polygons, no population, no ties, no snap distances.

    make bench            (needs ../shared/data/ottawa)
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "ottawa"
CUTOFFS = (5, 10, 15, 20)
RUNS = 3


def prepare(folder: Path) -> None:
    """Write points and roads (with speeds, without the Transitway) once for both sides; not timed."""
    from osgeo import gdal  # noqa: PLC0415

    gdal.UseExceptions()
    csv = gdal.OpenEx(
        str(DATA / "service_points.csv"),
        gdal.OF_VECTOR,
        open_options=["X_POSSIBLE_NAMES=longitude", "Y_POSSIBLE_NAMES=latitude", "KEEP_GEOM_COLUMNS=NO"],
    )
    gdal.VectorTranslate(
        str(folder / "points.gpkg"),
        csv,
        dstSRS="EPSG:4326",
        srcSRS="EPSG:4326",
        where="order_of_government IN ('provincial','federal')",
        layerName="points",
    )
    speeds = json.loads((ROOT / "resources/presets/speeds.json").read_text("utf-8"))
    by_class = _speeds_of(speeds, "statcan_rnf")
    whens = " ".join(f"WHEN '{code}' THEN {speed}" for code, speed in by_class.items() if speed)
    closed = ", ".join(f"'{code}'" for code, speed in by_class.items() if speed is None)
    source = gdal.OpenEx(str(DATA / "roads.gpkg"), gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = source.GetLayer(0).GetName()
    gdal.VectorTranslate(
        str(folder / "roads.gpkg"),
        source,
        SQLStatement=f"SELECT *, CASE CAST(CLASS AS TEXT) {whens} ELSE 50 END AS speed "
        f'FROM "{layer}" WHERE CAST(CLASS AS TEXT) NOT IN ({closed})',
        SQLDialect="SQLITE",
        layerName="roads",
    )
    shutil.copy(DATA / "dissemination_blocks.gpkg", folder / "blocks.gpkg")


def _speeds_of(presets: dict, name: str) -> dict[str, float | None]:
    preset = next(p for p in presets["presets"] if p["id"] == name)
    return {code: group["kmh"] for group in preset["classes"] for code in group["codes"]}


def start_qgis():  # noqa: ANN201
    """Start QGIS without a window and return its ``processing`` module."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication  # noqa: PLC0415

    app = QgsApplication([], False)
    app.initQgis()
    sys.path.append(str(Path(app.pkgDataPath()) / "python" / "plugins"))
    sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != ROOT]
    from processing.core.Processing import Processing  # noqa: PLC0415

    import processing  # noqa: PLC0415

    Processing.initialize()
    return processing, app


def run_ours(folder: Path) -> dict[str, float]:
    sys.path.insert(0, str(ROOT / "scripts"))
    import plugin_package  # noqa: PLC0415

    plugin_package.load()
    processing, app = start_qgis()
    from service_points.processing.provider import ServicePointsProvider  # noqa: PLC0415

    provider = ServicePointsProvider()  # a name of its own: the registry does not keep the Python object
    app.processingRegistry().addProvider(provider)
    start = time.perf_counter()
    result = processing.run(
        "servicepoints:catchments",
        {
            "POINTS": str(folder / "points.gpkg"),
            "NETWORK": str(folder / "roads.gpkg"),
            "SPEED_FIELD": "speed",
            "CUTOFFS": ",".join(map(str, CUTOFFS)),
            "OVERLAP": "overlap",
            "SHAPE": "disks",
            "DEMAND": str(folder / "blocks.gpkg"),
            "DEMAND_FIELDS": ["dbpop2021"],
            "OUTPUT": str(folder / "ours.gpkg"),
            "SERVED": str(folder / "served.gpkg"),
            "DEMAND_OUT": str(folder / "demand.gpkg"),
        },
    )
    return {
        "seconds": time.perf_counter() - start,
        "served": result["SERVED_TOTAL"],
        "total": result["TOTAL"],
    }


def run_native(folder: Path) -> dict[str, float]:
    processing, _app = start_qgis()
    seconds = 0.0
    for minutes in CUTOFFS:
        start = time.perf_counter()
        processing.run(
            "native:serviceareafromlayer",
            {
                "INPUT": str(folder / "roads.gpkg"),
                "STRATEGY": 1,
                "SPEED_FIELD": "speed",
                "DEFAULT_SPEED": 50,
                "START_POINTS": str(folder / "points.gpkg"),
                "TRAVEL_COST2": minutes / 60.0,
                "INCLUDE_BOUNDS": False,
                "OUTPUT_LINES": str(folder / f"native_{minutes}.gpkg"),
            },
        )
        seconds += time.perf_counter() - start
    return {"seconds": seconds}


def child(side: str, folder: Path) -> dict[str, float]:
    """Run one side in a process of its own and return what it measured."""
    command = [sys.executable, str(Path(__file__).resolve()), "--side", side, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        sys.exit(f"{side} failed:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def compare() -> None:
    if not DATA.exists():
        sys.exit(f"This benchmark needs Ottawa's data in {DATA}.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        sides: dict[str, list[dict[str, float]]] = {"ours": [], "native": []}
        for run in range(RUNS):
            for side, measured in sides.items():
                measured.append(child(side, folder))
                last = measured[-1]
                print(
                    f"run {run + 1} {side:7s} {last['seconds']:7.2f} s  {last['peak_mb']:6.0f} MB", flush=True
                )
    ours, native = (statistics.median(m["seconds"] for m in sides[s]) for s in ("ours", "native"))
    peak = max(m["peak_mb"] for m in sides["ours"])
    print(
        f"\nOttawa, 18 points, cutoffs {CUTOFFS} min; people served within 20 min: "
        f"{sides['ours'][0]['served']:,.0f} of {sides['ours'][0]['total']:,.0f}"
    )
    print(f"servicepoints:catchments (polygons, population)   median {ours:6.2f} s, peak {peak:.0f} MB")
    print(
        f"native:serviceareafromlayer (lines only)          median {native:6.2f} s, "
        f"peak {max(m['peak_mb'] for m in sides['native']):.0f} MB"
    )
    print(f"ratio: {native / ours:.1f} times faster (goal: at least 10; memory goal: under 1,500 MB)")
    if native / ours < 10 or peak >= 1500:
        sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", choices=("ours", "native"))
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if not args.side:
        compare()
        return
    measured = {"ours": run_ours, "native": run_native}[args.side](args.folder)
    measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(measured), flush=True)
    os._exit(0)  # QGIS's own exit handlers are not what is measured


if __name__ == "__main__":
    main()
