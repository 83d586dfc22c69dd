# SPDX-License-Identifier: GPL-2.0-or-later
"""What each role may do, tried with psycopg2 alone: the database holds to it whatever program connects."""

import io
import json

import psycopg2
import pytest
from psycopg2 import errors, sql
from service_points.core.errors import StoreError
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store

TABLES = sorted(load_schema().tables)
VIEWS = ("v_service_point", "v_in_person", "v_digital", "v_employment_centre", "v_call_centre")
ACCOUNTS = {
    "outsider_a": (),
    "reader_a": ("casp_reader",),
    "ontario_a": ("casp_contributor",),
    "quebec_a": ("casp_contributor",),
    "nowhere_a": ("casp_contributor",),
    "office_a": ("casp_reader", "casp_contributor"),
    "steward_a": ("casp_steward",),
}


class Account(psycopg2.extensions.cursor):
    """A cursor that names tables in full: without the right to a schema a bare name is merely unknown."""

    schema = ""

    def table(self, name):
        return sql.Identifier(self.schema, name)


@pytest.fixture(scope="module")
def address(new_address):
    """One store for all: whatever a test may do to it is undone, or is done to the inbox."""
    return new_address()


@pytest.fixture(scope="module")
def postgis(make_store, address, postgres):
    organization = {"name_en": "Province", "custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
    for name, roles in ACCOUNTS.items():
        postgres.user(name, *roles)
    with make_store(address) as store:
        store.apply(
            [RowChange("insert", "organization", "0a000000-0000-4000-8000-000000000001", organization)]
        )
        owners = (("ontario_a", "CA-ON"), ("office_a", "CA-ON"), ("quebec_a", "CA-QC"))
        for login, code in owners:
            statement = f"INSERT INTO {address.schema}.contributor VALUES ('{login}', '{code}')"
            postgres.psql(address.options["dbname"], "-c", statement)
        yield store


@pytest.fixture
def connect(postgres, postgis, address, submission_row):
    """Log in as one of the accounts; the inbox has one submission of each jurisdiction."""
    base = address.options["dbname"]
    changes = [RowChange("delete", "submission", row["id"], {}) for row in postgis.rows("submission")]
    for number, code in ((1, "CA-ON"), (2, "CA-QC")):
        row = submission_row(number, code)
        changes.append(RowChange("insert", "submission", row["id"], row))
    postgis.apply(changes)
    opened = []

    def login(name):
        place = postgres.address(base, name, address.schema)
        connection = psycopg2.connect(**place.options, **place.secrets)
        opened.append(connection)
        connection.autocommit = True
        cursor = connection.cursor(cursor_factory=Account)
        cursor.schema = address.schema
        cursor.execute("SELECT set_config('search_path', %s || ', public', false)", (address.schema,))
        return cursor

    yield login
    for connection in opened:
        connection.close()


def _insert(cursor, row, columns=None):
    names = list(columns or row)
    values = [json.dumps(row[n]) if isinstance(row[n], dict) else row[n] for n in names]
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            cursor.table("submission"),
            sql.SQL(", ").join(map(sql.Identifier, names)),
            sql.SQL(", ").join([sql.Placeholder()] * len(names)),
        ),
        values,
    )


VERBS = {
    "select": "SELECT * FROM {table}",
    "select_count": "SELECT count(*) FROM {table}",
    "copy": "COPY {table} TO STDOUT",
    "insert": "INSERT INTO {table} DEFAULT VALUES",
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "merge": "MERGE INTO {table} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "truncate": "TRUNCATE {table} CASCADE",
    "lock": "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "for_update": "SELECT * FROM {table} FOR UPDATE",
    "trigger": "CREATE TRIGGER t BEFORE INSERT ON {table} EXECUTE FUNCTION received_now()",
    "alter": "ALTER TABLE {table} ADD COLUMN x integer",
    "no_rls": "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "policy": "CREATE POLICY p ON {table} USING (true)",
    "owner": "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "drop": "DROP TABLE {table} CASCADE",
}
READING = {"select", "select_count", "copy"}


