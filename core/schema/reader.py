# SPDX-License-Identifier: GPL-2.0-or-later
"""Read ``schema.json`` into the objects of ``model``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Callable, TypeVar

from ..errors import SchemaError
from ..text import Text
from .model import Code, Domain, Field, MergeGroup, Rule, Schema, Table, Term

SCHEMA_PATH = Path(__file__).resolve().parents[2] / "resources" / "schema" / "schema.json"

_Named = TypeVar("_Named")


@lru_cache(maxsize=1)
def load_schema() -> Schema:
    """Return the schema this version of the plugin ships."""
    return read_schema(SCHEMA_PATH)


def read_schema(path: Path) -> Schema:
    """Read a schema file. Raises ``SchemaError`` when it is missing or is not such a file."""
    try:
        raw = path.read_bytes()
        return _schema(json.loads(raw), hashlib.sha256(raw).hexdigest())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(
            Text(
                "The shared schema “{path}” cannot be read. Nothing can be loaded or checked without it; "
                "install the plugin again.",
                "Le schéma partagé «\u00a0{path}\u00a0» est illisible. Rien ne peut être chargé ni vérifié "
                "sans lui; réinstallez l’extension.",
            ).format(path=path),
            details=repr(error),
        ) from error


def _schema(data: Mapping[str, Any], sha256: str) -> Schema:
    domains = [_domain(name, value) for name, value in data["domains"].items()]
    groups = [
        MergeGroup(name, _text(value), tuple(value["fields"]), value.get("policy"))
        for name, value in data["merge_groups"].items()
    ]
    return Schema(
        name=data["schema"],
        title=_text(data["title"]),
        version=data["version"],
        sha256=sha256,
        tables=_index(map(_table, data["tables"]), lambda table: table.name),
        domains=_index(domains, lambda domain: domain.name),
        rules=_index(map(_rule, data["rules"]), lambda rule: rule.id),
        merge_groups=_index(groups, lambda group: group.name),
        taxonomy=tuple(
            Term(item["code"], Text(item["name_en"], item["name_fr"]), item.get("parent_code"))
            for item in data["taxonomy_seed"]
        ),
        patterns=MappingProxyType(data["patterns"]),
        types=MappingProxyType(data["types"]),
        submission=MappingProxyType(data["submission"]),
        postal_first_letter=MappingProxyType(data["postal_first_letter"]),
        stale_months=MappingProxyType(data["stale_months"]),
    )


def _table(data: Mapping[str, Any]) -> Table:
    geometry = data["geometry"]
    return Table(
        name=data["name"],
        label=_text(data["label"]),
        module=data["module"],
        submittable=data["submittable"],
        geometry=geometry.lower() if geometry else None,
        key=data.get("key", "id"),
        fields=tuple(map(_field, data["fields"])),
        unique=tuple(tuple(columns) for columns in data.get("unique", ())),
        checks=tuple(data.get("checks", ())),
    )


def _field(data: Mapping[str, Any]) -> Field:
    references = data.get("references")
    table, _, column = (references or "").partition(".")
    return Field(
        name=data["name"],
        type=data["type"],
        label=_text(data["label"]),
        required=data["required"],
        unique=data["unique"],
        readonly=data["readonly"],
        publish=data["publish"],
        domain=data.get("domain"),
        references=(table, column) if references else None,
        max_length=data.get("max_length"),
        pattern=data.get("pattern"),
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        default=data.get("default"),
        merge_group=data.get("merge_group"),
    )


def _domain(name: str, data: Mapping[str, Any]) -> Domain:
    return Domain(
        name=name,
        label=_text(data["label"]),
        open=data["open"],
        values=tuple(
            Code(
                item["code"],
                _text(item),
                item.get("note", ""),
                item.get("deprecated", False),
                item.get("replaced_by"),
            )
            for item in data["values"]
        ),
    )


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(data["id"], data["severity"], data["applies_to"], data["test"], _text(data["message"]))


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"], data["fr"])


def _index(items: Iterable[_Named], name: Callable[[_Named], str]) -> Mapping[str, _Named]:
    return MappingProxyType({name(item): item for item in items})
