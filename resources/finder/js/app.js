// SPDX-License-Identifier: GPL-2.0-or-later
// The page as a whole: the address decides what is shown.
"use strict";
(function (finder) {
  const { detail, form, map, model, places, results, search, state, suggest, text } = finder;
  const { el, show } = finder.elements;
  const byId = function (id) { return document.getElementById(id); };
  const WIDE = matchMedia("(min-width: 64rem)");
  const siteTitle = document.title;
  let query = state.EMPTY, shownView = "", mapTimer = 0, lookupTrouble = "";

  /** The moment that is asked about: now, or a time on each point's own clock. */
  function moment(open) {
    if (!open) return null;
    if (open === "now") return { instant: new Date() };
    const [day, time] = open.split("T"), [hour, minute] = time.split(":").map(Number);
    return { wall: { day: text.dayOf(day), minute: 60 * hour + minute } };
  }

  function say(found, from) {
    const inPerson = found.hits.filter(function (hit) { return !hit.remote; }).length;
    const remote = found.hits.length - inPerson;
    const said = !model.count ? text.t("no_points") : found.hits.length ? text.plural("results", found.hits.length) : text.t("no_results");
    byId("status").textContent = from && found.hits.length
      ? said + " " + text.t("from_place", { place: query.at ? text.t("my_position") : from.name, person: text.number(inPerson), remote: text.number(remote) })
      : said;
    const notices = [
      lookupTrouble,
      query.place && !query.at && !from ? text.t("place_unknown", { place: query.place }) : "",
      from && !query.at && !from.exact ? text.t("place_near", { place: from.name }) : "",
      query.km && !from ? text.t("distance_needs_place") : "",
      found.unknown ? text.plural("unknown_hours", found.unknown) : "",
      found.unplaced ? text.plural("unplaced", found.unplaced) : "",
    ].filter(Boolean);
    byId("notices").replaceChildren(...notices.map(function (each) { return el("li", { class: "notice", dir: "auto" }, each); }));
  }

  /** Search, and show what was found; the map follows when there is time. */
  function find() {
    const from = query.at || (query.place ? places.locate(query.place) : null);
    const found = search.search(query, from, moment(query.open));
    say(found, from);
    results.render(found.hits, query, new Date());
    clearTimeout(mapTimer);
    mapTimer = setTimeout(function () { map.update(found.hits); }, 250);
  }

  function link() {
    const other = byId("language-link");
    other.href = other.getAttribute("href").split("#")[0] + state.hash(query, {});
  }

  function view(name, heading) {
    show(byId("search-view"), name === "");
    show(byId("search"), name === "");
    show(detail.panel, name === "detail");
    show(suggest.panel, name === "suggest");
    for (const each of document.querySelectorAll("#page-title, .intro")) show(each, name === "");
    document.title = heading ? heading + " – " + siteTitle : siteTitle;
    if (name && shownView !== name) scrollTo(0, 0);
    shownView = name;
  }

  function fail() {
    view("", "");
    byId("notices").replaceChildren(el("li", { class: "notice" }, text.t("detail_missing")));
  }

  /** Show what the address says. */
  function route(first) {
    const before = query;
    query = state.read();
    link();
    const at = query.point ? model.find(query.point) : -1;
    if (query.point && at < 0) {
      query.point = "";
      lookupTrouble = text.t("point_gone");
    }
    if (at >= 0) {
      const suggesting = query.view === "suggest", asked = query;
      const isLeft = function () { return query.point !== asked.point || query.view !== asked.view; };
      model.detail(at).then(function () {
        return isLeft() ? null : (suggesting ? suggest : detail).render(at, asked, new Date()).then(function () {
          view(suggesting ? "suggest" : "detail", model.name(at));
          byId(suggesting ? "suggestion-heading" : "detail-heading").focus();
        });
      }).catch(function () { if (!isLeft()) fail(); });
      return;
    }
    view("", "");
    form.write(query);
    find();
    if (!first && before.point && !results.focus(before.point)) byId("results-heading").focus();
    if (WIDE.matches) beginMap();
  }

  function changed() {
    lookupTrouble = "";
    query = form.read(query);
    state.replace(query);
    link();
    find();
  }

  function near() {
    form.locate(function (position) {
      lookupTrouble = "";
      query = Object.assign(form.read(query), { at: { lat: Math.round(position.lat * 100) / 100, lon: Math.round(position.lon * 100) / 100 }, place: "" });
      form.write(query);
      state.replace(query);
      link();
      find();
    }, function () {
      lookupTrouble = text.t("no_position");
      find();
    });
  }

  function beginMap() {
    byId("map-button").setAttribute("aria-expanded", "true");
    byId("map-button").hidden = true;
    document.documentElement.classList.add("map-shown");
    map.start(function (at) { location.hash = state.hash(query, { point: model.uuid(at), view: "" }); });
  }

  /** Begin; without data the page stays the list that it is without scripts. */
  finder.start = function () {
    if (!model.data) {
      document.documentElement.classList.remove("scripts");
      return;
    }
    form.propose();
    form.listen(changed, near);
    byId("print").addEventListener("click", function () { print(); });
    byId("map-button").addEventListener("click", function () {
      beginMap();
      byId("map-heading").focus();
    });
    WIDE.addEventListener("change", function (event) { if (event.matches && !query.point) beginMap(); });
    addEventListener("hashchange", function () { route(false); });
    route(true);
    setInterval(function () { if (!shownView && query.open === "now") find(); }, 300000);
    document.documentElement.classList.add("ready");
    performance.mark("ready");
    setTimeout(search.prepare, 100);
  };
})(finder);
