# SPDX-License-Identifier: GPL-2.0-or-later
"""F9: the database is away, refuses, lacks something, or goes in the middle. Nothing is half applied."""

import socket
import threading
from dataclasses import replace

import psycopg2
import pytest
from service_points.core.errors import StoreError
from service_points.core.store import PostgisAddress, open_store
from service_points.core.store.postgis import create_postgis_store
from service_points.core.text import Text

TITLE = Text("A", "B")


def refused(call, secret):
    """Return what a person is told; neither it nor anything that hangs on it shows the password."""
    with pytest.raises(StoreError) as caught:
        call()
    shown, error = [], caught.value
    while error is not None:
        shown += [
            str(error),
            repr(error),
            *([error.text.en, error.text.fr] if isinstance(error, StoreError) else []),
        ]
        shown.append(getattr(error, "details", ""))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for text in shown:
        assert secret not in text
        assert "password=" not in text
    return caught.value


@pytest.fixture
def steward(postgres, postgis):
    return postgres.user("steward_f", "casp_steward")


def test_i2_server_that_is_not_there(postgres, base, secret):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        place = PostgisAddress.parse(f"postgresql://me:{'%70w%27x'}@127.0.0.1:{port}/gis")
        said = refused(lambda: open_store(place), "pw'x").text
    assert "cannot be reached" in said.en
    assert "injoignable" in said.fr
    named = PostgisAddress.of({"host": "no-such-host.invalid", "dbname": "gis"})
    assert "cannot be reached" in refused(lambda: open_store(named), secret).text.en


def test_i2_wrong_password_and_unknown_account(postgres, postgis, address, steward, secret):
    database = address.options["dbname"]
    wrong = {**postgres.address(database, steward).options, "password": "not it"}
    said = refused(lambda: open_store(PostgisAddress.of(wrong, address.schema)), "not it").text
    assert "refused the user name or the password" in said.en
    assert "mot de passe" in said.fr
    nobody = postgres.address(database, "nobody_at_all", address.schema)
    assert "refused the user name" in refused(lambda: open_store(nobody), secret).text.en
    without = PostgisAddress.of(dict(postgres.address(database, steward).options), address.schema)
    assert "refused the user name" in refused(lambda: open_store(without), secret).text.en


def test_no_such_database_schema_or_store(postgres, base, address, steward, secret):
    other = postgres.address("no_such_base", steward)
    assert "no such database" in refused(lambda: open_store(other), secret).text.en
    place = postgres.address(base, steward, "no_such_schema")
    said = refused(lambda: open_store(place), secret).text
    assert "no store “no_such_schema (" in said.en
    assert "public" not in said.en
    assert (
        "not a service point store"
        in refused(lambda: open_store(replace(place, schema="public")), secret).text.en
    )


def test_no_postgis(postgres, roles, secret):
    name = postgres.database(postgis=False)
    said = refused(lambda: create_postgis_store(postgres.address(name), title=TITLE), secret).text
    assert "lacks the extension PostGIS" in said.en
    assert "resources/postgis/roles.sql" in said.fr


def test_layout_that_somebody_changed(postgis, address, secret):
    connection = psycopg2.connect(**address.options)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"SET search_path = {address.schema}, public")
    cursor.execute("ALTER TABLE phone DROP COLUMN extension")
    cursor.execute(
        "ALTER TABLE service_area ALTER geom TYPE geometry(MultiPolygon, 3347) USING NULL::geometry"
    )
    cursor.execute("ALTER TABLE source RENAME TO source_old")
    cursor.execute("CREATE VIEW source AS SELECT * FROM source_old")  # a view could run anything
    said = refused(lambda: open_store(address), secret).text.en
    assert "phone.extension" in said
    assert "service_area.geom" in said
    assert "source," in said
    cursor.execute("UPDATE schema_info SET schema_version = '2.0.0'")
    cursor.execute("ALTER TABLE phone ADD COLUMN extension text")
    cursor.execute(
        "ALTER TABLE service_area ALTER geom TYPE geometry(MultiPolygon, 4326) USING NULL::geometry"
    )
    cursor.execute("DROP VIEW source; ALTER TABLE source_old RENAME TO source")
    assert "version 2.0.0" in refused(lambda: open_store(address), secret).text.en
    connection.close()


