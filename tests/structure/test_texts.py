# SPDX-License-Identifier: GPL-2.0-or-later
"""Every sentence a person reads is there in English and in French, with the same placeholders."""

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from service_points.core.schema import load_schema
from service_points.core.text import Text


def _literal(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _text_calls(source):
    """Yield (call, en node, fr node) for each ``Text(…)``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            if any(key.arg is None for key in node.keywords):
                continue  # Text(**entry) of a resource, which has its own test
            given = dict(zip(("en", "fr"), node.args))
            given.update({key.arg: key.value for key in node.keywords})
            yield node, given.get("en"), given.get("fr")


def _writes_words(node):
    """An f-string or concatenation with words in it: its halves cannot be compared, so they drift apart."""
    if not isinstance(node, (ast.JoinedStr, ast.BinOp)):
        return False
    parts = [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return any(re.search(r"[^\W\d_]{4}", part) for part in parts)


def _faults(en, fr, script):
    """What a reader would see wrong; the spaces are judged as ``Text`` gives them out."""
    i18n = script("i18n")
    fr = Text(en, fr).in_("fr")
    if not en and not fr:
        return []  # nothing to say, in either language
    if not en.strip() or not fr.strip():
        return ["a language is empty"]
    faults = list(i18n.french_faults(fr))
    try:
        if i18n.placeholders(en) != i18n.placeholders(fr):
            faults.append(f"placeholders differ: {en!r} {fr!r}")
    except ValueError as problem:
        faults.append(f"{problem}: {en!r} {fr!r}")
    return faults


def test_texts_have_both_languages(shipped, script):
    wrong, seen = [], 0
    for source in shipped:
        for call, en, fr in _text_calls(source):
            if en is None or fr is None:
                wrong.append(f"{source.at(call)}: a language is missing")
            elif _literal(en) is not None and _literal(fr) is not None:
                seen += 1
                wrong += [
                    f"{source.at(call)}: {each}" for each in _faults(_literal(en), _literal(fr), script)
                ]
            elif _writes_words(en) or _writes_words(fr):
                wrong.append(
                    f"{source.at(call)}: an f-string or concatenation: use placeholders and format()"
                )
    assert not wrong, "\n".join(wrong)
    assert seen > 20


def _walk(value, path=""):
    if isinstance(value, dict):
        yield path, value
        for key, each in value.items():
            yield from _walk(each, f"{path}/{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            name = each.get("name") or each.get("code") or each.get("id") if isinstance(each, dict) else None
            yield from _walk(each, f"{path}/{name or number}")


def _pairs(entry):
    """The (English key, French key) that an object of a resource should hold together."""
    for key in entry:
        for own, other in (("en", "fr"), ("fr", "en")):
            if key == own:
                yield tuple(sorted((key, other)))
            elif key.endswith(f"_{own}"):
                yield tuple(sorted((key, key[: -len(own)] + other)))


def test_resources_have_both_languages(repository, script):
    """The presets and whatever else is data; the schema's own texts are judged as they are read, below."""
    wrong, seen = [], 0
    for path in sorted((repository / "resources").rglob("*.json")):
        if path.name == "schema.json":
            continue
        for place, entry in _walk(json.loads(path.read_text(encoding="utf-8"))):
            for english, french in set(_pairs(entry)):
                where = f"{path.name}{place}: {english}/{french}"
                if not isinstance(entry.get(english, ""), str) or not isinstance(entry.get(french, ""), str):
                    continue  # not a sentence
                seen += 1
                faults = _faults(entry.get(english, ""), entry.get(french, ""), script)
                wrong += [f"{where}: {each}" for each in faults]
    assert not wrong, "\n".join(wrong)
    assert seen > 20


def _texts_in(value, path=""):
    if isinstance(value, Text):
        yield path, value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts_in(getattr(value, each.name), f"{path}.{each.name}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts_in(each, f"{path}/{key}")
    elif isinstance(value, (tuple, list)):
        for number, each in enumerate(value):
            yield from _texts_in(each, f"{path}[{number}]")


def test_texts_of_the_schema_read_well_in_both_languages(script):
    texts = dict(_texts_in(load_schema()))
    assert len(texts) > 600
    wrong = [f"{path}: {each}" for path, text in texts.items() for each in _faults(text.en, text.fr, script)]
    assert not wrong, "\n".join(wrong)


def test_every_label_and_message_of_the_schema_is_bilingual(repository):
    schema = json.loads((repository / "resources" / "schema" / "schema.json").read_text(encoding="utf-8"))
    things = {
        f"{table['name']}.{f['name']}": f["label"] for table in schema["tables"] for f in table["fields"]
    }
    things.update({table["name"]: table["label"] for table in schema["tables"]})
    things.update({name: domain["label"] for name, domain in schema["domains"].items()})
    things.update({rule["id"]: rule["message"] for rule in schema["rules"]})
    for name, domain in schema["domains"].items():
        things.update({f"{name}={code['code']}": code for code in domain["values"]})
    wrong = [name for name, texts in things.items() if not (texts.get("en") and texts.get("fr"))]
    assert wrong == []


def test_help_pages_exist_in_both_languages(repository):
    pages = repository / "resources" / "help"
    english, french = (
        {p.relative_to(pages / each) for p in (pages / each).rglob("*.html")} for each in ("en", "fr")
    )
    assert english == french
    assert english
