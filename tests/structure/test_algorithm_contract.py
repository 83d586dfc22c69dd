# SPDX-License-Identifier: GPL-2.0-or-later
"""Ids, parameter names, enum strings, defaults and output names are stable: models and scripts hold them.

The tables are typed from the contract, not read from the code. What the contract names and an algorithm does
not have yet stands in LATER with the part of the plan that brings it: a parameter without effect is left out
until it has one.
"""

import re

import pytest

NETWORK = {
    "NETWORK", "METRIC", "TRAVEL", "SPEED_FIELD", "CLASS_FIELD", "SPEED_PRESET", "DEFAULT_SPEED",
    "NETWORK_FILTER", "DIRECTION_FIELD", "VALUE_FORWARD", "VALUE_BACKWARD", "VALUE_BOTH", "BARRIERS",
    "TOLERANCE", "ACCESS_SPEED", "SNAP_DISTANCE", "TIME_FACTOR", "TIME_FACTOR_FIELD",
}  # fmt: skip
DEMAND = {"DEMAND", "DEMAND_FIELDS", "APPORTION", "STRATUM_FIELD"}

PARAMETERS = {
    "networkcheck": NETWORK | {"POINTS"},
    "catchments": NETWORK | DEMAND
    | {"POINTS", "ID_FIELD", "CUTOFFS", "CUTOFF_FIELD", "OVERLAP", "SHAPE", "DETAIL", "CLUSTER"}
    | {"CHECKPOINT"},
    "odmatrix": NETWORK
    | {"ORIGINS", "ORIGIN_ID_FIELD", "DESTINATIONS", "DESTINATION_ID_FIELD", "K", "MAX_COST", "CLUSTER"},
    "accessibility": NETWORK
    | (DEMAND - {"APPORTION"})  # people are counted along the roads, not in polygons
    | {"POINTS", "CAPACITY_FIELD", "METHOD", "CUTOFFS", "WEIGHTS"},
    "siting": NETWORK
    | (DEMAND - {"APPORTION"})  # people are counted along the roads: sites have no polygons
    | {"CANDIDATES", "EXISTING", "FORBIDDEN", "REQUIRED", "MODEL", "P", "CUTOFF", "TARGET_SHARE"}
    | {"TIME_LIMIT"},
    "coverage": NETWORK
    | (DEMAND - {"APPORTION"})  # people are counted along the roads, not in polygons
    | {"POINTS", "ID_FIELD", "STANDARD", "CUTOFFS", "TARGET", "SERVICE_FIELD", "SERVICES", "FREQUENCY_FIELD"}
    | {"HOURS_FIELD", "SENSITIVITY", "CLUSTER"},
    "scenario": NETWORK | (DEMAND - {"APPORTION"})
    | {"POINTS", "ID_FIELD", "CUTOFFS", "CLOSE", "OPEN", "MOVE", "SCENARIO", "LEAVE_ONE_OUT", "CLUSTER"},
    "colocationpairs": NETWORK
    | (DEMAND - {"APPORTION"})  # catchments of pairs are counted along the roads, and are no polygons
    | {"POINTS", "OTHERS", "GROUP_FIELD", "MAX_COST", "SERVICES_FIELD", "HOURS_FIELD", "LANGUAGES_FIELD"}
    | {"ACCESSIBILITY_FIELD", "SPACE_FIELD", "PARTNERSHIPS"},
    "colocationquotient": NETWORK
    | {"POINTS", "CATEGORY_FIELD", "TYPE_A", "TYPE_B", "NEIGHBOURHOOD", "K", "BANDWIDTH", "KERNEL"}
    | {"PERMUTATIONS", "SEED", "CLUSTER"},
    "partnershipbrief": NETWORK
    | (DEMAND - {"APPORTION"})  # as the pairs that it is about
    | {"PAIRS", "CLUSTERS", "STORE"},
    "createstore": {"TARGET", "TITLE_EN", "TITLE_FR", "JURISDICTION", "WITH_SAMPLE"},
    "loadstore": {"STORE", "LANGUAGE", "FILTER"},
    "preparestore": {"STORE"},
    "checkout": {"STORE", "JURISDICTION", "TARGET"},
    "validate": {"INPUT", "RULES", "MIN_SEVERITY", "FAIL_ON_ERROR"},
    "registerquality": {"STORE"},
    "channelcoverage": NETWORK | (DEMAND - {"APPORTION"})  # counters are reached along the roads
    | {"STORE", "LANGUAGE", "AT"},
    "exportsubmission": {
        "WORKING_COPY", "SUBMITTER", "ROLE", "EMAIL", "COMMENT", "REASON", "TARGET", "TRANSPORT"
    },
    "mergesubmissions": {"STORE", "SUBMISSIONS", "POLICY", "DECISIONS"},
    "importsource": {"SOURCE", "PROFILE", "WORKING_COPY"},
    "applyreceipts": {"WORKING_COPY", "RECEIPTS", "SUBMISSIONS"},
    "publish": {"STORE", "TARGET", "FORMATS", "SINCE"},
}  # fmt: skip
OUTPUTS = {
    "networkcheck": {
        "ISSUES", "REPORT", "EDGES", "NODES", "COMPONENTS", "LARGEST_COMPONENT_SHARE", "SPEED_MISSING",
        "DIRECTION_UNKNOWN", "POINTS_OFF_NETWORK", "ESTIMATED_SECONDS",
    },
    "catchments": {
        "OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED", "TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE",
        "OFF_NETWORK", "POINTS_PLACED", "POINTS_UNPLACED",
    },
    "odmatrix": {
        "OUTPUT", "PAIRS", "ORIGINS_OFF_NETWORK", "DESTINATIONS_OFF_NETWORK", "ORIGINS_WITHOUT_DESTINATION",
    },
    "accessibility": {"OUTPUT", "SUPPLY"},
    "siting": {"SITES", "ALLOCATION", "OBJECTIVE", "BOUND", "GAP", "STATUS"},
    "coverage": {"INDICATORS", "GAPS", "REPORT"},
    "scenario": {
        "INDICATORS", "DEMAND_OUT", "LOSERS", "LOAD", "CLOSURES", "REPORT", "TOTAL", "SERVED_BEFORE",
        "SERVED_AFTER", "UNREACHABLE_BEFORE", "UNREACHABLE_AFTER", "OFF_NETWORK", "MEAN_BEFORE", "MEAN_AFTER",
        "LOSING", "LOSING_OVER_5", "LOSING_OVER_15", "LOSING_OVER_30", "CUT_OFF", "GAINING", "POINTS_BEFORE",
        "POINTS_AFTER", "CHANGES",
    },
    "colocationpairs": {"PAIRS", "CLUSTERS", "SITES", "REPORT"},
    "colocationquotient": {"GLOBAL", "LOCAL", "REPORT"},
    "partnershipbrief": {"OUTPUT"},
    "createstore": {"STORE"},
    "loadstore": set(),
    "preparestore": {"MADE", "UPGRADED"},
    "checkout": {"WORKING_COPY"},
    "registerquality": {"SCORECARD", "REPORT"},
    "channelcoverage": {"AREAS", "REPORT"},
    "validate": {"FINDINGS", "REPORT", "ERRORS", "WARNINGS", "VALID"},
    "exportsubmission": {"SUBMISSION", "SUMMARY_CSV", "PREVIEW", "INSERTS", "UPDATES", "DELETES", "CONFIRMS"},
    "mergesubmissions": {
        "RECEIPTS", "CONFLICTS", "REPORT", "APPLIED", "NOOP", "CONFLICT", "HELD", "REJECTED"
    },
    "applyreceipts": {"CONFLICTS"},
    "importsource": {"DRAFT", "MATCHES", "REJECTS", "REPORT"},
    "publish": {"TARGET"},
}  # fmt: skip

