# SPDX-License-Identifier: GPL-2.0-or-later
"""A dialog that QGIS filled with the service points for want of people is refused, in words."""

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


def test_points_are_not_taken_for_people(verdict, points, people):
    """Coverage: the same layer twice."""
    given = {"POINTS": points, "CUTOFFS": "5", "INDICATORS": "TEMPORARY_OUTPUT"}
    assert verdict("coverage", **given, DEMAND=people, DEMAND_FIELDS=["people"]) == (True, "")
    good, said = verdict("coverage", **given, DEMAND=points)
    assert not good
    assert "“Population units” is “points”: the points themselves, not people." in said


def test_nor_are_those_of_the_register(verdict, points, people):
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
    _, said = verdict("coverage", POINTS=points, DEMAND=points, CUTOFFS="5", INDICATORS="TEMPORARY_OUTPUT")
    assert {"en": "the points themselves", "fr": "les points eux-mêmes"}[spoken] in said
