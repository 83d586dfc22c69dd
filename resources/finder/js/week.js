// SPDX-License-Identifier: GPL-2.0-or-later
// The next seven days of a point: hours, holidays, closures.
"use strict";
(function (finder) {
  const { model, openness, text } = finder;
  const { el } = finder.elements;
  const DAYS = 7;

  function hours(said) {
    if (said.spans === null) return said.comment || text.t("hours_unknown");
    return said.spans.length ? said.spans.map(text.span).join(", ") : text.t("closed");
  }

  function remarks(said) {
    const found = [];
    if (said.holiday) found.push(text.t("holiday_named", { name: said.holiday.name }));
    if (said.closure) {
      const reason = said.closure[4 + text.second];
      found.push(text.label("closure_kind", said.closure[0]) + (reason ? text.t("colon") + reason : ""));
    }
    if (said.comment && said.spans !== null) found.push(said.comment);
    return found.join("; ");
  }

  /** A table of the next days by the point's own clock; nothing for a point without hours or time zone. */
  function table(at, instant) {
    const clock = openness.local(instant, model.zone(at)), known = model.hours(at);
    if (!clock || !known || !known[3] || model.status(at) !== "active") return null;
    const rows = Array.from({ length: DAYS }, function (_, step) {
      const day = clock.day + step, said = openness.onDay(at, day);
      return el("tr", { class: step === 0 ? "today" : null },
        el("th", { scope: "row" }, text.date(day, "day") + (step === 0 ? " " + text.t("today_mark") : "")),
        el("td", {}, hours(said), remarks(said) ? el("span", { class: "remark", dir: "auto" }, " (" + remarks(said) + ")") : null));
    });
    return el("table", { class: "week" },
      el("caption", {}, text.t("next_days")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, text.t("day")), el("th", { scope: "col" }, text.t("hours")))),
      el("tbody", {}, rows));
  }

  /** "It is 1:05 pm there (Eastern)" */
  function clockLine(at, instant) {
    const clock = openness.local(instant, model.zone(at));
    return clock ? text.t("local_time", { time: text.time(clock.minute), zone: text.label("timezone", model.zone(at)) }) : "";
  }

  finder.week = { clockLine, table };
})(finder);
