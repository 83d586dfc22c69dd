# SPDX-License-Identifier: GPL-2.0-or-later
"""Fault E3: swapped, projected, signless and sexagesimal coordinates, judged on whole columns."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr, osr
from service_points.core.errors import Cancelled
from service_points.core.importing.cleaning.coordinates import (
    UTM,
    Reading,
    State,
    place,
    read_coordinates,
    read_degrees,
)

# three libraries of the City's open data, as it publishes them
LIBRARIES = [("-75.661077", "45.378183"), ("-75.89578", "45.319816"), ("-76.04244", "45.34882")]
EXPECTED = np.array([(-75.661077, 45.378183), (-75.89578, 45.319816), (-76.04244, 45.34882)])


@pytest.fixture(scope="module")
def real_data():
    """Real data beside the checkout, which the project does not ship."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    return folder


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("45.4215", 45.4215),
        ("45,4215", 45.4215),
        (" -75.6972 ", -75.6972),
        ("−75.6972", -75.6972),
        ("75.6972 W", -75.6972),
        ("75,6972° O", -75.6972),
        ("N45.4215", 45.4215),
        # 45 + 25/60 + 29/3600 and 75 + 41/60 + 50/3600, by hand
        ("45° 25' 29\" N", 45.424722222),
        ("45°25′29″N", 45.424722222),
        ("75° 41’ 50” O", -75.697222222),
        ("-75 41 50", -75.697222222),
        ("45 25.5", 45.425),
        ("45:25:29", 45.424722222),
        ("7 471 234,5", 7471234.5),
        ("7,471,234.5", 7471234.5),
        ("4.54215e1", 45.4215),
        ("0", 0.0),
    ],
)
def test_a_text_is_a_number(text, degrees):
    assert read_degrees(text) == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "n/a",
        "nan",
        "inf",
        "1e999",
        "-75.6 W",
        "45° 61' 00\"",
        "45 25 75",
        "N 45 S",
        "45.1.2",
        "12-34",
        "Ottawa",
    ],
)
def test_a_text_that_is_no_number_is_none(text):
    assert read_degrees(text) is None


def _read(pairs, **options):
    return read_coordinates([x for x, _ in pairs], [y for _, y in pairs], **options)


def test_a_good_column_is_taken_as_given():
    coordinates = _read(LIBRARIES)
    assert coordinates.verdict.reading is Reading.AS_GIVEN
    assert not coordinates.verdict.needs_answer
    assert place(coordinates).positions == pytest.approx(EXPECTED)


def test_e3_swapped_columns_are_asked_about():
    coordinates = _read([(y, x) for x, y in LIBRARIES])
    assert coordinates.verdict.reading is Reading.SWAPPED
    assert coordinates.verdict.needs_answer
    assert "swapped" in coordinates.verdict.text.en
    assert "3 sur 3" in coordinates.verdict.text.fr
    assert place(coordinates).positions == pytest.approx(EXPECTED)
    # the numbers of the source stay, and taken as given all three are outside
    assert coordinates.numbers == pytest.approx(EXPECTED[:, ::-1])
    as_given = place(coordinates, Reading.AS_GIVEN)
    assert as_given.count(State.OUTSIDE) == 3
    assert as_given.remedies == {0: Reading.SWAPPED, 1: Reading.SWAPPED, 2: Reading.SWAPPED}


def test_e3_positive_longitudes_are_asked_about():
    coordinates = _read([(x.lstrip("-"), y) for x, y in LIBRARIES])
    assert coordinates.verdict.reading is Reading.WEST_POSITIVE
    assert coordinates.verdict.needs_answer
    assert place(coordinates).positions == pytest.approx(EXPECTED)


def test_e3_swapped_and_positive_at_once():
    coordinates = _read([(y, x.lstrip("-")) for x, y in LIBRARIES])
    assert coordinates.verdict.reading is Reading.SWAPPED_WEST_POSITIVE
    assert place(coordinates).positions == pytest.approx(EXPECTED)


def test_e3_one_swapped_row_is_listed_and_not_corrected():
    coordinates = _read([*LIBRARIES, ("45.4", "-75.7"), ("75.7", "45.4")])
    assert coordinates.verdict.reading is Reading.AS_GIVEN
    placed = place(coordinates)
    assert placed.states.tolist() == [State.PLACED] * 3 + [State.OUTSIDE] * 2
    assert placed.positions[3].tolist() == [45.4, -75.7]
    assert placed.remedies == {3: Reading.SWAPPED, 4: Reading.WEST_POSITIVE}


def test_e3_null_island_empty_and_unreadable_rows_are_counted_apart():
    placed = place(_read([*LIBRARIES, ("0", "0"), (None, " "), ("-75.7", None), ("west", "45.4")]))
    assert placed.states[3:].tolist() == [State.ZERO, State.EMPTY, State.UNREAD, State.UNREAD]
    assert np.isnan(placed.positions[3:]).all()
    assert [placed.count(state) for state in (State.PLACED, State.ZERO, State.UNREAD)] == [3, 1, 2]


