# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers of a few points, made by hand so that every share can be counted on one's fingers."""

from datetime import date

import pytest
from service_points.core.progress import SILENT
from service_points.core.quality import assess
from service_points.core.schema import load_schema
from service_points.core.validation import Register

TODAY = date(2026, 6, 15)
EMPTY = {field.name: None for field in load_schema().tables["service_point"].fields}


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def point(number, **values):
    """A bare in-person point, with what the store cannot be without."""
    return {
        **EMPTY,
        "id": uid(number),
        "custodian_code": "CA",
        "organization_id": uid(900),
        "channel": "in_person",
        "point_type": "service_centre",
        "status": "active",
        "visibility": "public",
        "city": "Ottawa",
        "province": "ON",
        "geom": f"POINT (-75.{number:03d}0000 45.4000000)",
        **values,
    }


@pytest.fixture
def bare():
    return point


@pytest.fixture
def quality():
    """Assess points and other tables: ``quality([point, …], phone=[…], submissions=[…])``."""

    def call(points, *, submissions=(), today=TODAY, every_rule=False, progress=SILENT, **tables):
        rows = {name: [] for name in load_schema().tables}
        rows["organization"] = [{"id": uid(900), "custodian_code": "CA", "name_en": "O", "name_fr": "O"}]
        rows["jurisdiction"] = [
            {"code": code, "level": "federal", "name_en": code, "name_fr": code} for code in ("CA", "CA-ON")
        ]
        register = Register(load_schema(), {**rows, "service_point": points, **tables})
        return assess(register, list(submissions), today=today, every_rule=every_rule, progress=progress)

    return call


@pytest.fixture
def counted():
    """What a measure counted: ``counted(quality, "Q3")`` is (numerator, denominator, excluded)."""

    def call(found, indicator, item="", jurisdiction=None):
        (measure,) = (
            m
            for m in found.measures
            if (m.indicator, m.item, m.jurisdiction) == (indicator, item, jurisdiction)
        )
        return measure.numerator, measure.denominator, measure.excluded

    return call
