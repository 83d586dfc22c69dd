# SPDX-License-Identifier: GPL-2.0-or-later
"""Usable by everybody: axe-core, keyboard alone, narrow screens, large letters; no scripts, map, network."""

import pytest
from service_points.core.choices import THEMES
from service_points.core.publishing.finder import FinderSettings, write_finder

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
WIDE = {"viewport": {"width": 1280, "height": 900}}
RUN = "([within, options]) => axe.run(within, options)"


def faults(page, axe, within="html"):
    """What axe-core finds against WCAG 2.1 AA and its best practices, as (rule, first element)."""
    page.evaluate(axe)
    found = page.evaluate(RUN, [within, {"runOnly": {"type": "tag", "values": RULES}, "preload": False}])
    assert len(found["passes"]) > 8
    return [
        (each["id"], each["nodes"][0]["html"][:200], each["nodes"][0]["failureSummary"])
        for each in found["violations"]
    ]


def detail_address(sample, language="en", view=""):
    row = next(
        row for row in sample[0].rows["service_point"] if (row["name_en"] or "").startswith("Passport Desk")
    )
    return f"{language}/index.html#point={row['id']}{view}"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [1000, 320])
def test_k6_axe_finds_nothing_on_any_page(  # noqa: PLR0917
    browse, axe, sample, sample_site, language, width
):
    view = {"viewport": {"width": width, "height": 800}}
    page = browse(
        sample_site, f"{language}/index.html#q=a&place=Alderbridge&km=25&open=now&channel=in_person", **view
    )
    assert faults(page, axe) == []
    page.fill("#where", "Tombouctou")
    page.fill("#what", "zzz")
    page.wait_for_timeout(400)
    assert faults(page, axe) == []
    page = browse(sample_site, detail_address(sample, language), **view)
    page.wait_for_selector("#detail:not([hidden])")
    assert faults(page, axe) == []
    page = browse(sample_site, detail_address(sample, language, "&view=suggest"), **view)
    page.wait_for_selector("#suggestion:not([hidden])")
    for kind in ("confirm", "closed", "hours", "address", "contact", "other"):
        page.check(f"input[name=kind][value={kind}]")
        assert faults(page, axe, "#suggestion") == [], kind
    page.click("#suggestion button[type=submit]")
    assert page.locator(".mistake").is_visible()
    assert faults(page, axe) == []
    for name in ("index.html", f"{language}/list/index.html", f"{language}/list/1.html"):
        assert faults(browse(sample_site, name, ready=False, **view), axe) == [], name


@pytest.mark.parametrize("theme", THEMES)
def test_k6_every_theme_has_enough_contrast(browse, axe, sample, tmp_path, theme):
    write_finder(sample[0], tmp_path, settings=FinderSettings(theme=theme))
    page = browse(tmp_path, "en/index.html#q=a&open=now&channel=in_person")
    assert faults(page, axe) == []
    page = browse(tmp_path, detail_address(sample))
    page.wait_for_selector("#detail:not([hidden])")
    assert faults(page, axe) == []


def test_k6_headings_language_and_landmarks(browse, sample_site):
    for language in ("en", "fr"):
        page = browse(sample_site, f"{language}/index.html")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1:visible").count() == 1
        levels = page.evaluate("Array.from(document.querySelectorAll('h1,h2,h3'), h => Number(h.tagName[1]))")
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
        assert page.locator("#language-link").get_attribute("lang") == ("fr" if language == "en" else "en")


def test_keyboard_alone_is_enough(browse, sample_site, results):
    page = browse(sample_site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "what"
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "3px"
    page.keyboard.type("passport")
    page.keyboard.press("Tab")
    page.keyboard.type("Alderbridge")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results-heading"
    name = results(page)[0]
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('#list'))"):
            break
    assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "detail-heading"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-view:not([hidden])")
    assert page.evaluate("document.activeElement.textContent") == name


