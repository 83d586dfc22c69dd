# SPDX-License-Identifier: GPL-2.0-or-later
"""The same submissions into both stores: the same receipts, byte for byte, and nobody's work lost in either.

Pairs of editors change the same records, each from what both saw; the generator and the judgement of every
pair are those of the pure three-way merge (tests/core/exchange/test_three_way.py), the documents are written
by hand (tests/core/exchange/documents.py). What is asked here is that two real stores, with their own types,
locks and transactions, end as the pure merge says they must.
"""

import importlib.util
import random
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from service_points.core.exchange import Decision, Decisions, MergePolicy, decide, merge, read_document
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, create_store
from service_points.core.text import Text

EXCHANGE = Path(__file__).parents[1] / "core" / "exchange"
PAIRS = 110
DAY = datetime(2026, 11, 6, 8, 0, tzinfo=timezone.utc)
FIRST, SECOND = "7d9f2c1e-0000-4000-8000-000000000001", "7d9f2c1e-0000-4000-8000-000000000002"
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
STORE_ID = "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
ONTARIO = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
AUDIT = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
VALID = {
    "email": (None, "a@example.ca", "b@example.ca"),
    "name_en": ("Office", "Bureau O’Brien", "'; DROP TABLE service_point; --"),
    "timezone": (None, "America/Toronto", "America/Winnipeg"),
    "languages": (None, ["en"], ["en", "fr"], ["fr", "iu"], ["en", "fr", "iu"]),
    "facilities": (None, ["wifi"], ["parking", "wifi"], ["photo"]),
    "hours": (None, "Mo-Fr 09:00-12:00; PH off", "24/7"),
    "hours_note_en": (None, "Ring twice", "Back door"),
    "hours_note_fr": (None, "Sonnez deux fois", "Porte arrière"),
    "geom": ("POINT (-75.6972000 45.4215000)", "POINT (-75.7000000 45.4200000)"),
    "geo_method": (None, "gps", "rooftop"),
    "geo_accuracy_m": (None, 5, 30),
    "address_line1": ("1 Elgin Street", "2 Elgin Street"),
    "address_line2": (None, "Floor 2", "Étage 3"),
    "city": ("Ottawa", "Gloucester"),
    "province": ("ON",),
    "postal_code": ("K1A 0B1", "K2P 1L4"),
    "csduid": ("3506008",),
    "geo_vintage": (2021,),
    "verified_on": ("2026-01-01", "2026-02-01", "2026-03-01"),
    "verified_method": ("phone", "website", "site_visit"),
}


