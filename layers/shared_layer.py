# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared layer in a project: what it remembers of its connection and of what came, and its name.

Layers are recognised by custom properties, which hold nothing secret; a project from elsewhere may hold
anything in them, so what is read back is checked.
"""

from __future__ import annotations

from datetime import datetime

from qgis.core import QgsDataSourceUri, QgsMapLayer, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt

from ..core.connections import Copy, Reading, Service, SharedLayer
from ..core.connections.copies import TABLE
from ..host.language import locale, tr
from .shared_sign import SHARED_PROPERTY

READING_PROPERTY = "service_points/reading"
OFFLINE_PROPERTY = "service_points/offline"

_PROVIDERS = {Service.WFS: "WFS", Service.OGC_API: "OAPIF", Service.ESRI: "arcgisfeatureserver"}


def live_source(shared: SharedLayer) -> tuple[str, str]:
    """Return QGIS's provider for a service and the source it opens; a login is in it as an id only.

    A file has none: its copy is what is opened.
    """
    uri = QgsDataSourceUri()
    if shared.service is Service.ESRI:
        uri.setParam("url", f"{shared.url}/{shared.layer}")
        uri.setParam("crs", "EPSG:4326")
    else:
        uri.setParam("url", shared.url)
        uri.setParam("typename", shared.layer)
    if shared.service is Service.WFS:
        uri.setParam("version", "auto")
        uri.setParam("pagingEnabled", "true")
    if shared.authcfg:
        uri.setAuthConfigId(shared.authcfg)
    return _PROVIDERS[shared.service], str(uri.uri(False))


def copy_source(copy: Copy) -> tuple[str, str]:
    """Return the provider and the source of a copy."""
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    return "ogr", metadata.encodeUri({"path": str(copy.path), "layerName": TABLE})


def open_layer(source: tuple[str, str], title: str) -> QgsVectorLayer:
    """Open a source as a layer that is in no project yet; a style of others is not read."""
    provider, uri = source
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    return QgsVectorLayer(uri, title, provider, options)


def mark(layer: QgsVectorLayer, shared: SharedLayer, reading: Reading, *, offline: bool) -> None:
    """Write into a layer where it is from and what came; make it read-only and name it."""
    layer.setCustomProperty(SHARED_PROPERTY, shared.to_json())
    layer.setCustomProperty(READING_PROPERTY, reading.to_json())
    layer.setCustomProperty(OFFLINE_PROPERTY, "yes" if offline else "")
    layer.setReadOnly(True)
    layer.setName(name_of(shared, reading, offline=offline))


def name_of(shared: SharedLayer, reading: Reading, *, offline: bool) -> str:
    """Return the name of a layer, which says of a copy that it is one, and of when."""
    if not offline:
        return shared.title
    return tr("{title} – copy of {date}").format(title=shared.title, date=moment_text(reading.taken_at))


def moment_text(moment: datetime) -> str:
    """Return a moment as the person's clock shows it."""
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), Qt.TimeSpec.LocalTime)
    here = locale()
    day = here.toString(shown.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {here.toString(shown.time(), QLocale.FormatType.ShortFormat)}"


def shared_of(layer: QgsMapLayer | None) -> SharedLayer | None:
    """Return the connection of a shared layer; ``None`` for any other layer."""
    if not isinstance(layer, QgsVectorLayer):
        return None
    return SharedLayer.from_json(layer.customProperty(SHARED_PROPERTY))


def reading_of(layer: QgsMapLayer | None) -> Reading | None:
    """Return what came of a shared layer; ``None`` for any other layer."""
    return None if shared_of(layer) is None else Reading.from_json(layer.customProperty(READING_PROPERTY))


def is_offline(layer: QgsMapLayer) -> bool:
    """Return whether a shared layer shows the last good copy because its service did not answer."""
    return layer.customProperty(OFFLINE_PROPERTY) == "yes"


def accept_as_it_is(layer: QgsVectorLayer) -> None:
    """Let analyses use what came of a layer; another reading asks again."""
    reading = reading_of(layer)
    if reading is not None:
        layer.setCustomProperty(READING_PROPERTY, reading.taken_as_it_is().to_json())


def shared_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the shared layers of a project, by name."""
    found = [layer for layer in project.mapLayers().values() if shared_of(layer) is not None]
    return sorted(found, key=lambda layer: (layer.name().casefold(), layer.id()))


def show_copy(layer: QgsVectorLayer, shared: SharedLayer, copy: Copy) -> None:
    """Turn a layer to the last good copy; it keeps its id, its place and its style."""
    provider, uri = copy_source(copy)
    layer.setDataSource(uri, shared.title, provider, False)
    mark(layer, shared, copy.reading, offline=True)
