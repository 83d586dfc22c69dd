# SPDX-License-Identifier: GPL-2.0-or-later
"""E11 and placing: expected places are worked by hand on streets along a meridian or parallel; the real ones
are those that `ottawa/service_points.csv` records."""

import csv
import math
import time

import numpy as np
import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.importing.placing import (
    Address,
    AddressRows,
    Step,
    build_reference,
    count_steps,
    place,
    read_line,
    read_street,
)
from service_points.core.progress import Silent

# Bank St runs north by 0.0001 degrees (11.1 m) a number; Rideau St has a namesake avenue 2 km away
ROWS = [
    *((str(n), "Bank St", "Ottawa", "K1P 1A1", -75.7, 45.4 + n * 1e-4) for n in (10, 12, 14, 20, 11, 13, 15)),
    ("5", "Rideau St", "Ottawa", "K1N 2B2", -75.69, 45.43),
    ("5", "Rideau Ave", "Ottawa", "K1N 2B3", -75.69, 45.45),
    ("8", "boul. Saint-Joseph Est", "Gatineau", "J8Y 3C3", -75.72, 45.44),
    ("7", "Main St", "Ottawa", "K1S 4D4", -75.68, 45.41),
    ("7", "Main St", "Ottawa", "K1S 4D4", -75.60, 45.41),
]


def reference(rows=ROWS, aliases=None):
    civics, streets, cities, codes, lon, lat = zip(*rows)
    positions = np.column_stack((lon, lat)).astype(float)
    return build_reference(AddressRows(civics, streets, cities, codes, positions), aliases)


def placed(line, city="Ottawa", code=None, **given):
    return place(reference(**given), [Address(line, city, code)])[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boul. Saint-Joseph Est", "St. Joseph Blvd E"),
        ("boul. Charlemagne Blvd", "Charlemagne Boulevard"),
        ("chemin de Montréal", "MONTREAL Rd"),
        ("rue Laurier Ouest", "Laurier St. W."),
        ("4th Ave", "Fourth Avenue"),
        ("4e Avenue", "quatrième avenue"),
        ("Ste-Anne Ave", "avenue Sainte-Anne"),
        ("Bank St Unit 5", "Bank Street"),
        ("BLACKWELL CRES #106", "croissant Blackwell"),
        ("O'Connor St", "OConnor Street"),
        ("Carson's Rd", "chemin Carson’s"),
        ("rue Abbott St Est / East", "Abbott Street E"),
        ("rue Montée", "Montee Street"),
        ("Priv. Nadolny Sachs Priv", "Nadolny Sachs Private"),
    ],
)
def test_street_both_languages_are_one(one, other):
    assert read_street(one) == read_street(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Place d'Orléans Dr", "Orléans Pl"),
        ("Laurier Ave E", "Laurier Ave W"),
        ("4th Ave", "5th Ave"),
        ("Bank St", "Bank Ave"),
        ("Court St", "Street Crt"),
    ],
)
def test_street_others_stay_apart(one, other):
    assert not read_street(one).agrees_with(read_street(other))


@pytest.mark.parametrize(
    ("line", "civic", "street"),
    [
        ("1250  Brant Street, Unit 9A, Burlington West", 1250, "Brant St"),
        ("123, rue Principale", 123, "Principale St"),
        ("Unit 5, 1800 Bank Street", 1800, "Bank St"),
        ("4e étage, 161 rue Elgin", 161, "Elgin St"),
        ("12-345 Main St", 345, "Main St"),
        ("2186b Lamira St", 2186, "Lamira St"),
        ("1e Avenue", None, "First Ave"),
        ("10 4th Ave", 10, "4th Ave"),
        ("Suite 2\n7 Bank St", 7, "Bank St"),
    ],
)
def test_line_gives_number_and_street(line, civic, street):
    read = read_line(line)
    assert (read.civic, read_street(read.street), read.has_box) == (civic, read_street(street), False)


@pytest.mark.parametrize(
    "line", ["PO Box 12", "P.O. Box 12", "C.P. 40", "Case postale 7", "RR 2", "R.R. #3", "Poste restante"]
)
def test_e11_box_or_rural_route_is_flagged_and_placed_no_better_than_by_postal_code(line):
    found = placed(line, code="K1P 1A1")
    assert (found.has_box, found.step, found.geo_method) == (True, Step.POSTAL_CODE, "postal_code")


