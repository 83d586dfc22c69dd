# SPDX-License-Identifier: GPL-2.0-or-later
"""Every command and script that the guides show does what they say; so do the commands of the other pages."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"```(?P<language>\w+)\n(?P<code>.*?)```", re.DOTALL)
INDENTED = re.compile(r"(?:^ {4,}\S.*\n)+", re.MULTILINE)
RUN = re.compile(r"qgis_process(?:\.bin)? (?:--json )?run servicepoints:(\w+) -- (.*)", re.DOTALL)
PROFILE = Path(".local/share/QGIS/QGIS3/profiles/default/python/plugins")


@pytest.fixture(scope="module")
def scripts(repository):
    """The scripts of the documentation, importable."""
    folder = str(repository / "scripts")
    sys.path.insert(0, folder)
    yield
    sys.path.remove(folder)


class Person:
    """Somebody who types what a guide shows, in a home with the plugin in its usual place."""

    def __init__(self, qgis_process, repository, folder):
        self.folder, self.asked = folder / "work", folder / "asked.jsonl"
        plugins, programs = folder / "home" / PROFILE, folder / "bin"
        for made in (plugins, programs, self.folder):
            made.mkdir(parents=True)
        (plugins / "service_points").symlink_to(repository, target_is_directory=True)
        program = programs / "qgis_process"
        # runs are also kept as JSON, whether the person asks for it or not
        program.write_text(
            f"""#!/bin/bash
