# SPDX-License-Identifier: GPL-2.0-or-later
"""Families H, L and T: hours, languages, dates. Today is 15 June 2026."""

from datetime import date

import pytest

CASES = [
    ("H01", "service_point", 1, {"hours": "lundi à vendredi"}, ["hours"]),
    ("H01", "service_point", 1, {"hours": "Mo-Fr 8:30-16:30"}, ["hours"]),
    ("H01", "service_point", 1, {"hours": "Mo-Fr 08:30-16:30"}, []),
    ("H01", "closure", 701, {"hours": "nonsense"}, ["hours"]),
    ("H02", "service_point", 1, {"hours": "Jun-Aug Mo-Fr 09:00-17:00; PH off"}, ["hours"]),
    ("H02", "service_point", 1, {"hours": 'Mo-Fr 09:00-17:00 "by appointment"; PH off'}, ["hours"]),
    ("H02", "service_point", 1, {"hours": "We[1] 09:00-17:00; PH off"}, []),
    ("H02", "service_point", 1, {"hours": "nonsense"}, []),
    ("H03", "service_point", 1, {"hours": "Mo-Fr 16:30-08:30; PH off"}, ["hours"]),
    ("H03", "service_point", 1, {"hours": "Mo-Fr 08:00-12:00,11:30-16:00; PH off"}, ["hours"]),
    ("H03", "service_point", 1, {"hours": "Mo-Fr 07:59-24:00; PH off"}, ["hours"]),
    ("H03", "service_point", 1, {"hours": "Mo-Fr 08:00-24:00; PH off"}, []),
    ("H03", "service_point", 1, {"hours": "Mo-Fr 08:00-12:00,12:00-16:00; PH off"}, []),
    ("H03", "service_point", 1, {"hours": "24/7"}, []),
    ("H04", "service_point", 1, {"hours": None}, ["hours"]),
    ("H04", "service_point", 4, {"hours": None}, ["hours"]),
    ("H04", "service_point", 1, {"hours": None, "status": "planned"}, []),
    ("H04", "service_point", 1, {"hours": None, "visibility": "partners"}, []),
    ("H04", "service_point", 5, {"hours": None}, []),
    ("H05", "service_point", 1, {"hours": "Mo-Fr 08:30-16:30"}, ["hours"]),
    ("H05", "service_point", 1, {"hours": "Mo-Fr,PH 08:30-16:30"}, []),
    ("H05", "service_point", 1, {"hours": "24/7"}, []),
    ("H05", "service_point", 1, {"hours": '"by appointment"'}, []),
    ("H06", "closure", 701, {"kind": "special_hours"}, ["hours"]),
    ("H06", "closure", 701, {"kind": "special_hours", "hours": "09:00-12:00"}, []),
    ("H06", "closure", 701, {"kind": "reduced_service"}, []),
    ("L01", "service_point", 1, {"name_fr": None}, ["name_fr"]),
    ("L01", "service_point", 1, {"name_en": ""}, ["name_en"]),
    ("L01", "service_point", 1, {"name_fr": None, "visibility": "partners"}, []),
    ("L01", "service_point", 2, {"name_fr": None}, []),
    ("L01", "service_point", 2, {"name_fr": None, "custodian_code": "CA-NB"}, ["name_fr"]),
    ("L01", "service_area", 901, {"name_fr": None}, ["name_fr"]),
    ("L02", "service_point", 2, {"name_fr": None}, ["name_fr"]),
    ("L02", "service_point", 1, {"name_fr": None}, []),  # L01 says it
    ("L02", "service_point", 1, {"description_fr": "Au sous-sol"}, ["description_en"]),
    ("L02", "service_point", 1, {"url_fr": None}, ["url_fr"]),
    ("L02", "service_point", 1, {"url_fr": None, "url_en": None, "alt_name_en": "City Hall"}, []),
    ("L03", "service_point", 1, {"description_en": "x" * 31, "description_fr": "x" * 31}, ["description_fr"]),
    ("L03", "service_point", 1, {"description_en": "x" * 30, "description_fr": "x" * 30}, []),
    (
        "L03",
        "service_point",
        1,
        {"url_en": "https://example.ca/bilingual-page", "url_fr": "https://example.ca/bilingual-page"},
        [],
    ),
    ("L04", "service_point", 1, {"languages": ["en"]}, ["languages"]),
    ("L04", "service_point", 1, {"languages": None, "ol_obligation": "fr"}, ["languages"]),
    ("L04", "service_point", 1, {"languages": ["en"], "ol_obligation": "en"}, []),
    ("L04", "service_point", 1, {"languages": ["en"], "ol_obligation": "unknown"}, []),
    ("T01", "closure", 701, {"to_date": "2026-07-05"}, ["to_date"]),
    ("T01", "closure", 701, {"to_date": "2026-07-06"}, []),
    (
        "T01",
        "service_point",
        1,
        {"status_from": "2026-05-02", "status_until": "2026-05-01"},
        ["status_until"],
    ),
    ("T01", "service_at_point", 501, {"valid_to": "2019-12-31"}, ["valid_to"]),
    ("T01", "partnership", 951, {"end_on": "2023-12-31"}, ["end_on"]),
    ("T01", "partnership", 951, {"end_on": "unknown"}, []),
    ("T02", "service_point", 1, {"verified_on": "2026-06-16"}, ["verified_on"]),
    ("T02", "service_point", 1, {"verified_on": "2026-06-15"}, []),
    ("T02", "source", 200, {"retrieved_on": "2027-01-01"}, ["retrieved_on"]),
    ("T03", "service_point", 1, {"verified_on": "2025-06-14"}, ["verified_on"]),
    ("T03", "service_point", 1, {"verified_on": "2025-06-15"}, []),
    ("T03", "service_point", 1, {"verified_on": "2020-01-01", "status": "permanently_closed"}, []),
    ("T04", "service_point", 1, {"status": "temporarily_closed"}, ["status_until"]),
    (
        "T04",
        "service_point",
        1,
        {"status": "temporarily_closed", "status_until": "2026-06-14"},
        ["status_until"],
    ),
    ("T04", "service_point", 1, {"status": "temporarily_closed", "status_until": "2026-06-15"}, []),
    ("T05", "closure", 701, {"from_date": "2024-06-01", "to_date": "2024-06-14"}, ["to_date"]),
    ("T05", "closure", 701, {"from_date": "2024-06-01", "to_date": "2024-06-15"}, []),
]


