# SPDX-License-Identifier: GPL-2.0-or-later
"""What the cases share: which sizes are asked for, the files and the sides to compare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import DataMissingError, Inputs, cache_folder
from .sides import Side, SideError, Timing, Work, alternate, measure, say

CUTOFFS = (5, 10, 15)
PEERS = ("scipy", "shapely", "pandana", "igraph", "networkx")


@dataclass(frozen=True, order=True)
class Size:
    """A street grid: how many edges, and how many vertices inside each."""

    edges: int
    inner: int = 2

    @classmethod
    def parse(cls, text: str) -> Size:
        """Read ``100k``, ``2M`` or ``100k:0``. Raises ``ValueError`` for anything else."""
        found = re.fullmatch(r"(\d+)([kM]?)(?::(\d))?", text)
        if not found:
            raise ValueError(
                f"a size is a number such as 20k, 2M, or 100k:0 for straight lines; not “{text}”"
            )
        times = {"": 1, "k": 1000, "M": 1_000_000}[found[2]]
        return cls(int(found[1]) * times, int(found[3] or 2))

    def __str__(self) -> str:
        million, thousand = divmod(self.edges, 1_000_000), divmod(self.edges, 1000)
        short = f"{million[0]}M" if not million[1] else f"{thousand[0]}k" if not thousand[1] else self.edges
        return f"{short} edges, {'straight' if not self.inner else f'{self.inner} inner vertices'}"


@dataclass
class Lab:
    """One run of the benchmarks. ``sizes`` and ``points`` replace those of a case; ``patient``: slow peers
    run as often as the others too; ``large``: the large sizes."""

    runs: int = 3
    patient: bool = False
    sizes: Sequence[Size] = ()
    points: int | None = None
    large: bool = False
    _inputs: dict[tuple[Any, ...], tuple[Inputs, Mapping[str, int]]] = field(default_factory=dict)
    _known: dict[str, Timing] = field(default_factory=dict)

    def sizes_or(self, usual: str, large: str = "") -> Sequence[Size]:
        """Return the sizes asked for, or else those of the usual or the large set (apart by spaces)."""
        return self.sizes or [Size.parse(text) for text in (large if self.large and large else usual).split()]

    def inputs(self, *network: object) -> tuple[Inputs, Mapping[str, int]]:
        """Return the files of a network, and its counts; raises ``DataMissingError`` without the data."""
        if network not in self._inputs:
            said = measure(Work("core.write_inputs", {"network": list(network)}), quiet=True).said
            if "missing" in said:
                raise DataMissingError(said["missing"])
            self._inputs[network] = (Inputs(Path(said["inputs"]), said["one_way"]), said["facts"])
        return self._inputs[network]

    def streets(self, size: Size) -> tuple[Inputs, Mapping[str, int]]:
        return self.inputs("street", size.edges, size.inner)

    def compare(self, works: Mapping[str, Work], *, fresh: bool = True) -> dict[str, Timing]:
        """Run the works in turn."""
        return alternate(works, self.runs, fresh=fresh, patient=self.patient)

    def qgis_alone_mb(self) -> float:
        """Return the peak memory of QGIS with Processing and our provider, without any work."""
        if "nothing" not in self._known:
            self._known["nothing"] = measure(Work("qgis.nothing"))
        return self._known["nothing"].peak_mb


def catchments(inputs: Inputs, points: int, cutoffs: Sequence[float] = CUTOFFS, **more: Any) -> Work:  # noqa: ANN401
    """Return the work of ``servicepoints:catchments`` with population, polygons and the table of points.

    Names in capitals are parameters of the algorithm, the others belong to the job (see ``work_qgis.ours``).
    """
    parameters = {
        **network_parameters(inputs),
        "POINTS": inputs.points(points),
        "CUTOFFS": ",".join(map(str, cutoffs)),
        "OVERLAP": "overlap",
        "SHAPE": "disks",
        "DEMAND": inputs.population,
        "DEMAND_FIELDS": ["people"],
    }
    parameters.update({name: value for name, value in more.items() if name.isupper()})
    # One process unless a case asks for more, so that figures mean the same for any number of points.
    job = {"outputs": ["OUTPUT", "SERVED"], "parameters": parameters, "settings": {"processes": 1}}
    job.update({name: value for name, value in more.items() if not name.isupper()})
    return Work("qgis.ours", job)


def network_parameters(inputs: Inputs) -> dict[str, Any]:
    """Return the parameters that describe the roads, as every algorithm that travels takes them."""
    direction = {"DIRECTION_FIELD": "dir", "VALUE_FORWARD": "F", "VALUE_BACKWARD": "T", "VALUE_BOTH": "B"}
    return {
        "NETWORK": inputs.roads,
        "SPEED_FIELD": "speed",
        "TRAVEL": "from_point",  # the only way of native:serviceareafromlayer
        **(direction if inputs.one_way else {}),
    }


def native(inputs: Inputs, points: int, cutoffs: Sequence[float] = CUTOFFS) -> Work:
    """Return the work of ``native:serviceareafromlayer``: one run per cutoff, lines only."""
    job = {"roads": inputs.roads, "one_way": inputs.one_way, "points": inputs.points(points)}
    return Work("qgis.native", {**job, "cutoffs": list(cutoffs)})


def peer_python() -> str:
    """Return the interpreter that has the peers, or "" when scripts/setup_bench.sh has not been run."""
    python = cache_folder().with_name("bench-venv") / "bin" / "python"
    return str(python) if python.exists() else ""


def oracle_python() -> str:
    """Return the interpreter that has PySAL, or "" when scripts/setup_test.sh has not been run."""
    python = cache_folder().with_name("oracles") / "bin" / "python"
    return str(python) if python.exists() else ""


def dask_python() -> str:
    """Return an interpreter that has QGIS and Dask, or "" when scripts/setup_test.sh has not been run."""
    environment = cache_folder().with_name("venv")
    there = next(environment.glob("lib/python*/site-packages/distributed"), None)
    return "" if there is None else str(environment / "bin" / "python")


def floor_program() -> str:
    """Return the compiled Dijkstra, or ""."""
    program = cache_folder().with_name("bench-venv") / "floor"
    return str(program) if program.exists() else ""


def why_not_installed() -> str:
    """Return what setup_bench.sh noted about peers that could not be installed."""
    noted = cache_folder().with_name("bench-venv") / "failed.txt"
    return noted.read_text(encoding="utf-8").strip() if noted.exists() else ""


def versions() -> dict[str, str]:
    """Return the versions of everything that takes part."""
    found = dict(measure(Work("qgis.versions"), quiet=True).said["versions"])
    if peer_python():
        work = Work("peers.versions", {"names": PEERS}, python=peer_python())
        found.update(measure(work, quiet=True).said["versions"])
    return found


__all__ = [
    "CUTOFFS",
    "DataMissingError",
    "Inputs",
    "Lab",
    "Side",
    "SideError",
    "Size",
    "Timing",
    "Work",
    "catchments",
    "floor_program",
    "measure",
    "native",
    "network_parameters",
    "oracle_python",
    "peer_python",
    "say",
    "versions",
    "why_not_installed",
]
