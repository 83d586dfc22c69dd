# SPDX-License-Identifier: GPL-2.0-or-later
"""The person's language: the plugin's own choice first, then QGIS's, then the system's."""

import threading

import pytest
from qgis.core import QgsSettings
from service_points.core.text import Text
from service_points.host import language as lang


@pytest.fixture
def in_language(qgis_app):
    def choose(code: str) -> None:
        QgsSettings().setValue(lang.SETTING, code)
        lang.install_translator()

    yield choose
    QgsSettings().remove("service_points")
    lang.install_translator()


@pytest.mark.parametrize(("code", "expected"), [("fr", "fr"), ("fr_CA", "fr"), ("en", "en"), ("de", "en")])
def test_only_french_is_french(in_language, code, expected):
    in_language(code)
    assert lang.language() == expected


def test_qgis_override_counts_when_the_plugin_has_no_choice(in_language):
    in_language("")
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", "fr_CA")
    try:
        assert (lang.language(), lang.tr("Service points")) == ("en", "Service points")  # not half of it
        lang.install_translator()
        assert (lang.language(), lang.tr("Service points")) == ("fr", "Points de service")
    finally:
        QgsSettings().remove("locale/overrideFlag")
        QgsSettings().remove("locale/userLocale")


def test_sentences_follow_the_language(in_language):
    in_language("fr")
    assert lang.say(Text("roof", "toit")) == "toit"
    assert lang.tr("Service points") == "Points de service"
    in_language("en")
    assert lang.say(Text("roof", "toit")) == "roof"
    assert lang.tr("Service points") == "Service points"


@pytest.mark.parametrize(("code", "expected"), [("fr", "12\u00a0345,6"), ("en", "12,345.6")])
def test_numbers_are_written_as_in_canada(in_language, code, expected):
    in_language(code)
    assert lang.locale().toString(12345.6, "f", 1).replace("\u202f", "\u00a0") == expected


def test_strings_stay_when_their_file_is_replaced(in_language, tmp_path, monkeypatch):
    """An update writes over the file while QGIS runs. Qt would have mapped it, and QGIS would end."""
    copy = tmp_path / "service_points_fr.qm"
    copy.write_bytes(lang.resource("i18n", "service_points_fr.qm").read_bytes())
    monkeypatch.setattr(lang, "resource", lambda *parts: tmp_path / parts[-1])
    in_language("fr")
    copy.write_bytes(b"")
    assert lang.tr("Service points") == "Points de service"


def test_a_document_in_the_other_language(in_language):
    """One thread may write French while everybody else reads English."""
    in_language("en")
    with lang.speaking("fr"):
        assert lang.language() == "fr"
        assert lang.tr("Partnership brief") == "Note de partenariat"
        assert lang.tr("%n service(s)", 3) == "3 services"
        assert lang.say(Text("roof", "toit")) == "toit"
        other = []
        thread = threading.Thread(
            target=lambda: other.append((lang.language(), lang.tr("Partnership brief")))
        )
        thread.start()
        thread.join()
        assert other == [("en", "Partnership brief")]
        with lang.speaking("auto"):
            assert lang.language() == "fr"
    assert (lang.language(), lang.tr("Partnership brief")) == ("en", "Partnership brief")


def test_a_document_in_english_where_french_is_read(in_language):
    in_language("fr")
    with lang.speaking("en"):
        assert lang.tr("Partnership brief") == "Partnership brief"
        assert lang.tr("%n service(s)", 1) == "1 service"
    assert lang.tr("Partnership brief") == "Note de partenariat"


def test_counts_are_written_as_the_language_writes_numbers(in_language):
    in_language("fr")
    assert lang.tr("%n row(s)", 12345).replace("\u202f", "\u00a0") == "12\u00a0345 lignes"
    assert lang.tr("%n row(s)", 0) == "0 ligne"
    assert lang.tr("{n} more").format(n=12345).replace("\u202f", "\u00a0").startswith("12\u00a0345")
    in_language("en")
    assert lang.tr("%n row(s)", 12345) == "12,345 rows"
    assert lang.tr("{a} of {b}").format(a=1000, b="2026") == "1,000 of 2026"


def test_the_pseudo_locale_is_offered_to_nobody(in_language, tmp_path, monkeypatch):
    for code in ("fr", "qps", "de", "xyz"):
        (tmp_path / f"service_points_{code}.qm").write_bytes(b"")
    monkeypatch.setattr(lang, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    in_language("en")
    assert lang.languages() == {"en": "English", "fr": "Français", "de": "Deutsch", "xyz": "xyz"}
    monkeypatch.setenv("SERVICE_POINTS_LANGUAGE", "qps")
    assert lang.language() == "qps"
    assert lang.locale().toString(1234.5, "f", 1) == "1,234.5"
    monkeypatch.undo()
    in_language("")
