# SPDX-License-Identifier: GPL-2.0-or-later
"""Work shared with a real scheduler and two workers: the same bytes, and a clear word for all else."""

import io
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsSettings

pytest.importorskip("distributed", reason="Dask is not installed in this environment")

import cloudpickle
from service_points.core import cluster as cluster_module
from service_points.core import parallel
from service_points.core.cluster import Cluster
from service_points.core.code_archive import code_archive
from service_points.processing import base

from .real_cluster import RealCluster, certificates

cloudpickle.register_pickle_by_value(sys.modules[__name__])  # what is asked of workers for a look at them


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with RealCluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def trusted(qgis_app):
    """Trust an address, as a person does in the settings."""
    settings = QgsSettings()
    yield lambda address: settings.setValue("service_points/cluster/address", address)
    settings.remove("service_points/cluster")


@pytest.fixture
def client(cluster):
    """A look at the cluster from outside."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def town(make_town):
    return make_town(24, seed=4, points=150)


@pytest.fixture
def jobs(town, memory_layer):
    """The five algorithms with parameters that give every worker something to do, and their layers."""
    roads = memory_layer("LineString", town.roads, crs=town.crs)
    kinds = [(wkt, {**values, "kind": "pqr"[i % 3]}) for i, (wkt, values) in enumerate(town.points)]
    points = memory_layer("Point", kinds, crs=town.crs)
    places = memory_layer("Point", town.places, crs=town.crs)
    travel = {"NETWORK": roads, "SPEED_FIELD": "kmh"}
    people = {"DEMAND": places, "DEMAND_FIELDS": ["people"]}
    reach = {"POINTS": points, **travel, **people, "CUTOFFS": "1,2.5,4"}
    quotient = {"POINTS": points, **travel, "CATEGORY_FIELD": "kind", "PERMUTATIONS": 99}
    matrix = {"ORIGINS": places, "DESTINATIONS": points, **travel}
    layers = ("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED")
    return {
        "catchments": ("catchments", {**reach, "DETAIL": "precise"}, layers),
        "nearest": ("catchments", {**reach, "OVERLAP": "nearest"}, layers),
        "matrix_nearest": ("odmatrix", {**matrix, "K": 3}, ("OUTPUT",)),
        "matrix_whole": ("odmatrix", {**matrix, "ORIGINS": points}, ("OUTPUT",)),
        "matrix_within": ("odmatrix", {**matrix, "MAX_COST": 1}, ("OUTPUT",)),
        "matrix_distance": ("odmatrix", {**matrix, "K": 2, "METRIC": "distance"}, ("OUTPUT",)),
        "coverage": (
            "coverage",
            {**reach, "CUTOFFS": "2", "SERVICE_FIELD": "kind", "SENSITIVITY": True},
            ("INDICATORS", "GAPS", "FLIPS"),
        ),
        "scenario": (
            "scenario",
            {**reach, "LEAVE_ONE_OUT": True},
            ("INDICATORS", "DEMAND_OUT", "LOSERS", "LOAD", "CLOSURES"),
        ),
        "quotient_knn": ("colocationquotient", quotient, ("GLOBAL", "LOCAL")),
        "quotient_within": (
            "colocationquotient",
            {**quotient, "NEIGHBOURHOOD": "distance", "BANDWIDTH": 1.5, "KERNEL": "gaussian"},
            ("GLOBAL", "LOCAL"),
        ),
    }  # fmt: skip


@pytest.fixture
def perform(run, jobs):
    """Run a job, and return every row and shape of its outputs, sorted, with its numbers."""

    def call(job, **changes):
        name, given, layers = jobs[job]
        done = run(name, **{**given, **dict.fromkeys(layers, "TEMPORARY_OUTPUT"), **changes})
        rows = {
            layer: sorted(
                ([repr(value) for value in feature.attributes()], feature.geometry().asWkb().data())
                for feature in done.layer(layer).getFeatures()
            )
            for layer in layers
            if layer in done.results
        }
        numbers = {key: value for key, value in done.results.items() if isinstance(value, (int, float))}
        return rows, numbers, done

    return call


JOBS = ("catchments", "nearest", "matrix_nearest", "matrix_whole", "matrix_within", "matrix_distance",
        "coverage", "scenario", "quotient_knn", "quotient_within")  # fmt: skip


@pytest.mark.parametrize("job", JOBS)
def test_the_same_bytes(cluster, trusted, perform, job, monkeypatch):
    """As computed here; and the others did it: what is handed out is counted."""
    rows, numbers, _ = perform(job)
    assert sum(map(len, rows.values())) > 10
    trusted(cluster.address)
    given, told, submit, report = [], [], Cluster.submit, base.CoreProgress.report

    def watched(progress, fraction, text=None):
        told.append(text)
        report(progress, fraction, text)

    monkeypatch.setattr(Cluster, "submit", lambda self, *args: given.append(1) or submit(self, *args))
    monkeypatch.setattr(base.CoreProgress, "report", watched)
    found, counted, done = perform(job, CLUSTER=cluster.address)
    assert found == rows
    assert counted == numbers
    assert len(given) > 1
    assert not {parallel._NOT_STARTED, parallel._CONTINUED_ALONE} & {*told}
    assert f"cluster at {cluster.address} share the work: 2" in done.log
    assert done.progress == sorted(done.progress)


@pytest.mark.parametrize("job", ["catchments", "matrix_within"])
def test_threads_of_one_worker_do_not_meet(tmp_path, trusted, perform, job):
    """Objects hold room to work in: each thread has its own."""
    rows, numbers, _ = perform(job)
    with RealCluster(tmp_path / "cluster", workers=0) as single:
        single.start_worker("--nthreads", "3")
        trusted(single.address)
        assert perform(job, CLUSTER=single.address)[:2] == (rows, numbers)


def imported(dask_worker):
    return sorted({name.partition(".")[0] for name in sys.modules})


def test_workers_have_only_what_was_sent(cluster, trusted, perform, client):
    """No QGIS, no checkout, no PROJ: numpy, and ``core`` from one file, sent once for both runs."""
    trusted(cluster.address)
    perform("catchments", CLUSTER=cluster.address)
    perform("scenario", CLUSTER=cluster.address)
    for worker, modules in client.run(imported).items():
        assert {"numpy", "service_points"} <= {*modules}, worker
        assert not {"qgis", "PyQt5", "PyQt6", "osgeo", "pyproj", "requests", "psycopg2"} & {*modules}
    for folder in cluster.folder.glob("worker*/"):
        assert len([*folder.rglob("service_points_*.zip")]) == 1


@pytest.mark.parametrize(
    ("job", "changes"),
    [("catchments", {"METRIC": "straight"}), ("scenario", {"LEAVE_ONE_OUT": False, "CLOSE": "first"})],
)
def test_without_work_for_it_nothing_is_opened(trusted, perform, town, job, changes):
    """Nobody is at the address: it is not asked."""
    trusted("tcp://127.0.0.1:9")
    first = town.points[0][1]["id"]
    changes = {name: first if value == "first" else value for name, value in changes.items()}
    done = perform(job, CLUSTER="tcp://127.0.0.1:9", **changes)[-1]
    assert "the cluster is not needed" in done.log


@pytest.fixture
def sent(monkeypatch):
    """What was scattered: bytes by name, and how often each."""
    found, scatter = [], Cluster._scatter

    def watched(self, new):
        found.extend((name, getattr(piece, "nbytes", len(piece))) for name, piece in new.items())
        return scatter(self, new)

    monkeypatch.setattr(Cluster, "_scatter", watched)
    return found


def test_the_graph_travels_once(cluster, trusted, perform, sent):
    """Coverage searches in minutes and in kilometres: only the costs of the roads go a second time."""
    trusted(cluster.address)
    perform("coverage", CLUSTER=cluster.address, STANDARD="custom")
    names = [name for name, _ in sent]
    assert len(names) == len(set(names))
    perform("quotient_knn", CLUSTER=cluster.address)
    assert len(sent) > len(names)


@pytest.fixture
def in_the_middle(monkeypatch):
    """``in_the_middle(n, act)``: call ``act`` when the nth piece of work is handed out."""

    def arrange(number, act):
        given, submit = [], Cluster.submit

        def watched(self, *args):
            given.append(1)
            if len(given) == number:
                act()
            return submit(self, *args)

        monkeypatch.setattr(Cluster, "submit", watched)

    return arrange


@pytest.fixture
def own_cluster(tmp_path):
    """A cluster that a test may break."""
    with RealCluster(tmp_path / "cluster") as started:
        yield started


@pytest.mark.parametrize("job", ["catchments", "matrix_within"])
def test_a_lost_worker_is_retried(  # noqa: PLR0917
    own_cluster, trusted, perform, in_the_middle, job, monkeypatch
):
    """Killed while it has work: the other one does it, and nobody is told."""
    rows, numbers, _ = perform(job)
    trusted(own_cluster.address)
    in_the_middle(3, lambda: (time.sleep(0.2), own_cluster.workers[0].kill()))
    found, counted, _ = perform(job, CLUSTER=own_cluster.address)
    assert own_cluster.workers[0].poll() is not None
    assert found == rows
    assert counted == numbers


@pytest.mark.parametrize("lost", ["scheduler", "workers"])
def test_a_lost_cluster_is_an_error(  # noqa: PLR0917
    own_cluster, trusted, jobs, refusal, in_the_middle, lost, tmp_path
):
    trusted(own_cluster.address)
    gone = [own_cluster.scheduler] if lost == "scheduler" else own_cluster.workers
    in_the_middle(3, lambda: [process.kill() for process in gone])
    name, given, layers = jobs["catchments"]
    files = {layer: str(tmp_path / f"{layer}.gpkg") for layer in layers}
    start = time.monotonic()
    said = refusal(name, **given, **files, CLUSTER=own_cluster.address)
    assert "was lost in the middle of the work" in said
    assert own_cluster.address in said
    assert time.monotonic() - start < 60
    assert not [*tmp_path.glob("*.gpkg")]


def left_to_do(dask_scheduler):
    return [key for key, task in dask_scheduler.tasks.items() if str(key).startswith(("perform", "service"))]


def test_cancel_in_the_middle(  # noqa: PLR0917
    cluster, trusted, jobs, client, listener, in_the_middle, provider
):
    """Heard within 2 s, and the scheduler has nothing left to do."""
    from qgis import processing
    from qgis.core import QgsProcessingException

    trusted(cluster.address)
    feedback, asked = listener(), []
    in_the_middle(3, lambda: (asked.append(time.monotonic()), feedback.cancel()))
    name, given, layers = jobs["catchments"]
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        processing.run(
            f"servicepoints:{name}",
            {**given, **dict.fromkeys(layers, "TEMPORARY_OUTPUT"), "CLUSTER": cluster.address},
            feedback=feedback,
        )
    assert time.monotonic() - asked[0] < 2.0
    end = time.monotonic() + 10
    while client.run_on_scheduler(left_to_do) and time.monotonic() < end:
        time.sleep(0.05)
    assert client.run_on_scheduler(left_to_do) == []


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("papers")
    return {"ours": certificates(folder / "ours"), "theirs": certificates(folder / "theirs")}


@pytest.fixture(scope="module")
def sealed(tmp_path_factory, papers):
    """A cluster that is reached over TLS only."""
    files = papers["ours"]
    tls = ["--tls-ca-file", files["ca"], "--tls-cert", files["certificate"], "--tls-key", files["key"]]
    with RealCluster(tmp_path_factory.mktemp("sealed"), tls=[str(part) for part in tls]) as started:
        yield started


@pytest.fixture
def shown(trusted, sealed):
    """Show certificates to the sealed cluster, as the settings name them."""
    trusted(sealed.address)
    settings = QgsSettings()

    def show(files):
        for name in ("ca", "certificate", "key"):
            settings.setValue(f"service_points/cluster/{name}", str(files.get(name, "")))

    return show


def test_over_tls(sealed, shown, papers, perform):
    rows, numbers, _ = perform("scenario", CLUSTER="")
    shown(papers["ours"])
    assert sealed.address.startswith("tls://")
    assert perform("scenario", CLUSTER=sealed.address)[:2] == (rows, numbers)


def test_tls_with_the_papers_of_somebody_else(sealed, shown, papers, impatient, refused):
    shown(papers["theirs"])
    assert "or refused the connection" in refused(sealed.address)


def test_tls_without_papers(sealed, shown, papers, refused, tmp_path):
    shown({})
    assert "takes three files" in refused(sealed.address)
    shown({**papers["ours"], "key": tmp_path / "lost.pem"})
    said = refused(sealed.address)
    assert "lost.pem" in said
    assert "service_points/cluster/key" in said


def test_cancel_while_connecting(trusted, jobs, listener, provider):
    """A scheduler that takes the connection and says nothing does not keep anybody."""
    import socket

    from qgis import processing
    from qgis.core import QgsProcessingException

    name, given, layers = jobs["catchments"]
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        trusted(address)
        feedback = listener()
        threading.Timer(0.5, feedback.cancel).start()
        start = time.monotonic()
        with pytest.raises(QgsProcessingException, match="Stopped at your request"):
            processing.run(
                f"servicepoints:{name}",
                {**given, **dict.fromkeys(layers, "TEMPORARY_OUTPUT"), "CLUSTER": address},
                feedback=feedback,
            )
        assert time.monotonic() - start < 2.5


@pytest.fixture
def impatient(monkeypatch):
    from service_points.processing import cluster_run

    monkeypatch.setattr(cluster_run, "Cluster", lambda scheduler: Cluster(scheduler, 1.5))


@pytest.fixture
def refused(jobs, refusal):
    def call(address):
        name, given, layers = jobs["catchments"]
        return refusal(name, **given, **dict.fromkeys(layers, "TEMPORARY_OUTPUT"), CLUSTER=address)

    return call


def test_nobody_at_the_address(trusted, impatient, refused, spoken):
    trusted("tcp://127.0.0.1:9")
    start = time.monotonic()
    said = refused("tcp://127.0.0.1:9")
    assert {"en": "did not answer within 1.5 seconds", "fr": "n’a pas répondu en 1,5 secondes"}[
        spoken
    ] in said
    assert time.monotonic() - start < 6


@pytest.mark.parametrize(
    "address", ["cluster:8786", "http://a:1", "tcp://a", "tcp://a:1/x", "tcp://a b:1", "tcp://a:65536"]
)
def test_no_address(refused, address):
    assert f"“{address}” is no address of a scheduler" in refused(address)


def test_an_address_that_nobody_trusts_is_not_opened(cluster, refused, monkeypatch):
    """As a model or a project from somebody else could bring."""
    monkeypatch.setattr(Cluster, "connect", lambda *_: pytest.fail("it was opened"))
    assert "is not the one that this computer trusts" in refused(cluster.address)


def test_without_workers(tmp_path, trusted, impatient, refused):
    with RealCluster(tmp_path / "cluster", workers=0) as lonely:
        trusted(lonely.address)
        assert "has no worker, and none came within 1.5 seconds" in refused(lonely.address)


def test_without_distributed(cluster, trusted, refused, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "distributed"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)  # the import system’s own way to say: not there
    trusted(cluster.address)
    assert "pip install distributed" in refused(cluster.address)


def test_without_an_address_nothing_is_imported(repository):
    """Neither Dask nor anything of the cluster’s engine comes with the provider."""
    program = (
        "import sys, importlib.util as u\n"
        f"spec = u.spec_from_file_location('service_points', {str(repository / '__init__.py')!r},"
        f" submodule_search_locations=[{str(repository)!r}])\n"
        "sys.modules['service_points'] = package = u.module_from_spec(spec)\n"
        "spec.loader.exec_module(package)\n"
        "import service_points.processing.provider\n"
        "assert not {'dask', 'distributed', 'tornado'} & {*sys.modules}\n"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def other_code():
    """The code of another version: ours under another hash."""
    digest, archive = code_archive()
    other, file = "0" * len(digest), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as ours, zipfile.ZipFile(file, "w") as theirs:
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name).replace(digest.encode(), other.encode()))
    return other, file.getvalue()


def test_the_archive_is_the_same_for_the_same_modules(other_code):
    assert code_archive() == code_archive()
    _, archive = code_archive()
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = opened.namelist()
    assert "service_points/core/analysis/visits.py" in names
    assert {name.split("/")[1] for name in names} == {"__init__.py", "core"}
    assert len(archive) < 1_500_000


def test_another_version_of_the_code_gives_way(cluster, trusted, perform, other_code, monkeypatch):
    """Workers take the code of who comes, and go back to it."""
    trusted(cluster.address)
    rows, numbers, _ = perform("scenario", CLUSTER=cluster.address)
    with monkeypatch.context() as patched:
        patched.setattr(cluster_module, "code_archive", lambda: other_code)
        assert perform("scenario", CLUSTER=cluster.address)[:2] == (rows, numbers)
    assert perform("scenario", CLUSTER=cluster.address)[:2] == (rows, numbers)


def test_two_versions_at_once(  # noqa: PLR0917
    cluster, trusted, jobs, refusal, in_the_middle, client, other_code, perform
):
    """Somebody sends other code in the middle: an error that says so; and the cluster still works."""
    path = cluster.folder / f"service_points_{other_code[0]}.zip"
    path.write_bytes(other_code[1])

    def send():
        client.upload_file(str(path))
        client.set_metadata(["service-points-code"], other_code[0])

    trusted(cluster.address)
    rows, numbers, _ = perform("catchments", CLUSTER="")
    in_the_middle(2, send)
    name, given, layers = jobs["catchments"]
    outputs = dict.fromkeys(layers, "TEMPORARY_OUTPUT")
    assert "has another version of the code" in refusal(name, **given, **outputs, CLUSTER=cluster.address)
    assert perform("catchments", CLUSTER=cluster.address)[:2] == (rows, numbers)


def test_who_is_at_work_is_not_disturbed(  # noqa: PLR0917
    cluster, trusted, refused, client, other_code, monkeypatch, perform
):
    trusted(cluster.address)
    perform("scenario", CLUSTER=cluster.address)
    theirs = client.submit(time.sleep, 8, key="perform-theirs", pure=False)
    while not any(client.processing().values()):
        time.sleep(0.05)
    monkeypatch.setattr(cluster_module, "code_archive", lambda: other_code)
    assert "works for somebody who has another version" in refused(cluster.address)
    theirs.cancel()


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ({"python": "3.1.0.final.0", "numpy": None}, "runs Python 3.1 and this QGIS Python"),
        ({"numpy": None}, "has no numpy"),
        ({"numpy": "0.9"}, "has numpy 0.9 and this QGIS numpy"),
        ({}, None),
    ],
)
def test_versions_that_do_not_match(versions, said):
    """As ``Client.get_versions`` describes a worker."""
    import numpy as np
    from service_points.core.cluster_problems import unlike

    own = ".".join(map(str, sys.version_info))
    found = {
        "host": {"python": versions.get("python", own)},
        "packages": {"numpy": versions.get("numpy", np.__version__)},
    }
    text = unlike(found, "tcp://10.0.0.7:1")
    assert (text is None) if said is None else (said in text.en)


def test_a_worker_without_numpy(tmp_path, trusted, refused, perform):
    """A real one: an environment of its own that has Dask and nothing else."""
    from importlib.util import find_spec

    own = Path(find_spec("distributed").origin).parents[1]
    if (own / "numpy").exists():
        pytest.skip("numpy is where Dask is")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    site = next((tmp_path / "bare").rglob("site-packages"))
    (site / "own.pth").write_text(str(own))
    for name in ("jinja2", "markupsafe", "urllib3", "six", "yaml"):  # of the system, perhaps
        spec = find_spec(name)
        if spec is None:
            continue
        part = Path(spec.origin)
        part = part.parent if part.name == "__init__.py" else part
        if part.parent != own:
            (site / part.name).symlink_to(part)
    with RealCluster(tmp_path / "cluster", python=tmp_path / "bare" / "bin" / "python") as bare:
        rows, numbers, _ = perform("scenario", CLUSTER="")
        trusted(bare.address)
        assert "has no numpy" in refused(bare.address)
        for worker in bare.workers:
            worker.kill()
            worker.wait()
        bare.python = sys.executable
        bare.start_worker()
        bare.start_worker()
        assert perform("scenario", CLUSTER=bare.address)[:2] == (rows, numbers)  # the scheduler needs none
