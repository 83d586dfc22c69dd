# SPDX-License-Identifier: GPL-2.0-or-later
"""What contributors put into the inbox of a database is merged and answered there, whatever it is."""

import importlib.util
import json
import uuid
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from service_points.core.errors import StoreError
from service_points.core.exchange import MergePolicy, read_receipt
from service_points.core.exchange.inbox import is_unmerged, merge_unmerged, unmerged
from service_points.core.exchange.review import read_inbox
from service_points.core.exchange.transports import PostgisInbox, TransportError
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store
from service_points.core.store.postgis.session import connect

_spec = importlib.util.spec_from_file_location(
    "service_points_documents_of_the_inbox",
    Path(__file__).parents[1] / "core" / "exchange" / "documents.py",
)
documents = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(documents)

POINT = "00000001-0000-4000-8000-000000000000"
ALL_RULES = frozenset(load_schema().rules)
AT_ONCE = MergePolicy(signature="none", auto_accept=True, mass_share=1.0, tolerated=ALL_RULES)
SIGNED_ONLY = MergePolicy(signature="require", auto_accept=True, mass_share=1.0)


@pytest.fixture
def office(postgres, postgis, insert_point):
    """Ontario's office at a store in a schema of its own name: (steward's store, address, inbox)."""
    address = postgis.address
    postgis.apply([insert_point(1, email="old@example.ca", row_version=3)])
    login = postgres.user("office_answers", "casp_contributor")
    line = f"INSERT INTO {address.schema}.contributor VALUES ('{login}', 'CA-ON')"
    postgres.psql(address.options["dbname"], "-c", line)
    own = postgres.address(address.options["dbname"], login, address.schema)
    return postgis, own, PostgisInbox(partial(connect, own), "register", schema=own.schema)


@pytest.fixture
def send(office):
    """Send a document as the office; return its number."""
    store, _, inbox = office

    def made(email="new@example.ca", before="old@example.ca", **manifest):
        change = documents.update("service_point", POINT, {"email": (before, email)})
        number = manifest.pop("submission_id", str(uuid.uuid4()))
        content = documents.content(
            change, schema_sha256=store.info.schema_sha256, submission_id=number, **manifest
        )
        inbox.send(f"{number}.casp.json", documents.as_bytes(content))
        return number

    return made


@pytest.fixture
def insert(postgres, office):
    """Put a line into the inbox by SQL, as a contributor with a program of its own may."""
    _, own, _ = office

    def line(document, submitter=None, number=None):
        number = number or str(uuid.uuid4())
        connection = psycopg2.connect(**own.options, **own.secrets)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT set_config('search_path', %s, false)", (own.schema,))
                cursor.execute(
                    "INSERT INTO submission (id, content_sha256, jurisdiction_code, submitter, created_at, "
                    "received_at, state, base_revision, document) "
                    "VALUES (%s, %s, 'CA-ON', %s, now(), now(), 'received', 0, %s)",
                    (number, "0" * 64, submitter or '{"name": "A"}', document),
                )
        finally:
            connection.close()
        return number

    return line


def merge_all(store, **options):
    return {
        number: merge_unmerged(store, number, document, **{"policy": AT_ONCE, **options}).receipt
        for number, document in unmerged(store).items()
    }


def test_what_was_sent_is_merged_and_the_sender_finds_the_receipt(office, send):
    store, _, inbox = office
    number = send()
    assert inbox.fetch_receipt(number) is None
    assert list(unmerged(store)) == [number]
    receipt = merge_all(store)[number]
    assert receipt.state == "accepted"
    assert unmerged(store) == {}
    assert store.rows("service_point")[0]["email"] == "new@example.ca"
    fetched = read_receipt(inbox.fetch_receipt(number))
    assert fetched.data == receipt.data


def test_the_oldest_comes_first(office, send, postgres):
    store, own, _ = office
    numbers = [send(email=f"{name}@example.ca") for name in "abc"]
    order = [numbers[1], numbers[2], numbers[0]]
    for day, number in enumerate(order, start=1):
        update = f"UPDATE {own.schema}.submission SET received_at = '2026-11-0{day}' WHERE id = '{number}'"
        postgres.psql(own.options["dbname"], "-c", update)
    assert list(unmerged(store)) == order


def test_a_document_refused_as_a_whole_is_answered_too_and_the_revision_stays(office, send):
    store, _, inbox = office
    number, revision = send(), store.info.revision
    receipt = merge_all(store, policy=SIGNED_ONLY)[number]
    assert (receipt.state, receipt.rules) == ("rejected", ("M07",))
    assert read_receipt(inbox.fetch_receipt(number)).state == "rejected"
    assert store.info.revision == revision
    assert store.rows("service_point")[0]["email"] == "old@example.ca"
    assert unmerged(store) == {}


def test_h17_a_signature_that_is_not_valid_is_quarantined_and_answered(office, send):
    store, _, inbox = office
    number = send()
    policy = MergePolicy(auto_accept=True, mass_share=1.0)
    merge_all(store, policy=policy, verify=lambda document: "invalid")
    assert read_receipt(inbox.fetch_receipt(number)).state == "quarantined"


