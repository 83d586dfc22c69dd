# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours from prose and from columns. What each text means was written down by hand."""

import time

import pytest
from service_points.core.hours import parse
from service_points.core.importing.cleaning.hours_columns import read_day_columns
from service_points.core.importing.cleaning.hours_prose import read_hours, read_spans

ENGLISH = {
    "Monday to Friday, 8:30 a.m. to 4:30 p.m.": "Mo-Fr 08:30-16:30",
    "Monday - Friday 8:30 AM - 4:30 PM": "Mo-Fr 08:30-16:30",
    "Mon-Fri: 8:30am-4:30pm": "Mo-Fr 08:30-16:30",
    "Mon. – Fri. 8:30 – 4:30": "Mo-Fr 08:30-16:30",
    "M-F 8:30-4:30": "Mo-Fr 08:30-16:30",
    "Mon thru Fri 0830-1630": "Mo-Fr 08:30-16:30",
    "Monday through Friday from 9 to 5": "Mo-Fr 09:00-17:00",
    "Weekdays 9 a.m. - 5 p.m.": "Mo-Fr 09:00-17:00",
    "9:00 a.m. to 5:00 p.m., Monday to Friday": "Mo-Fr 09:00-17:00",
    "Open between 9 and 5 on weekdays": "Mo-Fr 09:00-17:00",
    "Monday to Friday 08:30-16:30": "Mo-Fr 08:30-16:30",
    "Hours of service: Monday to Thursday 8:00 a.m. to 4:00 p.m.; Friday 8:00 a.m. to 3:30 p.m.": (
        "Mo-Th 08:00-16:00; Fr 08:00-15:30"
    ),
    "Mon, Wed, Fri 10-2": "Mo,We,Fr 10:00-14:00",
    "Mondays, Wednesdays and Fridays, 10 a.m. to 2 p.m.": "Mo,We,Fr 10:00-14:00",
    "Tuesday & Thursday 1-4": "Tu,Th 13:00-16:00",
    "Tuesdays 1 - 4 p.m.": "Tu 13:00-16:00",
    "Mon-Fri 9-12, 1-5": "Mo-Fr 09:00-12:00,13:00-17:00",
    "Monday to Friday 8:30 am to noon and 1 pm to 4:30 pm": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Monday to Friday 8:30 to 4:30 (closed 12-1)": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Monday to Friday 8:30 to 4:30, closed for lunch from noon to 1 p.m.": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Mon-Thu 9-5. Fri 9-4. Closed noon to 1.": "Mo-Th 09:00-12:00,13:00-17:00; Fr 09:00-12:00,13:00-16:00",
    "Mon-Fri 9-5, Sat 10-2, closed Sun": "Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off",
    "Monday: Closed; Tuesday to Saturday: 10 am - 6 pm": "Mo off; Tu-Sa 10:00-18:00",
    "Mon-Fri 9-5; closed weekends and statutory holidays": "Mo-Fr 09:00-17:00; Sa-Su off; PH off",
    "Monday to Friday, 8:30 a.m. to 4:30 p.m., except statutory holidays": "Mo-Fr 08:30-16:30; PH off",
    "Monday to Friday 9 a.m. to 5 p.m. (closed on public holidays)": "Mo-Fr 09:00-17:00; PH off",
    "Monday to Friday 9-5, Thursday 9-8": "Mo-We,Fr 09:00-17:00; Th 09:00-20:00",
    "Monday 9-12; Monday 1-4": "Mo 09:00-12:00,13:00-16:00",
    "Monday\n9:00 am - 12:00 pm\n1:00 pm - 4:00 pm\nTuesday\nClosed": "Mo 09:00-12:00,13:00-16:00; Tu off",
    "24/7": "24/7",
    "Open 24 hours a day, 7 days a week": "24/7",
    "Saturday and Sunday 24 hours": "Sa-Su 00:00-24:00",
    "Daily 8 am to midnight": "Mo-Su 08:00-24:00",
    "Friday 8 p.m. to 2 a.m.": "Fr 20:00-02:00",
    "First Tuesday of the month, 10 am - 2 pm": "Tu[1] 10:00-14:00",
    "2nd and 4th Wednesday of each month 9:30 a.m. to 3 p.m.": "We[2,4] 09:30-15:00",
    "Last Friday of every month 9-12": "Fr[-1] 09:00-12:00",
    "June to August: Monday to Friday 8-4": "Jun-Aug Mo-Fr 08:00-16:00",
    "July and August Mon-Fri 8-4": "Jul,Aug Mo-Fr 08:00-16:00",
    "Mon-Fri 9-5. May 1 to Oct 31: Sat 10-3": "Mo-Fr 09:00-17:00; May 1-Oct 31 Sa 10:00-15:00",
    "12 - 8 pm Wednesday": "We 12:00-20:00",
    "Mo-Tu 9-5, We closed, Th 9-5": "Mo-Tu,Th 09:00-17:00; We off",
    "On Thursdays we are open from 9 to 4": "Th 09:00-16:00",  # the pronoun is no Wednesday
}
FRENCH = {
    "Du lundi au vendredi, de 8 h 30 à 16 h 30": "Mo-Fr 08:30-16:30",
    "Lundi au vendredi : 8h30 à 16h30": "Mo-Fr 08:30-16:30",
    "Lun. - ven. 8 h 30 – 16 h 30": "Mo-Fr 08:30-16:30",
    "lundi à vendredi 08:30-16:30": "Mo-Fr 08:30-16:30",
    "Ouvert du lundi au jeudi de 9\u00a0h à 17\u00a0h et le vendredi de 9\u00a0h à 15\u00a0h": (
        "Mo-Th 09:00-17:00; Fr 09:00-15:00"
    ),
    "Heures d’ouverture : du lundi au vendredi, de 8 h à midi et de 13 h à 16 h": (
        "Mo-Fr 08:00-12:00,13:00-16:00"
    ),
    "De 8 h 30 à 12 h et de 13 h à 16 h 30, du lundi au vendredi": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Lundi, mercredi et vendredi de 9 h à 12 h": "Mo,We,Fr 09:00-12:00",
    "lundi au vendredi 8h30-12h 13h-16h30": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Les mardis et jeudis, 13 h à 16 h": "Tu,Th 13:00-16:00",
    "mar. et jeu. 13h-16h": "Tu,Th 13:00-16:00",
    "Lun 9h-17h; mar 9h-20h; sam 10h-14h": "Mo 09:00-17:00; Tu 09:00-20:00; Sa 10:00-14:00",
    "Jours ouvrables de 8 h à 16 h": "Mo-Fr 08:00-16:00",
    "En semaine de 9 h à 17 h, fin de semaine de 10 h à 16 h": "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00",
    "Du lundi au vendredi de 8 h 30 à 16 h 30, fermé de 12 h à 13 h": "Mo-Fr 08:30-12:00,13:00-16:30",
    "Du lundi au vendredi de 8 h 30 à 16 h 30, fermé pour le dîner de midi à 13 h": (
        "Mo-Fr 08:30-12:00,13:00-16:30"
    ),
    "Du lundi au vendredi de 9 h à 17 h, sauf les jours fériés": "Mo-Fr 09:00-17:00; PH off",
    "Lundi au vendredi 9 h à 17 h. Fermé les fins de semaine et les jours fériés.": (
        "Mo-Fr 09:00-17:00; Sa-Su off; PH off"
    ),
    "Dimanche : fermé. Lundi au samedi : 10 h à 18 h": "Su off; Mo-Sa 10:00-18:00",
    "Fermé le lundi; mardi au samedi de 10 h à 18 h": "Mo off; Tu-Sa 10:00-18:00",
    "24 heures sur 24, 7 jours sur 7": "24/7",
    "Ouvert 24 h/24, 7 j/7": "24/7",
    "Tous les jours de 8 h à 20 h": "Mo-Su 08:00-20:00",
    "7 jours par semaine, de 8 h à minuit": "Mo-Su 08:00-24:00",
    "Le premier mardi du mois, de 10 h à 14 h": "Tu[1] 10:00-14:00",
    "1er et 3e jeudi du mois de 9 h à 15 h": "Th[1,3] 09:00-15:00",
    "Le dernier vendredi de chaque mois de 9 h à 12 h": "Fr[-1] 09:00-12:00",
    "De juin à août : du lundi au vendredi de 8 h à 16 h": "Jun-Aug Mo-Fr 08:00-16:00",
    "Du 1er mai au 31 octobre : tous les jours de 9 h à 18 h": "May 1-Oct 31 Mo-Su 09:00-18:00",
    "Juillet et août, lundi au vendredi, 8 h à 15 h": "Jul,Aug Mo-Fr 08:00-15:00",
    "Entre 9 h et 17 h du lundi au vendredi": "Mo-Fr 09:00-17:00",
    "Ouvert au public du lundi au vendredi de 8 h 15 à 16 h 15": "Mo-Fr 08:15-16:15",
}
UNREAD = [
    "Thursdays we open 9-4",  # the pronoun, or Wednesday
    "Mon-Fri 8 am - 8 pm EST",  # another time zone's clock, not the French verb
    "Mon-Fri 8 am - 8 pm EST, Sat 9-5",
    "By appointment only",
    "Sur rendez-vous seulement",
    "9-5",  # of which days?
    "Monday to Friday",
    "Every second Wednesday 9-12",  # every other one, or the second of a month
    "Tuesday 7-9",  # in the morning or in the evening
    "Wednesday 8-9 p.m.",
    "Mon-Fri 9 to 5 and by phone on Saturday",
    "Monday to Friday 8:30 a.m. to 4:30 a.m.",
    "Du lundi au vendredi de 9 h à 5 h",
    "Monday to Friday 9-5, Monday 10-6 and Monday 11-7",
    "Mon-Fri 25:00-26:00",
    "Mon-Fri 9:75-10",
    "Monday to Friday until 5 p.m.",
    "À partir de 9 h le lundi",
    "Summer: Mon-Fri 8-4. Winter: Mon-Fri 9-5.",
    "Horaire d’été du lundi au jeudi de 8 h à 16 h",
    "Alternate Tuesdays 9-3",
    "Mardi aux deux semaines de 9 h à 15 h",
    "Monday to Friday 9-5, closed for lunch",
    "Monday to Friday 9-5, closed 4 to 6",
    "Temporarily closed",
    "Mon-Fri 9-5 June 2024",
    "Fermé",
    "Lundi ou mardi de 9 h à 12 h",
    "Closed Monday 9-5",
]


