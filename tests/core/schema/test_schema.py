# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared schema as objects. Expectations are read from schema.md by eye, or from the file's JSON."""

import hashlib
import json
from pathlib import Path

import pytest
from service_points.core.errors import SchemaError
from service_points.core.schema import load_schema, read_schema
from service_points.core.text import Text

FILE = Path(__file__).resolve().parents[3] / "resources" / "schema" / "schema.json"


@pytest.fixture(scope="module")
def schema():
    return load_schema()


@pytest.fixture(scope="module")
def raw():
    return json.loads(FILE.read_text(encoding="utf-8"))


def test_it_identifies_the_file_it_was_read_from(schema):
    assert (schema.name, schema.version) == ("casp", "1.0.0")
    assert schema.sha256 == hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert schema.title.fr == "Schéma canadien des points de service"


def test_nothing_of_the_file_is_lost(schema, raw):
    assert list(schema.tables) == [table["name"] for table in raw["tables"]]
    assert len(schema.tables) == 20
    assert list(schema.domains) == list(raw["domains"])
    assert list(schema.rules) == [rule["id"] for rule in raw["rules"]]
    assert len(schema.taxonomy) == len(raw["taxonomy_seed"])
    for table in raw["tables"]:
        fields = schema.tables[table["name"]].fields
        assert [field.name for field in fields] == [field["name"] for field in table["fields"]]


def test_a_field_knows_its_rules(schema):
    point = schema.tables["service_point"].by_name
    assert point["csduid"].pattern == r"^\d{7}$"
    assert point["geo_vintage"].minimum == 2011
    assert point["geo_vintage"].default == 2021
    assert point["geo_accuracy_m"].minimum == 0
    assert point["name_en"].max_length == 200
    assert point["organization_id"].references == ("organization", "id")
    assert point["organization_id"].required
    assert point["status"].domain == "status"
    assert point["hours"].merge_group == "hours"
    assert not point["partner_note"].publish
    assert point["languages"].type == "set"
    assert point["geom"].is_geometry
    assert schema.tables["phone"].by_name["hours"].merge_group is None
    assert schema.tables["phone"].by_name["is_primary"].default is False
    assert schema.tables["call_centre"].by_name["point_id"].unique


def test_exchanged_fields_are_all_but_the_key_and_the_stewards_own(schema):
    names = [field.name for field in schema.tables["closure"].exchanged_fields]
    assert names == [
        "custodian_code", "point_id", "kind", "from_date", "to_date", "hours", "reason_en", "reason_fr",
    ]  # fmt: skip


def test_references_domains_and_groups_exist(schema):
    for table in schema.tables.values():
        for field in table.fields:
            if field.references:
                target, column = field.references
                assert column in schema.tables[target].by_name, (table.name, field.name)
            if field.domain:
                assert field.domain in schema.domains, (table.name, field.name)
            if field.merge_group:
                assert field.name in schema.merge_groups[field.merge_group].fields
            assert field.type in schema.types
            assert field.label.en
            assert field.label.fr
    for group in schema.merge_groups.values():
        for name in group.fields:
            assert schema.tables["service_point"].by_name[name].merge_group == group.name


def test_columns_of_a_merge_group_go_together(schema, raw):
    point = schema.tables["service_point"]
    order = [
        field["name"] for table in raw["tables"] if table["name"] == point.name for field in table["fields"]
    ]
    together = {"name_en", "status", "status_from", "status_until", "verified_on", "verified_method"}
    assert point.with_groups(["verified_method", "name_en", "status"]) == sorted(together, key=order.index)
    assert point.with_groups([]) == []
    assert schema.tables["phone"].with_groups(["number"]) == ["number"]


def test_code_lists_are_bilingual_and_say_whether_they_are_open(schema):
    assert schema.domains["province"].by_code["QC"].label == Text("Quebec", "Québec")
    assert schema.domains["province"].by_code["QC"].note == "24"
    assert not schema.domains["channel"].open
    assert schema.domains["language"].open
    for domain in schema.domains.values():
        assert len(domain.by_code) == len(domain.values)
        for value in domain.values:
            assert value.label.en
            assert value.label.fr


def test_submittable_tables_come_in_the_order_changes_are_applied(schema):
    names = [table.name for table in schema.submittable]
    assert names[:4] == ["organization", "source", "service", "service_point"]
    assert set(names) == {table.name for table in schema.tables.values() if table.submittable}
    for table in schema.submittable:
        assert table.key == "id"


def test_rules_speak_both_languages_with_the_same_placeholders(schema):
    assert schema.rules["U03"].severity == "warning"
    for rule in schema.rules.values():
        placeholders = [
            {part.split("}")[0] for part in text.split("{")[1:]}
            for text in (rule.message.en, rule.message.fr)
        ]
        assert placeholders[0] == placeholders[1], rule.id


def test_the_taxonomy_is_a_tree(schema):
    codes = {term.code for term in schema.taxonomy}
    assert len(codes) == 36
    assert all(term.parent is None or term.parent in codes for term in schema.taxonomy)
    assert next(t for t in schema.taxonomy if t.code == "health.card").parent == "health"


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"schema": 1}', b"\xff\xfe", b"not json"])
def test_a_missing_or_broken_file_is_named(tmp_path, content):
    path = tmp_path / "schema.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SchemaError) as caught:
        read_schema(path)
    assert str(path) in caught.value.text.en
    assert "réinstallez" in caught.value.text.fr
    assert caught.value.details
