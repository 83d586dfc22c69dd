// SPDX-License-Identifier: GPL-2.0-or-later
// What somebody may suggest of a point, and the changes of the register that it comes to.
"use strict";
(function (finder) {
  const { hours, model, submission, text } = finder;
  const { el } = finder.elements;
  const MONDAY = 18995; // 2022-01-03, an ordinary week
  let serial = 0;

  function field(label, input, hint) {
    const id = "s-" + (serial += 1);
    input.id = id;
    if (hint) input.setAttribute("aria-describedby", id + "-hint");
    return el("div", { class: "field" }, el("label", { for: id }, label), input, hint ? el("p", { class: "hint", id: id + "-hint" }, hint) : null);
  }

  function input(name, value, attributes) {
    return el("input", Object.assign({ name, type: "text", value: value || "", maxlength: 200, dir: "auto" }, attributes));
  }

  function options(name, choices) {
    return el("select", { name }, choices.map(function ([value, label]) { return el("option", { value }, label); }));
  }

  function clock(minutes) {
    const at = minutes % 1440;
    return String(Math.floor(at / 60)).padStart(2, "0") + ":" + String(at % 60).padStart(2, "0");
  }

  /** Whether the form shows all that a rule says: days of every week, two spans, no remark, no holidays but closed. */
  function isShown(rule) {
    const [, days, holidays, spans, comment] = rule;
    const weekly = days.every(function (item) { return !item[2].length; });
    return weekly && spans !== null && spans.length <= 2 && !comment && !(holidays && spans.length);
  }

  /** The usual spans of a weekday, when the form can show the hours whole. */
  function usualSpans(at, day) {
    const known = model.hours(at), rules = known && known[3];
    const whole = rules && !known[4] && rules.every(isShown);
    return (whole && hours.dayHours(rules, MONDAY + day, false).spans) || [];
  }

  function hoursGrid(at) {
    const days = Array.from({ length: 7 }, function (_, day) {
      const spans = usualSpans(at, day), name = text.date(MONDAY + day, "weekday");
      const cells = [0, 1].map(function (turn) {
        const span = spans[turn];
        return el("span", { class: "span" }, ["from", "to"].map(function (end, side) {
          const words = { from: text.t("opens_label", { day: name }), to: text.t("closes_label", { day: name }) };
          return el("input", {
            type: "time", name: "day" + day + "-" + turn + "-" + end, value: span ? clock(span[side]) : "",
            "aria-label": words[end] + (turn ? " " + text.t("second_time") : ""),
          });
        }));
      });
      return el("div", { class: "day", role: "group", "aria-label": name }, el("span", { class: "day-name" }, name), cells);
    });
    const rules = model.hours(at) && model.hours(at)[3];
    const off = (rules || []).some(function (rule) { return rule[2] && rule[3] && !rule[3].length; });
    return [
      el("p", { class: "hint" }, text.t("hours_grid_hint")), days,
      el("label", { class: "check" }, el("input", { type: "checkbox", name: "holidays", checked: off }), " " + text.t("closed_on_holidays")),
    ];
  }

  function phoneFields(record) {
    return record.phones.map(function (phone, at) {
      return field(text.label("phone_kind", phone.kind), input("phone-" + at, text.phone(phone.number), { type: "tel", maxlength: 30 }));
    });
  }

  /** The fields of each kind of suggestion, made for one point. */
  function build(at, record, today) {
    return {
      confirm: [
        field(text.t("how_checked"), options("method", [
          ["site_visit", text.t("checked_visit")], ["phone", text.t("checked_phone")], ["website", text.t("checked_web")]])),
        field(text.t("when_checked"), input("checked", today, { type: "date", max: today, required: true })),
      ],
      closed: [
        field(text.t("how_closed"), options("closed", [
          ["temporarily_closed", text.label("status", "temporarily_closed")], ["permanently_closed", text.label("status", "permanently_closed")]])),
        field(text.t("closed_since"), input("since", today, { type: "date" })),
        field(text.t("closed_until"), input("until", "", { type: "date" }), text.t("closed_until_hint")),
      ],
      hours: hoursGrid(at),
      address: [
        field(text.t("name_en"), input("name_en", record.name_en)),
        field(text.t("name_fr"), input("name_fr", record.name_fr)),
        field(text.t("address_line1"), input("address_line1", record.address_line1)),
        field(text.t("address_line2"), input("address_line2", record.address_line2)),
        field(text.t("city"), input("city", record.city, { maxlength: 120 })),
        field(text.t("postal_code"), input("postal_code", record.postal_code, { maxlength: 7 })),
      ],
      contact: phoneFields(record).concat([
        field(text.t("email"), input("email", record.email, { type: "email" })),
        field(text.t("page_en"), input("url_en", record.url_en, { type: "url", maxlength: 500 })),
        field(text.t("page_fr"), input("url_fr", record.url_fr, { type: "url", maxlength: 500 })),
      ]),
      other: [el("p", { class: "hint" }, text.t("other_hint"))],
    };
  }

  /** A mistake in a field: what to say, and where. */
  function Mistake(message, name) {
    this.message = message;
    this.name = name;
  }

  function value(form, name) {
    return submission.clean(form.elements[name].value) || null;
  }

  function week(form) {
    return Array.from({ length: 7 }, function (_, day) {
      return [0, 1].flatMap(function (turn) {
        const name = "day" + day + "-" + turn + "-", from = form.elements[name + "from"].value, to = form.elements[name + "to"].value;
        if (Boolean(from) !== Boolean(to)) throw new Mistake(text.t("mistake_time"), name + (from ? "to" : "from"));
        return from ? [[from, to]] : [];
      });
    });
  }

  function usualHours(form) {
    const days = week(form);
    if (days.every(function (spans) { return !spans.length; })) throw new Mistake(text.t("mistake_time"), "day0-0-from");
    return submission.hoursText(days, form.elements.holidays.checked);
  }

  function address(form) {
    const after = {};
    for (const name of ["name_en", "name_fr", "address_line1", "address_line2", "city"]) after[name] = value(form, name);
    const code = (value(form, "postal_code") || "").toUpperCase().replace(/[\s-]/g, "");
    if (code && !/^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(code)) throw new Mistake(text.t("mistake_postal"), "postal_code");
    after.postal_code = code ? code.slice(0, 3) + " " + code.slice(3) : null;
    return after;
  }

  function webPage(form, name) {
    const url = value(form, name);
    if (url && !/^https?:\/\/\S+$/i.test(url)) throw new Mistake(text.t("mistake_url"), name);
    return url;
  }

  function contact(form) {
    const email = value(form, "email");
    if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Mistake(text.t("mistake_email"), "email");
    return { email, url_en: webPage(form, "url_en"), url_fr: webPage(form, "url_fr") };
  }

  function phoneChanges(form, record) {
    const found = [];
    record.phones.forEach(function (phone, at) {
      const number = submission.phoneNumber(form.elements["phone-" + at].value);
      if (number === null) throw new Mistake(text.t("mistake_phone"), "phone-" + at);
      if (number !== phone.number) found.push(["phone", phone, { number }]);
    });
    return found;
  }

  function closedPoint(form) {
    const temporary = form.elements.closed.value === "temporarily_closed";
    const since = value(form, "since"), until = temporary ? value(form, "until") : null;
    if (since && until && until < since) throw new Mistake(text.t("mistake_dates"), "until");
    return { status: form.elements.closed.value, status_from: since, status_until: until };
  }

  /** [table, record, values after] for each record that a kind of suggestion is about; throws a Mistake. */
  function edits(kind, form, record) {
    if (kind === "confirm") return [["service_point", record, { verified_on: value(form, "checked"), verified_method: form.elements.method.value }]];
    if (kind === "closed") return [["service_point", record, closedPoint(form)]];
    if (kind === "hours") return [["service_point", record, { hours: usualHours(form) }]];
    if (kind === "address") return [["service_point", record, address(form)]];
    if (kind === "contact") return [["service_point", record, contact(form)]].concat(phoneChanges(form, record));
    return [];
  }

  const REASONS = { confirm: "verified", closed: "closed", hours: "hours", address: "correction", contact: "contact" };

  /** The changes of a suggestion as the submission has them; empty when nothing is different. */
  function changes(kind, form, at, record, said) {
    if (kind === "confirm" && !value(form, "checked")) throw new Mistake(text.t("mistake_date"), "checked");
    const reason = { code: REASONS[kind] };
    if (said) Object.assign(reason, { text: said, lang: text.language });
    return edits(kind, form, record).map(function ([table, row, after]) {
      const fields = kind === "confirm"
        ? { verified_on: { before: row.verified_on || null, after: after.verified_on }, verified_method: { before: row.verified_method || null, after: after.verified_method } }
        : submission.fields(row, after, table === "service_point" ? model.data.site.groups : {});
      return { op: kind === "confirm" ? "confirm" : "update", table, id: table === "service_point" ? model.uuid(at) : row.id, base_version: row.row_version, fields, reason };
    }).filter(function (change) { return Object.keys(change.fields).length; });
  }

  finder.suggestFields = { Mistake, build, changes, field, input };
})(finder);
