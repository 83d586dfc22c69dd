# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:registerquality``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core.quality import HEADLINES, Mending, label_of, mending, reasons
from ..core.quality.agreement import SAME_PLACE_M
from ..core.quality.positions import BUILDING_M, STREET_M
from ..core.validation.record import name_of
from ..host.language import say, tr
from .quality_charts import jurisdiction_chart, trend_chart
from .quality_snapshots import Snapshot
from .quality_tables import by_jurisdiction, class_table, item_table, method_table, share, trend_table
from .report import Report, Section, Table
from .wording import date_text, number_text

_FIRST = 10
_HEARSAY = ("open_data", "unknown")


def quality_report(now: Snapshot, earlier: Sequence[Snapshot], mend: Sequence[Mending]) -> Report:
    """Return the report: the answer, the scorecard, jurisdictions, what is missing, the trend, what first."""
    report = Report(tr("Is the register complete and current?"), _answer(now))
    report.sections.append(Section(tr("The register at a glance"), (), [_scorecard(now)]))
    report.sections += _jurisdictions(now)
    report.sections += _trend(now, earlier)
    report.sections.append(_first(now, mend))
    report.sections.append(Section(tr("What is missing"), [_expected_words()], [item_table(now.quality)]))
    report.sections.append(
        Section(tr("How it is known"), (), [method_table(now.quality), class_table(now.quality)])
    )
    report.method += _method(now, earlier)
    report.limits += _limits(earlier)
    return report


def _answer(now: Snapshot) -> str:
    found = now.quality
    if not found.points:
        return tr("The register has no service points that are not closed for good.")
    hearsay = sum(m.numerator for m in found.of_items("Q2_METHOD") if m.item in _HEARSAY)
    text = tr(
        "Of what is expected of the service points ({points}), {english} is there for readers of English "
        "and {french} for readers of French; {verified} of the points were verified within 12 months. "
        "Points with a possible duplicate: {duplicates}; changes that wait for a decision: {waiting}."
    ).format(
        points=number_text(len(found.points)),
        english=share(found.headline("Q1_EN")),
        french=share(found.headline("Q1_FR")),
        verified=share(found.headline("Q2_12")),
        duplicates=number_text(found.duplicates),
        waiting=number_text(found.waiting),
    )
    if not hearsay:
        return text
    told = tr("Of those verified, {count} rest on open data or an unknown method only.")
    return f"{text} {told.format(count=number_text(hearsay))}"


def _scorecard(now: Snapshot) -> Table:
    rows = []
    for indicator in HEADLINES:
        measure = now.quality.headline(indicator)
        out = tr("{count} – {reason}").format(count=number_text(measure.excluded), reason=say(measure.why))
        counted = tr("{part} of {whole}").format(
            part=number_text(measure.numerator), whole=number_text(measure.denominator)
        )
        rows.append([say(label_of(indicator)), share(measure), counted, out if measure.excluded else "–"])
    headers = (tr("Figure"), tr("Share"), tr("Counted"), tr("Not counted"))
    return Table(tr("Shares in which more is better"), headers, rows, frozenset({1, 2}))


def _jurisdictions(now: Snapshot) -> list[Section]:
    if not now.quality.jurisdictions:
        return []
    text = []
    with_points = {str(row.get("custodian_code")) for row in now.quality.all_points}
    without = sorted(say(name) for code, name in now.names.items() if code not in with_points)
    if without:
        text.append(tr("Without service points in the register: {names}.").format(names=", ".join(without)))
    charts = [jurisdiction_chart(now)]
    return [Section(tr("By jurisdiction"), text, by_jurisdiction(now), charts=charts)]


def _trend(now: Snapshot, earlier: Sequence[Snapshot]) -> list[Section]:
    if not earlier:
        return []
    series = [*earlier, now]
    text = tr(
        "Each snapshot is measured in the same way, as of the day of its last change; the register of now "
        "as of {day}."
    ).format(day=date_text(now.quality.today))
    return [Section(tr("How it has changed"), [text], [trend_table(series)], charts=[trend_chart(series)])]


