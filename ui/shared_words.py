# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a shared layer, and what may be done about it: the same in the panel and in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtWidgets import QMenu

from ..core.connections import State
from ..host.language import say, tr
from ..host.shared_layers import profile_copies
from ..layers.shared_layer import is_offline, moment_text, reading_of, shared_of

if TYPE_CHECKING:
    from .shared_layers import SharedLayers


def words_of(layer: QgsVectorLayer) -> str:
    """Return what a person should know of a shared layer; empty when all is well."""
    shared, reading = shared_of(layer), reading_of(layer)
    if shared is None:
        return ""
    if not layer.isValid() or reading is None:
        return tr("“{title}” cannot be opened, and there is no copy of it.").format(title=shared.title)
    if is_offline(layer):
        return tr("“{title}”: copy of {date}, read-only, because the service could not be read.").format(
            title=shared.title, date=moment_text(reading.taken_at)
        )
    if reading.state is State.COMPLETE:
        return ""
    words = f"{shared.title} – {say(reading.text)}"
    if reading.state is State.INCOMPLETE:
        asks = tr("Analyses ask first.") if reading.asks_first else tr("You let analyses use it as it is.")
        words = f"{words} {asks}"
    return words


def fill_menu(menu: QMenu, layer: QgsVectorLayer, layers: SharedLayers) -> None:
    """Offer what may be done about a layer that is not whole, not verified or a copy."""
    layer_id, reading, shared = layer.id(), reading_of(layer), shared_of(layer)
    menu.addAction(tr("Try Again")).triggered.connect(lambda: layers.again(layer_id))
    if reading is not None and reading.asks_first:
        menu.addAction(tr("Use It As It Is")).triggered.connect(lambda: layers.accept(layer_id))
    is_less = reading is not None and reading.state is State.INCOMPLETE and not is_offline(layer)
    if shared is not None and is_less:
        copy = profile_copies().find(shared.key)
        if copy is not None:
            title = tr("Show the Last Good Copy ({date})").format(date=moment_text(copy.reading.taken_at))
            menu.addAction(title.replace("&", "&&")).triggered.connect(lambda: layers.turn_to_copy(layer_id))
