# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped code as syntax trees, and the scripts as modules."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOMS = ("core", "host", "layers", "processing", "ui")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, room, text and tree."""

    name: str
    room: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> tuple[str, ...]:
        """The dotted name below the package, a package's ``__init__`` left out."""
        parts = Path(self.name).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def package(self) -> tuple[str, ...]:
        return self.module if self.name.endswith("__init__.py") else self.module[:-1]

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{node.lineno}"


def _read(root: Path, path: Path) -> Source:
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    return Source(name, name.split("/")[0].removesuffix(".py"), text, ast.parse(text, name))


@pytest.fixture(scope="session")
def shipped(repository):
    """Every Python file of the package."""
    paths = [repository / "__init__.py", repository / "plugin.py"]
    for room in ROOMS:
        paths += sorted((repository / room).rglob("*.py"))
    return [_read(repository, path) for path in paths]


@pytest.fixture(scope="session")
def around(repository):
    """Every Python file that is not shipped: tests, scripts, benchmarks."""
    folders = ("tests", "scripts", "benchmarks")
    return [
        _read(repository, path) for folder in folders for path in sorted((repository / folder).rglob("*.py"))
    ]
