# SPDX-License-Identifier: GPL-2.0-or-later
"""Candidates as columns of numbers, so that pairs are judged by the million before any letter is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ...earth import MEAN_RADIUS_M
from ...progress import Progress, check
from ...validation.similarity import name_words
from .candidate import Candidate
from .score import MOST_NAMES
from .street import read_address

NAMES = 3
"""So many names of a candidate are columns; one with more is never ruled out by its names."""

_WORD_BITS = 128
_PHONE_BITS = 64
_HALF = (1 << 64) - 1
_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789 "
_LETTERS = len(_SIGNS) + 1
_CHUNK = 10_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Codes(dict[object, int]):
    """Numbers for texts: the same text has the same number in the rows and in the held points."""

    def __missing__(self, value: object) -> int:
        self[value] = len(self)
        return self[value]


class Bits(dict[str, int]):
    """One bit of ``size`` for each text, which nothing but the text decides."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __missing__(self, text: str) -> int:
        self[text] = 1 << crc32(text.encode("utf-8", "surrogatepass")) % self._size
        return self[text]


class Vocabulary:
    """The codes of all that is compared by equality."""

    def __init__(self) -> None:
        self.groups, self.channels, self.organizations = Codes(), Codes(), Codes()
        self.postal_codes, self.areas = Codes(), Codes()
        self.phones, self.addresses = Codes(), Codes()


@dataclass(frozen=True)
class NameColumns:
    """Up to ``NAMES`` names per candidate, axis 1; a name that is not there has no words.

    ``signature`` has a bit for each word (words may share one), ``excess`` counts the words without a bit of
    their own, ``letters`` counts each letter, figure, space and all other signs together.
    """

    words: NDArray[np.int16]
    signature: NDArray[np.uint64]
    excess: NDArray[np.int16]
    length: NDArray[np.int16]
    letters: NDArray[np.uint8]
    unbounded: NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Candidates as columns; -1 stands for what is not known, except in ``civic`` (no number is -1 too).

    ``xyz`` are metres on a sphere, NaN without a position: the straight line between two positions is as
    good as the way over the ground to tell near from far, and knows no poles and no date line.
    """

    xyz: Floats
    has_place: NDArray[np.bool_]
    group: Ints
    channel: Ints
    organization: Ints
    postal_code: Ints
    area: Ints
    address: Ints
    civic: Ints
    has_phone: NDArray[np.bool_]
    phone_bits: NDArray[np.uint64]
    names: NameColumns
    words: list[tuple[tuple[str, ...], ...]]
    phone_codes: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.group)


def columns_of(candidates: Sequence[Candidate], known: Vocabulary, progress: Progress) -> Columns:
    """Return the columns of candidates; ``known`` must be the same for both sides. Raises ``Cancelled``."""
    words = []
    for number, each in enumerate(candidates):
        if number % _CHUNK == 0:
            check(progress)
            progress.report(number / len(candidates))
        named = [name_words(name) for name in each.names[:MOST_NAMES]]
        words.append(tuple(found for found in dict.fromkeys(named) if found))
    addresses = [read_address(each.address) if each.address else None for each in candidates]
    phones = tuple(tuple(sorted({known.phones[phone] for phone in each.phones})) for each in candidates)
    lonlat = np.array([each.position or (np.nan, np.nan) for each in candidates], float).reshape(-1, 2)
    bits = Bits(_PHONE_BITS)
    phone_masks = [_mask(bits[phone] for phone in each.phones) for each in candidates]
    return Columns(
        xyz=_on_sphere(lonlat),
        has_place=np.isfinite(lonlat).all(axis=1),
        group=_ints(known.groups[each.organization, each.channel] for each in candidates),
        channel=_ints(known.channels[each.channel] for each in candidates),
        organization=_ints(
            known.organizations[each.organization] if each.organization else -1 for each in candidates
        ),
        postal_code=_ints(
            known.postal_codes[each.postal_code] if each.postal_code else -1 for each in candidates
        ),
        area=_ints(known.areas[each.postal_code[:3]] if each.postal_code else -1 for each in candidates),
        address=_ints(-1 if found is None else known.addresses[found] for found in addresses),
        civic=_ints(-1 if found is None or found.number is None else found.number for found in addresses),
        has_phone=np.array([bool(found) for found in phones], bool),
        phone_bits=np.array(phone_masks, np.uint64),
        names=_name_columns(words),
        words=words,
        phone_codes=phones,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _on_sphere(lonlat: Floats) -> Floats:
    lon, lat = np.radians(lonlat).T
    return MEAN_RADIUS_M * np.column_stack(
        (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
    )


def _name_columns(words: Sequence[tuple[tuple[str, ...], ...]]) -> NameColumns:
    number: dict[tuple[str, ...], int] = {(): 0}  # names that are not there
    at = np.zeros((len(words), NAMES), np.int64)
    for row, names in enumerate(words):
        for place, name in enumerate(names[:NAMES]):
            at[row, place] = number.setdefault(name, len(number))
    bits = Bits(_WORD_BITS)
    masks = [_mask(bits[word] for word in name) for name in number]
    n_words = np.array([len(set(name)) for name in number], np.int16)
    n_bits = np.array([bin(mask).count("1") for mask in masks], np.int16)
    halves = np.array([(mask & _HALF, mask >> 64) for mask in masks], np.uint64)
    texts = [" ".join(name) for name in number]
    length = np.array([len(text) for text in texts], np.int16)
    many = np.array([len(names) > NAMES for names in words], bool)
    return NameColumns(
        n_words[at], halves[at], (n_words - n_bits)[at], length[at], _histograms(texts, length)[at], many
    )


def _mask(bits: Iterable[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= bit
    return mask


def _histograms(texts: Sequence[str], length: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return how often each text has each letter a…z, figure, space, and any other sign."""
    counts = np.empty((len(texts), _LETTERS), np.uint8)
    for start in range(0, len(texts), _CHUNK):
        some = slice(start, start + _CHUNK)
        signs = np.frombuffer("".join(texts[some]).encode("ascii", "replace"), np.uint8)
        owner = np.repeat(np.arange(len(texts[some])), length[some])
        found = np.bincount(owner * _LETTERS + _COLUMN[signs], minlength=len(texts[some]) * _LETTERS)
        counts[some] = found.reshape(-1, _LETTERS).clip(0, 255)
    return counts


_COLUMN = np.full(256, _LETTERS - 1, np.int64)
_COLUMN[[ord(sign) for sign in _SIGNS]] = range(len(_SIGNS))
