# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a record changed: reason, evidence, source, day of effect. Kept in the working copy until submitted."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import ExchangeError
from ..store import GeoPackageStore, Row, RowChange
from ..store.values import canonical_text, is_uuid
from ..text import Text
from ..validation.rules.contact import is_url
from .canonical_json import canonical_json

RecordKey = tuple[str, str]
"""Table and id."""

MOST_EVIDENCE = 5
"""Pieces of evidence a change may have (schema, section C3)."""

_TABLE = "change_motive"

_WRONG = Text("“{name}”: {problem}", "«\u00a0{name}\u00a0»\u00a0: {problem}")
_TOO_MANY = Text(
    "a change may have {most} pieces of evidence at most; it has {count}. Keep those that say the most.",
    "un changement peut avoir {most} preuves au plus; il en a {count}. Gardez les plus parlantes.",
)
_BAD_ADDRESS = Text(
    "the evidence “{url}” is no web address. Write one that begins with https://.",
    "la preuve «\u00a0{url}\u00a0» n’est pas une adresse Web. Écrivez-en une qui commence par https://.",
)
_BAD_DATE = Text(
    "“{value}” is no date. Write it as 2026-11-28.",
    "«\u00a0{value}\u00a0» n’est pas une date. Écrivez-la comme 2026-11-28.",
)
_BAD_SOURCE = Text(
    "the source “{value}” is no record of the register. Choose one of the list.",
    "la source «\u00a0{value}\u00a0» n’est pas une fiche du registre. Choisissez-en une dans la liste.",
)


@dataclass(frozen=True)
class Reason:
    """Why a record changed: a code of the list ``reason``, and words in a language where they help."""

    code: str
    text: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A web page that shows it, and the day somebody read it (``YYYY-MM-DD``). It is never fetched."""

    url: str
    accessed_on: str
    note: str | None = None

    @property
    def members(self) -> dict[str, str]:
        """The evidence as a submission carries it."""
        given = {"url": self.url, "accessed_on": self.accessed_on, "note": canonical_text(self.note or "")}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Motive:
    """All an editor says of one change. Without a ``reason`` that of the whole submission holds.

    ``source_id`` is the id of a ``source`` record; ``effective_on`` (``YYYY-MM-DD``) the day the change
    takes effect: one in the future is held until then.
    """

    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()
    source_id: str | None = None
    effective_on: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said."""
        return self == Motive()


def check_motive(motive: Motive, name: Text) -> None:
    """Raise ``ExchangeError`` that names the record when something said cannot be sent."""
    problem = next(_problems(motive), None)
    if problem is not None:
        raise ExchangeError(_WRONG.format(name=name, problem=problem))


def read_motives(store: GeoPackageStore) -> dict[RecordKey, Motive]:
    """Return what was said of each change. An older working copy has said nothing yet."""
    if not store.has(_TABLE):
        return {}
    return {(row["table_name"], row["id"]): _motive(row) for row in store.rows(_TABLE)}


def keep_motives(store: GeoPackageStore, motives: Mapping[RecordKey, Motive]) -> None:
    """Keep what is said of these changes, in one transaction; an empty motive takes it back.

    Raises ``ExchangeError`` for what could not be sent later, ``StoreError`` when it cannot be written.
    """
    for (table, key), motive in motives.items():
        check_motive(motive, Text(f"{table} {key}", f"{table} {key}"))
    store.add_working_tables()
    known = {row["key"] for row in store.rows(_TABLE, columns=["key"])}
    store.apply(list(_writes(motives, known)))


def dropping(store: GeoPackageStore, is_done: Callable[[RecordKey, Motive], bool]) -> list[RowChange]:
    """Return the changes that forget the motives that have done their work."""
    return [
        RowChange("delete", _TABLE, f"{table}/{record}", {})
        for (table, record), motive in read_motives(store).items()
        if is_done((table, record), motive)
    ]


def was_sent(motive: Motive, record: Mapping[str, Any]) -> bool:
    """Return whether a submission's change said the same; where nothing was kept it gave a usual reason."""
    sent, reason = record["reason"], motive.reason
    same_reason = reason is None or (reason.code, reason.text) == (sent["code"], sent.get("text"))
    evidence = [dict(item) for item in record.get("evidence", ())]
    rest = (motive.source_id, motive.effective_on) == (record.get("source_id"), record.get("effective_on"))
    return same_reason and rest and [item.members for item in motive.evidence] == evidence


def _writes(motives: Mapping[RecordKey, Motive], known: Collection[str]) -> Iterator[RowChange]:
    for (table, record), motive in motives.items():
        key = f"{table}/{record}"
        if motive.is_empty:
            if key in known:
                yield RowChange("delete", _TABLE, key, {})
            continue
        yield RowChange("update" if key in known else "insert", _TABLE, key, _values(table, record, motive))


def _values(table: str, record: str, motive: Motive) -> dict[str, Any]:
    reason = motive.reason
    evidence = canonical_json([item.members for item in motive.evidence]).decode("utf-8")
    return {
        "table_name": table,
        "id": record,
        "reason_code": reason.code if reason else None,
        "reason_text": canonical_text(reason.text or "") if reason else None,
        "reason_lang": reason.lang if reason else None,
        "evidence": evidence if motive.evidence else None,
        "source_id": motive.source_id,
        "effective_on": motive.effective_on,
    }


def _motive(row: Row) -> Motive:
    code = row["reason_code"]
    return Motive(
        reason=Reason(code, row["reason_text"], row["reason_lang"]) if code else None,
        evidence=tuple(Evidence(**item) for item in json.loads(row["evidence"] or "[]")),
        source_id=row["source_id"],
        effective_on=row["effective_on"],
    )


def _problems(motive: Motive) -> Iterator[Text]:
    if len(motive.evidence) > MOST_EVIDENCE:
        yield _TOO_MANY.format(most=MOST_EVIDENCE, count=len(motive.evidence))
    for item in motive.evidence:
        if not is_url(item.url):
            yield _BAD_ADDRESS.format(url=item.url)
        if not _is_day(item.accessed_on):
            yield _BAD_DATE.format(value=item.accessed_on)
    if motive.effective_on is not None and not _is_day(motive.effective_on):
        yield _BAD_DATE.format(value=motive.effective_on)
    if motive.source_id is not None and not is_uuid(motive.source_id):
        yield _BAD_SOURCE.format(value=motive.source_id)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
