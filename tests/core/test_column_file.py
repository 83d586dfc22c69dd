# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns in a file: the same to the last bit, or an error."""

import numpy as np
import pytest
from service_points.core.column_file import DamagedFileError, load_columns, save_columns

LINE = b"numbers 1\n"
COLUMNS = {
    "metres": np.array([[0.1, -0.0], [np.nan, np.inf]]),
    "single": np.array([1.5, -2.25], np.float32),
    "long": np.array([2**62, -1]),
    "short": np.arange(6, dtype=np.int32).reshape(2, 3).T,
    "flags": np.array([True, False, True]),
    "bytes": np.frombuffer(b"abc\xff", np.uint8),
    "signs": np.array([[-1], [0], [1]], np.int8),
    "none": np.zeros((0, 3)),
}


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "numbers"
    save_columns(path, LINE, {"unit": "km", "at": [1.5, 2]}, COLUMNS)
    return path


def test_round_trip(saved):
    facts, columns = load_columns(saved, LINE)
    assert facts == {"unit": "km", "at": [1.5, 2]}
    assert columns.keys() == COLUMNS.keys()
    for name, column in COLUMNS.items():
        assert (columns[name].dtype, columns[name].shape) == (column.dtype, column.shape)
        assert columns[name].tobytes() == column.tobytes()
    assert [path.name for path in saved.parent.iterdir()] == ["numbers"]


def test_every_flipped_bit_is_noticed(saved):
    raw = saved.read_bytes()
    for place in range(len(raw)):
        saved.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << place % 8]) + raw[place + 1 :])
        with pytest.raises(DamagedFileError):
            load_columns(saved, LINE)


def test_every_missing_or_extra_byte_is_noticed(saved):
    raw = saved.read_bytes()
    for content in (*(raw[:length] for length in range(len(raw))), raw + b"\0"):
        saved.write_bytes(content)
        with pytest.raises(DamagedFileError):
            load_columns(saved, LINE)


def test_another_kind(saved):
    with pytest.raises(DamagedFileError):
        load_columns(saved, b"numbers 2\n")


@pytest.mark.parametrize("column", [np.array(["text"]), np.array([object()]), np.array([1 + 2j])])
def test_only_numbers(tmp_path, column):
    with pytest.raises(ValueError, match="type"):
        save_columns(tmp_path / "numbers", LINE, {}, {"column": column})
    assert not list(tmp_path.iterdir())


def test_a_write_that_fails_leaves_what_was_there(saved, monkeypatch):
    def fail(source, target):
        raise OSError(28, "No space left on device")

    before = saved.read_bytes()
    monkeypatch.setattr("service_points.core.column_file.os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        save_columns(saved, LINE, {}, {"column": np.zeros(3)})
    assert [path.name for path in saved.parent.iterdir()] == ["numbers"]
    assert saved.read_bytes() == before
