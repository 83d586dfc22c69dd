# SPDX-License-Identifier: GPL-2.0-or-later
"""The presets are what their sources say, and a mistake in the file is named."""

import copy
import json

import pytest
from service_points.core.errors import InputError
from service_points.core.presets.standards import STANDARDS_PATH, Criterion, load_standards, parse_standards

DOCUMENT = json.loads(STANDARDS_PATH.read_text(encoding="utf-8"))


def bands(name):
    return [(c.cutoff, c.target, c.group, c.each_stratum) for c in load_standards()[name].criteria]


def test_what_the_sources_say():
    assert list(load_standards()) == [
        "custom", "service_canada", "canada_post", "uk_post_office", "insee_basket", "services_quebec",
    ]  # fmt: skip
    assert bands("service_canada") == [(50, 90, "", False)]
    assert bands("canada_post") == [(2.5, 78, "", False), (5, 88, "", False), (15, 98, "", False)]
    mile = 1.609344
    assert bands("uk_post_office") == [
        (mile, 90, "", False),
        (mile, 99, "deprived_urban", False),
        (mile, 95, "urban", False),
        (pytest.approx(3 * mile), 99, "", False),
        (pytest.approx(3 * mile), 95, "rural", False),
        (pytest.approx(6 * mile), 95, "", True),
    ]
    for standard in load_standards().values():
        assert all((standard.title.en, standard.title.fr, standard.source.en, standard.source.fr))


def test_own_cutoffs_and_target():
    custom = load_standards()["custom"].chosen((5.0, 15.0), 80.0)
    assert custom.criteria == (Criterion(15.0, 80.0),)
    assert load_standards()["custom"].chosen((5.0,), None).criteria == (Criterion(5.0, None),)
    post = load_standards()["canada_post"].chosen((30.0,), 99.0)
    assert [(c.cutoff, c.target) for c in post.criteria] == [(2.5, 78), (5, 88), (15, 99)]
    assert post.decisive.cutoff == 15
    quebec = load_standards()["services_quebec"].chosen((30.0,), None)
    assert quebec.criteria == (Criterion(30.0, None),)


def test_kilometres_are_not_minutes():
    canada, insee, custom = (load_standards()[n] for n in ("service_canada", "insee_basket", "custom"))
    assert [canada.fits(m) for m in ("time", "distance", "straight")] == [False, True, True]
    assert [insee.fits(m) for m in ("time", "distance", "straight")] == [True, False, False]
    assert all(custom.fits(m) for m in ("time", "distance", "straight"))


def change(place, value):
    document = copy.deepcopy(DOCUMENT)
    inside, *path = document["standards"][2], *place
    for step in path[:-1]:
        inside = inside[step]
    if value is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        (("id",), "a b", "3.id"),
        (("en",), " ", "canada_post.en"),
        (("fr",), None, "canada_post.fr"),
        (("metric",), "miles", "canada_post.metric"),
        (("measure",), "best", "canada_post.measure"),
        (("bands",), {}, "canada_post.bands"),
        (("bands", 1), 5, "canada_post.bands.2"),
        (("bands", 1, "cutoff"), -5, "canada_post.bands.2.cutoff"),
        (("bands", 1, "cutoff"), True, "canada_post.bands.2.cutoff"),
        (("bands", 0, "target"), 101, "canada_post.bands.1.target"),
        (("bands", 0, "group"), 7, "canada_post.bands.1.group"),
        (("bands", 0, "each_stratum"), "yes", "canada_post.bands.1.each_stratum"),
        (("bands", 0, "cutof"), 5, "canada_post.bands.1.cutof"),
        (("target",), "98", "canada_post.target"),
        (("source", "fr"), None, "canada_post.source"),
        (("colour",), "red", "canada_post.colour"),
        (("id",), "custom", "custom"),
    ],
)
def test_a_mistake_is_named(place, value, named):
    with pytest.raises(InputError) as problem:
        parse_standards(change(place, value))
    assert f"“{named}”" in problem.value.text.en
    assert f"«\u00a0{named}\u00a0»" in problem.value.text.fr


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"standards": {}}', '{"standards": []}'])
def test_what_is_no_list_of_standards(text):
    with pytest.raises(InputError):
        parse_standards(text)
