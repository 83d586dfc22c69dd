// SPDX-License-Identifier: GPL-2.0-or-later
// Before anything is drawn: the page has scripts, and data files know whom to call.
"use strict";
var finder = { parts: {} };

finder.receive = function (name, json) {
  finder.parts[name] = JSON.parse(json);
};

/** Load a script of the site; the promise fails when it cannot be had. */
finder.load = function (address) {
  return new Promise(function (resolve, reject) {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", function () { reject(new Error(address)); });
    document.head.append(script);
  });
};

document.documentElement.classList.add("scripts");
