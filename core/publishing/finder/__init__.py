# SPDX-License-Identifier: GPL-2.0-or-later
"""The public finder: a static site in both languages, for a folder or any web host."""

from .settings import FinderSettings
from .site import write_finder

__all__ = ["FinderSettings", "write_finder"]
