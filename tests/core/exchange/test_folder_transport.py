# SPDX-License-Identifier: GPL-2.0-or-later
"""Sending to a folder: whole, once, and never over anything."""

import errno
import os
import threading

import pytest
from service_points.core.errors import Cancelled
from service_points.core.exchange.transports import FolderTransport, TransportError, folder

NAME, DATA = "CA-ON_20261105T090007Z_7d9f2c1e.casp.json", '{"a": "é"}\n'.encode()
NUMBER = "7d9f2c1e-0000-4000-8000-00000000abcd"


@pytest.fixture
def exchange(tmp_path):
    made = tmp_path / "l'échange 50%"
    made.mkdir()
    return made


def names(where):
    return sorted(path.name for path in where.iterdir())


def problem(work):
    with pytest.raises(TransportError) as caught:
        work()
    assert caught.value.text.en != caught.value.text.fr
    return caught.value


def test_the_document_arrives_under_its_name(exchange):
    sent = FolderTransport(exchange).send(NAME, DATA)
    assert sent.where == str(exchange / "inbox" / NAME)
    assert not sent.was_there
    assert names(exchange / "inbox") == [NAME]
    assert (exchange / "inbox" / NAME).read_bytes() == DATA


def test_c3_sent_again_is_the_same_document(exchange):
    transport = FolderTransport(exchange)
    transport.send(NAME, DATA)
    assert transport.send(NAME, DATA).was_there
    assert names(exchange / "inbox") == [NAME]


def test_c2_what_is_there_is_never_replaced(exchange):
    FolderTransport(exchange).send(NAME, DATA)
    for other in (DATA + b" ", b"x" * len(DATA)):
        error = problem(lambda other=other: FolderTransport(exchange).send(NAME, other))
        assert "left as it is" in error.text.en
        assert not error.may_have_arrived
    assert (exchange / "inbox" / NAME).read_bytes() == DATA
    assert names(exchange / "inbox") == [NAME]


@pytest.mark.parametrize("links", [True, False])
def test_c2_of_two_at_once_one_wins_and_the_other_hears_of_it(exchange, monkeypatch, links):
    """Somebody puts another document there between the look and the rename; also without hard links."""
    target = exchange / "inbox" / NAME
    link = os.link

    def late(source, destination):
        target.write_bytes(b"theirs")
        if not links:
            raise OSError(errno.EPERM, "no links")
        link(source, destination)

    monkeypatch.setattr(folder.os, "link", late)
    problem(lambda: FolderTransport(exchange).send(NAME, DATA))
    assert target.read_bytes() == b"theirs"
    assert names(exchange / "inbox") == [NAME]


def test_shares_without_hard_links(exchange, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(folder.os, "link", refuse)
    FolderTransport(exchange).send(NAME, DATA)
    assert (exchange / "inbox" / NAME).read_bytes() == DATA


def test_readers_never_see_a_part(exchange):
    """Whoever looks while 20 MB are written finds a .part file or the whole document."""
    data, seen, stop = os.urandom(20_000_000), set(), threading.Event()
    target = exchange / "inbox" / NAME

    def look():
        while not stop.is_set():
            if target.exists():
                seen.add(target.stat().st_size)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        FolderTransport(exchange).send(NAME, data)
        while not seen:
            pass
    finally:
        stop.set()
        watcher.join()
    assert seen == {len(data)}


def test_a_share_that_is_not_connected_is_not_made(tmp_path):
    missing = tmp_path / "share"
    assert "may not be connected" in problem(lambda: FolderTransport(missing).send(NAME, DATA)).text.en
    problem(lambda: FolderTransport(missing).fetch_receipt(NUMBER))
    assert not missing.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room"), (errno.EROFS, "right to write"), (errno.EACCES, "right to write")],
)
def test_a4_a5_full_or_read_only(exchange, monkeypatch, number, words):
    def refuse(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder.os, "fsync", refuse)
    error = problem(lambda: FolderTransport(exchange).send(NAME, DATA))
    assert words in error.text.en
    assert "outbox" in error.text.en
    assert names(exchange / "inbox") == []


@pytest.mark.parametrize(
    "name", ["../x.json", "a/b.json", "a\\b.json", ".hidden", "", "a b", "é.json", "a\0", "C:x"]
)
def test_h2_names_that_lead_elsewhere(exchange, name):
    problem(lambda: FolderTransport(exchange).send(name, DATA))
    problem(lambda: FolderTransport(exchange).fetch_receipt(name + "/../x"))
    assert names(exchange) == []


def test_receipts(exchange):
    transport = FolderTransport(exchange)
    assert transport.fetch_receipt(NUMBER) is None
    (exchange / "receipts").mkdir()
    assert transport.fetch_receipt(NUMBER) is None
    (exchange / "receipts" / f"{NUMBER}.receipt.json").write_bytes(b"{}")
    assert transport.fetch_receipt(NUMBER) == b"{}"


def test_a_receipt_that_is_far_too_long_is_not_read(exchange):
    (exchange / "receipts").mkdir()
    with (exchange / "receipts" / f"{NUMBER}.receipt.json").open("wb") as stream:
        stream.truncate(10_000_000_000)
    assert "too long" in problem(lambda: FolderTransport(exchange).fetch_receipt(NUMBER)).text.en


def test_cancelled_before_the_rename_leaves_nothing(exchange):
    class Late:
        asked = 0

        def is_cancelled(self):
            self.asked += 1
            return self.asked > 1

        def report(self, *_):
            return None

    with pytest.raises(Cancelled):
        FolderTransport(exchange, progress=Late()).send(NAME, DATA)
    assert names(exchange / "inbox") == []
