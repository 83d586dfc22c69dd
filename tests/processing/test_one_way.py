# SPDX-License-Identifier: GPL-2.0-or-later
"""One-way streets in both directions of travel, against networkx on the same streets."""

import random

import networkx
import pytest

SIDE = 6
STEP = 0.01


def degrees(cell):
    return f"{cell[0] * STEP:.2f} {cell[1] * STEP:.2f}"


@pytest.fixture
def town(memory_layer):
    """A grid of streets, half of them one-way, with speeds of their own; and the same as a directed graph."""
    dice = random.Random(7)
    rows, graph = [], networkx.DiGraph()
    cells = [(x, y) for x in range(SIDE) for y in range(SIDE)]
    graph.add_nodes_from(cells)
    for x, y in cells:
        for other in ((x + 1, y), (x, y + 1)):
            if max(other) == SIDE:
                continue
            way, kmh = dice.choice(["both", "F", "B", "both"]), dice.choice([30, 50, 80])
            rows.append((f"LINESTRING ({degrees((x, y))}, {degrees(other)})", {"way": way, "kmh": kmh}))
            # On the equator; a hundredth of a degree is 1113.1949 m along it and 1105.7428 m across it.
            minutes = (1.1131949 if other[1] == y else 1.1057428) / kmh * 60
            if way != "B":
                graph.add_edge((x, y), other, minutes=minutes)
            if way != "F":
                graph.add_edge(other, (x, y), minutes=minutes)
    return memory_layer("LineString", rows, name="streets"), graph


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.parametrize("overlap", ["overlap", "nearest"])
def test_times_are_those_of_networkx(run, memory_layer, town, travel, overlap):
    streets, graph = town
    homes = {f"{x}-{y}": (x, y) for x, y in graph}
    counters = {"a": (1, 1), "b": (4, 3)}
    people = memory_layer(
        "Point", [(f"POINT ({degrees(cell)})", {"home": name, "n": 1}) for name, cell in homes.items()]
    )
    points = memory_layer(
        "Point", [(f"POINT ({degrees(cell)})", {"id": name}) for name, cell in counters.items()]
    )
    done = run(
        "catchments", POINTS=points, NETWORK=streets, SPEED_FIELD="kmh", DIRECTION_FIELD="way",
        VALUE_FORWARD="F", VALUE_BACKWARD="B", VALUE_BOTH="both", TRAVEL=travel, CUTOFFS="6,12",
        DEMAND=people, DEMAND_FIELDS=["n"], OVERLAP=overlap, DETAIL="none", OUTPUT="TEMPORARY_OUTPUT",
        SERVED="TEMPORARY_OUTPUT", DEMAND_OUT="TEMPORARY_OUTPUT",
    )  # fmt: skip
    arcs = graph.reverse() if travel == "to_point" else graph
    times = {
        name: networkx.single_source_dijkstra_path_length(arcs, cell, weight="minutes")
        for name, cell in counters.items()
    }
    best = {home: min(t.get(cell, float("inf")) for t in times.values()) for home, cell in homes.items()}
    found = {row[0]: row[1:] for row in done.rows("DEMAND_OUT", "home", "cost", "status")}
    for home, minutes in best.items():
        cost, status = found[home]
        assert status == (
            "served" if minutes <= 12 else "beyond" if minutes < float("inf") else "unreachable"
        )
        if status != "unreachable":
            assert cost == pytest.approx(minutes, rel=2e-5)
    assert done["SERVED_TOTAL"] == sum(minutes <= 12 for minutes in best.values())
    if overlap == "overlap":
        served = {row[:2]: row[2] for row in done.rows("SERVED", "point_id", "cutoff", "n")}
        for name, reached in times.items():
            for cutoff in (6, 12):
                assert served[name, cutoff] == sum(minutes <= cutoff for minutes in reached.values())
