# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of schema section D1 that concern a store or a working copy, one function per rule id.

Families M and C and the rules U01 and X02 judge a submission: they live with the exchange.
"""

from ..check import Check
from . import address, contact, dates, geography, language, links, opening, safety, uniqueness, values

CHECKS: tuple[Check, ...] = (
    *values.CHECKS,
    *geography.CHECKS,
    *address.CHECKS,
    *contact.CHECKS,
    *opening.CHECKS,
    *language.CHECKS,
    *uniqueness.CHECKS,
    *dates.CHECKS,
    *links.CHECKS,
    *safety.CHECKS,
)
"""Every rule as data, in the order of the schema."""
