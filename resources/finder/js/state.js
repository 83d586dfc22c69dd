// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked, kept in the address behind the number sign: it travels with a link, and no server sees it.
"use strict";
(function (finder) {
  const EMPTY = {
    q: "", place: "", at: null, km: 0, category: "", language: "", channels: [], features: [], open: "", point: "", view: "",
  };

  function codes(text) {
    return (text || "").split(",").filter(function (each) { return /^[a-z0-9_.-]{1,60}$/i.test(each); });
  }

  function position(text) {
    const found = /^(-?\d{1,2}(?:\.\d{1,5})?),(-?\d{1,3}(?:\.\d{1,5})?)$/.exec(text || "");
    return found && Math.abs(found[1]) <= 90 && Math.abs(found[2]) <= 180 ? { lat: Number(found[1]), lon: Number(found[2]) } : null;
  }

  function short(text) {
    return (text || "").slice(0, 120);
  }

  /** Read the address; what makes no sense is left out. */
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const km = Number(given.get("km"));
    const open = given.get("open") || "";
    return {
      q: short(given.get("q")), place: short(given.get("place")), at: position(given.get("at")),
      km: km > 0 && km <= 5000 ? km : 0,
      category: codes(given.get("category"))[0] || "", language: codes(given.get("language"))[0] || "",
      channels: codes(given.get("channel")), features: codes(given.get("access")),
      open: open === "now" || /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(open) ? open : "",
      point: /^[0-9a-f-]{32,36}$/.test(given.get("point") || "") ? given.get("point") : "",
      view: given.get("view") === "suggest" ? "suggest" : "",
    };
  }

  /** The address of a query; `changes` replace parts of it. */
  function hash(query, changes) {
    const all = Object.assign({}, query, changes), said = new URLSearchParams();
    const parts = {
      q: all.q, place: all.place, at: all.at ? all.at.lat.toFixed(2) + "," + all.at.lon.toFixed(2) : "", km: all.km || "",
      category: all.category, language: all.language, channel: all.channels.join(","), access: all.features.join(","),
      open: all.open, point: all.point, view: all.point ? all.view : "",
    };
    for (const [name, value] of Object.entries(parts)) if (value) said.set(name, value);
    return "#" + said.toString();
  }

  /** Write the address without a new step in the history. */
  function replace(query) {
    history.replaceState(null, "", hash(query, {}));
  }

  finder.state = { EMPTY, hash, read, replace };
})(finder);
