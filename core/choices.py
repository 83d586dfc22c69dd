# SPDX-License-Identifier: GPL-2.0-or-later
"""What algorithms let people choose among. QGIS asks as it starts, without what acts on a choice."""

from __future__ import annotations

from typing import Literal

SitingModel = Literal["p_median", "mclp", "lscp", "p_center"]
SITING_MODELS: tuple[SitingModel, ...] = ("p_median", "mclp", "lscp", "p_center")

GROUPINGS = ("connected", "compact")
"""``connected``: whoever is joined by pairs, directly or through others (single linkage). ``compact``: every
two members are within reach of each other (complete linkage)."""

RATE_DISTANCES_M = (100.0, 250.0, 1000.0)
"""Distances of the co-location rate, indicator P1, beside the same address."""

COORDINATES = ("as_given", "swapped", "west_positive", "swapped_west_positive", "projected")
"""What has to be done with two columns of coordinates; see ``importing.cleaning.coordinates.Reading``."""

GEOLOCATION_ADDRESS = "https://geolocator.api.geo.ca/geolocation/en/locate"

FORMATS = ("geojson", "csv", "hsds", "schema_org", "finder", "catalogue")
"""What a publication is written as, in that order; see ``publishing.writer``."""

DEFAULT_LICENCE = "OGL-CA-2.0"
"""Of a publication."""

THEMES = ("plain", "federal", "provincial")
"""Looks of the public finder."""
