# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person is told of a cluster that cannot be used."""

from __future__ import annotations

from .text import Text

NO_DISTRIBUTED = Text(
    "To use a cluster, QGIS needs the Python package “distributed”, and it is not installed. Install it "
    "with the Python of QGIS (on Windows in the OSGeo4W shell): python3 -m pip install distributed. Or "
    "leave the cluster empty: everything is then computed here.",
    "Pour utiliser une grappe de calcul, QGIS a besoin du module Python «\u00a0distributed\u00a0», qui "
    "n’est pas installé. Installez-le avec le Python de QGIS (sous Windows, dans l’interpréteur "
    "OSGeo4W)\u00a0: python3 -m pip install distributed. Ou laissez la grappe vide\u00a0: tout est alors "
    "calculé ici.",
)
BAD_ADDRESS = Text(
    "“{address}” is no address of a scheduler. Write tls://host:port or tcp://host:port, such as "
    "tls://cluster.example.ca:8786.",
    "«\u00a0{address}\u00a0» n’est pas l’adresse d’un ordonnanceur. Écrivez tls://hôte:port ou "
    "tcp://hôte:port, par exemple tls://grappe.example.ca:8786.",
)
NOT_TRUSTED = Text(
    "The scheduler {address} is not the one that this computer trusts, so nothing was sent to it. A "
    "scheduler can run programs on the computers that use it. If this one is yours, make it the cluster "
    "scheduler in the options of Service Points (setting service_points/cluster/address), then run again.",
    "L’ordonnanceur {address} n’est pas celui auquel cet ordinateur fait confiance\u00a0: rien ne lui a "
    "été envoyé. Un ordonnanceur peut exécuter des programmes sur les ordinateurs qui l’utilisent. Si "
    "celui-ci est le vôtre, faites-en l’ordonnanceur de la grappe dans les options de Points de service "
    "(paramètre service_points/cluster/address), puis relancez le traitement.",
)
NO_TLS = Text(
    "The scheduler {address} is reached over TLS, which takes three files: the certificate of the "
    "authority, and this computer’s certificate and key. Give their paths in the options of Service Points "
    "(settings service_points/cluster/ca, service_points/cluster/certificate and "
    "service_points/cluster/key).",
    "L’ordonnanceur {address} se joint par TLS, ce qui exige trois fichiers\u00a0: le certificat de "
    "l’autorité, le certificat de cet ordinateur et sa clé. Indiquez leurs chemins dans les options de "
    "Points de service (paramètres service_points/cluster/ca, service_points/cluster/certificate et "
    "service_points/cluster/key).",
)
NO_FILE = Text(
    "The file {path}, which the setting {setting} names, is not there or cannot be read. Correct the "
    "setting.",
    "Le fichier {path}, désigné par le paramètre {setting}, est introuvable ou illisible. Corrigez le "
    "paramètre.",
)
UNREACHABLE = Text(
    "The scheduler {address} did not answer within {seconds} seconds, or refused the connection. Check the "
    "address, that the scheduler runs, the firewall and, with TLS, the certificates. Or leave the cluster "
    "empty: everything is then computed here.",
    "L’ordonnanceur {address} n’a pas répondu en {seconds}\u00a0secondes ou a refusé la connexion. "
    "Vérifiez l’adresse, que l’ordonnanceur fonctionne, le pare-feu et, avec TLS, les certificats. Ou "
    "laissez la grappe vide\u00a0: tout est alors calculé ici.",
)
NO_WORKERS = Text(
    "The scheduler {address} has no worker, and none came within {seconds} seconds. Start workers, then "
    "run again.",
    "L’ordonnanceur {address} n’a aucun processus de travail, et aucun n’est arrivé en "
    "{seconds}\u00a0secondes. Démarrez des processus de travail, puis relancez le traitement.",
)
OTHER_PYTHON = Text(
    "The worker {worker} runs Python {there} and this QGIS Python {here}. Results are only promised to be "
    "the same with the same Python: start the scheduler and the workers with Python {here}.",
    "Le processus de travail {worker} utilise Python {there}, et ce QGIS Python {here}. Les résultats ne "
    "sont garantis identiques qu’avec le même Python\u00a0: démarrez l’ordonnanceur et les processus de "
    "travail avec Python {here}.",
)
NO_NUMPY = Text(
    "The worker {worker} has no numpy. Install numpy {here} in its environment, the version that this QGIS "
    "uses, then start it again.",
    "Le processus de travail {worker} n’a pas numpy. Installez numpy {here} dans son environnement, la "
    "version qu’utilise ce QGIS, puis redémarrez-le.",
)
OTHER_NUMPY = Text(
    "The worker {worker} has numpy {there} and this QGIS numpy {here}. Results are only promised to be the "
    "same with the same numpy: install numpy {here} in the environment of the workers, then start them "
    "again.",
    "Le processus de travail {worker} a numpy {there}, et ce QGIS numpy {here}. Les résultats ne sont "
    "garantis identiques qu’avec le même numpy\u00a0: installez numpy {here} dans l’environnement des "
    "processus de travail, puis redémarrez-les.",
)
NO_CODE = Text(
    "The scheduler {address} did not take the code of the analysis. Its log says why: workers need space "
    "in their working folders.",
    "L’ordonnanceur {address} n’a pas accepté le code de l’analyse. Son journal en donne la raison\u00a0: "
    "les processus de travail ont besoin d’espace dans leurs dossiers de travail.",
)
LOST = Text(
    "The cluster at {address} was lost in the middle of the work: its scheduler ended or cannot be reached "
    "any more, or all its workers ended. Nothing was written. Run again when it is back, or leave the "
    "cluster empty: everything is then computed here.",
    "La grappe à {address} a été perdue pendant le travail\u00a0: son ordonnanceur s’est arrêté ou n’est "
    "plus joignable, ou tous ses processus de travail se sont arrêtés. Rien n’a été écrit. Relancez le "
    "traitement quand elle sera revenue, ou laissez la grappe vide\u00a0: tout est alors calculé ici.",
)
WORKERS_DIED = Text(
    "The workers of the cluster at {address} ended again and again at the same piece of work, most likely "
    "for want of memory. Give them more memory or run fewer of them on each computer, then run again.",
    "Les processus de travail de la grappe à {address} se sont arrêtés à répétition sur la même tâche, "
    "vraisemblablement faute de mémoire. Donnez-leur plus de mémoire ou réduisez leur nombre sur chaque "
    "ordinateur, puis relancez le traitement.",
)
UNFIT = Text(
    "A worker of the cluster at {address} has another version of the code, of Python or of numpy than this "
    "QGIS. Either somebody uses the cluster with another version of the plugin at the same time, or a "
    "worker of another kind joined. Run again when the others are done, or have all use one version.",
    "Un processus de travail de la grappe à {address} n’a pas la même version du code, de Python ou de "
    "numpy que ce QGIS. Soit quelqu’un utilise la grappe en même temps avec une autre version de "
    "l’extension, soit un processus de travail d’un autre genre s’y est joint. Relancez le traitement "
    "quand les autres auront terminé, ou utilisez tous la même version.",
)
OTHERS_AT_WORK = Text(
    "The cluster at {address} works for somebody who has another version of the plugin, so its workers "
    "cannot take our code now. Nothing was sent. Run again when that work is done, or have all use one "
    "version.",
    "La grappe à {address} travaille pour quelqu’un qui a une autre version de l’extension\u00a0: ses "
    "processus de travail ne peuvent pas recevoir notre code maintenant. Rien n’a été envoyé. Relancez le "
    "traitement quand ce travail sera terminé, ou utilisez tous la même version.",
)
