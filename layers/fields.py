# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of a store's layers: names and lists in the person's language, checks, values of new rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from qgis.core import (
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsFieldConstraints,
    QgsVectorLayer,
)

from ..core.schema import Code, Field, Schema, Table, load_schema
from ..core.schema.model import AUDIT_FIELDS
from ..core.text import Text, shortest
from ..host.language import official_language, say, tr

Constraint = QgsFieldConstraints.Constraint
Strength = QgsFieldConstraints.ConstraintStrength

LIST_TABLE = "domain_value"
LISTS_BY_TABLE = ("jurisdiction", "taxonomy_term")
"""Small reference tables that every store has in both languages: offered as plain lists."""

RELATION_PREFIX = "service_points"

POINTS = "service_point"
TABLE_PROPERTY = "service_points/table"
"""Custom property of a layer: the table of the schema it shows."""

GROUP_PROPERTY = "service_points/group"
"""Custom property of a group of the layer tree: ``store``, or ``tables`` in it."""

OWN_WIDGETS = ("hours", "id")
"""Fields left to the widgets that the plugin registers (``ui/form_fields.py``).

Their setup stays empty and the plugin's factories ask for them, because a form whose setup names a widget
that is not registered ends QGIS: a project must open without the plugin, and then shows a usual text line.
"""


def relation_id(points_id: str, table: str, field: str) -> str:
    """Return the id of the QGIS relation for a reference of the schema.

    ``points_id`` is the id of the points layer of the group: a store and its working copies, which have the
    same store id, may be in one project and must not show each other's records.
    """
    return f"{RELATION_PREFIX}:{points_id}:{table}.{field}"


def configure_fields(
    layer: QgsVectorLayer,
    table: Table,
    lists: Mapping[str, QgsVectorLayer],
    points_id: str,
    custodian: str | None,
) -> None:
    """Give every field its alias, widget, constraint and default value, from the schema.

    ``lists`` holds the layers that value lists read (``domain_value`` and ``LISTS_BY_TABLE``);
    ``custodian`` is the jurisdiction of a working copy, None when the store is only read.
    """
    schema = load_schema()
    fields = layer.fields()
    with _told_once(layer):
        for index in range(fields.count()):
            name = fields.at(index).name()
            field = table.by_name.get(name)
            if field is None:
                layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
                continue
            layer.setFieldAlias(index, _alias(field, custodian))
            layer.setEditorWidgetSetup(index, _widget(field, table, schema, lists, points_id))
            _constrain(layer, index, field, _table_check(field, table, schema))
            # Also where there is none: a project may bring somebody's expression along.
            layer.setDefaultValueDefinition(
                index, QgsDefaultValue(default_expression(field, custodian), False)
            )


@contextmanager
def _told_once(layer: QgsVectorLayer) -> Iterator[None]:
    """Let open forms and tables follow all of it at once: QGIS makes a form anew after every single step."""
    blocked = layer.blockSignals(True)
    try:
        yield
    finally:
        layer.blockSignals(blocked)
    layer.updatedFields.emit()


def _alias(field: Field, custodian: str | None) -> str:
    """The label of a field; in a working copy it says in words what the person has to fill in."""
    label = say(field.label)
    filled_in = field.readonly or bool(default_expression(field, custodian))
    if custodian is None or not field.required or filled_in:
        return label
    return tr("{label} (required)").format(label=label)


def default_expression(field: Field, custodian: str | None) -> str:
    """Return the expression that fills a field of a new row, or an empty text.

    ``changed_at`` has none: the file's own default is UTC, while QGIS writes ``now()`` as local time in some
    versions and as UTC in others.
    """
    if field.name == "id":
        return "uuid('WithoutBraces')"
    if field.name == "custodian_code":
        return QgsExpression.quotedValue(custodian) if custodian else ""
    if field.name == "verified_on" and field.required:
        return "to_date(now())"
    if field.default is not None:
        return QgsExpression.quotedValue(field.default)
    return ""


def _widget(
    field: Field, table: Table, schema: Schema, lists: Mapping[str, QgsVectorLayer], points_id: str
) -> QgsEditorWidgetSetup:
    if field.name in OWN_WIDGETS:
        return QgsEditorWidgetSetup()
    if field.name in AUDIT_FIELDS or field.readonly:
        return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": False})
    if field.type == "set":
        return _set_widget(field, lists)
    if field.domain:
        return QgsEditorWidgetSetup("ValueMap", {"map": value_map(schema.domains[field.domain].values)})
    if field.references:
        return _reference_widget(field, table, lists, points_id)
    return _plain_widget(field)


