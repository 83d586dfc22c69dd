# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of millions of features, written as a GeoPackage without touching a feature in Python.

numpy lays out a Shapefile, whose records all have the same length here, and GDAL translates it. (GDAL takes
whole columns itself, ``WriteArrow``, from 3.8 on.)
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .networks import FloatArray

_POINT, _LINE = 1, 3
_HEADER_BYTES = 100
_DATE = "2026-01-01T00:00:00.000Z"
"""What a GeoPackage says of its last change, so that the same layer has the same bytes."""


def write_points(path: Path, epsg: int, xy: FloatArray, columns: Mapping[str, NDArray]) -> None:
    """Write points (k, 2) with ``columns`` of whole numbers, or of ASCII text."""
    kind = [("number", ">i4"), ("words", ">i4"), ("type", "<i4"), ("xy", "<f8", 2)]
    records = _records(kind, _POINT, len(xy))
    records["xy"] = xy
    _translate(path, epsg, _POINT, records, xy=xy, columns=columns)


def write_lines(path: Path, epsg: int, vertices: FloatArray, columns: Mapping[str, NDArray]) -> None:
    """Write lines (m, v, 2), all of the same number of vertices, with ``columns`` as for points."""
    n_vertices = vertices.shape[1]
    kind = [
        ("number", ">i4"), ("words", ">i4"), ("type", "<i4"), ("box", "<f8", 4), ("n_parts", "<i4"),
        ("n_vertices", "<i4"), ("part", "<i4"), ("xy", "<f8", (n_vertices, 2)),
    ]  # fmt: skip
    records = _records(kind, _LINE, len(vertices))
    records["box"] = np.concatenate([vertices.min(axis=1), vertices.max(axis=1)], axis=1)
    records["n_parts"], records["n_vertices"] = 1, n_vertices
    records["xy"] = vertices
    _translate(path, epsg, _LINE, records, xy=vertices.reshape(-1, 2), columns=columns)


def _records(kind: list, shape: int, count: int) -> NDArray:
    records = np.zeros(count, np.dtype(kind))
    records["number"] = np.arange(1, count + 1)
    records["words"] = (records.dtype.itemsize - 8) // 2  # lengths are told in 16-bit words
    records["type"] = shape
    return records


def _translate(
    path: Path, epsg: int, shape: int, records: NDArray, *, xy: FloatArray, columns: Mapping[str, NDArray]
) -> None:
    from osgeo import gdal  # noqa: PLC0415

    gdal.UseExceptions()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        source = Path(folder, "layer.shp")
        box = struct.pack("<4d", *xy.min(axis=0), *xy.max(axis=0)) + bytes(32)
        words = records.dtype.itemsize // 2
        for suffix, body in ((".shp", records), (".shx", _index(len(records), words))):
            length = (_HEADER_BYTES + body.nbytes) // 2
            header = struct.pack(">i20xi", 9994, length) + struct.pack("<2i", 1000, shape) + box
            with source.with_suffix(suffix).open("wb") as file:
                file.write(header)
                body.tofile(file)
        _write_table(source.with_suffix(".dbf"), columns)
        gdal.SetConfigOption("OGR_CURRENT_DATE", _DATE)
        try:
            gdal.VectorTranslate(
                str(path),
                str(source),
                format="GPKG",
                layerName=path.stem,
                dstSRS=f"EPSG:{epsg}",
                reproject=False,
            )
        finally:
            gdal.SetConfigOption("OGR_CURRENT_DATE", None)


def _index(count: int, words: int) -> NDArray:
    """Return where the records are and how long each is, without its header of four words."""
    index = np.empty((count, 2), ">i4")
    index[:, 0] = _HEADER_BYTES // 2 + words * np.arange(count, dtype=np.int64)
    index[:, 1] = words - 4
    return index


def _texts(column: NDArray) -> NDArray:
    """Return ASCII texts no wider than needed: GDAL takes numbers of ten and more places for real ones."""
    text = column.astype("S")
    return text.astype(f"S{int(np.char.str_len(text).max())}")


def _write_table(path: Path, columns: Mapping[str, NDArray]) -> None:
    """Write a dBASE III table: a byte that says the row is there, then the columns in ASCII."""
    texts = {name: _texts(column) for name, column in columns.items()}
    kinds = {name: "C" if columns[name].dtype.kind in "SU" else "N" for name in columns}
    row = np.dtype([("there", "S1"), *((name, text.dtype) for name, text in texts.items())])
    count = len(next(iter(texts.values())))
    rows = np.zeros(count, row)
    for name, text in texts.items():
        rows[name] = text
    cells = rows.view(np.uint8)
    cells[cells == 0] = ord(" ")
    with path.open("wb") as file:
        file.write(struct.pack("<4BIHH20x", 3, 126, 1, 1, count, 32 * len(texts) + 33, row.itemsize))
        for name, text in texts.items():
            file.write(struct.pack("<11sc4xBB14x", name.encode(), kinds[name].encode(), text.itemsize, 0))
        file.write(b"\r")
        cells.tofile(file)
        file.write(b"\x1a")
