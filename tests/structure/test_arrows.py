# SPDX-License-Identifier: GPL-2.0-or-later
"""Imports run one way only: plugin → ui → processing → layers → host → core."""

import ast
import sys

FLOORS = ("core", "host", "layers", "processing", "ui", "plugin")
CORE_LIBRARIES = {"numpy", "osgeo", "pyproj", "requests", "jinja2", "psycopg2"}
OPTIONAL_LIBRARIES = {
    ("cryptography", "core/exchange/signature.py"),
    ("distributed", "core/cluster.py"),
    ("scipy", "core/analysis/siting/programme.py"),
}
"""What some installations bring, and who uses it where it is there: inside a function, never on import."""

OUTER_LIBRARIES = {"jinja2", "numpy", "osgeo", "pyproj", "qgis", "requests"}


def _imports(source):
    """Yield (node, dotted target parts, imported names); a relative import counts from the package's root."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, False, tuple(alias.name.split(".")), ()
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            target = tuple((node.module or "").split(".")) if node.module else ()
            if node.level:
                package = source.package
                keep = len(package) - node.level + 1
                assert keep >= 0, f"{source.at(node)}: import above the package"
                yield node, True, package[:keep] + target, names
            else:
                yield node, False, target, names


def _rooms(target, names):
    """The rooms a relative import reaches; ``from . import x`` at the root names rooms itself."""
    return {target[0]} if target else set(names)


def test_every_room_is_known(shipped):
    assert {source.room for source in shipped} <= {*FLOORS, "__init__"}
    assert {"core", "host", "plugin"} <= {source.room for source in shipped}


def test_no_arrow_runs_up(shipped):
    wrong = []
    for source in shipped:
        if source.room == "__init__":
            continue
        floor = FLOORS.index(source.room)
        for node, relative, target, names in _imports(source):
            if relative:
                wrong += [
                    f"{source.at(node)}: {source.room} imports {room}"
                    for room in _rooms(target, names)
                    if room not in FLOORS or FLOORS.index(room) > floor
                ]
    assert not wrong, "\n".join(wrong)


def test_no_private_name_leaves_its_room(shipped):
    wrong = []
    for source in shipped:
        for node, relative, target, names in _imports(source):
            if relative and source.room not in _rooms(target, names):
                private = [name for name in (*target, *names) if name.startswith("_")]
                wrong += [f"{source.at(node)}: {name}" for name in private]
    assert not wrong, "\n".join(wrong)


def test_imports_within_the_package_are_relative(shipped):
    rooms = {*FLOORS, "service_points"} - {"processing"}  # QGIS's own package has that name
    wrong = [
        source.at(node)
        for source in shipped
        for node, relative, target, _ in _imports(source)
        if not relative and target[0] in rooms
    ]
    assert not wrong, "\n".join(wrong)


def test_libraries(shipped):
    """``core`` runs without QGIS and Qt; nobody needs what a plain QGIS does not bring."""
    wrong = []
    for source in shipped:
        allowed = CORE_LIBRARIES if source.room == "core" else OUTER_LIBRARIES
        for node, relative, target, _ in _imports(source):
            if relative or target[0] in sys.stdlib_module_names or target[0] in allowed:
                continue
            if (target[0], source.name) in OPTIONAL_LIBRARIES and node.col_offset:
                continue
            wrong.append(f"{source.at(node)}: {'.'.join(target)}")
    assert not wrong, "\n".join(wrong)


def test_widgets_live_in_ui(shipped):
    wrong = []
    for source in shipped:
        if source.room in ("ui", "plugin"):
            continue
        for node, relative, target, names in _imports(source):
            dotted = {".".join(target), *(".".join((*target, name)) for name in names)}
            if not relative and dotted & {"qgis.PyQt.QtWidgets", "qgis.gui"}:
                wrong.append(source.at(node))
    assert not wrong, "\n".join(wrong)


def test_g7_iface_lives_in_plugin_and_ui(shipped):
    wrong = []
    for source in shipped:
        if source.room in ("ui", "plugin", "__init__"):
            continue
        for node in ast.walk(source.tree):
            named = (isinstance(node, ast.Name) and node.id == "iface") or (
                isinstance(node, (ast.Attribute, ast.alias))
                and (node.attr if isinstance(node, ast.Attribute) else node.name) == "iface"
            )
            if named or (isinstance(node, ast.arg) and node.arg == "iface"):
                wrong.append(f"{source.name}:{getattr(node, 'lineno', '?')}")
    assert not wrong, "\n".join(wrong)


def test_iface_is_passed_in(shipped):
    """Nobody takes it from ``qgis.utils``: what is passed in can be replaced in a test."""
    wrong = [
        source.at(node)
        for source in shipped
        for node, relative, target, names in _imports(source)
        if not relative and target == ("qgis", "utils") and "iface" in names
    ]
    assert not wrong, "\n".join(wrong)


def test_processing_of_qgis_is_imported_where_it_is_used(shipped):
    """At module level it would find this plugin's ``processing``, or break ``qgis_process``."""
    wrong = []
    for source in shipped:
        for node in source.tree.body:
            if isinstance(node, ast.Import) and any(
                alias.name.split(".")[0] == "processing" for alias in node.names
            ):
                wrong.append(source.at(node))
            if isinstance(node, ast.ImportFrom) and not node.level:
                own = node.module == "qgis" and any(alias.name == "processing" for alias in node.names)
                if own or (node.module or "").split(".")[0] == "processing":
                    wrong.append(source.at(node))
    assert not wrong, "\n".join(wrong)


def test_core_works_without_qgis(repository, tmp_path):
    """Every module of ``core`` is imported by a Python to which QGIS, Qt, scipy and shapely are forbidden."""
    import subprocess

    program = """
import importlib.util, pkgutil, sys
root, = sys.argv[1:]
class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("qgis", "PyQt5", "PyQt6", "sip", "scipy", "shapely", "networkx"):
            raise ImportError(f"core must not need {name}")
sys.meta_path.insert(0, Forbidden())
init = root + "/__init__.py"
spec = importlib.util.spec_from_file_location("service_points", init, submodule_search_locations=[root])
sys.modules["service_points"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
import service_points.core
for module in pkgutil.walk_packages(service_points.core.__path__, "service_points.core."):
    importlib.import_module(module.name)
    print(module.name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(repository)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "service_points.core.schema" in done.stdout.split()
