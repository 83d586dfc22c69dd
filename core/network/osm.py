# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tags of OpenStreetMap say: the tag column of GDAL, and speeds written for people."""

from __future__ import annotations

import json
import math
import re

_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|NULL)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPEED = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z/]*)")
_KMH = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
_SLOWEST, _FASTEST = 3.0, 160.0


def tag_values(text: str) -> dict[str, str]:
    """Return the tags in a text of GDAL's ``other_tags``: hstore (``"key"=>"value",…``) or a JSON object.

    What is no pair is passed over; a key without a value is left out.
    """
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except ValueError:
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)}
    pairs = _PAIR.findall(text)
    if "\\" not in text:
        return {key: value for key, value in pairs if value}
    return {_ESCAPE.sub(r"\1", key): _ESCAPE.sub(r"\1", value) for key, value in pairs if value}


def speed_kmh(text: str) -> float:
    """Return the km/h of a speed such as ``50``, ``30 mph`` or ``50;30`` (the lowest); NaN when it has none.

    Speeds that name a rule (``CA:ON:urban``, ``none``, ``signals``, ``walk``) and impossible ones have none:
    the class of the road decides.
    """
    speeds = [_one_speed(part.strip()) for part in text.casefold().split(";")]
    return min(speeds) if speeds and not any(map(math.isnan, speeds)) else math.nan


def _one_speed(text: str) -> float:
    found = _SPEED.fullmatch(text)
    if found is None or found[2] not in _KMH:
        return math.nan
    speed = float(found[1].replace(",", ".")) * _KMH[found[2]]
    return speed if _SLOWEST <= speed <= _FASTEST else math.nan
