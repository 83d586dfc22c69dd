# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store of service points: create, open, read, change, copy."""

from .address import PostgisAddress
from .create import create_store
from .geopackage import GeoPackageStore, settle_log
from .model import Row, RowChange, Store, StoreInfo, Unlike, WorkingCopyInfo
from .opening import open_store
from .upgrade import upgrade_store

__all__ = [
    "GeoPackageStore",
    "PostgisAddress",
    "Row",
    "RowChange",
    "Store",
    "StoreInfo",
    "Unlike",
    "WorkingCopyInfo",
    "create_store",
    "open_store",
    "settle_log",
    "upgrade_store",
]
