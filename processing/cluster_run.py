# SPDX-License-Identifier: GPL-2.0-or-later
"""The cluster of one run: connected while the job is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsProcessingFeedback

from ..core.cluster import Cluster
from ..host.cluster import scheduler_at
from ..host.language import tr
from .base import CoreProgress
from .wording import number_text


@contextmanager
def connected_cluster(address: str, feedback: QgsProcessingFeedback) -> Iterator[Cluster | None]:
    """Connect to the scheduler at an address; without an address there is none."""
    scheduler = scheduler_at(address)
    if scheduler is None:
        yield None
        return
    feedback.setProgressText(tr("Connecting to the cluster at {address}…").format(address=address))
    with Cluster(scheduler) as cluster:
        cluster.connect(CoreProgress(feedback, 0, 0))
        feedback.pushInfo(
            tr("The workers of the cluster at {address} share the work: {count}.").format(
                address=address, count=number_text(cluster.workers)
            )
        )
        if not scheduler.encrypted and not scheduler.here:
            feedback.pushWarning(
                tr(
                    "The connection to the cluster is not encrypted: whoever can read or change what passes "
                    "on the network could read the data and run programs here. Use TLS."
                )
            )
        yield cluster
