# SPDX-License-Identifier: GPL-2.0-or-later
"""What the host application gives us: language, settings, log, tasks, resources. ``qgis.core`` only."""
