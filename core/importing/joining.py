# SPDX-License-Identifier: GPL-2.0-or-later
"""A second file with the other language beside the first: which rows belong together, and which have none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from ..errors import InputError
from ..exchange.canonical_json import sha256_hex
from ..text import Plural, Text
from .profile import Join
from .table import Column, Remark, SourceTable

_LACKING = Text(
    "The file “{file}” has no column “{key}” to join it by. Choose another column or another file.",
    "Le fichier «\u00a0{file}\u00a0» n’a pas de colonne «\u00a0{key}\u00a0» pour la jointure. Choisissez une "
    "autre colonne ou un autre fichier.",
)
_NO_PARTNER = Plural(
    Text(
        "{n} row of the second file ({file}) has no “{key}” of the first and is left out.",
        "{n} ligne du second fichier ({file}) n’a aucune valeur de «\u00a0{key}\u00a0» du premier et est "
        "écartée.",
    ),
    Text(
        "{n} rows of the second file ({file}) have no “{key}” of the first and are left out.",
        "{n} lignes du second fichier ({file}) n’ont aucune valeur de «\u00a0{key}\u00a0» du premier et "
        "sont écartées.",
    ),
)
_ALONE = Plural(
    Text(
        "{n} row has no partner in the second file ({file}): what it says is empty there.",
        "{n} ligne n’a pas son pendant dans le second fichier ({file})\u00a0: ce qu’il contient y reste "
        "vide.",
    ),
    Text(
        "{n} rows have no partner in the second file ({file}): what it says is empty there.",
        "{n} lignes n’ont pas leur pendant dans le second fichier ({file})\u00a0: ce qu’il contient y reste "
        "vide.",
    ),
)
_AMBIGUOUS = Text(
    "The second file has “{key}” = “{value}” more than once, so its rows cannot be joined. Correct the "
    "file or "
    "choose another key.",
    "Le second fichier a plusieurs fois «\u00a0{key}\u00a0» = «\u00a0{value}\u00a0», ce qui empêche la "
    "jointure. "
    "Corrigez le fichier ou choisissez une autre clé.",
)
_TAKEN = Text(
    "The source has a column “{column}” already, which a column of the second file would be called too. "
    "Choose something else to stand in front of the columns of that file.",
    "La source a déjà une colonne «\u00a0{column}\u00a0», nom que porterait aussi une colonne du second "
    "fichier. Choisissez un autre préfixe pour les colonnes de ce fichier.",
)


@dataclass(frozen=True)
class Partners:
    """For each row of the first table the row of the second one (None: it has none), from 0.

    ``repeated`` are keys that the second table has more than once, so that it cannot be joined.
    """

    at: tuple[int | None, ...]
    n_second: int
    repeated: tuple[str, ...]

    @property
    def n_joined(self) -> int:
        return sum(place is not None for place in self.at)

    @property
    def n_alone(self) -> int:
        """Rows of the first table without a partner."""
        return len(self.at) - self.n_joined

    @property
    def lonely(self) -> tuple[int, ...]:
        """Rows of the second table that no row of the first one asks for."""
        return tuple(
            sorted(set(range(self.n_second)).difference(each for each in self.at if each is not None))
        )


def partners(first: Column, second: Column) -> Partners:
    """Return which rows belong together: those with the same key, spaces around it apart."""
    keys = [(key or "").strip() for key in second]
    places = {key: row for row, key in reversed(list(enumerate(keys))) if key}
    counts = Counter(keys)
    repeated = tuple(key for key in places if counts[key] > 1)
    return Partners(tuple(places.get((key or "").strip()) for key in first), len(keys), repeated[::-1])


def likely_keys(table: SourceTable, second: SourceTable) -> tuple[str, str] | None:
    """Return the columns by which most rows are joined, those of the same name first, None without any.

    Only columns that tell the rows of the second table apart are asked.
    """
    best: tuple[tuple[int, bool], tuple[str, str]] | None = None
    filled = {
        name: {key.strip() for key in values if key and key.strip()}
        for name, values in second.columns.items()
    }
    unique = [name for name, keys in filled.items() if len(keys) == len(second) > 0]
    for name, values in table.columns.items():
        keys = {key.strip() for key in values if key and key.strip()}
        if len(keys) < len(table):
            continue
        for other in unique:
            score = (len(keys & filled[other]), name == other)
            if score[0] and (best is None or score > best[0]):
                best = (score, (name, other))
    return None if best is None else best[1]


def joined(table: SourceTable, second: SourceTable, join: Join) -> SourceTable:
    """Return ``table`` with the columns of the other language's table beside its own, matched by key.

    Rows without a partner, of either table, are counted in remarks; the hash of
    the origin is one of both. Raises ``InputError`` when a table lacks the key, the second
    one has it twice, or a column of the second one would take the place of one of the first.
    """
    for each, key in ((table, join.key), (second, join.key_of_second)):
        if key not in each.columns:
            raise InputError(_LACKING.format(file=each.origin.where, key=key))
    found = partners(table.columns[join.key], second.columns[join.key_of_second])
    if found.repeated:
        raise InputError(_AMBIGUOUS.format(key=join.key_of_second, value=found.repeated[0][:60]))
    columns = dict(table.columns)
    taken = [join.prefix + name for name in second.columns if join.prefix + name in columns]
    if taken:
        raise InputError(_TAKEN.format(column=taken[0]))
    for name, column in second.columns.items():
        columns[join.prefix + name] = [None if place is None else column[place] for place in found.at]
    both = sha256_hex(f"{table.origin.sha256} {second.origin.sha256}".encode())
    return replace(
        table,
        columns=columns,
        origin=replace(table.origin, sha256=both),
        is_complete=table.is_complete and second.is_complete,
        remarks=(*table.remarks, *second.remarks, *_remarks(table, second, join, found)),
    )


def _remarks(table: SourceTable, second: SourceTable, join: Join, found: Partners) -> list[Remark]:
    """Say which rows stay alone."""
    alone = tuple(int(line) for line, place in zip(table.lines, found.at) if place is None)
    lonely = tuple(int(second.lines[row]) for row in found.lonely)
    said = []
    if alone:
        words = _ALONE.of(len(alone), file=join.second_language_file)
        said.append(Remark("joined_to_nothing", words, alone))
    if lonely:
        words = _NO_PARTNER.of(len(lonely), file=join.second_language_file, key=join.key)
        said.append(Remark("joined_without_partner", words, lonely))
    return said
