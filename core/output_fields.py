# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields that algorithms write: ``resources/schema/output_fields.csv``, a line each, in their order.

The reference pages, and the names that tables and forms show, are made from these lines; what the codes in
some of them are called stands in ``output_codes.csv`` beside, or where the program says them too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from .text import Text

_SCHEMA = Path(__file__).resolve().parents[1] / "resources" / "schema"
_FIELDS, _CODES = _SCHEMA / "output_fields.csv", _SCHEMA / "output_codes.csv"
_INHERITED, _EACH, _GROUPS, _FIRST = "*", "=DEMAND_FIELDS", "=GROUPS", "=1"


@dataclass(frozen=True)
class OutputField:
    """One field; what it is called, with ``{unit}`` and ``{field}`` to be filled in, and what it means.

    Some stand for several: ``*POINTS`` for the fields of that input, ``=DEMAND_FIELDS`` for one of each
    population field, ``=GROUPS_before`` for one of each but the first, ``unique_=1`` for one of the first.
    """

    name: str
    type: str
    label: Text
    meaning: Text
    is_optional: bool
    """Only some runs write it."""
    code_list: str = ""

    @property
    def codes(self) -> Mapping[str, Text]:
        """What each value is called, for a field of codes."""
        return _words_of(self.code_list) if self.code_list else {}

    @property
    def is_inherited(self) -> bool:
        """Whether it stands for the fields of an input."""
        return self.name.startswith(_INHERITED)

    def written(self, demand: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the names it is written under, each with the population field that it is about, if any."""
        if self.is_inherited:
            return
        if self.name.startswith(_GROUPS):
            ending = self.name[len(_GROUPS) :]
            yield from ((f"{each}{ending}", each) for each in demand[1:])
        elif _EACH in self.name:
            yield from ((self.name.replace(_EACH, each), each) for each in demand)
        elif self.name.endswith(_FIRST):
            yield from ((self.name.replace(_FIRST, each), each) for each in demand[:1])
        else:
            yield self.name, ""


def output_fields(algorithm: str, output: str) -> tuple[OutputField, ...]:
    """Return the fields of one output, none for one that is no layer."""
    return described_outputs().get((algorithm, output), ())


@lru_cache(maxsize=1)
def described_outputs() -> Mapping[tuple[str, str], tuple[OutputField, ...]]:
    """Return the fields of every layer by algorithm and output."""
    found: dict[tuple[str, str], list[OutputField]] = {}
    for row in _lines(_FIELDS):
        found.setdefault((row["algorithm"], row["output"]), []).append(
            OutputField(
                name=row["field"].lstrip("?"),
                type=row["type"],
                label=Text(row["name_en"], row["name_fr"]),
                meaning=Text(row["meaning_en"], row["meaning_fr"]),
                is_optional=row["field"].startswith("?"),
                code_list=row["codes"],
            )
        )
    return MappingProxyType({output: tuple(fields) for output, fields in found.items()})


@cache
def _words_of(code_list: str) -> Mapping[str, Text]:
    """Return a list of codes; what takes long to load, whoever writes such codes has loaded already."""
    if code_list in ("channels", "counter"):
        from .channels.words import COMBINATION_WORDS, COUNTER_WORDS  # noqa: PLC0415

        return COMBINATION_WORDS if code_list == "channels" else COUNTER_WORDS
    if code_list == "match_band":
        from .importing.matching import Band  # noqa: PLC0415

        return {band.value: band.text for band in Band}
    return {
        row["code"]: Text(row["name_en"], row["name_fr"])
        for row in _lines(_CODES)
        if row["list"] == code_list
    }


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
