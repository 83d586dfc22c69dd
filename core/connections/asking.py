# SPDX-License-Identifier: GPL-2.0-or-later
"""What a service is asked before QGIS reads a layer: is it there, what does it offer, how much has it."""

from __future__ import annotations

from ..importing.services import (
    Client,
    Offered,
    count_esri,
    count_ogc_features,
    count_wfs,
    offered_by_esri,
    offered_by_ogc_api,
    offered_by_wfs,
)
from .shared_layer import Service, SharedLayer


def advertised(client: Client, shared: SharedLayer) -> int | None:
    """Return how many records the service says the layer has; ``None`` where it does not tell.

    Raises ``ServiceError`` where the service does not answer or has no such layer, and ``Cancelled``. A file
    has no count of its own.
    """
    if shared.service is Service.ESRI:
        return count_esri(client, f"{shared.url}/{shared.layer}")
    if shared.service is Service.WFS:
        return count_wfs(client, shared.url, shared.layer)
    if shared.service is Service.OGC_API:
        path, mark, query = shared.url.partition("?")
        return count_ogc_features(client, f"{path}/collections/{shared.layer}{mark}{query}")
    return None


def offered(client: Client, service: Service, url: str) -> list[Offered]:
    """Return the layers to choose from; none for a file. Raises ``ServiceError`` and ``Cancelled``."""
    if service is Service.ESRI:
        return offered_by_esri(client, url)
    if service is Service.WFS:
        return offered_by_wfs(client, url)
    return offered_by_ogc_api(client, url) if service is Service.OGC_API else []
