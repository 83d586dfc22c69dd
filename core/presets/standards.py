# SPDX-License-Identifier: GPL-2.0-or-later
"""Standards of access that coverage is held against: presets that anybody may edit, checked when read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from ..errors import InputError
from ..text import Text

if TYPE_CHECKING:
    from ..analysis.model import CatchmentMetric

STANDARDS_PATH = Path(__file__).resolve().parents[2] / "resources" / "presets" / "standards.json"
CUSTOM = "custom"

Measure = Literal["nearest", "basket", "presence"]

_METRICS = ("time", "distance", "straight")
_MEASURES = ("nearest", "basket", "presence")
_BAND_KEYS = {"cutoff", "target", "group", "each_stratum"}
_KEYS = {"id", "en", "fr", "metric", "measure", "bands", "target", "source", "as_of"}
_WHOLE = 100.0


@dataclass(frozen=True)
class Criterion:
    """One thing a standard asks for: ``target`` percent of people within ``cutoff`` (minutes or km).

    ``group``: of this group only, empty = of everybody. ``each_stratum``: in every area by itself. Without a
    ``target`` the share is only told.
    """

    cutoff: float
    target: float | None
    group: str = ""
    each_stratum: bool = False


@dataclass(frozen=True)
class Standard:
    """A standard. ``metric`` is ``None`` when it holds for any.

    ``measure``: ``nearest`` = cost of the nearest point; ``basket`` = mean over the services of the cost of
    the nearest point that offers each; ``presence`` = a point in ``target`` percent of the areas.
    ``criteria`` are by rising cutoff. ``source`` says who set it, ``as_of`` when.
    """

    id: str
    title: Text
    metric: CatchmentMetric | None
    measure: Measure
    criteria: tuple[Criterion, ...]
    target: float | None
    source: Text
    as_of: str

    def chosen(self, cutoffs: tuple[float, ...], target: float | None) -> Standard:
        """Return the standard with the person's own ``target`` at its largest cutoff.

        A standard without cutoffs of its own takes the largest of ``cutoffs``.
        """
        own = None if self.measure == "presence" else self.target
        criteria = self.criteria or (Criterion(max(cutoffs), own),)
        if target is None:
            return replace(self, criteria=criteria)
        largest = max(item.cutoff for item in criteria)
        return replace(
            self,
            criteria=tuple(replace(c, target=target) if c.cutoff == largest else c for c in criteria),
        )

    @property
    def decisive(self) -> Criterion:
        """The criterion that says who is covered: of the largest cutoff, for everybody if any is."""
        return max(self.criteria, key=lambda item: (item.cutoff, not item.group))

    def fits(self, metric: CatchmentMetric) -> bool:
        """Return whether cutoffs in the unit of ``metric`` are those of the standard."""
        return self.metric is None or (self.metric == "time") == (metric == "time")


@lru_cache(maxsize=1)
def load_standards() -> Mapping[str, Standard]:
    """Return the standards of ``resources/presets/standards.json`` by id, in the order of the file.

    Raises ``InputError`` that says what is wrong in the file and where.
    """
    try:
        text = STANDARDS_PATH.read_text(encoding="utf-8")
    except OSError as problem:
        raise InputError(_UNREADABLE.format(path=STANDARDS_PATH, reason=str(problem))) from problem
    return parse_standards(text)


def parse_standards(text: str) -> Mapping[str, Standard]:
    """Return the standards of a JSON document by id. Raises ``InputError`` for what cannot be used."""
    try:
        document = json.loads(text)
    except ValueError as problem:
        raise InputError(_UNREADABLE.format(path=STANDARDS_PATH.name, reason=str(problem))) from problem
    entries = document.get("standards") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise _problem("standards", _LIST)
    found: dict[str, Standard] = {}
    for number, entry in enumerate(entries, 1):
        standard = _standard(entry, number)
        if standard.id in found:
            raise _problem(standard.id, _TWICE)
        found[standard.id] = standard
    if CUSTOM not in found:
        raise _problem(CUSTOM, _MISSING)
    return MappingProxyType(found)


def _standard(entry: Any, number: int) -> Standard:  # noqa: ANN401  (JSON)
    if not isinstance(entry, dict):
        raise _problem(f"{number}", _OBJECT)
    name = entry.get("id")
    if not isinstance(name, str) or not name.isidentifier():
        raise _problem(f"{number}.id", _ID)
    for key in sorted(set(entry) ^ _KEYS):
        raise _problem(f"{name}.{key}", _MISSING if key in _KEYS else _UNKNOWN)
    for key in ("en", "fr"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise _problem(f"{name}.{key}", _TEXT)
    source = entry["source"]
    if not isinstance(source, dict) or not all(isinstance(source.get(key), str) for key in ("en", "fr")):
        raise _problem(f"{name}.source", _TEXT)
    if entry["metric"] is not None and entry["metric"] not in _METRICS:
        raise _problem(f"{name}.metric", _CHOICE.format(values=", ".join(_METRICS)))
    if entry["measure"] not in _MEASURES:
        raise _problem(f"{name}.measure", _CHOICE.format(values=", ".join(_MEASURES)))
    if not isinstance(entry["bands"], list):
        raise _problem(f"{name}.bands", _LIST)
    target = _percent(entry["target"], f"{name}.target")
    bands = [_criterion(band, f"{name}.bands.{k}", target) for k, band in enumerate(entry["bands"], 1)]
    return Standard(
        id=name,
        title=Text(entry["en"], entry["fr"]),
        metric=entry["metric"],
        measure=entry["measure"],
        criteria=tuple(sorted(bands, key=lambda c: (c.cutoff, c.each_stratum, c.group))),
        target=target,
        source=Text(source["en"], source["fr"]),
        as_of="" if entry["as_of"] is None else str(entry["as_of"]),
    )


def _criterion(band: Any, place: str, target: float | None) -> Criterion:  # noqa: ANN401  (JSON)
    if not isinstance(band, dict):
        raise _problem(place, _OBJECT)
    for key in sorted(set(band) - _BAND_KEYS):
        raise _problem(f"{place}.{key}", _UNKNOWN)
    cutoff = band.get("cutoff")
    if isinstance(cutoff, bool) or not isinstance(cutoff, (int, float)) or not 0 < cutoff < math.inf:
        raise _problem(f"{place}.cutoff", _POSITIVE)
    group, each = band.get("group") or "", band.get("each_stratum", False)
    if not isinstance(group, str):
        raise _problem(f"{place}.group", _TEXT)
    if not isinstance(each, bool):
        raise _problem(f"{place}.each_stratum", _CHOICE.format(values="true, false"))
    own = _percent(band.get("target"), f"{place}.target")
    return Criterion(float(cutoff), target if own is None else own, group, each)


def _percent(value: Any, place: str) -> float | None:  # noqa: ANN401  (JSON)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= _WHOLE:
        raise _problem(place, _PERCENT)
    return float(value)


def _problem(place: str, reason: Text) -> InputError:
    return InputError(_WRONG.format(place=place, reason=reason, name=STANDARDS_PATH.name))


_UNREADABLE = Text(
    en="The file of standards cannot be read ({path}): {reason}. Correct it or install the plugin again.",
    fr="Le fichier des normes est illisible ({path})\u00a0: {reason}. Corrigez-le ou réinstallez "
    "l’extension.",
)
_WRONG = Text(
    en="The file of standards ({name}) has a mistake at “{place}”: {reason}. Correct it.",
    fr="Le fichier des normes ({name}) contient une erreur à «\u00a0{place}\u00a0»\u00a0: {reason}. "
    "Corrigez-la.",
)
_LIST = Text(en="a list is expected", fr="une liste est attendue")
_OBJECT = Text(en="an object in braces is expected", fr="un objet entre accolades est attendu")
_ID = Text(
    en="a word of letters, digits and underscores is expected",
    fr="un mot fait de lettres, de chiffres et de traits de soulignement est attendu",
)
_TEXT = Text(en="a text is expected, in both languages", fr="un texte est attendu, dans les deux langues")
_TWICE = Text(en="this standard stands there twice", fr="cette norme y figure deux fois")
_MISSING = Text(en="it is missing", fr="il manque")
_UNKNOWN = Text(en="there is no such entry", fr="cet élément n’existe pas")
_CHOICE = Text(
    en="one of these is expected: {values}", fr="l’une de ces valeurs est attendue\u00a0: {values}"
)
_POSITIVE = Text(en="a number above zero is expected", fr="un nombre supérieur à zéro est attendu")
_PERCENT = Text(
    en="a number from 0 to 100, or null, is expected", fr="un nombre de 0 à 100, ou null, est attendu"
)
