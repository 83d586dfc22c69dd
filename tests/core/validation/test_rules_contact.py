# SPDX-License-Identifier: GPL-2.0-or-later
"""Families P and S: how to reach a point, and text that must not be published."""

import pytest

CASES = [
    ("P01", "phone", 301, {"number": "613-555-0101"}, ["number"]),
    ("P01", "phone", 301, {"number": "+11355550101"}, ["number"]),
    ("P01", "phone", 301, {"number": "+16135550101 "}, ["number"]),
    ("P01", "phone", 301, {"number": "311"}, []),
    ("P01", "phone", 301, {"number": "111"}, ["number"]),
    ("P02", "phone", 302, {"number": "+16135550102"}, ["number"]),
    ("P02", "phone", 302, {"number": "+18225550102"}, ["number"]),
    ("P02", "phone", 302, {"number": "+18335550102"}, []),
    ("P02", "phone", 302, {"number": "800"}, ["number"]),
    ("P02", "phone", 301, {"number": "+16135550102"}, []),
    ("P04", "service_point", 1, {"url_en": "www.example.ca"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "javascript:alert(1)"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "ftp://example.ca"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://user:secret@example.ca/"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://example.ca/a b"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://example.ca/a\u202eb"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://localhost/"}, ["url_en"]),
    ("P04", "service_point", 1, {"booking_url_fr": "https:///path"}, ["booking_url_fr"]),
    ("P04", "service_point", 1, {"url_en": "https://192.168.0.1/office"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://10.1:8080"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://0x7f.0.0.0x1/"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://[::1]/"}, ["url_en"]),
    ("P04", "service_point", 1, {"url_en": "https://511.example.ca:443"}, []),
    ("P04", "service_point", 1, {"url_en": "https://example.ca:8443/a?mail=x@y.ca#z"}, []),
    ("P04", "service_point", 1, {"url_en": "https://québec.example.ca/é"}, []),
    ("P05", "service_point", 1, {"url_fr": "http://example.ca"}, ["url_fr"]),
    ("P05", "service_point", 1, {"url_fr": "https://example.ca/?u=http://x.ca"}, []),
    ("P05", "source", 200, {"url": "HTTP://open.canada.ca"}, ["url"]),
    ("P06", "service_point", 1, {"email": "info@example"}, ["email"]),
    ("P06", "service_point", 1, {"email": "info at example.ca"}, ["email"]),
    ("P06", "service_point", 1, {"email": "info@example.ca\n"}, ["email"]),
    ("P06", "service_point", 1, {"email": "info+fr@bureau.example.gc.ca"}, []),
    ("P06", "partnership", 951, {"contact_email": "nobody"}, ["contact_email"]),
    ("P07", "service_point", 1, {"email": "jeanne.tremblay@example.ca"}, ["email"]),
    ("P07", "service_point", 1, {"email": "Marie-Eve.O'Brien@example.ca"}, ["email"]),
    ("P07", "service_point", 1, {"email": "service.clientele@example.ca"}, []),
    ("P07", "service_point", 1, {"email": "info.ottawa@example.ca"}, []),
    ("P07", "service_point", 1, {"email": "sante-publique.nord@example.ca"}, []),
    ("P07", "service_point", 1, {"email": "tremblay@example.ca"}, []),
    ("P07", "phone", 301, {"label_fr": "Joindre jeanne.tremblay@example.ca"}, ["label_fr"]),
    ("P07", "phone", 301, {"label_fr": "Poste de Mme Tremblay"}, []),
    ("P08", "service_point", 5, {"url_en": None, "url_fr": None}, ["url_en"]),
    ("P08", "service_point", 5, {"url_en": None}, []),
    ("P08", "phone", 302, {"point_id": None, "organization_id": "x"}, [None]),
    ("P08", "service_point", 1, {"url_en": None, "url_fr": None}, []),
    ("S01", "service_point", 1, {"name_en": "Office\u202e"}, ["name_en"]),
    ("S01", "service_point", 1, {"description_fr": "a\x07b"}, ["description_fr"]),
    ("S01", "service_point", 1, {"name_en": "\ue000"}, ["name_en"]),
    ("S01", "service_point", 1, {"name_en": "a\ud800b"}, ["name_en"]),
    ("S01", "service_point", 1, {"name_en": "\U0010fffd"}, ["name_en"]),
    ("S01", "service_point", 1, {"description_en": "line\nline\ttab", "name_en": "Tłı̨chǫ ᐃᓄᒃᑎᑐᑦ"}, []),
    ("S02", "service_point", 1, {"name_en": "<b>Office</b>"}, ["name_en"]),
    ("S02", "service_point", 1, {"name_en": "</textarea>"}, ["name_en"]),
    ("S02", "phone", 301, {"label_en": "<!-- x -->"}, ["label_en"]),
    ("S02", "service_point", 1, {"name_en": "Ages < 18 & > 65"}, []),
    # 046 454 286 is the published example of a valid number; 046 454 287 fails the check digit
    ("S03", "service_point", 1, {"partner_note": "SIN 046 454 286"}, ["partner_note"]),
    ("S03", "service_point", 1, {"partner_note": "SIN 046454286."}, ["partner_note"]),
    ("S03", "service_point", 1, {"partner_note": "SIN 046 454 287"}, []),
    ("S03", "service_point", 1, {"partner_note": "1046454286"}, []),
    ("S03", "service_point", 1, {"partner_note": "000 000 000"}, []),
    # 4111 1111 1111 1111 is the usual test number of a card
    ("S03", "service_point", 1, {"hours_note_en": "pay 4111 1111 1111 1111"}, ["hours_note_en"]),
    ("S03", "service_point", 1, {"hours_note_en": "pay 4111 1111 1111 1112"}, []),
    # published test number of American Express; as digits alone, too
    ("S03", "service_point", 1, {"hours_note_en": "pay 3782 822463 10005"}, ["hours_note_en"]),
    ("S03", "service_point", 1, {"hours_note_en": "pay 378282246310005"}, ["hours_note_en"]),
    # the first 16 digits of these two telephone numbers pass the check of a card
    ("S03", "service_point", 1, {"hours_note_en": "613-555-0008 613-555-0000"}, []),
    # business numbers have the check digit of a social insurance number
    ("S03", "service_point", 1, {"partner_note": "GST 11234 5673, 112345673 RT0001, 812345676"}, []),
    ("S03", "service_point", 1, {"partner_note": "112345673"}, ["partner_note"]),
    ("S03", "service_point", 1, {"email": "ottawa.office@gmail.com"}, ["email"]),
    ("S03", "service_point", 1, {"email": "office@notgmail.ca"}, []),
    ("S03", "external_id", 801, {"value": "046454286"}, []),
    ("S03", "service_point", 1, {"url_en": "https://example.ca/046454286"}, []),
    (
        "S04",
        "source",
        200,
        {"licence": "unknown"},
        ["source_id"] * 5,
    ),
    ("S04", "source", 200, {"licence": "CC-BY-4.0"}, []),
]


@pytest.mark.parametrize(("rule", "table", "record", "values", "fields"), CASES)
def test_contact(spoil, found, *, rule, table, record, values, fields):
    spoil(table, record, **values)
    assert [field for _, field in found(rule)] == fields


def test_a_partners_only_record_may_come_from_a_closed_source(rows, spoil, found):
    spoil("source", 200, licence="partners_only")
    for point in rows["service_point"][1:]:
        point["visibility"] = "partners"
    assert found("S04") == [(1, "source_id")]


@pytest.mark.parametrize(
    ("values", "records"),
    [
        ({}, [301, 303]),
        ({"extension": "22"}, []),
        ({"kind": "fax"}, []),
        ({"number": "+16135550199"}, []),
    ],
    ids=["twice", "other extension", "other kind", "other number"],
)
def test_a_number_twice_on_one_point(add, found, values, records):
    add("phone", 301, 303, **values)
    assert found("P03") == [(record, "number") for record in records]
