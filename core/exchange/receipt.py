# SPDX-License-Identifier: GPL-2.0-or-later
"""The receipt of a submission (section C7 of the schema): what became of every change, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema import Schema, load_schema
from .canonical_json import canonical_json, sha256_hex
from .document_members import Members
from .problems import breaks_rule
from .strict_json import read_object

FORMAT = "casp-receipt"
FORMAT_VERSION = "1.0"
_MEMBERS = (
    "format",
    "format_version",
    "submission_id",
    "content_sha256",
    "store_id",
    "received_at",
    "decided_at",
    "decided_by",
    "state",
    "signature",
    "rules",
    "message_en",
    "message_fr",
    "revision_before",
    "revision_after",
    "results",
    "summary",
    "integrity",
)
_RESULT = (
    "seq",
    "op",
    "table",
    "id",
    "change_hash",
    "state",
    "fields",
    "rules",
    "message_en",
    "message_fr",
    "current",
    "edited",
    "row_version",
)
_SHA256_CHARS = 64


@dataclass(frozen=True)
class Receipt:
    """A receipt. ``document`` is the whole JSON document, its integrity included.

    Of each result, ``fields`` has the state of every field; ``current`` what the store holds where that is
    not what was submitted (value, and for a conflict who set it when); ``edited`` the steward's own values;
    ``row_version`` the record's version in the store, ``None`` where there is no such record.
    """

    document: Mapping[str, Any] = field(repr=False)

    @property
    def data(self) -> bytes:
        """The file's content, its members in the specification's order wherever it was kept meanwhile."""
        ordered = _ordered(self.document, _MEMBERS)
        ordered["results"] = [_ordered(result, _RESULT) for result in self.results]
        text = json.dumps(ordered, ensure_ascii=False, indent=1, allow_nan=False)
        return text.encode("utf-8") + b"\n"

    @property
    def file_name(self) -> str:
        """``<submission_id>.receipt.json``."""
        return f"{self.submission_id}.receipt.json"

    @property
    def submission_id(self) -> str:
        """The submission it answers."""
        return str(self.document["submission_id"])

    @property
    def content_sha256(self) -> str:
        """The content hash of that submission: a receipt with another one answers something else."""
        return str(self.document["content_sha256"])

    @property
    def state(self) -> str:
        """A code of the list ``submission_state``."""
        return str(self.document["state"])

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules about the document as a whole."""
        return tuple(self.document["rules"])

    @property
    def results(self) -> Sequence[Mapping[str, Any]]:
        """One result per change, by ``seq``."""
        results: Sequence[Mapping[str, Any]] = self.document["results"]
        return results

    @property
    def summary(self) -> Mapping[str, int]:
        """The number of changes per state."""
        summary: Mapping[str, int] = self.document["summary"]
        return summary


def _ordered(members: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return the members in the order of ``names``, what is inside them by name."""
    return {name: _sorted(members[name]) for name in names}


def _sorted(value: Any) -> Any:  # noqa: ANN401  (any JSON value)
    if isinstance(value, Mapping):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return value


def sealed(content: Mapping[str, Any]) -> Receipt:
    """Return the receipt with this content, its summary and its hash added."""
    schema = load_schema()
    counts = Counter(result["state"] for result in content["results"])
    summary = {code: counts[code] for code in schema.domains["change_state"].by_code}
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION, **content, "summary": summary}
    digest = sha256_hex(canonical_json(whole))
    return Receipt({**whole, "integrity": {"alg": "sha-256", "content_sha256": digest}})


def read_receipt(data: bytes) -> Receipt:
    """Read a receipt. Raises ``ExchangeError`` (M01, M02, M04, M06, M09) for anything but a whole one."""
    schema = load_schema()
    content = read_object(schema, data)
    if (content.get("format"), str(content.get("format_version")).split(".", maxsplit=1)[0]) != (FORMAT, "1"):
        name = f"{content.get('format')} {content.get('format_version')}"
        raise breaks_rule(schema, "M02", value=name[:80])
    found = Members(schema, content, "receipt")
    found.only(*_MEMBERS)
    _check_integrity(schema, content, found)
    for name in ("submission_id", "store_id"):
        found.uuid(name)
    if len(found.text("content_sha256")) != _SHA256_CHARS:
        raise found.wrong("content_sha256")
    found.moment("received_at")
    if content.get("decided_at") is not None:
        found.moment("decided_at")
    found.optional_text("decided_by")
    found.one_of("state", *schema.domains["submission_state"].by_code)
    found.one_of("signature", "absent", "valid", "invalid")
    for name in ("revision_before", "revision_after"):
        found.integer(name)
    _check_said(schema, found)
    for number, result in enumerate(found.array("results"), start=1):
        _check_result(schema, Members(schema, result, f"results[{number}]"), number)
    counts = Counter(result["state"] for result in content["results"])
    summary = found.members("summary").value
    if any(summary.get(code) != counts[code] for code in schema.domains["change_state"].by_code):
        raise found.wrong("summary")
    return Receipt(content)


def _check_integrity(schema: Schema, content: Mapping[str, Any], found: Members) -> None:
    integrity = found.members("integrity")
    integrity.only("alg", "content_sha256")
    try:
        signed = canonical_json({name: value for name, value in content.items() if name != "integrity"})
    except ValueError as error:
        raise breaks_rule(schema, "M01", str(error)[:200]) from error
    if integrity.value.get("alg") != "sha-256" or integrity.value.get("content_sha256") != sha256_hex(signed):
        raise breaks_rule(schema, "M04")


def _check_result(schema: Schema, result: Members, seq: int) -> None:
    result.only(*_RESULT)
    if result.integer("seq", 1) != seq:
        raise result.wrong("seq")
    states = schema.domains["change_state"].by_code
    result.one_of("state", *states)
    result.one_of("op", *schema.domains["op"].by_code)
    table = schema.tables.get(result.text("table"))
    if table is None or not table.submittable:
        raise result.unknown(result.text("table"))
    result.uuid("id")
    if len(result.text("change_hash")) != _SHA256_CHARS:
        raise result.wrong("change_hash")
    if result.value.get("row_version") is not None:
        result.integer("row_version")
    fields, current, edited = (result.members(name) for name in ("fields", "current", "edited"))
    for members in (fields, current, edited):
        for name in members.value:
            if name not in table.by_name:
                raise members.unknown(name)
    for name in fields.value:
        fields.one_of(name, *states)
    for name in current.value:
        current.members(name).only("value", "changed_by", "changed_at")
    _check_said(schema, result)


def _check_said(schema: Schema, members: Members) -> None:
    """Rules are the schema's, and there is a message in both languages."""
    for rule in members.array("rules"):
        if rule not in schema.rules:
            raise members.unknown(str(rule))
    for name in ("message_en", "message_fr"):
        if not isinstance(members.value.get(name), str):
            raise members.wrong(name)