def value_map(codes: tuple[Code, ...]) -> list[dict[str, str]]:
    """Return a list for QGIS's value map widget: the words of the person's language, in schema order."""
    return [{say(code.label): code.code} for code in codes if not code.deprecated]


def _set_widget(field: Field, lists: Mapping[str, QgsVectorLayer]) -> QgsEditorWidgetSetup:
    if field.domain:
        source = lists.get(LIST_TABLE)
        condition = f'"domain" = {QgsExpression.quotedValue(field.domain)}'
        return _value_relation(source, f"label_{official_language()}", condition, multiple=True, empty=True)
    table = field.references[0] if field.references else ""
    return _value_relation(
        lists.get(table), f"name_{official_language()}", "", multiple=True, empty=not field.required
    )


def _reference_widget(
    field: Field, table: Table, lists: Mapping[str, QgsVectorLayer], points_id: str
) -> QgsEditorWidgetSetup:
    target = field.references[0] if field.references else ""
    if target in LISTS_BY_TABLE:
        return _value_relation(
            lists.get(target), f"name_{official_language()}", "", multiple=False, empty=not field.required
        )
    return QgsEditorWidgetSetup(
        "RelationReference",
        {
            "Relation": relation_id(points_id, table.name, field.name),
            "AllowNULL": not field.required,
            "OrderByValue": True,
            "ShowForm": False,
            "ShowOpenFormButton": True,
            "MapIdentification": target == "service_point",
            "AllowAddFeatures": False,
        },
    )


def _value_relation(
    source: QgsVectorLayer | None, value: str, condition: str, *, multiple: bool, empty: bool
) -> QgsEditorWidgetSetup:
    if source is None:
        return QgsEditorWidgetSetup("TextEdit", {})
    return QgsEditorWidgetSetup(
        "ValueRelation",
        {
            "Layer": source.id(),
            "LayerName": source.name(),
            "LayerSource": source.publicSource(),
            "LayerProviderName": source.providerType(),
            "Key": "code",
            "Value": value,
            "FilterExpression": condition,
            "AllowMulti": multiple,
            "AllowNull": empty,
            "NofColumns": 1,  # QGIS 3.22 ends itself over a cell without a value when many rows are edited
            "OrderByValue": True,
            "UseCompleter": False,
        },
    )


LONG_TEXT = 500


def _plain_widget(field: Field) -> QgsEditorWidgetSetup:
    if field.type == "bool":
        return QgsEditorWidgetSetup("ValueMap", {"map": [{tr("Yes"): "true"}, {tr("No"): "false"}]})
    if field.type == "date":
        config = {"display_format": "yyyy-MM-dd", "field_format": "yyyy-MM-dd", "calendar_popup": True}
        return QgsEditorWidgetSetup("DateTime", {**config, "allow_null": True})
    if field.type == "int" and field.minimum is not None and field.maximum is not None:
        return QgsEditorWidgetSetup(
            "Range",
            {"Min": int(field.minimum), "Max": int(field.maximum), "Step": 1, "AllowNull": True},
        )
    long = (field.max_length or 0) > LONG_TEXT or "_note_" in field.name
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": long, "UseHtml": False})


Check = tuple[str, Text]
"""An expression that must hold, and what to say when it does not."""


def _constrain(layer: QgsVectorLayer, index: int, field: Field, across: Check | None) -> None:
    """Set the constraints of a field.

    What the field alone decides blocks saving. What depends on another field (``across``) only warns,
    because one of the two has to be typed first; together with the former it blocks as well.
    """
    if field.required:
        layer.setFieldConstraint(index, Constraint.ConstraintNotNull, Strength.ConstraintStrengthHard)
    if field.unique:
        layer.setFieldConstraint(index, Constraint.ConstraintUnique, Strength.ConstraintStrengthHard)
    own = _own_check(field)
    checks = [check for check in (own, across) if check is not None]
    layer.setConstraintExpression(index, "")
    if checks:
        strength = Strength.ConstraintStrengthHard if own else Strength.ConstraintStrengthSoft
        expression = " AND ".join(f"({test})" for test, _ in checks)
        layer.setConstraintExpression(index, expression, " ".join(say(message) for _, message in checks))
        layer.setFieldConstraint(index, Constraint.ConstraintExpression, strength)


