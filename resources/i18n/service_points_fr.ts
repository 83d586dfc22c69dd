<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_CA" sourcelanguage="en_CA">
<context>
    <name>ServicePoints</name>
    <message>
        <location filename="host/graph_cache.py"/>
        <source>The road graph is not kept for the next run: {reason}</source>
        <translation>Le graphe routier n’est pas conservé pour la prochaine exécution : {reason}</translation>
    </message>
    <message>
        <location filename="host/kept_arrays.py"/>
        <source>Nothing is kept for the next run: {reason}</source>
        <translation>Rien n’est conservé pour la prochaine exécution : {reason}</translation>
    </message>
    <message>
        <location filename="host/kept_arrays.py"/>
        <source>What was kept in {path} cannot be used and is computed again: {reason}</source>
        <translation>Ce qui était conservé dans {path} est inutilisable et est recalculé : {reason}</translation>
    </message>
    <message>
        <location filename="host/kept_files.py"/>
        <source>Nothing is kept for the next run: the disk is nearly full.</source>
        <translation>Rien n’est conservé pour la prochaine exécution : le disque est presque plein.</translation>
    </message>
    <message>
        <location filename="host/network.py"/>
        <source>The authentication configuration cannot be used: it does not exist on this computer, or the master password was not given.</source>
        <translation>La configuration d’authentification est inutilisable : elle n’existe pas sur cet ordinateur, ou le mot de passe principal n’a pas été donné.</translation>
    </message>
    <message>
        <location filename="host/network.py"/>
        <source>{problem} (certificate of {subject}, issued by {issuer})</source>
        <translation>{problem} (certificat de {subject}, délivré par {issuer})</translation>
    </message>
    <message>
        <location filename="host/pool.py"/>
        <source>No Python program was found beside QGIS, so the analysis runs in one process: slower.</source>
        <translation>Aucun programme Python n’a été trouvé à côté de QGIS; l’analyse utilise donc un seul processus et sera plus lente.</translation>
    </message>
    <message>
        <location filename="host/shared_layers.py"/>
        <source>The shared layer “{name}” of the settings is of an unknown kind and is left out.</source>
        <translation>La couche partagée « {name} » des paramètres est d’un type inconnu et n’est pas retenue.</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>Capacity per {people} people</source>
        <translation>Capacité pour {people} personnes</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>Capacity per {people} people (mean {mean})</source>
        <translation>Capacité pour {people} personnes (moyenne : {mean})</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>Left out: no usable capacity</source>
        <translation>Écarté : capacité absente ou inutilisable</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <location filename="layers/results_style.py"/>
        <location filename="layers/scenario_style.py"/>
        <location filename="processing/accessibility_report.py"/>
        <source>Left out: no usable population</source>
        <translation>Écartée : population absente ou inutilisable</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>No access within the cutoff</source>
        <translation>Aucun accès en deçà du seuil</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>No capacity</source>
        <translation>Aucune capacité</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <location filename="layers/results_style.py"/>
        <location filename="layers/scenario_style.py"/>
        <source>No road leads to a point</source>
        <translation>Aucune route ne mène à un point</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>Nobody can reach it</source>
        <translation>Personne ne peut l’atteindre</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>People for each unit of capacity</source>
        <translation>Personnes par unité de capacité</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <location filename="layers/results_style.py"/>
        <location filename="layers/scenario_style.py"/>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Too far from any road</source>
        <translation>Trop loin de toute route</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>more than {limit} (over {times} times the mean)</source>
        <translation>plus de {limit} (plus de {times} fois la moyenne)</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>up to {limit} (at most {times} times the mean)</source>
        <translation>jusqu’à {limit} (au plus {times} fois la moyenne)</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>{lower}–{upper}</source>
        <translation>{lower} à {upper}</translation>
    </message>
    <message>
        <location filename="layers/access_style.py"/>
        <source>≤ {limit}</source>
        <translation>≤ {limit}</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>65 and over</source>
        <translation>65 ans et plus</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>French speakers</source>
        <translation>Francophones</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>Low income</source>
        <translation>Faible revenu</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>Population</source>
        <translation>Population</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>Population by block</source>
        <translation>Population par îlot</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <location filename="processing/brief_map.py"/>
        <source>Roads</source>
        <translation>Routes</translation>
    </message>
    <message>
        <location filename="layers/base.py"/>
        <source>Without a car</source>
        <translation>Sans voiture</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>By road from the nearest point</source>
        <translation>Route depuis le point le plus proche</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>By road from the point</source>
        <translation>Route depuis le point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>By road to the nearest point</source>
        <translation>Route jusqu’au point le plus proche</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>By road to the point</source>
        <translation>Route jusqu’au point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Hatches: one area per point</source>
        <translation>Hachures : une zone par point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Straight line to the nearest point</source>
        <translation>À vol d’oiseau du point le plus proche</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Straight line to the point</source>
        <translation>À vol d’oiseau du point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Travel time from the nearest point</source>
        <translation>Temps depuis le point le plus proche</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Travel time from the point</source>
        <translation>Temps depuis le point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Travel time to the nearest point</source>
        <translation>Temps jusqu’au point le plus proche</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>Travel time to the point</source>
        <translation>Temps jusqu’au point</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>{lower}–{upper} {unit}</source>
        <translation>{lower} à {upper} {unit}</translation>
    </message>
    <message>
        <location filename="layers/catchment_style.py"/>
        <source>≤ {limit} {unit}</source>
        <translation>≤ {limit} {unit}</translation>
    </message>
    <message>
        <location filename="layers/fields.py"/>
        <location filename="processing/merge_outputs.py"/>
        <location filename="ui/import_constants.py"/>
        <location filename="ui/review_conflict.py"/>
        <location filename="ui/review_words.py"/>
        <location filename="ui/value_words.py"/>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <location filename="layers/fields.py"/>
        <location filename="processing/merge_outputs.py"/>
        <location filename="ui/import_constants.py"/>
        <location filename="ui/review_conflict.py"/>
        <location filename="ui/review_words.py"/>
        <location filename="ui/value_words.py"/>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <location filename="layers/fields.py"/>
        <source>{label} (required)</source>
        <translation>{label} (obligatoire)</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <location filename="processing/accessibility_report.py"/>
        <source>Access</source>
        <translation>Accès</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <source>Contact</source>
        <translation>Coordonnées</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_fields.py"/>
        <location filename="ui/import_map_page.py"/>
        <location filename="ui/import_questions.py"/>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <source>Verification and source</source>
        <translation>Vérification et source</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <source>What and who</source>
        <translation>Quoi et qui</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <location filename="layers/form.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <location filename="layers/functions.py"/>
        <location filename="layers/service_days.py"/>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/wording.py"/>
        <location filename="ui/form_names.py"/>
        <location filename="ui/receipt_dialog.py"/>
        <location filename="ui/review_page.py"/>
        <source>{label}: {value}</source>
        <translation>{label} : {value}</translation>
    </message>
    <message>
        <location filename="layers/load.py"/>
        <source>Related records</source>
        <translation>Fiches liées</translation>
    </message>
    <message>
        <location filename="layers/load.py"/>
        <location filename="layers/project_template.py"/>
        <location filename="processing/parameters.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/quality_tables.py"/>
        <location filename="processing/registerquality.py"/>
        <location filename="processing/sites.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/algorithms.py"/>
        <location filename="ui/panel.py"/>
        <location filename="ui/plugin_menus.py"/>
        <location filename="ui/point_locator.py"/>
        <location filename="ui/points_tab.py"/>
        <location filename="ui/print_map.py"/>
        <location filename="ui/run_again_dialog.py"/>
        <location filename="ui/store_tasks.py"/>
        <source>Service points</source>
        <translation>Points de service</translation>
    </message>
    <message>
        <location filename="layers/load.py"/>
        <source>{title} – working copy of {jurisdiction}</source>
        <translation>{title} – copie de travail de {jurisdiction}</translation>
    </message>
    <message>
        <location filename="layers/print_layout.py"/>
        <source>Atlas for print</source>
        <translation>Atlas à imprimer</translation>
    </message>
    <message>
        <location filename="layers/print_layout.py"/>
        <source>Jurisdictions, a page each</source>
        <translation>Administrations, une page chacune</translation>
    </message>
    <message>
        <location filename="layers/print_layout.py"/>
        <source>Map for print</source>
        <translation>Carte à imprimer</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Beyond the cutoff</source>
        <translation>Au-delà du seuil</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/findings_model.py"/>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <source>Farther than walking distance</source>
        <translation>Trop loin pour s’y rendre à pied</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <source>For information</source>
        <translation>À titre d’information</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Served</source>
        <translation>Desservie</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/findings_model.py"/>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <source>Within walking distance (≤ {kilometres} km)</source>
        <translation>À distance de marche (≤ {kilometres} km)</translation>
    </message>
    <message>
        <location filename="layers/results_style.py"/>
        <source>{status} (dot: people)</source>
        <translation>{status} (point : personnes)</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>More than {low} {unit} farther</source>
        <translation>Plus de {low} {unit} de plus</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>More than {low} {unit} nearer</source>
        <translation>Plus de {low} {unit} de moins</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>No change</source>
        <translation>Sans changement</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Stays as it is</source>
        <translation>Reste tel quel</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Up to {high} {unit} farther</source>
        <translation>Jusqu’à {high} {unit} de plus</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Up to {high} {unit} nearer</source>
        <translation>Jusqu’à {high} {unit} de moins</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Would close</source>
        <translation>Fermerait</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Would have a way to a point</source>
        <translation>Aurait un chemin vers un point</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Would have no way to any point</source>
        <translation>N’aurait plus de chemin vers un point</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Would move</source>
        <translation>Serait déplacé</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>Would open</source>
        <translation>Ouvrirait</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>{low}–{high} {unit} farther</source>
        <translation>{low} à {high} {unit} de plus</translation>
    </message>
    <message>
        <location filename="layers/scenario_style.py"/>
        <source>{low}–{high} {unit} nearer</source>
        <translation>{low} à {high} {unit} de moins</translation>
    </message>
    <message>
        <location filename="layers/service_days.py"/>
        <source>from {first}</source>
        <translation>à compter du {first}</translation>
    </message>
    <message>
        <location filename="layers/service_days.py"/>
        <source>from {first} to {last}</source>
        <translation>du {first} au {last}</translation>
    </message>
    <message>
        <location filename="layers/service_days.py"/>
        <source>until {last}</source>
        <translation>jusqu’au {last}</translation>
    </message>
    <message>
        <location filename="layers/shared_browser.py"/>
        <location filename="processing/brief_pdf.py"/>
        <location filename="processing/provider.py"/>
        <location filename="processing/report.py"/>
        <location filename="ui/menu_part.py"/>
        <location filename="ui/options_part.py"/>
        <location filename="ui/plugin_menus.py"/>
        <location filename="ui/print_menu.py"/>
        <location filename="ui/shared_source.py"/>
        <source>Service Points</source>
        <translation>Points de service</translation>
    </message>
    <message>
        <location filename="layers/shared_layer.py"/>
        <source>{title} – copy of {date}</source>
        <translation>{title} – copie du {date}</translation>
    </message>
    <message>
        <location filename="layers/siting_style.py"/>
        <source>Candidate, not chosen</source>
        <translation>Candidat non retenu</translation>
    </message>
    <message>
        <location filename="layers/siting_style.py"/>
        <source>Existing, stays open</source>
        <translation>Existant, reste ouvert</translation>
    </message>
    <message>
        <location filename="layers/siting_style.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Must not open</source>
        <translation>Ne doit pas ouvrir</translation>
    </message>
    <message>
        <location filename="layers/siting_style.py"/>
        <source>To open</source>
        <translation>À ouvrir</translation>
    </message>
    <message>
        <location filename="layers/siting_style.py"/>
        <source>To open, as required</source>
        <translation>À ouvrir, obligatoire</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="ui/filter_bar.py"/>
        <source>Channel</source>
        <translation>Mode de prestation</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <location filename="ui/hours_day.py"/>
        <location filename="ui/scenario_sites.py"/>
        <source>Closed</source>
        <translation>Fermé</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <source>Dates to check</source>
        <translation>Dates à vérifier</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <source>Order of government</source>
        <translation>Ordre de gouvernement</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <source>Planned</source>
        <translation>Prévu</translation>
    </message>
    <message>
        <location filename="layers/style.py"/>
        <source>Status and marks</source>
        <translation>État et repères</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Access of all people added up</source>
        <translation>Somme de l’accès de toutes les personnes</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Capacity of all points used</source>
        <translation>Capacité de tous les points utilisés</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Capacity of the points that have demand</source>
        <translation>Capacité des points que quelqu’un peut atteindre</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <location filename="processing/accessibility_report.py"/>
        <source>Floating-catchment accessibility</source>
        <translation>Accessibilité par zones flottantes</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Gini coefficient of access</source>
        <translation>Coefficient de Gini de l’accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>How much capacity people can reach, shared with all others who can, and how busy points are.</source>
        <translation>Capacité que les gens peuvent atteindre, partagée avec tous ceux qui le peuvent aussi, et charge des points.</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Mean access per person</source>
        <translation>Accès moyen par personne</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <location filename="processing/siting.py"/>
        <source>People in all</source>
        <translation>Population totale</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <location filename="processing/siting.py"/>
        <source>People too far from any road</source>
        <translation>Population trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>People whose access the border of the network may change</source>
        <translation>Personnes dont le bord du réseau peut modifier l’accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>People with access</source>
        <translation>Population qui a un accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>People with nothing within the largest cutoff</source>
        <translation>Population sans rien en deçà du plus grand seuil</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>People without a road to any point</source>
        <translation>Population sans route vers un point</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Points left out for want of a usable capacity</source>
        <translation>Points écartés faute de capacité utilisable</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Points on the network</source>
        <translation>Points sur le réseau</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <source>Points on the network that nobody can reach</source>
        <translation>Points sur le réseau que personne ne peut atteindre</translation>
    </message>
    <message>
        <location filename="processing/accessibility.py"/>
        <location filename="processing/catchments.py"/>
        <location filename="processing/colocationquotient.py"/>
        <source>Points too far from any road</source>
        <translation>Points trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Enhanced two-step floating catchment area (E2SFCA)</source>
        <translation>Zones flottantes en deux étapes, méthode améliorée (E2SFCA)</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Gaussian two-step floating catchment area (Dai 2010): from 1 down to 0 at {limit}</source>
        <translation>Zones flottantes gaussiennes en deux étapes (Dai 2010) : poids de 1 au point même, de 0 au seuil de {limit}</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Gaussian two-step floating catchment area: spread {spread}, cut off at {limit}</source>
        <translation>Zones flottantes gaussiennes en deux étapes : étalement de {spread}, coupure à {limit}</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Gravity model: cost to the power of −{beta}, at least {floor}, cut off at {limit}</source>
        <translation>Modèle gravitaire : coût à la puissance −{beta}, d’au moins {floor}, coupure à {limit}</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <location filename="processing/accessibility_parameters.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Source of the weights</source>
        <translation>Source des poids</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Two-step floating catchment area (2SFCA): everybody within {limit} counts alike</source>
        <translation>Zones flottantes en deux étapes (2SFCA) : tous ceux qui sont à {limit} ou moins comptent de la même façon</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>Weights of the zones</source>
        <translation>Poids des zones</translation>
    </message>
    <message>
        <location filename="processing/accessibility_decay.py"/>
        <source>up to {limit}: {weight}</source>
        <translation>jusqu’à {limit} : {weight}</translation>
    </message>
    <message>
        <location filename="processing/accessibility_figures.py"/>
        <source>1 for each service point</source>
        <translation>1 par point de service</translation>
    </message>
    <message>
        <location filename="processing/accessibility_figures.py"/>
        <source>field “{field}”</source>
        <translation>champ « {field} »</translation>
    </message>
    <message>
        <location filename="processing/accessibility_job.py"/>
        <location filename="processing/accessibility_report.py"/>
        <source>Capacity</source>
        <translation>Capacité</translation>
    </message>
    <message>
        <location filename="processing/accessibility_job.py"/>
        <location filename="processing/inputs.py"/>
        <source>negative number in the field “{field}”</source>
        <translation>nombre négatif dans le champ « {field} »</translation>
    </message>
    <message>
        <location filename="processing/accessibility_job.py"/>
        <location filename="processing/inputs.py"/>
        <source>no number in the field “{field}”</source>
        <translation>aucun nombre dans le champ « {field} »</translation>
    </message>
    <message>
        <location filename="processing/accessibility_job.py"/>
        <source>on the network, but nobody can reach it</source>
        <translation>sur le réseau, mais personne ne peut l’atteindre</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>2sfca: everybody within the largest cutoff counts alike; e2sfca: a weight for each zone; gaussian: falls smoothly to nothing at the largest cutoff; gravity: falls with a power of the cost.</source>
        <translation>2sfca : tous ceux qui sont en deçà du plus grand seuil comptent de la même façon; e2sfca : un poids par zone; gaussian : décroissance régulière jusqu’à zéro au plus grand seuil; gravity : décroissance selon une puissance du coût.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Access of the population units</source>
        <translation>Accès des unités de population</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Capacity of the service points</source>
        <translation>Capacité des points de service</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Exponent of the gravity model</source>
        <translation>Exposant du modèle gravitaire</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>For e2sfca, where no weights are typed. Slow: people travel far for it; fast: few do.</source>
        <translation>Pour e2sfca, si aucun poids n’est entré. Lente : on va loin pour le service; rapide : peu de gens le font.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>For e2sfca. One for each zone, in the same order, such as 1,0.68,0.22; only ratios count.</source>
        <translation>Pour e2sfca. Un par zone, dans le même ordre, par exemple 1; 0,68; 0,22; seuls les rapports comptent.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>For gaussian. Empty or 0: Dai’s form, which reaches 0 at the largest cutoff. Otherwise exp(-c² / 2 spread²), cut off there.</source>
        <translation>Pour gaussian. Vide ou 0 : la forme de Dai, qui atteint 0 au plus grand seuil. Sinon exp(-c² / 2 étalement²), coupée à ce seuil.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>For gravity: a trip counts cost to the power of minus this.</source>
        <translation>Pour gravity : un trajet compte pour son coût élevé à l’opposé de cette puissance.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>For gravity: shorter trips count as this long, in minutes or kilometres.</source>
        <translation>Pour gravity : les trajets plus courts comptent comme ayant cette longueur, en minutes ou en kilomètres.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/colocationquotient_parameters.py"/>
        <location filename="processing/coverage_parameters.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="processing/merge_parameters.py"/>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/partnershipbrief.py"/>
        <location filename="processing/publish.py"/>
        <location filename="processing/registerquality.py"/>
        <location filename="processing/scenario_parameters.py"/>
        <location filename="processing/siting_parameters.py"/>
        <location filename="processing/validate.py"/>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Least cost of the gravity model</source>
        <translation>Coût minimal du modèle gravitaire</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Limits of the zones, inclusive. Methods other than e2sfca use the largest alone.</source>
        <translation>Limites des zones, comprises. Les méthodes autres qu’e2sfca n’utilisent que la plus grande.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Load of the service points</source>
        <translation>Charge des points de service</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/colocationquotient_parameters.py"/>
        <location filename="processing/coverage_parameters.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="processing/merge_parameters.py"/>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/publish.py"/>
        <location filename="processing/registerquality.py"/>
        <location filename="processing/scenario_parameters.py"/>
        <location filename="processing/siting_parameters.py"/>
        <location filename="processing/validate.py"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Spread of the Gaussian (minutes or kilometres)</source>
        <translation>Étalement de la gaussienne (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Travel zones (minutes or kilometres)</source>
        <translation>Zones de déplacement (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Weights of the zones: own</source>
        <translation>Poids des zones : au choix</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>Weights of the zones: preset</source>
        <translation>Poids des zones : préréglage</translation>
    </message>
    <message>
        <location filename="processing/accessibility_parameters.py"/>
        <source>What each point can give: counters, staff, hours a week. Without a field, each point counts 1.</source>
        <translation>Ce que chaque point peut offrir : guichets, personnel, heures par semaine. Sans champ, chaque point compte pour 1.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="ui/scenario_figures.py"/>
        <source>(none)</source>
        <translation>(aucun)</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Access is capacity for each person who may come, not visits: everybody is taken to need the service alike and to use all points within reach.</source>
        <translation>L’accès est la capacité pour chaque personne qui peut venir, non des visites : on suppose que tous ont le même besoin du service et utilisent tous les points à leur portée.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Access times people, added up: {given}; capacity of the points that have demand: {shared}; the two must be equal</source>
        <translation>Accès multiplié par les personnes, somme : {given}; capacité des points que quelqu’un peut atteindre : {shared}; les deux doivent être égales</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>All</source>
        <translation>Total</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>All other areas</source>
        <translation>Tous les autres secteurs</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/pair_tables.py"/>
        <source>Area</source>
        <translation>Secteur</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>By group and area</source>
        <translation>Par groupe et par secteur</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Check of the sums</source>
        <translation>Vérification des sommes</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Everybody the same</source>
        <translation>Accès égal pour tous</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>How evenly access is shared out</source>
        <translation>Répartition de l’accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>How fast access falls with the length of a trip is a choice. Try another method before deciding.</source>
        <translation>La vitesse à laquelle l’accès décroît avec la longueur du trajet est un choix. Essayez une autre méthode avant de décider.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Lorenz curve: the half of the people with the least access has {share} of all access</source>
        <translation>Courbe de Lorenz : la moitié de la population qui a le moins d’accès détient {share} de tout l’accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Mean access by area, the least first</source>
        <translation>Accès moyen par secteur, du plus faible au plus élevé</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Mean access by area: the {shown} areas of {count} with the least</source>
        <translation>Accès moyen par secteur : les {shown} secteurs sur {count} où il est le plus faible</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Mean access by group</source>
        <translation>Accès moyen par groupe</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Nobody has access to any capacity within {limit}.</source>
        <translation>Personne n’a accès à une capacité à {limit} ou moins.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Not measured: zones and weights are a choice. Run again with others to see what hangs on them.</source>
        <translation>Non mesurée : les zones et les poids sont un choix. Relancez le traitement avec d’autres pour voir ce qui en dépend.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Nothing within the largest cutoff</source>
        <translation>Rien en deçà du plus grand seuil</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Off the network</source>
        <translation>Hors réseau</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>On average, people can reach {mean} of “{field}” per {people} people, shared with all others who can; {without} people ({share}) can reach none within {limit}.</source>
        <translation>La capacité (« {field} ») à la portée des gens, partagée entre tous ceux qui peuvent l’atteindre, est en moyenne de {mean} pour {people} personnes; {without} personnes ({share}) n’en atteignent aucune à {limit} ou moins.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>On average, people can reach {mean} service points per {people} people, shared with all others who can; {without} people ({share}) can reach none within {limit}.</source>
        <translation>Le nombre de points de service à la portée des gens, partagés entre tous ceux qui peuvent les atteindre, est en moyenne de {mean} pour {people} personnes; {without} personnes ({share}) n’en atteignent aucun à {limit} ou moins.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/brief_report.py"/>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/channel_words.py"/>
        <location filename="processing/coverage_report.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/coverage_words.py"/>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>People and points beyond the border are not seen. {people} people ({share}) live less than {reach} from it, as far as the largest cutoff leads in a straight line: their access may be too low or too high. Take in roads, people and points beyond the border, or say so with the figures.</source>
        <translation>La population et les points au-delà du bord ne sont pas vus. {people} personnes ({share}) vivent à moins de {reach} du bord, soit la portée du plus grand seuil en ligne droite : leur accès peut être sous-estimé ou surestimé. Ajoutez les routes, la population et les points au-delà du bord, ou signalez-le avec les chiffres.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>People are weighted by how much their trip counts: a trip that counts half makes half a person.</source>
        <translation>Les personnes sont pondérées selon le poids de leur trajet : un trajet qui compte pour moitié fait une demi-personne.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>People by capacity per {people} people</source>
        <translation>Population selon la capacité pour {people} personnes</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>People, weighted</source>
        <translation>Personnes, pondérées</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Per unit of capacity</source>
        <translation>Par unité de capacité</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Per {people} people</source>
        <translation>Pour {people} personnes</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Points on the network that nobody can reach, whose capacity is in no figure: {count}.</source>
        <translation>Points sur le réseau que personne ne peut atteindre et dont la capacité ne figure nulle part : {count}.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/brief_people.py"/>
        <location filename="processing/coverage_words.py"/>
        <location filename="processing/parameters.py"/>
        <source>Population units</source>
        <translation>Unités de population</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/brief_method.py"/>
        <location filename="processing/channel_words.py"/>
        <location filename="processing/colocationquotient_report.py"/>
        <location filename="processing/coverage_report.py"/>
        <location filename="processing/pair_report.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Sensitivity</source>
        <translation>Sensibilité</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/import_report.py"/>
        <source>Service point</source>
        <translation>Point de service</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/quality_charts.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Share of all access</source>
        <translation>Part de tout l’accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/coverage_report.py"/>
        <source>Share of the people</source>
        <translation>Part de la population</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Share of the people, least access first</source>
        <translation>Part de la population, de l’accès le plus faible au plus élevé</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>The points with the most people for their capacity: {shown} of {count}</source>
        <translation>Les points qui ont le plus de personnes pour leur capacité : {shown} sur {count}</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>The tenth of the people with the least access have at most {low} times the mean, half of all people at most {half} times, and the tenth with the most at least {high} times. The Gini coefficient is {gini} (0: all have the same).</source>
        <translation>Le dixième de la population qui a le moins d’accès a au plus {low} fois la moyenne, la moitié de la population au plus {half} fois, et le dixième qui en a le plus au moins {high} fois. Le coefficient de Gini est de {gini} (0 : tous ont autant).</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>The weights were published for zones of {zones} minutes. Here they stand for other zones, which is a choice, not a finding.</source>
        <translation>Les poids ont été publiés pour des zones de {zones} minutes. Ici, ils s’appliquent à d’autres zones, ce qui est un choix et non un constat.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Times the mean</source>
        <translation>Fois la moyenne</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Units</source>
        <translation>Unités</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Which points are busiest</source>
        <translation>Quels points sont les plus sollicités</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Who has access, and why others have none</source>
        <translation>Qui a un accès, et pourquoi d’autres n’en ont pas</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Who has how much</source>
        <translation>Qui a combien</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Wider zones do not always mean more access: more points come within reach of people, and more people within reach of points.</source>
        <translation>Des zones plus larges ne donnent pas toujours plus d’accès : plus de points sont à la portée des gens, et plus de gens à la portée des points.</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>With access</source>
        <translation>Avec accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Without a road to any point</source>
        <translation>Sans route vers un point</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>Without access</source>
        <translation>Sans accès</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <location filename="ui/import_about.py"/>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <location filename="processing/accessibility_report.py"/>
        <source>{title}; the mean is {mean}</source>
        <translation>{title}; la moyenne est de {mean}</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <source>A point layer of known addresses. Rows without coordinates are placed on it, and how they were placed is recorded; without it they have no position.</source>
        <translation>Une couche de points d’adresses connues. Les lignes sans coordonnées y sont placées et la façon dont elles l’ont été est consignée; sans cette couche, elles n’ont pas de position.</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <location filename="ui/import_options.py"/>
        <source>Address (number and street)</source>
        <translation>Adresse (numéro et rue)</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <location filename="ui/import_options.py"/>
        <source>Address points</source>
        <translation>Points d’adresse</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <location filename="ui/import_options.py"/>
        <source>Civic number, where it has a field of its own</source>
        <translation>Numéro municipal, s’il a son propre champ</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <source>For example “110 Laurier Avenue West”.</source>
        <translation>Par exemple « 110, avenue Laurier Ouest ».</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <location filename="ui/import_options.py"/>
        <source>Municipality</source>
        <translation>Municipalité</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <source>Places addresses whose street is not among the address points.</source>
        <translation>Place les adresses dont la rue ne figure pas parmi les points d’adresse.</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <location filename="ui/import_options.py"/>
        <source>Postal code</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <source>Tells streets of the same name apart, and places addresses of which nothing else is known.</source>
        <translation>Distingue les rues de même nom et place les adresses dont on ne sait rien d’autre.</translation>
    </message>
    <message>
        <location filename="processing/address_parameters.py"/>
        <source>The field above then holds the street alone.</source>
        <translation>Le champ ci-dessus contient alors la rue seulement.</translation>
    </message>
    <message>
        <location filename="processing/address_reference.py"/>
        <source>address points without a usable position</source>
        <translation>points d’adresse sans position utilisable</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/again.py"/>
        <source>%n selected feature(s) of “{layer}”</source>
        <translation>
            <numerusform>%n entité sélectionnée de « {layer} »</numerusform>
            <numerusform>%n entités sélectionnées de « {layer} »</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/again.py"/>
        <source>The earlier run read only the features of “{layer}” that were selected. It is not known which; those selected now will be read.</source>
        <translation>Le traitement précédent n’a lu que les entités sélectionnées de « {layer} ». On ne sait pas lesquelles; celles qui sont sélectionnées maintenant seront lues.</translation>
    </message>
    <message>
        <location filename="processing/again.py"/>
        <source>The features of “{layer}” that the earlier run read are selected again.</source>
        <translation>Les entités de « {layer} » lues par le traitement précédent sont de nouveau sélectionnées.</translation>
    </message>
    <message>
        <location filename="processing/again.py"/>
        <source>field “{field}” of “{layer}”</source>
        <translation>champ « {field} » de « {layer} »</translation>
    </message>
    <message>
        <location filename="processing/again.py"/>
        <source>{label} ({what})</source>
        <translation>{label} ({what})</translation>
    </message>
    <message>
        <location filename="processing/again.py"/>
        <source>“{output}” will be temporary: {place} cannot be written to as it was.</source>
        <translation>« {output} » sera temporaire : il n’est plus possible d’écrire dans {place}.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <location filename="processing/exportsubmission.py"/>
        <location filename="processing/importsource.py"/>
        <source>An authentication configuration of QGIS; never put a password in the address.</source>
        <translation>Une configuration d’authentification de QGIS; ne mettez jamais de mot de passe dans l’adresse.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Apply receipts</source>
        <translation>Appliquer des accusés de traitement</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Fetch the receipts from where they were sent</source>
        <translation>Relever les accusés là où les soumissions ont été envoyées</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Fields that others changed as well</source>
        <translation>Champs modifiés aussi par d’autres</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <location filename="processing/checkout.py"/>
        <location filename="processing/exportsubmission.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="processing/stores.py"/>
        <location filename="ui/options_page.py"/>
        <location filename="ui/panel.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <location filename="processing/exportsubmission.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>Login for the web address</source>
        <translation>Identifiants pour l’adresse Web</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Reads the stewards’ answers into a working copy and lists what is left to decide.</source>
        <translation>Reporte les réponses de l’intendance dans une copie de travail et énumère ce qui reste à décider.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Receipts</source>
        <translation>Accusés de traitement</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Receipts ignored</source>
        <translation>Accusés de traitement ignorés</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Records taken by the store</source>
        <translation>Fiches retenues par le dépôt</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>Submissions sent</source>
        <translation>Soumissions envoyées</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>The documents they answer (.casp.json or .casp.zip), or folders with such files.</source>
        <translation>Les documents auxquels elles répondent (.casp.json ou .casp.zip), ou des dossiers qui en contiennent.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <location filename="processing/exportsubmission.py"/>
        <source>The file in which the records were corrected; save the edits of its layers first.</source>
        <translation>Le fichier dans lequel les fiches ont été corrigées; enregistrez d’abord les modifications de ses couches.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>The shared folder or the web address that the submissions were sent to. Their receipts are fetched from there.</source>
        <translation>Le dossier partagé ou l’adresse Web où les soumissions ont été envoyées. Leurs accusés de traitement y sont relevés.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>The stewards’ answers (.receipt.json), or folders with such files. Not needed when they are fetched.</source>
        <translation>Les réponses de l’intendance (.receipt.json), ou des dossiers de tels fichiers. Inutile si elles sont relevées.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <location filename="processing/checkout.py"/>
        <location filename="processing/exportsubmission.py"/>
        <location filename="processing/importsource.py"/>
        <source>Working copy</source>
        <translation>Copie de travail</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts.py"/>
        <source>ask: they are only listed; mine: your value stays and is submitted next time; theirs: the store’s value is taken over.</source>
        <translation>ask : ils sont seulement énumérés; mine : votre valeur reste et sera soumise la prochaine fois; theirs : la valeur du dépôt est reprise.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts_job.py"/>
        <source>Records taken by the store: {moved}; fields that others changed as well: {conflicts}; receipts ignored: {ignored}.</source>
        <translation>Fiches retenues par le dépôt : {moved}; champs modifiés aussi par d’autres : {conflicts}; accusés de traitement ignorés : {ignored}.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts_job.py"/>
        <source>Stopped at your request after {done} of {total} receipts. Those are applied; run the tool again for the others.</source>
        <translation>Arrêté à votre demande après {done} accusés de traitement sur {total}. Ceux-ci sont appliqués; relancez l’outil pour les autres.</translation>
    </message>
    <message>
        <location filename="processing/applyreceipts_job.py"/>
        <source>Submission {number} has no receipt yet.</source>
        <translation>La soumission {number} n’a pas encore d’accusé de traitement.</translation>
    </message>
    <message>
        <location filename="processing/barriers.py"/>
        <location filename="processing/inputs.py"/>
        <location filename="processing/roads.py"/>
        <source>no geometry</source>
        <translation>aucune géométrie</translation>
    </message>
    <message>
        <location filename="processing/barriers.py"/>
        <location filename="processing/inputs.py"/>
        <location filename="processing/roads.py"/>
        <source>position that is no place on Earth in the layer’s CRS</source>
        <translation>position qui n’existe pas sur la Terre dans le SCR de la couche</translation>
    </message>
    <message>
        <location filename="processing/base.py"/>
        <location filename="processing/catchments.py"/>
        <source>Catchments</source>
        <translation>Zones de desserte</translation>
    </message>
    <message>
        <location filename="processing/base.py"/>
        <source>Co-location</source>
        <translation>Cohabitation</translation>
    </message>
    <message>
        <location filename="processing/base.py"/>
        <location filename="processing/brief_method.py"/>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_pair.py"/>
        <source>Register</source>
        <translation>Registre</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>Could share a place</source>
        <translation>Pourraient partager un lieu</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/sites.py"/>
        <source>Other service points</source>
        <translation>Autres points de service</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="ui/scenario_figures.py"/>
        <source>People within {limit}</source>
        <translation>Personnes à {limit} ou moins</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>The map cannot be drawn into “{path}”. Check that there is room on the disk.</source>
        <translation>La carte ne peut être dessinée dans « {path} ». Vérifiez qu’il reste de la place sur le disque.</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>The points of this brief</source>
        <translation>Les points de la présente note</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>of both points</source>
        <translation>des deux points</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>of point {number} only</source>
        <translation>du point {number} seulement</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>of two or more of the points</source>
        <translation>de deux points ou plus</translation>
    </message>
    <message>
        <location filename="processing/brief_map.py"/>
        <source>{number}. {name} – {government}</source>
        <translation>{number}. {name} – {government}</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>Pair or cluster found on</source>
        <translation>Paire ou grappe trouvée le</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>Points that people have today</source>
        <translation>Points dont les gens disposent aujourd’hui</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>Records of these points verified</source>
        <translation>Fiches de ces points vérifiées</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <location filename="processing/brief_tables.py"/>
        <source>Within reach</source>
        <translation>À portée</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>all {count} of the register of the same channel, but those planned or closed for good</source>
        <translation>les {count} du registre du même mode de prestation, sauf ceux prévus ou fermés définitivement</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>between {first} and {last}</source>
        <translation>entre le {first} et le {last}</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>not measured</source>
        <translation>non mesurée</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>nothing is counted without population</source>
        <translation>rien n’est compté sans population</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>up to {limit}</source>
        <translation>jusqu’à {limit}</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>within {limit}: {both} of {either} people reach two or more of the points</source>
        <translation>à {limit} ou moins : {both} des {either} personnes atteignent deux points ou plus</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>within {limit}: {both} of {either} people reach two or more of the points, {gaining} would gain a service</source>
        <translation>à {limit} ou moins : {both} des {either} personnes atteignent deux points ou plus, {gaining} gagneraient un service</translation>
    </message>
    <message>
        <location filename="processing/brief_method.py"/>
        <source>{title}, revision {revision}, last changed {date}</source>
        <translation>{title}, révision {revision}, dernière modification le {date}</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>A layer of clusters that “Co-location opportunities” made, in place of pairs.</source>
        <translation>Une couche de grappes produite par « Possibilités de cohabitation », au lieu de paires.</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>A layer of pairs that “Co-location opportunities” made. Its selection counts: select one pair on the map to have its brief.</source>
        <translation>Une couche de paires produite par « Possibilités de cohabitation ». Sa sélection compte : sélectionnez une paire sur la carte pour en obtenir la note.</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <location filename="processing/colocationpairs.py"/>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/pair_report.py"/>
        <source>Clusters</source>
        <translation>Grappes</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Empty: the best of the pairs that are read.</source>
        <translation>Vide : la meilleure des paires lues.</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Empty: the first of the clusters that are read, which is the largest.</source>
        <translation>Vide : la première des grappes lues, c’est-à-dire la plus grande.</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Identifiers of the two points</source>
        <translation>Identifiants des deux points</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Number of the cluster</source>
        <translation>Numéro de la grappe</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <location filename="processing/colocationpairs.py"/>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/precedents.py"/>
        <source>Pairs</source>
        <translation>Paires</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Rank of the pair</source>
        <translation>Rang de la paire</translation>
    </message>
    <message>
        <location filename="processing/brief_parameters.py"/>
        <source>Two identifiers with a comma between them, in place of a rank.</source>
        <translation>Deux identifiants séparés par une virgule, au lieu d’un rang.</translation>
    </message>
    <message>
        <location filename="processing/brief_pdf.py"/>
        <location filename="processing/report.py"/>
        <source>The report cannot be written to “{path}”. Close it where it is open in another program, and check that you may write there. {reason}</source>
        <translation>Impossible d’écrire le rapport dans « {path} ». Fermez-le s’il est ouvert dans un autre programme et vérifiez que vous avez le droit d’écrire à cet endroit. {reason}</translation>
    </message>
    <message>
        <location filename="processing/brief_pdf.py"/>
        <source>{title} – page {page} of {pages}</source>
        <translation>{title} – page {page} de {pages}</translation>
    </message>
    <message>
        <location filename="processing/brief_people.py"/>
        <location filename="processing/colocationpairs_job.py"/>
        <location filename="processing/colocationquotient_job.py"/>
        <location filename="processing/odmatrix_job.py"/>
        <location filename="processing/siting_job.py"/>
        <location filename="processing/study.py"/>
        <source>too far from any road</source>
        <translation>trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <location filename="processing/precedents.py"/>
        <source>Arrangement</source>
        <translation>Type</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <location filename="processing/precedents.py"/>
        <source>In force</source>
        <translation>En vigueur</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>Office to ask</source>
        <translation>Bureau à joindre</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>Partnerships that already work</source>
        <translation>Partenariats qui fonctionnent déjà</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <location filename="processing/precedents.py"/>
        <source>What works, what to watch</source>
        <translation>Ce qui fonctionne, ce qu’il faut surveiller</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>Who with whom</source>
        <translation>Qui avec qui</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>the same governments</source>
        <translation>les mêmes gouvernements</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>the same orders of government</source>
        <translation>les mêmes ordres de gouvernement</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>the same organizations</source>
        <translation>les mêmes organisations</translation>
    </message>
    <message>
        <location filename="processing/brief_precedents.py"/>
        <source>{host} with {partner} – {nearness}</source>
        <translation>{host} avec {partner} – {nearness}</translation>
    </message>
    <message>
        <location filename="processing/brief_register.py"/>
        <source>of another channel</source>
        <translation>d’un autre mode de prestation</translation>
    </message>
    <message>
        <location filename="processing/brief_register.py"/>
        <source>permanently closed or planned</source>
        <translation>fermés définitivement ou prévus</translation>
    </message>
    <message>
        <location filename="processing/brief_register.py"/>
        <source>without a position</source>
        <translation>sans position</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Closeness is an opportunity, not a recommendation: leases, space, security, networks and labour agreements need a look on the ground.</source>
        <translation>La proximité est une possibilité et non une recommandation : les baux, l’espace, la sécurité, les réseaux et les conventions collectives demandent un examen sur place.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Costs and savings are not in the register and are not estimated.</source>
        <translation>Les coûts et les économies ne figurent pas dans le registre et ne sont pas estimés.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Could these {count} service points share a roof: {names}?</source>
        <translation>Ces {count} points de service pourraient-ils partager un toit : {names}?</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Could {first} and {second} share a roof?</source>
        <translation>{first} et {second} pourraient-ils partager un toit?</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Every service of these points is within reach today of everybody who would be served: no gain.</source>
        <translation>Tous les services de ces points sont déjà à la portée de chaque personne qui serait desservie : aucun gain.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>For the governments concerned. This brief holds details on space, leases and partnerships that are not open data.</source>
        <translation>À l’intention des gouvernements concernés. La présente note contient des renseignements sur l’espace, les baux et les partenariats qui ne sont pas des données ouvertes.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Hours a week when both are open at once: {hours}.</source>
        <translation>Heures par semaine où les deux sont ouverts en même temps : {hours}.</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/brief_report.py"/>
        <source>Mailboxes that look like those of a person are not shown: %n.</source>
        <translation>
            <numerusform>Une adresse de courriel qui semble être celle d’une personne n’est pas montrée (%n).</numerusform>
            <numerusform>Des adresses de courriel qui semblent être celles de personnes ne sont pas montrées (%n).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Map of the population units within {limit} of {names}: {both} people are within reach of two or more of these points, {either} of at least one.</source>
        <translation>Carte des unités de population à {limit} ou moins de {names} : {both} personnes sont à la portée de deux de ces points ou plus, {either} d’au moins un.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Map of the surroundings of {names}, {distance} apart, with other service points and roads.</source>
        <translation>Carte des environs de {names}, distants de {distance}, avec les autres points de service et les routes.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Not in the register for any of these points: {what}.</source>
        <translation>Ne figurent au registre pour aucun de ces points : {what}.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Not known are the services of {names}: what they bring or take away is not counted.</source>
        <translation>On ignore les services de {names} : ce qu’ils apportent ou retirent n’est pas compté.</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/brief_report.py"/>
        <source>Not shown: %n more.</source>
        <translation>
            <numerusform>%n autre n’est pas montré.</numerusform>
            <numerusform>%n autres ne sont pas montrés.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Of the {either} people within {limit} of at least one of the points, {both} ({share}) reach two or more of them today.</source>
        <translation>Des {either} personnes à {limit} ou moins d’au moins un des points, {both} ({share}) en atteignent aujourd’hui deux ou plus.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Of the {either} people within {limit} of at least one of the points, {both} ({share}) reach two or more of them today; if each also offered the services of the others, {gaining} people would have a service within {limit} that no point offers them there today.</source>
        <translation>Des {either} personnes à {limit} ou moins d’au moins un des points, {both} ({share}) en atteignent aujourd’hui deux ou plus; si chacun offrait aussi les services des autres, {gaining} personnes auraient à {limit} ou moins un service qu’aucun point ne leur y offre aujourd’hui.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Of the {either} people within {limit} of at least one of the two points, {both} ({share}) reach both today.</source>
        <translation>Des {either} personnes à {limit} ou moins d’au moins un des deux points, {both} ({share}) atteignent aujourd’hui les deux.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Of the {either} people within {limit} of at least one of the two points, {both} ({share}) reach both today; if each also offered the services of the other, {gaining} people would have a service within {limit} that no point offers them there today.</source>
        <translation>Des {either} personnes à {limit} ou moins d’au moins un des deux points, {both} ({share}) atteignent aujourd’hui les deux; si chacun offrait aussi les services de l’autre, {gaining} personnes auraient à {limit} ou moins un service qu’aucun point ne leur y offre aujourd’hui.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Other points that serve these people and whose services are not known: {count}. Some people may have there today what is counted as a gain.</source>
        <translation>Autres points qui desservent ces personnes et dont on ignore les services : {count}. Certaines y ont peut-être aujourd’hui ce qui est compté comme un gain.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Partnership brief: {names}</source>
        <translation>Note de partenariat : {names}</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Partnerships in force or ended between the same organizations, governments or orders of government, the closest first.</source>
        <translation>Partenariats en vigueur ou terminés entre les mêmes organisations, gouvernements ou ordres de gouvernement, les plus proches d’abord.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>People are counted where they live. Who really comes, when, and by which means of transport is not known.</source>
        <translation>Les gens sont comptés là où ils habitent. On ne sait pas qui vient vraiment, quand, ni par quel moyen de transport.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>People beyond the edge of the population layer are not counted, even if they are near.</source>
        <translation>Les gens au-delà du bord de la couche de population ne sont pas comptés, même s’ils sont proches.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>People within {limit} of each point today</source>
        <translation>Personnes à {limit} ou moins de chaque point aujourd’hui</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Services gained by each community</source>
        <translation>Services gagnés par chaque collectivité</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Sharing would bring nobody a service that no point offers them within {limit} today.</source>
        <translation>Le partage n’apporterait à personne un service qu’aucun point ne lui offre aujourd’hui à {limit} ou moins.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Side by side</source>
        <translation>Côte à côte</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The choice</source>
        <translation>Le choix</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The map</source>
        <translation>La carte</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The points are {distance} apart in a straight line. Services that they offer together: {count}; that all of them offer today: {common}.</source>
        <translation>Les points sont à {distance} l’un de l’autre à vol d’oiseau. Services offerts par l’ensemble : {count}; offerts aujourd’hui par chacun : {common}.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The points are {distance} apart in a straight line; the services of {unknown} of them are not known.</source>
        <translation>Les points sont à {distance} l’un de l’autre à vol d’oiseau; les services de {unknown} d’entre eux ne sont pas connus.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The register knows no partnership in force or ended between these organizations, their governments or their orders of government.</source>
        <translation>Le registre ne connaît aucun partenariat en vigueur ou terminé entre ces organisations, leurs gouvernements ou leurs ordres de gouvernement.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The services of these points are not known, so gains and losses are not counted.</source>
        <translation>Les services de ces points ne sont pas connus; les gains et les pertes ne sont donc pas comptés.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The two points are {distance} apart in a straight line and {cost} by road.</source>
        <translation>Les deux points sont à {distance} l’un de l’autre à vol d’oiseau et à {cost} par la route.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>The two points are {distance} apart in a straight line.</source>
        <translation>Les deux points sont à {distance} l’un de l’autre à vol d’oiseau.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Too far from any road, so that nobody is counted as within reach: {names}.</source>
        <translation>Trop loin de toute route, si bien que personne n’est compté comme étant à portée : {names}.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>What is not known of a point is said to be not known.</source>
        <translation>Ce qu’on ne sait pas d’un point est dit inconnu.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Where the points are</source>
        <translation>Où se trouvent les points</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Who has done this before</source>
        <translation>Qui l’a déjà fait</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Who is served today, and together</source>
        <translation>Qui est desservi aujourd’hui, et ensemble</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Who is within {limit} of which point</source>
        <translation>Qui est à {limit} ou moins de quel point</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>Why this pair</source>
        <translation>Pourquoi cette paire</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>within reach of another one too</source>
        <translation>à la portée d’un autre aussi</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>within reach of this point only</source>
        <translation>à la portée de ce point seulement</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>{first} and {second}</source>
        <translation>{first} et {second}</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>{names} have one address already: what more could they do for each other’s clients?</source>
        <translation>{names} ont déjà la même adresse : que pourraient-ils faire de plus pour la clientèle de l’autre?</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>{name}: {alone} people reach this point only, {shared} another one too</source>
        <translation>{name} : {alone} personnes n’atteignent que ce point, {shared} en atteignent aussi un autre</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>“Co-location opportunities” put this pair at rank {rank} (pairs read: {count}). A part without data is not counted.</source>
        <translation>« Possibilités de cohabitation » a placé cette paire au rang {rank} (paires lues : {count}). Une partie sans données n’est pas comptée.</translation>
    </message>
    <message>
        <location filename="processing/brief_report.py"/>
        <source>“Gain” counts people who would have at least one service within {limit} that no point of the register offers them there today; “lose”, those who would no longer have one that some point does. The same person can gain one service and lose another.</source>
        <translation>« Gagner » compte les personnes qui auraient à {limit} ou moins au moins un service qu’aucun point du registre ne leur y offre aujourd’hui; « perdre », celles qui n’en auraient plus un qu’un point leur offre. Une même personne peut gagner un service et en perdre un autre.</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/pair_tables.py"/>
        <source>(no value)</source>
        <translation>(sans valeur)</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/coverage_parameters.py"/>
        <source>Accessibility</source>
        <translation>Accessibilité</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/import_report.py"/>
        <location filename="ui/form_moves.py"/>
        <location filename="ui/import_lines.py"/>
        <location filename="ui/shared_form.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>All together at {name}</source>
        <translation>Tous ensemble à : {name}</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>At least one of the points</source>
        <translation>Au moins un des points</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Capacity as of</source>
        <translation>Capacité en date de</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Community</source>
        <translation>Collectivité</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channelcoverage.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Counters</source>
        <translation>Comptoirs</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Counters free to share</source>
        <translation>Comptoirs disponibles</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Each stays and offers the services of all</source>
        <translation>Chacun reste et offre les services de tous</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>End of the lease</source>
        <translation>Fin du bail</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Everybody counted</source>
        <translation>Toutes les personnes comptées</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Gain a service</source>
        <translation>Gagnent un service</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Government</source>
        <translation>Gouvernement</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Hours a week</source>
        <translation>Heures par semaine</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>If each stays and offers the services of all, by community</source>
        <translation>Si chacun reste et offre les services de tous, par collectivité</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channel_report.py"/>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Lose a service</source>
        <translation>Perdent un service</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Open to co-location</source>
        <translation>Ouvert à la cohabitation</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/coverage_parameters.py"/>
        <location filename="ui/form_fields.py"/>
        <source>Opening hours</source>
        <translation>Heures d’ouverture</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/import_report.py"/>
        <location filename="ui/options_page.py"/>
        <location filename="ui/submission_form.py"/>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Parts of the score, from 0 to 1</source>
        <translation>Parties de la note, de 0 à 1</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>People today, and with each way to share</source>
        <translation>Personnes aujourd’hui, et avec chaque façon de partager</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>People who gain a service</source>
        <translation>Personnes qui gagnent un service</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>People who would gain it</source>
        <translation>Personnes qui le gagneraient</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>People within {limit}, and their share of everybody counted</source>
        <translation>Personnes à {limit} ou moins, et leur part de toutes les personnes comptées</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Public area (m²)</source>
        <translation>Aire publique (m²)</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Record verified</source>
        <translation>Fiche vérifiée</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Score, the weighted mean of the known parts</source>
        <translation>Note, moyenne pondérée des parties connues</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="ui/filter_bar.py"/>
        <location filename="ui/shared_form.py"/>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Services gained by most</source>
        <translation>Services gagnés par le plus de gens</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Services of the points today</source>
        <translation>Services des points aujourd’hui</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>The points side by side</source>
        <translation>Les points côte à côte</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Today: all of the points within reach</source>
        <translation>Aujourd’hui : tous les points à portée</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Two or more of them</source>
        <translation>Deux d’entre eux ou plus</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="ui/import_way_dialog.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Visits in the year</source>
        <translation>Visites dans l’année</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Way to share</source>
        <translation>Façon de partager</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Within reach of</source>
        <translation>À la portée de</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>Within {limit} of all the services</source>
        <translation>À {limit} ou moins de tous les services</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>accessibility</source>
        <translation>accessibilité</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>ends of leases</source>
        <translation>fins de bail</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>free counters</source>
        <translation>comptoirs disponibles</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>languages</source>
        <translation>langues</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channel_report.py"/>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>of these, no other of the points: {name}</source>
        <translation>de ceux-ci, aucun autre des points : {name}</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>opening hours</source>
        <translation>heures d’ouverture</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/sites.py"/>
        <source>services</source>
        <translation>services</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/precedents.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <location filename="processing/colocationquotient_report.py"/>
        <location filename="processing/import_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/siting_report.py"/>
        <source>{caption} (the first {shown} of {count})</source>
        <translation>{caption} (les {shown} premières sur {count})</translation>
    </message>
    <message>
        <location filename="processing/brief_tables.py"/>
        <source>{services} and {count} more</source>
        <translation>{services} et {count} de plus</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Catchments and population served</source>
        <translation>Zones de desserte et population desservie</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/coverage_parameters.py"/>
        <location filename="processing/scenario_parameters.py"/>
        <source>Cutoffs (minutes or kilometres)</source>
        <translation>Seuils (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Detail of the polygons</source>
        <translation>Précision des polygones</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Field with a maximum for each point; cutoffs above it are not used for that point.</source>
        <translation>Champ qui contient un maximum pour chaque point; les seuils supérieurs ne s’appliquent pas à ce point.</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Largest cutoff of each point (minutes or kilometres)</source>
        <translation>Seuil maximal de chaque point (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/scenario_parameters.py"/>
        <source>Numbers separated by commas, in any order; with decimal commas, separate them by semicolons.</source>
        <translation>Nombres séparés par des virgules, dans n’importe quel ordre; s’ils comportent des virgules décimales, séparez-les par des points-virgules.</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Population beyond the largest cutoff</source>
        <translation>Population au-delà du seuil maximal</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/scenario.py"/>
        <source>Population considered</source>
        <translation>Population prise en compte</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Population served by each point</source>
        <translation>Population desservie par chaque point</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Population served within the largest cutoff</source>
        <translation>Population desservie à l’intérieur du seuil maximal</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/coverage.py"/>
        <location filename="processing/scenario.py"/>
        <source>Population too far from any road</source>
        <translation>Population trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Population units and their nearest point</source>
        <translation>Unités de population et leur point le plus proche</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/coverage.py"/>
        <source>Population without a road to any point</source>
        <translation>Population sans route vers un point</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/colocationpairs.py"/>
        <location filename="processing/coverage.py"/>
        <source>Service points on the network</source>
        <translation>Points de service sur le réseau</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <location filename="processing/colocationpairs.py"/>
        <location filename="processing/coverage.py"/>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Service points too far from any road</source>
        <translation>Points de service trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Where catchments overlap</source>
        <translation>Là où les zones de desserte se chevauchent</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>Who can reach each service point within each time or distance, and how many people that is.</source>
        <translation>Qui peut se rendre à chaque point de service à l’intérieur de chaque temps ou distance, et combien de personnes cela représente.</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>overlap: one catchment per point; dissolve: one for all points together; nearest: each place belongs to its nearest point only.</source>
        <translation>overlap : une zone de desserte par point; dissolve : une seule zone pour l’ensemble des points; nearest : chaque lieu appartient seulement au point le plus proche.</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>precise: every corner, and no land more than 75 m from a road; generalised: about half the corners, and fields between roads that are reached; none: numbers without polygons.</source>
        <translation>precise : tous les sommets, et aucune terre à plus de 75 m d’une route; generalised : environ deux fois moins de sommets, et les champs entre les routes atteintes; none : des chiffres sans polygones.</translation>
    </message>
    <message>
        <location filename="processing/catchments.py"/>
        <source>rings: from one cutoff to the next; disks: everything within each cutoff.</source>
        <translation>rings (anneaux) : d’un seuil au suivant; disks (disques) : tout ce qui est à l’intérieur de chaque seuil.</translation>
    </message>
    <message>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Beyond the largest cutoff</source>
        <translation>Au-delà du seuil maximal</translation>
    </message>
    <message>
        <location filename="processing/catchments_job.py"/>
        <location filename="processing/coverage_words.py"/>
        <location filename="processing/scenario_job.py"/>
        <source>Cutoffs</source>
        <translation>Seuils</translation>
    </message>
    <message>
        <location filename="processing/catchments_job.py"/>
        <source>Service points on the network: {placed}; too far from any road: {unplaced}.</source>
        <translation>Points de service sur le réseau : {placed}; trop loin de toute route : {unplaced}.</translation>
    </message>
    <message>
        <location filename="processing/catchments_job.py"/>
        <source>no positive number in the cutoff field, all cutoffs are used</source>
        <translation>aucun nombre positif dans le champ des seuils; tous les seuils s’appliquent</translation>
    </message>
    <message>
        <location filename="processing/channel_inputs.py"/>
        <source>counters without a position</source>
        <translation>comptoirs sans position</translation>
    </message>
    <message>
        <location filename="processing/channel_inputs.py"/>
        <source>{channel}: languages of service not known</source>
        <translation>{channel} : langues de service inconnues</translation>
    </message>
    <message>
        <location filename="processing/channel_inputs.py"/>
        <source>{channel}: not known whether open then</source>
        <translation>{channel} : on ignore si c’est ouvert à ce moment</translation>
    </message>
    <message>
        <location filename="processing/channel_inputs.py"/>
        <source>{channel}: time zone not known</source>
        <translation>{channel} : fuseau horaire inconnu</translation>
    </message>
    <message>
        <location filename="processing/channel_inputs.py"/>
        <source>{channel}: without hours, taken not to close</source>
        <translation>{channel} : sans heures, réputé toujours ouvert</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>A counter serves an area within it, inclusive.</source>
        <translation>Un comptoir dessert un secteur situé en deçà, limite comprise.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/registerquality.py"/>
        <source>A page to read, print and keep.</source>
        <translation>Une page à lire, à imprimer et à conserver.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>A row for each figure: people by channel and combination, by group and area.</source>
        <translation>Une ligne par chiffre : personnes par mode de prestation et par combinaison, par groupe et par secteur.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>Areas by channel</source>
        <translation>Secteurs par mode de prestation</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>At this date and time</source>
        <translation>À cette date et à cette heure</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/siting_parameters.py"/>
        <source>Cutoff (minutes or kilometres)</source>
        <translation>Seuil (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>Geographic code of the areas</source>
        <translation>Code géographique des secteurs</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>In this language</source>
        <translation>Dans cette langue</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>Indicators</source>
        <translation>Indicateurs</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/publish.py"/>
        <location filename="processing/registerquality.py"/>
        <location filename="processing/validate.py"/>
        <source>It is only read.</source>
        <translation>Il est seulement lu.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>One moment for the whole country: each point is open or closed by its own clock, holidays and closures. Empty: whenever the point is open.</source>
        <translation>Un même instant pour tout le pays : chaque point est ouvert ou fermé selon sa propre horloge, ses jours fériés et ses fermetures. Vide : quelles que soient les heures.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>Says in whose territory an area lies: a DGUID, a code of the Standard Geographical Classification (province, division, subdivision), or of dissemination areas or blocks. Without one, the boundaries of the store and the position decide.</source>
        <translation>Dit sur quel territoire se trouve un secteur : un IDUGD, un code de la Classification géographique type (province, division, subdivision), ou celui d’une aire ou d’un îlot de diffusion. Sans code, les limites du dépôt et la position en décident.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <location filename="processing/checkout.py"/>
        <location filename="processing/merge_parameters.py"/>
        <location filename="processing/partnershipbrief.py"/>
        <location filename="processing/preparestore.py"/>
        <location filename="processing/publish.py"/>
        <location filename="processing/registerquality.py"/>
        <source>Shared store</source>
        <translation>Dépôt partagé</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>The areas with the channels that serve them.</source>
        <translation>Les secteurs et les modes de prestation qui les desservent.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>Time zone of that date and time</source>
        <translation>Fuseau horaire de cette date et de cette heure</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>any: whatever the language; else a code such as en, fr, ase or iu. A point whose languages are not known is not counted as serving.</source>
        <translation>any : toutes les langues; sinon un code comme en, fr, ase ou iu. Un point dont les langues sont inconnues n’est pas compté comme desservant.</translation>
    </message>
    <message>
        <location filename="processing/channel_parameters.py"/>
        <source>local: that of this computer; else a name such as America/Toronto.</source>
        <translation>local : celui de cet ordinateur; sinon un nom comme America/Toronto.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>A channel that serves an area does not offer every service: which services was not asked.</source>
        <translation>Un mode qui dessert un secteur n’offre pas tous les services : lesquels, la question n’a pas été posée.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>A counter within {limit} serves {counter} of the people, a call centre {phone}, a digital service {digital} (language: {language}; when: {moment}). People served from a distance only: {remote}; by no channel: {none}; of whom nothing is known for sure: {unknown}.</source>
        <translation>Un comptoir à {limit} ou moins dessert {counter} des personnes, un centre d’appels {phone}, un service numérique {digital} (langue : {language}; moment : {moment}). Personnes desservies à distance seulement : {remote}; par aucun mode : {none}; dont rien n’est sûr : {unknown}.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>A telephone or an Internet connection is not everybody’s; whether people have one was not asked.</source>
        <translation>Tout le monde n’a pas le téléphone ni Internet; qui les a, la question n’a pas été posée.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Area by area</source>
        <translation>Secteur par secteur</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/coverage.py"/>
        <source>Areas</source>
        <translation>Secteurs</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Areas, those with the most people without a channel or without a counter first</source>
        <translation>Secteurs, d’abord ceux où le plus de personnes n’ont aucun mode ou aucun comptoir</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Call centre</source>
        <translation>Centre d’appels</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/channelcoverage.py"/>
        <source>Call centres</source>
        <translation>Centres d’appels</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Channel by channel</source>
        <translation>Mode par mode</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Channels known to serve</source>
        <translation>Modes qui desservent à coup sûr</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Channels together</source>
        <translation>Les modes ensemble</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Counter</source>
        <translation>Comptoir</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Do not</source>
        <translation>Ne desservent pas</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/coverage_tables.py"/>
        <source>Groups beside everybody</source>
        <translation>Les groupes à côté de toute la population</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>In the language</source>
        <translation>Dans la langue</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Lines may be busy and counters crowded: waiting is not in these figures.</source>
        <translation>Les lignes peuvent être occupées et les comptoirs achalandés : l’attente n’entre pas dans ces chiffres.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>No channel</source>
        <translation>Aucun mode</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>No channel for sure</source>
        <translation>Aucun mode assuré</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <location filename="processing/channel_words.py"/>
        <location filename="ui/hours_editor.py"/>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Not served</source>
        <translation>Non desservie</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Nothing known for sure</source>
        <translation>Rien de sûr</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Of those served from a distance only, {count} may have a counter: that is not known.</source>
        <translation>Parmi les personnes desservies à distance seulement, {count} ont peut-être un comptoir : on l’ignore.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Open then</source>
        <translation>Ouvert alors</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Opening hours were not asked about: a point may be open one day a month.</source>
        <translation>Les heures d’ouverture n’ont pas été prises en compte : un point peut n’ouvrir qu’un jour par mois.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>People by channel</source>
        <translation>Personnes par mode de prestation</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>People by combination of channels</source>
        <translation>Personnes par combinaison de modes</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>People by what is known of their counters</source>
        <translation>Personnes selon ce qu’on sait de leurs comptoirs</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Points by channel</source>
        <translation>Points par mode de prestation</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Serve then</source>
        <translation>Desservent alors</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Straight lines are shorter than roads, and cross rivers without bridges.</source>
        <translation>Le vol d’oiseau est plus court que la route, et franchit les rivières sans pont.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Territory</source>
        <translation>Territoire</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>The first {shown} of {count} areas</source>
        <translation>Les {shown} premiers secteurs sur {count}</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>The register has no points of these channels, which need not mean that there are none: {names}.</source>
        <translation>Le registre n’a aucun point de ces modes, ce qui ne veut pas dire qu’il n’en existe pas : {names}.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>The status of points is that of today, whatever the moment asked about.</source>
        <translation>L’état des points est celui d’aujourd’hui, quel que soit le moment demandé.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>There is nobody in these areas.</source>
        <translation>Personne n’habite ces secteurs.</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>What the points offer</source>
        <translation>Ce qu’offrent les points</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <location filename="ui/analyse_tasks.py"/>
        <source>Which channels reach each community?</source>
        <translation>Quels modes de prestation rejoignent chaque collectivité?</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>Who is reached</source>
        <translation>Qui est rejoint</translation>
    </message>
    <message>
        <location filename="processing/channel_report.py"/>
        <source>{channel}: {share} served</source>
        <translation>{channel} : {share} desservies</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Active counters; the nearest that serves within the cutoff, by its own clock</source>
        <translation>Comptoirs actifs; le plus proche qui dessert dans le seuil, selon sa propre horloge</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Any channel</source>
        <translation>Un mode au moins</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Boundaries of the store</source>
        <translation>Limites du dépôt</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>By its service areas, else the territory of its own government; without hours, never closed</source>
        <translation>Selon ses zones de service, sinon le territoire de son administration; sans heures, jamais fermé</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>By the jurisdictions each one says it serves, and its service areas; hours by its own clock</source>
        <translation>Selon les administrations que chacun dit desservir et ses zones de service; heures selon sa propre horloge</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <location filename="processing/quality_report.py"/>
        <source>Last change of the store</source>
        <translation>Dernier changement du dépôt</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Not measured: run again with another cutoff, at another hour or in another language.</source>
        <translation>Non mesurée : relancez avec un autre seuil, à une autre heure ou dans une autre langue.</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Serves nobody, and is counted as not known</source>
        <translation>Ne dessert personne, et compte comme inconnu</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>Territory of an area</source>
        <translation>Territoire d’un secteur</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>any language</source>
        <translation>toutes</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>field “{field}”, else the boundaries of the store</source>
        <translation>champ « {field} », sinon les limites du dépôt</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>time of this computer</source>
        <translation>heure de cet ordinateur</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>whenever they are open</source>
        <translation>peu importe les heures</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <location filename="ui/outbox_words.py"/>
        <location filename="ui/value_words.py"/>
        <source>{date}, {time}</source>
        <translation>{date}, {time}</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>{hours}:{minutes}</source>
        <translation>{hours} h {minutes}</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>{moment} ({zone}; {utc} UTC)</source>
        <translation>{moment} ({zone}; {utc} UTC)</translation>
    </message>
    <message>
        <location filename="processing/channel_words.py"/>
        <source>{total} read = {served} served by a channel + {unknown} whom no channel is known to serve + {none} without any + {excluded} left out</source>
        <translation>{total} lues = {served} desservies par un mode + {unknown} qu’aucun mode ne dessert à coup sûr + {none} sans aucun mode + {excluded} laissées de côté</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>Channels that reach each area</source>
        <translation>Modes de prestation rejoignant chaque secteur</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>Counters within a time or distance, call centres by territory, digital services: which serve each area, in a language, at a date and time.</source>
        <translation>Comptoirs à un temps ou à une distance donnés, centres d’appels par territoire, services numériques : lesquels desservent chaque secteur, dans une langue, à une date et à une heure.</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>Digital services</source>
        <translation>Services numériques</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People a call centre serves</source>
        <translation>Personnes qu’un centre d’appels dessert</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People a counter serves</source>
        <translation>Personnes qu’un comptoir dessert</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People a digital service serves</source>
        <translation>Personnes qu’un service numérique dessert</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People known to be served from a distance only</source>
        <translation>Personnes que l’on sait desservies à distance seulement</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People no channel is known to serve</source>
        <translation>Personnes qu’aucun mode ne dessert à coup sûr</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People of whom that is not known (call centre)</source>
        <translation>Personnes pour qui c’est inconnu (centre d’appels)</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People of whom that is not known (counter)</source>
        <translation>Personnes pour qui c’est inconnu (comptoir)</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People of whom that is not known (digital)</source>
        <translation>Personnes pour qui c’est inconnu (numérique)</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People served by all three channels</source>
        <translation>Personnes desservies par les trois modes</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <source>People without any channel</source>
        <translation>Personnes sans aucun mode de prestation</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <location filename="processing/coverage.py"/>
        <source>Population left out for want of a position</source>
        <translation>Population exclue faute de position</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage.py"/>
        <location filename="processing/coverage.py"/>
        <source>Population read</source>
        <translation>Population recensée</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage_job.py"/>
        <source>counters too far from any road</source>
        <translation>comptoirs trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/channelcoverage_job.py"/>
        <source>without a usable geographic code</source>
        <translation>sans code géographique utilisable</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>A file that does not exist yet; an existing one is never replaced.</source>
        <translation>Un fichier qui n’existe pas encore; un fichier existant n’est jamais remplacé.</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <location filename="processing/createstore.py"/>
        <source>Jurisdiction code</source>
        <translation>Code d’administration</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>Make a working copy</source>
        <translation>Créer une copie de travail</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>Makes the file in which a jurisdiction corrects records before submitting them.</source>
        <translation>Crée le fichier dans lequel une administration corrige les fiches avant de les soumettre.</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>New working copy</source>
        <translation>Nouvelle copie de travail</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>The jurisdiction on whose behalf records will be corrected, for example CA-ON.</source>
        <translation>L’administration au nom de laquelle les fiches seront corrigées, par exemple CA-ON.</translation>
    </message>
    <message>
        <location filename="processing/checkout.py"/>
        <source>The store that everybody shares; it is only read.</source>
        <translation>Le dépôt que tout le monde partage; il est seulement lu.</translation>
    </message>
    <message>
        <location filename="processing/checkout_job.py"/>
        <source>The working copy of {jurisdiction} is ready: {path}</source>
        <translation>La copie de travail de {jurisdiction} est prête : {path}</translation>
    </message>
    <message>
        <location filename="processing/checkpoints.py"/>
        <source>In a straight line a run is soon over: the checkpoint folder is not used.</source>
        <translation>À vol d’oiseau, un traitement est vite terminé : le dossier de reprise ne sert pas.</translation>
    </message>
    <message>
        <location filename="processing/cluster_run.py"/>
        <source>Connecting to the cluster at {address}…</source>
        <translation>Connexion à la grappe de calcul à {address}…</translation>
    </message>
    <message>
        <location filename="processing/cluster_run.py"/>
        <source>The connection to the cluster is not encrypted: whoever can read or change what passes on the network could read the data and run programs here. Use TLS.</source>
        <translation>La connexion à la grappe n’est pas chiffrée : quiconque peut lire ou modifier ce qui passe sur le réseau pourrait lire les données et exécuter des programmes ici. Utilisez TLS.</translation>
    </message>
    <message>
        <location filename="processing/cluster_run.py"/>
        <source>The workers of the cluster at {address} share the work: {count}.</source>
        <translation>Les processus de travail de la grappe à {address} se partagent le travail : {count}.</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <location filename="processing/pair_report.py"/>
        <source>Co-location opportunities</source>
        <translation>Possibilités de cohabitation</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Finds service points of different governments that could share a roof, and ranks the pairs.</source>
        <translation>Repère les points de service de gouvernements différents qui pourraient partager un toit et classe les paires.</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Largest cost of a pair (minutes or kilometres)</source>
        <translation>Coût maximal d’une paire (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Pairs farther apart are left out. Minutes for travel time, kilometres for distances.</source>
        <translation>Les paires plus éloignées sont écartées. En minutes pour le temps de déplacement, en kilomètres pour les distances.</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Points at the address of another group’s point</source>
        <translation>Points à la même adresse que celui d’un autre groupe</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Share of the people within reach of a place shared today</source>
        <translation>Part de la population à portée d’un lieu partagé aujourd’hui</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Share of the points at the address of another group’s point</source>
        <translation>Part des points à l’adresse d’un point d’un autre groupe</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs.py"/>
        <source>Share of the points with another group’s point within {distance}</source>
        <translation>Part des points avec un point d’un autre groupe à {distance} ou moins</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>A lease ends soon</source>
        <translation>Un bail prend fin bientôt</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>Cost of a pair</source>
        <translation>Coût d’une paire</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>Largest cost of a pair</source>
        <translation>Coût maximal d’une paire</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>Population in common</source>
        <translation>Population commune</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>Taken from the shared layer and its store</source>
        <translation>Tiré de la couche partagée et de son dépôt</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>The shorter of the two trips between the points</source>
        <translation>Le plus court des deux trajets entre les points</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>Within {limit} of both points</source>
        <translation>À {limit} ou moins des deux points</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>up to {date}</source>
        <translation>au plus tard le {date}</translation>
    </message>
    <message>
        <location filename="processing/colocationpairs_job.py"/>
        <source>{preset}, with weights of your own</source>
        <translation>{preset}, avec des poids choisis par vous</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Colocation quotient</source>
        <translation>Quotient de colocalisation</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Pairs of types that chance alone can hardly explain</source>
        <translation>Paires de types que le hasard seul n’explique guère</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Points with a type and a place</source>
        <translation>Points qui ont un type et une position</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Points without a type</source>
        <translation>Points sans type</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Points without any neighbour</source>
        <translation>Points sans aucun voisin</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Says which types of points are found near which, how much more often than chance, and where.</source>
        <translation>Indique quels types de points se trouvent près de quels autres, combien de fois plus souvent que par hasard, et à quels endroits.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient.py"/>
        <source>Types</source>
        <translation>Types</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/colocationquotient_job.py"/>
        <source>Each point has no more than %n other(s), so all points are neighbours of all. Choose fewer neighbours to learn who is near whom.</source>
        <translation>
            <numerusform>Chaque point a au plus %n autre point; tous sont donc voisins de tous. Choisissez moins de voisins pour savoir qui est près de qui.</numerusform>
            <numerusform>Chaque point a au plus %n autres points; tous sont donc voisins de tous. Choisissez moins de voisins pour savoir qui est près de qui.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_job.py"/>
        <source>Points without any neighbour, about which nothing can be told: {count}.</source>
        <translation>Points sans aucun voisin, dont on ne peut rien dire : {count}.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_job.py"/>
        <source>The local layer holds each point once for each type B: filter it by “type_b” to map one.</source>
        <translation>La couche locale contient chaque point une fois par type B : filtrez-la selon « type_b » pour en cartographier un.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>All neighbours count alike</source>
        <translation>Tous les voisins comptent également</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>All points within {limit}</source>
        <translation>Tous les points à {limit} ou moins</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Bisquare, over the bandwidth</source>
        <translation>Bicarrée, sur la largeur de bande</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Bisquare, over the distance to the point’s own last neighbour</source>
        <translation>Bicarrée, sur la distance du point à son dernier voisin</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Chance</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>From the neighbour to the point</source>
        <translation>Du voisin vers le point</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>From the point to its neighbour</source>
        <translation>Du point vers son voisin</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Gaussian, over the bandwidth</source>
        <translation>Gaussienne, sur la largeur de bande</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Gaussian, over the distance to the point’s own last neighbour</source>
        <translation>Gaussienne, sur la distance du point à son dernier voisin</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Neighbours</source>
        <translation>Voisins</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Significant</source>
        <translation>Significatif</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>The nearest point; points at equal distance share its place equally</source>
        <translation>Le point le plus proche; les points situés à égale distance se partagent sa place également</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>The {k} nearest points; points at equal distance share a place equally</source>
        <translation>Les {k} points les plus proches; les points situés à égale distance se partagent une place également</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>Two-sided: twice the smaller tail, the observed arrangement counted in</source>
        <translation>Bilatérale : le double de la plus petite queue, l’arrangement observé compris</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>p of at most 0.05, not adjusted for the number of tests</source>
        <translation>p d’au plus 0,05, sans correction pour le nombre de tests</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>p of at most 0.05; of points, adjusted for the false discovery rate</source>
        <translation>p d’au plus 0,05; pour les points, corrigée selon le taux de fausses découvertes</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>p-value</source>
        <translation>Valeur p</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_method.py"/>
        <source>{count} permutations of the types over the points, seed {seed}; for local quotients a point keeps its own type</source>
        <translation>{count} permutations des types entre les points, germe {seed}; pour les quotients locaux, le point garde son type</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>A value of the field, as it stands in the layer. Empty: each type in turn.</source>
        <translation>Une valeur du champ, telle qu’elle figure dans la couche. Vide : chaque type tour à tour.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Bandwidth (minutes or kilometres)</source>
        <translation>Largeur de bande (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Classes of points adjusted for many tests</source>
        <translation>Classes des points corrigées pour le nombre de tests</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Field that says what kind each point is, such as the order of government or the channel.</source>
        <translation>Champ qui donne le type de chaque point, comme l’ordre de gouvernement ou le mode de prestation.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>For distance. Points farther than this are no neighbours; a point may have none.</source>
        <translation>Pour « distance ». Les points plus éloignés ne sont pas des voisins; un point peut n’en avoir aucun.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>For knn. 1 asks only about the very nearest; points at equal distance share a place.</source>
        <translation>Pour « knn ». Avec 1, seul le plus proche compte; les points situés à égale distance se partagent une place.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>How often the types are dealt out anew. The smallest p-value is 2 / (this number + 1).</source>
        <translation>Nombre de fois où les types sont redistribués. La plus petite valeur p est 2 / (ce nombre + 1).</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Local quotients of the points</source>
        <translation>Quotients locaux des points</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Nearest neighbours (number)</source>
        <translation>Plus proches voisins (nombre)</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Neighbours of a point</source>
        <translation>Voisins d’un point</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Permutations (number)</source>
        <translation>Permutations (nombre)</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Quotients of pairs of types</source>
        <translation>Quotients des paires de types</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Seed of the permutations</source>
        <translation>Germe des permutations</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>The classes of the local layer then go by “p_adjusted”, which keeps the share of false findings at 5% (Benjamini and Hochberg).</source>
        <translation>Les classes de la couche locale suivent alors « p_adjusted », qui limite à 5 % la part des fausses découvertes (Benjamini et Hochberg).</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>The same seed gives the same p-values on every computer.</source>
        <translation>Le même germe donne les mêmes valeurs p sur tout ordinateur.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Type A: whose neighbours are looked at</source>
        <translation>Type A : celui dont on examine les voisins</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Type B: looked for among the neighbours</source>
        <translation>Type B : celui que l’on cherche parmi les voisins</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Type of the points</source>
        <translation>Type des points</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>Weight of a neighbour</source>
        <translation>Poids d’un voisin</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>knn: the nearest few of each point; distance: all within the bandwidth.</source>
        <translation>knn : les quelques points les plus proches de chacun; distance : tous ceux que comprend la largeur de bande.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_parameters.py"/>
        <source>none: all neighbours count alike; gaussian: less with distance; bisquare: less with distance, the farthest not at all.</source>
        <translation>none : tous les voisins comptent également; gaussian : moins s’ils sont plus loin; bisquare : moins s’ils sont plus loin, et pas du tout pour le plus éloigné.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>A quotient has a direction: each clinic may stand near a pharmacy while most pharmacies stand far from any clinic. A to B and B to A are two questions.</source>
        <translation>Un quotient a un sens : chaque clinique peut se trouver près d’une pharmacie alors que la plupart des pharmacies sont loin de toute clinique. De A vers B et de B vers A sont deux questions.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>A quotient says that types are found together, not why, and not that one needs the other.</source>
        <translation>Un quotient dit que des types se trouvent ensemble; il ne dit ni pourquoi, ni que l’un a besoin de l’autre.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>All types together: points have neighbours of their own type {times} times as often as chance would give ({p}). The types with the most points weigh the most in it.</source>
        <translation>Tous types confondus : les points ont des voisins de leur propre type {times} fois plus souvent que le hasard ne le donnerait ({p}). Les types qui comptent le plus de points y pèsent le plus.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Chance means that all points stay where they are and their types are dealt out anew. Another choice of points, a third type more or less, changes the quotients.</source>
        <translation>Le hasard s’entend ainsi : tous les points restent où ils sont et leurs types sont redistribués. Un autre choix de points, un troisième type de plus ou de moins, change les quotients.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Colocated</source>
        <translation>Colocalisé</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Colocation quotients with their p-values</source>
        <translation>Quotients de colocalisation et leurs valeurs p</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>From A (down) to B (across)</source>
        <translation>De A (lignes) vers B (colonnes)</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>In words</source>
        <translation>En mots</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Isolated</source>
        <translation>Isolé</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Of all pairs of types, A to B ({pairs}), A is found near B more often than chance would give in {more} and less often in {less}; in the others chance alone can explain it, or there is nothing to compare.</source>
        <translation>De toutes les paires de types, de A vers B ({pairs}), A se trouve près de B plus souvent que le hasard ne le donnerait dans {more} et moins souvent dans {less}; pour les autres, le hasard seul peut l’expliquer, ou il n’y a rien à comparer.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Point by point</source>
        <translation>Point par point</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/quality_tables.py"/>
        <location filename="ui/panel.py"/>
        <location filename="ui/panel_entries.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Points beyond the edge of the layer are not seen, so points near the edge have other neighbours.</source>
        <translation>Les points situés au-delà du bord de la couche ne sont pas vus; les points proches du bord n’ont donc pas les mêmes voisins.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Points of each type</source>
        <translation>Points de chaque type</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Points of type A by their local quotient towards type B</source>
        <translation>Points de type A selon leur quotient local vers le type B</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Read along a row: how often points of the type at its beginning have neighbours of the type at the head of the column, as a multiple of what chance would give. A to B is not B to A.</source>
        <translation>Lire par ligne : combien de fois les points du type indiqué au début de la ligne ont des voisins du type indiqué en tête de colonne, en multiple de ce que donnerait le hasard. De A vers B n’est pas de B vers A.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>These are the {shown} pairs with the smallest p-values, of {count}.</source>
        <translation>Ce sont les {shown} paires aux plus petites valeurs p, sur {count}.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <location filename="ui/filter_bar.py"/>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Type A</source>
        <translation>Type A</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Type B</source>
        <translation>Type B</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Types with fewer than {count} points, whose quotients one point more or less moves a lot: {types}.</source>
        <translation>Types qui comptent moins de {count} points, et dont un seul point de plus ou de moins change beaucoup les quotients : {types}.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Undefined</source>
        <translation>Indéfini</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>What chance alone would give is in the p-values. The neighbourhood was not varied: run again with another number of neighbours or another distance.</source>
        <translation>Ce que donnerait le seul hasard est dans les valeurs p. On n’a pas fait varier le voisinage : relancez le traitement avec un autre nombre de voisins ou une autre distance.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>What was compared</source>
        <translation>Ce qui a été comparé</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Where many pairs or points are tested, one in twenty is called significant by chance alone. Ask for p-values adjusted for that, or look at the pattern rather than at single points.</source>
        <translation>Quand beaucoup de paires ou de points sont testés, un sur vingt est déclaré significatif par le seul hasard. Demandez des valeurs p corrigées en conséquence, ou regardez l’ensemble plutôt que des points isolés.</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Who is found near whom</source>
        <translation>Qui se trouve près de qui</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>Without neighbours</source>
        <translation>Sans voisins</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_report.py"/>
        <source>of which significant</source>
        <translation>dont significatifs</translation>
    </message>
    <message>
        <location filename="processing/colocationquotient_types.py"/>
        <source>no type</source>
        <translation>aucun type</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Areas that change sides under another assumption</source>
        <translation>Secteurs qui changent de côté selon une autre hypothèse</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <location filename="processing/coverage_report.py"/>
        <source>Coverage against a standard</source>
        <translation>Couverture par rapport à une norme</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Coverage rate (%)</source>
        <translation>Taux de couverture (%)</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Gini coefficient of the cost</source>
        <translation>Coefficient de Gini du coût</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Mean cost to the nearest point</source>
        <translation>Coût moyen vers le point le plus proche</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Median cost to the nearest point</source>
        <translation>Coût médian vers le point le plus proche</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>People not covered whom a point beyond the border could serve</source>
        <translation>Personnes non couvertes qu’un point au-delà de la limite pourrait servir</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Population beyond the cutoff</source>
        <translation>Population au-delà du seuil</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Population covered</source>
        <translation>Population couverte</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>Standard met (1), missed (0), or not decided (-1)</source>
        <translation>Norme respectée (1), non respectée (0) ou indécise (-1)</translation>
    </message>
    <message>
        <location filename="processing/coverage.py"/>
        <source>What share of the people meets a standard of access, by area and group, and who does not.</source>
        <translation>Quelle part de la population satisfait à une norme d’accès, par secteur et par groupe, et qui n’y satisfait pas.</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>A curve that rises from {first} of the people at no cost to {last} at {end}.</source>
        <translation>Une courbe qui monte de {first} de la population sans déplacement à {last} à {end}.</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>As it is</source>
        <translation>Situation réelle</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>Coverage curve</source>
        <translation>Courbe de couverture</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>How evenly travel falls</source>
        <translation>Répartition des déplacements</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>Lorenz curve</source>
        <translation>Courbe de Lorenz</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>People within it</source>
        <translation>Population en deçà</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>People, from the nearest to the farthest</source>
        <translation>Population, de la plus proche à la plus éloignée</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>Share of all travel</source>
        <translation>Part de tous les déplacements</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>Share of the people within each time or distance</source>
        <translation>Part de la population en deçà de chaque temps ou distance</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>The half of the people with the shortest trips bear {share} of all travel.</source>
        <translation>La moitié de la population dont les trajets sont les plus courts compte pour {share} de tous les déplacements.</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>The same for everybody</source>
        <translation>Le même trajet pour tous</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <source>To the nearest point ({unit})</source>
        <translation>Vers le point le plus proche ({unit})</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>kilometres</source>
        <translation>kilomètres</translation>
    </message>
    <message>
        <location filename="processing/coverage_charts.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>minutes</source>
        <translation>minutes</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>negative number of visits, taken as none</source>
        <translation>nombre de visites négatif, compté comme nul</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>no number of visits, taken as permanent</source>
        <translation>aucun nombre de visites, compté comme permanent</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>no service in the field “{field}”</source>
        <translation>aucun service dans le champ « {field} »</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>nothing in the field “{field}”, taken as not so</source>
        <translation>rien dans le champ « {field} », compté comme non</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>service that no point offers</source>
        <translation>service qu’aucun point n’offre</translation>
    </message>
    <message>
        <location filename="processing/coverage_inputs.py"/>
        <source>unknown opening hours, taken as none</source>
        <translation>heures d’ouverture inconnues, comptées comme nulles</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Areas under other assumptions</source>
        <translation>Secteurs selon d’autres hypothèses</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Codes as they stand in that field, separated by commas. Empty: all of them.</source>
        <translation>Codes tels qu’ils figurent dans ce champ, séparés par des virgules. Vide : tous.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Codes of the accessibility field, separated by commas; a point needs all of them.</source>
        <translation>Codes du champ d’accessibilité, séparés par des virgules; un point doit les avoir tous.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Coverage is told for each. With own cutoffs (custom) the largest one decides who is covered; other standards bring cutoffs of their own.</source>
        <translation>La couverture est donnée pour chacun. Avec vos propres seuils (custom), le plus grand décide qui est couvert; les autres normes apportent les leurs.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Cutoffs 20% smaller and larger, speeds 15% lower and higher, kilometres for minutes: says which areas would change sides.</source>
        <translation>Seuils réduits et augmentés de 20 %, vitesses réduites et augmentées de 15 %, kilomètres au lieu de minutes : indique quels secteurs changeraient de côté.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Field that lists how each point is accessible. Unknown is not barrier-free.</source>
        <translation>Champ qui énumère en quoi chaque point est accessible. Inconnu ne veut pas dire sans obstacle.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Field that lists the languages in which each point serves people.</source>
        <translation>Champ qui énumère les langues dans lesquelles chaque point sert le public.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Field that lists what each point offers, separated by commas or semicolons.</source>
        <translation>Champ qui énumère ce que chaque point offre, séparé par des virgules ou des points-virgules.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>For points that are open on some days only. No number: the point is permanent.</source>
        <translation>Pour les points ouverts certains jours seulement. Sans nombre : le point est permanent.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Indicators of coverage</source>
        <translation>Indicateurs de couverture</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Languages of service</source>
        <translation>Langues de service</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Official language of the minority</source>
        <translation>Langue officielle de la minorité</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Opening hours as in OpenStreetMap, or hours a week as a number. A point counts by its hours, a week of 37.5 hours as one.</source>
        <translation>Heures d’ouverture comme dans OpenStreetMap, ou nombre d’heures par semaine. Un point compte selon ses heures, une semaine de 37,5 heures valant un.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>People who are not covered</source>
        <translation>Personnes non couvertes</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <location filename="processing/pair_parameters.py"/>
        <source>Services of the points</source>
        <translation>Services des points</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Services to look at</source>
        <translation>Services à examiner</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Share of people who should be within the largest cutoff. Empty: the standard’s own; with own cutoffs (custom), none.</source>
        <translation>Part de la population qui devrait se trouver en deçà du plus grand seuil. Vide : celle de la norme; avec vos propres seuils (custom), aucune.</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Standard</source>
        <translation>Norme</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Target (% of people)</source>
        <translation>Cible (% de la population)</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Try other assumptions</source>
        <translation>Essayer d’autres hypothèses</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>Visits a year</source>
        <translation>Visites par année</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>What makes a point barrier-free</source>
        <translation>Ce qui rend un point sans obstacle</translation>
    </message>
    <message>
        <location filename="processing/coverage_parameters.py"/>
        <source>fr: French, outside Quebec; en: English, in Quebec.</source>
        <translation>fr : le français, hors du Québec; en : l’anglais, au Québec.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>A point within reach is not yet one that is open, has capacity or offers what is needed.</source>
        <translation>Un point à portée n’est pas encore un point ouvert, qui a la capacité voulue ou offre ce qu’il faut.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>A population unit counts whole, at one place; a large one may be covered in part only. Small units, such as dissemination blocks, are better.</source>
        <translation>Une unité de population compte en entier, en un seul endroit; une grande unité peut n’être couverte qu’en partie. De petites unités, comme les îlots de diffusion, conviennent mieux.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Areas that reach the target: {part} of {count}; the lowest rate is {rate}: {name}.</source>
        <translation>Secteurs qui atteignent la cible : {part} sur {count}; le taux le plus bas est de {rate} : {name}.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Asked for</source>
        <translation>Exigence</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>By road it is {times} times as far as in a straight line.</source>
        <translation>Par la route, la distance est {times} fois celle à vol d’oiseau.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Coverage profile</source>
        <translation>Profil de couverture</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Criteria of the standard</source>
        <translation>Critères de la norme</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Cutoffs, speeds and the measure were varied: see the table of other assumptions.</source>
        <translation>On a fait varier les seuils, les vitesses et la mesure : voir le tableau des autres hypothèses.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>How evenly it falls</source>
        <translation>À quel point la répartition est égale</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>How far people travel</source>
        <translation>Jusqu’où les gens se déplacent</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Not measured in this run; turn on “Try other assumptions” to vary cutoffs and speeds.</source>
        <translation>Non mesurée dans ce traitement; cochez « Essayer d’autres hypothèses » pour faire varier les seuils et les vitesses.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>People are counted where they live, and travel as the measure says: traffic, weather, public transit and people without a car are not in it.</source>
        <translation>Les personnes sont comptées là où elles vivent et se déplacent comme le dit la mesure : la circulation, la météo, le transport en commun et les personnes sans voiture n’y figurent pas.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Points and roads beyond the border of the layers are not seen.</source>
        <translation>Les points et les routes au-delà de la limite des couches ne sont pas vus.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Reached</source>
        <translation>Atteint</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <location filename="ui/review_conflict.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/coverage_words.py"/>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The Gini coefficient is {gini} and Theil’s T {theil}; 0 would be the same trip for everybody.</source>
        <translation>Le coefficient de Gini est de {gini} et le T de Theil, de {theil}; 0 serait le même trajet pour tous.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The lowest rate of an area is {rate}: {name}.</source>
        <translation>Le taux le plus bas d’un secteur est de {rate} : {name}.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The person nine tenths of the way from the nearest to the farthest travels {times} times as far as the one a tenth of the way.</source>
        <translation>La personne située aux neuf dixièmes, de la plus proche à la plus éloignée, se déplace {times} fois autant que celle située au premier dixième.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The standard</source>
        <translation>La norme</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The standard is met.</source>
        <translation>La norme est respectée.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>The standard is not met.</source>
        <translation>La norme n’est pas respectée.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>To the basket of services it is {mean} on average; half of the people need at most {median}, nine in ten at most {p90}, and whoever lives farthest {maximum}.</source>
        <translation>L’accès au panier de services demande {mean} en moyenne; la moitié de la population a besoin d’au plus {median}, neuf personnes sur dix d’au plus {p90}, et la plus éloignée de {maximum}.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>To the nearest point it is {mean} on average; half of the people need at most {median}, nine in ten at most {p90}, and whoever lives farthest {maximum}.</source>
        <translation>L’accès au point le plus proche demande {mean} en moyenne; la moitié de la population a besoin d’au plus {median}, neuf personnes sur dix d’au plus {p90}, et la plus éloignée de {maximum}.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>Within</source>
        <translation>En deçà de</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>a point</source>
        <translation>d’un point</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>not assessed: no areas given</source>
        <translation>non évalué : aucun secteur indiqué</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>not assessed: no population field “{group}”</source>
        <translation>non évalué : aucun champ de population « {group} »</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>not assessed: nobody is concerned</source>
        <translation>non évalué : personne n’est visé</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>the basket of services</source>
        <translation>du panier de services</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/coverage_report.py"/>
        <source>{name} and %n other(s)</source>
        <translation>
            <numerusform>{name} et %n autre</numerusform>
            <numerusform>{name} et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>{people} people without a way to any point are not in these figures.</source>
        <translation>{people} personnes sans chemin vers aucun point ne figurent pas dans ces chiffres.</translation>
    </message>
    <message>
        <location filename="processing/coverage_report.py"/>
        <source>{rate} of the people ({served} of {total}) are within {limit} of {what}; {others} are not.</source>
        <translation>{rate} de la population ({served} sur {total}) se trouve à {limit} ou moins {what}; {others} personnes n’y sont pas.</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Areas that change sides</source>
        <translation>Secteurs qui changent de côté</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/coverage_tables.py"/>
        <source>Areas where everybody is covered, not listed: %n.</source>
        <translation>
            <numerusform>Secteurs où tout le monde est couvert, non énumérés : %n.</numerusform>
            <numerusform>Secteurs où tout le monde est couvert, non énumérés : %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Areas, most people not covered first</source>
        <translation>Secteurs, ceux où le plus de personnes ne sont pas couvertes d’abord</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>As things are, {rate} are covered.</source>
        <translation>Dans l’état actuel, {rate} de la population est couverte.</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Assumption</source>
        <translation>Hypothèse</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>By barrier-free points only; unknown is not barrier-free</source>
        <translation>Par les points sans obstacle seulement; inconnu ne veut pas dire sans obstacle</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>By points that serve in the minority’s official language only</source>
        <translation>Par les points qui servent dans la langue officielle de la minorité seulement</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Coverage within {limit}</source>
        <translation>Couverture à {limit} ou moins</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Covered</source>
        <translation>Couverture</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <location filename="processing/siting_method.py"/>
        <source>Cutoff</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Difference (points)</source>
        <translation>Écart (points)</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>If the assumptions were others</source>
        <translation>Si les hypothèses étaient autres</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Median</source>
        <translation>Médiane</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>More than a point nearby</source>
        <translation>Plus qu’un point à proximité</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Not covered</source>
        <translation>Non couvertes</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>On average over the services {mean} of the people are covered; {all} have all of them.</source>
        <translation>En moyenne sur les services, {mean} de la population est couverte; {all} les a tous.</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Other assumptions</source>
        <translation>Autres hypothèses</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Ratio</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Service by service</source>
        <translation>Service par service</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Target of {target}</source>
        <translation>Cible de {target}</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>The {shown} of {count} areas with the most people not covered</source>
        <translation>Les {shown} secteurs, sur {count}, où le plus de personnes ne sont pas couvertes</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Weighted by how often the point is open (52 visits a year or more count in full)</source>
        <translation>Pondérée par la fréquence d’ouverture du point (52 visites par année ou plus comptent pleinement)</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Weighted by the hours of the point (37.5 hours a week count in full, more count more)</source>
        <translation>Pondérée par les heures du point (37,5 heures par semaine comptent pleinement, davantage pour plus)</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>What counts</source>
        <translation>Ce qui compte</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Where the gaps are</source>
        <translation>Où sont les lacunes</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Who is covered</source>
        <translation>Qui est couvert</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>Without a target no area can change sides.</source>
        <translation>Sans cible, aucun secteur ne peut changer de côté.</translation>
    </message>
    <message>
        <location filename="processing/coverage_tables.py"/>
        <source>{count}: {names}</source>
        <translation>{count} : {names}</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>(no area given)</source>
        <translation>(aucun secteur indiqué)</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>A point in every area</source>
        <translation>Un point dans chaque secteur</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Border</source>
        <translation>Limite</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Cutoff {share} larger</source>
        <translation>Seuil augmenté de {share}</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Cutoff {share} smaller</source>
        <translation>Seuil réduit de {share}</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>English</source>
        <translation>anglais</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>French</source>
        <translation>français</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>No population field was given: “people” are population units here, each counted once.</source>
        <translation>Aucun champ de population n’a été donné : les « personnes » sont ici des unités de population, comptées une fois chacune.</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Open land wider than {reach} around the roads and connected with the land outside counts as beyond the border</source>
        <translation>Un espace libre plus large que {reach} autour des routes et relié à l’extérieur compte comme au-delà de la limite</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Other measure, as many people covered</source>
        <translation>Autre mesure, autant de personnes couvertes</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>People of “{group}” within {limit}</source>
        <translation>Personnes de « {group} » à {limit} ou moins</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>People within {limit} of a point</source>
        <translation>Population à {limit} ou moins d’un point</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>People within {limit} of the basket of services</source>
        <translation>Population à {limit} ou moins du panier de services</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>People within {limit}, in every area</source>
        <translation>Population à {limit} ou moins, dans chaque secteur</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Quantiles</source>
        <translation>Quantiles</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Source of the standard</source>
        <translation>Source de la norme</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Speeds {share} higher</source>
        <translation>Vitesses augmentées de {share}</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>Speeds {share} lower</source>
        <translation>Vitesses réduites de {share}</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>The least cost that so many people do not exceed</source>
        <translation>Le plus petit coût que cette part de la population ne dépasse pas</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>What lies beyond the border is not seen. {people} people ({share}) are not covered and live less than {reach} from it, as far as the cutoff leads in a straight line: a point beyond could cover them. For {nearer} people ({nearer_share}) the border is nearer than their nearest point. Take in points and roads beyond the border, or say so with the figures.</source>
        <translation>Ce qui se trouve au-delà de la limite n’est pas vu. {people} personnes ({share}) ne sont pas couvertes et vivent à moins de {reach} de celle-ci, aussi loin que le seuil mène à vol d’oiseau : un point au-delà pourrait les couvrir. Pour {nearer} personnes ({nearer_share}), la limite est plus proche que leur point le plus proche. Ajoutez les points et les routes au-delà de la limite, ou dites-le avec les chiffres.</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>met</source>
        <translation>atteinte</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>missed</source>
        <translation>non atteinte</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>{names} and {count} more</source>
        <translation>{names} et {count} autres</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>{source} ({date})</source>
        <translation>{source} ({date})</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>{target} at {limit}, chosen for this analysis</source>
        <translation>{target} à {limit}, choisie pour cette analyse</translation>
    </message>
    <message>
        <location filename="processing/coverage_words.py"/>
        <source>{total} read = {served} covered + {beyond} beyond the cutoff + {unreachable} without a road to any point + {off} too far from any road + {excluded} left out</source>
        <translation>{total} recensées = {served} couvertes + {beyond} au-delà du seuil + {unreachable} sans route vers aucun point + {off} trop loin de toute route + {excluded} exclues</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>A file or schema that does not exist yet; an existing one is never replaced.</source>
        <translation>Un fichier ou un schéma qui n’existe pas encore; ce qui existe n’est jamais remplacé.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Copies the built-in sample. A title or a jurisdiction given above is written into the copy.</source>
        <translation>Copie l’exemple fourni. Le titre ou l’administration indiqués ci-dessus sont inscrits dans la copie.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Create a shared store</source>
        <translation>Créer un dépôt partagé</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Creates a register of service points in a GeoPackage or in PostgreSQL, empty or with the fictional sample.</source>
        <translation>Crée un registre de points de service dans un fichier GeoPackage ou dans PostgreSQL, vide ou avec l’exemple fictif.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>For example CA, CA-ON, CA-NB or CA-ON-3506008; the jurisdiction that keeps the first records.</source>
        <translation>Par exemple CA, CA-ON, CA-NB ou CA-ON-3506008; l’administration qui tient les premières fiches.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>From an HSDS edition published by Service Points</source>
        <translation>À partir d’une édition HSDS publiée par Points de service</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Name of the jurisdiction in English</source>
        <translation>Nom de l’administration en anglais</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Name of the jurisdiction in French</source>
        <translation>Nom de l’administration en français</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Names the store wherever it is shown; not needed for the sample.</source>
        <translation>Désigne le dépôt partout où il apparaît; facultatif pour l’exemple.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Needed for a municipality or region; Canada, provinces and territories are known.</source>
        <translation>Obligatoire pour une municipalité ou une région; le Canada, les provinces et les territoires sont connus.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>New store</source>
        <translation>Nouveau dépôt</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Store</source>
        <translation>Dépôt</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>The folder hsds/en or hsds/fr of a publication: every published field of every record comes back. What was not published is not in it.</source>
        <translation>Le dossier hsds/en ou hsds/fr d’une publication : chaque champ publié de chaque fiche revient. Ce qui n’a pas été publié n’y est pas.</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Title in English</source>
        <translation>Titre en anglais</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>Title in French</source>
        <translation>Titre en français</translation>
    </message>
    <message>
        <location filename="processing/createstore.py"/>
        <source>With the fictional sample county</source>
        <translation>Avec le comté fictif</translation>
    </message>
    <message>
        <location filename="processing/createstore_job.py"/>
        <source>Read from the publication – service points: {points}; records: {records}.</source>
        <translation>Lus dans la publication – points de service : {points}; fiches : {records}.</translation>
    </message>
    <message>
        <location filename="processing/createstore_job.py"/>
        <source>The store is ready: {path}</source>
        <translation>Le dépôt est prêt : {path}</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>Population units count</source>
        <translation>Les unités de population comptent</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>Units partly inside a catchment</source>
        <translation>Unités en partie dans une zone de desserte</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>by the share of their area inside the catchment polygons</source>
        <translation>selon la part de leur superficie à l’intérieur des zones de desserte</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>invalid polygon, counted by its repaired form</source>
        <translation>polygone non valide, compté selon sa forme réparée</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>polygon without an area, counted at its point</source>
        <translation>polygone sans superficie, compté à son point</translation>
    </message>
    <message>
        <location filename="processing/demand_areas.py"/>
        <source>{units}, with {people} people</source>
        <translation>{units}, soit {people} personnes</translation>
    </message>
    <message>
        <location filename="processing/document_files.py"/>
        <source>The folder “{folder}” cannot be made. Choose another one. {reason}</source>
        <translation>Impossible de créer le dossier « {folder} ». Choisissez-en un autre. {reason}</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>A shared folder or a web address (WebDAV, or one that ends in /submissions), as the steward gave it. The submission is kept in the outbox until its receipt is read.</source>
        <translation>Un dossier partagé ou une adresse Web (WebDAV, ou qui se termine par /submissions), comme l’intendance l’a donnée. La soumission est conservée dans la boîte d’envoi jusqu’à la lecture de son accusé.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Also write a package (.casp.zip)</source>
        <translation>Écrire aussi un paquet (.casp.zip)</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Export a submission</source>
        <translation>Exporter une soumission</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Folder for the submission</source>
        <translation>Dossier de la soumission</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Goes with the changes that were given none in the working copy. The reason “other” needs a comment.</source>
        <translation>Accompagne les changements qui n’en ont pas reçu dans la copie de travail. Le motif « autre » exige un commentaire.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Key to sign with</source>
        <translation>Clé de signature</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Licence of the contributed data</source>
        <translation>Licence des données soumises</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Map preview of the changes</source>
        <translation>Aperçu cartographique des changements</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>One zip file with the document, the table, the map preview and a page that explains them.</source>
        <translation>Un seul fichier zip contenant le document, le tableau, l’aperçu cartographique et une page qui les explique.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Package with all of them</source>
        <translation>Paquet contenant le tout</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Puts what changed in a working copy into one document for the stewards.</source>
        <translation>Réunit ce qui a changé dans une copie de travail en un seul document destiné à l’intendance.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Reason for the changes</source>
        <translation>Motif des changements</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Receives the document, a table of the changes and a map preview, under new names. Not needed when the submission is sent.</source>
        <translation>Reçoit le document, un tableau des changements et un aperçu cartographique, sous de nouveaux noms. Inutile si la soumission est envoyée.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Records added</source>
        <translation>Fiches ajoutées</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Records changed</source>
        <translation>Fiches modifiées</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Records confirmed without change</source>
        <translation>Fiches confirmées sans changement</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Records removed</source>
        <translation>Fiches supprimées</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Send to</source>
        <translation>Envoyer à</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>State of the submission</source>
        <translation>État de la soumission</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Submission document</source>
        <translation>Document de soumission</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>Table of the changes</source>
        <translation>Tableau des changements</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>The authentication configuration that holds the key you share with the steward; its name is your jurisdiction’s code.</source>
        <translation>La configuration d’authentification qui contient la clé partagée avec l’intendance; elle porte le code de votre administration.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>The licence under which the contributed data may be published.</source>
        <translation>La licence selon laquelle les données soumises peuvent être publiées.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission.py"/>
        <source>What the stewards should know about these changes.</source>
        <translation>Ce que l’intendance devrait savoir de ces changements.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission_job.py"/>
        <source>The submission is ready: {path}. Records added: {inserts}; changed: {updates}; removed: {deletes}; confirmed: {confirms}.</source>
        <translation>La soumission est prête : {path}. Fiches ajoutées : {inserts}; modifiées : {updates}; supprimées : {deletes}; confirmées : {confirms}.</translation>
    </message>
    <message>
        <location filename="processing/exportsubmission_job.py"/>
        <source>{name} ({rule}): {message}</source>
        <translation>{name} ({rule}) : {message}</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>A better source has said it.</source>
        <translation>Une meilleure source l’a indiqué.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Addresses placed</source>
        <translation>Adresses placées</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Another organization has a service point at the same place. These are never taken for one another.</source>
        <translation>Une autre organisation a un point de service au même endroit. Ils ne sont jamais confondus.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Cells that could not be read are left out of the draft; unread opening hours are kept as a note.</source>
        <translation>Les cellules illisibles ne figurent pas dans le projet; les heures d’ouverture non comprises sont conservées en note.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Cells that were not read</source>
        <translation>Cellules non comprises</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/conflict_model.py"/>
        <source>Changed</source>
        <translation>Modifiée</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Changed or gone of those the source gave before</source>
        <translation>Modifiés ou disparus parmi ceux que la source fournissait déjà</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Changed: the source says something else</source>
        <translation>Modifiés : la source dit autre chose</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Each of these may be a service point of the register. Write “same” or “new” in the column “decision” of the layer of matches, and import again with it.</source>
        <translation>Chacune de ces lignes est peut-être un point de service du registre. Inscrivez « same » ou « new » dans la colonne « decision » de la couche des correspondances, puis relancez l’importation avec cette couche.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_reading.py"/>
        <source>Encoding</source>
        <translation>Encodage</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Evidence</source>
        <translation>Indices</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/conflict_model.py"/>
        <location filename="ui/import_pair.py"/>
        <location filename="ui/review_conflict.py"/>
        <location filename="ui/review_duplicates.py"/>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Fields that change</source>
        <translation>Champs qui changent</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_rows.py"/>
        <source>Gone from the source</source>
        <translation>Disparus de la source</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/import_fields.py"/>
        <location filename="ui/import_lines.py"/>
        <location filename="ui/import_map_page.py"/>
        <location filename="ui/import_questions.py"/>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Import of a source</source>
        <translation>Importation d’une source</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Imports without it</source>
        <translation>Importations où il manque</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>It was edited in this working copy.</source>
        <translation>Il a été modifié dans cette copie de travail.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_fields.py"/>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Left alone</source>
        <translation>Laissés tels quels</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Left out by the profile’s filter</source>
        <translation>Écartées par le filtre du profil</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/publish_report.py"/>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_fields.py"/>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>New service points: {new}; changed: {changed}; recognised: {linked}; unchanged: {unchanged}; to decide: {review}; rejected: {rejected}.</source>
        <translation>Nouveaux points de service : {new}; modifiés : {changed}; reconnus : {linked}; inchangés : {unchanged}; à décider : {review}; rejetés : {rejected}.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>New: the register does not have them</source>
        <translation>Nouveaux : le registre ne les a pas</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Not known by their identifier so far, but taken for the same service point.</source>
        <translation>Inconnus jusqu’ici par leur identifiant, mais tenus pour le même point de service.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Not read</source>
        <translation>Non compris</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Nothing is in the shared store yet: the draft is a submission that the data steward merges, or does not.</source>
        <translation>Rien n’est encore dans le dépôt partagé : le projet est une soumission que l’intendance des données fusionne, ou non.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/importsource.py"/>
        <source>Organizations added</source>
        <translation>Organisations ajoutées</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Pairs to decide</source>
        <translation>Paires à décider</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Places of addresses</source>
        <translation>Position des adresses</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Points of two organizations</source>
        <translation>Points de deux organisations</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/import_about.py"/>
        <source>Publisher</source>
        <translation>Éditeur</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Read from</source>
        <translation>Lu dans</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Recognised</source>
        <translation>Reconnus</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Recognised: the register has them, and now knows them by their identifier</source>
        <translation>Reconnus : le registre les a et les connaît désormais par leur identifiant</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Rejected</source>
        <translation>Rejetés</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Rejected: a rule or the source itself stands in the way</source>
        <translation>Rejetés : une règle ou la source elle-même s’y oppose</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Removed or added in this working copy; submit that first</source>
        <translation>Supprimés ou ajoutés dans cette copie de travail; soumettez d’abord ces changements</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Repeated: another row says the same</source>
        <translation>Répétées : une autre ligne dit la même chose</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_lines.py"/>
        <location filename="ui/import_trial.py"/>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_review_page.py"/>
        <location filename="ui/import_values.py"/>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Rows of the source</source>
        <translation>Lignes de la source</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Rows read</source>
        <translation>Lignes lues</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/importsource.py"/>
        <source>Rows rejected</source>
        <translation>Lignes rejetées</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Rows without coordinates, placed by their address on the address points.</source>
        <translation>Lignes sans coordonnées, placées selon leur adresse sur les points d’adresse.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>SHA-256 of what was read</source>
        <translation>SHA-256 de ce qui a été lu</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/importsource.py"/>
        <source>Service points recognised</source>
        <translation>Points de service reconnus</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/importsource.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/changes_motive.py"/>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/import_pair.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_questions.py"/>
        <location filename="ui/import_rows.py"/>
        <source>Telephone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>The register has no organization of this name. Look for misspelt ones before submitting.</source>
        <translation>Le registre n’a aucune organisation de ce nom. Cherchez les noms mal orthographiés avant de soumettre.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>The source had these before and has them no more. Nothing is deleted.</source>
        <translation>La source les fournissait et ne les fournit plus. Rien n’est supprimé.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>The source is taken at its word: whether its hours or addresses are true was not checked.</source>
        <translation>La source est crue sur parole : l’exactitude de ses heures ou de ses adresses n’a pas été vérifiée.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>The source says what it said before; somebody corrected it since.</source>
        <translation>La source dit la même chose qu’avant; quelqu’un l’a corrigé depuis.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>There is nothing to submit.</source>
        <translation>Il n’y a rien à soumettre.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>These rows are not in the draft. Correct the source, or complete the profile.</source>
        <translation>Ces lignes ne sont pas dans le projet. Corrigez la source ou complétez le profil.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>To confirm first</source>
        <translation>À confirmer d’abord</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/import_rows.py"/>
        <source>To decide</source>
        <translation>À trancher</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>To decide: somebody has to look first</source>
        <translation>À décider : quelqu’un doit d’abord regarder</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Unchanged</source>
        <translation>Inchangés</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Under one roof already</source>
        <translation>Déjà sous un même toit</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="ui/import_review_page.py"/>
        <source>What became of the rows</source>
        <translation>Ce que sont devenues les lignes</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>What was done</source>
        <translation>Ce qui a été fait</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Where the source and the register differ, and the register’s value stays.</source>
        <translation>Valeurs pour lesquelles la source et le registre diffèrent, et où celle du registre demeure.</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Which</source>
        <translation>Lesquelles</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/import_field_list.py"/>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>Why it stays</source>
        <translation>Pourquoi elle demeure</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>closure proposed</source>
        <translation>fermeture proposée</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>not stated</source>
        <translation>non précisé</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>nothing; look whether it is still open</source>
        <translation>rien; vérifiez s’il est encore ouvert</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>rows {lines}</source>
        <translation>lignes {lines}</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>{changed} of {known} ({share})</source>
        <translation>{changed} sur {known} ({share})</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>{read} of {expected}, incomplete</source>
        <translation>{read} sur {expected}, source incomplète</translation>
    </message>
    <message>
        <location filename="processing/import_report.py"/>
        <source>{read}, incomplete</source>
        <translation>{read}, source incomplète</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>A file (CSV, Excel, ODS, GeoJSON, KML, GeoPackage, Shapefile, also in a zip) or a web address: of a file, an Esri layer, an OGC API collection, a WFS with typeNames, a CKAN resource.</source>
        <translation>Un fichier (CSV, Excel, ODS, GeoJSON, KML, GeoPackage, Shapefile, même dans une archive zip) ou une adresse Web : celle d’un fichier, d’une couche Esri, d’une collection OGC API, d’un WFS avec typeNames ou d’une ressource CKAN.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Address of the Geolocation Service</source>
        <translation>Adresse du Service de géolocalisation</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_options.py"/>
        <source>Ask the federal Geolocation Service</source>
        <translation>Interroger le Service de géolocalisation fédéral</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_options.py"/>
        <source>Columns of coordinates</source>
        <translation>Colonnes de coordonnées</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Compares open data with a working copy and drafts a submission of what differs.</source>
        <translation>Compare des données ouvertes à une copie de travail et prépare un projet de soumission des différences.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_options.py"/>
        <source>Coordinate system of metres</source>
        <translation>Système de coordonnées des mètres</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="processing/importsource_job.py"/>
        <location filename="processing/merge_parameters.py"/>
        <source>Decisions</source>
        <translation>Décisions</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Documents written</source>
        <translation>Documents écrits</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Draft even when more changes or is gone than the profile expects.</source>
        <translation>Préparer le projet même si plus de points changent ou disparaissent que le profil n’en attend.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Each row that may be a service point of the register, with the evidence.</source>
        <translation>Chaque ligne qui est peut-être un point de service du registre, avec les indices.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>File in the other language</source>
        <translation>Fichier dans l’autre langue</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Folder for the draft</source>
        <translation>Dossier du projet</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>For a profile that joins one; without it the file is looked for beside the source.</source>
        <translation>Pour un profil qui en joint un; à défaut, le fichier est cherché à côté de la source.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>For columns of metres that fit several systems.</source>
        <translation>Pour des colonnes en mètres qui conviennent à plusieurs systèmes.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Import a source</source>
        <translation>Importer une source</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Import profiles (*.json);;All files (*)</source>
        <translation>Profils d’importation (*.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Many changes are right</source>
        <translation>Ces nombreux changements sont voulus</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Matches</source>
        <translation>Correspondances</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>New service points</source>
        <translation>Nouveaux points de service</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Receives the draft submission, in several documents when it is large; nothing else changes.</source>
        <translation>Reçoit le projet de soumission, en plusieurs documents s’il est volumineux; rien d’autre ne change.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Rows left out by the profile’s filter</source>
        <translation>Lignes écartées par le filtre du profil</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Rows that repeat another</source>
        <translation>Lignes qui en répètent une autre</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Says which column is which field. A file, or the name of a profile that comes with the plugin: {names}.</source>
        <translation>Dit quelle colonne correspond à quel champ. Un fichier, ou le nom d’un profil qui accompagne l’extension : {names}.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <location filename="ui/import_options.py"/>
        <source>Sends the addresses that are still without a good place, and nothing else, to Natural Resources Canada over the web. Only an answer with the same number, street and municipality is taken, and recorded as interpolated, within 150 m.</source>
        <translation>Envoie par le Web à Ressources naturelles Canada les adresses qui n’ont pas encore de bonne position, et rien d’autre. Seule une réponse ayant les mêmes numéro, rue et municipalité est retenue; elle est consignée comme interpolée, à 150 m près.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Service points gone from the source</source>
        <translation>Points de service disparus de la source</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Service points that change</source>
        <translation>Points de service qui changent</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Service points to decide</source>
        <translation>Points de service à décider</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Service points unchanged</source>
        <translation>Points de service inchangés</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>The layer of matches of an earlier run, with “same” or “new” in its column “decision”.</source>
        <translation>La couche des correspondances d’un traitement précédent, avec « same » ou « new » dans sa colonne « decision ».</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>What the source is compared with; it is only read.</source>
        <translation>Ce à quoi la source est comparée; elle n’est que lue.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>Where the service answers, should it move.</source>
        <translation>L’endroit où le service répond, s’il devait changer.</translation>
    </message>
    <message>
        <location filename="processing/importsource.py"/>
        <source>ask: stop when they are not plainly longitude and latitude, and say what they seem to be; the others say how to read them.</source>
        <translation>ask : s’arrêter si elles ne sont pas manifestement des longitudes et des latitudes, et indiquer ce qu’elles semblent être; les autres choix disent comment les lire.</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>Answers in the column “decision” that are not understood and do not count: {count}. Write “same” or “new”. Identifiers: {values}</source>
        <translation>Réponses de la colonne « decision » qui ne sont pas comprises et ne comptent pas : {count}. Inscrivez « same » ou « new ». Identifiants : {values}</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>Draft submission: {path}</source>
        <translation>Projet de soumission : {path}</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>rows left out by the profile’s filter</source>
        <translation>lignes écartées par le filtre du profil</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>rows rejected</source>
        <translation>lignes rejetées</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>rows that repeat another</source>
        <translation>lignes qui en répètent une autre</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>rows to decide first</source>
        <translation>lignes à décider d’abord</translation>
    </message>
    <message>
        <location filename="processing/importsource_job.py"/>
        <source>{field}: cells that could not be read: {count}; see the report.</source>
        <translation>{field} : cellules qui n’ont pas pu être comprises : {count}; voir le rapport.</translation>
    </message>
    <message>
        <location filename="processing/incomplete.py"/>
        <source>“{layer}” is a copy of {date}: its service could not be read.</source>
        <translation>« {layer} » est une copie du {date} : son service n’a pas pu être lu.</translation>
    </message>
    <message>
        <location filename="processing/incomplete.py"/>
        <source>“{layer}”: {what} The results rest on these.</source>
        <translation>« {layer} » : {what} Les résultats reposent sur ceux-ci.</translation>
    </message>
    <message>
        <location filename="processing/inputs.py"/>
        <source>several positions, their centroid is used</source>
        <translation>plusieurs positions; leur centroïde est utilisé</translation>
    </message>
    <message>
        <location filename="processing/ledger.py"/>
        <location filename="processing/quality_report.py"/>
        <source>{count} – {reason}</source>
        <translation>{count} – {reason}</translation>
    </message>
    <message>
        <location filename="processing/ledger.py"/>
        <source>{text} (features {ids})</source>
        <translation>{text} (entités : {ids})</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>A filter as in the layer’s properties, for example “status” = 'active'. Empty: all points.</source>
        <translation>Un filtre comme dans les propriétés de la couche, par exemple "status" = 'active'. Vide : tous les points.</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Filter of the service points</source>
        <translation>Filtre des points de service</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Language of labels and lists</source>
        <translation>Langue des étiquettes et des listes</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Load a shared store</source>
        <translation>Charger un dépôt partagé</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Loads the shared layers with symbols, forms, value lists and relations in your language.</source>
        <translation>Charge les couches partagées avec symboles, formulaires, listes de valeurs et relations dans votre langue.</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Number of layers</source>
        <translation>Nombre de couches</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>Number of service points</source>
        <translation>Nombre de points de service</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <location filename="processing/validate.py"/>
        <source>Shared store or working copy</source>
        <translation>Dépôt partagé ou copie de travail</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <source>The layers of a shared store are read-only; those of a working copy can be edited.</source>
        <translation>Les couches d’un dépôt partagé sont en lecture seule; celles d’une copie de travail peuvent être modifiées.</translation>
    </message>
    <message>
        <location filename="processing/loadstore.py"/>
        <location filename="processing/partnershipbrief.py"/>
        <source>auto: the language of QGIS or of the plugin’s settings; en: English; fr: French.</source>
        <translation>auto : la langue de QGIS ou celle des paramètres de l’extension; en : anglais; fr : français.</translation>
    </message>
    <message>
        <location filename="processing/loadstore_job.py"/>
        <source>Layers loaded: {layers}; service points: {points}.</source>
        <translation>Couches chargées : {layers}; points de service : {points}.</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>A change that was applied met the rules and fitted what the store had; nobody checked on the spot whether it is true.</source>
        <translation>Un changement appliqué respecte les règles et concorde avec le dépôt; personne n’a vérifié sur place s’il est exact.</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="ui/conflict_model.py"/>
        <source>At checkout</source>
        <translation>À l’extraction</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Changes applied: {applied}; applied in part: {partly}; already up to date: {noop}; in conflict: {conflict}; held: {held}; rejected: {rejected}. Documents refused: {refused}.</source>
        <translation>Changements appliqués : {applied}; appliqués en partie : {partly}; déjà à jour : {noop}; en conflit : {conflict}; retenus : {held}; rejetés : {rejected}. Documents refusés : {refused}.</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Documents that were not taken</source>
        <translation>Documents qui n’ont pas été pris en compte</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Fields that wait for a decision</source>
        <translation>Champs en attente d’une décision</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>In the store now</source>
        <translation>Dans le dépôt actuel</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/quality_tables.py"/>
        <location filename="ui/filter_bar.py"/>
        <source>Jurisdiction</source>
        <translation>Administration</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Merge of submissions</source>
        <translation>Fusion de soumissions</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Nothing of them was merged. Their files were left where they are.</source>
        <translation>Rien n’en a été fusionné. Leurs fichiers sont restés où ils étaient.</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/validation_report.py"/>
        <source>Record</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Refused</source>
        <translation>Refusés</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/validation_report.py"/>
        <source>Revision</source>
        <translation>Révision</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/validation_report.py"/>
        <source>Schema</source>
        <translation>Schéma</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/merge_parameters.py"/>
        <location filename="ui/options_page.py"/>
        <location filename="ui/panel_entries.py"/>
        <location filename="ui/review_inbox.py"/>
        <source>Submissions</source>
        <translation>Soumissions</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="ui/review_conflict.py"/>
        <location filename="ui/review_duplicates.py"/>
        <source>Submitted</source>
        <translation>Soumis</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>The first {shown} of {total} fields; the table of what waits has them all.</source>
        <translation>Les {shown} premiers champs sur {total}; le tableau de ce qui attend les contient tous.</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>What became of the changes, by document</source>
        <translation>Ce que sont devenus les changements, par document</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <location filename="processing/merge_parameters.py"/>
        <source>What waits for a decision</source>
        <translation>Ce qui attend une décision</translation>
    </message>
    <message>
        <location filename="processing/merge_outputs.py"/>
        <source>Why it waits</source>
        <translation>Motif de l’attente</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Changes that break no rule</source>
        <translation>Changements conformes aux règles</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Decisions (*.json)</source>
        <translation>Décisions (*.json)</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Folder for the receipts</source>
        <translation>Dossier des accusés de traitement</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Ids of authentication configurations, separated by commas. A key named CA-ON, or CA-ON.2, counts for submissions of CA-ON only.</source>
        <translation>Identifiants de configurations d’authentification, séparés par des virgules. Une clé nommée CA-ON, ou CA-ON.2, ne vaut que pour les soumissions de CA-ON.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Keys that signatures are checked with</source>
        <translation>Clés de vérification des signatures</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>One answer per submission, to be sent back to who submitted it.</source>
        <translation>Une réponse par soumission, à renvoyer à la personne qui l’a transmise.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>Submission documents (.casp.json or .casp.zip), or folders with such files. One that was merged before changes nothing. Without any, only what waits is decided.</source>
        <translation>Documents de soumission (.casp.json ou .casp.zip), ou dossiers qui en contiennent. Un document déjà fusionné ne change rien. Sans document, seul ce qui attend est décidé.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>The store the submissions are merged into; each one whole, or not at all.</source>
        <translation>Le dépôt dans lequel les soumissions sont fusionnées; chacune en entier, ou pas du tout.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>What a steward decided about changes that wait: a JSON file as the help describes.</source>
        <translation>Ce que l’intendance a décidé des changements en attente : un fichier JSON du format décrit dans l’aide.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>accept: an unsigned submission waits for a decision; require: it is refused; none: nobody asks for one.</source>
        <translation>accept : une soumission non signée attend une décision; require : elle est refusée; none : les signatures ne sont pas demandées.</translation>
    </message>
    <message>
        <location filename="processing/merge_parameters.py"/>
        <source>jurisdiction: applied at once or held, as the store says of each jurisdiction; apply: applied at once; hold: every change waits for a decision.</source>
        <translation>jurisdiction : appliqués aussitôt ou retenus, selon ce que le dépôt prévoit pour chaque administration; apply : appliqués aussitôt; hold : chaque changement attend une décision.</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Changes already up to date</source>
        <translation>Changements déjà à jour</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Changes applied</source>
        <translation>Changements appliqués</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Changes applied in part</source>
        <translation>Changements appliqués en partie</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Changes held for a decision</source>
        <translation>Changements retenus pour décision</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <location filename="processing/registerquality.py"/>
        <source>Changes in conflict</source>
        <translation>Changements en conflit</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Changes rejected</source>
        <translation>Changements rejetés</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Documents refused</source>
        <translation>Documents refusés</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Merge submissions</source>
        <translation>Fusionner des soumissions</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions.py"/>
        <source>Merges the submissions of jurisdictions into the shared store and answers each.</source>
        <translation>Fusionne les soumissions des administrations dans le dépôt partagé et répond à chacune.</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions_job.py"/>
        <source>Stopped at your request after {done} of {total} submissions. Those are merged and their receipts written; run the tool again for the others.</source>
        <translation>Arrêté à votre demande après {done} soumissions sur {total}. Celles-ci sont fusionnées et leurs accusés de traitement sont écrits; relancez l’outil pour les autres.</translation>
    </message>
    <message>
        <location filename="processing/mergesubmissions_job.py"/>
        <source>The decisions “{path}” cannot be read. {reason}</source>
        <translation>Impossible de lire les décisions « {path} ». {reason}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Distance by road, in kilometres</source>
        <translation>Distance par la route, en kilomètres</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Fields by the preset</source>
        <translation>Champs fournis par le préréglage</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Joining tolerance</source>
        <translation>Tolérance de jonction</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Largest distance to a road</source>
        <translation>Distance maximale à une route</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>No direction field: every road is used both ways</source>
        <translation>Aucun champ de direction : toutes les routes sont à double sens</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>One-way roads</source>
        <translation>Routes à sens unique</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>People travel to the point</source>
        <translation>Les gens se rendent au point</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Roads by source of their speed – {sources}</source>
        <translation>Routes selon l’origine de leur vitesse – {sources}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Speed between a place and its road</source>
        <translation>Vitesse entre un lieu et sa route</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Speeds</source>
        <translation>Vitesses</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Staff travel from the point to people</source>
        <translation>Le personnel part du point et se rend chez les gens</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Straight line, in kilometres</source>
        <translation>Vol d’oiseau, en kilomètres</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Travel time by road, in minutes, with a travel time factor</source>
        <translation>Temps de déplacement par la route, en minutes, avec un facteur de temps de déplacement</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Travel time by road, in minutes, without traffic</source>
        <translation>Temps de déplacement par la route, en minutes, sans circulation</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>Travel time factor</source>
        <translation>Facteur de temps de déplacement</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>by their class or junction: {count}</source>
        <translation>selon leur classe ou leur carrefour : {count}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>class by “{preset}”: {count}</source>
        <translation>classe selon « {preset} » : {count}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>default of {speed} km/h: {count}</source>
        <translation>vitesse par défaut de {speed} km/h : {count}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>field “{field}”: {count}</source>
        <translation>champ « {field} » : {count}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>field “{field}”: {count}; all other roads: {factor}</source>
        <translation>champ « {field} » : {count}; toutes les autres routes : {factor}</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>without effect in a straight line</source>
        <translation>sans effet en ligne droite</translation>
    </message>
    <message>
        <location filename="processing/method.py"/>
        <source>{effective} of {read} close something; roads closed in whole or in part: {roads}</source>
        <translation>{effective} sur {read} ferment quelque chose; routes fermées en tout ou en partie : {roads}</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <source>Check a road network</source>
        <translation>Vérifier un réseau routier</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Estimated time for catchments of the points (seconds)</source>
        <translation>Durée estimée du calcul des zones de desserte des points (secondes)</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <source>Finds what may be wrong with a road layer before figures are computed on it.</source>
        <translation>Repère ce qui pourrait clocher dans une couche de routes avant qu’on en tire des chiffres.</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <source>Issues</source>
        <translation>Constats</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Nodes</source>
        <translation>Nœuds</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Road sections</source>
        <translation>Tronçons de route</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Roads with an unknown direction</source>
        <translation>Routes de direction inconnue</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Roads without a usable speed</source>
        <translation>Routes sans vitesse utilisable</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <location filename="processing/networkcheck_job.py"/>
        <source>Separate parts of the network</source>
        <translation>Parties distinctes du réseau</translation>
    </message>
    <message>
        <location filename="processing/networkcheck.py"/>
        <source>Share of the nodes in the largest part</source>
        <translation>Part des nœuds dans la plus grande partie</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>A road layer without issues may still be out of date or have wrong speeds: compare some known trips before you rely on it.</source>
        <translation>Même sans constat, une couche de routes peut être périmée ou contenir de mauvaises vitesses : comparez quelques trajets connus avant de vous y fier.</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Check of the road network</source>
        <translation>Vérification du réseau routier</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/quality_tables.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/scenario_compare.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>Figure</source>
        <translation>Indicateur</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Figures of the network</source>
        <translation>Le réseau en chiffres</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Issue</source>
        <translation>Constat</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Issues by kind</source>
        <translation>Constats par type</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Nothing that needs attention.</source>
        <translation>Rien à signaler.</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/validation_report.py"/>
        <source>Number</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>Sections of the network: {edges}; nodes: {nodes}, of which {share} are connected to each other. Issues found: {issues}.</source>
        <translation>Tronçons du réseau : {edges}; nœuds : {nodes}, dont {share} sont reliés entre eux. Nombre de constats : {issues}.</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/findings_view.py"/>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>The network</source>
        <translation>Le réseau</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>What each kind of issue means, and what to do</source>
        <translation>Ce que signifie chaque type de problème, et quoi faire</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>What it means</source>
        <translation>Signification</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <location filename="processing/validation_report.py"/>
        <source>What to do</source>
        <translation>Quoi faire</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>What to do next</source>
        <translation>Quoi faire ensuite</translation>
    </message>
    <message>
        <location filename="processing/networkcheck_job.py"/>
        <source>What was found</source>
        <translation>Ce qui a été repéré</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Cost matrix</source>
        <translation>Matrice des coûts</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Destinations</source>
        <translation>Destinations</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Destinations too far from any road</source>
        <translation>Destinations trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Field that identifies each destination. Without one, “id” is used, or else the feature id.</source>
        <translation>Champ qui identifie chaque destination. Sans champ, « id » est utilisé, ou sinon l’identifiant de l’entité.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Field that identifies each origin. Without one, “id” is used, or else the feature id.</source>
        <translation>Champ qui identifie chaque origine. Sans champ, « id » est utilisé, ou sinon l’identifiant de l’entité.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Identifier of the destinations</source>
        <translation>Identifiant des destinations</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Identifier of the origins</source>
        <translation>Identifiant des origines</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Largest cost (minutes or kilometres)</source>
        <translation>Coût maximal (minutes ou kilomètres)</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Nearest destinations of each origin (number)</source>
        <translation>Destinations les plus proches de chaque origine (nombre)</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Only this many destinations of least cost for each origin. 0: all of them.</source>
        <translation>Seulement ce nombre de destinations au moindre coût pour chaque origine. 0 : toutes les destinations.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Origins</source>
        <translation>Origines</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Origins on the network without any destination</source>
        <translation>Origines sur le réseau sans aucune destination</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Origins too far from any road</source>
        <translation>Origines trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Pairs of an origin and a destination</source>
        <translation>Paires d’une origine et d’une destination</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Pairs that cost more are left out. 0: there is no limit.</source>
        <translation>Les paires dont le coût est plus élevé sont laissées de côté. 0 : aucune limite.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Point layer, such as homes or communities. Its selection and its filter are respected.</source>
        <translation>Couche de points, par exemple des logements ou des collectivités. Sa sélection et son filtre sont respectés.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Point layer, such as service points. Its selection and its filter are respected.</source>
        <translation>Couche de points, par exemple des points de service. Sa sélection et son filtre sont respectés.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix.py"/>
        <source>Travel time and distance between each origin and each destination, or the nearest few.</source>
        <translation>Temps de déplacement et distance entre chaque origine et chaque destination, ou seulement les plus proches.</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>Largest cost</source>
        <translation>Coût maximal</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>Nearest destinations of each origin</source>
        <translation>Destinations les plus proches de chaque origine</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>Pairs: {pairs} (origins: {origins}; destinations: {destinations}).</source>
        <translation>Paires : {pairs} (origines : {origins}; destinations : {destinations}).</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>no destination within the largest cost</source>
        <translation>aucune destination dans la limite du coût maximal</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>on the network without a road to any destination</source>
        <translation>sur le réseau, mais sans route vers une destination</translation>
    </message>
    <message>
        <location filename="processing/odmatrix_job.py"/>
        <source>pairs without a road from the origin to the destination</source>
        <translation>paires sans route de l’origine à la destination</translation>
    </message>
    <message>
        <location filename="processing/outputs.py"/>
        <source>A feature could not be written to “{name}”: {reason}</source>
        <translation>Impossible d’écrire une entité dans « {name} » : {reason}</translation>
    </message>
    <message>
        <location filename="processing/outputs.py"/>
        <source>the format refused it</source>
        <translation>le format l’a refusée</translation>
    </message>
    <message>
        <location filename="processing/pace.py"/>
        <source>About {time} from now on (points: {points}; road sections: {edges}).</source>
        <translation>Encore environ {time} (points : {points}; tronçons de route : {edges}).</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A date. The shared layers need none: it is read from the store.</source>
        <translation>Une date. Inutile pour les couches partagées : elle est lue dans le dépôt.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A lease ends soon within (years)</source>
        <translation>Un bail prend fin bientôt s’il reste au plus (années)</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A list of codes of the shared schema (a step-free entrance counts), yes or no, or a number. Unknown is not taken for a no. The shared layers need none.</source>
        <translation>Une liste de codes du schéma partagé (une entrée sans marche compte), oui ou non, ou un nombre. L’inconnu n’est pas pris pour un non. Inutile pour les couches partagées.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A list of codes such as en and fr. The shared layers need none.</source>
        <translation>Une liste de codes, comme en et fr. Inutile pour les couches partagées.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A list of codes, separated by commas or semicolons, or a JSON list. The shared layers need none: their services are read from the store.</source>
        <translation>Une liste de codes, séparés par des virgules ou des points-virgules, ou une liste JSON. Inutile pour les couches partagées : leurs services sont lus dans le dépôt.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>A second layer; pairs are then formed between the two layers only.</source>
        <translation>Une deuxième couche; les paires sont alors formées seulement entre les deux couches.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Accessibility of the points</source>
        <translation>Accessibilité des points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/partnershipbrief.py"/>
        <source>Catchments for the population in common (min or km)</source>
        <translation>Zones de desserte pour la population commune (min ou km)</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Civic address</source>
        <translation>Adresse municipale</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Counted from today. A lease that ends soon lets a point move.</source>
        <translation>Compté à partir d’aujourd’hui. Un bail qui prend fin bientôt permet à un point de déménager.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Empty: by the preset. 0: not counted. A part without data is not counted.</source>
        <translation>Vide : selon le préréglage. 0 : ne compte pas. Un élément sans données ne compte pas.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>End of the lease of the points</source>
        <translation>Fin du bail des points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Free counters or square metres (more than 0 counts), or yes or no. The shared layers need none: the free counters are read from the store.</source>
        <translation>Comptoirs disponibles ou mètres carrés (plus de 0 compte), ou oui ou non. Inutile pour les couches partagées : les comptoirs disponibles sont lus dans le dépôt.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>In the form of OpenStreetMap, as the shared schema has them: Mo-Fr 08:30-16:30. The shared layers need none.</source>
        <translation>Sous la forme d’OpenStreetMap, comme dans le schéma partagé : Mo-Fr 08:30-16:30. Inutile pour les couches partagées.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Languages of the points</source>
        <translation>Langues des points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Name of the service points</source>
        <translation>Nom des points de service</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Opening hours of the points</source>
        <translation>Heures d’ouverture des points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Organization of the service points</source>
        <translation>Organisation des points de service</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Organization or order of government</source>
        <translation>Organisation ou ordre de gouvernement</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Pairs are formed between different values of this field. Not needed with a second layer; without one, the shared layers use custodian_code.</source>
        <translation>Les paires sont formées entre des valeurs différentes de ce champ. Inutile avec une deuxième couche; sans champ, custodian_code est utilisé pour les couches partagées.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/pair_tables.py"/>
        <source>Partnerships</source>
        <translation>Partenariats</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Room to spare at the points</source>
        <translation>Place disponible aux points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Says between which groups a partnership is. Without one, organization_id is used when there is such a field.</source>
        <translation>Indique entre quels groupes un partenariat existe. Sans champ, organization_id est utilisé s’il existe.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/siting_parameters.py"/>
        <source>Sites</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>The partnership table of the shared store: each pair then names what its two governments do together elsewhere. The shared layers need none: it is read from the store.</source>
        <translation>La table des partenariats du dépôt partagé : chaque paire nomme alors ce que ses deux gouvernements font ensemble ailleurs. Inutile pour les couches partagées : elle est lue dans le dépôt.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>The population in common lives within this cost of both points.</source>
        <translation>La population commune habite à l’intérieur de ce coût de l’un et l’autre point.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of a lease that ends soon</source>
        <translation>Poids d’un bail qui prend fin bientôt</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of an accessible entrance</source>
        <translation>Poids d’une entrée accessible</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of languages in common</source>
        <translation>Poids des langues communes</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of nearness</source>
        <translation>Poids de la proximité</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of opening hours in common</source>
        <translation>Poids des heures d’ouverture communes</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of room to spare</source>
        <translation>Poids de la place disponible</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of services that only one of the two offers</source>
        <translation>Poids des services offerts par un seul des deux points</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weight of the population in common</source>
        <translation>Poids de la population commune</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Weights of the score</source>
        <translation>Poids de la note</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>What makes a cluster</source>
        <translation>Ce qui forme une grappe</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>Without one, address_line1 or address is used; points at one address are co-located.</source>
        <translation>Sans champ précisé, address_line1 ou address est utilisé; les points à la même adresse sont en cohabitation.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <location filename="processing/siting_parameters.py"/>
        <source>Without one, name_en or name_fr is used by language, or else the identifier.</source>
        <translation>Sans champ précisé, name_en ou name_fr est utilisé selon la langue, sinon l’identifiant.</translation>
    </message>
    <message>
        <location filename="processing/pair_parameters.py"/>
        <source>connected: points joined by pairs, directly or through others, which may be a long chain; compact: every two members are within the largest cost of each other.</source>
        <translation>connected : points reliés par des paires, directement ou par d’autres, parfois en longue chaîne; compact : deux membres quelconques ne sont jamais plus éloignés que le coût maximal.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Already at the same address</source>
        <translation>Déjà à la même adresse</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Bars for the best pairs ({count}), the first with a score of {best}; each bar is made of what the parts of the score add. The columns of the layer of pairs hold the same figures.</source>
        <translation>Barres des meilleures paires ({count}), la première ayant une note de {best}; chaque barre réunit ce qu’ajoute chaque élément de la note. Les colonnes de la couche des paires contiennent les mêmes chiffres.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Closeness is an opportunity, not a recommendation: leases, space, services, languages and accessibility need a look on the ground.</source>
        <translation>La proximité est une possibilité et non une recommandation : les baux, les locaux, les services, les langues et l’accessibilité doivent être examinés sur place.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Clusters that are chains: {chains} of {count}. Their farthest points are more than {limit} apart; run again with compact clusters for groups that could share one place.</source>
        <translation>Grappes qui sont des chaînes : {chains} sur {count}. Leurs points extrêmes sont à plus de {limit} l’un de l’autre; relancez avec des grappes compactes pour obtenir des ensembles qui pourraient partager un seul lieu.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Could share a roof</source>
        <translation>Pourraient partager un toit</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>How many share a place today</source>
        <translation>Combien de points sont déjà en cohabitation</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>If the two points of every pair offered each other’s services, {people} of {all} people would have a service within {limit} that no point offers them there today. Figures of services are means over the people of an area.</source>
        <translation>Si les deux points de chaque paire offraient aussi les services de l’autre, {people} personnes sur {all} auraient, à {limit} ou moins, un service qu’aucun point ne leur offre là aujourd’hui. Les nombres de services sont des moyennes sur la population d’un secteur.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>No part of the score has data, so the pairs are in order of their distance.</source>
        <translation>Aucun élément de la note n’a de données; les paires sont donc classées selon la distance.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>No partnership between the groups of these pairs is on record.</source>
        <translation>Aucun partenariat entre les groupes de ces paires n’est consigné.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Pairs of different groups at one address</source>
        <translation>Paires de groupes différents à une même adresse</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Pairs of service points of different groups within {limit} of each other: {apart} that could share a roof, and {together} at the same address already. {share} of the points share an address with another group today.</source>
        <translation>Paires de points de service de groupes différents, à {limit} ou moins l’un de l’autre : {apart} qui pourraient partager un toit et {together} déjà à la même adresse. Aujourd’hui, {share} des points partagent une adresse avec un autre groupe.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Parts of the score without data</source>
        <translation>Éléments de la note sans données</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Points whose services are not known, and which add nothing here: {unknown} of {count}.</source>
        <translation>Points dont les services ne sont pas connus, et qui n’ajoutent rien ici : {unknown} sur {count}.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <location filename="processing/pair_tables.py"/>
        <source>Score</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Score of the best pairs by its parts</source>
        <translation>Note des meilleures paires selon ses éléments</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>Services gained are an upper bound: nobody will bring together the points of all pairs.</source>
        <translation>Les services gagnés sont un plafond : personne ne réunira les points de toutes les paires.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>The best pairs that are not at the same address</source>
        <translation>Les meilleures paires qui ne sont pas à la même adresse</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>The layer of pairs has each part of the score, so that other weights can be tried. “Partnership brief” varies the catchments of one pair.</source>
        <translation>La couche des paires contient chaque partie de la note, ce qui permet d’essayer d’autres poids. « Note de partenariat » fait varier les zones de desserte d’une paire.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>The score goes from 0 to 1 and is the weighted mean of its parts ({shares}); nearness is 1 at the same place and 0 at {limit}. What is not known of a pair is left out of its score, never taken for a no.</source>
        <translation>La note va de 0 à 1; c’est la moyenne pondérée de ses éléments ({shares}); la proximité vaut 1 au même endroit et 0 à {limit}. Ce qu’on ignore d’une paire est laissé hors de sa note, jamais pris pour un non.</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>What people would gain</source>
        <translation>Ce que le public y gagnerait</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>What these governments do together already</source>
        <translation>Ce que ces gouvernements font déjà ensemble</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>a lease that ends soon</source>
        <translation>un bail qui prend fin bientôt</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>an accessible entrance</source>
        <translation>une entrée accessible</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>languages in common</source>
        <translation>langues communes</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>nearness</source>
        <translation>proximité</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>opening hours in common</source>
        <translation>heures d’ouverture communes</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>population in common</source>
        <translation>population commune</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>room to spare</source>
        <translation>place disponible</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>services that only one of the two offers</source>
        <translation>services offerts par un seul des deux points</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>{number}. {point} – {other}</source>
        <translation>{number}. {point} – {other}</translation>
    </message>
    <message>
        <location filename="processing/pair_report.py"/>
        <source>{share} of the people are within {limit} of a place that two groups share today.</source>
        <translation>{share} de la population est à {limit} ou moins d’un lieu que deux groupes partagent aujourd’hui.</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>All areas</source>
        <translation>Tous les secteurs</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>At the same address</source>
        <translation>À la même adresse</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>By road</source>
        <translation>Par la route</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Chain</source>
        <translation>Chaîne</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Farthest pair</source>
        <translation>Paire la plus éloignée</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Government or group</source>
        <translation>Gouvernement ou groupe</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Groups</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Groups of points that are all near each other</source>
        <translation>Ensembles de points tous proches les uns des autres</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Groups of points that are connected by pairs</source>
        <translation>Ensembles de points reliés par des paires</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Hours a week in common</source>
        <translation>Heures communes par semaine</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Members</source>
        <translation>Membres</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Near a shared place</source>
        <translation>Près d’un lieu partagé</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>No.</source>
        <translation>No</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Other point</source>
        <translation>Autre point</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>People gaining</source>
        <translation>Personnes qui y gagnent</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Point</source>
        <translation>Point</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Services gained</source>
        <translation>Services gagnés</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Services in reach</source>
        <translation>Services à portée</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Services in reach of people today, and gained if the points of every pair shared</source>
        <translation>Services à portée des gens aujourd’hui, et gagnés si les points de chaque paire partageaient</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Services of one only</source>
        <translation>Services d’un seul</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Share of the points with another group’s point nearby, in a straight line</source>
        <translation>Part des points qui ont à proximité un point d’un autre groupe, à vol d’oiseau</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Straight line</source>
        <translation>Vol d’oiseau</translation>
    </message>
    <message>
        <location filename="processing/pair_tables.py"/>
        <source>Within {distance}</source>
        <translation>À {distance} ou moins</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>A place farther than this from any road is “off network”: listed and counted, not guessed.</source>
        <translation>Un lieu plus éloigné de toute route est « hors réseau » : il est énuméré et compté, jamais deviné.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>A value that matches none of the three counts as both ways and is reported.</source>
        <translation>Une valeur qui ne correspond à aucune des trois compte comme un double sens et est signalée.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Adds the straight line from a place to its road to the trip. 0: it is not counted.</source>
        <translation>Ajoute au trajet la ligne droite entre un lieu et sa route. 0 : elle ne compte pas.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>As it stands in the direction field, for example “forward”.</source>
        <translation>Telle qu’elle figure dans le champ de direction, par exemple « forward ».</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Barriers</source>
        <translation>Barrières</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Break down by (ward, province, urban or rural)</source>
        <translation>Ventiler selon (quartier, province, urbain ou rural)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Default speed (km/h)</source>
        <translation>Vitesse par défaut (km/h)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Direction field</source>
        <translation>Champ de direction</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Direction of travel</source>
        <translation>Sens du déplacement</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Ends of roads closer together than this are joined. 0: only ends that coincide exactly.</source>
        <translation>Les extrémités de routes plus proches l’une de l’autre que cette distance sont reliées. 0 : seulement celles qui coïncident exactement.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Expression; only roads for which it is true are used.</source>
        <translation>Expression; seules les routes pour lesquelles elle est vraie sont utilisées.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Factor of each road. Where it is missing, zero or negative, the factor above is used and the road is counted.</source>
        <translation>Facteur de chaque route. Là où il manque, est nul ou négatif, le facteur ci-dessus est utilisé et la route est comptée.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Field that holds the class codes of the speed preset. Without one, the usual field of the preset is used, such as CLASS, ROADCLASS or highway.</source>
        <translation>Champ qui contient les codes de classe du préréglage de vitesses. Sans champ, le champ habituel du préréglage est utilisé, par exemple CLASS, ROADCLASS ou highway.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Field that identifies each point. Without one, the field “id” is used, or else the feature id.</source>
        <translation>Champ qui identifie chaque point. Sans champ précisé, « id » est utilisé s’il existe, sinon l’identifiant d’entité.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>How a population unit counts</source>
        <translation>Façon de compter une unité de population</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Identifier of the service points</source>
        <translation>Identifiant des points de service</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Joining tolerance (metres)</source>
        <translation>Tolérance de jonction (mètres)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Largest distance to a road (metres)</source>
        <translation>Distance maximale à une route (mètres)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Line layer of the roads, in any coordinate system. Not needed for straight-line distance.</source>
        <translation>Couche de lignes des routes, dans n’importe quel système de coordonnées. Inutile pour la distance à vol d’oiseau.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Point layer of the service points. Its selection and its filter are respected.</source>
        <translation>Couche de points des points de service. Sa sélection et son filtre sont respectés.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Points or polygons, such as dissemination blocks; a polygon counts at a point on its surface.</source>
        <translation>Points ou polygones, comme les îlots de diffusion; un polygone compte en un point de sa surface.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Points, lines or polygons that close roads: one travels up to them from both sides, never through. A polygon closes all roads inside it; a point closes the road nearest to it within 10 m. A line closes every road it crosses, bridges as well as the roads below.</source>
        <translation>Points, lignes ou polygones qui ferment des routes : on s’y rend des deux côtés, mais on ne les traverse jamais. Un polygone ferme toutes les routes qu’il contient; un point ferme la route la plus proche, à 10 m au plus. Une ligne ferme chaque route qu’elle croise, les ponts comme les routes en dessous.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Population and groups (people)</source>
        <translation>Population et groupes (personnes)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Results are also given for each value of this field of the population units.</source>
        <translation>Les résultats sont aussi donnés pour chaque valeur de ce champ des unités de population.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Road class field</source>
        <translation>Champ de classe des routes</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Road network</source>
        <translation>Réseau routier</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Roads to use</source>
        <translation>Routes à utiliser</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Speed between a place and its road (km/h)</source>
        <translation>Vitesse entre un lieu et sa route (km/h)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Speed field (km/h)</source>
        <translation>Champ de vitesse (km/h)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Speeds by road class</source>
        <translation>Vitesses selon la classe des routes</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Speeds for each road class, and the classes that are not driven, such as footpaths. Fields left empty are taken from the preset as well: the speed limits, one-way streets and access rules of the National Road Network and of OpenStreetMap (.osm.pbf files, too).</source>
        <translation>Vitesses de chaque classe de routes, et classes non carrossables, comme les sentiers. Les champs laissés vides proviennent aussi du préréglage : limites de vitesse, sens uniques et règles d’accès du Réseau routier national et d’OpenStreetMap (y compris les fichiers .osm.pbf).</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>The first field is the population; further fields are groups, each one summed. Without a field, units are counted.</source>
        <translation>Le premier champ est la population; les suivants sont des groupes, additionnés chacun de leur côté. Sans champ, ce sont les unités qui sont comptées.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Travel time factor (1.3 = 30% slower, rush hour)</source>
        <translation>Facteur de temps de déplacement (1,3 = 30 % plus lent, heure de pointe)</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Travel time factor field</source>
        <translation>Champ du facteur de temps de déplacement</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Travel times are multiplied by it; distances stay as they are.</source>
        <translation>Les temps de déplacement sont multipliés par ce facteur; les distances restent les mêmes.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Used where neither the speed field nor the road class gives a speed.</source>
        <translation>Utilisée là où ni le champ de vitesse ni la classe de la route ne donnent de vitesse.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Value for both directions</source>
        <translation>Valeur pour les deux sens</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Value for one-way against the direction of the line</source>
        <translation>Valeur pour un sens unique contraire au sens de la ligne</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Value for one-way in the direction of the line</source>
        <translation>Valeur pour un sens unique dans le sens de la ligne</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>Where the speed is missing, zero or negative, the road class or the default speed is used.</source>
        <translation>Là où la vitesse est absente, nulle ou négative, la classe de la route ou la vitesse par défaut est utilisée.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>representative_point: whole, if its point is served, counted along the roads; area_share: by the share of its area inside the catchment polygons, for large units. With area_share, units_served counts every unit of which any part is inside.</source>
        <translation>representative_point : en entier, si son point est desservi, en comptant le long des routes; area_share : selon la part de sa superficie à l’intérieur des zones de desserte, pour les grandes unités. Avec area_share, units_served compte chaque unité dont une partie quelconque est à l’intérieur.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>time: travel time in minutes; distance: kilometres by road; straight: kilometres as the crow flies.</source>
        <translation>time : temps de déplacement en minutes; distance : kilomètres par la route; straight : kilomètres à vol d’oiseau.</translation>
    </message>
    <message>
        <location filename="processing/parameters.py"/>
        <source>to_point: people travel to the point; from_point: staff travel from the point to people.</source>
        <translation>to_point : les gens se rendent au point; from_point : le personnel part du point et se rend chez les gens.</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Also measures with a limit 20% smaller and 20% larger.</source>
        <translation>Mesure aussi avec une limite de 20 % plus petite et de 20 % plus grande.</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Brief</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Brief as PDF</source>
        <translation>Note en PDF</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Language of the brief</source>
        <translation>Langue de la note</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Layers below the map</source>
        <translation>Couches sous la carte</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Partnership brief</source>
        <translation>Note de partenariat</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>People who would gain a service</source>
        <translation>Personnes qui gagneraient un service</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>People within reach of at least one of the points</source>
        <translation>Personnes à la portée d’au moins un des points</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>People within reach of two or more of the points</source>
        <translation>Personnes à la portée de deux points ou plus</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>People within this travel cost of a point are counted as served by it.</source>
        <translation>Les gens à ce coût de déplacement ou moins d’un point sont comptés comme desservis par lui.</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Points of the brief</source>
        <translation>Points de la note</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Precedents</source>
        <translation>Précédents</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Say how much the figures hang on the limit</source>
        <translation>Dire à quel point les chiffres dépendent de la limite</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Such as water or a base map, with their own symbols, the uppermost first.</source>
        <translation>Par exemple l’eau ou un fond de carte, avec leurs propres symboles, la couche du dessus en premier.</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>The store that the points come from.</source>
        <translation>Le dépôt d’où viennent les points.</translation>
    </message>
    <message>
        <location filename="processing/partnershipbrief.py"/>
        <source>Writes a page for decision makers about points that could share a place: map, people, services, precedents.</source>
        <translation>Rédige pour les décideurs une page sur des points qui pourraient partager un lieu : carte, population, services, précédents.</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>Host or lead</source>
        <translation>Hôte ou responsable</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>Partner</source>
        <translation>Partenaire</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>Partnerships between the governments of these pairs</source>
        <translation>Partenariats entre les gouvernements de ces paires</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>ended</source>
        <translation>terminé</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>ended {date}</source>
        <translation>terminé le {date}</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>partnership only proposed</source>
        <translation>partenariat seulement proposé</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>partnership without a host or a partner</source>
        <translation>partenariat sans hôte ou sans partenaire</translation>
    </message>
    <message>
        <location filename="processing/precedents.py"/>
        <source>since {date}</source>
        <translation>depuis le {date}</translation>
    </message>
    <message>
        <location filename="processing/preparestore.py"/>
        <source>A shared store or a working copy; in PostgreSQL your account must own its tables.</source>
        <translation>Un dépôt partagé ou une copie de travail; dans PostgreSQL, votre compte doit être propriétaire de ses tables.</translation>
    </message>
    <message>
        <location filename="processing/preparestore.py"/>
        <source>Gives an older store or working copy what the shared schema has gained since, and PostgreSQL the words and indexes with which it searches a large store.</source>
        <translation>Donne à un dépôt ou à une copie de travail plus ancien ce que le schéma partagé a gagné depuis, et à PostgreSQL les mots et les index avec lesquels il fouille un grand dépôt.</translation>
    </message>
    <message>
        <location filename="processing/preparestore.py"/>
        <source>Number of tables and indexes added</source>
        <translation>Nombre de tables et d’index ajoutés</translation>
    </message>
    <message>
        <location filename="processing/preparestore.py"/>
        <source>Number of tables, columns and codes added for this version</source>
        <translation>Nombre de tables, de colonnes et de codes ajoutés pour cette version</translation>
    </message>
    <message>
        <location filename="processing/preparestore.py"/>
        <source>Prepare or update a register</source>
        <translation>Préparer ou mettre à jour un registre</translation>
    </message>
    <message>
        <location filename="processing/preparestore_job.py"/>
        <source>Added for this version: {names}</source>
        <translation>Ajouts pour cette version : {names}</translation>
    </message>
    <message>
        <location filename="processing/preparestore_job.py"/>
        <source>Added: {names}</source>
        <translation>Ajoutés : {names}</translation>
    </message>
    <message>
        <location filename="processing/preparestore_job.py"/>
        <source>The store has everything already; nothing was added.</source>
        <translation>Le dépôt a déjà tout; rien n’a été ajouté.</translation>
    </message>
    <message>
        <location filename="processing/provenance.py"/>
        <source>Left out – {parameter}: {count} ({reason})</source>
        <translation>Écarté – {parameter} : {count} ({reason})</translation>
    </message>
    <message>
        <location filename="processing/provenance.py"/>
        <source>Made by “{title}” of the Service Points plugin {version} on {date}.</source>
        <translation>Produit par « {title} » de l’extension Points de service {version}, le {date}.</translation>
    </message>
    <message>
        <location filename="processing/provenance.py"/>
        <source>{parameter}: {name}, features used: {used} of {features}, SHA-256 {hash}</source>
        <translation>{parameter} : {name}, entités utilisées : {used} sur {features}, SHA-256 {hash}</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Address of the folder on the web</source>
        <translation>Adresse du dossier sur le Web</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Adds a file of what changed since that revision of the store, so that others need not read everything again. Empty: no such file.</source>
        <translation>Ajoute un fichier de ce qui a changé depuis cette révision du dépôt, pour que d’autres n’aient pas à tout relire. Vide : aucun fichier.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>An empty folder, or one published before: it is replaced as a whole once the new one is complete and checked.</source>
        <translation>Un dossier vide ou déjà publié : il est remplacé d’un bloc quand le nouveau est complet et vérifié.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Changes since revision</source>
        <translation>Changements depuis la révision</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Changes since the earlier revision</source>
        <translation>Changements depuis la révision précédente</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Colours and letters of the public finder; no official marks.</source>
        <translation>Couleurs et caractères du chercheur de services public; sans marque officielle.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Files written</source>
        <translation>Fichiers écrits</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Folder of the publication</source>
        <translation>Dossier de la publication</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>For the links of the catalogue, for example https://data.example.ca/service-points/. Empty: links are relative to the folder.</source>
        <translation>Pour les liens du catalogue, par exemple https://donnees.exemple.ca/points-de-service/. Vide : liens relatifs au dossier.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <location filename="processing/publish_report.py"/>
        <source>Formats</source>
        <translation>Formats</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <location filename="processing/publish_report.py"/>
        <source>Licence of the publication</source>
        <translation>Licence de la publication</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Lists what stays back and why. It names records for partners: keep it out of the folder.</source>
        <translation>Énumère ce qui n’est pas publié et dit pourquoi. Il nomme des fiches réservées aux partenaires : gardez-le hors du dossier.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Look of the finder</source>
        <translation>Aspect du chercheur de services</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Mailbox for suggestions</source>
        <translation>Courriel pour les suggestions</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Notice on the boundaries of the map, in English</source>
        <translation>Mention relative aux limites de la carte, en anglais</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Notice on the boundaries of the map, in French</source>
        <translation>Mention relative aux limites de la carte, en français</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Publish open data</source>
        <translation>Publier des données ouvertes</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Records no longer published since then</source>
        <translation>Fiches qui ne sont plus publiées depuis</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Records published</source>
        <translation>Fiches publiées</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Records withheld</source>
        <translation>Fiches retenues</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Service points published</source>
        <translation>Points de service publiés</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Service points withheld</source>
        <translation>Points de service retenus</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Size in bytes</source>
        <translation>Taille en octets</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>The code of an open licence of the store’s list. Records from a source keep the licence and the attribution of their source.</source>
        <translation>Le code d’une licence ouverte de la liste du dépôt. Les fiches tirées d’une source gardent la licence et la mention de leur source.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>What their licence asks to be said, such as: Adapted from Statistics Canada, 2021 Census.</source>
        <translation>Ce que leur licence demande de mentionner, par exemple : Adapté de Statistique Canada, Recensement de 2021.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>What to write: as many as you like; each is described in the help.</source>
        <translation>Ce qu’il faut écrire : un ou plusieurs formats, chacun décrit dans l’aide.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Where visitors of the finder send suggestions. Empty: the steward’s e-mail.</source>
        <translation>Où les visiteurs du chercheur de services envoient leurs suggestions. Vide : le courriel de l’intendance.</translation>
    </message>
    <message>
        <location filename="processing/publish.py"/>
        <source>Writes what everyone may see of a shared store into a folder for the web.</source>
        <translation>Écrit dans un dossier pour le Web ce que tout le monde peut voir d’un dépôt partagé.</translation>
    </message>
    <message>
        <location filename="processing/publish_job.py"/>
        <source>Published in: {folder}</source>
        <translation>Publié dans : {folder}</translation>
    </message>
    <message>
        <location filename="processing/publish_job.py"/>
        <source>The map of the finder shows the boundaries of the store without saying where they are from. If their licence asks for a notice, as that of Statistics Canada does, give it.</source>
        <translation>La carte du chercheur de services montre les limites du dépôt sans indiquer leur provenance. Si leur licence exige une mention, comme celle de Statistique Canada, fournissez-la.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>A published record is free of errors of form; whether it is true, only its custodian knows.</source>
        <translation>Une fiche publiée est sans erreur de forme; seul son responsable sait si elle est exacte.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/conflict_model.py"/>
        <source>Added</source>
        <translation>Ajoutée</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Attribution</source>
        <translation>Mention de la source</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Changes since revision {since}</source>
        <translation>Changements depuis la révision {since}</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Every record that stays back, errors first</source>
        <translation>Chaque fiche retenue, les erreurs d’abord</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>For partners only</source>
        <translation>Réservée aux partenaires</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Has an error</source>
        <translation>A une erreur</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Kind of record</source>
        <translation>Genre de fiche</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Last changed</source>
        <translation>Dernier changement</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Licence does not allow it</source>
        <translation>Licence qui ne le permet pas</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Never published</source>
        <translation>Jamais publiée</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>No longer published</source>
        <translation>N’est plus publié</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Not open</source>
        <translation>N’est pas ouvert</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Nothing published refers to it</source>
        <translation>Rien de publié n’y renvoie</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Publication of open data</source>
        <translation>Publication de données ouvertes</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Published</source>
        <translation>Publiées</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Published fields that look like personal data: {count}. Correct them and publish again.</source>
        <translation>Champs publiés qui ressemblent à des renseignements personnels : {count}. Corrigez-les, puis publiez de nouveau.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Published fields to look at</source>
        <translation>Champs publiés à examiner</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Published, but to be looked at</source>
        <translation>Publié, mais à examiner</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <location filename="ui/changes_motive.py"/>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Records</source>
        <translation>Fiches</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Records by kind</source>
        <translation>Fiches par genre</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>References left empty</source>
        <translation>Renvois laissés vides</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Refers to a record that stays back</source>
        <translation>Renvoie à une fiche retenue</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Service points published: {points}; records in all: {records}; records that stay back: {withheld}.</source>
        <translation>Points de service publiés : {points}; fiches en tout : {records}; fiches retenues : {withheld}.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Sources of published records</source>
        <translation>Sources des fiches publiées</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>The list shows the first {shown} of {count} records; the table above counts them all.</source>
        <translation>La liste montre les {shown} premières fiches sur {count}; le tableau ci-dessus les compte toutes.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>These references of published records lead to records that stay back; they are left out.</source>
        <translation>Ces renvois de fiches publiées mènent à des fiches retenues; ils sont omis.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>This report names records that must not be published. Keep it out of the published folder.</source>
        <translation>Ce rapport nomme des fiches qui ne doivent pas être publiées. Gardez-le hors du dossier publié.</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>What changed</source>
        <translation>Ce qui a changé</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>What is owed to sources</source>
        <translation>Ce qui est dû aux sources</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>What is published</source>
        <translation>Ce qui est publié</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>What stays back</source>
        <translation>Ce qui n’est pas publié</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>What stays back, by kind and reason</source>
        <translation>Ce qui n’est pas publié, par genre et par motif</translation>
    </message>
    <message>
        <location filename="processing/publish_report.py"/>
        <source>Withheld</source>
        <translation>Retenues</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Complete, English</source>
        <translation>Complets, anglais</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Complete, French</source>
        <translation>Complets, français</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>Completeness and currency by jurisdiction</source>
        <translation>Complétude et actualité par administration</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>Completeness and currency over time</source>
        <translation>Évolution de la complétude et de l’actualité</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <location filename="processing/quality_tables.py"/>
        <source>Position known</source>
        <translation>Position connue</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>Verified within 12 months: {before} at first, {after} now.</source>
        <translation>Vérifiés au cours des 12 derniers mois : {before} au départ, {after} maintenant.</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>Verified, 12 months</source>
        <translation>Vérifiés, 12 mois</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>{date} (revision {revision})</source>
        <translation>{date} (révision {revision})</translation>
    </message>
    <message>
        <location filename="processing/quality_charts.py"/>
        <source>{name}: {english} and {french} complete in English and French, {verified} verified</source>
        <translation>{name} : complets à {english} en anglais et à {french} en français, {verified} vérifiés</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>A possible duplicate is a suspicion: two points may share a name and a street.</source>
        <translation>Un doublon possible n’est qu’un soupçon : deux points peuvent porter le même nom dans la même rue.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Agreement (Q5)</source>
        <translation>Concordance (Q5)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>By jurisdiction</source>
        <translation>Par administration</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>By method and stated accuracy, the worse of the two: building up to {building} m, street up to {street} m. Unstated is not counted as known</source>
        <translation>Selon la méthode et la précision indiquée, la moins bonne des deux : immeuble jusqu’à {building} m, rue jusqu’à {street} m. Ce qui n’est pas indiqué ne compte pas comme connu</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Changes of merged submissions in the ledger; those received and not merged wait</source>
        <translation>Changements des soumissions fusionnées, selon le journal; ceux qui sont reçus sans être fusionnés sont en attente</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Complete is not correct: nobody was called and no place was visited for this report.</source>
        <translation>Complet ne veut pas dire exact : personne n’a été appelé et aucun lieu n’a été visité pour ce rapport.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Completeness (Q1)</source>
        <translation>Complétude (Q1)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Conflicts (Q4)</source>
        <translation>Conflits (Q4)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Counted</source>
        <translation>Compte</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Currency (Q2)</source>
        <translation>Actualité (Q2)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Disagreements are those on record. What an import kept out because a better source had spoken is in that import’s report, not in the store.</source>
        <translation>Les désaccords sont ceux qui sont consignés. Ce qu’une importation a écarté parce qu’une meilleure source s’était prononcée figure dans le rapport de cette importation, pas dans le dépôt.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Duplicates (Q4)</source>
        <translation>Doublons (Q4)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Each snapshot is measured in the same way, as of the day of its last change; the register of now as of {day}.</source>
        <translation>Chaque copie est mesurée de la même façon, en date de son dernier changement; le registre actuel, en date du {day}.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Earlier snapshot</source>
        <translation>Copie antérieure</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Expected is what a rule of the schema misses when it is absent (in parentheses), and what every point needs to be found and used: telephone, a web page in each language, languages of service, accessibility, time zone. Another text is expected in one language where the other has it. Every item counts the same.</source>
        <translation>Est attendu ce dont une règle du schéma signale l’absence (entre parenthèses), et ce qu’il faut pour trouver et utiliser un point : téléphone, page Web dans chaque langue, langues de service, accessibilité, fuseau horaire. Tout autre texte est attendu dans une langue s’il existe dans l’autre. Tous les éléments comptent autant.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>How it has changed</source>
        <translation>Ce qui a changé</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>How it is known</source>
        <translation>D’où vient l’information</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <location filename="ui/analyse_tasks.py"/>
        <source>Is the register complete and current?</source>
        <translation>Le registre est-il complet et à jour?</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Items filled of items expected, for readers of each language</source>
        <translation>Éléments remplis sur éléments attendus, pour qui lit chaque langue</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Judged as of</source>
        <translation>Jugé en date du</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>No earlier snapshot was given: whether it gets better or worse is not shown.</source>
        <translation>Aucune copie antérieure n’a été fournie : le rapport ne montre pas si la situation s’améliore ou se détériore.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Not checked – {rule}</source>
        <translation>Non vérifié – {rule}</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Not counted</source>
        <translation>Hors compte</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Nothing to mend was found.</source>
        <translation>Rien à corriger n’a été trouvé.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Of those verified, {count} rest on open data or an unknown method only.</source>
        <translation>De ceux-là, {count} ne le sont que par des données ouvertes ou par une méthode inconnue.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Of what is expected of the service points ({points}), {english} is there for readers of English and {french} for readers of French; {verified} of the points were verified within 12 months. Points with a possible duplicate: {duplicates}; changes that wait for a decision: {waiting}.</source>
        <translation>De ce qui est attendu des points de service ({points}), {english} est présent pour qui lit l’anglais et {french} pour qui lit le français; {verified} des points ont été vérifiés au cours des 12 derniers mois. Points ayant un doublon possible : {duplicates}; changements en attente d’une décision : {waiting}.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Points that exist and are not in the register cannot be counted.</source>
        <translation>Les points qui existent sans figurer dans le registre ne peuvent être comptés.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Points that have something to mend: {count}. The weight adds up: {error} for each error of validation and for a change that waits; {two} for a possible duplicate, for sources that differ, and for a point not verified for 24 months; {one} for 12 months, for a position known to the area only, and for each thing that is missing.</source>
        <translation>Points ayant quelque chose à corriger : {count}. Le poids additionne : {error} pour chaque erreur de validation et pour un changement en attente; {two} pour un doublon possible, pour des sources en désaccord et pour un point non vérifié depuis 24 mois; {one} pour 12 mois, pour une position connue au secteur près et pour chaque élément manquant.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Positions (Q3)</source>
        <translation>Positions (Q3)</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Rule T03: 12 and 24 months; never verified counts as not verified</source>
        <translation>Règle T03 : 12 et 24 mois; un point jamais vérifié compte comme non vérifié</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Rule U03: same organization and channel, nearly the same name, close by</source>
        <translation>Règle U03 : même organisation, même mode de prestation, nom presque identique, à proximité</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Shares in which more is better</source>
        <translation>Parts dont la hausse est une amélioration</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>The first records</source>
        <translation>Les premières fiches</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>The last value each source gave in the submissions of the ledger. Case, accents and spaces do not count, nor do positions at most {metres} m apart</source>
        <translation>La dernière valeur donnée par chaque source dans les soumissions du journal. Majuscules, accents et espaces ne comptent pas, ni les positions à {metres} m ou moins l’une de l’autre</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>The register at a glance</source>
        <translation>Le registre en bref</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>The register has no service points that are not closed for good.</source>
        <translation>Le registre ne compte aucun point de service qui ne soit pas fermé définitivement.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>What is missing</source>
        <translation>Ce qui manque</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <location filename="processing/validation_report.py"/>
        <source>What is wrong</source>
        <translation>Ce qui ne va pas</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Which records to mend first</source>
        <translation>Les fiches à corriger en premier</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>Without service points in the register: {names}.</source>
        <translation>Sans point de service au registre : {names}.</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>revision {revision}, {date}</source>
        <translation>révision {revision}, {date}</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>{count} looked at; {closed} closed for good were not</source>
        <translation>{count} examinés; {closed} fermés définitivement ne l’ont pas été</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>{part} of {whole}</source>
        <translation>{part} sur {whole}</translation>
    </message>
    <message>
        <location filename="processing/quality_report.py"/>
        <source>{rank}. {name}</source>
        <translation>{rank}. {name}</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>12 months</source>
        <translation>12 mois</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>24 months</source>
        <translation>24 mois</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>As of</source>
        <translation>En date du</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Changes waiting</source>
        <translation>Changements en attente</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Duplicates, changes and sources</source>
        <translation>Doublons, changements et sources</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>How exactly counters are placed</source>
        <translation>Précision de la position des comptoirs</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>How points were verified within 12 months</source>
        <translation>Mode de vérification au cours des 12 derniers mois</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>In English</source>
        <translation>En anglais</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>In French</source>
        <translation>En français</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Jurisdictions, most points first</source>
        <translation>Administrations, par nombre de points décroissant</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>No position</source>
        <translation>Sans position</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Not stated</source>
        <translation>Non indiquée</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Points of which it is expected</source>
        <translation>Points pour lesquels c’est attendu</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Points that have it, the rarest first</source>
        <translation>Points qui l’ont, du plus rare au plus fréquent</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Possible duplicates</source>
        <translation>Doublons possibles</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Revision {revision}</source>
        <translation>Révision {revision}</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Share of all points</source>
        <translation>Part de tous les points</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Sources agree</source>
        <translation>Sources d’accord</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>The figures of each snapshot, the earliest first</source>
        <translation>Chiffres de chaque copie, de la plus ancienne à la plus récente</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>The {shown} of {count} jurisdictions with the most points</source>
        <translation>Les {shown} administrations, sur {count}, qui ont le plus de points</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>To the area only (postal code, municipality)</source>
        <translation>Au secteur près seulement (code postal, municipalité)</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>To the building</source>
        <translation>À l’immeuble près</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>To the street</source>
        <translation>À la rue près</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>Two or more sources</source>
        <translation>Au moins deux sources</translation>
    </message>
    <message>
        <location filename="processing/quality_tables.py"/>
        <source>{label} ({rule})</source>
        <translation>{label} ({rule})</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>A row for each figure: of the whole register, and of each jurisdiction.</source>
        <translation>Une ligne par chiffre : pour tout le registre et pour chaque administration.</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Changes that wait for a decision</source>
        <translation>Changements en attente d’une décision</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Complete for readers of English (%)</source>
        <translation>Complétude pour qui lit l’anglais (%)</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Complete for readers of French (%)</source>
        <translation>Complétude pour qui lit le français (%)</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Completeness in both languages, currency, positions, duplicates, agreement of sources: by jurisdiction, and which records to mend first.</source>
        <translation>Complétude dans les deux langues, actualité, positions, doublons, concordance des sources : par administration, et les fiches à corriger en premier.</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Earlier snapshots of this store</source>
        <translation>Copies antérieures de ce dépôt</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Every point with something to mend, the most pressing first, and what it is.</source>
        <translation>Tous les points ayant quelque chose à corriger, les plus pressants d’abord, et ce dont il s’agit.</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>For the trend: copies of the same store from earlier, such as the files of the shared folder. Each is measured in the same way, as of the day of its last change.</source>
        <translation>Pour la tendance : des copies plus anciennes du même dépôt, comme les fichiers du dossier partagé. Chacune est mesurée de la même façon, en date de son dernier changement.</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Judge currency as of</source>
        <translation>Juger l’actualité en date du</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Points known to two or more sources</source>
        <translation>Points connus d’au moins deux sources</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Points on which sources differ</source>
        <translation>Points sur lesquels les sources ne s’accordent pas</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Points to mend</source>
        <translation>Points à corriger</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Points with a possible duplicate</source>
        <translation>Points ayant un doublon possible</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Points with something to mend</source>
        <translation>Points ayant quelque chose à corriger</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Position known to the building or the street (%)</source>
        <translation>Position connue à l’immeuble ou à la rue près (%)</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Quality of a register</source>
        <translation>Qualité d’un registre</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Scorecard</source>
        <translation>Tableau de qualité</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>The day from which 12 and 24 months are counted back. Empty: today.</source>
        <translation>Le jour à partir duquel les 12 et 24 mois sont comptés à rebours. Vide : aujourd’hui.</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Verified within 12 months (%)</source>
        <translation>Points vérifiés au cours des 12 derniers mois (%)</translation>
    </message>
    <message>
        <location filename="processing/registerquality.py"/>
        <source>Verified within 24 months (%)</source>
        <translation>Points vérifiés au cours des 24 derniers mois (%)</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>Left out or corrected – {input}</source>
        <translation>Écarté ou corrigé – {input}</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>Made on</source>
        <translation>Produit le</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>Made with</source>
        <translation>Produit avec</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>Skip to the content</source>
        <translation>Passer au contenu</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>What these figures do not say</source>
        <translation>Ce que ces chiffres ne disent pas</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>What these figures rest on</source>
        <translation>Sur quoi reposent ces chiffres</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>{name} – features used: {used} of {features}</source>
        <translation>{name} – entités utilisées : {used} sur {features}</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>{used}; file last changed {date}</source>
        <translation>{used}; fichier modifié le {date}</translation>
    </message>
    <message>
        <location filename="processing/report.py"/>
        <source>{used}; filter: {condition}</source>
        <translation>{used}; filtre : {condition}</translation>
    </message>
    <message>
        <location filename="processing/resumable.py"/>
        <source>Checkpoint folder, to go on after an interruption</source>
        <translation>Dossier de reprise, pour continuer après une interruption</translation>
    </message>
    <message>
        <location filename="processing/resumable.py"/>
        <source>For runs of many hours: finished parts are kept here, together about as large as the result, and removed at the end. The same run started again goes on from them, with the same result. Other inputs or parameters start from the beginning.</source>
        <translation>Pour les traitements de plusieurs heures : les parties terminées sont conservées ici, à peu près aussi volumineuses ensemble que le résultat, et supprimées à la fin. Le même traitement relancé reprend à partir d’elles, avec le même résultat. D’autres entrées ou paramètres recommencent du début.</translation>
    </message>
    <message>
        <location filename="processing/resumable.py"/>
        <source>What was finished is kept in {folder}. Run again with the same inputs and parameters to go on from there.</source>
        <translation>Ce qui était terminé est conservé dans {folder}. Relancez le traitement avec les mêmes entrées et paramètres pour le reprendre à cet endroit.</translation>
    </message>
    <message>
        <location filename="processing/road_reader.py"/>
        <source>Roads read: {count}</source>
        <translation>Routes lues : {count}</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>barrier that closes no road</source>
        <translation>barrière qui ne ferme aucune route</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>closed in whole or in part by a barrier</source>
        <translation>fermée en tout ou en partie par une barrière</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>curve, measured along short straight pieces</source>
        <translation>courbe, mesurée le long de courts segments droits</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>line of a single vertex</source>
        <translation>ligne d’un seul sommet</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>line without a road class, left out</source>
        <translation>ligne sans classe de route, laissée de côté</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>line without length</source>
        <translation>ligne sans longueur</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>no line but another kind of geometry</source>
        <translation>géométrie d’un autre type qu’une ligne</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>no usable speed, its class or the default speed is used</source>
        <translation>aucune vitesse utilisable; sa classe ou la vitesse par défaut est utilisée</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>no usable time factor, that of all roads is used</source>
        <translation>aucun facteur de temps utilisable, celui de toutes les routes est utilisé</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>road class that is not driven, left out</source>
        <translation>classe de routes non carrossable, écartée</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>road closed to the public, left out</source>
        <translation>route fermée au public, laissée de côté</translation>
    </message>
    <message>
        <location filename="processing/roads.py"/>
        <source>unknown direction, taken as both ways</source>
        <translation>direction inconnue, considérée comme un double sens</translation>
    </message>
    <message>
        <location filename="processing/running.py"/>
        <source>Shapefiles cut field names after 10 characters: {names}. Models and styles will not find them; a GeoPackage keeps them whole.</source>
        <translation>Le format Shapefile coupe les noms de champs à 10 caractères : {names}. Les modèles et les styles ne les trouveront pas; un GeoPackage les conserve en entier.</translation>
    </message>
    <message>
        <location filename="processing/running.py"/>
        <source>Stopped at your request. The job was not done and nothing was written.</source>
        <translation>Arrêté à votre demande. Le travail n’a pas été fait et rien n’a été écrit.</translation>
    </message>
    <message>
        <location filename="processing/running.py"/>
        <source>The output “{name}” cannot be written to “{target}”. Check that the folder exists and that you may write in it. {reason}</source>
        <translation>Impossible d’écrire le résultat « {name} » dans « {target} ». Vérifiez que le dossier existe et que vous avez le droit d’y écrire. {reason}</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Before and after</source>
        <translation>Avant et après</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Mean minutes or kilometres per person, after</source>
        <translation>Moyenne de minutes ou de kilomètres par personne, après</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Mean minutes or kilometres per person, before</source>
        <translation>Moyenne de minutes ou de kilomètres par personne, avant</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People left without a way to any point</source>
        <translation>Personnes laissées sans chemin vers un point</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People with farther to go</source>
        <translation>Personnes ayant plus de chemin à faire</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People with less far to go</source>
        <translation>Personnes ayant moins de chemin à faire</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People with more than 15 minutes or kilometres more</source>
        <translation>Personnes ayant plus de 15 minutes ou kilomètres de plus</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People with more than 30 minutes or kilometres more</source>
        <translation>Personnes ayant plus de 30 minutes ou kilomètres de plus</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>People with more than 5 minutes or kilometres more</source>
        <translation>Personnes ayant plus de 5 minutes ou kilomètres de plus</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Points closed, opened or moved</source>
        <translation>Points fermés, ouverts ou déplacés</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Population within the largest cutoff, after</source>
        <translation>Population à l’intérieur du plus grand seuil, après</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Population within the largest cutoff, before</source>
        <translation>Population à l’intérieur du plus grand seuil, avant</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Population without a road to any point, after</source>
        <translation>Population sans route vers un point, après</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Population without a road to any point, before</source>
        <translation>Population sans route vers un point, avant</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Service points, after</source>
        <translation>Points de service, après</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Service points, before</source>
        <translation>Points de service, avant</translation>
    </message>
    <message>
        <location filename="processing/scenario.py"/>
        <source>Who gains and who loses when service points are closed, opened or moved.</source>
        <translation>Qui gagne et qui perd quand des points de service sont fermés, ouverts ou déplacés.</translation>
    </message>
    <message>
        <location filename="processing/scenario_job.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>New or moved points too far from any road, which would serve nobody: {ids}.</source>
        <translation>Points nouveaux ou déplacés trop loin de toute route, qui ne desserviraient personne : {ids}.</translation>
    </message>
    <message>
        <location filename="processing/scenario_job.py"/>
        <source>No point is left that anybody could reach.</source>
        <translation>Il ne reste aucun point auquel on puisse se rendre.</translation>
    </message>
    <message>
        <location filename="processing/scenario_job.py"/>
        <source>Points closed</source>
        <translation>Points fermés</translation>
    </message>
    <message>
        <location filename="processing/scenario_job.py"/>
        <source>Points moved</source>
        <translation>Points déplacés</translation>
    </message>
    <message>
        <location filename="processing/scenario_job.py"/>
        <source>Points opened</source>
        <translation>Points ouverts</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>A scenario saved from the panel. Its changes are added to those above.</source>
        <translation>Un scénario enregistré à partir du panneau. Ses changements s’ajoutent à ceux qui précèdent.</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Also close each point in turn</source>
        <translation>Fermer aussi chaque point à tour de rôle</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>An edited copy of the service points, or only the points that move, with the same field of identifiers. Points at the same position within a centimetre, and points that are missing here, stay where they are.</source>
        <translation>Une copie modifiée des points de service, ou seulement les points à déplacer, avec le même champ d’identifiant. Les points à la même position à un centimètre près, et ceux qui manquent ici, restent où ils sont.</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Closing each point in turn</source>
        <translation>Fermeture de chaque point à tour de rôle</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Gains and losses by group and area</source>
        <translation>Gains et pertes par groupe et par secteur</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Identifiers separated by commas, such as a12, b7; or an expression that is true for the points to close, such as "owner" = 'City'.</source>
        <translation>Identifiants séparés par des virgules, comme a12, b7; ou une expression vraie pour les points à fermer, comme "owner" = 'Ville'.</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Indicators before and after</source>
        <translation>Indicateurs avant et après</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Makes a table of what closing each of today’s points, alone, would do.</source>
        <translation>Produit un tableau de l’effet qu’aurait la fermeture de chacun des points d’aujourd’hui, à lui seul.</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>People per point before and after</source>
        <translation>Personnes par point avant et après</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Points that would be added. Where they have the field of the identifiers, it must be filled in with new values; otherwise they are called new-1, new-2 and so on, from west to east.</source>
        <translation>Points qui seraient ajoutés. S’ils ont le champ d’identifiant, celui-ci doit contenir de nouvelles valeurs; sinon, ils se nomment new-1, new-2 et ainsi de suite, d’ouest en est.</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Points to close</source>
        <translation>Points à fermer</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Points to move, at their new positions</source>
        <translation>Points à déplacer, à leurs nouvelles positions</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Points to open</source>
        <translation>Points à ouvrir</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Saved scenario</source>
        <translation>Scénario enregistré</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Scenarios (*.json)</source>
        <translation>Scénarios (*.json)</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <location filename="processing/scenario_report.py"/>
        <source>Who gains and who loses</source>
        <translation>Qui gagne et qui perd</translation>
    </message>
    <message>
        <location filename="processing/scenario_parameters.py"/>
        <source>Written when each point is to be closed in turn.</source>
        <translation>Produit quand chaque point doit être fermé à tour de rôle.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>&gt; {low}</source>
        <translation>&gt; {low}</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>A point of today outside the layer, and people beyond the border of the data, are not seen. Near the border, losses may look larger than they are.</source>
        <translation>Les points d’aujourd’hui hors de la couche et les personnes au-delà de la limite des données ne sont pas vus. Près de cette limite, les pertes peuvent paraître plus grandes qu’elles ne le sont.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>A population unit goes as a whole: all its people to one point, from one place.</source>
        <translation>Une unité de population se déplace en bloc : toutes ses personnes vers un seul point, à partir d’un seul endroit.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>All people and all population units</source>
        <translation>Toutes les personnes et toutes les unités de population</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <location filename="ui/review_conflict.py"/>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>By area: {group}</source>
        <translation>Par secteur : {group}</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>By area: {group} – the {shown} with most people touched, of {count}</source>
        <translation>Par secteur : {group} – les {shown} où le plus de personnes sont touchées, sur {count}</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Each row closes one of today’s points and leaves all others open. The points whose closing would touch the fewest people come last.</source>
        <translation>Chaque ligne ferme un des points d’aujourd’hui et laisse tous les autres ouverts. Les points dont la fermeture toucherait le moins de personnes viennent en dernier.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Everybody is counted</source>
        <translation>Tout le monde est compté</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Farthest</source>
        <translation>Le plus loin</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>Figures before and after</source>
        <translation>Chiffres avant et après</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Gain</source>
        <translation>Gagnent</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Half of the people within</source>
        <translation>La moitié des personnes à moins de</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>How far people have to go</source>
        <translation>Le chemin que les gens ont à faire</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Left out</source>
        <translation>Exclues</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Lose</source>
        <translation>Perdent</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Mean more</source>
        <translation>De plus, en moyenne</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Mean per person</source>
        <translation>Moyenne par personne</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Most would go to</source>
        <translation>La plupart iraient à</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Nine in ten people within</source>
        <translation>Neuf personnes sur dix à moins de</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>No way left</source>
        <translation>Plus de chemin</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Of all points ({count}), closing {point} would touch the most people: {losing} would have farther to go.</source>
        <translation>De tous les points ({count}), c’est la fermeture de {point} qui toucherait le plus de personnes : {losing} auraient plus de chemin à faire.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Only the way to the nearest point counts: whoever has another point nearer is not touched. People in a higher class are in the lower ones too.</source>
        <translation>Seul le chemin vers le point le plus proche compte : qui a un autre point plus près n’est pas touché. Les personnes d’une classe supérieure sont aussi dans les classes inférieures.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People and units</source>
        <translation>Personnes et unités</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People are taken to go to the nearest point. Habits, capacity, opening hours and services are not looked at.</source>
        <translation>On suppose que les gens vont au point le plus proche. Les habitudes, la capacité, les heures d’ouverture et les services ne sont pas considérés.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People before</source>
        <translation>Personnes avant</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People by how far the nearest point is ({unit})</source>
        <translation>Personnes selon l’éloignement du point le plus proche ({unit})</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People per point</source>
        <translation>Personnes par point</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People whose nearest point it is</source>
        <translation>Personnes dont c’est le point le plus proche</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People whose nearest point it is – the {shown} largest changes of {count}</source>
        <translation>Personnes dont c’est le point le plus proche – les {shown} plus grands changements sur {count}</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People with farther or less far to go</source>
        <translation>Personnes ayant plus ou moins de chemin à faire</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>People with two or more points within {limit}</source>
        <translation>Personnes ayant deux points ou plus à {limit} ou moins</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Point closed</source>
        <translation>Point fermé</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Points closed in turn: {count}. Closing any one of them would make nobody’s way longer.</source>
        <translation>Points fermés à tour de rôle : {count}. La fermeture d’un seul d’entre eux n’allongerait le chemin de personne.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>The figures are given for every cutoff. Speeds were not varied; “Coverage against a standard” does so.</source>
        <translation>Les chiffres sont donnés pour chaque seuil. On n’a pas fait varier les vitesses; « Couverture par rapport à une norme » le fait.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Those who gain save {mean} on average.</source>
        <translation>Celles qui gagnent épargnent {mean} en moyenne.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Those who lose have {mean} more on average; {over} people have more than {step} more.</source>
        <translation>Celles qui perdent ont {mean} de plus en moyenne; {over} personnes ont plus de {step} de plus.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/scenario_compare.py"/>
        <location filename="ui/scenario_figures.py"/>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Units before</source>
        <translation>Unités avant</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>What becomes of it</source>
        <translation>Ce qu’il devient</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>What closing one point would do</source>
        <translation>L’effet de la fermeture d’un seul point</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Where people would go</source>
        <translation>Où les gens iraient</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>Within the largest cutoff</source>
        <translation>À l’intérieur du plus grand seuil</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>closes</source>
        <translation>ferme</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>moves</source>
        <translation>déplacé</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>opens</source>
        <translation>ouvre</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>stays</source>
        <translation>reste</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>{count} people would be left without a way to any point.</source>
        <translation>{count} personnes n’auraient plus de chemin vers un point.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>{losing} people ({losing_share}) would have farther to go and {gaining} ({gaining_share}) less far; within {limit}, the share of people goes from {before} to {after}.</source>
        <translation>{losing} personnes ({losing_share}) auraient plus de chemin à faire et {gaining} ({gaining_share}), moins; à {limit} ou moins, la part de la population passe de {before} à {after}.</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>{low}–{high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <location filename="processing/scenario_report.py"/>
        <source>{title}. People without any way to a point are in the table at the end.</source>
        <translation>{title}. Les personnes sans chemin vers un point figurent dans le tableau à la fin.</translation>
    </message>
    <message>
        <location filename="processing/sending.py"/>
        <source>{message} It is this file: {path}</source>
        <translation>{message} Il s’agit de ce fichier : {path}</translation>
    </message>
    <message>
        <location filename="processing/sending.py"/>
        <source>{state}: {where}. A copy is in the outbox until the receipt is read: {path}</source>
        <translation>{state} : {where}. Une copie demeure dans la boîte d’envoi jusqu’à la lecture de l’accusé : {path}</translation>
    </message>
    <message>
        <location filename="processing/sending.py"/>
        <source>“{address}” is on this computer or in a local network; only use it if the steward said so.</source>
        <translation>« {address} » se trouve sur cet ordinateur ou dans un réseau local; ne l’utilisez que si l’intendance l’a indiquée.</translation>
    </message>
    <message>
        <location filename="processing/site_facts.py"/>
        <source>end of the lease not understood, taken as unknown</source>
        <translation>fin du bail illisible, considérée comme inconnue</translation>
    </message>
    <message>
        <location filename="processing/site_facts.py"/>
        <source>lease that ended before today, taken as unknown</source>
        <translation>bail terminé avant aujourd’hui, considéré comme inconnu</translation>
    </message>
    <message>
        <location filename="processing/site_facts.py"/>
        <source>opening hours not understood, taken as unknown</source>
        <translation>heures d’ouverture illisibles, considérées comme inconnues</translation>
    </message>
    <message>
        <location filename="processing/sites.py"/>
        <source>no group</source>
        <translation>aucun groupe</translation>
    </message>
    <message>
        <location filename="processing/sites.py"/>
        <source>no place where people come in person</source>
        <translation>aucun accueil du public en personne</translation>
    </message>
    <message>
        <location filename="processing/sites.py"/>
        <source>permanently closed</source>
        <translation>fermés définitivement</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>Candidates too far from any road</source>
        <translation>Candidats trop loin de toute route</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>Chooses the sites that serve people best, and says how good the choice is at least.</source>
        <translation>Choisit les sites qui servent le mieux la population et indique la qualité minimale de ce choix.</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>Gap between them (0 to 1)</source>
        <translation>Écart entre les deux (0 à 1)</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>Longest trip of the people served</source>
        <translation>Plus long déplacement des personnes desservies</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>Mean trip of the people served</source>
        <translation>Déplacement moyen des personnes desservies</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>People beyond the cutoff</source>
        <translation>Personnes au-delà du seuil</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <location filename="processing/siting_report.py"/>
        <source>People served</source>
        <translation>Population desservie</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>People without a road to any open site</source>
        <translation>Personnes sans route vers un site ouvert</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <location filename="processing/siting_parameters.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Sites to open</source>
        <translation>Sites à ouvrir</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>What no choice of sites can exceed</source>
        <translation>Ce qu’aucun choix de sites ne peut dépasser</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>What the model makes best</source>
        <translation>Ce que le modèle optimise</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <location filename="processing/siting_report.py"/>
        <source>Where to open, merge or keep</source>
        <translation>Où ouvrir, regrouper ou conserver</translation>
    </message>
    <message>
        <location filename="processing/siting.py"/>
        <source>“optimal”, or “feasible” with a gap</source>
        <translation>« optimal », ou « feasible » avec un écart</translation>
    </message>
    <message>
        <location filename="processing/siting_job.py"/>
        <source>The exact solver is not there (scipy 1.9 or later): the answer is that of a search, with a bound on how far from the best it may be.</source>
        <translation>Le solveur exact est absent (scipy 1.9 ou plus récent) : la réponse est celle d’une recherche, avec une borne sur son écart à l’optimum.</translation>
    </message>
    <message>
        <location filename="processing/siting_job.py"/>
        <source>on the network without a road to any open site</source>
        <translation>sur le réseau, sans route vers un site ouvert</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>Greedy addition and interchange (Teitz and Bart 1968; Whitaker 1983), with a Lagrangian bound (Christofides and Beasley 1982)</source>
        <translation>Ajout glouton et échange (Teitz et Bart 1968; Whitaker 1983), avec une borne lagrangienne (Christofides et Beasley 1982)</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>How it was solved</source>
        <translation>Résolution</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>Maximal covering: most people within the cutoff (Church and ReVelle 1974)</source>
        <translation>Couverture maximale : le plus de personnes en deçà du seuil (Church et ReVelle 1974)</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>Set covering: fewest sites with the people within the cutoff (Toregas and others 1971)</source>
        <translation>Couverture d’ensemble : le moins de sites pour que la population soit en deçà du seuil (Toregas et autres 1971)</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>Share of the people to serve</source>
        <translation>Part des personnes à desservir</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>p-center: least longest trip (Hakimi 1965)</source>
        <translation>p-centre : le plus long déplacement le plus court (Hakimi 1965)</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>p-median: least people × cost of their trips (Hakimi 1964; ReVelle and Swain 1970)</source>
        <translation>p-médian : le moins de personnes × coût de leur déplacement (Hakimi 1964; ReVelle et Swain 1970)</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>{search}, and the exact solver HiGHS for what they left undecided</source>
        <translation>{search}, puis le solveur exact HiGHS pour ce qui restait indécis</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>{search}. Not proved to be best; the gap to the bound is {gap}.</source>
        <translation>{search}. Optimalité non prouvée; l’écart à la borne est de {gap}.</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>{search}. Proved: no choice of sites is better.</source>
        <translation>{search}. Preuve faite : aucun choix de sites n’est meilleur.</translation>
    </message>
    <message>
        <location filename="processing/siting_method.py"/>
        <source>{search}; the exact solver was not there</source>
        <translation>{search}; le solveur exact était absent</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>After it the best answer so far is given, and how far from the best it may be. With 0 only a quick search is made.</source>
        <translation>Ce temps écoulé, la meilleure réponse trouvée est donnée, avec son écart possible à l’optimum. Avec 0, seule une recherche rapide est faite.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Candidate sites</source>
        <translation>Sites candidats</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Candidates that must not open (identifiers)</source>
        <translation>Candidats qui ne doivent pas ouvrir (identifiants)</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Candidates that must open (identifiers)</source>
        <translation>Candidats qui doivent ouvrir (identifiants)</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Existing sites (they stay open)</source>
        <translation>Sites existants (ils restent ouverts)</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Field that identifies each candidate. Without one, “id” is used, or else the feature id.</source>
        <translation>Champ qui identifie chaque candidat. À défaut, « id » est utilisé, ou sinon l’identifiant de l’entité.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Field that identifies each existing site. Without one, “id” is used, or else the feature id.</source>
        <translation>Champ qui identifie chaque site existant. À défaut, « id » est utilisé, ou sinon l’identifiant de l’entité.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>From people to sites</source>
        <translation>Des personnes aux sites</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Identifier of the candidates</source>
        <translation>Identifiant des candidats</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Identifier of the existing sites</source>
        <translation>Identifiant des sites existants</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Identifier of the population units</source>
        <translation>Identifiant des unités de population</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Name of the candidates</source>
        <translation>Nom des candidats</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Points where a site could open. Selection and filter are respected.</source>
        <translation>Points où un site pourrait ouvrir. La sélection et le filtre sont respectés.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Required ones among them; existing sites stay in addition. Not used by lscp.</source>
        <translation>Y compris les obligatoires; les sites existants restent en plus. Sans effet avec lscp.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Separated by commas or semicolons.</source>
        <translation>Séparés par des virgules ou des points-virgules.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Separated by commas or semicolons. They are among the sites to open.</source>
        <translation>Séparés par des virgules ou des points-virgules. Ils font partie des sites à ouvrir.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Share of the people to serve (0 to 1)</source>
        <translation>Part des personnes à desservir (0 à 1)</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Sites that people use today and that stay. They serve people and do not count as opened.</source>
        <translation>Sites utilisés aujourd’hui et qui restent. Ils desservent la population et ne comptent pas parmi les sites à ouvrir.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Time to look for the best answer (seconds)</source>
        <translation>Durée de la recherche de l’optimum (secondes)</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Used by lscp: 0.95 asks for the fewest sites that serve 95% of the people on the network.</source>
        <translation>Utilisé par lscp : 0,95 demande le moins de sites qui desservent 95 % des personnes sur le réseau.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>What is best</source>
        <translation>Ce qui est le mieux</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Within it, inclusive, people count as served. Used by mclp and lscp.</source>
        <translation>En deçà, borne comprise, une personne compte comme desservie. Utilisé par mclp et lscp.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>Written to the lines from people to sites. Without one, the feature id is.</source>
        <translation>Écrit dans les lignes des personnes aux sites. À défaut, c’est l’identifiant de l’entité.</translation>
    </message>
    <message>
        <location filename="processing/siting_parameters.py"/>
        <source>p_median: the shortest trips on average; mclp: the most people within the cutoff; lscp: the fewest sites that bring people within the cutoff; p_center: the shortest longest trip.</source>
        <translation>p_median : les déplacements les plus courts en moyenne; mclp : le plus de personnes en deçà du seuil; lscp : le moins de sites qui mettent la population en deçà du seuil; p_center : le plus long déplacement le plus court.</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/siting_report.py"/>
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n autre</numerusform>
            <numerusform>%n autres</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Candidate</source>
        <translation>Candidat</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Each step adds the site that brings most to those opened before. The answer, chosen all at once, can be better than the curve at the same number of sites.</source>
        <translation>Chaque étape ajoute le site qui apporte le plus à ceux déjà ouverts. La réponse, choisie d’un seul coup, peut être meilleure que la courbe pour le même nombre de sites.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Everybody is taken to use the nearest open site, however many people already go there.</source>
        <translation>Chacun est présumé utiliser le site ouvert le plus proche, peu importe combien de personnes s’y rendent déjà.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Existing</source>
        <translation>Existant</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Existing sites after the others have opened</source>
        <translation>Sites existants après l’ouverture des autres</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Fewest sites: {count}. With {sites}, {share} of the people are within {limit} of one.</source>
        <translation>Nombre minimal de sites : {count}. Avec {sites}, {share} des personnes sont à {limit} ou moins d’un site.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>From {first} (sites: {low}) to {last} (sites: {high}).</source>
        <translation>De {first} (sites : {low}) à {last} (sites : {high}).</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>How people are served</source>
        <translation>Comment la population est desservie</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Longest trip</source>
        <translation>Plus long déplacement</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/scenario_figures.py"/>
        <source>Mean trip</source>
        <translation>Déplacement moyen</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Most people within {limit}: open {sites}. They are then {people}, or {share}.</source>
        <translation>Le plus de personnes à {limit} ou moins : ouvrir {sites}. Elles sont alors {people}, soit {share}.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>No road leads to an open site</source>
        <translation>Aucune route ne mène à un site ouvert</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>No site is needed: {share} of the people are within {limit} of one today.</source>
        <translation>Aucun site n’est nécessaire : {share} des personnes sont aujourd’hui à {limit} ou moins d’un site.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Not measured: run again with another number of sites, or with other speeds.</source>
        <translation>Non mesurée : relancez le traitement avec un autre nombre de sites, ou d’autres vitesses.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>People who can reach some candidate but no open site count in the choice as a trip of twice the longest one, so that as few as possible are left without a way.</source>
        <translation>Les personnes qui peuvent atteindre un candidat mais aucun site ouvert comptent dans le choix comme un déplacement de deux fois le plus long, de sorte que le moins possible restent sans chemin.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>People within the cutoff</source>
        <translation>Personnes en deçà du seuil</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Population units too far from any road, or without people, do not count in the choice.</source>
        <translation>Les unités de population trop loin de toute route, ou sans population, ne comptent pas dans le choix.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Proved: no other choice of sites is better. Others may be just as good.</source>
        <translation>Preuve faite : aucun autre choix de sites n’est meilleur. D’autres peuvent être aussi bons.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/review_change.py"/>
        <source>Required</source>
        <translation>Obligatoire</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <location filename="ui/options_page.py"/>
        <location filename="ui/submission_form.py"/>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Share of all people</source>
        <translation>Part de toute la population</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Shortest longest trip: open {sites}. Nobody is then farther than {cost} from a site.</source>
        <translation>Plus long déplacement le plus court : ouvrir {sites}. Personne n’est alors à plus de {cost} d’un site.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Shortest trips: open {sites}. The mean trip is then {cost}.</source>
        <translation>Déplacements les plus courts : ouvrir {sites}. Le déplacement moyen est alors de {cost}.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Sites opened</source>
        <translation>Sites ouverts</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Sites that stay open</source>
        <translation>Sites qui restent ouverts</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>The best next site added each time</source>
        <translation>Ajout du meilleur site suivant à chaque étape</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>The chart shows what fewer or more sites would bring. Speeds were not varied.</source>
        <translation>Le graphique montre ce qu’apporteraient moins ou plus de sites. On n’a pas fait varier les vitesses.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>The model knows trips and people, not leases, space, staff, costs or the other services nearby. Look at the ground before deciding; a site that is nearly as good may be better in other ways.</source>
        <translation>Le modèle connaît les déplacements et la population, mais non les baux, les locaux, le personnel, les coûts ni les autres services à proximité. Vérifiez sur place avant de décider; un site presque aussi bon peut être préférable à d’autres égards.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>This answer</source>
        <translation>Cette réponse</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>This is the best choice that was found. A better one, if there is one, is better by {gap} at most.</source>
        <translation>C’est le meilleur choix trouvé. S’il en existe un meilleur, il l’est d’au plus {gap}.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Today: {cost}.</source>
        <translation>Aujourd’hui : {cost}.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Today: {share}.</source>
        <translation>Aujourd’hui : {share}.</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Trips of the people served</source>
        <translation>Déplacements des personnes desservies</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>What comes of adding one site at a time</source>
        <translation>Effet de l’ajout d’un site à la fois</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>What fewer or more sites would bring</source>
        <translation>Ce qu’apporteraient moins ou plus de sites</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Who is served</source>
        <translation>Qui est desservi</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>With the sites opened</source>
        <translation>Avec les sites ouverts</translation>
    </message>
    <message>
        <location filename="processing/siting_report.py"/>
        <source>Within {limit}</source>
        <translation>À {limit} ou moins</translation>
    </message>
    <message numerus="yes">
        <location filename="processing/sources.py"/>
        <source>%n feature(s) at most</source>
        <translation>
            <numerusform>%n entité au plus</numerusform>
            <numerusform>%n entités au plus</numerusform>
        </translation>
    </message>
    <message>
        <location filename="processing/sources.py"/>
        <source>selected features only</source>
        <translation>entités sélectionnées seulement</translation>
    </message>
    <message>
        <location filename="processing/sources.py"/>
        <source>{file} – {table}</source>
        <translation>{file} – {table}</translation>
    </message>
    <message>
        <location filename="processing/spread.py"/>
        <source>All of this run is computed here: the cluster is not needed.</source>
        <translation>Tout ce traitement est calculé ici : la grappe n’est pas nécessaire.</translation>
    </message>
    <message>
        <location filename="processing/spread.py"/>
        <source>Cluster (address of a Dask scheduler)</source>
        <translation>Grappe de calcul (adresse d’un ordonnanceur Dask)</translation>
    </message>
    <message>
        <location filename="processing/spread.py"/>
        <source>Computers that share the work, such as tls://cluster.example.ca:8786. Empty: everything is computed here. Results are the same. Only the scheduler named in the options of Service Points is used.</source>
        <translation>Ordinateurs qui se partagent le travail, par exemple tls://grappe.example.ca:8786. Vide : tout est calculé ici. Les résultats sont les mêmes. Seul l’ordonnanceur nommé dans les options de Points de service est utilisé.</translation>
    </message>
    <message>
        <location filename="processing/store_facts.py"/>
        <source>services at points, active there but not offered on {date}: their days are over or to come</source>
        <translation>services aux points, actifs mais non offerts le {date} : leurs dates sont passées ou à venir</translation>
    </message>
    <message>
        <location filename="processing/store_facts.py"/>
        <source>{store}, tables of the store</source>
        <translation>{store}, tables du dépôt</translation>
    </message>
    <message>
        <location filename="processing/stores.py"/>
        <source>A store in PostgreSQL is written postgis:connection/schema, with a connection saved in QGIS.</source>
        <translation>Un dépôt dans PostgreSQL s’écrit postgis:connexion/schéma, avec une connexion enregistrée dans QGIS.</translation>
    </message>
    <message>
        <location filename="processing/stores.py"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="processing/study.py"/>
        <source>on the network without a road to any point</source>
        <translation>sur le réseau, mais sans route vers un point</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>E-mail of the submitter</source>
        <translation>Courriel de la personne qui soumet</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>For example data editor; seen by the data stewards only.</source>
        <translation>Par exemple responsable des données; visible seulement par l’intendance des données.</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Name of the submitter</source>
        <translation>Nom de la personne qui soumet</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Organization of the submitter</source>
        <translation>Organisation de la personne qui soumet</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Role of the submitter</source>
        <translation>Rôle de la personne qui soumet</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Seen by the data stewards only.</source>
        <translation>Visible par l’intendance des données seulement.</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Seen by the data stewards only; it is never published.</source>
        <translation>Visible seulement par l’intendance des données; il n’est jamais publié.</translation>
    </message>
    <message>
        <location filename="processing/submitter_parameters.py"/>
        <source>Your name; running the tool states that you are authorized to submit these changes.</source>
        <translation>Votre nom; en lançant l’outil, vous déclarez être autorisé à soumettre ces changements.</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Checks every record against the rules of the shared schema and says what to do.</source>
        <translation>Vérifie chaque fiche selon les règles du schéma partagé et indique quoi faire.</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/submission_preview.py"/>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Fail when there are errors</source>
        <translation>Échouer s’il y a des erreurs</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/changes_tab.py"/>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Mildest severity to list</source>
        <translation>Gravité minimale à inclure</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Rule ids or their first letters, separated by commas, for example R,G01. Empty: all of them.</source>
        <translation>Identifiants de règles ou leurs premières lettres, séparés par des virgules, par exemple R,G01. Vide : toutes les règles.</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Rules to check</source>
        <translation>Règles à vérifier</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>The results are written all the same; qgis_process then ends with status 1.</source>
        <translation>Les résultats sont tout de même écrits; qgis_process se termine alors avec le code 1.</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Valid: no error was found</source>
        <translation>Valide : aucune erreur trouvée</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>Validate a register</source>
        <translation>Valider un registre</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <location filename="ui/findings_view.py"/>
        <source>Warnings</source>
        <translation>Avertissements</translation>
    </message>
    <message>
        <location filename="processing/validate.py"/>
        <source>warning: list everything; error: list errors only. The counts always cover both.</source>
        <translation>warning : tout énumérer; error : énumérer les erreurs seulement. Les nombres comptent toujours les deux.</translation>
    </message>
    <message>
        <location filename="processing/validate_job.py"/>
        <source>Errors found: {errors}. The findings were written; correct them and validate again.</source>
        <translation>Erreurs trouvées : {errors}. Les constats ont été écrits; corrigez les erreurs et validez de nouveau.</translation>
    </message>
    <message>
        <location filename="processing/validate_job.py"/>
        <source>{rule} was not checked: {reason}</source>
        <translation>{rule} n’a pas été vérifiée : {reason}</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>A record without findings may still be wrong: the rules check form and agreement, not whether the hours, the address or the services are true.</source>
        <translation>Une fiche sans constat peut tout de même contenir des erreurs : les règles vérifient la forme et la concordance, et non l’exactitude des heures, de l’adresse ou des services.</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Errors: {errors}; warnings: {warnings}; service points in the register: {points}.</source>
        <translation>Erreurs : {errors}; avertissements : {warnings}; points de service dans le registre : {points}.</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Every finding, the most serious first</source>
        <translation>Tous les constats, les plus graves d’abord</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Findings by rule</source>
        <translation>Constats par règle</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <location filename="ui/findings_view.py"/>
        <source>Rule</source>
        <translation>Règle</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Rules checked</source>
        <translation>Règles vérifiées</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Rules that were not checked, in whole or in part</source>
        <translation>Règles non vérifiées, en tout ou en partie</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Summary</source>
        <translation>Sommaire</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>The list shows errors only; the counts cover everything.</source>
        <translation>La liste montre les erreurs seulement; les nombres comptent tout.</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Validation of the register</source>
        <translation>Validation du registre</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>What it says</source>
        <translation>Ce qu’elle dit</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>What was not checked</source>
        <translation>Ce qui n’a pas été vérifié</translation>
    </message>
    <message>
        <location filename="processing/validation_report.py"/>
        <source>Why it was not checked</source>
        <translation>Pourquoi elle n’a pas été vérifiée</translation>
    </message>
    <message>
        <location filename="ui/accessible.py"/>
        <source>Add a login</source>
        <translation>Ajouter des identifiants</translation>
    </message>
    <message>
        <location filename="ui/accessible.py"/>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <location filename="ui/accessible.py"/>
        <source>Edit the login</source>
        <translation>Modifier les identifiants</translation>
    </message>
    <message>
        <location filename="ui/accessible.py"/>
        <source>Remove the login</source>
        <translation>Retirer les identifiants</translation>
    </message>
    <message>
        <location filename="ui/accessible.py"/>
        <source>{name}: browse</source>
        <translation>{name} : parcourir</translation>
    </message>
    <message>
        <location filename="ui/algorithms.py"/>
        <source>This task needs QGIS’s Processing plugin. Turn it on in the plugin manager, then try again.</source>
        <translation>Cette tâche exige l’extension Traitement (Processing) de QGIS. Activez-la dans le gestionnaire d’extensions, puis réessayez.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/analyse_tab.py"/>
        <source>The tasks use the %n open in-person point(s). Select others in the list to use those instead.</source>
        <translation>
            <numerusform>Les tâches portent sur le point en personne ouvert (%n). Pour en analyser d’autres, sélectionnez-les dans la liste.</numerusform>
            <numerusform>Les tâches portent sur les points en personne ouverts (%n). Pour en analyser d’autres, sélectionnez-les dans la liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/analyse_tab.py"/>
        <source>The tasks use the %n selected point(s).</source>
        <translation>
            <numerusform>Les tâches portent sur la sélection (%n point).</numerusform>
            <numerusform>Les tâches portent sur la sélection (%n points).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Are these roads fit for analysis?</source>
        <translation>Ces routes conviennent-elles à l’analyse?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Chooses among candidates the sites that shorten trips or serve the most people. Needs roads and a census layer.</source>
        <translation>Choisit parmi des candidats les sites qui raccourcissent les déplacements ou desservent le plus de personnes. Demande des routes et une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Close, open and move points on the map and see at once who gains and who loses. Needs roads and a census layer.</source>
        <translation>Fermez, ouvrez et déplacez des points sur la carte et voyez aussitôt qui y gagne et qui y perd. Exige des routes et une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Finds missing speeds, islands, gaps and points far from any road.</source>
        <translation>Repère vitesses manquantes, îlots, interruptions et points loin de toute route.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Of the whole register: counters nearby, call centres by territory and digital services, in a language, at a date and time. Needs a census layer.</source>
        <translation>De tout le registre : comptoirs à proximité, centres d’appels par territoire et services numériques, dans une langue, à une date et à une heure. Exige une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Pairs of points of different governments that lie close together, the best first.</source>
        <translation>Paires de points rapprochés de gouvernements différents, les meilleures d’abord.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>The capacity people can reach, shared with all others who can. Needs roads and a census layer.</source>
        <translation>La capacité que les gens peuvent atteindre, partagée avec tous ceux qui le peuvent. Exige des routes et une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>The share of people who meet a standard, by area and group, and who does not. Needs roads and a census layer.</source>
        <translation>La part de la population qui satisfait à une norme, par secteur et par groupe, et qui n’y satisfait pas. Il faut des routes et une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Travel time or distance by road, and the people within it. Needs roads and a census layer.</source>
        <translation>Temps ou distance par la route, et population desservie. Il faut des routes et une couche de recensement.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <location filename="ui/scenario_page.py"/>
        <source>What if one closes or opens?</source>
        <translation>Et si l’on en fermait ou en ouvrait un?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>What is missing in each language, what was not verified for long, duplicates and conflicts, by jurisdiction, and what to mend first.</source>
        <translation>Ce qui manque dans chaque langue, ce qui n’a pas été vérifié depuis longtemps, les doublons et les conflits, par administration, et ce qu’il faut corriger en premier.</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Where are the gaps?</source>
        <translation>Où sont les lacunes?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Where could two governments share a roof?</source>
        <translation>Où deux gouvernements pourraient-ils partager un toit?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Where should the next one be?</source>
        <translation>Où devrait se trouver le prochain?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Which sites are overloaded?</source>
        <translation>Quels points sont surchargés?</translation>
    </message>
    <message>
        <location filename="ui/analyse_tasks.py"/>
        <source>Who can reach these points?</source>
        <translation>Qui peut se rendre à ces points?</translation>
    </message>
    <message>
        <location filename="ui/brief_action.py"/>
        <source>Partnership Brief…</source>
        <translation>Note de partenariat…</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>%n value(s) were edited since the check and stay as they are. Save, then check again.</source>
        <translation>
            <numerusform>%n valeur a été modifiée depuis la vérification et reste telle quelle. Enregistrez, puis vérifiez de nouveau.</numerusform>
            <numerusform>%n valeurs ont été modifiées depuis la vérification et restent telles quelles. Enregistrez, puis vérifiez de nouveau.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>Corriger %n valeur</numerusform>
            <numerusform>Corriger %n valeurs</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_controller.py"/>
        <source>Keeping the reason</source>
        <translation>Conservation du motif</translation>
    </message>
    <message>
        <location filename="ui/changes_controller.py"/>
        <source>Marking findings</source>
        <translation>Marquage des constats</translation>
    </message>
    <message>
        <location filename="ui/changes_controller.py"/>
        <source>Revert All</source>
        <translation>Tout rétablir</translation>
    </message>
    <message>
        <location filename="ui/changes_controller.py"/>
        <source>Revert to the shared store</source>
        <translation>Rétablir selon le dépôt partagé</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>Take all %n changes back? Until you save, Undo brings them again.</source>
        <translation>
            <numerusform>Rétablir %n changement? Tant que vous n’enregistrez pas, Annuler le fait revenir.</numerusform>
            <numerusform>Rétablir les %n changements? Tant que vous n’enregistrez pas, Annuler les fait revenir.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_map.py"/>
        <source>Moved {distance}</source>
        <translation>Déplacé de {distance}</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_model.py"/>
        <location filename="ui/findings_view.py"/>
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n erreur</numerusform>
            <numerusform>%n erreurs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_model.py"/>
        <location filename="ui/form_findings.py"/>
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n constat</numerusform>
            <numerusform>%n constats</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Add Evidence</source>
        <translation>Ajouter une preuve</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <location filename="ui/database_dialog.py"/>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/hours_widget.py"/>
        <location filename="ui/import_filter_values.py"/>
        <location filename="ui/import_join.py"/>
        <location filename="ui/import_way_dialog.py"/>
        <location filename="ui/outbox_place.py"/>
        <location filename="ui/outbox_view.py"/>
        <location filename="ui/pages.py"/>
        <location filename="ui/review_keys.py"/>
        <location filename="ui/review_page.py"/>
        <location filename="ui/scenario_page.py"/>
        <location filename="ui/shared_dialog.py"/>
        <location filename="ui/shared_notes.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Evidence: web pages that show it</source>
        <translation>Preuves : pages Web qui le montrent</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_motive.py"/>
        <source>For %n changes at once.</source>
        <translation>
            <numerusform>Pour %n changement.</numerusform>
            <numerusform>Pour %n changements à la fois.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>In your words</source>
        <translation>En vos mots</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <location filename="ui/scenario_setup.py"/>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Read on</source>
        <translation>Consultée le</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Reason and Evidence</source>
        <translation>Motif et preuves</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>Takes effect on</source>
        <translation>Prend effet le</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>That of the whole submission</source>
        <translation>Celui de toute la soumission</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <source>They have different reasons or evidence; what you enter replaces all of it.</source>
        <translation>Leurs motifs ou leurs preuves diffèrent; ce que vous entrez les remplace tous.</translation>
    </message>
    <message>
        <location filename="ui/changes_motive.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>Web address</source>
        <translation>Adresse Web</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>A shared store is corrected in a working copy.</source>
        <translation>Un dépôt partagé se corrige dans une copie de travail.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Check every record against the rules of the shared schema.</source>
        <translation>Vérifier chaque fiche selon les règles du schéma partagé.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Choose for whom you correct records.</source>
        <translation>Choisissez l’administration dont vous corrigez les fiches.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Compare open data with this working copy, and draft what differs.</source>
        <translation>Compare des données ouvertes avec cette copie de travail et prépare un projet avec les différences.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Comparing the working copy with the shared store.</source>
        <translation>Comparaison de la copie de travail et du dépôt partagé en cours.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Findings ({n})</source>
        <translation>Constats ({n})</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Import a source…</source>
        <translation>Importer une source…</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Make a working copy…</source>
        <translation>Créer une copie de travail…</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Nothing has changed yet. Turn on editing, open the form of a point, correct it and save: it is listed here.</source>
        <translation>Rien n’a encore changé. Activez l’édition, ouvrez le formulaire d’un point, corrigez-le et enregistrez : le changement paraîtra ici.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Outbox</source>
        <translation>Envois</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Outbox ({n})</source>
        <translation>Envois ({n})</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <location filename="ui/scenario_saved.py"/>
        <location filename="ui/shared_dialog.py"/>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Send what changed to the data stewards, after a preview.</source>
        <translation>Envoyer les changements à l’intendance des données, après un aperçu.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Some edits are not saved yet; they are not counted here.</source>
        <translation>Des modifications ne sont pas encore enregistrées; elles ne sont pas comptées ici.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Submit…</source>
        <translation>Soumettre…</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>To correct records, make a working copy for your jurisdiction, edit it, then submit what changed.</source>
        <translation>Pour corriger des fiches, créez une copie de travail pour votre administration, modifiez-la, puis soumettez les changements.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Working copy of {jurisdiction}.</source>
        <translation>Copie de travail : {jurisdiction}.</translation>
    </message>
    <message>
        <location filename="ui/changes_tab.py"/>
        <source>Write the edits of all layers into the working copy.</source>
        <translation>Enregistrer les modifications de toutes les couches dans la copie de travail.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n added</source>
        <translation>
            <numerusform>%n ajoutée</numerusform>
            <numerusform>%n ajoutées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n changed</source>
        <translation>
            <numerusform>%n modifiée</numerusform>
            <numerusform>%n modifiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmée</numerusform>
            <numerusform>%n confirmées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n removed</source>
        <translation>
            <numerusform>%n retirée</numerusform>
            <numerusform>%n retirées</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Changed records</source>
        <translation>Fiches modifiées</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Go back to what the record was in the shared store.</source>
        <translation>Revenir à la fiche telle qu’elle était dans le dépôt partagé.</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/outbox_view.py"/>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Open Form</source>
        <translation>Ouvrir le formulaire</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Reason for All…</source>
        <translation>Motif pour tous…</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Reason…</source>
        <translation>Motif…</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Revert</source>
        <translation>Rétablir</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>Revert %n field(s)</source>
        <translation>
            <numerusform>Rétablir %n champ</numerusform>
            <numerusform>Rétablir %n champs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>Revert %n record(s)</source>
        <translation>
            <numerusform>Rétablir %n fiche</numerusform>
            <numerusform>Rétablir %n fiches</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Revert All…</source>
        <translation>Tout rétablir…</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <source>Say why, with evidence; for one change or for many at once.</source>
        <translation>Dire pourquoi, preuves à l’appui; pour un changement ou pour plusieurs à la fois.</translation>
    </message>
    <message>
        <location filename="ui/changes_view.py"/>
        <location filename="ui/findings_view.py"/>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_words.py"/>
        <source>%n piece(s) of evidence</source>
        <translation>
            <numerusform>%n preuve</numerusform>
            <numerusform>%n preuves</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/changes_words.py"/>
        <source>added</source>
        <translation>ajoutée</translation>
    </message>
    <message>
        <location filename="ui/changes_words.py"/>
        <source>changed</source>
        <translation>modifiée</translation>
    </message>
    <message>
        <location filename="ui/changes_words.py"/>
        <source>confirmed</source>
        <translation>confirmée</translation>
    </message>
    <message>
        <location filename="ui/changes_words.py"/>
        <source>removed</source>
        <translation>retirée</translation>
    </message>
    <message>
        <location filename="ui/changes_words.py"/>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>Apply the choices</source>
        <translation>Appliquer les choix</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>Click the value that should stand. Yours stays a change, and goes with your next submission; theirs comes into your working copy.</source>
        <translation>Cliquez sur la valeur à garder. La vôtre reste un changement et part avec votre prochaine soumission; la leur entre dans votre copie de travail.</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>Mine everywhere</source>
        <translation>Les miennes partout</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>Others changed the same</source>
        <translation>D’autres ont modifié la même chose</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>Theirs everywhere</source>
        <translation>Les leurs partout</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <location filename="ui/review_table.py"/>
        <source>Values to choose from</source>
        <translation>Valeurs au choix</translation>
    </message>
    <message>
        <location filename="ui/conflict_choices.py"/>
        <source>{made} of {all} chosen</source>
        <translation>Choix faits : {made} sur {all}</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>Added as well</source>
        <translation>Ajoutée aussi</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>Changed since</source>
        <translation>Modifiée depuis</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>Click, or press Enter, to take this value; once more to take it back.</source>
        <translation>Cliquez, ou appuyez sur Entrée, pour prendre cette valeur; une fois de plus pour annuler ce choix.</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>In the shared store</source>
        <translation>Dans le dépôt partagé</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>It was there</source>
        <translation>Elle existait</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <location filename="ui/review_words.py"/>
        <source>Removed</source>
        <translation>Supprimé</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>The whole record</source>
        <translation>La fiche entière</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>Yours</source>
        <translation>La vôtre</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <location filename="ui/review_conflict.py"/>
        <source>{field}, {column}: {value}</source>
        <translation>{field}, {column} : {value}</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <location filename="ui/import_map_page.py"/>
        <source>{field}: {value}</source>
        <translation>{field} : {value}</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>{name} ({kind})</source>
        <translation>{name} ({kind})</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <source>{value}, chosen</source>
        <translation>{value}, choisie</translation>
    </message>
    <message>
        <location filename="ui/conflict_model.py"/>
        <location filename="ui/review_words.py"/>
        <source>{who}, {date}</source>
        <translation>{who}, {date}</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Choose a store. Its layers are read-only.</source>
        <translation>Choisissez un dépôt. Ses couches sont en lecture seule.</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Connections and their stores</source>
        <translation>Connexions et leurs dépôts</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Look Again</source>
        <translation>Chercher de nouveau</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Looking for stores in “{name}”</source>
        <translation>Recherche de dépôts dans « {name} »</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Looking for stores…</source>
        <translation>Recherche de dépôts…</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>No store that your account can read.</source>
        <translation>Aucun dépôt que votre compte peut lire.</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>Open a Store in a Database</source>
        <translation>Ouvrir un dépôt dans une base de données</translation>
    </message>
    <message>
        <location filename="ui/database_dialog.py"/>
        <source>QGIS has no saved PostgreSQL connection. Make one in the Browser panel (PostgreSQL, New Connection), with an authentication configuration for the login; then look again.</source>
        <translation>Aucune connexion PostgreSQL n’est enregistrée dans QGIS. Créez-en une dans le panneau Explorateur (PostgreSQL, Nouvelle connexion), avec une configuration d’authentification; puis cherchez de nouveau.</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <location filename="ui/facet_popup.py"/>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/receipt_dialog.py"/>
        <location filename="ui/scenario_compare.py"/>
        <location filename="ui/scenario_editor.py"/>
        <location filename="ui/scenario_sites.py"/>
        <location filename="ui/shared_notes.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Copied.</source>
        <translation>Copié.</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/import_review_page.py"/>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Diagnostics of Service Points</source>
        <translation>Diagnostic de Points de service</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Save the Diagnostics</source>
        <translation>Enregistrer le diagnostic</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Saved: {path}</source>
        <translation>Enregistré : {path}</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>This is what helps to find a problem: versions, settings and the last messages. Nothing is sent. Passwords, names and data are left out; read it before you pass it on.</source>
        <translation>Voici ce qui aide à trouver un problème : versions, paramètres et derniers messages. Rien n’est envoyé. Mots de passe, noms et données sont omis; lisez-le avant de le transmettre.</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>What will be saved</source>
        <translation>Ce qui sera enregistré</translation>
    </message>
    <message>
        <location filename="ui/diagnostics_dialog.py"/>
        <source>Zip file (*.zip)</source>
        <translation>Fichier zip (*.zip)</translation>
    </message>
    <message>
        <location filename="ui/facet_popup.py"/>
        <location filename="ui/points_tab.py"/>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <location filename="ui/facet_popup.py"/>
        <source>Search this list</source>
        <translation>Chercher dans cette liste</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>Filter: {title}</source>
        <translation>Filtre : {title}</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <location filename="ui/options_page.py"/>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>More filters</source>
        <translation>Autres filtres</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>Needs attention</source>
        <translation>À examiner</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>Remove the filter “{label}”</source>
        <translation>Retirer le filtre « {label} »</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="ui/filter_bar.py"/>
        <source>{title} ({n})</source>
        <translation>{title} ({n})</translation>
    </message>
    <message>
        <location filename="ui/findings_model.py"/>
        <source>corrected, not saved yet</source>
        <translation>corrigé, pas encore enregistré</translation>
    </message>
    <message>
        <location filename="ui/findings_model.py"/>
        <source>handled</source>
        <translation>traité</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n handled</source>
        <translation>
            <numerusform>%n traité</numerusform>
            <numerusform>%n traités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n shown</source>
        <translation>
            <numerusform>%n affiché</numerusform>
            <numerusform>%n affichés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n avertissement</numerusform>
            <numerusform>%n avertissements</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>All findings</source>
        <translation>Tous les constats</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>All rules</source>
        <translation>Toutes les règles</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Checking the records against the rules.</source>
        <translation>Vérification des fiches selon les règles.</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/session.py"/>
        <source>Checking the service points</source>
        <translation>Vérification des points de service</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <location filename="ui/form_lines.py"/>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>Correct (%n)</source>
        <translation>
            <numerusform>Corriger (%n)</numerusform>
            <numerusform>Corriger (%n)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Correct All Shown</source>
        <translation>Corriger tout ce qui est affiché</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Correction: {before} → {after}</source>
        <translation>Correction : {before} → {after}</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Handled ones too</source>
        <translation>Traités aussi</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Mark as Handled</source>
        <translation>Marquer comme traité</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Mark as Open Again</source>
        <translation>Marquer comme à traiter</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Not checked: {rules}. {reason}</source>
        <translation>Non vérifiées : {rules}. {reason}</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Nothing was found: every record meets every rule that was checked.</source>
        <translation>Aucun constat : toutes les fiches respectent les règles vérifiées.</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Open form</source>
        <translation>Ouvrir le formulaire</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>Search findings</source>
        <translation>Chercher dans les constats</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>This register has {points} points: it is checked only when you press “Check”. All of it is read for that, which takes minutes and much memory.</source>
        <translation>Ce registre compte {points} points : il n’est vérifié que si vous cliquez sur « Vérifier ». Il est alors lu en entier, ce qui prend des minutes et beaucoup de mémoire.</translation>
    </message>
    <message>
        <location filename="ui/findings_view.py"/>
        <source>With a correction</source>
        <translation>Avec correction</translation>
    </message>
    <message>
        <location filename="ui/form_checker.py"/>
        <source>Looking at edits that are not saved</source>
        <translation>Prise en compte des modifications non enregistrées</translation>
    </message>
    <message>
        <location filename="ui/form_checker.py"/>
        <source>Reading the records that forms are checked against</source>
        <translation>Lecture des fiches servant à vérifier les formulaires</translation>
    </message>
    <message>
        <location filename="ui/form_fields.py"/>
        <source>Record of a store of service points</source>
        <translation>Fiche d’un dépôt de points de service</translation>
    </message>
    <message>
        <location filename="ui/form_lines.py"/>
        <source>Error: {message}</source>
        <translation>Erreur : {message}</translation>
    </message>
    <message>
        <location filename="ui/form_lines.py"/>
        <source>Warning: {message}</source>
        <translation>Avertissement : {message}</translation>
    </message>
    <message>
        <location filename="ui/form_lines.py"/>
        <source>Write “{value}” instead.</source>
        <translation>Écrire plutôt « {value} ».</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/form_moves.py"/>
        <source>%n point(s) moved. Are their addresses still right?</source>
        <translation>
            <numerusform>%n point s’est déplacé. Son adresse est-elle toujours exacte?</numerusform>
            <numerusform>%n points se sont déplacés. Leurs adresses sont-elles toujours exactes?</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>Correct the Address…</source>
        <translation>Corriger l’adresse…</translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>Moved {distance}. Still at {address}?</source>
        <translation>Déplacé de {distance}. Toujours au {address}?</translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>Put It Back</source>
        <translation>Remettre en place</translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>Put the point back</source>
        <translation>Remettre le point en place</translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>Still Right</source>
        <translation>Toujours exacte</translation>
    </message>
    <message>
        <location filename="ui/form_moves.py"/>
        <source>{name}: {address}</source>
        <translation>{name} : {address}</translation>
    </message>
    <message>
        <location filename="ui/form_verified.py"/>
        <source>Enter the date of today and how the record was verified.</source>
        <translation>Inscrire la date du jour et la façon dont la fiche a été vérifiée.</translation>
    </message>
    <message>
        <location filename="ui/form_verified.py"/>
        <source>Verified today</source>
        <translation>Vérifié aujourd’hui</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>Copy the hours of: {day}</source>
        <translation>Copier l’horaire : {day}</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>Holidays: closed</source>
        <translation>Jours fériés : fermé</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>Holidays: not said</source>
        <translation>Jours fériés : non précisé</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>Holidays: open</source>
        <translation>Jours fériés : ouvert</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>Public holidays</source>
        <translation>Jours fériés</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>To Every Day</source>
        <translation>Vers tous les jours</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>To Monday to Friday</source>
        <translation>Du lundi au vendredi</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>{day}, span {n}: closes at</source>
        <translation>{day}, plage {n} : ferme à</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>{day}, span {n}: opens at</source>
        <translation>{day}, plage {n} : ouvre à</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>{day}: add a span</source>
        <translation>{day} : ajouter une plage</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>{day}: open</source>
        <translation>{day} : ouvert</translation>
    </message>
    <message>
        <location filename="ui/hours_day.py"/>
        <source>{day}: remove span {n}</source>
        <translation>{day} : retirer la plage {n}</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>As text</source>
        <translation>En texte</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>As text only</source>
        <translation>En texte seulement</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>By note only</source>
        <translation>Par une remarque seulement</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>For example: by appointment</source>
        <translation>Par exemple : sur rendez-vous</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <location filename="ui/hours_widget.py"/>
        <source>Hours as text</source>
        <translation>Heures en texte</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>Note that stands for the hours</source>
        <translation>Remarque tenant lieu d’horaire</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>Open 24 hours a day, 7 days a week</source>
        <translation>Ouvert jour et nuit, 7 jours sur 7</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>Opening hours in the syntax of OpenStreetMap, which the store keeps.</source>
        <translation>Heures d’ouverture dans la syntaxe d’OpenStreetMap, que le dépôt conserve.</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>The grid cannot show this; it stays in the text: {rules}</source>
        <translation>La grille ne peut pas montrer ceci, qui reste dans le texte : {rules}</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>The hours are not known.</source>
        <translation>Les heures sont inconnues.</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>Way to give the hours</source>
        <translation>Façon d’indiquer les heures</translation>
    </message>
    <message>
        <location filename="ui/hours_editor.py"/>
        <source>Weekly hours</source>
        <translation>Horaire hebdomadaire</translation>
    </message>
    <message>
        <location filename="ui/hours_widget.py"/>
        <source>Edit the hours in a weekly grid</source>
        <translation>Modifier les heures dans une grille hebdomadaire</translation>
    </message>
    <message>
        <location filename="ui/hours_widget.py"/>
        <location filename="ui/import_filter_values.py"/>
        <location filename="ui/import_join.py"/>
        <location filename="ui/import_way_dialog.py"/>
        <location filename="ui/review_keys.py"/>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <location filename="ui/hours_widget.py"/>
        <source>Opening Hours</source>
        <translation>Heures d’ouverture</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>A source without them is as good; what is read from them is empty then.</source>
        <translation>Une source sans elles convient aussi; ce qui s’y lit reste alors vide.</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Ask when more than this changes</source>
        <translation>Demander si plus que cela change</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>At least so many rows</source>
        <translation>Nombre minimal de lignes</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Attribution (English)</source>
        <translation>Mention de la source (anglais)</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Attribution (French)</source>
        <translation>Mention de la source (français)</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Beside those that are mapped, which it must have in any case.</source>
        <translation>En plus de celles qui sont associées, qu’elle doit avoir de toute façon.</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Close after so many imports without them</source>
        <translation>Fermer après ce nombre d’importations sans eux</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Columns it may lack</source>
        <translation>Colonnes facultatives</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Columns it must have</source>
        <translation>Colonnes obligatoires</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Identifier of the profile</source>
        <translation>Identifiant du profil</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Licence of the source</source>
        <translation>Licence de la source</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Lower-case letters, digits, points and hyphens; keep it from import to import.</source>
        <translation>Minuscules, chiffres, points et traits d’union; gardez-le d’une importation à l’autre.</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Of the service points that the source gave before.</source>
        <translation>Parmi les points de service déjà fournis par la source.</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Points gone from the source</source>
        <translation>Points disparus de la source</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Title (English)</source>
        <translation>Titre (anglais)</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Title (French)</source>
        <translation>Titre (français)</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>Web page of the source</source>
        <translation>Page Web de la source</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>list them</source>
        <translation>les énumérer</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>list them, and propose to close them</source>
        <translation>les énumérer et proposer de les fermer</translation>
    </message>
    <message>
        <location filename="ui/import_about.py"/>
        <source>say nothing</source>
        <translation>ne rien dire</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <location filename="ui/import_way_dialog.py"/>
        <source>A fixed value</source>
        <translation>Valeur fixe</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <location filename="ui/import_rules.py"/>
        <location filename="ui/import_way_pages.py"/>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <source>Columns of the source</source>
        <translation>Colonnes de la source</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <source>In this row</source>
        <translation>Dans cette ligne</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <source>{column} (not in the source)</source>
        <translation>{column} (absente de la source)</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <source>{column}: in use</source>
        <translation>{column} : utilisée</translation>
    </message>
    <message>
        <location filename="ui/import_columns.py"/>
        <source>– nothing –</source>
        <translation>– rien –</translation>
    </message>
    <message>
        <location filename="ui/import_constants.py"/>
        <source>Value of {field}</source>
        <translation>Valeur de {field}</translation>
    </message>
    <message>
        <location filename="ui/import_constants.py"/>
        <source>choose</source>
        <translation>choisir</translation>
    </message>
    <message>
        <location filename="ui/import_constants.py"/>
        <source>name of the organization</source>
        <translation>nom de l’organisation</translation>
    </message>
    <message>
        <location filename="ui/import_controller.py"/>
        <source>An import is compared with a working copy. Make one on the Changes tab, then import.</source>
        <translation>Une importation se compare avec une copie de travail. Créez-en une sous l’onglet Changements, puis importez.</translation>
    </message>
    <message>
        <location filename="ui/import_controller.py"/>
        <source>Import a Source</source>
        <translation>Importer une source</translation>
    </message>
    <message>
        <location filename="ui/import_controller.py"/>
        <source>Open a shared store or a working copy first: an import is compared with it.</source>
        <translation>Ouvrez d’abord un dépôt partagé ou une copie de travail : c’est avec cela que l’importation se compare.</translation>
    </message>
    <message>
        <location filename="ui/import_controller.py"/>
        <source>The language was changed; this window follows when it is opened the next time.</source>
        <translation>La langue a changé; cette fenêtre suivra à sa prochaine ouverture.</translation>
    </message>
    <message>
        <location filename="ui/import_controller.py"/>
        <source>This import is still compared with “{copy}”. Close the assistant to import elsewhere.</source>
        <translation>Cette importation se compare encore avec « {copy} ». Fermez l’assistant pour importer ailleurs.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n document(s) saved</source>
        <translation>
            <numerusform>%n document enregistré</numerusform>
            <numerusform>%n documents enregistrés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n document(s) sent</source>
        <translation>
            <numerusform>%n document transmis</numerusform>
            <numerusform>%n documents transmis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n row(s) are still to be decided; they stay out of the draft.</source>
        <translation>
            <numerusform>%n ligne reste à trancher; elle ne fait pas partie du projet.</numerusform>
            <numerusform>%n lignes restent à trancher; elles ne font pas partie du projet.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>Nothing has changed in your working copy. When the stewards’ receipt comes, look for it in the outbox, on the Changes tab, then read the store again; the next import of this source compares with what they merged.</source>
        <translation>Rien n’a changé dans votre copie de travail. L’accusé de l’intendance arrivera dans la boîte d’envoi, sous l’onglet Changements; relisez alors le dépôt. La prochaine importation de cette source se comparera avec ce qui aura été fusionné.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>Proposed to close: {n}.</source>
        <translation>Fermetures proposées : {n}.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Save to a folder…</source>
        <translation>Enregistrer dans un dossier…</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/outbox_place.py"/>
        <location filename="ui/outbox_view.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Send it to the data stewards: {email}</source>
        <translation>Envoyez-la à l’intendance des données : {email}</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>Service points added: {new}; changed: {changed}; recognised: {linked}; unchanged: {unchanged}; rows rejected: {rejected}.</source>
        <translation>Points de service ajoutés : {new}; modifiés : {changed}; reconnus : {linked}; inchangés : {unchanged}; lignes rejetées : {rejected}.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Still needed: {answers}.</source>
        <translation>Il manque encore : {answers}.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>The draft</source>
        <translation>Le projet</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>The register has all that the source says and that may be taken over. What was rejected or left alone is listed on the page before.</source>
        <translation>Le registre a déjà tout ce que dit la source et qui peut en être repris. Ce qui a été rejeté ou laissé tel quel figure à la page précédente.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>There is nothing to submit</source>
        <translation>Il n’y a rien à soumettre</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>They are merged in this order: the first one has the source itself.</source>
        <translation>Ils se fusionnent dans cet ordre : le premier contient la source elle-même.</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Where to send it</source>
        <translation>Où l’envoyer</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>Who submits it</source>
        <translation>Qui le soumet</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>Yes, so many changes are right</source>
        <translation>Oui, ces nombreux changements sont voulus</translation>
    </message>
    <message>
        <location filename="ui/import_draft_page.py"/>
        <source>that so many changes are right</source>
        <translation>la confirmation que ces nombreux changements sont voulus</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>By rule: {rule} ({columns})</source>
        <translation>Selon la règle : {rule} ({columns})</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>a part of</source>
        <translation>une partie de</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>always the same</source>
        <translation>toujours la même</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>by a list of values</source>
        <translation>d’après une liste de valeurs</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>by a pattern</source>
        <translation>d’après un motif</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>first that is filled</source>
        <translation>la première remplie</translation>
    </message>
    <message>
        <location filename="ui/import_expressions.py"/>
        <source>joined</source>
        <translation>réunies</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <location filename="ui/import_trial.py"/>
        <location filename="ui/import_values.py"/>
        <source>Becomes</source>
        <translation>Devient</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Comes from</source>
        <translation>Provient de</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Field of the register</source>
        <translation>Champ du registre</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Fields of the register</source>
        <translation>Champs du registre</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Guess. {question}</source>
        <translation>Supposition. {question}</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <location filename="ui/import_key.py"/>
        <source>Guess. {reason}</source>
        <translation>Supposition. {reason}</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>How “{field}” is read</source>
        <translation>Lecture de « {field} »</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Where empty: {value}</source>
        <translation>Si vide : {value}</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <source>Where “{field}” comes from</source>
        <translation>Provenance de « {field} »</translation>
    </message>
    <message>
        <location filename="ui/import_field_list.py"/>
        <location filename="ui/import_map_page.py"/>
        <source>could not be read</source>
        <translation>illisible</translation>
    </message>
    <message>
        <location filename="ui/import_fields.py"/>
        <source>Address in one piece</source>
        <translation>Adresse d’un seul tenant</translation>
    </message>
    <message>
        <location filename="ui/import_fields.py"/>
        <source>Telephone ({tag})</source>
        <translation>Téléphone ({tag})</translation>
    </message>
    <message>
        <location filename="ui/import_filter_values.py"/>
        <source>Only the {n} most frequent of {all} values are shown.</source>
        <translation>Seules les {n} valeurs les plus fréquentes sur {all} sont affichées.</translation>
    </message>
    <message>
        <location filename="ui/import_filter_values.py"/>
        <source>Search values</source>
        <translation>Chercher des valeurs</translation>
    </message>
    <message>
        <location filename="ui/import_filter_values.py"/>
        <source>Values of the Filter</source>
        <translation>Valeurs du filtre</translation>
    </message>
    <message>
        <location filename="ui/import_filter_values.py"/>
        <source>Values of the column</source>
        <translation>Valeurs de la colonne</translation>
    </message>
    <message>
        <location filename="ui/import_filter_values.py"/>
        <source>{value} ({n})</source>
        <translation>{value} ({n})</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/pages.py"/>
        <location filename="ui/review_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Close the Assistant</source>
        <translation>Fermer l’assistant</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Draft</source>
        <translation>Projet</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/import_map_page.py"/>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/import_join.py"/>
        <location filename="ui/outbox_view.py"/>
        <location filename="ui/pages.py"/>
        <location filename="ui/receipt_dialog.py"/>
        <location filename="ui/scenario_page.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <location filename="ui/panel_entries.py"/>
        <location filename="ui/review_tab.py"/>
        <source>Review</source>
        <translation>Examen</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>The profile is not saved, and closing loses what was mapped. Decisions are kept. Close?</source>
        <translation>Le profil n’est pas enregistré : en fermant, vous perdez les associations. Les décisions sont conservées. Fermer?</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>{number}. {step}</source>
        <translation>{number}. {step}</translation>
    </message>
    <message>
        <location filename="ui/import_frame.py"/>
        <source>{title}: {share}%</source>
        <translation>{title} : {share} %</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>A column for each day</source>
        <translation>Une colonne par jour</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>Column of the hours</source>
        <translation>Colonne des heures</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>Holidays</source>
        <translation>Jours fériés</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>How the hours are written</source>
        <translation>Façon d’écrire les heures</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>OSM syntax (Mo-Fr 08:30-16:30)</source>
        <translation>Syntaxe OSM (Mo-Fr 08:30-16:30)</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>Read together with: {columns}</source>
        <translation>Lue avec : {columns}</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>Sentences in English</source>
        <translation>Phrases en anglais</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>Sentences in French</source>
        <translation>Phrases en français</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>The source has no hours</source>
        <translation>La source n’a pas d’heures</translation>
    </message>
    <message>
        <location filename="ui/import_hours.py"/>
        <source>What cannot be read as hours stays as a note and is listed after the comparison.</source>
        <translation>Ce qui ne se lit pas comme des heures est conservé dans une remarque et énuméré après la comparaison.</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Alone are for example {keys}.</source>
        <translation>Sans pendant, par exemple : {keys}.</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <location filename="ui/import_source_page.py"/>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Identifier in the source</source>
        <translation>Identifiant dans la source</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>In front of its columns</source>
        <translation>Préfixe de ses colonnes</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Join no file</source>
        <translation>Ne joindre aucun fichier</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <location filename="ui/import_window.py"/>
        <source>Reading the source</source>
        <translation>Lecture de la source</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Rows that are joined: {n} of {all}. Without a partner: {alone} here, {lonely} in the file.</source>
        <translation>Lignes jointes : {n} sur {all}. Sans pendant : {alone} ici, {lonely} dans le fichier.</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Rows with the same identifier are joined: the columns of this file then stand beside those of the source. Keep it next to the source, so that the next import finds it.</source>
        <translation>Les lignes de même identifiant sont jointes : les colonnes de ce fichier s’ajoutent alors à celles de la source. Gardez-le à côté de la source pour que la prochaine importation le trouve.</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>Tells the columns of this file from those of the source: fr.NAME beside NAME.</source>
        <translation>Distingue les colonnes de ce fichier de celles de la source : fr.NOM à côté de NOM.</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>The File in the Other Language</source>
        <translation>Fichier dans l’autre langue</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>The same identifier in this file</source>
        <translation>Le même dans ce fichier</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <location filename="ui/import_trial.py"/>
        <source>“{text}”</source>
        <translation>« {text} »</translation>
    </message>
    <message>
        <location filename="ui/import_join.py"/>
        <source>“{value}” is there more than once in the second file: by this column it cannot be joined.</source>
        <translation>« {value} » figure plus d’une fois dans le second fichier : cette colonne ne permet pas la jointure.</translation>
    </message>
    <message>
        <location filename="ui/import_key.py"/>
        <source>Column that identifies each row</source>
        <translation>Colonne qui identifie chaque ligne</translation>
    </message>
    <message>
        <location filename="ui/import_key.py"/>
        <source>How the identifier is read</source>
        <translation>Lecture de l’identifiant</translation>
    </message>
    <message>
        <location filename="ui/import_key.py"/>
        <source>Namespace of the identifiers</source>
        <translation>Espace de noms des identifiants</translation>
    </message>
    <message>
        <location filename="ui/import_key.py"/>
        <source>Tells the identifiers of this source from those of others; keep it too.</source>
        <translation>Distingue les identifiants de cette source de ceux des autres; gardez-le également.</translation>
    </message>
    <message>
        <location filename="ui/import_key.py"/>
        <source>Which column tells one row from every other, and stays the same from month to month? By it the next import recognises each row.</source>
        <translation>Quelle colonne distingue chaque ligne de toutes les autres et reste la même d’un mois à l’autre? C’est par elle que la prochaine importation reconnaîtra chaque ligne.</translation>
    </message>
    <message>
        <location filename="ui/import_lines.py"/>
        <source>Decision</source>
        <translation>Décision</translation>
    </message>
    <message>
        <location filename="ui/import_lines.py"/>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <location filename="ui/import_lines.py"/>
        <location filename="ui/shared_form.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>* A new service point needs it; of the two names one is enough.</source>
        <translation>* Nécessaire pour un nouveau point de service; un seul des deux noms suffit.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>A filter leaves this row out.</source>
        <translation>Un filtre laisse cette ligne de côté.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Add a filter</source>
        <translation>Ajouter un filtre</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Add a telephone</source>
        <translation>Ajouter un téléphone</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Add services</source>
        <translation>Ajouter des services</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Choose the column that identifies each row, on the tab “Identifier”.</source>
        <translation>Choisissez la colonne qui identifie chaque ligne, sous l’onglet « Identifiant ».</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Columns with codes of services that the register has.</source>
        <translation>Colonnes contenant les codes de services du registre.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Drag a column to a field, or choose it there.</source>
        <translation>Glissez une colonne sur un champ, ou choisissez-la dans le champ.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Each number becomes a telephone of its point.</source>
        <translation>Chaque numéro devient un téléphone du point de service.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Hours</source>
        <translation>Heures</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Import profiles (*.json)</source>
        <translation>Profils d’importation (*.json)</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>New points also need: {fields}.</source>
        <translation>Il manque aux nouveaux points : {fields}.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Next row</source>
        <translation>Ligne suivante</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>One question is still open: see below the fields.</source>
        <translation>Une question reste sans réponse : voyez sous les champs.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Only rows that pass every filter are imported.</source>
        <translation>Seules les lignes qui passent tous les filtres sont importées.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Row before</source>
        <translation>Ligne précédente</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Row {row} of the first {count}</source>
        <translation>Ligne {row} des {count} premières</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Rows imported: {kept} of the first {count}.</source>
        <translation>Lignes importées : {kept} des {count} premières.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Save the Profile</source>
        <translation>Enregistrer le profil</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Save the profile…</source>
        <translation>Enregistrer le profil…</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Say who publishes the source, on the tab “Description”.</source>
        <translation>Indiquez qui publie la source, sous l’onglet « Description ».</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Search fields</source>
        <translation>Chercher un champ</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Telephones</source>
        <translation>Téléphones</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>Telephones, services</source>
        <translation>Téléphones, services</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>The licence is not known: new points will be for partners only, and rows that would change public ones are rejected.</source>
        <translation>La licence est inconnue : les nouveaux points seront réservés aux partenaires, et les lignes qui changeraient des points publics seront rejetées.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>The next import of this source then takes one click.</source>
        <translation>La prochaine importation de cette source ne demandera alors qu’un clic.</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>The profile is saved: {path}</source>
        <translation>Le profil est enregistré : {path}</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>This row also becomes</source>
        <translation>Cette ligne donne aussi</translation>
    </message>
    <message>
        <location filename="ui/import_map_page.py"/>
        <source>{field}: {question}</source>
        <translation>{field} : {question}</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>Places: known addresses, coordinates</source>
        <translation>Emplacement : adresses connues, coordonnées</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>Rows without coordinates are placed by their address on a layer of known addresses, and how they were placed is recorded. Without such a layer they have no position.</source>
        <translation>Les lignes sans coordonnées sont placées d’après leur adresse sur une couche d’adresses connues, et la méthode est consignée. Sans cette couche, elles n’ont pas de position.</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>as they stand</source>
        <translation>telles quelles</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>ask when they are not plainly longitude and latitude</source>
        <translation>demander si ce ne sont pas clairement des longitudes et des latitudes</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>longitude and latitude are swapped</source>
        <translation>longitude et latitude sont interverties</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>longitudes lack their minus sign</source>
        <translation>il manque le signe moins aux longitudes</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>metres of a projection</source>
        <translation>mètres d’une projection</translation>
    </message>
    <message>
        <location filename="ui/import_options.py"/>
        <source>swapped, and without the minus sign</source>
        <translation>interverties et sans le signe moins</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Another candidate; the evidence is for the first.</source>
        <translation>Autre possibilité; les indices portent sur la première.</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Compared with</source>
        <translation>Comparée avec</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Decided: {answer}</source>
        <translation>Tranchée : {answer}</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Later (L)</source>
        <translation>Plus tard (L)</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Leave it open; it stays out of the draft.</source>
        <translation>La laisser en suspens; elle ne fait pas partie du projet.</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>New (N)</source>
        <translation>Nouveau (N)</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Same (S)</source>
        <translation>Le même (S)</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Show both places in QGIS’s map.</source>
        <translation>Montrer les deux endroits sur la carte de QGIS.</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>Source and register side by side</source>
        <translation>Source et registre côte à côte</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>The row is a service point that the register does not have.</source>
        <translation>La ligne est un point de service que le registre n’a pas.</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>The row is this service point of the register.</source>
        <translation>La ligne est ce point de service du registre.</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>{distance} apart</source>
        <translation>à {distance} l’un de l’autre</translation>
    </message>
    <message>
        <location filename="ui/import_pair.py"/>
        <source>○ register   ● source</source>
        <translation>○ registre   ● source</translation>
    </message>
    <message>
        <location filename="ui/import_questions.py"/>
        <location filename="ui/import_window.py"/>
        <source>Choose a file, or write a web address.</source>
        <translation>Choisissez un fichier ou saisissez une adresse Web.</translation>
    </message>
    <message>
        <location filename="ui/import_questions.py"/>
        <source>Choose the column of the filter first.</source>
        <translation>Choisissez d’abord la colonne du filtre.</translation>
    </message>
    <message>
        <location filename="ui/import_questions.py"/>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>Coordinate reference system</source>
        <translation>Système de coordonnées</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>Delimiter</source>
        <translation>Séparateur</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>File in the archive</source>
        <translation>Fichier de l’archive</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>Line of the column names</source>
        <translation>Ligne des noms de colonnes</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>Sheet or layer</source>
        <translation>Feuille ou couche</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>The line that names the columns; 0 when no line does.</source>
        <translation>Ligne qui nomme les colonnes; 0 si aucune ne le fait.</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>detect</source>
        <translation>détecter</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>detected</source>
        <translation>détectée</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>detected: {line}</source>
        <translation>détectée : {line}</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>detected: {value}</source>
        <translation>détecté : {value}</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>tabulator</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>vertical bar</source>
        <translation>barre verticale</translation>
    </message>
    <message>
        <location filename="ui/import_reading.py"/>
        <source>{sheet} (hidden)</source>
        <translation>{sheet} (masquée)</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>Compare again</source>
        <translation>Comparer de nouveau</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>Copy the chosen rows, or all of them, for a spreadsheet.</source>
        <translation>Copier les lignes choisies, ou toutes, pour un tableur.</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>Search rows</source>
        <translation>Chercher dans les lignes</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>{list}: {count}</source>
        <translation>{list} : {count}</translation>
    </message>
    <message>
        <location filename="ui/import_review_page.py"/>
        <source>{list}: {open} of {count} open</source>
        <translation>{list} : {open} sur {count}</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Another organization is there: {name} ({evidence})</source>
        <translation>Une autre organisation s’y trouve : {name} ({evidence})</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Another row of the source says the same; one of them is used.</source>
        <translation>Une autre ligne de la source dit la même chose; une seule est utilisée.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Cells not read</source>
        <translation>Cellules illisibles</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Changed points</source>
        <translation>Points modifiés</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Each may be a service point of the register. Say whether it is the same or a new one.</source>
        <translation>Chacune est peut-être un point de service du registre. Indiquez si c’est le même ou un nouveau.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_rows.py"/>
        <source>It lacked in %n import(s); nothing is proposed.</source>
        <translation>
            <numerusform>Absent de %n importation; rien n’est proposé.</numerusform>
            <numerusform>Absent de %n importations; rien n’est proposé.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Its service point was removed or added in this working copy. Submit that first.</source>
        <translation>Son point de service a été supprimé ou ajouté dans cette copie de travail. Soumettez d’abord ce changement.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>New one</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>New points</source>
        <translation>Nouveaux points</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Recognised points</source>
        <translation>Points reconnus</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Rejected rows</source>
        <translation>Lignes rejetées</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Repeated rows</source>
        <translation>Lignes répétées</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Same</source>
        <translation>Le même</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Something stands there that the field could not take; it was left out.</source>
        <translation>Il s’y trouve quelque chose que le champ ne peut pas recevoir; cela a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The draft proposes to close it.</source>
        <translation>Le projet propose de le fermer.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The register does not have them; the draft adds them.</source>
        <translation>Le registre ne les a pas; le projet les ajoute.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The register has them from this source, and the source has them no more.</source>
        <translation>Le registre les tient de cette source, et la source ne les a plus.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The register has them, and the source says something else; the draft changes that.</source>
        <translation>Le registre les a, et la source dit autre chose; le projet le modifie.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The register has them; the draft only adds the source’s identifier.</source>
        <translation>Le registre les a; le projet ajoute seulement l’identifiant de la source.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The source and the register agree.</source>
        <translation>La source et le registre concordent.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>The source says something else, and the register’s value stays.</source>
        <translation>La source dit autre chose, et la valeur du registre demeure.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>These rows go no further. The reason says what would have to be put right.</source>
        <translation>Ces lignes ne vont pas plus loin. Le motif indique ce qu’il faudrait corriger.</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Unchanged points</source>
        <translation>Points inchangés</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>Values left alone</source>
        <translation>Valeurs non touchées</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>You decided it. {evidence}</source>
        <translation>Tranché par vous. {evidence}</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>corrected since the last import</source>
        <translation>corrigée depuis la dernière importation</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>edited in this working copy</source>
        <translation>modifiée dans cette copie de travail</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>from a better source</source>
        <translation>d’une meilleure source</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>{field} → {value}</source>
        <translation>{field} → {value}</translation>
    </message>
    <message>
        <location filename="ui/import_rows.py"/>
        <source>{field}: “{offered}” does not replace “{stays}” ({why})</source>
        <translation>{field} : « {offered} » ne remplace pas « {stays} » ({why})</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>Choose among the values of the column</source>
        <translation>Choisir parmi les valeurs de la colonne</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>How much of the service is delivered</source>
        <translation>Étendue de la prestation du service</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>How this column is read</source>
        <translation>Lecture de cette colonne</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>Kind of telephone</source>
        <translation>Type de téléphone</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>Test</source>
        <translation>Condition</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>area code, if numbers lack it</source>
        <translation>indicatif régional, s’il manque aux numéros</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>is empty</source>
        <translation>est vide</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>is none of</source>
        <translation>n’est aucune de</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>is not empty</source>
        <translation>n’est pas vide</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>is one of</source>
        <translation>est l’une de</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>sign between two codes</source>
        <translation>signe entre deux codes</translation>
    </message>
    <message>
        <location filename="ui/import_rules.py"/>
        <source>values, a semicolon between them</source>
        <translation>valeurs, séparées par un point-virgule</translation>
    </message>
    <message>
        <location filename="ui/import_sending.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Folder for the Submission</source>
        <translation>Dossier de la soumission</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_source_page.py"/>
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n ligne</numerusform>
            <numerusform>%n lignes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>A file on this computer</source>
        <translation>Un fichier sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>A new profile</source>
        <translation>Un nouveau profil</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>A profile from a file…</source>
        <translation>Un profil dans un fichier…</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>A second file with the other language, joined row by row.</source>
        <translation>Un second fichier dans l’autre langue, joint ligne par ligne.</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>A web address</source>
        <translation>Une adresse Web</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>An address mostly tells by its form what kind of service it is.</source>
        <translation>La forme d’une adresse indique généralement de quel type de service il s’agit.</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Change the join…</source>
        <translation>Modifier la jointure…</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>First rows</source>
        <translation>Premières lignes</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>First rows of the source</source>
        <translation>Premières lignes de la source</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Import profiles ({files})</source>
        <translation>Profils d’importation ({files})</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Join a file in the other language…</source>
        <translation>Joindre un fichier dans l’autre langue…</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Login, where the address asks for one:</source>
        <translation>Identification, si l’adresse en demande une :</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Look at the source</source>
        <translation>Voir la source</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Open a Profile</source>
        <translation>Ouvrir un profil</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Sources ({files})</source>
        <translation>Sources ({files})</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>The profile “{profile}” fits this source: nothing is left to map.</source>
        <translation>Le profil « {profile} » convient à cette source : il ne reste rien à associer.</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>The source lacks columns that the profile needs: {columns}. Map them on the next page.</source>
        <translation>Il manque à la source des colonnes que demande le profil : {columns}. Associez-les à la page suivante.</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Use this profile</source>
        <translation>Utiliser ce profil</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>Where the source is</source>
        <translation>Où se trouve la source</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>https://… of a file, an Esri layer, an OGC API collection, a WFS, CKAN</source>
        <translation>https://… d’un fichier, d’une couche Esri, d’une collection OGC API, d’un WFS, de CKAN</translation>
    </message>
    <message>
        <location filename="ui/import_source_page.py"/>
        <source>not complete: the source says it has {n}</source>
        <translation>incomplète : la source en annonce {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>In the source</source>
        <translation>Dans la source</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>Trying how a field is read</source>
        <translation>Essai de la lecture d’un champ</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>What the first rows become</source>
        <translation>Ce que deviennent les premières lignes</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>With a value: {n}</source>
        <translation>Avec une valeur : {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>cannot be read</source>
        <translation>illisible</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>cannot be read: {n}</source>
        <translation>illisibles : {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>empty in the source: {n}</source>
        <translation>vides dans la source : {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>left out by the filters: {n}</source>
        <translation>écartées par les filtres : {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>not known: {value}</source>
        <translation>inconnu : {value}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>repeated: {n}</source>
        <translation>répétées : {n}</translation>
    </message>
    <message>
        <location filename="ui/import_trial.py"/>
        <source>{counts} ({examples})</source>
        <translation>{counts} ({examples})</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Any other value</source>
        <translation>Toute autre valeur</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Fill in codes whose words match, where there is none yet.</source>
        <translation>Remplir les codes dont les mots concordent, là où il n’y en a pas encore.</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Guess</source>
        <translation>Deviner</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Guess: its words match.</source>
        <translation>Supposition : les mots concordent.</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Only the {n} most frequent of {all} values are shown: is this a column of codes?</source>
        <translation>Seules les {n} valeurs les plus fréquentes sur {all} sont affichées : est-ce bien une colonne de codes?</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>The column has {n} different values: it is no column of codes.</source>
        <translation>La colonne a {n} valeurs différentes : ce n’est pas une colonne de codes.</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Value in the source</source>
        <translation>Valeur dans la source</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>Values without a code: {n} of {all}; rows: {rows}.</source>
        <translation>Valeurs sans code : {n} sur {all}; lignes : {rows}.</translation>
    </message>
    <message>
        <location filename="ui/import_values.py"/>
        <source>What “{value}” becomes</source>
        <translation>Ce que devient « {value} »</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>A list of values</source>
        <translation>Une liste de valeurs</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>A piece between two signs</source>
        <translation>Un morceau entre deux signes</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>As before</source>
        <translation>Comme avant</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Back to the guess</source>
        <translation>Revenir à la supposition</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>By the rule of the profile</source>
        <translation>Selon la règle du profil</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Choose the value.</source>
        <translation>Choisissez la valeur.</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Dates are written</source>
        <translation>Forme des dates</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>How it is read</source>
        <translation>Mode de lecture</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>How “{field}” Is Read</source>
        <translation>Lecture de « {field} »</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>One column, as it is</source>
        <translation>Une colonne, telle quelle</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Part of a text, by a pattern</source>
        <translation>Une partie d’un texte, d’après un motif</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Part of an address in one piece</source>
        <translation>Une partie d’une adresse d’un seul tenant</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Several columns together</source>
        <translation>Plusieurs colonnes réunies</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>The first column that is filled</source>
        <translation>La première colonne remplie</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Where nothing can be read</source>
        <translation>Si rien n’est lisible</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Without a beginning or an end</source>
        <translation>Sans un début ou une fin</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>Yes or no</source>
        <translation>Oui ou non</translation>
    </message>
    <message>
        <location filename="ui/import_way_dialog.py"/>
        <source>{Y} is the year, {m} the month, {d} the day, {B} a month in letters.</source>
        <translation>{Y} est l’année, {m} le mois, {d} le jour, {B} un mois en lettres.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>A regular expression. [0-9]+ finds digits, [^,]* all up to a comma, ^ is the beginning and $ the end; parentheses hold what is taken.</source>
        <translation>Une expression rationnelle. [0-9]+ trouve des chiffres, [^,]* tout jusqu’à une virgule, ^ est le début et $ la fin; les parenthèses entourent ce qui est retenu.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Add a column</source>
        <translation>Ajouter une colonne</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Between them</source>
        <translation>Entre elles</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Choose a column.</source>
        <translation>Choisissez une colonne.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Column {number}</source>
        <translation>Colonne {number}</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Columns, in this order</source>
        <translation>Colonnes, dans cet ordre</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Only on rows where all of them are filled</source>
        <translation>Seulement aux lignes où toutes sont remplies</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Pattern</source>
        <translation>Motif</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Remove column {number}</source>
        <translation>Retirer la colonne {number}</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Rule of the profile</source>
        <translation>Règle du profil</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Sign between the pieces</source>
        <translation>Signe entre les morceaux</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Taken from it</source>
        <translation>On en retient</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>This rule was written by hand. It stays as it is unless another way is chosen.</source>
        <translation>Cette règle a été écrite à la main. Elle reste telle quelle, sauf si vous choisissez un autre mode.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>What stands between two texts; a space if you like.</source>
        <translation>Ce qui sépare deux textes; une espace au besoin.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Which piece</source>
        <translation>Quel morceau</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Without the beginning</source>
        <translation>Sans le début</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Without the end</source>
        <translation>Sans la fin</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Words for no</source>
        <translation>Mots pour non</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Words for yes</source>
        <translation>Mots pour oui</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Write a pattern.</source>
        <translation>Écrivez un motif.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Write the sign between the pieces.</source>
        <translation>Écrivez le signe entre les morceaux.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Write what is to be left out.</source>
        <translation>Écrivez ce qui est à retrancher.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>Yes, no, true, false, 1, 0 and the like are read in both languages as they are.</source>
        <translation>Oui, non, vrai, faux, 1, 0 et leurs semblables sont compris d’office dans les deux langues.</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>all that is found</source>
        <translation>tout ce qui est trouvé</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>counted from the end</source>
        <translation>compté à partir de la fin</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>parenthesis</source>
        <translation>parenthèse</translation>
    </message>
    <message>
        <location filename="ui/import_way_pages.py"/>
        <source>words of the source, a semicolon between them</source>
        <translation>mots de la source, séparés par un point-virgule</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <source>Comparing the source</source>
        <translation>Comparaison de la source</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <source>Import a Source – {copy}</source>
        <translation>Importer une source – {copy}</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <location filename="ui/session.py"/>
        <source>Reading the store again</source>
        <translation>Nouvelle lecture du dépôt</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <source>Say which field of the address points holds the address.</source>
        <translation>Précisez quel champ des points d’adresse contient l’adresse.</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <location filename="ui/outbox_controller.py"/>
        <location filename="ui/submission_dialog.py"/>
        <source>Sending the submission</source>
        <translation>Envoi de la soumission</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <source>Something unexpected happened and nothing was changed: {reason}</source>
        <translation>Un imprévu est survenu et rien n’a été changé : {reason}</translation>
    </message>
    <message>
        <location filename="ui/import_window.py"/>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
    <message>
        <location filename="ui/map_filter.py"/>
        <source>Filter the map too</source>
        <translation>Filtrer aussi la carte</translation>
    </message>
    <message>
        <location filename="ui/map_filter.py"/>
        <source>Filtering the map</source>
        <translation>Filtrage de la carte</translation>
    </message>
    <message>
        <location filename="ui/map_filter.py"/>
        <source>Show on the map only what the search and the filters find.</source>
        <translation>N’afficher sur la carte que ce que la recherche et les filtres trouvent.</translation>
    </message>
    <message>
        <location filename="ui/map_filter.py"/>
        <source>The map draws the points from a scale of 1:{scale} on. With “Filter the map too” it draws what is found at any scale, up to {points} points.</source>
        <translation>La carte dessine les points à partir de l’échelle 1:{scale}. Avec « Filtrer aussi la carte », elle dessine à toute échelle ce qui est trouvé, jusqu’à {points} points.</translation>
    </message>
    <message>
        <location filename="ui/menu_part.py"/>
        <source>Functions for Expressions</source>
        <translation>Fonctions pour les expressions</translation>
    </message>
    <message>
        <location filename="ui/menu_part.py"/>
        <source>Quick Guide</source>
        <translation>Guide rapide</translation>
    </message>
    <message>
        <location filename="ui/menu_part.py"/>
        <source>Settings and Deployment</source>
        <translation>Paramètres et déploiement</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>A dask.distributed scheduler. Empty: this computer does the work.</source>
        <translation>Un ordonnanceur dask.distributed. Vide : cet ordinateur fait le travail.</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>As the computer allows</source>
        <translation>Selon l’ordinateur</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Ask each time</source>
        <translation>Demander chaque fois</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Authority of the cluster</source>
        <translation>Autorité de la grappe</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Certificate (*.pem *.crt *.cer)</source>
        <translation>Certificat (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Certificate of this computer</source>
        <translation>Certificat de cet ordinateur</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Cluster scheduler</source>
        <translation>Ordonnanceur de la grappe</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Disk for road graphs</source>
        <translation>Disque pour les graphes routiers</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>End-user mode, set by your organization: the tools of data stewards are hidden.</source>
        <translation>Mode utilisateur final, fixé par votre organisation : les outils de l’intendance des données sont masqués.</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Folder of receipts</source>
        <translation>Dossier des accusés de traitement</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Folder of submissions</source>
        <translation>Dossier des soumissions</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Help for These Settings</source>
        <translation>Aide sur ces paramètres</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Its code in the register. Working copies are offered for it first.</source>
        <translation>Son code dans le registre. Les copies de travail sont d’abord proposées pour elle.</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Keep none</source>
        <translation>Ne rien conserver</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <location filename="ui/panel_menu.py"/>
        <source>Language of QGIS</source>
        <translation>Langue de QGIS</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Large Analyses</source>
        <translation>Grandes analyses</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <location filename="ui/submission_form.py"/>
        <source>Licence of the data</source>
        <translation>Licence des données</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>List only the points in the map view</source>
        <translation>Ne montrer que les points visibles sur la carte</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>MB</source>
        <translation>Mo</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Panel</source>
        <translation>Panneau</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Private key (*.pem *.key)</source>
        <translation>Clé privée (*.pem *.key)</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Private key of this computer</source>
        <translation>Clé privée de cet ordinateur</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Processes</source>
        <translation>Processus</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Role mailbox</source>
        <translation>Courriel générique</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <location filename="ui/submission_form.py"/>
        <source>Sign with</source>
        <translation>Signer avec</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Store to open first</source>
        <translation>Dépôt à ouvrir en premier</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>The file of a shared store, or postgis:connection/schema. Empty: the panel asks.</source>
        <translation>Le fichier d’un dépôt partagé, ou postgis:connexion/schéma. Vide : le panneau demande.</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Your jurisdiction</source>
        <translation>Votre administration</translation>
    </message>
    <message>
        <location filename="ui/options_page.py"/>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <location filename="ui/options_rows.py"/>
        <source>Preset by your organization; you may choose otherwise.</source>
        <translation>Préréglé par votre organisation; vous pouvez choisir autre chose.</translation>
    </message>
    <message>
        <location filename="ui/options_rows.py"/>
        <source>Set by your organization.</source>
        <translation>Fixé par votre organisation.</translation>
    </message>
    <message>
        <location filename="ui/options_rows.py"/>
        <source>{label}: {reason}.</source>
        <translation>{label} : {reason}.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_controller.py"/>
        <source>%n new answer(s).</source>
        <translation>
            <numerusform>%n nouvelle réponse.</numerusform>
            <numerusform>%n nouvelles réponses.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Applying the choices</source>
        <translation>Application des choix</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Looking for receipts</source>
        <translation>Relève des accusés</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Open a Receipt</source>
        <translation>Ouvrir un accusé</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Opening a receipt</source>
        <translation>Ouverture d’un accusé</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Reading the answer</source>
        <translation>Lecture de la réponse</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Reading the outbox</source>
        <translation>Lecture de la boîte d’envoi</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Receipts (*.receipt.json *.json)</source>
        <translation>Accusés (*.receipt.json *.json)</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Sent. It is not confirmed before the receipt has come.</source>
        <translation>Envoyée. Elle ne sera confirmée qu’à l’arrivée de l’accusé.</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Stopped. The outbox keeps what it had.</source>
        <translation>Arrêté. La boîte d’envoi garde ce qu’elle contenait.</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Take Off the List</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Take the submission of {date} and its receipt off the list? Your working copy stays as it is.</source>
        <translation>Retirer de la liste la soumission du {date} et son accusé? Votre copie de travail reste telle quelle.</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Take the submission of {date} off the list? It was never sent; your edits stay in the working copy.</source>
        <translation>Retirer de la liste la soumission du {date}? Elle n’a jamais été envoyée; vos modifications restent dans la copie de travail.</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>Taking a document off the list</source>
        <translation>Retrait d’un document de la liste</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>There is no new answer yet. Look again later.</source>
        <translation>Il n’y a aucune nouvelle réponse pour l’instant. Vérifiez de nouveau plus tard.</translation>
    </message>
    <message>
        <location filename="ui/outbox_controller.py"/>
        <source>These were not sent to a folder or an address. Open the stewards’ receipt from a file.</source>
        <translation>Ces documents n’ont pas été envoyés à un dossier ni à une adresse. Ouvrez l’accusé de l’intendance à partir d’un fichier.</translation>
    </message>
    <message>
        <location filename="ui/outbox_list.py"/>
        <source>Documents in the outbox</source>
        <translation>Documents de la boîte d’envoi</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Exchange Folder of the Stewards</source>
        <translation>Dossier d’échange de l’intendance</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Folder…</source>
        <translation>Dossier…</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <location filename="ui/shared_form.py"/>
        <source>Login</source>
        <translation>Authentification</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Login for the address</source>
        <translation>Authentification pour l’adresse</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Private Address</source>
        <translation>Adresse privée</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Send to the Stewards</source>
        <translation>Envoyer à l’intendance</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>The steward tells you the folder or the address. The same document is never kept twice.</source>
        <translation>L’intendance vous indique le dossier ou l’adresse. Un même document n’est jamais enregistré deux fois.</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Where do the stewards receive submissions?</source>
        <translation>Où l’intendance reçoit-elle les soumissions?</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>Where the stewards receive submissions</source>
        <translation>Endroit où l’intendance reçoit les soumissions</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>https://… or an exchange folder</source>
        <translation>https://… ou un dossier d’échange</translation>
    </message>
    <message>
        <location filename="ui/outbox_place.py"/>
        <source>“{address}” is on this computer or in a local network. Only go on if the steward gave you this address. Go on?</source>
        <translation>« {address} » se trouve sur cet ordinateur ou dans un réseau local. Ne continuez que si l’intendance vous a donné cette adresse. Continuer?</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_view.py"/>
        <source>Also those of other working copies (%n)</source>
        <translation>
            <numerusform>Aussi celui d’une autre copie de travail (%n)</numerusform>
            <numerusform>Aussi ceux d’autres copies de travail (%n)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Ask the stewards’ folder or address for what they have answered.</source>
        <translation>Consulter le dossier ou l’adresse de l’intendance pour voir ses réponses.</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Look for receipts</source>
        <translation>Relever les accusés</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <location filename="ui/review_page.py"/>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Nothing was submitted from this working copy yet. What you submit is kept here until the stewards’ receipt says what became of it.</source>
        <translation>Rien n’a encore été soumis à partir de cette copie de travail. Ce que vous soumettez est conservé ici jusqu’à ce que l’accusé de l’intendance dise ce qu’il en est advenu.</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Open a Receipt from a File…</source>
        <translation>Ouvrir un accusé à partir d’un fichier…</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Open the Folder of the Document</source>
        <translation>Ouvrir le dossier du document</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Read the answer…</source>
        <translation>Lire la réponse…</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Send again</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Send to Another Place…</source>
        <translation>Envoyer à un autre endroit…</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Send…</source>
        <translation>Envoyer…</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Take Off the List…</source>
        <translation>Retirer de la liste…</translation>
    </message>
    <message>
        <location filename="ui/outbox_view.py"/>
        <source>Take over what the stewards accepted, and see what they say of each change.</source>
        <translation>Reprendre ce que l’intendance a accepté et voir ce qu’elle dit de chaque changement.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_words.py"/>
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n changement</numerusform>
            <numerusform>%n changements</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Another window of QGIS is sending it.</source>
        <translation>Une autre fenêtre de QGIS est en train de l’envoyer.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Everything is decided. You can take it off the list.</source>
        <translation>Tout est décidé. Vous pouvez la retirer de la liste.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>It has not left this computer. Send it.</source>
        <translation>Elle n’a pas quitté cet ordinateur. Envoyez-la.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>New answer, not read yet</source>
        <translation>Nouvelle réponse, pas encore lue</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Others changed the same. Read the answer, choose, and submit again; or let the stewards decide.</source>
        <translation>D’autres ont modifié la même chose. Lisez la réponse, choisissez, puis soumettez de nouveau; ou laissez l’intendance décider.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <location filename="ui/receipt_dialog.py"/>
        <source>Partly accepted, the rest waits</source>
        <translation>Acceptée en partie, le reste est en attente</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Replaced by a later submission</source>
        <translation>Remplacée par une soumission ultérieure</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Send it again: if it arrived, nothing happens; if not, it arrives now.</source>
        <translation>Renvoyez-la : si elle est arrivée, rien ne se passe; sinon, elle arrivera maintenant.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Send the file to the stewards. When their receipt comes, open it here; or send the document now.</source>
        <translation>Envoyez le fichier à l’intendance. Quand son accusé arrive, ouvrez-le ici; ou envoyez le document maintenant.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>Sent? Not known</source>
        <translation>Envoyée? On l’ignore</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The edits are still in the working copy: submit them again.</source>
        <translation>Les modifications sont encore dans la copie de travail : soumettez-les de nouveau.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The receipt will say that it arrived and what became of it. Look for it later.</source>
        <translation>L’accusé dira qu’elle est arrivée et ce qu’il en est advenu. Relevez-le plus tard.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The stewards decide on the later one. You can take this one off the list.</source>
        <translation>L’intendance décide de la plus récente. Vous pouvez retirer celle-ci de la liste.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The stewards have answered. Open its working copy to take over what they accepted.</source>
        <translation>L’intendance a répondu. Ouvrez la copie de travail en question pour reprendre ce qu’elle a accepté.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The stewards have answered. Read the answer.</source>
        <translation>L’intendance a répondu. Lisez la réponse.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <source>The stewards have not decided everything yet. Look for the receipt again later.</source>
        <translation>L’intendance n’a pas encore tout décidé. Relevez l’accusé de nouveau plus tard.</translation>
    </message>
    <message>
        <location filename="ui/outbox_words.py"/>
        <location filename="ui/review_words.py"/>
        <source>{state}: {n}</source>
        <translation>{state} : {n}</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Bring it up to date</source>
        <translation>Mettre à jour</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Choose the GeoPackage file (.gpkg) of a shared store or of a working copy.</source>
        <translation>Choisissez le fichier GeoPackage (.gpkg) d’un dépôt partagé ou d’une copie de travail.</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Copy the details</source>
        <translation>Copier les détails</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <location filename="ui/store_button.py"/>
        <source>Open a store…</source>
        <translation>Ouvrir un dépôt…</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <location filename="ui/store_button.py"/>
        <source>Open a working copy…</source>
        <translation>Ouvrir une copie de travail…</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Open another store…</source>
        <translation>Ouvrir un autre dépôt…</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Open the sample</source>
        <translation>Ouvrir l’exemple</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Open “{store}”</source>
        <translation>Ouvrir « {store} »</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <location filename="ui/shared_layers.py"/>
        <source>Opening “{name}”</source>
        <translation>Ouverture de « {name} »</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Pine River County is fictional. It is included so that you can try everything.</source>
        <translation>Le comté de la rivière aux Pins est fictif. Il est inclus pour que vous puissiez tout essayer.</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <location filename="ui/panel.py"/>
        <source>Quick guide</source>
        <translation>Guide rapide</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>See the service points of every government in one place, and who they serve.</source>
        <translation>Voyez au même endroit les points de service de tous les gouvernements et la population qu’ils desservent.</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Something unexpected happened and the store was not opened. Nothing was changed. Try again; if it happens again, copy the details and report them.</source>
        <translation>Un problème imprévu est survenu et le dépôt n’a pas été ouvert. Rien n’a été modifié. Réessayez; si le problème se reproduit, copiez les détails et signalez-le.</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>The store could not be opened</source>
        <translation>Le dépôt n’a pas pu être ouvert</translation>
    </message>
    <message>
        <location filename="ui/pages.py"/>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Analyse</source>
        <translation>Analyser</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <location filename="ui/panel_entries.py"/>
        <source>Changes</source>
        <translation>Changements</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <source>Changes ({n})</source>
        <translation>Changements ({n})</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <source>Open a Store of Service Points</source>
        <translation>Ouvrir un dépôt de points de service</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <source>Shared store of {date}, read-only.</source>
        <translation>Dépôt partagé du {date}, en lecture seule.</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <source>Shared store of {date}. Its layers are read-only; you merge under Review.</source>
        <translation>Dépôt partagé du {date}. Couches en lecture seule; on fusionne sous Examen.</translation>
    </message>
    <message>
        <location filename="ui/panel.py"/>
        <source>Working copy, for editing. Shared store of {date}.</source>
        <translation>Copie de travail, modifiable. Dépôt partagé du {date}.</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <location filename="ui/shared_browser_menu.py"/>
        <source>Add a Shared Layer…</source>
        <translation>Ajouter une couche partagée…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Changed Records</source>
        <translation>Fiches modifiées</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Clear Search and Filters</source>
        <translation>Effacer la recherche et les filtres</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Close the Store</source>
        <translation>Fermer le dépôt</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Find Points</source>
        <translation>Chercher des points</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Load the Layers Again</source>
        <translation>Recharger les couches</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Look for Receipts</source>
        <translation>Relever les accusés</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Make a Working Copy…</source>
        <translation>Créer une copie de travail…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Open a Store…</source>
        <translation>Ouvrir un dépôt…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Open a Working Copy…</source>
        <translation>Ouvrir une copie de travail…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Open the Form of the Selected Point</source>
        <translation>Ouvrir le formulaire du point sélectionné</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Open the Sample</source>
        <translation>Ouvrir l’exemple</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Points That Need Attention</source>
        <translation>Points à examiner</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>PostGIS Database…</source>
        <translation>Base de données PostGIS…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <location filename="ui/panel_menu.py"/>
        <source>Read the Store Again</source>
        <translation>Relire le dépôt</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Receive Submissions…</source>
        <translation>Recevoir des soumissions…</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Review in a Wide Window</source>
        <translation>Examen dans une grande fenêtre</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Save All Edits</source>
        <translation>Enregistrer toutes les modifications</translation>
    </message>
    <message>
        <location filename="ui/panel_entries.py"/>
        <source>Zoom to the Selected Points</source>
        <translation>Zoomer sur les points sélectionnés</translation>
    </message>
    <message>
        <location filename="ui/panel_menu.py"/>
        <location filename="ui/plugin_menus.py"/>
        <source>Import a Source…</source>
        <translation>Importer une source…</translation>
    </message>
    <message>
        <location filename="ui/panel_menu.py"/>
        <source>Language, layers, import, print</source>
        <translation>Langue, couches, importation, impression</translation>
    </message>
    <message>
        <location filename="ui/plugin_menus.py"/>
        <source>Diagnostics…</source>
        <translation>Diagnostic…</translation>
    </message>
    <message>
        <location filename="ui/plugin_menus.py"/>
        <source>New Project from the Service Points Template</source>
        <translation>Nouveau projet à partir du modèle Points de service</translation>
    </message>
    <message>
        <location filename="ui/plugin_menus.py"/>
        <source>Show or hide the service points panel</source>
        <translation>Afficher ou masquer le panneau des points de service</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/point_finding.py"/>
        <source>%n more in the panel</source>
        <translation>
            <numerusform>%n autre dans le panneau</numerusform>
            <numerusform>%n autres dans le panneau</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/point_finding.py"/>
        <source>More in the panel</source>
        <translation>D’autres dans le panneau</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/point_list.py"/>
        <location filename="ui/words.py"/>
        <source>Needs attention: %n reason(s)</source>
        <translation>
            <numerusform>%n motif d’examen</numerusform>
            <numerusform>%n motifs d’examen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/point_locator.py"/>
        <source>Open a store of service points first</source>
        <translation>Ouvrez d’abord un dépôt de points de service</translation>
    </message>
    <message>
        <location filename="ui/point_locator.py"/>
        <location filename="ui/points_tab.py"/>
        <source>Open the Form</source>
        <translation>Ouvrir le formulaire</translation>
    </message>
    <message>
        <location filename="ui/point_locator.py"/>
        <source>Service points of the open store, by name, address or identifier</source>
        <translation>Points de service du dépôt ouvert, par nom, adresse ou identifiant</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>%n more outside the map view</source>
        <translation>
            <numerusform>%n autre hors de la carte affichée</numerusform>
            <numerusform>%n autres hors de la carte affichée</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n à examiner</numerusform>
            <numerusform>%n à examiner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <location filename="ui/preflight.py"/>
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Copy the Identifier</source>
        <translation>Copier l’identifiant</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Copy the Name and Address</source>
        <translation>Copier le nom et l’adresse</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Counting…</source>
        <translation>Comptage…</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>List only the points that need attention</source>
        <translation>Afficher seulement les points à examiner</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>List the points in the map view, and those without a position, such as call centres.</source>
        <translation>Afficher les points visibles sur la carte, ainsi que ceux qui n’ont pas de position, comme les centres d’appels.</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Load the layers again</source>
        <translation>Recharger les couches</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>No point matches the search and the filters. Clear them, or change one.</source>
        <translation>Aucun point ne correspond à la recherche et aux filtres. Effacez-les, ou changez-en un.</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Only in the map view</source>
        <translation>Visibles sur la carte seulement</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Open the form of the selected point</source>
        <translation>Ouvrir le formulaire du point sélectionné</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Remove the filters and the search words</source>
        <translation>Retirer les filtres et les mots recherchés</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Search name, address, identifier</source>
        <translation>Chercher nom, adresse, identifiant</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Searching takes long: this store has no words and indexes for it yet. Its owner adds them with “Prepare or update a register”.</source>
        <translation>La recherche est longue : ce dépôt n’a pas encore les mots et les index qu’il lui faut. Son propriétaire les ajoute avec « Préparer ou mettre à jour un registre ».</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Show the points outside the map view too</source>
        <translation>Afficher aussi les points hors de la carte affichée</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>The layers of this store were removed from the project.</source>
        <translation>Les couches de ce dépôt ont été retirées du projet.</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Verified Today</source>
        <translation>Vérifié aujourd’hui</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>What was found is outside the map view. Zoom out, or list the points outside it too.</source>
        <translation>Ce qui a été trouvé est hors de la carte affichée. Faites un zoom arrière, ou affichez aussi les points hors de la carte.</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Who Can Reach Them?</source>
        <translation>Qui peut s’y rendre?</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Zoom to the Map</source>
        <translation>Zoomer sur la carte</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>Zoom to the selected points</source>
        <translation>Zoomer sur les points sélectionnés</translation>
    </message>
    <message>
        <location filename="ui/points_tab.py"/>
        <source>{share} verified within 12 months</source>
        <translation>{share} vérifiés depuis moins de 12 mois</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>{shown} of %n point(s)</source>
        <translation>
            <numerusform>{shown} sur %n point</numerusform>
            <numerusform>{shown} sur %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/preflight.py"/>
        <source>%n road(s)</source>
        <translation>
            <numerusform>%n route</numerusform>
            <numerusform>%n routes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>About how long the run will take</source>
        <translation>Durée approximative du traitement</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>About {time} for {points}</source>
        <translation>Environ {time} pour {points}</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>About {time} for {points} on {roads}</source>
        <translation>Environ {time} pour {points} et {roads}</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>Choose the points to see how long it takes.</source>
        <translation>Choisissez les points pour connaître la durée.</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>Choose the roads to see how long it takes.</source>
        <translation>Choisissez les routes pour connaître la durée.</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>How long it takes is known once the layers are in the project.</source>
        <translation>La durée sera connue une fois les couches dans le projet.</translation>
    </message>
    <message>
        <location filename="ui/preflight.py"/>
        <source>How long it takes is not known: “{layer}” does not say how many features it has.</source>
        <translation>La durée n’est pas connue : « {layer} » n’indique pas combien d’entités elle contient.</translation>
    </message>
    <message>
        <location filename="ui/print_map.py"/>
        <source>An atlas by area needs a layer of areas. Choose one in the layer tree, or find catchments first.</source>
        <translation>Un atlas par secteur exige une couche de surfaces. Choisissez-en une dans l’arbre des couches, ou cherchez d’abord des zones de desserte.</translation>
    </message>
    <message>
        <location filename="ui/print_map.py"/>
        <source>An atlas by jurisdiction needs the layers of one shared store in the project. Open one.</source>
        <translation>Un atlas par administration exige les couches d’un seul dépôt partagé dans le projet. Ouvrez-en un.</translation>
    </message>
    <message>
        <location filename="ui/print_map.py"/>
        <source>The map shows no layer to print. Turn one on and try again.</source>
        <translation>La carte ne montre aucune couche à imprimer. Affichez-en une et réessayez.</translation>
    </message>
    <message>
        <location filename="ui/print_menu.py"/>
        <source>Atlas by Catchment or Area…</source>
        <translation>Atlas par zone de desserte ou secteur…</translation>
    </message>
    <message>
        <location filename="ui/print_menu.py"/>
        <source>Atlas by Jurisdiction…</source>
        <translation>Atlas par administration…</translation>
    </message>
    <message>
        <location filename="ui/print_menu.py"/>
        <source>Map for Print</source>
        <translation>Carte à imprimer</translation>
    </message>
    <message>
        <location filename="ui/print_menu.py"/>
        <source>Map for Print…</source>
        <translation>Carte à imprimer…</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>A later submission of yours replaced it</source>
        <translation>Une de vos soumissions ultérieures l’a remplacée</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>A part of it was accepted</source>
        <translation>Une partie a été acceptée</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Addition</source>
        <translation>Création</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Answer of the Stewards</source>
        <translation>Réponse de l’intendance</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Confirmation</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Decided {moment}.</source>
        <translation>Décidée le {moment}.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Everything was accepted</source>
        <translation>Tout a été accepté</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>It is of another working copy. Open that one to take over what was accepted.</source>
        <translation>Elle vient d’une autre copie de travail. Ouvrez celle-ci pour reprendre ce qui a été accepté.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>It waits for the stewards’ decision</source>
        <translation>Elle attend la décision de l’intendance</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>It was not accepted</source>
        <translation>Elle n’a pas été acceptée</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>It was set aside</source>
        <translation>Elle a été mise de côté</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Modification</source>
        <translation>Modification</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Received {moment}.</source>
        <translation>Reçue le {moment}.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>Removal</source>
        <translation>Suppression</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>The stewards have received it</source>
        <translation>L’intendance l’a reçue</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>What became of each change</source>
        <translation>Ce qu’il est advenu de chaque changement</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>What was accepted is no change any more: it is in the shared store.</source>
        <translation>Ce qui a été accepté n’est plus un changement : c’est dans le dépôt partagé.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>What was refused is still among your changes: correct it and submit again, or revert it.</source>
        <translation>Ce qui a été refusé figure encore parmi vos changements : corrigez-le et soumettez-le de nouveau, ou annulez-le.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>You have chosen between yours and theirs. If something of yours is still a change, submit it: the new submission replaces this one.</source>
        <translation>Vous avez choisi entre vos valeurs et les leurs. S’il reste un changement à vous, soumettez-le : la nouvelle soumission remplacera celle-ci.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>You have nothing to do for what waits. Look for the receipt again later.</source>
        <translation>Vous n’avez rien à faire pour ce qui est en attente. Relevez l’accusé de nouveau plus tard.</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>already up to date</source>
        <translation>déjà à jour</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>applied</source>
        <translation>appliquée</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>held for review</source>
        <translation>en attente d’examen</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>in conflict</source>
        <translation>en conflit</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>partly applied</source>
        <translation>appliquée en partie</translation>
    </message>
    <message>
        <location filename="ui/receipt_dialog.py"/>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <source>Brief…</source>
        <translation>Note…</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <source>Last results</source>
        <translation>Derniers résultats</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <source>Partnership brief of the selected pair, or of the best one</source>
        <translation>Note de partenariat de la paire sélectionnée, ou de la meilleure</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <source>Partnership brief: {result}</source>
        <translation>Note de partenariat : {result}</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <location filename="ui/run_again.py"/>
        <source>Run Again…</source>
        <translation>Relancer…</translation>
    </message>
    <message>
        <location filename="ui/results_list.py"/>
        <source>Run again: {result}</source>
        <translation>Relancer : {result}</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Click a value to take it, or double-click the result to type another one.</source>
        <translation>Cliquez sur une valeur pour la retenir, ou double-cliquez sur le résultat pour en saisir une autre.</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Decide later</source>
        <translation>Décider plus tard</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Evidence on {host}</source>
        <translation>Preuve sur {host}</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Keep ours</source>
        <translation>Garder la nôtre</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Open Evidence</source>
        <translation>Ouvrir une preuve</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Open a page of {host} in the browser?</source>
        <translation>Ouvrir une page de {host} dans le navigateur?</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Reason for the refusal</source>
        <translation>Motif du refus</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Refuse this change: the store stays as it is.</source>
        <translation>Refuser ce changement : le dépôt reste tel quel.</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Take back the choice: the change goes on waiting.</source>
        <translation>Annuler le choix : le changement reste en attente.</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Take everything that was submitted in this change.</source>
        <translation>Retenir tout ce qui a été soumis dans ce changement.</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Takes effect on {date}.</source>
        <translation>Prend effet le {date}.</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>The change</source>
        <translation>Le changement</translation>
    </message>
    <message>
        <location filename="ui/review_change.py"/>
        <source>Why something is refused (the editor reads it):</source>
        <translation>Motif du refus (communiqué à l’auteur) :</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_changes.py"/>
        <source>%n of {total} change(s) decided.</source>
        <translation>
            <numerusform>%n changement décidé sur {total}.</numerusform>
            <numerusform>%n changements décidés sur {total}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_changes.py"/>
        <source>A reason is missing for %n of them.</source>
        <translation>
            <numerusform>Il manque un motif pour %n d’entre eux.</numerusform>
            <numerusform>Il manque un motif pour %n d’entre eux.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Accept All of Theirs</source>
        <translation>Accepter tout ce qui est soumis</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Accept the Selected</source>
        <translation>Accepter la sélection</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Changes of the submission</source>
        <translation>Changements de la soumission</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Decide</source>
        <translation>Appliquer les décisions</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Decide the Selected Later</source>
        <translation>Décider de la sélection plus tard</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Decided</source>
        <translation>Décidé</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Decided on {date}.</source>
        <translation>Décision prise le {date}.</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>For several</source>
        <translation>Pour plusieurs</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Keep All of Ours…</source>
        <translation>Garder toutes les nôtres…</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Keep Ours</source>
        <translation>Garder la nôtre</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Keep Ours in the Selected…</source>
        <translation>Garder la nôtre dans la sélection…</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>No submission is chosen.</source>
        <translation>Aucune soumission n’est choisie.</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Reason missing</source>
        <translation>Motif manquant</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Take Back a Merge</source>
        <translation>Annuler une fusion</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Take back this merge…</source>
        <translation>Annuler cette fusion…</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Take back what was applied of this submission? A new submission puts the former values back; both stay in the history.</source>
        <translation>Annuler ce qui a été appliqué de cette soumission? Une nouvelle soumission rétablit les valeurs antérieures; les deux restent dans l’historique.</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Undo what was applied of this submission by a new submission.</source>
        <translation>Annuler, par une nouvelle soumission, ce qui a été appliqué de celle-ci.</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Why is it refused? The editor reads this:</source>
        <translation>Pourquoi ce refus? L’auteur lira ceci :</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Write receipt…</source>
        <translation>Écrire l’accusé de traitement…</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Write the receipt of this submission into a folder.</source>
        <translation>Écrire l’accusé de traitement de cette soumission dans un dossier.</translation>
    </message>
    <message>
        <location filename="ui/review_changes.py"/>
        <source>Write what is chosen to the store, in one step.</source>
        <translation>Écrire dans le dépôt, en une seule étape, ce qui est choisi.</translation>
    </message>
    <message>
        <location filename="ui/review_conflict.py"/>
        <source>Click to take this value.</source>
        <translation>Cliquez pour retenir cette valeur.</translation>
    </message>
    <message>
        <location filename="ui/review_conflict.py"/>
        <source>Click to take this value. “{group}” moves together.</source>
        <translation>Cliquez pour retenir cette valeur. « {group} » forme un tout.</translation>
    </message>
    <message>
        <location filename="ui/review_conflict.py"/>
        <location filename="ui/review_duplicates.py"/>
        <source>In the store</source>
        <translation>Dans le dépôt</translation>
    </message>
    <message>
        <location filename="ui/review_conflict.py"/>
        <source>Type a value of your own.</source>
        <translation>Saisissez une autre valeur.</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>Applying decisions</source>
        <translation>Application des décisions</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>Reading the submissions</source>
        <translation>Lecture des soumissions</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>Receiving submissions</source>
        <translation>Réception des soumissions</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>Taking back a merge</source>
        <translation>Annulation d’une fusion</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>The decisions were applied.</source>
        <translation>Les décisions ont été appliquées.</translation>
    </message>
    <message>
        <location filename="ui/review_controller.py"/>
        <source>The merge was taken back by a new submission, which is listed.</source>
        <translation>La fusion a été annulée par une nouvelle soumission, qui figure dans la liste.</translation>
    </message>
    <message>
        <location filename="ui/review_duplicates.py"/>
        <source>Another organization, {metres} m away</source>
        <translation>Autre organisation, à {metres} m</translation>
    </message>
    <message>
        <location filename="ui/review_duplicates.py"/>
        <source>Possible duplicate, {metres} m away</source>
        <translation>Doublon possible, à {metres} m</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n change(s) to decide</source>
        <translation>
            <numerusform>%n changement à décider</numerusform>
            <numerusform>%n changements à décider</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n change(s) wait for your decision.</source>
        <translation>
            <numerusform>%n changement attend votre décision.</numerusform>
            <numerusform>%n changements attendent votre décision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n new submission(s) came into the inbox.</source>
        <translation>
            <numerusform>%n nouvelle soumission est arrivée dans la boîte de réception.</numerusform>
            <numerusform>%n nouvelles soumissions sont arrivées dans la boîte de réception.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>All of a Folder…</source>
        <translation>Tout un dossier…</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Files…</source>
        <translation>Fichiers…</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Keys for Signatures…</source>
        <translation>Clés de signature…</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>Merge %n new submission(s)</source>
        <translation>
            <numerusform>Fusionner %n nouvelle soumission</numerusform>
            <numerusform>Fusionner %n nouvelles soumissions</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Merges what editors put into the inbox of the database. Their receipts stay there with it.</source>
        <translation>Fusionne ce que les personnes responsables des données ont déposé dans la boîte de réception de la base de données. Les accusés y restent avec leurs soumissions.</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>No submission has been received yet. Editors send you files that end in .casp.json or .casp.zip: receive them here. What is in order is applied by the rules of the store; the rest waits for your decision, and nothing is overwritten unseen.</source>
        <translation>Aucune soumission n’a encore été reçue. Les auteurs vous envoient des fichiers qui se terminent par .casp.json ou .casp.zip : recevez-les ici. Ce qui est en règle est appliqué selon les règles du dépôt; le reste attend votre décision, et rien n’est écrasé à votre insu.</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Nothing waits for a decision.</source>
        <translation>Rien n’attend de décision.</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Reading the submissions.</source>
        <translation>Lecture des soumissions.</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Receive submissions…</source>
        <translation>Recevoir des soumissions…</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>Where Receipts Go…</source>
        <translation>Dossier des accusés…</translation>
    </message>
    <message>
        <location filename="ui/review_inbox.py"/>
        <source>new</source>
        <translation>nouvelle</translation>
    </message>
    <message>
        <location filename="ui/review_keys.py"/>
        <source>Authentication configurations</source>
        <translation>Configurations d’authentification</translation>
    </message>
    <message>
        <location filename="ui/review_keys.py"/>
        <source>Choose the keys that jurisdictions share with you. A key counts for the jurisdiction it is named after: CA-ON or CA-ON.2 as its user name. A signature that no key can check counts as none.</source>
        <translation>Choisissez les clés que les administrations partagent avec vous. Une clé vaut pour l’administration dont elle porte le nom : CA-ON ou CA-ON.2 comme nom d’utilisateur. Une signature qu’aucune clé ne peut vérifier ne compte pas.</translation>
    </message>
    <message>
        <location filename="ui/review_keys.py"/>
        <source>Keys for Signatures</source>
        <translation>Clés de signature</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>%n came before; nothing was changed by it.</source>
        <translation>
            <numerusform>%n avait déjà été reçue; elle n’a rien changé.</numerusform>
            <numerusform>%n avaient déjà été reçues; elles n’ont rien changé.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>%n submission(s) received.</source>
        <translation>
            <numerusform>%n soumission reçue.</numerusform>
            <numerusform>%n soumissions reçues.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Receipts are written to “{folder}”.</source>
        <translation>Les accusés de traitement sont écrits dans « {folder} ».</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Receive Submissions</source>
        <translation>Recevoir des soumissions</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Show the review in a window of its own, everything beside each other.</source>
        <translation>Afficher l’examen dans sa propre fenêtre, tout côte à côte.</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Stopped. What was finished stays; the rest can be done again.</source>
        <translation>Arrêté. Ce qui était terminé reste; le reste peut être repris.</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Submissions ({pattern})</source>
        <translation>Soumissions ({pattern})</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>The receipts are in the database, where the editors find them.</source>
        <translation>Les accusés de traitement sont dans la base de données, où ils peuvent être relevés.</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>There is no submission in “{folder}”.</source>
        <translation>Il n’y a aucune soumission dans « {folder} ».</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>This merge cannot be taken back: later work touches the same records.</source>
        <translation>Cette fusion ne peut pas être annulée : des travaux ultérieurs touchent les mêmes fiches.</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>This submission is new: merge it first, then there is something to look at.</source>
        <translation>Cette soumission est nouvelle : fusionnez-la d’abord pour pouvoir l’examiner.</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Where Receipts Go</source>
        <translation>Dossier des accusés de traitement</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Wide window</source>
        <translation>Grande fenêtre</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Write the Receipt</source>
        <translation>Écrire l’accusé de traitement</translation>
    </message>
    <message>
        <location filename="ui/review_page.py"/>
        <source>Your choices are kept.</source>
        <translation>Vos choix sont conservés.</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/review_tab.py"/>
        <source>Bring it back here</source>
        <translation>Le ramener ici</translation>
    </message>
    <message>
        <location filename="ui/review_tab.py"/>
        <source>Review ({n})</source>
        <translation>Examen ({n})</translation>
    </message>
    <message>
        <location filename="ui/review_tab.py"/>
        <source>Review of Submissions</source>
        <translation>Examen des soumissions</translation>
    </message>
    <message>
        <location filename="ui/review_tab.py"/>
        <source>The review is open in a window of its own.</source>
        <translation>L’examen est ouvert dans sa propre fenêtre.</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>(no such record)</source>
        <translation>(fiche absente)</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>Choose…</source>
        <translation>À choisir…</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>Kept</source>
        <translation>Conservé</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>Not added</source>
        <translation>Non ajouté</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>Stays removed</source>
        <translation>Reste supprimée</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>not signed</source>
        <translation>non signée</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>received {date}</source>
        <translation>reçue le {date}</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>signature not valid</source>
        <translation>signature non valide</translation>
    </message>
    <message>
        <location filename="ui/review_words.py"/>
        <source>signed</source>
        <translation>signée</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>New Files Beside Them</source>
        <translation>Nouveaux fichiers à côté</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>No longer found: {what}. Choose again; the rest is filled in as it was.</source>
        <translation>Introuvable : {what}. Faites un nouveau choix; le reste est rempli comme avant.</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>Run Again</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>Temporary Layers</source>
        <translation>Couches temporaires</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>The earlier results stay as they are. Where should the new ones go?</source>
        <translation>Les résultats précédents restent tels quels. Où enregistrer les nouveaux?</translation>
    </message>
    <message>
        <location filename="ui/run_again_dialog.py"/>
        <source>“{layer}” was made by an algorithm that is not here ({algorithm}). Turn on QGIS’s Processing plugin, or install the version of Service Points that has it.</source>
        <translation>« {layer} » a été produite par un traitement absent d’ici ({algorithm}). Activez l’extension Traitement de QGIS ou installez la version de Points de service qui le comprend.</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>(being edited)</source>
        <translation>(en cours de modification)</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Compare Scenarios</source>
        <translation>Comparer des scénarios</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Figures of the scenarios</source>
        <translation>Chiffres des scénarios</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Only the first four are compared.</source>
        <translation>Seuls les quatre premiers sont comparés.</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <location filename="ui/scenario_editor.py"/>
        <source>People by trip to the nearest point</source>
        <translation>Personnes selon le trajet jusqu’au point le plus proche</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Scenarios to compare</source>
        <translation>Scénarios à comparer</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Tick at least one scenario.</source>
        <translation>Cochez au moins un scénario.</translation>
    </message>
    <message>
        <location filename="ui/scenario_compare.py"/>
        <source>Tick up to four scenarios; each is compared with today.</source>
        <translation>Cochez jusqu’à quatre scénarios; chacun est comparé à la situation actuelle.</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Close {name}</source>
        <translation>Fermer {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Comparing before and after</source>
        <translation>Comparaison avant et après</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Comparing scenarios</source>
        <translation>Comparaison de scénarios</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Load {name}</source>
        <translation>Charger {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Move {name}</source>
        <translation>Déplacer {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>New point {n}</source>
        <translation>Nouveau point {n}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Open {name}</source>
        <translation>Ouvrir {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Re-open {name}</source>
        <translation>Rouvrir {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Reading roads and population</source>
        <translation>Lecture des routes et de la population</translation>
    </message>
    <message>
        <location filename="ui/scenario_controller.py"/>
        <source>Take back the change of {name}</source>
        <translation>Annuler le changement de {name}</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Click a point on the map to close it, or to open it again</source>
        <translation>Cliquez sur un point de la carte pour le fermer ou le rouvrir</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Click on the map to open a new point there</source>
        <translation>Cliquez sur la carte pour y ouvrir un nouveau point</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Drag a point on the map to another place</source>
        <translation>Faites glisser un point de la carte vers un autre endroit</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Left out or corrected: {what}</source>
        <translation>Écarté ou corrigé : {what}</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Move</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Now</source>
        <translation>Actuel</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Redo: {what}</source>
        <translation>Rétablir : {what}</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Scenarios of this project</source>
        <translation>Scénarios de ce projet</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Too far from any road to serve anybody: {names}.</source>
        <translation>Trop loin de toute route pour desservir qui que ce soit : {names}.</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Undo: {what}</source>
        <translation>Annuler : {what}</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>Who would have a longer trip</source>
        <translation>Qui aurait un trajet plus long</translation>
    </message>
    <message>
        <location filename="ui/scenario_editor.py"/>
        <source>{what} (Esc leaves the tool)</source>
        <translation>{what} (Échap quitte l’outil)</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>9 in 10 people within</source>
        <translation>9 personnes sur 10 en</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>&gt; {limit}</source>
        <translation>&gt; {limit}</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Everybody</source>
        <translation>Tout le monde</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Longer trip</source>
        <translation>Trajet allongé</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Nobody’s trip to the nearest point would change.</source>
        <translation>Personne ne verrait changer son trajet jusqu’au point le plus proche.</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Nothing is changed yet. Close, open or move points: the figures follow.</source>
        <translation>Rien n’est encore changé. Fermez, ouvrez ou déplacez des points : les chiffres suivent.</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>People by trip to the nearest point ({unit})</source>
        <translation>Personnes selon le trajet jusqu’au point le plus proche ({unit})</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>People with a longer trip</source>
        <translation>Personnes au trajet plus long</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>People with a shorter trip</source>
        <translation>Personnes au trajet plus court</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>People with no road to a point</source>
        <translation>Personnes sans route vers un point</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Points changed</source>
        <translation>Points changés</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>no road</source>
        <translation>sans route</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>over {limit}</source>
        <translation>plus de {limit}</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>{people} people would have a longer trip, {much} of them by more than {step}.</source>
        <translation>{people} personnes auraient un trajet plus long, dont {much} de plus de {step}.</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>{people} people would have a shorter trip.</source>
        <translation>{people} personnes auraient un trajet plus court.</translation>
    </message>
    <message>
        <location filename="ui/scenario_figures.py"/>
        <source>{people} people would have no road left to any point.</source>
        <translation>{people} personnes n’auraient plus de route vers un point.</translation>
    </message>
    <message>
        <location filename="ui/scenario_page.py"/>
        <source>Back to the questions</source>
        <translation>Retour aux questions</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/scenario_page.py"/>
        <source>Points as they are today: %n.</source>
        <translation>
            <numerusform>Points tels qu’ils sont aujourd’hui : %n.</numerusform>
            <numerusform>Points tels qu’ils sont aujourd’hui : %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/scenario_page.py"/>
        <source>Reading roads and population. It takes a moment, once.</source>
        <translation>Lecture des routes et de la population. Cela prend un moment, une seule fois.</translation>
    </message>
    <message>
        <location filename="ui/scenario_page.py"/>
        <source>Roads and population could not be read: {reason}</source>
        <translation>Les routes et la population n’ont pas pu être lues : {reason}</translation>
    </message>
    <message>
        <location filename="ui/scenario_page.py"/>
        <source>Roads and population…</source>
        <translation>Routes et population…</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Another scenario “{name}” is kept with the project. Replace it?</source>
        <translation>Un autre scénario « {name} » est gardé avec le projet. Le remplacer?</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Compare…</source>
        <translation>Comparer…</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Keep the scenario with the project; then save the project, too</source>
        <translation>Garder le scénario avec le projet; enregistrez ensuite le projet aussi</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Load</source>
        <translation>Charger</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Name of the scenario</source>
        <translation>Nom du scénario</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Open the analysis “Before and after” with this scenario, for layers and a report</source>
        <translation>Ouvrir l’analyse « Avant et après » avec ce scénario, pour des couches et un rapport</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Put up to four saved scenarios side by side</source>
        <translation>Mettre jusqu’à quatre scénarios enregistrés côte à côte</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Run as analysis…</source>
        <translation>Lancer l’analyse…</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>Save the Scenario</source>
        <translation>Enregistrer le scénario</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>“{name}” is kept with the project.</source>
        <translation>« {name} » est gardé avec le projet.</translation>
    </message>
    <message>
        <location filename="ui/scenario_saved.py"/>
        <source>“{name}” is no longer kept with the project.</source>
        <translation>« {name} » n’est plus gardé avec le projet.</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>&amp;Break down by (ward, region)</source>
        <translation>Ven&amp;tiler selon (quartier, région)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>&amp;Groups of people, too</source>
        <translation>Et des &amp;groupes de personnes</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>&amp;Measure</source>
        <translation>&amp;Mesure</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>&amp;Roads</source>
        <translation>&amp;Routes</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>&amp;Within (minutes or km)</source>
        <translation>&amp;Seuils (minutes ou km)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>As the crow flies (km)</source>
        <translation>À vol d’oiseau (km)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Choose roads and population first. Add to the project: {what}.</source>
        <translation>Choisissez d’abord les routes et la population. Ajoutez au projet : {what}.</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Distance by road (km)</source>
        <translation>Distance par la route (km)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Field of the &amp;number of people</source>
        <translation>Champ du &amp;nombre de personnes</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>P&amp;opulation</source>
        <translation>P&amp;opulation</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Sp&amp;eed field (km/h)</source>
        <translation>Champ de la &amp;vitesse (km/h)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Speeds by road &amp;class</source>
        <translation>Vitesses par &amp;classe de route</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Start</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Travel time (minutes)</source>
        <translation>Temps de déplacement (minutes)</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>Up to which times or distances people are counted, for example 5,10,15.</source>
        <translation>Temps ou distances jusqu’auxquels les personnes sont comptées, par exemple 5,10,15.</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>a layer of the population, such as census blocks</source>
        <translation>une couche de la population, par exemple les îlots de recensement</translation>
    </message>
    <message>
        <location filename="ui/scenario_setup.py"/>
        <source>a line layer of the roads</source>
        <translation>une couche de lignes des routes</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Close the chosen point, or open it again (Enter)</source>
        <translation>Fermer le point choisi ou le rouvrir (Entrée)</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Leave the chosen point as it is today (Delete)</source>
        <translation>Laisser le point choisi comme il est aujourd’hui (Suppr)</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Move the chosen point to the middle of the map</source>
        <translation>Déplacer le point choisi au milieu de la carte</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Move to map centre</source>
        <translation>Déplacer au centre</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Moved</source>
        <translation>Déplacé</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>New</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Open a new point in the middle of the map</source>
        <translation>Ouvrir un nouveau point au milieu de la carte</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Open at map centre</source>
        <translation>Ouvrir au centre</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Points of the scenario</source>
        <translation>Points du scénario</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Re-open</source>
        <translation>Rouvrir</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Search the points by name</source>
        <translation>Chercher un point par son nom</translation>
    </message>
    <message>
        <location filename="ui/scenario_sites.py"/>
        <source>Take back</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="ui/server_list.py"/>
        <source>Counting service points</source>
        <translation>Comptage des points de service</translation>
    </message>
    <message>
        <location filename="ui/server_list.py"/>
        <source>Finding service points</source>
        <translation>Recherche de points de service</translation>
    </message>
    <message>
        <location filename="ui/session.py"/>
        <source>Comparing with the shared store</source>
        <translation>Comparaison avec le dépôt partagé</translation>
    </message>
    <message>
        <location filename="ui/session.py"/>
        <source>Opening a store of service points</source>
        <translation>Ouverture d’un dépôt de points de service</translation>
    </message>
    <message>
        <location filename="ui/shared_browser_menu.py"/>
        <source>Add to Project</source>
        <translation>Ajouter au projet</translation>
    </message>
    <message>
        <location filename="ui/shared_browser_menu.py"/>
        <source>Edit…</source>
        <translation>Modifier…</translation>
    </message>
    <message>
        <location filename="ui/shared_browser_menu.py"/>
        <location filename="ui/shared_form.py"/>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <location filename="ui/shared_dialog.py"/>
        <source>A layer on somebody’s server, read-only. A copy is kept, for days when the server does not answer.</source>
        <translation>Une couche sur le serveur de quelqu’un d’autre, en lecture seule. Une copie est conservée pour les jours où le serveur ne répond pas.</translation>
    </message>
    <message>
        <location filename="ui/shared_dialog.py"/>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <location filename="ui/shared_dialog.py"/>
        <source>Add a Shared Layer</source>
        <translation>Ajouter une couche partagée</translation>
    </message>
    <message>
        <location filename="ui/shared_dialog.py"/>
        <source>Edit a Shared Layer</source>
        <translation>Modifier une couche partagée</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/shared_form.py"/>
        <source>%n layer(s). Choose one.</source>
        <translation>
            <numerusform>%n couche. Choisissez-la.</numerusform>
            <numerusform>%n couches. Choisissez-en une.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>ArcGIS (FeatureServer, MapServer)</source>
        <translation>ArcGIS (FeatureServer, MapServer)</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>Asking the service…</source>
        <translation>Demande en cours auprès du service…</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>File on the web (GeoJSON, CSV, GeoPackage)</source>
        <translation>Fichier sur le Web (GeoJSON, CSV, GeoPackage)</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>Forget this connection; layers in projects and copies stay.</source>
        <translation>Oublier cette connexion; les couches des projets et les copies restent.</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>List Layers</source>
        <translation>Chercher les couches</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>Listing the layers of a service</source>
        <translation>Liste des couches d’un service</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>New connection</source>
        <translation>Nouvelle connexion</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>name, or choose from the list</source>
        <translation>nom, ou choix dans la liste</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>only where a file has several</source>
        <translation>seulement si le fichier en a plusieurs</translation>
    </message>
    <message>
        <location filename="ui/shared_form.py"/>
        <source>“{title}” is forgotten.</source>
        <translation>« {title} » est oubliée.</translation>
    </message>
    <message>
        <location filename="ui/shared_layers.py"/>
        <source>No copy could be kept for use without a network.</source>
        <translation>Aucune copie n’a pu être conservée pour un usage sans réseau.</translation>
    </message>
    <message>
        <location filename="ui/shared_layers.py"/>
        <source>The last good copy is shown; it is read-only.</source>
        <translation>La dernière bonne copie est affichée, en lecture seule.</translation>
    </message>
    <message>
        <location filename="ui/shared_notes.py"/>
        <source>Opening “{name}” ({percent}%)</source>
        <translation>Ouverture de « {name} » ({percent} %)</translation>
    </message>
    <message>
        <location filename="ui/shared_notes.py"/>
        <location filename="ui/shared_words.py"/>
        <source>Try Again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <location filename="ui/shared_notes.py"/>
        <source>What to Do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <location filename="ui/shared_page.py"/>
        <source>Shared Layer of Service Points</source>
        <translation>Couche partagée de Points de service</translation>
    </message>
    <message>
        <location filename="ui/shared_page.py"/>
        <source>“{title}” is being opened.</source>
        <translation>« {title} » est en cours d’ouverture.</translation>
    </message>
    <message>
        <location filename="ui/shared_source.py"/>
        <source>Add a shared layer of service points</source>
        <translation>Ajouter une couche partagée de points de service</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>Analyses ask first.</source>
        <translation>Les analyses demandent d’abord.</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>Show the Last Good Copy ({date})</source>
        <translation>Montrer la dernière bonne copie ({date})</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>Use It As It Is</source>
        <translation>L’utiliser telle quelle</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>You let analyses use it as it is.</source>
        <translation>Vous permettez aux analyses de l’utiliser telle quelle.</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>“{title}” cannot be opened, and there is no copy of it.</source>
        <translation>« {title} » ne peut pas être ouverte, et il n’en existe aucune copie.</translation>
    </message>
    <message>
        <location filename="ui/shared_words.py"/>
        <source>“{title}”: copy of {date}, read-only, because the service could not be read.</source>
        <translation>« {title} » : copie du {date}, en lecture seule, car le service n’a pas pu être lu.</translation>
    </message>
    <message>
        <location filename="ui/signing_key.py"/>
        <source>A key that is not on this computer ({id})</source>
        <translation>Une clé absente de cet ordinateur ({id})</translation>
    </message>
    <message>
        <location filename="ui/signing_key.py"/>
        <source>No signature</source>
        <translation>Aucune signature</translation>
    </message>
    <message>
        <location filename="ui/signing_key.py"/>
        <source>The key you share with the stewards, kept by QGIS as an authentication configuration: its user name is your jurisdiction’s code.</source>
        <translation>La clé que vous partagez avec l’intendance, conservée par QGIS comme configuration d’authentification : son nom d’utilisateur est le code de votre administration.</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Add a shared layer…</source>
        <translation>Ajouter une couche partagée…</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Choose a store</source>
        <translation>Choisir un dépôt</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Close the store</source>
        <translation>Fermer le dépôt</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>In this project</source>
        <translation>Dans ce projet</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Pine River County (sample)</source>
        <translation>Comté de la rivière aux Pins (exemple)</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>PostGIS database…</source>
        <translation>Base de données PostGIS…</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <location filename="ui/store_button.py"/>
        <source>Store: {title}</source>
        <translation>Dépôt : {title}</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>Leave Out</source>
        <translation>Laisser de côté</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>No point is an open counter: select the points of the analysis first, on the map or in the list.</source>
        <translation>Aucun point n’est un comptoir ouvert : sélectionnez d’abord les points de l’analyse, sur la carte ou dans la liste.</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>Of {selected} selected points, the {listed} that the list shows are taken.</source>
        <translation>Des {selected} points sélectionnés, les {listed} que la liste affiche sont retenus.</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>Some edits are not saved in the working copy yet. Only saved edits are checked or submitted.</source>
        <translation>Des modifications ne sont pas encore enregistrées dans la copie de travail. Seules les modifications enregistrées sont vérifiées ou soumises.</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>The edits of “{layer}” could not all be saved: {reason}</source>
        <translation>Les modifications de « {layer} » n’ont pas toutes pu être enregistrées : {reason}</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>This register is large: select the points of the analysis first, on the map or in the list.</source>
        <translation>Ce registre est grand : sélectionnez d’abord les points de l’analyse, sur la carte ou dans la liste.</translation>
    </message>
    <message>
        <location filename="ui/store_tasks.py"/>
        <source>Unsaved Edits</source>
        <translation>Modifications non enregistrées</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>File Exists</source>
        <translation>Le fichier existe</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>It is here: {path}</source>
        <translation>Elle se trouve ici : {path}</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>It is not confirmed yet: the stewards’ receipt will say that it arrived and what became of each change. Look for it in the outbox, on the Changes tab.</source>
        <translation>Elle n’est pas encore confirmée : l’accusé de l’intendance dira qu’elle est arrivée et ce qu’il est advenu de chaque changement. Relevez-le sous l’onglet Changements, à la page Envois.</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Keep your working copy until the stewards’ receipt has come.</source>
        <translation>Conservez votre copie de travail jusqu’à l’accusé de traitement de l’intendance.</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Looking into the outbox</source>
        <translation>Consultation de la boîte d’envoi</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>No folder and no address? Save the document, and send the file by e-mail or on a USB key.</source>
        <translation>Ni dossier ni adresse? Enregistrez le document, puis envoyez le fichier par courriel ou sur une clé USB.</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Preparing the submission</source>
        <translation>Préparation de la soumission</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Save as…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Save the Submission</source>
        <translation>Enregistrer la soumission</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Show the errors</source>
        <translation>Montrer les erreurs</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Something unexpected happened and nothing was written: {reason}</source>
        <translation>Un imprévu est survenu et rien n’a été écrit : {reason}</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Stopped. It is kept in the outbox.</source>
        <translation>Arrêté. Elle est conservée dans la boîte d’envoi.</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Submission (*.casp.json)</source>
        <translation>Soumission (*.casp.json)</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>Submit Changes</source>
        <translation>Soumettre les changements</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>The submission is saved</source>
        <translation>La soumission est enregistrée</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>The submission was sent</source>
        <translation>La soumission a été envoyée</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>When their receipt comes, open it in the outbox, on the Changes tab.</source>
        <translation>Quand l’accusé arrive, ouvrez-le sous l’onglet Changements, à la page Envois.</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>{state}. {message}</source>
        <translation>{state}. {message}</translation>
    </message>
    <message>
        <location filename="ui/submission_dialog.py"/>
        <source>“{name}” exists already and is not replaced. Save under the name “{other}” instead?</source>
        <translation>« {name} » existe déjà et ne sera pas remplacé. Enregistrer plutôt sous le nom « {other} »?</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Comment for the stewards</source>
        <translation>Commentaire pour l’intendance</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>I am authorized to submit these changes for:</source>
        <translation>J’ai l’autorisation de soumettre ces changements pour :</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Language of the reply</source>
        <translation>Langue de la réponse</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Name and mailbox are seen by the data stewards only; they are never published.</source>
        <translation>Le nom et le courriel ne sont vus que par l’intendance des données; ils ne sont jamais publiés.</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Reason for changes without one</source>
        <translation>Motif des changements qui n’en ont pas</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Role mailbox (required)</source>
        <translation>Courriel générique (requis)</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>Your name (required)</source>
        <translation>Votre nom (requis)</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>a mailbox of the office, not of a person</source>
        <translation>une boîte du bureau, non d’une personne</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>the statement of authority</source>
        <translation>la déclaration d’autorisation</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>your name</source>
        <translation>votre nom</translation>
    </message>
    <message>
        <location filename="ui/submission_form.py"/>
        <source>your role mailbox</source>
        <translation>votre courriel générique</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/submission_preview.py"/>
        <source>%n change(s) to submit</source>
        <translation>
            <numerusform>%n changement à soumettre</numerusform>
            <numerusform>%n changements à soumettre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/submission_preview.py"/>
        <source>%n error(s) must be corrected first</source>
        <translation>
            <numerusform>%n erreur doit d’abord être corrigée</numerusform>
            <numerusform>%n erreurs doivent d’abord être corrigées</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/submission_preview.py"/>
        <source>Added: {inserts} · Changed: {updates} · Removed: {deletes} · Confirmed: {confirms}</source>
        <translation>Ajoutées : {inserts} · Modifiées : {updates} · Retirées : {deletes} · Confirmées : {confirms}</translation>
    </message>
    <message>
        <location filename="ui/submission_preview.py"/>
        <source>Changed fields</source>
        <translation>Champs modifiés</translation>
    </message>
    <message>
        <location filename="ui/submission_preview.py"/>
        <source>It replaces your submission of {date}, of which something still waits: the stewards decide on this one instead.</source>
        <translation>Elle remplace votre soumission du {date}, dont une partie est encore en attente : l’intendance décidera de celle-ci à la place.</translation>
    </message>
    <message>
        <location filename="ui/submission_preview.py"/>
        <source>Signed with the key “{key}”.</source>
        <translation>Signée au moyen de la clé « {key} ».</translation>
    </message>
    <message>
        <location filename="ui/submission_preview.py"/>
        <source>They stand on records that you changed; the stewards’ store would refuse them.</source>
        <translation>Elles touchent des fiches que vous avez modifiées; le dépôt de l’intendance les refuserait.</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>W</source>
        <translation>O</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>an area</source>
        <translation>une zone</translation>
    </message>
    <message>
        <location filename="ui/value_words.py"/>
        <source>{latitude}° {north}, {longitude}° {east}</source>
        <translation>{latitude}° {north}, {longitude}° {east}</translation>
    </message>
    <message numerus="yes">
        <location filename="ui/words.py"/>
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>Languages: {names}</source>
        <translation>Langues : {names}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>Not offered today: {name}</source>
        <translation>Non offert aujourd’hui : {name}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>Services: {names}</source>
        <translation>Services : {names}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>Verified on {date}</source>
        <translation>Vérifié le {date}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>closed today</source>
        <translation>fermé aujourd’hui</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>closed until {date}</source>
        <translation>fermé jusqu’au {date}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>closed until {time}</source>
        <translation>fermé jusqu’à {time}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>closed until {weekday} {time}</source>
        <translation>fermé jusqu’à {weekday} {time}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>hours not known today</source>
        <translation>heures inconnues aujourd’hui</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>open day and night</source>
        <translation>ouvert jour et nuit</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>open until {time}</source>
        <translation>ouvert jusqu’à {time}</translation>
    </message>
    <message>
        <location filename="ui/words.py"/>
        <source>{name} ({days})</source>
        <translation>{name} ({days})</translation>
    </message>
</context>
</TS>
