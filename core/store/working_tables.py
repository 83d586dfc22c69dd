# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables that make a store a working copy. They are not part of the shared schema."""

from __future__ import annotations

from ..schema import Field, Table
from ..text import Text


def _field(name: str, kind: str, en: str, fr: str, *, required: bool = True) -> Field:
    return Field(name, kind, Text(en, fr), required=required)


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

CHANGE_MOTIVE = Table(
    name="change_motive",
    label=Text("Reason and evidence of a change", "Motif et preuves d’un changement"),
    module="working_copy",
    submittable=False,
    geometry=None,
    key="key",
    fields=(
        Field(
            "key", "text", Text("Table and identifier", "Table et identifiant"), required=True, unique=True
        ),
        _field("table_name", "text", "Table", "Table"),
        _field("id", "uuid", "Identifier", "Identifiant"),
        _field("reason_code", "text", "Reason", "Motif", required=False),
        _field("reason_text", "text", "Explanation", "Explication", required=False),
        _field("reason_lang", "text", "Language", "Langue", required=False),
        _field("evidence", "text", "Evidence (canonical JSON)", "Preuves (JSON canonique)", required=False),
        _field("source_id", "uuid", "Source", "Source", required=False),
        _field("effective_on", "date", "Effective on", "En vigueur le", required=False),
    ),
)
"""Why the editor changed a record: kept from session to session until it is submitted."""

HANDLED_FINDING = Table(
    name="handled_finding",
    label=Text("Finding marked as handled", "Constat marqué comme traité"),
    module="working_copy",
    submittable=False,
    geometry=None,
    key="key",
    fields=(
        Field("key", "text", Text("Hash of the finding", "Empreinte"), required=True, unique=True),
        _field("rule", "text", "Rule", "Règle"),
        _field("table_name", "text", "Table", "Table"),
        _field("id", "text", "Identifier", "Identifiant"),
        _field("handled_at", "datetime", "Handled at", "Traité le"),
    ),
)
"""What the editor has looked at and decided to leave as it is."""

WORKING_TABLES = (BASE_ROW, WORKING_COPY, CHANGE_MOTIVE, HANDLED_FINDING)
"""A working copy made by an older version has the first two; the others are added when first needed."""
