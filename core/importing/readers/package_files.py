# SPDX-License-Identifier: GPL-2.0-or-later
"""Data packages (Frictionless): which files one has, read from a folder or a zip and from nowhere else."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .archive import members_of
from .kinds import Kind, recognise
from .options import Limits
from .problems import (
    BYTES,
    NO_PACKAGE,
    damaged,
    missing_file,
    over_limit,
    unsafe_path,
    wrong_kind,
)
from .source_bytes import read_bytes

DESCRIPTOR = "datapackage.json"
_MOST_BYTES = 2_000_000  # of the description
_MOST_RESOURCES = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


@dataclass(frozen=True)
class Resource:
    """A file of a package; ``path`` is relative to its description."""

    name: str
    path: str
    encoding: str
    delimiter: str | None


@dataclass(frozen=True)
class Package:
    """The files of a package, as bytes. ``sha256`` is that of the zip, or of the files in their order."""

    where: str
    sha256: str
    resources: tuple[Resource, ...]
    _contents: Mapping[str, bytes] = field(repr=False)

    def content(self, path: str) -> bytes:
        """Return the bytes of one of its files."""
        return self._contents[path]


def open_package(path: Path, limits: Limits) -> Package:
    """Return the package in a folder or a zip, or of the description ``path``.

    Raises ``InputError`` for what is none, names a file that is missing or lies outside, or is over a limit.
    """
    if path.name.lower() == DESCRIPTOR:
        path = path.parent
    return _in_folder(path, limits) if path.is_dir() else _in_zip(path, limits)


def _in_folder(folder: Path, limits: Limits) -> Package:
    where = Path(os.path.realpath(folder)).name
    if not (folder / DESCRIPTOR).is_file():
        raise wrong_kind(where, NO_PACKAGE)
    description = read_bytes(folder / DESCRIPTOR, _MOST_BYTES)
    resources = _resources(where, description)
    contents: dict[str, bytes] = {}
    digest, left = hashlib.sha256(description), limits.bytes
    for resource in resources:
        if resource.path in contents:
            continue
        file = folder / resource.path
        if not file.is_file():
            raise missing_file(where, resource.path)
        contents[resource.path] = read_bytes(file, left)
        left -= len(contents[resource.path])
        digest.update(contents[resource.path])
    return Package(where, digest.hexdigest(), resources, contents)


def _in_zip(path: Path, limits: Limits) -> Package:
    data = read_bytes(path, limits.bytes)
    if recognise(data, path.name) is not Kind.ARCHIVE:
        raise wrong_kind(path.name, NO_PACKAGE)
    members = members_of(path.name, data, limits)
    found = sorted(
        (name for name in members if name.rsplit("/", 1)[-1].lower() == DESCRIPTOR),
        key=lambda name: (name.count("/"), name),
    )
    if not found:
        raise wrong_kind(path.name, NO_PACKAGE)
    base = found[0][: -len(DESCRIPTOR)]
    if len(members[found[0]]) > _MOST_BYTES:
        raise over_limit(f"{path.name}/{found[0]}", BYTES, _MOST_BYTES)
    resources = _resources(path.name, members[found[0]])
    for resource in resources:
        if base + resource.path not in members:
            raise missing_file(path.name, resource.path)
    contents = {resource.path: members[base + resource.path] for resource in resources}
    return Package(path.name, hashlib.sha256(data).hexdigest(), resources, contents)


def _resources(where: str, description: bytes) -> tuple[Resource, ...]:
    try:
        document = json.loads(description.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise damaged(f"{where}/{DESCRIPTOR}", str(error)[:200]) from error
    given = document.get("resources") if isinstance(document, dict) else None
    if not isinstance(given, list) or not 1 <= len(given) <= _MOST_RESOURCES:
        raise wrong_kind(where, NO_PACKAGE)
    return tuple(_resource(where, each) for each in given)


def _resource(where: str, given: object) -> Resource:
    if not isinstance(given, dict):
        raise wrong_kind(where, NO_PACKAGE)
    path = given.get("path")
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str):
        raise wrong_kind(where, NO_PACKAGE)
    parts = path.split("/")
    if _UNSAFE.search(path) or any(part in ("", ".", "..") for part in parts):
        raise unsafe_path(where, path)
    dialect = given.get("dialect")
    delimiter = _text(dialect.get("delimiter")) if isinstance(dialect, dict) else None
    return Resource(_text(given.get("name")) or "", path, _text(given.get("encoding")) or "utf-8", delimiter)


def _text(value: Any) -> str | None:  # noqa: ANN401  (JSON)
    return value if isinstance(value, str) and value else None
