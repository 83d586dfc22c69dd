# SPDX-License-Identifier: GPL-2.0-or-later
"""The presets that come with the plugin and that anybody may edit: light, for QGIS asks as it starts."""
