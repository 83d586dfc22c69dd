# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the web addresses people type submissions may be sent to."""

from __future__ import annotations

import re

from requests.compat import urlsplit

from ...web.addresses import is_metadata, redacted
from .problems import bad_address, forbidden_host, secrets_in_address

_SCHEMES = ("http", "https")


def checked(url: str) -> str:
    """Return a base address without its last slash; raise ``TransportError`` for one that must not be used.

    Only http and https to a named host; no user name or password in it (an authentication configuration
    keeps those); no query, which is where tokens would be; never the metadata service of a cloud machine.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise bad_address(redacted(text)) from error
    if parts.scheme.lower() not in _SCHEMES or not host:
        raise bad_address(redacted(text))
    if "@" in parts.netloc or parts.query:
        raise secrets_in_address(redacted(text))
    if parts.fragment or re.search(r"[\x00-\x20\x7f\\]", text):
        raise bad_address(redacted(text))
    if is_metadata(host):
        raise forbidden_host(host)
    return text.rstrip("/")
