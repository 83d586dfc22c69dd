// SPDX-License-Identifier: GPL-2.0-or-later
// Elements from data: text is always text, and a link leads nowhere but to the web, a telephone, a mailbox or here.
"use strict";
(function (finder) {
  const { text } = finder;
  const LINK = /^(https?:\/\/|tel:[+\d]|mailto:[^?\s]+|#)/i;

  /** Make an element; children are elements or text, null and "" are left out. */
  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "href" && !LINK.test(value)) continue;
      if (name === "on") for (const [event, does] of Object.entries(value)) made.addEventListener(event, does);
      else made.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== "") made.append(child);
    return made;
  }

  function link(url) {
    return /^https?:\/\//i.test(url || "") ? el("a", { href: url, rel: "external noreferrer", dir: "auto" }, url) : null;
  }

  function phoneLink(number) {
    return /^\+?\d+$/.test(number) ? el("a", { href: "tel:" + number }, text.phone(number)) : el("span", {}, number);
  }

  /** A row of a description list; nothing where there is nothing to say. */
  function row(term, ...said) {
    const given = said.flat(Infinity).filter(Boolean);
    return given.length ? el("div", {}, el("dt", {}, term), el("dd", { dir: "auto" }, given)) : null;
  }

  /** Show or hide; an element that is hidden is out of the way of keyboards and screen readers too. */
  function show(element, shown) {
    element.hidden = !shown;
  }

  finder.elements = { el, link, phoneLink, row, show };
})(finder);
