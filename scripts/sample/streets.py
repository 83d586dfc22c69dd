# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of streets and roads in both languages, and the civic addresses made from them."""

from __future__ import annotations

from .frame import CONCESSION

Name = tuple[str, str]  # English, French

_EN_STREETS = (
    "Main|King|Bridge|Church|Mill|Station|Market|Queen|Victoria|Albert|Front|Water|Elgin|Wellington|Court|School|"
    "Maple|Cedar|Birch|Spruce|Tamarack|Hemlock|Willow|Alder|Poplar|Juniper|Hawthorn|Ironwood|Balsam|Cherry|"
    "River|Park|College|Union|Regent|Duke|Earl|Prince|Crown|Arthur|Edward|George|Frederick|Alexander|"
    "Dunmore|Ashby|Carrick|Fenwick|Galbraith|Hollis|Innes|Kirkby|Lorne|Moffat|Nairn|Ormond|Penrose|Ramsay"
).split("|")
_EN_AVENUES = (
    "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Heron|Loon|Osprey|Kingfisher|Sandpiper|"
    "Goldfinch|Chickadee|Bluebird|Nuthatch|Partridge|Granite|Quarry|Slate|Gravel Pit|Feldspar|Mica|"
    "Lumber|Sawyer|Cooper|Miller|Weaver|Tanner|Mason|Carter|Wright|Fletcher|Meadow|Orchard|Clover|Barley|Harvest|"
    "Sunrise|Sunset|Northfield|Westview|Eastgate|Southwood|Highland|Ridgeway|Hillcrest|Valley|Lakeview|Rapids|"
    "Portage|Trapper|Voyageur|Pioneer|Homestead|Settler|Crossing|Trillium|Bluebell|Aster"
).split("|")
_FR_STREETS = (
    "Principale|de l’Église|du Pont|du Moulin|de la Gare|du Marché|de l’École|du Collège|Saint-Joseph|Notre-Dame|"
    "Sainte-Anne|Saint-Jean|des Érables|des Cèdres|des Bouleaux|des Épinettes|des Mélèzes|des Saules|des Aulnes|"
    "des Peupliers|des Genévriers|des Pins|du Sapin|des Ormes|des Frênes|des Chênes|de la Rivière|du Parc|"
    "de l’Hôtel-de-Ville|du Couvent|du Presbytère|de la Fabrique|du Ruisseau|des Rapides|du Portage|des Pionniers|"
    "des Draveurs|des Bûcherons|des Défricheurs|du Voyageur|de la Coopérative|du Boisé|des Moissons|de la Grange|"
    "du Verger|Lavigne|Gauthier|Thériault|Beaulieu|Desjarlais"
).split("|")
_FR_AVENUES = (
    "du Huard|du Héron|du Balbuzard|de la Perdrix|du Pinson|de la Mésange|du Martin-pêcheur|du Geai|du Merle|"
    "de la Sittelle|de l’Hirondelle|du Cardinal|du Tarin|du Quiscale|de la Bécasse|du Granit|de l’Ardoise|du Mica|"
    "des Lilas|des Trilles|des Asters|des Violettes|des Marguerites|du Trèfle|de l’Orge|du Blé|du Lin|"
    "de l’Aurore|du Soleil-Levant|du Couchant|de la Colline|du Belvédère|de la Vallée|du Lac|de la Baie|"
    "de la Pointe|du Quai|de l’Écluse|de la Forge|du Forgeron|du Tonnelier|du Meunier|du Tisserand|"
    "du Charpentier|Bellerive|Lamontagne|Rivard|Castonguay|Ouimet"
).split("|")
_LANES = (
    ("Loon Lane", "chemin du Huard"), ("Beaver Pond Lane", "chemin de l’Étang-aux-Castors"),
    ("Sugar Bush Road", "chemin de l’Érablière"), ("Gravel Pit Road", "chemin de la Gravière"),
    ("Fire Tower Road", "chemin de la Tour-à-Feu"), ("Blueberry Hill Road", "chemin de la Côte-aux-Bleuets"),
    ("Old Mill Road", "chemin du Vieux-Moulin"), ("Moose Creek Road", "chemin du Ruisseau-à-l’Orignal"),
    ("Camp Road", "chemin du Camp"), ("Clearwater Lane", "chemin de l’Eau-Claire"),
    ("Portage Lane", "chemin du Portage"), ("Windfall Road", "chemin du Chablis"),
    ("Snowshoe Lane", "chemin de la Raquette"), ("Otter Slide Lane", "chemin de la Loutre"),
    ("Marten Road", "chemin de la Martre"), ("Stone Fence Road", "chemin du Muret"),
)  # fmt: skip


def street_name(language: str, horizontal: bool, offset: int) -> Name:
    """Name of a settlement's street from its place: the nearer the middle, the earlier in the list."""
    rank = 2 * abs(offset) - (offset > 0)
    if language == "fr":
        names, kind_en, kind_fr = (
            (_FR_STREETS, "Street", "rue") if horizontal else (_FR_AVENUES, "Avenue", "avenue")
        )
        chosen = names[rank % len(names)]
        return f"{chosen[0].upper()}{chosen[1:]} {kind_en}", f"{kind_fr} {chosen}"
    names, kind_en, kind_fr = (
        (_EN_STREETS, "Street", "rue") if horizontal else (_EN_AVENUES, "Avenue", "avenue")
    )
    chosen = names[rank % len(names)]
    return f"{chosen} {kind_en}", f"{kind_fr} {chosen}"


def rural_name(horizontal: bool, position: int) -> Name:
    """Name of a concession road (across) or of a line (up and down) from its place on the lattice."""
    if horizontal:
        number = position // CONCESSION[1]
        return f"Concession Road {number}", f"chemin de la Concession {number}"
    number = position // CONCESSION[0]
    return f"Township Line {number}", f"chemin de la Ligne {number}"


def county_name(number: int) -> Name:
    return f"County Road {number}", f"chemin de comté {number}"


def highway_name(number: int) -> Name:
    return f"Highway {number}", f"route {number}"


def lane_name(number: int) -> Name:
    return _LANES[number % len(_LANES)]


def civic_number(metres: float, even: bool) -> int:
    """The number of a building by its metres from where the street begins, two for every 15 m."""
    return 2 * max(1, round(metres / 15.0)) - (0 if even else 1)


def civic_address(number: int, name: Name, language: str) -> str:
    """Number and street as the community itself writes them."""
    return f"{number}, {name[1]}" if language == "fr" else f"{number} {name[0]}"
