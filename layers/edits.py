# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of the plugin in QGIS's edit buffer: each is one named step of undo, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsVectorLayer


@contextmanager
def edit_command(layer: QgsVectorLayer, title: str) -> Iterator[None]:
    """Group edits of a layer into one step called ``title``; an error takes back what was done of it."""
    layer.beginEditCommand(title)
    try:
        yield
    except BaseException:
        layer.destroyEditCommand()
        raise
    layer.endEditCommand()
