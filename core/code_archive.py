# SPDX-License-Identifier: GPL-2.0-or-later
"""This package without QGIS, as one file that other computers can import: ``core`` and nothing else."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

_PACKAGE = __name__.partition(".")[0]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip file knows

_INIT = '''"""The part of Service Points that needs no QGIS, as a computer sent it to this cluster."""

import os
import sys

CONTENT = "{digest}"


def _of_another_version(place):
    name = os.path.basename(str(place))
    other = os.path.abspath(str(place)) != os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return other and name.startswith("{package}_") and name.endswith(".zip")


sys.path[:] = [place for place in sys.path if not _of_another_version(place)]
for _name in [name for name in sys.modules if name.startswith(__name__ + ".")]:
    if _name != __name__ + ".core.remote":
        del sys.modules[_name]
'''
"""What a worker runs when it gets another version than it has: nothing of the former one stays but
what tasks under way are known by."""


def code_archive(folder: Path = Path(__file__).parent) -> tuple[str, bytes]:
    """Return a hash of the modules of ``core`` and a zip file of them; the same modules give the same."""
    modules = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.py")}
    whole = hashlib.blake2b(digest_size=16)
    for name in sorted(modules):
        whole.update(f"{name}\0{len(modules[name])}\0".encode())
        whole.update(modules[name])
    digest = whole.hexdigest()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, f"{_PACKAGE}/__init__.py", _INIT.format(digest=digest, package=_PACKAGE).encode())
        for name in sorted(modules):
            _add(archive, f"{_PACKAGE}/core/{name}", modules[name])
    return digest, file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
