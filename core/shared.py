# SPDX-License-Identifier: GPL-2.0-or-later
"""Large objects handed from process to process through files, their arrays mapped instead of copied.

A file holds the raw arrays, then the object around them as ``multiprocessing`` itself would send it. It
lives in a private temporary folder and is read by processes of the same program only.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from math import prod
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Callable, Literal, cast

import numpy as np
import numpy.typing as npt

from .progress import SILENT, Progress, check

_PACKAGE = __name__.partition(".")[0]
_ALIGNMENT = 64  # bytes: a cache line, and a multiple of the size of any number
_ADDRESS = 8  # bytes of the position of the object in the file


@dataclass(frozen=True)
class _Stored:
    """Stands for an array: where it begins in the file, and what it is. ``order``: its last index changes
    fastest in memory (C), or its first (F): who goes through columns is several times slower on the other."""

    offset: int
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    order: Literal["C", "F"]


def store(value: object, path: Path, progress: Progress = SILENT) -> None:
    """Write ``value`` to ``path``; arrays in objects of this package and in tuples are stored raw.

    An object or array met twice is stored once. Raises ``OSError``, ``Cancelled``.
    """
    stored: dict[int, _Stored] = {}
    with path.open("wb") as file:
        file.write(bytes(_ALIGNMENT))

        def put(array: npt.NDArray[Any]) -> object:
            check(progress)
            if array.dtype.hasobject:
                return array
            if id(array) not in stored:
                file.write(bytes(-file.tell() % _ALIGNMENT))
                order: Literal["C", "F"] = "F" if array.flags.fnc else "C"
                stored[id(array)] = _Stored(file.tell(), array.dtype, array.shape, order)
                flat = np.ascontiguousarray(array.T if order == "F" else array).reshape(-1)
                file.write(flat.view(np.uint8).data)
            return stored[id(array)]

        around = replaced(value, np.ndarray, put, {})
        address = file.tell()
        file.write(ForkingPickler.dumps(around))
        file.seek(0)
        file.write(address.to_bytes(_ADDRESS, "little"))


def load(path: Path, *, mapped: bool) -> object:
    """Return the object stored at ``path``; its arrays cannot be written to.

    ``mapped``: processes share one copy in memory, and only what is used is read; the file must stay.
    """
    data: bytes | mmap.mmap
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if mapped else file.read()

    def get(stored: _Stored) -> object:
        count = prod(stored.shape)
        if not count:
            return np.zeros(stored.shape, stored.dtype)
        return np.frombuffer(data, stored.dtype, count, stored.offset).reshape(
            stored.shape, order=stored.order
        )

    address = int.from_bytes(data[:_ADDRESS], "little")
    return replaced(ForkingPickler.loads(data[address:]), _Stored, get, {})


def replaced(value: object, kind: type, replace: Callable[[Any], object], seen: dict[int, object]) -> object:
    """Return ``value`` with everything of a ``kind`` in it replaced; the same object stays one object.

    It looks into objects of this package and into tuples.
    """
    if isinstance(value, kind):
        return replace(value)
    if type(value) is tuple:
        return tuple(replaced(item, kind, replace, seen) for item in value)
    if not type(value).__module__.startswith(_PACKAGE + ".") or not hasattr(value, "__dict__"):
        return value
    if id(value) not in seen:
        twin = seen[id(value)] = object.__new__(type(value))
        for name, item in _state(value).items():
            twin.__dict__[name] = replaced(item, kind, replace, seen)
    return seen[id(value)]


def _state(value: object) -> dict[str, object]:
    """Return the attributes that are sent: not what an object derives anew when it is asked for it."""
    own = getattr(value, "__getstate__", None)
    return dict((own() if own else vars(value)) or {})


@dataclass(frozen=True)
class SharedFile:
    """An object in a file, loaded once in each process that asks for it."""

    path: Path

    def value(self) -> object:
        if self.path not in _loaded:
            _loaded.clear()
            _loaded[self.path] = load(self.path, mapped=True)
        return _loaded[self.path]


_loaded: dict[Path, object] = {}
"""The object last asked for."""


def perform(path: Path, fn: Callable[..., object], args: tuple[object, ...]) -> None:
    """Call ``fn`` in a worker, with the values of shared files in their place, and store the result."""
    store(fn(*(arg.value() if isinstance(arg, SharedFile) else arg for arg in args)), path)


def greet() -> tuple[int, ...]:
    """Show that this interpreter finds numpy and this package: return its version."""
    import sys  # noqa: PLC0415

    return cast("tuple[int, ...]", sys.version_info[:2])
