# SPDX-License-Identifier: GPL-2.0-or-later
"""Codes of a submission that a merge writes as other codes: lists change between a copy and its merge.

A code that the schema or the store replaced is rewritten (section C8 of the schema); one the store does not
know becomes what the steward says. The document keeps what was sent, and the receipt tells of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from ..schema import Field, Schema
from ..store import Row
from ..store.values import canonical_set
from ..text import Text
from .difference import Sides
from .document import ReceivedChange

CodeMap = Mapping[tuple[str, str], str]
"""(list, code) → the code of that list to write instead."""

_REWRITTEN = Text(
    "“{field}”: the code “{old}” is now “{new}”.",
    "«\u00a0{field}\u00a0»\u00a0: le code «\u00a0{old}\u00a0» est maintenant «\u00a0{new}\u00a0».",
)


class CodeLists:
    """What becomes of the codes of one merge.

    ``rows`` are the store's ``domain_value``. ``decided`` is the steward's word, which comes before theirs.
    """

    def __init__(self, schema: Schema, rows: Iterable[Row], decided: CodeMap) -> None:
        self._codes = {
            (domain.name, code.code): code.replaced_by
            for domain in schema.domains.values()
            for code in domain.values
            if code.deprecated and code.replaced_by
        }
        for row in rows:
            if row.get("deprecated") is True and row.get("replaced_by"):
                self._codes[str(row["domain"]), str(row["code"])] = str(row["replaced_by"])
        self._codes.update(decided)

    def rewritten(self, change: ReceivedChange) -> tuple[ReceivedChange, list[Text]]:
        """Return the change with the codes to write, and a sentence for each that is another one.

        Only what the editor adds is rewritten: what was there before is not this change's.
        """
        said: list[Text] = []
        fields: dict[str, Sides] = dict(change.fields)
        for name, sides in change.fields.items():
            field = change.table.by_name[name]
            after, before = sides.get("after"), sides.get("before")
            if field.domain is None or after is None or after == before:
                continue
            new = self._value(field, after, before)
            if new != after:
                fields[name] = {**sides, "after": new}
                said.append(_REWRITTEN.format(field=field.label, old=_listed(after), new=_listed(new)))
        return (dataclasses.replace(change, fields=fields) if said else change), said

    def _value(self, field: Field, after: Any, before: Any) -> Any:  # noqa: ANN401  (canonical values)
        if isinstance(after, list):
            kept = before if isinstance(before, list) else ()
            return canonical_set([code if code in kept else self._code(field, code) for code in after])
        return self._code(field, after)

    def _code(self, field: Field, code: Any) -> Any:  # noqa: ANN401
        seen = {code}
        while (new := self._codes.get((str(field.domain), code))) is not None and new not in seen:
            seen.add(new)
            code = new
        return code


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
