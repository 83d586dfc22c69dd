# SPDX-License-Identifier: GPL-2.0-or-later
"""Keep the translations in step with the code.

    python3 scripts/i18n.py update        write new sentences to resources/i18n/*.ts, drop those that are gone
    python3 scripts/i18n.py check         fail on unfinished, missing, stale or wrong translations
    python3 scripts/i18n.py compile       make the .qm files that QGIS loads (needs Qt's lrelease)
    python3 scripts/i18n.py add iu 3      begin a third language, whose plurals have three forms
    python3 scripts/i18n.py pseudo        make the pseudo-locale qps, longer by 40 % and accented; not kept

Sentences are the literals of ``tr("…")`` and ``tr("%n …", n)`` in the rooms above ``core``, whose sentences
carry both languages themselves. French holds every sentence of ``tr``, English only those with a plural; any
other language has those of ``Text`` too, in a context of their own.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = "ServicePoints"
TEXT_CONTEXT = "Text"
"""As ``host.language`` has them."""
ROOMS = ("plugin.py", "host", "layers", "processing", "ui")
OFFICIAL = ("fr", "en")
PLURAL_FORMS = 2  # in French (0 and 1 are singular) as in English
PSEUDO = "qps"
NO_WORDS = ("finder/", "profiles/", "sample/")
"""Resources whose two languages are all there is: the public site, descriptions of sources, a sample."""
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
        return bool(self.forms) and all(self.forms)


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


def texts(root: Path = ROOT) -> dict[str, Message]:
    """Return the sentences of ``Text`` by their English: those of the code, then those of the resources."""
    found: dict[str, Message] = {}
    for room in ("core", *ROOMS):
        place = root / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            code, name = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
            counting = dict(plurals(code))
            for english in counting.values():
                found.setdefault(english, Message(english, plural=True, files=(name,)))
            for _, english, _ in pairs(code):
                if english not in counting:
                    found.setdefault(english, Message(english, plural=False, files=(name,)))
    resources = root / "resources"
    for path in sorted(resources.rglob("*.json")):
        name = path.relative_to(resources).as_posix()
        if not name.startswith(NO_WORDS):
            for english, _ in pairs_of(json.loads(path.read_text(encoding="utf-8"))):
                found.setdefault(english, Message(english, plural=False, files=(f"resources/{name}",)))
    return {english: message for english, message in found.items() if re.search(r"[^\W\d_]", english)}


TEXTS = ("Text", "_Problem", "_field")
"""What is called with an English sentence and its French twin: ``Text``, and what makes one."""


def pairs(code: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, English and French of each ``Text`` that is written out in a Python file."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TEXTS:
            given = {key.arg: key.value for key in call.keywords}
            said = [each.value for each in call.args if _is_words(each)]
            said += [given[key].value for key in ("en", "fr") if key in given and _is_words(given[key])]
            if len(said) >= 2:
                yield call.lineno, said[-2], said[-1]


def plurals(code: str) -> Iterator[tuple[str, str]]:
    """Yield the English of each ``Plural`` for one and for more, under which its translation is kept."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Plural":
            one, many = (next(pairs(ast.unparse(form)))[1] for form in call.args)
            yield one, many


def pairs_of(value: object) -> Iterator[tuple[str, str]]:
    """Yield the English and French of each pair in a resource: ``en``/``fr``, ``title_en``/``title_fr``."""
    if isinstance(value, dict):
        for key, english in value.items():
            other = "fr" if key == "en" else f"{key[:-3]}_fr" if str(key).endswith("_en") else ""
            french = value.get(other)
            if isinstance(english, str) and isinstance(french, str):
                yield english, french
        for each in value.values():
            yield from pairs_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from pairs_of(each)


