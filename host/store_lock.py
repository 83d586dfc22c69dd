# SPDX-License-Identifier: GPL-2.0-or-later
"""Which stores may be opened where the organization decided on one store, or on one jurisdiction.

This keeps people on the right file; it is no protection. Who may read or write a store is decided by the
rights of its folder or its database.
"""

from __future__ import annotations

from ..core.errors import InputError, StoreError
from ..core.store import StoreInfo
from ..core.text import Text
from .databases import open_named, store_name, store_title
from .settings import Settings, settings


def check_allowed(name: str, info: StoreInfo) -> None:
    """Raise ``InputError`` where a store, or a working copy, is not what the organization decided on.

    May take as long as the locked store takes to answer: not for the main thread.
    """
    known, copy = settings(), info.working_copy
    locked = known.locked_store
    if copy is not None:
        check_jurisdiction(copy.jurisdiction_code)
        base = _store_id(known)
        if base and copy.base_store_id != base:
            raise InputError(_OTHER_COPY.format(store=store_title(locked)))
    elif locked and store_name(name) != store_name(locked):
        raise InputError(_OTHER_STORE.format(store=store_title(locked)))


def check_jurisdiction(code: str) -> None:
    """Raise ``InputError`` where working copies are made for another jurisdiction only."""
    locked = settings().locked_jurisdiction
    if locked and code != locked:
        raise InputError(_OTHER_JURISDICTION.format(code=locked, asked=code))


def _store_id(known: Settings) -> str:
    """The id of the locked store; empty where there is none, or it is away: a copy is edited without it."""
    if not known.locked_store:
        return ""
    try:
        with open_named(known.locked_store) as store:
            return store.info.store_id
    except (InputError, StoreError):
        return ""


_OTHER_STORE = Text(
    "Your organization set “{store}” as the only store, so this one was not opened. Open that store or a "
    "working copy of it; your IT department can change the setting.",
    "Votre organisation a fixé «\u00a0{store}\u00a0» comme seul dépôt; celui-ci n’a donc pas été ouvert. "
    "Ouvrez ce dépôt ou une de ses copies de travail; votre service informatique peut modifier ce réglage.",
)
_OTHER_COPY = Text(
    "This working copy was made from another store than “{store}”, the only one of your organization, so it "
    "was not opened. Make a working copy of that store.",
    "Cette copie de travail provient d’un autre dépôt que «\u00a0{store}\u00a0», le seul de votre "
    "organisation; elle n’a donc pas été ouverte. Faites une copie de travail de ce dépôt.",
)
_OTHER_JURISDICTION = Text(
    "Your organization set {code} as your jurisdiction; this is about {asked}, so nothing was done. Your IT "
    "department can change the setting.",
    "Votre organisation a fixé {code} comme votre administration; il s’agit ici de {asked}, et rien n’a donc "
    "été fait. Votre service informatique peut modifier ce réglage.",
)
