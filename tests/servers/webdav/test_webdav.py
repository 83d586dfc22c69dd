# SPDX-License-Identifier: GPL-2.0-or-later
"""Submissions over a real nginx with WebDAV, once with plain `requests` and once through QGIS's network."""

import socket
import threading
import time
from contextlib import closing

import pytest
import requests
from service_points.core.errors import Cancelled
from service_points.core.exchange.transports import HttpTransport, TransportError

NAME, DATA = "CA-ON_20261105T090007Z_7d9f2c1e.casp.json", '{"a": "é"}\n'.encode()
NUMBER = "7d9f2c1e-0000-4000-8000-00000000abcd"


class Stop:
    """A person who cancels when told to."""

    cancelled = False

    def is_cancelled(self):
        return self.cancelled

    def report(self, *_):
        return None


@pytest.fixture
def stop():
    return Stop()


@pytest.fixture(params=["requests", "qgis"])
def transport(request, nginx, stop):
    """Make a transport; `login` is a password or None, `trusted` says that the certificate is known."""

    def make(path="/exchange", *, tls=False, password=nginx.password, trusted=False, **options):
        url = (nginx.tls if tls else nginx.plain) + path
        if request.param == "requests":
            session = requests.Session()
            session.trust_env = False  # a bundle of certificates in the environment would win over ours
            session.auth = (nginx.user, password.encode("utf-8")) if password else None
            session.verify = str(nginx.certificate) if trusted else True
        else:
            from service_points.host.network import session as of_qgis

            keep = request.getfixturevalue("keep_login")
            session = of_qgis(keep(nginx.user, password) if password else "", stop)
            if trusted:
                request.getfixturevalue("trust")(nginx)
        return HttpTransport(session, url, progress=stop, timeout=(5, 10), **options)

    return make


@pytest.fixture
def trust(keep_login):
    """Let QGIS trust a server's certificate, as IT does in the options: its authority is known."""
    from qgis.core import QgsApplication, QgsAuthCertUtils
    from qgis.PyQt.QtNetwork import QSslCertificate

    manager, added = QgsApplication.authManager(), []

    def rebuild():
        manager.rebuildCaCertsCache()
        manager.rebuildCertTrustCache()
        manager.rebuildTrustedCaCertsCache()

    def accept(server):
        (certificate,) = QSslCertificate.fromPath(str(server.certificate))
        assert manager.storeCertAuthority(certificate)
        assert manager.storeCertTrustPolicy(certificate, QgsAuthCertUtils.Trusted)
        rebuild()
        added.append(certificate)

    yield accept
    for certificate in added:
        manager.removeCertTrustPolicy(certificate)
        manager.removeCertAuthority(certificate)
        rebuild()


def fails(work):
    with pytest.raises(TransportError) as caught:
        work()
    assert caught.value.text.en != caught.value.text.fr
    return caught.value


def test_send_and_receive(nginx, transport):
    sent = transport().send(NAME, DATA)
    assert not sent.was_there
    assert (nginx.inbox / NAME).read_bytes() == DATA
    assert transport().fetch_receipt(NUMBER) is None
    (nginx.receipts / f"{NUMBER}.receipt.json").write_bytes(b'{"format": "casp-receipt"}')
    assert transport().fetch_receipt(NUMBER) == b'{"format": "casp-receipt"}'


def test_c3_c2_the_name_is_there(nginx, transport):
    transport().send(NAME, DATA)
    assert transport().send(NAME, DATA).was_there
    assert "left as it is" in fails(lambda: transport().send(NAME, DATA + b" ")).text.en
    assert (nginx.inbox / NAME).read_bytes() == DATA


def test_an_inbox_one_may_not_look_into(nginx, transport):
    transport("/dropbox").send(NAME, DATA)
    assert (nginx.inbox / NAME).read_bytes() == DATA


def test_large_and_binary_documents_arrive_whole(nginx, transport):
    data = bytes(range(256)) * 4000
    transport().send("a.casp.zip", data)
    assert (nginx.inbox / "a.casp.zip").read_bytes() == data


@pytest.mark.parametrize("password", ["wrong", None])
def test_wrong_or_no_password(nginx, transport, password):
    error = fails(lambda: transport(password=password).send(NAME, DATA))
    assert "user name or password" in error.text.en
    assert not error.may_have_arrived
    assert nginx.inbox.exists()
    assert not (nginx.inbox / NAME).exists()


