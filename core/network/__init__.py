# SPDX-License-Identifier: GPL-2.0-or-later
"""The road network: built, checked, snapped to and travelled on with numpy alone.

Everything comes in and goes out in degrees, EPSG:4326; costs are minutes (metric time) or kilometres (metric
distance).
"""

from __future__ import annotations

from .directions import resolve_directions, unknown_directions
from .graph import Metric, RoadGraph, Travel, build_graph
from .issue_kinds import ISSUE_KINDS, IssueKind
from .issues import ISSUE_TITLES, NetworkIssue, find_issues
from .limits import inclusive
from .lines import RoadLines
from .nearest import NearestField, nearest
from .plane import Plane
from .reach import ReachBatch, Targets, reach
from .snapping import Placement, snap
from .speeds import SpeedPreset, SpeedResolution, load_speed_presets, resolve_speeds

__all__ = [
    "ISSUE_KINDS",
    "ISSUE_TITLES",
    "IssueKind",
    "Metric",
    "NearestField",
    "NetworkIssue",
    "Placement",
    "Plane",
    "ReachBatch",
    "RoadGraph",
    "RoadLines",
    "SpeedPreset",
    "SpeedResolution",
    "Targets",
    "Travel",
    "build_graph",
    "find_issues",
    "inclusive",
    "load_speed_presets",
    "nearest",
    "reach",
    "resolve_directions",
    "resolve_speeds",
    "snap",
    "unknown_directions",
]