@pytest.mark.parametrize("text", [*ENGLISH, *FRENCH])
def test_prose_says_what_a_person_reads(text):
    expected = {**ENGLISH, **FRENCH}[text]
    reading = read_hours(text)
    assert reading.hours is not None
    assert _meaning(reading.hours) == _meaning(expected)
    assert reading.note is None


def _meaning(text):
    """Rules may stand in another order where they share no day."""
    hours = parse(text)
    return sorted(text.split("; ")), hours.exportable


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_certain_stays_a_note_in_the_words_of_the_source(text):
    reading = read_hours(text)
    assert (reading.hours, reading.note) == (None, text)


def test_a_sentence_about_something_else_stays_beside_the_hours():
    reading = read_hours("Monday to Friday 9-5. Free parking behind the building.")
    assert (reading.hours, reading.note) == ("Mo-Fr 09:00-17:00", "Free parking behind the building")
    reading = read_hours("Du lundi au vendredi de 9 h à 17 h (sur rendez-vous)")
    assert (reading.hours, reading.note) == ("Mo-Fr 09:00-17:00", "sur rendez-vous")


def test_both_languages_of_the_same_hours_are_read_once():
    text = "Monday to Friday 8:30 to 4:30\nDu lundi au vendredi de 8 h 30 à 16 h 30"
    assert read_hours(text).hours == "Mo-Fr 08:30-16:30"
    assert read_hours(text.replace("16 h 30", "17 h 30")).hours is None