def test_f9_table_without_its_primary_key(postgis, address, secret, insert_point):
    """Without the constraint a store is still read and written; without the column it is named."""
    connection = psycopg2.connect(**address.options)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path = {address.schema}, public")
        cursor.execute("ALTER TABLE service_point DROP CONSTRAINT service_point_pkey CASCADE")
        postgis.apply([insert_point(1)])
        with open_store(address) as store:
            assert store.count("service_point") == 1
        cursor.execute("ALTER TABLE service_point DROP COLUMN fid CASCADE")
    connection.close()
    said = refused(lambda: open_store(address), secret).text
    assert "lacks service_point.fid, or holds them in another form" in said.en
    assert "service_point.fid" in said.fr


def _end(address, pid):
    """End a server process of a connection, as an administrator or a failing network does."""
    connection = psycopg2.connect(**address.options)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        assert cursor.fetchone() == (True,)
    connection.close()


def _pid(store):
    with store._session.reading() as cursor:
        return cursor.connection.get_backend_pid()


def test_f9_connection_lost_between_two_calls_is_made_again(postgis, address, insert_point):
    """As a firewall does with one that was silent for a while: nothing was begun, nobody need know."""
    postgis.apply([insert_point(1)])
    _end(address, _pid(postgis))
    assert postgis.count("service_point") == 1
    _end(address, _pid(postgis))
    postgis.apply([insert_point(2)])
    assert postgis.count("service_point") == 2


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ("_together", 1),
        ("_together", 2),
        ("_send", 2),
        ("_statement", 1),
        ("_statement", 499),
        ("_statement", 501),
    ],
)
def test_f9_connection_lost_in_the_middle_leaves_nothing(
    postgis, insert_point, *, step, after, secret, monkeypatch
):
    postgis.apply([insert_point(1)])
    before = {table: postgis.rows(table) for table in ("service_point", "schema_info", "organization")}
    pid = _pid(postgis)

    from service_points.core.store import batches
    from service_points.core.store.postgis import changes as module

    monkeypatch.setattr(batches, "MOST_CHANGES", 500)  # three runs
    steps, plain = [], getattr(module.ChangeWriter, step)

    def taken(writer, *arguments):
        steps.append(arguments)
        if len(steps) == after:
            _end(postgis.address, pid)
        return plain(writer, *arguments)

    if step == "_statement":
        monkeypatch.setattr(module, "LEAST_CHANGES", 10_000)  # one by one
    monkeypatch.setattr(module.ChangeWriter, step, taken)
    failure = refused(lambda: postgis.apply([insert_point(number) for number in range(10, 1300)]), secret)
    monkeypatch.undo()
    assert "was lost" in failure.text.en
    assert "Nothing was written" in failure.text.en
    assert {table: postgis.rows(table) for table in before} == before
    postgis.apply([insert_point(number) for number in range(10, 20)])
    assert postgis.count("service_point") == 11


class Wire:
    """A wire to the server that can be cut when the client's COMMIT passes, before or after it arrives."""

    def __init__(self, port, *, deliver):
        self._port, self._deliver = port, deliver
        self.armed = self.cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._up, args=(client, server), daemon=True).start()
            threading.Thread(target=self._down, args=(client, server), daemon=True).start()

    def _up(self, client, server):
        while data := client.recv(65536):
            if self.armed and b"COMMIT\0" in data:  # not “READ COMMITTED”
                self.armed, self.cut = False, True
                client.shutdown(socket.SHUT_RDWR)
                if self._deliver:
                    server.sendall(data)
                else:
                    server.shutdown(socket.SHUT_RDWR)
                return
            server.sendall(data)

    def _down(self, client, server):
        try:
            while data := server.recv(65536):
                client.sendall(data)
        except OSError:
            pass