set -o pipefail
case "$1 ${{2-}}" in
"run "*) {qgis_process.program} --json "$@" | tee -a {self.asked} ;;
"--json run") {qgis_process.program} "$@" | tee -a {self.asked} ;;
*) {qgis_process.program} "$@" ;;
esac
""",
            encoding="utf-8",
        )
        program.chmod(0o755)
        own = ("QGIS_PLUGINPATH", "QGIS_CUSTOM_CONFIG_PATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
        self.env = {
            **{name: value for name, value in qgis_process.env.items() if name not in own},
            "HOME": str(folder / "home"),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        }

    def type(self, code, program="bash"):
        """Run a script; a command that fails ends it."""
        command = ["bash", "-euo", "pipefail", "-c", code] if program == "bash" else [program, "-c", code]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{code}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def results(self):
        """What the runs gave, in their order: (algorithm, results)."""
        decoder, text, found = json.JSONDecoder(), self.asked.read_text(encoding="utf-8"), []
        while text := text.lstrip():
            document, end = decoder.raw_decode(text)
            found.append((document["algorithm_details"]["id"].split(":")[-1], document["results"]))
            text = text[end:]
        return found


def blocks(path, language):
    found = BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [block["code"] for block in found if block["language"] == language]


@pytest.fixture(scope="module")
def typed(qgis_process, repository, scripts, tmp_path_factory):
    """The shell of the guides in the order of their pages, as one session: (person, results)."""
    from doc_pages import page

    person = Person(qgis_process, repository, tmp_path_factory.mktemp("guides"))
    lines = [code for name in ("batch", "steward") for code in blocks(page(name, "en"), "bash")]
    person.type("\n".join(lines))
    return person, person.results()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_commands_give_the_figures_of_the_first_hour(typed, scripts):
    """The window showed them when the page was made; the command line computes the same anew."""
    from doc_pages import marks, page

    _, runs = typed
    first = {}
    for name, results in runs:
        first.setdefault(name, results)
    quoted = marks(page("first-hour", "en").read_text(encoding="utf-8"))
    number = {
        name: int(re.sub(r"\D", "", text)) for name, text in quoted.items() if re.fullmatch(r"[\d,]+", text)
    }
    reach, pairs, brief = first["catchments"], first["colocationpairs"], first["partnershipbrief"]
    copy = [
        results
        for name, results in runs
        if name == "validate" and str(results.get("REPORT")).endswith("findings.html")
    ]
    assert {
        "people": reach["TOTAL"],
        "within_15": reach["SERVED_TOTAL"],
        "beyond": reach["BEYOND"],
        "unreachable": reach["UNREACHABLE"],
        "off_network": reach["OFF_NETWORK"],
        "employment_centres": reach["POINTS_PLACED"],
        "pairs": pairs["PAIRS_FOUND"],
        "counters": pairs["POINTS_PLACED"],
        "either": brief["PEOPLE_EITHER"],
        "both": brief["PEOPLE_BOTH"],
        "gaining": brief["PEOPLE_GAINING"],
        "precedents": brief["PRECEDENTS"],
        "errors": copy[0]["ERRORS"],
        "warnings_after": copy[0]["WARNINGS"],
        "published": first["publish"]["POINTS"],
        "withheld": first["publish"]["POINTS_WITHHELD"],
    }.items() <= number.items()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_commands_do_what_the_guides_say(typed):
    person, runs = typed
    asked = [name for name, _ in runs]
    given = dict(reversed(runs))  # the first of each
    assert given["exportsubmission"]["UPDATES"] == 1
    assert (given["mergesubmissions"]["APPLIED"], given["mergesubmissions"]["HELD"]) == (1, 0)
    assert given["applyreceipts"]["RECORDS_MOVED"] == 1
    merges = [results["APPLIED"] for name, results in runs if name == "mergesubmissions"]
    assert merges == [1, 1]  # received again, a submission gets the same receipt
    assert asked.count("publish") == 2
    made = {path.name for path in person.folder.iterdir()}
    assert {
        "catchments.gpkg",
        "served.csv",
        "brief.pdf",
        "coverage.html",
        "mend.gpkg",
        "within_10.json",
    } <= made
    assert (person.folder / "published" / "finder" / "index.html").is_file()
    within = [
        json.loads((person.folder / f"within_{n}.json").read_text("utf-8"))["results"] for n in (5, 10, 15)
    ]
    assert within[0]["SERVED_TOTAL"] < within[1]["SERVED_TOTAL"] <= within[2]["SERVED_TOTAL"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_python_outside_qgis(typed, scripts):
    from doc_pages import page

    person, runs = typed
    (code,) = [each for each in blocks(page("batch", "en"), "python") if "subprocess" in each]
    said = person.type(code, sys.executable).split()
    (quality,) = [results for name, results in runs if name == "registerquality"]
    assert [float(each) for each in said] == [
        quality[key] for key in ("POINTS", "COMPLETE_FR", "POINTS_TO_MEND")
    ]


def test_python_inside_qgis(provider, scripts, capsys):
    from doc_pages import marks, page

    (code,) = [each for each in blocks(page("batch", "en"), "python") if "service_points" in each]
    exec(compile(code, "batch.md", "exec"), {})
    first, *rows = capsys.readouterr().out.splitlines()
    quoted = marks(page("first-hour", "en").read_text(encoding="utf-8"))
    assert first == f"{quoted['share']} of {quoted['people']} people within 15 minutes"
    assert len(rows) >= 3


def shown_runs(repository):
    """Every run that a page shows: (page, algorithm, parameters and their first value)."""
    for path in (*sorted((repository / "docs").rglob("*.md")), *sorted(repository.glob("README*.md"))):
        text = path.read_text(encoding="utf-8")
        parts = [
            block["code"] for block in BLOCK.finditer(text) if block["language"] == "bash"
        ] + INDENTED.findall(BLOCK.sub("", text))
        for part in parts:
            for line in part.replace("\\\n", " ").splitlines():
                found = RUN.search(line)
                if found:
                    words = shlex.split(found[2].split(">")[0].split("|  ")[0], comments=True)
                    pairs = [word.partition("=")[::2] for word in words if "=" in word]
                    yield path, found[1], dict(reversed(pairs))


def test_runs_on_every_page_name_parameters_that_exist(provider, repository):
    """Also where the files are only examples: ids, parameters and the values of lists are real."""
    wrong, seen = [], 0
    for path, name, given in shown_runs(repository):
        algorithm = provider.algorithm(name)
        if algorithm is None:
            wrong.append(f"{path.name}: {name}")
            continue
        seen += 1
        for key, value in given.items():
            definition = algorithm.parameterDefinition(key)
            if definition is None:
                wrong.append(f"{path.name}: {name} {key}")
            elif definition.type() == "enum" and not set(value.split(",")) <= set(definition.options()):
                wrong.append(f"{path.name}: {name} {key}={value}")
    assert wrong == []
    assert seen > 60


def test_the_readme_lists_every_algorithm(provider, repository):
    known = {f"servicepoints:{algorithm.name()}" for algorithm in provider.algorithms()}
    for name in ("README.md", "README.fr.md"):
        text = (repository / name).read_text(encoding="utf-8")
        assert set(re.findall(r"^\| `(servicepoints:\w+)` \|", text, re.MULTILINE)) == known
