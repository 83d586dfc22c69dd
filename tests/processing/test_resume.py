# SPDX-License-Identifier: GPL-2.0-or-later
"""A run that is stopped, killed or out of disk goes on where it was, with the very same result."""

import json
import resource
import signal
import subprocess
import sys
import time

import pytest
from qgis.core import QgsProcessingException, QgsSettings
from service_points.core.analysis import visits
from service_points.host import pool
from service_points.host.checkpoint import LOCK, checkpoint_in

NAMES = ("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED")
NUMBER_OF_POINTS = 140


@pytest.fixture(scope="module")
def town(make_town):
    return make_town(14, seed=5, points=NUMBER_OF_POINTS)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "checkpoint"


@pytest.fixture
def computed(monkeypatch):
    """The points of every chunk that was really searched from."""
    from service_points.core.analysis import resumed

    searched = []

    def watched(shared, origins, progress):
        searched.append(origins.tolist())
        return visits.visit(shared, origins, progress)

    monkeypatch.setattr(resumed, "visit", watched)
    return searched


def everything(done):
    """Every value and shape of every output in its order, and the numbers."""
    layers = [
        [
            ([str(v) for v in feature.attributes()], feature.geometry().asWkb().data())
            for feature in done.layer(name).getFeatures()
        ]
        for name in NAMES
    ]
    return layers, {name: value for name, value in done.results.items() if isinstance(value, (int, float))}


def parts(folder):
    return sorted(folder.glob("service-points-*/*.part"))


def stop(travel, town, folder, at, **options):
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        travel(town, CHECKPOINT=str(folder), stop_at=at, **options)


CHUNKS = -(-NUMBER_OF_POINTS // visits.CHUNK)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"STRATUM_FIELD": "people", "DETAIL": "precise", "SHAPE": "disks"},
        {"DETAIL": "none"},
        {"OVERLAP": "nearest"},
        {"OVERLAP": "dissolve", "DEMAND_FIELDS": None},
    ],
)
def test_the_same_bytes_as_a_run_in_one_go(travel, town, folder, computed, options):
    whole = everything(travel(town, **options))
    assert len(computed) == CHUNKS
    for at in (60, 75):  # stopped twice
        computed.clear()
        stop(travel, town, folder, at, **options)
        assert 0 < len(computed) < CHUNKS
    kept = len(parts(folder))
    assert 1 < kept < CHUNKS
    computed.clear()
    done = travel(town, CHECKPOINT=str(folder), **options)
    assert everything(done) == whole
    assert len(computed) == CHUNKS - kept
    assert f"parts finished before: {kept} of {CHUNKS}" in "\n".join(text for text in (done.log, *done.texts))
    assert list(folder.iterdir()) == []  # at the end nothing is left


