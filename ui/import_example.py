# SPDX-License-Identifier: GPL-2.0-or-later
"""What the first rows of a source become under a profile that is being made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..core.errors import InputError
from ..core.importing.mapping import Mapped, map_table
from ..core.importing.profile import Expectation
from ..core.importing.profile_parsing import parse_profile
from ..core.importing.table import SourceTable
from ..core.text import Text
from .import_draft import ProfileDraft
from .import_fields import field_label
from .value_words import HOURS


@dataclass(frozen=True)
class Example:
    """The rows of a preview, mapped. ``problem`` says why there is nothing to show."""

    mapped: Mapped | None = None
    problem: Text | None = None

    def values(self, row: int) -> dict[str, str | None]:
        """Return what a row of the preview (from 0) becomes, by field; nothing for one that is left out."""
        place = self._place(row)
        if self.mapped is None or place is None:
            return {}
        values = {name: column[place] for name, column in self.mapped.fields.items()}
        values["key"] = self.mapped.keys[place]
        values[HOURS] = self.mapped.hours[place] or self.mapped.hours_notes[place]
        for phone in self.mapped.phones:
            values[f"phone.{phone.rule.tag}"] = phone.numbers[place]
        codes = [code for _rule, column in self.mapped.services for code in column[place]]
        values["services"] = ", ".join(codes) or None
        return values

    def unread(self, row: int) -> set[str]:
        """Return the fields that could not take what stands in a row."""
        place = self._place(row)
        if self.mapped is None or place is None:
            return set()
        line = int(self.mapped.lines[place])
        return {each.field for each in self.mapped.unread if line in each.lines}

    def is_left_out(self, row: int) -> bool:
        """Whether a filter leaves a row out."""
        return self.mapped is not None and self._place(row) is None

    def others(self, row: int) -> list[tuple[str, str, bool]]:
        """Return what a row becomes beside fields: label, value, whether it could not be read."""
        values, unread = self.values(row), self.unread(row)
        names = ["key", HOURS, "services", *(name for name in values if name.startswith("phone."))]
        return [
            (field_label(name), values.get(name) or "", name in unread)
            for name in names
            if values.get(name) or name in unread
        ]

    def _place(self, row: int) -> int | None:
        places = [] if self.mapped is None else self.mapped.rows.tolist()
        return places.index(row) if row in places else None


def example_of(draft: ProfileDraft, table: SourceTable) -> Example:
    """Map the rows of a preview. What a whole source must have (a number of rows) is not asked of them.

    Before a column identifies the rows, they have none, and the other fields
    can be looked at already.
    """
    document = dict(draft.document)
    if not draft.has_key:
        document["key"] = {**document["key"], "value": {"const": ""}}
    try:
        profile = replace(parse_profile(document), expect=Expectation(min_rows=0))
        return Example(map_table(profile, table))
    except InputError as error:
        return Example(problem=error.text)
