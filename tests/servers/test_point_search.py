# SPDX-License-Identifier: GPL-2.0-or-later
"""The search by the server: what it finds, how, and for whom. The expectation is the list in memory."""

import random
import time
from contextlib import closing
from datetime import date

import pytest
from service_points.core.errors import Cancelled, StoreError
from service_points.core.progress import SILENT
from service_points.core.store import RowChange, open_store
from service_points.core.store.postgis import point_search
from service_points.core.store.postgis.pool import SessionPool
from service_points.core.store.postgis.search_layout import add_search
from service_points.core.store.postgis.search_words import words_of_points
from service_points.core.store.postgis.session import Session
from service_points.layers import server_points
from service_points.layers.filter import Criteria, PointIndex, fold
from service_points.layers.freshness import outdated
from service_points.layers.register import read_register
from service_points.layers.server_points import read_server_points

FACETS = ("order", "jurisdiction", "channel", "point_type", "service", "language", "status", "attention")
WORDS = (
    *("ottawa", "Éra", "COEUR", "k1p", "K1P3", "d'or", "d’emploi", "agence 1", "organisme", "ᐃᖃ", "100", "%"),
    *(
        "_",
        "welcome newc",
        "st. john's",
        "nowhere",
        "a",
        "7 o",
        "'",
        "\\",
        "centre-",
        "Québec",
        "office",
        "20",
    ),
)
BOXES = (None, (-76.0, 45.0, -75.0, 46.0), (-140.0, 40.0, -50.0, 70.0), (-79.4, 43.6, -79.3, 43.7))


_DAYS = """
UPDATE service_at_point SET valid_from = CASE WHEN fid % 5 < 2 THEN current_date + (fid % 7)::int - 3 END,
                            valid_to = CASE WHEN fid % 5 > 2 THEN current_date + (fid % 7)::int - 3 END
"""


def listed(address):
    """Leave a store to its server, however small it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server_points, "LARGE", 0)
        patch.setattr(server_points, "open_named", lambda _name: open_store(address))
        patch.setattr(server_points, "database_address", lambda _name: address)
        return read_server_points(address.uri, SILENT)


@pytest.fixture(scope="module")
def put_sample(roles, make_store, sample_store):
    """Create a store with the records of the sample."""

    def put(address):
        with open_store(sample_store) as original, make_store(address, source=original):
            pass

    return put


@pytest.fixture(scope="module")
def put_random(roles, make_store, fill):
    """Create a store with generated records."""

    def put(address):
        make_store(address).close()
        fill(address, 1500, seed=7)

    return put


@pytest.fixture(scope="module", params=["sample", "random", "sample without the words"])
def both(request, new_address, put_sample, put_random):
    """The same store read whole, and left to its server."""
    address = new_address()
    (put_sample if "sample" in request.param else put_random)(address)
    with closing(Session(address)) as session, session.writing() as cursor:
        cursor.execute(_DAYS)
    if "without" in request.param:
        with closing(Session(address)) as session, session.writing() as cursor:
            cursor.execute("DROP TABLE point_words")
    server = listed(address)
    register = read_register(address.uri)
    assert server.is_slow is ("without" in request.param)
    yield register, PointIndex(register.points, outdated(register.points, date.today())), server
    server.close()


def in_memory(register, index, criteria, language, box):
    mask = index.matches(criteria)
    found = int(mask.sum())
    if box is not None:
        mask &= index.within(box)
    order = index.by_name(language)
    return [register.points[place] for place in order[mask[order]]], found


def page_by_page(server, criteria, language, box, size):
    points, reasons, after = [], {}, None
    while True:
        page = server.page(criteria, language, box=box, after=after, size=size)
        points += page.points
        reasons.update(page.reasons)
        if page.end is None:
            return points, reasons
        after = page.end


def test_the_server_finds_and_counts_what_the_list_in_memory_does(both):
    register, index, server = both
    assert server.register.figures == register.figures
    late = outdated(register.points, date.today())
    chance = random.Random(20261129)
    every = index.counts(Criteria())
    found_some = 0
    for _ in range(60):
        criteria = Criteria(text=" ".join(chance.sample(WORDS, chance.choice([0, 1, 1, 2]))))
        for facet in chance.sample(FACETS, chance.choice([0, 1, 2])):
            codes = sorted(every[facet])
            criteria = criteria.with_facet(facet, chance.sample(codes, min(len(codes), 2)))
        language, box = chance.choice(["en", "fr"]), chance.choice(BOXES)
        expected, found = in_memory(register, index, criteria, language, box)
        points, reasons = page_by_page(server, criteria, language, box, chance.choice([80, 700]))
        assert points == expected, criteria
        assert reasons == {point.id: late[point.id] for point in expected if point.id in late}
        assert server.count(criteria, box=box) == (len(expected), found)
        facet = chance.choice(["jurisdiction", "channel", "point_type", "service", "language", "status"])
        assert server.counts(criteria, facet) == index.counts(criteria)[facet], (criteria, facet)
        found_some += bool(expected)
    assert found_some > 15
    assert sum(bool(point.other_days) for point in register.points) > 15


def test_words_that_stand_in_a_name_are_told_from_others(both):
    register, _index, server = both
    word = fold(register.points[0].name.en).split()[0]
    named = server.page(Criteria(text=word), "en", size=10_000, named=True).points
    expected = {p.id for p in register.points if word in fold(" ".join(p.other_names))}
    assert {point.id for point in named} == expected


def test_letters_are_compared_as_in_memory(postgis, insert_point):
    """Every letter of Latin script in Unicode's first blocks, the syllabics, and typographic marks."""
    blocks = ((0xA1, 0x250), (0x1E00, 0x1F00), (0x1400, 0x1680), (0x2010, 0x2028))
    letters = [chr(code) for first, last in blocks for code in range(first, last)]
    odd = set("ŉſƛǰẖẗẘẙẚẛẞﬀ") | {chr(0x149), chr(0xB5)}  # letters no language here is written with
    wanted = [letter for letter in letters if letter.isprintable() and letter not in odd]
    postgis.apply(
        [insert_point(n, name_en=f"x{letter}x", name_fr=None) for n, letter in enumerate(wanted, 1)]
    )
    with closing(Session(postgis.address)) as session, session.reading() as cursor:
        cursor.execute("SELECT name_en, sorted_en FROM service_point JOIN point_words USING (fid)")
        different = [(name, key, fold(name)) for name, key in cursor.fetchall() if key != fold(name)]
    assert different == []


