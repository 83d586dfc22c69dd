# SPDX-License-Identifier: GPL-2.0-or-later
"""What checking a store yields for the list of findings; read and computed in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..core.exchange import finding_key, read_handled
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..core.validation import Correction, Corrector, Finding, validate
from ..host.databases import open_named
from ..layers.filter import fold
from ..processing.register import register_of

_PER_LOOK = 500


@dataclass(frozen=True)
class CheckedFinding:
    """A finding with the correction that is offered, if any, and the words it is searched by."""

    finding: Finding
    key: str
    correction: Correction | None
    words: str


@dataclass(frozen=True)
class Checked:
    """A whole check: findings, those already handled, the rules that ran and those that could not."""

    findings: tuple[CheckedFinding, ...] = ()
    handled: frozenset[str] = frozenset()
    not_checked: Mapping[str, Text] | None = None


def check_store(path: str | Path, progress: Progress, *, today: date | None = None) -> Checked:
    """Apply every rule to a store or a working copy. Raises ``StoreError``, ``Cancelled``."""
    day = today or date.today()
    with open_named(path) as store:
        register = register_of(store, Part(progress, 0.0, 0.2))
        handled = read_handled(store) if store.info.working_copy is not None else frozenset()
    report = validate(register, today=day, progress=Part(progress, 0.2, 0.9))
    found, corrector = [], Corrector(register, today=day)
    for number, finding in enumerate(report.findings):
        if number % _PER_LOOK == 0:
            check(progress)
            progress.report(0.9 + 0.1 * number / len(report.findings))
        correction = corrector.correction_of(finding)
        found.append(CheckedFinding(finding, finding_key(finding), correction, _words(finding)))
    return Checked(tuple(found), handled, report.not_checked)


def _words(finding: Finding) -> str:
    name, message = finding.record_name, finding.message
    parts = (finding.rule, name.en, name.fr, message.en, message.fr, finding.record_id)
    return "\n".join(dict.fromkeys(map(_folded, parts)))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Messages repeat by the thousand."""
    return fold(text)
