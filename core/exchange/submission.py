# SPDX-License-Identifier: GPL-2.0-or-later
"""A submission: one JSON document with all the changes of a working copy, and its content hash."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ..errors import ExchangeError
from ..progress import SILENT, Progress
from ..schema import Schema, load_schema
from ..store.files import write_new
from ..store.values import canonical_datetime, canonical_text, is_uuid
from ..text import Plural, Text
from .canonical_json import canonical_json, sha256_hex
from .difference import Change, difference
from .limits import check_content, check_size
from .motive import Motive, Reason, RecordKey, check_motive
from .problems import bad_number, missing_reason_text, not_in_list, nothing_to_submit
from .working_copy import WorkingCopy


@dataclass(frozen=True)
class Submitter:
    """Who submits: kept in the steward's ledger only, never published."""

    name: str
    email: str
    role: str | None = None
    organization: str | None = None


@dataclass(frozen=True)
class Tool:
    """The program that made the document: its name and version, and the host it ran in (``QGIS 3.22.16``)."""

    name: str
    version: str
    host: str


@dataclass(frozen=True)
class Submission:
    """A finished submission.

    ``document`` is the whole JSON document, ``canonical`` the RFC 8785 bytes that ``content_sha256`` is the
    hash of (the document without ``integrity``), ``changes`` what it was made from, in ``seq`` order.
    """

    document: Mapping[str, Any]
    canonical: bytes = field(repr=False)
    content_sha256: str
    changes: tuple[Change, ...] = field(repr=False)

    @property
    def data(self) -> bytes:
        """The file's content: the document, one member a line so that people can read it."""
        text = json.dumps(self.document, ensure_ascii=False, indent=1, allow_nan=False)
        return text.encode("utf-8") + b"\n"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes of each operation."""
        counts: Mapping[str, int] = self.document["manifest"]["counts"]
        return counts

    @property
    def file_name(self) -> str:
        """``<jurisdiction>_<UTC time>_<first 8 of id>.casp.json``."""
        manifest = self.document["manifest"]
        stamp = manifest["created_at"].replace("-", "").replace(":", "")
        return f"{manifest['jurisdiction_code']}_{stamp}_{manifest['submission_id'][:8]}.casp.json"


def build_submission(
    working_copy: WorkingCopy,
    *,
    submitter: Submitter,
    reason: Reason,
    tool: Tool,
    reasons: Mapping[RecordKey, Reason | Motive] | None = None,
    changes: Sequence[Change] | None = None,
    title: Text | None = None,
    comment: str | None = None,
    licence: str = "unknown",
    language: str = "en",
    authorized: bool = True,
    supersedes: str | None = None,
    submission_id: str | None = None,
    created_at: datetime | None = None,
    progress: Progress = SILENT,
) -> Submission:
    """Put what changed in a working copy into one document.

    ``reason`` goes with every change that ``reasons`` (by table and id) gives none of its own; a
    confirmation is then ``verified``. A ``Motive`` there also carries evidence, a source and the day the
    change takes effect. ``changes`` is a ``difference`` already at hand. ``licence`` is the
    code the contributed data are offered under, ``language`` that of the texts and of the reply (en or fr).
    With ``submission_id`` and ``created_at`` given, the same edits make the same document.

    Raises ``ExchangeError``: nothing to submit, submitter or reason incomplete, a limit exceeded.
    """
    schema = load_schema()
    found = tuple(difference(working_copy, progress=progress) if changes is None else changes)
    if not found:
        raise nothing_to_submit()
    _check_statement(schema, submitter, licence, authorized)
    moment = created_at or datetime.now(timezone.utc)
    records = [
        change_record(seq, change, _motive(schema, change, reason, reasons or {}))
        for seq, change in enumerate(found, start=1)
    ]
    manifest = {
        "submission_id": _identifier(submission_id),
        "schema": _schema_reference(working_copy, schema),
        "store": {
            "store_id": working_copy.info.base_store_id,
            "base_revision": working_copy.info.base_revision,
            "base_exported_at": working_copy.info.base_exported_at,
        },
        "jurisdiction_code": working_copy.info.jurisdiction_code,
        "submitter": _members(submitter, ("name", "email", "role", "organization")),
        "statement": {"authorized": True, "licence": licence, "text_lang": _language(language)},
        "created_at": canonical_datetime(moment),
        "tool": _members(tool, ("name", "version", "host")),
        **_titles(title, len(found), working_copy.info.jurisdiction_code),
        "comment": canonical_text(comment or ""),
        "reply_language": _language(language),
        "supersedes": supersedes,
        "counts": _counts(found),
    }
    return _seal(schema, manifest, records, found)


def change_record(seq: int, change: Change, why: Reason | Motive) -> dict[str, Any]:
    """Return one change as the document carries it; what a motive leaves out is no member."""
    motive = why if isinstance(why, Motive) else Motive(why)
    reason = motive.reason or Reason("")
    optional = {
        "evidence": [item.members for item in motive.evidence] or None,
        "source_id": motive.source_id,
        "effective_on": motive.effective_on,
    }
    return {
        "seq": seq,
        "op": change.op,
        "table": change.table,
        "id": change.id,
        "base_version": change.base_version,
        "fields": {name: dict(sides) for name, sides in change.fields.items()},
        "reason": {
            name: value
            for name, value in (("code", reason.code), ("text", reason.text), ("lang", reason.lang))
            if value is not None
        },
        **{name: value for name, value in optional.items() if value is not None},
    }


def change_hash(record: Mapping[str, Any]) -> str:
    """Return the hash that recognises the same change in another submission: all of it but ``seq``."""
    return sha256_hex(canonical_json({name: value for name, value in record.items() if name != "seq"}))


def write_submission(submission: Submission, target: Path) -> Path:
    """Write the document to a new file and return its path.

    ``target`` is a folder, where the file gets its own name, or the file itself. The file appears whole or
    not at all. Raises ``StoreError`` when it exists or cannot be written.
    """
    path = target / submission.file_name if target.is_dir() else target
    write_new(path, submission.data)
    return path


def _seal(
    schema: Schema, manifest: dict[str, Any], records: list[dict[str, Any]], changes: tuple[Change, ...]
) -> Submission:
    content: dict[str, Any] = {
        "format": schema.submission["format"],
        "format_version": schema.submission["format_version"],
        "manifest": manifest,
        "changes": records,
    }
    check_content(schema, content)
    try:
        canonical = canonical_json(content)
    except ValueError as error:  # an unpaired surrogate, an integer too large
        raise ExchangeError(schema.rules["M01"].message, details=str(error)) from error
    digest = sha256_hex(canonical)
    document = {**content, "integrity": {"alg": "sha-256", "content_sha256": digest}}
    submission = Submission(document, canonical, digest, changes)
    check_size(schema, submission.data)
    return submission


def _check_statement(schema: Schema, submitter: Submitter, licence: str, authorized: bool) -> None:
    if not (canonical_text(submitter.name) and canonical_text(submitter.email) and authorized):
        raise ExchangeError(schema.rules["M12"].message)
    if licence not in schema.domains["licence"].by_code:
        raise not_in_list(schema.domains["licence"], licence)


def _motive(
    schema: Schema, change: Change, default: Reason, reasons: Mapping[RecordKey, Reason | Motive]
) -> Motive:
    """Return why a record changed: its own reason, else the usual one, with what else its motive says."""
    given = reasons.get((change.table, change.id))
    own = given if isinstance(given, Motive) else Motive(given)
    check_motive(own, change.name)
    reason = own.reason
    if reason is None:
        reason = Reason("verified") if change.op == "confirm" else default
    if reason.code not in schema.domains["reason"].by_code:
        raise not_in_list(schema.domains["reason"], reason.code)
    text = canonical_text(reason.text or "")
    if reason.code in schema.submission["reasons_needing_text"] and text is None:
        raise missing_reason_text(schema, change.name)
    return replace(own, reason=Reason(reason.code, text, reason.lang if text else None))


def _identifier(given: str | None) -> str:
    if given is None:
        return str(uuid.uuid4())
    if not is_uuid(given):
        raise bad_number(given)
    return given


def _schema_reference(working_copy: WorkingCopy, schema: Schema) -> dict[str, str]:
    info = working_copy.store.info
    return {"id": schema.name, "version": info.schema_version, "sha256": info.schema_sha256}


def _members(source: Submitter | Tool, names: Sequence[str]) -> dict[str, str | None]:
    return {name: canonical_text(getattr(source, name) or "") for name in names}


def _titles(title: Text | None, count: int, jurisdiction_code: str) -> dict[str, str | None]:
    text = title or _CHANGES.of(count, code=jurisdiction_code)
    return {"title_en": canonical_text(text.en), "title_fr": canonical_text(text.fr)}


def _language(language: str) -> str:
    return "fr" if language.lower().startswith("fr") else "en"


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    counted = Counter(change.op for change in changes)
    return {op: counted[op] for op in ("insert", "update", "delete", "confirm")}


_CHANGES = Plural(
    Text("{n} change from {code}", "{n} changement de {code}"),
    Text("{n} changes from {code}", "{n} changements de {code}"),
)
