# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching in a real browser: words, places, distance, filters, each point's own clock, the address."""

import pytest
from service_points.core.publishing.finder import write_finder

UTC = "2026-12-02T00:30:00Z"  # a Tuesday evening: 16:30 in Vancouver, 19:30 in Toronto, 21:00 in St. John's


def status(page):
    return page.locator("#status").inner_text()


def notices(page):
    return page.locator("#notices").inner_text()


@pytest.fixture(scope="module")
def zones(made, tmp_path_factory):
    """Offices with the same hours in five time zones, and others that run over midnight or are not known."""
    clocks = {
        "Vancouver": ("BC", "America/Vancouver"),
        "Regina": ("SK", "America/Regina"),
        "Toronto": ("ON", "America/Toronto"),
        "Halifax": ("NS", "America/Halifax"),
        "St. John’s": ("NL", "America/St_Johns"),
    }
    points = [
        made.point(
            n,
            name_en=f"Office {city}",
            name_fr=f"Bureau {city}",
            city=city,
            province=province,
            timezone=zone,
            hours="Mo-Fr 08:30-18:00; PH off",
            geom=f"POINT ({-60 - n}.0000000 45.0000000)",
        )
        for n, (city, (province, zone)) in enumerate(clocks.items(), start=1)
    ]
    points += [
        made.point(11, name_en="Night desk", name_fr="Guichet de nuit", hours="Mo-Fr 22:00-06:00; PH off"),
        made.point(12, name_en="Unknown hours", name_fr="Heures inconnues", hours=None),
        made.point(13, name_en="Strike", name_fr="Grève", status="temporarily_closed", hours="24/7"),
        made.point(
            14,
            name_en="Always online",
            name_fr="Toujours en ligne",
            channel="digital",
            hours="24/7",
            geom=None,
        ),
        made.point(15, name_en="Closure", name_fr="Fermeture", hours="24/7"),
        made.point(
            16, name_en="Special hours", name_fr="Heures spéciales", hours="Mo-Fr 08:00-20:00; PH off"
        ),
        made.point(
            17, name_en="Federal", name_fr="Fédéral", hours="Mo-Fr 08:30-21:00; PH off", custodian_code="CA"
        ),
    ]
    day = {"from_date": "2026-12-01", "to_date": "2026-12-01"}
    closures = [
        made.row("closure", id=made.uid(91), point_id=made.uid(15), kind="closed", reason_en="Flood", **day),
        made.row(
            "closure",
            id=made.uid(92),
            point_id=made.uid(16),
            kind="special_hours",
            hours="08:00-12:00",
            **day,
        ),
    ]
    holidays = [
        made.row(
            "holiday", on_date="2026-12-03", applies_to=["CA"], name_en="Test day", name_fr="Jour d’essai"
        )
    ]
    folder = tmp_path_factory.mktemp("zones")
    write_finder(made.publication(points, closure=closures, holiday=holidays), folder)
    return folder


def opened(page, results, instant):
    page.clock.set_fixed_time(instant)
    page.select_option("#open", "")
    page.select_option("#open", "now")
    page.wait_for_timeout(300)
    return set(results(page))


@pytest.mark.parametrize(
    ("instant", "names"),
    [
        # computed by hand from the zones' winter offsets: -8, -6, -5, -4, -3:30
        ("2026-12-02T00:30:00Z", {"Office Vancouver", "Always online", "Federal"}),
        ("2026-12-01T23:15:00Z", {"Office Vancouver", "Office Regina", "Always online", "Federal"}),
        ("2026-12-01T12:30:00Z", {"Office Halifax", "Office St. John’s", "Always online"}),
        ("2026-12-02T03:30:00Z", {"Night desk", "Always online"}),
        ("2026-12-02T10:59:00Z", {"Night desk", "Always online", "Closure"}),
        ("2026-12-02T11:00:00Z", {"Always online", "Closure"}),
        # Saturday 02:00 in Toronto: Friday's night; Sunday 02:00: none
        ("2026-12-05T07:00:00Z", {"Night desk", "Always online", "Closure"}),
        ("2026-12-06T07:00:00Z", {"Always online", "Closure"}),
    ],
)
def test_k5_open_now_by_each_points_own_clock_and_over_midnight(browse, zones, results, instant, names):
    page = browse(zones, now=instant, timezone_id="Asia/Tokyo")
    assert opened(page, results, instant) == names
    assert "1 more has no known hours" in notices(page)


