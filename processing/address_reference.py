# SPDX-License-Identifier: GPL-2.0-or-later
"""A point layer of addresses as the reference that places addresses without coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from ..core.errors import InputError
from ..core.importing.placing import AddressRows, Reference, build_reference, read_line
from ..core.text import Text
from ..host.language import tr
from .address_parameters import NAME
from .geometry import wgs84
from .ledger import Ledger
from .sources import check_field, features_of, is_given, open_source, plain

_FIELDS = ("ADDRESS_FIELD", "NUMBER_FIELD", "CITY_FIELD", "POSTAL_CODE_FIELD")
_NO_ADDRESS = Text(
    "Say which field of the address points holds the address.",
    "Précisez quel champ des points d’adresse contient l’adresse.",
)


def read_reference(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> Reference | None:
    """Return the reference, None where no layer is given. Raises ``InputError``, ``Cancelled``."""
    if not is_given(parameters, NAME):
        return None
    source = open_source(algorithm, parameters, NAME, context)
    names = [algorithm.parameterAsString(parameters, each, context) for each in _FIELDS]
    if not names[0]:
        raise InputError(_NO_ADDRESS)
    places = [
        check_field(source.fields(), name, ledger.label(each)) if name else -1
        for each, name in zip(_FIELDS, names)
    ]
    request = QgsFeatureRequest().setDestinationCrs(wgs84(), context.transformContext())
    cells, lonlat = address_cells(features_of(source, feedback, request), places)
    reference = reference_of(cells, lonlat, has_number=places[1] >= 0)
    ledger.read(
        NAME,
        source,
        features=len(cells),
        used=len(cells) - len(reference.skipped),
        arrays=[lonlat, np.array([str(row) for row in cells])],
    )
    ledger.exclude(NAME, "no_position", tr("address points without a usable position"), reference.skipped)
    return reference


def address_cells(
    features: Iterable[QgsFeature], places: Sequence[int]
) -> tuple[list[list[str | None]], np.ndarray]:
    """Return of each address its texts (address or street, number, municipality, postal code; a place of -1
    has none) and its longitude and latitude, NaN where it has none. The features are in EPSG:4326."""
    cells: list[list[str | None]] = []
    positions: list[tuple[float, float]] = []
    for feature in features:
        attributes = feature.attributes()
        cells.append([None if place < 0 else _text(attributes[place]) for place in places])
        geometry = feature.geometry()
        if geometry.isEmpty():
            positions.append((np.nan, np.nan))
        else:
            point = geometry.centroid().asPoint() if geometry.isMultipart() else geometry.asPoint()
            positions.append((point.x(), point.y()))
    return cells, np.array(positions, float).reshape(-1, 2)


def reference_of(cells: list[list[str | None]], lonlat: np.ndarray, *, has_number: bool) -> Reference:
    """Return the reference of ``address_cells``. ``has_number``: the number has a field of its own."""
    addresses, numbers, cities, codes = zip(*cells) if cells else ((), (), (), ())
    if has_number:
        return build_reference(AddressRows(numbers, addresses, cities, codes, lonlat))
    lines = [read_line(address or "") for address in addresses]
    civics = [None if line.civic is None else str(line.civic) for line in lines]
    return build_reference(AddressRows(civics, [line.street for line in lines], cities, codes, lonlat))


def _text(value: object) -> str | None:
    said = plain(value)
    return None if said is None else str(said)
