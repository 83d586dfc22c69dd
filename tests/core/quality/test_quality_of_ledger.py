# SPDX-License-Identifier: GPL-2.0-or-later
"""Q4 of changes and Q5: what the steward's ledger tells of conflicts and of sources that differ."""

from service_points.core.quality import reasons, to_mend


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


SOURCES = [
    {"id": uid(51), "profile": "libraries"},
    {"id": uid(52), "profile": "hospitals"},
    {"id": uid(53), "profile": "libraries"},  # the next edition of the first
]


def link(number, point, source, **values):
    row = {"id": uid(number), "entity_table": "service_point", "entity_id": uid(point), "value": str(number)}
    return {**row, "custodian_code": "CA", "scheme": "s", "source_id": uid(source), **values}


def change(table, number, fields, *, source=None, op="update"):
    sides = {
        name: {"after": after} if op == "insert" else {"before": before, "after": after}
        for name, (before, after) in fields.items()
    }
    return {
        "table": table,
        "id": uid(number),
        "op": op,
        "fields": sides,
        "source_id": None if source is None else uid(source),
    }


def linked(number, point, source):
    fields = {
        "entity_table": (None, "service_point"),
        "entity_id": (None, uid(point)),
        "source_id": (None, uid(source)),
        "record_sha256": (None, "ab"),
    }
    return change("external_id", number, fields, source=source, op="insert")


def submission(number, *changes, state="accepted", results=None):
    given = results if results is not None else ["applied"] * len(changes)
    receipt = {
        "results": [
            {
                "seq": seq,
                "table": c["table"],
                "id": c["id"],
                "fields": dict.fromkeys(c["fields"] or {"": 0}, s),
            }
            for seq, (c, s) in enumerate(zip(changes, given), 1)
        ]
    }
    return {
        "id": uid(600 + number),
        "jurisdiction_code": "CA-ON",
        "received_at": f"2026-05-{number:02d}T12:00:00Z",
        "state": state,
        "document": {"changes": [{**c, "seq": seq} for seq, c in enumerate(changes, 1)]},
        "receipt": receipt if state != "received" or results is not None else None,
    }


def name(point, before, after, source=None):
    return change("service_point", point, {"name_en": (before, after)}, source=source)


def test_changes_that_wait_belong_to_the_custodian_of_the_record(quality, bare, counted):
    """Of four looked at, one waits and one is in conflict; two more have come and nobody has looked."""
    points = [bare(1), bare(2, custodian_code="CA-ON")]
    lines = [
        submission(
            1,
            name(1, "a", "b"),
            name(1, "b", "c"),
            name(2, "a", "b"),
            name(2, "b", "c"),
            state="partially_accepted",
            results=["applied", "conflict", "held", "rejected"],
        ),
        submission(2, name(1, "c", "d"), name(9, "x", "y"), state="received"),
        submission(3, name(1, "c", "d"), state="withdrawn"),
        submission(4, name(1, "c", "d"), state="quarantined"),
    ]
    found = quality(points, submissions=lines)
    assert counted(found, "Q4_DECIDED") == (2, 4, 2)
    assert counted(found, "Q4_DECIDED", jurisdiction="CA") == (1, 2, 1)
    assert counted(found, "Q4_DECIDED", jurisdiction="CA-ON") == (1, 2, 1)  # 9 is unknown: the sender's
    assert counted(found, "Q4_AGREED") == (3, 4, 2)
    assert (found.waiting, found.conflicts) == (4, 1)
    worst = next(m for m in to_mend(found) if m.point["id"] == uid(1))
    assert worst.waiting == 1
    assert reasons(worst)[0].en == "Changes waiting for a decision: 1."


def test_a_jurisdiction_that_sent_its_first_points_has_every_measure(quality, bare, counted):
    """Quebec has no point yet: nothing to count, but for its changes that nobody has looked at."""
    line = {**submission(1, name(9, None, "x"), state="received"), "jurisdiction_code": "CA-QC"}
    found = quality([bare(1)], submissions=[line])
    assert found.jurisdictions == ("CA", "CA-QC")
    assert counted(found, "Q4_DECIDED", jurisdiction="CA-QC") == (0, 0, 1)
    assert counted(found, "Q4_UNIQUE", jurisdiction="CA-QC") == (0, 0, 0)
    assert found.headline("Q2_12", "CA-QC").value is None
    assert counted(found, "Q2_12") == (0, 1, 0)


