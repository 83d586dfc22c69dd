# SPDX-License-Identifier: GPL-2.0-or-later
"""Sending to a web server that does what servers do on bad days. A real nginx is in tests/servers."""

import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from service_points.core.errors import Cancelled
from service_points.core.exchange.transports import HttpTransport, TransportError, is_private, redacted
from service_points.core.exchange.transports.addresses import checked
from service_points.core.web.waiting import retry_after

NAME, DATA = "CA-ON_20261105T090007Z_7d9f2c1e.casp.json", b'{"a": 1}\n'
NUMBER = "7d9f2c1e-0000-4000-8000-00000000abcd"
FILE = f"/exchange/inbox/{NAME}"


class Server:
    """Answers in the order of ``script``: (status, headers, body), or a function of the handler."""

    def __init__(self):
        self.script, self.seen = [], []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                server.seen.append((self.command, self.path, body, dict(self.headers)))
                step = server.script.pop(0) if server.script else (404, {}, b"")
                if callable(step):
                    step(self)
                    return
                status, headers, content = step
                self.send_response(status)
                for name, value in {"Content-Length": len(content), **headers}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_HEAD = do_PUT = do_POST = answer  # noqa: N815

            def log_message(self, *_):
                return None

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.httpd.daemon_threads = True
        threading.Thread(target=self.httpd.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.httpd.server_port}/exchange"

    @property
    def requests(self):
        return [(method, path) for method, path, _, _ in self.seen]


@pytest.fixture
def server():
    made = Server()
    yield made
    made.httpd.shutdown()
    made.httpd.server_close()


class Waits(list):
    """Notes the waiting instead of doing it, and may cancel after some."""

    cancel_after = None

    def __call__(self, seconds):
        self.append(seconds)

    def is_cancelled(self):
        return self.cancel_after is not None and len(self) >= self.cancel_after

    def report(self, fraction, text=None):
        self.said = text


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def transport(server, waits):
    def make(url=server.url, **options):
        return HttpTransport(requests.Session(), url, sleep=waits, progress=waits, timeout=(2, 2), **options)

    return make


def drop(handler):
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def fails(work):
    with pytest.raises(TransportError) as caught:
        work()
    assert caught.value.text.en != caught.value.text.fr
    return caught.value


def test_a_document_is_put_into_the_inbox(server, transport):
    server.script = [(404, {}, b""), (201, {}, b"")]
    sent = transport().send(NAME, DATA)
    assert (sent.where, sent.was_there) == (server.url + f"/inbox/{NAME}", False)
    assert server.requests == [("HEAD", FILE), ("PUT", FILE)]
    _, _, body, headers = server.seen[1]
    assert body == DATA
    assert headers["Content-Type"] == "application/vnd.casp.submission+json"
    assert headers["If-None-Match"] == "*"


def test_a_document_is_posted(server, transport):
    url = server.url.replace("/exchange", "/api/submissions")
    server.script = [(202, {"Location": f"/api/submissions/{NUMBER}"}, b"")]
    assert transport(url).send(NAME, DATA).where == url
    assert [(m, p, b) for m, p, b, _ in server.seen] == [("POST", "/api/submissions", DATA)]
    server.script = [(404, {}, b""), (200, {"Content-Type": "application/json"}, b'{"format": 1}')]
    assert transport(url).fetch_receipt(NUMBER) is None
    assert transport(url).fetch_receipt(NUMBER) == b'{"format": 1}'
    assert server.requests[1:] == [("GET", f"/api/submissions/{NUMBER}/receipt")] * 2


def test_c3_the_same_name_with_the_same_content_is_a_success(server, transport):
    server.script = [(200, {}, b""), (200, {}, DATA)]
    assert transport().send(NAME, DATA).was_there
    assert server.requests == [("HEAD", FILE), ("GET", FILE)]


@pytest.mark.parametrize("content", [DATA + b" ", DATA[:-1], b""])
def test_c2_the_same_name_with_other_content_is_left_alone(server, transport, content):
    server.script = [(200, {}, b""), (200, {}, content)]
    assert "left as it is" in fails(lambda: transport().send(NAME, DATA)).text.en
    assert "PUT" not in dict(server.requests)


def test_c2_somebody_was_faster(server, transport):
    server.script = [(404, {}, b""), (412, {}, b""), (200, {}, b"theirs")]
    assert "left as it is" in fails(lambda: transport().send(NAME, DATA)).text.en


