# SPDX-License-Identifier: GPL-2.0-or-later
"""The members of an object in a received document, asked for by name and kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import ExchangeError
from ..schema import Schema
from ..store.values import canonical_text, is_uuid, to_stored
from ..validation.wording import shown
from .problems import breaks_rule


class Members:
    """An object of a document. A member of the wrong kind raises M01, one that is not known M09."""

    def __init__(self, schema: Schema, value: object, where: str) -> None:
        if not isinstance(value, (dict, Mapping)):  # nearly always a dict, which is quicker to tell
            raise breaks_rule(schema, "M01", f"{where}: not an object")
        self.schema = schema
        self.value: Mapping[str, Any] = value
        self.where = where

    def wrong(self, name: str, why: str = "missing or of the wrong kind") -> ExchangeError:
        """Return the error for a member."""
        return breaks_rule(self.schema, "M01", f"{self.where}.{name}: {why}")

    def unknown(self, name: str) -> ExchangeError:
        """Return the error for something the schema does not know."""
        return breaks_rule(self.schema, "M09", self.where, value=shown(name))

    def only(self, *names: str) -> None:
        """There are no members but these."""
        for name in self.value:
            if name not in names:
                raise self.unknown(name)

    def members(self, name: str) -> Members:
        return Members(self.schema, self.value.get(name), f"{self.where}.{name}")

    def array(self, name: str) -> Sequence[Any]:
        value = self.value.get(name)
        if not isinstance(value, list):
            raise self.wrong(name)
        return value

    def text(self, name: str) -> str:
        """A text that is composed, trimmed and not empty, as every text of a document is."""
        value = self.value.get(name)
        if not isinstance(value, str) or not value or _canonical(value) != value:
            raise self.wrong(name)
        return value

    def optional_text(self, name: str) -> None:
        if self.value.get(name) is not None:
            self.text(name)

    def one_of(self, name: str, *choices: object) -> None:
        if self.value.get(name) not in choices:
            raise self.wrong(name)

    def integer(self, name: str, least: int = 0) -> int:
        value = self.value.get(name)
        if type(value) is not int or value < least:
            raise self.wrong(name)
        return int(value)

    def uuid(self, name: str) -> None:
        if not is_uuid(self.value.get(name)):
            raise self.wrong(name)

    def moment(self, name: str, kind: str = "datetime") -> None:
        """A ``date`` or ``datetime`` in canonical form."""
        if not is_canonical_value(kind, self.value.get(name)):
            raise self.wrong(name)


def is_canonical_value(kind: str, value: object) -> bool:
    """Return whether ``value`` is a canonical value of its type (``store.values``), and not null."""
    try:
        to_stored(kind, value)
    except (ValueError, TypeError):
        return False
    return True


def _canonical(text: str) -> str | None:
    return text if "\0" not in text and canonical_text(text) == text else None
