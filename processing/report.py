# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports as one accessible HTML page: read without scripts, printed on letter paper, in either language."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from qgis.core import Qgis, QgsProcessingException

from ..core.file_moves import remove_left, replace_file
from ..host.language import language, speaking, tr
from ..host.resources import plugin_version, resource
from .ledger import InputRecord, Ledger
from .wording import date_text, moment_text, number_text

_LINE, _PADDING, _WORD = 84.0, 1.6, 18.0
"""Letters on a line of paper, in the room that the border of a cell takes, and of the longest word kept."""


@dataclass(frozen=True)
class Table:
    """A table with its caption. Columns whose index is in ``numeric`` are aligned to the right."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """A PNG picture with its caption; it becomes part of the page. ``alternative`` says what it shows."""

    path: Path
    caption: str
    alternative: str

    @property
    def data(self) -> str:
        """Return the file in base64."""
        return base64.b64encode(self.path.read_bytes()).decode("ascii")


@dataclass(frozen=True)
class Chart:
    """A chart made by ``core.charts`` with its caption; ``alternative`` says what it shows.

    ``svg`` becomes part of the page as it is: it must come from ``core.charts``, which escapes all labels.
    """

    svg: str
    caption: str
    alternative: str


@dataclass(frozen=True)
class Section:
    """A heading with text, pictures, charts and tables under it."""

    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    charts: Sequence[Chart] = ()


@dataclass
class Report:
    """A report: the answer in one sentence first, then the detail, then what it rests on and does not say.

    ``question`` stands before the answer, ``notice`` says who may read it. ``method`` is a list of (label,
    value), ``limits`` one of sentences; everything is plain text, in the language ``lang``, and is escaped
    when it is written.
    """

    title: str
    answer: str
    sections: list[Section] = field(default_factory=list)
    method: list[tuple[str, str]] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    question: str = ""
    notice: str = ""
    lang: str = field(default_factory=language)

    def rest_on(self, ledger: Ledger) -> None:
        """Add what was read and what was left out to the method box."""
        self.method += [
            (ledger.label(record.parameter), _used(record, ledger.dates.get(record.parameter)))
            for record in ledger.inputs
        ]
        for exclusion in ledger.exclusions:
            label = tr("Left out or corrected – {input}").format(input=ledger.label(exclusion.parameter))
            self.method.append((label, exclusion.sentence()))

    def page(self) -> str:
        """Return the page as HTML."""
        return self._render("report.html")

    def text_page(self, part: str, sections: Sequence[Mapping[str, Any]]) -> str:
        """Return sections in the part of HTML that Qt’s own text knows, for paper.

        ``part``: ``head``, with the title and the answer before them; ``choice``, nothing else; ``body``,
        with what they rest on after them.
        """
        return self._render("report_text.html", part=part, sections=sections, widths=_widths)

    def _render(self, template: str, **more: object) -> str:
        pages = Environment(loader=FileSystemLoader(str(resource("templates"))), autoescape=True)
        made = [
            (tr("Made on"), moment_text(datetime.now(timezone.utc))),
            (tr("Made with"), f"{tr('Service Points')} {plugin_version()}, QGIS {Qgis.QGIS_VERSION}"),
        ]
        return pages.get_template(template).render(
            lang=language(),
            report=self,
            method=[*self.method, *made],
            words={
                "method": tr("What these figures rest on"),
                "limits": tr("What these figures do not say"),
                "skip": tr("Skip to the content"),
                "product": tr("Service Points"),
            },
            **more,
        )

    def write(self, path: Path) -> None:
        """Write the page. Raises ``QgsProcessingException`` when the file cannot be written."""
        with speaking("auto" if self.lang == language() else self.lang):
            text = self.page()
        draft = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(text.encode("utf-8"))
            replace_file(draft, path)
        except OSError as problem:
            remove_left(draft)
            raise QgsProcessingException(
                tr(
                    "The report cannot be written to “{path}”. Close it where it is open in another "
                    "program, and check that you may write there. {reason}"
                ).format(path=path, reason=problem.strerror)
            ) from problem


def _used(record: InputRecord, changed: date | None) -> str:
    """Return what was read of one input: its name, its filter, how many of its features, and its age."""
    used = tr("{name} – features used: {used} of {features}").format(
        name=record.name, used=number_text(record.used), features=number_text(record.features)
    )
    if record.condition:
        used = tr("{used}; filter: {condition}").format(used=used, condition=record.condition)
    if changed is None:
        return used
    return tr("{used}; file last changed {date}").format(used=used, date=date_text(changed))


def _widths(table: Table) -> list[int]:
    """Return the width of each column in percent: room for its longest word first, the rest by its text."""
    columns = list(zip(table.headers, *table.rows))
    words = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]
    words = [min(word, _WORD) + _PADDING for word in words]
    longest = [max(map(len, column)) for column in columns]
    more = [max(0.0, text - word) + 0.1 for text, word in zip(longest, words)]
    spare = max(0.0, _LINE - sum(words)) / sum(more)
    needed = [word + spare * each for word, each in zip(words, more)]
    return [round(100.0 * each / sum(needed)) for each in needed]
