# SPDX-License-Identifier: GPL-2.0-or-later
"""Nothing that a person reads is hard-coded in one language, anywhere; each net catches what is planted."""

import configparser
from collections import Counter
from html.parser import HTMLParser

import pytest

FOR_PEOPLE = ("name", "description", "about")
"""Entries of metadata.txt that QGIS shows in the person's language."""


@pytest.fixture
def nets(script):
    return script("hard_coded")


def test_nothing_is_hard_coded(nets):
    assert nets.findings() == []


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Points")',
        'button.setToolTip(f"Zoom to {name}")',
        'self.setWindowTitle("Review")',
        'line.setPlaceholderText("Search")',
        'line.setAccessibleName("Search")',
        'box.addItem("All points", "all")',
        'box.addItems(["All", "None"])',
        'QLabel("Points")',
        'QPushButton(text="Open")',
        'QAction(icon, "Open", parent)',
        'menu.addAction("Open" if one else "Open all")',
        'tabs.addTab(page, "Points")',
        'bar.pushMessage("Import", words)',
        'feedback.pushInfo("Roads: {n}".format(n=3))',
        'feedback.reportError("Stopped")',
        'layer.setFieldAlias(0, tr("Name")); form.setAlias("Name")',
        'QgsAttributeEditorContainer("Contact", parent)',
        'QgsRendererCategory(1, symbol, "Open")',
        'QgsProcessingParameterNumber("COUNT", "Sites")',
        'QgsProcessingParameterNumber("COUNT", description="Sites")',
        'choice("COUNT", "Sites", {})',
        'raise QgsProcessingException("Stopped")',
        'def displayName(self):\n    return "Catchments"',
        'def group(self):\n    return "Network" if x else tr("Points")',
        'def shortHelpString(self):\n    return "Says"',
        'project.createGroup(title="Shared layers")',
        'words = "The layer has no points."',
        'WORDS = {"full": "Nothing fits here any more"}',
        'layer.beginEditCommand("Correct")',
        'root.insertGroup(0, "Shared")',
    ],
)
def test_words_in_python_are_found(nets, code):
    found = list(nets.Python("ui/x.py", code).findings())
    assert len(found) >= 1
    assert all("not translatable" in each for each in found)


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(f"{n:.1f} km")',
        "label.setText(str(len(points)))",
        'tr("{n} more").format(n=f"{x:,}")',
        'tr("{n} more").format(n=str(len(x)))',
        'tr("{n:.1f} km")',
        'Text("{n:g} km", "{n:g} km")',
        '_FAR.format(km=f"{metres:.0f}")',
    ],
)
def test_raw_numbers_in_sentences_are_found(nets, code):
    assert any("a number" in each for each in nets.Python("ui/x.py", code).findings())


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(tr("Points"))',
        'label.setText(say(Text("Points", "Points")))',
        '"""What a module is for."""',
        'def f(kind: "Some long name") -> "Some other name":\n    """What it does."""',
        'QgsProcessingParameterNumber("COUNT", tr("Sites"))',
        'label.setObjectName("ReviewPage")',
        'box.addItem(tr("All"), "every_point")',
        'if row["Some long column name"] == "Not there at all":\n    pass',
        'label.setText(f"{a} · {b}")',
        'line.setPlaceholderText("https://…")',
        'tr("{n} more").format(n=len(x))',
        "_COUNT.of(len(rows), metres=number(x, 1))",
        'moment = tr("{hours}:{minutes}").format(minutes=f"{m:02d}")',
    ],
)
def test_what_is_translatable_or_not_for_people_passes(nets, code):
    assert list(nets.Python("ui/x.py", code).findings()) == []


def test_words_in_templates_are_found(nets):
    page = '<p>{{ t("a") }} and more</p><img alt="A map" src="{{ x }}"><input placeholder="Town">'
    assert len(nets.Page("x.html", page).found) == 3
    assert nets.Page("x.html", '<p class="big wide">{{ t("a") }}{% if x %}: {% endif %}</p>').found == []
    assert nets.Page("x.html", "<style>p { color: red }</style><script>var words;</script>").found == []


