# SPDX-License-Identifier: GPL-2.0-or-later
"""What to do about a finding, per rule. A rule that knows better says so itself."""

from __future__ import annotations

from collections.abc import Mapping

from ..text import Text

FIXES: Mapping[str, Text] = {
    "R01": Text("Fill in this field.", "Remplissez ce champ."),
    "R02": Text("Choose a value of the list.", "Choisissez une valeur de la liste."),
    "R03": Text(
        "Correct the spelling, or ask the steward to add the value to the list.",
        "Corrigez l’orthographe, ou demandez à l’intendance d’ajouter la valeur à la liste.",
    ),
    "R04": Text(
        "Enter a value of the right kind, form and length.",
        "Entrez une valeur du type, de la forme et de la longueur voulus.",
    ),
    "R05": Text("Use the value that replaces it.", "Utilisez la valeur qui la remplace."),
    "R06": Text("Correct the type or the channel.", "Corrigez le type ou le mode de prestation."),
    "G01": Text("Place the point on the map.", "Placez le point sur la carte."),
    "G02": Text("Correct the position on the map.", "Corrigez la position sur la carte."),
    "G03": Text(
        "Correct the position or the province.", "Corrigez la position, ou la province ou le territoire."
    ),
    "G04": Text(
        "Correct the position or the census subdivision.",
        "Corrigez la position ou la subdivision de recensement.",
    ),
    "G05": Text(
        "Correct the position, or give the point to the jurisdiction it belongs to.",
        "Corrigez la position, ou attribuez le point à l’administration dont il relève.",
    ),
    "G06": Text(
        "Place the point on its building and choose the method you used.",
        "Placez le point sur son bâtiment et choisissez la méthode employée.",
    ),
    "G07": Text(
        "If the office moved, change the address; otherwise put the point back.",
        "Si le bureau a déménagé, changez l’adresse; sinon, remettez le point à sa place.",
    ),
    "G08": Text(
        "Repair the shape (Processing: Fix geometries) or simplify it to 20,000 vertices at most.",
        "Réparez la forme (Traitement\u00a0: Réparer les géométries) ou simplifiez-la à "
        "20\u00a0000 sommets au plus.",
    ),
    "A01": Text(
        "Write capital letters and one space in the middle.",
        "Écrivez des majuscules et une espace au milieu.",
    ),
    "A02": Text(
        "Check the postal code and the province.", "Vérifiez le code postal et la province ou le territoire."
    ),
    "A03": Text(
        "Enter the civic address and the postal code.", "Entrez l’adresse municipale et le code postal."
    ),
    "A04": Text(
        "Correct the census subdivision or the province.",
        "Corrigez la subdivision de recensement, ou la province ou le territoire.",
    ),
    "A05": Text("Enter the civic address of the counter.", "Entrez l’adresse municipale du comptoir."),
    "P01": Text(
        "Write +1 and ten digits without spaces, for example +16135550123, or a code such as 311.",
        "Écrivez +1 et dix chiffres sans espace, par exemple +16135550123, ou un code comme 311.",
    ),
    "P02": Text(
        "Correct the number or choose another kind: toll-free codes are 800, 833, 844, 855, "
        "866, 877 and 888.",
        "Corrigez le numéro ou choisissez un autre type\u00a0: les indicatifs sans frais sont 800, 833, "
        "844, 855, 866, 877 et 888.",
    ),
    "P03": Text("Remove one of the two records.", "Retirez une des deux fiches."),
    "P04": Text(
        "Enter an address that begins with https://, without spaces or user name.",
        "Entrez une adresse qui commence par https://, sans espace ni nom d’utilisateur.",
    ),
    "P05": Text(
        "If the site answers to https, write https://.", "Si le site répond en https, écrivez https://."
    ),
    "P06": Text("Enter an address such as info@example.ca.", "Entrez une adresse comme info@exemple.ca."),
    "P07": Text(
        "Replace it with the mailbox of the office or the program.",
        "Remplacez-la par la boîte du bureau ou du programme.",
    ),
    "P08": Text(
        "Add a telephone number to a call centre, a web page to a digital point.",
        "Ajoutez un numéro de téléphone à un centre d’appels, une page Web à un point numérique.",
    ),
    "H01": Text(
        "Write for example Mo-Fr 08:30-16:30; PH off.", "Écrivez par exemple Mo-Fr 08:30-16:30; PH off."
    ),
    "H02": Text(
        "Move comments, months and dates to the hours note or to closures if other systems must show them.",
        "Déplacez commentaires, mois et dates vers la remarque sur les heures ou vers les fermetures si "
        "d’autres systèmes doivent les afficher.",
    ),
    "H03": Text(
        "Correct the times; for a point that never closes, write 24/7.",
        "Corrigez les heures; pour un point qui ne ferme jamais, écrivez 24/7.",
    ),
    "H04": Text(
        'Enter the opening hours, or a comment such as "by appointment".',
        'Entrez les heures d’ouverture, ou un commentaire comme "sur rendez-vous".',
    ),
    "H05": Text(
        "Choose it in the form, or add “; PH off” or the hours of holidays to the text.",
        "Choisissez-le dans le formulaire, ou ajoutez au texte «\u00a0; PH off\u00a0» ou les heures des "
        "jours fériés.",
    ),
    "H06": Text("Enter the special hours.", "Entrez les heures spéciales."),
    "L01": Text("Enter the other official name.", "Entrez l’autre nom officiel."),
    "L02": Text("Have the text translated and enter it.", "Faites traduire le texte et entrez-le."),
    "L03": Text("Translate one of the two texts.", "Traduisez un des deux textes."),
    "L04": Text(
        "Add the language of service or correct the obligation.",
        "Ajoutez la langue de service ou corrigez l’obligation.",
    ),
    "U02": Text("Remove the record that repeats the other.", "Retirez la fiche qui répète l’autre."),
    "U03": Text(
        "If it is the same office, keep one record and remove the other.",
        "S’il s’agit du même bureau, conservez une fiche et retirez l’autre.",
    ),
    "U04": Text(
        "If they share the premises, give both points the same shared premises key.",
        "S’ils partagent les lieux, donnez aux deux points la même clé de lieu partagé.",
    ),
    "U05": Text(
        "Check to whom the number belongs; remove it where it does not.",
        "Vérifiez à qui appartient le numéro; retirez-le là où il n’a pas sa place.",
    ),
    "U06": Text(
        "Remove the identifier from the record it does not belong to.",
        "Retirez l’identifiant de la fiche à laquelle il n’appartient pas.",
    ),
    "T01": Text("Correct one of the two dates.", "Corrigez une des deux dates."),
    "T02": Text("Enter the day it was done.", "Entrez le jour où cela a été fait."),
    "T03": Text(
        "Verify the record with the office, then enter today’s date and the method.",
        "Vérifiez la fiche auprès du bureau, puis entrez la date du jour et le mode de vérification.",
    ),
    "T04": Text(
        "Enter the date of reopening, or change the status.",
        "Entrez la date de réouverture, ou changez l’état.",
    ),
    "T05": Text("Remove the closure.", "Retirez la fermeture."),
    "X01": Text(
        "Choose an existing record, or add the one that is missing.",
        "Choisissez une fiche existante, ou ajoutez celle qui manque.",
    ),
    "X03": Text("Choose another parent point, or none.", "Choisissez un autre point principal, ou aucun."),
    "X04": Text("Set the link’s status to ended.", "Donnez au lien l’état «\u00a0terminé\u00a0»."),
    "X05": Text("Add the services offered at this point.", "Ajoutez les services offerts à ce point."),
    "X06": Text(
        "Link the details to a call-centre point, or remove them.",
        "Liez les détails à un point de type centre d’appels, ou retirez-les.",
    ),
    "X07": Text(
        "Choose a point or a service, and a partner that is not the host.",
        "Choisissez un point ou un service, et un partenaire autre que l’hôte.",
    ),
    "S01": Text(
        "Delete the text and type it again; do not paste it.",
        "Effacez le texte et retapez-le; ne le collez pas.",
    ),
    "S02": Text("Remove the tags and keep the words.", "Retirez les balises et gardez les mots."),
    "S03": Text("Remove the personal information.", "Retirez les renseignements personnels."),
    "S04": Text(
        "Obtain an open licence, or make the record visible to partners only.",
        "Obtenez une licence ouverte, ou rendez la fiche visible aux partenaires seulement.",
    ),
}
"""Rule id → advice. Whole sentences, addressed to the person who corrects."""
