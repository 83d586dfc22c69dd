# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person is told about a file that was read all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...text import Text, number
from ..table import Remark
from .problems import listed


def counted(code: str, lines: Sequence[int]) -> list[Remark]:
    """Return the remark ``code`` with its count and lines, or none where there are no lines."""
    return [Remark(code, COUNTED[code].format(count=len(lines)), tuple(lines))] if lines else []


COUNTED = {
    "duplicate_rows": Text(
        "Rows equal in every column to an earlier one: {count}. They were kept.",
        "Lignes identiques à une ligne précédente dans toutes les colonnes\u00a0: {count}. Elles ont été "
        "conservées.",
    ),
    "header_repeated": Text(
        "Rows that repeat the names of the columns: {count}. They were left out.",
        "Lignes qui répètent le nom des colonnes\u00a0: {count}. Elles ont été laissées de côté.",
    ),
    "empty_rows": Text("Empty rows left out: {count}.", "Lignes vides laissées de côté\u00a0: {count}."),
    "short_rows": Text(
        "Rows with fewer cells than the columns: {count}. What is missing is empty.",
        "Lignes comptant moins de cellules que de colonnes\u00a0: {count}. Ce qui manque est vide.",
    ),
    "long_rows": Text(
        "Rows with more cells than named columns: {count}. Perhaps a delimiter inside a text has no "
        "quotation "
        "marks around it; the surplus is in unnamed columns.",
        "Lignes comptant plus de cellules que de colonnes nommées\u00a0: {count}. Un séparateur à "
        "l’intérieur "
        "d’un texte n’est peut-être pas entre guillemets; le surplus est dans des colonnes sans nom.",
    ),
    "cell_errors": Text(
        "Rows with a cell whose formula failed, such as #N/A: {count}. These cells were read as empty.",
        "Lignes dont une cellule contient une formule en erreur, comme #N/A\u00a0: {count}. Ces cellules ont "
        "été lues comme vides.",
    ),
    "unclosed_quote": Text(
        "A quotation mark is never closed: what follows it to the end of the file is one cell.",
        "Un guillemet n’est jamais fermé\u00a0: tout ce qui le suit jusqu’à la fin du fichier forme "
        "une seule "
        "cellule.",
    ),
    "second_header": Text(
        "The row below the names looks like a second row of names, perhaps in the other language. It was "
        "read as data; choose its line as the header to use it instead.",
        "La ligne sous les noms ressemble à une deuxième ligne de noms, peut-être dans l’autre "
        "langue. Elle a "
        "été lue comme une donnée; choisissez-la comme en-tête pour l’utiliser plutôt que la première.",
    ),
    "no_shape": Text(
        "Rows without a shape: {count}. Their attributes were kept.",
        "Lignes sans géométrie\u00a0: {count}. Leurs attributs ont été conservés.",
    ),
    "empty_shape": Text(
        "Rows whose shape is empty: {count}. Their attributes were kept.",
        "Lignes dont la géométrie est vide\u00a0: {count}. Leurs attributs ont été conservés.",
    ),
    "not_finite": Text(
        "Rows with coordinates that are no numbers: {count}. They have no position.",
        "Lignes dont les coordonnées ne sont pas des nombres\u00a0: {count}. Elles n’ont pas de position.",
    ),
    "several_points": Text(
        "Rows with several points: {count}. The first one is used.",
        "Lignes comptant plusieurs points\u00a0: {count}. Le premier est utilisé.",
    ),
    "curves": Text(
        "Rows whose shape has arcs: {count}. They were replaced by short straight lines.",
        "Lignes dont la géométrie a des arcs\u00a0: {count}. Ils ont été remplacés par de courtes "
        "lignes droites.",
    ),
    "areas": Text(
        "Rows whose shape is an area: {count}. A point inside it is used.",
        "Lignes dont la géométrie est une surface\u00a0: {count}. Un point à l’intérieur est utilisé.",
    ),
    "line_shapes": Text(
        "Rows whose shape is a line: {count}. The centre of it is used.",
        "Lignes dont la géométrie est une ligne\u00a0: {count}. Son centre est utilisé.",
    ),
    "mixed_shapes": Text(
        "Rows whose shape is a mixed collection or a surface that is not read: {count}. They have no "
        "position.",
        "Lignes dont la géométrie est une collection mixte ou une surface qui n’est pas lue\u00a0: {count}. "
        "Elles n’ont pas de position.",
    ),
    "heights": Text(
        "Rows with heights or measures: {count}. They were left out.",
        "Lignes comportant des altitudes ou des mesures\u00a0: {count}. Celles-ci ont été laissées de côté.",
    ),
    "not_transformed": Text(
        "Rows whose coordinates are outside their reference system: {count}. They have no position.",
        "Lignes dont les coordonnées sortent de leur système de référence\u00a0: {count}. Elles n’ont pas de "
        "position.",
    ),
    "outside_degrees": Text(
        "Rows whose coordinates are said to be degrees and cannot be: {count}. Perhaps they are "
        "metres; choose "
        "the coordinate reference system.",
        "Lignes dont les coordonnées devraient être des degrés et ne peuvent pas l’être\u00a0: {count}. Ce "
        "sont peut-être des mètres; choisissez le système de coordonnées.",
    ),
    "merged_cells": Text(
        "Rows with merged cells: {count}. Only the first cell of each block has its value.",
        "Lignes comportant des cellules fusionnées\u00a0: {count}. Seule la première cellule de chaque bloc "
        "en a la valeur.",
    ),
    "repeated_ids": Text(
        "Records with the id of an earlier one: {count}. What belongs to that id was given to each.",
        "Enregistrements portant l’identifiant d’un précédent\u00a0: {count}. Ce qui s’y rattache a été "
        "donné à chacun.",
    ),
}
"""Remarks that list rows; ``{count}`` is how many."""

