# SPDX-License-Identifier: GPL-2.0-or-later
"""What an algorithm may refuse with: the sentences of the errors that its code can raise.

Read from the syntax trees. From the module of an algorithm the imports are followed, each name to the module
that defines it; every error made there with a literal sentence is listed. A sentence that is put together
elsewhere is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ERRORS = {
    "CheckpointError", "ClusterError", "ExchangeError", "InputError", "NetworkError",
    "QgsProcessingException", "ServicePointsError", "StoreError",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One sentence: in both languages (of ``core``), or its English source (of ``tr``)."""

    en: str
    fr: str | None


class Module:
    """One file of the package: what it imports and the errors it makes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.constants = {
            target.id: node.value
            for node in self.tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    @cached_property
    def imported(self) -> list[tuple[Path, str]]:
        """(Module or package, name) of every relative import."""
        return list(self._imports())

    @cached_property
    def errors(self) -> list[Said]:
        """The sentences of the errors that the module makes."""
        return list(self._errors())

    def _imports(self) -> Iterator[tuple[Path, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = self.path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
                for alias in node.names:
                    yield base, alias.name

    def _errors(self) -> Iterator[Said]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                said = self._sentence(node.args[0]) if node.args else None
                if said is not None:
                    yield said

    def _sentence(self, node: ast.AST) -> Said | None:
        if isinstance(node, ast.Name) and node.id in self.constants:
            return self._sentence(self.constants[node.id])
        if not isinstance(node, ast.Call):
            return None
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "of"):
            return self._sentence(node.func.value)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name == "Plural":
            return self._sentence(node.args[-1])
        if name == "Text" and len(texts) == 2:
            return Said(*texts)
        return Said(texts[0], None) if name == "tr" and texts else None


@cache
def module(path: Path) -> Module:
    return Module(path)


@cache
def where(base: Path, name: str) -> Path | None:
    """Return the file that defines a name imported from a module or package."""
    if base.with_suffix(".py").is_file():
        return base.with_suffix(".py")
    if (base / f"{name}.py").is_file():
        return base / f"{name}.py"
    package = base / "__init__.py"
    if not package.is_file():
        return None
    for inner, known in module(package).imported:
        if known == name:
            return where(inner, name)
    return package


@cache
def reached(start: Path) -> frozenset[Path]:
    """Return the modules that a module uses, itself among them; an algorithm uses the job beside it."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        job = path.with_name(f"{path.stem}_job.py")
        waiting += [job] if job.is_file() else []
        waiting += [target for pair in module(path).imported if (target := where(*pair)) is not None]
    return frozenset(found)


def sentences(paths: Iterable[Path]) -> list[Said]:
    """Return the sentences of the errors that these modules make, sorted, each once."""
    found = {said for path in paths for said in module(path).errors}
    return sorted(found, key=lambda said: said.en.casefold())
