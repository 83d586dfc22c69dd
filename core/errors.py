# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong, said in both languages: what happened, what it means, what to do next."""

from __future__ import annotations

from .text import Text


class ServicePointsError(Exception):
    """Base of every error a person may see.

    ``text`` is the whole message in both languages; ``details`` is technical text worth copying into a
    report (never shown alone, never with credentials).
    """

    def __init__(self, text: Text, details: str = "") -> None:
        super().__init__(text.en)
        self.text = text
        self.details = details


class SchemaError(ServicePointsError):
    """The shared schema file cannot be read."""


class StoreError(ServicePointsError):
    """A shared store cannot be created, opened, read or written."""


class OutdatedStoreError(StoreError):
    """A store, or a working copy (``is_copy``), of an older minor version: ``upgrade_store`` completes it."""

    def __init__(self, text: Text, details: str = "", *, is_copy: bool = False) -> None:
        super().__init__(text, details)
        self.is_copy = is_copy


class ExchangeError(ServicePointsError):
    """A working copy, submission or merge cannot be made or read.

    ``rule`` is the schema's rule that a document breaks (``M04``), where it is one.
    """

    def __init__(self, text: Text, details: str = "", *, rule: str | None = None) -> None:
        super().__init__(text, details)
        self.rule = rule


class InputError(ServicePointsError):
    """An input of an analysis cannot be used: empty, wrong kind, impossible value."""


class Cancelled(Exception):  # noqa: N818  (a decision of the user, not an error)
    """The user asked to stop. Whoever catches it leaves nothing half-written."""
