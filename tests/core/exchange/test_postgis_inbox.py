# SPDX-License-Identifier: GPL-2.0-or-later
"""The inbox of a database: what its answers mean. The driver is played here, with PostgreSQL's own codes."""

import json

import pytest
from service_points.core.exchange.transports import PostgisInbox, TransportError

NAME = "a.casp.json"


class DriverError(Exception):
    def __init__(self, pgcode=None):
        super().__init__("FATAL: password for ada is hunter2" if pgcode is None else pgcode)
        self.pgcode = pgcode


class Database:
    """Takes rows by number; `refuse` is raised once instead."""

    def __init__(self, refuse=None):
        self.rows, self.refuse, self.open, self.schema = {}, refuse, False, None
        self.visible = True

    def cursor(self):
        return self

    def connect(self):
        self.open = True
        return self

    def execute(self, query, values):
        if "set_config" in query:
            self.schema = values[0]
            return
        if self.refuse is not None:
            raise self.refuse
        if query.lstrip().startswith("INSERT"):
            if values[0] in self.rows:
                raise DriverError("23505")
            self.rows[values[0]] = {"content_sha256": values[1], "document": values[-1], "receipt": None}
            self.line = None
        else:
            column = query.split()[1]
            row = self.rows.get(values[0]) if self.visible else None
            self.line = row and (row[column],)

    def fetchone(self):
        return self.line

    def close(self):
        """Of the cursor, then of the connection."""
        self.open = False

    def commit(self):
        return None


@pytest.fixture
def submission(editor, submit, ident):
    editor.update("service_point", ident(1), name_fr="Bureau « É »")
    return submit()


@pytest.fixture
def number(submission):
    return submission.document["manifest"]["submission_id"]


def fails(database, data):
    with pytest.raises(TransportError) as caught:
        PostgisInbox(database.connect, "register").send(NAME, data)
    assert not database.open  # no connection is left standing
    return caught.value


def test_the_document_is_stored_as_it_was_made(submission, number):
    database = Database()
    inbox = PostgisInbox(database.connect, "register")
    assert not inbox.send(NAME, submission.data).was_there
    assert database.rows[number]["document"].encode() == submission.data
    assert inbox.send(NAME, submission.data).was_there
    assert not database.open
    assert database.schema == "casp"


@pytest.mark.parametrize("visible", [True, False])
def test_c2_the_number_of_another_document(submission, number, visible):
    """Also one we may not see, because it is of another jurisdiction."""
    database = Database()
    database.rows[number] = {"content_sha256": "0" * 64}
    database.visible = visible
    assert "left as it is" in fails(database, submission.data).text.en
    assert database.rows[number] == {"content_sha256": "0" * 64}


@pytest.mark.parametrize("code", ["42501", "23503", "42P01", "3F000"])
def test_not_allowed(submission, code):
    error = fails(Database(DriverError(code)), submission.data)
    assert "role of a contributor" in error.text.en
    assert not error.may_have_arrived


def test_f9_connection_that_breaks_may_have_stored_it(submission):
    error = fails(Database(DriverError()), submission.data)
    assert error.may_have_arrived
    assert "hunter2" not in error.text.en


def test_f9_error_of_the_server_stored_nothing(submission):
    assert not fails(Database(DriverError("53100")), submission.data).may_have_arrived


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xff", b"{}", b"[]", b'{"manifest": 5}'])
def test_what_is_no_document_is_not_sent(data):
    database = Database()
    assert ".casp.json" in fails(database, data).text.en
    assert database.rows == {}


def test_receipts(submission, number):
    database = Database()
    inbox = PostgisInbox(database.connect, "register")
    assert inbox.fetch_receipt(number) is None
    inbox.send(NAME, submission.data)
    assert inbox.fetch_receipt(number) is None
    for stored in ({"state": "é"}, '{"state": "é"}'):  # as a driver may give a JSON column
        database.rows[number]["receipt"] = stored
        assert json.loads(inbox.fetch_receipt(number)) == {"state": "é"}
    database.refuse = DriverError()
    with pytest.raises(TransportError):
        inbox.fetch_receipt(number)