@pytest.mark.parametrize(("rule", "table", "record", "values", "fields"), CASES)
def test_texts(spoil, found, *, rule, table, record, values, fields):
    spoil(table, record, **values)
    assert found(rule) == [(record, field) for field in fields]


@pytest.mark.parametrize(
    ("verified_on", "level"), [("2024-06-15", 1), ("2024-06-14", 2)], ids=["24 months", "more"]
)
def test_two_levels_of_currency(spoil, report, verified_on, level):
    spoil("service_point", 1, verified_on=verified_on)
    [finding] = report("T03").findings
    assert (finding.level, finding.severity) == (level, "warning")


def test_dates_in_messages_read_well_in_both_languages(spoil, report):
    spoil("service_point", 1, verified_on="2024-08-01")
    [finding] = report("T03").findings
    assert finding.message.en == "Not verified since August 1, 2024."
    assert finding.message.fr == "Non vérifié depuis le 1er août 2024."


def test_the_end_of_february_has_a_year_ago(spoil, found):
    spoil("service_point", 1, verified_on="2027-02-28")
    assert (1, "verified_on") not in found("T03", today=date(2028, 2, 29))
    spoil("service_point", 1, verified_on="2027-02-27")
    assert (1, "verified_on") in found("T03", today=date(2028, 2, 29))


def test_unreadable_hours_say_where_and_how(spoil, report):
    spoil("service_point", 1, hours="Mo-Fr 8:30-16:30")
    [finding] = report("H01").findings
    assert finding.message.en == "The opening hours cannot be read: Mo-Fr 8:30-16:30."
    assert "“8:30-16:30”" in finding.fix.en


def test_doubtful_hours_say_why(spoil, report):
    spoil("service_point", 1, hours="Mo-Fr 08:30-06:30; PH off")
    [finding] = report("H03").findings
    assert finding.message.en == "Check the hours: Mo-Fr 08:30-06:30; PH off."
    assert finding.fix.en == (
        "Closes before it opens: 08:30-06:30. Correct the times; for a point that never closes, write 24/7."
    )
    assert finding.fix.fr.startswith("Ferme avant d’ouvrir\u00a0: 08:30-06:30. Corrigez les heures")


def test_a_missing_language_is_named_in_the_readers_language(spoil, report):
    spoil("service_point", 2, name_fr=None)
    [finding] = report("L02").findings
    assert finding.message.en == "The French text is missing for “Name”."
    assert finding.message.fr.replace("\u00a0", " ") == "Le texte en français est absent pour « Nom »."
