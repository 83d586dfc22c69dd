# SPDX-License-Identifier: GPL-2.0-or-later
"""The scripts read opening hours as core.hours does: many strings, many instants, the same answers."""

import json
import os
import random
import shutil
import subprocess
from datetime import date, datetime, timedelta

import pytest
from service_points.core.hours import is_open, next_change, parse
from service_points.core.publishing.finder.hours_table import browser_rules
from service_points.core.publishing.finder.settings import RESOURCES

WRITTEN = (
    "24/7",
    "24/7; PH off",
    "Mo-Fr 08:30-16:30; PH off",
    "Mo-Fr 08:30-16:30",
    "Mo-Fr 08:30-12:00,13:00-16:30; Sa 09:00-12:00; PH 10:00-12:00",
    "Mo-Fr 15:30-07:00; PH off",
    "Fr-Mo 22:00-02:00",
    "Sa 20:00-24:00; Su 00:00-06:00",
    "We[1] 10:00-15:00; PH off",
    "Fr[-1] 09:00-12:00",
    "Th[1,3] 10:00-14:00; Mo,Tu 09:00-10:00",
    "Jun-Aug Mo-Fr 08:00-18:00; Sep-May Mo-Fr 09:00-16:00; PH off",
    "Nov-Mar off; Apr-Oct 10:00-17:00",
    "Dec 24 09:00-12:00; Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00; Dec 24-Jan 2 off",
    "Feb 29 10:00-11:00",
    '"by appointment"',
    'Mo-Fr 09:00-17:00 "ring the bell"; "call first"',
    "00:00-24:00",
    "off",
    "PH off",
    "Mo-Su,PH 10:00-18:00",
    "Mo 00:00-00:00",
)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HARNESS = """
globalThis.finder = {};
const fs = require("fs");
eval(fs.readFileSync(process.argv[1], "utf8").replace(/"use strict";/, "var finder = globalThis.finder;"));
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const holidays = new Set(asked.holidays);
const answers = asked.cases.map(function ([rules, instants]) {
  const on = function (day) { return finder.hours.dayHours(rules, day, holidays.has(day)).spans; };
  return instants.map(function ([day, minute]) {
    const next = finder.hours.nextChange(on, day, minute);
    return [finder.hours.isOpen(on, day, minute), next ? [next.day, next.minute, next.open] : null];
  });
});
process.stdout.write(JSON.stringify(answers));
"""


def written_at_random(chance):
    """A string of the subset: days, nth days, months, holidays, one or two spans, comments."""
    rules = []
    for _ in range(chance.randint(1, 3)):
        months = chance.choice(("", "", "", "Jun-Aug ", "Nov-Feb ", "Mar 3-Apr 12 "))
        days = chance.choice(
            ("", "Mo-Fr ", "Sa,Su ", "Fr-Mo ", "PH ", "We[2] ", "Tu[-1] ", chance.choice(DAYS) + ",PH ")
        )
        first = chance.randint(0, 20) * 60 + chance.choice((0, 15, 30))
        spans = [f"{first // 60:02d}:{first % 60:02d}-{chance.randint(0, 24):02d}:00"]
        if chance.random() < 0.3:
            spans.append("21:30-23:45")
        said = "off" if chance.random() < 0.2 else ",".join(spans)
        rules.append(months + days + said + (' "ask"' if chance.random() < 0.1 else ""))
    return "; ".join(rules)


def instants(chance, n):
    start = datetime(2026, 1, 1)
    fixed = [datetime(2026, 12, 25, 9), datetime(2026, 12, 31, 23, 59), datetime(2028, 2, 29, 10, 30)]
    return fixed + [start + timedelta(minutes=chance.randrange(3 * 365 * 24 * 60)) for _ in range(n)]


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node")
    if found is None:
        assert not os.environ.get("CI"), "node is missing"
        pytest.skip("node is missing (it comes with npm)")
    return found


def test_the_scripts_and_core_agree_on_many_strings_and_instants(node, day_number):
    chance = random.Random(20261201)
    texts = list(WRITTEN) + [written_at_random(chance) for _ in range(400)]
    holidays = {date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 25), date(2027, 12, 25), date(2028, 2, 29)}
    asked = [(text, instants(chance, 12)) for text in texts]
    cases = [
        (browser_rules(parse(text)), [[day_number(at.date()), 60 * at.hour + at.minute] for at in moments])
        for text, moments in asked
    ]
    question = {"holidays": [day_number(day) for day in holidays], "cases": cases}
    done = subprocess.run(
        [node, "-e", HARNESS, str(RESOURCES / "js" / "hours.js")],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    wrong, states = [], set()
    for (text, moments), answers in zip(asked, json.loads(done.stdout)):
        hours = parse(text)
        for at, (open_, change) in zip(moments, answers):
            expected = next_change(hours, at, holidays.__contains__)
            said = None
            if expected is not None:
                minute = 60 * expected.at.hour + expected.at.minute
                said = [day_number(expected.at.date()), minute, expected.open]
            state = is_open(hours, at, holidays.__contains__)
            states.add(state)
            if (open_, change) != (state, said):
                wrong.append((text, at, open_, state, change, said))
    assert wrong == []
    assert states == {True, False, None}
