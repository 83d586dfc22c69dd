# SPDX-License-Identifier: GPL-2.0-or-later
"""The documentation holds together: pages in pairs, links that lead somewhere, pictures, true labels."""

import html
import re
import struct
import sys
import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

GUIDES = ("index", "install", "first-hour", "specialist", "editor", "batch", "steward", "it")
"""Pages whose bold words are what stands on the screen, and whose commands a test runs."""
WIDEST, HEAVIEST, ALL_TOGETHER = 1200, 150_000, 6_000_000
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[(?:[^\]\[]|!\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+?)\s*#*$", re.MULTILINE)
NOT_ON_THE_SCREEN = {
    "en": {"+", "Update", "Remove", "served", "beyond", "unreachable", "off network", "exit status", "Hours",
           "Position", "Closed, moved, new", "A service for a time", "Many at once",
           "Shared or synchronized folder", "WebDAV", "Database", "Coverage"},
    "fr": {"+", "Mettre à jour", "Désinstaller", "desservie", "au-delà", "inaccessible", "hors réseau",
           "code de sortie", "Heures", "Position", "Fermé, déménagé, nouveau",
           "Un service pour un temps", "Plusieurs à la fois", "Dossier partagé ou synchronisé",
           "WebDAV", "Base de données"},
}  # fmt: skip


@pytest.fixture(scope="module")
def scripts(repository):
    """The scripts of the documentation, importable."""
    folder = str(repository / "scripts")
    sys.path.insert(0, folder)
    yield
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def pages(repository):
    """Every Markdown page that people read, with its text."""
    found = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    return {path: path.read_text(encoding="utf-8") for path in sorted(found)}


def anchor(heading):
    """The anchor that GitHub gives a heading."""
    text = re.sub(r"<!--.*?-->", "", heading)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", "").replace("*", "").strip().lower()
    kept = (c for c in text if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def anchors(text):
    without_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {anchor(heading) for heading in HEADING.findall(without_code)}


def dead_links(path, text, targets):
    """The relative links of a page that lead nowhere; ``targets`` knows the anchors of Markdown pages."""
    plain = CODE.sub("", text)
    found = [*LINK.findall(plain), *(target for _, target in PICTURE.findall(plain))]
    dead = []
    for link in found:
        if re.match(r"[a-z]+:", link):
            continue
        file, _, part = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (part and target.suffix == ".md" and part not in targets(target)):
            dead.append(link)
    return dead


@cache
def anchors_of(path):
    return anchors(path.read_text(encoding="utf-8"))


def test_links_lead_somewhere(pages, repository):
    dead = {
        str(path.relative_to(repository)): found
        for path, text in pages.items()
        if (found := dead_links(path, text, anchors_of))
    }
    assert dead == {}


def test_a_dead_link_is_noticed(tmp_path):
    page, other = tmp_path / "a.md", tmp_path / "b.md"
    other.write_text("# One: two\n\n## L’été, *déjà*\n", encoding="utf-8")
    text = (
        "[x](b.md#one-two) [y](b.md#lété-déjà) [z](b.md#three) ![p](c.png) [w](#own) `[code](no.md)`\n# Own"
    )
    page.write_text(text, encoding="utf-8")
    assert dead_links(page, text, anchors_of) == ["b.md#three", "c.png"]


class Links(HTMLParser):
    """What a page of help refers to, and the places in it."""

    def __init__(self):
        super().__init__()
        self.links, self.names, self.without_words = [], set(), []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        self.names |= {found[name] for name in ("id", "name") if found.get(name)}
        if tag == "img" and not found.get("alt"):
            self.without_words.append(found.get("src"))


def test_links_and_pictures_of_the_help(repository):
    wrong, shown = [], set()
    for path in sorted((repository / "resources" / "help").rglob("*.html")):
        read = Links()
        read.feed(path.read_text(encoding="utf-8"))
        wrong += [f"{path.name}: no alternative text for {each}" for each in read.without_words]
        for link in read.links:
            file, _, part = link.partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            if not (path.parent / file).exists() or (part and not file and part not in read.names):
                wrong.append(f"{path.parent.name}/{path.name}: {link}")
        shown |= {Path(link).name for link in read.links if link.startswith("../img/")}
    assert wrong == []
    assert shown == {path.name for path in (repository / "resources" / "help" / "img").iterdir()}


def test_pages_come_in_pairs(repository, scripts):
    from doc_pages import PAGES

    english, french = (
        {path.stem for path in (repository / "docs" / each).glob("*.md")} for each in ("en", "fr")
    )
    assert english == set(PAGES), "name the page and its French in scripts/doc_pages.py"
    assert french == set(PAGES.values())
    assert len(set(PAGES.values())) == len(PAGES)


def test_each_page_leads_to_its_other_language(scripts):
    from doc_pages import PAGES, page

    for name in PAGES:
        for own, other in (("en", "fr"), ("fr", "en")):
            beginning = page(name, own).read_text(encoding="utf-8")[:400]
            assert f"](../{other}/{page(name, other).name})*" in beginning, name


def test_pairs_have_the_same_parts(repository, scripts):
    """As many headings of each level, the same commands, the same pictures (of which one name differs)."""
    from doc_pages import PAGES, page

    def parts(path):
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"```\w+\n.*?```", text, re.DOTALL)
        levels = [
            len(found)
            for found in re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M)
        ]
        return levels, len(PICTURE.findall(text)), blocks

    readme, lisez_moi = (parts(repository / name) for name in ("README.md", "README.fr.md"))
    assert readme[:2] == lisez_moi[:2]
    for name in PAGES:
        english, french = parts(page(name, "en")), parts(page(name, "fr"))
        assert english[:2] == french[:2], name
        if name in GUIDES:
            assert english[2] == french[2], name