def _tried(cursor, verb, table):
    """Return whether a statement was allowed; whatever it did is undone."""
    column = sql.Identifier("login" if table == "contributor" else "id" if table in VIEWS else "fid")
    statement = sql.SQL(VERBS[verb]).format(table=cursor.table(table), column=column)
    cursor.execute("BEGIN")
    try:
        if verb == "copy":
            cursor.copy_expert(statement, io.StringIO())
        else:
            cursor.execute(statement)
    except (errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState):
        return False  # no right, or a view that takes no rows
    except (errors.NotNullViolation, errors.CheckViolation, errors.ForeignKeyViolation):
        return True  # the right is there; only the values were not good
    finally:
        cursor.execute("ROLLBACK")
    return True


def _allowed(cursor, tables, verbs=tuple(VERBS)):
    version = cursor.connection.server_version
    return {
        (verb, table)
        for table in tables
        for verb in verbs
        if verb != "merge" or version >= 150000
        if _tried(cursor, verb, table)
    }


@pytest.mark.parametrize("account", ["outsider_a", "nowhere_a", "ontario_a"])
def test_a_contributor_can_do_nothing_with_the_tables_of_the_store(connect, account):
    """Every table, view and statement; the inbox is the next test's."""
    others = [name for name in (*TABLES, "contributor") if name != "submission"]
    cursor = connect(account)
    assert _allowed(cursor, others) == set()
    assert _allowed(cursor, VIEWS, ("select", "select_count", "update", "delete", "insert")) == set()


def test_a_contributor_only_adds_to_the_inbox_and_reads_its_own(connect):
    cursor = connect("ontario_a")
    # nothing may lock, change, empty or restructure it; an insert of nothing fails for its values
    assert _allowed(cursor, ["submission"]) == {(verb, "submission") for verb in READING}
    cursor.execute("SELECT jurisdiction_code FROM submission")
    assert cursor.fetchall() == [("CA-ON",)]
    cursor.execute("SELECT count(*) FROM submission WHERE jurisdiction_code = 'CA-QC' OR true")
    assert cursor.fetchone() == (1,)


def test_a_contributor_of_another_jurisdiction_or_none_sees_nothing_of_it(connect):
    cursor = connect("quebec_a")
    cursor.execute("SELECT jurisdiction_code FROM submission")
    assert cursor.fetchall() == [("CA-QC",)]
    cursor = connect("nowhere_a")
    cursor.execute("SELECT count(*) FROM submission")
    assert cursor.fetchone() == (0,)


def test_d13_a_submission_in_the_name_of_another_is_refused(connect, submission_row):
    _insert(connect("ontario_a"), submission_row(10, "CA-ON"))
    for account, code in (
        ("ontario_a", "CA-QC"),
        ("ontario_a", "CA"),
        ("quebec_a", "CA-ON"),
        ("nowhere_a", "CA-ON"),
        ("reader_a", "CA-ON"),
        ("outsider_a", "CA-ON"),
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            _insert(connect(account), submission_row(11, code))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "accepted"},
        {"state": "rejected"},
        {"decided_by": "the steward"},
        {"decided_at": "2026-10-03T00:00:00Z"},
        {"applied_revision": 3},
        {"receipt": {"state": "accepted"}},
    ],
)
def test_a_contributor_cannot_decide_its_own_submission(connect, submission_row, values):
    with pytest.raises(errors.InsufficientPrivilege):
        _insert(connect("ontario_a"), submission_row(12, **values))


def test_when_it_was_received_is_the_servers_to_say(connect, submission_row, postgis):
    _insert(connect("ontario_a"), submission_row(13, received_at="1999-01-01T00:00:00Z"))
    rows = {row["id"]: row["received_at"] for row in postgis.rows("submission")}
    assert rows[submission_row(13)["id"]] > "2026-"
    assert rows[submission_row(1)["id"]] == "2026-10-02T03:04:06Z"  # the store's own writer keeps what it has


