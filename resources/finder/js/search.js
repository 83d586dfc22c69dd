// SPDX-License-Identifier: GPL-2.0-or-later
// The search: every word must begin a word of the point, or of a service it offers, in either language.
"use strict";
(function (finder) {
  const { model, text, openness } = finder;
  const data = model.data;
  const AT_ONCE = 2500;
  const REMOTE = new Set(["call_centre", "digital"]);
  let index = null;

  function words(parts) {
    return " " + text.fold(parts.filter(Boolean).join(" ")) + " ";
  }

  /** What a service is called: its own names, and those and the synonyms of its categories and theirs. */
  function serviceWords(service, categories) {
    const parts = [service[0], service[1]];
    for (const code of service[2]) {
      for (let at = code; at; at = categories.has(at) ? categories.get(at)[1] : null) {
        const found = categories.get(at);
        if (found) parts.push(found[2], found[3]);
        parts.push(data.synonyms[at]);
      }
    }
    return words(parts);
  }

  /** Begin the index: what concerns services at once, points when `grow` comes to them. */
  function begin() {
    const categories = new Map(data.categories.map(function (each) { return [each[0], each]; }));
    return {
      names: [], about: [],
      organizations: data.organizations.map(function (each) { return each.join(" "); }),
      services: data.services.map(function (each) { return serviceWords(each, categories); }),
      categories: data.services.map(function (each) { return new Set(ancestors(each[2], categories)); }),
    };
  }

  /** Index the points up to a place; those before it are. */
  function grow(until) {
    const { points } = model, { about, names, organizations } = index;
    for (let at = names.length; at < until; at += 1) {
      names.push(words([points.en[at], points.fr[at], points.other[at]]));
      about.push(words([organizations[points.organization[at]], points.line[at], data.cities[points.city[at]]]));
    }
  }

  /** Index the points a few thousand at a time, so that the page answers meanwhile. */
  function prepare() {
    if (!index) index = begin();
    if (index.names.length >= model.count) return;
    grow(Math.min(model.count, index.names.length + AT_ONCE));
    setTimeout(prepare);
  }

  function ancestors(codes, categories) {
    const found = [];
    for (const code of codes) {
      for (let at = code; at; at = categories.has(at) ? categories.get(at)[1] : null) found.push(at);
    }
    return found;
  }

  /** For each service, whether a word begins one of its words. */
  function servicesWith(word) {
    return Uint8Array.from(index.services, function (each) { return each.includes(word) ? 1 : 0; });
  }

  function offers(at, services) {
    for (const each of model.points.services[at]) if (services[each]) return true;
    return false;
  }

  /** The score of a point for the words, 0 when one is missing: names weigh more than services and addresses. */
  function score(at, tokens) {
    let total = 0;
    for (const token of tokens) {
      if (index.names[at].includes(token.word)) total += 4;
      else if (offers(at, token.services)) total += 3;
      else if (index.about[at].includes(token.word)) total += 1;
      else return 0;
    }
    return total || 1;
  }

  /** The first test that a point fails, as functions of its place; in the order of their cost. */
  function filters(query) {
    const tests = [];
    const channels = new Set(query.channels.map(function (code) { return data.channels.indexOf(code); }));
    if (query.channels.length) tests.push(function (at) { return channels.has(model.points.channel[at]); });
    if (query.language) {
      const sets = data.languages.map(function (each) { return each.includes(query.language); });
      tests.push(function (at) { return sets[model.points.languages[at]]; });
    }
    if (query.features.length) {
      const sets = data.features.map(function (each) { return query.features.every(function (code) { return each.includes(code); }); });
      tests.push(function (at) { return sets[model.points.features[at]]; });
    }
    if (query.category) {
      const wanted = index.categories.map(function (each) { return each.has(query.category); });
      tests.push(function (at) { return offers(at, wanted); });
    }
    return tests;
  }

  /**
   * Find points: {hits, unknown, unplaced}. `unknown` counts those left out because their hours are not known,
   * `unplaced` those in person without a position where a distance was asked. Hits are {at, metres, score}.
   */
  function search(query, from, when) {
    if (!index) index = begin();
    if (query.q) grow(model.count);
    const tokens = text.fold(query.q).split(" ").filter(Boolean).map(function (word) {
      return { word: " " + word, services: servicesWith(" " + word) };
    });
    const far = data.channels.map(function (code) { return REMOTE.has(code); });
    const tests = filters(query), isOpen = when ? openness.asker(when) : null;
    const found = { hits: [], unknown: 0, unplaced: 0 };
    for (let at = 0; at < model.count; at += 1) {
      if (!tests.every(function (test) { return test(at); })) continue;
      const points = score(at, tokens);
      if (!points) continue;
      const remote = far[model.points.channel[at]];
      const metres = from && !remote && model.placed(at) ? model.metres(at, from) : null;
      if (from && query.km && !remote) {
        if (metres === null) { found.unplaced += 1; continue; }
        if (metres > query.km * 1000) continue;
      }
      if (isOpen) {
        const open = isOpen(at);
        if (open === null) found.unknown += 1;
        if (!open) continue;
      }
      found.hits.push({ at, metres, remote, score: points });
    }
    if (from || tokens.length) found.hits.sort(from ? byDistance : byScore);
    return found;
  }

  /** The best first; among equals in the order of the list: province, municipality, name. */
  function byScore(a, b) {
    return b.score - a.score || a.at - b.at;
  }

  /** Counters by distance, then call centres and online services, which are near to everybody. */
  function byDistance(a, b) {
    if (a.metres !== null && b.metres !== null) return a.metres - b.metres || byScore(a, b);
    if (a.metres === null && b.metres === null) return byScore(a, b);
    return a.metres === null ? 1 : -1;
  }

  finder.search = { prepare, search };
})(finder);
