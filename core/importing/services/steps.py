# SPDX-License-Identifier: GPL-2.0-or-later
"""From which address to which other one may be gone on: a redirect, a next page, a resource's address."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable

from requests.compat import urlsplit

from ...web.addresses import is_metadata, is_private
from .problems import DOWNGRADE, OTHER_SCHEME, PRIVATE, ServiceError, bad_address, redirected

Resolve = Callable[[str], Iterable[str]]


def addresses_of(host: str) -> list[str]:
    """Return the numeric addresses of a host; none where only a proxy knows them."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def checked(url: str) -> str:
    """Return a web address; raise ``ServiceError`` for one that must not be asked.

    Only http and https to a host; no user name or password in it (an authentication configuration keeps
    those); never the metadata service of a cloud machine. A local server is allowed: a person chose it.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise bad_address(text) from error
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        raise bad_address(text)
    if re.search(r"[\x00-\x20\x7f\\]", text) or is_metadata(host):
        raise bad_address(text)
    return str(parts._replace(fragment="").geturl())


def stepped(url: str, target: str, resolve: Resolve = addresses_of) -> str:
    """Return the address to go on to from ``url``.

    A server behind a proxy that spells its own links with http gets them with https. Raises
    ``ServiceError`` for another scheme, for a step from https to http, and for one from the public web to
    this computer or a private network, also where a public name leads there.
    """
    try:
        here, there = urlsplit(url), urlsplit(target)
    except ValueError as error:
        raise redirected(url, target, OTHER_SCHEME) from error
    if here.scheme == "https" and there.scheme == "http" and here.netloc == there.netloc:
        there = there._replace(scheme="https")
    try:
        address = checked(there.geturl())
    except ServiceError as error:
        inside = there.scheme in ("http", "https") and is_metadata(there.hostname or "")
        raise redirected(url, target, PRIVATE if inside else OTHER_SCHEME) from error
    if here.scheme == "https" and there.scheme != "https":
        raise redirected(url, target, DOWNGRADE)
    if here.hostname != there.hostname and not is_private(url) and _leads_inside(address, resolve):
        raise redirected(url, target, PRIVATE)
    return address


def is_same_server(url: str, target: str) -> bool:
    """Return whether a login for one address is one for the other: the same host and port, or its https."""
    here, there = urlsplit(url), urlsplit(target)
    if here.hostname != there.hostname:
        return False
    upgraded = here.scheme == "http" and there.scheme == "https" and here.port is None and there.port is None
    return upgraded or (here.scheme, _port(here.scheme, here.port)) == (
        there.scheme,
        _port(there.scheme, there.port),
    )


def _port(scheme: str, port: int | None) -> int:
    return port or (443 if scheme == "https" else 80)


def _leads_inside(url: str, resolve: Resolve) -> bool:
    if is_private(url):
        return True
    found = [address.split("%", maxsplit=1)[0] for address in resolve(urlsplit(url).hostname or "")]
    return any(not ipaddress.ip_address(address).is_global for address in found)
