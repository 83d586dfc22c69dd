# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: install the zip DRIVE_ZIP, load and unload it 20 times, note what stays."""

import os
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pyplugin_installer
import qgis.utils
from driving import drive, idle, iface, open_panel, settle
from qgis.core import QgsApplication, QgsExpression, QgsLocatorFilter, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu, QToolBar, QWidget

NAME = "service_points"
CYCLES = 20
SENTENCE = "Show or hide the service points panel"


def end_deferred():
    """Let tasks, events and deferred deletions come to their end."""
    idle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def plugin_docks():
    docks = iface.mainWindow().findChildren(QDockWidget)
    return [
        dock
        for dock in docks
        if type(dock).__module__.startswith(NAME) or "ervicePoints" in dock.objectName()
    ]


def menu_entries():
    """Every entry of every menu of the window that names the plugin."""
    titles = []
    for menu in iface.mainWindow().findChildren(QMenu):
        titles += [action.text().replace("&", "") for action in menu.actions()]
    return sorted(title for title in titles if "ervice" in title and ("oint" in title))


def tool_buttons():
    bars = iface.mainWindow().findChildren(QToolBar)
    return sorted(a.objectName() for bar in bars for a in bar.actions() if "ServicePoints" in a.objectName())


def locators():
    """The filters of the plugin in QGIS's locator bar."""
    found = iface.mainWindow().findChildren(QgsLocatorFilter)
    return [each.name() for each in found if type(each).__module__.startswith(NAME)]


def own_state():
    registry = QgsApplication.processingRegistry()
    return {
        "docks": len(plugin_docks()),
        "providers": sorted(p.id() for p in registry.providers() if p.id() == "servicepoints"),
        "menus": menu_entries(),
        "tools": tool_buttons(),
        "toolbars": len(iface.mainWindow().findChildren(QToolBar)),
        "actions": sum("ServicePoints" in a.objectName() for a in iface.mainWindow().findChildren(QAction)),
        "locators": locators(),
        "functions": sorted(f.name() for f in QgsExpression.Functions() if f.name().startswith("sp_")),
        "translated": is_translated(),
        "tasks": QgsApplication.taskManager().countActiveTasks(),
    }


def is_translated():
    """Whether the plugin says a sentence in another language than English."""
    language = sys.modules.get(f"{NAME}.host.language")
    return language is not None and language.tr(SENTENCE) != SENTENCE


def objects():
    """How many objects of each kind hang on the window: what is left behind shows as growth."""
    window = iface.mainWindow()
    return {
        kind.__name__: len(window.findChildren(kind))
        for kind in (QAction, QDockWidget, QMenu, QToolBar, QWidget)
    }


def watched():
    root = QgsProject.instance().layerTreeRoot()
    return {
        "project": QgsProject.instance(),
        "iface": iface,
        "canvas": iface.mapCanvas(),
        "application": QCoreApplication.instance(),
        "tree": root,
        "tasks": QgsApplication.taskManager(),
        "registry": QgsApplication.processingRegistry(),
        "window": iface.mainWindow(),
        "layerview": iface.layerTreeView(),
    }


def signals():
    """How many receivers the signals of the objects have that a plugin listens to.

    Qt tells the number only to the object itself, but prints it to whoever asks.
    """
    counts, lines = Counter(), []
    previous = qInstallMessageHandler(lambda kind, context, text: lines.append(text))
    try:
        for name, thing in watched().items():
            lines.clear()
            thing.dumpObjectInfo()
            signal = ""
            for line in "\n".join(lines).split("  SIGNALS IN")[0].splitlines():
                if "signal:" in line:
                    signal = line.split("signal:")[1].strip()
                elif "-->" in line:
                    counts[f"{name}.{signal}"] += 1
    finally:
        qInstallMessageHandler(previous)
    return dict(sorted(counts.items()))


def load():
    if not (qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME)):
        raise RuntimeError("the plugin did not start")
    end_deferred()


def unload():
    if not qgis.utils.unloadPlugin(NAME):
        raise RuntimeError("the plugin did not unload")
    end_deferred()


def use(*, with_sample):
    """Show the panel, empty or with the sample open and checked."""
    if with_sample:
        open_panel(plugin_folder() / "resources" / "sample" / "pine_river_store.gpkg")
    else:
        qgis.utils.plugins[NAME].action.setChecked(True)
        settle()


def modules_left():
    """The plugin's modules that Python still has, but for empty packages.

    QGIS forgets the modules it saw imported, but not the packages that only hold them.
    """
    mine = {name: module for name, module in sys.modules.items() if name.split(".")[0] == NAME}
    return sorted(name for name, module in mine.items() if not is_empty_package(module))


def is_empty_package(module):
    own = [thing for name, thing in vars(module).items() if not name.startswith("__")]
    return hasattr(module, "__path__") and all(isinstance(thing, ModuleType) for thing in own)


def plugin_folder():
    return Path(QgsApplication.qgisSettingsDirPath()) / "python" / "plugins" / NAME


def main():
    facts = {"before": own_state()}
    pyplugin_installer.instance().installFromZipFile(os.environ["DRIVE_ZIP"])
    end_deferred()
    facts["installed"] = NAME in qgis.utils.active_plugins and plugin_folder().is_dir()
    if not facts["installed"]:
        load()
    use(with_sample=True)
    facts["loaded"] = own_state()
    for cycle in range(1, CYCLES + 1):
        if cycle > 1:
            load()
            use(with_sample=cycle == CYCLES)
        unload()
        QgsProject.instance().clear()
        end_deferred()
        if cycle in (1, CYCLES):
            facts[f"signals_after_{cycle}"], facts[f"objects_after_{cycle}"] = signals(), objects()
    facts["cycles"] = cycle
    facts["after"] = own_state()
    facts["modules_left"] = modules_left()
    return facts


drive(main)
