# SPDX-License-Identifier: GPL-2.0-or-later
"""The schema reference: docs/en/schema.md and docs/fr/schema.md, from ``resources/schema/schema.json``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import plugin_package
from reference_example_submission import example_submission
from reference_markdown import MADE, code, page, table
from reference_rules import WHEN_FR
from reference_schema_words import APPLIES, JSON_TYPES, LEVELS, MODULES, SECTIONS, WORDS
from service_points.core.exchange import read_document
from service_points.core.publishing.publication import TABLES as PUBLISHED
from service_points.core.schema import Field, Schema, Table, load_schema
from service_points.core.schema.model import AUDIT_FIELDS
from service_points.core.text import Text

ROOT = plugin_package.ROOT
_WIDEST_PATTERN = 60
MISSING = "(à dire dans scripts/reference_rules.py)"
FILES = {"en": ROOT / "docs" / "en" / "schema.md", "fr": ROOT / "docs" / "fr" / "schema.md"}


def schema_page(language: str) -> dict[Path, str]:
    """Return the page of a language by its file."""
    return {FILES[language]: _SchemaPage(language, load_schema()).text()}


class _SchemaPage:
    def __init__(self, language: str, schema: Schema) -> None:
        self.language, self.schema, self.words = language, schema, WORDS[language]

    def say(self, text: Text) -> str:
        return text.in_(self.language)

    def pick(self, pair: tuple[str, str]) -> str:
        return pair[0 if self.language == "en" else 1]

    def text(self) -> str:
        words, schema = self.words, self.schema
        intro = words["intro"].format(
            name=schema.name,
            version=schema.version,
            tables=len(schema.tables),
            fields=sum(len(each.fields) for each in schema.tables.values()),
            lists=len(schema.domains),
            rules=len(schema.rules),
        )
        return page(
            f"# {self.say(schema.title)}",
            words["other"],
            intro,
            MADE[self.language],
            words["contents"],
            f"## {words['picture']}",
            words["picture_intro"],
            self._picture(),
            f"## {words['conventions']}",
            words["conventions_text"],
            self._types(),
            f"## {words['tables']}",
            words["tables_intro"],
            self._tables(),
            f"## {words['groups']}",
            words["groups_intro"],
            self._groups(),
            f"## {words['life']}",
            words["life_text"],
            f"## {words['rules']}",
            words["rules_intro"],
            self._rules(),
            f"## {words['submission']}",
            words["submission_text"],
            self._limits(),
            f"### {words['example']}",
            words["example_intro"],
            self._example(),
            f"## {words['lists']}",
            words["lists_intro"],
            self._lists(),
        )

    # -- the picture --------------------------------------------------------------------------------------

    def _picture(self) -> Iterator[str]:
        """One line for each reference, but for those to the custodian, the source and the submission."""
        yield from ("```mermaid", "erDiagram")
        for each in self.schema.tables.values():
            if each.module not in ("core", "network") or each.name in ("jurisdiction", "source"):
                continue
            for field in each.fields:
                if field.references and field.references[0] not in ("jurisdiction", "source", "submission"):
                    end = ("}" if field.type == "set" else "|") + ("|" if field.required else "o")
                    many = "o|" if field.unique else "o{"
                    yield f"    {field.references[0]} {end}--{many} {each.name} : {field.name}"
        yield from ("```", "")

    def _types(self) -> Iterator[str]:
        words = self.words
        rows = [
            (code(name), self.pick(JSON_TYPES[name]), code(each["gpkg"]))
            for name, each in self.schema.types.items()
        ]
        yield from table((words["type"], words["in_documents"], "GeoPackage"), rows)

    # -- tables -------------------------------------------------------------------------------------------

    def _tables(self) -> Iterator[str]:
        for each in self.schema.tables.values():
            yield from (f"### `{each.name}` – {self.say(each.label)}", "")
            yield from (self._about(each), "")
            yield from table(
                (self.words[name] for name in ("field", "label", "type", "required", "values", "who")),
                (self._field(each, field) for field in each.fields),
            )
            for field in each.fields:
                if field.pattern and len(field.pattern) > _WIDEST_PATTERN:
                    of, colon = self.words["pattern_of"], self.words["colon"]
                    yield f"- {of} `{field.name}`{colon} `{field.pattern}`"
            for check in each.checks:
                yield f"- {self.words['check']} `{check}`"
            for names in each.unique:
                yield f"- {self.words['unique']} `({', '.join(names)})`"
            yield ""

    def _about(self, each: Table) -> str:
        words = self.words
        geometry = words["geometry"].format(type=each.geometry) if each.geometry else words["no_geometry"]
        parts = [self.pick(MODULES[each.module]), geometry, words["key"].format(key=each.key)]
        parts.append(words["submittable" if each.submittable else "not_submittable"])
        if self._is_partners(each):
            parts.append(words["never_published"])
        return "; ".join(parts) + "."

    def _is_partners(self, each: Table) -> bool:
        return each.module == "network" and each.name not in PUBLISHED

    def _field(self, each: Table, field: Field) -> tuple[str, ...]:
        return (
            code(field.name),
            self.say(field.label),
            code(field.type),
            self.words["yes"] if field.required else "",
            self._values(field),
            self._who(each, field),
        )

    def _values(self, field: Field) -> str:
        words, parts = self.words, []
        if field.domain:
            parts.append(f"[`{field.domain}`](#{self._anchor(field.domain)})")
        if field.references:
            name, key = field.references
            parts.append(f"→ [`{name}`](#{self._table_anchor(name)}).`{key}`")
        if field.max_length:
            parts.append(f"≤\u00a0{field.max_length}")
        if field.minimum is not None:
            parts.append(f"≥\u00a0{field.minimum:g}")
        if field.maximum is not None:
            parts.append(f"≤\u00a0{field.maximum:g}")
        if field.pattern:
            shown = field.pattern if len(field.pattern) <= _WIDEST_PATTERN else words["pattern"]
            parts.append(code(shown) if shown == field.pattern else shown)
        if field.unique:
            parts.append(words["is_unique"])
        if field.default is not None:
            default = str(field.default).lower() if isinstance(field.default, bool) else field.default
            parts.append(f"{words['default']} `{default}`")
        if field.merge_group:
            parts.append(f"{words['group']} {field.merge_group}")
        return "; ".join(parts)

    def _who(self, each: Table, field: Field) -> str:
        """Who sees a field outside the store, and whether only the stewards write it."""
        who = "steward" if each.module == "ledger" else "partner" if not field.publish else "public"
        if each.name not in PUBLISHED and who == "public":
            who = "partner"
        said = self.words[who]
        return f"{said}; {self.words['steward_writes']}" if field.name in AUDIT_FIELDS else said

    def _anchor(self, domain: str) -> str:
        return _slug(f"{domain} – {self.say(self.schema.domains[domain].label)}")

    def _table_anchor(self, name: str) -> str:
        return _slug(f"{name} – {self.say(self.schema.tables[name].label)}")

    def _groups(self) -> Iterator[str]:
        rows = [
            (
                self.say(each.label),
                ", ".join(map(code, each.fields)),
                self.words["latest"] if each.policy else self.words["whole"],
            )
            for each in self.schema.merge_groups.values()
        ]
        yield from table((self.words["group_name"], self.words["fields"], self.words["at_merge"]), rows)

    # -- rules --------------------------------------------------------------------------------------------

    def _rules(self) -> Iterator[str]:
        tolerated = set(self.schema.submission["tolerated_warnings_default"])
        for letter, title in SECTIONS.items():
            rows = [
                (
                    f"**{rule.id}**" + ("\u00a0¹" if rule.id in tolerated else ""),
                    self.pick(LEVELS[rule.severity]),
                    self._applies(rule.applies_to),
                    rule.test if self.language == "en" else WHEN_FR.get(rule.id, MISSING),
                    self.say(rule.message),
                )
                for rule in self.schema.rules.values()
                if rule.id[0] == letter
            ]
            yield from (f"### {self.pick(title)}", "")
            yield from table(
                [self.words[name] for name in ("rule", "level", "applies", "when", "message")],
                rows,
            )
        yield from (self.words["tolerated"], "")

    def _applies(self, where: str) -> str:
        return code(where) if where in self.schema.tables else self.pick(APPLIES[where])

    # -- submissions --------------------------------------------------------------------------------------

    def _limits(self) -> Iterator[str]:
        limits, words = self.schema.submission["limits"], self.words
        rows = [(words["limits"][name], self._number(value)) for name, value in limits.items()]
        yield from table((words["limit"], words["most"]), rows)

    def _number(self, value: int) -> str:
        return f"{value:,}".replace(",", "\u00a0" if self.language == "fr" else ",")

    def _example(self) -> Iterator[str]:
        data = example_submission(self.language)
        read_document(data)  # an example that the merge would refuse is none
        yield from ("```json", *data.decode("utf-8").rstrip().splitlines(), "```", "")

    # -- lists --------------------------------------------------------------------------------------------

    def _lists(self) -> Iterator[str]:
        for each in self.schema.domains.values():
            yield from (f"### `{each.name}` – {self.say(each.label)}", "")
            yield from (self.words["open" if each.open else "closed"], "")
            yield from table(
                (self.words["code"], "English", "Français", self.words["note"]),
                [(code(value.code), value.label.en, value.label.fr, value.note) for value in each.values],
            )


def _slug(heading: str) -> str:
    """Return the anchor that forges make of a heading: letters, digits, hyphens and underscores stay."""
    kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -_")
    return kept.replace(" ", "-")