HSDS_NO_TABLE = Text(
    "It is a data package, but has no table “{table}” with a column “id”, as HSDS 3 has. Check that it is "
    "an HSDS publication, or import its files one by one.",
    "C’est un paquet de données, mais sans table «\u00a0{table}\u00a0» ayant une colonne "
    "«\u00a0id\u00a0», comme en a HSDS 3. Vérifiez qu’il s’agit d’une publication HSDS ou importez ses "
    "fichiers un à un.",
)
HSDS_LEFT_OUT = Text(
    "Files of the package that say nothing of service points and were not joined: {names}.",
    "Fichiers du paquet qui ne disent rien des points de service et n’ont pas été joints\u00a0: {names}.",
)
_OF_FILE = Text("{name}: {text}", "{name}\u00a0: {text}")


def of_file(name: str, remark: Remark) -> Remark:
    """Return a remark about another file than the one whose lines are counted."""
    return Remark(remark.code, _OF_FILE.format(name=name, text=remark.text))


def names_made(names: Sequence[str]) -> Remark:
    return Remark(
        "names_made",
        Text(
            "Columns without a name, or with the name of an earlier one, were given one: {names}.",
            "Des colonnes sans nom, ou portant celui d’une colonne précédente, en ont reçu un\u00a0: "
            "{names}.",
        ).format(names=listed(names)),
    )


def header_found(line: int) -> Remark:
    return Remark(
        "header_found",
        Text(
            "The columns are named on line {line}; the lines above it are no data.",
            "Les colonnes sont nommées à la ligne {line}; les lignes au-dessus ne sont pas des données.",
        ).format(line=f"{line}"),
        (line,),
    )


def other_members(chosen: str, names: Iterable[str]) -> Remark:
    return Remark(
        "other_members",
        Text(
            "Of the files in the archive {chosen} was read. The others: {names}.",
            "Parmi les fichiers de l’archive, {chosen} a été lu. Les autres\u00a0: {names}.",
        ).format(chosen=chosen, names=listed(name for name in names if name != chosen)),
    )


