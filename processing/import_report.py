# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:importsource``: what a source would change, and all that it could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core.exchange.difference import Change
from ..core.importing.comparison import Withheld
from ..core.importing.held_register import HeldRegister
from ..core.importing.importation import Importation
from ..core.importing.matched import Matched
from ..core.importing.matching import Band
from ..core.importing.placing import count_steps
from ..core.schema import Field, load_schema
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..core.validation.record import name_of
from ..host.language import say, tr
from .import_outputs import name_of_point
from .merge_outputs import plain_value
from .report import Report, Section, Table
from .wording import number_text, percent_text

_MOST_LISTED = 500
_LINES_SHOWN = 12
_LONGEST = 200


def import_report(found: Importation, held: HeldRegister, n_documents: int) -> Report:
    """Return the report: the answer, row by row what was not plain, what was left alone, the method."""
    report = Report(tr("Import of a source"), _answer(found, n_documents))
    if found.question is not None:
        report.sections.append(Section(tr("To confirm first"), (say(found.question),)))
    report.sections.append(Section(tr("What became of the rows"), (), [_outcomes(found)]))
    for section in (
        _to_decide(found, held),
        _changed(found, held),
        _organizations(found),
        _recognised(found, held),
        _neighbours(found, held),
        _left_alone(found, held),
        _gone(found),
        _rejected(found),
        _unread(found),
        _placed(found),
    ):
        if section is not None:
            report.sections.append(section)
    _method(report, found)
    report.limits += [
        tr("The source is taken at its word: whether its hours or addresses are true was not checked."),
        tr(
            "Nothing is in the shared store yet: the draft is a submission that the data steward merges, or "
            "does not."
        ),
    ]
    return report


def _answer(found: Importation, n_documents: int) -> str:
    counts = {name: number_text(count) for name, count in found.draft.counts.items()}
    said = tr(
        "New service points: {new}; changed: {changed}; recognised: {linked}; unchanged: {unchanged}; to "
        "decide: {review}; rejected: {rejected}."
    ).format(**counts)
    if not n_documents and found.question is None:
        return said + " " + tr("There is nothing to submit.")
    return said


def _outcomes(found: Importation) -> Table:
    counts, draft = found.draft.counts, found.draft
    rows = [
        (tr("New: the register does not have them"), counts["new"]),
        (tr("Changed: the source says something else"), counts["changed"]),
        (tr("Recognised: the register has them, and now knows them by their identifier"), counts["linked"]),
        (tr("Unchanged"), counts["unchanged"]),
        (tr("To decide: somebody has to look first"), counts["review"]),
        (tr("Rejected: a rule or the source itself stands in the way"), counts["rejected"]),
        (tr("Repeated: another row says the same"), len(draft.repeated)),
        (tr("Left out by the profile’s filter"), found.mapped.n_left_out),
        (tr("Rows of the source"), len(found.table)),
    ]
    cells = [[label, number_text(count)] for label, count in rows]
    return Table(tr("Rows of the source"), (tr("Outcome"), tr("Rows")), cells, frozenset({1}))


def _to_decide(found: Importation, held: HeldRegister) -> Section | None:
    waiting = {each.point.line: each.point for each in found.draft.drafted if each.outcome == "review"}
    pairs = [each for each in found.matched if each.target.is_open]
    for each in pairs:
        waiting.pop(each.point.line, None)
    if not pairs and not waiting:
        return None
    words, tables = [], []
    if pairs:
        words.append(
            tr(
                "Each of these may be a service point of the register. Write “same” or “new” in the column "
                "“decision” of the layer of matches, and import again with it."
            )
        )
        tables.append(_pairs(tr("Pairs to decide"), pairs, held))
    if waiting:
        rows = [[str(line), say(name_of_point(point))] for line, point in sorted(waiting.items())]
        caption = _caption(tr("Removed or added in this working copy; submit that first"), len(rows))
        headers = (tr("Row"), tr("Service point"))
        tables.append(Table(caption, headers, rows[:_MOST_LISTED], frozenset({0})))
    return Section(tr("To decide"), words, tables)


def _organizations(found: Importation) -> Section | None:
    added = found.draft.organizations
    if not added:
        return None
    rows = [[say(change.name)] for change in added]
    words = tr("The register has no organization of this name. Look for misspelt ones before submitting.")
    caption = _caption(tr("Organizations added"), len(rows))
    table = Table(caption, (tr("Organization"),), rows[:_MOST_LISTED])
    return Section(tr("Organizations added"), (words,), [table])


