# SPDX-License-Identifier: GPL-2.0-or-later
"""The collector of cycles is put off and comes back as it was; what was made meanwhile is not lost to it."""

import gc
import weakref

import pytest
from service_points.core.collector import collector_put_off


class Node:
    def __init__(self):
        self.me = self


@pytest.fixture(autouse=True)
def _as_it_was():
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_it_is_off_meanwhile_and_on_again():
    gc.enable()
    with collector_put_off():
        with collector_put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_an_error():
    gc.enable()
    with pytest.raises(ZeroDivisionError), collector_put_off():
        _ = 1 / 0
    assert gc.isenabled()


def test_one_that_was_off_stays_off():
    gc.disable()
    with collector_put_off():
        pass
    assert not gc.isenabled()


def test_what_was_made_is_old_and_still_collected():
    gc.enable()
    gc.collect()
    with collector_put_off():
        node = Node()
    assert any(each is node for each in gc.get_objects(generation=2))
    seen = weakref.ref(node)
    del node
    gc.collect()
    assert seen() is None


def test_what_another_program_froze_stays_frozen():
    gc.enable()
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_put_off():
            pass
        assert frozen > 0
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()
