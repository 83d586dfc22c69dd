# SPDX-License-Identifier: GPL-2.0-or-later
"""Q1–Q4 of points: what is expected, when it was verified, how exactly it is placed, what repeats itself."""

import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.quality import HEADLINES, PARTS, reasons, to_mend

FULL = {
    "name_en": "Centre",
    "name_fr": "Centre",
    "url_en": "https://a.ca",
    "url_fr": "https://a.ca",
    "address_line1": "1 Main",
    "postal_code": "K1A 0B1",
    "hours": "Mo-Fr 09:00-17:00; PH off",
    "timezone": "America/Toronto",
    "languages": ["en", "fr"],
    "accessibility": ["step_free_entrance"],
    "geo_method": "rooftop",
    "verified_on": "2026-06-01",
    "verified_method": "phone",
}


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def services(*points):
    """One bilingual service at each of these points, and a telephone."""
    return {
        "phone": [{"id": uid(100 + n), "point_id": uid(n), "number": "+16135550100"} for n in points],
        "service": [{"id": uid(800), "status": "active", "name_en": "Service", "name_fr": "Service"}],
        "service_at_point": [
            {"id": uid(200 + n), "point_id": uid(n), "service_id": uid(800), "status": "active"}
            for n in points
        ],
    }


def test_completeness_counts_things_for_readers_of_each_language(quality, bare, counted):
    """A full counter needs 9 things in no language and 4 in each (name, page, organization, services).

    The bare one lacks address, postal code, hours, telephone, languages, accessibility and services: of the
    8 that are expected (no hours, no time zone wanted) it has 1, the position. It has the English name only,
    no page; its organization has both names; of services it has none to name.
    """
    points = [bare(1, **FULL), bare(2, name_en="Office"), bare(3, status="planned")]
    found = quality(points, **services(1))
    assert counted(found, "Q1_EN") == (9 + 4 + 1 + 2, 13 + 8 + 3, 1)
    assert counted(found, "Q1_FR") == (9 + 4 + 1 + 1, 13 + 8 + 3, 1)
    assert counted(found, "Q1_WHOLE") == (1, 2, 1)
    assert counted(found, "Q1_ITEM", "hours") == (1, 2, 1)
    assert counted(found, "Q1_ITEM", "timezone") == (1, 1, 2)
    assert counted(found, "Q1_ITEM_FR", "name") == (1, 2, 1)
    assert counted(found, "Q1_ITEM_EN", "service_names") == (1, 1, 2)


def test_it_stops_while_it_looks_for_what_is_missing(quality, bare):
    class Impatient:
        """Stops once validation, which takes the first four fifths, is over."""

        done = 0.0

        def is_cancelled(self):
            return self.done > 0.8

        def report(self, fraction, text=None):
            self.done = fraction

    with pytest.raises(Cancelled):
        quality([bare(1)], progress=Impatient())


def test_a_text_is_expected_in_the_language_it_lacks(quality, bare, counted):
    found = quality([bare(1, description_fr="Au deuxième étage"), bare(2), bare(3, hours_note_en=" ")])
    assert counted(found, "Q1_ITEM_EN", "description") == (0, 1, 2)
    assert counted(found, "Q1_ITEM_FR", "description") == (1, 1, 2)
    assert counted(found, "Q1_ITEM_FR", "hours_note") == (0, 0, 3)  # a blank says nothing
    assert next(m for m in found.measures if m.item == "hours_note").value is None


def test_call_centres_and_web_services_are_asked_for_other_things(quality, bare, counted):
    line, web = bare(1, channel="call_centre", geom=None), bare(2, channel="digital", geom=None)
    coverage = [{"id": uid(300), "point_id": uid(1), "coverage": ["CA"]}]
    found = quality([line, web], call_centre=coverage)
    assert counted(found, "Q1_ITEM", "coverage") == (1, 1, 1)
    for item in ("position", "address_line1", "postal_code", "accessibility"):
        assert counted(found, "Q1_ITEM", item) == (0, 0, 2)
    assert counted(found, "Q1_ITEM", "hours") == (0, 1, 1)
    assert counted(found, "Q1_ITEM", "phone") == (0, 1, 1)


def test_an_ended_service_or_link_is_no_service(quality, bare, counted):
    tables = services(1, 2)
    tables["service_at_point"][1]["status"] = "defunct"
    assert counted(quality([bare(1), bare(2)], **tables), "Q1_ITEM", "services") == (1, 2, 0)
    tables["service"][0]["status"] = "defunct"
    assert counted(quality([bare(1), bare(2)], **tables), "Q1_ITEM", "services") == (0, 2, 0)


@pytest.mark.parametrize(
    ("day", "within"),
    [
        ("2026-06-15", (1, 1)),
        ("2025-06-15", (1, 1)),  # twelve months to the day, as rule T03 has it
        ("2025-06-14", (0, 1)),
        ("2024-06-15", (0, 1)),
        ("2024-06-14", (0, 0)),
        ("2026-06-16", (0, 0)),  # verified tomorrow is not verified
        (None, (0, 0)),
        ("June", (0, 0)),
    ],
)
def test_currency_by_the_limits_of_t03(quality, bare, counted, day, within):
    found = quality(
        [bare(1, verified_on=day), bare(2, status="permanently_closed", verified_on="2026-06-15")]
    )
    assert counted(found, "Q2_12") == (within[0], 1, 1)
    assert counted(found, "Q2_24") == (within[1], 1, 1)


