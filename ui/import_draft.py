# SPDX-License-Identifier: GPL-2.0-or-later
"""A profile while it is being made: its JSON object, changed step by step, nothing of it ever lost."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..core.importing.expressions import compile_expression
from ..core.importing.guesses import KEY, PHONE, Guess
from ..core.importing.profile import Filter, Profile
from ..core.importing.profile_parsing import ADDRESS_FIELDS, parse_profile
from ..core.text import Text
from ..core.validation.similarity import fold
from .import_expressions import Expression, column_of

Kind = Literal["none", "column", "constant", "rule"]
RULES = ("phones", "services", "filter")
_LONGEST_ID = 40
_READING_ONLY = {"profile": "reading", "title_en": "-", "key": {"scheme": "reading", "value": {"const": "-"}}}


@dataclass(frozen=True)
class FieldState:
    """Where a field's value comes from. ``otherwise`` is the value of rows where the source has none.

    ``reason`` and ``question`` are those of a guess that nobody has touched since.
    """

    kind: Kind
    expression: Expression | None = None
    constant: Any = None
    reason: Text | None = None
    question: Text | None = None

    @property
    def column(self) -> str | None:
        return column_of(self.expression)


class ProfileDraft:
    """Members that the assistant does not show (a join, an attribution, a rule) stay as they are."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document: dict[str, Any] = copy.deepcopy(dict(document))
        self._guesses: dict[str, Guess] = {}
        self._offered: dict[str, Guess] = {}

    @classmethod
    def new(cls, name: str) -> ProfileDraft:
        """Return the profile of a source of which only the name is known: nothing is mapped yet."""
        code = profile_id(name)
        key = {"scheme": code, "value": {"col": ""}}
        title = name.strip()
        made = {"profile": code, "version": 1, "title_en": title, "title_fr": title, "key": key}
        return cls({**made, "map": {}, "constants": {"channel": "in_person"}})

    @property
    def is_blank(self) -> bool:
        """Whether nobody has said anything yet: what it has are guesses, and how a file is read."""
        bare = ProfileDraft(self._document)
        bare._guesses = dict(self._guesses)
        bare._withdraw()
        fresh = ProfileDraft.new(str(self.get("title_en")))
        return all(
            bare.get(name, None) == fresh.get(name, None)
            for name in (bare._document.keys() | fresh._document.keys()) - {"read", "kind"}
        )

    @property
    def document(self) -> Mapping[str, Any]:
        """The JSON object; a copy."""
        return copy.deepcopy(self._document)

    def profile(self) -> Profile:
        """Return the profile. Raises ``InputError`` that says what is wrong with it."""
        return parse_profile(self.document)

    def reading_profile(self) -> Profile:
        """Return a profile that reads the source as this one does, whatever is mapped. Raises as above."""
        kept = {name: self._document[name] for name in ("kind", "read", "join") if name in self._document}
        return parse_profile(copy.deepcopy({**_READING_ONLY, **kept}))

    def filters(self) -> tuple[Filter, ...]:
        """Return which rows are kept, whatever is mapped. Raises as above."""
        return parse_profile({**_READING_ONLY, "filter": self.get("filter", [])}).filters

    def get(self, name: str, default: object = "") -> Any:  # noqa: ANN401  (what JSON has there)
        """Return a member of the object; a copy."""
        return copy.deepcopy(self._document.get(name, default))

    def put(self, name: str, value: object) -> None:
        """Set a member; what is empty is left out."""
        if value in (None, "", [], {}):
            self._document.pop(name, None)
        else:
            self._document[name] = copy.deepcopy(value)

    def put_into(self, member: str, name: str, value: object) -> None:
        """Set a member of a member (``read``, ``expect``, ``lifecycle``); None takes it away."""
        inner = self.get(member, {})
        inner.pop(name, None)
        if value is not None:
            inner[name] = value
        self.put(member, inner)

    @property
    def key(self) -> Expression:
        """What identifies a row."""
        return self.get("key", {}).get("value", {})

    def set_key(self, expression: Expression | None) -> None:
        """Say what identifies a row."""
        self._guesses.pop(KEY, None)
        self._document["key"] = {**self.get("key", {}), "value": dict(expression or {"col": ""})}

    @property
    def has_key(self) -> bool:
        return self.key != {"col": ""}

    def rename(self, code: str) -> None:
        """Give the profile another id; identifiers follow where they were named after it."""
        key = self.get("key", {})
        if key.get("scheme") == self._document.get("profile"):
            self._document["key"] = {**key, "scheme": code}
        self._document["profile"] = code

    def state(self, field: str) -> FieldState:
        """Return where a field's value comes from now."""
        expression = self._document.get("map", {}).get(field)
        constants = self._document.get("constants", {})
        constant = constants.get(field)
        if field == "organization" and constant is None:
            constant = constants.get("organization_id")
        guess = self._guesses.get(field)
        reason = None if guess is None else guess.reason
        question = None if guess is None else guess.question
        if expression is not None:
            kind: Kind = "column" if column_of(expression) is not None else "rule"
            return FieldState(kind, copy.deepcopy(expression), constant, reason, question)
        return FieldState("none" if constant is None else "constant", None, constant)

    def map_field(self, field: str, expression: Expression | None) -> None:
        """Read a field from the source, or (None) not any more. An address in one piece gives way to its
        parts and they to it."""
        mapped = self.get("map", {})
        mapped.pop(field, None)
        self._guesses.pop(field, None)
        if expression is not None:
            rivals = ADDRESS_FIELDS.values() if field == "address" else ("address",)
            for rival in rivals if field == "address" or field in ADDRESS_FIELDS.values() else ():
                mapped.pop(rival, None)
                self._guesses.pop(rival, None)
            mapped[field] = dict(expression)
        self._document["map"] = mapped

    def set_constant(self, field: str, value: object) -> None:
        """Give every row that has no value of its own the same one; None takes it away."""
        constants = self.get("constants", {})
        constants.pop(field, None)
        if field == "organization":
            constants.pop("organization_id", None)
        if value not in (None, "", []):
            constants[field] = value
        self.put("constants", constants)

    def take_guesses(self, guesses: Sequence[Guess]) -> None:
        """Fill in what nobody has said yet; a guess is marked until a person touches the field.

        Earlier guesses that nobody touched give way: the source was read in another way since.
        """
        self._withdraw()
        self._offered = {guess.field: guess for guess in _of_parts(guesses)}
        for guess in self._offered.values():
            if guess.field == KEY:
                if not self.has_key:
                    self.set_key(guess.spec)
                    self._guesses[KEY] = guess
            elif guess.field == PHONE:
                if not self._document.get("phones"):
                    self.put("phones", [_guessed_phone(guess)])
                    self._guesses[PHONE] = guess
            elif self.state(guess.field).kind == "none" and not self._is_filled_by_address(guess.field):
                self.map_field(guess.field, guess.spec)
                self._guesses[guess.field] = guess

    def guess_of(self, field: str) -> Guess | None:
        """Return the guess that a field (or ``key``) still rests on."""
        return self._guesses.get(field)

    def offered(self, field: str) -> Expression | None:
        """Return what was guessed of a field (or ``key``), whatever a person made of it since."""
        guess = self._offered.get(field)
        return None if guess is None else guess.spec

    def answer(self, field: str, expression: Expression | None, constant: object) -> None:
        """Say how a field is read, and what it is where the source has nothing. What was guessed is marked
        as a guess again."""
        given = self.state(field).constant
        self.map_field(field, expression)
        if constant != given:  # one that names an organization by its id stays as it is
            self.set_constant(field, constant)
        guess = self._offered.get(field)
        if guess is not None and guess.spec == expression:
            self._guesses[field] = guess

    def questions(self) -> list[tuple[str, Text]]:
        """Return what guesses ask of a person: the field, and the question."""
        found = [(field, guess.question) for field, guess in self._guesses.items()]
        return [(field, question) for field, question in found if question is not None]

    def set_date_format(self, field: str, form: str) -> None:
        """Answer how the source writes the dates of a field."""
        column = self.state(field).column
        if column is not None:
            self.map_field(field, {"date": {"col": column, "format": form}})

    def used_columns(self) -> set[str]:
        """Return the columns that something is read from. Raises ``InputError`` for a wrong expression."""
        found: list[object] = [self.key, *self.get("map", {}).values()]
        for name in RULES:
            found += [rule.get("value") for rule in self.get(name, [])]
        names = {name for part in found if part for name in compile_expression(part, "map").columns}
        hours = self.get("hours", {})
        names.update(hours.get("columns", ()), hours.get("breaks", ()))
        return (names | {hours.get("holidays")}) - {None, ""}

    def _withdraw(self) -> None:
        for field, guess in list(self._guesses.items()):
            if field == KEY:
                self.set_key(None)
            elif field == PHONE:
                if self.get("phones", []) == [_guessed_phone(guess)]:
                    self.put("phones", None)
            else:
                self.map_field(field, None)
        self._guesses.clear()

    def _is_filled_by_address(self, field: str) -> bool:
        mapped = self._document.get("map", {})
        if field == "address":
            return any(part in mapped for part in ADDRESS_FIELDS.values())
        return field in ADDRESS_FIELDS.values() and "address" in mapped


def _of_parts(guesses: Sequence[Guess]) -> list[Guess]:
    """Beside columns of its other parts, a column called “address” is the street line."""
    fields = {guess.field for guess in guesses}
    if not fields & {"city", "province", "postal_code"}:
        return list(guesses)
    return [
        replace(guess, field="address_line1", spec={"col": guess.column})
        if guess.field == "address"
        else guess
        for guess in guesses
    ]


def _guessed_phone(guess: Guess) -> dict[str, Any]:
    return {"kind": "voice", "value": dict(guess.spec), "tag": "voice_1"}


def profile_id(name: str) -> str:
    """Return an id that a profile of this name may have: lower case, digits, hyphens."""
    code = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_ID].strip("-")
    return code if len(code) > 1 else f"source-{code}".rstrip("-")
