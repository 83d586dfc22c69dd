# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference pages say what the code says, and the examples on them run."""

import re
import shlex
import subprocess
import sys

import pytest
from qgis.core import NULL, QgsVectorLayer

TYPES = {"string": "text", "integer": "whole", "integer64": "whole", "real": "decimal", "boolean": "yes/no"}
DEMAND_FIELDS = ["population", "pop_65plus"]


@pytest.fixture(scope="module")
def scripts(repository):
    """The scripts of the reference, importable."""
    folder = str(repository / "scripts")
    sys.path.insert(0, folder)
    yield
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def examples(scripts):
    from reference_examples import EXAMPLES

    return EXAMPLES


@pytest.fixture(scope="module")
def bench(repository, qgis_process, tmp_path_factory):
    """Run a block of commands as a person would, in a folder that looks like the plugin's."""
    programs = tmp_path_factory.mktemp("bin")
    (programs / "qgis_process").write_text(f'#!/bin/sh\nexec {qgis_process.program} "$@"\n', encoding="utf-8")
    (programs / "qgis_process").chmod(0o755)
    env = {**qgis_process.env, "PATH": f"{programs}:{qgis_process.env['PATH']}"}

    def run(block):
        folder = tmp_path_factory.mktemp("example")
        (folder / "resources").symlink_to(repository / "resources")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
        return folder

    return run


def test_pages_are_what_the_code_says(scripts, qgis_app, qgis_processing):
    """A page that is stale, missing or of no algorithm is named: run `make reference`."""
    from reference import PARTS, pages, stale

    assert stale(pages(PARTS)) == []


def test_every_rule_says_in_french_when_it_applies(scripts):
    """The schema says it in English only; the French stands in scripts/reference_rules.py."""
    from reference_rules import WHEN_FR
    from service_points.core.schema import load_schema

    assert set(WHEN_FR) == set(load_schema().rules)


