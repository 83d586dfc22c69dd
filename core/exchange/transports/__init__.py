# SPDX-License-Identifier: GPL-2.0-or-later
"""How a submission reaches the stewards and how their receipt comes back."""

from ...web.addresses import is_private, is_url, redacted
from .folder import FolderTransport
from .http import HttpTransport
from .model import Sent, Transport, TransportError
from .postgis import PostgisInbox

__all__ = [
    "FolderTransport",
    "HttpTransport",
    "PostgisInbox",
    "Sent",
    "Transport",
    "TransportError",
    "is_private",
    "is_url",
    "redacted",
]
