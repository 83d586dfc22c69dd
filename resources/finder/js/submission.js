// SPDX-License-Identifier: GPL-2.0-or-later
// A suggestion as a submission document (format casp-submission 1.0): the steward's merge reads it, and holds it.
"use strict";
(function (finder) {
  const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
  const ANONYMOUS = "anonymous@suggestion.invalid";

  /** JSON in the canonical form of RFC 8785; there are no fractions in a submission. */
  function canonical(value) {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return "{" + Object.keys(value).sort().map(function (name) {
      return JSON.stringify(name) + ":" + canonical(value[name]);
    }).join(",") + "}";
  }

  /** Whether this browser can seal a document: only on a secure page or in a folder. */
  function possible() {
    return Boolean(window.crypto && window.crypto.subtle);
  }

  function sha256(text) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (digest) {
      return Array.from(new Uint8Array(digest), hex).join("");
    });
  }

  function hex(byte) {
    return byte.toString(16).padStart(2, "0");
  }

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = Array.from(bytes, hex).join("");
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
  }

  /** What somebody typed, as the register keeps text: NFC, one line, no control or direction characters. */
  function clean(text) {
    return (text || "").normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
      .replace(/ +/g, " ").trim();
  }

  /** A number as the register keeps it: +1 and ten digits, or a short code; null for anything else. */
  function phoneNumber(typed) {
    const digits = typed.replace(/[\s().+-]/g, "");
    if (/^[2-9]11$/.test(digits)) return digits;
    const found = /^1?([2-9]\d{2}[2-9]\d{6})$/.exec(digits);
    return found ? "+1" + found[1] : null;
  }

  /** "Mo-Fr 08:30-16:30; Sa 09:00-12:00; PH off" of seven lists of [from, to]. */
  function hoursText(week, holidaysOff) {
    const groups = new Map();
    week.forEach(function (spans, day) {
      const said = spans.map(function (each) { return each.join("-"); }).join(",");
      if (said) groups.set(said, (groups.get(said) || []).concat(day));
    });
    if (!groups.size) return "off";
    const rules = Array.from(groups, function ([said, days]) { return runs(days) + " " + said; });
    return rules.concat(holidaysOff ? ["PH off"] : []).join("; ");
  }

  function runs(days) {
    const found = [];
    for (const day of days) {
      const last = found[found.length - 1];
      if (last && last[1] === day - 1) last[1] = day;
      else found.push([day, day]);
    }
    return found.map(function ([first, last]) { return DAYS[first] + (last > first ? "-" + DAYS[last] : ""); }).join(",");
  }

  /** The fields of a change: groups go whole, with what was published as the value before. */
  function fields(record, after, groups) {
    const names = new Set();
    for (const [name, value] of Object.entries(after)) {
      if (value === before(record, name)) continue;
      const group = Object.values(groups).find(function (each) { return each.includes(name); });
      for (const each of group || [name]) names.add(each);
    }
    const found = {};
    for (const name of names) found[name] = { before: before(record, name), after: name in after ? after[name] : before(record, name) };
    return found;
  }

  function before(record, name) {
    return record[name] === undefined ? null : record[name];
  }

  function moment(date) {
    return date.toISOString().slice(0, 19) + "Z";
  }

  /**
   * Make the document: {name, text, document}. `changes` are {op, table, id, base_version, fields, reason};
   * `person` may have a name and an email, neither is required.
   */
  function make(site, jurisdiction, changes, person, comment, language, now) {
    const id = uuid(), counts = { insert: 0, update: 0, delete: 0, confirm: 0 };
    for (const change of changes) counts[change.op] += 1;
    const document = {
      format: "casp-submission",
      format_version: "1.0",
      manifest: {
        submission_id: id, schema: site.schema, store: site.store, jurisdiction_code: jurisdiction,
        submitter: {
          name: clean(person.name) || "Public", email: clean(person.email) || ANONYMOUS, role: "public", organization: null,
        },
        statement: { authorized: true, licence: site.licence, text_lang: language },
        created_at: moment(now), tool: { name: "service-points-finder", version: "1", host: "browser" },
        title_en: "Suggestion from the public", title_fr: "Suggestion du public",
        comment: clean(comment) || null, reply_language: language, supersedes: null, counts,
      },
      changes: changes.map(function (change, at) { return Object.assign({ seq: at + 1 }, change); }),
    };
    return sha256(canonical(document)).then(function (digest) {
      document.integrity = { alg: "sha-256", content_sha256: digest };
      const stamp = document.manifest.created_at.replace(/[-:]/g, "");
      return { name: jurisdiction + "_" + stamp + "_" + id.slice(0, 8) + ".casp.json", text: canonical(document), document };
    });
  }

  finder.submission = { ANONYMOUS, canonical, clean, fields, hoursText, make, phoneNumber, possible };
})(finder);
