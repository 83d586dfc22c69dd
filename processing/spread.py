# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms whose work the workers of a cluster may share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)

from ..core.cluster import Cluster
from ..host.cluster import scheduler_at, trusted_scheduler
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .parameters import advanced, explained
from .wording import number_text

CLUSTER = "CLUSTER"


class SpreadAlgorithm(SpAlgorithm):
    """An algorithm with a parameter CLUSTER: its job’s ``run`` is given a connected cluster, or ``None``."""

    def _check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        scheduler_at(self._address(parameters, context))
        super()._check(parameters, context)

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        address = self._address(parameters, context)
        if address and not self.can_spread(parameters, context):
            feedback.pushInfo(tr("All of this run is computed here: the cluster is not needed."))
            address = ""
        with _connected(address, feedback) as cluster:
            return self.job.run(self, parameters, context, feedback, cluster)

    def can_spread(self, parameters: dict[str, Any], context: QgsProcessingContext) -> bool:
        """Return whether there is work for a cluster: in a straight line there is none."""
        return bool(self.parameterAsEnumString(parameters, "METRIC", context) != "straight")

    def _address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.parameterAsString(parameters, CLUSTER, context).strip()


@contextmanager
def _connected(address: str, feedback: QgsProcessingFeedback) -> Iterator[Cluster | None]:
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


def cluster_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter; its default is the first cluster of the settings."""
    parameter = QgsProcessingParameterString(
        CLUSTER,
        tr("Cluster (address of a Dask scheduler)"),
        defaultValue=trusted_scheduler(),
        optional=True,
    )
    return advanced(
        explained(
            parameter,
            tr(
                "Computers that share the work, such as tls://cluster.example.ca:8786. Empty: everything is "
                "computed here. Results are the same. Only the scheduler named in the options of Service "
                "Points is used."
            ),
        )
    )
