# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments through Processing by several processes: the same layers, and no word of trouble."""

import pytest
from qgis.core import QgsSettings
from service_points.host import pool
from service_points.processing import base


@pytest.fixture
def two_processes(monkeypatch, tmp_path, repository):
    """Make even a small run large, and let workers find the package as a plugin folder does."""
    (tmp_path / "service_points").symlink_to(repository, target_is_directory=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(pool, "LEAST_POINTS", 1)
    QgsSettings().setValue("service_points/processes", 2)
    yield
    QgsSettings().remove("service_points/processes")


def everything(done):
    """Every row and shape of the outputs, in their order."""
    return [
        [
            (feature.attributes(), feature.geometry().asWkb().data())
            for feature in done.layer(name).getFeatures()
        ]
        for name in ("OUTPUT", "SERVED", "DEMAND_OUT")
    ]


@pytest.mark.parametrize("overlap", ["overlap", "nearest"])
def test_the_same_layers(request, reach, monkeypatch, overlap):
    given = {"OVERLAP": overlap, "DETAIL": "precise", "STRATUM_FIELD": "seniors"}
    alone = everything(reach(**given))
    request.getfixturevalue("two_processes")
    asked, told = [], []
    submit, report = pool.LocalPool.submit, base.CoreProgress.report

    def watched(progress, fraction, text=None):
        told.extend([] if text is None else [text])
        report(progress, fraction, text)

    monkeypatch.setattr(pool.LocalPool, "submit", lambda self, *args: asked.append(1) or submit(self, *args))
    monkeypatch.setattr(base.CoreProgress, "report", watched)
    assert everything(reach(**given)) == alone
    assert asked
    assert told == []
