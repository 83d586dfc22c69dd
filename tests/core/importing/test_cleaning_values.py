# SPDX-License-Identifier: GPL-2.0-or-later
"""Postal codes, provinces, phones, languages, yes and no: what publishers write, and what it means."""

import csv
import time
from pathlib import Path

import pytest
from service_points.core.importing.cleaning.languages import read_languages
from service_points.core.importing.cleaning.phone import Phone, read_phone, read_phones
from service_points.core.importing.cleaning.plain import plain
from service_points.core.importing.cleaning.postal import last_postal, read_postal
from service_points.core.importing.cleaning.province import SPELLINGS, read_province
from service_points.core.importing.cleaning.yes_no import read_yes_no
from service_points.core.schema import load_schema
from service_points.core.validation.value_types import compiled


@pytest.fixture(scope="module")
def schema():
    return load_schema()


@pytest.mark.parametrize(
    "text", ["K1A 0B1", "k1a0b1", "K1A-0B1", " k1a\u00a00b1 ", "K1A OB1", "KIA 0B1", "K1A 0BI"]
)
def test_postal_codes_are_written_one_way(text):
    assert read_postal(text) == "K1A 0B1"


@pytest.mark.parametrize(
    "text", ["", "K1A", "K1A 0B", "D1A 0B1", "Z1A 0B1", "K1O 0B1", "90210", "K1A 0B1 0", "K" * 30_000]
)
def test_what_is_no_postal_code_is_none(text):
    assert read_postal(text) is None


def test_the_last_postal_code_of_a_text():
    assert last_postal("K1A 0B1 or m5v3l9 Canada") == ("M5V 3L9", 11, 17)
    assert last_postal("Highway 10") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ontario", "ON"), ("ont.", "ON"), ("35", "ON"), ("QUÉBEC", "QC"), ("Qc", "QC"), ("P.Q.", "QC"),
        ("Nouvelle-Écosse", "NS"), ("N.-É.", "NS"), ("Nouveau-Brunswick", "NB"), ("n.b.", "NB"),
        ("Île-du-Prince-Édouard", "PE"), ("Î.-P.-É.", "PE"), ("PEI", "PE"), ("Terre-Neuve-et-Labrador", "NL"),
        ("T.-N.-L.", "NL"), ("Newfoundland & Labrador", "NL"), ("C.-B.", "BC"), ("British  Columbia", "BC"),
        ("Sask.", "SK"), ("Alta.", "AB"), ("Man.", "MB"), ("T.N.-O.", "NT"), ("NWT", "NT"), ("Yukon", "YT"),
        ("Nunavut", "NU"),
    ],
)  # fmt: skip
def test_provinces_of_both_languages(text, code):
    assert read_province(text) == code


@pytest.mark.parametrize("text", ["", "?", "Maine", "Ottawa", "36", "o" * 30_000])
def test_what_is_no_province_is_none(text):
    assert read_province(text) is None


def test_every_province_of_the_schema_is_known_by_its_names_and_its_census_code(schema):
    domain = schema.domains["province"].by_code
    assert set(SPELLINGS.values()) == set(domain)
    for code, entry in domain.items():
        assert [read_province(name) for name in (code, entry.label.en, entry.label.fr)] == [code] * 3


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("613-837-9377", "+16138379377", None),
        ("(613) 837-9377", "+16138379377", None),
        ("613.837.9377", "+16138379377", None),
        ("613\u00a0837‑9377", "+16138379377", None),
        ("+1-613-889-3283", "+16138893283", None),
        ("+16138250557", "+16138250557", None),
        ("1 613 837 9377", "+16138379377", None),
        ("6138379377.0", "+16138379377", None),
        ("tel:+1-613-837-9377", "+16138379377", None),
        ("Tél. : 613 837-9377", "+16138379377", None),
        ("Sans frais : 1 800 622-6232", "+18006226232", None),
        ("TTY: 1-800-926-9105", "+18009269105", None),
        ("1-800-926-9105 (ATS)", "+18009269105", None),
        ("613-837-9377 ext. 123", "+16138379377", "123"),
        ("613-837-9377 x123", "+16138379377", "123"),
        ("613-837-9377, poste 0123", "+16138379377", "0123"),
        ("613 837-9377 (poste 12)", "+16138379377", "12"),
        ("613-837-9377 #4", "+16138379377", "4"),
        ("1 800 O-CANADA", "+18006226232", None),  # the federal government's own spelling of 1-800-622-6232
        ("1 800 O-Canada (1-800-622-6232)", "+18006226232", None),
        ("3-1-1", "311", None),
        ("811", "811", None),
        ("988", "988", None),
    ],
)
def test_phones(text, number, extension):
    assert read_phone(text) == Phone(number, extension)


