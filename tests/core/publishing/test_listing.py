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


def test_a_service_is_listed_on_the_days_it_is_offered(publication):
    def services(first, last):
        links = [
            {**each, "valid_from": first, "valid_to": last} if each["id"] == uid(501) else each
            for each in publication.rows["service_at_point"]
        ]
        dated = dataclasses.replace(publication, rows={**publication.rows, "service_at_point": links})
        return listed(dated, dated.points[uid(1)], "en", load_words()).services

    day = publication.info.updated_at[:10]
    assert len(services(None, None)) == 1
    assert services(day, day) == services(None, None)
    assert services(None, "2020-01-01") == services("2999-01-01", None) == ()
