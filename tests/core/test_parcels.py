# SPDX-License-Identifier: GPL-2.0-or-later
"""Objects taken apart by content: what is the same has one name, and what comes together is what was sent."""

import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import Placement
from service_points.core.parcels import do_call, packed_call, put_together, take_apart
from service_points.core.progress import Silent


def place(n, seed=1):
    draw = np.random.default_rng(seed)
    return Placement(draw.integers(0, 9, n).astype(np.int32), draw.random(n), draw.random(n))


def same(one, two):
    return all(np.array_equal(getattr(one, name), getattr(two, name)) for name in vars(one))


def test_there_and_back():
    sent = (place(5000), "text", place(3))
    parcel, pieces = take_apart(sent)
    frame, *names = parcel.names
    assert len(names) == 3  # what is small stays in the frame
    assert len(pieces[frame]) < 2000
    found = put_together(pieces[frame], [pieces[name] for name in names])
    assert found[1] == "text"
    assert same(found[0], sent[0])
    assert same(found[2], sent[2])


def test_the_same_content_has_the_same_name():
    """Of another object, or with another array beside it: only that one is new."""
    one, pieces = take_apart(place(5000))
    assert take_apart(place(5000))[0] == one
    other = Placement(place(5000).edge, place(5000).fraction, np.zeros(5000))
    assert len({*take_apart(other)[0].names[1:]} - {*pieces}) == 1


@pytest.mark.parametrize("change", [lambda a: a.T, lambda a: a.reshape(50, 200), lambda a: a.view(np.int64)])
def test_another_shape_kind_or_order_is_another_content(change):
    array = np.random.default_rng(2).random((100, 100))
    names = {take_apart((part,))[0].names[1] for part in (array, change(array))}
    assert len(names) == 2


def test_order_and_alignment():
    """By columns stays by columns; what lies askew in memory is put straight."""
    columns = np.asfortranarray(np.random.default_rng(3).random((100, 100)))
    parcel, pieces = take_apart((columns,))
    room = np.zeros(columns.nbytes + 1, np.uint8)
    askew = room[1:].view(np.float64).reshape(100, 100, order="F")
    askew[:] = pieces[parcel.names[1]]
    assert not askew.flags.aligned
    (found,) = put_together(pieces[parcel.names[0]], [askew])
    assert found.flags.aligned
    assert found.flags.f_contiguous
    assert np.array_equal(found, columns)


def test_a_call_finds_its_objects():
    one, two = take_apart(place(5000)), take_apart(place(6000))
    call, parcels = packed_call(count, (two[0], 7, one[0]))
    pieces = {**one[1], **two[1]}
    names = [parcel.names for parcel in parcels]
    found = do_call(call, names, [[pieces[name] for name in own] for own in names])
    assert found == (6000, 7, 5000)


def count(one, number, two):
    return len(one), number, len(two)


def test_stops_when_asked():
    class Stop(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        take_apart(place(5000), Stop())