def test_k5_a_holiday_closes_whom_it_concerns(browse, zones, results):
    page = browse(zones, now="2026-12-03T15:00:00Z")  # 10:00 in Toronto, a federal holiday
    found = opened(page, results, "2026-12-03T15:00:00Z")
    assert {"Office Toronto", "Special hours"} <= found
    assert "Federal" not in found


def test_k5_the_state_is_in_words_on_each_result(browse, zones):
    page = browse(zones, now=UTC)
    assert page.locator("#list li.result").count() == 12

    def said(name):
        return page.locator("#list li.result", has_text=name).locator(".badge").all_inner_texts()

    assert said("Office Vancouver")[0] == "Open now · closes at 6\u00a0pm"
    assert said("Office Toronto")[0] == "Closed now · opens tomorrow at 8:30\u00a0am"
    assert said("Night desk")[0] == "Closed now · opens at 10\u00a0pm"
    assert said("Unknown hours")[0] == "Hours not known"
    assert said("Strike")[0] == "Temporarily closed"
    assert said("Closure")[0] == "Closed now · opens tomorrow at midnight"
    assert said("Special hours")[0] == "Closed now · opens tomorrow at 8\u00a0am"


def test_open_at_is_the_points_local_time(browse, zones, results):
    page = browse(zones, "fr/index.html#open=2026-12-02T17:30", now=UTC)
    found = set(results(page))
    assert {f"Bureau {city}" for city in ("Vancouver", "Regina", "Toronto", "Halifax", "St. John’s")} <= found
    assert "Guichet de nuit" not in found
    assert page.locator("#open-at").input_value() == "2026-12-02T17:30"
    page.fill("#open-at", "2026-12-02T23:30")
    page.locator("#list h3").nth(3).wait_for(state="detached")
    assert set(results(page)) == {"Guichet de nuit", "Toujours en ligne", "Fermeture"}
    assert "open=2026-12-02T23%3A30" in page.url


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "passport"),
        ("en", "PASSEPORT"),
        ("fr", "passeport"),
        ("fr", "document de voyage"),
        ("en", "travel doc"),
        ("fr", "Pâsseport"),
    ],
)
def test_words_find_services_by_name_category_and_synonym_in_either_language(  # noqa: PLR0917
    browse, sample, sample_site, results, language, words
):
    page = browse(sample_site, f"{language}/index.html")
    page.fill("#what", words)
    page.keyboard.press("Enter")
    publication = sample[0]
    services = {row["id"] for row in publication.rows["service"] if "identity.passport" in row["categories"]}
    expected = {
        publication.name(point).in_(language) for each in services for _, point in publication.points_of(each)
    }
    found = set(results(page))
    assert expected
    assert expected <= found
    assert len(found) <= len(expected) + 2


def test_accents_and_typography_do_not_matter(browse, sample_site, results):
    page = browse(sample_site, "fr/index.html")
    found = []
    for words in ("Éloi", "eloi", "saint-eloi", "SAINT ÉLOI"):
        page.fill("#what", words)
        page.keyboard.press("Enter")
        found.append(results(page))
    assert found[0]
    assert all(each == found[0] for each in found)


