# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps QGIS from asking which datum transformation to use."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject


def take_usual_operations(project: QgsProject, systems: Iterable[QgsCoordinateReferenceSystem]) -> None:
    """Let a project go between coordinate systems by QGIS's own default operation, in both directions.

    The last of ``systems`` is what the map shows. An operation is kept from the earlier to the later system:
    QGIS 3.22 cannot take the extent of a map back to a layer by one that is kept the other way, and a legend
    that shows what is on the map stays empty.

    QGIS stops and asks wherever it knows several operations (NAD 83 to WGS 84, for example). Its default is
    within two metres and what the analyses use; what the project already says is kept.
    """
    context = project.transformContext()
    valid = [system for system in systems if system.isValid()]
    for source, wanted in combinations(valid, 2):
        if source == wanted or context.hasTransform(source, wanted):
            continue
        usual = QgsCoordinateTransform(source, wanted, context).instantiatedCoordinateOperationDetails()
        if usual.proj:
            context.addCoordinateOperation(source, wanted, usual.proj, True)
    project.setTransformContext(context)