def test_by_two_processes(  # noqa: PLR0917
    travel, town, folder, monkeypatch, tmp_path, repository
):
    whole = everything(travel(town))
    (tmp_path / "service_points").symlink_to(repository, target_is_directory=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(pool, "LEAST_POINTS", 1)
    QgsSettings().setValue("service_points/processes", 2)
    try:
        stop(travel, town, folder, 70)
        assert 0 < len(parts(folder)) < CHUNKS
        assert everything(travel(town, CHECKPOINT=str(folder))) == whole
    finally:
        QgsSettings().remove("service_points/processes")


def test_area_shares(travel, town, folder, memory_layer):
    x0, y0 = (min(spot[i] for spot in town.spots) for i in range(2))
    squares = []
    for n in range(36):
        x, y = x0 + (n % 6) * 0.006, y0 + (n // 6) * 0.0045
        wkt = f"POLYGON (({x} {y}, {x + 0.006} {y}, {x + 0.006} {y + 0.0045}, {x} {y + 0.0045}, {x} {y}))"
        squares.append((wkt, {"people": n + 1}))
    options = {"DEMAND": memory_layer("Polygon", squares), "APPORTION": "area_share", "OVERLAP": "nearest"}
    whole = everything(travel(town, **options))
    stop(travel, town, folder, 65, **options)
    assert 0 < len(parts(folder)) < CHUNKS
    assert everything(travel(town, CHECKPOINT=str(folder), **options)) == whole
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"CUTOFFS": "1,2.5,4.5"},
        {"DETAIL": "precise"},
        {"TRAVEL": "from_point"},
        {"DEFAULT_SPEED": 31, "SPEED_FIELD": None},
        {"DEMAND_FIELDS": None},
        {"SNAP_DISTANCE": 1999},
        "points",
        "people",
    ],
)
def test_other_inputs_start_anew_and_say_so(  # noqa: PLR0917
    travel, town, folder, computed, memory_layer, change
):
    stop(travel, town, folder, 60)
    (left,) = {path.parent.name for path in parts(folder)}
    kept = len(parts(folder))
    if change == "points":
        (wkt, row), *rest = town.points
        change = {"POINTS": memory_layer("Point", [(wkt.replace("(-75.6", "(-75.60001"), row), *rest])}
        assert change["POINTS"].featureCount() == NUMBER_OF_POINTS
    elif change == "people":
        (wkt, row), *rest = town.places
        change = {"DEMAND": memory_layer("Point", [(wkt, {**row, "people": row["people"] + 1}), *rest])}
    alone = everything(travel(town, **change))
    computed.clear()
    done = travel(town, CHECKPOINT=str(folder), **change)
    assert everything(done) == alone
    assert len(computed) == CHUNKS
    said = "\n".join(done.texts)
    assert "parts finished before" not in said
    assert left in said
    assert "other inputs or parameters" in said
    assert len(parts(folder)) == kept  # hours of work are not thrown away for a slip
    computed.clear()
    travel(town, CHECKPOINT=str(folder))
    assert len(computed) == CHUNKS - kept


