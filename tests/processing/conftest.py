# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of hand-computable geography, and a way to run an algorithm and hear what it said.

On the equator one hundredth of a degree of longitude is 1113.1949 m (WGS 84: a × π / 18000), so a road along
it makes every distance a matter of counting.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSettings

STEP_KM = 1.1131949079327357


@pytest.fixture
def step_km():
    """Length of a hundredth of a degree of longitude on the equator."""
    return STEP_KM


@pytest.fixture(scope="session", autouse=True)
def settings_of_this_run(qgis_app, tmp_path_factory):
    """Keep the settings apart from those of another test run in the same checkout."""
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)


@pytest.fixture
def memory_layer():
    """Make a layer: ``memory_layer("Point", [("POINT (0 0)", {"id": "a"}), …], crs="EPSG:4326")``.

    The type of a field follows its first value that is not None.
    """

    def make(kind, rows, *, crs="EPSG:4326", name="layer"):
        kinds = {}
        for _, values in rows:
            for key, value in values.items():
                kinds.setdefault(key, None)
                if kinds[key] is None and value is not None:
                    kinds[key] = {int: "integer", float: "double", bool: "bool"}.get(type(value), "string")
        columns = "".join(f"&field={key}:{kind or 'string'}" for key, kind in kinds.items())
        layer = QgsVectorLayer(f"{kind}?crs={crs}{columns}", name, "memory")
        assert layer.isValid()
        features = []
        for wkt, values in rows:
            feature = QgsFeature(layer.fields())
            for key, value in values.items():
                feature[key] = NULL if value is None else value
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        return layer

    return make


class Listener(QgsProcessingFeedback):
    """Remembers what was said; asks to stop once ``stop_at`` percent are done."""

    def __init__(self, stop_at: float | None = None) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.reached: list[float] = []
        self.texts: list[str] = []
        if stop_at is not None:
            self.progressChanged.connect(lambda done: self.cancel() if done >= stop_at else None)
        self.progressChanged.connect(self.reached.append)

    def pushInfo(self, text):
        self.said.append(text)

    def pushWarning(self, text):
        self.said.append(text)

    def setProgressText(self, text):
        self.texts.append(text)

    def reportError(self, text, fatalError=False):  # noqa: N803
        self.said.append(text)


@dataclass
class Run:
    """Results of a run, the log, and the layers by output name."""

    results: dict[str, Any]
    log: str
    context: QgsProcessingContext = field(repr=False)
    progress: list[float] = field(repr=False)
    texts: list[str] = field(default_factory=list, repr=False)

    def __getitem__(self, name: str) -> Any:
        return self.results[name]

    def layer(self, name: str) -> QgsVectorLayer:
        value = self.results[name]
        return value if isinstance(value, QgsVectorLayer) else QgsVectorLayer(value, name, "ogr")

    def rows(self, name: str, *columns: str) -> list[tuple]:
        """Return the chosen columns of an output, null as None."""
        return [
            tuple(None if feature[column] == NULL else feature[column] for column in columns)
            for feature in self.layer(name).getFeatures()
        ]


@pytest.fixture
def listener():
    return Listener


