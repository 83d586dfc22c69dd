// SPDX-License-Identifier: GPL-2.0-or-later
// Is a point open? Its own clock, its holidays, its closures and its status decide; what is not known stays so.
"use strict";
(function (finder) {
  const { hours, model, text } = finder;
  const clocks = new Map();
  const lately = { instant: 0, zones: new Map() };
  const holidays = new Map();
  const spansOf = new Map();

  for (const [day, places, en, fr] of model.data ? model.data.holidays : []) {
    const number = text.dayOf(day);
    if (!holidays.has(number)) holidays.set(number, []);
    holidays.get(number).push({ places, name: text.second ? fr : en });
  }

  /** The wall clock of a time zone at an instant: {day, minute}; null for a zone the browser does not know. */
  function local(instant, zone) {
    if (lately.instant !== instant.getTime()) {
      lately.instant = instant.getTime();
      lately.zones.clear();
    }
    if (!lately.zones.has(zone)) lately.zones.set(zone, read(instant, zone));
    return lately.zones.get(zone);
  }

  function read(instant, zone) {
    if (!zone) return null;
    if (!clocks.has(zone)) {
      let format = null;
      try {
        format = new Intl.DateTimeFormat("en-CA", {
          timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      clocks.set(zone, format);
    }
    const format = clocks.get(zone);
    if (!format) return null;
    const part = {};
    for (const each of format.formatToParts(instant)) part[each.type] = Number(each.value);
    return { day: Date.UTC(part.year, part.month - 1, part.day) / 864e5, minute: 60 * part.hour + part.minute };
  }

  /** The holiday of a day for a point: of its order of government or its province (without one, that of its
   *  custodian's code), or of its custodian. */
  function holiday(at, day) {
    const found = holidays.get(day);
    if (!found) return null;
    const [code, , , level] = model.jurisdiction(at);
    const province = model.province(at);
    const own = level === "federal" ? "CA" : province ? "CA-" + province : code.slice(0, 5);
    return found.find(function (each) { return each.places.includes(own) || each.places.includes(code); }) || null;
  }

  /** The closure or special hours of a day: closed comes before special hours, both before mere remarks. */
  function closure(at, day) {
    const here = (model.data.closures[at] || []).filter(function (each) {
      return text.dayOf(each[1]) <= day && day <= text.dayOf(each[2]);
    });
    function of(kind) { return here.find(function (each) { return each[0] === kind; }); }
    return of("closed") || of("special_hours") || here[0] || null;
  }

  function usual(place, day, isHoliday) {
    const entry = place < 0 ? null : model.data.hours[place];
    if (!entry || !entry[3]) return { spans: null, comment: entry ? entry[0] : null };
    const key = (place * 2 + Number(isHoliday)) * 65536 + day;
    if (!spansOf.has(key)) {
      if (spansOf.size > 200000) spansOf.clear();
      spansOf.set(key, hours.dayHours(entry[3], day, isHoliday));
    }
    return spansOf.get(key);
  }

  /** What a point does on a day: {spans, comment, holiday, closure}. */
  function onDay(at, day) {
    const except = closure(at, day), feast = holiday(at, day);
    if (except && except[0] === "closed") return { spans: [], comment: null, holiday: feast, closure: except };
    const special = except && except[0] === "special_hours";
    const said = usual(special ? except[3] : model.points.hours[at], day, Boolean(feast));
    return { spans: said.spans, comment: said.comment, holiday: feast, closure: except };
  }

  function isActive(at) {
    return model.status(at) === "active";
  }

  /** Whether a point is open at a moment of its own clock; null = not known. */
  function isOpenAt(at, clock) {
    if (!isActive(at)) return false;
    if (!clock) return null;
    return hours.isOpen(function (day) { return onDay(at, day).spans; }, clock.day, clock.minute);
  }

  /** A question for many points: now by each one's clock, or a time on every clock. */
  function asker(when) {
    return function (at) { return isOpenAt(at, when.wall || local(when.instant, model.zone(at))); };
  }

  function day(number, today) {
    if (number === today) return null;
    return number === today + 1 ? text.t("tomorrow") : text.date(number, number < today + 7 ? "weekday" : "day");
  }

  function change(next, today) {
    const when = day(next.day, today), time = text.time(next.minute);
    if (next.open) return when ? text.t("opens_on", { day: when, time }) : text.t("opens_at", { time });
    return when ? text.t("closes_on", { day: when, time }) : text.t("closes_at", { time });
  }

  /** The state in words: {kind: open|closed|unknown|stopped, text}. */
  function state(at, instant) {
    if (!isActive(at)) {
      const until = model.points.until[at];
      const said = text.label("status", model.status(at));
      return { kind: "stopped", text: until ? said + " " + text.t("until_date", { date: text.isoDate(until) }) : said };
    }
    const clock = local(instant, model.zone(at));
    const open = isOpenAt(at, clock);
    if (open === null) return { kind: "unknown", text: text.t("state_unknown") };
    const next = hours.nextChange(function (number) { return onDay(at, number).spans; }, clock.day, clock.minute);
    const said = text.t(open ? "state_open" : "state_closed");
    const known = next && next.open !== null && (next.open || open);
    return { kind: open ? "open" : "closed", text: known ? said + " · " + change(next, clock.day) : said };
  }

  finder.openness = { asker, local, onDay, state };
})(finder);
