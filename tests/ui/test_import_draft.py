# SPDX-License-Identifier: GPL-2.0-or-later
"""A profile that is being made: guesses are marked, what a person said stays, rules are never lost."""

import json

import numpy as np
import pytest
from service_points.core.errors import InputError
from service_points.core.importing.guesses import guess_mapping
from service_points.core.importing.profile_file import load_presets
from service_points.core.importing.table import Origin, SourceTable
from service_points.ui.import_draft import ProfileDraft, profile_id
from service_points.ui.import_expressions import column_of, date_formats, expression_for, with_column
from service_points.ui.import_profiles import KnownProfile, fitting
from service_points.ui.import_rules import tagged


def table(**columns):
    count = len(next(iter(columns.values())))
    return SourceTable(columns, np.arange(1, count + 1), Origin("open_data_file", "x.csv", "0" * 64))


@pytest.mark.parametrize("preset", sorted(load_presets()))
def test_a_loaded_profile_is_saved_as_it_was(preset):
    """Joins, rules by pattern, attributions, expectations: all that no widget shows stays."""
    document = load_presets()[preset].document
    draft = ProfileDraft(document)
    for field in document.get("map", {}):
        draft.map_field(field, draft.state(field).expression)
    draft.put("phones", tagged(draft.get("phones", [])))
    assert json.loads(json.dumps(draft.profile().document)) == draft.document
    assert {**draft.document, "phones": None} == {**json.loads(json.dumps(document)), "phones": None}


def test_a_rule_is_shown_as_a_rule_and_a_cleaned_column_as_a_column():
    draft = ProfileDraft.new("x")
    draft.map_field("province", {"province": {"col": "PR"}})
    draft.map_field("point_type", {"lookup": {"col": "T", "table": {"A": "kiosk"}}})
    assert (draft.state("province").kind, draft.state("province").column) == ("column", "PR")
    assert (draft.state("point_type").kind, draft.state("point_type").column) == ("rule", None)
    assert with_column(draft.state("province").expression, "P2") == {"province": {"col": "P2"}}


def test_a_lookup_a_pattern_and_nested_operations_are_no_columns():
    for rule in (
        {"lookup": {"col": "a", "table": {}}},
        {"regex": {"col": "a", "pattern": "b"}},
        {"postal": {"of": {"col": "a"}}},
        {"first": [{"col": "a"}, {"col": "b"}]},
        {"const": "a"},
    ):
        assert column_of(rule) is None


def test_guesses_are_marked_until_a_person_touches_the_field():
    source = table(name=["A", "B"], postal=["K1A 0B1", "K1A 0B2"], id=["1", "2"])
    draft = ProfileDraft.new("x")
    draft.take_guesses(guess_mapping(source))
    assert draft.state("postal_code").reason is not None
    assert draft.key == {"col": "id"}
    draft.map_field("postal_code", {"postal": {"col": "postal"}})
    assert draft.state("postal_code").reason is None
    assert draft.state("name_en").reason is not None


def test_what_a_person_said_is_not_guessed_over_and_old_guesses_give_way():
    """The encoding was wrong: the columns are called otherwise now."""
    draft = ProfileDraft.new("x")
    draft.take_guesses(guess_mapping(table(name=["A"], city=["B"], tel=["613-555-0101"])))
    draft.map_field("name_en", {"col": "city"})
    draft.take_guesses(guess_mapping(table(nom=["A"], ville=["B"])))
    assert draft.state("name_en").column == "city"
    assert draft.state("city").column == "ville"
    assert draft.state("name_fr").column == "nom"
    assert draft.get("phones", []) == []


def test_an_address_beside_other_parts_is_the_street_line():
    """Both would be refused: an address in one piece fills the municipality too."""
    draft = ProfileDraft.new("x")
    draft.take_guesses(guess_mapping(table(id=["1"], address=["5 Hill Road"], city=["Pine River"])))
    assert draft.state("address").kind == "none"
    assert draft.state("address_line1").column == "address"
    assert draft.profile().fields.keys() == {"address_line1", "city"}


def test_an_address_in_one_piece_and_its_parts_give_way_to_each_other():
    draft = ProfileDraft.new("x")
    draft.set_key({"col": "id"})
    draft.map_field("city", {"col": "city"})
    draft.map_field("address", expression_for("address", "where"))
    assert draft.state("city").kind == "none"
    assert set(draft.profile().fields) == {
        "address_line1",
        "address_line2",
        "city",
        "province",
        "postal_code",
    }
    draft.map_field("city", {"col": "city"})
    assert draft.state("address").kind == "none"
    assert set(draft.profile().fields) == {"city"}


def test_e2_dates_that_can_be_read_in_two_ways_are_asked():
    source = table(id=["1", "2"], updated=["03/04/2025", "05/06/2025"])
    draft = ProfileDraft.new("x")
    draft.take_guesses(guess_mapping(source))
    ((field, question),) = draft.questions()
    assert field == "verified_on"
    assert "03/04/2025" in question.en
    assert "03/04/2025" in question.fr
    assert set(date_formats("updated", source)) == {"%d/%m/%Y", "%m/%d/%Y"}
    draft.set_date_format("verified_on", "%d/%m/%Y")
    assert draft.questions() == []
    assert draft.state("verified_on").expression == {"date": {"col": "updated", "format": "%d/%m/%Y"}}


def test_a_constant_fills_what_the_column_leaves_empty():
    draft = ProfileDraft.new("x")
    draft.set_constant("city", "Ottawa")
    assert draft.state("city").kind == "constant"
    draft.map_field("city", {"col": "city"})
    assert (draft.state("city").kind, draft.state("city").constant) == ("column", "Ottawa")
    draft.set_constant("city", None)
    assert draft.state("city").constant is None


def test_identifiers_follow_a_new_name_only_where_they_were_named_after_it():
    draft = ProfileDraft.new("Libraries")
    draft.rename("ottawa-libraries")
    assert draft.get("key")["scheme"] == "ottawa-libraries"
    draft.put_into("key", "scheme", "city-ids")
    draft.rename("other")
    assert draft.get("key")["scheme"] == "city-ids"


@pytest.mark.parametrize("name", ["", "é", "***", "Bureaux d’été 2026", "x" * 300, "-", "UPPER case"])
def test_whatever_a_file_is_called_its_profile_has_an_id(name):
    draft = ProfileDraft.new(name or "?")
    draft.put("title_en", "T")
    draft.set_key({"col": "id"})
    assert draft.profile().id == profile_id(name or "?")


def test_a_profile_that_is_wrong_says_where():
    draft = ProfileDraft.new("x")
    draft.set_constant("channel", "by pigeon")
    with pytest.raises(InputError, match="by pigeon"):
        draft.profile()


def test_telephones_keep_their_tag_when_one_before_is_taken_away():
    first = tagged([{"kind": "voice"}, {"kind": "voice"}, {"kind": "tty", "tag": "old"}])
    assert [rule["tag"] for rule in first] == ["voice_1", "voice_2", "old"]
    assert [rule["tag"] for rule in tagged([*first[1:], {"kind": "voice"}])] == ["voice_2", "old", "voice_1"]


def test_the_profile_that_reads_most_of_a_source_fits_best():
    small = ProfileDraft.new("small")
    small.set_key({"col": "id"})
    large = ProfileDraft(small.document)
    large.map_field("name_en", {"col": "name"})
    other = ProfileDraft(large.document)
    other.map_field("city", {"col": "town"})
    known = [KnownProfile(each.profile()) for each in (small, large, other)]
    assert fitting(known, table(id=["1"], name=["A"])) is known[1]
    assert fitting(known, table(name=["A"])) is None
