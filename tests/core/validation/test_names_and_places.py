# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules compare with: names, distances, neighbours."""

import math
import random
import time
from difflib import SequenceMatcher

import pytest
from pyproj import Geod
from service_points.core.validation.neighbours import NamedPoint, Neighbours
from service_points.core.validation.position import lonlat_of, metres_between
from service_points.core.validation.similarity import fold, name_similarity, names_alike, shared_letters


def test_accents_and_case_fold():
    assert fold("Hôtel de Ville — ŒUVRE Tłı̨chǫ") == "hotel de ville — œuvre tłıcho"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Service Canada Centre", "SERVICE CANADA CENTER", 1.0),
        ("Centre d’emploi de Québec", "Centre emploi Quebec", 1.0),
        ("xyz", "abc", 0.0),
        ("", "Service Ontario", 0.0),
    ],
)
def test_names(a, b, expected):
    assert name_similarity([a], [b]) == expected


def test_the_score_by_hand():
    """Words {night, shift} and {nacht, shift}: containment 1/2. Letters "night shift" and "nacht shift":
    difflib matches "n", "ht shift" = 9 of 11, ratio 18/22. Pairs: ni ig gh ht t_ _s sh hi if ft against
    na ac ch ht t_ _s sh hi if ft: 7 in common, Dice 14/20. Score (1/2 + 18/22) / 2."""
    assert name_similarity(["Night Shift"], ["Nacht Shift"]) == pytest.approx((0.5 + 18 / 22) / 2)


@pytest.mark.parametrize("letters", ["ab", "abcd ", "aeilnrst -é"])
def test_letters_are_shared_as_difflib_matches_them(letters):
    rng = random.Random(letters)
    for _ in range(2_000):
        a, b = ("".join(rng.choices(letters, k=rng.randrange(40))) for _ in range(2))
        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        assert shared_letters(a, b) == sum(block.size for block in blocks), (a, b)


def test_the_best_pair_of_names_counts_and_order_does_not():
    a, b = ["Health Centre", "Centre de santé"], ["Clinic", "Centre de Santé"]
    assert name_similarity(a, b) == 1.0 == name_similarity(b, a)
    assert name_similarity([], b) == 0.0


@pytest.mark.parametrize("text", ["a" * 30_000, "a b " * 8_000, "ab" * 15_000 + "é" * 10])
def test_hostile_names_cost_little(text):
    start = time.process_time()
    name_similarity([text, text[1:]], [text[::-1], text])
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("wkt", "lonlat"),
    [
        ("POINT (-75.6972000 45.4215000)", (-75.6972, 45.4215)),
        ("POINT(-75 45)", (-75.0, 45.0)),
        ("POINT (-75 45 10)", None),
        ("POINT (nan inf)", None),
        ("POINT EMPTY", None),
        ("POINT (1e5 45)", None),
        (None, None),
        (b"POINT (1 2)", None),
    ],
)
def test_positions(wkt, lonlat):
    assert lonlat_of(wkt) == lonlat


@pytest.mark.parametrize("lat", [42.0, 49.5, 60.0, 83.0])
@pytest.mark.parametrize("azimuth", [0, 37, 90, 200])
def test_metres_agree_with_the_geodesic(lat, azimuth):
    lon2, lat2, _ = Geod(ellps="GRS80").fwd(-75.0, lat, azimuth, 1000.0)
    assert metres_between((-75.0, lat), (lon2, lat2)) == pytest.approx(1000.0, abs=0.01)


def test_names_are_alike_when_their_similarity_says_so():
    rng = random.Random(11)
    words = [
        "Service",
        "Ontario",
        "Centre",
        "Ctr",
        "Bureau",
        "Office",
        "12",
        "120",
        "Île",
        "St-Jean",
        "the",
        "",
    ]
    both = set()
    for _ in range(3000):
        a, b = (
            [" ".join(rng.choices(words, k=rng.randint(0, 4))) for _ in range(rng.randint(0, 3))]
            for _ in "ab"
        )
        for least in (0.5, 0.85, 1.0):
            expected = name_similarity(a, b) >= least
            assert names_alike(a, b, least) is expected, (a, b, least)
            both.add(expected)
    assert both == {True, False}


@pytest.mark.parametrize("lat", [-0.001, 45.4, 74.7])
def test_neighbours_are_those_of_trying_every_pair(lat):
    rng = random.Random(3)
    points = [
        NamedPoint(
            {
                "id": str(n),
                "organization_id": rng.choice("ab"),
                "channel": rng.choice(["in_person", "digital"]),
                "postal_code": rng.choice(["K1A 0B1", "K0A 1A0", None]),
            },
            (-75 + rng.uniform(0, 0.03) / math.cos(math.radians(lat)), lat + rng.uniform(0, 0.03)),
        )
        for n in range(300)
    ]
    near = Neighbours(points)
    geod = Geod(ellps="GRS80")
    n_pairs = 0
    for a in points:
        alike, here = set(), set()
        for b in points:
            if a is b:
                continue
            distance = geod.inv(*a.lonlat, *b.lonlat)[2]
            same = all(a.row[key] == b.row[key] for key in ("organization_id", "channel"))
            if same and distance <= (
                1000 if "K0A 1A0" in (a.row["postal_code"], b.row["postal_code"]) else 250
            ):
                alike.add(b.row["id"])
            if distance <= 50 and b.row["channel"] == "in_person":
                here.add(b.row["id"])
        assert {b.row["id"] for _, b in near.alike(a)} == alike
        assert {b.row["id"] for _, b in near.here(a)} == here
        n_pairs += len(alike) + len(here)
    assert n_pairs > 1000