GROUPS = {
    "networkcheck": "catchment",
    "catchments": "catchment",
    "odmatrix": "catchment",
    "accessibility": "catchment",
    "siting": "catchment",
    "coverage": "catchment",
    "scenario": "catchment",
    "colocationpairs": "colocation",
    "colocationquotient": "colocation",
    "partnershipbrief": "colocation",
    "createstore": "register",
    "loadstore": "register",
    "preparestore": "register",
    "checkout": "register",
    "validate": "register",
    "registerquality": "register",
    "channelcoverage": "catchment",
    "exportsubmission": "register",
    "mergesubmissions": "register",
    "applyreceipts": "register",
    "importsource": "register",
    "publish": "register",
}

ENUMS = {
    "METRIC": ["time", "distance", "straight"],
    "TRAVEL": ["to_point", "from_point"],
    "SPEED_PRESET": ["none", "statcan_rnf", "nrn", "osm"],
    "APPORTION": ["representative_point", "area_share"],
    "OVERLAP": ["overlap", "dissolve", "nearest"],
    "SHAPE": ["disks", "rings"],
    "DETAIL": ["precise", "generalised", "none"],
    "STANDARD": [
        "custom",
        "service_canada",
        "canada_post",
        "uk_post_office",
        "insee_basket",
        "services_quebec",
    ],
    "MINORITY_LANGUAGE": ["fr", "en"],
    "NEIGHBOURHOOD": ["knn", "distance"],
    "KERNEL": ["none", "gaussian", "bisquare"],
    "METHOD": ["2sfca", "e2sfca", "gaussian", "gravity"],
    "DECAY": ["luo_qi_slow", "luo_qi_fast"],
    "MODEL": ["p_median", "mclp", "lscp", "p_center"],
    "GROUPING": ["connected", "compact"],
    "WEIGHT_PRESET": ["equal", "short_walk", "one_stop"],
    "FORMATS": ["geojson", "csv", "hsds", "schema_org", "finder", "catalogue"],
    "FINDER_THEME": ["plain", "federal", "provincial"],
}
DEFAULTS = {
    "METRIC": "time",
    "TRAVEL": "to_point",
    "SPEED_PRESET": "none",
    "DEFAULT_SPEED": 50,
    "TOLERANCE": 0,
    "TIME_FACTOR": 1,
    "SNAP_DISTANCE": 2000,
    "ACCESS_SPEED": 0,
    "APPORTION": "representative_point",
    "CUTOFFS": "5,10,15",
    "accessibility.CUTOFFS": "10,20,30",  # the zones that the weights were published for
    "METHOD": "e2sfca",
    "DECAY": "luo_qi_slow",
    "BETA": 1,
    "FLOOR": 1,
    "OVERLAP": "overlap",
    "SHAPE": "rings",
    "DETAIL": "generalised",
    "STANDARD": "custom",
    "SENSITIVITY": False,
    "partnershipbrief.SENSITIVITY": True,  # a page for those who decide says how sure it is
    "MINORITY_LANGUAGE": "fr",
    "NEIGHBOURHOOD": "knn",
    "KERNEL": "none",
    "GROUPING": "connected",
    "WEIGHT_PRESET": "equal",
    "PERMUTATIONS": 999,
}

