# SPDX-License-Identifier: GPL-2.0-or-later
"""Web addresses: what they lead to, and how they are shown without the secrets in them."""

from __future__ import annotations

import ipaddress
import re

from requests.compat import unquote_plus, urlsplit

_PRIVATE_NAMES = ("localhost", "local", "internal", "lan", "home", "intranet", "corp")
_METADATA_NAMES = ("metadata.google.internal", "metadata", "instance-data")
_METADATA_ADDRESSES = ("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "192.0.0.192")
_BYTES, _BYTE = 4, 256  # of an IPv4 address
_USER = re.compile(r"(?<=://)[^/\s@]+@")
_VALUES = re.compile(r"(?<=[?&])([^=&#\s]+)=[^&#\s'\")]*")


def is_url(text: str) -> bool:
    """Return whether a text is meant as a web address, and not as a folder."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text.strip()))


def redacted(text: str) -> str:
    """Return a text in which addresses have lost user names, passwords and the values of their queries."""
    return _VALUES.sub(r"\1=…", _USER.sub("…@", text))


def query_of(url: str) -> list[tuple[str, str]]:
    """Return the names and values of an address's query, in their order."""
    pairs = (part.partition("=") for part in urlsplit(url).query.split("&") if part)
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port: what a redirect must not leave. Raises ``ValueError``."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or {"http": 80, "https": 443}.get(scheme, 0)


def is_private(url: str) -> bool:
    """Return whether an address is of this machine or a local network, which a person should confirm."""
    try:
        host = (urlsplit(url.strip()).hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    address = _address(host)
    if address is not None:
        return not address.is_global
    return "." not in host or host.rsplit(".", maxsplit=1)[-1] in _PRIVATE_NAMES


def is_metadata(host: str) -> bool:
    """Return whether a host is the metadata service of a cloud machine, or no host at all."""
    address = _address(host)
    if address is None:
        return host.lower().rstrip(".") in _METADATA_NAMES
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped.is_link_local or str(mapped) in _METADATA_ADDRESSES or mapped.is_unspecified


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address a host is spelled as, also in the spellings a resolver would still take."""
    try:
        return ipaddress.ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        pass
    parts = host.rstrip(".").split(".")
    try:
        numbers = [int(part, 0) if part.lower().startswith("0x") else _decimal(part) for part in parts]
    except ValueError:
        return None
    # As inet_aton: the last number fills what is left of the four bytes.
    *first, last = numbers
    room = _BYTES - len(first)
    if room < 1 or any(number >= _BYTE for number in first) or last >= _BYTE**room:
        return None
    value = sum(number * _BYTE ** (_BYTES - 1 - place) for place, number in enumerate(first)) + last
    return ipaddress.IPv4Address(value)


def _decimal(part: str) -> int:
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)
