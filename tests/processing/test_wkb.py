# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines out of well-known binary, as shapely and QGIS write it."""

import struct

import numpy as np
import pytest
import shapely.geometry as sg
import shapely.wkb
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import QgsGeometry
from service_points.processing.wkb import CURVE, EMPTY, LINE, OTHER, UnreadableWkb, line_parts

place = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e3, 1e3))
line = st.lists(place, min_size=2, max_size=9)


def parsed(*wkbs):
    sizes = np.array([len(wkb) for wkb in wkbs], np.int64)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    return line_parts(np.frombuffer(b"".join(wkbs), np.uint8), starts, ends)


def lines_of(parts):
    return [
        (int(o), xy.tolist()) for o, xy in zip(parts.owner, np.split(parts.xy, np.cumsum(parts.sizes)[:-1]))
    ]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.lists(line, min_size=1, max_size=4), st.booleans(), st.booleans()), max_size=8))
def test_any_mix_of_lines(features):
    """Extended codes of z, single and multi, in any order."""
    wkbs, expected = [], []
    for owner, (parts, multi, flat) in enumerate(features):
        used = [[xyz[:2] if flat else xyz for xyz in part] for part in (parts if multi else parts[:1])]
        shape = sg.MultiLineString(used) if multi else sg.LineString(used[0])
        wkbs.append(shapely.wkb.dumps(shape, output_dimension=2 if flat else 3))
        expected += [(owner, [list(xyz[:2]) for xyz in part]) for part in used]
    found = parsed(*wkbs)
    assert found.kind.tolist() == [LINE] * len(features)
    assert (lines_of(found) if features else []) == expected


@pytest.mark.parametrize(
    ("wkt", "kind", "lines"),
    [
        ("LINESTRING Z (1 2 3, 4 5 6)", LINE, [[[1, 2], [4, 5]]]),
        ("LINESTRING M (1 2 3, 4 5 6)", LINE, [[[1, 2], [4, 5]]]),
        ("LINESTRING ZM (1 2 3 4, 4 5 6 7)", LINE, [[[1, 2], [4, 5]]]),
        (
            "MULTILINESTRING ZM ((1 2 3 4, 4 5 6 7), (0 0 1 1, 2 2 1 1))",
            LINE,
            [[[1, 2], [4, 5]], [[0, 0], [2, 2]]],
        ),
        ("LINESTRING EMPTY", EMPTY, []),
        ("MULTILINESTRING EMPTY", EMPTY, []),
        ("POINT (0 0)", OTHER, []),
        ("POINT (5 5)", OTHER, []),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", OTHER, []),
        ("GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1))", OTHER, []),
        ("CIRCULARSTRING (0 0, 1 1, 2 0)", CURVE, []),
        ("COMPOUNDCURVE ZM ((0 0 1 1, 1 1 1 1), CIRCULARSTRING ZM (1 1 1 1, 2 2 1 1, 3 1 1 1))", CURVE, []),
        ("MULTICURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (5 5, 6 6))", CURVE, []),
    ],
)
def test_kinds_as_qgis_writes_them(wkt, kind, lines):
    """ISO codes; beside a plain line, so that what follows is still found."""
    wkb, plain = (
        QgsGeometry.fromWkt(wkt).asWkb().data(),
        QgsGeometry.fromWkt("LINESTRING (7 7, 8 8)").asWkb().data(),
    )
    found = parsed(wkb, b"", plain)
    assert found.kind.tolist() == [kind, EMPTY, LINE]
    assert lines_of(found) == [*((0, xy) for xy in lines), (2, [[7, 7], [8, 8]])]


def test_empty_member_of_a_multi_line():
    empty, one = struct.pack("<BII", 1, 2, 0), shapely.wkb.dumps(sg.LineString([(0, 0), (1, 1)]))
    found = parsed(struct.pack("<BII", 1, 5, 3) + empty + one + empty, struct.pack("<BII", 1, 5, 1) + empty)
    assert (found.kind.tolist(), lines_of(found)) == ([LINE, EMPTY], [(0, [[0, 0], [1, 1]])])


def test_nan_is_kept_for_the_caller_to_see():
    found = parsed(struct.pack("<BII4d", 1, 2, 2, 0.0, float("nan"), 1.0, 1.0))
    assert np.isnan(found.xy).tolist() == [[False, True], [False, False]]


whole = shapely.wkb.dumps(sg.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]))


@pytest.mark.parametrize("length", [12, 40, len(whole) - 1])
def test_cut_short(length):
    with pytest.raises(UnreadableWkb):
        parsed(whole[:length])


def test_big_endian_and_srid():
    shape = sg.LineString([(0, 0), (1, 1)])
    for wkb in (shapely.wkb.dumps(shape, big_endian=True), shapely.wkb.dumps(shape, srid=4326)):
        with pytest.raises(UnreadableWkb):
            parsed(wkb)


@settings(max_examples=500)
@given(
    st.lists(st.binary(max_size=80), max_size=5),
    st.sampled_from([b"", b"\x01\x02\x00\x00\x00", b"\x01\x05\x00\x00\x00"]),
)
def test_any_bytes_are_read_or_refused(texts, head):
    try:
        found = parsed(*(head + text for text in texts))
    except UnreadableWkb:
        return
    assert len(found.kind) == len(texts)
    assert int(found.sizes.sum()) == len(found.xy)