def test_413_too_large(nginx, transport):
    error = fails(lambda: transport().send(NAME, b"x" * 1_100_000))
    assert "fewer edits" in error.text.en
    assert list(nginx.inbox.iterdir()) == []


def test_503_is_waited_for(nginx, transport):
    closed = nginx.folder / "closed"
    closed.touch()
    threading.Timer(0.8, closed.unlink).start()
    began = time.monotonic()
    transport("/maintenance").send(NAME, DATA)
    assert time.monotonic() - began > 0.8
    assert (nginx.inbox / NAME).read_bytes() == DATA


def test_no_inbox_there(transport):
    """nginx calls it its own failure (500); others say 409."""
    error = fails(lambda: transport("/exchange/nowhere").send(NAME, DATA))
    assert "whether the inbox is there" in error.text.en
    assert "si la boîte de réception existe" in error.text.fr


def test_a_folder_that_takes_no_files(transport):
    assert "takes no files" in fails(lambda: transport("/readonly").send(NAME, DATA)).text.en


def test_f4_sent_on_to_another_server(nginx, transport):
    error = fails(lambda: transport("/moved").send(NAME, DATA))
    assert "elsewhere.example" in error.text.en
    assert "not followed" in error.text.en


def test_f8_login_page(transport):
    assert "login page" in fails(lambda: transport("/login").send(NAME, DATA)).text.en
    assert "login page" in fails(lambda: transport("/login").fetch_receipt(NUMBER)).text.en


def test_f2_self_signed_certificate_is_refused(nginx, transport):
    error = fails(lambda: transport(tls=True).send(NAME, DATA))
    assert "certificate of “127.0.0.1” is not trusted" in error.text.en
    assert not error.may_have_arrived
    assert list(nginx.inbox.iterdir()) == []


def test_f2_self_signed_certificate_that_is_trusted(nginx, transport):
    transport(tls=True, trusted=True).send(NAME, DATA)
    assert (nginx.inbox / NAME).read_bytes() == DATA


class Cutter:
    """Stands before nginx and cuts the connection that answers a PUT, once: the document has arrived."""

    def __init__(self, port):
        self._port, self.cuts = port, 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client):
        with closing(client), closing(socket.create_connection(("127.0.0.1", self._port))) as server:
            client.settimeout(0.3)
            cut = False
            while True:
                try:
                    piece = client.recv(65536)
                    if not piece:
                        return
                    cut = cut or (piece.startswith(b"PUT") and not self.cuts)
                    server.sendall(piece)
                except TimeoutError:
                    pass
                server.settimeout(0.3)
                try:
                    answer = server.recv(65536)
                except TimeoutError:
                    continue
                if cut:
                    self.cuts += 1
                    return
                if not answer:
                    return
                client.sendall(answer)

    def close(self):
        self._listener.close()


def test_c8_connection_dropped_after_the_document_arrived(nginx, transport, monkeypatch, request):
    cutter = Cutter(nginx.plain_port)
    monkeypatch.setattr(nginx, "plain", cutter.url)
    try:
        sent = transport().send(NAME, DATA)
    finally:
        cutter.close()
    assert cutter.cuts == 1
    assert (nginx.inbox / NAME).read_bytes() == DATA
    assert [path.name for path in nginx.inbox.iterdir()] == [NAME]
    # Qt repeats a request by itself when a connection it kept open breaks; `requests` leaves it to us.
    assert sent.was_there or "qgis" in request.node.name


def test_c8_server_that_is_down(transport, nginx, monkeypatch):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setattr(nginx, "plain", f"http://127.0.0.1:{probe.getsockname()[1]}")
    error = fails(lambda: transport(attempts=2, sleep=lambda _: None).send(NAME, DATA))
    assert "cannot be reached" in error.text.en
    assert not error.may_have_arrived


def test_f3_cancelled_while_the_server_is_silent(nginx, transport, stop, monkeypatch, request):
    """Plain `requests` cannot be interrupted before the first byte; QGIS's network can."""
    if "requests" in request.node.name:
        pytest.skip("requests waits for its time-out")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(nginx, "plain", f"http://127.0.0.1:{silent.getsockname()[1]}")
        threading.Timer(0.5, lambda: setattr(stop, "cancelled", True)).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            transport().send(NAME, DATA)
        assert time.monotonic() - began < 2
