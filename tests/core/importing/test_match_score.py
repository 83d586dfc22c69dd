# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence that two points are one (schema, section E3, step 3)."""

from __future__ import annotations

import math
import time

import pytest
from service_points.core.importing.matching.candidate import Candidate
from service_points.core.importing.matching.score import distance_m, evidence_of, score_of
from service_points.core.importing.matching.street import address_similarity, read_address
from service_points.core.validation.similarity import name_similarity


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("110 Laurier Ave W", "110, avenue Laurier Ouest"),
        ("1490 St. Laurent Blvd", "1490, boul. Saint-Laurent"),
        ("2250 Ogilvie Road", "2250, chemin Ogilvie"),
        ("12 Montée Street", "12, rue Montee"),
    ],
)
def test_an_address_is_the_same_in_both_languages(english: str, french: str) -> None:
    assert address_similarity(english, french) == 1.0


def test_unequal_civic_numbers_cap_the_address() -> None:
    assert address_similarity("110 Laurier Ave W", "112 Laurier Ave W") == 0.3


def test_unequal_directions_cap_the_address() -> None:
    assert address_similarity("110 Laurier Ave W", "110 Laurier Ave E") == 0.5


def test_a_street_of_another_name_scores_by_its_letters() -> None:
    # "bank st" and "bronson st" have 6 and 9 pairs of letters; " s" and "st" are shared
    assert address_similarity("5 Bank St", "5 Bronson St") == pytest.approx(2 * 2 / (6 + 9))


@pytest.mark.parametrize("other", ["Laurier Ave W", "110 Laurier Ave"])
def test_what_only_one_address_has_is_unequal(other: str) -> None:
    assert address_similarity("110 Laurier Ave W", other) < 1.0


def test_a_type_that_one_address_leaves_out_is_open() -> None:
    assert address_similarity("2516 Alta Vista", "2516, prom. Alta Vista") == 1.0
    assert address_similarity("2516 Alta Vista Ave", "2516, prom. Alta Vista") < 1.0


def test_a_direction_that_one_address_leaves_out_is_nearly_equal() -> None:
    assert address_similarity("110 Laurier Ave", "110 Laurier Ave W") == 0.9


@pytest.mark.parametrize("other", ["2782 9th Line Rd", "2782 Ninth Line Rd"])
def test_streets_with_other_numbers_are_two(other: str) -> None:
    assert address_similarity("2782 8th Line Rd", other) <= 0.3
    assert address_similarity("2782 8th Line Rd", "2782 Eighth Line Rd") == 1.0


def test_unit_and_box_are_no_part_of_the_street() -> None:
    assert address_similarity("1800 Bank Street, Unit 5", "5-1800, rue Bank") == 1.0
    assert evidence_of(Candidate(address="PO Box 12"), Candidate(address="1800 Bank St")) == {}


def test_the_best_pair_of_names_counts_whatever_their_order() -> None:
    names = ["Bibliothèque d’Orléans", "Orleans Library", "Cumberland Lib.", "Library", "Centre Orléans Ctr"]
    for a in (names[:2], names[1:4], names[3:]):
        for b in (names[2:], names[:3]):
            best = max(name_similarity([one], [other]) for one in a for other in b)
            assert name_similarity(a, b) == name_similarity(b, a[::-1]) == best


@pytest.mark.parametrize(
    ("short", "long"),
    [("Ottawa South Rec. Cmplx", "Ottawa South Recreation Complex"), ("Elem. Sch.", "Elementary School")],
)
def test_usual_abbreviations_are_written_out(short: str, long: str) -> None:
    assert name_similarity([short], [long]) == 1.0


def test_addresses_without_a_street_are_not_alike() -> None:
    assert address_similarity("123", "123") == 0.0
    assert address_similarity("-", "...") == 0.0


def test_a_degree_of_latitude_is_111_2_km() -> None:
    assert distance_m((-75.0, 45.0), (-75.0, 46.0)) == pytest.approx(111_195.1, abs=1)


def test_only_what_both_have_counts() -> None:
    a = Candidate(names=("Centre Laurier",), phones=("+16135550123",), postal_code="K1A 0B1")
    b = Candidate(names=("Centre Laurier",), postal_code="K1A 0B2")
    assert evidence_of(a, b) == {"name": 1.0, "postal_code": 0.3}
    assert score_of(evidence_of(a, b)) == pytest.approx((0.35 + 0.03) / 0.45)


def test_nothing_in_common_is_no_evidence() -> None:
    assert score_of(evidence_of(Candidate(names=("A",)), Candidate(phones=("311",)))) == 0.0


def test_the_score_does_not_depend_on_the_order() -> None:
    a = Candidate(names=("City Hall",), address="110 Laurier Ave W", lonlat=(-75.69, 45.42))
    b = Candidate(names=("Hôtel de ville",), address="101 Laurier Av E", lonlat=(-75.68, 45.42))
    assert evidence_of(a, b) == evidence_of(b, a)
    assert math.isfinite(score_of(evidence_of(a, b)))


def test_a_hostile_address_costs_no_time() -> None:
    start = time.process_time()
    read_address("1 " * 15_000)
    assert time.process_time() - start < 1.0


def test_250_m_apart_leave_the_distance_1_over_e() -> None:
    north = 45.0 + 250 / 111_195.08  # metres in a degree of latitude, mean radius
    found = evidence_of(Candidate(lonlat=(-75.0, 45.0)), Candidate(lonlat=(-75.0, north)))
    assert found["distance"] == pytest.approx(0.367879, abs=1e-5)


@pytest.mark.parametrize(
    ("feature", "weight"),
    [("name", 0.35), ("address", 0.25), ("distance", 0.20), ("phone", 0.10), ("postal_code", 0.10)],
)
def test_each_feature_weighs_what_the_schema_says(feature: str, weight: float) -> None:
    known = dict.fromkeys(("name", "address", "distance", "phone", "postal_code"), 0.0)
    assert score_of({**known, feature: 1.0}) == pytest.approx(weight)


def test_a_phone_in_common_is_enough() -> None:
    a = Candidate(phones=("+16135550123", "311"))
    assert evidence_of(a, Candidate(phones=("311",))) == {"phone": 1.0}
    assert evidence_of(a, Candidate(phones=("+16135550199",))) == {"phone": 0.0}
