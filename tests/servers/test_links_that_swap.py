# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes of one submission that need each other's unique keys, in a file and in a database."""

import importlib.util
from pathlib import Path

import pytest
from service_points.core.exchange import MergePolicy, merge, read_document
from service_points.core.store import RowChange

_spec = importlib.util.spec_from_file_location(
    "documents_by_hand", Path(__file__).parents[1] / "core" / "exchange" / "documents.py"
)
documents = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(documents)

OPEN = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
AUDIT = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}


@pytest.fixture
def links(store, insert_point, point_id):
    """A service at a point, at two levels of delivery."""
    (organization,) = store.rows("organization")
    names = {"name_en": "Card", "name_fr": "Carte", "categories": ["health.card"]}
    service = {"organization_id": organization["id"], **names, **AUDIT}
    changes = [insert_point(1), RowChange("insert", "service", point_id(20), service)]
    for number, level in ((30, "full"), (31, "intake")):
        values = {"service_id": point_id(20), "point_id": point_id(1), "delivery_level": level, **AUDIT}
        changes.append(RowChange("insert", "service_at_point", point_id(number), values))
    store.apply(changes)
    return store


def test_two_links_swap_their_keys(links, point_id):
    content = documents.content(
        documents.update("service_at_point", point_id(30), {"delivery_level": ("full", "intake")}),
        documents.update("service_at_point", point_id(31), {"delivery_level": ("intake", "full")}),
        schema_sha256=links.info.schema_sha256,
    )
    result = merge(links, read_document(documents.as_bytes(content)), policy=OPEN)
    assert [line["state"] for line in result.receipt.results] == ["applied", "applied"]
    levels = {
        row["id"]: (row["delivery_level"], row["row_version"]) for row in links.rows("service_at_point")
    }
    assert levels == {point_id(30): ("intake", 4), point_id(31): ("full", 4)}
