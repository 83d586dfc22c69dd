# SPDX-License-Identifier: GPL-2.0-or-later
"""Family P: telephone numbers, web addresses, e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...schema import Table
from ..check import Cell, Check, Problem, Values, once_per_table, only
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


def number_form(cell: Cell) -> Iterator[Problem]:
    """P01: the number is neither +1 and ten digits nor a three-digit code."""
    if cell.text is not None and not compiled(cell.field.pattern or "").fullmatch(cell.text):
        yield Problem("number")


def numbers_formed(values: Values) -> bool:
    """P01 of values."""
    return all(map(compiled(values.field.pattern or "").fullmatch, values.texts))


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
        if record.row.get(owner) is None:
            continue
        same = record.register.where("phone", fields, [record.row.get(field) for field in fields])
        if any(
            row.get("id") != record.row.get("id") and row.get("extension") == record.row.get("extension")
            for row in same
        ):
            yield Problem("number")
            return


def url_form(cell: Cell) -> Iterator[Problem]:
    """P04: a web address that is not http(s), names a user, or has spaces or hidden characters."""
    if cell.text is not None and not is_url(cell.text):
        yield Problem(cell.field.name, {"value": shown(cell.text)})


def url_secure(cell: Cell) -> Iterator[Problem]:
    """P05: a web address that is not encrypted."""
    url = cell.text
    if url is not None and url.lower().startswith("http://") and is_url(url):
        yield Problem(cell.field.name)


def email_form(cell: Cell) -> Iterator[Problem]:
    """P06: not an e-mail address."""
    email = cell.text
    if email is None:
        return
    pattern = compiled(cell.register.schema.patterns["email"])
    if len(email) > _LONGEST_EMAIL or not pattern.fullmatch(email):
        yield Problem(cell.field.name)


def role_mailbox(cell: Cell) -> Iterator[Problem]:
    """P07: an address that looks like first.last@, in an e-mail field or in a telephone's label."""
    text = cell.text
    if text is not None and "@" in text and names_a_person(text):
        yield Problem(cell.field.name)


def no_mailbox(values: Values) -> bool:
    """P07 of values."""
    return "@" not in values.joined


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


def names_a_person(text: str) -> bool:
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


@once_per_table
def _mailbox_fields(table: Table) -> tuple[str, ...]:
    return (*_email_fields(table), *(("label_en", "label_fr") if table.name == "phone" else ()))


def _number(table: Table) -> tuple[str, ...]:
    return ("number",)


def _has_url(table: Table) -> bool:
    return bool(_url_fields(table))


def _has_email(table: Table) -> bool:
    return bool(_email_fields(table))


def _has_mailbox(table: Table) -> bool:
    return bool(_mailbox_fields(table))


CHECKS = (
    Check("P01", only("phone"), fields=_number, judge=number_form, sound=numbers_formed),
    Check("P02", only("phone"), toll_free_code),
    Check("P03", only("phone"), number_once),
    Check("P04", _has_url, fields=_url_fields, judge=url_form),
    Check("P05", _has_url, fields=_url_fields, judge=url_secure),
    Check("P06", _has_email, fields=_email_fields, judge=email_form),
    Check("P07", _has_mailbox, fields=_mailbox_fields, judge=role_mailbox, sound=no_mailbox),
    Check("P08", only("service_point"), reachable),
)
