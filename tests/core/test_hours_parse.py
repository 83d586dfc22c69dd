# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours: what can be read, what not, and what it says in words."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.hours import HoursError, describe, doubt, parse
from service_points.core.schema import load_schema

VALID = [
    "24/7",
    "24/7; PH off",
    "off",
    "08:30-16:30",
    "Mo-Fr 08:30-16:30",
    "Mo-Fr 08:30-12:00,13:00-16:30",
    "Mo,We,Fr 09:00-17:00; PH off",
    "Fr-Mo 10:00-14:00",
    "Mo-Fr 09:00-17:00; We 09:00-20:00; Sa off",
    "PH,Su off",
    "We[1] 09:00-17:00",
    "Th[1,3] 10:00-12:00; Fr[-1] off",
    "Mo-Su 22:00-02:00",
    "Sa 18:00-24:00",
    "Jun-Aug Mo-Fr 10:00-14:00",
    "Jun-Aug: Mo-Fr 10:00-14:00",
    "Nov-Mar off",
    "Jun 09:00-12:00",
    "Dec 24 09:00-12:00",
    "Dec 24-Jan 2 off",
    "Feb 29 off",
    "Apr,Oct 1-Oct 15 Mo 09:00-10:00",
    "Mo-Fr closed",
    '"by appointment"',
    'Mo-Fr 09:00-17:00 "ring; the bell"; PH off',
]
INVALID = [
    "",
    " ",
    "Mo-Fr",
    "Mo-Fr 8:30-16:30",
    "Mo-Fr 08:30-16h30",
    "Mo-Fr 08:30",
    "Mo-Fr 08:30-16:60",
    "Mo-Fr 25:00-26:00",
    "Mo-Fr 24:00-24:30",
    "Mo - Fr 09:00-17:00",
    "Mon-Fri 09:00-17:00",
    "lundi au vendredi",
    "Mo-Fr 09:00-17:00;PH off",
    "Mo-Fr 09:00-17:00; ",
    "Mo-Fr 09:00-17:00;",
    "Mo-Fr  09:00-17:00",
    "Mo-Fr 09:00-17:00,",
    "Mo[6] 09:00-17:00",
    "Mo[1,] 09:00-17:00",
    "Feb 30 off",
    "Apr 31-May 2 off",
    "Dec 25-26 off",
    "24/7 off",
    "Mo-Fr 09:00-17:00 24/7",
    '""',
    '"' + "x" * 81 + '"',
    'Mo-Fr 09:00-17:00 "open',
    "Mo-Fr 09:00-17:00\n",
    "Mo-Fr ٠٩:٠٠-17:00",
]


@pytest.mark.parametrize("text", VALID)
def test_valid(text):
    assert parse(text).text == text
    assert re.fullmatch(load_schema().patterns["hours_full"], text)


@pytest.mark.parametrize("text", INVALID)
def test_invalid(text):
    with pytest.raises(HoursError) as caught:
        parse(text)
    assert caught.value.text.en != caught.value.text.fr


@pytest.mark.parametrize("text", VALID)
def test_exportable_is_the_weekly_subset_of_the_schema(text):
    assert parse(text).exportable == bool(re.fullmatch(load_schema().patterns["hours_weekly_subset"], text))


_SPAN = st.tuples(*[st.integers(0, 24), st.integers(0, 59)] * 2).map(
    "{0[0]:02d}:{0[1]:02d}-{0[2]:02d}:{0[3]:02d}".format
)
_DAY = st.sampled_from(["Mo", "Tu-Fr", "Sa-Mo", "PH", "We[1]", "Th[2,-1]"])
_MONTH = st.sampled_from(["Jan", "Feb 3", "Jun-Aug", "Dec 24-Jan 2", "Apr 31", "Sep 09"])
_LIST = lambda item: st.lists(item, min_size=1, max_size=3).map(",".join)  # noqa: E731
_RULE = st.one_of(
    st.just("24/7"),
    st.just('"a b"'),
    st.tuples(
        st.one_of(st.just(""), _LIST(_MONTH).map("{} ".format), _LIST(_MONTH).map("{}: ".format)),
        st.one_of(st.just(""), _LIST(_DAY).map("{} ".format)),
        st.one_of(_LIST(_SPAN), st.sampled_from(["off", "closed", "open", ""])),
        st.sampled_from(["", ' "c"', " "]),
    ).map("".join),
)


