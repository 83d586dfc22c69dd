# SPDX-License-Identifier: GPL-2.0-or-later
"""Yes, no, or not known, for many things at once. Ordered, so that “and” is the least and “or” the most."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Answers = npt.NDArray[np.int8]
AnyArray = npt.NDArray[Any]

NO, UNKNOWN, YES = np.int8(0), np.int8(1), np.int8(2)


def answer(value: bool | None) -> np.int8:
    """Return the answer that a truth value is; ``None`` is not known."""
    return UNKNOWN if value is None else YES if value else NO
