# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of others, read as they are: whatever the format, rows of texts with their line numbers."""

from .hsds_package import read_hsds_package
from .kinds import Kind
from .options import Detected, Limits, ReadOptions
from .reading import LayerChoice, Preview, preview, read_file

__all__ = [
    "Detected",
    "Kind",
    "LayerChoice",
    "Limits",
    "Preview",
    "ReadOptions",
    "preview",
    "read_file",
    "read_hsds_package",
]
