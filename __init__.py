# SPDX-License-Identifier: GPL-2.0-or-later
"""Service Points: one shared register of government service points, and what can be done with it."""


def classFactory(iface):  # noqa: ANN001, ANN201, N802  (the name and signature QGIS calls)
    """Return the plugin. Imports stay inside so that ``core`` can be used without QGIS."""
    from .plugin import ServicePointsPlugin  # noqa: PLC0415

    return ServicePointsPlugin(iface)
