# SPDX-License-Identifier: GPL-2.0-or-later
"""``requests`` over QGIS's own network: its proxy, its certificates, its authentication configurations.

Not ``QgsBlockingNetworkRequest``: that one follows every redirect by itself, with the login and the document,
to whatever server the answer names. The same network manager is asked directly, told to follow none.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

import requests
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QEventLoop, QThread, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslCertificate, QSslError
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from ..core.errors import Cancelled
from ..core.exchange.transports import redacted
from ..core.progress import SILENT, Progress
from .language import tr

_POLL_MS = 100
_OWN_HEADERS = ("accept-encoding", "connection", "content-length", "host", "user-agent")
_UNPACKED_HEADERS = ("content-encoding", "transfer-encoding", "content-length")
_Error = QNetworkReply.NetworkError
_TIMEOUTS = (_Error.TimeoutError, _Error.OperationCanceledError)
_PROXY_ERRORS = (
    _Error.ProxyConnectionRefusedError,
    _Error.ProxyConnectionClosedError,
    _Error.ProxyNotFoundError,
    _Error.ProxyTimeoutError,
    _Error.ProxyAuthenticationRequiredError,
    _Error.UnknownProxyError,
)


def session(authcfg: str = "", progress: Progress = SILENT) -> requests.Session:
    """Return a session whose requests go out through QGIS, from the thread that makes them.

    ``authcfg`` is the id of an authentication configuration, or nothing. Requests stop when ``progress`` is
    cancelled (``Cancelled``), and when nothing came for as long as the options of QGIS allow.
    """
    made = requests.Session()
    made.trust_env = False  # proxies and .netrc are QGIS's business here
    for scheme in ("http://", "https://"):
        made.mount(scheme, QgisAdapter(authcfg, progress))
    return made


class QgisAdapter(BaseAdapter):
    """Sends what ``requests`` prepared through the network manager of the calling thread."""

    def __init__(self, authcfg: str = "", progress: Progress = SILENT) -> None:
        super().__init__()
        self._authcfg, self._progress = authcfg, progress

    def send(  # noqa: PLR0917  (the signature of requests)
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: object = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Return the answer, whatever its status; the time-out, certificates and proxy are those of QGIS.

        Raises what ``requests`` raises (``SSLError``, ``ProxyError``, ``ReadTimeout``, ``ConnectionError``),
        without secrets in it, and ``Cancelled``.
        """
        if self._progress.is_cancelled():
            raise Cancelled
        reply = self._sent(request)
        if QThread.currentThread() is not QCoreApplication.instance().thread():
            _leave_certificates_to_qt(reply)
        try:
            self._wait_for(reply)
            return _response(request, reply)
        finally:
            reply.deleteLater()

    def close(self) -> None:
        """Nothing is held open: connections belong to QGIS."""

    def _sent(self, request: requests.PreparedRequest) -> QNetworkReply:
        prepared = QNetworkRequest(QUrl(str(request.url)))
        attribute = QNetworkRequest.Attribute
        prepared.setAttribute(
            attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        )
        prepared.setAttribute(
            attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
        )
        prepared.setAttribute(attribute.CacheSaveControlAttribute, False)
        for name, value in request.headers.items():
            if name.lower() not in _OWN_HEADERS:
                prepared.setRawHeader(_bytes(name), _bytes(value))
        if self._authcfg and not _authorized(prepared, self._authcfg):
            raise requests.ConnectionError(
                tr(
                    "The authentication configuration cannot be used: it does not exist on this computer, or "
                    "the master password was not given."
                )
            )
        return _started(str(request.method), prepared, QByteArray(_bytes(request.body or b"")))

    def _wait_for(self, reply: QNetworkReply) -> None:
        """Serve this thread's events until the answer is whole. Raises ``Cancelled``.

        Signals go to slots of Qt only: PyQt 5 keeps those of Python in one table for all threads, and may end
        QGIS when one thread connects while another lets go.
        """
        loop, timer = QEventLoop(), QTimer()
        reply.finished.connect(loop.quit)
        timer.timeout.connect(loop.quit)
        timer.start(_POLL_MS)
        while not reply.isFinished():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            if self._progress.is_cancelled():
                reply.abort()
                raise Cancelled


