# SPDX-License-Identifier: GPL-2.0-or-later
"""What a web server answers: where it sends on to, whether it is a page for people, its body."""

from __future__ import annotations

import time
from collections.abc import Iterator

import requests
from requests.compat import urljoin

from ..progress import Progress, check

_REDIRECTS = (301, 302, 303, 307, 308)
_QUICK_S = 0.05
_LARGEST_CHUNK = 65_536


def redirect_target(answer: requests.Response) -> str | None:
    """Return the whole address an answer sends on to, whatever its scheme; ``None`` where it does not."""
    location = answer.headers.get("Location")
    if answer.status_code not in _REDIRECTS or not location:
        return None
    return str(urljoin(str(answer.url), location))


def is_page(answer: requests.Response) -> bool:
    """Return whether a server calls its answer a web page."""
    return "html" in answer.headers.get("Content-Type", "").lower()


def is_passing(error: requests.RequestException) -> bool:
    """Return whether the same request may succeed in a moment."""
    lasting = isinstance(error, (requests.exceptions.SSLError, requests.exceptions.ProxyError))
    passing = isinstance(
        error, (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
    )
    return passing and not lasting


def read_body(answer: requests.Response, most: int, progress: Progress, *, deadline_s: float) -> bytes:
    """Return the body, cut after one byte more than ``most``.

    Raises what ``pieces`` raises.
    """
    body = bytearray()
    for piece in pieces(answer, progress, deadline_s=deadline_s):
        body += piece
        if len(body) > most:
            break
    return bytes(body[: most + 1])


def pieces(answer: requests.Response, progress: Progress, *, deadline_s: float) -> Iterator[bytes]:
    """Yield the body piece by piece; a server that drips is not waited for longer than ``deadline_s``.

    Pieces begin at one byte and grow while they come quickly, so that cancelling is heard at once. Raises
    ``requests.RequestException``, also for a body that ended early, and ``Cancelled``.
    """
    length, size, began = 0, 1, time.monotonic()
    while True:
        check(progress)
        asked = time.monotonic()
        piece = next(answer.iter_content(size), b"")
        if not piece:
            _check_whole(answer, length)
            return
        length += len(piece)
        yield piece
        if time.monotonic() - began > deadline_s:
            raise requests.exceptions.ReadTimeout(f"not finished after {deadline_s:.0f} s")
        size = min(2 * size, _LARGEST_CHUNK) if time.monotonic() - asked < _QUICK_S else 1


def _check_whole(answer: requests.Response, length: int) -> None:
    """Raise ``ConnectionError`` for a body that ended early, which ``requests`` does not notice."""
    told = answer.headers.get("Content-Length", "")
    if told.isdigit() and "Content-Encoding" not in answer.headers and length < int(told[:18]):
        raise requests.ConnectionError(f"{length} of {told} bytes")
