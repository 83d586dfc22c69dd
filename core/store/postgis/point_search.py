# SPDX-License-Identifier: GPL-2.0-or-later
"""Points of a store found, counted and listed by the server: for a register too large to be read whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2 import sql

from ...progress import Progress
from ...schema import Table, load_schema
from ...service_days import COLUMNS as DAYS
from ...service_days import offers_of
from ..address import PostgisAddress
from ..model import Row
from ..point_question import Box, Figures, Place, PointPage, PointQuestion
from .pool import SessionPool
from .records import canonical_records, columns_of
from .search_layout import has_words, lacks_indexes
from .search_words import may_search, names_of_point, pattern, words_of_points

COLUMNS = {
    "order": "custodian_code",
    "jurisdiction": "custodian_code",
    "channel": "channel",
    "point_type": "point_type",
    "status": "status",
}
"""What is filtered by a single column."""
_LINKS = sql.Identifier("service_at_point")
_LOOKED_AT = 10_000
"""Points gone through in the order of their names, before all that are found are looked up and sorted:
words that many points have are among them, and those of a city are not."""
_FIRST = """
WITH first AS MATERIALIZED (
    SELECT w.fid, w.words, w.{key} AS sorted FROM {words} w {next} ORDER BY w.{key}, w.fid LIMIT %s)
SELECT {columns}, w.sorted, w.fid, {reasons}
  FROM first w JOIN service_point p ON p.fid = w.fid {where} ORDER BY w.sorted, w.fid LIMIT %s
"""
_ALL = """
WITH found AS MATERIALIZED (SELECT w.fid, w.{key} AS sorted FROM {points} {where})
SELECT {columns}, w.sorted, w.fid, {reasons}
  FROM (SELECT * FROM found {after} ORDER BY sorted, fid LIMIT %s) w
  JOIN service_point p ON p.fid = w.fid ORDER BY w.sorted, w.fid