def test_a_change_of_what_belongs_to_a_point_is_about_the_point(quality, bare):
    phone = {"id": uid(70), "custodian_code": "CA", "point_id": uid(1), "number": "+16135550100"}
    line = submission(
        1,
        change("phone", 70, {"number": ("+16135550100", "+16135550101")}),
        change("phone", 71, {"point_id": (None, uid(1)), "custodian_code": (None, "CA")}, op="insert"),
        state="partially_accepted",
        results=["held", "held"],
    )
    found = quality([bare(1)], phone=[phone], submissions=[line])
    assert [(c.point, c.jurisdiction) for c in found.changes] == [(uid(1), "CA")] * 2


def test_two_editions_of_a_source_are_one_source(quality, bare, counted):
    points = [bare(1, source_id=uid(51)), bare(2), bare(3), bare(4)]
    links = [link(21, 1, 52), link(22, 2, 51), link(23, 2, 53), link(24, 3, 51)]
    links.append({**link(25, 3, 52), "source_id": None})  # nobody says whose identifier it is
    found = quality(points, source=SOURCES, external_id=links)
    assert counted(found, "Q5_SEEN") == (1, 4, 0)
    assert counted(found, "Q5_AGREE") == (0, 0, 4)  # no word of theirs is in the ledger


def test_sources_that_said_different_things_differ(quality, bare, counted):
    """Point 1: two names. 2: the second said nothing else. 3: the same but for case and accents."""
    points = [bare(n, name_en="Now") for n in (1, 2, 3)]
    links = [link(20 + n, n, 51) for n in (1, 2, 3)] + [link(30 + n, n, 52) for n in (1, 2, 3)]
    lines = [
        submission(
            1,
            *(linked(20 + n, n, 51) for n in (1, 2, 3)),
            name(1, None, "Sandy Hill", 51),
            name(2, None, "Main", 51),
            name(3, None, "Montréal  Road", 51),
        ),
        submission(
            2,
            *(linked(30 + n, n, 52) for n in (1, 2, 3)),
            name(1, "Sandy Hill", "Côte-de-Sable", 52),
            name(3, "x", "montreal road", 52),
            results=["applied"] * 3 + ["rejected", "applied"],
        ),
    ]
    found = quality(points, source=SOURCES, external_id=links, submissions=lines)
    assert counted(found, "Q5_SEEN") == (3, 3, 0)
    assert counted(found, "Q5_AGREE") == (2, 3, 0)
    assert found.sources[uid(1)].disputed == ("name_en",)
    assert found.disputed == 1


def test_what_a_source_said_of_an_older_record_is_void(quality, bare, counted):
    """The first source changed its record and the register already said so: nothing is left to differ."""
    links = [link(21, 1, 51), link(31, 1, 52)]
    again = change("external_id", 21, {"record_sha256": ("ab", "cd")}, source=51)
    lines = [
        submission(1, linked(21, 1, 51), name(1, None, "Old", 51)),
        submission(2, linked(31, 1, 52), name(1, "Old", "New", 52)),
    ]
    both = quality([bare(1)], source=SOURCES, external_id=links, submissions=lines)
    assert counted(both, "Q5_AGREE") == (0, 1, 0)
    later = [submission(3, again), *lines]  # the ledger is in no order
    assert counted(quality([bare(1)], source=SOURCES, external_id=links, submissions=later), "Q5_AGREE") == (
        1,
        1,
        0,
    )


def test_positions_close_by_say_the_same(quality, bare):
    """0.001° of longitude at 45.4° is 78.3 m, 0.0013° is 101.8 m."""
    links = [link(20 + n, n, 51) for n in (1, 2)] + [link(30 + n, n, 52) for n in (1, 2)]

    def placed(point, degrees, source):
        wkt = f"POINT (-75.{degrees:07d} 45.4000000)"
        return change("service_point", point, {"geom": (None, wkt)}, source=source)

    lines = [
        submission(1, placed(1, 1_000_000, 51), placed(2, 1_000_000, 51)),
        submission(2, placed(1, 1_010_000, 52), placed(2, 1_013_000, 52)),
    ]
    found = quality([bare(1), bare(2)], source=SOURCES, external_id=links, submissions=lines)
    assert found.sources[uid(1)].disputed == ()
    assert found.sources[uid(2)].disputed == ("geom",)