def overflow(page):
    """How far the page is wider than the window, and what sticks out."""
    return page.evaluate(
        """() => [
          document.documentElement.scrollWidth - innerWidth,
          Array.from(document.querySelectorAll('body *'))
            .filter(x => x.offsetParent && !x.closest('#map, .skip'))
            .filter(x => getComputedStyle(x).position !== 'absolute')
            .filter(x => x.getBoundingClientRect().right > innerWidth + 1)
            .map(x => x.outerHTML.slice(0, 80)),
        ]"""
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scale", ["320 px", "400 %"])
def test_k2_320_pixels_and_400_percent_need_no_sideways_scrolling(
    browse, sample, sample_site, language, scale
):
    # 400 % of a window of 1280 by 1024 is one of 320 by 256, four device pixels for each (WCAG 1.4.10)
    view = {"viewport": {"width": 320, "height": 640}}
    if scale == "400 %":
        view = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
    page = browse(sample_site, f"{language}/index.html#place=Alderbridge&km=25&channel=in_person", **view)
    assert page.locator("#list li.result").count() > 3
    assert overflow(page) == [0, []]
    page.click("#map-button")
    assert page.evaluate("document.activeElement.id") == "map-heading"
    page.wait_for_timeout(500)
    assert overflow(page) == [0, []]
    page = browse(sample_site, detail_address(sample, language), **view)
    page.wait_for_selector("#detail:not([hidden])")
    assert overflow(page) == [0, []]
    page = browse(sample_site, detail_address(sample, language, "&view=suggest"), **view)
    page.wait_for_selector("#suggestion:not([hidden])")
    page.check("input[value=hours]")
    assert overflow(page) == [0, []]
    for name in ("index.html", f"{language}/list/index.html", f"{language}/list/1.html"):
        assert overflow(browse(sample_site, name, ready=False, **view)) == [0, []], name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_k2_without_scripts_the_list_is_there(browse, sample, sample_site, language):
    page = browse(sample_site, f"{language}/index.html", now=None, ready=False, java_script_enabled=False)
    points = sample[0].rows["service_point"]
    assert page.locator(".without-scripts li.result").count() == min(50, len(points))
    assert page.locator("#search").is_hidden()
    assert page.locator("#map").is_hidden()
    page.locator("main a", has_text="All service points" if language == "en" else "Tous les points").click()
    page.locator("main li a").first.click()
    page.wait_for_load_state()
    shown = page.locator("li.result").all_inner_texts()
    assert len(shown) == len(points)
    assert all(("Verified on" if language == "en" else "Vérifié le") in text for text in shown)


def test_k2_it_asks_nobody_else_for_anything(browse, sample_site):
    asked = []
    page = browse(sample_site, "index.html", ready=False, **WIDE)
    page.on("request", lambda request: asked.append(request.url))
    page.click("text=Français")
    page.wait_for_selector("html.ready")
    page.wait_for_timeout(2500)
    page.click("#list a >> nth=0")
    page.wait_for_selector("#detail:not([hidden])")
    assert len(asked) > 15
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"


def test_k6_the_map_is_there_and_says_how_to_read_it(browse, axe, sample_site):
    page = browse(sample_site, "en/index.html#q=passport", **WIDE)
    page.wait_for_selector("#map canvas")
    assert page.locator("#map-notice").is_hidden()
    assert set(page.locator("#legend li").all_inner_texts()) == {"In person", "Digital", "Call centre"}
    assert page.locator("#map canvas").get_attribute("aria-label").startswith("Map: arrow keys")
    assert faults(page, axe) == []


@pytest.mark.parametrize("missing", ["library", "webgl"])
def test_k8_without_the_map_the_list_is_whole_and_a_notice_says_so(browse, sample, tmp_path, missing):
    write_finder(sample[0], tmp_path)
    if missing == "library":
        (tmp_path / "assets" / "maplibre-gl.js").unlink()
    else:
        path = tmp_path / "assets" / "begin.js"
        path.write_text(
            path.read_text("utf-8")
            + "HTMLCanvasElement.prototype.getContext = function () { return null; };\n",
            "utf-8",
        )
    page = browse(tmp_path, "fr/index.html", **WIDE)
    page.wait_for_selector("#map-notice:text('liste est complète')")
    n = len(sample[0].rows["service_point"])
    assert page.locator("#status").inner_text() == f"{n} points de service."
    while page.locator("#more").is_visible():
        page.click("#more")
    assert page.locator("#list li.result").count() == n
    browse.complaints.clear()  # the browser reports the file that is not there


def test_without_its_data_the_page_stays_the_list_it_is_without_scripts(browse, sample, tmp_path):
    write_finder(sample[0], tmp_path)
    for path in (tmp_path / "data").glob("points-*.js"):
        path.unlink()
    page = browse(tmp_path, "en/index.html", ready=False)
    page.wait_for_selector(".without-scripts li.result")
    assert page.locator("#search").is_hidden()
    browse.complaints.clear()


def test_the_printed_result_has_no_controls(browse, sample, sample_site):
    page = browse(sample_site, detail_address(sample))
    page.wait_for_selector("#detail:not([hidden])")
    page.emulate_media(media="print")
    assert page.locator("#detail-heading").is_visible()
    for selector in ("#detail button", "#language-link", ".back", "#search"):
        assert page.locator(selector).first.is_hidden(), selector
    page = browse(sample_site)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#list li.result:visible").count() == len(sample[0].rows["service_point"])
    assert page.locator("#map").is_hidden()
