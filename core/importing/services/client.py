# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks services of open data: only ``GET``, patiently, within limits, never where it must not."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import requests
from requests.compat import urlencode, urlsplit

from ...file_moves import remove_left, replace_file
from ...progress import SILENT, Progress, check
from ...store.problems import unwritable
from ...text import Text
from ...web.answers import is_page, is_passing, pieces, redirect_target
from ...web.waiting import retry_after, wait
from .limits import LIMITS, Limits
from .problems import (
    OTHER_SERVER,
    TOO_MANY,
    ServiceError,
    redirected,
    refused,
    too_much,
    unreachable,
    web_page,
)
from .steps import Resolve, addresses_of, checked, is_same_server, stepped

Result = TypeVar("Result")
Params = Mapping[str, object]

_MOST_REDIRECTS = 5
_BUSY = (429, 502, 503, 504)
_PAGES = (b"<!doctype html", b"<html")
_BYTES = Text("at most {most} bytes at once", "au plus {most} octets à la fois")
_TOTAL = Text("at most {most} bytes altogether", "au plus {most} octets en tout")
_REQUESTS = Text("at most {most} requests", "au plus {most} requêtes")


@dataclass(frozen=True)
class Answer:
    """What came from an address, after redirects; ``media_type`` is what the server calls it."""

    url: str
    content: bytes
    media_type: str


class _TryAgain(Exception):  # noqa: N818  (internal: how to go on)
    def __init__(self, problem: ServiceError, delay_s: float | None = None) -> None:
        super().__init__(str(problem))
        self.problem, self.delay_s = problem, delay_s


