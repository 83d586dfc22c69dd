# SPDX-License-Identifier: GPL-2.0-or-later
"""Run by a Python of its own: do what QGIS does with the plugin as it starts; write what that took as JSON.

The argument is the plugin's folder. The window is QGIS's own parts where a plugin may touch them; what only
takes a registration is a list.
"""

import importlib.util
import json
import sys
import time
from pathlib import Path

from qgis.core import QgsApplication
from qgis.gui import QgsLayerTreeView, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow, QMenu


class Window:
    """What the plugin asks of ``iface`` while QGIS starts."""

    def __init__(self):
        self.window, self.kept = QMainWindow(), []
        self.parts = {
            "mainWindow": self.window,
            "layerTreeView": QgsLayerTreeView(self.window),
            "mapCanvas": QgsMapCanvas(self.window),
            "messageBar": QgsMessageBar(self.window),
            "pluginHelpMenu": QMenu(self.window),
        }

    def __getattr__(self, name):
        if name in self.parts:
            return lambda: self.parts[name]
        if name.startswith(("add", "register", "remove", "deregister", "unregister")):
            return lambda *given: self.kept.append((name, given))
        raise AttributeError(name)


def package_at(folder):
    spec = importlib.util.spec_from_file_location(
        "service_points", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = sys.modules["service_points"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    return package


def main(folder):
    application = QgsApplication([], True)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    import qgis.utils  # QGIS has these before any plugin of others
    from processing.core.Processing import Processing

    Processing.initialize()
    iface, before = Window(), set(sys.modules)
    wall, cpu = time.perf_counter(), time.thread_time()
    plugin = package_at(folder).classFactory(iface)
    plugin.initGui()
    facts = {
        "wall_ms": 1000 * (time.perf_counter() - wall),
        "cpu_ms": 1000 * (time.thread_time() - cpu),
        "loaded": sorted(set(sys.modules) - before),
        "algorithms": len(plugin.provider.algorithms()),
        "registered": sorted({name for name, _ in iface.kept}),
        "utils": qgis.utils.__name__,
    }
    plugin.unload()
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