def test_e11_box_beside_a_civic_address_is_flagged_and_placed_at_the_address():
    found = placed("12 Bank St, PO Box 40")
    assert (found.has_box, found.step, found.rows) == (True, Step.EXACT, (1,))


def test_exact_number():
    found = placed("12, rue Bank, bureau 4")
    assert (found.step, found.geo_method, found.rows) == (Step.EXACT, "rooftop", (1,))
    assert (found.lon, found.lat) == pytest.approx((-75.7, 45.4012), abs=1e-9)


def test_number_between_neighbours_of_its_own_side():
    found = placed("16 Bank Street")  # a third of the way from 14 to 20
    assert (found.step, found.geo_method, found.rows) == (Step.INTERPOLATED, "interpolated", (2, 3))
    assert (found.lon, found.lat) == pytest.approx((-75.7, 45.4016), abs=1e-9)


def test_accuracy_of_a_bent_street_is_its_own_error():
    """Every second number lies 20 m beside the chord of its neighbours: the estimate must say so."""
    east = 20 / (6_371_008.8 * math.radians(1) * math.cos(math.radians(45.4)))
    rows = [
        (str(2 * n), "Bent St", "Ottawa", None, -75.7 + (east if n % 2 else 0), 45.4 + n * 1e-3)
        for n in range(1, 40)
        if n != 20
    ]
    found = placed("40 Bent St", rows=rows)
    # left out, a number is 20 m from where its neighbours put it, and the neighbours here are as far apart
    assert found.step is Step.INTERPOLATED
    assert 20 <= found.accuracy_m <= 21


def test_nearest_number_beyond_the_last():
    found = placed("24 Bank St")
    assert (found.step, found.geo_method, found.rows) == (Step.NEAREST, "interpolated", (3,))
    assert found.accuracy_m == 45  # 4 numbers of 11.12 m, and the addresses' own spread of 0


@pytest.mark.parametrize("line", ["Bank Street", "900 Bank Street"])
def test_street_where_no_number_is_near(line):
    found = placed(line)
    assert (found.step, found.geo_method) == (Step.STREET, "interpolated")
    assert found.lat == pytest.approx(45.4013)  # the middle of 10 11 12 13 14 15 20


def test_the_middle_of_a_street_with_one_known_address_is_not_exact():
    """101 Main Street North in Alexandria, of which the reference knows only 209: 108 numbers away."""
    lone = placed("101 Lone St", rows=[*ROWS, ("209", "Lone St", "Ottawa", None, -75.9, 45.45)])
    assert lone.step is Step.STREET
    assert lone.accuracy_m >= 1_000  # too few postal codes have five rows to say how large they are


def test_postal_code_then_municipality_then_nothing():
    line = "1 Unknown Cres"
    assert placed(line, code="k1n2b2").rows == (7,)
    assert placed(line, code="K1N 2B2").step is Step.POSTAL_CODE
    assert placed(line, code="K9Z 9Z9").step is Step.MUNICIPALITY
    nothing = placed(line, city="Guelph")
    assert (nothing.step, nothing.lon, nothing.accuracy_m, nothing.geo_method) == (
        Step.NOT_FOUND,
        None,
        None,
        None,
    )


def test_street_of_another_municipality_is_no_answer():
    assert placed("12 Bank St", city="Guelph").step is Step.NOT_FOUND
    assert placed("12 Bank St", city=None).step is Step.EXACT


def test_municipality_other_names_are_data():
    assert placed("12 Bank St", city="Nepean").step is Step.NOT_FOUND
    assert placed("12 Bank St", city="NEPEAN, ON", aliases={"Nepean": "Ottawa"}).step is Step.EXACT


def test_streets_that_answer_equally_well_are_listed_not_chosen():
    found = placed("5 Rideau")
    assert (found.step, found.rows, found.lon) == (Step.AMBIGUOUS, (7, 8), None)
    assert placed("5 Rideau Avenue").rows == (8,)


def test_rows_of_one_address_that_disagree_are_listed_not_chosen():
    found = placed("7 Main St")
    assert (found.step, found.rows, found.is_placed) == (Step.AMBIGUOUS, (10, 11), False)


