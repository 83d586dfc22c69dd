# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store for everyone: what may be published, and the files that carry it."""

from .gate import publication_of
from .publication import Attribution, Cleared, Licence, Publication, PublishedStore, Withheld

__all__ = [
    "Attribution",
    "Cleared",
    "Licence",
    "Publication",
    "PublishedStore",
    "Withheld",
    "publication_of",
]
