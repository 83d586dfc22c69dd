# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes of one submission that need each other's unique keys."""

import pytest
from service_points.core.store import RowChange

AUDIT = {"row_version": 3, "changed_at": "2026-10-02T03:04:05Z", "custodian_code": "CA-ON"}


@pytest.fixture
def links(steward, ident):
    """Three links of one service and one point, at three levels of delivery."""
    for number, level in ((31, "intake"), (32, "information")):
        values = {"service_id": ident(20), "point_id": ident(1), "delivery_level": level, **AUDIT}
        steward.store.apply([RowChange("insert", "service_at_point", ident(number), values)])

    def levels():
        rows = steward.store.rows("service_at_point")
        return {row["id"]: (row["delivery_level"], row["row_version"]) for row in rows}

    return levels


def states(result):
    return [line["state"] for line in result.receipt.results]


def changed(documents, ident, number, old, new):
    return documents.update("service_at_point", ident(number), {"delivery_level": (old, new)})


def test_two_links_swap_their_keys(steward, documents, ident, links):
    result = steward.merge(
        changed(documents, ident, 30, "full", "intake"), changed(documents, ident, 31, "intake", "full")
    )
    assert states(result) == ["applied", "applied"]
    assert links() == {ident(30): ("intake", 4), ident(31): ("full", 4), ident(32): ("information", 3)}
    log = [(line["op"], line["field"]) for line in steward.store.rows("change_log")]
    assert log == [("update", "delivery_level")] * 2  # how it was written is nobody's business


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_links_change_places(steward, documents, ident, links, *, order):
    turn = [("full", "intake"), ("intake", "information"), ("information", "full")]
    changes = [changed(documents, ident, 30 + n, *turn[n]) for n in order]
    assert states(steward.merge(*changes)) == ["applied"] * 3
    assert [level for level, _ in links().values()].count("full") == 1
    assert links()[ident(32)][0] == "full"


def test_a_key_that_is_freed_is_taken_by_a_new_record(steward, documents, ident, links):
    new = documents.insert(
        "service_at_point",
        ident(39),
        custodian_code="CA-ON",
        service_id=ident(20),
        point_id=ident(1),
        delivery_level="full",
        status="active",
    )
    freed = changed(documents, ident, 30, "full", "assisted")
    assert states(steward.merge(new, freed)) == ["applied", "applied"]
    assert links()[ident(30)] == ("assisted", 4)
    assert links()[ident(39)] == ("full", 1)


def test_a_key_that_somebody_keeps_is_still_refused(steward, documents, ident, links):
    before = links()
    (line,) = steward.merge(changed(documents, ident, 30, "full", "intake")).receipt.results
    assert (line["state"], line["rules"]) == ("rejected", ["U02"])
    assert links() == before


def test_details_of_a_call_centre_deleted_and_made_anew(steward, documents, ident):
    """One record for each point: the new one must not meet the old one."""
    point = {"channel": "call_centre", "point_type": "general_enquiries"}
    details = {"point_id": ident(2), "coverage": ["CA-ON"], **AUDIT}
    phone = {"point_id": ident(2), "kind": "voice", "number": "+16135550177", **AUDIT}
    steward.store.apply(
        [
            RowChange("update", "service_point", ident(2), point),
            RowChange("insert", "call_centre", ident(70), details),
            RowChange("insert", "phone", ident(71), phone),
        ]
    )
    old = steward.exchanged("call_centre", ident(70))
    new = documents.insert("call_centre", ident(72), **{n: v for n, v in old.items() if v is not None})
    result = steward.merge(new, documents.delete("call_centre", ident(70), old))
    assert states(result) == ["applied", "applied"]
    assert [row["id"] for row in steward.store.rows("call_centre")] == [ident(72)]