def test_order_of_the_reference_changes_nothing():
    addresses = [
        Address(line, "Ottawa", "K1P 1A1") for line in ("16 Bank", "Bank St", "24 Bank", "1 Nowhere")
    ]
    there, back = (place(reference(rows), addresses) for rows in (ROWS, ROWS[::-1]))
    assert [(p.step, p.lon, p.lat, p.accuracy_m) for p in there] == [
        (p.step, p.lon, p.lat, p.accuracy_m) for p in back
    ]


def test_every_row_is_counted_and_says_how_in_both_languages():
    addresses = [
        Address("12 Bank St", "Ottawa"),
        Address("12 Bank St", "Ottawa"),
        Address(None),
        Address("5 Rideau"),
    ]
    placements = place(reference(), addresses)
    counts = count_steps(placements)
    assert (counts[Step.EXACT], counts[Step.NOT_FOUND], counts[Step.AMBIGUOUS]) == (2, 1, 1)
    assert sum(counts.values()) == len(addresses)
    assert all(p.text.en and p.text.fr and p.text.en != p.text.fr for p in placements)


def test_reference_rows_without_position_are_skipped_and_named():
    bad = [("1", "Bad St", "Ottawa", None, lon, lat) for lon, lat in ((0, 0), (math.nan, 45), (-75, 500))]
    found = reference([*ROWS, *bad])
    assert found.skipped == (12, 13, 14)
    assert place(found, [Address("1 Bad St")])[0].step is Step.NOT_FOUND
    with pytest.raises(InputError, match="usable position"):
        reference(bad)


def test_number_that_may_be_a_unit_is_no_number_of_the_reference():
    rows = [*ROWS, ("1000-35", "Palladium Dr", "Ottawa", None, -75.92, 45.29)]
    assert placed("35 Palladium Dr", rows=rows).step is Step.STREET


@pytest.mark.parametrize("text", ["1 " * 15_000, "a-" * 15_000, "1" * 30_000, "r. r " * 6_000, "," * 30_000])
def test_hostile_text_takes_no_time(text):
    start = time.process_time()
    placed(text)
    assert time.process_time() - start < 1


def test_placing_can_be_cancelled():
    class Cancelling(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        place(reference(), [Address("12 Bank St")], Cancelling())


@pytest.mark.real_data
def test_serviceontario_counters_are_where_the_published_list_has_them(shared_data):
    data = shared_data
    with (data / "import" / "ottawa_food_premises_address_reference.csv").open(encoding="latin-1") as file:
        rows = list(csv.DictReader(file))
    lines = [read_line(row["address"]) for row in rows]
    civics = [
        None if "-" in row["address"].split(" ")[0] else str(line.civic) for row, line in zip(rows, lines)
    ]
    positions = np.array([[float(row[k] or "nan") for k in ("longitude", "latitude")] for row in rows])
    streets, cities = [line.street for line in lines], [row["city"] for row in rows]
    codes = [row["postal_code"] for row in rows]
    index = build_reference(AddressRows(civics, streets, cities, codes, positions))
    with (data / "ottawa" / "service_points.csv").open(encoding="utf-8-sig") as file:
        points = [row for row in csv.DictReader(file) if "civic number" in row["coord_method"]]
    found = place(index, [Address(row["address"], "Ottawa") for row in points])
    report = []
    for row, placement in zip(points, found):
        away = None
        if placement.is_placed:
            north = (placement.lat - float(row["latitude"])) * 111_195
            east = (placement.lon - float(row["longitude"])) * 111_195 * math.cos(math.radians(45.4))
            away = math.hypot(north, east)
        report.append((row["address"], row["coord_method"], placement.step.value, away))
    exact = [r for r in report if r[1].startswith("exact") and "Bayview" not in r[0]]
    assert len(exact) == 6
    assert all(step == "exact" and away < 50 for _, _, step, away in exact)
    near = [r for r in report if r[1].startswith("nearest")]
    assert len(near) == 2
    assert all(step in ("interpolated", "nearest") and away < 150 for _, _, step, away in near)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(InputError, match="different lengths"):
        build_reference(AddressRows(["1"], ["Bank St"], [], [None], np.array([[-75.7, 45.4]])))