"""


class PointSearch:
    """Answers questions about one store; from any thread, several at a time.

    Every method raises ``StoreError`` as a store does, and ``Cancelled`` soon after ``progress`` is.
    """

    def __init__(self, address: PostgisAddress) -> None:
        self._pool = SessionPool(address)
        self._words: sql.Composable = sql.Identifier("point_words")

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()

    def prepare(self, progress: Progress) -> bool | None:
        """Find out how the store is searched: return whether it is fast, None where it cannot be at all.

        A store without the table of words, or whose words are not those of all points, is searched by words
        that the server makes for each question.
        """
        with self._pool.reading(progress) as cursor:
            if not may_search(cursor):
                return None
            if has_words(cursor):
                return not lacks_indexes(cursor)
            self._words = sql.SQL("({})").format(words_of_points())
            return False

    def page(
        self,
        question: PointQuestion,
        progress: Progress,
        *,
        columns: Sequence[str],
        language: str,
        size: int,
        after: Place | None = None,
    ) -> PointPage:
        """Return the points that come ``after`` a place in the order of their names, ``size`` at most."""
        table = load_schema().tables["service_point"]
        fields = [table.by_name[name] for name in columns]
        key = sql.Identifier("sorted_fr" if language == "fr" else "sorted_en")
        where, values = _conditions(question)
        dates = (question.stale_before, question.today)
        parts = {
            "columns": columns_of(fields, "p"),
            "key": key,
            "reasons": _REASONS,
            "points": sql.SQL("{} w").format(self._words) if _has_only_words(question) else self._points(),
            "words": self._words,
            "where": _where(where),
            "next": sql.SQL("WHERE (w.{}, w.fid) > (%s, %s)" if after else "").format(key),
            "after": sql.SQL("WHERE (sorted, fid) > (%s, %s)" if after else ""),
        }
        place = after or ()
        with self._pool.reading(progress) as cursor:
            cursor.execute(
                sql.SQL(_FIRST).format(**parts),
                (*place, _LOOKED_AT if where else size, *dates, *values, size),
            )
            lines = cursor.fetchall()
            if where and len(lines) < size:
                cursor.execute(sql.SQL(_ALL).format(**parts), (*values, *dates, *place, size))
                lines = cursor.fetchall()
            rows = canonical_records(fields, [line[: len(fields)] for line in lines])
            for row, line in zip(rows, lines):
                row["reasons"] = line[-1]
            _add_what_belongs(cursor, rows, question.today)
        end = (lines[-1][-3], lines[-1][-2]) if len(lines) == size else None
        return PointPage(rows, end)

    def count(self, question: PointQuestion, progress: Progress) -> tuple[int, int]:
        """Return how many points are found inside the box, and how many there are without regard to it."""
        where, values = _conditions(question, with_box=False)
        inside, box = _inside(question.box)
        words_only = bool(question.words) and _has_only_words(question)
        with self._pool.reading(progress) as cursor:
            cursor.execute(
                sql.SQL("SELECT count(*) FILTER (WHERE {}), count(*) FROM {} {}").format(
                    inside,
                    sql.SQL("{} w").format(self._words) if words_only else self._points(question.words),
                    _where(where),
                ),
                (*box, *values),
            )
            shown, found = cursor.fetchone()
            return int(shown), int(found)

    def facet(self, question: PointQuestion, name: str, progress: Progress) -> dict[str, int]:
        """Return how many of the points found there are by each code of a facet, whatever is chosen of it.

        ``question.box`` has no say. Codes without a point are absent.
        """
        others = {facet: codes for facet, codes in question.chosen.items() if facet != name}
        where, values = _conditions(question, chosen=others, with_box=False)
        points = self._points(question.words)
        if name in COLUMNS:
            code = sql.Identifier("p", COLUMNS[name])
        elif name == "language":
            code = sql.Identifier("code")
            points = sql.SQL("{} CROSS JOIN unnest(p.languages) AS code").format(points)
        else:
            return self._services(question, points, where, values, progress)
        statement = sql.SQL("SELECT {}, count(*) FROM {} {} GROUP BY 1").format(code, points, _where(where))
        return self._counted(statement, values, progress)

    def condition(self, question: PointQuestion, progress: Progress) -> str:
        """Return a condition on ``service_point`` that needs no ``search_path``, its values quoted in it."""
        schema = self._pool.address.schema
        where, values = _conditions(question, links=sql.Identifier(schema, "service_at_point"))
        points = sql.SQL("{} p").format(sql.Identifier(schema, "service_point"))
        if question.words:
            words = sql.Identifier(schema, "point_words")
            points = sql.SQL("{} JOIN {} w ON w.fid = p.fid").format(points, words)
        found = sql.SQL('"fid" IN (SELECT p.fid FROM {} {})').format(points, _where(where))
        with self._pool.reading(progress) as cursor:
            return str(cursor.mogrify(found, values), "utf-8")

    def figures(self, question: PointQuestion, progress: Progress) -> dict[str, Figures]:
        """Return the numbers of all points by jurisdiction, on the days of ``question``."""
        with self._pool.reading(progress) as cursor:
            cursor.execute(
                sql.SQL(
                    "SELECT custodian_code, count(*), count(*) FILTER (WHERE verified_on >= %s),"
                    " count(*) FILTER (WHERE {} > 0),"
                    " count(*) FILTER (WHERE channel = 'in_person' AND status = 'active')"
                    " FROM service_point p GROUP BY 1"
                ).format(_REASONS),
                (question.stale_before, question.stale_before, question.today),
            )
            return {str(code): Figures(*map(int, numbers)) for code, *numbers in cursor.fetchall()}

    def extent(self, progress: Progress) -> Box | None:
        """Return about where the points are, None where that is not known."""
        with self._pool.reading(progress) as cursor:
            cursor.execute(
                "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM ST_EstimatedExtent("
                "current_schema()::text, 'service_point', 'geom') e"
            )
            box = cursor.fetchone()
            return None if box is None or box[0] is None else (box[0], box[1], box[2], box[3])

    def _points(self, words: Sequence[str] | None = None) -> sql.Composable:
        """The points, and beside them their words, but where no words are asked for."""
        if words is not None and not words:
            return sql.SQL("service_point p")
        return sql.SQL("service_point p JOIN {} w ON w.fid = p.fid").format(self._words)

    def _services(
        self,
        question: PointQuestion,
        points: sql.Composable,
        where: list[sql.Composable],
        values: list[object],
        progress: Progress,
    ) -> dict[str, int]:
        only = sql.SQL("")
        if where:
            only = sql.SQL("AND point_id IN (SELECT p.id FROM {} {})").format(points, _where(where))
        statement = sql.SQL(
            "SELECT service_id, count(DISTINCT point_id) FROM service_at_point WHERE {} {} GROUP BY 1"
        ).format(_OFFERED, only)
        return self._counted(statement, [question.today, question.today, *values], progress)

    def _counted(self, statement: sql.Composable, values: list[object], progress: Progress) -> dict[str, int]:
        with self._pool.reading(progress) as cursor:
            cursor.execute(statement, values)
            return {str(code): int(count) for code, count in cursor.fetchall()}


def _conditions(
    question: PointQuestion,
    *,
    chosen: Mapping[str, Collection[str]] | None = None,
    with_box: bool = True,
    links: sql.Composable = _LINKS,
) -> tuple[list[sql.Composable], list[Any]]:
    """Return what points must meet, and the values that are bound in it."""
    where: list[sql.Composable] = []
    values: list[Any] = []
    for word in question.words:
        where.append(sql.SQL("w.words LIKE %s"))
        values.append(pattern(word))
        if question.named:
            where.append(sql.SQL("{} LIKE %s").format(names_of_point()))
            values.append(pattern(word))
    for facet, codes in (question.chosen if chosen is None else chosen).items():
        where.append(_facet_condition(facet, links))
        values += [question.today] * 2 if facet == "service" else []
        values.append(sorted(codes))
    if question.outdated:
        where.append(sql.SQL("{} > 0").format(_REASONS))
        values += [question.stale_before, question.today]
    if question.ids is not None:
        where.append(sql.SQL("p.id = ANY (%s::uuid[])"))
        values.append(list(question.ids))
    if with_box and question.box is not None:
        inside, box = _inside(question.box)
        where.append(inside)
        values += box
    return where, values


def _has_only_words(question: PointQuestion) -> bool:
    """Whether all that is asked of a point stands in its words."""
    others = (question.named, question.chosen, question.outdated, question.box, question.ids is not None)
    return not any(others)


def _where(conditions: Sequence[sql.Composable]) -> sql.Composable:
    if not conditions:
        return sql.SQL("")
    return sql.SQL("WHERE {}").format(sql.SQL(" AND ").join(conditions))


def _facet_condition(facet: str, links: sql.Composable) -> sql.Composable:
    if facet in COLUMNS:
        return sql.SQL("{} = ANY (%s)").format(sql.Identifier("p", COLUMNS[facet]))
    if facet == "language":
        return sql.SQL("p.languages && %s::text[]")
    return sql.SQL("p.id IN (SELECT point_id FROM {} WHERE {} AND service_id = ANY (%s::uuid[]))").format(
        links, _OFFERED
    )


def _inside(box: Box | None) -> tuple[sql.Composable, tuple[float, ...]]:
    """The index compares boxes of rounded numbers, so the numbers themselves are compared too."""
    if box is None:
        return sql.SQL("TRUE"), ()
    west, south, east, north = box
    return _INSIDE, (west, south, east, north, west, east, south, north)


def _add_what_belongs(cursor: Any, rows: Sequence[Row], today: date) -> None:  # noqa: ANN401
    """Add to each point its organization's names, what it offers ``today`` and the closures."""
    tables = load_schema().tables
    ids = [row["id"] for row in rows]
    named = {
        row["id"]: row
        for row in _related(
            cursor,
            tables["organization"],
            ("id", "name_en", "name_fr"),
            "id",
            sorted({row["organization_id"] for row in rows if row["organization_id"]}),
        )
    }
    links: dict[str, list[Row]] = defaultdict(list)
    closed: dict[str, list[Row]] = defaultdict(list)
    for link in _related(
        cursor, tables["service_at_point"], ("point_id", "service_id", *DAYS), "point_id", ids
    ):
        links[link["point_id"]].append(link)
    for closure in _related(
        cursor, tables["closure"], ("point_id", "kind", "from_date", "to_date", "hours"), "point_id", ids
    ):
        closed[closure["point_id"]].append(closure)
    for row in rows:
        row["organization"] = named.get(row["organization_id"], {})
        row["offers"], row["closures"] = offers_of(links[row["id"]], today), closed[row["id"]]


