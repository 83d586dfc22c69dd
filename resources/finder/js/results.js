// SPDX-License-Identifier: GPL-2.0-or-later
// The list of results: who, where, open or not, how far, verified when and by whom.
"use strict";
(function (finder) {
  const { model, openness, state, text } = finder;
  const { el, phoneLink, show } = finder.elements;
  const STEP = 20;
  const MOST_SERVICES = 4;
  const MOST_PRINTED = 500;
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  let hits = [], shown = 0, query = state.EMPTY, instant = new Date();

  function services(at) {
    const names = model.points.services[at].map(function (each) { return model.data.services[each][text.second]; });
    const wanted = text.fold(query.q).split(" ").filter(Boolean);
    const folded = new Map(names.map(function (name) { return [name, text.fold(name)]; }));
    names.sort(function (a, b) { return hit(folded.get(b), wanted) - hit(folded.get(a), wanted); });
    const left = names.length - MOST_SERVICES;
    const said = names.slice(0, MOST_SERVICES).join("; ");
    return left > 0 ? said + " " + text.plural("and_more", left) : said;
  }

  function hit(folded, wanted) {
    return wanted.filter(function (word) { return (" " + folded).includes(" " + word); }).length;
  }

  function badges(at) {
    const now = openness.state(at, instant), hours = model.hours(at);
    return el("ul", { class: "badges", role: "list" },
      el("li", { class: "badge state-" + now.kind }, now.text),
      el("li", { class: "badge channel-" + model.channel(at) }, text.label("channel", model.channel(at))),
      hours && hours[4] ? el("li", { class: "badge" }, text.t("seasonal")) : null);
  }

  function verifiedLine(at) {
    const day = model.verified(at), source = model.source(at);
    return [
      day === null ? text.t("never_verified") : text.t("verified_on", { date: text.date(day) }),
      source ? text.t("source") + " " + source[text.second] : text.t("source") + " " + model.jurisdiction(at)[1 + text.second],
    ].join(" · ");
  }

  function item(hit) {
    const at = hit.at, id = model.uuid(at), organization = model.organization(at);
    const phone = model.points.phone[at];
    return el("li", { class: "result", id: "r-" + id },
      el("h3", { dir: "auto" }, el("a", { href: state.hash(query, { point: id, view: "" }) }, model.name(at))),
      organization ? el("p", { class: "who", dir: "auto" }, organization[text.second]) : null,
      badges(at),
      el("p", { class: "where", dir: "auto" }, model.address(at),
        hit.metres === null ? null : el("strong", { class: "far" }, text.t("straight_line", { distance: text.distance(hit.metres) }))),
      phone ? el("p", { class: "phone" }, text.t("phone") + " ", phoneLink(phone)) : null,
      model.points.services[at].length ? el("p", { class: "offers", dir: "auto" }, services(at)) : null,
      el("p", { class: "verified", dir: "auto" }, verifiedLine(at)));
  }

  function grow(focus, step) {
    const first = shown;
    list.append(...hits.slice(shown, shown + step).map(item));
    shown = Math.min(hits.length, shown + step);
    show(more, shown < hits.length);
    more.textContent = text.t("show_more", { n: text.number(Math.min(STEP, hits.length - shown)), left: text.number(hits.length - shown) });
    if (focus && list.children[first]) list.children[first].querySelector("a").focus();
  }

  /** Show hits from the first on. */
  function render(found, asked, now) {
    hits = found;
    query = asked;
    instant = now;
    shown = 0;
    list.replaceChildren();
    grow(false, STEP);
  }

  /** Put the keyboard back on a result, after its page was left. */
  function focus(id) {
    const found = document.getElementById("r-" + id);
    if (found) found.querySelector("a").focus();
    return Boolean(found);
  }

  more.addEventListener("click", function () { grow(true, STEP); });
  addEventListener("beforeprint", function () { if (shown < MOST_PRINTED) grow(false, MOST_PRINTED - shown); });
  finder.results = { focus, render, verifiedLine, badges };
})(finder);
