# SPDX-License-Identifier: GPL-2.0-or-later
"""The translations of the QGIS side are complete, and the script that keeps them so works."""

import xml.etree.ElementTree as ET

import pytest

CODE = """
from ..host.language import tr
GREETING = tr("Open a store…")
def label(n):
    return tr("%n point(s)", n), tr("Saved to {path}").format(path="x"), tr("Open " "a store…")
"""


@pytest.fixture
def i18n(script):
    return script("i18n")


@pytest.fixture
def checkout(tmp_path):
    for room in ("host", "layers", "processing", "ui"):
        (tmp_path / room).mkdir()
    (tmp_path / "plugin.py").write_text("", encoding="utf-8")
    (tmp_path / "ui" / "panel.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def _finish(path, translations):
    tree = ET.parse(path)
    for message in tree.getroot().iter("message"):
        forms, node = translations[message.findtext("source")], message.find("translation")
        node.attrib.pop("type", None)
        if message.get("numerus"):
            for child, form in zip(node.findall("numerusform"), forms):
                child.text = form
        else:
            node.text = forms
    tree.write(path, encoding="utf-8")


FRENCH = {
    "Open a store…": "Ouvrir un registre…",
    "%n point(s)": ("%n point", "%n points"),
    "Saved to {path}": "Enregistré dans {path}",
}


def test_translations_of_the_plugin_are_complete(i18n):
    assert i18n.problems() == []


def test_compiled_translations_are_there(repository):
    for language in ("en", "fr"):
        compiled = repository / "resources" / "i18n" / f"service_points_{language}.qm"
        assert compiled.is_file(), "run make translations"


def test_sentences_are_found(i18n, checkout):
    found = i18n.extract(checkout)
    assert found.problems == []
    assert {m.source: (m.plural, m.files) for m in found.messages.values()} == {
        "Open a store…": (False, ("ui/panel.py",)),
        "%n point(s)": (True, ("ui/panel.py",)),
        "Saved to {path}": (False, ("ui/panel.py",)),
    }


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ('tr(f"Open {name}")', "literal"),
        ('tr("Open " + name)', "literal"),
        ("tr(name)", "literal"),
        ("tr()", "literal"),
        ('self.tr("Open")', "bare name"),
        ('tr("Open", 3)', "go together"),
        ('tr("%n points")', "go together"),
        ('tr("{open")', "expected '}'"),
        ('tr("  ")', "empty"),
    ],
)
def test_wrong_calls_are_named(i18n, code, word):
    found = i18n.Extract()
    found.read("ui/x.py", f"\n{code}\n")
    assert any(word in problem and problem.startswith("ui/x.py:2:") for problem in found.problems), (
        found.problems
    )


def test_update_then_translate_then_check(i18n, checkout):
    assert i18n.update(checkout) == [
        "service_points_fr.ts: 3 messages, 3 unfinished, 0 dropped",
        "service_points_en.ts: 1 messages, 0 unfinished, 0 dropped",
    ]
    assert sum("unfinished" in problem for problem in i18n.problems(checkout)) == 3
    french = i18n.ts_path("fr", checkout)
    _finish(french, FRENCH)
    assert i18n.problems(checkout) == []
    english = i18n.read_ts(i18n.ts_path("en", checkout))
    assert english["%n point(s)"].forms == ("%n point", "%n points")

    i18n.update(checkout)
    once = french.read_bytes()
    i18n.update(checkout)
    assert french.read_bytes() == once
    assert i18n.read_ts(french)["Open a store…"].forms == ("Ouvrir un registre…",)


def test_a_changed_sentence_is_stale_and_missing(i18n, checkout):
    i18n.update(checkout)
    _finish(i18n.ts_path("fr", checkout), FRENCH)
    panel = checkout / "ui" / "panel.py"
    panel.write_text(CODE.replace("Saved to", "Written to"), encoding="utf-8")
    assert i18n.problems(checkout) == [
        "service_points_fr.ts: no longer in the code: 'Saved to {path}'",
        "service_points_fr.ts: missing: 'Written to {path}' (run scripts/i18n.py update)",
    ]


@pytest.mark.parametrize(
    ("source", "translation", "word"),
    [
        ("Saved to {path}", "Enregistré dans {chemin}", "placeholders differ"),
        ("Saved to {path}", "Enregistré", "placeholders differ"),
        ("%n point(s)", ("Un point", "%n points"), "placeholders differ"),
        ("Open a store…", "Ouvrir l'autre registre…", "apostrophe"),
        ("Open a store…", "Registre : ouvrir", "no-break space"),
        ("Open a store…", "Registre: ouvrir", "no-break space"),
        ("Open a store…", "Ouvrir « x »", "no-break space"),
    ],
)
def test_wrong_translations_are_named(i18n, checkout, source, translation, word):
    i18n.update(checkout)
    _finish(i18n.ts_path("fr", checkout), {**FRENCH, source: translation})
    problems = i18n.problems(checkout)
    assert problems
    assert all(word in problem for problem in problems)


def test_right_french_passes(i18n):
    for text in (
        "Registre\u00a0: ouvrir l’autre",
        "Ouvrir «\u00a0x\u00a0»?",
        "à 9:30",
        "10\u00a0%",
        "https://x.ca/a",
    ):
        assert list(i18n.french_faults(text)) == []


TEXTS = """
from ..core.text import Plural, Text
ROOF = Text("roof", "toit")
ROWS = Plural(Text("{n} row", "{n} ligne"), Text("{n} rows", "{n} lignes"))
"""
INUKTITUT = {
    "Open a store…": "A…",
    "%n point(s)": ("%n a", "%n aak", "%n aat"),
    "Saved to {path}": "{path} B",
    "roof": "qilak",
    "{n} rows": ("{n} c", "{n} cek", "{n} cet"),
}


