# SPDX-License-Identifier: GPL-2.0-or-later
"""Fifty thousand points: how soon the page answers, how long a search takes, how much travels."""

import gzip
import random
import time

import pytest
from service_points.core.publishing.finder import write_finder

N = 50_000
WORDS = (
    "Centre",
    "Bureau",
    "Services",
    "Point",
    "Comptoir",
    "Accès",
    "Emploi",
    "Santé",
    "Municipal",
    "Régional",
)
HOURS = tuple(
    f"Mo-Fr {8 + h:02d}:{m:02d}-{16 + k:02d}:30; PH off"
    for h in range(3)
    for m in (0, 15, 30)
    for k in range(3)
)


@pytest.fixture(scope="module")
def large(made, tmp_path_factory):
    """A site of N points of random names, places, services, hours and numbers; and the seconds it took."""
    chance = random.Random(7)
    cities = [(f"Ville{n}", chance.uniform(-130, -55), chance.uniform(43, 60)) for n in range(3000)]
    services = [
        made.row(
            "service",
            id=made.uid(0x7000000 + n),
            name_en=f"Service {n}",
            name_fr=f"Prestation {n}",
            categories=[chance.choice(("health.card", "identity.passport", "driving.licence", "taxes"))],
        )
        for n in range(60)
    ]
    points, links, phones = [], [], []
    for n in range(N):
        city, lon, lat = chance.choice(cities)
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {city} {chance.randrange(10_000)}"
        id_ = f"{chance.getrandbits(128):032x}"
        id_ = "-".join((id_[:8], id_[8:12], id_[12:16], id_[16:20], id_[20:]))
        letters = "ABCEGHJKLMNPRSTVXY"
        area = f"{chance.choice(letters)}{n % 10}{chance.choice(letters)}"
        points.append(
            made.point(
                n,
                id=id_,
                name_en=name,
                name_fr=f"{name} (fr)",
                city=city,
                hours=chance.choice(HOURS),
                postal_code=f"{area} {chance.randrange(10)}A{chance.randrange(10)}",
                geom=f"POINT ({lon + chance.gauss(0, 0.2):.7f} {lat + chance.gauss(0, 0.1):.7f})",
                address_line1=f"{n % 9999}, rue {chance.choice(WORDS)} {chance.randrange(300)}",
                channel=chance.choice(("in_person",) * 8 + ("call_centre", "digital")),
            )
        )
        for service in chance.sample(services, chance.randint(1, 4)):
            links.append(
                made.row(
                    "service_at_point",
                    id=f"{id_[:-4]}{len(links) % 9999:04d}",
                    point_id=id_,
                    service_id=service["id"],
                    delivery_level="full",
                    status="active",
                )
            )
        phones.append(
            made.row(
                "phone",
                id=id_[::-1],
                point_id=id_,
                kind="voice",
                is_primary=True,
                row_version=1,
                number=f"+1613{chance.randrange(2_000_000, 9_999_999)}",
            )
        )
    publication = made.publication(points, service=services, service_at_point=links, phone=phones)
    folder = tmp_path_factory.mktemp("large")
    start = time.perf_counter()
    write_finder(publication, folder)
    print(f"written in {time.perf_counter() - start:.1f} s")
    return folder


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_k4_fifty_thousand_records_answer_at_once(browse, large):
    first = [
        large / "en" / "index.html",
        *large.glob("assets/*"),
        *large.glob("data/points-*.js"),
        large / "data" / "details-0.js",
    ]
    wire = sum(len(gzip.compress(path.read_bytes())) for path in first)
    assert wire < 6_000_000
    loads = []
    for _ in range(3):  # the quickest: other work on the machine only adds to it
        page = browse(large, "en/index.html", now=None)
        loads.append(page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
    ready = min(loads)
    assert page.locator("#status").inner_text() == "50,000 service points."
    searches = {
        "words": {"q": "centre emploi"},
        "service": {"q": "passeport"},
        "place": {"place": "Ville12", "km": 50},
        "open": {"open": "now", "q": "sante"},
        "everything": {},
    }
    took = page.evaluate(
        """searches => Object.fromEntries(Object.entries(searches).map(([name, query]) => {
          const all = Object.assign({}, finder.state.EMPTY, query), times = [];
          for (let turn = 0; turn < 5; turn += 1) {
            const start = performance.now();
            const from = all.place ? finder.places.locate(all.place) : null;
            const found = finder.search.search(all, from, all.open ? { instant: new Date() } : null);
            finder.results.render(found.hits, all, new Date());
            times.push(performance.now() - start);
          }
          return [name, times.sort((a, b) => a - b)[2]];
        }))""",
        searches,
    )
    print(f"wire {wire / 1e6:.2f} MB, interactive {ready:.0f} ms, searches {took}")
    assert ready < 2000
    assert max(took.values()) < 100, took


@pytest.mark.slow
def test_k4_fifty_thousand_records_without_scripts(browse, large):
    page = browse(large, "fr/index.html", now=None, ready=False, java_script_enabled=False)
    assert page.locator("li.result").count() == 50
    page.click("main .without-scripts a >> nth=0")
    page.locator("main li a", has_text="Ville2999").click()
    page.wait_for_load_state()
    assert page.locator("li.result").count() == 200
    assert "Ville2999" in page.locator("h2").all_inner_texts()[int(page.url.rsplit("-", 1)[1]) - 1]