def _started(method: str, prepared: QNetworkRequest, body: QByteArray) -> QNetworkReply:
    """Send it with Qt's own call: a ``HEAD`` sent as a custom verb waits for a body that never comes."""
    manager = QgsNetworkAccessManager.instance()
    if method == "HEAD":
        return manager.head(prepared)
    if method == "GET":
        return manager.get(prepared)
    if method == "PUT":
        return manager.put(prepared, body)
    if method == "POST":
        return manager.post(prepared, body)
    return manager.sendCustomRequest(prepared, _bytes(method), body)


def _leave_certificates_to_qt(reply: QNetworkReply) -> None:
    """Let Qt refuse a certificate that is not trusted, at once.

    QGIS has the main thread decide about it while this one waits, and may wait for ever: the answer is lost
    when it comes first. A server exception saved in QGIS is therefore not heeded; an authority added is.
    """
    with suppress(TypeError):  # nobody was connected
        reply.sslErrors.disconnect()


def _authorized(prepared: QNetworkRequest, authcfg: str) -> bool:
    """Add the login of an authentication configuration; PyQt gives the request back with the success."""
    answer = QgsApplication.authManager().updateNetworkRequest(prepared, authcfg)
    return bool(answer[0] if isinstance(answer, tuple) else answer)


def _response(request: requests.PreparedRequest, reply: QNetworkReply) -> requests.Response:
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    error = reply.error()
    if not isinstance(status, int) or status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        raise _failure(reply)
    if error != _Error.NoError and status < HTTPStatus.BAD_REQUEST:  # the headers came, the rest did not
        raise _failure(reply)
    response = requests.Response()
    response.status_code = status
    response.reason = str(reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute) or "")
    response.url, response.request = str(request.url), request
    response.headers = CaseInsensitiveDict(
        (_text(name), _text(value))
        for name, value in reply.rawHeaderPairs()
        if _text(name).lower() not in _UNPACKED_HEADERS  # Qt unpacked the body
    )
    response.raw = io.BytesIO(bytes(reply.readAll()))
    return response


def _failure(reply: QNetworkReply) -> requests.RequestException:
    error, message, ssl_errors = reply.error(), redacted(reply.errorString()), _certificate_errors(reply)
    if ssl_errors or error == _Error.SslHandshakeFailedError:
        # Or Qt would go on with what it trusted then, after the person has added the authority.
        QgsNetworkAccessManager.instance().clearConnectionCache()
        return requests.exceptions.SSLError("; ".join(ssl_errors) or message)
    if error in _PROXY_ERRORS:
        return requests.exceptions.ProxyError(message)
    if error in _TIMEOUTS:
        return requests.ReadTimeout(message)
    return requests.ConnectionError(message)


def _certificate_errors(reply: QNetworkReply) -> list[str]:
    """Say what is wrong with the certificates of a server whose answer did not come."""
    chain = reply.sslConfiguration().peerCertificateChain()
    return (
        [_certificate_error(each) for each in QSslCertificate.verify(chain, reply.url().host())]
        if chain
        else []
    )


def _certificate_error(error: QSslError) -> str:
    """Say what is wrong with a certificate, whose it is and who issued it."""
    certificate = error.certificate()
    issuer = ", ".join(certificate.issuerInfo(certificate.SubjectInfo.CommonName))
    subject = ", ".join(certificate.subjectInfo(certificate.SubjectInfo.CommonName))
    return tr("{problem} (certificate of {subject}, issued by {issuer})").format(
        problem=error.errorString(), subject=subject or "?", issuer=issuer or "?"
    )


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


def _text(raw: QByteArray) -> str:
    return bytes(raw).decode("latin-1")
