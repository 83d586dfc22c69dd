# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import came to, as lists that a person can look through: one for each outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..core.exchange import Change, RecordKey
from ..core.importing.comparison import Withheld
from ..core.importing.draft import Gone
from ..core.importing.drafting import Drafted
from ..core.importing.imported import ImportedPoint
from ..core.importing.matched import Decision, Matched
from ..core.importing.matching import Band
from ..core.schema import load_schema
from ..core.text import Text
from ..core.validation.record import name_of
from ..host.language import say, tr
from ..processing.import_outputs import name_of_point
from .import_fields import field_label
from .import_job import Found
from .value_words import Names, label_words, value_words
from .words import SEPARATOR

ListName = Literal[
    "review", "new", "changed", "linked", "unchanged", "rejected", "repeated", "gone", "unread", "withheld"
]
LISTS: tuple[ListName, ...] = (
    *("review", "new", "changed", "linked", "unchanged"),
    *("rejected", "repeated", "gone", "unread", "withheld"),
)
_SHORT = 80
COMPARED = (
    *("name_en", "name_fr", "alt_name_en", "alt_name_fr", "organization_id", "channel", "point_type"),
    *("status", "address_line1", "address_line2", "city", "province", "postal_code"),
    *("hours", "email", "url_en", "url_fr", "languages"),
)
"""What tells two points apart, or shows that they are one."""


