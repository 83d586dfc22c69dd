# SPDX-License-Identifier: GPL-2.0-or-later
"""Keep the translations of the QGIS side in step with the code.

    python3 scripts/i18n.py update     write new sentences to resources/i18n/*.ts, drop those that are gone
    python3 scripts/i18n.py check      fail on unfinished, missing, stale or wrong translations
    python3 scripts/i18n.py compile    make the .qm files that QGIS loads (needs Qt's lrelease)

Sentences are the literals of ``tr("…")`` and ``tr("%n …", n)`` in the rooms above ``core`` (whose sentences
carry both languages themselves). French holds every sentence, English only those with a plural.
"""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = "ServicePoints"
ROOMS = ("plugin.py", "host", "layers", "processing", "ui")
LANGUAGES = {"fr": "fr_CA", "en": "en_CA"}
PLURAL_FORMS = 2  # in French (0 and 1 are singular) as in English
LRELEASE = ("/usr/lib/qt5/bin/lrelease", "lrelease", "lrelease-qt5", "/usr/lib/qt6/bin/lrelease")


@dataclass(frozen=True)
class Message:
    """One sentence: its English source, whether it has plural forms, where it is, its translations."""

    source: str
    plural: bool
    files: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        return len(self.forms) == (PLURAL_FORMS if self.plural else 1) and all(self.forms)


@dataclass
class Extract:
    """The sentences of the code by source, and what is wrong with its calls of ``tr``."""

    messages: dict[str, Message] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def read(self, name: str, code: str) -> None:
        """Add the sentences of one Python file."""
        for call in ast.walk(ast.parse(code, name)):
            if isinstance(call, ast.Call) and _is_tr(call.func):
                self._add(name, call)

    def _add(self, name: str, call: ast.Call) -> None:
        where = f"{name}:{call.lineno}"
        literal = call.args[0] if call.args else None
        if not (isinstance(literal, ast.Constant) and isinstance(literal.value, str)):
            self.problems.append(
                f"{where}: tr() takes one literal sentence, no f-string, concatenation or variable"
            )
            return
        source, plural = literal.value, len(call.args) > 1 or bool(call.keywords)
        if not isinstance(call.func, ast.Name):
            self.problems.append(f"{where}: call tr() of host.language by its bare name")
        if not source.strip():
            self.problems.append(f"{where}: an empty sentence")
        if plural != ("%n" in source):
            self.problems.append(f"{where}: %n and the number go together: {source!r}")
        try:
            placeholders(source)
        except ValueError as problem:
            self.problems.append(f"{where}: {problem}: {source!r}")
        known = self.messages.get(source, Message(source, plural))
        if known.plural != plural:
            self.problems.append(f"{where}: used with and without a number: {source!r}")
        self.messages[source] = replace(known, files=tuple(sorted({*known.files, name})))


def _is_tr(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "tr") or (
        isinstance(function, ast.Attribute) and function.attr == "tr"
    )


def extract(root: Path = ROOT) -> Extract:
    """Read every sentence of the rooms above ``core``."""
    found = Extract()
    for room in ROOMS:
        place = root / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.read(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    """Return the ``{name}`` fields of a sentence, and ``%n``; ValueError when a brace is left open."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return names | ({"%n"} if "%n" in text else set())


def ts_path(language: str, root: Path = ROOT) -> Path:
    return root / "resources" / "i18n" / f"service_points_{language}.ts"


def read_ts(path: Path) -> dict[str, Message]:
    """Return the messages of a .ts file by source; unfinished and obsolete ones have no forms."""
    if not path.exists():
        return {}
    messages = {}
    for entry in ET.parse(path).getroot().iter("message"):
        source, translation = entry.findtext("source") or "", entry.find("translation")
        plural = entry.get("numerus") == "yes"
        forms: tuple[str, ...] = ()
        if translation is not None and translation.get("type") is None:
            parts = translation.findall("numerusform") if plural else [translation]
            forms = tuple(part.text or "" for part in parts)
        files = tuple(place.get("filename", "") for place in entry.findall("location"))
        messages[source] = Message(source, plural, files, forms)
    return messages


def merge(language: str, wanted: dict[str, Message], known: dict[str, Message]) -> list[Message]:
    """Return what the .ts file should hold, in its order: translations kept, new sentences empty."""
    merged = []
    for source, message in wanted.items():
        if language == "en" and not message.plural:
            continue
        old = known.get(source)
        forms = old.forms if old is not None and old.plural == message.plural else ()
        if not forms and language == "en":
            forms = _english_plural(source)
        merged.append(replace(message, forms=forms))
    return sorted(merged, key=lambda message: (message.files[0], message.source))


def _english_plural(source: str) -> tuple[str, ...]:
    """Both forms of a sentence that marks its plural with ``(s)`` alone; nothing for any other."""
    if "(" in source.replace("(s)", "") or "(s)" not in source:
        return ()
    return source.replace("(s)", ""), source.replace("(s)", "s")


def render(language: str, messages: list[Message]) -> str:
    """Return the text of a .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGES[language]}" sourcelanguage="en_CA">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for message in messages:
        lines.append(f"    <message{' numerus=' + chr(34) + 'yes' + chr(34) if message.plural else ''}>")
        lines += [f'        <location filename="{escape(name)}"/>' for name in message.files]
        lines.append(f"        <source>{escape(message.source)}</source>")
        kind = "" if message.finished else ' type="unfinished"'
        if message.plural:
            forms = (*message.forms, *("",) * PLURAL_FORMS)[:PLURAL_FORMS]
            lines.append(f"        <translation{kind}>")
            lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
            lines.append("        </translation>")
        else:
            lines.append(f"        <translation{kind}>{escape(''.join(message.forms))}</translation>")
        lines.append("    </message>")
    return "\n".join([*lines, "</context>", "</TS>", ""])


