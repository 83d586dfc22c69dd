# SPDX-License-Identifier: GPL-2.0-or-later
"""A record of QGIS as the canonical values of the schema."""

import pytest
from qgis.core import NULL, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant
from service_points.core.schema import load_schema
from service_points.core.store import open_store
from service_points.layers.draft import canonical_value, draft_row
from service_points.layers.load import load_store


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (NULL, "text", None),
        (QVariant(), "set", None),
        (None, "int", None),
        ("  Cafe\u0301 ", "text", "Café"),
        ("", "text", None),
        ("0B1C2D3E-0000-4000-8000-000000000000", "uuid", "0b1c2d3e-0000-4000-8000-000000000000"),
        (12, "int", 12),
        ("twelve", "int", "twelve"),
        (2.5, "real", "2.5"),
        (True, "bool", True),
        ("false", "bool", False),
        (QDate(2026, 11, 28), "date", "2026-11-28"),
        ("28/11/2026", "date", "28/11/2026"),
        (QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt.TimeSpec.UTC), "datetime", "2026-11-28T12:00:00Z"),
        (["fr", "en", "fr"], "set", ["en", "fr"]),
        ("{fr,en}", "set", ["en", "fr"]),
        ('["fr", "en"]', "set", ["en", "fr"]),
        ([], "set", None),
        ("{}", "set", None),
    ],
)  # fmt: skip
def test_g6_values(qgis_app, value, kind, expected):
    assert canonical_value(value, kind) == expected


def test_g6_the_word_for_null_is_null(qgis_app):
    assert canonical_value(QgsApplication.nullRepresentation(), "text") is None


@pytest.mark.parametrize("table", ["service_point", "phone", "service_at_point", "organization"])
def test_an_unchanged_record_is_the_stored_row(small_store, project, table):
    """Through QGIS's layer or the program's own reader: the same values."""
    layer = load_store(small_store, project).layer(table, QgsProject.instance())
    with open_store(small_store) as store:
        stored = {row["id"]: row for row in store.rows(table)}
    drafts = [draft_row(feature, load_schema().tables[table]) for feature in layer.getFeatures()]
    assert len(drafts) == len(stored) > 0
    for draft in drafts:
        assert draft == {name: stored[draft["id"]][name] for name in draft}
