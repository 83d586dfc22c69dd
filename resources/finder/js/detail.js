// SPDX-License-Identifier: GPL-2.0-or-later
// One point with everything that is published of it.
"use strict";
(function (finder) {
  const { model, results, state, text, week } = finder;
  const { el, link, phoneLink, row } = finder.elements;
  const panel = document.getElementById("detail");

  function part(heading, ...content) {
    const given = content.flat().filter(Boolean);
    return given.length ? el("section", {}, el("h2", {}, heading), given) : null;
  }

  function paragraph(said, className) {
    return said ? el("p", { class: className || null, dir: "auto" }, said) : null;
  }

  /** A text in the page's language, or in the other one and marked as such for who has it read aloud. */
  function words(record, name) {
    const made = paragraph(text.own(record, name));
    if (made && !record[name + "_" + text.language]) made.lang = text.language === "fr" ? "en" : "fr";
    return made;
  }

  function names(list, codes) {
    return (codes || []).map(function (code) { return text.label(list, code); });
  }

  function items(said) {
    return said.length ? el("ul", {}, said.map(function (each) { return el("li", {}, each); })) : null;
  }

  function rows(...given) {
    return given.some(Boolean) ? el("dl", {}, given) : null;
  }

  function mail(box) {
    return box ? el("a", { href: "mailto:" + encodeURIComponent(box).replace("%40", "@") }, box) : null;
  }

  function address(record) {
    const city = [record.city, record.province ? "(" + record.province + ")" : "", record.postal_code].filter(Boolean).join(" ");
    const lines = [record.address_line1, record.address_line2, city].filter(Boolean);
    return lines.length ? el("address", { dir: "auto" }, lines.map(function (line) { return el("span", {}, line); })) : null;
  }

  function phones(record) {
    return record.phones.map(function (phone) {
      const about = [text.label("phone_kind", phone.kind), text.own(phone, "label"), names("language", phone.languages).join(", ")];
      return el("li", {}, phoneLink(phone.number),
        phone.extension ? " " + text.t("extension", { n: phone.extension }) : "",
        el("span", { class: "remark", dir: "auto" }, " " + about.filter(Boolean).join(" · ")));
    });
  }

  function service(offer) {
    const found = model.data.services[offer.service], url = found[4 + text.second];
    const about = [
      offer.delivery_level ? text.label("delivery_level", offer.delivery_level) : "",
      found[3] && found[3] !== "unknown" ? text.label("fee", found[3]) : "",
      offer.appointment && offer.appointment !== "unknown" ? text.label("appointment", offer.appointment) : "",
      names("language", offer.languages).join(", "),
      text.own(offer, "note"),
    ].filter(Boolean);
    const name = found[text.second];
    return el("li", { dir: "auto" },
      /^https?:/i.test(url) ? el("a", { href: url, rel: "external noreferrer" }, name) : el("span", {}, name),
      about.length ? el("span", { class: "remark" }, " " + about.join(" · ")) : null);
  }

  function hours(at, record, instant) {
    const known = model.hours(at);
    const said = known ? known[1 + text.second] : text.t("hours_unknown");
    const appointment = record.appointment && record.appointment !== "unknown" ? text.label("appointment", record.appointment) : "";
    const booking = text.own(record, "booking_url");
    return part(text.t("hours"),
      week.table(at, instant) || paragraph(said),
      week.table(at, instant) ? paragraph(text.t("usual_hours") + " " + said) : null,
      words(record, "hours_note"), paragraph(week.clockLine(at, instant), "remark"), paragraph(appointment),
      booking ? el("p", {}, text.t("booking") + " ", link(booking)) : null);
  }

  function callCentre(record) {
    const centre = record.call_centre;
    if (!centre) return null;
    const offered = ["callback", "video_relay", "interpretation"].filter(function (each) { return centre[each]; });
    const offers = { callback: text.t("callback"), video_relay: text.t("video_relay"), interpretation: text.t("interpretation") };
    return part(text.t("call_centre"),
      paragraph(text.t("area_served") + " " + centre.areas.map(function (each) { return each[text.second]; }).join(", ")),
      items(offered.map(function (each) { return offers[each]; })));
  }

  function verification(at, record) {
    const source = model.source(at), day = model.verified(at);
    return part(text.t("verification"), rows(
      row(text.t("verified"), day === null ? text.t("never_verified") : text.date(day)),
      row(text.t("verified_by"), record.verified_method ? text.label("verify_method", record.verified_method) : ""),
      row(text.t("kept_by"), model.jurisdiction(at)[1 + text.second]),
      row(text.t("source_term"), source ? source[text.second] : ""),
      row(text.t("licence_term"), source ? source[3 + text.second] : ""),
      row(text.t("attribution"), source ? source[5 + text.second] : "")));
  }

  function buttons(query) {
    return el("p", { class: "buttons screen-only" },
      el("button", { type: "button", class: "secondary", on: { click: function () { window.print(); } } }, text.t("print")),
      el("a", { class: "button secondary", href: state.hash(query, { view: "suggest" }) }, text.t("report_problem")));
  }

  function content(at, record, query, instant) {
    const organization = model.organization(at);
    const offers = record.services.filter(function (each) { return model.isOffered(each.valid_from, each.valid_to); });
    return [
      el("p", { class: "screen-only" }, el("a", { class: "back", href: state.hash(query, { point: "", view: "" }) }, text.t("back_to_results"))),
      el("h1", { id: "detail-heading", tabindex: "-1", dir: "auto" }, model.name(at)),
      organization ? paragraph(organization[text.second], "who") : null,
      results.badges(at),
      words(record, "description"),
      el("div", { class: "parts" },
        part(text.t("address"), address(record), words(record, "address_note")),
        part(text.t("contact"), record.phones.length ? el("ul", {}, phones(record)) : null,
          rows(row(text.t("email"), mail(record.email)), row(text.t("web_page"), link(text.own(record, "url"))))),
        hours(at, record, instant),
        part(text.t("services"), offers.length ? el("ul", { class: "services" }, offers.map(service)) : null),
        callCentre(record),
        part(text.t("languages"), items(names("language", model.languages(at)))),
        part(text.t("accessibility"), items(names("accessibility", model.features(at))), words(record, "accessibility_note")),
        part(text.t("facilities"), items(names("facility", record.facilities))),
        verification(at, record)),
      buttons(query),
    ];
  }

  /** Show a point; the promise ends when its details are there. */
  function render(at, query, instant) {
    return model.detail(at).then(function (record) {
      panel.replaceChildren(...content(at, record, query, instant).filter(Boolean));
      return record;
    });
  }

  finder.detail = { panel, render };
})(finder);