@pytest.mark.parametrize("arrives", [True, False])
def test_f9_commit_whose_answer_is_lost_is_looked_up(postgres, postgis, steward, insert_point, arrives):
    """Saved: the call ends well. Not saved: it says so. Never the one reported for the other."""
    wire, address = Wire(postgres.port, deliver=arrives), postgis.address
    given = postgres.address(address.options["dbname"], steward, address.schema)
    given = PostgisAddress.of(
        {**given.options, **given.secrets, "port": str(wire.port), "sslmode": "disable"}, given.schema
    )
    with open_store(given, read_only=False) as store:
        wire.armed = True
        if arrives:
            store.apply([insert_point(1)])
        else:
            with pytest.raises(StoreError, match="Nothing was written"):
                store.apply([insert_point(1)])
        assert wire.cut
        assert store.count("service_point") == int(arrives)
    wire.close()
    assert postgis.count("service_point") == int(arrives)


def test_f9_role_that_may_only_read(postgres, postgis, insert_point, secret, tmp_path):
    address = postgis.address
    reader = postgres.user("reader_f", "casp_reader")
    place = postgres.address(address.options["dbname"], reader, address.schema)
    said = refused(lambda: open_store(place, read_only=False), secret).text
    assert "may not change" in said.en
    assert "casp_steward" in said.fr
    with open_store(place) as store:
        assert store.info == postgis.info
        assert "casp_steward only" in refused(lambda: store.rows("submission"), secret).text.en
        store.snapshot(tmp_path / "copy.gpkg")
        store._read_only = False  # as if rights were taken away after opening
        assert "may not change" in refused(lambda: store.apply([insert_point(1)]), secret).text.en
    with open_store(tmp_path / "copy.gpkg") as copy:
        assert copy.rows("service_point") == postgis.rows("service_point")
        assert copy.count("submission") == 0


def test_f9_server_that_only_allows_reading(postgres, postgis, insert_point, secret):
    restricted = postgres.user("restricted_f", "casp_steward")
    place = postgres.address(postgis.address.options["dbname"], restricted, postgis.address.schema)
    with open_store(place, read_only=False) as store:
        store.apply([insert_point(1)])
    postgres.psql("postgres", "-c", f"ALTER ROLE {restricted} SET default_transaction_read_only = on")
    assert "only allows reading" in refused(lambda: open_store(place, read_only=False), secret).text.en
    with open_store(place) as store:
        assert store.count("service_point") == 1


def test_account_that_may_not_create(postgres, base, steward, secret):
    place = postgres.address(base, steward, "casp_of_a_steward")
    said = refused(lambda: create_postgis_store(place, title=TITLE), secret).text
    assert "may not create the store" in said.en
    assert "droit d’y créer un schéma" in said.fr


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("postgresql://h/d?options=-c%20row_security%3Doff", "“options” is not allowed"),
        ("postgresql://h/d?sql=DELETE", "“sql” is not allowed"),
        ("postgresql://h/d?table=x", "“table” is not allowed"),
        ("postgresql://u:topsecret@h:99999999/d", "not of the form"),
        ("postgresql://u:topsecret@h/d/e", "not of the form"),
        ("postgresql://h/d?schema=", "empty or too long"),
        ("postgresql://h/d?schema=a%00b", "empty or too long"),
        (f"postgresql://h/d?schema={'x' * 64}", "empty or too long"),
    ],
)
def test_h15_address_with_anything_else_in_it(uri, said):
    assert said in refused(lambda: open_store(uri), "topsecret").text.en


def test_i1_no_password_in_what_a_store_says_of_itself(secret):
    place = PostgisAddress.parse(
        "postgresql://jo%40x:p%40ss%3Aword@db.example.ca:5433/gis?schema=a%20b&sslmode=require"
    )
    assert dict(place.secrets) == {"password": "p@ss:word"}
    assert dict(place.options) == {
        "host": "db.example.ca", "port": "5433", "user": "jo@x", "dbname": "gis", "sslmode": "require"
    }  # fmt: skip
    assert place.schema == "a b"
    assert place.uri == "postgresql://jo%40x@db.example.ca:5433/gis?schema=a%20b&sslmode=require"
    for text in (place.uri, place.label, repr(place), str(place)):
        assert "p@ss" not in text
        assert "p%40ss" not in text
    assert PostgisAddress.parse(place.uri) == place
