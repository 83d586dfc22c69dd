# SPDX-License-Identifier: GPL-2.0-or-later
"""What the assistant does in the background: look at a source, compare it, make and deliver the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorLayerFeatureSource

from ..core.errors import ServicePointsError
from ..core.exchange import Submission, open_working_copy
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_entry import Entry
from ..core.exchange.signature import Key, sign
from ..core.importing.absences import Absences
from ..core.importing.acquire import is_address, read_options, read_source
from ..core.importing.guesses import Guess, guess_mapping
from ..core.importing.held_register import HeldRegister
from ..core.importing.importation import Choices, Importation, import_table
from ..core.importing.matched import Decision
from ..core.importing.placing import Placement, Reference, Step
from ..core.importing.positions import CoordinateChoice
from ..core.importing.profile import Profile
from ..core.importing.readers import Preview, preview
from ..core.importing.services.geolocation import Asked, locate
from ..core.importing.table import SourceTable
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..host import log
from ..host.credentials import is_key_of
from ..host.importing import absences_file, connect
from ..processing.address_reference import address_cells, reference_of
from ..processing.import_documents import import_documents
from .submission_delivery import Delivery
from .submission_job import Statement, not_its_key

SHOWN_ROWS = 50
_ADDRESSES_PER_CHECK = 1_000


@dataclass(frozen=True)
class SourcePlace:
    """Where a source is: a path or an address, the file in the other language, the id of a login."""

    where: str
    second: str = ""
    authcfg: str = ""


@dataclass(frozen=True)
class Look:
    """The first rows of a source and guesses about them.

    ``preview`` is what was detected of a file, ``whole`` all the rows where they had to be read anyway (a
    service, a joined file).
    """

    table: SourceTable
    preview: Preview | None
    whole: SourceTable | None
    guesses: tuple[Guess, ...]


@dataclass(frozen=True)
class AddressPoints:
    """A layer of known addresses: what hands out its features in EPSG:4326, and which fields hold what.

    ``fields`` are places of address (or street), number, municipality and postal code; -1 where none does.
    """

    source: QgsVectorLayerFeatureSource
    request: QgsFeatureRequest
    fields: tuple[int, int, int, int]


@dataclass(frozen=True)
class Geolocation:
    """The federal service that places addresses, at ``url``; ``known`` has what it answered already."""

    url: str
    known: dict[Asked, Placement] = field(default_factory=dict)

    def __call__(self, addresses: Sequence[Asked], progress: Progress) -> list[Placement]:
        """Return a placement per address; the service is asked once for each in the whole session."""
        new = [each for each in dict.fromkeys(addresses) if each not in self.known]
        answers = dict(zip(new, locate(connect("", progress), new, url=self.url, progress=progress)))
        self.known.update({key: each for key, each in answers.items() if each.step is not Step.UNANSWERED})
        return [self.known.get(each) or answers[each] for each in addresses]


@dataclass(frozen=True)
class Request:
    """A comparison that is asked for. ``table`` and ``reference`` are what an earlier one has read."""

    path: str
    place: SourcePlace
    profile: Profile
    coordinates: CoordinateChoice | None = None
    addresses: AddressPoints | None = None
    decisions: Mapping[str, Decision] | None = None
    table: SourceTable | None = None
    reference: Reference | None = None
    geolocation: Geolocation | None = None


@dataclass(frozen=True)
class Found:
    """What a comparison came to, and what the next one need not read again."""

    importation: Importation
    held: HeldRegister
    reference: Reference | None
    decisions: Mapping[str, Decision]


@dataclass(frozen=True)
class Facts:
    """What the assistant asks of the working copy beforehand: its organizations, whom a draft is for."""

    organizations: tuple[Text, ...] = ()
    steward_email: str = ""


def read_facts(path: str, progress: Progress) -> Facts:
    """Return what is known of a working copy. Raises ``StoreError``, ``ExchangeError``."""
    with open_working_copy(path) as copy:
        rows = list(copy.store.rows("organization", columns=("name_en", "name_fr"), progress=progress))
        email = copy.store.info.steward_email or ""
    names = {(row["name_en"] or row["name_fr"], row["name_fr"] or row["name_en"]) for row in rows}
    return Facts(tuple(Text(str(en), str(fr)) for en, fr in sorted(names, key=str) if en), email)


def look_at(place: SourcePlace, profile: Profile, progress: Progress) -> Look:
    """Return the first rows of a source. Raises ``InputError``, ``ServiceError``, ``Cancelled``."""
    if is_address(place.where) or profile.join is not None:
        whole = read_whole(place, profile, Part(progress, 0.0, 0.9))
        table = first_rows(whole, SHOWN_ROWS)
        return Look(table, None, whole, guess_mapping(table, Part(progress, 0.9, 1.0)))
    found = preview(Path(place.where), read_options(profile), Part(progress, 0.0, 0.9), rows=SHOWN_ROWS)
    return Look(found.table, found, None, guess_mapping(found.table, Part(progress, 0.9, 1.0)))


def read_whole(place: SourcePlace, profile: Profile, progress: Progress) -> SourceTable:
    """Return all rows of a source. Raises as ``look_at``."""
    return read_source(
        place.where,
        profile,
        second=place.second,
        connect=lambda part: connect(place.authcfg, part),
        progress=progress,
    )


def first_rows(table: SourceTable, count: int) -> SourceTable:
    """Return the first rows of a table."""
    return replace(
        table,
        columns={name: values[:count] for name, values in table.columns.items()},
        lines=table.lines[:count],
        positions=None if table.positions is None else table.positions[:count],
    )


def compare_source(request: Request, progress: Progress) -> Found:
    """Compare a source with a working copy; nothing is written.

    Decisions for points that the working copy does not have are left out. Raises ``InputError``,
    ``ServiceError``, ``StoreError``, ``ExchangeError``, ``Cancelled``.
    """
    profile = request.profile
    table = request.table or read_whole(request.place, profile, Part(progress, 0.0, 0.3))
    reference = request.reference
    if reference is None and request.addresses is not None:
        reference = _reference(request.addresses, Part(progress, 0.3, 0.4))
    with open_working_copy(request.path) as copy:
        held = HeldRegister.of(copy, progress=Part(progress, 0.4, 0.5))
        decisions = {
            value: each
            for value, each in (request.decisions or {}).items()
            if each.id is None or held.row("service_point", each.id) is not None
        }
        importation = import_table(
            held,
            table,
            profile,
            today=date.today(),
            reference=reference,
            locate=request.geolocation,
            choices=Choices(request.coordinates, decisions),
            absences=Absences(absences_file()).before(profile.id, table.origin.sha256),
            progress=Part(progress, 0.5, 1.0),
        )
    return Found(importation, held, reference, decisions)


def make_documents(
    path: str, found: Importation, statement: Statement, key: Key | None, progress: Progress
) -> list[Submission]:
    """Return the documents of a draft, signed with a key. Nothing is written. Raises ``ExchangeError``."""
    check(progress)
    with open_working_copy(path) as copy:
        if key is not None and not is_key_of(key, copy.info.jurisdiction_code):
            raise not_its_key(key, copy.info.jurisdiction_code)
        documents = import_documents(
            copy,
            found,
            statement.submitter,
            comment=statement.comment.strip() or None,
            reply_in=statement.language,
        )
    return documents if key is None else [sign(each, key) for each in documents]


def deliver_rest(
    documents: Sequence[Submission],
    delivered: list[Entry],
    delivery: Delivery,
    outbox: Outbox,
    progress: Progress,
) -> list[Entry]:
    """Deliver the documents after those ``delivered``, one after the other in the order of their merge.

    Each is added to ``delivered`` once it is there, so that another try goes on behind it. Raises what the
    delivery raises.
    """
    share = 1.0 / len(documents)
    for number in range(len(delivered), len(documents)):
        part = Part(progress, number * share, (number + 1) * share)
        delivered.append(delivery(outbox, documents[number], part))
    return delivered


def note_absences(found: Importation) -> None:
    """Remember which records the source lacked, once its draft was made, or had nothing in it.

    What keeps it from being remembered is logged: the draft is safe, only a count is lost.
    """
    try:
        Absences(absences_file()).note_import(found)
    except ServicePointsError as problem:
        log.error(problem)


def _reference(points: AddressPoints, progress: Progress) -> Reference:
    cells, lonlat = address_cells(_features(points, progress), points.fields)
    return reference_of(cells, lonlat, has_number=points.fields[1] >= 0)


def _features(points: AddressPoints, progress: Progress) -> Iterator[QgsFeature]:
    for number, feature in enumerate(points.source.getFeatures(points.request)):
        if number % _ADDRESSES_PER_CHECK == 0:
            check(progress)
        yield feature