def test_an_inbox_one_may_not_look_into(server, transport):
    server.script = [(403, {}, b""), (201, {}, b"")]
    assert not transport().send(NAME, DATA).was_there


def test_c8_connection_dropped_after_the_document_arrived(server, transport):
    server.script = [(404, {}, b""), drop, (200, {}, b""), (200, {}, DATA)]
    assert transport().send(NAME, DATA).was_there
    assert server.requests == [("HEAD", FILE), ("PUT", FILE), ("HEAD", FILE), ("GET", FILE)]


def test_c8_dropped_for_good_may_have_arrived(server, transport, waits):
    server.script = [(404, {}, b""), drop, drop, drop, drop]
    error = fails(lambda: transport(attempts=3).send(NAME, DATA))
    assert error.may_have_arrived
    assert "never taken twice" in error.text.en
    assert sum(waits) == pytest.approx(1 + 2)


def test_c8_server_that_is_down_got_nothing(server, transport):
    server.httpd.server_close()
    assert not fails(lambda: transport(attempts=1).send(NAME, DATA)).may_have_arrived


@pytest.mark.parametrize(
    ("status", "words", "unknown"),
    [
        (401, "user name or password", False),
        (403, "let you", False),
        (404, "no inbox", False),
        (405, "takes no files", False),
        (409, "no inbox", False),
        (413, "fewer edits", False),
        (418, "refused", False),
        (500, "not known", True),
        (507, "no room", False),
    ],
)
def test_f5_c8_every_refusal_has_its_own_message(server, transport, status, words, unknown):
    server.script = [(404, {}, b""), (status, {"Content-Type": "text/html"}, b"<html>")]
    error = fails(lambda: transport().send(NAME, DATA))
    assert words in error.text.en
    assert "outbox" in error.text.en
    assert "boîte d’envoi" in error.text.fr
    assert error.may_have_arrived is unknown
    assert server.requests == [("HEAD", FILE), ("PUT", FILE)]


def test_f5_busy_servers_are_waited_for_as_long_as_they_ask(server, transport, waits):
    server.script = [
        (404, {}, b""), (503, {"Retry-After": "7"}, b""),
        (429, {"Retry-After": "1"}, b""), (404, {}, b""), (201, {}, b""),
    ]  # fmt: skip
    transport().send(NAME, DATA)
    assert sum(waits) == pytest.approx(8)
    assert max(waits) <= 0.2
    assert waits.said.fr.startswith("Le serveur est occupé")


def test_f5_a_wait_too_long_is_not_waited(server, transport, waits):
    server.script = [(503, {"Retry-After": "86400"}, b"")]
    assert "busy" in fails(lambda: transport().send(NAME, DATA)).text.en
    assert waits == []


def test_f5_busy_for_good(server, transport):
    server.script = [(503, {"Retry-After": "1"}, b"")] * 9
    error = fails(lambda: transport(attempts=3).send(NAME, DATA))
    assert not error.may_have_arrived
    assert len(server.seen) == 3


def test_cancelled_while_waiting(server, transport, waits):
    server.script, waits.cancel_after = [(503, {"Retry-After": "60"}, b"")], 3
    with pytest.raises(Cancelled):
        transport().send(NAME, DATA)
    assert len(waits) == 3


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Thu, 05 Nov 2026 09:00:10 GMT", 10),
        ("Thu, 05 Nov 2026 08:00:00 GMT", 0),
        ("Thursday, 05-Nov-26 09:00:10 GMT", 10),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("9" * 500, 999_999_999),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, now=datetime(2026, 11, 5, 9, tzinfo=timezone.utc)) == seconds


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:9/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
        "//example.org/x",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_f4_redirects_that_leave_the_server_are_not_followed(server, transport, location, status):
    server.script = [(404, {}, b""), (status, {"Location": location}, b"")]
    error = fails(lambda: transport().send(NAME, DATA))
    assert "not followed" in error.text.en
    assert len(server.seen) == 2


def test_f4_redirect_within_the_server_keeps_the_method(server, transport):
    server.script = [(404, {}, b""), (308, {"Location": "/there"}, b""), (201, {}, b"")]
    transport().send(NAME, DATA)
    assert [(m, p, b) for m, p, b, _ in server.seen[1:]] == [("PUT", FILE, DATA), ("PUT", "/there", DATA)]


def test_f4_redirect_loop(server, transport):
    server.script = [(302, {"Location": "/exchange"}, b"")] * 50
    fails(lambda: transport().send(NAME, DATA))
    assert len(server.seen) <= 5