def test_filters_narrow_and_are_counted(browse, sample, sample_site):
    publication = sample[0]
    page = browse(sample_site)
    points = publication.rows["service_point"]
    assert status(page) == f"{len(points)} service points."
    page.click("#more-filters summary")
    page.check("input[name=channel][value=in_person]")
    page.wait_for_timeout(300)
    here = [row for row in points if row["channel"] == "in_person"]
    assert status(page) == f"{len(here)} service points."
    page.select_option("#language", "fcs")
    page.check("input[name=feature][value=step_free_entrance]")
    page.wait_for_timeout(300)
    both = [
        r
        for r in here
        if "fcs" in (r["languages"] or ()) and "step_free_entrance" in (r["accessibility"] or ())
    ]
    assert 0 < len(both) < len(here)
    assert status(page).startswith(f"{len(both)} service point")
    assert page.locator("#filter-count").inner_text() == "(3 chosen)"
    page.click("button[type=reset]")
    page.wait_for_timeout(300)
    assert status(page) == f"{len(points)} service points."


def test_a_category_takes_what_is_under_it(browse, sample, sample_site):
    publication = sample[0]
    page = browse(sample_site, "en/index.html#category=employment")
    services = {
        row["id"]
        for row in publication.rows["service"]
        if any(code.split(".")[0] == "employment" for code in row["categories"])
    }
    expected = {point["id"] for each in services for _, point in publication.points_of(each)}
    assert status(page) == f"{len(expected)} service points."
    assert page.locator("#category").input_value() == "employment"


@pytest.mark.parametrize("typed", ["Alderbridge", "alderbridge, on", "P4Z", "p4z 4n8", "510 Victoria"])
def test_a_place_sorts_by_distance_and_says_it_is_a_straight_line(browse, sample_site, typed):
    page = browse(sample_site)
    page.fill("#where", typed)
    page.keyboard.press("Enter")
    said = page.locator("#list .far").all_inner_texts()
    assert len(said) > 5
    assert all(text.endswith("in a straight line") for text in said)
    metres = [
        float(t.split()[0].replace(",", "")) * (1000 if " km " in t.replace("\u00a0", " ") else 1)
        for t in said
    ]
    assert metres == sorted(metres)
    assert "Alderbridge" in page.locator("#list li").first.inner_text()
    assert "by telephone or online" in status(page)


def test_a_distance_leaves_out_what_is_farther_but_not_telephones(browse, sample, sample_site):
    page = browse(sample_site, "en/index.html#place=Alderbridge&km=5")
    points = sample[0].rows["service_point"]
    remote = sum(row["channel"] != "in_person" for row in points)
    assert f"{remote} by telephone or online" in status(page)
    assert 0 < int(status(page).split(":")[1].split()[0]) < len(points) - remote


def test_a_place_that_the_data_do_not_know_is_said(browse, sample_site):
    page = browse(sample_site, "fr/index.html#place=Tombouctou")
    assert "ne figure pas dans ces données" in notices(page)
    page.fill("#where", "P4Z 9Z9")
    page.wait_for_timeout(300)
    assert "Les distances partent des points dont le code commence par P4Z." in notices(page)


def test_near_me_asks_the_browser_and_keeps_about_a_kilometre(browse, sample_site):
    page = browse(
        sample_site,
        permissions=["geolocation"],
        geolocation={"latitude": 48.4834567, "longitude": -82.6812345},
    )
    page.click("#near")
    page.wait_for_selector("#list .far")
    assert page.locator("#where").input_value() == "My position"
    assert "at=48.48%2C-82.68" in page.url
    assert "4834" not in page.url
    page = browse(sample_site)
    page.click("#near")
    page.wait_for_selector("#notices :text('did not give')")


def test_the_language_switch_keeps_the_query(browse, sample_site, results):
    page = browse(sample_site, "en/index.html")
    page.fill("#what", "passport")
    page.fill("#where", "Alderbridge")
    page.click("#more-filters summary")
    page.check("input[name=channel][value=in_person]")
    page.wait_for_timeout(400)
    english = page.locator("#list li.result").evaluate_all("each => each.map(x => x.id)")
    page.click("#language-link")
    page.wait_for_selector("html[lang=fr].ready")
    assert page.locator("#list li.result").evaluate_all("each => each.map(x => x.id)") == english
    assert page.locator("#what").input_value() == "passport"
    assert page.locator("input[name=channel][value=in_person]").is_checked()
    page.click("#list a >> nth=0")
    page.wait_for_selector("#detail:not([hidden])")
    page.click("#language-link")
    page.wait_for_selector("html[lang=en].ready")
    page.wait_for_selector("#detail:not([hidden])")
    page.click(".back")
    page.wait_for_selector("#search-view:not([hidden])")
    assert page.locator("#what").input_value() == "passport"


