# SPDX-License-Identifier: GPL-2.0-or-later
"""A received submission document: read from bytes that may be anything, and trusted only after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..collector import collector_put_off
from ..schema import Schema, Table, load_schema
from ..store.shortfall import is_older
from .canonical_json import canonical_json, sha256_hex, verified_json
from .difference import ChangeOperation, Sides
from .document_changes import check_change
from .document_manifest import check_manifest
from .document_members import Members
from .limits import check_content
from .problems import breaks_rule, limit_exceeded, unreadable
from .strict_json import read_object

_MAJOR = "1"


@dataclass(frozen=True)
class ReceivedChange:
    """One change of a document that passed the gate; see ``difference.Change`` for the fields."""

    record: Mapping[str, Any] = field(repr=False)
    table: Table = field(repr=False)
    seq: int
    op: ChangeOperation
    id: str
    fields: Mapping[str, Sides] = field(repr=False)

    @property
    def base_version(self) -> int | None:
        """The record's version that the editor saw; an insert has none."""
        version: int | None = self.record["base_version"]
        return version

    @property
    def reason(self) -> str:
        """The code of the list ``reason``."""
        return str(self.record["reason"]["code"])

    @property
    def evidence_url(self) -> str | None:
        """The first evidence given."""
        evidence = self.record.get("evidence")
        return str(evidence[0]["url"]) if evidence else None

    @property
    def effective_on(self) -> str | None:
        """The day from which the change holds, ``YYYY-MM-DD``."""
        day: str | None = self.record.get("effective_on")
        return day

    @cached_property
    def hash(self) -> str:
        """What recognises the same change in another submission (``submission.change_hash``)."""
        return sha256_hex(verified_json({n: value for n, value in self.record.items() if n != "seq"}))


@dataclass(frozen=True)
class Document:
    """A submission document that passed the gate: its form is right, its hash too. Whether a store accepts
    it is the merge's question."""

    content: Mapping[str, Any] = field(repr=False)
    content_sha256: str
    changes: tuple[ReceivedChange, ...] = field(repr=False)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Who submits what, from which store."""
        manifest: Mapping[str, Any] = self.content["manifest"]
        return manifest

    @property
    def submission_id(self) -> str:
        """The submission's number."""
        return str(self.manifest["submission_id"])

    @property
    def jurisdiction_code(self) -> str:
        """The jurisdiction that submits."""
        return str(self.manifest["jurisdiction_code"])

    @property
    def supersedes(self) -> str | None:
        """The earlier submission that this one replaces."""
        earlier: str | None = self.manifest.get("supersedes")
        return earlier

    @property
    def signature(self) -> Mapping[str, Any] | None:
        """The signature as it stands in the document, verified by nobody yet."""
        signature: Mapping[str, Any] | None = self.content["integrity"].get("signature")
        return signature


def read_document(data: bytes) -> Document:
    """Read a submission document.

    Raises ``ExchangeError`` whose ``rule`` is the schema's: M01 (not such a JSON document), M02 and M03
    (versions), M04 (content hash), M06 (limits, looked at before anything is parsed), M09 (a table, field,
    operation or member the schema does not know), M12 (submitter, statement), M13 (reasons). ``details``
    says where. Rules that need a store (M05, M07, M08, M10, M11) are the merge's.
    """
    schema = load_schema()
    with collector_put_off():
        return document_of(read_object(schema, data))


def load_document(path: Path) -> Document:
    """Read a submission document from a file, of which no more is read than a document may have.

    Raises ``ExchangeError`` as ``read_document`` does, and without a rule when the file cannot be read.
    """
    most = load_schema().submission["limits"]["document_bytes"]
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise unreadable(path, str(error)) from error
    return read_document(data)


def document_of(content: Mapping[str, Any]) -> Document:
    """Return the document with this content, as ``read_document`` does for its bytes."""
    schema = load_schema()
    _check_format(schema, content)
    changes = content["changes"]
    most = schema.submission["limits"]["changes"]
    if len(changes) > most:
        raise limit_exceeded(schema, "changes", f"{len(changes)}")
    digest = _check_integrity(schema, content)
    check_manifest(schema, content["manifest"])
    older = is_older(content["manifest"]["schema"]["version"], schema)
    for number, record in enumerate(changes, start=1):
        check_change(schema, record, number, is_older=older)
    check_content(schema, content)
    _check_counts(schema, content)
    return Document(content, digest, tuple(_change(schema, record) for record in changes))


def _check_format(schema: Schema, content: Mapping[str, Any]) -> None:
    found = Members(schema, content, "document")
    name, version = content.get("format"), content.get("format_version")
    if name != schema.submission["format"] or str(version).split(".", maxsplit=1)[0] != _MAJOR:
        raise breaks_rule(schema, "M02", value=f"{name} {version}"[:80])
    found.only("format", "format_version", "manifest", "changes", "integrity")
    found.text("format_version")
    manifest = found.members("manifest")
    reference = manifest.members("schema")
    if str(reference.text("version")).split(".", maxsplit=1)[0] != schema.version.split(".", maxsplit=1)[0]:
        raise breaks_rule(schema, "M03", value=str(reference.text("version"))[:80], store=schema.version)
    found.array("changes")


def _check_integrity(schema: Schema, content: Mapping[str, Any]) -> str:
    integrity = Members(schema, content, "document").members("integrity")
    integrity.only("alg", "content_sha256", "signature")
    if integrity.text("alg") != "sha-256":
        raise breaks_rule(schema, "M04", f"alg {integrity.text('alg')}"[:80])
    if "signature" in integrity.value:
        integrity.members("signature")
    signed = {name: value for name, value in content.items() if name != "integrity"}
    try:
        digest = sha256_hex(canonical_json(signed))
    except ValueError as error:  # an unpaired surrogate, a member name that is not ASCII
        raise breaks_rule(schema, "M01", str(error)[:200]) from error
    if integrity.text("content_sha256") != digest:
        raise breaks_rule(schema, "M04", digest)
    return digest


def _check_counts(schema: Schema, content: Mapping[str, Any]) -> None:
    changes = content["changes"]
    counted = Counter(record["op"] for record in changes)
    said = content["manifest"]["counts"]
    if any(said[op] != counted[op] for op in ("insert", "update", "delete", "confirm")):
        raise breaks_rule(schema, "M01", "manifest.counts are not those of the list")
    records = Counter((record["table"], record["id"]) for record in changes)
    for (table, key), times in records.items():
        if times > 1:
            raise breaks_rule(schema, "M01", f"{table} {key} is changed {times} times")


def _change(schema: Schema, record: Mapping[str, Any]) -> ReceivedChange:
    table = schema.tables[record["table"]]
    return ReceivedChange(record, table, record["seq"], record["op"], record["id"], record["fields"])
