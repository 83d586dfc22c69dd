# SPDX-License-Identifier: GPL-2.0-or-later
"""“New Project from the Service Points Template”: an empty project, made ready, with the store in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsProject

from ..host.settings import settings
from ..layers.project_template import fill_project

if TYPE_CHECKING:
    from .panel import ServicePointsPanel


def begin_project(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    show_panel: Callable[[], ServicePointsPanel],
) -> bool:
    """Begin a new project, when QGIS has asked about the present one; False when the person stays with it."""
    project = QgsProject.instance()
    if not iface.newProject(True):
        return False
    fill_project(project)
    iface.mapCanvas().setReferencedExtent(project.viewSettings().defaultViewExtent())
    panel = show_panel()
    if settings().store and panel.session.register is None:
        panel.open_store(settings().store)
    return True
