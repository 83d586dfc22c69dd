# SPDX-License-Identifier: GPL-2.0-or-later
"""Large objects taken apart by content, so that what several of them share travels to other computers once.

A road graph is part of nearly everything an analysis hands to its workers. Each large array has the name of
its content; the frame is the object around them, as ``multiprocessing`` itself would send it.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from typing import Any, Callable, Union

import numpy as np
import numpy.typing as npt

from .progress import SILENT, Progress, check
from .shared import replaced

Piece = Union[bytes, npt.NDArray[Any]]
"""A frame or an array."""

_kept = threading.local()
"""``names`` and ``value`` of the object last asked for, one for each thread: it holds room to work in."""

_SMALL = 4096  # bytes: smaller arrays stay in the frame
_NAME_BYTES = 16


@dataclass(frozen=True)
class Parcel:
    """What an object was taken apart into: the ``names`` of its frame and of its arrays, in their order."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class _Array:
    """Stands for an array in a frame."""

    place: int


def take_apart(value: object, progress: Progress = SILENT) -> tuple[Parcel, dict[str, Piece]]:
    """Return how to put ``value`` together again, and its pieces by name. Raises ``Cancelled``."""
    pieces: dict[str, Piece] = {}
    names: list[str] = []
    stands: dict[int, _Array] = {}

    def put(array: npt.NDArray[Any]) -> object:
        check(progress)
        if array.dtype.hasobject or array.nbytes < _SMALL:
            return array
        if id(array) not in stands:
            stands[id(array)] = _Array(len(names))
            names.append(_name_of_array(array))
            pieces[names[-1]] = array
        return stands[id(array)]

    frame = bytes(ForkingPickler.dumps(replaced(value, np.ndarray, put, {})))
    name = hashlib.blake2b(frame, digest_size=_NAME_BYTES).hexdigest()
    return Parcel((name, *names)), {name: frame, **pieces}


def put_together(frame: bytes, arrays: list[npt.NDArray[Any]]) -> object:
    """Return the object. Arrays that came over a network may lie askew in memory: those are copied."""
    aligned: dict[int, npt.NDArray[Any]] = {}

    def get(stand: _Array) -> object:
        if stand.place not in aligned:
            aligned[stand.place] = np.require(arrays[stand.place], requirements="A")
        return aligned[stand.place]

    return replaced(ForkingPickler.loads(frame), _Array, get, {})


def packed_call(fn: Callable[..., object], args: tuple[object, ...]) -> tuple[bytes, list[Parcel]]:
    """Return a call to send, and the parcels among its arguments."""
    parcels = [arg for arg in args if isinstance(arg, Parcel)]
    return bytes(ForkingPickler.dumps((fn, args))), parcels


def do_call(call: bytes, parcels: list[tuple[str, ...]], pieces: list[list[Any]]) -> object:
    """Do a packed call in a worker. ``parcels``: the names of those in it, each with its ``pieces``."""
    fn, args = ForkingPickler.loads(call)
    of = {tuple(names): own for names, own in zip(parcels, pieces)}
    return fn(*(_value(arg.names, of[arg.names]) if isinstance(arg, Parcel) else arg for arg in args))


def _value(names: tuple[str, ...], pieces: list[Any]) -> object:
    if getattr(_kept, "names", None) != names:
        _kept.names = _kept.value = None
        _kept.value = put_together(pieces[0], pieces[1:])
        _kept.names = names
    return _kept.value


def _name_of_array(array: npt.NDArray[Any]) -> str:
    order = "F" if array.flags.fnc else "C"
    digest = hashlib.blake2b(repr((array.dtype.str, array.shape, order)).encode(), digest_size=_NAME_BYTES)
    digest.update(np.ascontiguousarray(array.T if order == "F" else array).data)
    return digest.hexdigest()
