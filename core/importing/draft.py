# SPDX-License-Identifier: GPL-2.0-or-later
"""An import as a draft: what a source would change in the register, and all that it must not or cannot.

Nothing is written. The changes become a submission like an editor's own (``build_submission``), so that the
steward's merge is the only way into the shared store. The same source a second time changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import InputError
from ..exchange.difference import Change
from ..progress import SILENT, Part, Progress, check
from ..schema import load_schema
from ..text import Text
from .acceptance import judged
from .drafting import Drafted, Outcome, PointDrafter
from .held_register import HeldRegister
from .imported import ImportedPoint, Rejected
from .profile import Lifecycle
from .source_record import ImportedSource

_ROWS_PER_REPORT = 500

_CONTRADICTS = Text(
    "The source has this identifier on {count} rows that say different things (rows {lines}). Which one is "
    "right must be decided there.",
    "La source donne cet identifiant à {count} lignes qui se contredisent (lignes {lines}). C’est à la "
    "source de dire laquelle est juste.",
)
_SAME_TARGET = Text(
    "Another row of the source is this service point already (row {line}).",
    "Une autre ligne de la source est déjà ce point de service (ligne {line}).",
)
_BAD_SOURCE = Text(
    "The description of the source cannot be used, and nothing was drafted: {problems} Complete the profile.",
    "La description de la source est inutilisable et aucun projet n’a été préparé\u00a0: {problems} "
    "Complétez le profil.",
)
_LINES_SHOWN = 10


@dataclass(frozen=True)
class Target:
    """What was decided of a record that the register does not know by its identifier.

    ``id`` is the service point it is, None for a new one; ``is_open`` means that somebody has to look first.
    """

    id: str | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Gone:
    """A service point that the source had and has no more.

    ``n_imports`` is the number of imports, this one included, in which it lacked. ``change`` proposes to
    close it, where the profile asks for that.
    """

    value: str
    id: str
    name: Text
    n_imports: int = 1
    change: Change | None = None


@dataclass(frozen=True)
class Draft:
    """What an import comes to.

    ``drafted`` are the imported points in the order of the source, rejected ones left out; ``own`` the
    changes to the record of the source itself and the organizations that points need; ``repeated`` the lines
    that say what another line says.
    """

    drafted: tuple[Drafted, ...]
    own: tuple[Change, ...]
    rejected: tuple[Rejected, ...] = ()
    gone: tuple[Gone, ...] = ()
    repeated: tuple[int, ...] = ()

    @property
    def counts(self) -> dict[Outcome, int]:
        """The number of imported points by what became of them; every row of the source is in one of these,
        or repeated."""
        found = Counter(each.outcome for each in self.drafted)
        outcomes: tuple[Outcome, ...] = ("new", "changed", "linked", "unchanged", "review")
        return {**{name: found[name] for name in outcomes}, "rejected": len(self.rejected)}

    @property
    def has_changes(self) -> bool:
        """Whether there is something to submit."""
        return (
            bool(self.own)
            or any(each.changes for each in self.drafted)
            or any(gone.change is not None for gone in self.gone)
        )

    @property
    def organizations(self) -> list[Change]:
        """The organizations that it adds."""
        return [change for change in self.own if change.table == "organization"]

    @property
    def changes(self) -> list[Change]:
        """All the changes, in the order they are to be applied."""
        return _in_order([*self.own, *(change for unit in self._units() for change in unit)])

    def documents(self, most: int) -> list[list[Change]]:
        """Return the changes in as many parts as a submission's limit of ``most`` changes asks for.

        What belongs to a point stays with it. The first part has the source, so that is to be merged first.
        """
        parts: list[list[Change]] = [list(self.own)]
        for unit in self._units():
            if len(parts[-1]) + len(unit) > most and parts[-1]:
                parts.append([])
            parts[-1] += unit
        return [_in_order(part) for part in parts if part]

    def _units(self) -> Iterator[list[Change]]:
        for each in self.drafted:
            if each.changes:
                yield each.changes
        for gone in self.gone:
            if gone.change is not None:
                yield [gone.change]


def draft(
    held: HeldRegister,
    source: ImportedSource,
    points: Sequence[ImportedPoint],
    targets: Mapping[str, Target],
    *,
    today: date,
    lifecycle: Lifecycle | None = None,
    absences: Mapping[str, int] | None = None,
    additions: Sequence[Change] = (),
    is_complete: bool = True,
    progress: Progress = SILENT,
) -> Draft:
    """Compare a source with the register of a working copy.

    ``targets`` says, by identifier, which service point a record is that the register does not know by that
    identifier yet; a record without one is new. ``lifecycle`` is what to do about points that the source has
    no more, ``absences`` in how many earlier imports they lacked, by identifier; of a source not read whole
    (``is_complete``) nothing is said to be gone. ``additions`` are insertions of organizations that
    points refer to; those that a point of the draft needs become part of it.

    Raises ``InputError`` when the description of the source breaks a rule, ``Cancelled``.
    """
    unique, repeated, rejected = _unique(points)
    drafter = PointDrafter(held, source, today)
    links = drafter.links
    drafted, twice = _drafted(drafter, unique, targets, Part(progress, 0.0, 0.6))
    rejected += twice
    own = _own(held, source, today)
    verdict = judged(held, drafted, [*own, *additions], today=today, progress=Part(progress, 0.6, 1.0))
    if verdict.of_source:
        raise InputError(_BAD_SOURCE.format(problems=_listed(verdict.of_source)))
    rejected += [
        Rejected(each.point.line, each.point.value, verdict.reasons[each.point.line])
        for each in drafted
        if each.point.line in verdict.reasons
    ]
    accepted = [each for each in drafted if each.point.line not in verdict.reasons]
    gone = []
    if is_complete:
        values = {point.value for point in points}
        lacking = {value: str(link["entity_id"]) for value, link in links.items() if value not in values}
        gone = _gone(held, lacking, lifecycle or Lifecycle(), absences or {}, today)
    needed = _referred(accepted)
    return Draft(
        tuple(accepted),
        (*own, *(change for change in additions if change.id in needed)),
        tuple(sorted(rejected, key=lambda each: each.line)),
        tuple(gone),
        tuple(repeated),
    )


def _drafted(
    drafter: PointDrafter,
    points: Sequence[ImportedPoint],
    targets: Mapping[str, Target],
    progress: Progress,
) -> tuple[list[Drafted], list[Rejected]]:
    """Return what each point asks for, and the rows that are a service point which another row is already.

    Points that the register knows by their identifier come first, wherever they stand in the source.
    """
    links = drafter.links
    drafted: list[Drafted] = []
    rejected: list[Rejected] = []
    taken: dict[str, int] = {}
    for number, point in enumerate(sorted(points, key=lambda point: point.value not in links)):
        if number % _ROWS_PER_REPORT == 0:
            check(progress)
            progress.report(number / len(points))
        link = links.get(point.value)
        target = Target(str(link["entity_id"])) if link else targets.get(point.value, Target())
        if target.is_open:
            drafted.append(Drafted(point, "review", target.id or ""))
        elif target.id in taken:
            reason = _SAME_TARGET.format(line=taken[target.id])
            rejected.append(Rejected(point.line, point.value, (reason,)))
        else:
            drafted.append(drafter.drafted(point, target.id))
            taken[drafted[-1].target] = point.line
    return sorted(drafted, key=lambda each: each.point.line), rejected


def _referred(drafted: Sequence[Drafted]) -> set[object]:
    """Return the organizations that the changes themselves refer to."""
    return {
        sides.get("after")
        for each in drafted
        for change in each.changes
        if (sides := change.fields.get("organization_id")) is not None
    }


def _unique(points: Sequence[ImportedPoint]) -> tuple[list[ImportedPoint], list[int], list[Rejected]]:
    """Return one point for each identifier, the lines that repeat one, those that contradict each other."""
    by_value: dict[str, list[ImportedPoint]] = defaultdict(list)
    for point in points:
        by_value[point.value].append(point)
    unique, repeated, rejected = [], [], []
    for same in by_value.values():
        if len(same) == 1 or len({point.sha256 for point in same}) == 1:
            unique.append(same[0])
            repeated += [point.line for point in same[1:]]
            continue
        lines = ", ".join(str(point.line) for point in same[:_LINES_SHOWN])
        reason = _CONTRADICTS.format(
            count=len(same), lines=lines if len(same) <= _LINES_SHOWN else f"{lines}, …"
        )
        rejected += [Rejected(point.line, point.value, (reason,)) for point in same]
    return unique, sorted(repeated), rejected


def _own(held: HeldRegister, source: ImportedSource, today: date) -> list[Change]:
    """Return the change to the record of the source, if its description or its content is another."""
    current, base = held.row("source", source.id), held.base("source", source.id)
    if current is None and base is None:
        values = {"custodian_code": held.jurisdiction, **source.values(today)}
        return [held.insertion("source", source.id, values)]
    if current is not None and source.is_same(current, today):
        return []
    change = held.update("source", source.id, source.values(today))
    return [] if change is None else [change]


def _gone(
    held: HeldRegister,
    lacking: Mapping[str, str],
    lifecycle: Lifecycle,
    absences: Mapping[str, int],
    today: date,
) -> list[Gone]:
    """Return the points of the register (by identifier) that the source has no more, still open there."""
    if lifecycle.missing == "ignore":
        return []
    found = []
    for value, key in sorted(lacking.items()):
        point = held.row("service_point", key)
        if point is None or point.get("status") == "permanently_closed":
            continue
        n_imports = absences.get(value, 0) + 1
        is_proposed = lifecycle.missing == "propose_closed" and n_imports >= lifecycle.after_runs
        change = _closure(held, key, today) if is_proposed else None
        found.append(Gone(value, key, held.get(key) or Text(value, value), n_imports, change))
    return found


def _closure(held: HeldRegister, key: str, today: date) -> Change | None:
    base, current = held.base("service_point", key), held.row("service_point", key) or {}
    if base is None or current.get("status") != base.values.get("status"):
        return None  # somebody is at it here
    closed = {"status": "permanently_closed", "status_from": today.isoformat(), "status_until": None}
    return held.update("service_point", key, closed)


def _in_order(changes: list[Change]) -> list[Change]:
    order = {table.name: number for number, table in enumerate(load_schema().submittable)}
    return sorted(changes, key=lambda change: (order[change.table], change.id))


def _listed(texts: Sequence[Text]) -> Text:
    return Text.join(" ", texts)
