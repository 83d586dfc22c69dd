# SPDX-License-Identifier: GPL-2.0-or-later
"""How right matching is: the figures by hand and from the literature, the gates on Ottawa's real files."""

import csv
from dataclasses import replace

import pytest
from service_points.benchmarks.files import DATA
from service_points.benchmarks.matching_quality import (
    AUTOMATIC,
    LEAST_PRECISION,
    LEAST_RECALL,
    SHOWN,
    Tally,
    judged,
    merged_with_others,
    tallies,
    wilson,
)
from service_points.benchmarks.matching_sets import FILES, LABELS, Labelled, LabelledSet, labelled_sets
from service_points.core.importing.matching import Band, Candidate, Match


@pytest.mark.parametrize(
    ("successes", "trials", "least", "most"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(successes, trials, least, most):
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    assert wilson(successes, trials) == pytest.approx((least, most), abs=5e-5)


def test_an_interval_of_nothing_is_everything():
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_tally_counts_what_is_right_and_what_is_not():
    tally = Tally()
    for truth, found in (
        (0, Match(Band.PROPOSED, 0)),
        (1, Match(Band.PROPOSED, 2)),
        (None, Match(Band.SAME_ID, 3)),
        (4, Match(Band.REVIEW, 4)),
        (5, Match(Band.NEW)),
        (None, Match(Band.CO_LOCATION, 6)),
    ):
        tally.count(Labelled(Candidate(), truth, ()), found, AUTOMATIC)
    assert (tally.rows, tally.true, tally.said, tally.right) == (6, 4, 3, 1)
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((1 / 3, 1 / 4, 2 / 7))


TOWNS = [
    "Almonte",
    "Blyth",
    "Chesley",
    "Durham",
    "Elora",
    "Fergus",
    "Gananoque",
    "Harriston",
    "Iroquois",
    "Kemptville",
    "Lindsay",
    "Merrickville",
]
KINDS = (
    ("{} Public Library", "Bibliothèque publique de {}", "Main St", "rue Main", "town"),
    ("ServiceOntario {}", "ServiceOntario – {}", "Queen Street East", "rue Queen Est", "province"),
    ("{} Community Centre", "Centre communautaire de {}", "Mill Rd", "chemin Mill", "town"),
)


def county():
    """Twelve towns 20 km apart with three offices each. The source lists them in French; the
    libraries of four towns have moved, two towns' centres are new, a federal office opens in each library."""
    held, rows = [], []
    for number, town in enumerate(TOWNS):
        place = (-80 + number * 0.25, 44.0)
        for kind, (english, french, street, rue, owner) in enumerate(KINDS):
            point = Candidate(
                organization=owner,
                channel="in_person",
                names=(english.format(town), french.format(town)),
                address=f"{10 + number} {street}",
                lonlat=(place[0] + kind * 0.003, place[1]),
                phones=(f"+1519555{number:02}{kind:02}",),
            )
            row = replace(
                point,
                names=(french.format(town).upper(),),
                address=f"{10 + number}, {rue}",
                lonlat=(point.lonlat[0] + 0.0008, point.lonlat[1] - 0.0005),
                phones=point.phones if number % 3 else (),
            )
            if kind == 2 and number % 6 == 5:
                rows.append(Labelled(row, None, ("new",)))
                continue
            if kind == 0 and number % 3 == 0:
                row = replace(row, address="400 Concession 12", lonlat=(place[0], place[1] + 0.03))
            rows.append(Labelled(row, len(held), ("match",)))
            held.append(point)
            if kind == 0:
                federal = replace(point, organization="federal", phones=())
                rows.append(Labelled(federal, None, ("co-located",)))
    return LabelledSet("a county", held, rows)


def test_a_county_is_matched_within_the_gates():
    sets = [county()]
    rows = judged(sets)
    automatic, shown = tallies(rows, AUTOMATIC)["all"], tallies(rows, SHOWN)["all"]
    assert (automatic.rows, automatic.true) == (48, 34)
    assert automatic.precision >= LEAST_PRECISION
    assert automatic.recall >= 0.75
    assert shown.recall >= LEAST_RECALL
    assert merged_with_others(rows, sets) == 0
    bands = [row.found.band for row in rows if row.label.strata == ("co-located",)]
    assert bands == [Band.CO_LOCATION] * 12
    assert sum(row.found.band is Band.RELOCATION for row in rows) == 4


def test_what_is_merged_with_another_organization_is_counted():
    held = [Candidate(organization="town")]
    row = Labelled(Candidate(organization="federal"), None, ())
    sets = [LabelledSet("one", held, [row])]
    (found,) = judged(sets)
    assert merged_with_others([found], sets) == 0
    assert merged_with_others([replace(found, found=Match(Band.REVIEW, 0))], sets) == 1


def test_every_label_is_one_of_the_four_and_no_row_has_two():
    with LABELS.open(encoding="utf-8", newline="") as stream:
        labels = list(csv.DictReader(stream))
    assert len({label["row"] for label in labels}) == len(labels)
    for label in labels:
        assert label["label"] in ("match", "co-located", "new", "unsure")
        assert bool(label["held"]) == (label["label"] != "new")
        assert bool(label["organization"]) == (label["label"] == "new")


@pytest.mark.real_data
def test_the_real_files_of_ottawa_are_matched_within_the_gates():
    if not all((DATA / name).is_file() for name, _ in FILES.values()):
        pytest.skip("../shared/data is not there")
    sets = labelled_sets()
    rows = judged(sets)
    automatic, shown = tallies(rows, AUTOMATIC), tallies(rows, SHOWN)
    assert automatic["by hand"].true > 150
    assert automatic["all"].true > 300
    assert {"co-located", "moved", "French name only", "rural", "urban"} <= set(automatic)
    for stratum in ("all", "by hand"):
        assert automatic[stratum].precision >= LEAST_PRECISION
    assert shown["all"].recall >= LEAST_RECALL
    assert merged_with_others(rows, sets) == 0
    assert automatic["co-located"].said == automatic["new"].said == 0
