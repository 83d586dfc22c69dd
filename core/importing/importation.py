# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole import: a source's rows through a profile to a draft, with everything a person should see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Callable, Literal

import numpy as np

from ..collector import collector_put_off
from ..progress import SILENT, Part, Progress
from ..text import Text
from .draft import Draft, draft
from .held_register import HeldRegister
from .mapping import Mapped, map_table
from .matched import Decision, Matched, match_points, targets
from .organizations import Organizations
from .placing import Address, Placement, Reference, Step, place
from .positions import CoordinateChoice, Positions, read_positions
from .profile import Profile
from .records import Records, read_records
from .service_codes import ServiceCodes
from .services.geolocation import Asked
from .source_record import ImportedSource
from .table import SourceTable

Locate = Callable[[Sequence[Asked], Progress], Sequence[Placement]]
"""Places addresses, in their order, by asking somebody else."""

_NOT_WELL = (Step.STREET, Step.POSTAL_CODE, Step.MUNICIPALITY, Step.AMBIGUOUS, Step.NOT_FOUND)
_OF_A_PERSON = ("custodian_form", "other")
_MANY = Text(
    "Service points that this source gave before and that would change or be gone: {changed} of {known} "
    "({share}%). The profile expects at most {most}%. The publisher may have changed the file: look at the "
    "report, then say that so many changes are right.",
    "Points de service déjà fournis par cette source qui changeraient ou auraient disparu\u00a0: {changed} "
    "sur {known} ({share}\u00a0%). Le profil en attend au plus {most}\u00a0%. L’éditeur a peut-être modifié "
    "le fichier\u00a0: consultez le rapport, puis indiquez que ces changements sont voulus.",
)


@dataclass(frozen=True)
class Choices:
    """What a person has chosen and decided; ``decisions`` are by the identifier of the source's record."""

    coordinates: CoordinateChoice | None = None
    decisions: Mapping[str, Decision] | None = None


@dataclass(frozen=True)
class Importation:
    """An import and what it rests on. ``placements`` are by place in ``mapped``, ``n_known`` the number of
    points that the register had from this source before."""

    profile: Profile
    source: ImportedSource
    table: SourceTable
    mapped: Mapped
    positions: Positions
    placements: Mapping[int, Placement]
    records: Records
    matched: tuple[Matched, ...]
    draft: Draft
    n_known: int

    @property
    def n_gone_or_changed(self) -> int:
        """How many points that this source gave before are changed or gone."""
        linked = {each.point.value for each in self.matched}
        changed = sum(
            each.outcome == "changed" and each.point.value not in linked for each in self.draft.drafted
        )
        return changed + len(self.draft.gone)

    @property
    def question(self) -> Text | None:
        """What has to be answered before the draft is used: more changed than the profile expects."""
        share = self.n_gone_or_changed / self.n_known if self.n_known else 0.0
        most = self.profile.expect.max_change_share
        if share <= most:
            return None
        return _MANY.format(
            changed=self.n_gone_or_changed,
            known=self.n_known,
            share=round(100 * share),
            most=round(100 * most),
        )


def import_table(
    held: HeldRegister,
    table: SourceTable,
    profile: Profile,
    *,
    today: date,
    reference: Reference | None = None,
    locate: Locate | None = None,
    choices: Choices | None = None,
    absences: Mapping[str, int] | None = None,
    progress: Progress = SILENT,
) -> Importation:
    """Compare the rows of ``table`` with a working copy's register, as ``profile`` says.

    ``reference`` places addresses of rows without coordinates, ``locate`` those that it knows no better than
    by their street and that the register has no position of. Nothing is written. Raises ``InputError`` when
    the source is not what the profile expects or something has to be chosen first, ``Cancelled``.
    """
    chosen = choices or Choices()
    with collector_put_off():
        mapped = map_table(profile, table, Part(progress, 0.0, 0.15))
    positions = read_positions(mapped, table, chosen.coordinates, Part(progress, 0.15, 0.2))
    lacking = np.flatnonzero(np.isnan(positions.lonlat).any(axis=1)).tolist()
    placements = _placements(mapped, lacking, reference, Part(progress, 0.2, 0.22))
    if locate is not None:
        open_rows = _to_locate(held, profile.scheme, mapped, lacking, placements)
        placements.update(_located(mapped, open_rows, placements, locate, Part(progress, 0.22, 0.25)))
    read = _Read(profile, table, mapped, positions, placements)
    with collector_put_off():
        return _imported(held, read, today, chosen, absences, progress)


