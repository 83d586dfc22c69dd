# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON that services answer with, read so that digits stay as they are and nothing grows without bound."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ...text import Text
from .client import Answer, Client, Params
from .limits import Limits
from .problems import ServiceError, too_much, unexpected

Document = dict[str, Any]

_MOST_DIGITS = 19  # of a whole number of 64 bits
_VALUES = Text("at most {most} values at once", "au plus {most} valeurs à la fois")


def get_document(
    client: Client,
    url: str,
    params: Params | None = None,
    *,
    service: str,
    via: str | None = None,
    failure: Callable[[str, Document], ServiceError | None] = lambda url, document: None,
) -> Document:
    """Return the JSON object at an address, numbers as the texts they are written as.

    ``failure`` tells what the service reports as an error in it. A JSON array comes as the object
    ``{"contents": […]}``. Raises what ``Client.get`` raises, and ``ServiceError`` for what is no JSON.
    """
    documents: list[Document] = []

    def judge(answer: Answer) -> ServiceError | None:
        documents[:] = [parsed(answer, service, client.limits)]
        return failure(answer.url, documents[0])

    client.get(url, params, via=via, judge=judge)
    return documents[0]


def parsed(answer: Answer, service: str, limits: Limits) -> Document:
    """Return the object in an answer. Raises ``ServiceError``."""
    content = answer.content
    if content.count(b"{") + content.count(b"[") > limits.containers:
        raise too_much(answer.url, _VALUES.format(most=limits.containers))
    if content.count(b",") > limits.commas:
        raise too_much(answer.url, _VALUES.format(most=limits.commas))
    try:
        value = json.loads(
            content.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise unexpected(answer.url, service, str(error)[:200]) from error
    if isinstance(value, list):
        return {"contents": value}
    if not isinstance(value, dict):
        raise unexpected(answer.url, service)
    return value


def objects(value: object) -> list[Document]:
    """Return the objects of a list; nothing for what is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def member(value: object, *names: str) -> Any:  # noqa: ANN401  (JSON)
    """Return what is at a path of names; ``None`` where a part of it is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def count(value: object) -> int | None:
    """Return a count or a numeric id that a service gives; ``None`` for anything else: ``unknown``."""
    text = value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _refuse(text: str) -> None:
    raise ValueError(text)
