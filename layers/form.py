# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of each table: one tab per question, the two languages side by side, related records inside.

No Python code is embedded in a form: QGIS would ask everyone whether to trust it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import (
    Qgis,
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

RELATION_WIDGET = "relation_editor"

TAIL = ("point_id", "custodian_code", "id", "row_version", "changed_at", "changed_by_submission")
"""Fields of related records that come last: QGIS fills them in."""


@dataclass(frozen=True)
class Block:
    """Fields in columns, or related records (``child``, the name of their table) over the whole width."""

    fields: tuple[str, ...] = ()
    columns: int = 2
    child: str = ""


def _point_tabs(table: Table) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The tabs of a service point. A field in English stands beside its French twin.

    A field of the schema that has no place of its own yet comes at the end of the first tab.
    """
    names = Block(("name_en", "name_fr", "alt_name_en", "alt_name_fr", "description_en", "description_fr"))
    kind = Block(("channel", "point_type", "status", "visibility", "status_from", "status_until"))
    who = Block(("organization_id", "custodian_code", "delivery_model", "parent_point_id"), columns=1)
    where = Block(
        (
            *("address_line1", "address_line2", "city", "province", "postal_code", "csduid"),
            *("address_note_en", "address_note_fr"),
            *("geo_method", "geo_accuracy_m", "geo_vintage", "timezone"),
        )
    )
    hours = Block(("hours",), columns=1)
    when = Block(("hours_note_en", "hours_note_fr", "appointment"))
    contact = Block(
        ("url_en", "url_fr", "booking_url_en", "booking_url_fr"),
    )
    written = Block(("email", "partner_note"), columns=1)
    lists = Block(("languages", "accessibility", "facilities"), columns=1)
    access = Block(("accessibility_note_en", "accessibility_note_fr", "ol_obligation"))
    checked = Block(
        (
            *("verified_on", "verified_method", "source_id", "site_id", "id"),
            *("row_version", "changed_at", "changed_by_submission"),
        )
    )
    placed = (names, kind, who, where, hours, when, contact, written, lists, access, checked)
    known = {name for block in placed for name in block.fields}
    others = tuple(field.name for field in table.attribute_fields if field.name not in known)
    return (
        (tr("What and who"), (names, kind, who, *([Block(others)] if others else []))),
        (tr("Where"), (where,)),
        (tr("When"), (hours, when, Block(child="closure"))),
        (tr("Services"), (Block(child="service_at_point"), Block(child="call_centre"))),
        (tr("Contact"), (contact, written, Block(child="phone"))),
        (tr("Access"), (lists, access)),
        (tr("Verification and source"), (checked,)),
    )


def configure_form(layer: QgsVectorLayer, table: Table, project: QgsProject, points_id: str) -> None:
    """Lay out the form of a table. The relations must have been added to the project before."""

    def child_relation(child: str) -> QgsRelation:
        return project.relationManager().relation(relation_id(points_id, child, "point_id"))

    config = layer.editFormConfig()
    config.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceNone)
    for forget in (config.setInitCode, config.setInitFunction, config.setInitFilePath, config.setUiForm):
        forget("")  # a project may bring somebody's code along
    config.clearTabs()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    if table.name == "service_point":
        for title, blocks in _point_tabs(table):
            _add_tab(config, layer, title, blocks, child_relation)
    else:
        names = [field.name for field in table.attribute_fields]
        ordered = [n for n in names if n not in TAIL] + [n for n in TAIL if n in names]
        _add_tab(config, layer, say(table.label), (Block(tuple(ordered), columns=1),), child_relation)
    for index in range(layer.fields().count()):
        field = table.by_name.get(layer.fields().at(index).name())
        config.setLabelOnTop(index, True)
        config.setReadOnly(index, field is None or field.readonly or field.name == "id")
    layer.setEditFormConfig(config)


def _make_tab(container: QgsAttributeEditorContainer) -> None:
    """Show a container as a tab instead of a group box."""
    if hasattr(container, "setType"):  # QGIS 3.32
        container.setType(Qgis.AttributeEditorContainerType.Tab)
    else:
        container.setIsGroupBox(False)


def _add_tab(
    config: QgsEditFormConfig,
    layer: QgsVectorLayer,
    title: str,
    blocks: tuple[Block, ...],
    child_relation: Callable[[str], QgsRelation],
) -> None:
    tab = QgsAttributeEditorContainer(title, config.invisibleRootContainer())
    _make_tab(tab)
    tab.setColumnCount(1)
    for block in blocks:
        if block.child:
            relation = child_relation(block.child)
            if relation.isValid():
                element = QgsAttributeEditorRelation(relation, tab)
                element.setRelationWidgetTypeId(RELATION_WIDGET)  # else QGIS 3.22 logs a failure
                element.setLabel(say(load_schema().tables[block.child].label))
                tab.addChildElement(element)
            continue
        group = QgsAttributeEditorContainer("", tab)
        group.setShowLabel(False)
        group.setColumnCount(block.columns)
        for name in block.fields:
            index = layer.fields().lookupField(name)
            if index >= 0:
                group.addChildElement(QgsAttributeEditorField(name, index, group))
        tab.addChildElement(group)
    config.addTab(tab)
