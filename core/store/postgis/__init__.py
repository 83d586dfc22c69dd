# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store in PostgreSQL with PostGIS. Loaded only where one is asked for, as psycopg2 is.

Where psycopg2 is missing, importing any of it raises ``StoreError``.
"""

from .. import driver  # noqa: F401  (first of all)
from .create import create_postgis_store
from .opening import open_postgis_store
from .store import PostgisStore

__all__ = ["PostgisStore", "create_postgis_store", "open_postgis_store"]