@pytest.fixture
def third(i18n, checkout):
    """A checkout with Inuktitut, whose plurals have three forms (one, two, more), translated and compiled."""
    (checkout / "core").mkdir()
    (checkout / "core" / "words.py").write_text(TEXTS, encoding="utf-8")
    i18n.update(checkout)
    _finish(i18n.ts_path("fr", checkout), FRENCH)
    assert i18n.add("iu", 3, checkout) == "service_points_iu.ts: 5 messages, 5 unfinished, 0 dropped"
    assert sum("unfinished" in problem for problem in i18n.problems(checkout)) == 5
    _finish(i18n.ts_path("iu", checkout), INUKTITUT)
    assert i18n.problems(checkout) == []
    i18n.compile_all(checkout)
    return checkout


def test_a_third_language_has_the_sentences_of_both_sides(i18n, third):
    assert i18n.languages(third) == ["fr", "en", "iu"]
    assert i18n.update(third)[2] == "service_points_iu.ts: 5 messages, 0 unfinished, 0 dropped"
    texts = i18n.read_ts(i18n.ts_path("iu", third), "Text")
    assert {text.source: text.forms for text in texts.values()} == {
        "roof": ("qilak",),
        "{n} rows": ("{n} c", "{n} cek", "{n} cet"),
    }


def test_a_third_language_is_held_to_the_same(i18n, third):
    words = third / "core" / "words.py"
    words.write_text(TEXTS.replace("roof", "shelter"), encoding="utf-8")
    assert i18n.problems(third) == [
        "service_points_iu.ts: no longer in the code: 'roof'",
        "service_points_iu.ts: missing: 'shelter' (run scripts/i18n.py update)",
    ]
    words.write_text(TEXTS, encoding="utf-8")
    path = i18n.ts_path("iu", third)
    path.write_text(path.read_text(encoding="utf-8").replace("{n} cek", "{m} cek"), encoding="utf-8")
    assert len(i18n.problems(third)) == 1
    assert "placeholders differ" in i18n.problems(third)[0]


def test_a_third_language_is_spoken_by_both_sides(i18n, third, qgis_app, monkeypatch):
    """Forms for one, two and more; numbers as the locale writes them; French and English as before."""
    from service_points.core.text import Plural, Text
    from service_points.host import language as lang

    rows = Plural(Text("{n} row", "{n} ligne"), Text("{n} rows", "{n} lignes"))
    monkeypatch.setattr(lang, "resource", lambda *parts: third.joinpath("resources", *parts))
    monkeypatch.setenv("SERVICE_POINTS_LANGUAGE", "iu")
    lang.install_translator()
    try:
        assert lang.language() == "iu"
        assert list(lang.languages()) == ["en", "fr", "iu"]
        assert lang.tr("Open a store…") == "A…"
        assert [lang.tr("%n point(s)", n) for n in (1, 2, 3)] == ["1 a", "2 aak", "3 aat"]
        assert lang.tr("Saved to {path}").format(path="x") == "x B"
        assert lang.say(Text("roof", "toit")) == "qilak"
        assert [lang.say(rows.of(n)) for n in (1, 2, 5)] == ["1 c", "2 cek", "5 cet"]
        assert lang.say(Text("not translated", "pas traduit")) == "not translated"
        assert lang.official_language() == "en"
        with lang.speaking("fr"):
            assert lang.say(rows.of(0)) == "0 ligne"
    finally:
        monkeypatch.undo()
        lang.install_translator()
        lang.set_catalogue("iu", None)
    assert lang.language() in ("en", "fr")


def test_the_pseudo_locale_covers_every_sentence(i18n, script, third):
    path = script("pseudo").write_pseudo(third)
    assert path == third / "resources" / "i18n" / "service_points_qps.qm"
    written = third / "build" / "i18n" / "service_points_qps.ts"
    for context, wanted in i18n.contexts_of("qps", third).items():
        made = i18n.read_ts(written, context)
        assert set(made) == set(wanted)
        for source, message in made.items():
            assert all(len(form) >= 1.4 * len(source) for form in message.forms)
            assert all(form.startswith("[") and form.endswith("]") for form in message.forms)
            assert all(i18n.placeholders(form) == i18n.placeholders(source) for form in message.forms)
            assert all(form.isascii() is False for form in message.forms)


@pytest.mark.parametrize("text", ["{label}: {value}", "d MMMM yyyy", "{hours}:{minutes}", "%n", "…"])
def test_what_has_no_words_stays_in_the_pseudo_locale(script, text):
    assert script("pseudo").longer(text) == text


def test_markup_and_what_is_filled_in_stay_in_the_pseudo_locale(script):
    said = script("pseudo").longer('<a href="https://x.ca/a">Open {name}</a> of %n')
    assert '<a href="https://x.ca/a">' in said
    assert "{name}</a>" in said
    assert "%n" in said


def test_qt_reads_what_is_compiled(i18n, checkout, qgis_app):
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    i18n.update(checkout)
    _finish(i18n.ts_path("fr", checkout), FRENCH)
    i18n.compile_all(checkout)
    translator = QTranslator()
    assert translator.load(str(i18n.ts_path("fr", checkout).with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    try:
        assert QCoreApplication.translate("ServicePoints", "Open a store…") == "Ouvrir un registre…"
        assert QCoreApplication.translate("ServicePoints", "%n point(s)", None, 0) == "0 point"
        assert QCoreApplication.translate("ServicePoints", "%n point(s)", None, 2) == "2 points"
    finally:
        QCoreApplication.removeTranslator(translator)
