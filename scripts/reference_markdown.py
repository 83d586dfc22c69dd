# SPDX-License-Identifier: GPL-2.0-or-later
"""Markdown for a forge: tables whose cells hold anything, and the help pages turned from HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

MARK = "<!-- make reference: this page is made from the code; change the code, not the page -->"
MADE = {
    "en": "*This page is made from the code by `make reference`; a test fails when the two differ.*",
    "fr": "*Page produite à partir du code par `make reference`; un test échoue quand les deux diffèrent.*",
}

_BRACKET = re.compile("<(?!br>)")


def cell(text: object) -> str:
    """Return a text that cannot break out of its cell; in code a forge decodes no entities."""
    plain = "" if text is None else str(text).strip()
    parts = plain.replace("|", "\\|").replace("\n", "<br>").split("`")
    parts[::2] = [_BRACKET.sub("&lt;", part) for part in parts[::2]]
    return "`".join(parts)


def code(text: object) -> str:
    """Return a text as code, empty for nothing."""
    plain = "" if text is None else str(text)
    return f"`{plain}`" if plain else ""


def table(head: Iterable[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table, nothing where it has no rows."""
    head = list(head)
    lines = ["| " + " | ".join(cell(each) for each in row) + " |" for row in rows]
    if not lines:
        return []
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *lines, ""]


def page(*parts: str | Iterable[str]) -> str:
    """Put a page together: a text is a paragraph, a list its lines."""
    lines: list[str] = [MARK, ""]
    for part in parts:
        lines += [part, ""] if isinstance(part, str) else list(part)
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


class _Reader(HTMLParser):
    """Turns the HTML of a help page into Markdown, section by section."""

    AROUND = {"b": "**", "i": "*", "code": "`"}  # noqa: RUF012
    KEPT = {"sub", "sup", "table", "thead", "tbody", "tr", "th", "td", "caption"}  # noqa: RUF012

    def __init__(self, pictures: str) -> None:
        super().__init__()
        self.pictures = pictures
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self._text = ""
        self._in_heading = False
        self._lists: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in ("p", "ul", "ol", "li", "h3"):
            self._flush()
        if tag == "h3":
            self._in_heading = True
        elif tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag in self.AROUND:
            self._text += self.AROUND[tag]
        elif tag in self.KEPT:
            self._text += f"<{tag}>"
        elif tag == "br":
            self._text += "  \n"
        elif tag == "img":
            name = (given["src"] or "").rsplit("/", 1)[-1]
            self._text += f"![{given.get('alt', '')}]({self.pictures}/{name})"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.AROUND:
            self._text += self.AROUND[tag]
        elif tag in self.KEPT:
            self._text += f"</{tag}>"
        elif tag == "h3":
            self.sections.append((self._text.strip(), []))
            self._text, self._in_heading = "", False
        elif tag in ("p", "li"):
            self._flush(item=tag == "li")
        elif tag in ("ul", "ol"):
            self._lists.pop()
            self.sections[-1][1].append("")

    def handle_data(self, data: str) -> None:
        self._text += re.sub(r"[ \n\t]+", " ", data)

    def _flush(self, *, item: bool = False) -> None:
        text, self._text = self._text.strip(" "), ""
        if not text.strip():
            return
        lines = self.sections[-1][1]
        if item:
            lines.append(("1. " if self._lists[-1] == "ol" else "- ") + text)
        else:
            lines += [text, ""]


def sections_of(html: str, pictures: str) -> list[tuple[str, list[str]]]:
    """Return (heading, lines) of a help page; the first has no heading. ``pictures``: where images are."""
    reader = _Reader(pictures)
    reader.feed(html)
    reader.close()
    reader._flush()
    return reader.sections
