# SPDX-License-Identifier: GPL-2.0-or-later
"""Read-only layers that governments share from servers of theirs: where they are, what came, what is kept."""

from .copies import Copies, Copy
from .reading import Reading, State
from .shared_layer import Service, SharedLayer, guess_service

__all__ = ["Copies", "Copy", "Reading", "Service", "SharedLayer", "State", "guess_service"]
