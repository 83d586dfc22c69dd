# SPDX-License-Identifier: GPL-2.0-or-later
"""What was computed before from the very same numbers need not be computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable, Protocol

import numpy.typing as npt

Column = npt.NDArray[Any]


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
