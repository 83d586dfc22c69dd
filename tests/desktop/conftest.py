# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as people install it."""

from __future__ import annotations

import importlib.util

import pytest


@pytest.fixture(scope="session")
def package_zip(repository, tmp_path_factory):
    """The zip that ``make package`` makes."""
    spec = importlib.util.spec_from_file_location("service_points_zip", repository / "scripts" / "package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    target = tmp_path_factory.mktemp("zip") / "service_points.zip"
    module.build(target)
    return target
