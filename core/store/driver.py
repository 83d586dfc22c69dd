# SPDX-License-Identifier: GPL-2.0-or-later
"""What speaks with PostgreSQL: importing this module raises ``StoreError`` on a computer without psycopg2."""

from __future__ import annotations

from ..errors import StoreError
from ..text import Text

NO_PSYCOPG2 = Text(
    en="This QGIS cannot open a store in PostgreSQL: the Python library psycopg2 is missing. Ask whoever "
    "installed QGIS to add it (package python3-psycopg2). Stores in a file work without it.",
    fr="Ce QGIS ne peut pas ouvrir un dépôt PostgreSQL\u00a0: la bibliothèque Python psycopg2 est absente. "
    "Demandez à la personne qui a installé QGIS de l’ajouter (paquet python3-psycopg2). Les dépôts dans un "
    "fichier s’en passent.",
)

try:
    from psycopg2 import ProgrammingError
    from psycopg2.extensions import parse_dsn
except ImportError as problem:
    raise StoreError(NO_PSYCOPG2, str(problem)) from problem

__all__ = ["ProgrammingError", "parse_dsn"]
