# SPDX-License-Identifier: GPL-2.0-or-later
"""What is written: complete in both languages, the same bytes each time, inert whatever the data say."""

import gzip
import json
import re
from html.parser import HTMLParser

import pytest
from service_points.core.choices import THEMES
from service_points.core.errors import Cancelled, InputError
from service_points.core.publishing.finder import FinderSettings, write_finder
from service_points.core.publishing.finder.settings import RESOURCES
from service_points.core.publishing.finder.words import load_words
from service_points.core.store import open_store

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(1); //",
    "</textarea></script><svg onload=alert(1)>",
    "{{ 7*7 }} ${7*7} [% env %]",
    "\u202egnp.exe\u2066 bureau",
    "=cmd|' /C calc'!A0",
    "Bureau \u2028 <b>gras</b> & co",
)


class Page(HTMLParser):
    """What a browser would make of a page, as far as danger goes."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.links, self.handlers, self.inline = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "script":
            (self.scripts if given.get("src") else self.inline).append(given.get("src"))
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]


def pages(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def words(tmp_path):
    """A copy of the words, templates and scripts that a test may spoil."""
    for name in ("templates", "js"):
        (tmp_path / name).mkdir()
        for path in (RESOURCES / name).iterdir():
            (tmp_path / name / path.name).write_bytes(path.read_bytes())
    given = json.loads((RESOURCES / "words.json").read_text("utf-8"))

    def load():
        (tmp_path / "words.json").write_text(json.dumps(given), "utf-8")
        return load_words(tmp_path)

    return given, load


def test_k3_a_missing_language_or_key_stops_the_build_and_lists_the_keys(words):
    given, load = words
    assert set(load()) == set(given)
    given["search"]["fr"] = " "
    del given["hours"]["en"]
    given["updated_on"]["fr"] = "Données"
    del given["no_map"], given["results_other"]
    with pytest.raises(InputError) as error:
        load()
    assert error.value.text.en.endswith(": hours, no_map, results_other, search, updated_on")


def test_k3_every_word_is_used_and_french_is_well_set(french_faults):
    words = load_words()
    used = " ".join(
        path.read_text("utf-8") for path in (*RESOURCES.glob("js/*.js"), *RESOURCES.glob("templates/*.html"))
    )
    python = (RESOURCES.parents[1] / "core" / "publishing" / "finder").glob("*.py")
    used += " ".join(path.read_text("utf-8") for path in python)
    assert [key for key in words if f'"{re.sub("_(one|other)$", "", key)}"' not in used] == []
    faults = {key: list(french_faults(text.fr)) for key, text in words.items()}
    assert {key: found for key, found in faults.items() if found} == {}


def test_synonyms_are_of_categories_that_exist_and_in_both_languages(made):
    synonyms = json.loads((RESOURCES / "synonyms.json").read_text("utf-8"))
    known = {row["code"] for row in made.publication([]).rows["taxonomy_term"]}
    assert set(synonyms) <= known
    assert all(each["en"] and each["fr"] for each in synonyms.values())


def test_the_same_publication_gives_the_same_bytes(sample, sample_site, tmp_path):
    write_finder(sample[0], tmp_path, boundaries=sample[1])
    assert files(tmp_path) == files(sample_site)


def test_scripts_and_styles_keep_to_their_ceilings():
    shipped = [
        *RESOURCES.glob("js/*.js"),
        *RESOURCES.glob("styles/*.css"),
        *RESOURCES.glob("templates/*.html"),
    ]
    assert len(shipped) > 20
    assert {path.name for path in shipped if len(path.read_text("utf-8").splitlines()) > 400} == set()
    scripts = [path.read_text("utf-8") for path in RESOURCES.glob("js/*.js")]
    assert all(
        "SPDX-License-Identifier: GPL-2.0-or-later" in text and '"use strict";' in text for text in scripts
    )
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", "".join(scripts)
    )


def test_every_theme_says_every_colour_and_another_one_is_refused(sample, tmp_path):
    names = {
        theme: set(
            re.findall(
                r"^  (--[a-z-]+):", (RESOURCES / "styles" / f"theme-{theme}.css").read_text("utf-8"), re.M
            )
        )
        for theme in THEMES
    }
    used = set(re.findall(r"var\((--[a-z-]+)\)", (RESOURCES / "styles" / "finder.css").read_text("utf-8")))
    assert all(found == names["plain"] for found in names.values())
    assert used <= names["plain"]
    with pytest.raises(InputError, match="no theme"):
        write_finder(sample[0], tmp_path, settings=FinderSettings(theme="../plain"))


@pytest.mark.parametrize("n", [0, 1])
def test_k4_no_record_and_one_record(made, tmp_path, n):
    write_finder(made.publication([made.point(1)][:n]), tmp_path)
    for language, empty in (
        ("en", "No service point has been published yet."),
        ("fr", "Aucun point de service"),
    ):
        text = pages(tmp_path)[f"{language}/index.html"]
        assert (empty in text) == (n == 0)
        assert text.count('class="result"') == n
        assert (tmp_path / language / "list" / "1.html").is_file()


def test_k4_many_records_are_on_pages_by_place(made, tmp_path):
    points = [made.point(n, city=("Ottawa", "Gatineau", "Val-d’Or")[n % 3]) for n in range(1, 206)]
    write_finder(made.publication(points), tmp_path, settings=FinderSettings(page_size=50))
    found = pages(tmp_path)
    listed = [
        each
        for n in range(1, 6)
        for each in re.findall(r'<li id="p-([0-9a-f-]+)"', found[f"fr/list/{n}.html"])
    ]
    assert sorted(listed) == sorted(point["id"] for point in points)
    places = re.findall(r'href="(\d).html#(place-\d)">([^<]+)</a> \((\d+)\)', found["fr/list/index.html"])
    assert [(place, int(count)) for _, _, place, count in places] == [
        ("Gatineau, ON", 69),
        ("Ottawa, ON", 68),
        ("Val-d’Or, ON", 68),
    ]
    for page, anchor, place, _ in places:
        assert f'<h2 id="{anchor}" dir="auto">{place}</h2>' in found[f"fr/list/{page}.html"]


def test_k5_closed_temporary_and_seasonal_are_words_in_the_pages(made, tmp_path):
    points = [
        made.point(1, status="temporarily_closed", status_until="2027-02-01"),
        made.point(2, hours="Jun-Aug Mo-Fr 09:00-16:00; PH off"),
        made.point(3, hours=None),
    ]
    closure = made.row(
        "closure",
        id=made.uid(9),
        point_id=made.uid(2),
        kind="closed",
        from_date="2026-12-24",
        to_date="2026-12-28",
        reason_fr="Congé des Fêtes",
    )
    write_finder(made.publication(points, closure=[closure]), tmp_path)
    english, french = (pages(tmp_path)[f"{language}/list/1.html"] for language in ("en", "fr"))
    for said in ("Temporarily closed until February 1, 2027", "Seasonal hours", "Hours not known"):
        assert said in english
    for said in ("Fermé temporairement jusqu’au 1er février 2027", "Heures saisonnières", "Heures inconnues"):
        assert said in french
    assert "24 décembre 2026 – 28 décembre 2026, Fermé, Congé des Fêtes" in french


def test_h11_hostile_texts_are_inert_in_every_page(made, tmp_path):
    fields = (
        "name_en",
        "name_fr",
        "address_line1",
        "city",
        "hours_note_en",
        "description_fr",
        "url_en",
        "hours",
    )
    points = [
        made.point(
            n, **{field: text for field in fields}, url_fr="javascript:alert(1)", email="x@y.ca?bcc=z@y.ca"
        )
        for n, text in enumerate(HOSTILE, start=1)
    ]
    service = made.row(
        "service",
        id=made.SERVICE,
        name_en=HOSTILE[0],
        name_fr=HOSTILE[1],
        categories=["health"],
        url_en="JavaScript:alert(1)",
    )
    write_finder(made.publication(points, service=[service]), tmp_path)
    for name, text in pages(tmp_path).items():
        page = Page(text)
        assert (page.inline, page.handlers) == ([], []), name
        assert all(source.startswith(("../assets/", "../data/")) for source in page.scripts), name
        assert not {"img", "svg", "iframe", "object", "b", "textarea"} & set(page.tags), name
        assert not [
            link
            for link in page.links
            if link.lower().lstrip().startswith(("javascript", "data", "vbscript"))
        ]
        assert "script-src 'self'" in text or name == "index.html"
        assert "unsafe" not in text.partition("</head>")[0], name
    for path in tmp_path.glob("data/*.js"):
        text = path.read_text("utf-8")
        assert "<" not in text, path.name
        assert "\u2028" not in text, path.name


def test_h11_the_hostile_contact_and_title_are_text(made, tmp_path):
    from service_points.core.text import Text

    settings = FinderSettings(title=Text(HOSTILE[0], HOSTILE[1]), contact='a@b.ca"><script>alert(1)</script>')
    write_finder(made.publication([made.point(1)]), tmp_path, settings=settings)
    assert all(not Page(text).inline for text in pages(tmp_path).values())


def test_a_notice_on_the_boundaries_is_on_every_page_in_its_language(made, tmp_path):
    from service_points.core.text import Text

    notice = Text("Adapted from <b>Statistics Canada</b>.", "Adapté de <b>Statistique Canada</b>.")
    write_finder(made.publication([made.point(1)]), tmp_path, settings=FinderSettings(notice=notice))
    said = {"en": "Adapted from &lt;b&gt;", "fr": "Adapté de &lt;b&gt;"}
    shown = {name: text for name, text in pages(tmp_path).items() if "/" in name}
    assert len(shown) >= 4
    for name, text in shown.items():
        assert [said[each] in text for each in ("en", "fr")] == [
            name.startswith(each) for each in ("en", "fr")
        ]


def test_nothing_of_partners_is_in_any_file(sample_store, sample_site):
    with open_store(sample_store) as store:
        points = [row for row in store.rows("service_point") if row["visibility"] == "partners"]
        planted = {value for row in points for value in (row["id"], row["name_en"], row["name_fr"])}
        planted |= {row["partner_note"] for row in store.rows("service_point") if row["partner_note"]}
        planted |= {row["lessons_en"] for row in store.rows("partnership") if row["lessons_en"]}
        planted |= {row["agreement_ref"] for row in store.rows("partnership") if row["agreement_ref"]}
    everything = b"\n".join(files(sample_site).values()).decode("utf-8", "replace")
    everything += everything.replace("\\", "")
    assert len(planted) > 10
    assert [text for text in planted if text in everything or text.replace("-", "") in everything] == []


def test_cancelling_stops_between_pages(sample, tmp_path):
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        write_finder(sample[0], tmp_path, progress=Stop())


def test_the_sample_is_small_on_the_wire(sample_site):
    wire = sum(
        len(gzip.compress(content))
        for name, content in files(sample_site).items()
        if name.startswith(("assets", "data"))
    )
    assert wire < 500_000
