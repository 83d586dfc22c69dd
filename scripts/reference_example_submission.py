# SPDX-License-Identifier: GPL-2.0-or-later
"""A real submission from the sample, the same every time: the example of the schema reference."""

from __future__ import annotations

import tempfile
from datetime import datetime, timezone
from pathlib import Path

import plugin_package

STORE = plugin_package.ROOT / "resources" / "sample" / "pine_river_store.gpkg"
JURISDICTION = "CA-ON-3599"
POINT = "c5f56083-8a88-5458-bbb1-1868ab8b990e"
EDITS = {"hours": "We 09:30-12:00,13:00-16:30; PH off", "languages": ["en", "fr"]}
SUBMITTER = {"en": ("Counter team", "Autumn hours"), "fr": ("Équipe des comptoirs", "Horaire d’automne")}
_DAY = datetime(2026, 11, 2, 14, 0, tzinfo=timezone.utc)
_NUMBER = "5f0c7a52-8f0e-4b1c-9d3a-2b6a51f0c001"


def example_submission(language: str) -> bytes:
    """Return the document: the county corrects one of its points."""
    from service_points.core.exchange import (  # noqa: PLC0415
        Reason,
        Submitter,
        Tool,
        build_submission,
        checkout,
        open_working_copy,
    )
    from service_points.core.store import RowChange, open_store  # noqa: PLC0415

    name, text = SUBMITTER[language]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.gpkg"
        with open_store(STORE) as store:
            checkout(store, JURISDICTION, path, now=_DAY).close()
        with open_store(path, read_only=False) as edited:
            edited.apply([RowChange("update", "service_point", POINT, EDITS)])
        with open_working_copy(path) as copy:
            return build_submission(
                copy,
                submitter=Submitter(name, "points@pine-river.example.ca"),
                reason=Reason("hours", text, language),
                tool=Tool("Service Points", "1.0", "QGIS"),
                licence="OGL-ON-1.0",
                language=language,
                submission_id=_NUMBER,
                created_at=_DAY,
            ).data
