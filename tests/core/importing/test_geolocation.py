# SPDX-License-Identifier: GPL-2.0-or-later
"""The federal Geolocation Service: what its answers are worth, and what is asked of it at all.

The answers have the form of the service's own: the wrong places among them are those it is known to give.
"""

import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.importing.placing import Step
from service_points.core.importing.services.geolocation import ACCURACY_M, Asked, locate

OTTAWA = Asked("110 Laurier Ave W", "Ottawa", "ON")


def place(title, lon, lat, qualifier="INTERPOLATED_POSITION"):
    kind = "ca.gc.nrcan.geoloc.data.model.Street"
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"title": title, "qualifier": qualifier, "type": kind, "geometry": geometry}


CITY_HALL = place("110 Laurier Avenue West, Ottawa, Ontario", -75.6903, 45.4205)


@pytest.fixture
def located(server, client):
    def ask(asked, *answers):
        server.routes["/locate"] = lambda query: answers[0] if len(answers) == 1 else list(answers)
        return locate(client(), [asked], url=f"{server.url}/locate")[0]

    return ask


def test_the_same_number_street_and_town_is_taken(located, server):
    found = located(OTTAWA, [CITY_HALL])
    assert (found.step, found.lon, found.lat) == (Step.SERVICE, -75.6903, 45.4205)
    assert (found.geo_method, found.accuracy_m) == ("interpolated", ACCURACY_M)
    assert server.asked("/locate") == [{"q": "110 laurier ave w, Ottawa, ON"}]


@pytest.mark.parametrize(
    "title",
    [
        "112 Laurier Avenue West, Ottawa, Ontario",
        "110 Laurier Avenue East, Ottawa, Ontario",
        "110 Laurier Street, Ottawa, Ontario",
        "110 Laurier Avenue West, Rockland, Ontario",
        "110 Laurier Avenue West, Ottawa, Quebec",
        "Laurier Avenue West, Ottawa, Ontario",
        "",
    ],
)
def test_e11_an_answer_that_is_another_place_is_none(located, title):
    assert located(OTTAWA, [place(title, -75.6, 45.4)]).step is Step.NOT_FOUND


def test_e11_the_middle_of_a_street_is_none(located):
    assert located(OTTAWA, [{**CITY_HALL, "qualifier": "INTERPOLATED_CENTROID"}]).step is Step.NOT_FOUND


def test_the_right_place_below_a_wrong_one_is_found(located):
    """“1 Rue Notre-Dame Ouest, Montreal” is answered with Lorrainville first, 500 km away."""
    wrong = place("1 Rue Notre-Dame Ouest, Lorrainville, Quebec", -79.35, 47.35)
    right = place("1 Rue Notre-Dame Ouest, Montréal, Quebec", -73.5567, 45.5072)
    found = located(Asked("1 Rue Notre-Dame Ouest", "Montreal", "QC"), [wrong, right])
    assert (found.lon, found.lat) == (-73.5567, 45.5072)


def test_names_of_towns_in_full_and_in_short_agree(located):
    full = place("61 Ontario Street, City Of St. Catharines, Ontario", -79.25, 43.16)
    assert located(Asked("61 Ontario St", "St Catharines", "ON"), [full]).is_placed


def test_several_places_that_lie_apart_are_none(located):
    other = place("110 Laurier Avenue West, Ottawa, Ontario", -75.5, 45.3)
    assert located(OTTAWA, [CITY_HALL, other]).step is Step.AMBIGUOUS


@pytest.mark.parametrize(
    "asked",
    [
        Asked("Laurier Ave W", "Ottawa"),
        Asked("110 Laurier Ave W"),
        Asked(None, "Ottawa"),
        Asked("P.O. Box 12", "Ottawa"),
    ],
)
def test_what_cannot_be_answered_is_not_asked(located, server, asked):
    assert located(asked, [CITY_HALL]).step is Step.NOT_FOUND
    assert server.asked("/locate") == []


def test_the_same_address_is_asked_once(server, client):
    server.routes["/locate"] = lambda query: [CITY_HALL]
    found = locate(client(), [OTTAWA, OTTAWA, OTTAWA], url=f"{server.url}/locate")
    assert [each.step for each in found] == [Step.SERVICE] * 3
    assert len(server.asked("/locate")) == 1


def test_f5_a_service_that_fails_now_and_then_is_asked_again(server, client):
    server.routes["/locate"] = [(500, {}, b""), {"message": "Internal server error"}, [CITY_HALL]]
    (found,) = locate(client(), [OTTAWA], url=f"{server.url}/locate")
    assert found.step is Step.SERVICE


def test_f5_one_that_always_fails_on_an_address_is_told_apart_from_nothing_found(server, client):
    server.routes["/locate"] = lambda query: (500, {}, b"")
    (found,) = locate(client(), [OTTAWA], url=f"{server.url}/locate")
    assert found.step is Step.UNANSWERED


def test_f8_a_page_in_the_place_of_an_answer_ends_it(server, client):
    server.routes["/locate"] = lambda query: (200, {"Content-Type": "text/html"}, b"<html>login</html>")
    with pytest.raises(InputError, match="web page"):
        locate(client(), [OTTAWA], url=f"{server.url}/locate")


def test_it_stops_when_asked(client, server, waits):
    waits.cancelled = True
    with pytest.raises(Cancelled):
        locate(client(), [OTTAWA], url=f"{server.url}/locate", progress=waits)
