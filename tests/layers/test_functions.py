# SPDX-License-Identifier: GPL-2.0-or-later
"""Functions for expressions: what they answer, what they say of bad values, and that QGIS has them."""

import re

import pytest
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFields,
)
from service_points.host.compat import field
from service_points.layers.functions import GROUP, register_functions, unregister_functions

NAMES = ("sp_open_at", "sp_label", "sp_weekly_hours")


@pytest.fixture(autouse=True)
def functions(qgis_app):
    register_functions()
    yield
    unregister_functions()


def answer(text, **values):
    """Evaluate an expression on a feature with these values; return (result, error)."""
    fields = QgsFields()
    for name in values:
        fields.append(field(name, "String"))
    feature = QgsFeature(fields)
    feature.setAttributes(list(values.values()))
    context = QgsExpressionContext()
    context.setFeature(feature)
    context.setFields(fields)
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    result = expression.evaluate(context)
    return (None if result is None or result == NULL else result), expression.evalErrorString()


def at(hours, moment, *more):
    return f"sp_open_at('{hours}', to_datetime('{moment}'){''.join(', ' + each for each in more)})"


# 2026-11-30 is a Monday; Toronto is then 5 hours behind UTC, Vancouver 8, St. John's 3 and a half.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (at("Mo-Fr 08:30-16:30", "2026-11-30T08:30:00"), True),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T16:29:00"), True),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T16:30:00"), False),
        (at("Mo-Fr 08:30-16:30", "2026-11-29T12:00:00"), False),
        (at("Fr 20:00-02:00", "2026-11-28T01:59:00"), True),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T13:29:00Z", "'America/Toronto'"), False),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T13:30:00Z", "'America/Toronto'"), True),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T13:30:00Z", "'America/Vancouver'"), False),
        (at("Mo-Fr 08:30-16:30", "2026-11-30T12:00:00Z", "'America/St_Johns'"), True),
        (at("Mo-Fr 08:30-16:30; PH off", "2026-12-25T09:00:00", "holiday:=true"), False),
        (at("Mo-Fr 08:30-16:30; PH off", "2026-12-25T09:00:00"), True),
        (at("Mo-Fr 08:30-16:30", "2026-12-25T09:00:00", "holiday:=true"), None),
        (at("Mo-Fr 08:30-16:30; PH off", "2026-12-25T09:00:00", "holiday:=1"), False),
        (at('"by appointment"', "2026-11-30T09:00:00"), None),
        ("sp_open_at('24/7', '2026-11-30T09:00:00')", True),
        ("sp_open_at(NULL, now())", None),
        ("sp_open_at('24/7', NULL)", None),
        ("sp_open_at('24/7', now(), NULL)", None),
        ("sp_weekly_hours('Mo-Fr 08:30-16:30')", 40.0),
        ("sp_weekly_hours('24/7')", 168.0),
        ("sp_weekly_hours('Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-13:30')", 38.5),
        ("sp_weekly_hours('\"by appointment\"')", None),
        ("sp_weekly_hours(NULL)", None),
        ("sp_label('channel', 'in_person', 'fr')", "En personne"),
        ("sp_label('service_point.channel', 'in_person', 'en_CA')", "In person"),
        ("sp_label('language', array('en', 'fr'), 'en')", "English, French"),
        ("sp_label('language', 'x-own', 'en')", "x-own"),
        ("sp_label('taxonomy_term', 'identity', 'fr')", "Identité et état civil"),
        ("sp_label('channel', NULL)", None),
    ],
)
def test_answers(text, expected):
    assert answer(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sp_open_at('9 to 5', now())", "sp_open_at: "),
        ("sp_open_at('24/7', 'yesterday')", "“yesterday” is no date with a time"),
        ("sp_open_at('24/7', '2026-11-30')", "“2026-11-30” is no date with a time"),
        ("sp_open_at('24/7', to_date('2026-11-30'))", "is no date with a time"),
        ("sp_open_at(5, now())", "“5” is no text"),
        ("sp_open_at('24/7', now(), 'Toronto')", "“Toronto” is no time zone. Write it as America/Toronto"),
        ("sp_open_at('24/7', now(), holiday:='false')", "“false” is neither true nor false"),
        ("sp_weekly_hours('Mo-Fr')", "sp_weekly_hours: "),
        ("sp_weekly_hours(12)", "“12” is no text"),
        ("sp_label('chanel', 'in_person')", "“chanel” is no list of the schema. Lists: accessibility"),
        ("sp_label('service_point.name_en', 'x')", "is no list of the schema"),
        ("sp_label('channel', 'by_mail')", "“by_mail” is no code of the list “channel”"),
        ("sp_label('channel', 'in_person', 'de')", "“de” is no language of the register"),
        (f"sp_label('channel', '{'x' * 5000}')", "xxx…” is no code"),
    ],
)
def test_bad_values_give_an_error_with_a_sentence_and_no_result(text, said):
    result, error = answer(text)
    assert result is None
    assert said in error
    assert len(error) < 1000


