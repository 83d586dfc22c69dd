# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses placed on a local address reference, never silently."""

from .address_line import AddressLine, read_line
from .place import Address, place
from .placement import Placement, Step, count_steps
from .reference import AddressRows, Reference, build_reference
from .street import Street, read_street

__all__ = [
    "Address",
    "AddressLine",
    "AddressRows",
    "Placement",
    "Reference",
    "Step",
    "Street",
    "build_reference",
    "count_steps",
    "place",
    "read_line",
    "read_street",
]
