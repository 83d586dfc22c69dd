# SPDX-License-Identifier: GPL-2.0-or-later
"""Points of a store, as bare as can be."""

import pytest


@pytest.fixture
def point():
    """``point("a", languages=["fr"], hours="Mo-Fr 09:00-17:00")``: active, federal, on Toronto’s clock."""

    def make(key, **values):
        return {
            "id": key,
            "custodian_code": "CA",
            "channel": "in_person",
            "status": "active",
            "province": "ON",
            "timezone": "America/Toronto",
            "hours": None,
            "languages": None,
            **values,
        }

    return make
