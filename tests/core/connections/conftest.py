# SPDX-License-Identifier: GPL-2.0-or-later
"""The server of tests/layers, which knows nothing of QGIS."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "service_points_test_shared_layers", Path(__file__).parents[2] / "layers" / "shared_fixtures.py"
)
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)

feature_server = _shared.feature_server
