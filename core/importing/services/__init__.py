# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads rows from the services that governments publish open data with, over a session of ``requests``."""

from .ckan import Resource, ckan_resources, download_resource, read_ckan
from .client import Answer, Client
from .esri import count_esri, read_esri
from .hsds import read_hsds
from .limits import LIMITS, Limits
from .offers import Offered, offered_by_esri, offered_by_ogc_api, offered_by_wfs
from .ogc_features import count_ogc_features, read_ogc_features
from .problems import LimitError, ServiceError
from .wfs import count_wfs, read_wfs

__all__ = [
    "LIMITS",
    "Answer",
    "Client",
    "LimitError",
    "Limits",
    "Offered",
    "Resource",
    "ServiceError",
    "ckan_resources",
    "count_esri",
    "count_ogc_features",
    "count_wfs",
    "download_resource",
    "offered_by_esri",
    "offered_by_ogc_api",
    "offered_by_wfs",
    "read_ckan",
    "read_esri",
    "read_hsds",
    "read_ogc_features",
    "read_wfs",
]