@given(st.lists(_RULE, min_size=1, max_size=3).map("; ".join))
def test_the_parser_agrees_with_the_pattern_of_the_schema(text):
    """Same language but for openings at 24:00 or later and dates that do not exist."""
    matches = re.fullmatch(load_schema().patterns["hours_full"], text) is not None
    impossible = re.search(r"(?:^|[ ,])24:\d\d-|Apr 31", text) is not None
    try:
        hours = parse(text)
    except HoursError:
        assert not matches or impossible
    else:
        assert matches
        weekly = re.fullmatch(load_schema().patterns["hours_weekly_subset"], text)
        assert hours.exportable == (weekly is not None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Mo-Fr 8:30-16:30", "8:30-16:30"),
        ("Mo-Fr 09:00-17:00;PH off", ";PH off"),
        ("Mo-Fr 09:00-17:00; lundi", "lundi"),
    ],
)
def test_an_error_shows_where_reading_stopped(text, part):
    with pytest.raises(HoursError) as caught:
        parse(text)
    assert f"“{part}”" in caught.value.text.en
    assert part in caught.value.text.fr


@pytest.mark.parametrize(
    "text",
    [
        "Mo," * 10_000,
        "Mo-Fr 09:00-17:00," * 1_700 + "x",
        "Jan," * 7_500 + "Jan",
        "We[" + "1," * 15_000,
        "Mo-Fr 09:00-17:00; " * 1_600,
        '"' * 30_000,
        '"a" ' * 7_500,
        " " * 30_000,
        "Jan 1-" * 5_000,
    ],
)
def test_h18_hostile_strings_cost_linear_time(text):
    start = time.process_time()
    with pytest.raises(HoursError):
        parse(text)
    assert time.process_time() - start < 0.5


NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        ("Mo-Fr 08:30-16:30", "Mon–Fri 8:30 am–4:30 pm", "Du lundi au vendredi, 8 h 30 à 16 h 30"),
        (
            "Mo-Fr 08:30-12:00,13:00-16:30; PH off",
            "Mon–Fri 8:30 am–noon, 1 pm–4:30 pm; public holidays: closed",
            "Du lundi au vendredi, 8 h 30 à 12 h et 13 h à 16 h 30; les jours fériés : fermé",
        ),
        (
            "Mo-Tu,Fr 09:00-12:00",
            "Mon–Tue, Fri 9 am–noon",
            "Le lundi, le mardi et le vendredi, 9 h à 12 h",
        ),
        ("Su-Mo off", "Sun–Mon: closed", "Le dimanche et le lundi : fermé"),
        ("24/7", "Open 24 hours a day, 7 days a week", "Ouvert jour et nuit, 7 jours sur 7"),
        (
            "Th[1,3] 10:00-24:00",
            "1st and 3rd Thu of the month 10 am–midnight",
            "Les 1er et 3e jeudis du mois, 10 h à minuit",
        ),
        ("Aug-Oct Sa 00:00-24:00", "Aug–Oct, Sat all day", "D’août à octobre, le samedi, toute la journée"),
        ("Dec 24-Jan 1 off", "Dec 24–Jan 1: closed", "Du 24 décembre au 1er janvier : fermé"),
        ("Jul 09:00-12:00", "Jul 9 am–noon", "En juillet, 9 h à 12 h"),
        ("09:05-12:00", "Every day 9:05 am–noon", "Tous les jours, 9 h 05 à 12 h"),
        ('Mo 09:00-12:00 "2e étage"', "Mon 9 am–noon (2e étage)", "Le lundi, 9 h à 12 h (2e étage)"),
        ("Fr[-1] off", "Last Fri of the month: closed", "Le dernier vendredi du mois : fermé"),
        ('"by appointment"', "By appointment", "By appointment"),
    ],
)
def test_in_words(text, en, fr):
    said = describe(parse(text))
    assert said.en == en
    assert said.fr.replace(NBSP, " ") == fr


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        (
            "Mo-Fr 15:30-07:00; PH off",
            "Closes before it opens: 15:30-07:00.",
            f"Ferme avant d’ouvrir{NBSP}: 15:30-07:00.",
        ),
        (
            "Mo-Fr 13:00-16:00,08:00-13:30",
            "08:00-13:30 and 13:00-16:00 overlap.",
            "08:00-13:30 et 13:00-16:00 se chevauchent.",
        ),
        (
            "Mo 09:00-12:00; Tu 07:59-24:00",
            "More than 16 hours: 07:59-24:00.",
            f"Plus de 16 heures{NBSP}: 07:59-24:00.",
        ),
    ],
)
def test_doubtful_hours_say_what_is_doubtful(text, en, fr):
    said = doubt(parse(text))
    assert (said.en, said.fr) == (en, fr)


@pytest.mark.parametrize("text", ["24/7", "Mo-Fr 08:00-24:00", "Mo 08:00-12:00,12:00-16:00", "off"])
def test_usual_hours_are_not_doubted(text):
    assert doubt(parse(text)) is None


def test_french_hours_do_not_break_across_lines():
    assert describe(parse("08:30-09:00")).fr == f"Tous les jours, 8{NBSP}h{NBSP}30 à 9{NBSP}h"