class Client:
    """Reads over a ``requests`` session, which brings proxy, certificates and login.

    ``elsewhere`` is a session without the login, for the other servers that redirects and links lead to;
    without it those are refused. ``timeout`` is for the connection and between two bytes, ``deadline_s`` for
    a whole answer. What is temporary is tried ``attempts`` times, after as long as the server asks, up to
    ``longest_wait_s``. Raises ``ServiceError`` and ``Cancelled``; whatever it hands out has an end.
    """

    def __init__(
        self,
        session: requests.Session,
        *,
        elsewhere: requests.Session | None = None,
        progress: Progress = SILENT,
        limits: Limits = LIMITS,
        timeout: tuple[float, float] = (10.0, 60.0),
        deadline_s: float = 300.0,
        attempts: int = 4,
        longest_wait_s: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = addresses_of,
    ) -> None:
        self.progress, self.limits = progress, limits
        self._session, self._elsewhere, self._resolve = session, elsewhere, resolve
        self._timeout, self._deadline_s = timeout, deadline_s
        self._attempts, self._longest_wait_s, self._sleep = attempts, longest_wait_s, sleep
        self._bytes, self._requests, self._digest = 0, 0, hashlib.sha256()

    @property
    def sha256(self) -> str:
        """That of everything received so far, in order."""
        return self._digest.hexdigest()

    def get(
        self,
        url: str,
        params: Params | None = None,
        *,
        via: str | None = None,
        judge: Callable[[Answer], ServiceError | None] = lambda answer: None,
    ) -> Answer:
        """Return what is at an address.

        ``via`` is the address whose answer named this one. ``judge`` tells the errors that a service reports
        with a status of success; what it gives a busy status is tried again.
        """
        address = with_params(url, params)

        def attempt() -> Answer:
            with self._ask(address, via) as answer:
                body = bytearray()
                self._read(answer, body.extend, self.limits.answer_bytes)
                content = bytes(body)
                if _is_page(answer, content):
                    raise web_page(str(answer.url))
                found = Answer(str(answer.url), content, _media_type(answer))
            problem = judge(found)
            if problem is not None:
                raise _TryAgain(problem) if problem.status in _BUSY else problem
            self._digest.update(content)
            return found

        return self._patiently(attempt)

    def download(self, url: str, path: Path, *, via: str | None = None) -> Answer:
        """Write what is at an address to ``path``, whole or not at all; the content is left empty.

        Raises ``StoreError`` where it cannot be written.
        """
        part = path.with_name(f"{path.name}.part")

        def attempt() -> Answer:
            digest, beginning = hashlib.sha256(), bytearray()
            with self._ask(url, via) as answer, part.open("wb") as file:

                def keep(piece: bytes) -> None:
                    file.write(piece)
                    digest.update(piece)
                    if len(beginning) < 1024:  # noqa: PLR2004  (where a page says that it is one)
                        beginning.extend(piece)

                self._read(answer, keep, self.limits.file_bytes)
                if _is_page(answer, bytes(beginning)):
                    raise web_page(str(answer.url))
            self._digest = digest
            replace_file(part, path)
            return Answer(str(answer.url), b"", _media_type(answer))

        try:
            return self._patiently(attempt)
        except OSError as error:  # a full disk, a folder that may not be written
            raise unwritable(path, str(error)) from error
        finally:
            remove_left(part)

    def _ask(self, url: str, via: str | None) -> requests.Response:
        """Ask once, following redirects; raise ``_TryAgain`` for a busy server."""
        address = checked(url) if via is None else stepped(via, url, self._resolve)
        start = via or address
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._answer(start, address)
            target = redirect_target(answer)
            if target is None:
                return self._unless_failed(answer)
            answer.close()
            address = stepped(address, target, self._resolve)
        raise redirected(url, address, TOO_MANY)

    def _answer(self, start: str, url: str) -> requests.Response:
        check(self.progress)
        self._requests += 1
        if self._requests > self.limits.requests:
            raise too_much(url, _REQUESTS.format(most=self.limits.requests))
        session = self._session if is_same_server(start, url) else self._elsewhere
        if session is None:
            raise redirected(start, url, OTHER_SERVER)
        try:
            return session.get(
                url,
                headers={"Cache-Control": "no-cache"},
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as error:
            raise _broken(url, error) from error

    def _unless_failed(self, answer: requests.Response) -> requests.Response:
        status, url = answer.status_code, str(answer.url)
        if status == HTTPStatus.OK:
            return answer
        delay = retry_after(answer.headers.get("Retry-After"))
        answer.close()
        raise _TryAgain(refused(url, status), delay) if status in _BUSY else refused(url, status)

    def _read(self, answer: requests.Response, keep: Callable[[bytes], Any], most: int) -> None:
        url, length = str(answer.url), 0
        try:
            for piece in pieces(answer, self.progress, deadline_s=self._deadline_s):
                keep(piece)
                length += len(piece)
                self._bytes += len(piece)
                if length > most:
                    raise too_much(url, _BYTES.format(most=most))
                if self._bytes > self.limits.total_bytes:
                    raise too_much(url, _TOTAL.format(most=self.limits.total_bytes))
        except requests.RequestException as error:
            raise _broken(url, error) from error

    def _patiently(self, attempt: Callable[[], Result]) -> Result:
        number = 0
        while True:
            try:
                return attempt()
            except _TryAgain as failure:
                number += 1
                delay = float(2 ** (number - 1)) if failure.delay_s is None else failure.delay_s
                if number >= self._attempts or delay > self._longest_wait_s:
                    raise failure.problem from failure
                wait(delay, self.progress, self._sleep)


def with_params(url: str, params: Params | None) -> str:
    """Return an address with parameters, which replace those of the same name in any case of letters."""
    if not params:
        return url
    parts = urlsplit(url)
    own = {name.lower() for name in params}
    kept = [
        each for each in parts.query.split("&") if each and each.split("=", maxsplit=1)[0].lower() not in own
    ]
    query = "&".join([*kept, urlencode({name: str(value) for name, value in params.items()})])
    return str(parts._replace(query=query).geturl())


def _broken(url: str, error: requests.RequestException) -> Exception:
    problem = unreachable(url, error)
    return _TryAgain(problem) if is_passing(error) else problem


def _is_page(answer: requests.Response, content: bytes) -> bool:
    return is_page(answer) or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGES)


def _media_type(answer: requests.Response) -> str:
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
