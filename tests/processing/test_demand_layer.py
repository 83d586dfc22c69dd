# SPDX-License-Identifier: GPL-2.0-or-later
"""A dialog that QGIS filled with the register's points for want of people is refused; others are told."""

import pytest
from qgis.core import QgsProcessingContext, QgsProject
from service_points.layers.fields import POINTS, TABLE_PROPERTY


@pytest.fixture
def verdict(provider, qgis_new_project):
    """Check parameters as a dialog does before it runs: whether they are good, and what is said."""

    def check(name, **parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        algorithm = provider.algorithm(name).create()
        good, said = algorithm.checkParameterValues({"METRIC": "straight", **parameters}, context)
        return good, said.replace("\u00a0", " ")

    return check


def test_points_that_are_counted_are_warned_of(reach, points, people, verdict):
    """Somebody may mean to count the points within reach: the same layer twice runs, and says so."""
    assert verdict("catchments", POINTS=points, DEMAND=points, CUTOFFS="5", OUTPUT="TEMPORARY_OUTPUT")[0]
    done = reach(DEMAND=points, DEMAND_FIELDS=None)
    said = done.log.replace("\u00a0", " ")
    assert f"“{points.name()}” is both “Population units" in said
    assert "its points are counted, not people" in said
    assert "points are counted" not in reach(DEMAND_FIELDS=None).log


def test_points_of_the_register_are_not_taken_for_people(verdict, points, people):
    """Siting: candidates of one’s own, and the register’s points in the place of people."""
    register = points.clone()
    register.setName("Service points")
    register.setCustomProperty(TABLE_PROPERTY, POINTS)
    given = {"CANDIDATES": people, "SITES": "TEMPORARY_OUTPUT", "P": 1, "CUTOFF": 5}
    good, said = verdict("siting", **given, DEMAND=register)
    assert not good
    assert "“Population units” is “Service points”" in said
    good, said = verdict("siting", CANDIDATES=points, P=1, CUTOFF=5, SITES="TEMPORARY_OUTPUT", DEMAND=people)
    assert (good, said) == (True, "")


def test_a_field_of_people_says_that_it_is_meant(verdict, points, people):
    people.setCustomProperty(TABLE_PROPERTY, POINTS)
    given = {"POINTS": points, "CUTOFFS": "5", "INDICATORS": "TEMPORARY_OUTPUT"}
    assert verdict("coverage", **given, DEMAND=people, DEMAND_FIELDS=["people"]) == (True, "")


def test_in_french(verdict, points, spoken):
    points.setCustomProperty(TABLE_PROPERTY, POINTS)
    _, said = verdict("coverage", POINTS=points, DEMAND=points, CUTOFFS="5", INDICATORS="TEMPORARY_OUTPUT")
    assert {"en": "the points themselves", "fr": "les points eux-mêmes"}[spoken] in said
