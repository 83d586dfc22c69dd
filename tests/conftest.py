# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the repository root importable as PKG, whatever the checkout is called; run algorithms for real."""

from __future__ import annotations

import base64
import gc
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pytest

PKG = "service_points"
ROOT = Path(__file__).resolve().parents[1]

# `python -m pytest` (and PYTHONPATH=.) put ROOT on sys.path; then `import processing` would find
# this plugin's processing/ in the place of QGIS's own.
sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != ROOT]

# In a virtual environment pyproj looks for its data beside the environment's Python: show it the system's.
_PROJ_DATA = Path(sys.base_prefix) / "share" / "proj"
if sys.prefix != sys.base_prefix and (_PROJ_DATA / "proj.db").is_file():
    for _name in ("PROJ_DATA", "PROJ_LIB"):  # PROJ 9.1 renamed it
        os.environ.setdefault(_name, str(_PROJ_DATA))

if PKG not in sys.modules:
    _spec = importlib.util.spec_from_file_location(
        PKG, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules[PKG] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[PKG])

# How long an example takes says more about what else the machine does.
hypothesis.settings.register_profile("patient", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")


class _RootIsNoTestPackage:
    """pytest >= 8 takes a folder with __init__.py for a test package and imports it, here a second
    time and under the checkout folder's name: make the root a plain folder to pytest."""

    @pytest.hookimpl(tryfirst=True, optionalhook=True)  # the hook is new in pytest 8
    def pytest_collect_directory(self, path, parent):
        if path.resolve() == ROOT:
            return pytest.Dir.from_parent(parent, path=path)


def _beside(name):
    """Return a module of this folder, which is on no path."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_open_files = _beside("open_files").OpenFiles()


def pytest_configure(config):
    config.pluginmanager.register(_RootIsNoTestPackage(), "root-is-no-test-package")
    _open_files.watch()


@pytest.fixture(autouse=True)
def _nothing_open_was_moved():
    """Fail where our code renamed or removed a file that was open: Windows would have refused."""
    yield
    found = _open_files.take()
    assert not found, "\n".join(found)


def pytest_collection_modifyitems(config, items):
    """Leave out in CI, whose time is bounded, windows that ``in_ci`` does not name."""
    if not os.environ.get("CI"):
        return
    left = [item for item in items if _only_elsewhere(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not _only_elsewhere(item)]


def _only_elsewhere(item):
    marker, call = item.get_closest_marker("in_ci"), getattr(item, "callspec", None)
    return marker is not None and call is not None and call.id != marker.args[0]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """Stop drawing: the next project removes layers that a map would still read in another thread.

    Let go of the last test's layers before QGIS ends: destroyed after GDAL, they crash the process.
    """
    _stop_drawing()
    if nextitem is None and hasattr(item, "funcargs"):
        item.funcargs.clear()
        gc.collect()


def _stop_drawing():
    if "qgis.gui" not in sys.modules:
        return
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtCore import QThreadPool
    from qgis.PyQt.QtWidgets import QApplication

    canvases = [each for each in QApplication.allWidgets() if isinstance(each, QgsMapCanvas)]
    for canvas in canvases:
        canvas.stopRendering()
    if canvases:
        QThreadPool.globalInstance().waitForDone(60000)


@pytest.fixture(scope="session")
def repository():
    """The checkout's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def sample_store(repository):
    """The store of the sample, beside it its base data (needs ``make sample``)."""
    return repository / "resources" / "sample" / "pine_river_store.gpkg"


@pytest.fixture(scope="session")
def script(repository):
    """``script("i18n")`` is scripts/i18n.py as a module."""

    def load(name):
        key = f"service_points_scripts_{name}"
        if key not in sys.modules:
            spec = importlib.util.spec_from_file_location(key, repository / "scripts" / f"{name}.py")
            sys.modules[key] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[key])
        return sys.modules[key]

    return load


@pytest.fixture(scope="session")
def schema_versions(tmp_path_factory):
    """``with schema_versions.used("old"):`` the program reads another minor version of the shared schema."""
    return _beside("schema_versions").SchemaVersions(tmp_path_factory.mktemp("schema"))


@pytest.fixture
def provider(qgis_app, qgis_processing):
    from qgis.core import QgsApplication
    from service_points.processing.provider import ServicePointsProvider

    p = ServicePointsProvider()
    assert QgsApplication.processingRegistry().addProvider(p)
    yield p
    QgsApplication.processingRegistry().removeProvider(p)


