// SPDX-License-Identifier: GPL-2.0-or-later
// The search form: what it says as a query, and a query as what it shows.
"use strict";
(function (finder) {
  const { model, places, state, text } = finder;
  const { el, show } = finder.elements;
  const form = document.getElementById("search");
  const field = function (id) { return document.getElementById(id); };

  function checked(name) {
    return Array.from(form.querySelectorAll("input[name=" + name + "]:checked"), function (box) { return box.value; });
  }

  /** The query of the form. A position from the browser holds until another place is typed. */
  function read(query) {
    const place = field("where").value.trim();
    const open = field("open").value === "at" ? field("open-at").value.slice(0, 16) : field("open").value;
    return Object.assign({}, query, {
      q: field("what").value.trim(), place, at: place === text.t("my_position") ? query.at : null,
      km: Number(field("distance").value) || 0, category: field("category").value, language: field("language").value,
      channels: checked("channel"), features: checked("feature"), open,
    });
  }

  function choose(select, value) {
    select.value = value;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  function now() {
    const at = new Date();
    at.setMinutes(at.getMinutes() - at.getTimezoneOffset());
    return at.toISOString().slice(0, 16);
  }

  function tell(query) {
    const n = [query.category, query.language, query.km].filter(Boolean).length + query.channels.length + query.features.length;
    field("filter-count").textContent = n ? text.plural("filters_on", n) : "";
    show(field("open-at-field"), field("open").value === "at");
  }

  /** Show a query in the form. */
  function write(query) {
    field("what").value = query.q;
    field("where").value = query.at ? text.t("my_position") : query.place;
    choose(field("open"), query.open && query.open !== "now" ? "at" : query.open);
    field("open-at").value = query.open && query.open !== "now" ? query.open : "";
    choose(field("distance"), query.km ? String(query.km) : "");
    choose(field("category"), query.category);
    choose(field("language"), query.language);
    for (const box of form.querySelectorAll("input[name=channel]")) box.checked = query.channels.includes(box.value);
    for (const box of form.querySelectorAll("input[name=feature]")) box.checked = query.features.includes(box.value);
    tell(query);
    if (query.category || query.language || query.km || query.channels.length || query.features.length) field("more-filters").open = true;
  }

  function propose() {
    const names = new Set(model.data.services.map(function (each) { return each[text.second]; }));
    for (const each of model.data.categories) names.add(each[2 + text.second]);
    field("what-words").append(...Array.from(names).slice(0, 300).sort().map(function (name) { return el("option", { value: name }); }));
    field("where-words").append(...places.proposals().map(function (name) { return el("option", { value: name }); }));
  }

  /** Ask the browser where it is; nobody is told, and the address keeps about a kilometre. */
  function locate(found, failed) {
    if (!navigator.geolocation) {
      failed();
      return;
    }
    navigator.geolocation.getCurrentPosition(function (position) {
      found({ lat: position.coords.latitude, lon: position.coords.longitude });
    }, failed, { timeout: 10000, maximumAge: 300000 });
  }

  /** Listen: `changed` hears every change, `near` the button that asks for the position. */
  function listen(changed, near) {
    let timer = 0;
    form.addEventListener("input", function () {
      if (field("open").value === "at" && !field("open-at").value) field("open-at").value = now();
      tell(read(state.EMPTY));
      clearTimeout(timer);
      timer = setTimeout(changed, 150);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      clearTimeout(timer);
      changed();
      document.getElementById("results-heading").focus();
    });
    form.addEventListener("reset", function () {
      setTimeout(function () {
        write(state.EMPTY);
        changed();
      });
    });
    field("near").addEventListener("click", near);
  }

  finder.form = { listen, locate, propose, read, write };
})(finder);