@pytest.fixture
def read_network(provider, listener):
    """Read roads as algorithms do; returns the roads and what was counted, by parameter and code."""
    from service_points.processing.ledger import Ledger
    from service_points.processing.roads import check_roads, read_roads

    algorithm = next(a for a in provider.algorithms() if a.name() == "networkcheck").create()

    def call(network, **parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        given = {"METRIC": "time", "NETWORK": network, **parameters}
        check_roads(algorithm, given, context)
        ledger = Ledger(algorithm, given, context)
        roads = read_roads(algorithm, given, context, listener(), ledger)
        counted = {f"{e.parameter}.{e.code}": e.count for e in ledger.exclusions}
        return roads, counted

    return call


@pytest.fixture
def run(provider):
    """Run an algorithm of the provider as a script would."""
    from qgis import processing

    def call(name, *, stop_at=None, **parameters):
        feedback, context = Listener(stop_at), QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results = processing.run(f"servicepoints:{name}", parameters, context=context, feedback=feedback)
        return Run(results, "\n".join(feedback.said), context, feedback.reached, feedback.texts)

    return call


@pytest.fixture
def refusal(provider):
    """Run an algorithm that must refuse; return the sentence it gives, with plain spaces."""
    from qgis import processing
    from qgis.core import QgsProcessingException

    def call(name, *, stop_at=None, **parameters):
        with pytest.raises(QgsProcessingException) as problem:
            processing.run(f"servicepoints:{name}", parameters, feedback=Listener(stop_at))
        return str(problem.value).replace("\u00a0", " ")

    return call


@pytest.fixture(params=["en", "fr"])
def spoken(request):
    """The person's language, one after the other."""
    settings = QgsSettings()
    settings.setValue("service_points/language", request.param)
    yield request.param
    settings.remove("service_points/language")


@pytest.fixture
def road(memory_layer):
    """One road of five hundredths of a degree along the equator, one vertex each hundredth."""
    wkt = "LINESTRING (0 0, 0.01 0, 0.02 0, 0.03 0, 0.04 0, 0.05 0)"
    return memory_layer("LineString", [(wkt, {"kmh": 60, "way": "both", "class": "local"})], name="road")


@pytest.fixture
def points(memory_layer):
    """Two service points, at the start and at the end of the road."""
    return memory_layer(
        "Point",
        [
            ("POINT (0.05 0)", {"id": "b", "name_en": "East", "level": "provincial"}),
            ("POINT (0 0)", {"id": "a", "name_en": "West", "level": "federal"}),
        ],
        name="points",
    )


@pytest.fixture
def people(memory_layer):
    """Four places along the road: 10, 20, 30 and 40 people at 1, 2, 3 and 4 hundredths of a degree."""
    rows = [(f"POINT (0.0{i} 0)", {"people": 10 * i, "seniors": i}) for i in (1, 2, 3, 4)]
    return memory_layer("Point", rows, name="people")


@pytest.fixture(scope="session")
def ottawa(repository):
    """Real data beside the checkout, which the project does not ship."""
    folder = repository.parent / "shared" / "data" / "ottawa"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    return folder


@pytest.fixture(scope="session")
def offices(ottawa):
    """The 9 provincial and 9 federal points as a layer that qgis_process can open."""
    source = (ottawa / "service_points.csv").as_uri()
    chosen = "%22order_of_government%22%20IN%20('federal','provincial')"
    return f"delimitedtext://{source}?type=csv&xField=longitude&yField=latitude&crs=EPSG:4326&subset={chosen}"


@pytest.fixture
def network(ottawa):
    return {"NETWORK": ottawa / "roads.gpkg", "CLASS_FIELD": "CLASS", "SPEED_PRESET": "statcan_rnf"}


@pytest.fixture
def reach(run, points, road, people):
    """Run catchments of the two points along the road; a parameter given as None is left out."""

    def call(**changes):
        given = {
            "POINTS": points,
            "NETWORK": road,
            "DEMAND": people,
            "DEMAND_FIELDS": ["people", "seniors"],
            "CUTOFFS": "1.2, 2.3",
            "METRIC": "distance",
            **dict.fromkeys(("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED"), "TEMPORARY_OUTPUT"),
            **changes,
        }
        return run("catchments", **{name: value for name, value in given.items() if value is not None})

    return call


@pytest.fixture
def provenance_of():
    """The provenance that a layer of a run carries: ``provenance_of(done, "OUTPUT")``."""

    def read(done, name):
        return json.loads(done.layer(name).customProperty("service_points/provenance"))

    return read


class Town:
    """A generated town, the same in every Python: ``n`` × ``n`` crossings some 150 m apart, one street in ten
    missing, one in six one-way, three speeds, and a bend in the middle of every street.

    ``roads``, ``places`` (every crossing and bend) and ``points`` are rows for ``memory_layer``. Positions
    are degrees, or metres of EPSG:32618 near the same place with ``metres``.
    """

    def __init__(self, n: int, seed: int, *, points: int = 5, metres: bool = False) -> None:
        draw = random.Random(seed)
        self.crs = "EPSG:32618" if metres else "EPSG:4326"
        self.spots: list[tuple[float, float]] = []
        self.streets: list[tuple[int, int, int, float, str]] = []  # from, bend, to, km/h, direction
        self._scale = (
            ((445_000.0, 150.0), (5_027_000.0, 150.0)) if metres else ((-75.7, 0.0019), (45.4, 0.00135))
        )
        self._digits = 2 if metres else 7
        crossing = [[self._spot(draw, i, j) for i in range(n)] for j in range(n)]
        for j in range(n):
            for i in range(n):
                for a, b in ((i + 1, j), (i, j + 1)):
                    if a < n and b < n and draw.random() < 0.9:
                        bend = self._spot(draw, (i + a) / 2, (j + b) / 2)
                        speed = draw.choice((30.0, 30.0, 30.0, 50.0, 80.0))
                        way = draw.choice(("both",) * 10 + ("F", "B"))
                        self.streets.append((crossing[j][i], bend, crossing[b][a], speed, way))
        inner = [crossing[j][i] for j in range(1, n - 1) for i in range(1, n - 1)]
        self.starts = sorted(draw.sample(inner, points))
        self.roads = [
            (
                f"LINESTRING ({', '.join(self._text(k) for k in street[:3])})",
                {"kmh": street[3], "way": street[4]},
            )
            for street in self.streets
        ]
        self.points = [(f"POINT ({self._text(k)})", {"id": f"p{k:05}"}) for k in self.starts]
        self.places = [
            (f"POINT ({self._text(k)})", {"n": k, "people": draw.randrange(100)})
            for k in range(len(self.spots))
        ]

    def _spot(self, draw: random.Random, i: float, j: float) -> int:
        place = [
            round(start + step * (k + draw.uniform(-0.2, 0.2)), self._digits)
            for (start, step), k in zip(self._scale, (i, j))
        ]
        self.spots.append((place[0], place[1]))
        return len(self.spots) - 1

    def _text(self, k: int) -> str:
        return f"{self.spots[k][0]!r} {self.spots[k][1]!r}"

    def halves(self) -> list[tuple[int, int, float, str]]:
        """The straight pieces of all streets: from, to, km/h, direction."""
        return [(a, b, s, w) for u, m, v, s, w in self.streets for a, b in ((u, m), (m, v))]


@pytest.fixture(scope="session")
def make_town():
    return Town


DIRECTIONS = {"DIRECTION_FIELD": "way", "VALUE_FORWARD": "F", "VALUE_BACKWARD": "B", "VALUE_BOTH": "both"}


@pytest.fixture
def travel(run, memory_layer):
    """Run catchments of a town; a parameter given as None is left out."""

    def call(town, *, stop_at=None, **changes):
        given = {
            "POINTS": memory_layer("Point", town.points, crs=town.crs, name="points"),
            "NETWORK": memory_layer("LineString", town.roads, crs=town.crs, name="roads"),
            "SPEED_FIELD": "kmh",
            **DIRECTIONS,
            "DEMAND": memory_layer("Point", town.places, crs=town.crs, name="places"),
            "DEMAND_FIELDS": ["people"],
            "CUTOFFS": "1,2.5,4",
            **dict.fromkeys(("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED"), "TEMPORARY_OUTPUT"),
            **changes,
        }
        chosen = {name: value for name, value in given.items() if value is not None}
        return run("catchments", stop_at=stop_at, **chosen)

    return call