def test_methods_of_verification_add_up(quality, bare, counted):
    methods = ("phone", "phone", "open_data", None)
    points = [bare(n, verified_on="2026-06-01", verified_method=m) for n, m in enumerate(methods, 1)]
    found = quality(points)
    assert counted(found, "Q2_METHOD", "phone") == (2, 4, 0)
    assert counted(found, "Q2_METHOD", "open_data") == (1, 4, 0)
    assert sum(m.numerator for m in found.of_items("Q2_METHOD")) == 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("rooftop", None), "building"),
        (("gps", 50), "building"),
        (("rooftop", 51), "street"),
        (("rooftop", 251), "area"),
        (("interpolated", 5), "street"),  # a street is no better for being called exact
        (("manual", None), "street"),
        (("postal_code", 10), "area"),
        (("municipality", None), "area"),
        (("source", None), "unstated"),
        ((None, None), "unstated"),
        (("source", 20), "building"),
        (("source", 250), "street"),
    ],
)
def test_class_of_a_position(quality, bare, counted, said, expected):
    found = quality([bare(1, geo_method=said[0], geo_accuracy_m=said[1])])
    assert counted(found, "Q3_CLASS", expected) == (1, 1, 0)
    assert counted(found, "Q3")[0] == (expected in ("building", "street"))


def test_positions_are_those_of_counters(quality, bare, counted):
    points = [bare(1, geo_method="gps"), bare(2, geom=None), bare(3, channel="digital", geo_method="gps")]
    found = quality(points)
    assert counted(found, "Q3") == (1, 2, 1)
    assert counted(found, "Q3_CLASS", "none") == (1, 2, 1)


def test_possible_duplicates(quality, bare, counted):
    """Two of one name 78 m apart (0.001° of longitude at 45.4°), one of another name, one without a place."""
    same = {"name_en": "Riverside Centre", "postal_code": "K1A 0B1"}
    points = [bare(1, **same), bare(2, **same), bare(3, name_en="Arena"), bare(4, geom=None)]
    found = quality(points)
    assert counted(found, "Q4_UNIQUE") == (1, 3, 1)
    assert found.duplicates == 2


def test_jurisdictions_add_up_to_the_register(quality, bare):
    points = [bare(n, custodian_code=("CA", "CA-ON")[n % 2], **(FULL if n < 4 else {})) for n in range(1, 8)]
    points.append(bare(8, status="permanently_closed"))
    found = quality(points, **services(1, 2))
    assert found.jurisdictions == ("CA", "CA-ON")
    assert {m.indicator for m in found.measures} == {*HEADLINES, *PARTS}
    for m in found.measures:
        if m.jurisdiction is None:
            parts = [
                o
                for o in found.measures
                if (o.indicator, o.item) == (m.indicator, m.item) and o.jurisdiction is not None
            ]
            for name in ("numerator", "denominator", "excluded"):
                assert sum(getattr(o, name) for o in parts) == getattr(m, name), m
    assert np.isclose(found.headline("Q2_12").value, 100 * 3 / 7)


def test_an_empty_register_has_no_shares(quality):
    found = quality([])
    assert {m.value for m in found.measures} == {None}
    assert found.jurisdictions == ()
    assert to_mend(found) == []


def test_the_worst_record_comes_first_and_says_why(quality, bare):
    """Weights: 2 never verified or not for 24 months, 1 not for 12, a thing missing, or a rough position."""
    points = [
        bare(1, **{**FULL, "name_fr": None, "url_fr": None, "verified_on": "2024-01-01"}),  # 1 + 1 + 2
        bare(2, **{**FULL, "verified_on": "2025-01-01"}),  # 1
        bare(3, **{**FULL, "verified_on": None, "geo_method": "postal_code", "hours": None}),  # 2 + 1 + 1
        bare(4, **FULL),
        bare(5, status="planned", verified_on="2026-06-01"),  # nothing is expected of it yet
    ]
    points = [{**row, "geom": f"POINT (-75.{n}000000 45.4000000)"} for n, row in enumerate(points, 1)]
    found = to_mend(quality(points, **services(1, 2, 3, 4)))
    assert [(m.point["id"][-1], m.score) for m in found] == [("1", 4), ("3", 4), ("2", 1)]
    said = {m.point["id"][-1]: [text.fr for text in reasons(m)] for m in found}
    assert said == {
        "1": [
            "Il manque\u00a0: Nom (français), Page Web (français).",
            "Non vérifié depuis le 1er janvier 2024.",
        ],
        "2": ["Non vérifié depuis le 1er janvier 2025."],
        "3": [
            "Il manque\u00a0: Heures d’ouverture.",
            "Jamais vérifié.",
            "La position est approximative; les analyses de distance seront moins fiables.",
        ],
    }


def test_an_error_stands_for_what_it_misses(quality, bare):
    """L01 (a federal point needs both names): 3 for the error, nothing more for the name that is missing."""
    point = bare(1, **{**FULL, "name_fr": None})
    finding = to_mend(quality([point], every_rule=True, **services(1)))[0]
    assert "L01" in {error.rule for error in finding.errors}
    assert finding.missing == ()
    assert finding.score == 3 * len(finding.errors)
    assert any(text.en.startswith("Name (French): ") for text in reasons(finding))


@pytest.mark.parametrize(
    ("days", "points"),
    [
        ({"valid_from": "2026-06-15"}, 2),  # as of June 15, 2026
        ({"valid_to": "2026-06-15"}, 2),
        ({"valid_from": "2026-06-16"}, 1),
        ({"valid_to": "2026-06-14"}, 1),
    ],
)
def test_a_service_counts_on_the_days_it_is_offered(quality, bare, counted, days, points):
    tables = services(1, 2)
    tables["service_at_point"][1].update(days)
    found = quality([bare(1), bare(2)], **tables)
    assert counted(found, "Q1_ITEM", "services") == (points, 2, 0)
    # whose names are looked for: those of the services that are offered
    assert counted(found, "Q1_ITEM_FR", "service_names") == (points, points, 2 - points)