def _recognised(found: Importation, held: HeldRegister) -> Section | None:
    drafted = {each.point.line for each in found.draft.drafted if each.outcome != "review"}
    same = [each for each in found.matched if each.target.id is not None and each.point.line in drafted]
    if not same:
        return None
    words = tr("Not known by their identifier so far, but taken for the same service point.")
    return Section(tr("Recognised"), (words,), [_pairs(tr("Service points recognised"), same, held)])


def _neighbours(found: Importation, held: HeldRegister) -> Section | None:
    near = [each for each in found.matched if each.match.band is Band.CO_LOCATION]
    if not near:
        return None
    words = tr(
        "Another organization has a service point at the same place. These are never taken for one another."
    )
    return Section(
        tr("Under one roof already"), (words,), [_pairs(tr("Points of two organizations"), near, held)]
    )


def _pairs(caption: str, pairs: Sequence[Matched], held: HeldRegister) -> Table:
    headers = (tr("Row"), tr("Source"), tr("Register"), tr("Evidence"))
    rows = []
    for each in pairs[:_MOST_LISTED]:
        row = held.row("service_point", each.id or "")
        there = "" if row is None else _with_address(name_of(row), row.get("address_line1"))
        here = _with_address(name_of_point(each.point), each.point.values.get("address_line1"))
        rows.append([str(each.point.line), here, there, say(each.match.text)])
    return Table(_caption(caption, len(pairs)), headers, rows, frozenset({0}))


def _with_address(name: Text, address: object) -> str:
    return f"{say(name)}, {address}" if address else say(name)


def _changed(found: Importation, held: HeldRegister) -> Section | None:
    names = _organization_names(found, held)
    rows = [
        line
        for each in found.draft.drafted
        if each.outcome == "changed"
        for change in each.changes
        if change.table != "external_id"
        for line in _fields(name_of_point(each.point), change, names)
    ]
    if not rows:
        return None
    headers = (tr("Service point"), tr("Field"), tr("Register"), tr("Source"))
    table = Table(_caption(tr("Fields that change"), len(rows)), headers, rows[:_MOST_LISTED])
    return Section(tr("Changed"), (), [table])


def _organization_names(found: Importation, held: HeldRegister) -> Mapping[object, str]:
    known = {row["id"]: say(name_of(row)) for row in held.register.rows("organization")}
    return {**known, **{change.id: say(change.name) for change in found.draft.organizations}}


def _fields(name: Text, change: Change, names: Mapping[object, str]) -> list[list[str]]:
    fields = load_schema().tables[change.table].by_name
    return [
        [
            say(name),
            say(fields[field].label),
            _value(fields[field], sides.get("before"), names),
            _value(fields[field], sides.get("after"), names),
        ]
        for field, sides in change.fields.items()
        if sides.get("before") != sides.get("after")
    ]


def _left_alone(found: Importation, held: HeldRegister) -> Section | None:
    withheld = [each for drafted in found.draft.drafted for each in drafted.withheld]
    if not withheld:
        return None
    headers = (tr("Service point"), tr("Field"), tr("Register"), tr("Source"), tr("Why it stays"))
    names = _organization_names(found, held)
    rows = [_stays(each, held, names) for each in withheld[:_MOST_LISTED]]
    words = tr("Where the source and the register differ, and the register’s value stays.")
    return Section(tr("Left alone"), (words,), [Table(_caption(tr("Values"), len(withheld)), headers, rows)])


def _stays(each: Withheld, held: HeldRegister, names: Mapping[object, str]) -> list[str]:
    why = {
        "edited_here": tr("It was edited in this working copy."),
        "corrected_since": tr("The source says what it said before; somebody corrected it since."),
        "lower_rank": tr("A better source has said it."),
    }
    row = held.row(each.table, each.id) or {}
    owner = held.get(str(row.get("point_id") or each.id)) or Text(each.id, each.id)
    field = load_schema().tables[each.table].by_name[each.field]
    return [
        say(owner),
        say(field.label),
        _value(field, each.stays, names),
        _value(field, each.offered, names),
        why[each.why],
    ]


def _gone(found: Importation) -> Section | None:
    gone = found.draft.gone
    if not gone:
        return None
    yes, no = tr("closure proposed"), tr("nothing; look whether it is still open")
    rows = [
        [say(each.name), each.value, number_text(each.n_imports), yes if each.change else no]
        for each in gone[:_MOST_LISTED]
    ]
    headers = (tr("Service point"), tr("Identifier"), tr("Imports without it"), tr("What was done"))
    words = tr("The source had these before and has them no more. Nothing is deleted.")
    table = Table(_caption(tr("Gone from the source"), len(gone)), headers, rows, frozenset({2}))
    return Section(tr("Gone from the source"), (words,), [table])


