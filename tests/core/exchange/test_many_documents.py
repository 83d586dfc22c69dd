# SPDX-License-Identifier: GPL-2.0-or-later
"""Several documents in one sitting, several tables in one document."""

import itertools
import shutil

import pytest
from service_points.core.store import open_store

_MERGE_ALL = """
import os, signal
from datetime import datetime, timezone
from pathlib import Path
from osgeo import gdal
from service_points.core.exchange import MergePolicy, merge, read_document
from service_points.core.store import open_store
folder, nth, when = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
commit, calls = gdal.Dataset.CommitTransaction, []

def dying(dataset):
    calls.append(1)
    if len(calls) == nth and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = commit(dataset)
    if len(calls) == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return done

gdal.Dataset.CommitTransaction = dying
policy = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
with open_store(folder / "store.gpkg", read_only=False) as store:
    for path in sorted(folder.glob("*.casp.json")):
        merge(store, read_document(path.read_bytes()), policy=policy,
              now=datetime(2026, 11, 6, 8, tzinfo=timezone.utc))
print("done")
"""


@pytest.fixture
def documents_in_folder(steward, documents, ident, tmp_path):
    """Three documents, each on top of the one before."""
    emails = [None, "one@example.ca", "two@example.ca", "three@example.ca"]
    for number, (old, new) in enumerate(zip(emails, emails[1:]), start=1):
        change = documents.update("service_point", ident(1), {"email": (old, new)}, version=2 + number)
        document = steward.document(change, submission_id=f"7d9f2c1e-0000-4000-8000-{number:012d}")
        (tmp_path / f"{number}.casp.json").write_bytes(documents.as_bytes(document.content))
    steward.store.close()
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("nth", "when", "merged"), [(2, "before", 1), (2, "after", 2), (3, "before", 2)])
def test_d8_killed_among_several_documents_the_sitting_goes_on(
    documents_in_folder, child, make_steward, *, nth, when, merged
):
    """Each is applied whole or not at all; the same sitting again applies the rest and nothing twice."""
    folder = documents_in_folder
    assert child(_MERGE_ALL, folder, nth, when).returncode == -9
    with open_store(folder / "store.gpkg") as store:
        assert (store.count("submission"), store.info.revision) == (merged, 12 + merged)
        assert store.count("change_log") == merged
    shutil.copy(folder / "store.gpkg", folder / "crashed.gpkg")
    assert child(_MERGE_ALL, folder, 99, when).stdout == "done\n"
    with open_store(folder / "store.gpkg") as store:
        assert (store.info.revision, store.count("change_log")) == (15, 3)
        (row,) = [row for row in store.rows("service_point") if row["id"].startswith("00000001")]
        assert (row["email"], row["row_version"]) == ("three@example.ca", 6)


def new_office(documents, ident):
    point = documents.insert(
        "service_point",
        ident(9),
        custodian_code="CA-ON",
        organization_id=ident(8),
        channel="digital",
        point_type="web_portal",
        status="active",
        visibility="public",
        name_en="Portal",
        name_fr="Portail",
        url_en="https://example.ca/en",
        url_fr="https://example.ca/fr",
        verified_on="2026-11-01",
        verified_method="phone",
    )
    organization = documents.insert(
        "organization", ident(8), custodian_code="CA-ON", name_en="New", name_fr="Nouvelle", status="active"
    )
    phone = documents.insert(
        "phone", ident(41), custodian_code="CA-ON", point_id=ident(9), kind="voice", number="+16135550199"
    )
    return organization, point, phone


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_b6_parents_and_children_in_any_order_are_one_transaction(steward, documents, ident, order):
    records = new_office(documents, ident)
    result = steward.merge(*(records[place] for place in order))
    assert [line["state"] for line in result.receipt.results] == ["applied"] * 3
    assert steward.store.info.revision == 13
    assert steward.row("phone", ident(41))["point_id"] == ident(9)


def test_b6_children_do_not_stay_without_their_parent(steward, documents, ident):
    """The point has no type of its channel: neither it nor what refers to it is written."""
    organization, point, phone = new_office(documents, ident)
    point["fields"]["point_type"]["after"] = "service_centre"
    result = steward.merge(phone, point, organization)
    assert [line["state"] for line in result.receipt.results] == ["rejected", "rejected", "applied"]
    assert steward.row("phone", ident(41)) is None
