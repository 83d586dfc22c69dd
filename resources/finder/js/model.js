// SPDX-License-Identifier: GPL-2.0-or-later
// The points as the data file brings them: columns, and tables that the columns point into.
"use strict";
(function (finder) {
  const EPOCH = 10957; // 2000-01-01 in days since 1970
  const RADIUS = 6371008.8; // metres, the mean radius of the Earth
  const data = finder.parts.points;
  const points = data ? data.points : {};
  const second = finder.text.second;
  const count = (points.id || []).length;
  let places = null;

  function uuid(at) {
    const id = points.id[at];
    return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-");
  }

  /** The place of a point in the columns, -1 when it is not (or no longer) published. */
  function find(id) {
    if (!places) places = new Map(points.id.map(function (each, at) { return [each, at]; }));
    const found = places.get(String(id).replace(/-/g, ""));
    return found === undefined ? -1 : found;
  }

  function name(at) {
    return second && points.fr[at] ? points.fr[at] : points.en[at];
  }

  function table(name, column) {
    return function (at) { return points[column][at] < 0 ? null : data[name][points[column][at]]; };
  }

  const organization = table("organizations", "organization");
  const jurisdiction = table("jurisdictions", "jurisdiction");
  const source = table("sources", "source");
  const city = table("cities", "city");
  const province = table("provinces", "province");
  const zone = table("zones", "zone");
  const channel = table("channels", "channel");
  const type = table("types", "type");
  const status = table("states", "status");
  const hours = table("hours", "hours");
  const languages = table("languages", "languages");
  const features = table("features", "features");

  function placed(at) {
    return points.x[at] !== 0 || points.y[at] !== 0;
  }

  function lonlat(at) {
    return [points.x[at] / 1e5, points.y[at] / 1e5];
  }

  function postal(at) {
    const code = points.postal[at];
    return code ? code.slice(0, 3) + "\u00a0" + code.slice(3) : "";
  }

  /** "510 Victoria Street, Alderbridge (ON) P4Z 4N8" */
  function address(at) {
    const where = [city(at), province(at) ? "(" + province(at) + ")" : "", postal(at)].filter(Boolean).join(" ");
    return [points.line[at], where].filter(Boolean).join(", ");
  }

  function verified(at) {
    return points.verified[at] < 0 ? null : points.verified[at] + EPOCH;
  }

  /** Metres in a straight line on the sphere. */
  function metres(at, from) {
    const rad = Math.PI / 180;
    const [lon, lat] = lonlat(at);
    const a = Math.sin((lat - from.lat) * rad / 2), b = Math.sin((lon - from.lon) * rad / 2);
    const h = a * a + Math.cos(lat * rad) * Math.cos(from.lat * rad) * b * b;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /** Whether a service that is offered from a day and until another (or none) is offered today. */
  function isOffered(from, to) {
    const now = new Date(), today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    return (!from || from <= today) && (!to || today <= to);
  }

  for (const [at, found] of Object.entries(data ? data.dated : {})) {
    const over = new Set(found.filter(function ([, spans]) {
      return !spans.some(function ([from, to]) { return isOffered(from, to); });
    }).map(function ([service]) { return service; }));
    points.services[at] = points.services[at].filter(function (each) { return !over.has(each); });
  }

  /** The details of a point, loaded with those of its neighbours in the list. */
  function detail(at) {
    const chunk = data.site.chunk, number = Math.floor(at / chunk), part = "details-" + number;
    const known = finder.parts[part]
      ? Promise.resolve()
      : finder.load("../data/" + part + ".js?" + data.site.details);
    return known.then(function () { return finder.parts[part][at % chunk]; });
  }

  finder.model = {
    address, channel, city, count, data, detail, features, find, hours, isOffered, jurisdiction, languages, lonlat, metres, name,
    organization, placed, points, postal, province, source, status, type, uuid, verified, zone,
  };
})(finder);