def test_errors_are_in_the_person_s_language(french):
    _, error = answer("sp_label('channel', 'by_mail')")
    assert "n’est pas un code de la liste" in error
    assert answer("sp_label('channel', 'in_person')") == ("En personne", "")


def test_fields_and_their_nulls():
    text = 'sp_weekly_hours("hours")'
    assert answer(text, hours="Mo 09:00-17:00") == (8.0, "")
    assert answer(text, hours=NULL) == (None, "")


def test_as_the_panel_answers_for_every_point_of_the_sample():
    """A way of its own would soon say something else than the panel: both are asked."""
    from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
    from service_points.host.resources import sample
    from service_points.layers.opening import open_state
    from service_points.layers.register import read_register

    register = read_register(sample("pine_river_store.gpkg"))
    moment = QDateTime(QDate(2026, 11, 30), QTime(15, 0), Qt.TimeSpec.UTC)
    asked = 0
    for point in register.points:
        state = open_state(point, register, moment)
        if state is None or point.closures or register.is_holiday(state.now.date(), point):
            continue
        text = 'sp_open_at("hours", to_datetime(\'2026-11-30T15:00:00Z\'), "zone")'
        assert answer(text, hours=point.hours, zone=point.timezone) == (state.open, "")
        asked += 1
    assert asked > 20


def test_qgis_has_them_once_and_gives_them_back():
    register_functions()
    listed = [f.name() for f in QgsExpression.Functions() if f.name().startswith("sp_")]
    assert sorted(listed) == sorted(NAMES)
    unregister_functions()
    unregister_functions()
    assert not [f.name() for f in QgsExpression.Functions() if f.name().startswith("sp_")]
    assert QgsExpression("sp_label('channel', 'in_person')").hasParserError()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_help_in_both_languages_tells_the_truth(code, request):
    """Every example of the help pages is evaluated; the answer must be the one written there."""
    from service_points.host.resources import help_text

    if code == "fr":
        request.getfixturevalue("french")
    for name in NAMES:
        page = help_text(code, name)
        examples = re.findall(r"<li><code>(.*?)</code> &rarr; <code>(.*?)</code></li>", page)
        assert examples
        for text, expected in examples:
            if '"hours"' in text or '"status"' in text:
                continue
            result, error = answer(text)
            assert not error
            shown = {True: "true", False: "false", None: "NULL"}.get(result, result)
            assert (f"{shown:g}" if isinstance(shown, float) else shown) == expected, text


def test_the_help_is_shown_by_qgis_in_the_language_of_the_start(french):
    unregister_functions()
    register_functions()
    (function,) = [f for f in QgsExpression.Functions() if f.name() == "sp_label"]
    assert function.group() == GROUP
    assert "fonction sp_label" in function.helpText()
