# SPDX-License-Identifier: GPL-2.0-or-later
"""A command for every algorithm that runs as it stands, on the sample, in the folder of the plugin.

Each block is whole: copied into a shell it makes what it needs first. A test runs them all, and looks whether
the layers they write have the fields that the reference describes.
"""

from __future__ import annotations

_STORE = 'STORE="resources/sample/pine_river_store.gpkg"'
_BASE = 'BASE="resources/sample/pine_river_base.gpkg"'
_POINTS = "POINTS=\"$STORE|layername=v_in_person|subset=status = 'active'\""
_ROADS = 'ROADS=(NETWORK="$BASE|layername=roads" SPEED_FIELD=speed_kmh)'
_PEOPLE = 'PEOPLE=(DEMAND="$BASE|layername=blocks" DEMAND_FIELDS=population DEMAND_FIELDS=pop_65plus)'
_OUT = "mkdir -p build/reference"


def _block(*lines: str) -> str:
    return "\n".join(lines)


_TRAVEL = (_STORE, _BASE, _POINTS, _ROADS, _OUT)
_WITH_PEOPLE = (_STORE, _BASE, _POINTS, _ROADS, _PEOPLE, _OUT)

_PAIRS = """\
qgis_process run servicepoints:colocationpairs -- POINTS="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" \\
    METRIC=distance MAX_COST=0.5 PAIRS=build/reference/pairs.gpkg CLUSTERS=build/reference/clusters.gpkg \\
    SITES=build/reference/sites.gpkg REPORT=build/reference/pairs.html"""

_OWN_STORE = """\
cp resources/sample/pine_river_store.gpkg build/reference/store.gpkg"""

_CHECKOUT = """\
qgis_process run servicepoints:checkout -- STORE=build/reference/store.gpkg JURISDICTION=CA-ON-3599 \\
    TARGET=build/reference/copy.gpkg"""

_EDIT = """\
qgis_process run native:spatialiteexecutesql -- DATABASE=build/reference/copy.gpkg \\
    SQL="UPDATE organization SET email = 'info@pine-river.example.ca' WHERE custodian_code = 'CA-ON-3599'\""""

_EXPORT = """\
qgis_process run servicepoints:exportsubmission -- WORKING_COPY=build/reference/copy.gpkg \\
    SUBMITTER="Counter team" EMAIL=editor@pine-river.example.ca REASON=correction TARGET=build/reference/sent"""

_MERGE = """\
qgis_process run servicepoints:mergesubmissions -- STORE=build/reference/store.gpkg \\
    SUBMISSIONS="$(ls build/reference/sent/*.json)" RECEIPTS=build/reference/receipts \\
    CONFLICTS=build/reference/waiting.gpkg REPORT=build/reference/merge.html"""

_REGISTER = ("rm -rf build/reference && mkdir -p build/reference", _OWN_STORE, _CHECKOUT)

EXAMPLES: dict[str, str] = {
    "catchments": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:catchments -- POINTS="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" \\
    CUTOFFS=5,10,15 OUTPUT=build/reference/catchments.gpkg SERVED=build/reference/served.gpkg \\
    DEMAND_OUT=build/reference/blocks.gpkg UNPLACED=build/reference/unplaced.gpkg""",
    ),
    "networkcheck": _block(
        *_TRAVEL,
        """\
qgis_process run servicepoints:networkcheck -- POINTS="$POINTS" "${ROADS[@]}" \\
    ISSUES=build/reference/issues.gpkg REPORT=build/reference/roads.html""",
    ),
    "odmatrix": _block(
        *_TRAVEL,
        """\
qgis_process run servicepoints:odmatrix -- ORIGINS="$BASE|layername=blocks" DESTINATIONS="$POINTS" \\
    "${ROADS[@]}" K=3 OUTPUT=build/reference/matrix.gpkg""",
    ),
    "accessibility": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:accessibility -- POINTS="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" \\
    METHOD=e2sfca CUTOFFS=10,20,30 OUTPUT=build/reference/access.gpkg \\
    SUPPLY=build/reference/load.gpkg REPORT=build/reference/access.html""",
    ),
    "siting": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:siting -- CANDIDATES="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" \\
    MODEL=mclp P=3 CUTOFF=10 SITES=build/reference/chosen.gpkg \\
    ALLOCATION=build/reference/allocation.gpkg REPORT=build/reference/siting.html""",
    ),
    "coverage": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:coverage -- POINTS="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" \\
    CUTOFFS=5,10,15 TARGET=90 STRATUM_FIELD=community SENSITIVITY=true \\
    INDICATORS=build/reference/indicators.gpkg GAPS=build/reference/gaps.gpkg \\
    FLIPS=build/reference/flips.gpkg REPORT=build/reference/coverage.html""",
    ),
    "channelcoverage": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:channelcoverage -- STORE="$STORE" "${ROADS[@]}" "${PEOPLE[@]}" CUTOFF=15 \\
    LANGUAGE=fr AT=2026-11-03T10:00:00 CODE_FIELD=csduid AREAS=build/reference/areas.gpkg \\
    INDICATORS=build/reference/channels.gpkg REPORT=build/reference/channels.html""",
    ),
    "scenario": _block(
        *_WITH_PEOPLE,
        """\