def test_the_index_and_the_readme_lead_to_every_page(pages, repository, scripts):
    from doc_pages import PAGES, page

    for language, readme in (("en", "README.md"), ("fr", "README.fr.md")):
        index = page("index", language)
        linked = {link.partition("#")[0] for link in LINK.findall(pages[index])}
        missing = {page(name, language).name for name in PAGES} - linked - {index.name}
        assert missing == set(), f"add a line to {index.relative_to(repository)}"
        assert f"docs/{language}/index.md" in LINK.findall(pages[repository / readme])


def test_pictures_are_made_by_a_command_and_shown(pages, repository, scripts):
    """Each picture comes from ``make screenshots`` or ``make tutorial``; none is left over."""
    from doc_pages import page
    from screenshots import PICTURES, picture_file

    shown = {}
    for path, text in pages.items():
        for _, target in PICTURE.findall(text):
            shown.setdefault((path.parent / target).resolve(), set()).add(path)
    kept = {path for each in ("en", "fr") for path in (repository / "docs" / each / "img").iterdir()}
    assert kept == {path for path in shown if path.parent.name == "img" and "docs" in path.parts}
    made = {
        picture_file(each, language): page(each.page, language)
        for each in PICTURES
        for language in ("en", "fr")
    }
    assert {path for path, by in made.items() if by not in shown.get(path, ())} == set()
    others = {path for path in kept if re.match(r"q\d-|country-growth", path.name)}  # tutorial.py, curves.py
    assert kept - set(made) == others


def test_pictures_are_small_and_have_words(pages, repository):
    total = 0
    for path in sorted((repository / "docs").rglob("img/*")):
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG"), path
        assert struct.unpack(">I", data[16:20])[0] <= WIDEST, path
        assert len(data) <= HEAVIEST, path
        total += len(data)
    assert total <= ALL_TOGETHER
    for path, text in pages.items():
        for words, target in PICTURE.findall(text):
            assert len(words) > 30, f"{path.name}: {target} says only {words!r}"


@pytest.fixture(scope="module")
def on_screen(repository):
    """What the plugin writes on the screen, by language; several forms of a number count each."""
    tree = ElementTree.parse(repository / "resources" / "i18n" / "service_points_fr.ts")
    english, french = set(), set()
    for message in tree.iter("message"):
        english.add(message.findtext("source"))
        translation = message.find("translation")
        french |= {form.text for form in translation.iter("numerusform")} | {translation.text}
    return {"en": english, "fr": french}