def _rejected(found: Importation) -> Section | None:
    rejected = found.draft.rejected
    if not rejected:
        return None
    names = {point.line: say(name_of_point(point)) for point in found.records.points}
    rows = [
        [str(each.line), names.get(each.line, each.value), " ".join(map(say, each.reasons))]
        for each in rejected[:_MOST_LISTED]
    ]
    headers = (tr("Row"), tr("Service point"), tr("Why"))
    words = tr("These rows are not in the draft. Correct the source, or complete the profile.")
    table = Table(_caption(tr("Rows rejected"), len(rejected)), headers, rows, frozenset({0}))
    return Section(tr("Rejected"), (words,), [table])


def _unread(found: Importation) -> Section | None:
    if not found.records.unread:
        return None
    rows = [
        [field_label(each.field), number_text(len(each.lines)), _lines(each.lines)]
        for each in found.records.unread
    ]
    headers = (tr("Field"), tr("Rows"), tr("Which"))
    words = tr(
        "Cells that could not be read are left out of the draft; unread opening hours are kept as a note."
    )
    return Section(
        tr("Not read"), (words,), [Table(tr("Cells that were not read"), headers, rows, frozenset({1}))]
    )


def _placed(found: Importation) -> Section | None:
    if not found.placements:
        return None
    texts = {placement.step: placement.text for placement in found.placements.values()}
    counts = count_steps(found.placements.values())
    rows = [[say(texts[step]), number_text(count)] for step, count in counts.items() if count]
    headers = (tr("How"), tr("Rows"))
    words = tr("Rows without coordinates, placed by their address on the address points.")
    table = Table(tr("Addresses placed"), headers, rows, frozenset({1}))
    return Section(tr("Places of addresses"), (words,), [table])


def _method(report: Report, found: Importation) -> None:
    origin, profile = found.table.origin, found.profile
    report.method += [
        (tr("Publisher"), profile.publisher or tr("not stated")),
        (tr("Licence"), _licence(profile.licence)),
        (tr("Read from"), origin.where),
        (tr("Rows read"), _read_of(found)),
        (tr("SHA-256 of what was read"), origin.sha256),
        (tr("Profile"), f"{profile.id} {profile.version}"),
    ]
    if origin.encoding:
        report.method.append((tr("Encoding"), origin.encoding))
    if found.n_known:
        share = found.n_gone_or_changed / found.n_known
        said = tr("{changed} of {known} ({share})").format(
            changed=number_text(found.n_gone_or_changed),
            known=number_text(found.n_known),
            share=percent_text(share),
        )
        report.method.append((tr("Changed or gone of those the source gave before"), said))
    for remark in (*found.table.remarks, *found.positions.remarks):
        lines = f" ({_lines(remark.lines)})" if remark.lines else ""
        report.method.append((tr("Remark"), say(remark.text) + lines))


def _read_of(found: Importation) -> str:
    read = number_text(len(found.table))
    if found.table.is_complete:
        return read
    if found.table.expected is None:
        return tr("{read}, incomplete").format(read=read)
    return tr("{read} of {expected}, incomplete").format(
        read=read, expected=number_text(found.table.expected)
    )


def _licence(code: str) -> str:
    known = load_schema().domains["licence"].by_code.get(code)
    return code if known is None else say(known.label)


def field_label(field: str) -> str:
    """Return what a field of a profile is called."""
    table = load_schema().tables["service_point"]
    if field in table.by_name:
        return say(table.by_name[field].label)
    if field.startswith("phone"):
        return tr("Telephone")
    return {
        "services": tr("Services"),
        "key": tr("Identifier"),
        "organization": tr("Organization"),
        "address": tr("Address"),
        "latitude": tr("Latitude"),
        "longitude": tr("Longitude"),
    }.get(field, field)


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_LINES_SHOWN]))
    return tr("rows {lines}").format(lines=shown + (", …" if len(lines) > _LINES_SHOWN else ""))


def _caption(caption: str, count: int) -> str:
    if count <= _MOST_LISTED:
        return caption
    return tr("{caption} (the first {shown} of {count})").format(
        caption=caption, shown=number_text(_MOST_LISTED), count=number_text(count)
    )


def _value(field: Field, value: object, names: Mapping[object, str]) -> str:
    """Return a value as people read it: codes by their labels, an organization by its name, a position as
    latitude and longitude."""
    if value is None:
        return ""
    if field.references is not None and field.references[0] == "organization":
        return names.get(value, str(value))
    place = lonlat_of(value) if field.is_geometry else None
    if place is not None:
        return f"{number_text(place[1], 5)}°, {number_text(place[0], 5)}°"
    known = load_schema().domains[field.domain].by_code if field.domain else {}
    if isinstance(value, list):
        return ", ".join(say(known[code].label) if code in known else str(code) for code in value)
    said = say(known[value].label) if isinstance(value, str) and value in known else str(plain_value(value))
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