def test_a_changed_page_is_noticed(scripts, tmp_path, monkeypatch):
    import plugin_package
    from reference import stale

    monkeypatch.setattr(plugin_package, "ROOT", tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("README.md", "old.md", "same.md"):
        (folder / name).write_text("as it was\n", encoding="utf-8")
    pages = {folder / "README.md": "as it is\n", folder / "same.md": "as it was\n", folder / "new.md": "x\n"}
    assert stale(pages) == ["docs/README.md", "docs/new.md", "docs/old.md"]


def test_every_algorithm_has_an_example_and_its_layers_have_fields(provider, examples):
    from service_points.core.output_fields import described_outputs

    algorithms = {algorithm.name(): algorithm for algorithm in provider.algorithms()}
    assert set(examples) == set(algorithms)
    layers = {
        (name, output.name())
        for name, algorithm in algorithms.items()
        for output in algorithm.outputDefinitions()
        if output.type() == "outputVector"
    }
    assert set(described_outputs()) == layers
    nameless = [
        (output, each.name)
        for output, fields in described_outputs().items()
        for each in fields
        for said in (each.label, each.meaning)
        if not (each.is_inherited and said is each.label) and not (said.en.strip() and said.fr.strip())
    ]
    assert nameless == []


def test_the_refusals_of_an_algorithm_are_found(repository):
    """Imports are followed to the module that does the work: few algorithms have no errors of their own."""
    pages = repository / "docs" / "en" / "algorithms"
    refusals = {
        path.stem: path.read_text(encoding="utf-8").partition("## What it may refuse")[2].count("\n- ")
        for path in pages.glob("*.md")
        if path.stem not in ("README", "messages")
    }
    assert sum(count > 0 for count in refusals.values()) >= len(refusals) - 2
    assert refusals["catchments"] >= 15
    text = (pages / "catchments.md").read_text(encoding="utf-8")
    assert "No cutoff is given. Write for example 5,10,15." in text
    messages = (pages / "messages.md").read_text(encoding="utf-8")
    assert messages.count("\n- ") > 150
    assert "There is nothing to submit: the working copy is as it was checked out." in messages


def test_tables_have_as_many_cells_as_their_heads(repository):
    """A bar in a text would add a cell, and the forge drops what is too many."""
    pages = [*repository.glob("docs/*/algorithm*/*.md"), *repository.glob("docs/*/schema.md")]
    assert len(pages) > 40
    wrong = []
    for page in pages:
        width = 0
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            cells = len(re.findall(r"(?<!\\)\|", line)) - 1 if line.startswith("|") else 0
            if cells and width and cells != width:
                wrong.append(f"{page.relative_to(repository)}:{number}")
            width = cells
    assert wrong == []


def names():
    """The algorithms with an example, read without QGIS so that each is a test of its own."""
    from pathlib import Path

    text = Path(__file__).parents[2].joinpath("scripts", "reference_examples.py").read_text(encoding="utf-8")
    return re.findall(r'^    "(\w+)": _block', text, flags=re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_example_runs_and_its_layers_have_the_fields_described(name, scripts, examples, bench, provider):
    from service_points.core.output_fields import output_fields

    folder = bench(examples[name])
    given = given_to(name, examples[name])
    algorithm = next(each for each in provider.algorithms() if each.name() == name)
    for output in algorithm.outputDefinitions():
        if output.type() != "outputVector":
            continue
        assert output.name() in given, f"the example leaves out {output.name()}"
        layer = QgsVectorLayer(str(folder / given[output.name()]), "o", "ogr")
        assert layer.isValid(), output.name()
        found = [(f.name(), kind(layer, f)) for f in layer.fields() if f.name() != "fid"]
        described = output_fields(name, output.name())
        check_fields(found, described, given, folder)
        for each in described:
            if each.codes:
                index = layer.fields().lookupField(each.name)
                held = {value for value in layer.uniqueValues(index) if value not in (None, NULL)}
                assert held <= set(each.codes), (output.name(), each.name)


def given_to(name, block):
    """The parameters of the example's own command, as bash would hand them over."""
    command = block[block.index(f"qgis_process run servicepoints:{name} ") :].split("\nqgis_process")[0]
    values = dict(re.findall(r'^(\w+)="(.*)"$', block, flags=re.MULTILINE))
    arrays = dict(re.findall(r"^(\w+)=\((.*)\)$", block, flags=re.MULTILINE))
    plain = re.sub(r'"\$\{(\w+)\[@\]\}"', lambda found: arrays[found[1]], command)
    while "$" in plain and (known := re.search(r"\$(\w+)", plain)):
        plain = plain.replace(known[0], values[known[1]])
    return dict(part.split("=", 1) for part in shlex.split(plain) if "=" in part)


def kind(layer, field):
    """What the reference calls the type of a field, by what the file says it is."""
    name = (field.subTypeName() if hasattr(field, "subTypeName") else field.typeName()).lower()
    return TYPES.get(name, "any")


def check_fields(found, described, given, folder):
    """Walk along both: a star stands for the fields of an input, ``=`` for the population fields."""
    expected = []
    for each in described:
        name = each.name
        if each.is_optional and name not in {own for own, _ in found}:
            continue
        if name.startswith("*"):
            source = QgsVectorLayer(
                str(folder / given[name[1:]].split("|")[0]) + layer_of(given[name[1:]]), "i"
            )
            assert source.isValid(), given[name[1:]]
            expected += [(own, None) for own in source.fields().names()]
        elif name == "=GROUPS_before":  # and the line after it: both of one group, then those of the next
            expected += [
                (f"{own}_{side}", each.type) for own in DEMAND_FIELDS[1:] for side in ("before", "after")
            ]
        elif name == "=GROUPS_after":
            continue
        elif "=DEMAND_FIELDS" in name:
            expected += [(name.replace("=DEMAND_FIELDS", own), each.type) for own in DEMAND_FIELDS]
        else:
            expected.append((name.replace("=1", DEMAND_FIELDS[0]), each.type))
    renamed = [re.sub(r"_2$", "", own) for own, _ in found]
    assert renamed == [re.sub(r"_2$", "", own) for own, _ in expected]
    wrong = [
        (own, kind_found, kind_said)
        for (own, kind_found), (_, kind_said) in zip(found, expected)
        if kind_said is not None and kind_found != kind_said
    ]
    assert wrong == []


def layer_of(source):
    """The layer part of a source, without its filter."""
    return "".join(f"|{part}" for part in source.split("|")[1:] if part.startswith("layername"))