def bold_words(path):
    """The words in bold of a page, lines joined by ordinary spaces."""
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    return {re.sub(r"[ \n]+", " ", each) for each in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", GUIDES)
def test_bold_words_are_on_the_screen(name, language, on_screen, scripts):
    """A button that was renamed is noticed in the guides that tell people to press it."""
    from doc_pages import page

    bold = bold_words(page(name, language))
    assert bold - on_screen[language] - NOT_ON_THE_SCREEN[language] == set()


IN_THE_GUIDE = {
    "en": {"Vector", "Settings", "Options", "Authentication", "…", "Beyond", "Unreachable", "Off network",
           "Sent, not confirmed"},
    "fr": {"Vecteur", "Préférences", "Options", "Authentification", "…", "Au-delà", "Inaccessible",
           "Envoyée, non confirmée", "Service Points"},
}  # fmt: skip
"""Words of QGIS and of the domain in bold in the quick guide, which otherwise names what is on the screen."""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_bold_words_of_the_quick_guide_are_on_the_screen(language, on_screen, repository):
    page = repository / "resources" / "help" / language / "index.html"
    said = {
        re.sub(r"\s+", " ", html.unescape(each))
        for each in re.findall(r"<b>(.*?)</b>", page.read_text("utf-8"), re.S)
    }
    parts = {part for each in said for part in re.split(r" [→▸>] ", each.replace("\u00a0", " "))}
    known = {
        re.sub(r"%n|\{\w+\}", "…", each).replace("\u00a0", " ").replace("(s)", "s")
        for each in on_screen[language]
        if each
    }
    assert parts - known - IN_THE_GUIDE[language] == set()


@pytest.mark.parametrize("name", GUIDES)
def test_french_typography(name, script, scripts):
    from doc_pages import page

    text = CODE.sub("x", page(name, "fr").read_text(encoding="utf-8"))
    text = re.sub(r"!(?=\[)|\]\([^)]*\)|<!--.*?-->|\|---[|-]*", "", text)
    wrong = [
        each for line in text.splitlines() for each in script("i18n").french_faults(line.replace("**", ""))
    ]
    assert wrong == []


def test_words_that_are_not_on_the_screen_are_used(scripts):
    from doc_pages import page

    for language, words in NOT_ON_THE_SCREEN.items():
        assert words - set().union(*(bold_words(page(name, language)) for name in GUIDES)) == set()


def test_paths_are_written_as_the_repository_has_them(pages, repository):
    """A file that a page names in code is there; a translation to come is an example."""
    named = re.compile(r"`((?:resources|docs|scripts|core|ui|layers|processing|host|benchmarks)/[\w./-]+\w)`")
    gone = {
        f"{path.name}: {found}"
        for path, text in pages.items()
        for found in named.findall(text)
        if not any(Path(repository).glob(found + "*")) and not found.endswith("_iu.ts")
    }
    assert gone == set()


def test_no_figure_of_the_first_hour_is_written_by_hand(scripts):
    """Outside the quotes stand only steps, what is typed, and limits; both languages quote the same."""
    from doc_pages import MARK, marks, page

    typed = {"92", "5", "10", "15", "65"}  # of the install check, the cutoffs, an age
    found = {}
    for language in ("en", "fr"):
        text = page("first-hour", language).read_text(encoding="utf-8")
        own = PICTURE.sub("", CODE.sub("", MARK.sub("", text)))
        own = re.sub(r"^\s*\d+\. |^#+ \d+\. |\]\([^)]*\)", "", own, flags=re.MULTILINE)
        assert set(re.findall(r"\d+", own)) <= typed
        digits = {name: re.sub(r"\D", "", value) for name, value in marks(text).items()}
        found[language] = digits
        assert re.findall(r"^[> ]*<!--.*", text, re.MULTILINE) == []  # Markdown takes such a line for HTML
    assert found["en"] == found["fr"]
