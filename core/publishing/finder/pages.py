# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTML of the site. Everything from the data goes through the template's escaping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...progress import Part, Progress, check
from ...store import Row
from ...text import LANGUAGES, Text
from ..publication import Publication
from .listing import date_text, listed
from .settings import RESOURCES

SCRIPTS = (
    *("text", "hours", "model", "openness", "search", "places", "state", "elements", "results", "week"),
    *("detail", "submission", "suggest_fields", "suggest", "map", "form", "app", "start"),
)
"""The scripts of the search page, in the order in which they need each other."""

_FIRST = 50
"""Points on the search page itself, for who has no scripts."""


class Pages:
    """Writes the pages of one publication."""

    def __init__(
        self,
        publication: Publication,
        folder: Path,
        words: Mapping[str, Text],
        *,
        title: Text,
        contact: str,
        notice: Text | None,
    ) -> None:
        self._publication = publication
        self._folder = folder
        self._words = words
        self._title = title
        self._contact = contact
        self._lines = [each.line for each in publication.attribution.values()] + ([notice] if notice else [])
        self._templates = Environment(
            loader=FileSystemLoader(str(RESOURCES / "templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write_all(self, rows: Sequence[Row], points: str, page_size: int, progress: Progress) -> None:
        """Write the pages of both languages, and the one that asks which."""
        self._write("root.html", "index.html", language="en", titles=self._title, words=self._words)
        for number, language in enumerate(LANGUAGES):
            self._write_language(
                rows, points, language, page_size, Part(progress, number / 2, number / 2 + 0.5)
            )

    def _write_language(
        self, rows: Sequence[Row], points: str, language: str, page_size: int, progress: Progress
    ) -> None:
        (self._folder / language / "list").mkdir(parents=True, exist_ok=True)
        first = [listed(self._publication, row, language, self._words) for row in rows[:_FIRST]]
        self._write(
            "search.html",
            f"{language}/index.html",
            language=language,
            points=points,
            scripts=SCRIPTS,
            items=first,
            n_points=len(rows),
            **self._choices(language),
        )
        pages = [rows[start : start + page_size] for start in range(0, len(rows), page_size)] or [[]]
        self._write(
            "places.html",
            f"{language}/list/index.html",
            language=language,
            places=list(self._places(pages, language)),
            n_points=len(rows),
        )
        for number, page in enumerate(pages, start=1):
            check(progress)
            progress.report(number / len(pages))
            groups = [
                (place, [listed(self._publication, row, language, self._words) for row in group])
                for place, group in groupby(page, lambda row: self._place(row, language))
            ]
            self._write(
                "list.html",
                f"{language}/list/{number}.html",
                language=language,
                number=number,
                n_pages=len(pages),
                groups=groups,
            )

    def _choices(self, language: str) -> dict[str, Any]:
        """The options of the search form: only what the data have."""
        publication = self._publication
        points = publication.rows["service_point"]
        used = {code for service in publication.rows["service"] for code in service["categories"] or ()}
        used |= {publication.terms[code]["parent_code"] for code in used if code in publication.terms}
        terms = [row for row in publication.rows["taxonomy_term"] if row["code"] in used]
        tree = [
            (top["code"], publication.name(top).in_(language), self._children(terms, top["code"], language))
            for top in terms
            if not top["parent_code"]
        ]
        return {
            "categories": sorted(tree, key=lambda each: each[1].casefold()),
            "channels": self._codes("channel", {row["channel"] for row in points}, language),
            "languages": self._codes(
                "language", {code for row in points for code in row["languages"] or ()}, language
            ),
            "features": self._codes(
                "accessibility", {code for row in points for code in row["accessibility"] or ()}, language
            ),
        }

    def _children(self, terms: Sequence[Row], parent: str, language: str) -> list[tuple[str, str]]:
        name = self._publication.name
        found = [(row["code"], name(row).in_(language)) for row in terms if row["parent_code"] == parent]
        return sorted(found, key=lambda each: each[1].casefold())

    def _codes(self, domain: str, used: set[str], language: str) -> list[tuple[str, str]]:
        known = [code for code in self._publication.codes(domain) if code in used]
        codes = known + sorted(used - set(known))
        return [(code, self._publication.label(domain, code).in_(language)) for code in codes]

    def _place(self, row: Row, language: str) -> str:
        elsewhere = self._words["no_place"].in_(language)
        return ", ".join(filter(None, (row["city"], row["province"]))) or elsewhere

    def _places(self, pages: Sequence[Sequence[Row]], language: str) -> list[tuple[str, int, int, int]]:
        """The places with the page and part where each begins, and how many points it has there and after."""
        found: dict[str, list[int]] = {}
        for number, page in enumerate(pages, start=1):
            for part, (place, group) in enumerate(
                groupby(page, lambda row: self._place(row, language)), start=1
            ):
                found.setdefault(place, [number, part, 0])[2] += len(list(group))
        return [(place, number, part, count) for place, (number, part, count) in found.items()]

    def _write(self, template: str, name: str, *, language: str, **values: Any) -> None:  # noqa: ANN401
        other = "fr" if language == "en" else "en"
        depth = name.count("/")
        within = name.partition("/")[2] or name

        def said(key: str, **given: object) -> str:
            return self._words[key].in_(language).format(**given)

        text = self._templates.get_template(template).render(
            lang=language,
            other=other,
            t=said,
            base="../" * depth,
            twin=f"{'../' * depth}{other}/{within}",
            title=self._title.in_(language),
            contact=self._contact,
            updated=date_text(self._publication.info.updated_at, language),
            licence=(
                self._publication.licence.name.in_(language),
                self._publication.licence.url.in_(language),
            ),
            attributions=sorted({line.in_(language) for line in self._lines}),
            **values,
        )
        (self._folder / name).write_bytes(text.encode())
