# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store for everyone: what may be published, and the files that carry it.

``publication_of`` opens the gate; ``publish`` writes what passed it, in the formats asked for, into a folder
that is exchanged as a whole.
"""

from .changes import Changes, changes_since
from .gate import publication_of
from .publication import Attribution, Cleared, Doubtful, Licence, Publication, PublishedStore, Withheld
from .writer import Written, publish

__all__ = [
    "Attribution",
    "Changes",
    "Cleared",
    "Doubtful",
    "Licence",
    "Publication",
    "PublishedStore",
    "Withheld",
    "Written",
    "changes_since",
    "publication_of",
    "publish",
]