LATER = {  # algorithm → {name: what brings it}
    "siting": {"STRATUM_FIELD": "part 3: strata"},
}
ADDED = {  # algorithm → names that the contract leaves open or that were added; stable from now on
    "accessibility": {
        "ID_FIELD", "DECAY", "SIGMA", "BETA", "FLOOR", "REPORT",
        "TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK", "MEAN_ACCESS", "GINI",
        "ACCESS_TOTAL", "CAPACITY_SHARED", "CAPACITY_TOTAL", "EDGE_PEOPLE",
        "POINTS_PLACED", "POINTS_UNPLACED", "POINTS_WITHOUT_DEMAND", "POINTS_WITHOUT_CAPACITY",
    },
    "coverage": {
        "ACCESSIBILITY_FIELD", "BARRIER_FREE", "LANGUAGES_FIELD", "MINORITY_LANGUAGE", "FLIPS",
        "TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK", "EXCLUDED", "COVERAGE_RATE",
        "TARGET_MET", "STRATA", "STRATA_FLIPPED", "MEAN_COST", "MEDIAN_COST", "GINI", "EDGE_PEOPLE",
        "POINTS_PLACED", "POINTS_UNPLACED",
    },
    "colocationpairs": {
        "ID_FIELD", "NAME_FIELD", "ADDRESS_FIELD", "ORGANIZATION_FIELD", "LEASE_FIELD", "LEASE_YEARS",
        "OVERLAP_CUTOFF", "GROUPING", "WEIGHT_PRESET",
        "WEIGHT_PROXIMITY", "WEIGHT_OVERLAP", "WEIGHT_COMPLEMENTARITY", "WEIGHT_HOURS", "WEIGHT_LANGUAGES",
        "WEIGHT_ACCESSIBILITY", "WEIGHT_SPACE", "WEIGHT_LEASE",
        "PAIRS_FOUND", "CLUSTERS_FOUND", "POINTS_COLOCATED", "POINTS_PLACED", "POINTS_UNPLACED",
        "RATE_SAME_ADDRESS", "RATE_100_M", "RATE_250_M", "RATE_1000_M", "ONE_STOP_RATE",
    },
    "colocationquotient": {
        "ID_FIELD", "FDR",
        "POINTS_USED", "POINTS_WITHOUT_TYPE", "POINTS_UNPLACED", "POINTS_ALONE", "TYPES_FOUND",
        "PAIRS_SIGNIFICANT",
    },
    "partnershipbrief": {
        "RANK", "PAIR_IDS", "CLUSTER_ID", "OVERLAP_CUTOFF", "SENSITIVITY", "BACKGROUND", "LANGUAGE", "PDF",
        "POINTS_COUNT", "PEOPLE_EITHER", "PEOPLE_BOTH", "PEOPLE_GAINING", "PRECEDENTS",
    },
    "siting": {
        "CANDIDATE_ID_FIELD", "EXISTING_ID_FIELD", "NAME_FIELD", "UNIT_ID_FIELD", "REPORT", "SITES_CHOSEN",
        "MEAN_COST", "LARGEST_COST", "TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK",
        "CANDIDATES_OFF_NETWORK",
    },
    "createstore": {"JURISDICTION_NAME_EN", "JURISDICTION_NAME_FR", "EDITION"},
    "exportsubmission": {"LICENCE", "ORGANIZATION", "AUTHCFG", "KEY", "WRITE_PACKAGE", "PACKAGE", "STATE"},
    "channelcoverage": {
        "CUTOFF", "TIMEZONE", "CODE_FIELD", "INDICATORS",
        "TOTAL", "COUNTER_SERVED", "COUNTER_UNKNOWN", "CALL_SERVED", "CALL_UNKNOWN", "DIGITAL_SERVED",
        "DIGITAL_UNKNOWN", "ALL_CHANNELS", "REMOTE_ONLY", "NO_CHANNEL", "NOT_KNOWN", "EXCLUDED",
        "COUNTERS", "CALL_CENTRES", "DIGITAL_SERVICES",
    },
    "registerquality": {
        "EARLIER", "AS_OF", "MEND",
        "POINTS", "COMPLETE_EN", "COMPLETE_FR", "VERIFIED_12", "VERIFIED_24", "POSITIONED", "DUPLICATES",
        "WAITING", "CONFLICTS", "SEVERAL_SOURCES", "DISPUTED", "POINTS_TO_MEND",
    },
    "loadstore": {"LAYERS", "LAYER_COUNT", "POINT_COUNT"},
    "applyreceipts": {
        "TRANSPORT", "AUTHCFG", "RESOLVE", "RECORDS_MOVED", "CONFLICTS_FOUND", "RECEIPTS_IGNORED",
    },
    "mergesubmissions": {"SIGNATURE", "KEYS", "PARTLY_APPLIED", "REFUSED"},
    "importsource": {
        "SECOND_SOURCE", "AUTHCFG", "DECISIONS", "ACCEPT_MANY", "COORDINATES", "COORDINATES_CRS",
        "ADDRESSES", "ADDRESS_FIELD", "NUMBER_FIELD", "CITY_FIELD", "POSTAL_CODE_FIELD",
        "GEOLOCATION", "GEOLOCATION_URL",
        "SUBMITTER", "ROLE", "EMAIL", "ORGANIZATION",
        "NEW", "CHANGED", "LINKED", "UNCHANGED", "REVIEW", "REJECTED", "REPEATED", "LEFT_OUT", "GONE",
        "DOCUMENTS", "ORGANIZATIONS",
    },
    "publish": {
        "LICENCE", "BASE_URL", "REPORT", "POINTS", "RECORDS", "POINTS_WITHHELD", "RECORDS_WITHHELD",
        "CHANGES", "TOMBSTONES", "FILES", "BYTES", "FINDER_THEME", "FINDER_CONTACT",
        "FINDER_NOTICE_EN", "FINDER_NOTICE_FR",
    },
}  # fmt: skip


