# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wrong with a point, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ..days import to_date
from ..schema import load_schema
from ..text import Text
from ..validation.wording import date_text, pair_label
from .currency import FRESH, NEVER
from .mending import Mending


def reasons(mending: Mending) -> list[Text]:
    """Return what is wrong, the most serious first: a sentence for each kind of thing."""
    return list(_reasons(mending))


def _reasons(mending: Mending) -> Iterator[Text]:
    for error in mending.errors:
        table = load_schema().tables[error.table]
        field = table.by_name.get(error.field or "")
        yield error.message if field is None else _OF_FIELD.format(field=field.label, message=error.message)
    if mending.waiting:
        yield _WAITING.format(count=mending.waiting)
    if mending.duplicated:
        yield _DUPLICATE
    if mending.disputed:
        fields = load_schema().tables["service_point"].by_name
        yield _DISPUTED.format(fields=_listed([pair_label(fields[name]) for name in mending.disputed]))
    if mending.missing:
        yield _MISSING.format(items=_listed([item.full_label for item in mending.missing]))
    if mending.freshness == NEVER:
        yield _NEVER
    elif mending.freshness != FRESH:
        day = to_date(mending.point.get("verified_on"))
        if day is not None:
            yield load_schema().rules["T03"].message.format(date=date_text(day))
    if mending.approximate:
        yield load_schema().rules["G06"].message


def _listed(texts: list[Text]) -> Text:
    return Text.join(", ", texts)


_OF_FIELD = Text("{field}: {message}", "{field}\u00a0: {message}")
_MISSING = Text("Missing: {items}.", "Il manque\u00a0: {items}.")
_WAITING = Text(
    "Changes waiting for a decision: {count}.", "Changements en attente d’une décision\u00a0: {count}."
)
_DUPLICATE = Text("A very similar point is near.", "Un point très semblable se trouve à proximité.")
_DISPUTED = Text("Sources differ on: {fields}.", "Les sources ne s’accordent pas sur\u00a0: {fields}.")
_NEVER = Text("Never verified.", "Jamais vérifié.")
