# SPDX-License-Identifier: GPL-2.0-or-later
"""Which e-mail addresses may be shown in a document: those of an office, never those of a person."""

from __future__ import annotations

from ..schema import load_schema
from .rules.contact import names_a_person
from .rules.safety import is_private_mailbox
from .value_types import compiled


def is_role_mailbox(address: str) -> bool:
    """Return whether this is an e-mail address, and by the rules P06, P07 and S03 not one of a person."""
    well_formed = compiled(load_schema().patterns["email"]).fullmatch(address) is not None
    return well_formed and not names_a_person(address) and not is_private_mailbox(address)
