# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's main job, without a screen, on the built-in sample county: run by ``make demo``.

Every step is a real ``qgis_process`` run with the plugin enabled in a profile of its own: load the store,
catchments with population, co-location pairs, the brief on the best of them, validation, a working copy,
three corrections, a submission, and the publication: open data and the public finder. Writes a GeoPackage, an
HTML summary and maps, and prints where they are with the headline figures, in English or French by the
locale.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import plugin_package

plugin_package.load()

from service_points.core.text import Text  # noqa: E402

ROOT = plugin_package.ROOT
SAMPLE = ROOT / "resources" / "sample"
STORE = SAMPLE / "pine_river_store.gpkg"
BASE = SAMPLE / "pine_river_base.gpkg"
JURISDICTION = "CA-ON"
GROUPS = ["population", "pop_65plus", "low_income", "french_speaking", "no_car"]
NETWORK = {
    "NETWORK": f"{BASE}|layername=roads",
    "SPEED_FIELD": "speed_kmh",
    "CLASS_FIELD": "road_class",
    "SPEED_PRESET": "statcan_rnf",
    "DIRECTION_FIELD": "direction",
    "VALUE_FORWARD": "forward",
    "VALUE_BACKWARD": "backward",
    "VALUE_BOTH": "both",
}
POINTS = f"{STORE}|layername=v_in_person|subset=\"status\" = 'active'"
EMPLOYMENT = f"{STORE}|layername=v_employment_centre|subset=\"status\" = 'active'"
CUTOFFS = (10, 20, 30)
WALK_KM = 0.25


@dataclass
class Steps:
    """Runs algorithms through ``qgis_process`` in a throw-away profile and remembers what they said."""

    folder: Path
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plugins, runtime = self.folder / "plugins", self.folder / "run"
        plugins.mkdir(parents=True)
        runtime.mkdir(mode=0o700)
        (plugins / plugin_package.NAME).symlink_to(ROOT, target_is_directory=True)
        self._env = {
            **os.environ,
            "QGIS_PLUGINPATH": str(plugins),
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder / "profile"),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self._program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if self._program is None:
            sys.exit("qgis_process was not found / qgis_process est introuvable")
        self._call(["plugins", "enable", plugin_package.NAME])

    def _call(self, arguments: list[str]) -> str:
        done = subprocess.run(
            [self._program, *arguments], env=self._env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(arguments[:3])} → {done.returncode}\n{done.stderr[-3000:]}")
        return done.stdout

    def run(self, algorithm: str, **parameters: object) -> dict[str, Any]:
        """Run one algorithm; a failure ends the demonstration with QGIS's own message."""
        given = []
        for name, value in parameters.items():
            given += [f"{name}={one}" for one in (value if isinstance(value, list) else [value])]
        start = time.perf_counter()
        answer = self._call(["--json", "run", f"servicepoints:{algorithm}", "--", *given])
        self.seconds[algorithm] = time.perf_counter() - start
        return json.loads(answer)["results"]


def correct_three(working_copy: Path) -> None:
    """Correct an e-mail, opening hours and a name as an editor would, in the layer."""
    from qgis.core import QgsFeatureRequest, QgsVectorLayer, edit  # noqa: PLC0415

    layer = QgsVectorLayer(f"{working_copy}|layername=service_point", "points", "ogr")
    request = QgsFeatureRequest().setFilterExpression(
        f"\"custodian_code\" = '{JURISDICTION}' AND \"channel\" = 'in_person' AND \"status\" = 'active'"
    )
    request.addOrderBy("id")
    chosen = list(layer.getFeatures(request))[:3]
    corrections = [
        ("email", "renseignements@pine-river.example.ca"),
        ("hours", "Mo-Fr 09:00-17:00; PH off"),
        ("name_fr", "Centre de services de la Rivière-aux-Pins"),
    ]
    with edit(layer):
        for feature, (name, value) in zip(chosen, corrections):
            layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), value)


