# SPDX-License-Identifier: GPL-2.0-or-later
"""The blocks: a partition of the county with the people the design gives it."""

from collections import defaultdict

from shapely.ops import unary_union

# 21,450 + 13,620 in towns, 11,736 in villages, 6,700 in the country: the sum of what is written down
# for each community (data/settlements.csv and places.py).
PEOPLE = 53_506
GROUPS = ("pop_65plus", "low_income", "french_speaking", "no_car")


def test_about_six_hundred(blocks):
    assert 550 <= len(blocks) <= 650
    uids = [row["dbuid"] for row, _ in blocks]
    assert len(set(uids)) == len(uids)
    assert all(uid.isdigit() and len(uid) == 11 and uid.startswith("3599") for uid in uids)


def test_they_are_valid_do_not_overlap_and_leave_no_gap(blocks):
    shapes = [shape for _, shape in blocks]
    assert all(shape.is_valid for shape in shapes)
    whole = unary_union(shapes)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert abs(whole.area - sum(shape.area for shape in shapes)) < 1.0
    # 60 km x 48 km less the corners of 8 km x 7 km and 8 km x 6 km, drawn by hand on the lattice
    assert abs(whole.area / 1e6 - 2_776) < 2


def test_people_add_up(blocks):
    assert sum(row["population"] for row, _ in blocks) == PEOPLE
    by_community = defaultdict(int)
    for row, _ in blocks:
        by_community[row["community"]] += row["population"]
    assert by_community["alderbridge"] == 21_450
    assert by_community["sainte-mathilde"] == 13_620
    assert by_community["heron-island"] == 236


def test_groups_are_part_of_the_people(blocks):
    for row, _ in blocks:
        assert all(0 <= row[group] <= row["population"] for group in GROUPS)
    for group in GROUPS:
        assert 0.05 < sum(row[group] for row, _ in blocks) / PEOPLE < 0.5


def test_one_town_is_mainly_french_speaking_and_one_english_speaking(blocks):
    share = {}
    for town in ("alderbridge", "sainte-mathilde"):
        rows = [row for row, _ in blocks if row["community"] == town]
        share[town] = sum(r["french_speaking"] for r in rows) / sum(r["population"] for r in rows)
    assert share["alderbridge"] < 0.25
    assert share["sainte-mathilde"] > 0.75


def test_towns_are_dense_and_the_country_is_not(blocks):
    density = {}
    for stratum in ("town", "village", "rural"):
        of = [(row, shape) for row, shape in blocks if row["stratum"] == stratum]
        density[stratum] = sum(r["population"] for r, _ in of) / (sum(s.area for _, s in of) / 1e6)
    assert density["town"] > 400
    assert density["village"] > 200
    assert 1 < density["rural"] < 5


def test_nobody_lives_in_the_lake(blocks, water):
    lake = next(shape for row, shape in water if row["name_en"] == "Heron Lake")
    wet = [row for row, shape in blocks if lake.contains(shape.representative_point())]
    assert wet
    assert all(row["population"] == 0 for row in wet)


def test_names_in_both_languages(blocks):
    names = {(row["name_en"], row["name_fr"]) for row, _ in blocks}
    assert ("Township of Wexcombe", "Canton de Wexcombe") in names
    assert ("Heron Island", "Île-aux-Hérons") in names
    assert len({row["csduid"] for row, _ in blocks}) == 7
