# SPDX-License-Identifier: GPL-2.0-or-later
"""DIMACS files, by hand; and New York's own when it is there."""

import gzip

import numpy as np
import pytest
from service_points.benchmarks.dimacs import read_arcs, read_network
from service_points.benchmarks.files import NEW_YORK

DISTANCE = """c a comment
p sp 3 4
c another
a 1 2 1000
a 2 1 1000
a 3 2 503
a 2 3 503
"""
TIME = DISTANCE.replace("1000", "2500").replace("503", "629")
COORDINATES = "p aux sp co 3\nv 1 -74000000 40000000\nv 3 -74500000 40250000\nv 2 -73999999 40000001\n"


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        path = tmp_path / name
        with gzip.open(path, "wt", encoding="ascii") as stream:
            stream.write(text)
        return path

    return write


def test_two_arcs_are_one_road(written):
    network = read_network(
        written("d.gr.gz", DISTANCE), written("t.gr.gz", TIME), written("co.gz", COORDINATES)
    )
    assert (network.tail.tolist(), network.head.tolist()) == ([0, 1], [1, 2])
    # 1000 / 2500 is the slowest category; 503 / 629 is 0.8 but for the rounding of the file
    assert network.speed_kmh.tolist() == [40.0, 80.0]
    assert network.node_lonlat.tolist() == [[-74.0, 40.0], [-73.999999, 40.000001], [-74.5, 40.25]]


def test_files_that_do_not_belong_together(written):
    other = written("t.gr.gz", TIME.replace("a 1 2", "a 1 3"))
    with pytest.raises(ValueError, match="same arcs"):
        read_network(written("d.gr.gz", DISTANCE), other, written("co.gz", COORDINATES))


def test_file_that_was_cut_short(written):
    with pytest.raises(ValueError, match="announces 4 arcs and has 3"):
        read_arcs(written("d.gr.gz", DISTANCE.replace("a 2 3 503\n", "")))


@pytest.mark.real_data
def test_new_york():
    """The counts of the challenge's own documentation."""
    if not NEW_YORK.is_dir():
        pytest.skip("../shared/data/scale is not there")
    names = ("USA-road-d.NY.gr.gz", "USA-road-t.NY.gr.gz", "USA-road-d.NY.co.gz")
    network = read_network(*(NEW_YORK / name for name in names))
    assert len(network.node_lonlat) == 264_346
    assert len(network.tail) == 365_050
    assert set(network.speed_kmh.tolist()) == {40.0, 60.0, 80.0, 100.0}
    assert np.abs(network.node_lonlat - (-74.0, 40.8)).max() < 1.0
