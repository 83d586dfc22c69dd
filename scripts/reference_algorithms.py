# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of the algorithm reference, from the provider's own algorithms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plugin_package
from reference_errors import Said, reached, sentences
from reference_examples import EXAMPLES, OF_A_SERVER
from reference_markdown import MADE, code, page, sections_of, table
from reference_words import FIELD_TYPES, KINDS, ORDER, PARAMETER_TYPES, SOURCE_TYPES, WORDS

ROOT = plugin_package.ROOT
FOLDERS = {"en": ROOT / "docs" / "en" / "algorithms", "fr": ROOT / "docs" / "fr" / "algorithmes"}
_PICTURES = "../../../resources/help/img"
_NO_LIMIT = 1e300
_SAYS_FEW_WORDS = 30


class Algorithms:
    """Writes the pages in one language; QGIS is started and that language is spoken."""

    def __init__(self, language: str) -> None:
        from service_points.processing.provider import ALGORITHMS  # noqa: PLC0415

        self.language, self.words = language, WORDS[language]
        self.other = "fr" if language == "en" else "en"
        self.algorithms = [algorithm().create() for algorithm in ALGORITHMS]
        self._used = {algorithm.ID: _modules_of(algorithm) for algorithm in ALGORITHMS}

    def pages(self) -> dict[Path, str]:
        """Return every page by its file."""
        folder = FOLDERS[self.language]
        found = {folder / f"{a.name()}.md": self._page(a) for a in self.algorithms}
        found[folder / "README.md"] = self._contents()
        found[folder / "messages.md"] = self._messages()
        return found

    def _say(self, pair: tuple[str, str]) -> str:
        return pair[0 if self.language == "en" else 1]

    def _link(self, name: str) -> str:
        label = {"en": "English", "fr": "Français"}[self.other]
        return f"*[{label}](../../{self.other}/{FOLDERS[self.other].name}/{name}.md)*"

    # -- the list ---------------------------------------------------------------------------------------

    def _contents(self) -> str:
        words, parts = self.words, []
        for group in dict.fromkeys(a.group() for a in self.algorithms):
            rows = [
                (
                    f"[{a.displayName()}]({a.name()}.md)",
                    code(f"servicepoints:{a.name()}"),
                    a.shortDescription(),
                )
                for a in self.algorithms
                if a.group() == group
            ]
            parts += [f"## {group}", "", *table((words["algorithm"], words["id"], words["question"]), rows)]
        return page(
            f"# {words['algorithms']}",
            self._link("README"),
            words["contents_intro"],
            MADE[self.language],
            parts,
            words["running"],
            words["after"],
        )

    # -- one algorithm ----------------------------------------------------------------------------------

    def _page(self, algorithm: Any) -> str:  # noqa: ANN401  (SpAlgorithm)
        words, name = self.words, algorithm.name()
        html = (ROOT / "resources" / "help" / self.language / f"{name}.html").read_text(encoding="utf-8")
        (_, intro), *others = sections_of(html, _PICTURES)
        before = others[:1]
        after = [each for each in others[1:] if each[0] not in words["outputs_headings"]]
        outputs = [lines for heading, lines in others if heading in words["outputs_headings"]]
        return page(
            f"# {algorithm.displayName()}",
            f"{self._link(name)} · [{words['all']}](README.md)",
            f"`servicepoints:{name}` · {algorithm.group()}",
            f"> {algorithm.shortDescription()}",
            intro,
            _sections(before),
            f"## {words['example']}",
            words["example_of_a_server" if name in OF_A_SERVER else "example_intro"],
            ["```bash", EXAMPLES[name], "```", ""],
            self._parameters(algorithm),
            _sections(after),
            f"## {words['outputs']}",
            *outputs,
            self._outputs(algorithm),
            self._refusals(name),
            MADE[self.language],
        )

    def _parameters(self, algorithm: Any) -> Iterator[str]:  # noqa: ANN401
        from service_points.core.choice_words import choice_words  # noqa: PLC0415

        words = self.words
        flags = _flags()
        inputs = [d for d in algorithm.parameterDefinitions() if not d.flags() & flags.FlagHidden]
        for heading, is_advanced in ((words["parameters"], False), (words["advanced"], True)):
            rows = [
                (
                    code(d.name()),
                    f"**{d.description()}**" + (f"<br>{d.help()}" if d.help() else ""),
                    self._type(d),
                    self._default(d),
                )
                for d in inputs
                if bool(d.flags() & flags.FlagAdvanced) == is_advanced
            ]
            if rows:
                yield from (f"## {heading}", "")
                yield from table((words["name"], words["meaning"], words["type"], words["default"]), rows)
        for each in inputs:
            meanings = choice_words(algorithm.name(), each.name()) if each.type() == "enum" else {}
            if meanings:
                yield from (f"### {words['choices']} `{each.name()}`", "")
                yield from table(
                    (words["choice"], words["meaning"]),
                    [(code(name), text.in_(self.language)) for name, text in meanings.items()],
                )

    def _type(self, definition: Any) -> str:  # noqa: ANN401
        kind = definition.type()
        said = self._say(PARAMETER_TYPES[kind])
        if kind in ("source", "multilayer"):
            kinds = definition.dataTypes() if kind == "source" else [definition.layerType()]
            sorts = [self._say(SOURCE_TYPES[int(each)]) for each in kinds or [-2]]
            said = f"{said}\u00a0({', '.join(sorts)})"
        elif kind == "sink":
            said = f"{said}\u00a0({self._say(SOURCE_TYPES[int(definition.dataType())])})"
        elif kind == "enum":
            many = self.words["several_of"] if definition.allowMultiple() else said
            said = many + " " + ", ".join(code(each) for each in definition.options())
        elif kind == "field":
            many = self.words["fields_of"] if definition.allowMultiple() else said
            said = f"{many} {code(definition.parentLayerParameterName())}"
        elif kind == "number":
            said += self._limits(definition)
        return said

    def _limits(self, definition: Any) -> str:  # noqa: ANN401
        low, high = definition.minimum(), definition.maximum()
        if abs(low) > _NO_LIMIT and abs(high) > _NO_LIMIT:
            return ""
        if abs(high) > _NO_LIMIT:
            return f", {self.words['at_least']} {_number(low, self.language)}"
        return ", " + self.words["between"].format(
            low=_number(low, self.language), high=_number(high, self.language)
        )

    def _default(self, definition: Any) -> str:  # noqa: ANN401
        flags = _flags()
        value = definition.defaultValue()
        if value in (None, "") or definition.isDestination():
            return self.words["optional" if definition.flags() & flags.FlagOptional else "required"]
        if isinstance(value, bool):
            return code(str(value).lower())
        if isinstance(value, float):
            return code(f"{value:g}")
        return ", ".join(code(each) for each in value) if isinstance(value, list) else code(value)

    # -- what comes out ---------------------------------------------------------------------------------

    def _outputs(self, algorithm: Any) -> Iterator[str]:  # noqa: ANN401
        from service_points.core.output_fields import output_fields  # noqa: PLC0415

        words = self.words
        rows = [
            (code(o.name()), o.description(), self._say(KINDS[o.type()]))
            for o in sorted(algorithm.outputDefinitions(), key=lambda o: ORDER.index(o.type()))
        ]
        yield from table((words["name"], words["meaning"], words["type"]), rows)
        for output in algorithm.outputDefinitions():
            fields = output_fields(algorithm.name(), output.name())
            if fields:
                yield from (f"### {words['fields_of_output']} `{output.name()}`", "")
                yield from table(
                    (words["field"], words["shown_as"], words["type"], words["meaning"]),
                    [self._field(each) for each in fields],
                )

    def _field(self, field: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
        kind, meaning = self._say(FIELD_TYPES[field.type]), field.meaning.in_(self.language)
        if field.is_inherited:
            return (f"*{self.words['fields_of']}* `{field.name[1:]}`", "", kind, meaning)
        known = {"unit": self.words["units"], "field": "‹DEMAND_FIELDS›"}
        (name, _), *_ = field.written(
            ["", "‹DEMAND_FIELDS›"] if "=GROUPS" in field.name else ["‹DEMAND_FIELDS›"]
        )
        return (code(name), field.label.format(**known).in_(self.language), kind, meaning)

    # -- what it refuses --------------------------------------------------------------------------------

    def _refusals(self, name: str) -> Iterator[str]:
        base = reached(ROOT / "processing" / "base.py")
        own = {path for path in self._used[name] if path.parent == ROOT / "processing"} - base
        said = self._sentences(sentences(own))
        intro = self.words["refusals_intro" if said else "no_refusals"]
        yield from (f"## {self.words['refusals']}", "", intro, "")
        yield from (f"- {each}" for each in said)
        yield ""

    def _messages(self) -> str:
        words, everything = self.words, frozenset().union(*self._used.values())
        rooms: dict[str, set[Path]] = {}
        for path in everything:
            parts = path.relative_to(ROOT).parts
            rooms.setdefault("/".join(parts[: 2 if parts[0] == "core" and len(parts) > 2 else 1]), set()).add(
                path
            )
        lines: list[str] = []
        for room in sorted(rooms):
            said = self._sentences(sentences(rooms[room]))
            if said:
                title = words["rooms"].get(room, room)
                lines += [f"## {title} (`{room}`)", "", *(f"- {each}" for each in said), ""]
        return page(
            f"# {words['messages']}",
            self._link("messages"),
            words["messages_intro"],
            lines,
            MADE[self.language],
        )

    def _sentences(self, found: list[Said]) -> list[str]:
        from service_points.host.language import tr  # noqa: PLC0415

        whole = [each for each in found if len(each.en) > _SAYS_FEW_WORDS and not each.en[0].islower()]
        texts = [each.en if self.language == "en" else each.fr or tr(each.en) for each in whole]
        return [" ".join(text.replace("<", "&lt;").split(" ")).replace("\n", " ") for text in texts]


def _modules_of(algorithm: type) -> frozenset[Path]:
    """Return the modules that declare an algorithm and do its work, and all that these use."""
    declared = ROOT.joinpath(*algorithm.__module__.split(".")[1:]).with_suffix(".py")
    return reached(declared) | reached(ROOT / "processing" / f"{algorithm.ID}_job.py")


def _sections(sections: list[tuple[str, list[str]]]) -> Iterator[str]:
    for heading, lines in sections:
        yield from (f"## {heading}", "", *lines, "")


def _number(value: float, language: str) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if language == "fr" else text


def _flags() -> Any:  # noqa: ANN401
    from qgis.core import QgsProcessingParameterDefinition  # noqa: PLC0415

    return QgsProcessingParameterDefinition.Flag
