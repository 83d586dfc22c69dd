# SPDX-License-Identifier: GPL-2.0-or-later
"""No state is told by colour alone: each has words where it is read aloud, and a shape where it is drawn."""

import dataclasses
from itertools import combinations

import pytest
from qgis.PyQt.QtCore import Qt
from service_points.core.exchange.difference import Change
from service_points.core.exchange.outbox_answer import ChangeAnswer
from service_points.core.exchange.outbox_entry import OutboxState
from service_points.core.exchange.review import Inbox, InboxLine
from service_points.core.schema import load_schema
from service_points.core.text import Text
from service_points.core.validation import Finding
from service_points.layers.palette import palette
from service_points.ui.changes_compare import Compared
from service_points.ui.changes_model import ChangesModel
from service_points.ui.findings_check import Checked, CheckedFinding
from service_points.ui.findings_model import FindingFilter, FindingsModel
from service_points.ui.point_list import PointListModel
from service_points.ui.receipt_dialog import AnswersModel
from service_points.ui.review_inbox import InboxModel
from service_points.ui.scenario_sites import STATUS_WORDS

from .listening import appearance, clean_settings, english, language  # noqa: F401

HERE = Text("Here", "Ici")


def spoken(model, row=0):
    return model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def codes(name):
    return [each.code for each in load_schema().domains[name].values if not each.deprecated]


def all_differ(words):
    assert all(words)
    assert len(set(words)) == len(words), words


@pytest.mark.parametrize("field", ["status", "channel"])
def test_a_point(opened, field):
    register = opened.session.register
    told = []
    for code in codes(field):
        point = dataclasses.replace(register.points[0], **{field: code})
        model = PointListModel()
        model.set_register(register)
        model.set_points([point])
        told.append(spoken(model))
    all_differ(told)


def test_a_point_that_needs_attention(opened):
    model = opened.points.model
    before = spoken(model)
    model.set_attention({model.point(model.index(0)).id: 2})
    assert spoken(model) != before
    assert "2" in spoken(model)


def test_a_finding(clean_settings):  # noqa: F811
    def finding(severity, key):
        made = Finding("A01", severity, "service_point", key, HERE, "name_en", HERE, None, None)
        return CheckedFinding(made, key, "", None)

    model = FindingsModel()
    model.set_checked(Checked((finding("error", "a"), finding("warning", "b"))))
    model.set_filter(FindingFilter(handled=True))
    open_ones = [spoken(model, row) for row in range(2)]
    model.set_handled({"a"}, handled=True)
    handled = spoken(model, 0)
    model.set_corrected({"a"})
    all_differ([*open_ones, handled, spoken(model, 0)])


def test_a_change(clean_settings):  # noqa: F811
    def change(op, key):
        return Change(op, "service_point", key, 1, {}, HERE)

    model = ChangesModel()
    model.set_compared(Compared([change(op, op) for op in codes("op")]))
    all_differ([spoken(model, row) for row in range(len(codes("op")))])
    without = spoken(model, 0)
    found = Finding("A01", "warning", "service_point", codes("op")[0], HERE, None, HERE, None, None)
    model.set_findings([found])
    warned = spoken(model, 0)
    model.set_findings([dataclasses.replace(found, severity="error")])
    all_differ([without, warned, spoken(model, 0)])


def test_a_submission(clean_settings):  # noqa: F811
    model = InboxModel()
    told = []
    for state in codes("submission_state"):
        moment = "2026-11-01T12:00:00Z"
        line = InboxLine(
            "1", HERE, "Ada", "", "", moment, moment, moment, state, "none", HERE, {"applied": 1}, 0, 1
        )
        model.show(Inbox(1, (line,)))
        told.append(spoken(model))
    model.show(Inbox(1, (dataclasses.replace(line, waiting=1),)))
    all_differ([*told, spoken(model)])


def test_the_answer_to_a_change(clean_settings):  # noqa: F811
    model = AnswersModel()
    told = []
    for state in codes("change_state"):
        model._changes = [ChangeAnswer(1, "update", "service_point", "a", HERE, state, HERE)]
        told.append(spoken(model))
    all_differ(told)


def test_what_is_in_the_outbox_and_in_a_scenario(clean_settings, language):  # noqa: F811
    all_differ([getattr(state.label, language) for state in OutboxState])
    all_differ([words() for words in STATUS_WORDS.values()])


def test_orders_of_government_differ_by_letter_and_channels_by_shape():
    all_differ([order.letter for order in palette().orders])
    all_differ(list(palette().shapes.values()))


def test_what_maps_tell_by_colour_they_tell_by_shape_or_hatch_too():
    """Looks of one section differ in more than their colour: shape, hatch, size or outline."""
    for name, looks in palette().sections.items():
        known = {key: look for key, look in looks.items() if isinstance(look, dict) and "colour" in look}
        for (one, first), (other, second) in combinations(known.items(), 2):
            plain = [{k: v for k, v in look.items() if k != "colour"} for look in (first, second)]
            assert plain[0] != plain[1], (name, one, other)
