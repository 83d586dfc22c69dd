# SPDX-License-Identifier: GPL-2.0-or-later
"""Submissions into the inbox of a real store in PostgreSQL, as a contributor without any other right."""

import json
import uuid
from functools import partial

import pytest
from service_points.core.exchange.transports import PostgisInbox, TransportError
from service_points.core.store.postgis.session import connect


@pytest.fixture(scope="module")
def register(postgres, roles, make_store):
    """A store in the schema `casp`, with one contributor of Ontario."""
    base = postgres.database()
    with make_store(postgres.address(base)) as store:
        postgres.user("ontario_inbox", "casp_contributor")
        postgres.psql(base, "-c", "INSERT INTO casp.contributor VALUES ('ontario_inbox', 'CA-ON')")
        yield store, postgres.address(base, "ontario_inbox")


@pytest.fixture
def inbox(register):
    _, address = register
    return PostgisInbox(partial(connect, address), "register on 127.0.0.1")


def document(number=None, jurisdiction="CA-ON", digest="a" * 64):
    manifest = {
        "submission_id": number or str(uuid.uuid4()),
        "jurisdiction_code": jurisdiction,
        "submitter": {"name": "Élise O'Brien", "email": "e@example.ca"},
        "created_at": "2026-11-05T09:00:07Z",
        "store": {"base_revision": 12},
        "supersedes": None,
    }
    return {"manifest": manifest, "changes": [], "integrity": {"content_sha256": digest}}


def data(content):
    return json.dumps(content, ensure_ascii=False).encode()


def row_of(register, number):
    return next((row for row in register[0].rows("submission") if row["id"] == number), None)


def test_the_steward_finds_what_was_sent(register, inbox):
    content = document()
    assert not inbox.send("a.casp.json", data(content)).was_there
    row = row_of(register, content["manifest"]["submission_id"])
    assert (row["state"], row["jurisdiction_code"], row["base_revision"]) == ("received", "CA-ON", 12)
    assert (row["created_at"], row["content_sha256"]) == ("2026-11-05T09:00:07Z", "a" * 64)
    assert row["document"] == content
    assert row["submitter"]["name"] == "Élise O'Brien"


def test_c3_sent_again_is_stored_once(register, inbox):
    content = document()
    inbox.send("a.casp.json", data(content))
    assert inbox.send("a.casp.json", data(content)).was_there
    number = content["manifest"]["submission_id"]
    assert [row["id"] for row in register[0].rows("submission")].count(number) == 1


def test_c2_the_number_of_another_document(register, inbox):
    content = document()
    number = content["manifest"]["submission_id"]
    inbox.send("a.casp.json", data(content))
    with pytest.raises(TransportError, match="left as it is"):
        inbox.send("a.casp.json", data(document(number, digest="b" * 64)))
    assert row_of(register, number)["content_sha256"] == "a" * 64


@pytest.mark.parametrize("jurisdiction", ["CA-QC", "CA-XX"])
def test_h17_another_jurisdiction_is_refused(register, inbox, jurisdiction):
    content = document(jurisdiction=jurisdiction)
    with pytest.raises(TransportError, match="role of a contributor"):
        inbox.send("a.casp.json", data(content))
    assert row_of(register, content["manifest"]["submission_id"]) is None


def test_receipts_come_back(register, inbox, postgres):
    content = document()
    number = content["manifest"]["submission_id"]
    assert inbox.fetch_receipt(number) is None
    inbox.send("a.casp.json", data(content))
    assert inbox.fetch_receipt(number) is None
    base = register[1].options["dbname"]
    statement = f"UPDATE casp.submission SET receipt = '{{\"state\": \"reçue\"}}' WHERE id = '{number}'"
    postgres.psql(base, "-c", statement)
    assert json.loads(inbox.fetch_receipt(number)) == {"state": "reçue"}


def test_f9_connection_that_breaks(register, postgres):
    content = document()
    base = register[1].options["dbname"]

    def broken():
        """A connection that the server ends before the first statement."""
        connection = connect(register[1])
        postgres.psql(base, "-c", f"SELECT pg_terminate_backend({connection.get_backend_pid()}, 5000)")
        return connection

    with pytest.raises(TransportError, match="connection broke") as caught:
        PostgisInbox(broken, "register").send("a.casp.json", data(content))
    assert caught.value.may_have_arrived
    assert row_of(register, content["manifest"]["submission_id"]) is None
