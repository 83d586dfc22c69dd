# SPDX-License-Identifier: GPL-2.0-or-later
"""Functions of the register for QGIS's expressions: in labels, filters, forms, models and ``qgis_process``.

A value that cannot be used gives an error with a sentence and no result, as QGIS's own functions do.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionFunction
from qgis.PyQt.QtCore import QDateTime, Qt, QVariant

from ..core.errors import InputError, ServicePointsError
from ..core.text import Text
from ..host.language import language, official_language, say, tr
from ..host.resources import help_text
from ..host.time_zone import time_zone

if TYPE_CHECKING:
    from ..core.hours import Hours

GROUP = "Service Points"
_TERMS = "taxonomy_term"
_KNOWN_LANGUAGES = ("en", "fr")

Parameter = QgsExpressionFunction.Parameter


class RegisterFunction(QgsExpressionFunction):
    """One function; its help is in the language of the person when it is made."""

    def __init__(self, name: str, parameters: Sequence[Parameter]) -> None:
        super().__init__(
            name, list(parameters), GROUP, help_text(official_language(), name), False, True, False
        )

    @abstractmethod
    def work(self, *values: Any) -> Any:  # noqa: ANN401
        """Return the result for the values, with None for NULL. Raises ``ServicePointsError``."""

    def func(
        self, values: Sequence[Any], context: QgsExpressionContext | None, parent: QgsExpression, node: object
    ) -> Any:  # noqa: ANN401  (what QGIS calls)
        """Return what ``work`` returns; an error goes to the expression."""
        try:
            return self.work(*(None if _is_null(value) else value for value in values))
        except ServicePointsError as problem:
            parent.setEvalErrorString(
                tr("{label}: {value}").format(label=self.name(), value=say(problem.text))
            )
        except Exception as problem:  # QGIS would take NULL for the answer without a word
            parent.setEvalErrorString(f"{self.name()}: {problem!r}")
        return None


class OpenAt(RegisterFunction):
    """``sp_open_at(hours, datetime, timezone?, holiday?)`` → true, false, or NULL where it is not known."""

    def __init__(self) -> None:
        optional = (Parameter("timezone", True, ""), Parameter("holiday", True, False))
        super().__init__("sp_open_at", (Parameter("hours"), Parameter("datetime"), *optional))

    def work(self, hours: Any, at: Any, timezone: Any, holiday: Any) -> bool | None:  # noqa: ANN401
        if hours is None or at is None or timezone is None or holiday is None:
            return None
        from ..core.hours import is_open

        local = _local(_moment(at), _text(timezone))
        known, is_holiday = _hours(_text(hours)), _truth(holiday)

        def on(day: date) -> bool:
            return is_holiday and day == local.date()

        return is_open(known, local, on)


class WeeklyHours(RegisterFunction):
    """``sp_weekly_hours(hours)`` → hours open in a week without holidays, NULL where it is not known."""

    def __init__(self) -> None:
        super().__init__("sp_weekly_hours", (Parameter("hours"),))

    def work(self, hours: Any) -> float | None:  # noqa: ANN401
        from ..core.hours import weekly_hours

        return None if hours is None else weekly_hours(_hours(_text(hours)))


class Label(RegisterFunction):
    """``sp_label(list, code, language?)`` → what a code is called; of several codes, with commas."""

    def __init__(self) -> None:
        super().__init__("sp_label", (Parameter("list"), Parameter("code"), Parameter("language", True, "")))

    def work(self, name: Any, code: Any, spoken: Any) -> str | None:  # noqa: ANN401
        if name is None or code is None or spoken is None:
            return None
        wanted = _text(spoken)[:2].lower()
        if wanted and wanted not in _KNOWN_LANGUAGES:
            raise InputError(_NO_LANGUAGE.format(language=_shown(spoken)))
        labels, is_open_list = _labels(_text(name))
        words = []
        for each in code if isinstance(code, (list, tuple)) else [code]:
            label = labels.get(str(each))
            if label is None and not is_open_list:
                raise InputError(_NO_CODE.format(code=_shown(each), name=name))
            words.append(label.in_(wanted or language()) if label is not None else str(each))
        return ", ".join(words)


_registered: list[RegisterFunction] = []
"""Kept alive: QGIS holds no reference of its own."""


def register_functions() -> None:
    """Add the functions to QGIS, once."""
    if not _registered:
        for function in (OpenAt(), Label(), WeeklyHours()):
            QgsExpression.registerFunction(function)
            _registered.append(function)


def unregister_functions() -> None:
    """Take them back."""
    while _registered:
        QgsExpression.unregisterFunction(_registered[-1].name())
        _registered.pop()  # not before: QGIS looks at it while it forgets it


@lru_cache(maxsize=4096)
def _hours(text: str) -> Hours:
    from ..core.hours import parse

    return parse(text)


@lru_cache(maxsize=64)
def _labels(name: str) -> tuple[Mapping[str, Text], bool]:
    """The labels of a list of the schema by code, and whether other codes may be in use.

    ``name``: a list (``channel``), or table and field (``service_point.channel``). Raises ``InputError``.
    """
    from ..core.schema import load_schema

    schema = load_schema()
    table, _, column = name.partition(".")
    field = schema.tables[table].by_name.get(column) if column and table in schema.tables else None
    wanted = field.domain if field is not None and field.domain else name
    if wanted == _TERMS:
        return {term.code: term.name for term in schema.taxonomy}, True
    if wanted not in schema.domains:
        raise InputError(_NO_LIST.format(name=_shown(name), known=", ".join(sorted(schema.domains))))
    domain = schema.domains[wanted]
    return {code: value.label for code, value in domain.by_code.items()}, domain.open


def _local(moment: QDateTime, zone: str) -> datetime:
    """The wall clock of a time zone at a moment; without a zone, the clock as it was given."""
    if zone:
        known = time_zone(zone)
        if known is None:
            raise InputError(_NO_ZONE.format(zone=_shown(zone)))
        moment = moment.toTimeZone(known)
    day, time = moment.date(), moment.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())


def _moment(value: object) -> QDateTime:
    moment = QDateTime.fromString(value, Qt.DateFormat.ISODate) if isinstance(value, str) else value
    is_day = isinstance(value, str) and ":" not in value  # Qt would take midnight for its time
    if is_day or not isinstance(moment, QDateTime) or not moment.isValid():
        raise InputError(_NO_MOMENT.format(value=_shown(value)))
    return moment


def _truth(value: object) -> bool:
    if isinstance(value, (bool, int, float)):
        return bool(value)
    raise InputError(_NO_TRUTH.format(value=_shown(value)))  # as QGIS does: 'false' would be true


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(_NO_TEXT.format(value=_shown(value)))
    return value


def _is_null(value: object) -> bool:
    return value is None or (isinstance(value, QVariant) and value.isNull())


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60
_NO_TEXT = Text(
    "“{value}” is no text.",
    "«\u00a0{value}\u00a0» n’est pas un texte.",
)
_NO_MOMENT = Text(
    "“{value}” is no date with a time, such as now() or to_datetime('2026-11-30T09:00:00').",
    "«\u00a0{value}\u00a0» n’est pas une date avec l’heure, comme now() ou "
    "to_datetime('2026-11-30T09:00:00').",
)
_NO_ZONE = Text(
    "“{zone}” is no time zone. Write it as America/Toronto.",
    "«\u00a0{zone}\u00a0» n’est pas un fuseau horaire. Écrivez-le comme America/Toronto.",
)
_NO_TRUTH = Text(
    "“{value}” is neither true nor false.",
    "«\u00a0{value}\u00a0» n’est ni vrai ni faux.",
)
_NO_LIST = Text(
    "“{name}” is no list of the schema. Lists: {known}, taxonomy_term; or a table and a field, such as "
    "service_point.status.",
    "«\u00a0{name}\u00a0» n’est pas une liste du schéma. Listes\u00a0: {known}, taxonomy_term; ou une table "
    "et un champ, comme service_point.status.",
)
_NO_CODE = Text(
    "“{code}” is no code of the list “{name}”.",
    "«\u00a0{code}\u00a0» n’est pas un code de la liste «\u00a0{name}\u00a0».",
)
_NO_LANGUAGE = Text(
    "“{language}” is no language of the register. Write en or fr.",
    "«\u00a0{language}\u00a0» n’est pas une langue du registre. Écrivez en ou fr.",
)
