# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns of numbers in a file of their own, so that they need not be computed again.

The file is a first line, the length and checksum of a header, the header (JSON: facts, and the columns with
type, shape and checksum), and the columns as they are in memory, one after the other, little-endian. Nothing
in it is ever executed.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from .file_moves import remove_left, replace_file

Column = npt.NDArray[Any]

_PREFIX = struct.Struct("<QI")  # length and CRC-32 of the header
_LONGEST_HEADER = 65536
_TYPES = ("<f8", "<f4", "<i8", "<i4", "|i1", "|u1", "|b1")


class DamagedFileError(ValueError):
    """A file is of another kind or version, or is not as it was written."""


def save_columns(
    path: Path, first_line: bytes, facts: Mapping[str, Any], columns: Mapping[str, Column]
) -> None:
    """Write ``facts`` (JSON values) and ``columns`` to ``path``, all or nothing.

    Columns are of floats and integers of 4 and 8 bytes, signed or unsigned bytes, or bool.
    Raises ``OSError``; ``ValueError`` for another type.
    """
    packed = {name: np.ascontiguousarray(column) for name, column in columns.items()}
    packed = {
        name: column.astype(column.dtype.newbyteorder("<"), copy=False) for name, column in packed.items()
    }
    if any(column.dtype.str not in _TYPES for column in packed.values()):
        raise ValueError("type of a column")
    described = {
        name: {"type": column.dtype.str, "shape": column.shape, "crc": zlib.crc32(column.data)}
        for name, column in packed.items()
    }
    header = json.dumps({"facts": facts, "columns": described}).encode()
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            temporary = Path(file.name)
            file.write(first_line + _PREFIX.pack(len(header), zlib.crc32(header)) + header)
            for column in packed.values():
                file.write(column.data)
        replace_file(temporary, path)
    finally:
        if temporary is not None:
            remove_left(temporary)  # gone already when all went well


def load_columns(path: Path, first_line: bytes) -> tuple[dict[str, Any], dict[str, Column]]:
    """Return the facts and columns that ``save_columns`` wrote to ``path``, to the last bit.

    Raises ``OSError``, and ``DamagedFileError`` when anything is not as written.
    """
    with path.open("rb") as file:
        try:
            header = _header(file, first_line)
            return dict(header["facts"]), _columns(file, header["columns"])
        except (ValueError, KeyError, TypeError, AttributeError, struct.error) as problem:
            raise DamagedFileError(repr(problem)) from problem


def _header(file: BinaryIO, first_line: bytes) -> dict[str, Any]:
    if file.read(len(first_line)) != first_line:
        raise ValueError("first line")
    length, checksum = _PREFIX.unpack(file.read(_PREFIX.size))
    if length > _LONGEST_HEADER:
        raise ValueError("length of the header")
    raw = file.read(length)
    if len(raw) != length or zlib.crc32(raw) != checksum:
        raise ValueError("header")
    return dict(json.loads(raw))


def _columns(file: BinaryIO, described: dict[str, Any]) -> dict[str, Column]:
    kinds = {name: (str(each["type"]), tuple(map(int, each["shape"]))) for name, each in described.items()}
    if any(kind not in _TYPES or min(shape, default=0) < 0 for kind, shape in kinds.values()):
        raise ValueError("types and shapes")
    n_bytes = sum(prod(shape) * np.dtype(kind).itemsize for kind, shape in kinds.values())
    if os.fstat(file.fileno()).st_size != file.tell() + n_bytes:
        raise ValueError("length of the file")
    columns = {}
    for name, (kind, shape) in kinds.items():
        column: Column = np.empty(shape, np.dtype(kind))
        if column.size:
            file.readinto(column.data.cast("B"))  # type: ignore[attr-defined]
        if zlib.crc32(column.data) != described[name]["crc"]:
            raise ValueError(name)
        columns[name] = column
    return columns
