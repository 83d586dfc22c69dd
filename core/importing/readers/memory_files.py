# SPDX-License-Identifier: GPL-2.0-or-later
"""Bytes lent to GDAL as files in memory: it sees nothing else, and nothing of it is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from osgeo import gdal


@contextmanager
def memory_files(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a path without suffix; the bytes of each suffix are at the path with it."""
    stem = f"/vsimem/service_points_{uuid4().hex}/source"
    try:
        for suffix, data in parts.items():
            gdal.FileFromMemBuffer(stem + suffix, data)
        yield stem
    finally:
        for suffix in parts:
            gdal.Unlink(stem + suffix)


@contextmanager
def configured(**options: str) -> Iterator[None]:
    """Set options of GDAL for this thread."""
    before = {name: gdal.GetThreadLocalConfigOption(name, None) for name in options}
    try:
        for name, value in options.items():
            gdal.SetThreadLocalConfigOption(name, value)
        yield
    finally:
        for name, old in before.items():
            gdal.SetThreadLocalConfigOption(name, old)
