# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of a store that have editor widgets of the plugin; these are loaded with the first form."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsEditorWidgetWrapper

from ..host.language import tr
from .form_checkers import close_checkers
from .form_registry import register_widget, withdraw_widget


def register_hours_widget() -> None:
    """Offer the editor for every field ``hours`` of a store's layers."""
    register_widget("ServicePointsHours", tr("Opening hours"), "hours", _hours)


def withdraw_hours_widget() -> None:
    """Leave a text line to the forms that open from now on."""
    withdraw_widget("ServicePointsHours")


def register_record_widget() -> None:
    """Offer the widget for every identifier of a store's layers."""
    register_widget("ServicePointsRecord", tr("Record of a store of service points"), "id", _record)


def withdraw_record_widget() -> None:
    """Leave forms that open from now on to QGIS, and forget what was read to check them."""
    withdraw_widget("ServicePointsRecord")
    close_checkers()


def _hours(*asked: Any) -> QgsEditorWidgetWrapper:  # noqa: ANN401  (what QGIS asks a factory for)
    from .hours_widget import HoursWrapper

    return HoursWrapper(*asked)


def _record(*asked: Any) -> QgsEditorWidgetWrapper:  # noqa: ANN401
    from .form_widget import RecordWrapper

    return RecordWrapper(*asked)
