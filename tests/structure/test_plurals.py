# SPDX-License-Identifier: GPL-2.0-or-later
"""A sentence that counts reads right for none, one and many: by ``Plural``, by ``%n``, or number last.

What is looked for is a placeholder in front of an English noun in the plural: “{count} rows were read”.
"""

import re

import pytest

COUNTED = re.compile(
    r"(?<!of )(?<!first )\{(\w+)\} (?:more |other |new |published |population |service |travel |road )?"
    r"([a-z]+s)\b"
)
VERBS = {
    *(
        "as",
        "cannot",
        "comes",
        "counts",
        "does",
        "has",
        "is",
        "lacks",
        "less",
        "lies",
        "names",
        "needs",
        "runs",
    ),
    *("serves", "times", "was", "works"),
}
"""What ends in s and is no noun that is counted; “0.5 times” is right as well."""

NEVER_ONE = {"most", "seconds"}
"""Placeholders for limits of the program."""

MANY = {
    "The source has this identifier on {count} rows that say different things",
    "At most {n} characters.",
    "Cluster {number} has {count} points; a brief compares at most {most}.",
    "{units} population units and {sites} sites make too many trips",
    "Rows with {width} cells",
    "On average, people can reach {mean} service points",
    "Mean access by area: the {shown} areas of {count}",
    "Could these {count} service points share a roof",
    "{count} permutations of the types",
    "Types with fewer than {count} points",
    "These are the {shown} pairs with the smallest p-values",
    "This register has {points} points: it is checked only when",
    "The map draws the points from a scale of 1:{scale} on.",
}
"""Beginnings of sentences that are only said of two or more, or of a mean."""


def _suspects(english):
    found = [
        match.group()
        for match in COUNTED.finditer(english)
        if match.group(1) not in NEVER_ONE and match.group(2) not in VERBS
    ]
    return found if not any(english.startswith(each) for each in MANY) else []


def _sentences(i18n, repository):
    """Every sentence without forms for numbers of its own, and where it is."""
    for room in ("core", *i18n.ROOMS):
        place = repository / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            code = path.read_text(encoding="utf-8")
            forms = {form for pair in i18n.plurals(code) for form in pair}
            for line, english, _ in i18n.pairs(code):
                if english not in forms:
                    yield f"{path.relative_to(repository)}:{line}", english
    for message in i18n.extract(repository).messages.values():
        if not message.plural:
            yield message.files[0], message.source


def test_no_sentence_says_one_rows(script, repository):
    found = [
        f"{where}: {each}: {english[:70]!r}"
        for where, english in _sentences(script("i18n"), repository)
        for each in _suspects(english)
    ]
    assert found == []


def test_every_sentence_of_the_list_is_still_there(script, repository):
    known = [english for _, english in _sentences(script("i18n"), repository)]
    assert [each for each in MANY if not any(english.startswith(each) for english in known)] == []


@pytest.mark.parametrize(
    "english",
    [
        "{count} rows were left out.",
        "After {n} more records it stopped.",
        "Read: {n} service points, {m} records.",
    ],
)
def test_a_sentence_that_counts_without_forms_is_found(english):
    assert _suspects(english)


@pytest.mark.parametrize(
    "english",
    ["Rows left out: {count}.", "{name} is closed.", "At most {most} rows", "{shown} of {all} rows"],
)
def test_a_sentence_with_the_number_last_passes(english):
    assert not _suspects(english)
