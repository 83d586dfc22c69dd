# SPDX-License-Identifier: GPL-2.0-or-later
"""A web server: a WebDAV folder (nginx, Apache, Nextcloud), or one with ``POST /submissions``.

An address that ends in ``/submissions`` is posted to; any other is that of the exchange folder, in which
``inbox/`` is written and ``receipts/`` read. Servers put a file that is ``PUT`` in its place whole or not at
all, so there is no renaming here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

import requests
from requests.compat import urlsplit

from ...progress import SILENT, Progress, check
from ...web.addresses import origin, redacted
from ...web.answers import is_page, is_passing, read_body, redirect_target
from ...web.waiting import retry_after, wait
from .addresses import checked
from .answers import redirected, refused, unreachable, web_page
from .folder import INBOX, RECEIPTS, checked_name, receipt_name
from .model import MOST_RECEIPT_BYTES, Sent, TransportError
from .problems import long_receipt, other_content

Answer = TypeVar("Answer")

MEDIA_TYPE = "application/vnd.casp.submission+json"
_MEDIA_TYPES = {".json": MEDIA_TYPE, ".zip": "application/zip"}

_MOST_REDIRECTS = 3
_BUSY = (429, 502, 503, 504)
_ABSENT = (404, 410)
_NOT_TO_BE_LOOKED_AT = (403, 405, 501)  # an inbox one may drop into and not look into
_WRITES = ("PUT", "POST")


class _TryAgain(Exception):  # noqa: N818  (internal: how to go on)
    def __init__(self, problem: TransportError, delay_s: float | None) -> None:
        super().__init__(str(problem))
        self.problem, self.delay_s = problem, delay_s


class HttpTransport:
    """The exchange behind a web address.

    ``session`` brings proxy, certificates and login; ``timeout`` is for the connection and between two bytes,
    ``deadline_s`` for a whole answer. What is temporary is tried ``attempts`` times, after as long as the
    server asks, up to ``longest_wait_s``. Raises ``TransportError`` for an address that must not be used.
    """

    def __init__(
        self,
        session: requests.Session,
        url: str,
        *,
        progress: Progress = SILENT,
        timeout: tuple[float, float] = (10.0, 60.0),
        deadline_s: float = 300.0,
        attempts: int = 4,
        longest_wait_s: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session, self._base, self._progress = session, checked(url), progress
        self._timeout, self._deadline_s = timeout, deadline_s
        self._attempts, self._longest_wait_s, self._sleep = attempts, longest_wait_s, sleep
        self._posts = urlsplit(self._base).path.endswith("/submissions")

    @property
    def where(self) -> str:
        return redacted(self._base)

    def send(self, name: str, data: bytes) -> Sent:
        plain = checked_name(name)
        if self._posts:
            return self._patiently(lambda: self._post(plain, data))
        address = f"{self._base}/{INBOX}/{plain}"
        return self._patiently(lambda: self._put(address, data))

    def fetch_receipt(self, submission_id: str) -> bytes | None:
        name = checked_name(receipt_name(submission_id))
        receipt = f"{submission_id}/receipt" if self._posts else f"{RECEIPTS}/{name}"
        return self._patiently(lambda: self._receipt(f"{self._base}/{receipt}"))

    def _post(self, name: str, data: bytes) -> Sent:
        with self._request("POST", self._base, data, _headers(name)) as answer:
            if answer.status_code == HTTPStatus.CONFLICT:
                raise other_content(f"{self.where}/{name}")
            self._expect_success("POST", answer)
        return Sent(self.where)

    def _put(self, address: str, data: bytes) -> Sent:
        with self._request("HEAD", address) as answer:
            status, page = answer.status_code, is_page(answer)
        if status == HTTPStatus.OK:
            if page:  # every address answers with it
                raise web_page(address)
            return self._compare(address, data)
        if status not in (*_ABSENT, *_NOT_TO_BE_LOOKED_AT):
            raise refused(address, status)
        headers = {**_headers(address), "If-None-Match": "*"}  # for those that know it: never replace
        with self._request("PUT", address, data, headers) as answer:
            if answer.status_code == HTTPStatus.PRECONDITION_FAILED:
                return self._compare(address, data)
            self._expect_success("PUT", answer)
        return Sent(redacted(address))

    def _compare(self, address: str, data: bytes) -> Sent:
        """Judge what already has the name: our own bytes from an earlier attempt, or something else."""
        with self._request("GET", address) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise refused(address, answer.status_code)
            if self._read(answer, len(data)) != data:
                raise other_content(redacted(address))
        return Sent(redacted(address), was_there=True)

    def _receipt(self, address: str) -> bytes | None:
        with self._request("GET", address) as answer:
            if answer.status_code in (*_ABSENT, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT):
                return None
            if answer.status_code != HTTPStatus.OK:
                raise refused(address, answer.status_code)
            data = self._read(answer, MOST_RECEIPT_BYTES)
            if is_page(answer) or not data.lstrip().startswith(b"{"):
                raise web_page(address)
        if len(data) > MOST_RECEIPT_BYTES:
            raise long_receipt(redacted(address))
        return data

    def _expect_success(self, method: str, answer: requests.Response) -> None:
        if answer.status_code >= HTTPStatus.MULTIPLE_CHOICES:
            raise refused(str(answer.url), answer.status_code, may_have_arrived=method in _WRITES)
        if answer.status_code == HTTPStatus.OK and is_page(answer):
            raise web_page(str(answer.url))

    def _request(
        self, method: str, url: str, data: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """Ask once, following redirects that stay on the same server; raise ``_TryAgain`` for a busy one."""
        address = url
        for _ in range(_MOST_REDIRECTS + 1):
            check(self._progress)
            answer = self._answer(method, address, data, headers)
            target = redirect_target(answer)
            if target is None:
                return self._unless_busy(method, answer)
            answer.close()
            if answer.status_code == HTTPStatus.SEE_OTHER or not _same_origin(address, target):
                raise redirected(url, target)
            address = target
        raise redirected(url, address)

    def _answer(
        self, method: str, url: str, data: bytes | None, headers: Mapping[str, str] | None
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                url,
                data=data,
                headers={"Cache-Control": "no-cache", **(headers or {})},
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as error:
            raise self._broken(method, url, error) from error

    def _broken(self, method: str, url: str, error: requests.RequestException) -> Exception:
        problem = unreachable(url, error, may_have_arrived=method in _WRITES)
        return _TryAgain(problem, None) if is_passing(error) else problem

    def _unless_busy(self, method: str, answer: requests.Response) -> requests.Response:
        if answer.status_code not in _BUSY:
            return answer
        problem = refused(str(answer.url), answer.status_code, may_have_arrived=method in _WRITES)
        delay = retry_after(answer.headers.get("Retry-After"))
        answer.close()
        raise _TryAgain(problem, delay)

    def _patiently(self, attempt: Callable[[], Answer]) -> Answer:
        """Try again what failed for a passing reason, and remember that a document may have arrived."""
        unknown, number = False, 0
        while True:
            try:
                return attempt()
            except _TryAgain as failure:
                problem, delay = failure.problem, failure.delay_s
                unknown = problem.may_have_arrived = problem.may_have_arrived or unknown
                number += 1
                if delay is None:
                    delay = float(2 ** (number - 1))
                if number >= self._attempts or delay > self._longest_wait_s:
                    raise problem from failure
                wait(delay, self._progress, self._sleep)
            except TransportError as problem:
                problem.may_have_arrived = problem.may_have_arrived or unknown
                raise

    def _read(self, answer: requests.Response, most: int) -> bytes:
        """Return the body, cut after one byte more than ``most``."""
        try:
            return read_body(answer, most, self._progress, deadline_s=self._deadline_s)
        except requests.RequestException as error:
            raise self._broken("GET", str(answer.url), error) from error


def _headers(name: str) -> dict[str, str]:
    return {"Content-Type": _MEDIA_TYPES.get(f".{name.rpartition('.')[2]}", MEDIA_TYPE)}


def _same_origin(url: str, target: str) -> bool:
    try:
        return "@" not in urlsplit(target).netloc and origin(url) == origin(target)
    except ValueError:
        return False
