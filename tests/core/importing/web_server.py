# SPDX-License-Identifier: GPL-2.0-or-later
"""A server on this computer that answers as a test says, and a client that reads it without waiting."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from service_points.core.importing.services import Client


class Server:
    """Answers by ``routes``: path → function of the query, or a list of answers given one after another.

    An answer is (status, headers, body) or a body; it also serves as the proxy to any public name, whose
    routes begin with ``//host``.
    """

    def __init__(self):
        self.routes, self.seen = {}, []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                parts = urlsplit(self.path)
                path = f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path
                query = dict(parse_qsl(parts.query, keep_blank_values=True))
                server.seen.append((path, query, dict(self.headers)))
                route = server.routes.get(path, (404, {}, b""))
                found = (
                    route(query) if callable(route) else route.pop(0) if isinstance(route, list) else route
                )
                if callable(found):
                    found(self)
                    return
                status, headers, body = found if isinstance(found, tuple) else (200, {}, found)
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"Content-Length": len(body), **headers}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                return None

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.httpd.daemon_threads = True
        threading.Thread(target=self.httpd.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.httpd.server_port}"

    def asked(self, path):
        return [query for seen, query, _ in self.seen if seen == path]


class Waits(list):
    cancelled = False

    def __call__(self, seconds):
        self.append(seconds)

    def is_cancelled(self):
        return self.cancelled

    def report(self, fraction, text=None):
        return None


@pytest.fixture
def server():
    made = Server()
    yield made
    made.httpd.shutdown()
    made.httpd.server_close()


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def client(server, waits):
    def session(login=None):
        made = requests.Session()
        made.trust_env, made.auth = False, login
        made.proxies = {"http": server.url, "http://127.0.0.1": ""}
        return made

    def make(*, elsewhere=True, **options):
        options = {
            "timeout": (2, 2),
            "resolve": lambda host: [],
            "progress": waits,
            "sleep": waits,
            **options,
        }
        other = session() if elsewhere else None
        return Client(session(("marie", "mot de passe")), elsewhere=other, **options)

    return make
