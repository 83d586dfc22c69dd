# SPDX-License-Identifier: GPL-2.0-or-later
"""Family R: each rule with a value it objects to, and with the nearest one it does not."""

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation.rules.values import CHECKS_ELSEWHERE, CHECKS_HERE

CASES = [
    # rule, table, record, values, fields found
    ("R01", "service_point", 1, {"organization_id": None}, ["organization_id"]),
    ("R01", "service_point", 1, {"status": "  "}, ["status"]),
    ("R01", "service_point", 1, {"name_en": None, "name_fr": None}, ["name_en"]),
    ("R01", "service_point", 1, {"name_en": None}, []),
    ("R01", "service_point", 1, {"city": None, "province": None}, ["city", "province"]),
    ("R01", "service_point", 4, {"city": None, "province": None}, []),
    ("R01", "service_point", 1, {"row_version": None, "changed_at": None}, []),
    ("R01", "service", 401, {"categories": []}, ["categories"]),
    ("R01", "phone", 301, {"point_id": None}, ["point_id"]),
    ("R01", "phone", 301, {"point_id": None, "service_id": "x"}, []),
    ("R01", "jurisdiction", "CA", {"level": None}, ["level"]),
    ("R02", "service_point", 1, {"channel": "kiosk"}, ["channel"]),
    ("R02", "service_point", 1, {"status": "Active"}, ["status"]),
    ("R02", "service_point", 1, {"languages": ["xx"]}, []),
    ("R02", "phone", 301, {"kind": "fax"}, []),
    ("R03", "service_point", 1, {"languages": ["en", "xx"]}, ["languages"]),
    ("R03", "service_point", 1, {"languages": ["en", "klingon"]}, []),  # not even a language code: R04
    ("R03", "service_point", 1, {"timezone": "America/Montreal"}, ["timezone"]),
    ("R03", "service_point", 1, {"timezone": "America/Regina"}, []),
    ("R04", "service_point", 1, {"id": "00000000-0000-4000-8000-00000000000A"}, ["id"]),
    ("R04", "service_point", 1, {"organization_id": 7}, ["organization_id"]),
    ("R04", "service_point", 1, {"name_en": "n" * 201}, ["name_en"]),
    ("R04", "service_point", 1, {"name_en": "n" * 200}, []),
    ("R04", "service_point", 1, {"geo_accuracy_m": "5"}, ["geo_accuracy_m"]),
    ("R04", "service_point", 1, {"geo_accuracy_m": True}, ["geo_accuracy_m"]),
    ("R04", "service_point", 1, {"geo_accuracy_m": -1}, ["geo_accuracy_m"]),
    ("R04", "service_point", 1, {"geo_accuracy_m": 0}, []),
    ("R04", "service_point", 1, {"geo_vintage": 2010}, ["geo_vintage"]),
    ("R04", "service_point", 1, {"geo_vintage": 2011}, []),
    ("R04", "service_point", 1, {"csduid": "350600"}, ["csduid"]),
    ("R04", "service_point", 1, {"csduid": "3506008\n"}, ["csduid"]),
    ("R04", "service_point", 1, {"csduid": "٣٥٠٦٠٠٨"}, ["csduid"]),
    ("R04", "service_point", 1, {"verified_on": "2026-02-30"}, ["verified_on"]),
    ("R04", "service_point", 1, {"verified_on": "2024-02-29"}, []),
    ("R04", "service_point", 1, {"verified_on": "20260228"}, ["verified_on"]),
    ("R04", "service_point", 1, {"changed_at": "2026-01-01 00:00:00"}, ["changed_at"]),
    ("R04", "service_point", 1, {"changed_at": "2026-01-01T25:00:00Z"}, ["changed_at"]),
    ("R04", "service_point", 1, {"languages": "en"}, ["languages"]),
    ("R04", "service_point", 1, {"languages": ["en", "en"]}, ["languages"]),
    ("R04", "service_point", 1, {"languages": ["en", 3]}, ["languages"]),
    ("R04", "service_point", 1, {"languages": ["klingon"]}, ["languages"]),
    ("R04", "service_point", 1, {"geom": "POINT (-75 x)"}, ["geom"]),
    ("R04", "service_point", 1, {"geom": [-75, 45]}, ["geom"]),
    ("R04", "service_point", 1, {"geom": "LINESTRING (-75 45, -76 45)"}, ["geom"]),
    ("R04", "service_point", 1, {"postal_code": "nonsense"}, []),  # A01 says it
    ("R04", "service_area", 901, {"geom": "POINT (-75 45)"}, ["geom"]),
    ("R04", "phone", 301, {"is_primary": "yes"}, ["is_primary"]),
    ("R04", "phone", 301, {"extension": "12a"}, ["extension"]),
    ("R04", "phone", 301, {"organization_id": "00000000-0000-4000-8000-000000000101"}, ["organization_id"]),
    ("R04", "call_centre", 601, {"agents_fte": 12.5}, ["agents_fte"]),
    ("R04", "call_centre", 601, {"agents_fte": "12.3456"}, ["agents_fte"]),
    ("R04", "call_centre", 601, {"agents_fte": "-1"}, ["agents_fte"]),
    ("R04", "call_centre", 601, {"standard_percent": 101}, ["standard_percent"]),
    ("R04", "call_centre", 601, {"standard_percent": 100}, []),
    ("R04", "external_id", 801, {"scheme": "Ca Burolis"}, ["scheme"]),
    ("R04", "jurisdiction", "CA-NB", {"pruid": "1"}, ["pruid"]),
    ("R06", "service_point", 1, {"point_type": "web_portal"}, ["point_type"]),
    ("R06", "service_point", 1, {"point_type": "other"}, []),
    ("R06", "service_point", 1, {"point_type": "kiosk"}, []),
    ("R06", "service_point", 4, {"point_type": "service_centre"}, ["point_type"]),
]


