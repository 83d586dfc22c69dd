# SPDX-License-Identifier: GPL-2.0-or-later
"""Family P: telephone numbers, web addresses, e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...schema import Table
from ..check import Check, Problem, once_per_table, only
from ..record import Record
from ..similarity import fold
from ..value_types import compiled
from ..wording import shown

TOLL_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
_LONGEST_URL = 500
_LONGEST_EMAIL = 254
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}\.?(?::[0-9]{1,5})?")
_BARE_ADDRESS = re.compile(r"\.(?:[0-9]+|0x[0-9a-f]*)\.?(?::[0-9]+)?$", re.IGNORECASE)
_HIDDEN_IN_URL = re.compile(r"[\s<>\"\\\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_PERSON = re.compile(r"(?<![a-z0-9._%+-])([a-z][a-z'-]{1,30})\.([a-z][a-z'-]{1,30})@", re.IGNORECASE)
_ROLE_WORD = re.compile(
    "accueil|acces|access|admin|aide|appels|assistance|bilingual|bureau|business|centre|center|city|clients?|"
    "clientele|communications|community|comptoir|contact|counter|courriel|customer|desk|direction|division|"
    "emploi|employment|enquiries|enquiry|feedback|formation|general|gestion|guichet|health|help|helpdesk|info|"
    "information|inquiries|inquiry|licences?|mail|main|mairie|ministere|ministry|municipal|ne|no|noreply|"
    "office|online|pas|passeport|passport|permis|permits|program|programme|public|reception|records|regional|"
    "registre|registry|renseignements|reply|sante|secretariat|section|services?|social|soutien|student|"
    "support|team|town|unit|ville|web|webmaster"
)
"""What stands before or after the dot in the addresses of offices, in both languages, without accents."""


def number_form(record: Record) -> Iterator[Problem]:
    """P01: the number is neither +1 and ten digits nor a three-digit code."""
    number = record.text("number")
    pattern = record.field("number").pattern or ""
    if number is not None and not compiled(pattern).fullmatch(number):
        yield Problem("number")


def toll_free_code(record: Record) -> Iterator[Problem]:
    """P02: a toll-free number whose area code is not one of the toll-free ones."""
    number = record.text("number")
    pattern = record.field("number").pattern or ""
    if record.row.get("kind") != "toll_free" or number is None or not compiled(pattern).fullmatch(number):
        return
    if number[2:5] not in TOLL_FREE or not number.startswith("+1"):
        yield Problem("number")


def number_once(record: Record) -> Iterator[Problem]:
    """P03: the same number (and extension) of the same kind twice with the same owner."""
    for owner in ("point_id", "organization_id", "service_id"):
        fields = (owner, "kind", "number")
        same = record.register.where("phone", fields, [record.row.get(field) for field in fields])
        if any(
            row.get("id") != record.row.get("id") and row.get("extension") == record.row.get("extension")
            for row in same
        ):
            yield Problem("number")
            return


def url_form(record: Record) -> Iterator[Problem]:
    """P04: a web address that is not http(s), names a user, or has spaces or hidden characters."""
    for field in _url_fields(record.table):
        url = record.text(field)
        if url is not None and not is_url(url):
            yield Problem(field, {"value": shown(url)})


def url_secure(record: Record) -> Iterator[Problem]:
    """P05: a web address that is not encrypted."""
    for field in _url_fields(record.table):
        url = record.text(field)
        if url is not None and is_url(url) and url.lower().startswith("http://"):
            yield Problem(field)


def email_form(record: Record) -> Iterator[Problem]:
    """P06: not an e-mail address."""
    pattern = compiled(record.register.schema.patterns["email"])
    for field in _email_fields(record.table):
        email = record.text(field)
        if email is not None and (len(email) > _LONGEST_EMAIL or not pattern.fullmatch(email)):
            yield Problem(field)


def role_mailbox(record: Record) -> Iterator[Problem]:
    """P07: an address that looks like first.last@, in an e-mail field or in a telephone's label."""
    labels = ("label_en", "label_fr") if record.table.name == "phone" else ()
    for field in (*_email_fields(record.table), *labels):
        text = record.text(field)
        if text is not None and "@" in text and _names_a_person(text):
            yield Problem(field)


def reachable(record: Record) -> Iterator[Problem]:
    """P08: a call-centre point without telephone, a digital point without web address."""
    channel = record.row.get("channel")
    point = (record.row.get("id"),)
    if channel == "call_centre" and not record.register.where("phone", ("point_id",), point):
        yield Problem()
    if channel == "digital" and not (record.text("url_en") or record.text("url_fr")):
        yield Problem("url_en")


def is_url(text: str) -> bool:
    """Return whether a text is a web address one may offer as a link."""
    scheme = _SCHEME.match(text)
    if not scheme or len(text) > _LONGEST_URL or _HIDDEN_IN_URL.search(text):
        return False
    host = re.split(r"[/?#]", text[scheme.end() :], maxsplit=1)[0]
    # An "@" of a user name never matches; a name whose last label is a number is an address of the network.
    return _HOST.fullmatch(host) is not None and not _BARE_ADDRESS.search(host)


def _names_a_person(text: str) -> bool:
    return any(
        not any(_ROLE_WORD.fullmatch(fold(word)) for part in found.groups() for word in part.split("-"))
        for found in _PERSON.finditer(text)
    )


@once_per_table
def _url_fields(table: Table) -> tuple[str, ...]:
    return tuple(f.name for f in table.fields if "url" in f.name.split("_"))


@once_per_table
def _email_fields(table: Table) -> tuple[str, ...]:
    return tuple(f.name for f in table.fields if "email" in f.name.split("_"))


def _has_url(table: Table) -> bool:
    return bool(_url_fields(table))


def _has_email(table: Table) -> bool:
    return bool(_email_fields(table))


def _has_email_or_label(table: Table) -> bool:
    return _has_email(table) or table.name == "phone"


CHECKS = (
    Check("P01", only("phone"), number_form),
    Check("P02", only("phone"), toll_free_code),
    Check("P03", only("phone"), number_once),
    Check("P04", _has_url, url_form),
    Check("P05", _has_url, url_secure),
    Check("P06", _has_email, email_form),
    Check("P07", _has_email_or_label, role_mailbox),
    Check("P08", only("service_point"), reachable),
)
