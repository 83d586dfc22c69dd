# SPDX-License-Identifier: GPL-2.0-or-later
"""The two tables that make a store a working copy. They are not part of the shared schema."""

from __future__ import annotations

from ..schema import Field, Table
from ..text import Text


def _field(name: str, kind: str, en: str, fr: str) -> Field:
    return Field(name, kind, Text(en, fr), required=True)


BASE_ROW = Table(
    name="base_row",
    label=Text("Record as checked out", "Fiche telle qu’extraite"),
    module="working_copy",
    submittable=False,
    geometry=None,
    key="id",
    fields=(
        _field("table_name", "text", "Table", "Table"),
        _field("id", "uuid", "Identifier", "Identifiant"),
        _field("row_version", "int", "Record version", "Version de la fiche"),
        _field("canonical_json", "text", "Values (canonical JSON)", "Valeurs (JSON canonique)"),
    ),
    unique=(("table_name", "id"),),
)
"""One line per record at checkout; ``canonical_json`` holds its exchanged fields that are not null."""

WORKING_COPY = Table(
    name="working_copy",
    label=Text("Working copy", "Copie de travail"),
    module="working_copy",
    submittable=False,
    geometry=None,
    key="base_store_id",
    fields=(
        _field("jurisdiction_code", "text", "Jurisdiction", "Administration"),
        _field("base_store_id", "uuid", "Shared store", "Dépôt partagé"),
        _field("base_revision", "int", "Revision of the shared store", "Révision du dépôt partagé"),
        _field("base_exported_at", "datetime", "Checked out at", "Extraite le"),
        _field("schema_sha256", "text", "Schema hash", "Empreinte du schéma"),
    ),
)

WORKING_TABLES = (BASE_ROW, WORKING_COPY)