def test_another_version_starts_anew(travel, town, folder, computed, monkeypatch):
    stop(travel, town, folder, 60)
    monkeypatch.setattr("service_points.host.checkpoint.plugin_version", lambda: "0.0.0")
    computed.clear()
    travel(town, CHECKPOINT=str(folder))
    assert len(computed) == CHUNKS


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "another's", "gone"])
def test_a_part_that_is_not_as_written_is_computed_again(travel, town, folder, computed, harm):
    whole = everything(travel(town))
    stop(travel, town, folder, 85)
    kept = parts(folder)
    assert len(kept) >= 3
    victim, content = kept[1], kept[1].read_bytes()
    if harm == "gone":
        victim.unlink()
    else:
        other = bytearray(content)
        other[len(other) // 2] ^= 1
        new = {
            "cut": content[:-9],
            "flipped": bytes(other),
            "emptied": b"",
            "another's": kept[0].read_bytes(),
        }
        victim.write_bytes(new[harm])
    computed.clear()
    done = travel(town, CHECKPOINT=str(folder))
    assert everything(done) == whole
    assert len(computed) == CHUNKS - 1
    assert ("Part 2 of the run that was stopped is damaged" in "\n".join(done.texts)) == (harm != "gone")


def test_l9_a_full_disk_is_named_and_costs_nothing(travel, town, folder, computed):
    """A limit on the size of files, a real error of the system, in the middle of the run."""
    whole = everything(travel(town))
    stop(travel, town, folder, 60)
    before = {path.name: path.read_bytes() for path in parts(folder)}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(QgsProcessingException) as problem:
            travel(town, CHECKPOINT=str(folder))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "cannot be kept" in str(problem.value)
    assert str(folder) in str(problem.value)
    assert "Free space on that disk" in str(problem.value)
    assert {path.name: path.read_bytes() for path in parts(folder)} == before
    assert [p for p in next(folder.glob("service-points-*/")).iterdir() if p.suffix != ".part"] == []
    computed.clear()
    assert everything(travel(town, CHECKPOINT=str(folder))) == whole
    assert len(computed) == CHUNKS - len(before)


def test_one_run_at_a_time(travel, town, folder):
    with checkpoint_in(folder):
        with pytest.raises(QgsProcessingException, match="Another run uses the checkpoint folder"):
            travel(town, CHECKPOINT=str(folder))
        assert [path.name for path in folder.iterdir()] == [LOCK]
    travel(town, CHECKPOINT=str(folder))


def test_a_folder_that_cannot_be_made(refusal, travel, town, tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "none" / "below"):
        with pytest.raises(QgsProcessingException, match=r"checkpoint folder .* cannot be used"):
            travel(town, CHECKPOINT=str(folder))


def test_what_else_lies_in_the_folder_stays(travel, town, folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("x")
    (folder / "service-points-notes.txt").write_text("x")
    travel(town, CHECKPOINT=str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["mine.txt", "service-points-notes.txt"]


def test_a_stopped_run_says_where_it_goes_on(town, folder, travel, listener, monkeypatch):
    said = []
    monkeypatch.setattr(listener, "pushInfo", lambda self, text: said.append(text))
    stop(travel, town, folder, 60)
    assert f"What was finished is kept in {folder}" in "\n".join(said)


def test_in_a_straight_line_no_folder_is_made(travel, town, folder):
    done = travel(town, CHECKPOINT=str(folder), METRIC="straight", CUTOFFS="0.3,0.8")
    assert "the checkpoint folder is not used" in done.log
    assert not folder.exists()


CHILD = """
import json, sys
given = json.loads(sys.argv[1])
sys.path.append(given["scripts"])
import plugin_package
plugin_package.load()
from qgis.core import QgsApplication, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
sys.path.append(application.pkgDataPath() + "/python/plugins")
from processing.core.Processing import Processing
import processing
Processing.initialize()
from service_points.processing.provider import ServicePointsProvider
provider = ServicePointsProvider()
QgsApplication.processingRegistry().addProvider(provider)
if given["slow"]:  # a part takes long enough to be killed in
    import time
    from service_points.core.analysis import resumed
    visit = resumed.visit
    resumed.visit = lambda *args: (time.sleep(0.3), visit(*args))[1]
print("ready", flush=True)
print(json.dumps(processing.run("servicepoints:catchments", given["parameters"])), flush=True)
import os
os._exit(0)
"""


@pytest.mark.parametrize("after", [1, 3])
def test_l9_killed_at_any_moment(  # noqa: PLR0917
    town, folder, travel, memory_layer, repository, tmp_path, provider, after
):
    """A real process, ended by the system without a word, then the same run in another one."""
    from osgeo import ogr
    from qgis.core import QgsProject, QgsVectorFileWriter

    def saved(name, kind, rows):
        options = QgsVectorFileWriter.SaveVectorOptions()
        path = str(tmp_path / f"{name}.gpkg")
        layer = memory_layer(kind, rows)
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, path, QgsProject.instance().transformContext(), options
        )
        return path

    given = {
        "POINTS": saved("points", "Point", town.points),
        "NETWORK": saved("roads", "LineString", town.roads),
        "DEMAND": saved("places", "Point", town.places),
        "DEMAND_FIELDS": ["people"],
        "SPEED_FIELD": "kmh",
        "CUTOFFS": "1,2.5,4",
    }

    def child(name, *, slow, **more):
        outputs = {output: str(tmp_path / f"{name}_{output}.gpkg") for output in ("OUTPUT", "SERVED")}
        job = {
            "scripts": str(repository / "scripts"),
            "slow": slow,
            "parameters": {**given, **outputs, **more},
        }
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, json.dumps(job)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,  # the root of the repository has a package ``processing`` of its own
        )

    with child("killed", slow=True, CHECKPOINT=str(folder)) as process:
        deadline = time.monotonic() + 120
        while len(parts(folder)) < after and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = len(parts(folder))
    assert after <= kept < CHUNKS
    assert (folder / LOCK).exists()  # nobody put it away
    with child("resumed", slow=False, CHECKPOINT=str(folder)) as process:
        _, problems = process.communicate(timeout=120)
    assert process.returncode == 0, problems
    assert list(folder.iterdir()) == []
    with child("whole", slow=False) as process:
        process.communicate(timeout=120)

    def rows(name):
        source = ogr.Open(str(tmp_path / name))
        return [
            (f.items(), bytes(f.GetGeometryRef().ExportToWkb()) if f.GetGeometryRef() else None)
            for f in source.GetLayer(0)
        ]

    for output in ("OUTPUT", "SERVED"):
        assert rows(f"resumed_{output}.gpkg") == rows(f"whole_{output}.gpkg")
        assert len(rows(f"whole_{output}.gpkg")) == 3 * NUMBER_OF_POINTS