def _first(now: Snapshot, mend: Sequence[Mending]) -> Section:
    heading = tr("Which records to mend first")
    if not mend:
        return Section(heading, [tr("Nothing to mend was found.")])
    rows = []
    for rank, each in enumerate(mend[:_FIRST], 1):
        name, code = name_of(each.point), str(each.point.get("custodian_code"))
        rows.append(
            [
                tr("{rank}. {name}").format(
                    rank=number_text(rank), name=str(each.point["id"]) if name is None else say(name)
                ),
                say(now.name_of(code)),
                " ".join(say(reason) for reason in reasons(each)),
                number_text(each.score),
            ]
        )
    text = tr(
        "Points that have something to mend: {count}. The weight adds up: {error} for each error of "
        "validation and for a change that waits; {two} for a possible duplicate, for sources that differ, "
        "and for a point not verified for 24 months; {one} for 12 months, for a position known to the area "
        "only, and for each thing that is missing."
    ).format(
        count=number_text(len(mend)),
        error=number_text(mending.ERROR),
        two=number_text(mending.DUPLICATE),
        one=number_text(mending.MISSING),
    )
    headers = (tr("Record"), tr("Jurisdiction"), tr("What is wrong"), tr("Weight"))
    return Section(heading, [text], [Table(tr("The first records"), headers, rows, frozenset({3}))])


def _expected_words() -> str:
    return tr(
        "Expected is what a rule of the schema misses when it is absent (in parentheses), and what every "
        "point needs to be found and used: telephone, a web page in each language, languages of service, "
        "accessibility, time zone. Another text is expected in one language where the other has it. Every "
        "item counts the same."
    )


def _method(now: Snapshot, earlier: Sequence[Snapshot]) -> list[tuple[str, str]]:
    found, info = now.quality, now.info
    lines = [
        (tr("Store"), say(info.title)),
        (tr("Revision"), number_text(info.revision)),
        (tr("Last change of the store"), date_text(date.fromisoformat(info.updated_at[:10]))),
        (tr("Judged as of"), date_text(found.today)),
        (tr("Service points"), _points_words(now)),
        (tr("Schema"), f"{info.schema_version} ({info.schema_sha256[:12]})"),
        (tr("Completeness (Q1)"), tr("Items filled of items expected, for readers of each language")),
        (tr("Currency (Q2)"), tr("Rule T03: 12 and 24 months; never verified counts as not verified")),
        (
            tr("Positions (Q3)"),
            tr(
                "By method and stated accuracy, the worse of the two: building up to {building} m, street "
                "up to {street} m. Unstated is not counted as known"
            ).format(building=number_text(BUILDING_M), street=number_text(STREET_M)),
        ),
        (
            tr("Duplicates (Q4)"),
            tr("Rule U03: same organization and channel, nearly the same name, close by"),
        ),
        (
            tr("Conflicts (Q4)"),
            tr("Changes of merged submissions in the ledger; those received and not merged wait"),
        ),
        (
            tr("Agreement (Q5)"),
            tr(
                "The last value each source gave in the submissions of the ledger. Case, accents and spaces "
                "do not count, nor do positions at most {metres} m apart"
            ).format(metres=number_text(SAME_PLACE_M)),
        ),
    ]
    for each in earlier:
        told = tr("revision {revision}, {date}").format(
            revision=number_text(each.info.revision), date=date_text(each.quality.today)
        )
        lines.append((tr("Earlier snapshot"), told))
    for rule, reason in found.validation.not_checked.items():
        lines.append((tr("Not checked – {rule}").format(rule=rule), say(reason)))
    return lines


def _points_words(now: Snapshot) -> str:
    found = now.quality
    return tr("{count} looked at; {closed} closed for good were not").format(
        count=number_text(len(found.points)), closed=number_text(found.closed)
    )


def _limits(earlier: Sequence[Snapshot]) -> list[str]:
    limits = [
        tr("Complete is not correct: nobody was called and no place was visited for this report."),
        tr("A possible duplicate is a suspicion: two points may share a name and a street."),
        tr(
            "Disagreements are those on record. What an import kept out because a better source had spoken "
            "is in that import’s report, not in the store."
        ),
        tr("Points that exist and are not in the register cannot be counted."),
    ]
    if not earlier:
        limits.append(tr("No earlier snapshot was given: whether it gets better or worse is not shown."))
    return limits
