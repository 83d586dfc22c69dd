# SPDX-License-Identifier: GPL-2.0-or-later
"""The scanners of the QGIS plugin repository, on what is in the zip: any finding blocks a release."""

import json
import subprocess
import sys

import pytest


def _run(*command, cwd):
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _bandit(folder):
    """Every test, every severity, as the repository calls it (``-ll`` would hide most)."""
    done = _run("bandit", "-q", "-r", "-f", "json", ".", cwd=folder)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    assert report["errors"] == []
    return [f"{r['test_id']} {r['filename']}:{r['line_number']} {r['issue_text']}" for r in report["results"]]


def _secrets(folder):
    report = json.loads(_run("detect_secrets", "scan", "--all-files", ".", cwd=folder).stdout)
    return [
        f"{finding['type']} {name}:{finding['line_number']}"
        for name, findings in report["results"].items()
        for finding in findings
    ]


def _flake8(folder):
    """The repository's line length; E203 is at odds with how ruff (as Black) writes slices."""
    done = _run("flake8", "--isolated", "--max-line-length=120", "--extend-ignore=E203", ".", cwd=folder)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bandit_finds_nothing(unpacked):
    assert _bandit(unpacked) == []


def test_detect_secrets_finds_nothing(unpacked):
    assert _secrets(unpacked) == []


def test_flake8_finds_nothing(unpacked):
    assert _flake8(unpacked) == []


@pytest.mark.parametrize(
    ("scan", "code", "word"),
    [
        (_bandit, "assert x\n", "B101"),
        (_bandit, "import subprocess\n", "B404"),
        (_bandit, "c.execute('select * from %s' % name)\n", "B608"),
        (_secrets, "key = 'AKIA" + "IOSFODNN7EXAMPLF'\n", "AWS"),
        (_flake8, "import os\n", "F401"),
    ],
)
def test_scanners_can_find(scan, code, word, tmp_path):
    (tmp_path / "x.py").write_text(code, encoding="utf-8")
    assert any(word in finding for finding in scan(tmp_path))
