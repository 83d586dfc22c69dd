# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices of a steward and typed values, without a window; expected decisions are written by hand."""

import pytest
from service_points.core.errors import InputError
from service_points.core.exchange import MergePolicy, decide, merge, read_document
from service_points.core.exchange.choices import Choices
from service_points.core.exchange.review import read_inbox, read_review
from service_points.core.exchange.typed import typed_value
from service_points.core.schema import load_schema
from service_points.core.store import RowChange

NUMBER = "7d9f2c1e-0000-4000-8000-00000000abcd"


def field(table, name):
    return load_schema().tables[table].by_name[name]


@pytest.fixture
def held(store, editor, submit, ident):
    """A submission that changes languages (a set), hours (a group) and the name of point 1; all waits."""
    editor.update(
        "service_point", ident(1), languages='["en", "fr"]', hours="Mo-Fr 09:00-17:00", name_en="New name"
    )
    merge(store, read_document(submit().data), policy=MergePolicy(signature="none", auto_accept=False))
    return store


def chosen(store):
    review = read_review(store, NUMBER)
    return review, Choices(review.changes)


def test_the_inbox_counts_what_waits(held):
    inbox = read_inbox(held)
    assert [(line.id, line.waiting, line.state) for line in inbox.lines] == [(NUMBER, 1, "received")]
    assert inbox.waiting == 1
    assert inbox.revision == held.info.revision


def test_nothing_chosen_decides_nothing(held):
    _, choices = chosen(held)
    assert choices.decisions(1).items == ()
    assert (choices.total, choices.decided) == (1, 0)


def test_a_field_is_decided_without_the_others(held):
    review, choices = chosen(held)
    choices.take(1, "name_en", "theirs")
    made = [(item.kind, item.field, item.value) for item in choices.decisions(review.revision).items]
    assert made == [("accept", "name_en", None)]


def test_base_is_ours_where_nobody_changed_it(held):
    _, choices = chosen(held)
    choices.take(1, "name_en", "base")
    assert choices.refuses(1)
    assert choices.without_reason() == [1]
    choices.set_reason(1, "   ")
    assert choices.without_reason() == [1]
    choices.set_reason(1, " No ")
    (item,) = choices.decisions(1).items
    assert (item.kind, item.field, item.reason) == ("reject", "name_en", "No")


def test_a_typed_member_takes_the_rest_of_its_group_along(held):
    _, choices = chosen(held)
    choices.type(1, "hours_note_en", "By appointment")
    made = {item.field: (item.kind, item.value) for item in choices.decisions(1).items}
    assert made == {
        "hours": ("accept", None),
        "hours_note_en": ("edit", "By appointment"),
        "hours_note_fr": ("accept", None),
    }


def test_d1_sets_of_both_sides_are_merged_or_taken_as_they_are(held, ident):
    held.apply([RowChange("update", "service_point", ident(1), {"languages": ["en", "iu"]})])
    review, choices = chosen(held)
    choices.accept([1])
    assert choices.pick(1, "languages").value == ["en", "fr", "iu"]
    choices.take(1, "languages", "theirs")
    (edit,) = [item for item in choices.decisions(1).items if item.field == "languages"]
    assert (edit.kind, edit.value) == ("edit", ["en", "fr"])
    decide(held, NUMBER, decisions=choices.decisions(review.revision))
    row = next(row for row in held.rows("service_point") if row["id"] == ident(1))
    assert row["languages"] == ["en", "fr"]


def test_d12_choices_follow_the_store(held, ident):
    """A side means its value in the store as it is read again; a typed value stays."""
    _, choices = chosen(held)
    choices.take(1, "name_en", "ours")
    choices.type(1, "hours", "24/7")
    choices.set_reason(1, "No")
    held.apply([RowChange("update", "service_point", ident(1), {"name_en": "Third name"})])
    again = choices.carried_to(read_review(held, NUMBER).changes)
    assert again.pick(1, "name_en").value == "Third name"
    assert again.pick(1, "hours").value == "24/7"
    assert again.reason(1) == "No"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("name_en", "  Café ", "Café"),
        ("name_en", "", None),
        ("status", "Planned", "planned"),
        ("status", "planned", "planned"),
        ("languages", "Français, en", ["en", "fr"]),
        ("hours", "Mo-Fr 08:30-16:30", "Mo-Fr 08:30-16:30"),
        ("geo_vintage", "2021", 2021),
        ("geo_accuracy_m", "25", 25),
        ("verified_on", "2026-11-28", "2026-11-28"),
        ("geom", "POINT (-75.6972000 45.4215000)", "POINT (-75.6972000 45.4215000)"),
    ],
)
def test_what_is_typed_becomes_canonical(name, text, value):
    assert typed_value(field("service_point", name), text) == value


@pytest.mark.parametrize(("text", "value"), [("1 234,5", "1234.5"), ("12.50", "12.5")])
def test_numbers_may_be_written_as_the_languages_do(text, value):
    assert typed_value(field("call_centre", "agents_fte"), text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("status", "open for business"),
        ("hours", "nine to five"),
        ("geo_vintage", "last year"),
        ("verified_on", "2026-02-30"),
        ("verified_on", "28/11/2026"),
        ("geom", "45.4, -75.7"),
        ("organization_id", "ServicePlus"),
    ],
)
def test_what_is_no_value_is_refused_with_what_would_be(name, text):
    with pytest.raises(InputError) as caught:
        typed_value(field("service_point", name), text)
    assert caught.value.text.en
    assert caught.value.text.fr != caught.value.text.en