def update(root: Path = ROOT) -> list[str]:
    """Write both .ts files; return a line on each."""
    wanted, report = extract(root).messages, []
    for language in LANGUAGES:
        path = ts_path(language, root)
        known = read_ts(path)
        messages = merge(language, wanted, known)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(language, messages), encoding="utf-8")
        dropped = len(set(known) - {message.source for message in messages})
        unfinished = sum(not message.finished for message in messages)
        report.append(f"{path.name}: {len(messages)} messages, {unfinished} unfinished, {dropped} dropped")
    return report


def problems(root: Path = ROOT) -> list[str]:
    """Return everything that keeps the translations from being complete and right, a line each."""
    found = extract(root)
    wrong = list(found.problems)
    for language in LANGUAGES:
        name, known = ts_path(language, root).name, read_ts(ts_path(language, root))
        wanted = merge(language, found.messages, known)
        stale = set(known) - {message.source for message in wanted}
        wrong += [f"{name}: no longer in the code: {source!r}" for source in sorted(stale)]
        for message in wanted:
            if message.source not in known:
                wrong.append(f"{name}: missing: {message.source!r} (run scripts/i18n.py update)")
            elif not message.finished:
                wrong.append(f"{name}: unfinished: {message.source!r}")
            else:
                wrong += [f"{name}: {message.source!r}: {each}" for each in _faults(language, message)]
    return wrong


def _faults(language: str, message: Message) -> Iterator[str]:
    for form in message.forms:
        try:
            if placeholders(form) != placeholders(message.source):
                yield f"placeholders differ in {form!r}"
        except ValueError as problem:
            yield f"{problem} in {form!r}"
        if language == "fr":
            yield from french_faults(form)


def french_faults(text: str) -> Iterator[str]:
    """Say what breaks French typography: apostrophes and the spaces that must not break."""
    if re.search(r"\w'\w", text):
        yield f"straight apostrophe in {text!r}: write ’"
    if re.search(r"[^\u00a0\u202f](?::(?=\s|$)|»)|«[^\u00a0\u202f]| (?:[;!?]|%(?!n))", text):
        yield f"no-break space wanted before : » % and after «, none that breaks before ; ! ? in {text!r}"


def compile_all(root: Path = ROOT) -> None:
    """Make a .qm file of each .ts file that is newer; exit with a message when that cannot be done."""
    for language in LANGUAGES:
        source = ts_path(language, root)
        target = source.with_suffix(".qm")
        if not source.exists():
            sys.exit(f"{source} is missing: run scripts/i18n.py update")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        program = next(filter(None, map(shutil.which, LRELEASE)), None)
        if program is None:
            sys.exit("Qt's lrelease was not found: install qttools5-dev-tools")
        subprocess.run([program, "-silent", str(source), "-qm", str(target)], check=True)


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        print("\n".join(update()))
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["check"]:
        wrong = problems()
        print("\n".join(wrong) or "translations are complete")
        return 1 if wrong else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
