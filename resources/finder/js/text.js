// SPDX-License-Identifier: GPL-2.0-or-later
// Words, dates, numbers: everything a person reads.
"use strict";
(function (finder) {
  const language = document.documentElement.lang === "fr" ? "fr" : "en";
  const locale = language + "-CA";
  const second = language === "fr" ? 1 : 0;
  const TOLL_FREE = /^(800|822|833|844|855|866|877|888)/;
  const dates = {
    long: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }),
    day: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }),
    weekday: new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }),
  };

  /** The sentence of a key in the page's language, its placeholders filled in. */
  function t(key, values) {
    const said = finder.parts.words[key];
    if (said === undefined) throw new Error("no words for " + key);
    return said.replace(/\{([a-z_]+)\}/g, function (_, name) { return String(values[name]); });
  }

  /** "1 result", "2 results"; in French, nought is singular too. */
  function plural(key, n, values) {
    const one = language === "fr" ? n < 2 : n === 1;
    return t(key + (one ? "_one" : "_other"), Object.assign({ n: number(n) }, values));
  }

  function number(value) {
    return value.toLocaleString(locale);
  }

  /** Lower case, no accents, no typographic signs, one space between words: what searches compare. */
  function fold(text) {
    if (!/[^\x20-\x7e]/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  /** A date (days since 1970) as it is said. */
  function date(day, form) {
    const said = dates[form || "long"].format(new Date(day * 864e5));
    return language === "fr" ? said.replace(/(^|\s)1(\s\p{L})/u, "$11er$2") : said;
  }

  function isoDate(text) {
    return date(dayOf(text), "long");
  }

  function dayOf(text) {
    return Math.round(Date.parse(text.slice(0, 10) + "T00:00:00Z") / 864e5);
  }

  /** Minutes after midnight as core.hours.describe says them: 8:30 am, 8 h 30. */
  function time(minutes) {
    const hour = Math.floor(minutes / 60) % 24, minute = minutes % 60;
    if (hour === 0 && minute === 0) return t("midnight");
    const two = String(minute).padStart(2, "0");
    if (language === "fr") return hour + "\u00a0h" + (minute ? "\u00a0" + two : "");
    if (hour === 12 && minute === 0) return t("noon");
    return ((hour + 11) % 12 + 1) + (minute ? ":" + two : "") + "\u00a0" + (hour < 12 ? "am" : "pm");
  }

  function span(pair) {
    if (pair[0] === 0 && pair[1] === 1440) return t("all_day");
    return t("from_to", { from: time(pair[0]), to: time(pair[1]) });
  }

  function distance(metres) {
    if (metres < 950) return t("metres", { n: number(Math.max(10, Math.round(metres / 10) * 10)) });
    const km = metres / 1000;
    return t("kilometres", { n: km < 10 ? km.toLocaleString(locale, { maximumFractionDigits: 1 }) : number(Math.round(km)) });
  }

  function phone(value) {
    const digits = value.replace(/^\+1/, "");
    if (value.length !== 12 || !/^\d{10}$/.test(digits)) return value;
    const said = digits.slice(0, 3) + "-" + digits.slice(3, 6) + "-" + digits.slice(6);
    return TOLL_FREE.test(digits) ? "1-" + said : said;
  }

  /** What a code of a list means. */
  function label(list, code) {
    const found = (finder.parts.points.labels[list] || {})[code];
    return found ? found[second] : code;
  }

  /** The text of a field in the page's language, or in the other one. */
  function own(record, name) {
    const first = record[name + "_" + language];
    return first || record[name + (language === "fr" ? "_en" : "_fr")] || "";
  }

  finder.text = { date, dayOf, distance, fold, isoDate, label, language, locale, number, own, phone, plural, second, span, t, time };
})(finder);
