# SPDX-License-Identifier: GPL-2.0-or-later
"""The regular expressions of the schema, against texts that are made to take for ever."""

import re
import time

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation.value_types import compiled


def patterns():
    schema = load_schema()
    found = dict(schema.patterns)
    for table in schema.tables.values():
        found.update({f"{table.name}.{f.name}": f.pattern for f in table.fields if f.pattern})
    return found


HOSTILE = [
    "a" * 30_000 + "!",
    "1" * 30_000 + "x",
    "a." * 15_000 + "@",
    "a@" + "a." * 15_000,
    "https://" + "a-" * 15_000 + "/ ",
    "+1" + "6" * 30_000,
    " " * 30_000 + "x",
    "Mo-Fr 09:00-17:00; " * 1_600 + "x",
    "K1A 0B1" * 4_000,
    "<" * 30_000,
]


@pytest.mark.parametrize("name", patterns())
def test_h18_every_pattern_costs_linear_time(name):
    """Processor time; quadratic time would be minutes for the longest."""
    pattern = compiled(patterns()[name])
    begun = time.process_time()
    for text in HOSTILE:
        pattern.fullmatch(text)
        pattern.search(text)
        re.sub(pattern, "", text[:1000])
    assert time.process_time() - begun < 3
