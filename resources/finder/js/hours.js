// SPDX-License-Identifier: GPL-2.0-or-later
// What opening hours mean, as core/hours/evaluate.py: the same rules give the same answers, and a test compares.
// A day is a number: days since 1970-01-01. A rule is [periods, days, holidays, spans, comment].
"use strict";
(function (finder) {
  const DAY = 1440;
  const HORIZON = 370;

  function calendar(number) {
    const at = new Date(number * 864e5);
    const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
    const date = at.getUTCDate();
    return { month: at.getUTCMonth() + 1, date, weekday: (at.getUTCDay() + 6) % 7, last: date + 7 > length };
  }

  function inPeriod(period, day) {
    const start = period[0] * 100 + (period[1] || 1);
    const end = period[2] * 100 + (period[3] || 31);
    const moment = day.month * 100 + day.date;
    return start <= end ? start <= moment && moment <= end : moment >= start || moment <= end;
  }

  function onDay(item, day) {
    const [first, last, nth] = item;
    if ((day.weekday - first + 7) % 7 > (last - first + 7) % 7) return false;
    if (!nth.length) return true;
    return nth.includes(Math.floor((day.date - 1) / 7) + 1) || (day.last && nth.includes(-1));
  }

  function everyDay(rule) {
    return !rule[1].length && !rule[2];
  }

  function stated(rules, rule) {
    if (rule) return { spans: rule[3], comment: rule[4] };
    const remark = rules.find(function (each) { return each[3] === null; });
    return remark ? { spans: null, comment: remark[4] } : { spans: [], comment: null };
  }

  function last(rules, wanted) {
    return rules.filter(wanted).pop();
  }

  /** The spans that start on a day: null = not known, empty = closed. */
  function dayHours(rules, number, holiday) {
    const day = calendar(number);
    const here = rules.filter(function (rule) {
      return rule[3] !== null && (!rule[0].length || rule[0].some(function (each) { return inPeriod(each, day); }));
    });
    const ordinary = last(here, function (rule) {
      return everyDay(rule) || rule[1].some(function (each) { return onDay(each, day); });
    });
    if (!holiday) return stated(rules, ordinary);
    if (here.some(function (rule) { return rule[2]; })) {
      return stated(rules, last(here, function (rule) { return rule[2] || everyDay(rule); }));
    }
    if (ordinary && ordinary[1].length && ordinary[3].length) return { spans: null, comment: ordinary[4] };
    return stated(rules, ordinary);
  }

  /** Whether it is open at a minute of a day; null = not known. `on` gives the spans that start on a day. */
  function isOpen(on, number, minute) {
    const before = on(number - 1) || [];
    if (before.some(function (span) { return span[1] - DAY > minute; })) return true;
    const spans = on(number);
    if (spans === null) return null;
    return spans.some(function (span) { return span[0] <= minute && minute < span[1]; });
  }

  function turns(on, number) {
    const minutes = [0];
    for (const span of on(number) || []) minutes.push(span[0], span[1]);
    for (const span of on(number - 1) || []) minutes.push(span[1] - DAY);
    return minutes.filter(function (each) { return each >= 0 && each < DAY; }).sort(function (a, b) { return a - b; });
  }

  /** The next moment at which `isOpen` changes: {day, minute, open}; null = not within a year. */
  function nextChange(on, number, minute) {
    const now = isOpen(on, number, minute);
    for (let day = number; day <= number + HORIZON; day += 1) {
      for (const turn of turns(on, day)) {
        if (day > number || turn > minute) {
          const open = isOpen(on, day, turn);
          if (open !== now) return { day, minute: turn, open };
        }
      }
    }
    return null;
  }

  finder.hours = { dayHours, isOpen, nextChange };
})(finder);