def _is_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def placeholders(text: str) -> set[str]:
    """Return the ``{name}`` fields of a sentence, and ``%n``; ValueError when a brace is left open."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return names | ({"%n"} if "%n" in text else set())


def ts_path(language: str, root: Path = ROOT) -> Path:
    return root / "resources" / "i18n" / f"service_points_{language}.ts"


def languages(root: Path = ROOT) -> list[str]:
    """Return the languages that have a .ts file, French and English first."""
    files = ts_path("*", root).parent.glob(ts_path("*").name)
    return [*OFFICIAL, *sorted({path.stem.removeprefix("service_points_") for path in files} - {*OFFICIAL})]


def read_ts(path: Path, context: str = CONTEXT) -> dict[str, Message]:
    """Return the messages of a context by source; unfinished and obsolete ones have no forms."""
    if not path.exists():
        return {}
    messages = {}
    tree = ET.parse(path).getroot()
    for entry in (each for part in tree if part.findtext("name") == context for each in part.iter("message")):
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


def render(language: str, contexts: Mapping[str, list[Message]], n_forms: int = PLURAL_FORMS) -> str:
    """Return the text of a .ts file; ``n_forms``: how many plural forms the language has."""
    rules = "en" if language == PSEUDO else language  # Qt takes the rule of plurals from it
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{rules}_CA" sourcelanguage="en_CA">',
    ]
    for context, messages in contexts.items():
        lines += ["<context>", f"    <name>{context}</name>"]
        for message in messages:
            lines += _entry(message, n_forms)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _entry(message: Message, n_forms: int) -> Iterator[str]:
    yield f"    <message{' numerus=' + chr(34) + 'yes' + chr(34) if message.plural else ''}>"
    yield from (f'        <location filename="{escape(name)}"/>' for name in message.files)
    yield f"        <source>{escape(message.source)}</source>"
    finished = message.finished and len(message.forms) == (n_forms if message.plural else 1)
    kind = "" if finished else ' type="unfinished"'
    if message.plural:
        yield f"        <translation{kind}>"
        for form in (*message.forms, *("",) * n_forms)[:n_forms]:
            yield f"            <numerusform>{escape(form)}</numerusform>"
        yield "        </translation>"
    else:
        yield f"        <translation{kind}>{escape(''.join(message.forms))}</translation>"
    yield "    </message>"


def contexts_of(language: str, root: Path = ROOT) -> dict[str, dict[str, Message]]:
    """Return what a language has to translate, by context and source."""
    wanted = {CONTEXT: extract(root).messages}
    return wanted if language in OFFICIAL else {**wanted, TEXT_CONTEXT: texts(root)}


def update(root: Path = ROOT) -> list[str]:
    """Write every .ts file; return a line on each."""
    return [_update(language, root) for language in languages(root)]


def add(language: str, n_forms: int, root: Path = ROOT) -> str:
    """Begin the .ts file of a third language; return a line on it."""
    if not re.fullmatch(r"[a-z]{2,3}", language) or language in OFFICIAL:
        sys.exit("The code of a language is two or three letters of ISO 639, such as iu or es.")
    return _update(language, root, n_forms)


def _update(language: str, root: Path, n_forms: int = 0) -> str:
    path = ts_path(language, root)
    n_forms = n_forms or forms_of(path)
    merged, dropped = {}, 0
    for context, wanted in contexts_of(language, root).items():
        known = read_ts(path, context)
        merged[context] = merge(language, wanted, known)
        dropped += len(set(known) - {message.source for message in merged[context]})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(language, merged, n_forms), encoding="utf-8")
    messages = [message for each in merged.values() for message in each]
    unfinished = sum(not message.finished for message in messages)
    return f"{path.name}: {len(messages)} messages, {unfinished} unfinished, {dropped} dropped"


def forms_of(path: Path) -> int:
    """Return how many plural forms a .ts file has room for."""
    first = ET.parse(path).getroot().find(".//message[@numerus]/translation") if path.exists() else None
    return PLURAL_FORMS if first is None else len(first.findall("numerusform"))


def problems(root: Path = ROOT) -> list[str]:
    """Return everything that keeps the translations from being complete and right, a line each."""
    wrong = list(extract(root).problems)
    for language in languages(root):
        for context, wanted in contexts_of(language, root).items():
            wrong += _problems(language, context, wanted, root)
    return wrong


def _problems(language: str, context: str, wanted: dict[str, Message], root: Path) -> Iterator[str]:
    path = ts_path(language, root)
    known, n_forms = read_ts(path, context), forms_of(path)
    merged = merge(language, wanted, known)
    for source in sorted(set(known) - {message.source for message in merged}):
        yield f"{path.name}: no longer in the code: {source!r}"
    for message in merged:
        if message.source not in known:
            yield f"{path.name}: missing: {message.source!r} (run scripts/i18n.py update)"
        elif not message.finished or len(message.forms) != (n_forms if message.plural else 1):
            yield f"{path.name}: unfinished: {message.source!r}"
        else:
            for each in _faults(language, message):
                yield f"{path.name}: {message.source!r}: {each}"


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
    for language in languages(root):
        source = ts_path(language, root)
        target = source.with_suffix(".qm")
        if not source.exists():
            sys.exit(f"{source} is missing: run scripts/i18n.py update")
        if not target.exists() or target.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            compile_ts(source, target)


def compile_ts(source: Path, target: Path) -> None:
    """Make the .qm file of a .ts file."""
    program = next(filter(None, map(shutil.which, LRELEASE)), None)
    if program is None:
        sys.exit("Qt's lrelease was not found: install qttools5-dev-tools")
    subprocess.run([program, "-silent", str(source), "-qm", str(target)], check=True)


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        print("\n".join(update()))
    elif arguments == ["compile"]:
        compile_all()
    elif arguments[:1] == ["add"] and len(arguments) in (2, 3):
        print(add(arguments[1], int(arguments[2]) if arguments[2:] else PLURAL_FORMS))
    elif arguments == ["pseudo"]:
        from pseudo import write_pseudo  # noqa: PLC0415  (it needs this module)

        print(write_pseudo())
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