class Oracle:
    """Independent implementations, which live in an environment of their own, asked through JSON.

    ``oracle("floating", cases)`` hands ``cases`` to ``tests/oracles/floating.py`` and returns its answer. A
    call takes seconds, most of it to start: ask many cases at once.
    """

    def __init__(self) -> None:
        folder = Path(sys.prefix).with_name("oracles")  # beside the test environment: scripts/setup_test.sh
        self.python = folder / "bin" / "python"
        if not self.python.exists() or (folder / "failed").exists():
            pytest.skip(f"access and spopt are not installed in {folder}")
        outside = ("PYTHON", "PROJ_", "GDAL_", "QGIS_", "COV_")
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(outside)}

    def __call__(self, script: str, question: Any, timeout: float = 120) -> Any:
        done = subprocess.run(
            [self.python, "-W", "ignore", ROOT / "tests" / "oracles" / f"{script}.py"],
            input=json.dumps(question),
            env={**self.env, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def oracle():
    """Ask an independent implementation: ``oracle("floating", cases)``; skips where none is installed."""
    return Oracle()


class ProcessRun(NamedTuple):
    """What one ``qgis_process --json`` run gave: exit status, its document (None on failure), stderr."""

    rc: int
    json: dict[str, Any] | None
    stderr: str

    @property
    def results(self) -> dict[str, Any]:
        return {} if self.json is None else self.json["results"]


class QgisProcess:
    """``qgis_process`` with the plugin enabled in a profile of its own."""

    def __init__(self, folder: Path) -> None:
        # Debian 12's qgis_process wrapper passes an option that the program refuses; .bin always works.
        self.program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if self.program is None:
            pytest.fail("qgis_process is not installed: run `make test`")
        for name in ("plugins", "home", "tmp"):
            (folder / name).mkdir(parents=True)
        (folder / "run").mkdir(mode=0o700)
        (folder / "plugins" / PKG).symlink_to(ROOT, target_is_directory=True)
        self.env = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))
        }
        self.env.update(
            QGIS_PLUGINPATH=str(folder / "plugins"),
            QGIS_CUSTOM_CONFIG_PATH=str(folder / "profile"),
            XDG_RUNTIME_DIR=str(folder / "run"),
            HOME=str(folder / "home"),
            TMPDIR=str(folder / "tmp"),
            QT_QPA_PLATFORM="offscreen",
            LC_ALL="C.UTF-8",
        )
        enabled = self.call("plugins", "enable", PKG)
        assert enabled.returncode == 0, enabled.stderr

    def call(self, *arguments, timeout=240, env=None):
        """Run ``qgis_process`` with these arguments; ``env`` adds variables (a locale, for one)."""
        return subprocess.run(
            [self.program, *map(str, arguments)],
            env={**self.env, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    def run(self, algorithm, parameters, timeout=240, env=None):
        """Run an algorithm or a model file; a list gives the parameter several times, None leaves it out."""
        given = []
        for name, value in parameters.items():
            for one in value if isinstance(value, (list, tuple)) else [value]:
                if one is not None:
                    given.append(f"{name}={str(one).lower() if isinstance(one, bool) else one}")
        name = str(algorithm)
        if ":" not in name and not name.endswith(".model3"):
            name = f"servicepoints:{name}"
        done = self.call("--json", "run", name, "--", *given, timeout=timeout, env=env)
        document = json.loads(done.stdout) if done.returncode == 0 else None
        return ProcessRun(done.returncode, document, done.stderr)


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory):
    """``qgis_process.call("list")``, ``.run(id, {...})``; mark the tests that use it ``slow``."""
    return QgisProcess(tmp_path_factory.mktemp("qgis_process"))


class AuthenticationDatabase:
    """QGIS's own, open, in which keys are kept as a person keeps them: by hand, as a login."""

    def __init__(self) -> None:
        from qgis.core import QgsApplication

        self.manager, self._made = QgsApplication.authManager(), []
        assert self.manager.setMasterPassword("test", True)

    def keep(self, name: str, password: str, title: str) -> str:
        """Return the id of a new configuration."""
        from qgis.core import QgsAuthMethodConfig

        configuration = QgsAuthMethodConfig("Basic")
        configuration.setName(title)
        configuration.setConfig("username", name)
        configuration.setConfig("password", password)
        answer = self.manager.storeAuthenticationConfig(configuration)
        filled = answer[1] if isinstance(answer, tuple) else configuration
        assert filled.id()
        self._made.append(filled.id())
        return filled.id()

    def keep_key(self, key: Any, title: str = "") -> str:
        """Keep a key that signs submissions."""
        return self.keep(key.key_id, base64.b64encode(key.material).decode("ascii"), title or key.key_id)

    def forget(self, authcfg: str) -> None:
        self.manager.removeAuthenticationConfig(authcfg)

    def close(self) -> None:
        for authcfg in self._made:
            self.forget(authcfg)


@pytest.fixture
def authentication(qgis_app):
    """``authentication.keep_key(key)`` → the id of its configuration; all are removed afterwards."""
    database = AuthenticationDatabase()
    yield database
    database.close()


@pytest.fixture
def process_in():
    """``process_in(folder)``: ``qgis_process`` with plugins, profile and home in a folder."""
    return QgisProcess


@pytest.fixture
def run_algorithm(qgis_process):
    """``run_algorithm("catchments", {"POINTS": ..., ...}) -> (rc, json, stderr)``, also ``.results``."""
    return qgis_process.run


@pytest.fixture(scope="session")
def desktop(script):
    """scripts/desktop.py as a module: a QGIS window on a screen of its own."""
    return script("desktop")
