# SPDX-License-Identifier: GPL-2.0-or-later
"""The stores of tests/layers, and a panel on QGIS's test interface."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location(
    "service_points_test_stores", Path(__file__).parents[1] / "layers" / "conftest.py"
)
_stores = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_stores)

small_store = _stores.small_store
large_store = _stores.large_store
french = _stores.french
names = _stores.names


@pytest.fixture
def clean_settings(qgis_app):
    """The settings of this session as on the first day."""
    from qgis.core import QgsSettings
    from service_points.host import settings as module

    QgsSettings().remove(module.GROUP)
    module._settings.clear()
    yield module.settings()
    QgsSettings().remove(module.GROUP)
    module._settings.clear()


@pytest.fixture
def panel(qgis_iface, qgis_new_project, clean_settings, qtbot):
    """A panel in a window, on an empty project, listing everything wherever the map is."""
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QThreadPool
    from service_points.ui.panel import ServicePointsPanel

    clean_settings.follow_map = False
    made = ServicePointsPanel(qgis_iface)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    yield made
    made.unload()
    tasks, canvas = QgsApplication.taskManager(), qgis_iface.mapCanvas()
    qtbot.waitUntil(lambda: tasks.countActiveTasks() == 0, timeout=30000)  # none may outlive QGIS
    canvas.stopRendering()  # nor may drawing outlive the layers, which the next project removes
    qtbot.waitUntil(lambda: not canvas.isDrawing(), timeout=10000)
    QThreadPool.globalInstance().waitForDone(10000)


@pytest.fixture
def opened(panel, small_store, qtbot):
    """The panel with the small store open and checked."""
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=20000):
        panel.open_store(str(small_store))
    return panel