def test_nothing_said_is_no_note():
    assert (read_hours(" \n").hours, read_hours("").note) == (None, None)


@pytest.mark.parametrize(
    "hostile", ["9-" * 15_000, "Mon, " * 6000, "closed for lunch " * 1800, "((((" * 7500, "Monday to " * 3000]
)
def test_hostile_texts_cost_little(hostile):
    start = time.process_time()
    assert read_hours(hostile).hours is None
    assert read_hours(hostile[:999]).hours is None
    assert read_spans(hostile) is None
    assert time.process_time() - start < 1


def test_columns_of_days():
    cells = ["8:30 AM - 4:30 PM"] * 4 + ["8:30-12:00, 13:00-15:00", "Closed", None]
    assert read_day_columns(cells).hours == "Mo-Th 08:30-16:30; Fr 08:30-12:00,13:00-15:00; Sa off"
    french = ["8 h 30 à 16 h 30"] * 5 + ["Fermé", "fermé"]
    assert read_day_columns(french, holidays="Fermé").hours == "Mo-Fr 08:30-16:30; Sa-Su off; PH off"


def test_columns_with_lunch():
    reading = read_day_columns(["8:30-16:30"] * 5 + [""] * 2, breaks=["12:00-13:00"] * 5)
    assert reading.hours == "Mo-Fr 08:30-12:00,13:00-16:30"


def test_one_cell_that_cannot_be_read_leaves_all_as_a_note():
    reading = read_day_columns(["9-5", "by chance", None, None, None, None, None], holidays="Closed")
    assert (reading.hours, reading.note) == (None, "Mo 9-5; Tu by chance; PH Closed")
    assert read_day_columns([None] * 7).hours is None


def test_there_are_enough_texts_of_both_languages():
    assert len(ENGLISH) + len(FRENCH) >= 60
    assert min(len(ENGLISH), len(FRENCH)) >= 30
