# SPDX-License-Identifier: GPL-2.0-or-later
"""Submission documents written by hand, with a hash of their own making: no code of the plugin is used."""

import copy
import hashlib
import json

STORE_ID = "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
FIRST = "7d9f2c1e-0000-4000-8000-000000000001"
SECOND = "7d9f2c1e-0000-4000-8000-000000000002"
THIRD = "7d9f2c1e-0000-4000-8000-000000000003"


def digest(content):
    signed = {name: value for name, value in content.items() if name != "integrity"}
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def update(table, ident, before_after, *, version=3, **members):
    """An update; ``before_after`` is {field: (before, after)}."""
    fields = {name: {"before": old, "after": new} for name, (old, new) in before_after.items()}
    return {"op": "update", "table": table, "id": ident, "base_version": version, "fields": fields, **members}


def insert(table, ident, **values):
    fields = {name: {"after": value} for name, value in values.items()}
    return {"op": "insert", "table": table, "id": ident, "base_version": None, "fields": fields}


def delete(table, ident, row, *, version=3):
    """A deletion of a record that was ``row`` (exchanged fields)."""
    fields = {name: {"before": value} for name, value in row.items() if value is not None}
    return {"op": "delete", "table": table, "id": ident, "base_version": version, "fields": fields}


def confirm(ident, old, new, *, method=("phone", "phone"), version=3):
    fields = {
        "verified_on": {"before": old, "after": new},
        "verified_method": {"before": method[0], "after": method[1]},
    }
    return {
        "op": "confirm",
        "table": "service_point",
        "id": ident,
        "base_version": version,
        "fields": fields,
        "reason": {"code": "verified"},
    }


def hours(old, new, *, note=(None, None)):
    """The hours group, whole."""
    return {"hours": (old, new), "hours_note_en": note, "hours_note_fr": (None, None)}


def content(*changes, schema_sha256="0" * 64, submission_id=FIRST, jurisdiction="CA-ON", **manifest):
    """A whole document as Python objects, hashed."""
    numbered = [
        {"seq": seq, "reason": {"code": "correction"}, **change}
        for seq, change in enumerate(copy.deepcopy(list(changes)), start=1)
    ]
    ops = [change["op"] for change in numbered]
    document = {
        "format": "casp-submission",
        "format_version": "1.0",
        "manifest": {
            "submission_id": submission_id,
            "schema": {"id": "casp", "version": "1.0.0", "sha256": schema_sha256},
            "store": {
                "store_id": STORE_ID,
                "base_revision": 12,
                "base_exported_at": "2026-11-01T12:30:00Z",
            },
            "jurisdiction_code": jurisdiction,
            "submitter": {"name": "Ada Tremblay", "email": "registre@example.ca"},
            "statement": {"authorized": True, "licence": "OGL-ON-1.0", "text_lang": "en"},
            "created_at": "2026-11-05T09:00:07Z",
            "counts": {op: ops.count(op) for op in ("insert", "update", "delete", "confirm")},
            **manifest,
        },
        "changes": numbered,
    }
    return sealed(document)


def sealed(document):
    return {**document, "integrity": {"alg": "sha-256", "content_sha256": digest(document)}}


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
