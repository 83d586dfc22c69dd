# SPDX-License-Identifier: GPL-2.0-or-later
"""A project to begin with: coordinates, units, relative paths and a title, without any layer.

Whoever wants more saves it as one of QGIS's own templates (Project > Save To > Templates).
"""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsUnitTypes,
)

from ..host.language import tr
from .transformations import take_usual_operations

CRS = "EPSG:3347"
"""Statistics Canada's projection: all of Canada without much distortion, in metres."""
_OF_THE_WEB = "EPSG:3857"
_OTHERS = ("EPSG:4326", _OF_THE_WEB)
"""Coordinates of stores, and of maps of the web."""
_MARK = ("service_points", "template")
_ELLIPSOID = "EPSG:7019"  # GRS 80, of NAD 83
_CANADA = QgsRectangle(3_600_000, 650_000, 9_100_000, 4_700_000)  # in the projection above


def fill_project(project: QgsProject) -> None:
    """Make an empty project ready for service points, in the person's language."""
    crs = QgsCoordinateReferenceSystem(CRS)
    take_usual_operations(project, [*map(QgsCoordinateReferenceSystem, _OTHERS), crs])
    project.setCrs(crs)
    project.writeEntryBool(*_MARK, True)
    project.setEllipsoid(_ELLIPSOID)
    project.setDistanceUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    project.setAreaUnits(QgsUnitTypes.AreaUnit.AreaSquareKilometers)
    project.writeEntryBool("Paths", "/Absolute", False)
    project.setTitle(tr("Service points"))
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(_CANADA, crs))
    project.setDirty(False)


def crs_to_show(project: QgsProject) -> str:
    """Return the coordinates for a project whose first layers were just loaded.

    QGIS then takes those of a layer, and degrees would squash the map. ``fill_project`` has chosen already.
    """
    return CRS if project.readBoolEntry(*_MARK)[0] else _OF_THE_WEB
