# SPDX-License-Identifier: GPL-2.0-or-later
"""The scripts say of closures, special hours and holidays what core.channels says."""

import json
import os
import shutil
import subprocess
from datetime import datetime, timedelta

import pytest
from service_points.core.channels import NO, UNKNOWN, YES, Exceptions, availability
from service_points.core.publishing.finder.settings import RESOURCES
from service_points.core.publishing.finder.tables import PointTables, in_order

FILES = [str(RESOURCES / "js" / f"{name}.js") for name in ("text", "hours", "model", "openness")]
HARNESS = """
const fs = require("fs");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
globalThis.document = { documentElement: { lang: "en" } };
globalThis.finder = { parts: { points: asked.data, words: {} } };
for (const path of process.argv.slice(1)) (0, eval)(fs.readFileSync(path, "utf8"));
const { model, openness } = globalThis.finder;
const answers = {};
for (let at = 0; at < asked.data.points.id.length; at += 1) {
  answers[model.uuid(at)] = asked.walls.map(function (wall) { return openness.asker({ wall })(at); });
}
process.stdout.write(JSON.stringify(answers));
"""
DAYS = (
    "2026-12-24",
    "2026-12-25",
    "2026-12-28",
    "2026-12-29",
)  # Thursday, Friday (Christmas), Monday, Tuesday
SEASON = ("2026-12-21", "2027-01-02")
CALL_CENTRE = {"channel": "call_centre", "province": None, "custodian_code": "CA-ON-3520005"}


def closure(made, number, point, kind, *, days, hours=None):
    key, owner = made.uid(number), made.uid(point)
    return made.row(
        "closure", id=key, point_id=owner, kind=kind, from_date=days[0], to_date=days[1], hours=hours
    )


def answers_of_the_scripts(node, publication, instants, day_number):
    data = PointTables(publication).build(in_order(publication))
    walls = [{"day": day_number(at.date()), "minute": 60 * at.hour + at.minute} for at in instants]
    done = subprocess.run(
        [node, "-e", HARNESS, *FILES],
        input=json.dumps({"data": data, "walls": walls}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_closures_and_holidays_mean_the_same_to_the_scripts_and_to_core(made, day_number):
    node = shutil.which("node")
    if node is None:
        assert not os.environ.get("CI"), "node is missing"
        pytest.skip("node is missing (it comes with npm)")
    published = made.publication(
        [
            made.point(1, hours="Mo-Fr 09:00-17:00; PH off"),  # closed for a day amid special hours
            made.point(2, hours="Mo-Fr 09:00-17:00; PH off", **CALL_CENTRE),  # keeps Ontario's holidays
            made.point(3, hours="Mo-Fr 09:00-17:00; PH off"),  # special hours that are off on holidays
            made.point(4, hours="Mo-Fr 09:00-17:00; PH off"),  # special hours of weekdays, over a holiday
            made.point(5, hours="Mo-Fr 09:00-17:00; PH off"),  # special hours of all days
        ],
        closure=[
            closure(made, 11, 1, "special_hours", days=SEASON, hours="10:00-15:00"),
            closure(made, 12, 1, "closed", days=("2026-12-29", "2026-12-29")),
            closure(made, 13, 3, "special_hours", days=SEASON, hours="Mo-Fr 10:00-15:00; PH off"),
            closure(made, 14, 4, "special_hours", days=SEASON, hours="Mo-Fr 10:00-15:00"),
            closure(made, 15, 5, "reduced_service", days=("2026-12-01", "2027-01-31")),
            closure(made, 16, 5, "special_hours", days=SEASON, hours="10:00-15:00"),
        ],
        holiday=[
            made.row("holiday", on_date="2026-12-25", applies_to=["CA", "CA-ON"], name_en="Christmas Day")
        ],
    )
    instants = [
        datetime.fromisoformat(day) + timedelta(hours=hour) for day in DAYS for hour in (9, 12, 16, 20)
    ]
    said = answers_of_the_scripts(node, published, instants, day_number)

    rows = published.rows
    levels = {row["code"]: row["level"] for row in rows["jurisdiction"]}
    exceptions = Exceptions(rows["closure"], rows["holiday"], levels)
    meaning = {int(NO): False, int(UNKNOWN): None, int(YES): True}
    for at, instant in enumerate(instants):
        known = availability(
            rows["service_point"], language=None, moment=lambda zone, now=instant: now, exceptions=exceptions
        ).open
        for row, state in zip(rows["service_point"], known):
            assert said[row["id"]][at] is meaning[int(state)], (row["name_en"], instant)
    noon = {day: instants.index(datetime.fromisoformat(day) + timedelta(hours=12)) for day in DAYS}
    assert said[made.uid(1)][noon["2026-12-29"]] is False
    assert said[made.uid(2)][noon["2026-12-25"]] is False
    assert said[made.uid(3)][noon["2026-12-25"]] is False
    assert said[made.uid(4)][noon["2026-12-25"]] is None
    assert said[made.uid(5)][noon["2026-12-25"]] is True
