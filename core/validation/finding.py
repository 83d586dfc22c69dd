# SPDX-License-Identifier: GPL-2.0-or-later
"""What validation found, and the counts people ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..text import Text

SEVERITIES = ("reject", "error", "held", "warning")
"""From the worst to the mildest: the order in which findings are listed."""


@dataclass(frozen=True)
class Finding:
    """One rule that one record does not meet.

    ``field`` is the column at fault, ``None`` when it is the record as a whole; ``fix`` says how to put it
    right; ``lonlat`` is where to look on the map (degrees, EPSG:4326): the point's own position, or that of
    the point the record belongs to. ``level`` is 2 where a rule has a second, more pressing level (T03).
    ``point_id`` is the service point concerned and ``custodian`` the jurisdiction that can correct it.
    """

    rule: str
    severity: str
    table: str
    record_id: str
    record_name: Text
    field: str | None
    message: Text
    fix: Text | None
    lonlat: tuple[float, float] | None
    level: int = 1
    point_id: str | None = None
    custodian: str | None = None


@dataclass(frozen=True)
class Report:
    """The findings in the order severity, table, record, rule; the rules that ran and those that could not.

    A rule in ``not_checked`` says why. It may be in ``checked`` as well: then it was checked for a part of
    the records and the reason names the rest.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    not_checked: Mapping[str, Text]

    @property
    def valid(self) -> bool:
        """Whether nothing stands in the way of a submission: no finding is an error."""
        return not any(finding.severity in ("reject", "error") for finding in self.findings)

    @property
    def by_severity(self) -> dict[str, int]:
        """The number of findings per severity, zero included."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

    @property
    def by_rule(self) -> dict[str, int]:
        """The number of findings per rule that ran, zero included, in the order of the schema."""
        counts = Counter(finding.rule for finding in self.findings)
        return {rule: counts[rule] for rule in self.checked}
