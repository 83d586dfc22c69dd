# SPDX-License-Identifier: GPL-2.0-or-later
"""The kinds of findings of a network check: what each one means, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ..text import Text

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class IssueKind:
    """A kind of finding. ``meaning``: what it does to results; ``advice``: what to do next."""

    title: Text
    severity: Severity
    meaning: Text
    advice: Text


ISSUE_KINDS: Mapping[str, IssueKind] = MappingProxyType(
    {
        "bad_geometry": IssueKind(
            Text("Unusable geometry", "Géométrie inutilisable"),
            "error",
            Text(
                "The line is empty or has coordinates that are missing or off the Earth. It is left out, so "
                "nobody travels on it.",
                "La ligne est vide ou a des coordonnées manquantes ou hors de la Terre. Elle est laissée de "
                "côté\u00a0: personne n’y circule.",
            ),
            Text(
                "Repair or delete the feature; check the layer’s coordinate reference system if there are "
                "many.",
                "Réparez ou supprimez l’entité; s’il y en a beaucoup, vérifiez le système de coordonnées de "
                "la couche.",
            ),
        ),
        "point_off_network": IssueKind(
            Text("Service point too far from any road", "Point de service trop loin de toute route"),
            "error",
            Text(
                "Nobody can travel to the point, so it serves nobody in the analyses.",
                "Personne ne peut se rendre à ce point; il ne dessert donc personne dans les analyses.",
            ),
            Text(
                "Check the point’s coordinates and that the roads cover its region; else allow a larger "
                "distance to a road.",
                "Vérifiez les coordonnées du point et que les routes couvrent sa région; sinon, permettez "
                "une plus grande distance à une route.",
            ),
        ),
        "speed_missing": IssueKind(
            Text("Missing speed", "Vitesse manquante"),
            "warning",
            Text(
                "The speed is missing, zero or negative. The speed of the road class, or else the default "
                "speed, is used; travel times are only as good as that.",
                "La vitesse est absente, nulle ou négative. La vitesse de la classe de route, sinon la "
                "vitesse par défaut, est utilisée; les temps de déplacement ne valent pas mieux.",
            ),
            Text(
                "Fill in the speed field, or choose the road classes and a speed preset.",
                "Remplissez le champ de vitesse, ou choisissez les classes de routes et un préréglage de "
                "vitesses.",
            ),
        ),
        "speed_unit": IssueKind(
            Text("Speeds in another unit", "Vitesses dans une autre unité"),
            "warning",
            Text(
                "The speeds of the field look as if they were not in km/h. Travel times would be wrong by a "
                "constant factor.",
                "Les vitesses du champ ne semblent pas être en km/h. Les temps de déplacement seraient faux "
                "d’un facteur constant.",
            ),
            Text(
                "Look up the unit in the documentation of the layer. If it is not km/h, compute a field in "
                "km/h (1 mph = 1.609 km/h; 1 m/s = 3.6 km/h) and choose that one.",
                "Cherchez l’unité dans la documentation de la couche. Si ce n’est pas le km/h, calculez un "
                "champ en km/h (1\u00a0mi/h = 1,609\u00a0km/h; 1\u00a0m/s = 3,6\u00a0km/h) et choisissez-le.",
            ),
        ),
        "speed_doubtful": IssueKind(
            Text("Doubtful speed", "Vitesse douteuse"),
            "warning",
            Text(
                "The speed is above 130 km/h or below 5 km/h. It is used as it stands and bends the times of "
                "all trips over this road.",
                "La vitesse est supérieure à 130\u00a0km/h ou inférieure à 5\u00a0km/h. Elle est utilisée "
                "telle quelle et fausse le temps de tout trajet qui emprunte cette route.",
            ),
            Text(
                "Correct the value of this road, or empty it so that its class or the default speed is used.",
                "Corrigez la valeur de cette route, ou videz-la pour que sa classe ou la vitesse par défaut "
                "serve.",
            ),
        ),
        "direction_unknown": IssueKind(
            Text("Unknown direction", "Direction inconnue"),
            "warning",
            Text(
                "The direction matches none of the values given. The road counts as both ways, so trips may "
                "go against a one-way street.",
                "La direction ne correspond à aucune des valeurs indiquées. La route compte comme étant à "
                "double sens\u00a0: des trajets peuvent emprunter un sens unique à contresens.",
            ),
            Text(
                "Check the three values of the direction field, or correct the road.",
                "Vérifiez les trois valeurs du champ de direction, ou corrigez la route.",
            ),
        ),
        "island": IssueKind(
            Text("Island", "Îlot"),
            "warning",
            Text(
                "A part of the network that is not connected to the largest part. Nobody gets in or out; "
                "people there count as unreachable.",
                "Une partie du réseau qui n’est pas reliée à la partie principale. Personne n’y entre ni "
                "n’en sort; les gens qui y habitent comptent comme inaccessibles.",
            ),
            Text(
                "Check that no road or ferry is missing and that its ends meet the others; a real island may "
                "stay.",
                "Vérifiez qu’il ne manque ni route ni traversier et que ses extrémités touchent les autres "
                "routes; une île véritable peut rester.",
            ),
        ),
        "cannot_be_left": IssueKind(
            Text("Cannot be left by the one-way streets", "Sans sortie à cause des sens uniques"),
            "warning",
            Text(
                "One-way streets lead in, and none leads out. Trips that start here have no way.",
                "Des sens uniques y mènent, mais aucun n’en sort. Les trajets qui partent d’ici n’ont pas de "
                "chemin.",
            ),
            Text(
                "Check the directions of these roads, and whether a road is missing; at the edge of the data "
                "the way out may lie outside.",
                "Vérifiez la direction de ces routes et s’il manque une route; au bord des données, la "
                "sortie peut se trouver au-delà.",
            ),
        ),
        "cannot_be_reached": IssueKind(
            Text("Cannot be reached by the one-way streets", "Inaccessible à cause des sens uniques"),
            "warning",
            Text(
                "One-way streets lead out, and none leads in. Trips that end here have no way.",
                "Des sens uniques en sortent, mais aucun n’y mène. Les trajets qui se terminent ici n’ont "
                "pas de chemin.",
            ),
            Text(
                "Check the directions of these roads, and whether a road is missing; at the edge of the data "
                "the way in may lie outside.",
                "Vérifiez la direction de ces routes et s’il manque une route; au bord des données, l’entrée "
                "peut se trouver au-delà.",
            ),
        ),
        "near_miss": IssueKind(
            Text("Ends that do not quite meet", "Extrémités qui se touchent presque"),
            "warning",
            Text(
                "The road ends within a metre of another without joining it, so there is no way from one to "
                "the other here.",
                "La route se termine à moins d’un mètre d’une autre sans la rejoindre\u00a0: on ne passe "
                "pas de l’une à l’autre à cet endroit.",
            ),
            Text(
                "If the roads meet, raise the joining tolerance or snap the end in the layer.",
                "Si les routes se rencontrent, augmentez la tolérance de jonction ou accrochez l’extrémité "
                "dans la couche.",
            ),
        ),
        "crossing_without_node": IssueKind(
            Text("Crossing without a node", "Croisement sans nœud"),
            "info",
            Text(
                "Two roads cross without a shared vertex, so nobody can turn. That is right for a bridge or "
                "a tunnel.",
                "Deux routes se croisent sans sommet commun\u00a0: on ne peut pas y tourner. C’est juste "
                "pour un pont ou un tunnel.",
            ),
            Text(
                "Where the roads do meet, add a vertex to both at the crossing. Very many of these findings "
                "mean that the layer does not mark its intersections: split the lines first.",
                "Là où les routes se rencontrent vraiment, ajoutez un sommet aux deux. De très nombreux "
                "constats de ce genre indiquent que la couche ne marque pas ses intersections\u00a0: "
                "scindez d’abord les lignes.",
            ),
        ),
        "duplicate_line": IssueKind(
            Text("Duplicate road", "Route en double"),
            "info",
            Text(
                "The road runs exactly along another. The faster one is used; lengths and counts of roads "
                "are too high.",
                "La route suit exactement une autre. La plus rapide est utilisée; les longueurs et les "
                "nombres de routes sont trop élevés.",
            ),
            Text(
                "Delete one of the two, once you know which attributes are right.",
                "Supprimez l’une des deux, après avoir vérifié quels attributs sont justes.",
            ),
        ),
        "zero_length": IssueKind(
            Text("Line without length", "Ligne sans longueur"),
            "info",
            Text(
                "All vertices of the line are in one place. It costs nothing to travel and changes no "
                "result.",
                "Tous les sommets de la ligne sont au même endroit. Elle ne coûte rien à parcourir et ne "
                "change aucun résultat.",
            ),
            Text("Delete it when you next edit the layer.", "Supprimez-la à la prochaine modification."),
        ),
    }
)
"""By code, in the order in which a report lists them: what spoils results most comes first."""
