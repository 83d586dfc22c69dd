# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store and submissions of two editors that conflict, made as people make them.

Both editors of Ontario check out the same store and edit their copies through OGR; ``build_submission`` makes
the documents. The names of records are those of tests/layers.
"""

import importlib.util
from datetime import datetime, timezone
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "service_points_test_editor", Path(__file__).parents[1] / "core" / "exchange" / "conftest.py"
)
_exchange = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_exchange)

Editor = _exchange.Editor
FIRST = "11111111-0000-4000-8000-000000000001"
SECOND = "22222222-0000-4000-8000-000000000002"
WHO = "Bo <b>Nguyen</b>"
EVIL = "<img src=x onerror=alert(1)><b>bold</b>"


def check_out(store, target):
    from service_points.core.exchange import checkout
    from service_points.core.store import open_store

    with open_store(store) as opened:
        checkout(opened, "CA-ON", target).close()
    return Editor(target)


def submission(copy, target, *, identifier, day, who, comment=None, reasons=None):
    """Write the submission of a working copy to the folder ``target``; return its file."""
    from service_points.core.exchange import (
        Reason,
        Submitter,
        Tool,
        build_submission,
        open_working_copy,
        write_submission,
    )

    with open_working_copy(copy) as opened:
        made = build_submission(
            opened,
            submitter=Submitter(who, "editor@example.ca", "data editor", "ServicePlus"),
            reason=Reason("correction"),
            reasons=reasons,
            tool=Tool("Service Points", "0.1.0", "test"),
            submission_id=identifier,
            created_at=datetime(2026, 11, day, 9, 0, tzinfo=timezone.utc),
            comment=comment,
        )
    target.mkdir(parents=True, exist_ok=True)
    return write_submission(made, target / made.file_name)


def two_conflicting(store, folder, ident):
    """Two files in ``folder/inbox``: both change hours and postal address of Riverside, each in its way.

    The first also renames it and removes its telephone; the second adds a point beside it, with nearly its
    name, changes the same telephone and adds a language.
    """
    riverside, phone = ident("riverside"), ident("ph1")
    first, second = check_out(store, folder / "a.gpkg"), check_out(store, folder / "b.gpkg")
    first.update(
        "service_point",
        riverside,
        hours="Mo-Fr 09:00-17:00",
        address_line1="14 O'Brien Street",
        name_en="Riverside Centre",
        accessibility='["step_free_entrance"]',
    )
    first.delete("phone", phone)
    second.update(
        "service_point",
        riverside,
        hours="Mo-Sa 08:30-16:30",
        address_line1="16 O'Brien Street",
        alt_name_en="Fish & Chips",
    )
    second.update("phone", phone, number="+16135550199")
    second.insert(
        "service_point",
        ident("new"),
        custodian_code="CA-ON",
        organization_id=ident("prov"),
        channel="in_person",
        point_type="service_centre",
        status="active",
        visibility="public",
        name_en="Riverside Service Center",
        name_fr="Centre de services de l’Érablière",
        geom="POINT (-75.6971000 45.4215000)",
        geo_vintage=2021,
        city="Pine River",
        province="ON",
        verified_on="2026-11-01",
        verified_method="phone",
    )
    inbox = folder / "inbox"
    return [
        submission(first.path, inbox, identifier=FIRST, day=5, who="Ada Tremblay"),
        submission(second.path, inbox, identifier=SECOND, day=6, who=WHO, comment=EVIL),
    ]