@pytest.mark.parametrize(
    "text",
    [
        "", "n/a", "837-9377", "613-137-9377", "113-837-9377", "613-837-937", "613-837-93777", "6.13838E+09",
        "+33 1 42 68 53 00", "011 33 1 42 68 53 00", "123", "12", "613-837-9377 / 613-837-9378", "call Bob",
        "1 800 O-CANADA (1-800-622-6233)", "6" * 30_000, "(" * 30_000, "1-800-" + "A" * 30_000,
    ],
)  # fmt: skip
def test_what_is_no_one_number_is_none(text):
    assert read_phone(text) is None


def test_seven_digits_need_an_area_code():
    assert read_phone("722-6521", "613") == Phone("+16137226521")
    assert read_phone("613-722-6521", "819") == Phone("+16137226521")
    assert read_phone("722-6521", "nonsense") is None


def test_several_numbers():
    assert read_phones("613-837-9377 or 1-800-622-6232") == (Phone("+16138379377"), Phone("+18006226232"))
    assert read_phones("613 837-9377 ou 613 837-9378, poste 2") == (
        Phone("+16138379377"), Phone("+16138379378", "2"),
    )  # fmt: skip
    assert read_phones("613-837-9377; see the web site") == ()


def test_numbers_are_what_the_schema_takes(schema):
    pattern = compiled(schema.tables["phone"].by_name["number"].pattern)
    for text in ("613-837-9377", "1 800 O-CANADA", "311"):
        assert pattern.fullmatch(read_phone(text).number)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("English", ("en",)), ("Anglais", ("en",)), ("en;fr", ("en", "fr")), ("EN/FR", ("en", "fr")),
        ("English and French", ("en", "fr")), ("Anglais et français", ("en", "fr")),
        ("Bilingual", ("en", "fr")),
        ("Bilingue", ("en", "fr")), ("French only", ("fr",)), ("Services offerts en français", ("fr",)),
        ("English, French & American Sign Language (ASL)", ("ase", "en", "fr")),
        ("Anglais, langue des signes québécoise (LSQ)", ("en", "fcs")), ("Inuktitut | Cri", ("cr", "iu")),
        ("Mi’kmaq", ("mic",)), ("Tłı̨chǫ", ("dgr",)), ("Gwich’in", ("gwi",)),
        ("Mandarin + Cantonese", ("zh",)),
    ],
)  # fmt: skip
def test_languages(text, codes):
    found = read_languages(text)
    assert (found.codes, found.unread) == (codes, ())


def test_languages_that_are_not_read_are_listed():
    assert read_languages("English, Klingon").unread == ("Klingon",)
    assert read_languages("English; no French") == read_languages("English; no French")
    assert read_languages("English; no French").codes == ("en",)
    assert read_languages("English; no French").unread == ("no French",)
    assert read_languages("").codes == ()
    assert read_languages("a," * 15_000).codes == ()


def test_every_language_of_the_schema_is_known_by_its_code_and_names(schema):
    for code, entry in schema.domains["language"].by_code.items():
        for name in (code, entry.label.en, entry.label.fr):
            assert read_languages(name).codes == (code,), name


@pytest.mark.parametrize("text", ["Yes", "y", "OUI", "o", "1", "true", "Vrai", "x", " ✓ "])
def test_yes(text):
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", ["No", "n", "Non", "0", "FALSE", "faux", "No."])
def test_no(text):
    assert read_yes_no(text) is False


def test_what_a_source_calls_yes_comes_first():
    assert read_yes_no("Présent", ["présent"], ["absent"]) is True
    assert read_yes_no("ABSENT", ["présent"], ["absent"]) is False
    assert read_yes_no("N", ["N"]) is True
    assert read_yes_no("Oui", ["Y"]) is True
    for text in ("", "  ", "perhaps", "2", "y" * 30_000):
        assert read_yes_no(text, ["Y"]) is None


def test_folding_keeps_every_letter_in_its_place():
    for text in ("É\u0301té – 8\u00a0h", "Œuvre d’İstanbul ﬁn\r\n", "ᐃᓄᒃᑎᑐᑦ 🏛"):
        assert len(plain(text)) == len(text)
    assert plain("Été – 8\u00a0h d’ici") == "ete - 8 h d'ici"


def test_hostile_texts_cost_little():
    start = time.process_time()
    for text in (
        "ext " * 50,
        "(613) " * 33,
        "1 800 " + "a-" * 90,
        "tel tel " * 25,
        "a" * 30_000,
        "K1A " * 7500,
    ):
        read_phone(text)
        read_languages(text)
        last_postal(text)
    assert time.process_time() - start < 1


@pytest.mark.real_data
def test_the_phones_of_the_schools_of_ottawa():
    """Numbers in three spellings; the digits of each, counted independently, are those of the result."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "import"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    with (folder / "ottawa_schools_bilingual.csv").open(encoding="utf-8-sig") as file:
        phones = [row["PHONE"] for row in csv.DictReader(file) if row["PHONE"].strip()]
    digits = ["".join(filter(str.isdigit, phone))[-10:] for phone in phones]
    unread = [p for p, d in zip(phones, digits) if read_phone(p) != Phone(f"+1{d}")]
    assert len(phones) > 400
    assert unread == [], unread