def test_the_words_follow_what_is_written(postgis, insert_point, point_id):
    def words():
        with closing(Session(postgis.address)) as session, session.reading() as cursor:
            cursor.execute("SELECT fid, sorted_en, sorted_fr, words FROM point_words ORDER BY fid")
            kept = cursor.fetchall()
            cursor.execute(words_of_points())
            assert sorted(kept) == sorted(cursor.fetchall())
            return [line[3] for line in kept]

    postgis.apply([insert_point(1), insert_point(2, name_fr="Bureau de l’Érable")])
    assert "bureau de l'erable" in words()[1]
    key = postgis.rows("organization")[0]["id"]
    postgis.apply([RowChange("update", "organization", key, {"name_fr": "Œuvre"})])
    assert all("oeuvre" in each for each in words())
    postgis.apply([RowChange("update", "service_point", point_id(1), {"postal_code": "K1P 1A4"})])
    assert "k1p1a4" in words()[0]
    postgis.apply([RowChange("delete", "service_point", point_id(2), {})])
    assert len(words()) == 1


def passes_through_all(plan):
    """A tenth of the points is without a position, and in every view: all words are read for one."""
    in_view = "geom IS NULL" in plan
    return "Seq Scan on service_point" in plan or ("Seq Scan on point_words" in plan and not in_view)


def test_a_large_register_is_searched_without_reading_all_of_it(large, monkeypatch):
    """No plan of a usual question passes through every point or every word."""
    plans = []
    monkeypatch.setattr(point_search, "_LOOKED_AT", 200)  # half of so small a store would be read in a row

    class Explaining:
        def __init__(self, cursor):
            self._cursor = cursor

        def execute(self, statement, values=()):
            text = statement.as_string(self._cursor) if hasattr(statement, "as_string") else statement
            if '"point_words" w' in text:
                self._cursor.execute("EXPLAIN " + text, values)
                plans.append("\n".join(line for (line,) in self._cursor.fetchall()))
            self._cursor.execute(statement, values)

        def __getattr__(self, name):
            return getattr(self._cursor, name)

    server = read_server_points(large.uri, SILENT)
    pool = server._search._pool
    reading = pool.reading

    def explained(progress):
        with_cursor = reading(progress)

        class Context:
            def __enter__(self):
                return Explaining(with_cursor.__enter__())

            def __exit__(self, *problem):
                return with_cursor.__exit__(*problem)

        return Context()

    pool.reading = explained
    assert not server.is_slow
    asked = (
        (Criteria(), None),
        (Criteria(text="ottawa emploi"), None),
        (Criteria(text="12345"), None),
        (Criteria(text="K1P 3C1"), None),
        (Criteria(text="agency 77 of"), None),
        (Criteria(), (-75.70, 45.41, -75.69, 45.42)),
    )
    for criteria, box in asked:
        assert server.page(criteria, "fr", box=box).points, criteria
    server.count(Criteria(text="12345"))
    server.close()
    assert len(plans) > len(asked)
    assert [plan for plan in plans if passes_through_all(plan)] == []