def main_job(steps: Steps, out: Path) -> dict[str, dict[str, Any]]:
    """Run the whole job; return the results of every algorithm by name."""
    from service_points.host.language import say  # noqa: PLC0415  (needs QGIS started)

    gpkg = out / "service_points_demo.gpkg"

    def layer(name: str) -> str:
        return f"ogr:dbname='{gpkg}' table=\"{name}\" (geom)"

    done: dict[str, dict[str, Any]] = {}
    done["loadstore"] = steps.run("loadstore", STORE=STORE)
    done["networkcheck"] = steps.run(
        "networkcheck", **NETWORK, POINTS=POINTS, ISSUES=layer("network_issues"), REPORT=out / "network.html"
    )
    done["catchments"] = steps.run(
        "catchments",
        **NETWORK,
        POINTS=EMPLOYMENT,
        CUTOFFS=",".join(map(str, CUTOFFS)),
        OVERLAP="dissolve",
        DEMAND=f"{BASE}|layername=blocks",
        DEMAND_FIELDS=GROUPS,
        OUTPUT=layer("catchments"),
        SERVED=layer("served"),
        DEMAND_OUT=layer("demand"),
        UNPLACED=layer("unplaced"),
    )
    done["colocationpairs"] = steps.run(
        "colocationpairs",
        **NETWORK,
        POINTS=POINTS,
        GROUP_FIELD="level",
        METRIC="distance",
        MAX_COST=WALK_KM,
        DEMAND=f"{BASE}|layername=blocks",
        DEMAND_FIELDS=GROUPS[:1],
        PAIRS=layer("pairs"),
        CLUSTERS=layer("clusters"),
        SITES=layer("sites"),
        REPORT=out / "colocation.html",
    )
    done["partnershipbrief"] = steps.run(
        "partnershipbrief",
        **NETWORK,
        PAIRS=f"{gpkg}|layername=pairs",
        STORE=STORE,
        DEMAND=f"{BASE}|layername=blocks",
        DEMAND_FIELDS=GROUPS,
        STRATUM_FIELD=say(Text("name_en", "name_fr")),
        BACKGROUND=f"{BASE}|layername=water",
        OUTPUT=out / "brief.html",
        PDF=out / "brief.pdf",
    )
    done["validate"] = steps.run(
        "validate", INPUT=STORE, FINDINGS=layer("findings"), REPORT=out / "validation.html"
    )
    copy = out / "working_copy.gpkg"
    done["checkout"] = steps.run("checkout", STORE=STORE, JURISDICTION=JURISDICTION, TARGET=copy)
    correct_three(copy)
    done["exportsubmission"] = steps.run(
        "exportsubmission",
        WORKING_COPY=copy,
        SUBMITTER="Service counter team",
        ROLE="Data editor",
        EMAIL="donnees@example.ca",
        REASON="correction",
        TARGET=out,
    )
    done["publish"] = steps.run(
        "publish", STORE=STORE, TARGET=out / "published", REPORT=out / "published.html"
    )
    return done


def headlines(done: dict[str, dict[str, Any]], seconds: float, out: Path) -> list[tuple[Text, str]]:
    """The figures a person wants first: label and value."""
    reach, check, pairs = done["catchments"], done["validate"], done["colocationpairs"]
    sent, public, limit = done["exportsubmission"], done["publish"], CUTOFFS[-1]
    share = reach["SERVED_TOTAL"] / reach["TOTAL"]
    return [
        (Text("People in the county", "Population du comté"), number(reach["TOTAL"])),
        (
            Text(
                "Within {limit} minutes of an employment centre",
                "À {limit} minutes ou moins d’un centre d’emploi",
            ).format(limit=limit),
            f"{number(reach['SERVED_TOTAL'])} ({percent(share)})",
        ),
        (Text("Farther by road", "Plus loin par la route"), number(reach["BEYOND"])),
        (
            Text("No road to any employment centre", "Sans route vers un centre d’emploi"),
            number(reach["UNREACHABLE"]),
        ),
        (
            Text("Farther than 2 km from any road", "À plus de 2 km de toute route"),
            number(reach["OFF_NETWORK"]),
        ),
        (
            Text(
                "Pairs of counters of different governments within {metres} m by road",
                "Paires de comptoirs de gouvernements différents à {metres} m ou moins par la route",
            ).format(metres=round(1000 * WALK_KM)),
            number(pairs["PAIRS_FOUND"]),
        ),
        (
            Text("Register: errors and warnings", "Registre\u00a0: erreurs et avertissements"),
            f"{number(check['ERRORS'])} / {number(check['WARNINGS'])}",
        ),
        (
            Text("Submission: records changed", "Soumission\u00a0: fiches modifiées"),
            number(sent["UPDATES"] + sent["INSERTS"] + sent["DELETES"] + sent["CONFIRMS"]),
        ),
        (
            Text("Service points published, and withheld", "Points de service publiés, et retenus"),
            f"{number(public['POINTS'])} / {number(public['POINTS_WITHHELD'])}",
        ),
        (Text("Time", "Durée"), f"{number(seconds)} s"),
        (Text("Results", "Résultats"), str(out)),
    ]


def number(value: float) -> str:
    from service_points.host.language import locale  # noqa: PLC0415

    return locale().toString(round(value))


def percent(share: float) -> str:
    from service_points.host.language import language, locale  # noqa: PLC0415

    return locale().toString(100 * share, "f", 1) + ("\u00a0%" if language() == "fr" else "%")


def start_qgis():  # noqa: ANN201
    from qgis.core import QgsApplication  # noqa: PLC0415

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QgsApplication([], False)
    app.initQgis()
    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the results; it is made anew")
    out = parser.parse_args().out.resolve()
    start = time.perf_counter()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    app = start_qgis()
    with tempfile.TemporaryDirectory() as scratch:
        done = main_job(Steps(Path(scratch) / "qgis"), out)
    from demo_report import write_maps, write_summary  # noqa: PLC0415  (needs QGIS started)
    from service_points.host.language import install_translator, say  # noqa: PLC0415

    install_translator()
    write_maps(out)
    figures = headlines(done, time.perf_counter() - start, out)
    write_summary(out, figures)
    print()
    print(
        say(
            Text(
                "Service Points – demonstration on the fictional Pine River County",
                "Points de service – démonstration sur le comté fictif de la rivière aux Pins",
            )
        )
    )
    for label, value in figures:
        print(f"  {say(label)}{say(Text(':', chr(0xA0) + ':'))} {value}")
    for name in (
        "service_points_demo.gpkg",
        "summary.html",
        "map.png",
        "colocation.png",
        "brief.pdf",
        "published",
        "published/finder/index.html",
        Path(done["exportsubmission"]["SUBMISSION"]).name,
    ):
        print(f"    {out / name}")
    app.exitQgis()


if __name__ == "__main__":
    main()
