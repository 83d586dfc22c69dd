# SPDX-License-Identifier: GPL-2.0-or-later
"""What a batch runs: the provider and one algorithm per file. ``qgis.core`` only: no iface, no widgets."""
