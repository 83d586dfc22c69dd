# SPDX-License-Identifier: GPL-2.0-or-later
import dataclasses

import networkx
import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import ISSUE_KINDS, ISSUE_TITLES, build_graph, find_issues
from service_points.core.network.traps import find_traps

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


def test_l4_island(issues, at):
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


def ring(*around):
    """A two-way road with three sections, where everybody gets everywhere."""
    return [([(0, 0), (10, 0)], 1.0), ([(10, 0), (10, 5)], 1.0), ([(10, 5), (0, 0)], 1.0), *around]


@pytest.mark.parametrize(
    ("street", "kind"),
    [
        (([(10, 5), (15, 5)], 1.0, "forward"), "cannot_be_left"),
        (([(10, 5), (15, 5)], 1.0, "backward"), "cannot_be_reached"),
        (([(10, 5), (15, 5)], 1.0), None),
    ],
)
def test_l4_one_way_dead_end(issues, at, street, kind):
    kinds, found = issues(*ring(street))
    assert kinds == ([(kind, 103)] if kind else [])
    if kind:
        assert (found[0].lon, found[0].lat) == pytest.approx(tuple(at((15, 5))[0]), abs=1e-7)
        assert "road edges: 1; length: 0.4 km" in found[0].detail.en  # 5 × 78.3 m


def test_a_neighbourhood_without_a_way_out_is_one_finding(issues):
    """Two streets both ways behind a one-way street: one place, three sections of road."""
    kinds, found = issues(
        ([(0, 0), (-5, 0)], 1.0),
        *ring(([(10, 5), (15, 5)], 1.0, "forward"), ([(15, 5), (18, 5)], 1.0), ([(18, 5), (18, 9)], 1.0)),
    )
    assert [kind for kind, _ in kinds] == ["cannot_be_left"]
    assert "road edges: 3" in found[0].detail.en


def test_between_two_traps_nobody_gets_in_or_out(issues):
    """In from nowhere, out to nowhere: a one-way street from a place nobody reaches to one nobody leaves."""
    kinds, found = issues(
        *ring(
            ([(12, 9), (10, 5)], 1.0, "forward"),
            ([(10, 0), (15, 0)], 1.0, "forward"),
            ([(12, 9), (14, 9)], 1.0, "forward"),
            ([(14, 9), (15, 0)], 1.0, "forward"),
        )
    )
    assert sorted(kind for kind, _ in kinds) == ["cannot_be_left", "cannot_be_left", "cannot_be_reached"]
    assert "nobody out of here, nor in" in "".join(issue.detail.en for issue in found)


@pytest.mark.parametrize("seed", range(25))
def test_traps_are_those_of_networkx(make_graph, random_roads, seed):
    """Nodes outside the largest strongly connected part, by networkx, of the largest part."""
    graph = make_graph(*random_roads(seed))
    net = networkx.DiGraph()
    columns = (graph.edge_u, graph.edge_v, graph.forward, graph.backward)
    for u, v, forward, backward in zip(*(column.tolist() for column in columns)):
        net.add_edges_from([(u, v)] * forward + [(v, u)] * backward)
    inside = set(np.flatnonzero(graph.component == 0).tolist())
    strong = sorted((part for part in networkx.strongly_connected_components(net) if part <= inside), key=len)
    if len(strong) > 1 and len(strong[-1]) == len(strong[-2]):
        pytest.skip("no part is the largest")
    core = next(iter(strong[-1]))
    into = networkx.descendants(net, core) | {core}
    out = networkx.ancestors(net, core) | {core}
    state = {node: (node in out, node in into) for node in inside}
    alike = networkx.Graph()
    alike.add_nodes_from(node for node, (leaves, enters) in state.items() if not (leaves and enters))
    alike.add_edges_from((u, v) for u, v in net.edges if u in alike and v in alike and state[u] == state[v])
    expected = {min(part): state[min(part)] for part in networkx.connected_components(alike)}
    traps = find_traps(graph)
    assert {int(n): (bool(o), bool(i)) for n, o, i in zip(traps.node, traps.out, traps.into)} == expected
    touching = sum(u in alike or v in alike for u, v in zip(graph.edge_u.tolist(), graph.edge_v.tolist()))
    assert traps.roads.sum() == touching


@pytest.mark.parametrize(
    ("speeds", "unit"),
    [
        ([30, 40, 50, 50, 60, 80, 100, 110], None),
        ([25, 25, 25, 30, 35, 35, 45, 55, 65], "miles per hour"),
        ([8.33, 11.11, 13.89, 13.89, 13.89, 22.22, 27.78], "metres per second"),
        ([50], None),
        ([50, 15, 25, 40, 40, 50, 60], None),
        ([47.3, 51.2, 33.8, 61.9], None),
    ],
)
def test_units_of_speed(make_lines, speeds, unit):
    roads = [([(i, 0), (i + 1, 0)], 1.0) for i in range(40)]
    lines = dataclasses.replace(make_lines(*roads), speed_kmh=np.resize(np.array(speeds, float), 40))
    graph = build_graph(lines, metric="time")
    given = np.ones(40, bool)
    found = [issue for issue in find_issues(lines, graph, speed_given=given) if issue.kind == "speed_unit"]
    assert [issue.feature_id for issue in found] == ([-1] if unit else [])
    assert all(unit in issue.detail.en for issue in found)
    assert not find_issues(lines, graph)
    few = np.arange(40) < 19
    assert not find_issues(lines, graph, speed_given=few)


def test_speeds_no_road_has(make_lines):
    lines = make_lines(*[([(i, 0), (i + 1, 0)], 1.0) for i in range(6)])
    lines = dataclasses.replace(lines, speed_kmh=np.array([130.0, 130.5, 5.0, 4.5, 999.0, 50.0]))
    graph = build_graph(lines, metric="time")
    given = np.array([True] * 4 + [False, True])
    found = find_issues(lines, graph, speed_given=given)
    assert [(issue.kind, issue.feature_id) for issue in found] == [
        ("speed_doubtful", 101),
        ("speed_doubtful", 103),
    ]
    assert "130.5 km/h" in found[0].detail.en
    assert "130,5\u00a0km/h" in found[0].detail.fr


def test_every_kind_says_what_it_means_and_what_to_do():
    for code, kind in ISSUE_KINDS.items():
        assert ISSUE_TITLES[code] == kind.title
        for text in (kind.title, kind.meaning, kind.advice):
            assert text.en.strip(), code
            assert text.fr.strip(), code
            assert text.en != text.fr, code