@pytest.fixture
def algorithms(provider):
    return {algorithm.name(): algorithm for algorithm in provider.algorithms()}


def _parameters(algorithm):
    return {definition.name(): definition for definition in algorithm.parameterDefinitions()}


def _outputs(algorithm):
    return {definition.name() for definition in algorithm.outputDefinitions()}


def test_provider_and_ids(provider, algorithms):
    assert provider.id() == "servicepoints"
    assert set(algorithms) == set(PARAMETERS)
    assert {name: algorithm.groupId() for name, algorithm in algorithms.items()} == GROUPS


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_names(algorithms, name):
    later, added = set(LATER.get(name, {})), ADDED.get(name, set())
    parameters, outputs = set(_parameters(algorithms[name])), _outputs(algorithms[name])
    assert PARAMETERS[name] - later - parameters == set(), "missing parameters"
    assert OUTPUTS[name] - later - outputs == set(), "missing outputs"
    assert (parameters | outputs) - PARAMETERS[name] - OUTPUTS[name] == added, "names beyond the contract"
    assert (parameters | outputs) & later == set(), "no longer left out: take it from LATER"


def test_enum_strings_and_defaults(algorithms):
    from qgis.core import QgsProcessingParameterEnum

    wrong = []
    for name, algorithm in algorithms.items():
        for key, definition in _parameters(algorithm).items():
            if isinstance(definition, QgsProcessingParameterEnum):
                if not definition.usesStaticStrings():
                    wrong.append(f"{name}.{key}: not static strings")
                if key in ENUMS and definition.options() != ENUMS[key]:
                    wrong.append(f"{name}.{key}: {definition.options()}")
            elif key in ENUMS:
                wrong.append(f"{name}.{key}: not a choice")
            default = DEFAULTS.get(f"{name}.{key}", DEFAULTS.get(key))
            if default is not None and definition.defaultValue() != default:
                wrong.append(f"{name}.{key}: default {definition.defaultValue()!r}")
    assert not wrong, "\n".join(wrong)


