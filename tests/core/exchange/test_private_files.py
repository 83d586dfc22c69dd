# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that name people: who may read them, and what is left of them."""

import os
import stat

import pytest
from service_points.core.errors import StoreError
from service_points.core.exchange import write_submission
from service_points.core.exchange.outbox import Outbox


@pytest.fixture
def submission(editor, submit, ident):
    editor.update("service_point", ident(1), email="office@example.ca")
    return submit()


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind on Windows")
def test_i6_the_outbox_is_its_owners_only(submission, tmp_path):
    outbox = Outbox(tmp_path / "outbox")
    outbox.add(submission)
    assert stat.S_IMODE(outbox.folder.stat().st_mode) == 0o700


def test_i6_nothing_temporary_is_left_of_a_document(submission, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    written = write_submission(submission, folder)
    with pytest.raises(StoreError):
        write_submission(submission, folder)
    assert list(folder.iterdir()) == [written]
