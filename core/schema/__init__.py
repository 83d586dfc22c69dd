# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared schema as objects, read once from ``resources/schema/schema.json``."""

from .model import Code, Domain, Field, MergeGroup, Rule, Schema, Table, Term
from .reader import load_schema, read_schema

__all__ = [
    "Code",
    "Domain",
    "Field",
    "MergeGroup",
    "Rule",
    "Schema",
    "Table",
    "Term",
    "load_schema",
    "read_schema",
]
