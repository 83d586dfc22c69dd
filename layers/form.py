# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of each table: one tab per question, the two languages side by side, related records inside.

No Python code is embedded in a form: QGIS would ask everyone whether to trust it.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsEditFormConfig,
    QgsProject,
    QgsRelation,
    QgsVectorLayer,
)

from ..core.schema import Table, load_schema
from ..host.language import say, tr
from .fields import relation_id

WIDE = 2
"""Columns of a tab: a field in English stands beside its French twin."""


def _point_tabs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The tabs of a service point; ``*table`` stands for its related records."""
    return (
        (
            tr("What and who"),
            (
                *("name_en", "name_fr", "alt_name_en", "alt_name_fr", "description_en", "description_fr"),
                *("channel", "point_type", "organization_id", "custodian_code", "delivery_model"),
                *("visibility", "status", "status_from", "status_until", "parent_point_id", "site_id"),
            ),
        ),
        (
            tr("Where"),
            (
                *("address_line1", "address_line2", "city", "province", "postal_code", "csduid"),
                *("address_note_en", "address_note_fr"),
                *("geo_method", "geo_accuracy_m", "geo_vintage", "timezone"),
            ),
        ),
        (tr("When"), ("hours", "appointment", "hours_note_en", "hours_note_fr", "*closure")),
        (tr("Services"), ("*service_at_point", "*call_centre")),
        (
            tr("Contact"),
            ("url_en", "url_fr", "booking_url_en", "booking_url_fr", "email", "partner_note", "*phone"),
        ),
        (
            tr("Access"),
            (
                *("languages", "ol_obligation", "accessibility", "facilities"),
                *("accessibility_note_en", "accessibility_note_fr"),
            ),
        ),
        (
            tr("Verification and source"),
            (
                *("verified_on", "verified_method", "source_id", "id"),
                *("row_version", "changed_at", "changed_by_submission"),
            ),
        ),
    )


def configure_form(layer: QgsVectorLayer, table: Table, project: QgsProject, store_id: str) -> None:
    """Lay out the form of a table. The relations must have been added to the project before."""

    def child_relation(child: str) -> QgsRelation:
        return project.relationManager().relation(relation_id(store_id, child, "point_id"))

    config = layer.editFormConfig()
    config.clearTabs()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    if table.name == "service_point":
        for title, names in _point_tabs():
            _add_tab(config, layer, title, names, child_relation)
    else:
        names = tuple(field.name for field in table.attribute_fields)
        _add_tab(config, layer, say(table.label), names, child_relation)
    for index in range(layer.fields().count()):
        field = table.by_name.get(layer.fields().at(index).name())
        config.setLabelOnTop(index, True)
        config.setReadOnly(index, field is None or field.readonly or field.name == "id")
    layer.setEditFormConfig(config)


def _add_tab(
    config: QgsEditFormConfig,
    layer: QgsVectorLayer,
    title: str,
    names: tuple[str, ...],
    child_relation: Callable[[str], QgsRelation],
) -> None:
    tab = QgsAttributeEditorContainer(title, config.invisibleRootContainer())
    tab.setIsGroupBox(False)
    tab.setColumnCount(WIDE)
    for name in names:
        if name.startswith("*"):
            relation = child_relation(name[1:])
            if relation.isValid():
                element = QgsAttributeEditorRelation(relation, tab)
                element.setLabel(say(load_schema().tables[name[1:]].label))
                tab.addChildElement(element)
            continue
        index = layer.fields().lookupField(name)
        if index >= 0:
            tab.addChildElement(QgsAttributeEditorField(name, index, tab))
    config.addTab(tab)