ESCAPES = [
    "SET ROLE casp_steward",
    "SET ROLE casp_reader",
    "SET ROLE administrator",
    "SET SESSION AUTHORIZATION steward_a",
    "SET SESSION AUTHORIZATION quebec_a",
    "ALTER ROLE ontario_a BYPASSRLS",
    "GRANT casp_steward TO ontario_a",
    "CREATE ROLE quebec_b",
    "ALTER FUNCTION own_jurisdictions() SECURITY INVOKER",
    "CREATE OR REPLACE FUNCTION own_jurisdictions() RETURNS SETOF text LANGUAGE sql AS $$ SELECT 'CA-QC' $$",
    "DROP POLICY own_insert ON submission",
    "INSERT INTO contributor VALUES ('ontario_a', 'CA-QC')",
    "DELETE FROM contributor",
    "SELECT * FROM contributor",
    "CREATE TABLE mine (x integer)",
    "CREATE VIEW mine AS SELECT 1",
    "COPY submission FROM PROGRAM 'id'",
    "COPY submission TO '/var/lib/out'",
    "SELECT pg_read_file('/etc/passwd')",
    "DROP SCHEMA {schema} CASCADE",
    "ALTER SCHEMA {schema} RENAME TO x",
    "ALTER TABLE submission FORCE ROW LEVEL SECURITY",
]


@pytest.mark.parametrize("statement", ESCAPES)
def test_a_contributor_finds_no_way_out(connect, address, statement):
    cursor = connect("ontario_a")
    with pytest.raises(psycopg2.Error) as caught:
        cursor.execute(statement.format(schema=address.schema))
    assert isinstance(caught.value, errors.InsufficientPrivilege), caught.value


def test_what_somebody_grants_who_may_not_gives_nobody_anything(connect, address):
    """PostgreSQL only warns of it."""
    for account, table in (("ontario_a", "submission"), ("reader_a", "phone"), ("steward_a", "submission")):
        cursor = connect(account)
        cursor.execute(sql.SQL("GRANT ALL ON {} TO PUBLIC").format(cursor.table(table)))
        assert any("no privileges were granted" in notice for notice in cursor.connection.notices)
    assert _allowed(connect("outsider_a"), ["submission", "phone"]) == set()


def test_row_security_cannot_be_switched_off_or_dressed_up(connect, address, submission_row):
    cursor = connect("ontario_a")
    cursor.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):
        cursor.execute("SELECT * FROM submission")
    cursor.execute("SET row_security = on")
    # a function of its own that would tell the rows it is shown, were it asked before the policy
    cursor.execute(
        "CREATE FUNCTION pg_temp.tell(code text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
        "$$ BEGIN RAISE NOTICE 'saw %', code; RETURN true; END $$"
    )
    cursor.execute("SELECT count(*) FROM submission WHERE pg_temp.tell(jurisdiction_code)")
    assert not any("CA-QC" in notice for notice in cursor.connection.notices)
    # a temporary table in the place of the list of contributors
    cursor.execute("CREATE TEMP TABLE contributor (login text, jurisdiction_code text)")
    cursor.execute("INSERT INTO pg_temp.contributor VALUES ('ontario_a', 'CA-QC')")
    cursor.execute("SET search_path = pg_temp, public")
    cursor.execute(
        sql.SQL("SELECT jurisdiction_code FROM {}").format(sql.Identifier(address.schema, "submission"))
    )
    assert cursor.fetchall() == [("CA-ON",)]


def test_the_name_somebody_logged_in_with_counts_and_not_the_role_taken_on(connect, submission_row):
    cursor = connect("ontario_a")
    cursor.execute("SET ROLE casp_contributor")
    cursor.execute("SELECT jurisdiction_code FROM submission")
    assert cursor.fetchall() == [("CA-ON",)]
    with pytest.raises(errors.InsufficientPrivilege):
        _insert(cursor, submission_row(14, "CA-QC"))


def test_a_reader_reads_all_but_the_submissions_and_writes_nothing(connect):
    cursor = connect("reader_a")
    read = {(verb, table) for verb in READING for table in TABLES if table != "submission"}
    assert _allowed(cursor, [*TABLES, "contributor"]) == read
    assert _allowed(cursor, VIEWS, ("select", "insert", "update", "delete")) == {("select", v) for v in VIEWS}
    cursor.execute("SELECT count(*) FROM v_in_person")


def test_an_editors_office_reads_the_store_and_its_own_submissions(connect):
    cursor = connect("office_a")
    read = {(verb, table) for verb in READING for table in TABLES}
    assert _allowed(cursor, [*TABLES, "contributor"]) == read
    cursor.execute("SELECT jurisdiction_code FROM submission")
    assert cursor.fetchall() == [("CA-ON",)]