@pytest.mark.parametrize(
    "script",
    [
        [(200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>login</html>")],
        [(404, {}, b""), (200, {"Content-Type": "text/html"}, b"<html>login</html>")],
    ],
)
def test_f8_login_page_in_the_place_of_an_answer(server, transport, script):
    server.script = script
    assert "login page" in fails(lambda: transport().send(NAME, DATA)).text.en


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/html"}, b"<html>login</html>"),
        (200, {"Content-Type": "application/json"}, b"<!doctype html>"),
        (200, {}, b""),
    ],
)
def test_f8_web_page_is_no_receipt(server, transport, answer):
    server.script = [answer]
    assert "web page" in fails(lambda: transport().fetch_receipt(NUMBER)).text.en


def test_receipt_of_a_folder(server, transport):
    server.script = [(404, {}, b""), (200, {}, b' {"a": 1}')]
    assert transport().fetch_receipt(NUMBER) is None
    assert transport().fetch_receipt(NUMBER) == b' {"a": 1}'
    assert server.requests == [("GET", f"/exchange/receipts/{NUMBER}.receipt.json")] * 2


def test_f3_body_that_drips(server, transport, waits):
    """One byte a tenth of a second for ever: heard after the deadline, and a cancel at once."""

    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while True:
            try:
                handler.wfile.write(b"{")
                time.sleep(0.1)
            except OSError:
                return

    server.script = [drip]
    began = time.monotonic()
    assert "in time" in fails(lambda: transport(deadline_s=1, attempts=1).fetch_receipt(NUMBER)).text.en
    assert time.monotonic() - began < 3
    server.script, waits.cancel_after = [drip], 0
    began = time.monotonic()
    with pytest.raises(Cancelled):
        transport().fetch_receipt(NUMBER)
    assert time.monotonic() - began < 1


def test_f3_server_that_says_nothing(server, transport):
    server.script = [lambda handler: time.sleep(5)]
    began = time.monotonic()
    assert "in time" in fails(lambda: transport(attempts=1).send(NAME, DATA)).text.en
    assert time.monotonic() - began < 4


def test_f3_body_that_ends_too_soon(server, transport):
    def short(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"a": 1}')
        drop(handler)

    server.script = [short, (200, {}, b'{"a": 2}')]
    assert transport().fetch_receipt(NUMBER) == b'{"a": 2}'


def test_f1_proxy_that_asks_for_a_login(server, transport, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    server.script = [(407, {"Proxy-Authenticate": "Basic"}, b"")] * 3
    error = fails(lambda: transport("http://register.example/exchange").send(NAME, DATA))
    assert "Options > Network" in error.text.en


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "//host/share", "ftp://a.example/", "https://", "", "https://a b.example/",
        "https://[::1",
        "https://u:secret@a.example/", "https://a.example/?token=secret", "https://a.example:99999/",
        "http://169.254.169.254/latest", "http://[fe80::1]/", "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://0xa9fea9fe/", "http://0251.0376.0251.0376/", "http://169.16689662/",
        "http://metadata.google.internal/",
        "http://0.0.0.0/", "javascript:alert(1)", "https://a.example/#x", "https://a.example\\@b.example/",
    ],
)  # fmt: skip
def test_h14_addresses_that_must_not_be_used(url):
    error = fails(lambda: HttpTransport(requests.Session(), url))
    assert "secret" not in error.text.en + error.text.fr + error.details


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://localhost/x", True), ("http://127.0.0.1:8080", True), ("https://10.0.0.5/", True),
        ("https://192.168.1.1/", True), ("http://[::1]/", True), ("https://nas/", True),
        ("https://nas.local/", True),
        ("http://2130706433/", True), ("https://register.example.ca/", False), ("https://8.8.8.8/", False),
    ],
)  # fmt: skip
def test_h14_private_hosts_are_known(url, private):
    assert is_private(url) is private
    assert checked(url) == url.rstrip("/")


def test_i2_secrets_do_not_show(server, transport):
    text = "HTTPSConnectionPool: https://ada:pw@h.example/a?token=abc&key=def failed"
    assert redacted(text) == "HTTPSConnectionPool: https://…@h.example/a?token=…&key=… failed"
    target = "https://h.example/login?session=abc"
    server.script = [(302, {"Location": target}, b"")]
    error = fails(lambda: transport().send(NAME, DATA))
    assert "abc" not in error.text.en + error.text.fr + error.details
