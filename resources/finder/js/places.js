// SPDX-License-Identifier: GPL-2.0-or-later
// Where is that? Municipalities, postal codes and addresses of the data themselves: nobody else is asked.
"use strict";
(function (finder) {
  const { model, text } = finder;
  const POSTAL = /^[a-z]\d[a-z]?( ?\d?[a-z]?\d?)$/;
  const MOST = 300;
  let cities = null;

  function mean(found) {
    let lon = 0, lat = 0;
    for (const at of found) {
      const [x, y] = model.lonlat(at);
      lon += x;
      lat += y;
    }
    return { lon: lon / found.length, lat: lat / found.length };
  }

  function those(wanted) {
    const found = [];
    for (let at = 0; at < model.count; at += 1) if (model.placed(at) && wanted(at)) found.push(at);
    return found;
  }

  /** Municipalities with their province and number of points, the largest first. */
  function list() {
    if (cities) return cities;
    const seen = new Map();
    for (let at = 0; at < model.count; at += 1) {
      if (!model.city(at) || !model.placed(at)) continue;
      const key = model.points.city[at] + "|" + model.points.province[at];
      if (!seen.has(key)) seen.set(key, { name: model.city(at), province: model.province(at), points: [] });
      seen.get(key).points.push(at);
    }
    cities = Array.from(seen.values()).sort(function (a, b) { return b.points.length - a.points.length || (a.name < b.name ? -1 : 1); });
    for (const each of cities) each.folded = text.fold(each.name + " " + (each.province || ""));
    return cities;
  }

  /** The names to propose while somebody types. */
  function proposals() {
    return list().slice(0, MOST).map(function (each) { return each.name + (each.province ? ", " + each.province : ""); });
  }

  /** The longest beginning of a postal code that the data know, at least its first two characters. */
  function byPostal(folded) {
    const code = folded.replace(/ /g, "").toUpperCase();
    for (let length = code.length; length >= 2; length -= 1) {
      const start = code.slice(0, length);
      const found = those(function (at) { return model.points.postal[at] && model.points.postal[at].startsWith(start); });
      if (found.length) return Object.assign(mean(found), { name: start, exact: length === code.length });
    }
    return null;
  }

  function byCity(folded) {
    const known = list();
    const found = known.find(function (each) { return each.folded === folded || text.fold(each.name) === folded; }) ||
      known.find(function (each) { return each.folded.startsWith(folded); });
    return found ? Object.assign(mean(found.points), { name: found.name, exact: true }) : null;
  }

  function byAddress(folded) {
    const words = folded.split(" ").map(function (word) { return " " + word; });
    const found = those(function (at) {
      const line = " " + text.fold([model.points.line[at] || "", model.city(at) || ""].join(" "));
      return words.every(function (word) { return line.includes(word); });
    });
    return found.length ? Object.assign(mean(found.slice(0, 1)), { name: model.address(found[0]), exact: true }) : null;
  }

  /** Return {lon, lat, name, exact} of what was typed, null when the data do not know it. */
  function locate(typed) {
    const folded = text.fold(typed);
    if (!folded) return null;
    return (POSTAL.test(folded) ? byPostal(folded) : null) || byCity(folded) || byAddress(folded);
  }

  finder.places = { list, locate, proposals };
})(finder);
