# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store in PostgreSQL with PostGIS. Loaded only where one is asked for, as psycopg2 is."""

from .create import create_postgis_store
from .opening import open_postgis_store
from .store import PostgisStore

__all__ = ["PostgisStore", "create_postgis_store", "open_postgis_store"]
