# SPDX-License-Identifier: GPL-2.0-or-later
"""The references of the schema as QGIS relations, so that forms show phones, services and closures."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsProject, QgsRelation, QgsRelationContext, QgsVectorLayer

from ..core.schema import load_schema
from ..core.schema.model import AUDIT_FIELDS
from ..host.language import say
from .fields import relation_id

OWNED = ("phone", "service_at_point", "call_centre", "closure", "point_profile")
"""Tables whose rows belong to one point: QGIS asks before it deletes them together with the point."""


def add_relations(project: QgsProject, layers: Mapping[str, QgsVectorLayer], points_id: str) -> None:
    """Register a relation for every reference between two loaded tables; those that exist are replaced."""
    manager = project.relationManager()
    for table in load_schema().tables.values():
        for field in table.fields:
            if field.references is None or field.type == "set" or field.name in AUDIT_FIELDS:
                continue
            target, key = field.references
            if table.name not in layers or target not in layers:
                continue
            relation = QgsRelation(QgsRelationContext(project))
            relation.setId(relation_id(points_id, table.name, field.name))
            relation.setName(say(table.label))
            relation.setReferencingLayer(layers[table.name].id())
            relation.setReferencedLayer(layers[target].id())
            relation.addFieldPair(field.name, key)
            if table.name in OWNED and field.name == "point_id":
                relation.setStrength(QgsRelation.RelationStrength.Composition)
            manager.addRelation(relation)
