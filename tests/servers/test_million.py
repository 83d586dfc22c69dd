# SPDX-License-Identifier: GPL-2.0-or-later
"""How a register of a million points is worked with: `make bench-postgis` runs this and prints the figures.

Generated on the server, opened in the panel through QGIS's own layers, with the role of a reader. Times are
those of the whole way, from the key press to the list; memory is what the process of QGIS holds.
"""

import importlib.util
import os
import statistics
import time
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import QModelIndex
from service_points.core.progress import SILENT
from service_points.core.store import open_store
from service_points.core.store.postgis.session import connect
from service_points.layers.filter import Criteria
from service_points.layers.server_points import read_server_points

POINTS = int(os.environ.get("SERVICE_POINTS_MILLION", "0"))
TESTS = Path(__file__).parents[1]
TYPED = (
    *("ottawa service 12", "montréal biblio", "K1P 3C1", "wellington", "agence 1234", "trois-rivières"),
    *("123456", "bureau d’emploi", "unité mobile", "8 main street", "ᐃᖃᓗᐃᑦ", "nowhere"),
)
CITY = QgsRectangle(-75.75, 45.38, -75.65, 45.45)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not POINTS, reason="make bench-postgis"),
]


def _module(name, path):
    spec = importlib.util.spec_from_file_location(f"service_points_{name}_of_the_million", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_ui = _module("ui", TESTS / "ui" / "conftest.py")
clean_settings, english, panel = _ui.clean_settings, _ui.english, _ui.panel


def resident(field="VmRSS"):
    """The memory of this process, MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) / 1024


@pytest.fixture(scope="module")
def said():
    """Collect figures, and print them at the end."""
    lines = []
    yield lambda label, *values: lines.append(f"| {label} | {' | '.join(map(str, values))} |")
    print("\n" + "\n".join(lines))


@pytest.fixture(scope="module")
def million(roles, new_address, make_store, fill, said):
    address = new_address()
    make_store(address).close()
    began = time.monotonic()
    fill(address, POINTS)
    said("generated, with words and indexes, s", round(time.monotonic() - began))
    with closing(connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_size_pretty(pg_total_relation_size(oid)),"
            " pg_size_pretty(pg_indexes_size(oid))"
            " FROM pg_class WHERE relnamespace = %s::regnamespace"
            " AND relname IN ('service_point', 'point_words', 'service_at_point')",
            (address.schema,),
        )
        for table, *sizes in cursor.fetchall():
            said(f"{table}: size, of which indexes", *sizes)
    return address


@pytest.fixture
def name(million, postgres, save_connection):
    login = postgres.user("million_reader", "casp_reader")
    return f"postgis:{save_connection('Million', million.options['dbname'], login)}/{million.schema}"


@pytest.fixture
def opened(english, panel, qtbot, name, said):
    """The panel on the register, with the time and memory that opening took."""
    before, began = resident(), time.monotonic()
    with qtbot.waitSignal(panel.points.server.found, timeout=120_000):
        panel.open_store(name)
    first = time.monotonic() - began
    settle(panel, qtbot)
    said("opened: first page, with counts (s)", round(first, 2), round(time.monotonic() - began, 2))
    said("memory before and after opening, MB", round(before), round(resident()))
    return panel


def settle(panel, qtbot):
    qtbot.waitUntil(lambda: not panel.points.server._questions._tasks, timeout=120_000)


def drawn(panel, qtbot):
    """Draw the map, wait until it is there, return the seconds."""
    canvas, began = panel.iface.mapCanvas(), time.monotonic()
    with qtbot.waitSignal(canvas.mapCanvasRefreshed, timeout=120_000):
        canvas.refresh()
    return time.monotonic() - began


def test_searching_as_one_types(opened, qtbot, said):
    tab, found = opened.points, []
    tab.server.found.connect(lambda _page: found.append(time.monotonic()))
    pages, counts = [], []
    for words in TYPED:
        for end in range(1, len(words) + 1):
            found.clear()
            began = time.monotonic()
            tab.search.setText(words[:end])
            qtbot.waitUntil(lambda: bool(found), timeout=120_000)
            pages.append((found[0] - began, words[:end]))
        settle(opened, qtbot)
        counts.append(time.monotonic() - began)
    times = [seconds for seconds, _ in pages]
    worst = max(pages)
    said(
        f"search as typed, {len(times)} key presses: median, 95 %, worst (ms)",
        *(
            round(1000 * t)
            for t in (statistics.median(times), statistics.quantiles(times, n=20)[-1], worst[0])
        ),
        f"“{worst[1]}”",
    )
    said(
        "with the exact count: median, worst (ms)",
        *(round(1000 * f(counts)) for f in (statistics.median, max)),
    )
    tab.search.clear()
    settle(opened, qtbot)
    assert opened.session.register.points == ()
    said("memory, MB", round(resident()))


def test_scrolling_and_counts_by_code(opened, qtbot, said):
    tab = opened.points
    began = time.monotonic()
    for _ in range(20):
        with qtbot.waitSignal(tab.server.more_found, timeout=60_000):
            tab.model.fetchMore(QModelIndex())
    said("scrolling: a page of 100 (ms)", round(1000 * (time.monotonic() - began) / 20))

    for facet in ("jurisdiction", "channel", "point_type", "service", "language", "status"):
        spent = []
        for _ in range(2):
            popup = tab.filters._popups[facet]
            tab.filters._more.setChecked(True)
            began = time.monotonic()
            tab.filters._buttons[facet].click()
            qtbot.waitUntil(popup.isVisible, timeout=60_000)
            spent.append(round(1000 * (time.monotonic() - began)))
            popup.close()
        said(f"facet {facet}: first, again (ms)", *spent)


def test_the_map_of_a_city(opened, qtbot, said):
    tab, found = opened.points, []
    tab.server.found.connect(lambda _page: found.append(time.monotonic()))
    canvas, layer = opened.iface.mapCanvas(), opened.session.points_layer()
    canvas.setDestinationCrs(layer.crs())
    layer.setMinimumScale(10_000_000)  # the canvas of a test is small
    canvas.setLayers([layer])
    canvas.setExtent(CITY)
    spent = sorted(drawn(opened, qtbot) for _ in range(3))
    said("map of a city, median of three (s)", round(spent[1], 2))
    tab.follow.setChecked(True)
    settle(opened, qtbot)
    found.clear()
    began = time.monotonic()
    tab.filters.choose("channel", {"in_person"})
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    said("filter within the map view: first page (ms)", round(1000 * (found[0] - began)))
    settle(opened, qtbot)
    tab.follow.setChecked(False)
    tab.filters.clear()
    settle(opened, qtbot)
    tab.map_filter.check.setChecked(True)
    for label, words, facet in (
        ("words", "unité mobile", {}),
        ("words and a service", "montréal", {"service": sorted(opened.session.register.services)[:1]}),
        ("a jurisdiction", "", {"jurisdiction": ["CA-ON-0001"]}),
    ):
        criteria, before = Criteria(), layer.subsetString()
        for name, codes in facet.items():
            criteria = criteria.with_facet(name, codes)
        tab.filters.set_criteria(criteria)
        tab.search.setText(words)
        tab.refresh()
        qtbot.waitUntil(lambda before=before: layer.subsetString() not in ("", before), timeout=60_000)
        said(f"map of the city filtered by {label} (s)", round(drawn(opened, qtbot), 2))
    tab.map_filter.check.setChecked(False)
    tab.filters.clear()
    tab.search.clear()
    settle(opened, qtbot)

    said("memory at the end, and its peak (MB)", round(resident()), round(resident("VmHWM")))
    assert tab.counts.text() == f"{POINTS:,} points"


def test_the_server_alone(million, said):
    began = time.monotonic()
    server = read_server_points(million.uri, SILENT)
    said("asked without QGIS: opened (s)", round(time.monotonic() - began, 2))
    assert server.register.figures.points == POINTS
    spent = []
    for words in TYPED:
        began = time.monotonic()
        server.page(Criteria(text=words), "fr")
        spent.append(time.monotonic() - began)
    said("whole searches: median, worst (ms)", *(round(1000 * f(spent)) for f in (statistics.median, max)))
    server.close()
    with open_store(million) as store:
        assert store.count("service_point") == POINTS
