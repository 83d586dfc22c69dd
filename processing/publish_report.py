# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:publish``: for the steward, not for the public folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..core.publishing import Changes, Publication, Withheld
from ..core.schema import load_schema
from ..host.language import say, tr
from .report import Report, Section, Table
from .wording import number_text

_ORDER = ("error", "licence", "status", "partners", "reference", "unused", "never")  # what follows, last
_MOST_LISTED = 5_000


def publish_report(publication: Publication, changes: Changes | None, formats: Sequence[str]) -> Report:
    """Return the report: the answer, what is published, what stays back and why, what is owed to sources."""
    report = Report(tr("Publication of open data"), _answer(publication))
    report.sections.append(Section(tr("What is published"), (), [_published(publication)]))
    if publication.doubtful:
        report.sections.append(_doubtful(publication))
    if publication.withheld:
        tables = [_by_reason(publication), _withheld(publication.withheld)]
        report.sections.append(Section(tr("What stays back"), _more(publication), tables))
    if publication.cleared:
        report.sections.append(_cleared(publication))
    if publication.attribution:
        report.sections.append(Section(tr("What is owed to sources"), (), [_sources(publication)]))
    if changes is not None:
        report.sections.append(_changes(changes))
    info = publication.info
    report.method += [
        (tr("Store"), say(info.title)),
        (tr("Revision"), str(info.revision)),
        (tr("Last changed"), info.updated_at),
        (tr("Schema"), f"{info.schema_version} ({info.schema_sha256[:12]})"),
        (tr("Licence of the publication"), say(publication.licence.name)),
        (tr("Formats"), ", ".join(formats)),
    ]
    report.limits += [
        tr("A published record is free of errors of form; whether it is true, only its custodian knows."),
        tr("This report names records that must not be published. Keep it out of the published folder."),
    ]
    return report


def _answer(publication: Publication) -> str:
    return tr(
        "Service points published: {points}; records in all: {records}; records that stay back: {withheld}."
    ).format(
        points=number_text(len(publication.rows["service_point"])),
        records=number_text(sum(map(len, publication.rows.values()))),
        withheld=number_text(len(publication.withheld)),
    )


def _reasons() -> dict[str, str]:
    return {
        "error": tr("Has an error"),
        "licence": tr("Licence does not allow it"),
        "reference": tr("Refers to a record that stays back"),
        "status": tr("Not open"),
        "partners": tr("For partners only"),
        "unused": tr("Nothing published refers to it"),
        "never": tr("Never published"),
    }


def _kind(table: str) -> str:
    return say(load_schema().tables[table].label)


def _published(publication: Publication) -> Table:
    held = Counter(each.table for each in publication.withheld)
    names = [*publication.rows, *(name for name in held if name not in publication.rows)]
    rows = [
        [_kind(name), number_text(len(publication.rows.get(name, ()))), number_text(held[name])]
        for name in names
    ]
    headers = (tr("Kind of record"), tr("Published"), tr("Withheld"))
    return Table(tr("Records by kind"), headers, rows, frozenset({1, 2}))


def _by_reason(publication: Publication) -> Table:
    reasons = _reasons()
    counts = sorted(publication.withheld_counts.items(), key=lambda item: (_ORDER.index(item[0][1]), item[0]))
    rows = [[_kind(table), reasons[reason], number_text(count)] for (table, reason), count in counts]
    headers = (tr("Kind of record"), tr("Reason"), tr("Number"))
    return Table(tr("What stays back, by kind and reason"), headers, rows, frozenset({2}))


def _withheld(withheld: Sequence[Withheld]) -> Table:
    first = sorted(withheld, key=lambda each: (_ORDER.index(each.reason), each.table, each.id))
    rows = [[_kind(each.table), say(each.name), each.id, say(each.text)] for each in first[:_MOST_LISTED]]
    headers = (tr("Kind of record"), tr("Record"), tr("Identifier"), tr("Why"))
    return Table(tr("Every record that stays back, errors first"), headers, rows)


def _more(publication: Publication) -> tuple[str, ...]:
    if len(publication.withheld) <= _MOST_LISTED:
        return ()
    return (
        tr("The list shows the first {shown} of {count} records; the table above counts them all.").format(
            shown=number_text(_MOST_LISTED), count=number_text(len(publication.withheld))
        ),
    )


def _doubtful(publication: Publication) -> Section:
    tables = load_schema().tables
    rows = [
        [_kind(each.table), say(each.name), say(tables[each.table].by_name[each.field].label), say(each.text)]
        for each in publication.doubtful[:_MOST_LISTED]
    ]
    headers = (tr("Kind of record"), tr("Record"), tr("Field"), tr("Why"))
    table = Table(tr("Published fields to look at"), headers, rows)
    words = tr(
        "Published fields that look like personal data: {count}. Correct them and publish again."
    ).format(count=number_text(len(publication.doubtful)))
    return Section(tr("Published, but to be looked at"), (words,), [table])


def _cleared(publication: Publication) -> Section:
    tables = load_schema().tables
    counts = Counter((each.table, each.field) for each in publication.cleared)
    rows = [
        [_kind(table), say(tables[table].by_name[field].label), number_text(count)]
        for (table, field), count in counts.items()
    ]
    headers = (tr("Kind of record"), tr("Field"), tr("Number"))
    table = Table(tr("References left empty"), headers, rows, frozenset({2}))
    words = tr("These references of published records lead to records that stay back; they are left out.")
    return Section(tr("References left empty"), (words,), [table])


def _sources(publication: Publication) -> Table:
    rows = [
        [say(each.title), each.publisher, say(each.licence.name), say(each.line)]
        for each in publication.attribution.values()
    ]
    headers = (tr("Source"), tr("Publisher"), tr("Licence"), tr("Attribution"))
    return Table(tr("Sources of published records"), headers, rows)


def _changes(changes: Changes) -> Section:
    rows = [
        [tr("Added"), number_text(changes.count("insert"))],
        [tr("Changed"), number_text(changes.count("update"))],
        [tr("No longer published"), number_text(changes.count("delete"))],
    ]
    headers = (tr("Change"), tr("Records"))
    table = Table(
        tr("Changes since revision {since}").format(since=changes.since), headers, rows, frozenset({1})
    )
    return Section(tr("What changed"), (), [table])
