# SPDX-License-Identifier: GPL-2.0-or-later
"""The manifest of a received document: who submits, from which store, under which licence."""

from __future__ import annotations

from ..schema import Schema
from .document_members import Members
from .problems import breaks_rule

_MEMBERS = (
    "submission_id",
    "schema",
    "store",
    "jurisdiction_code",
    "submitter",
    "statement",
    "created_at",
    "tool",
    "title_en",
    "title_fr",
    "comment",
    "reply_language",
    "supersedes",
    "counts",
)
_OPERATIONS = ("insert", "update", "delete", "confirm")


def check_manifest(schema: Schema, manifest: object) -> None:
    """Raise ``ExchangeError`` (M01, M09, M12) for a manifest that section C2 of the schema does not allow."""
    members = Members(schema, manifest, "manifest")
    members.only(*_MEMBERS)
    members.uuid("submission_id")
    members.text("jurisdiction_code")
    members.moment("created_at")
    for name in ("title_en", "title_fr", "comment"):
        members.optional_text(name)
    members.one_of("reply_language", None, "en", "fr")
    if members.value.get("supersedes") is not None:
        members.uuid("supersedes")
    reference = members.members("schema")
    reference.only("id", "version", "sha256")
    reference.one_of("id", schema.name)
    reference.text("sha256")
    store = members.members("store")
    store.only("store_id", "base_revision", "base_exported_at")
    store.uuid("store_id")
    store.integer("base_revision")
    store.moment("base_exported_at")
    counts = members.members("counts")
    counts.only(*_OPERATIONS)
    for op in _OPERATIONS:
        counts.integer(op)
    if members.value.get("tool") is not None:
        tool = members.members("tool")
        tool.only("name", "version", "host")
        for name in ("name", "version", "host"):
            tool.optional_text(name)
    _check_people(schema, members)


def _check_people(schema: Schema, members: Members) -> None:
    submitter = members.members("submitter")
    submitter.only("name", "email", "role", "organization")
    statement = members.members("statement")
    statement.only("authorized", "licence", "text_lang")
    named = all(submitter.value.get(name) for name in ("name", "email"))
    if not named or statement.value.get("authorized") is not True:
        raise breaks_rule(schema, "M12", "manifest.submitter, manifest.statement")
    for name in ("name", "email", "role", "organization"):
        submitter.optional_text(name)
    statement.one_of("licence", *schema.domains["licence"].by_code)
    statement.one_of("text_lang", None, "en", "fr")
