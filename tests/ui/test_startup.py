# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS's start: names are declared, entries made, and nothing that works loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

RUNS = 7
CEILING_MS = 400
"""Of the processor, with room for a busy machine; the goal is 150, see docs/benchmarks.md."""
MOST_MODULES = 120
HEAVY = (
    *("cryptography", "distributed", "jinja2", "numpy", "psycopg2", "pyproj", "requests", "scipy", "shapely"),
    *("analysis", "channels", "charts", "cluster", "connections", "exchange", "hours", "importing"),
    *("network", "publishing", "quality", "store", "validation", "web"),
)
"""Packages of others, and of ``core``."""


@pytest.fixture(scope="module")
def starts(repository, tmp_path_factory):
    """What several starts took, each in a Python of its own."""
    home = tmp_path_factory.mktemp("profile")
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(home),
        "PYTHONDONTWRITEBYTECODE": "",  # compiled by the first start, as for everybody
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    program = [sys.executable, "-P", str(Path(__file__).with_name("starting.py")), str(repository)]
    if sys.version_info < (3, 11):
        program.remove("-P")
    found = []
    for _ in range(1 + RUNS):
        done = subprocess.run(program, env=env, capture_output=True, text=True, cwd=home, check=False)
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found[1:]


def test_the_plugin_is_there(starts):
    """Else nothing below would say anything."""
    assert all(each["algorithms"] > 20 for each in starts)
    assert "registerLocatorFilter" in starts[0]["registered"]
    assert "registerOptionsWidgetFactory" in starts[0]["registered"]


def test_nothing_that_works_is_loaded(starts):
    names = [name.replace("service_points.core.", "") for name in starts[0]["loaded"]]
    heavy = [name for name in names if name.split(".")[0] in HEAVY]
    assert heavy == []


def test_few_modules_are_loaded(starts):
    ours = [name for name in starts[0]["loaded"] if name.startswith("service_points")]
    assert len(ours) <= MOST_MODULES, "\n".join(ours)


def test_it_takes_little_time(starts, capsys):
    cpu, wall = (median(each[f"{name}_ms"] for each in starts) for name in ("cpu", "wall"))
    with capsys.disabled():
        print(f"\nstart: {cpu:.0f} ms of the processor, {wall:.0f} ms in all (median of {RUNS})")
    assert cpu < CEILING_MS
