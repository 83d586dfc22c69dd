# SPDX-License-Identifier: GPL-2.0-or-later
"""The clusters that the settings of this computer name."""

from __future__ import annotations

from ..core.scheduler import Scheduler
from .settings import Settings


def trusted_schedulers() -> tuple[str, ...]:
    """Return the addresses of schedulers that may be used; the first is the default."""
    return tuple(Settings.load().cluster.split())


def scheduler_at(address: str) -> Scheduler | None:
    """Return the scheduler of that address with this computer's certificates; ``None`` without an address.

    Raises ``ClusterError`` for an address that is none or not trusted, and for certificates not there.
    """
    if not address:
        return None
    stored = Settings.load()
    scheduler = Scheduler(address, stored.cluster_ca, stored.cluster_cert, stored.cluster_key)
    scheduler.check(trusted_schedulers())
    return scheduler