@dataclass(frozen=True)
class _Read:
    """A source as its profile reads it, not yet compared with anything."""

    profile: Profile
    table: SourceTable
    mapped: Mapped
    positions: Positions
    placements: Mapping[int, Placement]


def _imported(  # noqa: PLR0917
    held: HeldRegister,
    read: _Read,
    today: date,
    choices: Choices,
    absences: Mapping[str, int] | None,
    progress: Progress,
) -> Importation:
    profile, table, mapped = read.profile, read.table, read.mapped
    organizations = Organizations(held, _language(profile))
    records = read_records(
        mapped,
        profile,
        read.positions,
        read.placements,
        organizations=organizations,
        services=ServiceCodes(held),
        progress=Part(progress, 0.25, 0.35),
    )
    source = source_of(profile, table, held)
    matched = match_points(
        held, source.scheme, records.points, choices.decisions or {}, Part(progress, 0.35, 0.6)
    )
    drafted = draft(
        held,
        source,
        records.points,
        targets(matched),
        today=today,
        lifecycle=profile.lifecycle,
        absences=absences,
        additions=organizations.additions(
            str(point.values.get("organization_id")) for point in records.points
        ),
        is_complete=table.is_complete,
        progress=Part(progress, 0.6, 1.0),
    )
    rejected = sorted((*records.rejected, *drafted.rejected), key=lambda each: each.line)
    return Importation(
        profile,
        source,
        table,
        mapped,
        read.positions,
        read.placements,
        records,
        tuple(matched),
        replace(drafted, rejected=tuple(rejected)),
        len(held.linked(source.scheme)),
    )


def source_of(profile: Profile, table: SourceTable, held: HeldRegister) -> ImportedSource:
    """Return the source as the register records it: as the profile describes it, from where it was read.

    What a custodian hands in itself, it also publishes, where the profile names nobody else.
    """
    kind = profile.kind if profile.kind in _OF_A_PERSON else table.origin.kind
    own = held.jurisdiction_name if profile.kind == "custodian_form" else ""
    return ImportedSource(
        profile.id,
        profile.scheme,
        profile.title,
        profile.publisher or own,
        replace(table.origin, kind=kind),
        profile.url,
        profile.licence,
        profile.attribution,
    )


def _placements(
    mapped: Mapped, rows: Sequence[int], reference: Reference | None, progress: Progress
) -> dict[int, Placement]:
    """Return the places of the addresses of some rows, by place in ``mapped``."""
    if reference is None:
        return {}
    lines, cities, codes = _texts(mapped, "address_line1", "city", "postal_code")
    addresses = [Address(lines[row], cities[row], codes[row]) for row in rows]
    return dict(zip(rows, place(reference, addresses, progress)))


def _to_locate(
    held: HeldRegister,
    scheme: str,
    mapped: Mapped,
    rows: Sequence[int],
    placements: Mapping[int, Placement],
) -> list[int]:
    """Return the rows whose place is not known well, neither here nor in the register."""
    links = held.linked(scheme)
    found = []
    for row in rows:
        placed = placements.get(row)
        link = links.get(mapped.keys[row] or "")
        point = held.row("service_point", str(link["entity_id"])) if link else None
        is_known = point is not None and point.get("geom") is not None
        if not is_known and (placed is None or placed.step in _NOT_WELL):
            found.append(row)
    return found


def _located(
    mapped: Mapped,
    rows: Sequence[int],
    placements: Mapping[int, Placement],
    locate: Locate,
    progress: Progress,
) -> dict[int, Placement]:
    """Return the places that the service gives; where it has none, what is known stays."""
    lines, cities, provinces = _texts(mapped, "address_line1", "city", "province")
    asked = [Asked(lines[row], cities[row], provinces[row]) for row in rows]
    answers = zip(rows, locate(asked, progress))
    return {row: found for row, found in answers if found.is_placed or not _is_placed(placements.get(row))}


def _is_placed(placement: Placement | None) -> bool:
    return placement is not None and placement.is_placed


def _texts(mapped: Mapped, *names: str) -> list[Sequence[str | None]]:
    nothing: Sequence[str | None] = [None] * len(mapped.keys)
    return [mapped.fields.get(name, nothing) for name in names]


def _language(profile: Profile) -> Literal["en", "fr"]:
    """The language of names that a source has in one language only: that of the points' names."""
    names = profile.fields.keys() | profile.constants.keys()
    return "fr" if "name_fr" in names and "name_en" not in names else "en"
