# SPDX-License-Identifier: GPL-2.0-or-later
"""`requests` over QGIS's network: threads, redirects, packed answers. More servers are in tests/servers."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from service_points.core.errors import Cancelled
from service_points.host.network import session
from service_points.host.tasks import run_in_background


@pytest.fixture
def server():
    seen = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.append((self.command, self.path, body, dict(self.headers)))
            content = gzip.compress(b"unpacked") if self.path == "/gzip" else b"answer"
            self.send_response(307 if self.path == "/moved" else 200)
            if self.path == "/gzip":
                self.send_header("Content-Encoding", "gzip")
            if self.path == "/moved":
                self.send_header("Location", "/there")
            if self.path == "/short":
                self.send_header("Content-Length", "1000")
                self.close_connection = True
            else:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_PUT = do_POST = answer  # noqa: N815

        def log_message(self, *_):
            return None

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    httpd.seen, httpd.url = seen, f"http://127.0.0.1:{httpd.server_port}"
    yield httpd
    httpd.shutdown()
    httpd.server_close()


def test_what_is_asked_arrives(qgis_app, server):
    data = bytes(range(256)) * 100
    answer = session().put(f"{server.url}/a?b=c", data=data, headers={"If-None-Match": "*"})
    assert answer.ok
    assert answer.content == b"answer"
    method, path, body, headers = server.seen[0]
    assert (method, path, body, headers["If-None-Match"]) == ("PUT", "/a?b=c", data, "*")
    assert "QGIS" in headers["User-Agent"]
    for method in ("GET", "HEAD", "POST"):
        assert session().request(method, server.url).ok
    assert [seen[0] for seen in server.seen] == ["PUT", "GET", "HEAD", "POST"]


def test_packed_answers_are_unpacked_once(qgis_app, server):
    answer = session().get(f"{server.url}/gzip", stream=True)
    assert answer.content == b"unpacked"


def test_f4_no_redirect_is_followed(qgis_app, server):
    """QGIS's own blocking request would go there, with the document."""
    answer = session().put(f"{server.url}/moved", data=b"x", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/there")
    assert len(server.seen) == 1


def test_f3_a_body_that_ends_too_soon_is_no_answer(qgis_app, server):
    with pytest.raises(requests.RequestException):
        session().get(f"{server.url}/short")


def test_in_the_thread_of_a_task(qgis_app, qtbot, server):
    seen = []
    run_in_background(
        "send", lambda progress: session("", progress).get(server.url).text, seen.append, seen.append
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert seen == ["answer"]


def test_cancelled_before_it_begins(qgis_app, server):
    class Stopped:
        def is_cancelled(self):
            return True

        def report(self, *_):
            return None

    with pytest.raises(Cancelled):
        session("", Stopped()).get(server.url)
    assert server.seen == []


def test_f12_login_that_is_not_on_this_computer(qgis_app, server):
    with pytest.raises(requests.ConnectionError, match="authentication configuration"):
        session("nothere").get(server.url)
    assert server.seen == []