# The CN Tower, as Wikipedia gives it (article “Universal Transverse Mercator coordinate system”):
# 43°38′33.24″N 79°23′13.7″W, zone 17, easting 630 084 m, northing 4 833 438 m
CN_TOWER = [("630084", "4833438")]
TOWER_LONGITUDE, TOWER_LATITUDE = -(79 + 23 / 60 + 13.7 / 3600), 43 + 38 / 60 + 33.24 / 3600


def test_e3_utm_metres_are_asked_about_with_the_zones_that_fit():
    coordinates = _read(CN_TOWER)
    assert coordinates.verdict.reading is Reading.PROJECTED
    assert coordinates.verdict.needs_answer
    assert "EPSG:26917" in coordinates.verdict.crs
    assert len(coordinates.verdict.crs) > 1
    assert set(coordinates.verdict.crs) <= set(UTM)
    undecided = place(coordinates)
    assert undecided.states.tolist() == [State.UNDECIDED]
    assert np.isnan(undecided.positions).all()
    chosen = place(coordinates, crs="EPSG:26917")
    assert chosen.states.tolist() == [State.PLACED]
    # to a metre, as the published figures are: 1e-5 degrees
    assert chosen.positions[0] == pytest.approx((TOWER_LONGITUDE, TOWER_LATITUDE), abs=2e-5)


def test_e3_where_the_source_is_decides_the_zone():
    coordinates = _read(CN_TOWER, within=(-79.7, 43.5, -79.1, 43.9))
    assert coordinates.verdict.crs == ("EPSG:26917",)
    assert coordinates.verdict.n_within == 1


def test_e3_metres_of_no_known_projection_are_said_to_be_that():
    coordinates = _read([("99000000", "99000000")])
    assert coordinates.verdict.crs == ()
    assert "no known projection" in coordinates.verdict.text.en
    assert "aucune projection connue" in coordinates.verdict.text.fr
    assert place(coordinates).states.tolist() == [State.UNDECIDED]


def test_e3_one_point_outside_a_projection_stops_nothing_where_the_host_has_gdal_raise():
    """Another plugin may have switched GDAL's exceptions on for the whole process."""
    rows = [("630084", "4833438"), ("90000000", "90000000")]
    expected = _read(rows).verdict, place(_read(rows), crs="EPSG:26917")
    osr.UseExceptions()
    try:
        found = _read(rows).verdict, place(_read(rows), crs="EPSG:26917")
    finally:
        osr.DontUseExceptions()
    assert found[0] == expected[0]
    assert found[1].states.tolist() == expected[1].states.tolist() == [State.PLACED, State.OUTSIDE]


def test_nothing_at_all():
    for coordinates in (_read([]), _read([(None, None)])):
        assert not coordinates.verdict.needs_answer
        assert place(coordinates).count(State.PLACED) == 0


def test_hostile_cells_cost_little():
    start = time.process_time()
    cells = ["1 " * 15_000, "9" * 30_000, "1,111" * 6000, "-" * 30_000, "4" * 59, "1 1 " * 14, "1,111," * 9]
    assert place(_read([(cell, "45") for cell in cells])).count(State.PLACED) == 0
    assert time.process_time() - start < 1


def test_reading_stops_when_asked():
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        _read(LIBRARIES, progress=Stop())


@pytest.mark.real_data
def test_e3_statistics_canada_lambert_metres_are_recognised(real_data):
    """Blocks of Ottawa: Statistics Canada gives their points in EPSG:3347, within blocks in degrees."""
    source = ogr.Open(str(real_data / "ottawa" / "dissemination_blocks.gpkg"))  # a layer lives as long as it
    blocks = source.GetLayer()
    features = [feature for number, feature in enumerate(blocks) if number % 40 == 0]
    pairs = [(f.GetFieldAsString("DBRPLAMX"), f.GetFieldAsString("DBRPLAMY")) for f in features]
    coordinates = _read(pairs)
    assert coordinates.verdict.crs == ("EPSG:3347",)
    assert coordinates.verdict.n_within == coordinates.verdict.n_numbers == len(features) > 200
    outside = 0
    for feature, (lon, lat) in zip(features, place(coordinates).positions):
        shape = feature.GetGeometryRef()
        outside += not (shape.IsValid() and shape.Contains(ogr.CreateGeometryFromWkt(f"POINT ({lon} {lat})")))
    assert outside <= len(features) * 0.01  # blocks that were simplified, or are invalid


@pytest.mark.real_data
def test_the_libraries_of_canada_are_where_their_file_says(real_data):
    with (real_data / "import" / "odcaf_v1_libraries_museums_canada.csv").open(encoding="cp1252") as file:
        rows = list(csv.DictReader(file))
    # “..” stands for “not available” in the files of Statistics Canada
    placed = place(read_coordinates([r["Longitude"] for r in rows], [r["Latitude"] for r in rows]))
    assert placed.count(State.PLACED) == 6747  # the figure of the file's publisher (README of the data)
    assert placed.count(State.UNREAD) == len(rows) - 6747
