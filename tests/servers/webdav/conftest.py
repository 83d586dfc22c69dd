# SPDX-License-Identifier: GPL-2.0-or-later
"""A real nginx on free ports, in a temporary folder; where it cannot be had its tests say why."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

CONFIGURATION = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{ worker_connections 64; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{plain};
        listen 127.0.0.1:{tls} ssl;
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        root {folder}/site;
        auth_basic register;
        auth_basic_user_file {folder}/users;
        location /exchange/ {{
            dav_methods PUT;
            client_max_body_size 1m;
        }}
        location /dropbox/ {{
            alias {folder}/site/exchange/;
            dav_methods PUT;
            if ($request_method ~ ^(GET|HEAD)$) {{ return 403; }}
        }}
        location /maintenance/ {{
            if (-f {folder}/closed) {{
                rewrite ^ /503 last;
            }}
            alias {folder}/site/exchange/;
            dav_methods PUT;
        }}
        location = /503 {{
            internal;
            add_header Retry-After 1 always;
            return 503;
        }}
        location /drops/ {{
            alias {folder}/site/exchange/;
            dav_methods PUT;
        }}
        location /moved/ {{ return 307 https://elsewhere.example/exchange/; }}
        location /login/ {{ default_type text/html; return 200 "<html>Please sign in</html>"; }}
        location /readonly/ {{ alias {folder}/site/; }}
    }}
}}
"""
CHROOT = "/opt/venv"  # of scripts/in_chroot.sh; the other legs talk to the server
USER, PASSWORD = "ada", "rivière 50%"


def unavailable(reason):
    """Skip where a server cannot be had; in CI, which has them all, that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """A running nginx: ``plain`` and ``tls`` addresses of the exchange, its folder, and its certificate."""

    def __init__(self, folder, program):
        self.folder, self._program = folder, program
        self.plain_port, self.tls_port = free_port(), free_port()
        self.plain = f"http://127.0.0.1:{self.plain_port}"
        self.tls = f"https://127.0.0.1:{self.tls_port}"
        self.certificate = folder / "server.pem"
        self.user, self.password = USER, PASSWORD
        self.inbox, self.receipts = folder / "site/exchange/inbox", folder / "site/exchange/receipts"
        for made in (self.inbox, self.receipts):
            made.mkdir(parents=True)
        folder.chmod(0o755)
        self._certificate()
        crypt = subprocess.run(
            ["openssl", "passwd", "-apr1", PASSWORD], capture_output=True, text=True, check=True
        )
        (folder / "users").write_text(f"{USER}:{crypt.stdout.strip()}\n", encoding="utf-8")
        text = CONFIGURATION.format(folder=folder, plain=self.plain_port, tls=self.tls_port)
        if os.geteuid() == 0:
            text = "user root;\n" + text
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        self.process = None
        self.start()

    def _certificate(self):
        subprocess.run(
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                "-subj", "/CN=register.test",
                "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.folder / "server.key",
                "-out", self.certificate,
            ],
            capture_output=True,
            check=True,
        )  # fmt: skip

    def start(self):
        self.process = subprocess.Popen(
            [self._program, "-p", self.folder, "-c", self.folder / "nginx.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        give_up = time.monotonic() + 20
        while time.monotonic() < give_up and self.process.poll() is None:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.tls_port)) == 0:
                    return
            time.sleep(0.05)
        log = self.folder / "error.log"
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        unavailable(f"nginx does not start here: {said[-500:]}")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def log(self):
        return (self.folder / "access.log").read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="session")
def nginx_server(tmp_path_factory):
    if sys.prefix == CHROOT:
        pytest.skip("the QGIS 3.44 leg has no web server")
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("openssl") is None:
        unavailable("nginx or openssl is not installed: run `make setup-test`")
    features = subprocess.run([program, "-V"], capture_output=True, text=True, check=False).stderr
    if "http_dav_module" not in features or "http_ssl_module" not in features:
        unavailable("this nginx has no WebDAV or no TLS")
    made = Nginx(Path(tmp_path_factory.mktemp("nginx")), program)
    yield made
    made.stop()


@pytest.fixture
def nginx(nginx_server):
    """The server with an empty exchange."""
    for folder in (nginx_server.inbox, nginx_server.receipts):
        for path in folder.iterdir():
            path.unlink()
    (nginx_server.folder / "closed").unlink(missing_ok=True)
    return nginx_server


@pytest.fixture
def keep_login(qgis_app):
    """Keep logins in QGIS's authentication database: ``keep_login(user, password)`` returns the id of one."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager, made = QgsApplication.authManager(), []
    assert manager.setMasterPassword("test", True)

    def keep(user, password):
        configuration = QgsAuthMethodConfig("Basic")
        configuration.setName("register")
        configuration.setConfig("username", user)
        configuration.setConfig("password", password)
        answer = manager.storeAuthenticationConfig(configuration)
        stored, filled = answer if isinstance(answer, tuple) else (answer, configuration)
        assert stored
        made.append(filled.id())
        return filled.id()

    yield keep
    for one in made:
        manager.removeAuthenticationConfig(one)