@pytest.mark.parametrize(("rule", "table", "record", "values", "fields"), CASES)
def test_values(spoil, found, *, rule, table, record, values, fields):
    spoil(table, record, **values)
    assert [field for _, field in found(rule)] == fields


def test_a_code_the_store_added_to_an_open_list_is_known(rows, spoil, found):
    spoil("service_point", 1, timezone="America/Montreal")
    rows["domain_value"].append({"domain": "timezone", "code": "America/Montreal", "deprecated": False})
    assert found("R03") == []


def test_a_code_the_store_no_longer_uses_names_its_successor(rows, spoil, report):
    rows["domain_value"].append(
        {"domain": "geo_method", "code": "manual", "deprecated": True, "replaced_by": "rooftop"}
    )
    spoil("service_point", 2, geo_method="manual")
    [finding] = report("R05").findings
    assert (finding.record_id[-1], finding.field, finding.severity) == ("2", "geo_method", "warning")
    assert finding.message.en == "“Placed on the map” is no longer used; use “Address point or building”."


def test_a_code_still_in_use_is_not_deprecated(rows, spoil, found):
    rows["domain_value"].append({"domain": "geo_method", "code": "manual", "deprecated": False})
    spoil("service_point", 2, geo_method="manual")
    assert found("R05") == []


def test_every_condition_of_the_schemas_tables_belongs_to_a_rule():
    conditions = {condition for table in load_schema().tables.values() for condition in table.checks}
    assert conditions == CHECKS_HERE | CHECKS_ELSEWHERE


def test_messages_carry_labels_in_both_languages(spoil, report):
    spoil("service_point", 1, city=None, channel="in_person", point_type="web_portal")
    required, unsuited = report("R").findings
    assert required.message.en == "“Municipality” is required."
    assert required.message.fr.replace("\u00a0", " ") == "« Municipalité » est requis."
    assert unsuited.message.en == "The type “Web portal” does not suit the channel “In person”."
    assert unsuited.message.fr.replace("\u00a0", " ") == (
        "Le type « Portail Web » ne convient pas au mode « En personne »."
    )


def test_a_value_is_shown_short_and_without_hidden_characters(spoil, report):
    spoil("service_point", 1, status="a\u202eb\x00" + "c" * 500)
    [finding] = report("R02").findings
    assert finding.message.en == "“a\ufffdb\ufffd" + "c" * 76 + "…” is not in the list “Status”."
