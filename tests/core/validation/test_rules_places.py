# SPDX-License-Identifier: GPL-2.0-or-later
"""Families G and A: positions, shapes and addresses."""

from datetime import date

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation import Register, validate

# At 45.4° N one degree of latitude is 111.14 km, one of longitude 78.3 km (GRS 80): 0.01° is 783 m.
CASES = [
    ("G01", 1, {"geom": None}, ["geom"]),
    ("G01", 1, {"geom": "POINT (0.0000000 0.0000000)"}, ["geom"]),
    ("G01", 1, {"geom": "POINT (-75.6000000 45.4000000)"}, []),
    ("G01", 5, {"geom": None}, []),
    ("G02", 1, {"geom": "POINT (2.3500000 48.8500000)"}, ["geom"]),
    ("G02", 1, {"geom": "POINT (-75.6900000 41.5900000)"}, ["geom"]),
    ("G02", 1, {"geom": "POINT (-82.6800000 41.7600000)"}, []),  # Pelee Island
    ("G02", 1, {"geom": "POINT (-141.0900000 69.6000000)"}, []),
    ("G02", 1, {"geom": "POINT (0.0000000 0.0000000)"}, []),  # G01 says it
    ("G02", 5, {"geom": "POINT (0.0000000 0.0000000)"}, ["geom"]),
    # the test's Ontario ends at 74.3° W: 74.28° is 1.57 km outside, 74.27° 2.35 km
    ("G03", 1, {"geom": "POINT (-74.2700000 45.4000000)"}, ["geom"]),
    ("G03", 1, {"geom": "POINT (-74.2800000 45.4000000)"}, []),
    ("G03", 1, {"geom": "POINT (-73.5000000 45.5000000)", "province": "QC"}, []),
    ("G03", 1, {"geom": "POINT (2.3500000 48.8500000)"}, []),  # G02 says it
    ("G03", 1, {"geom": "not a point"}, []),
    # the test's Ottawa ends at 75.2° W: 75.195° is 391 m outside, 75.19° 783 m
    ("G04", 1, {"geom": "POINT (-75.1900000 45.4000000)"}, ["geom"]),
    ("G04", 1, {"geom": "POINT (-75.1950000 45.4000000)"}, []),
    ("G04", 1, {"geom": "POINT (-75.1900000 45.4000000)", "csduid": None}, []),
    # 75.14° is 4.7 km outside, 75.13° 5.5 km; only the municipality's own point counts
    ("G05", 3, {"geom": "POINT (-75.1300000 45.4000000)"}, ["geom"]),
    ("G05", 3, {"geom": "POINT (-75.1400000 45.4000000)"}, []),
    ("G05", 2, {"geom": "POINT (-75.1300000 45.4000000)"}, []),
    ("G06", 1, {"geo_method": "postal_code"}, ["geo_method"]),
    ("G06", 1, {"geo_method": "municipality"}, ["geo_method"]),
    ("G06", 1, {"geo_method": "interpolated"}, []),
    ("G06", 4, {"geo_method": "municipality"}, []),
    ("A01", 1, {"postal_code": "K1P1J1"}, ["postal_code"]),
    ("A01", 1, {"postal_code": "k1p 1j1"}, ["postal_code"]),
    ("A01", 1, {"postal_code": "D1P 1J1"}, ["postal_code"]),
    ("A01", 1, {"postal_code": "K1P 1J1"}, []),
    ("A02", 1, {"postal_code": "J8X 1A1"}, ["postal_code"]),
    ("A02", 1, {"postal_code": "J8X 1A1", "province": "QC"}, []),
    ("A02", 1, {"postal_code": "K1A 0B1", "province": "QC"}, []),
    ("A02", 1, {"postal_code": "K1B 0B1", "province": "QC"}, ["postal_code"]),
    ("A02", 1, {"postal_code": "X0A 0H0", "province": "NT"}, ["postal_code"]),
    ("A02", 1, {"postal_code": "X0E 0H0", "province": "NT"}, []),
    ("A02", 1, {"postal_code": "J8X1A1"}, []),  # A01 says it
    ("A03", 1, {"address_line1": None}, ["address_line1"]),
    ("A03", 1, {"postal_code": None}, ["postal_code"]),
    ("A03", 4, {"postal_code": None}, []),
    ("A04", 1, {"csduid": "2481017"}, ["csduid"]),
    ("A04", 1, {"csduid": "2481017", "province": "QC"}, []),
    ("A05", 1, {"address_line1": "P.O. Box 12"}, ["address_line1"]),
    ("A05", 1, {"address_line1": "PO Box 12, Main Street"}, ["address_line1"]),
    ("A05", 1, {"address_line1": "C.P. 450"}, ["address_line1"]),
    ("A05", 1, {"address_line1": "Boîte postale 7"}, ["address_line1"]),
    ("A05", 1, {"address_line1": "12 Boxwood Crescent"}, []),
    ("A05", 1, {"address_line1": "450, rue du CPR"}, []),
    ("A05", 4, {"address_line1": "P.O. Box 12"}, []),
]


