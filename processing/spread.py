# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms whose work the workers of a cluster may share."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)

from ..host.cluster import trusted_scheduler
from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, explained

CLUSTER = "CLUSTER"


class SpreadAlgorithm(SpAlgorithm):
    """An algorithm with a parameter CLUSTER: its job’s ``run`` is given a connected cluster, or ``None``."""

    def check_job(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        from ..host.cluster import scheduler_at

        scheduler_at(self._address(parameters, context))
        super().check_job(parameters, context)

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .cluster_run import connected_cluster

        address = self._address(parameters, context)
        if address and not self.can_spread(parameters, context):
            feedback.pushInfo(tr("All of this run is computed here: the cluster is not needed."))
            address = ""
        with connected_cluster(address, feedback) as cluster:
            return self.job.run(self, parameters, context, feedback, cluster)

    def can_spread(self, parameters: dict[str, Any], context: QgsProcessingContext) -> bool:
        """Return whether there is work for a cluster: in a straight line there is none."""
        return bool(self.parameterAsEnumString(parameters, "METRIC", context) != "straight")

    def _address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.parameterAsString(parameters, CLUSTER, context).strip()


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
