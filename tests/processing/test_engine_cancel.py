# SPDX-License-Identifier: GPL-2.0-or-later
"""A request to stop is heard at every stage, at once, and nothing half-done stays."""

import random
import tempfile
import time
from pathlib import Path

import pytest
from qgis import processing
from qgis.core import QgsProcessingException, QgsProcessingUtils

SHARES = (0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0)


@pytest.fixture(scope="module")
def town(make_town):
    return make_town(30, seed=21, points=12)


@pytest.fixture
def asked(listener):
    """A feedback that cancels itself when it is asked for the n-th time whether to stop; never without n.

    All long work asks, so the questions of a whole run divide it into its stages.
    """

    class Asked(listener):
        def __init__(self, n=None):
            super().__init__()
            self.n, self.count, self.since = n, 0, None

        def isCanceled(self):
            self.count += 1
            if self.count == self.n:
                self.since = time.process_time()
                self.cancel()
            return super().isCanceled()

    return Asked


@pytest.fixture
def jobs(town, memory_layer):
    """Algorithms with parameters for a second or so of work each."""
    roads = memory_layer("LineString", town.roads)
    points, places = memory_layer("Point", town.points), memory_layer("Point", town.places)
    draw = random.Random(2)
    squares = []
    for _ in range(400):
        x, y = draw.choice(town.spots)
        ring = ((x, y), (x + 2e-3, y), (x + 2e-3, y + 2e-3), (x, y + 2e-3), (x, y))
        wkt = f"POLYGON (({', '.join(f'{a!r} {b!r}' for a, b in ring)}))"
        squares.append((wkt, {"people": draw.randrange(50)}))
    travel = {"NETWORK": roads, "SPEED_FIELD": "kmh"}
    each = {"POINTS": points, **travel, "DEMAND_FIELDS": ["people"], "DETAIL": "precise"}
    catchments = {**each, "DEMAND": places, "CUTOFFS": "1,2,3,4,5"}
    shares = {**each, "DEMAND": memory_layer("Polygon", squares), "APPORTION": "area_share"}
    return {
        "catchments": ("catchments", catchments, ("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED")),
        "nearest": ("catchments", {**catchments, "OVERLAP": "nearest"}, ("OUTPUT", "DEMAND_OUT")),
        "area_share": ("catchments", {**shares, "CUTOFFS": "2,4"}, ("OUTPUT", "SERVED", "DEMAND_OUT")),
        "straight": ("catchments", {**catchments, "METRIC": "straight"}, ("OUTPUT", "SERVED")),
        "odmatrix": ("odmatrix", {"ORIGINS": places, "DESTINATIONS": points, **travel}, ("OUTPUT",)),
        "networkcheck": ("networkcheck", {"POINTS": points, **travel}, ("ISSUES",)),
    }


@pytest.mark.parametrize(
    "job", ["catchments", "nearest", "area_share", "straight", "odmatrix", "networkcheck"]
)
def test_stops_at_every_stage_and_leaves_nothing(  # noqa: PLR0917
    provider, asked, jobs, job, tmp_path, monkeypatch
):
    name, parameters, outputs = jobs[job]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    temporary = Path(QgsProcessingUtils.tempFolder())

    def attempt(feedback):
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        files = {output: str(folder / f"{output}.gpkg") for output in outputs}
        before = set(temporary.rglob("*"))
        try:
            processing.run(f"servicepoints:{name}", {**parameters, **files}, feedback=feedback)
        finally:
            left = {*folder.iterdir(), *(tmp_path / "temporary").iterdir()}
            left |= set(temporary.rglob("*")) - before
        return left

    whole = asked()
    assert len(attempt(whole)) >= len(outputs)
    assert whole.count >= 10
    for file in (tmp_path / "out").iterdir():
        file.unlink()
    slowest = 0.0
    for share in SHARES:
        feedback = asked(max(1, round(whole.count * share)))
        with pytest.raises(QgsProcessingException, match="Stopped at your request"):
            attempt(feedback)
        slowest = max(slowest, time.process_time() - feedback.since)
        assert not list((tmp_path / "out").iterdir()), share
        assert not list((tmp_path / "temporary").iterdir()), share
    assert slowest < 2.0


def test_progress_rises_to_the_end(provider, asked, jobs):
    """What the bar shows never goes back, and it is told of more than the ends."""
    for job, (name, parameters, outputs) in jobs.items():
        feedback = asked()
        given = {**parameters, **dict.fromkeys(outputs, "TEMPORARY_OUTPUT")}
        processing.run(f"servicepoints:{name}", given, feedback=feedback)
        assert feedback.reached == sorted(feedback.reached), job
        assert len(set(feedback.reached)) > 5, job
        assert feedback.reached[-1] == 100, job
