# SPDX-License-Identifier: GPL-2.0-or-later
"""What was computed before from the very same numbers need not be computed again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Callable, Protocol

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]


def digest_of(words: Sequence[str], of: Sequence[Column]) -> str:
    """Return a hash of ``words`` and of the arrays ``of``, their types, shapes and every bit."""
    digest = hashlib.blake2b(repr(tuple(words)).encode(), digest_size=32)
    for array in of:
        column = np.ascontiguousarray(array)
        digest.update(repr((column.dtype.str, column.shape)).encode())
        digest.update(column.data if column.size else b"")
    return digest.hexdigest()


class Memory(Protocol):
    """Where arrays are kept, on the word of the caller that they depend on other arrays only."""

    def recall(
        self, kind: str, of: Sequence[Column], make: Callable[[], dict[str, Column]]
    ) -> Mapping[str, Column]:
        """Return what ``make`` gives, or has given before when the ``kind`` and all arrays ``of`` were the
        same to the last bit: whether it is remembered changes nothing in the result."""


class NoMemory:
    """Computes every time."""

    def recall(
        self, kind: str, of: Sequence[Column], make: Callable[[], dict[str, Column]]
    ) -> Mapping[str, Column]:
        return make()


NO_MEMORY: Memory = NoMemory()
