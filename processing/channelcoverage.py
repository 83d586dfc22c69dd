# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:channelcoverage``: which channels serve each area, in a language, at a moment."""

from __future__ import annotations

from typing import Any

from ..host.language import tr
from .base import SpAlgorithm
from .channel_parameters import channel_parameters, destinations
from .parameters import demand_parameters, network_parameters


class ChannelCoverage(SpAlgorithm):
    """Which channels reach each community?"""

    ID = "channelcoverage"
    GROUP = "catchment"
    TAGS = (
        "service points", "channel", "call centre", "digital", "counter", "language", "open now", "coverage",
        "points de service", "mode de prestation", "centre d'appels", "numérique", "comptoir", "langue",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Channels that reach each area")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Counters within a time or distance, call centres by territory, digital services: which serve "
            "each area, in a language, at a date and time."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(channel_parameters())
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters([*network_parameters(), *destinations()])
        self.add_numbers(
            {
                "TOTAL": tr("Population read"),
                "COUNTER_SERVED": tr("People a counter serves"),
                "COUNTER_UNKNOWN": tr("People of whom that is not known (counter)"),
                "CALL_SERVED": tr("People a call centre serves"),
                "CALL_UNKNOWN": tr("People of whom that is not known (call centre)"),
                "DIGITAL_SERVED": tr("People a digital service serves"),
                "DIGITAL_UNKNOWN": tr("People of whom that is not known (digital)"),
                "ALL_CHANNELS": tr("People served by all three channels"),
                "REMOTE_ONLY": tr("People known to be served from a distance only"),
                "NO_CHANNEL": tr("People without any channel"),
                "NOT_KNOWN": tr("People no channel is known to serve"),
                "EXCLUDED": tr("Population left out for want of a position"),
                "COUNTERS": tr("Counters"),
                "CALL_CENTRES": tr("Call centres"),
                "DIGITAL_SERVICES": tr("Digital services"),
            }
        )
