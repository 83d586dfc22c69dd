// SPDX-License-Identifier: GPL-2.0-or-later
// The form that reports a problem: nothing is sent from here, a file is saved or a mail is begun.
"use strict";
(function (finder) {
  const { model, state, submission, suggestFields, text } = finder;
  const { el, show } = finder.elements;
  const panel = document.getElementById("suggestion");
  const KINDS = ["confirm", "closed", "hours", "address", "contact", "other"];

  function radios(choose) {
    const words = {
      confirm: text.t("kind_confirm"), closed: text.t("kind_closed"), hours: text.t("kind_hours"),
      address: text.t("kind_address"), contact: text.t("kind_contact"), other: text.t("kind_other"),
    };
    return el("fieldset", {}, el("legend", {}, text.t("what_to_say")), KINDS.map(function (kind, at) {
      return el("label", { class: "check" },
        el("input", { type: "radio", name: "kind", value: kind, checked: at === 0, on: { change: function () { choose(kind); } } }),
        " " + words[kind]);
    }));
  }

  const LISTS = { status: "status", verified_method: "verify_method" };

  function said(value, name) {
    if (value !== null && LISTS[name]) return text.label(LISTS[name], value);
    if (value === null) return text.t("nothing");
    return Array.isArray(value) ? value.join(", ") : String(value);
  }

  /** "hours: Mo-Fr 08:30-16:30 → Mo-Fr 09:00-17:00", one line for each field that changes. */
  function lines(changes) {
    return changes.flatMap(function (change) {
      return Object.entries(change.fields)
        .filter(function ([, sides]) { return said(sides.before) !== said(sides.after); })
        .map(function ([name, sides]) { return (model.data.site.fields[name] || [name, name])[text.second] + text.t("colon") + said(sides.before, name) + " → " + said(sides.after, name); });
    });
  }

  function mailAddress(at, changes, comment) {
    const contact = model.data.site.contact;
    if (!/^[^\s@?&]+@[^\s@?&]+$/.test(contact)) return null;
    const subject = text.t("mail_subject", { name: model.name(at) });
    const body = [model.name(at), model.address(at), model.uuid(at), ""].concat(lines(changes), comment ? ["", comment] : []);
    return "mailto:" + contact + "?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(body.join("\r\n"));
  }

  function save(made) {
    const address = URL.createObjectURL(new Blob([made.text], { type: "application/json" }));
    const link = el("a", { download: made.name });
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  /** Show what is wrong beside the field, and put the keyboard there. */
  function complain(form, outcome, mistake) {
    const field = mistake.name ? form.elements[mistake.name] : null;
    outcome.replaceChildren(el("p", { class: "notice mistake", id: "mistake" }, mistake.message));
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", "mistake");
      field.focus();
    }
  }

  function settle(form, outcome) {
    outcome.replaceChildren();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }

  function done(outcome, at, changes, comment, made) {
    const mail = mailAddress(at, changes, comment);
    outcome.replaceChildren(...[
      el("h2", { id: "outcome-heading", tabindex: "-1" }, made ? text.t("saved_heading") : text.t("ready_heading")),
      changes.length ? el("ul", {}, lines(changes).map(function (line) { return el("li", { dir: "auto" }, line); })) : null,
      made ? el("p", {}, text.t("saved_as", { name: made.name })) : null,
      mail ? el("p", {}, text.t(made ? "send_file" : "send_mail")) : made ? el("p", {}, text.t("hand_over")) : el("p", {}, text.t("no_contact")),
      mail ? el("p", {}, el("a", { class: "button", href: mail }, text.t("write_mail", { contact: model.data.site.contact }))) : null,
    ].filter(Boolean));
    document.getElementById("outcome-heading").focus();
  }

  function submit(form, outcome, at, record) {
    settle(form, outcome);
    const kind = form.elements.kind.value, comment = submission.clean(form.elements.comment.value);
    const person = { name: form.elements.person.value, email: form.elements.reply.value };
    let changes = [];
    try {
      if (kind === "other" && !comment) throw new suggestFields.Mistake(text.t("mistake_comment"), "comment");
      changes = suggestFields.changes(kind, form, at, record, comment);
      if (kind !== "other" && !changes.length) throw new suggestFields.Mistake(text.t("mistake_same"), null);
    } catch (mistake) {
      if (!(mistake instanceof suggestFields.Mistake)) throw mistake;
      complain(form, outcome, mistake);
      return Promise.resolve(null);
    }
    if (!changes.length || !submission.possible()) {
      done(outcome, at, changes, comment, null);
      return Promise.resolve(null);
    }
    const code = model.jurisdiction(at)[0];
    return submission.make(model.data.site, code, changes, person, comment, text.language, new Date()).then(function (made) {
      save(made);
      done(outcome, at, changes, comment, made);
      return made;
    });
  }

  function content(at, record, query, today) {
    const fields = suggestFields.build(at, record, today);
    const parts = KINDS.map(function (kind, place) { return el("fieldset", { class: "kind", "data-kind": kind, hidden: place > 0 }, el("legend", {}, text.t("your_suggestion")), fields[kind]); });
    const outcome = el("div", { class: "outcome", "aria-live": "polite" });
    const choose = function (kind) {
      for (const part of parts) show(part, part.dataset.kind === kind);
      outcome.replaceChildren();
    };
    const comment = el("textarea", { name: "comment", rows: 4, maxlength: 1000, dir: "auto" });
    const form = el("form", { class: "suggest", novalidate: true, autocomplete: "off", "aria-labelledby": "suggestion-heading" },
      radios(choose), parts,
      suggestFields.field(text.t("comment"), comment, text.t("comment_hint")),
      el("fieldset", {}, el("legend", {}, text.t("about_you")),
        el("p", { class: "hint" }, text.t("about_you_hint")),
        suggestFields.field(text.t("your_name"), suggestFields.input("person", "", { autocomplete: "name" })),
        suggestFields.field(text.t("your_email"), suggestFields.input("reply", "", { type: "email", autocomplete: "email" }))),
      el("p", { class: "hint" }, text.t("statement", { licence: text.label("licence", model.data.site.licence) })),
      el("p", { class: "buttons" }, el("button", { type: "submit" }, text.t("make_suggestion"))), outcome);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      submit(form, outcome, at, record);
    });
    return [
      el("p", {}, el("a", { class: "back", href: state.hash(query, { view: "" }) }, text.t("back_to_point"))),
      el("h1", { id: "suggestion-heading", tabindex: "-1", dir: "auto" }, text.t("suggest_heading", { name: model.name(at) })),
      el("p", {}, text.t("suggest_intro")), form,
    ];
  }

  /** Show the form for a point. */
  function render(at, query, now) {
    const clock = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
    return model.detail(at).then(function (record) {
      panel.replaceChildren(...content(at, record, query, clock.toISOString().slice(0, 10)));
    });
  }

  finder.suggest = { panel, render };
})(finder);
