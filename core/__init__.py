# SPDX-License-Identifier: GPL-2.0-or-later
"""The domain: no QGIS and no Qt below this line, so it runs and is tested anywhere Python and GDAL do."""
