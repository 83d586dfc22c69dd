# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the scheduler of a cluster is, and the certificates to speak to it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .cluster_problems import ClusterError
from .cluster_words import BAD_ADDRESS, NO_FILE, NO_TLS, NOT_TRUSTED

_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")
_MOST_PORTS = 65535


def is_address(text: str) -> bool:
    """Return whether a text is ``tcp://host:port`` or ``tls://host:port``, without a login."""
    found = _ADDRESS.fullmatch(text)
    return found is not None and 0 < int(found.group(3)) <= _MOST_PORTS


@dataclass(frozen=True)
class Scheduler:
    """An address, ``tcp://host:port`` or ``tls://host:port``, and for TLS the paths of PEM files: of the
    authority, of this computer's certificate and of its key. The files are read here and never sent."""

    address: str
    ca: str = ""
    certificate: str = ""
    key: str = ""

    @property
    def encrypted(self) -> bool:
        return self.address.startswith("tls://")

    @property
    def here(self) -> bool:
        """Whether it is on this computer."""
        host = self.address.partition("://")[2].rpartition(":")[0].strip("[]")
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def check(self, trusted: str) -> None:
        """Raise ``ClusterError`` for an address that is none, or is not ``trusted``, or lacks its files."""
        if not is_address(self.address):
            raise ClusterError(BAD_ADDRESS.format(address=self.address))
        if self.address != trusted:
            raise ClusterError(NOT_TRUSTED.format(address=self.address))
        self.tls()

    def tls(self) -> Mapping[str, str]:
        """Return the files as ``distributed.security.Security`` names them, none without encryption.

        Raises ``ClusterError`` when one is missing.
        """
        if not self.encrypted:
            return {}
        for name, path in (("ca", self.ca), ("certificate", self.certificate), ("key", self.key)):
            if not path:
                raise ClusterError(NO_TLS.format(address=self.address))
            if not Path(path).is_file():
                raise ClusterError(NO_FILE.format(path=path, setting=f"service_points/cluster/{name}"))
        return {"tls_ca_file": self.ca, "tls_client_cert": self.certificate, "tls_client_key": self.key}