@dataclass(frozen=True)
class Line:
    """One entry of a list. ``number`` is the row of the source, 0 for what is not a row of it.

    ``matched`` is the pair behind it, where the row was compared with points of the register.
    """

    number: int
    value: str
    name: str
    address: str
    detail: str
    matched: Matched | None = None

    @property
    def can_be_decided(self) -> bool:
        """Whether a person may say what the row is. A point of another organization is never taken for it."""
        pair = self.matched
        return pair is not None and pair.id is not None and pair.match.band is not Band.CO_LOCATION

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of the list, but for the decision."""
        return (str(self.number) if self.number else "", self.value, self.name, self.address, self.detail)


def list_title(name: ListName) -> str:
    """Return what a list is called."""
    return {
        "review": tr("To decide"),
        "new": tr("New points"),
        "changed": tr("Changed points"),
        "linked": tr("Recognised points"),
        "unchanged": tr("Unchanged points"),
        "rejected": tr("Rejected rows"),
        "repeated": tr("Repeated rows"),
        "gone": tr("Gone from the source"),
        "unread": tr("Cells not read"),
        "withheld": tr("Values left alone"),
    }[name]


def list_words(name: ListName) -> str:
    """Return what the entries of a list are, in a sentence."""
    return {
        "review": tr("Each may be a service point of the register. Say whether it is the same or a new one."),
        "new": tr("The register does not have them; the draft adds them."),
        "changed": tr("The register has them, and the source says something else; the draft changes that."),
        "linked": tr("The register has them; the draft only adds the source’s identifier."),
        "unchanged": tr("The source and the register agree."),
        "rejected": tr("These rows go no further. The reason says what would have to be put right."),
        "repeated": tr("Another row of the source says the same; one of them is used."),
        "gone": tr("The register has them from this source, and the source has them no more."),
        "unread": tr("Something stands there that the field could not take; it was left out."),
        "withheld": tr("The source says something else, and the register’s value stays."),
    }[name]


def lines_of(found: Found) -> dict[ListName, list[Line]]:
    """Return the entries of every list, in the order of the source."""
    importation = found.importation
    draft = importation.draft
    matched = {each.point.value: each for each in importation.matched}
    lists: dict[ListName, list[Line]] = {name: [] for name in LISTS}
    names = {**names_of(found), ("source", importation.source.id): importation.source.title}
    for each in draft.drafted:
        pair = matched.get(each.point.value)
        lists[each.outcome].append(_line(each.point, _detail(each, pair, found, names), pair))
        lists["withheld"] += [_line(each.point, _withheld(one, names)) for one in each.withheld]
    points = {point.line: point for point in importation.records.points}
    for row in draft.rejected:
        reasons = " ".join(say(reason) for reason in row.reasons)
        known = points.get(row.line)
        lists["rejected"].append(
            Line(row.line, row.value, "", "", reasons) if known is None else _line(known, reasons)
        )
    lists["repeated"] += [_line(points[line], "") for line in draft.repeated]
    lists["gone"] += [
        Line(0, gone.value, say(gone.name), _held_address(found, gone.id), _gone_words(gone))
        for gone in draft.gone
    ]
    lists["unread"] += list(_unread(found, points))
    return lists


def pair_rows(line: Line, found: Found, other: str | None = None) -> list[tuple[str, str, str, bool]]:
    """Return a row of the source beside a point of the register: label, both values in words, differing.

    ``other`` is another point than the likeliest one. What neither has is left out.
    """
    pair = line.matched
    held = None if pair is None else found.held.row("service_point", other or pair.id or "")
    if pair is None or held is None:
        return []
    table = load_schema().tables["service_point"]
    point = {**pair.point.placed, **pair.point.values}
    names = names_of(found)
    rows = []
    for name in COMPARED:
        field = table.by_name[name]
        here, there = point.get(name), held.get(name)
        if here is None and there is None:
            continue
        differs = here is not None and here != there
        words = (value_words(field, value, names) for value in (here, there))
        rows.append((label_words(field), *words, differs))
    phones = [str(part.values["number"]) for part in pair.point.parts if part.table == "phone"]
    known = [str(row.get("number")) for row in found.held.parts("phone", str(held["id"]))]
    if phones or known:
        differs = bool(phones) and not set(phones) & set(known)
        rows.append((tr("Telephone"), ", ".join(phones) or "–", ", ".join(known) or "–", differs))
    return rows


def names_of(found: Found) -> dict[RecordKey, Text]:
    """Return the names of the organizations that values refer to, those that the draft adds too."""
    rows = found.held.register.rows("organization")
    names: dict[RecordKey, Text] = {("organization", str(row["id"])): _name(row) for row in rows}
    for change in found.importation.draft.own:
        if change.table == "organization":
            names["organization", change.id] = change.name
    return names


def candidates(line: Line, found: Found) -> list[tuple[str, str]]:
    """Return the points a row may be, the likeliest first: id and name."""
    pair = line.matched
    if pair is None or pair.id is None:
        return []
    held = [(key, found.held.row("service_point", key)) for key in (pair.id, *pair.others)]
    return [(key, say(_name(row))) for key, row in held if row is not None]


def decision_words(decision: Decision | None) -> str:
    """Return what was decided of a row."""
    if decision is None:
        return ""
    return tr("Same") if decision.answer == "same" else tr("New one")


def table_text(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a spreadsheet takes them from the clipboard: tabs between, one line each."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (headers, *rows)) + "\n"


def _line(point: ImportedPoint, detail: str, matched: Matched | None = None) -> Line:
    return Line(
        point.line,
        point.value,
        say(name_of_point(point)),
        str(point.values.get("address_line1") or ""),
        detail,
        matched,
    )


def _detail(each: Drafted, pair: Matched | None, found: Found, names: Names) -> str:
    """Return why a row is in its list."""
    if each.outcome == "changed":
        return _changed_words(each.changes, names)
    if each.outcome == "review" and (pair is None or not pair.target.is_open):
        return tr("Its service point was removed or added in this working copy. Submit that first.")
    if pair is None or pair.match.band is Band.NEW:
        return ""
    if pair.decision is not None:
        return tr("You decided it. {evidence}").format(evidence=say(pair.match.text))
    words = say(pair.match.text)
    if pair.match.band is Band.CO_LOCATION:
        row = found.held.row("service_point", pair.id or "") or {}
        return tr("Another organization is there: {name} ({evidence})").format(
            name=say(_name(row)), evidence=words
        )
    return words


def _changed_words(changes: Sequence[Change], names: Names) -> str:
    """Return which fields change, with the new values."""
    parts = []
    for change in changes:
        table = load_schema().tables[change.table]
        if change.table == "service_point":
            for name in change.changed_fields:
                field = table.by_name[name]
                after = change.fields[name].get("after")
                words = value_words(field, after, names, _SHORT)
                parts.append(tr("{field} → {value}").format(field=label_words(field), value=words))
        elif change.table != "external_id":
            parts.append(say(table.label))
    return SEPARATOR.join(dict.fromkeys(parts))


def _withheld(one: Withheld, names: Names) -> str:
    field = load_schema().tables[one.table].by_name[one.field]
    why = {
        "edited_here": tr("edited in this working copy"),
        "corrected_since": tr("corrected since the last import"),
        "lower_rank": tr("from a better source"),
    }[one.why]
    return tr("{field}: “{offered}” does not replace “{stays}” ({why})").format(
        field=label_words(field),
        offered=value_words(field, one.offered, names, _SHORT),
        stays=value_words(field, one.stays, names, _SHORT),
        why=why,
    )


def _gone_words(gone: Gone) -> str:
    if gone.change is not None:
        return tr("The draft proposes to close it.")
    return tr("It lacked in %n import(s); nothing is proposed.", gone.n_imports)


def _name(row: Mapping[str, object]) -> Text:
    known = str(row.get("id") or "")
    return name_of(row) or Text(known, known)


def _held_address(found: Found, key: str) -> str:
    row: Mapping[str, Any] = found.held.row("service_point", key) or {}
    return str(row.get("address_line1") or "")


def _unread(found: Found, points: Mapping[int, ImportedPoint]) -> Iterator[Line]:
    for each in found.importation.records.unread:
        label = field_label(each.field)
        for line in each.lines:
            known = points.get(line)
            yield Line(line, "", "", "", label) if known is None else _line(known, label)
