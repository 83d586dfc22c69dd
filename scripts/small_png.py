# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the pictures of the documentation: as PNG that stays small enough for a repository."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.PyQt.QtGui import QImage

HEAVIEST = 115_000
"""Bytes of a picture."""
SMALLEST = 0
"""Qt's quality of a PNG says how little it is compressed."""
COLOURS = 256
_STEP = 8


def save(image: QImage, target: Path, heaviest: int = HEAVIEST) -> None:
    """Write a PNG: of 256 colours, a third of the size, where all would be too heavy."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    if not plain.save(str(target), "PNG", SMALLEST):
        raise OSError(str(target))
    if target.stat().st_size > heaviest:
        _with_few_colours(plain).save(str(target), "PNG", SMALLEST)


def _with_few_colours(image: QImage) -> QImage:
    """Return the image with the commonest shades; other colours become the nearest of them.

    A shade is a cell of a cube of 32 × 32 × 32 colours, and has the commonest colour in it, so that flat
    areas keep theirs exactly.
    """
    width, height = image.width(), image.height()
    flat = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), dtype=np.uint32) & 0xFFFFFF
    colours, where, counts = np.unique(flat, return_inverse=True, return_counts=True)
    channels = np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)
    cells = (channels // _STEP) @ np.array([1024, 32, 1])
    order = np.lexsort((-counts, cells))
    firsts = order[np.unique(cells[order], return_index=True)[1]]
    weights = np.bincount(cells, counts)[cells[firsts]]
    chosen = firsts[np.argsort(-weights, kind="stable")[:COLOURS]]
    nearest = np.concatenate(
        [
            ((part[:, None, :] - channels[chosen][None]) ** 2).sum(axis=2).argmin(axis=1)
            for part in np.array_split(channels, 1 + len(channels) // 4096)
        ]
    )
    rows = np.zeros((height, (width + 3) // 4 * 4), dtype=np.uint8)  # Qt's rows begin at multiples of four
    rows[:, :width] = nearest[where.reshape(height, width)]
    small = QImage(rows.tobytes(), width, height, rows.shape[1], QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | int(colour) for colour in colours[chosen]])
    return small.copy()