def test_an_older_store_is_given_what_it_lacks_by_its_owner_only(base, postgres, new_address, put_sample):
    owner = postgres.user("words_owner")
    postgres.psql(base, "-c", f"GRANT CREATE ON DATABASE {base} TO {owner}")
    address = postgres.address(base, owner, new_address().schema)
    put_sample(address)
    reader = postgres.address(base, postgres.user("words_reader", "casp_reader"), address.schema)
    steward = postgres.address(base, postgres.user("words_steward", "casp_steward"), address.schema)
    with closing(Session(address)) as session, session.writing() as cursor:
        cursor.execute("DROP TABLE point_words")
        cursor.execute("DROP FUNCTION keep_point_words, keep_organization_words CASCADE")
        cursor.execute("DROP INDEX idx_service_point_facets")
    for other in (reader, steward):
        with pytest.raises(StoreError, match="does not own"):
            add_search(other)
    made = add_search(address)
    assert {"point_words", "idx_service_point_facets", "idx_point_words_sorted_en"} <= set(made)
    assert add_search(address) == []
    server = listed(reader)
    key = server.page(Criteria(), "en").points[0].id
    assert [point.id for point in server.page(Criteria(text=key), "en").points] == [key]
    with open_store(
        steward, read_only=False
    ) as store:  # the words follow, though a steward may not write them
        store.apply([RowChange("update", "service_point", key, {"name_en": "Elsewhere"})])
    assert server.page(Criteria(text="elsewhere"), "en").points[0].id == key
    server.close()
    assert not server.is_slow
    for other in (reader, steward):
        with closing(Session(other)) as session, pytest.raises(StoreError), session.writing() as cursor:
            cursor.execute("UPDATE point_words SET words = ''")


def test_a_store_made_before_services_had_days_is_searched_and_given_the_index(new_address, put_sample):
    address = new_address()
    put_sample(address)
    older = (
        "CREATE INDEX idx_service_at_point_offered ON service_at_point (service_id) WHERE status = 'active'"
    )
    with closing(Session(address)) as session, session.writing() as cursor:
        cursor.execute("DROP INDEX idx_service_at_point_days")
        cursor.execute(older)
    server = listed(address)
    assert not server.is_slow  # the map can still be filtered
    assert server.counts(Criteria(), "service")
    server.close()
    assert add_search(address) == ["idx_service_at_point_days"]
    with closing(Session(address)) as session, session.reading() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE schemaname = %s"
            " AND indexname LIKE 'idx_service_at_point_%%' AND indexdef LIKE '%%WHERE%%'",
            (address.schema,),
        )
        assert cursor.fetchall() == [("idx_service_at_point_days",)]


def test_words_of_some_points_only_are_not_trusted(new_address, put_sample):
    """Triggers may be switched off while a table is loaded: nothing may be missing from a search then."""
    address = new_address()
    put_sample(address)
    with open_store(address) as store:
        total = store.count("service_point")
    with closing(Session(address)) as session, session.writing() as cursor:
        cursor.execute("DELETE FROM point_words WHERE fid < 50")
    server = listed(address)
    assert server.is_slow
    assert len(server.page(Criteria(), "en").points) == min(total, server_points.PAGE)
    server.close()
    assert add_search(address) == []  # mended
    with closing(Session(address)) as session, session.reading() as cursor:
        cursor.execute("SELECT count(*) FROM point_words")
        assert cursor.fetchone() == (total,)


class Impatient:
    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def is_cancelled(self):
        return time.monotonic() > self.end

    def report(self, fraction, text=None):
        return None


def test_a_question_stops_on_the_server_when_nobody_wants_it_any_more(
    roles, new_address, make_store, postgres
):
    address = new_address()
    make_store(address).close()
    pool, started = SessionPool(address), time.monotonic()
    with pytest.raises(Cancelled), pool.reading(Impatient(0.2)) as cursor:
        cursor.execute("SELECT pg_sleep(30)")
    assert time.monotonic() - started < 3
    asleep = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'"
    assert postgres.psql(address.options["dbname"], "-c", asleep) == "0"
    with pool.reading(SILENT) as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    pool.close()