def _deep(levels):
    return '{"a":' * levels + "1" + "}" * levels


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ('{"a": 1}', "M02"),
        ('{"format": "casp-submission", "format_version": "1.0", "changes": 1.5}', "M01"),
        (_deep(600), "M01"),
        (_deep(5000), "M01"),
    ],
    ids=["other", "float", "deep", "deeper_than_python_reads"],
)
def test_h5_what_is_no_document_is_answered_and_stops_nobody(office, send, insert, document, rule):
    """Also JSON nested deeper than Python reads: a contributor must not be able to stop the steward."""
    store, _, inbox = office
    broken, good = insert(document), send()
    assert {line.id for line in read_inbox(store).lines if is_unmerged(line)} == {broken, good}
    receipts = merge_all(store)
    assert receipts[good].state == "accepted"
    assert (receipts[broken].state, receipts[broken].rules) == ("rejected", (rule,))
    assert json.loads(inbox.fetch_receipt(broken))["rules"] == [rule]


def test_h17_a_document_under_the_number_of_another_is_refused(office, insert, send):
    store, _, _ = office
    good = send()
    content = next(row["document"] for row in store.rows("submission") if row["id"] == good)
    other = insert(json.dumps(content))
    receipts = merge_all(store)
    assert receipts[other].rules == ("M05",)
    assert receipts[good].state == "accepted"


@pytest.mark.parametrize(
    ("document", "submitter"),
    [("[]", None), ('"x"', None), ("{}", "[]"), ("{}", '"x"'), ("{}", json.dumps({"name": "x" * 11_000}))],
)
def test_h5_the_inbox_takes_objects_of_a_sensible_size_only(insert, document, submitter):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        insert(document, submitter)


def test_d12_another_steward_merged_the_same_line_first(office, send):
    store, _, _ = office
    number = send()
    ((_, document),) = unmerged(store).items()
    with open_store(store.address, read_only=False) as other:
        first = merge_all(other)[number]
    again = merge_unmerged(store, number, document, policy=AT_ONCE)
    assert again.receipt.data == first.data
    assert store.rows("service_point")[0]["row_version"] == 4


def test_f10_the_server_changed_after_it_was_read(office, send, monkeypatch):
    """Somebody changes the same field between reading and writing: nothing is written, then a conflict."""
    store, _, inbox = office
    number = send()
    ((_, document),) = unmerged(store).items()
    apply = store.apply
    with open_store(store.address, read_only=False) as other:

        def late(changes, **options):
            monkeypatch.undo()
            other.apply(
                [
                    RowChange("update", "service_point", POINT, {"email": "theirs@example.ca"}),
                    RowChange(
                        "update",
                        "schema_info",
                        store.info.store_id,
                        {"store_revision": other.info.revision + 1},
                    ),
                ]
            )
            apply(changes, **options)

        monkeypatch.setattr(store, "apply", late)
        with pytest.raises(StoreError, match="Somebody else changed the store"):
            merge_unmerged(store, number, document, policy=AT_ONCE)
    assert inbox.fetch_receipt(number) is None
    assert store.rows("service_point")[0]["email"] == "theirs@example.ca"
    receipt = merge_unmerged(store, number, document, policy=AT_ONCE).receipt
    assert receipt.results[0]["fields"] == {"email": "conflict"}
    assert receipt.results[0]["current"]["email"]["value"] == "theirs@example.ca"
    assert store.rows("service_point")[0]["email"] == "theirs@example.ca"


@pytest.mark.parametrize("schema", ["casp", "no such \" schema'"])
def test_the_schema_of_the_address_is_the_one_that_is_asked(office, schema):
    _, own, _ = office
    number = str(uuid.uuid4())
    content = documents.content(submission_id=number)
    elsewhere = PostgisInbox(partial(connect, own), "register", schema=schema)
    with pytest.raises(TransportError, match="role of a contributor"):
        elsewhere.send("a.casp.json", documents.as_bytes(content))


def test_f9_an_inbox_that_somebody_keeps_locked(office, send, monkeypatch):
    from service_points.core.exchange.transports import postgis as module

    store, own, _ = office
    number = str(uuid.uuid4())
    monkeypatch.setattr(module, "_PREPARE", module._PREPARE.replace("'10s'", "'50ms'"))
    connection = psycopg2.connect(**store.address.options)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, false)", (own.schema,))
        cursor.execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(TransportError, match=r"keeps the inbox .* locked") as caught:
            send(submission_id=number)
    assert not caught.value.may_have_arrived
    connection.close()  # the lock goes with it
    assert send(submission_id=number) == number


def test_f9_a_server_that_only_allows_reading(office, send, postgres):
    _, own, _ = office
    login = own.options["user"]
    postgres.psql("postgres", "-c", f"ALTER ROLE {login} SET default_transaction_read_only = on")
    try:
        with pytest.raises(TransportError, match="does not take submissions"):
            send()
    finally:
        postgres.psql("postgres", "-c", f"ALTER ROLE {login} RESET default_transaction_read_only")


def test_f9_a_server_that_is_not_there(office):
    _, own, _ = office
    gone = type(own)({**own.options, "port": "1"}, own.schema, own.secrets)
    inbox = PostgisInbox(partial(connect, gone), "register", schema=own.schema)
    for step in (
        lambda: inbox.send("a", documents.as_bytes(documents.content())),
        partial(inbox.fetch_receipt, POINT),
    ):
        with pytest.raises(TransportError, match=r"cannot be reached.*kept in the outbox") as caught:
            step()
        assert not caught.value.may_have_arrived
        assert "injoignable" in caught.value.text.fr