qgis_process run servicepoints:scenario -- POINTS="$POINTS" "${ROADS[@]}" "${PEOPLE[@]}" CUTOFFS=10,20 \\
    CLOSE=bfd04c99-3676-5bf2-b624-7b13af442b4b LEAVE_ONE_OUT=true STRATUM_FIELD=stratum \\
    INDICATORS=build/reference/before_after.gpkg DEMAND_OUT=build/reference/who.gpkg \\
    LOSERS=build/reference/groups.gpkg LOAD=build/reference/people.gpkg \\
    CLOSURES=build/reference/closures.gpkg REPORT=build/reference/scenario.html""",
    ),
    "colocationpairs": _block(*_WITH_PEOPLE, _PAIRS),
    "colocationquotient": _block(
        *_TRAVEL,
        """\
qgis_process run servicepoints:colocationquotient -- POINTS="$POINTS" "${ROADS[@]}" CATEGORY_FIELD=level \\
    K=5 PERMUTATIONS=199 GLOBAL=build/reference/quotients.gpkg LOCAL=build/reference/local.gpkg \\
    REPORT=build/reference/quotients.html""",
    ),
    "partnershipbrief": _block(
        *_WITH_PEOPLE,
        _PAIRS,
        """\
qgis_process run servicepoints:partnershipbrief -- PAIRS=build/reference/pairs.gpkg RANK=1 STORE="$STORE" \\
    "${ROADS[@]}" "${PEOPLE[@]}" LANGUAGE=en OUTPUT=build/reference/brief.html PDF=build/reference/brief.pdf""",
    ),
    "createstore": _block(
        "rm -rf build/reference && mkdir -p build/reference",
        """\
qgis_process run servicepoints:createstore -- TARGET=build/reference/new.gpkg TITLE_EN="Service points" \\
    TITLE_FR="Points de service" JURISDICTION=CA-ON""",
    ),
    "importsource": _block(
        *_REGISTER,
        """\
cat > build/reference/town.csv <<'END'
local_id,name_en,name_fr,organization,point_type,address_line1,city,province,postal_code,latitude,longitude,phone
7,Alderbridge Annex,Annexe d’Alderbridge,Town of Alderbridge,satellite_office,12 Mill St,Alderbridge,ON,P0A 1A0,46.02,-80.01,705-555-0142
END
qgis_process run servicepoints:importsource -- SOURCE=build/reference/town.csv \\
    PROFILE=resources/profiles/casp-csv.json WORKING_COPY=build/reference/copy.gpkg \\
    SUBMITTER="Counter team" EMAIL=editor@pine-river.example.ca DRAFT=build/reference/draft \\
    MATCHES=build/reference/matches.gpkg REJECTS=build/reference/rejects.gpkg REPORT=build/reference/import.html""",
    ),
    "loadstore": _block(
        _STORE,
        """\
qgis_process run servicepoints:loadstore -- STORE="$STORE" LANGUAGE=fr FILTER="custodian_code = 'CA-ON'\"""",
    ),
    "preparestore": 'qgis_process run servicepoints:preparestore -- STORE="postgis:our server/register"',
    "checkout": _block(*_REGISTER),
    "validate": _block(
        _STORE,
        _OUT,
        """\
qgis_process run servicepoints:validate -- INPUT="$STORE" MIN_SEVERITY=warning \\
    FINDINGS=build/reference/findings.gpkg REPORT=build/reference/findings.html""",
    ),
    "registerquality": _block(
        _STORE,
        _OUT,
        """\
qgis_process run servicepoints:registerquality -- STORE="$STORE" SCORECARD=build/reference/scorecard.gpkg \\
    MEND=build/reference/mend.gpkg REPORT=build/reference/quality.html""",
    ),
    "exportsubmission": _block(*_REGISTER, _EDIT, _EXPORT),
    "mergesubmissions": _block(*_REGISTER, _EDIT, _EXPORT, _MERGE),
    "applyreceipts": _block(
        *_REGISTER,
        _EDIT,
        _EXPORT,
        _MERGE,
        """\
qgis_process run servicepoints:applyreceipts -- WORKING_COPY=build/reference/copy.gpkg \\
    SUBMISSIONS="$(ls build/reference/sent/*.json)" RECEIPTS="$(ls build/reference/receipts/*.json)" \\
    CONFLICTS=build/reference/both.gpkg""",
    ),
    "publish": _block(
        _STORE,
        _OUT,
        """\
qgis_process run servicepoints:publish -- STORE="$STORE" TARGET=build/reference/public \\
    FORMATS=geojson FORMATS=csv FORMATS=hsds REPORT=build/reference/published.html""",
    ),
}
"""Algorithm → the commands, in bash."""

OF_A_SERVER = {"preparestore"}
"""What needs a server of one's own: nothing in a folder of the plugin could show it."""
