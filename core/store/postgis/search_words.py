# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which the server searches and sorts points, as expressions over ``service_point p`` and the
organization ``o`` that runs it.

Text is compared as ``layers.filter.fold`` does it, for the letters of Latin script and all typographic marks:
decomposed, in lower case, without combining marks, with plain quotes, hyphens and spaces. All functions are
PostgreSQL's own and work alike in a database of any locale; they need PostgreSQL 13 and UTF-8.
"""

from __future__ import annotations

from typing import Any

from psycopg2 import sql

_LETTERS = (
    *(("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"), ("ø", "o"), ("Ø", "o"), ("ł", "l")),
    *(("Ł", "l"), ("đ", "d"), ("Đ", "d"), ("ı", "i"), ("\u00a0", " "), ("\u202f", " ")),
)
_CLASSES = (
    ("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]", ""),
    ("[’‘ʼ]", "'"),
    ("[“”]", '"'),
    ("[–—‑]", "-"),
)
_NAMES = ("name_en", "name_fr", "alt_name_en", "alt_name_fr")
_ADDRESS = ("address_line1", "address_line2", "city", "postal_code")
_SORTED = 200
"""Characters of a name that decide its place: an index holds nothing longer than 2,700 bytes."""
_OLDEST = 130000


def may_search(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the server can compare texts so."""
    cursor.execute(
        "SELECT current_setting('server_version_num')::int >= %s"
        " AND current_setting('server_encoding') = 'UTF8'",
        (_OLDEST,),
    )
    return bool(cursor.fetchone()[0])


def words_of_points() -> sql.Composable:
    """Return the query of what the table ``point_words`` holds: fid, sorted_en, sorted_fr, words."""
    closed_up = "replace(coalesce(p.postal_code, p.city, p.address_line2, p.address_line1, ''), ' ', '')"
    said = [*map(_there, (*_NAMES, *_ADDRESS)), sql.SQL(closed_up), sql.SQL("p.id::text")]
    said += [sql.SQL("coalesce(o.name_en, '')"), sql.SQL("coalesce(o.name_fr, '')")]
    return sql.SQL(
        "SELECT p.fid, {en} AS sorted_en, {fr} AS sorted_fr, {words} AS words"
        " FROM service_point p LEFT JOIN organization o ON o.id = p.organization_id"
    ).format(en=_sorted("name_en", "name_fr"), fr=_sorted("name_fr", "name_en"), words=_folded(_joined(said)))


def names_of_point() -> sql.Composable:
    """Return the names of a point, in both languages."""
    return _folded(_joined(list(map(_there, _NAMES))))


def pattern(word: str) -> str:
    """Return what is bound to LIKE for a word that is meant literally, anywhere in a text."""
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def _folded(text: sql.Composable) -> sql.Composable:
    bare: sql.Composable = sql.SQL("lower(normalize({}, NFD))").format(text)
    for signs, plain in _CLASSES:
        bare = sql.SQL("regexp_replace({}, {}, {}, 'g')").format(bare, sql.Literal(signs), sql.Literal(plain))
    for letter, plain in _LETTERS:
        bare = sql.SQL("replace({}, {}, {})").format(bare, sql.Literal(letter), sql.Literal(plain))
    return bare


def _sorted(first: str, second: str) -> sql.Composable:
    """The name that is shown, by code points as Python sorts it; the identifier where there is none."""
    names = (sql.Identifier("p", first), sql.Identifier("p", second))
    shown = sql.SQL("coalesce(nullif({}, ''), nullif({}, ''), p.id::text)").format(*names)
    return sql.SQL('left({}, {}) COLLATE "C"').format(_folded(shown), sql.SQL(str(_SORTED)))


def _there(column: str) -> sql.Composable:
    return sql.SQL("coalesce({}, '')").format(sql.Identifier("p", column))


def _joined(parts: list[sql.Composable]) -> sql.Composable:
    return sql.SQL(" || ' ' || ").join(parts)