def test_every_algorithm_explains_itself(algorithms):
    """A label, a tip and help that stand on their own; names are never translated."""
    for name, algorithm in algorithms.items():
        assert re.fullmatch(r"[a-z]+", name)
        assert algorithm.displayName()[:1].isupper()
        assert len(re.sub(r"<[^>]+>", "", algorithm.shortHelpString())) > 200, name
        assert algorithm.shortDescription().strip(), name
        assert len(algorithm.tags()) >= 3, name
        assert not algorithm.icon().isNull(), name


def test_every_parameter_has_a_plain_label_and_help(algorithms):
    wrong = []
    for name, algorithm in algorithms.items():
        for key, definition in _parameters(algorithm).items():
            if not re.fullmatch(r"[A-Z][A-Z0-9_]*", key):
                wrong.append(f"{name}.{key}: not an upper-case name")
            label = definition.description()
            if not label[:1].isupper() or label.isupper() or "impedance" in label.lower():
                wrong.append(f"{name}.{key}: label {label!r}")
            if not definition.isDestination() and not definition.help().strip():
                wrong.append(f"{name}.{key}: no help")
    assert not wrong, "\n".join(wrong)


def test_algorithms_survive_being_copied(algorithms):
    """QGIS runs a copy that ``create`` makes, in another thread."""
    for name, algorithm in algorithms.items():
        copy = algorithm.create()
        assert copy.id() == f"servicepoints:{name}"
        assert set(_parameters(copy)) == set(_parameters(algorithm))


def test_provider_shows_itself(provider):
    assert provider.name()
    assert not provider.icon().isNull()
