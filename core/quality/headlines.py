# SPDX-License-Identifier: GPL-2.0-or-later
"""What the indicators are called. A headline is the figure of a whole question; parts break it down."""

from __future__ import annotations

from ..text import Text

HEADLINES = {
    "Q1_EN": Text(
        "Complete for readers of English (things expected)",
        "Complétude pour qui lit l’anglais (éléments attendus)",
    ),
    "Q1_FR": Text(
        "Complete for readers of French (things expected)",
        "Complétude pour qui lit le français (éléments attendus)",
    ),
    "Q2_12": Text("Verified within 12 months", "Points vérifiés au cours des 12 derniers mois"),
    "Q2_24": Text("Verified within 24 months", "Points vérifiés au cours des 24 derniers mois"),
    "Q3": Text(
        "Position known to the building or the street", "Position connue à l’immeuble ou à la rue près"
    ),
    "Q4_UNIQUE": Text("Without a possible duplicate", "Points sans doublon possible"),
    "Q4_DECIDED": Text("Changes received and decided", "Changements reçus et décidés"),
    "Q5_SEEN": Text("Known to two or more sources", "Points connus d’au moins deux sources"),
    "Q5_AGREE": Text(
        "Without a recorded disagreement between sources", "Points sans désaccord consigné entre sources"
    ),
}

PARTS = {
    "Q1_WHOLE": Text("Points that lack nothing in either language", "Points complets dans les deux langues"),
    "Q1_ITEM": Text("Points that have it", "Points qui l’ont"),
    "Q1_ITEM_EN": Text("Points that have it in English", "Points qui l’ont en anglais"),
    "Q1_ITEM_FR": Text("Points that have it in French", "Points qui l’ont en français"),
    "Q2_METHOD": Text(
        "Verified within 12 months by this method", "Points vérifiés ainsi au cours des 12 derniers mois"
    ),
    "Q3_CLASS": Text("Positions of this class", "Positions de cette classe"),
    "Q4_AGREED": Text("Changes received and without conflict", "Changements reçus et sans conflit"),
}


def label_of(indicator: str) -> Text:
    """Return what an indicator is called."""
    return HEADLINES.get(indicator) or PARTS[indicator]