def test_a_result_has_its_own_address_and_says_source_and_date(browse, sample, sample_site):
    row = next(
        row for row in sample[0].rows["service_point"] if (row["name_en"] or "").startswith("Passport Desk")
    )
    page = browse(sample_site, f"en/index.html#point={row['id']}")
    page.wait_for_selector("#detail:not([hidden])")
    said = page.locator("#detail").inner_text()
    assert page.locator("h1:visible").first.inner_text() == row["name_en"]
    assert page.title().startswith(row["name_en"])
    source = sample[0].attribution_of(row)
    for text in (
        source.title.en,
        source.line.en,
        "March 21, 2026",
        "Telephone",
        "Passport applications",
        row["address_line1"],
    ):
        assert text in said
    page.click(".back")
    page.wait_for_selector("#search-view:not([hidden])")
    assert page.locator("#search-view").is_visible()
    page = browse(sample_site, "en/index.html#point=00000000-0000-4000-8000-000000000000")
    assert "not, or no longer" in notices(page)


def test_addresses_that_make_no_sense_do_nothing(browse, sample_site, sample):
    page = browse(
        sample_site,
        "en/index.html#q=%3Cscript%3E&km=-5&at=999,999&open=yes&channel=<b>&point=javascript:alert(1)&view=x&__proto__=1",
    )
    assert page.locator("#what").input_value() == "<script>"
    assert "No service point matches" in status(page)
    page.fill("#what", "")
    page.wait_for_timeout(300)
    assert status(page) == f"{len(sample[0].rows['service_point'])} service points."


def test_details_that_come_late_do_not_take_over_the_page(browse, sample_site):
    page = browse(sample_site)
    page.evaluate(
        """() => {
          const load = finder.load;
          finder.load = address => new Promise((done, failed) => {
            window.arrive = () => load(address).then(done, failed);
          });
        }"""
    )
    page.locator("#list h3 a").first.click()
    page.wait_for_function("window.arrive !== undefined")
    page.evaluate("() => { location.hash = ''; }")
    page.wait_for_function("location.hash === ''")
    page.evaluate("() => window.arrive().then(() => new Promise(done => setTimeout(done, 200)))")
    assert page.locator("#detail").is_hidden()
    assert page.locator("#search-view").is_visible()


def test_a_service_is_found_on_the_days_it_is_offered(browse, made, results, tmp_path):
    def link(number, point, **values):
        key = made.uid(number)
        of = {"service_id": made.SERVICE, "point_id": made.uid(point), "status": "active"}
        return made.row("service_at_point", id=key, **{"delivery_level": "full", **of, **values})

    links = [
        link(21, 1, valid_to="2026-11-30"),
        link(22, 2, valid_from="2026-11-01", valid_to="2026-12-01"),
        link(23, 3, valid_from="2026-12-02"),
        link(24, 4, valid_to="2026-11-30"),
        link(25, 4, delivery_level="intake"),
    ]
    points = [made.point(n) for n in (1, 2, 3, 4)]
    write_finder(made.publication(points, service_at_point=links), tmp_path)
    page = browse(tmp_path, "en/index.html#q=health+card")  # 2026-12-01 in Toronto
    assert results(page) == ["Office 2", "Office 4"]
    page = browse(tmp_path, "en/index.html#q=health+card", now="2026-12-02T20:00:00Z")
    assert results(page) == ["Office 3", "Office 4"]
    page = browse(tmp_path, f"en/index.html#point={made.uid(4)}")
    page.wait_for_selector("#detail:not([hidden])")
    assert page.locator("#detail .services li").count() == 1
    page = browse(tmp_path, f"en/index.html#point={made.uid(1)}")
    page.wait_for_selector("#detail:not([hidden])")
    assert page.locator("#detail .services li").count() == 0
