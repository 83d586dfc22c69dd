# SPDX-License-Identifier: GPL-2.0-or-later
"""Regular expressions that come in somebody's profile: only those whose time is bounded are compiled.

Python's matcher tries again wherever two neighbouring parts could share the same letters, and so may take
for ever. Accepted are patterns in which what repeats (``*``, ``+``, ``?``, ``{m,n}``) has no letter in common
with what follows it, up to and including the first part that must be there: then there is one way to match
from each start, and the time grows with the square of the text at most. One repetition that shares letters
(``^(.*), …``) is let through behind ``^``, where there is one start. Repeated groups, look-around and
back-references are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import InputError
from ..text import Text

MOST_LETTERS = 200
LONGEST_TEXT = 1_000
"""Letters of a text that patterns are applied to; a longer one is left unread."""

_MOST_CHOICES = 2
_MOST_REPEATS = 100
_ALPHABET = "".join(map(chr, (*range(0x250), *range(0x2000, 0x2070))))
_JUDGED = _ALPHABET + "\u4e2d\u2192\uff10\u3000"
"""What repetitions are judged by: a letter, a sign, a digit and a space more, beyond the reach of ranges."""
_ATOM = re.compile(
    r"\\[dwsDWS]|\\[^\w\s]|\[\^?\]?(?:\\[dwsDWS]|\\[^\w\s]|[^\]\\\[])*\]|[^\\\[\](){}*+?|^$]", re.DOTALL
)
_REPEAT = re.compile(r"(?:[*+?]|\{([0-9]{1,3})(,)?([0-9]{1,3})?\})\??")
_EDGE = re.compile(r"\^|\$|\\b")
_OPENING = re.compile(r"\((?!\?)|\(\?:|\(\?P<[a-z_]{1,30}>")

_REFUSED = Text(
    "The pattern “{pattern}” is not used: {reason} Write another one.",
    "Le motif «\u00a0{pattern}\u00a0» n’est pas utilisé\u00a0: {reason} Écrivez-en un autre.",
)
_LONG = Text("it has more than {most} characters.", "il dépasse {most} caractères.")
_SYNTAX = Text("it is no regular expression.", "ce n’est pas une expression rationnelle.")
_PART = Text(
    "“{part}” is not among the constructs that are allowed here.",
    "«\u00a0{part}\u00a0» ne fait pas partie des constructions permises ici.",
)
_GROUP = Text("a group may not be repeated.", "un groupe ne peut pas être répété.")
_SHARED = Text(
    "“{part}” repeats letters that also fit what follows, so it could take for ever. Name what must not be "
    "repeated, for example [^,]* in front of a comma.",
    "«\u00a0{part}\u00a0» répète des lettres qui conviennent aussi à la suite, ce qui pourrait ne "
    "jamais finir. "
    "Nommez ce qui ne doit pas être répété, par exemple [^,]* devant une virgule.",
)
_CHOICES = Text("it has more than {most} choices (|).", "il a plus de {most} choix (|).")
_NO_GROUP = Text("it has no group {group}.", "il n’a pas de groupe {group}.")


@dataclass(frozen=True)
class _Part:
    """One letter of a class, however often. ``letters`` are those of the alphabet that fit."""

    source: str
    letters: frozenset[str]
    is_variable: bool = False
    is_optional: bool = False


def compile_pattern(pattern: str, group: int = 0) -> re.Pattern[str]:
    """Return a pattern compiled, ``group`` being one of its groups.

    Raises ``InputError`` for what is no regular expression, has more than 200 characters or might take long.
    """
    if len(pattern) > MOST_LETTERS:
        raise _refused(pattern, _LONG.format(most=MOST_LETTERS))
    strange = [letter for letter in pattern if letter not in _ALPHABET]
    if strange:
        raise _refused(pattern, _PART.format(part=strange[0]))
    parts = _parts(pattern)
    _check_repeats(pattern, parts)
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError) as problem:
        raise _refused(pattern, _SYNTAX, str(problem)) from problem
    if not 0 <= group <= compiled.groups:
        raise _refused(pattern, _NO_GROUP.format(group=group))
    return compiled


def _parts(pattern: str) -> list[_Part]:
    """Return the parts that take a letter, in order; branches of a choice stand one behind the other."""
    parts: list[_Part] = []
    at, choices, after_group = 0, 0, False
    while at < len(pattern):
        found = _EDGE.match(pattern, at) or _OPENING.match(pattern, at)
        if found:
            at, after_group = found.end(), False
            continue
        if pattern[at] in ")|":
            choices += pattern[at] == "|"
            after_group = pattern[at] == ")"
            at += 1
            continue
        if after_group and _REPEAT.match(pattern, at):
            raise _refused(pattern, _GROUP)
        atom = _ATOM.match(pattern, at)
        if atom is None:
            raise _refused(pattern, _PART.format(part=pattern[at : at + 4]))
        repeat = _REPEAT.match(pattern, atom.end())
        parts.append(_part(pattern, atom.group(), repeat))
        at, after_group = (repeat or atom).end(), False
    if choices > _MOST_CHOICES:
        raise _refused(pattern, _CHOICES.format(most=_MOST_CHOICES))
    return parts


def _part(pattern: str, atom: str, repeat: re.Match[str] | None) -> _Part:
    try:
        letters = _letters(atom)
    except re.error as problem:
        raise _refused(pattern, _SYNTAX, str(problem)) from problem
    if repeat is None:
        return _Part(atom, letters)
    low, comma, high = repeat.groups()
    if max(int(low or 0), int(high or 0)) > _MOST_REPEATS:
        raise _refused(pattern, _PART.format(part=repeat.group()))
    is_fixed = low is not None and comma is None
    return _Part(
        atom + repeat.group(),
        letters,
        is_variable=not is_fixed,
        is_optional=repeat.group()[0] in "*?" or (low is not None and int(low) == 0),
    )


def _check_repeats(pattern: str, parts: list[_Part]) -> None:
    left = 1 if pattern.startswith("^") and "|" not in pattern else 0
    for number, part in enumerate(parts):
        if not part.is_variable:
            continue
        for follower in parts[number + 1 :]:
            if part.letters & follower.letters:
                left -= 1
                if left < 0:
                    raise _refused(pattern, _SHARED.format(part=part.source))
                break
            if not follower.is_optional and "|" not in pattern:
                break


@lru_cache(maxsize=256)
def _letters(atom: str) -> frozenset[str]:
    return frozenset(re.findall(atom, _JUDGED))


def _refused(pattern: str, reason: Text, details: str = "") -> InputError:
    shown = pattern if len(pattern) <= MOST_LETTERS else f"{pattern[:40]}…"
    return InputError(_REFUSED.format(pattern=shown, reason=reason), details)