def _own_check(field: Field) -> Check | None:
    """What the value must meet to be stored at all, with the schema rule's own message."""
    schema = load_schema()
    quoted = QgsExpression.quotedColumnRef(field.name)
    if field.domain and field.type != "set" and not schema.domains[field.domain].open:
        values = schema.domains[field.domain].values
        codes = ", ".join(QgsExpression.quotedValue(code.code) for code in values)
        return f"{quoted} IS NULL OR {quoted} IN ({codes})", _filled("R02", field)
    tests: list[str] = []
    hints: list[Text] = []
    rule = "R04"
    pattern = field.pattern or schema.patterns.get(_pattern_name(field.name), "")
    if pattern and field.type == "text":
        tests.append(f"regexp_match({quoted}, {QgsExpression.quotedString(pattern)})")
        rule = _rule_of(field.name)
    if field.max_length and field.type == "text":
        tests.append(f"length({quoted}) <= {int(field.max_length)}")
        hints.append(Text("At most {n} characters.", "Au plus {n} caractères.").format(n=field.max_length))
    if field.minimum is not None:
        tests.append(f"{quoted} >= {field.minimum!r}")
        hints.append(Text("At least {n}.", "Au moins {n}.").format(n=shortest(field.minimum)))
    if field.maximum is not None:
        tests.append(f"{quoted} <= {field.maximum!r}")
        hints.append(Text("At most {n}.", "Au plus {n}.").format(n=shortest(field.maximum)))
    if not tests:
        return None
    said = [_filled(rule, field), *hints]
    return f"{quoted} IS NULL OR ({' AND '.join(tests)})", Text.join(" ", said)


def _pattern_name(name: str) -> str:
    if name == "email" or name.endswith("_email"):
        return "email"
    if name == "hours":
        return "hours_full"
    return "url" if name in ("url", "url_en", "url_fr", "booking_url_en", "booking_url_fr") else ""


def _rule_of(name: str) -> str:
    by_pattern = {"email": "P06", "url": "P04", "hours_full": "H01"}
    by_name = {"postal_code": "A01", "number": "P01"}
    return by_pattern.get(_pattern_name(name)) or by_name.get(name, "R04")


def _filled(rule: str, field: Field) -> Text:
    """Return a rule's message for a form, where the value stands right beside it."""
    message = _BESIDE_THE_VALUE.get(rule) or load_schema().rules[rule].message
    return message.format(field=field.label)


_BESIDE_THE_VALUE = {
    "R02": Text(
        "This value is not in the list “{field}”.",
        "Cette valeur ne figure pas dans la liste «\u00a0{field}\u00a0».",
    ),
    "R04": Text("“{field}” is not valid.", "«\u00a0{field}\u00a0» n’est pas valide."),
    "P04": Text("The web address is not valid.", "L’adresse Web n’est pas valide."),
    "H01": Text("The opening hours cannot be read.", "Les heures d’ouverture sont illisibles."),
}
"""Messages of the schema that name the value, without it."""


def _table_check(field: Field, table: Table, schema: Schema) -> Check | None:
    """What a field must meet together with others, None when there is nothing."""
    rules = schema.rules
    if field.name in ("name_en", "name_fr") and "name_en IS NOT NULL OR name_fr IS NOT NULL" in table.checks:
        message = Text(
            "A name is required in English or French.", "Un nom est requis en anglais ou en français."
        )
        return '"name_en" IS NOT NULL OR "name_fr" IS NOT NULL', message
    first = {"status_until": "status_from", "to_date": "from_date", "valid_to": "valid_from"}.get(field.name)
    if first in table.by_name:
        last = field.name
        return f'"{last}" IS NULL OR "{first}" IS NULL OR "{last}" >= "{first}"', rules["T01"].message
    if table.name == "service_point" and field.name in ("city", "province"):
        needed = f'"channel" <> \'in_person\' OR "{field.name}" IS NOT NULL'
        return needed, _filled("R01", field)
    if table.name == "service_point" and field.name == "verified_on":
        return '"verified_on" IS NULL OR "verified_on" <= to_date(now())', rules["T02"].message
    if table.name == "partnership" and field.name == "partner_organization_id":
        return '"host_organization_id" <> "partner_organization_id"', rules["X07"].message
    return None