def _related(
    cursor: Any,  # noqa: ANN401
    table: Table,
    columns: Sequence[str],
    key: str,
    ids: Sequence[str],
) -> list[Row]:
    """Return the records of a table that belong to these keys, in the order they were written."""
    fields = [table.by_name[name] for name in columns]
    cursor.execute(
        sql.SQL("SELECT {} FROM {} WHERE {} = ANY (%s::uuid[]) ORDER BY fid").format(
            columns_of(fields, table.name), sql.Identifier(table.name), sql.Identifier(key)
        ),
        (list(ids),),
    )
    return canonical_records(fields, cursor.fetchall())


_OFFERED = sql.SQL(
    "status = 'active' AND coalesce(valid_from <= %s, true) AND coalesce(valid_to >= %s, true)"
)
"""What ``service_days.is_offered`` says of a row of ``service_at_point``; bound are the day and the day."""
_REASONS = sql.SQL(
    "(coalesce(p.verified_on < %s, false)::int + (p.status = 'temporarily_closed'"
    " AND coalesce(p.status_until < %s, true))::int)"
)
"""How many of a point's dates need care (rules T03 and T04)."""
_INSIDE = sql.SQL(
    "(p.geom IS NULL OR p.geom && ST_MakeEnvelope(%s, %s, %s, %s, 4326)"
    " AND ST_X(p.geom) BETWEEN %s AND %s AND ST_Y(p.geom) BETWEEN %s AND %s)"
)
