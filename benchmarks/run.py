# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmarks: ``make bench``, ``make bench-large`` and ``make bench-national``, or one case by name.

    python3 benchmarks/run.py                       the usual cases, about ten minutes on two quiet cores
    python3 benchmarks/run.py --large               500k and 2M edges, New York, two processes, growth
    python3 benchmarks/run.py --national            a country of 2M edges: interrupted, growth, 20,000 points
    python3 benchmarks/run.py --only native --sizes 20k 100k:0 --points 100 --runs 3
    python3 benchmarks/run.py --list

The report goes to build/bench/ as Markdown and JSON. The status is 1 when a case could not be measured; with
``--strict`` also when a goal is not met.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() not in (HERE, HERE.parent)]
sys.path.append(str(HERE.parent / "scripts"))
importlib.import_module("plugin_package").load()

from service_points.benchmarks import report  # noqa: E402
from service_points.benchmarks.cases import CASES, Case  # noqa: E402
from service_points.benchmarks.figures import Outcome  # noqa: E402
from service_points.benchmarks.lab import DataMissingError, Lab, SideError, Size, say, versions  # noqa: E402


def main(arguments: list[str]) -> int:
    """Run the cases asked for, write the report after each, and return the exit status."""
    options = _options(arguments)
    if options.list:
        for case in CASES:
            sets = ", ".join(name for name in ("usual", "large", "national") if getattr(case, name))
            print(f"{case.name:12s} {sets:14s} {case.title}")
        return 0
    chosen = [case for case in CASES if _wanted(case, options)]
    lab = Lab(
        runs=options.runs,
        patient=options.patient,
        sizes=options.sizes,
        points=options.points,
        large=options.large,
    )
    facts, outcomes = {**report.machine(), **versions()}, []
    name = options.name or (options.only[0] if options.only else _set_of(options))
    for case in chosen:
        say(f"{case.name}: {case.title} (load {report.load()})")
        outcomes.append(_outcome(case, lab))
        target = report.write(outcomes, facts, name)
        print(f"\n{outcomes[-1].markdown()}\n", flush=True)
    print(f"The report is in {target.relative_to(report.ROOT)} and {target.stem}.json.")
    missed = [f for outcome in outcomes for f in outcome.figures if f.passed is False]
    for figure in missed:
        print("not met:", *figure.row()[:4], sep="  ")
    failures = [each for outcome in outcomes for each in outcome.failures]
    return 1 if failures or (missed and options.strict) else 0


def _outcome(case: Case, lab: Lab) -> Outcome:
    """Measure one case; a case that cannot be measured says why, and the others still are."""
    outcome, start = Outcome(case.name, case.title), time.perf_counter()
    try:
        case.measure(lab, outcome)
    except DataMissingError as missing:
        outcome.notes.append(str(missing))
    except SideError as failure:
        outcome.failures.append(str(failure))
    except Exception as failure:  # a case that breaks must not cost hours of the others
        traceback.print_exc()
        outcome.failures.append(f"{type(failure).__name__}: {failure}")
    outcome.notes.append(f"measured in {time.perf_counter() - start:.0f} s, load then {report.load()}")
    return outcome


def _wanted(case: Case, options: argparse.Namespace) -> bool:
    if options.only:
        return case.name in options.only
    return bool(getattr(case, {"bench": "usual"}.get(_set_of(options), _set_of(options))))


def _set_of(options: argparse.Namespace) -> str:
    """Return the name of the set asked for, which is that of its report too."""
    return "national" if options.national else "large" if options.large else "bench"


def _options(arguments: list[str]) -> argparse.Namespace:
    usage, _, _ = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(description=usage)
    names = [case.name for case in CASES]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--large", action="store_true", help="the large cases and sizes: an hour or two")
    parser.add_argument("--national", action="store_true", help="a generated country: an hour or two")
    parser.add_argument("--sizes", nargs="+", type=Size.parse, default=(), help="20k 100k:0 2M …")
    parser.add_argument(
        "--points",
        type=int,
        help="service points: 10, 30, 100, 300, 1000 or 3000; of a country also 10000, 20000",
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each side (default 3)")
    parser.add_argument("--patient", action="store_true", help="run slow peers as often as the others")
    parser.add_argument("--name", help="name of the report (default: bench, large, or the case)")
    parser.add_argument("--strict", action="store_true", help="fail when a goal is not met")
    parser.add_argument("--list", action="store_true", help="show the cases")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
