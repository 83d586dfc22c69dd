# SPDX-License-Identifier: GPL-2.0-or-later
"""The cluster that the settings of this computer name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .settings import Settings

if TYPE_CHECKING:
    from ..core.scheduler import Scheduler


def trusted_scheduler() -> str:
    """Return the address of the scheduler that may be used, and is by default; empty for none."""
    return Settings.load().cluster_address


def scheduler_at(address: str) -> Scheduler | None:
    """Return the scheduler of that address with this computer's certificates; ``None`` without an address.

    Raises ``ClusterError`` for an address that is none or not trusted, and for certificates not there.
    """
    if not address:
        return None
    from ..core.scheduler import Scheduler

    stored = Settings.load()
    scheduler = Scheduler(address, stored.cluster_ca, stored.cluster_certificate, stored.cluster_key)
    scheduler.check(stored.cluster_address)
    return scheduler
