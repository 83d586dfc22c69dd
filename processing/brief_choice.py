# SPDX-License-Identifier: GPL-2.0-or-later
"""Which pair or cluster a partnership brief is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsFeature, QgsProcessingContext, QgsProcessingFeatureSource, QgsProcessingFeedback

from ..core.errors import InputError
from ..core.text import Text
from .base import SpAlgorithm
from .ledger import Ledger
from .provenance import kept_origin
from .site_facts import text_of
from .sources import features_of, is_given, layer_of, open_source, plain
from .wording import number_text

_PAIR = ("a_id", "b_id", "rank")
_CLUSTER = ("cluster_id", "members")
_MOST = 12
"""Members of a cluster that a brief still says something of."""


@dataclass(frozen=True)
class Choice:
    """The ``ids`` of the points that could share a place, and all that the layer says of them.

    ``number``: the rank of the pair or the number of the cluster, of ``count`` in the layer. ``origin``: how
    the layer was made, ``None`` where that is not known.
    """

    ids: tuple[str, ...]
    is_pair: bool
    number: int
    count: int
    row: Mapping[str, Any]
    origin: Mapping[str, Any] | None


def check_choice(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    """Raise ``InputError`` when it is not one layer, of pairs or of clusters."""
    name = _layer_parameter(parameters)
    fields = open_source(algorithm, parameters, name, context).fields()
    wanted = _PAIR if name == "PAIRS" else _CLUSTER
    missing = [field for field in wanted if fields.lookupField(field) < 0]
    if missing:
        raise InputError(_OTHER_LAYER.format(fields=", ".join(missing)))


def read_choice(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> Choice:
    """Read the pair or the cluster. Raises ``InputError`` when it is not there."""
    name = _layer_parameter(parameters)
    source = open_source(algorithm, parameters, name, context)
    features = list(features_of(source, feedback))
    if not features:
        raise InputError(_EMPTY.format(name=source.sourceName()))
    if name == "PAIRS":
        chosen = _pair(algorithm, parameters, context, features, source)
        ids, number = (text_of(chosen["a_id"]), text_of(chosen["b_id"])), int(chosen["rank"])
    else:
        chosen = _cluster(algorithm, parameters, context, features, source)
        members = text_of(chosen["members"]).split(",")
        ids, number = tuple(text.strip() for text in members if text.strip()), int(chosen["cluster_id"])
    if len(ids) > _MOST:
        raise InputError(_TOO_MANY.format(number=number, count=len(ids), most=_MOST))
    row = {field.name(): plain(chosen.attribute(i)) for i, field in enumerate(source.fields())}
    ledger.read(name, source, features=len(features), used=1, arrays=[])
    layer = layer_of(algorithm, parameters, name, context)
    origin = None if layer is None else kept_origin(layer)
    return Choice(ids, name == "PAIRS", number, len(features), row, origin)


def _layer_parameter(parameters: dict[str, Any]) -> str:
    given = [name for name in ("PAIRS", "CLUSTERS") if is_given(parameters, name)]
    if len(given) != 1:
        raise InputError(_ONE_LAYER)
    return given[0]


def _pair(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    features: list[QgsFeature],
    source: QgsProcessingFeatureSource,
) -> QgsFeature:
    text = algorithm.parameterAsString(parameters, "PAIR_IDS", context)
    wanted = frozenset(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
    if wanted:
        found = [f for f in features if {text_of(f["a_id"]), text_of(f["b_id"])} == wanted]
        if not found:
            values = {"ids": ", ".join(sorted(wanted)), "name": source.sourceName(), "count": len(features)}
            raise InputError(_NO_SUCH_IDS.format(**values))
        return found[0]
    number = _number(algorithm, parameters, "RANK", context)
    return _numbered(features, "rank", number, source.sourceName(), _NO_SUCH_RANK)


def _cluster(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    features: list[QgsFeature],
    source: QgsProcessingFeatureSource,
) -> QgsFeature:
    number = _number(algorithm, parameters, "CLUSTER_ID", context)
    return _numbered(features, "cluster_id", number, source.sourceName(), _NO_SUCH_CLUSTER)


def _numbered(features: list[QgsFeature], field: str, number: int, name: str, problem: Text) -> QgsFeature:
    """Return the feature of a number; of number 0, the one with the lowest."""
    numbered = {int(f[field]): f for f in features if plain(f[field]) is not None}
    wanted = number or min(numbered, default=0)
    if wanted not in numbered:
        values = {"number": wanted, "name": name, "count": number_text(len(features))}
        raise InputError(problem.format(**values, last=max(numbered, default=0)))
    return numbered[wanted]


def _number(
    algorithm: SpAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> int:
    given = parameters.get(name) not in (None, "")
    return algorithm.parameterAsInt(parameters, name, context) if given else 0


_ONE_LAYER = Text(
    "A brief is about one pair or one cluster. Choose either a layer of pairs or a layer of clusters.",
    "Une note porte sur une paire ou sur une grappe. Choisissez soit une couche de paires, soit une couche "
    "de grappes.",
)
_OTHER_LAYER = Text(
    "This layer was not made by “Co-location opportunities”: it has no field {fields}. Run that first, or "
    "choose its layer of pairs or of clusters.",
    "Cette couche n’a pas été produite par «\u00a0Possibilités de cohabitation\u00a0»\u00a0: elle n’a pas de "
    "champ {fields}. Lancez d’abord ce traitement, ou choisissez sa couche de paires ou de grappes.",
)
_EMPTY = Text(
    "“{name}” has no pair or cluster to write a brief about. If only selected features are read, select one; "
    "if the layer is empty, find pairs within a larger cost first.",
    "«\u00a0{name}\u00a0» ne contient ni paire ni grappe sur laquelle rédiger une note. Si seules les "
    "entités sélectionnées sont lues, sélectionnez-en une; si la couche est vide, cherchez d’abord des "
    "paires avec un coût plus élevé.",
)
_NO_SUCH_RANK = Text(
    "“{name}” has no pair of rank {number} (pairs read: {count}; last rank: {last}). Choose a rank that the "
    "layer has.",
    "«\u00a0{name}\u00a0» ne contient aucune paire de rang {number} (paires lues\u00a0: {count}; dernier "
    "rang\u00a0: {last}). Choisissez un rang présent dans la couche.",
)
_NO_SUCH_IDS = Text(
    "“{name}” has no pair of the points {ids} (pairs read: {count}). Check the two identifiers in the "
    "columns a_id and b_id of the layer.",
    "«\u00a0{name}\u00a0» ne contient aucune paire des points {ids} (paires lues\u00a0: {count}). Vérifiez "
    "les deux identifiants dans les colonnes a_id et b_id de la couche.",
)
_NO_SUCH_CLUSTER = Text(
    "“{name}” has no cluster number {number} (clusters read: {count}; last number: {last}). Choose a number "
    "that the layer has.",
    "«\u00a0{name}\u00a0» ne contient aucune grappe numéro {number} (grappes lues\u00a0: {count}; dernier "
    "numéro\u00a0: {last}). Choisissez un numéro présent dans la couche.",
)
_TOO_MANY = Text(
    "Cluster {number} has {count} points; a brief compares at most {most}. Find compact clusters, or pairs "
    "within a smaller cost.",
    "La grappe {number} compte {count} points; une note en compare au plus {most}. Cherchez des grappes "
    "compactes, ou des paires avec un coût plus faible.",
)
