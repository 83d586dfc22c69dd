"""Make the repository root importable as PKG, whatever the checkout folder is called."""

import importlib.util
import sys
from pathlib import Path

import pytest

PKG = "service_points"
ROOT = Path(__file__).resolve().parents[1]

# `python -m pytest` (and PYTHONPATH=.) put ROOT on sys.path; then `import processing` would find
# this plugin's processing/ in the place of QGIS's own.
sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != ROOT]

if PKG not in sys.modules:
    _spec = importlib.util.spec_from_file_location(
        PKG, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules[PKG] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[PKG])


class _RootIsNoTestPackage:
    """pytest >= 8 takes a folder with __init__.py for a test package and imports it, here a second
    time and under the checkout folder's name: make the root a plain folder to pytest."""

    @pytest.hookimpl(tryfirst=True, optionalhook=True)  # the hook is new in pytest 8
    def pytest_collect_directory(self, path, parent):
        if path.resolve() == ROOT:
            return pytest.Dir.from_parent(parent, path=path)


def pytest_configure(config):
    config.pluginmanager.register(_RootIsNoTestPackage(), "root-is-no-test-package")


@pytest.fixture
def provider(qgis_app, qgis_processing):
    from qgis.core import QgsApplication
    from service_points.processing.provider import ServicePointsProvider

    p = ServicePointsProvider()
    assert QgsApplication.processingRegistry().addProvider(p)
    yield p
    QgsApplication.processingRegistry().removeProvider(p)
