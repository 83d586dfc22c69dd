# SPDX-License-Identifier: GPL-2.0-or-later
"""Partnerships that a brief names as precedents: what works elsewhere, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from ..core.store import Row
from ..core.validation.mailbox import is_role_mailbox
from ..host.language import tr
from .brief_register import BriefRegister, in_language
from .ledger import Ledger
from .precedents import PARTIES, arrangement_words, organization_words, period_words, sorted_out
from .report import Table
from .site_facts import text_of

SAME_ORGANIZATIONS, SAME_GOVERNMENTS, SAME_ORDERS = range(3)
_SHOWN = 8


@dataclass(frozen=True)
class Precedent:
    """A partnership, and how near it is to the points of the brief: the closest kind comes first."""

    row: Row
    nearness: int
    active: bool


def find_precedents(register: BriefRegister, ledger: Ledger) -> list[Precedent]:
    """Return the partnerships between the same organizations, governments or orders of government.

    Proposals are no precedents; those in force come before those that have ended.
    """
    known = sorted_out(register.facts.partnerships, ledger, "STORE")
    pairs = [_pairs(register, key) for key in ("organization_id", "custodian_code", "level")]
    found = []
    for one in known.partnerships:
        parties = [
            frozenset((_group(register, one.host, key), _group(register, one.partner, key)))
            for key in ("organization_id", "custodian_code", "level")
        ]
        near = next((i for i, (both, wanted) in enumerate(zip(parties, pairs)) if both in wanted), None)
        if near is not None:
            found.append(Precedent(known.records[one.id], near, one.active))
    return sorted(found, key=lambda p: (p.nearness, not p.active, text_of(p.row["id"])))


def _pairs(register: BriefRegister, key: str) -> set[frozenset[str]]:
    """Return every two different groups of one kind among the members."""
    groups = {register.level(row) if key == "level" else text_of(row[key]) for row in register.member_rows()}
    return {frozenset(pair) for pair in combinations(sorted(groups - {""}), 2)}


def _group(register: BriefRegister, organization: str, key: str) -> str:
    if key == "organization_id":
        return organization
    custodian = text_of(register.facts.organizations.get(organization, {}).get("custodian_code"))
    return (
        custodian
        if key == "custodian_code"
        else text_of(register.facts.jurisdictions.get(custodian, {}).get("level"))
    )


def precedent_tables(register: BriefRegister, precedents: list[Precedent]) -> list[Table]:
    """Return what the precedents are, with their lessons and the mailbox of the office to ask."""
    if not precedents:
        return []
    rows = []
    for one in precedents[:_SHOWN]:
        host, partner = (
            organization_words(text_of(one.row[party]), register.facts.organizations) for party in PARTIES
        )
        rows.append(
            [
                arrangement_words(one.row),
                tr("{host} with {partner} – {nearness}").format(
                    host=host, partner=partner, nearness=_near_words(one.nearness)
                ),
                period_words(one.row),
                in_language(one.row, "lessons") or "–",
                mailbox_of(one.row, register) or "–",
            ]
        )
    headers = (
        tr("Arrangement"), tr("Who with whom"), tr("In force"),
        tr("What works, what to watch"), tr("Office to ask"),
    )  # fmt: skip
    return [Table(tr("Partnerships that already work"), headers, rows)]


def left_out(precedents: list[Precedent]) -> int:
    """Return how many precedents a brief has no room for."""
    return max(0, len(precedents) - _SHOWN)


def mailbox_of(row: Row, register: BriefRegister) -> str:
    """Return the mailbox of the office in charge: of the partnership, else of its host; never of a person."""
    host = register.facts.organizations.get(text_of(row["host_organization_id"]), {})
    known = (text_of(row.get("contact_email")), text_of(host.get("email")))
    return next((address for address in known if is_role_mailbox(address)), "")


def personal_mailboxes(precedents: list[Precedent]) -> int:
    """Return how many of the partnerships have a mailbox that a brief does not show."""
    addresses = [text_of(one.row.get("contact_email")) for one in precedents]
    return sum(1 for address in addresses if address and not is_role_mailbox(address))


def _near_words(nearness: int) -> str:
    return {
        SAME_ORGANIZATIONS: tr("the same organizations"),
        SAME_GOVERNMENTS: tr("the same governments"),
        SAME_ORDERS: tr("the same orders of government"),
    }[nearness]
