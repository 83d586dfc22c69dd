# SPDX-License-Identifier: GPL-2.0-or-later
"""How many processes, and which Python: never QGIS itself."""

import sys

import pytest
from qgis.core import QgsSettings
from service_points.core.local_pool import LocalPool
from service_points.core.progress import SILENT
from service_points.host import pool
from service_points.host.pool import executor_for, process_count, python_program
from service_points.host.settings import Settings


@pytest.mark.parametrize(
    ("points", "setting", "cores", "expected"),
    [
        (999, 0, 8, 1),
        (999, 8, 8, 1),
        (1000, 0, 1, 1),
        (1000, 0, 2, 2),
        (100_000, 0, 64, 4),
        (1000, 1, 8, 1),
        (1000, 6, 2, 6),
        (1000, 500, 2, 60),
    ],
)
def test_number_of_processes(points, setting, cores, expected):
    assert process_count(points, setting=setting, cores=cores) == expected


def installed(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


NOWHERE = "/nowhere/lib/python3/os.py"


def test_windows_takes_python_beside_qgis_and_no_console(tmp_path):
    home = installed(tmp_path / "apps" / "Python312", "python.exe", "pythonw.exe", "python3.exe", "Lib/os.py")
    qgis = installed(tmp_path / "bin", "qgis-bin.exe") / "qgis-bin.exe"
    for prefixes, library in (((str(home),) * 2, NOWHERE), ((), str(home / "Lib" / "os.py"))):
        assert python_program("win32", str(qgis), prefixes, library) == str(home / "pythonw.exe")
    (home / "pythonw.exe").unlink()
    assert python_program("win32", str(qgis), (str(home), str(home)), NOWHERE) == str(home / "python.exe")


def test_windows_without_python_has_none(tmp_path):
    qgis = installed(tmp_path / "bin", "qgis-bin.exe") / "qgis-bin.exe"
    assert python_program("win32", str(qgis), (str(tmp_path), str(tmp_path)), NOWHERE) is None


def test_windows_outside_qgis_takes_its_own(tmp_path):
    own = installed(tmp_path / "venv" / "Scripts", "python.exe") / "python.exe"
    assert python_program("win32", str(own), (str(tmp_path / "venv"),), NOWHERE) == str(own)


@pytest.mark.parametrize("where", ["MacOS/bin/python3", "MacOS/python3", "Frameworks/Python/bin/python3"])
def test_macos_takes_python_of_the_bundle(tmp_path, where):
    contents = installed(tmp_path / "QGIS.app" / "Contents", "MacOS/QGIS", where)
    prefix = str(contents / "Frameworks" / "Python")
    found = python_program("darwin", str(contents / "MacOS/QGIS"), (prefix,), NOWHERE)
    assert found == str(contents / where)


def test_linux_takes_the_python_of_the_library_in_use(tmp_path):
    """In QGIS, ``sys.executable`` is the first Python of the PATH: of conda or pyenv, for one."""
    same = f"python3.{sys.version_info.minor}"
    usr = installed(tmp_path / "usr", f"lib/{same}/os.py", f"bin/{same}", "bin/python3")
    other = installed(tmp_path / "pyenv" / "bin", "python3") / "python3"
    found = python_program("linux", str(other), (str(tmp_path / "pyenv"),), str(usr / "lib" / same / "os.py"))
    assert found == str(usr / "bin" / same)


def test_linux_without_a_python_there(tmp_path):
    own = installed(tmp_path / "bin", "python3.11") / "python3.11"
    assert python_program("linux", str(own), ("/nowhere",), NOWHERE) == str(own)
    program = installed(tmp_path / "qgis", "qgis") / "qgis"
    same = f"python3.{sys.version_info.minor}"
    installed(tmp_path / "usr" / "bin", "python3", same)
    prefixes = (str(tmp_path / "usr"),)
    assert python_program("linux", str(program), prefixes, NOWHERE) == str(tmp_path / "usr" / "bin" / same)


@pytest.mark.parametrize("executable", ["", None, "/nowhere/python3"])
def test_linux_falls_back_to_the_python_of_the_system(executable, monkeypatch):
    monkeypatch.setattr(pool.shutil, "which", lambda name: sys.executable)
    found = python_program("linux", executable, ("/nowhere",), NOWHERE)
    assert found in ("/usr/bin/python3", sys.executable)


def test_without_a_library_path(tmp_path):
    own = installed(tmp_path, "python3") / "python3"
    assert python_program("linux", str(own), (), "") == str(own)


def test_this_python_is_one(qgis_app):
    assert "python" in python_program()


@pytest.fixture
def clean(qgis_app):
    QgsSettings().remove("service_points")
    yield
    QgsSettings().remove("service_points")


def test_small_runs_have_none(clean):
    with executor_for(999) as executor:
        assert executor is None


def test_large_runs_have_processes_unless_the_person_says_no(clean, monkeypatch, tmp_path, repository):
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    (tmp_path / "service_points").symlink_to(repository, target_is_directory=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    with executor_for(1000) as executor:
        assert isinstance(executor, LocalPool)
        assert executor.submit(len, executor.share((1, 2, 3), SILENT)).result(60) == 3
    QgsSettings().setValue("service_points/processes", 1)
    with executor_for(1000) as executor:
        assert executor is None


def test_without_a_python_it_is_said_in_the_log(clean, monkeypatch):
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    monkeypatch.setattr(pool, "python_program", lambda: None)
    said = []
    monkeypatch.setattr(pool.log, "info", said.append)
    with executor_for(1000) as executor:
        assert executor is None
    assert len(said) == 1


@pytest.mark.parametrize(("raw", "expected"), [(4, 4), ("4", 4), ("many", 0), (-1, 0), (2.5, 0)])
def test_setting_is_a_number(clean, raw, expected):
    QgsSettings().setValue("service_points/processes", raw)
    assert Settings.load().processes == expected
