# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes of a working copy in words: what kind of record, what happened to it, why, old and new values."""

from __future__ import annotations

from ..core.exchange import Change, Motive
from ..core.schema import load_schema
from ..host.language import say, tr
from .value_words import Names, label_words, value_words
from .words import SEPARATOR, code_label

_LONGEST = 200  # characters of a value: old and new share one line


def change_line(change: Change, motive: Motive | None) -> str:
    """Return what kind of record changed, what happened to it, and why."""
    schema = load_schema()
    parts = [say(schema.tables[change.table].label), operation_words(change)]
    if motive is not None and motive.reason is not None:
        parts.append(code_label("reason", motive.reason.code))
    if motive is not None and motive.evidence:
        parts.append(tr("%n piece(s) of evidence", len(motive.evidence)))
    return SEPARATOR.join(parts)


def operation_words(change: Change) -> str:
    """Return what happened to a record, in one word."""
    return {
        "insert": tr("added"),
        "update": tr("changed"),
        "delete": tr("removed"),
        "confirm": tr("confirmed"),
    }[change.op]


def field_words(change: Change, name: str, names: Names) -> tuple[str, str]:
    """Return the label of a changed field, and its old and new value."""
    field = load_schema().tables[change.table].by_name[name]
    sides = change.fields[name]
    label = label_words(field)
    old, new = (value_words(field, sides.get(side), names, _LONGEST) for side in ("before", "after"))
    if change.op == "insert":
        return label, new
    if change.op == "delete":
        return label, old
    return label, tr("{before} → {after}").format(before=old, after=new)
