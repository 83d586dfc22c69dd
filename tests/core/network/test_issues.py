# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import ISSUE_TITLES, build_graph, find_issues

FRAME = ([(0, 0), (10, 0)], 1.0)  # feature 100


@pytest.fixture
def issues(make_lines):
    """Return (kind, feature) of what is found in roads, and the findings."""

    def find(*roads, **masks):
        lines = make_lines(*roads)
        found = find_issues(lines, build_graph(lines, metric="time"), **masks)
        return [(issue.kind, issue.feature_id) for issue in found], found

    return find


def test_clean_network_has_none(issues):
    assert issues(FRAME, ([(10, 0), (10, 5)], 1.0), ([(10, 5), (0, 0)], 1.0))[0] == []


def test_island(issues, at):
    kinds, found = issues(FRAME, ([(10, 0), (10, 5)], 1.0), ([(0, 50), (1, 50)], 1.0))
    assert kinds == [("island", 102)]
    assert abs(found[0].lat - at((0, 50))[0, 1]) < 1e-6
    assert "length: 0.1 km" in found[0].detail.en
    assert "0,1\u00a0km" in found[0].detail.fr


@pytest.mark.parametrize(("gap", "found"), [(0.005, True), (0.02, False)])  # 0.56 m and 2.2 m
def test_end_near_a_road(issues, gap, found):
    kinds, _ = issues(FRAME, ([(5, gap), (5, 5)], 1.0), ([(5, 5), (10, 0)], 1.0))
    assert kinds == ([("near_miss", 101)] if found else [])


def test_two_near_ends_are_one_finding(issues):
    kinds, found = issues(FRAME, ([(10.005, 0), (20, 0)], 1.0), ([(20, 0), (10, 5), (0, 0)], 1.0))
    assert [kind for kind, _ in kinds] == ["near_miss"]
    assert "39 cm" in found[0].detail.en  # 0.005 × 78.3 m
    assert "39\u00a0cm" in found[0].detail.fr


def test_crossing_without_a_node(issues, at):
    kinds, found = issues(
        ([(0, 0), (2, 2)], 1.0), ([(0, 2), (2, 0)], 1.0), ([(2, 2), (2, 0)], 1.0), ([(0, 0), (0, 2)], 1.0)
    )
    assert [kind for kind, _ in kinds] == ["crossing_without_node"]
    assert (found[0].lon, found[0].lat) == pytest.approx(tuple(at((1, 1))[0]), abs=1e-7)


def test_crossing_at_a_shared_vertex_is_fine(issues):
    kinds, _ = issues(([(0, 0), (1, 1), (2, 2)], 1.0), ([(0, 2), (1, 1), (2, 0)], 1.0))
    assert kinds == []


@pytest.mark.parametrize("twin", [[(0, 0), (3, 1), (10, 0)], [(10, 0), (3, 1), (0, 0)]])
def test_duplicate_whatever_the_drawing(issues, twin):
    kinds, _ = issues(([(0, 0), (3, 1), (10, 0)], 1.0), (twin, 2.0))
    assert [kind for kind, _ in kinds] == ["duplicate_line"]


def test_parallel_roads_are_no_duplicates(issues):
    kinds, _ = issues(([(0, 0), (5, 1), (10, 0)], 1.0), ([(0, 0), (5, -1), (10, 0)], 1.0))
    assert kinds == []


def test_zero_length_bad_geometry_and_attributes(make_lines, issues):
    roads = (FRAME, ([(10, 0), (10, 0)], 1.0), ([(10, 0), (np.nan, 5)], 1.0))
    masks = {
        "speed_missing": np.array([True, False, False]),
        "direction_unknown": np.array([True, False, False]),
    }
    kinds, found = issues(*roads, **masks)
    assert kinds == [
        ("speed_missing", 100),
        ("direction_unknown", 100),
        ("bad_geometry", 102),
        ("zero_length", 101),
    ]
    assert [issue.severity for issue in found] == ["warning", "warning", "error", "info"]
    for issue in found:
        assert issue.kind in ISSUE_TITLES
        assert issue.detail.en != issue.detail.fr


def test_cancel(make_lines):
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    lines = make_lines(FRAME)
    with pytest.raises(Cancelled):
        find_issues(lines, build_graph(lines, metric="time"), progress=Stop())


@pytest.mark.real_data
def test_ottawa(ottawa):
    graph = build_graph(ottawa, metric="time")
    kinds = [issue.kind for issue in find_issues(ottawa, graph)]
    assert kinds.count("island") == len(np.unique(graph.component)) - 1
    assert kinds.count("zero_length") == 0