def _module(name):
    spec = importlib.util.spec_from_file_location(f"service_points_{name}_of_both", EXCHANGE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PURE, DOCUMENTS = _module("test_three_way"), _module("documents")
PURE.CHOICES = VALID
POINTS = load_schema().tables["service_point"]
DEFAULTS = {f.name: f.default for f in POINTS.exchanged_fields if f.default is not None}
POLICY = MergePolicy(
    signature="none",
    auto_accept=True,
    tolerated=frozenset(load_schema().rules),
    mass_share=1.0,
    mass_deletions=PAIRS,
)
"""Only a conflict waits: what the rules hold back is the business of other tests."""


def ident(number):
    return f"{number:08d}-0000-4000-8000-000000000000"


@dataclass
class Pair:
    """Two editors of one record, who both saw ``base``: what each made of it; None where it was deleted."""

    key: str
    base: dict
    first: dict | None
    second: dict | None

    @property
    def row(self):
        fixed = {
            "organization_id": ORGANIZATION,
            "channel": "in_person",
            "point_type": "service_centre",
            "status": "active",
            "visibility": "public",
            "custodian_code": "CA-ON",
        }
        return {**DEFAULTS, **fixed, **self.base}

    def change(self, edited):
        """What an editor sends about the record; nothing where nothing was changed."""
        if edited is None:
            return DOCUMENTS.delete("service_point", self.key, self.row)
        fields = PURE._change(self.base, edited)
        sides = {name: (each["before"], each["after"]) for name, each in fields.items()}
        return DOCUMENTS.update("service_point", self.key, sides) if sides else None


def pairs_of(chance):
    found = []
    for number in range(1, PAIRS + 1):
        base = {name: chance.choice(VALID[name]) for name in PURE.FIELDS}
        first, second = ({**base, **PURE._values(chance, 0.15)} for _ in range(2))
        fate = chance.random()  # one in ten pairs is a deletion against an edit
        found.append(
            Pair(ident(number), base, None if fate < 0.05 else first, None if 0.05 <= fate < 0.1 else second)
        )
    return found


class Both:
    """The same steward at two stores. Every answer is asked of both and must be the same bytes."""

    def __init__(self, stores):
        self.stores = stores

    def _same(self, work):
        answers = [work(store) for store in self.stores]
        receipts = [each.receipt.data for each in answers]
        assert receipts[0] == receipts[1]
        assert answers[0].changed == answers[1].changed
        return answers[0]

    def merge(self, data, minute, **options):
        moment = DAY.replace(minute=minute)
        return self._same(
            lambda store: merge(store, read_document(data), policy=POLICY, now=moment, **options)
        )

    def decide(self, number, decisions, minute):
        moment = DAY.replace(minute=minute)
        return self._same(lambda store: decide(store, number, policy=POLICY, decisions=decisions, now=moment))

    def rows(self, table="service_point"):
        """All rows by id; the same in both."""
        found = [{row["id"]: row for row in store.rows(table)} for store in self.stores]
        assert found[0] == found[1]
        return found[0]

    def ledger(self):
        """The ledger says the same. Lines of one change may come in another order: PostgreSQL orders the
        members of a document that it keeps."""
        self.rows("change_log")
        assert self.rows("submission")
        assert len({store.info.revision for store in self.stores}) == 1


@pytest.fixture(scope="module", params=[1, 2, 3], ids="seed_{}".format)
def sitting(request, tmp_path_factory, make_store, new_address):
    """Both stores with the pairs' records, and both editors' documents."""
    chance = random.Random(request.param)
    pairs = pairs_of(chance)
    rows = [RowChange("insert", "organization", ORGANIZATION, {"name_en": "Province", **AUDIT})]
    rows += [RowChange("insert", "service_point", pair.key, {**pair.row, **AUDIT}) for pair in pairs]
    same = {"title": Text("Pine River", "Rivière aux Pins"), "jurisdictions": [ONTARIO], "store_id": STORE_ID}
    folder = tmp_path_factory.mktemp("both")
    with (
        create_store(folder / "store.gpkg", now=DAY, **same) as file,
        make_store(new_address(), now=DAY, steward_email=None, **same) as base,
    ):
        for store in (file, base):
            store.apply(rows, now=DAY)
        sha256 = file.info.schema_sha256
        documents = []
        for number, side in ((FIRST, "first"), (SECOND, "second")):
            changes = [pair.change(getattr(pair, side)) for pair in pairs]
            content = DOCUMENTS.content(
                *filter(None, changes), schema_sha256=sha256, submission_id=number, title_en=side
            )
            documents.append(DOCUMENTS.as_bytes(content))
        yield Both((file, base)), pairs, documents, chance


def test_d1_d2_d4_receipts_are_the_same_and_nothing_is_lost_or_overwritten(sitting):
    both, pairs, (first, second), chance = sitting
    merged = both.merge(first, 1)
    assert merged.receipt.state == "accepted", merged.receipt.summary
    rows = both.rows()
    for pair in pairs:  # nobody was in the first editor's way
        assert _edited(rows.get(pair.key)) == pair.first

    merged = both.merge(second, 2)
    results = {result["id"]: result for result in merged.receipt.results}
    assert not merged.receipt.summary["held"]
    assert not merged.receipt.summary["rejected"]
    rows = both.rows()
    met = sum(_judge(pair, rows.get(pair.key), results.get(pair.key)) for pair in pairs)
    assert met > PAIRS / 10  # the test would pass on pairs that never meet
    both.ledger()

    before = rows
    for data in (first, second):  # sent again: the store as it is, the receipt as it was
        assert not both.merge(data, 3).changed
    assert both.rows() == before

    chosen = _choose(results, chance)
    decided = both.decide(SECOND, Decisions(tuple(chosen.values())), 4)
    after = {result["id"]: result for result in decided.receipt.results}
    rows = both.rows()
    for pair in pairs:
        _check_decided(pair, before.get(pair.key), rows.get(pair.key), after, chosen)
    left = [r for r in after.values() if "conflict" in r["fields"].values()]
    assert len(left) == sum(_conflicts(r) and key not in chosen for key, r in results.items())
    both.ledger()
    assert not both.decide(SECOND, Decisions(tuple(chosen.values())), 5).changed
    assert both.rows() == rows


def _edited(row):
    return None if row is None else {name: row[name] for name in PURE.FIELDS}


def _conflicts(result):
    return "conflict" in result["fields"].values()


def _judge(pair, row, result):
    """Judge one pair after both merges; return whether the editors met."""
    if result is None:  # the second editor did nothing here
        assert _edited(row) == pair.first
        return False
    assert set(result["fields"].values()) <= {"applied", "noop", "conflict"}  # every edit has its state
    if pair.first is None:
        assert row is None
        assert set(result["fields"].values()) <= ({"noop"} if pair.second is None else {"conflict"})
        return pair.second is not None
    if pair.second is None:
        untouched = pair.change(pair.first) is None
        assert set(result["fields"].values()) == {"applied" if untouched else "conflict"}
        assert _edited(row) == (None if untouched else pair.first)
        return not untouched
    now = _edited(row)
    units = [SimpleNamespace(names=(name,), state=state) for name, state in result["fields"].items()]
    for name in PURE.PLAIN:
        PURE._check_field(pair.base, pair.first, pair.second, result=now, units=units, name=name)
    for names in (PURE.HOURS, PURE.ADDRESS):  # 0 mixed groups
        PURE._check_group(pair.base, pair.first, pair.second, result=now, units=units, names=names)
        assert len({result["fields"][name] for name in names if name in result["fields"]}) <= 1
    PURE._check_verified(pair.first, pair.second, now, PURE._change(pair.base, pair.second))
    return _conflicts(result)


def _choose(results, chance):
    """Decide two of three changes that wait, as a whole: record → decision."""
    chosen = {}
    for key, result in results.items():
        if _conflicts(result) and chance.random() < 2 / 3:
            taken = chance.random() < 0.5
            kind, reason = ("accept", None) if taken else ("reject", "Visited: it is as it was")
            chosen[key] = Decision(SECOND, result["seq"], kind, reason=reason)
    assert chosen
    return chosen


def _check_decided(pair, before, now, after, chosen):
    """What was accepted is the second editor's, what was rejected or left is as it was."""
    decision = chosen.get(pair.key)
    if decision is None or decision.kind == "reject":
        assert now == before
        return
    states = after[pair.key]["fields"]
    assert "conflict" not in states.values()
    if pair.second is None:
        assert now is None
        return
    for name in states:
        if name in ("languages", "facilities") and pair.first is not None:
            assert set(pair.second[name] or ()) - set(pair.base[name] or ()) <= set(now[name] or ())
        elif name not in PURE.VERIFIED:
            assert now[name] == pair.second[name], name
