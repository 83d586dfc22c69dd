# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of people served, broken down: counted by hand along the road, and adding up everywhere."""

from collections import defaultdict

import pytest

COLUMNS = ("point_id", "cutoff", "stratum", "units_served", "people", "seniors", "unique_people")
WARDS = ("south", " north ", None, "north")  # at 1, 2, 3 and 4 hundredths of a degree: 10, 20, 30, 40 people


@pytest.fixture
def wards(memory_layer):
    rows = [
        (f"POINT (0.0{i} 0)", {"people": 10 * i, "seniors": i, "ward": ward})
        for i, ward in enumerate(WARDS, 1)
    ]
    return memory_layer("Point", rows, name="people")


@pytest.fixture
def broken_down(reach, wards):
    def call(**changes):
        return reach(**{"DEMAND": wards, "STRATUM_FIELD": "ward", **changes})

    return call


BY_HAND = [
    ("a", 1.2, None, 1, 10, 1, 10),
    ("a", 1.2, "south", 1, 10, 1, 10),
    ("a", 2.3, None, 2, 30, 3, 30),
    ("a", 2.3, "north", 1, 20, 2, 20),
    ("a", 2.3, "south", 1, 10, 1, 10),
    ("b", 1.2, None, 1, 40, 4, 40),
    ("b", 1.2, "north", 1, 40, 4, 40),
    ("b", 2.3, None, 2, 70, 7, 70),
    ("b", 2.3, "(none)", 1, 30, 3, 30),
    ("b", 2.3, "north", 1, 40, 4, 40),
]


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("metric", ["distance", "straight"])
def test_people_within_each_distance_by_ward(broken_down, metric, overlap):
    """The road is straight and nobody is within 2.3 km of both points: all six ways give the same rows."""
    done = broken_down(METRIC=metric, OVERLAP=overlap)
    assert done.rows("SERVED", *COLUMNS) == BY_HAND
    names = done.layer("SERVED").fields().names()
    assert [name for name in names if name != "fid"] == [*COLUMNS[:2], "unit", *COLUMNS[2:]]


def test_people_near_both_points(broken_down):
    """Within 3.4 km a has 10, 20 and 30 people, b 40, 30 and 20; nearest gives 20 to a and 30 to b."""
    both = broken_down(CUTOFFS="3.4").rows("SERVED", *COLUMNS)
    assert both == [
        ("a", 3.4, None, 3, 60, 6, 10),
        ("a", 3.4, "(none)", 1, 30, 3, 0),
        ("a", 3.4, "north", 1, 20, 2, 0),
        ("a", 3.4, "south", 1, 10, 1, 10),
        ("b", 3.4, None, 3, 90, 9, 40),
        ("b", 3.4, "(none)", 1, 30, 3, 0),
        ("b", 3.4, "north", 2, 60, 6, 40),
    ]
    assert broken_down(CUTOFFS="3.4", OVERLAP="dissolve").rows("SERVED", *COLUMNS) == both
    assert broken_down(CUTOFFS="3.4", OVERLAP="nearest").rows("SERVED", *COLUMNS) == [
        ("a", 3.4, None, 2, 30, 3, 10),
        ("a", 3.4, "north", 1, 20, 2, 0),
        ("a", 3.4, "south", 1, 10, 1, 10),
        ("b", 3.4, None, 2, 70, 7, 40),
        ("b", 3.4, "(none)", 1, 30, 3, 0),
        ("b", 3.4, "north", 1, 40, 4, 40),
    ]


def test_rows_of_all_together_are_the_table_without_the_field(broken_down):
    columns = (*COLUMNS[:2], *COLUMNS[3:])
    whole = broken_down(STRATUM_FIELD=None)
    assert whole.rows("SERVED", *columns) == [(*row[:2], *row[3:]) for row in BY_HAND if row[2] is None]
    assert "stratum" not in whole.layer("SERVED").fields().names()


def test_units_are_counted_without_a_population_field(broken_down):
    done = broken_down(DEMAND_FIELDS=None)
    assert done.rows("SERVED", *COLUMNS[:4]) == [row[:4] for row in BY_HAND]


def test_numbers_are_strata_in_text_order(broken_down, memory_layer):
    rows = [(f"POINT (0.0{i} 0)", {"people": 1, "zone": zone}) for i, zone in ((1, 9), (1, 10), (2, 9))]
    given = {"DEMAND": memory_layer("Point", rows), "DEMAND_FIELDS": ["people"], "STRATUM_FIELD": "zone"}
    found = broken_down(**given, CUTOFFS="2.3").rows("SERVED", "point_id", "stratum", "people")
    assert found == [("a", None, 3), ("a", "10", 1), ("a", "9", 2), ("b", None, 0)]


@pytest.mark.parametrize("apportion", ["representative_point", "area_share"])
@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("metric", ["distance", "straight"])
def test_strata_add_up_to_the_row_of_all(broken_down, memory_layer, metric, overlap, apportion):
    """Blocks along the road and across the outlines, in three wards and none."""
    rows = []
    for i in range(12):
        x, y, s = i * 0.0045 - 0.002, (i % 2) * 0.004 - 0.006, 0.006
        wkt = f"POLYGON (({x} {y}, {x + s} {y}, {x + s} {y + s}, {x} {y + s}, {x} {y}))"
        ward = ("x", "y", "z", None)[i % 4]
        rows.append((wkt, {"people": 10 * i + 1.25, "seniors": i / 8, "ward": ward}))
    blocks = memory_layer("Polygon", rows)
    done = broken_down(METRIC=metric, OVERLAP=overlap, APPORTION=apportion, DEMAND=blocks, CUTOFFS="2,4")
    added = defaultdict(lambda: [0] * 4)
    for point, cutoff, stratum, *figures in done.rows("SERVED", *COLUMNS):
        if stratum is not None:
            added[point, cutoff] = [sum(pair) for pair in zip(added[point, cutoff], figures)]
            assert figures[0] > 0
    for point, cutoff, stratum, *figures in done.rows("SERVED", *COLUMNS):
        if stratum is None:
            assert added.pop((point, cutoff)) == pytest.approx(figures, abs=1e-6)
    assert not added
    assert {row[0] for row in done.rows("SERVED", "stratum")} == {None, "(none)", "x", "y", "z"}


def test_a_field_without_its_layer_and_one_that_is_not_there(broken_down):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="without their layer"):
        broken_down(DEMAND=None, DEMAND_FIELDS=None)
    with pytest.raises(QgsProcessingException, match="no field “quarter”"):
        broken_down(STRATUM_FIELD="quarter")
