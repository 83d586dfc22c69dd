# SPDX-License-Identifier: GPL-2.0-or-later
"""What combinations of channels and the states of counters are called, here and in every output."""

from __future__ import annotations

from ..text import Text

COMBINATION_WORDS = {
    "cpd": Text("Counter, call centre and digital", "Comptoir, centre d’appels et numérique"),
    "cp": Text("Counter and call centre", "Comptoir et centre d’appels"),
    "cd": Text("Counter and digital", "Comptoir et numérique"),
    "c": Text("Counter only", "Comptoir seulement"),
    "pd": Text("Call centre and digital", "Centre d’appels et numérique"),
    "p": Text("Call centre only", "Centre d’appels seulement"),
    "d": Text("Digital only", "Numérique seulement"),
    "unknown": Text("No channel known to serve", "Aucun mode qui desserve à coup sûr"),
    "none": Text("No channel", "Aucun mode de prestation"),
}
"""By the most to the least that is there: the order of legends and tables."""

COUNTER_WORDS = {
    "served": Text("A counter serves", "Un comptoir dessert"),
    "unknown": Text(
        "A counter is near, not all is known of it", "Un comptoir est à proximité, mais mal connu"
    ),
    "not_then": Text(
        "A counter is near: closed then, or in another language",
        "Un comptoir est à proximité, mais fermé à ce moment ou dans une autre langue",
    ),
    "beyond": Text("No counter within the cutoff", "Aucun comptoir en deçà du seuil"),
    "unreachable": Text("No way leads to a counter", "Aucun chemin ne mène à un comptoir"),
    "off_network": Text("Too far from any road to tell", "Trop loin de toute route pour le dire"),
}
