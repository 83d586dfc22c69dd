# SPDX-License-Identifier: GPL-2.0-or-later
"""Find words for people that are not translatable: in Python, templates, scripts of the finder, layouts.

    python3 scripts/hard_coded.py      name each of them, with its line

Two nets over Python: a literal handed to anything that shows it (a label, a title, an alias, a parameter's
description …), and a sentence anywhere. What is written by ``tr`` or ``Text`` passes.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("core", "host", "layers", "processing", "ui")
SPOKEN = {"tr", "Text", "_Problem", "_field", "explained"}
"""Calls whose literals have a test of their own; ``explained`` hands its own on."""

SHOWS = re.compile(
    r"""set(?:Text|ToolTip|WindowTitle|PlaceholderText|Accessible(?:Name|Description)|StatusTip|WhatsThis|Title
        |Label|LabelText|Html|PlainText|Alias|Description|Header(?:Item|Labels|Data)|HorizontalHeaderLabels|TabText
        |TabToolTip|ItemText|ButtonText|InformativeText|DetailedText|Prefix|Suffix|SpecialValueText|LegendText
        |ShortName|DefaultText|CustomText|EmptyText|ConstraintExpression\b)$
    |(?:add|insert)(?:Item|Items|Action|Tab|Menu|Row|Button|Section|Separator|WebLink)$
    |push(?:Message|Info|Warning|Success|Critical|FormattedMessage|DebugInfo|CommandInfo|ConsoleInfo)$
    |report(?:Error|Message)$
    |Q(?:Label|PushButton|Action|CheckBox|RadioButton|GroupBox|ToolButton|MessageBox|Menu|DockWidget|TreeWidgetItem
        |ListWidgetItem|StandardItem|TableWidgetItem|ProgressDialog|WizardPage)$
    |Qgs(?:CollapsibleGroupBox|AttributeEditorContainer|RendererCategory|RendererRange|LayerTreeGroup|MessageBarItem
        |ProcessingException)$
    |(?:information|warning|critical|question|about|getOpenFileName|getSaveFileName|getExistingDirectory|getText
        |getItem|createMessage|showMessage|beginEditCommand|beginMacro|addGroup|insertGroup|fromFunction
        |plain_button|labelled)$""",
    re.VERBOSE,
)
PARAMETER = re.compile(r"QgsProcessing(?:Parameter|Output)[A-Z]\w*$|choice$")
"""Their first argument, or for an output too, is a name that never changes; the second is read."""

SAID_BY = {
    "displayName",
    "group",
    "shortHelpString",
    "shortDescription",
    "helpString",
    "toolTip",
    "description",
    "title",
    "windowTitle",
}
"""Functions whose result is read."""

SENTENCE = re.compile(
    r"^[\"“«]?\s?[A-ZÀ-Ý][a-zà-ÿ’']*(?: |\u00a0)\S+.*[.?!…:]$|^[A-ZÀ-Ý][a-zà-ÿ’']+(?: [\w’'–-]+){2,}",
    re.DOTALL,
)
NUMERIC = re.compile(r"[,.\d]*[dfgeEn%,]$")
ALLOWED = {
    "English",
    "Français",  # each language in its own words
    "Service Points",  # the name of the plugin, for other programs
    "Mo-Fr 08:30-16:30; PH off",  # opening hours in the syntax of OpenStreetMap
    "Annule la soumission ",  # beside its English twin
}


_PASSES_ON = ("format", "join", "replace", "strip")


def _has_words(text: str) -> bool:
    """Whether there is a word outside markup, addresses, names of files and what is allowed."""
    rest = re.sub(r"<[^>]*>|\bhttps?://\S*|\S*\.(?:svg|html|gpkg)\b|\{[^}]*\}", "", text)
    return text not in ALLOWED and bool(re.search(r"[^\W\d_]{2}", rest))


def _is_sentence(text: str) -> bool:
    return bool(SENTENCE.search(text)) and " / " not in text  # both languages at once


class Python:
    """What one Python file says to people without a translation."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.tree = name, ast.parse(code, name)
        self.parent = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def findings(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and self._is_read(node):
                yield f"{self.name}:{node.lineno}: not translatable: {node.value[:70]!r}"
            if isinstance(node, ast.Call):
                yield from self._raw_numbers(node)

    def _is_read(self, literal: ast.Constant) -> bool:
        """Whether a person reads this literal as it stands."""
        if not _has_words(literal.value):
            return False
        inner: ast.AST = literal
        while inner in self.parent and not isinstance(inner, ast.stmt):
            outer = self.parent[inner]
            if isinstance(outer, (ast.Expr, ast.arg, ast.Subscript, ast.Compare)) or _is_type(outer, inner):
                return False  # a docstring, a key, a type
            if (
                isinstance(outer, ast.Call)
                and inner is not outer.func
                and _name(outer.func) not in _PASSES_ON
            ):
                if _name(outer.func) in SPOKEN:
                    return False
                return _shows(outer, inner) or _is_sentence(literal.value)
            if isinstance(outer, ast.Return) and self._function(outer) in SAID_BY:
                return True
            inner = outer
        return _is_sentence(literal.value)

    def _function(self, node: ast.AST) -> str:
        while node in self.parent:
            node = self.parent[node]
            if isinstance(node, (ast.FunctionDef, ast.Lambda)):
                return node.name if isinstance(node, ast.FunctionDef) else ""
        return ""

    def _raw_numbers(self, call: ast.Call) -> Iterator[str]:
        """Yield numbers that reach a sentence as Python writes them: 1234.5 whatever the language."""
        where = f"{self.name}:{call.lineno}"
        name = _name(call.func)
        if name in ("tr", "Text"):
            for each in call.args:
                if isinstance(each, ast.Constant) and re.search(r"\{\w*:[^}]+\}", str(each.value)):
                    yield f"{where}: a number written as no language does: {str(each.value)[:70]!r}"
        sentence = (
            name == "format"
            and isinstance(call.func, ast.Attribute)
            and _name_of_call(call.func.value) == "tr"
        )
        text = name in ("format", "of") and isinstance(call.func, ast.Attribute) and not sentence
        for value in [*call.args, *(each.value for each in call.keywords)]:
            if (sentence or text or SHOWS.search(name)) and _formats_number(value):
                yield f"{where}: a number written as no language does: {ast.unparse(value)[:70]}"
            if (sentence or text or SHOWS.search(name)) and _is_count(value):
                yield f"{where}: a number without its language: {ast.unparse(value)[:70]}"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _name_of_call(node: ast.expr) -> str:
    return _name(node.func) if isinstance(node, ast.Call) else ""


def _is_type(outer: ast.AST, inner: ast.AST) -> bool:
    return inner is getattr(outer, "annotation", None) or inner is getattr(outer, "returns", None)


def _shows(call: ast.Call, argument: ast.AST) -> bool:
    """Whether a call shows this argument to a person."""
    name = _name(call.func)
    if PARAMETER.search(name):
        if isinstance(argument, ast.keyword):
            return argument.arg == "description"
        return argument in call.args[1:2]
    if isinstance(argument, ast.keyword) and argument.arg in (
        "label",
        "text",
        "title",
        "description",
        "tooltip",
    ):
        return True
    if name == "addItem" and argument in call.args[1:]:
        return False  # what the item stands for
    return bool(SHOWS.search(name)) and not isinstance(argument, ast.keyword)


def _formats_number(value: ast.expr) -> bool:
    """An f-string with a number's format: ``f"{x:.1f}"``."""
    return isinstance(value, ast.JoinedStr) and any(
        isinstance(part, ast.FormattedValue)
        and isinstance(part.format_spec, ast.JoinedStr)
        and NUMERIC.search("".join(getattr(each, "value", "") for each in part.format_spec.values))
        and "0" not in "".join(getattr(each, "value", "") for each in part.format_spec.values)[:1]
        for part in value.values
    )


def _is_count(value: ast.expr) -> bool:
    """``str(len(x))``, which has no thousands; as a number, ``tr(…).format`` and ``Text.format`` write it."""
    return (
        _name_of_call(value) == "str" and bool(value.args) and _name_of_call(value.args[0]) in ("len", "sum")
    )


class Page(HTMLParser):
    """What a template says outside its placeholders."""

    ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "aria-description", "content", "label")

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.name, self.found, self._quiet = name, [], 0
        self.feed(
            re.sub(
                r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
                lambda m: "\n" * m.group().count("\n"),
                text,
                flags=re.DOTALL,
            )
        )
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in ("script", "style")
        given = dict(attrs)
        for name in self.ATTRIBUTES:
            value = given.get(name) or ""
            if name == "content" and (
                tag != "meta" or "name" not in given or given["name"] in ("viewport", "referrer")
            ):
                continue
            self._say(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._quiet -= tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._say(data)

    def _say(self, text: str) -> None:
        if _has_words(text.strip()) and " / " not in text:
            self.found.append(f"{self.name}:{self.getpos()[0]}: not translatable: {text.strip()[:70]!r}")


def of_script(name: str, text: str) -> Iterator[str]:
    """Yield what a script of the finder shows: text that is set, and literals of several words."""
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.DOTALL)
    shown = re.compile(
        r"""(?:textContent|innerText|innerHTML|\.title|ariaLabel|placeholder)\s*=\s*[^;\n]*?["'`]([^"'`\n]*)["'`]
        |["'](?:aria-label|title|placeholder|alt)["']?\s*[:,]\s*["'`]([^"'`\n]*)["'`]
        |\bel\("\w+",\s*\{[^{}\n]*\},\s*["'`]([^"'`\n]*)["'`]
        |\b(?:alert|confirm|prompt|createTextNode)\(\s*["'`]([^"'`\n]*)["'`]
        |["'`]([A-ZÀ-Ý][a-zà-ÿ’]*(?:\ [^"'`\n]+)+)["'`]""",
        re.VERBOSE,
    )
    for number, line in enumerate(text.split("\n"), 1):
        code = re.sub(r"(^|\s)//.*", "", line)
        code = re.sub(r"\b\w+_(?:en|fr):\s*\"[^\"]*\"", "", code)  # both languages, side by side
        code = re.sub(r"(?:\bt|\bplural|\blabel)\(\s*\"\w+\"|new Error\([^)]*\)", "", code)
        for found in shown.finditer(code):
            said = next((each for each in found.groups() if each), "")
            if re.search(r"[^\W\d_]{2}", said):
                yield f"{name}:{number}: not translatable: {said[:70]!r}"


