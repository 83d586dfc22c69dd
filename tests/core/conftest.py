# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of every room of core share."""

import pytest
from osgeo import gdal, ogr


def _switch(for_gdal, for_ogr):
    ogr.DontUseExceptions()
    gdal.DontUseExceptions()
    if for_gdal:
        gdal.UseExceptions()
    if for_ogr:
        ogr.UseExceptions()


@pytest.fixture(params=[False, True], ids=["gdal_returns", "gdal_raises"])
def gdal_raises(request):
    """GDAL's exceptions, as any plugin beside ours may have set them for the whole process: off, and on."""
    before = gdal.GetUseExceptions(), ogr.GetUseExceptions()
    _switch(request.param, request.param)
    yield request.param
    _switch(*before)
