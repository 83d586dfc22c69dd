# SPDX-License-Identifier: GPL-2.0-or-later
"""Two minor versions of the shared schema, made of the one that ships: what upgrades are tested with.

``new`` is the shipped one under the number 1.1.0. ``old`` is what it may have been before, under 1.0.0:
without some optional fields (a range, a default, a list, a reference, a set, a member of a merge group), two
tables (one of them with shapes), codes of an open and of a closed list, and with another label.
"""

from __future__ import annotations

import json
from contextlib import contextmanager

from service_points.core.schema import load_schema, reader

FIELDS = {
    "organization": ["parent_id"],
    "service_point": ["geo_accuracy_m", "appointment", "facilities", "partner_note"],
    "closure": ["reason_fr"],
}
TABLES = ["service_area", "holiday"]
CODES = {"status": ["planned"], "accessibility": ["elevator", "tty"], "closure_kind": ["special_hours"]}
LABELS = {("channel", "digital"): ("On line", "En direct")}


def old_content(content):
    """Take out of a schema's content what was added since."""
    content = json.loads(json.dumps(content))
    content["version"] = "1.0.0"
    content["tables"] = [table for table in content["tables"] if table["name"] not in TABLES]
    for table in content["tables"]:
        gone = FIELDS.get(table["name"], [])
        table["fields"] = [field for field in table["fields"] if field["name"] not in gone]
    for name, domain in content["domains"].items():
        domain["values"] = [each for each in domain["values"] if each["code"] not in CODES.get(name, [])]
        for value in domain["values"]:
            value["en"], value["fr"] = LABELS.get((name, value["code"]), (value["en"], value["fr"]))
    for group in content["merge_groups"].values():
        group["fields"] = [name for name in group["fields"] if name not in FIELDS["service_point"]]
    order = content["submission"]["apply_order"]
    content["submission"]["apply_order"] = [name for name in order if name not in TABLES]
    return content


class Listener:
    """A progress that is cancelled at one of its looks."""

    def __init__(self, last=None):
        self.looks, self.told, self.last = 0, [], last

    def is_cancelled(self):
        self.looks += 1
        return self.looks == self.last

    def report(self, fraction, text=None):
        self.told.append(fraction)


class SchemaVersions:
    """The two files, and which of them the program reads."""

    fields, tables, codes, listener = FIELDS, TABLES, CODES, Listener
    lacking = (
        *TABLES,
        *(f"{table}.{name}" for table, names in FIELDS.items() for name in names),
        *(f"{domain}={code}" for domain, codes in CODES.items() for code in codes),
    )
    """What a store of the old version lacks, as errors and reports name it."""

    def __init__(self, folder):
        shipped = json.loads(reader.SCHEMA_PATH.read_text(encoding="utf-8"))
        new = {**shipped, "version": "1.1.0"}
        self.paths = {}
        for name, content in (("old", old_content(new)), ("new", new)):
            self.paths[name] = folder / f"schema_{name}.json"
            self.paths[name].write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @contextmanager
    def used(self, name):
        """Let the program read one of them meanwhile."""
        before = reader.SCHEMA_PATH
        self._read(self.paths[name])
        try:
            yield load_schema()
        finally:
            self._read(before)

    @staticmethod
    def _read(path):
        reader.SCHEMA_PATH = path
        load_schema.cache_clear()
