# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared store as QGIS layers: load, style, form, register, filter. No widgets, no ``iface``."""