@pytest.mark.parametrize(("rule", "record", "values", "fields"), CASES)
def test_points(spoil, found, *, rule, record, values, fields):
    spoil("service_point", record, **values)
    assert found(rule) == [(record, field) for field in fields]


@pytest.mark.parametrize(
    ("geom", "fix"),
    [
        ("POINT (45.4200000 -75.6900000)", "Latitude and longitude are swapped: exchange them."),
        (
            "POINT (75.6900000 45.4200000)",
            "The longitude has lost its minus sign: longitudes in Canada are negative.",
        ),
        ("POINT (2.3500000 48.8500000)", "Correct the position on the map."),
    ],
    ids=["swapped", "sign lost", "Paris"],
)
def test_advice_on_a_position_outside_canada(spoil, report, geom, fix):
    spoil("service_point", 1, geom=geom)
    assert [finding.fix.en for finding in report("G02").findings] == [fix]


@pytest.mark.parametrize(
    ("geom", "fields"),
    [
        ("MULTIPOLYGON (((-76 45, -75 46, -75 45, -76 46, -76 45)))", ["geom"]),
        ("MULTIPOLYGON EMPTY", ["geom"]),
        ("MULTIPOLYGON (((-76 45", ["geom"]),
        ("MULTIPOLYGON (((-76 45, -75 45, -75 46, -76 46, -76 45)))", []),
    ],
    ids=["crosses itself", "empty", "cut off", "square"],
)
def test_shapes(spoil, found, geom, fields):
    spoil("service_area", 901, geom=geom)
    assert found("G08") == [(901, field) for field in fields]


@pytest.mark.parametrize(("vertices", "fields"), [(20_000, []), (20_001, ["geom"])])
def test_a_shape_has_at_most_20_000_vertices(spoil, found, vertices, fields):
    along = [f"{-76 + i * 1e-5:.6f} 45.000000" for i in range(vertices - 3)]
    ring = ", ".join([*along, "-75.000000 46.000000", "-76.000000 46.000000", along[0]])
    spoil("service_area", 901, geom=f"MULTIPOLYGON ((({ring})))")
    assert [field for _, field in found("G08")] == fields


@pytest.mark.parametrize(
    ("geom", "address", "distance"),
    [
        # 0.003° of latitude is 333 m, 0.001° is 111 m
        ("POINT (-75.6900000 45.4230000)", "110 Laurier Avenue West", "333"),
        ("POINT (-75.6900000 45.4210000)", "110 Laurier Avenue West", None),
        ("POINT (-75.6900000 45.4230000)", "300 Slater Street", None),
    ],
    ids=["moved", "nudged", "moved with its address"],
)
def test_a_move_without_a_new_address(rows, spoil, report, *, geom, address, distance):
    base = {"service_point": [dict(row) for row in rows["service_point"]]}
    spoil("service_point", 1, geom=geom, address_line1=address)
    messages = [finding.message.en for finding in report("G07", base=base).findings]
    assert messages == ([f"The point moved {distance} m but the address did not change."] if distance else [])


@pytest.mark.parametrize("rule", ["G03", "G04", "G05", "G07"])
def test_what_cannot_be_checked_is_never_passed(rows, rule):
    rows["geo_unit"] = []
    report = validate(Register(load_schema(), rows), rules=[rule], today=date(2026, 6, 15))
    assert report.checked == ()
    assert list(report.not_checked) == [rule]


def test_a_rule_checked_for_a_part_names_the_rest(spoil, report):
    spoil("service_point", 2, province="MB", geom="POINT (-97.1000000 49.9000000)")
    spoil("service_point", 1, geom="POINT (-73.0000000 45.4000000)")
    outcome = report("G03")
    assert outcome.checked == ("G03",)
    assert outcome.not_checked["G03"].en == "Boundaries are missing for: 46. Points there were not checked."
    assert [finding.message.en for finding in outcome.findings] == ["The position is not in Ontario."]


def test_boundaries_may_be_given_from_elsewhere(rows):
    boundaries = rows.pop("geo_unit")
    register = Register(load_schema(), rows, boundaries=boundaries)
    assert validate(register, rules=["G03"], today=date(2026, 6, 15)).checked == ("G03",)


def test_a_parallel_is_followed_not_cut_across(rows, spoil, found):
    """The 49th parallel given by its two ends only: Lambert's straight line lies up to 40 km away from it."""
    manitoba = "MULTIPOLYGON (((-114 49, -95 49, -95 60, -114 60, -114 49)))"
    rows["geo_unit"].append({**rows["geo_unit"][0], "uid": "46", "geom": manitoba})
    spoil("service_point", 1, province="MB", geom="POINT (-104.5000000 48.9900000)")  # 1.1 km outside
    assert found("G03") == []
    spoil("service_point", 1, geom="POINT (-104.5000000 48.9700000)")  # 3.3 km outside
    assert found("G03") == [(1, "geom")]
