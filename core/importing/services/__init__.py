# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads rows from the services that governments publish open data with, over a session of ``requests``."""

from .ckan import Resource, ckan_resources, download_resource, read_ckan
from .client import Answer, Client
from .esri import read_esri
from .hsds import read_hsds
from .limits import LIMITS, Limits
from .ogc_features import read_ogc_features
from .problems import LimitError, ServiceError
from .wfs import read_wfs

__all__ = [
    "LIMITS",
    "Answer",
    "Client",
    "LimitError",
    "Limits",
    "Resource",
    "ServiceError",
    "ckan_resources",
    "download_resource",
    "read_ckan",
    "read_esri",
    "read_hsds",
    "read_ogc_features",
    "read_wfs",
]
