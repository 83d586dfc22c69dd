# SPDX-License-Identifier: GPL-2.0-or-later
"""Expressions of a profile as the assistant shows them: one column, or a rule that is kept as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..core.importing.cleaning.dates import find_format
from ..core.importing.expressions import compile_expression
from ..core.importing.guesses import usual_expression
from ..core.importing.table import SourceTable
from ..core.schema import load_schema
from ..host.language import tr

Expression = Mapping[str, Any]

_CLEANING = ("address", "bool", "date", "languages", "phone", "postal", "province", "strip")
"""Operations that leave a column what it is, and only clean it."""
_COLUMN = "col"


def column_of(expression: Expression | None) -> str | None:
    """Return the column that an expression is no more than, None for a rule that a combo cannot show."""
    if not expression or len(expression) != 1:
        return None
    if _COLUMN in expression:
        return str(expression[_COLUMN])
    name, options = next(iter(expression.items()))
    if name in _CLEANING and isinstance(options, Mapping) and _COLUMN in options:
        return str(options[_COLUMN])
    return None


def with_column(expression: Expression, column: str) -> Expression:
    """Return an expression of one column with another column; how it is cleaned stays."""
    if _COLUMN in expression:
        return {_COLUMN: column}
    name, options = next(iter(expression.items()))
    return {name: {**options, _COLUMN: column}}


def expression_for(field: str, column: str, table: SourceTable | None = None) -> Expression:
    """Return the expression that reads a column as a field of ``service_point``, cleaned as its type asks.

    A date is read in the form that most of the table's values have.
    """
    known = load_schema().tables["service_point"].by_name.get(field)
    if known is not None and known.type == "date" and table is not None and column in table.columns:
        form = find_format(table.columns[column]).format
        return {"date": {_COLUMN: column, **({"format": form} if form else {})}}
    return usual_expression(field, column)


def date_formats(column: str, table: SourceTable) -> tuple[str, ...]:
    """Return the forms in which a column of dates can be read, the likeliest first."""
    found = find_format(table.columns.get(column, ()))
    return ((found.format,) if found.format else ()) + found.rivals


def columns_of(expression: Expression) -> list[str]:
    """Return all the columns an expression reads, sorted. Raises ``InputError`` for one that is wrong."""
    return sorted(compile_expression(dict(expression), "map").columns)


def rule_words(expression: Expression) -> str:
    """Return what a rule does, in a few words: its operation and the columns it reads."""
    operation = next((name for name in expression if name != "sep"), "")
    words = {
        "const": tr("always the same"),
        "concat": tr("joined"),
        "first": tr("first that is filled"),
        "lookup": tr("by a list of values"),
        "regex": tr("by a pattern"),
        "split": tr("a part of"),
    }.get(operation, operation)
    columns = ", ".join(columns_of(expression))
    return tr("By rule: {rule} ({columns})").format(rule=words, columns=columns) if columns else words


def whole_text(expression: Expression) -> str:
    """Return an expression as the profile's file has it."""
    return json.dumps(expression, ensure_ascii=False, indent=1)