@pytest.mark.parametrize(
    "line",
    [
        'node.textContent = "Nothing found";',
        'node.textContent = found ? "Found" : text.t("none");',
        'el("p", { class: "hint" }, "Nothing found")',
        'el("input", { "aria-label": "Search" })',
        'node.setAttribute("aria-label", "Search");',
        'alert("Stopped")',
        'const words = "Nothing was found here";',
    ],
)
def test_words_in_scripts_are_found(nets, line):
    assert list(nets.of_script("x.js", line))


def test_what_scripts_may_hold_passes(nets):
    for line in (
        'node.textContent = text.t("none");',
        'el("p", { class: "notice mistake", id: "mistake" }, mistake.message)',
        "// A remark in words.",
        'if (!said) throw new Error("no words for it");',
        'title_en: "Suggestion from the public", title_fr: "Suggestion du public",',
    ):
        assert list(nets.of_script("x.js", line)) == [], line


def test_words_in_layouts_are_found(nets):
    assert list(nets.of_layout("x.qpt", 'labelText="Map of points"'))
    assert list(nets.of_layout("x.qpt", "labelText=\"[% 'Map made on ' || now() %]\""))
    both = "[% CASE WHEN left(@qgis_locale, 2) = 'fr' THEN 'Carte du ' ELSE 'Map of ' END || now() %]"
    assert list(nets.of_layout("x.qpt", f'labelText="{both}"')) == []


class Outline(HTMLParser):
    """How a help page is built: its headings, lists, tables, pictures and links."""

    SHAPE = ("h1", "h2", "h3", "h4", "li", "tr", "td", "th", "img", "dt", "dd", "pre")

    def __init__(self, text):
        super().__init__()
        self.tags = Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in self.SHAPE:
            self.tags[tag] += 1


def _unlike(english, french):
    """What is on one page and not on the other."""
    one, other = Outline(english).tags, Outline(french).tags
    return {tag: (one[tag], other[tag]) for tag in {*one, *other} if one[tag] != other[tag]}


def test_help_pages_say_the_same_in_both_languages(repository):
    folder = repository / "resources" / "help"
    unlike = {}
    for page in sorted((folder / "en").glob("*.html")):
        english, french = ((folder / each / page.name).read_text(encoding="utf-8") for each in ("en", "fr"))
        if _unlike(english, french):
            unlike[page.name] = _unlike(english, french)
    assert unlike == {}


def test_a_help_page_that_lacks_a_part_is_found():
    assert _unlike("<h2>A</h2><li>b</li><li>c</li>", "<h2>A</h2><li>b</li>") == {"li": (2, 1)}


def _without_french(entries):
    return [key for key in FOR_PEOPLE if not entries.get(f"{key}[fr]", "").strip()]


def _tags_without_french(entries, script):
    """Tags are one list for all: each French word of ours stands beside its English one."""
    tags = [tag.strip() for tag in entries["tags"].split(",")]
    return [en for en, fr in script("words").TAGS.items() if (en in tags) != (fr in tags)]


def test_metadata_is_bilingual(repository, script):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(repository / "metadata.txt", encoding="utf-8")
    entries = dict(parser["general"])
    assert _without_french(entries) == []
    assert _tags_without_french(entries, script) == []
    known = {"icon", "email", "author", "version", "category", "changelog", *FOR_PEOPLE, "tags"}
    words = {key for key, value in entries.items() if " " in value and not key.endswith("[fr]")}
    assert words <= known, "an entry with words that nothing translates"


def test_metadata_without_french_is_found(script):
    assert _without_french({"name": "A", "name[fr]": "A", "about[fr]": " "}) == ["description", "about"]
    assert _tags_without_french({"tags": "census,open data,données ouvertes"}, script) == ["census"]
