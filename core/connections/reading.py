# SPDX-License-Identifier: GPL-2.0-or-later
"""What came of a shared layer, held against what its service says there is."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from enum import Enum

from ..text import Plural, Text

_MOST = 10**12


class State(Enum):
    """Whether all records came, as far as one can know."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Reading:
    """One reading of a layer. ``advertised`` is ``None`` where the service does not say how many there are.

    ``taken_at`` is in UTC. ``stopped``: the service gave nothing new for too long and was left. ``is_whole``
    marks a file, which comes whole or not at all. ``accepted``: a person takes it as it is.
    """

    received: int
    advertised: int | None
    taken_at: datetime
    stopped: bool = False
    is_whole: bool = False
    accepted: bool = False

    @property
    def state(self) -> State:
        if self.stopped or (self.advertised is not None and self.received < self.advertised):
            return State.INCOMPLETE
        return State.COMPLETE if self.is_whole or self.advertised is not None else State.UNVERIFIED

    @property
    def asks_first(self) -> bool:
        """Return whether an analysis must not use it unless a person said so."""
        return self.state is State.INCOMPLETE and not self.accepted

    @property
    def text(self) -> Text:
        """Return in words what came."""
        if self.stopped and self.advertised is None:
            return _STOPPED.of(self.received)
        if self.state is State.INCOMPLETE:
            stopped = _FEWER_STOPPED.format(received=self.received, advertised=self.advertised)
            return stopped if self.stopped else _FEWER.of(self.received, advertised=self.advertised)
        return (_UNVERIFIED if self.state is State.UNVERIFIED else _ALL).of(self.received)

    def to_json(self) -> str:
        """Return it as a layer and a copy remember it."""
        return json.dumps(
            {
                "received": self.received,
                "advertised": self.advertised,
                "taken_at": self.taken_at.astimezone(timezone.utc).isoformat(timespec="seconds"),
                "stopped": self.stopped,
                "is_whole": self.is_whole,
                "accepted": self.accepted,
            }
        )

    @classmethod
    def from_json(cls, text: object) -> Reading | None:
        """Return what a layer remembers; ``None`` for anything else, which a project may hold too."""
        try:
            known = json.loads(text) if isinstance(text, str) and len(text) < _MOST_TEXT else None
            if not isinstance(known, dict):
                return None
            taken = datetime.fromisoformat(known["taken_at"])
            flags = {name: known[name] is True for name in ("stopped", "is_whole", "accepted")}
            return cls(_count(known["received"]), _told(known["advertised"]), _in_utc(taken), **flags)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None

    def taken_as_it_is(self) -> Reading:
        """Return the reading that a person accepted."""
        return replace(self, accepted=True)


_MOST_TEXT = 1_000


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST:
        raise ValueError(value)
    return value


def _told(value: object) -> int | None:
    return None if value is None else _count(value)


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)


_ALL = Plural(
    Text(
        "{n} record came: all that there is.",
        "Enregistrements reçus\u00a0: {n}, tous.",
    ),
    Text(
        "{n} records came: all that there are.",
        "Enregistrements reçus\u00a0: {n}, tous.",
    ),
)
_FEWER = Plural(
    Text(
        "INCOMPLETE: {n} record came and the service says it has {advertised}.",
        "INCOMPLET\u00a0: {n} enregistrement reçu, et le service en annonce {advertised}.",
    ),
    Text(
        "INCOMPLETE: {n} records came and the service says it has {advertised}.",
        "INCOMPLET\u00a0: {n} enregistrements reçus, et le service en annonce {advertised}.",
    ),
)
_FEWER_STOPPED = Text(
    "INCOMPLETE: the service gave nothing new for too long. Records that came: {received} of {advertised}.",
    "INCOMPLET\u00a0: le service n’a rien donné de nouveau pendant trop longtemps. Enregistrements "
    "reçus\u00a0: {received} sur {advertised}.",
)
_STOPPED = Plural(
    Text(
        "INCOMPLETE: the service gave nothing new for too long, after {n} record.",
        "INCOMPLET\u00a0: le service n’a rien donné de nouveau pendant trop longtemps, après {n} "
        "enregistrement.",
    ),
    Text(
        "INCOMPLETE: the service gave nothing new for too long, after {n} records.",
        "INCOMPLET\u00a0: le service n’a rien donné de nouveau pendant trop longtemps, après {n} "
        "enregistrements.",
    ),
)
_UNVERIFIED = Plural(
    Text(
        "{n} record came. The service does not say how many it has, so nobody knows whether that is all.",
        "Enregistrements reçus\u00a0: {n}. Le service ne dit pas combien il en a; rien n’indique que ce "
        "soit tout.",
    ),
    Text(
        "{n} records came. The service does not say how many it has, so nobody knows whether that is all.",
        "Enregistrements reçus\u00a0: {n}. Le service ne dit pas combien il en a; rien n’indique que ce "
        "soit tout.",
    ),
)