def other_layers(chosen: str, names: Iterable[str]) -> Remark:
    return Remark(
        "other_layers",
        Text(
            "“{chosen}” was read. Other sheets or layers with rows: {names}.",
            "«\u00a0{chosen}\u00a0» a été lue. Autres feuilles ou couches ayant des lignes\u00a0: {names}.",
        ).format(chosen=chosen, names=listed(names)),
    )


def hidden_sheets(names: Iterable[str]) -> Remark:
    return Remark(
        "hidden_sheets",
        Text(
            "The workbook has hidden sheets: {names}. They are read only if chosen.",
            "Le classeur a des feuilles masquées\u00a0: {names}. Elles ne sont lues que si on les choisit.",
        ).format(names=listed(names)),
    )


def formulas(count: int, without_value: int) -> Remark:
    return Remark(
        "formulas",
        Text(
            "Cells with formulas: {count}. The value saved with each was read, nothing was computed; without "
            "a saved value: {without}.",
            "Cellules contenant une formule\u00a0: {count}. La valeur enregistrée avec chacune a été "
            "lue, rien "
            "n’a été calculé; sans valeur enregistrée\u00a0: {without}.",
        ).format(count=count, without=without_value),
    )


def views_left_out(names: Iterable[str]) -> Remark:
    return Remark(
        "views_left_out",
        Text(
            "Left out because they are programs, not stored rows (views): {names}.",
            "Laissées de côté parce que ce sont des programmes et non des lignes enregistrées (vues)\u00a0: "
            "{names}.",
        ).format(names=listed(names)),
    )


def crs_assumed() -> Remark:
    return Remark(
        "crs_assumed",
        Text(
            "The source does not say its coordinate reference system. Its coordinates look like degrees and "
            "were taken as WGS 84 (EPSG:4326); if they are NAD83, they are off by about 1 to 2 m.",
            "La source n’indique pas son système de coordonnées. Ses coordonnées ressemblent à des degrés et "
            "ont été prises pour du WGS 84 (EPSG:4326); si elles sont en NAD83, l’écart est de 1 à 2\u00a0m "
            "environ.",
        ),
    )


def crs_missing(x: float, y: float) -> Remark:
    return Remark(
        "crs_missing",
        Text(
            "The source does not say its coordinate reference system, and coordinates such as {x}, "
            "{y} are no "
            "degrees. The rows have no position until you choose the system.",
            "La source n’indique pas son système de coordonnées, et des coordonnées comme {x}, {y} "
            "ne sont pas "
            "des degrés. Les lignes n’ont pas de position tant que vous n’avez pas choisi le système.",
        ).format(x=number(x, 1), y=number(y, 1)),
    )


def crs_transformed(name: str) -> Remark:
    return Remark(
        "crs_transformed",
        Text(
            "Positions were transformed from {name} to WGS 84 (EPSG:4326).",
            "Les positions ont été transformées de {name} à WGS 84 (EPSG:4326).",
        ).format(name=name),
    )


def datum_shift(name: str, metres: float) -> Remark:
    """For degrees on another datum: how far positions moved, and what no transformation knows."""
    return Remark(
        "datum_shift",
        Text(
            "Positions were taken from {name} to WGS 84 (EPSG:4326), by {metres} m at most. The two systems "
            "drift apart over the years; between NAD83 and WGS 84 it is 1 to 2 m in Canada.",
            "Les positions ont été transformées de {name} à WGS 84 (EPSG:4326), d’au plus {metres}\u00a0m. "
            "Les "
            "deux systèmes s’écartent avec les années; entre NAD83 et WGS 84, c’est de 1 à 2\u00a0m au "
            "Canada.",
        ).format(name=name, metres=number(metres, 1)),
    )


def encoding_taken(encoding: str, reason: Text) -> Remark:
    return Remark(
        "encoding_taken",
        Text(
            "The texts were read as {encoding}. {reason}", "Les textes ont été lus en {encoding}. {reason}"
        ).format(encoding=encoding, reason=reason),
    )
