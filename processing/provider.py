# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider under which the algorithms appear in the Processing toolbox and in ``qgis_process``."""

from __future__ import annotations

import sys

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..host.language import tr
from ..host.resources import icon, plugin_version, resource
from ..host.settings import settings
from .accessibility import Accessibility
from .applyreceipts import ApplyReceipts
from .catchments import Catchments
from .channelcoverage import ChannelCoverage
from .checkout import Checkout
from .colocationpairs import ColocationPairs
from .colocationquotient import ColocationQuotient
from .coverage import Coverage
from .createstore import CreateStore
from .exportsubmission import ExportSubmission
from .importsource import ImportSource
from .loadstore import LoadStore
from .mergesubmissions import MergeSubmissions
from .networkcheck import NetworkCheck
from .odmatrix import OdMatrix
from .partnershipbrief import PartnershipBrief
from .preparestore import PrepareStore
from .publish import Publish
from .registerquality import RegisterQuality
from .scenario import ScenarioAlgorithm
from .siting import SitingAlgorithm
from .validate import Validate

ALGORITHMS = (
    Catchments,
    NetworkCheck,
    OdMatrix,
    Accessibility,
    SitingAlgorithm,
    Coverage,
    ChannelCoverage,
    ScenarioAlgorithm,
    ColocationPairs,
    ColocationQuotient,
    PartnershipBrief,
    CreateStore,
    ImportSource,
    LoadStore,
    PrepareStore,
    Checkout,
    Validate,
    RegisterQuality,
    ExportSubmission,
    MergeSubmissions,
    ApplyReceipts,
    Publish,
)


PROVIDER = "servicepoints"


class ServicePointsProvider(QgsProcessingProvider):
    """Provider ``servicepoints``."""

    def id(self) -> str:
        return PROVIDER

    def name(self) -> str:
        return tr("Service Points")

    def icon(self) -> QIcon:
        return icon("service_points")

    def svgIconPath(self) -> str:  # noqa: N802
        return str(resource("icons", "service_points.svg"))

    def versionInfo(self) -> str:  # noqa: N802
        return plugin_version()

    def loadAlgorithms(self) -> None:  # noqa: N802
        for algorithm in ALGORITHMS:
            if not (algorithm.FOR_STEWARDS and settings().end_user):
                self.addAlgorithm(algorithm())


def forget_jobs() -> None:
    """Forget the jobs that were imported, with the plugin: QGIS does so with statements of import only."""
    for algorithm in ALGORITHMS:
        sys.modules.pop(f"{__package__}.{algorithm.ID}_job", None)
