# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a file is not read: what it is, what that means, what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import InputError
from ...text import Text

MOST_NAMES = 20


def listed(names: Iterable[str]) -> str:
    """Return names in one line, cut where there are many or they are long."""
    found = [name if len(name) <= 60 else name[:59] + "…" for name in names]  # noqa: PLR2004
    return ", ".join(found[:MOST_NAMES]) + (", …" if len(found) > MOST_NAMES else "")


def unreadable(where: str, details: str) -> InputError:
    return InputError(
        Text(
            "{where} cannot be read: it is not there, is no plain file or may not be opened. Nothing was "
            "imported. Check the path and your access to the folder.",
            "Impossible de lire {where}\u00a0: il n’existe pas, n’est pas un fichier ordinaire ou ne "
            "peut pas "
            "être ouvert. Rien n’a été importé. Vérifiez le chemin et votre accès au dossier.",
        ).format(where=where),
        details,
    )


def damaged(where: str, details: str) -> InputError:
    return InputError(
        Text(
            "{where} is damaged or was cut short. Nothing was imported. Download it again, or ask its "
            "publisher for another copy.",
            "{where} est endommagé ou tronqué. Rien n’a été importé. Téléchargez-le de nouveau ou demandez "
            "une autre copie à son éditeur.",
        ).format(where=where),
        details,
    )


def over_limit(where: str, limit: Text, most: int, found: object = "") -> InputError:
    """``limit`` names what is limited: "rows"."""
    return InputError(
        Text(
            "{where} is over a limit: at most {most} {limit}. Nothing was imported. Ask for the data in "
            "smaller parts, or cut the file yourself.",
            "{where} dépasse une limite\u00a0: au plus {most} {limit}. Rien n’a été importé. Demandez les "
            "données en plus petites parties ou divisez le fichier.",
        ).format(where=where, most=f"{most}", limit=limit),
        f"{found}",
    )


BYTES = Text("bytes", "octets")
ROWS = Text("rows", "lignes")
COLUMNS = Text("columns", "colonnes")
CELLS = Text("cells", "cellules")
CELL_CHARS = Text("characters in a cell", "caractères dans une cellule")
NAME_CHARS = Text("characters in the name of a column", "caractères dans le nom d’une colonne")
ZIP_ENTRIES = Text("files in an archive", "fichiers dans une archive")
ZIP_RATIO = Text("times smaller when compressed", "fois plus petit une fois compressé")


def refused_archive(where: str, reason: Text, details: str = "") -> InputError:
    return InputError(
        Text(
            "{where} is refused: {reason}. Such an archive may be an attack, so nothing in it was read. "
            "Unpack it with a program you trust and import the file inside.",
            "{where} est refusé\u00a0: {reason}. Une archive de ce genre peut cacher une attaque; rien n’en "
            "a donc été lu. Décompressez-la avec un logiciel de confiance et importez le fichier qu’elle "
            "contient.",
        ).format(where=where, reason=reason),
        details,
    )


NESTED = Text("an archive is inside the archive", "une archive se trouve dans l’archive")
ENCRYPTED = Text("it is protected by a password", "elle est protégée par un mot de passe")
STRANGE_NAME = Text("a file in it has an unsafe name", "un fichier y porte un nom dangereux")
STRANGE_PACKING = Text("it is packed in an unusual way", "elle est compressée d’une façon inhabituelle")


def wrong_kind(where: str, what: Text) -> InputError:
    """``what`` says what the file is instead, and what to do."""
    return InputError(
        Text("{where} cannot be imported. {what}", "Impossible d’importer {where}. {what}").format(
            where=where, what=what
        )
    )


WEB_PAGE = Text(
    "It is a web page, not data: perhaps a login or an error page was saved. Download the data itself.",
    "C’est une page Web, et non des données; une page de connexion ou d’erreur a peut-être été enregistrée. "
    "Téléchargez les données elles-mêmes.",
)
OLD_OFFICE = Text(
    "It is a workbook in the old Excel format, or one protected by a password. Open it in a spreadsheet "
    "program and save it as .xlsx without a password.",
    "C’est un classeur dans l’ancien format d’Excel ou protégé par un mot de passe. Ouvrez-le dans un "
    "tableur et enregistrez-le en .xlsx sans mot de passe.",
)
OTHER_ARCHIVE = Text(
    "It is an archive of a kind that is not opened here. Unpack it and import the file inside.",
    "C’est une archive d’un type qui n’est pas ouvert ici. Décompressez-la et importez le fichier qu’elle "
    "contient.",
)
NO_TEXT = Text(
    "It is neither text nor a format known here. Known are CSV, Excel (.xlsx), OpenDocument (.ods), GeoJSON, "
    "KML, GeoPackage and Shapefile, also in a .zip.",
    "Ce n’est ni du texte ni un format connu ici. Sont connus\u00a0: CSV, Excel (.xlsx), "
    "OpenDocument (.ods), "
    "GeoJSON, KML, GeoPackage et Shapefile, aussi dans un .zip.",
)
OTHER_JSON = Text(
    "It is JSON, but no GeoJSON: no object of type FeatureCollection or Feature was found. Ask for "
    "GeoJSON or CSV.",
    "C’est du JSON, mais pas du GeoJSON\u00a0: aucun objet de type FeatureCollection ou Feature n’a été "
    "trouvé. Demandez du GeoJSON ou un fichier CSV.",
)
OTHER_XML = Text(
    "It is XML, but no KML. Ask for KML, GeoJSON or CSV.",
    "C’est du XML, mais pas du KML. Demandez du KML, du GeoJSON ou un fichier CSV.",
)
DECLARED_ENTITIES = Text(
    "Its XML has a document type declaration, which data does not need and attacks use. Nothing was read; "
    "ask its publisher for a file without one.",
    "Son XML contient une déclaration de type de document, inutile aux données et employée dans des "
    "attaques. Rien n’a été lu; demandez à l’éditeur un fichier qui n’en contient pas.",
)
UNNAMED_DATABASE = Text(
    "It is a database, but its name does not end in .gpkg. If it is a GeoPackage, rename it.",
    "C’est une base de données, mais son nom ne se termine pas par .gpkg. S’il s’agit d’un GeoPackage, "
    "renommez-le.",
)
SPARSE = Text(
    "A sheet has a very large gap of empty or equal rows, and values in it or below it. Delete these rows, "
    "or save the sheet as CSV.",
    "Une feuille a un très grand nombre de lignes vides ou identiques de suite, et des valeurs dans ces "
    "lignes ou en dessous. Supprimez ces lignes ou enregistrez la feuille en CSV.",
)
FROM_1904 = Text(
    "Its dates are counted from 1904, as Excel for Mac once did, and would be read four years too early. "
    "Save the sheet as CSV and import that.",
    "Ses dates sont comptées à partir de 1904, comme le faisait Excel pour Mac, et seraient lues quatre ans "
    "trop tôt. Enregistrez la feuille en CSV et importez ce fichier.",
)
EMPTY = Text(
    "It has no rows. Check that the download was complete, or choose another sheet or layer.",
    "Il ne contient aucune ligne. Vérifiez que le téléchargement était complet ou choisissez une autre "
    "feuille ou couche.",
)
NOTHING_KNOWN = Text(
    "Nothing in the archive is a format known here (CSV, GeoJSON, KML, GeoPackage, Shapefile).",
    "Rien dans l’archive n’est dans un format connu ici (CSV, GeoJSON, KML, GeoPackage, Shapefile).",
)


