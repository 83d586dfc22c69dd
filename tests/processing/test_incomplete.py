# SPDX-License-Identifier: GPL-2.0-or-later
"""``qgis_process``, where nobody can be asked: an incomplete layer is used, and the log warns."""

from datetime import datetime, timezone

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from service_points.core.connections import Reading, Service, SharedLayer
from service_points.layers.shared_layer import mark

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 29, 11, 2, tzinfo=timezone.utc)


@pytest.fixture
def project_with(qgis_app, qgis_new_project, tmp_path):
    """A project with one layer of three points, marked as a reading says; returns its path.

    Of delimited text: QGIS 3.22 itself crashes at its end with a project that has a layer of GDAL.
    """

    def make(reading, *, offline=False):
        path = tmp_path / "points.csv"
        path.write_text("id,kind,x,y\na,one,-75.1,45\nb,two,-75.2,45\nc,one,-75.3,45\n", encoding="utf-8")
        source = f"{path.as_uri()}?type=csv&detectTypes=no&xField=x&yField=y&crs=EPSG:4326"
        layer = QgsVectorLayer(source, "points", "delimitedtext")
        shared = SharedLayer.of("points", Service.WFS, "https://data.example.ca/wfs", "a:points")
        mark(layer, shared, reading, offline=offline)
        layer.setName("points")
        project = QgsProject.instance()
        project.addMapLayer(layer)
        assert project.write(str(tmp_path / "p.qgs"))
        return tmp_path / "p.qgs"

    return make


def run(qgis_process, project):
    return qgis_process.call(
        "--json", "run", "servicepoints:colocationquotient", f"--project_path={project}", "--",
        "POINTS=points", "CATEGORY_FIELD=kind", "METRIC=straight", "PERMUTATIONS=99", "K=1",
        "GLOBAL=TEMPORARY_OUTPUT",
    )  # fmt: skip


def test_f6_it_runs_and_warns_where_nobody_can_be_asked(qgis_process, project_with):
    done = run(qgis_process, project_with(Reading(3, 7, NOW)))
    assert done.returncode == 0, done.stderr
    assert "INCOMPLETE: 3 records came and the service says it has 7" in done.stdout + done.stderr


def test_f11_a_copy_is_named_with_its_date(qgis_process, project_with):
    done = run(qgis_process, project_with(Reading(3, 3, NOW), offline=True))
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert "is a copy of" in said
    assert "2026" in said
    assert "INCOMPLETE" not in said
