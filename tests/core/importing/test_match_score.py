# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence that two points are one (schema, section E3, step 3)."""

from __future__ import annotations

import math
import time

import pytest

from core.importing.matching.candidate import Candidate
from core.importing.matching.score import distance_m, evidence_of, score_of
from core.importing.matching.street import address_similarity, read_street


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
    # "bank st" and "bronson st" have 6 and 9 pairs of letters; "n ", " s" and "st" are not all shared
    assert address_similarity("5 Bank St", "5 Bronson St") == pytest.approx(2 * 2 / (6 + 9))


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
    read_street("1 " * 15_000)
    assert time.process_time() - start < 1.0
