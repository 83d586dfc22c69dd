# SPDX-License-Identifier: GPL-2.0-or-later
"""One point on the pages of the finder that work without scripts."""

import dataclasses

import pytest
from service_points.core.publishing.finder.listing import listed
from service_points.core.publishing.finder.words import load_words

from .conftest import uid


@pytest.mark.parametrize(
    ("language", "said"), [("en", "613-555-0101 extension 0042"), ("fr", "613-555-0101 poste 0042")]
)
def test_a_number_is_said_with_its_extension(publication, language, said):
    phones = [
        {**each, "extension": "0042" if each["id"] == uid(301) else None}
        for each in publication.rows["phone"]
    ]
    extended = dataclasses.replace(publication, rows={**publication.rows, "phone": phones})
    point = listed(extended, extended.points[uid(1)], language, load_words())
    assert [(number, dialled) for _, number, dialled in point.phones] == [
        ("1-800-555-0102", "+18005550102"), (said, "+16135550101"),
    ]  # fmt: skip