def test_a_steward_changes_every_row_and_no_table(connect):
    cursor = connect("steward_a")
    rows = READING | {"insert", "update", "delete", "for_update", "lock"}
    if cursor.connection.server_version >= 150000:
        rows |= {"merge"}
    assert _allowed(cursor, TABLES) == {(verb, table) for verb in rows for table in TABLES}
    cursor.execute("SELECT count(*) FROM submission")
    assert cursor.fetchone() == (2,)
    cursor.execute("INSERT INTO contributor VALUES ('nowhere_a', 'CA')")
    cursor.execute("DELETE FROM contributor WHERE login = 'nowhere_a'")


def test_a_steward_writes_through_the_store_and_a_contributor_cannot(
    connect, postgres, address, insert_point, submission_row
):
    base = address.options["dbname"]
    with open_store(postgres.address(base, "steward_a", address.schema), read_only=False) as store:
        store.apply(
            [
                insert_point(1),
                RowChange("update", "submission", submission_row(2)["id"], {"state": "accepted"}),
                RowChange("update", "schema_info", store.info.store_id, {"store_revision": 1}),
            ],
            expected_revision=0,
        )
        assert store.count("submission") == 2
    with open_store(postgres.address(base, "office_a", address.schema)) as store:
        assert [row["jurisdiction_code"] for row in store.rows("submission")] == ["CA-ON"]
        assert store.count("service_point") == 1
    for account in ("office_a", "ontario_a"):
        with pytest.raises(StoreError):
            open_store(postgres.address(base, account, address.schema), read_only=False)
    with pytest.raises(StoreError, match="may not read"):
        open_store(postgres.address(base, "ontario_a", address.schema))


def test_the_administrators_file_may_be_run_again(postgres, roles, repository):
    postgres.psql(roles, "-f", repository / "resources" / "postgis" / "roles.sql")
    listed = postgres.psql(
        roles,
        "-c",
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'casp%' AND NOT (rolcanlogin OR rolsuper "
        "OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication) ORDER BY 1",
    )
    assert listed.split() == ["casp_contributor", "casp_reader", "casp_steward"]


def test_an_account_that_may_only_create_a_schema_makes_the_store_and_owns_it(postgres, roles, insert_point):
    from service_points.core.store.postgis import create_postgis_store
    from service_points.core.text import Text

    base = postgres.database()
    owner = postgres.user("owner_a")
    postgres.psql(base, "-c", f"GRANT CREATE ON DATABASE {base} TO {owner}")
    place = postgres.address(base, owner)
    with create_postgis_store(place, title=Text("A", "B")) as store:
        assert store.info.title == Text("A", "B")
    assert "owner_a" in postgres.psql(
        base, "-c", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'casp'"
    )


def test_roles_that_are_missing_are_made_by_who_may_and_named_to_who_may_not(postgres, roles):
    from service_points.core.store.postgis import create_postgis_store
    from service_points.core.text import Text

    base = postgres.database()
    owner = postgres.user("owner_r")
    postgres.psql(base, "-c", f"GRANT CREATE ON DATABASE {base} TO {owner}")
    postgres.psql(base, "-c", "ALTER ROLE casp_reader RENAME TO casp_reader_kept")
    try:
        with pytest.raises(StoreError) as caught:
            create_postgis_store(postgres.address(base, owner), title=Text("A", "B"))
        assert "lacks the roles casp_reader, and" in caught.value.text.en
        assert "resources/postgis/roles.sql" in caught.value.text.fr
        assert postgres.psql(base, "-c", "SELECT count(*) FROM pg_namespace WHERE nspname = 'casp'") == "0"
        create_postgis_store(postgres.address(base), title=Text("A", "B")).close()
        about = (
            "SELECT rolcanlogin, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls, "
            "rolreplication, shobj_description(oid, 'pg_authid') FROM pg_authid WHERE rolname = '{}'"
        )
        made = [postgres.psql(base, "-c", about.format(n)) for n in ("casp_reader", "casp_reader_kept")]
        assert made[0] == made[1] != ""
        postgres.psql(base, "-c", "DROP SCHEMA casp CASCADE", "-c", "DROP ROLE casp_reader")
    finally:
        postgres.psql(base, "-c", "ALTER ROLE casp_reader_kept RENAME TO casp_reader")