def missing_parts(where: str, parts: Iterable[str]) -> InputError:
    return InputError(
        Text(
            "{where} is a Shapefile without its part {parts}. A Shapefile is several files of one name; "
            "copy them all into one folder.",
            "{where} est un Shapefile auquel il manque la partie {parts}. Un Shapefile se compose de "
            "plusieurs fichiers du même nom; copiez-les tous dans un même dossier.",
        ).format(where=where, parts=listed(parts))
    )


def no_such_choice(where: str, chosen: str, names: Iterable[str]) -> InputError:
    """A sheet, layer or file inside an archive that was chosen and is not there."""
    return InputError(
        Text(
            "{where} has no “{chosen}”. It has {names}. Choose one of these; the source may have changed "
            "since the profile was saved.",
            "{where} ne contient pas «\u00a0{chosen}\u00a0». Il contient {names}. Choisissez parmi ceux-ci; "
            "la source a peut-être changé depuis l’enregistrement du profil.",
        ).format(where=where, chosen=chosen, names=listed(names))
    )


def no_such_header(where: str, line: int) -> InputError:
    return InputError(
        Text(
            "{where} has nothing on line {line}, which was chosen to name the columns. Choose another line, "
            "or 0 if no line names them.",
            "{where} n’a rien à la ligne {line}, choisie pour nommer les colonnes. Choisissez une autre "
            "ligne, ou 0 si aucune ne les nomme.",
        ).format(where=where, line=f"{line}")
    )


def unknown_encoding(name: str, known: Iterable[str]) -> InputError:
    return InputError(
        Text(
            "The encoding {name} is not known. Choose one of {known}.",
            "L’encodage {name} n’est pas connu. Choisissez parmi {known}.",
        ).format(name=name[:60], known=listed(known))
    )


def bad_delimiter(delimiter: str) -> InputError:
    return InputError(
        Text(
            "A delimiter is one character other than a quotation mark or a line break, not {delimiter}.",
            "Un séparateur est un seul caractère, autre qu’un guillemet ou un saut de ligne, et non "
            "{delimiter}.",
        ).format(delimiter=repr(delimiter[:20]))
    )


def unknown_crs(crs: str) -> InputError:
    return InputError(
        Text(
            "The coordinate reference system {crs} is not known. Give its code, as EPSG:3347.",
            "Le système de coordonnées {crs} n’est pas connu. Donnez son code, par exemple EPSG:3347.",
        ).format(crs=crs[:60])
    )


NO_PACKAGE = Text(
    "It is no data package: a folder or a zip with a datapackage.json that names its files is expected. If "
    "you have the files alone, ask the publisher for their datapackage.json.",
    "Ce n’est pas un paquet de données\u00a0: on attend un dossier ou un zip contenant un datapackage.json "
    "qui nomme ses fichiers. Si vous n’avez que les fichiers, demandez leur datapackage.json à l’éditeur.",
)


def missing_file(where: str, path: str) -> InputError:
    return InputError(
        Text(
            "{where} lacks its file “{path}”, which its datapackage.json names. Nothing was imported: a part "
            "of the data would be missing. Download the package again.",
            "Il manque à {where} le fichier «\u00a0{path}\u00a0» que nomme son datapackage.json. Rien n’a "
            "été importé, car une partie des données manquerait. Téléchargez le paquet de nouveau.",
        ).format(where=where, path=path[:100])
    )


def unsafe_path(where: str, path: str) -> InputError:
    return InputError(
        Text(
            "{where} is refused: its datapackage.json names “{path}”, which is no file inside the package. "
            "Nothing was read. Ask the publisher for a package that holds its files itself.",
            "{where} est refusé\u00a0: son datapackage.json nomme «\u00a0{path}\u00a0», qui n’est pas un "
            "fichier du paquet. Rien n’a été lu. Demandez à l’éditeur un paquet qui contient ses fichiers.",
        ).format(where=where, path=path[:100])
    )