def of_layout(name: str, text: str) -> Iterator[str]:
    """Yield the labels of a layout template whose words are there in one language only."""
    for said in re.findall(r'labelText="([^"]*)"', text):
        for part in re.split(r"\[%.*?%\]", said, flags=re.DOTALL):
            if re.search(r"[^\W\d_]{2}", part):
                yield f"{name}: not translatable: {part[:70]!r}"
        for expression in re.findall(r"\[%(.*?)%\]", said, flags=re.DOTALL):
            both = re.sub(
                r"CASE WHEN left\([^=]*= 'fr' THEN .*? ELSE .*? END", "", expression, flags=re.DOTALL
            )
            for literal in re.findall(r"'((?:[^']|'')*)'", both):
                if re.search(r"[^\W\d_]{3,} |[À-ÿ]", literal):
                    yield f"{name}: in one language only: {literal[:70]!r}"


def findings(root: Path = ROOT) -> list[str]:
    """Return every word for people that is not translatable, a line each."""
    found: list[str] = []
    files = [root / "__init__.py", root / "plugin.py"]
    for room in ROOMS:
        files += sorted((root / room).rglob("*.py"))
    for path in files:
        found += Python(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")).findings()
    resources = root / "resources"
    for path in sorted((*resources.glob("finder/templates/*.html"), *resources.glob("templates/*.html"))):
        found += Page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")).found
    for path in sorted(resources.glob("finder/js/*.js")):
        found += of_script(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(resources.glob("templates/*.qpt")):
        found += of_layout(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    lines = findings()
    print("\n".join(lines) or "nothing is hard-coded")
    sys.exit(1 if lines else 0)
