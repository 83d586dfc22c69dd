# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures of shared layers for several folders: the server, a login, a proxy, a server with TLS."""

import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import feature_services

sys.path.remove(str(Path(__file__).parent))


@pytest.fixture
def feature_server():
    """Seven libraries, spoken of in every protocol."""
    made = feature_services.FeatureServer()
    made.files["/files/libraries.geojson"] = (feature_services.geojson(), "application/geo+json")
    yield made
    made.stop()


@pytest.fixture
def second_server():
    made = feature_services.FeatureServer()
    yield made
    made.stop()


@pytest.fixture
def tls_server(tmp_path):
    """A server with a certificate that it signed itself, for another name."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "server.key", tmp_path / "server.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=register.test", "-keyout", key, "-out", certificate,
        ],
        capture_output=True,
        check=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    made = feature_services.FeatureServer(tls=context)
    yield made
    made.stop()


@pytest.fixture
def login(qgis_app):
    """The id of an authentication configuration: marie, secret."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("test", True)
    configuration = QgsAuthMethodConfig("Basic")
    configuration.setName("libraries")
    configuration.setConfig("username", "marie")
    configuration.setConfig("password", "secret")
    answer = manager.storeAuthenticationConfig(configuration)
    stored, filled = answer if isinstance(answer, tuple) else (answer, configuration)
    assert stored
    yield filled.id()
    manager.removeAuthenticationConfig(filled.id())


@pytest.fixture
def person(login):
    """Whom QGIS asks for its master password, as after a start: ``gives`` it, or cancels, and counts."""
    from qgis.core import QgsApplication, QgsCredentials

    class Person(QgsCredentials):
        gives, asked = "", 0

        def request(self, realm, username, password, message=""):
            return False, username, password

        def requestMasterPassword(self, password, stored):
            self.asked += 1
            return bool(self.gives), self.gives

    before, made, manager = QgsCredentials.instance(), Person(), QgsApplication.authManager()
    made.setInstance(made)
    manager.clearMasterPassword()
    assert not manager.masterPasswordIsSet()
    yield made
    made.setInstance(before)
    assert manager.setMasterPassword("test", True)


@pytest.fixture
def proxy(qgis_app):
    """QGIS sends everything through a proxy that wants a login and knows none."""
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    made = feature_services.FeatureServer()
    made.answer = lambda handler, path, query: feature_services.send(
        handler, b"", "text/plain", 407, Proxy_Authenticate='Basic realm="office"'
    )
    manager = QgsNetworkAccessManager.instance()
    before, excluded = manager.fallbackProxy(), manager.excludeList()
    through = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", made.port)
    manager.setFallbackProxyAndExcludes(through, [], [])
    yield made
    manager.setFallbackProxyAndExcludes(before, excluded, [])
    made.stop()
