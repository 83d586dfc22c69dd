# SPDX-License-Identifier: GPL-2.0-or-later
"""The project to begin with: for Canada, in both languages, and nobody's folders in it."""

import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsProject
from service_points.layers.load import load_store
from service_points.layers.project_template import crs_to_show, fill_project


@pytest.fixture
def project(qgis_app):
    made = QgsProject()
    yield made
    made.clear()


def written(project, folder):
    file = folder / "begin.qgz"
    assert project.write(str(file))
    with zipfile.ZipFile(file) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".qgs")]
        return archive.read(name).decode("utf-8")


def test_no_folder_and_no_person_is_in_it(project, tmp_path):
    fill_project(project)
    text = written(project, tmp_path)
    assert '<Absolute type="bool">false</Absolute>' in text
    for word in (str(tmp_path), str(Path.home()), "file:/"):
        assert word not in text.replace('projectname=""', "")


def test_j1_a_store_in_it_is_kept_by_a_relative_path(project, small_store, tmp_path):
    fill_project(project)
    load_store(small_store, project)
    text = written(project, tmp_path)
    assert "./small.gpkg" in text
    assert f"<datasource>{tmp_path}" not in text


def test_coordinates_are_of_canada(project):
    fill_project(project)
    assert project.crs().authid() == "EPSG:3347"
    assert project.ellipsoid() == "EPSG:7019"
    assert (crs_to_show(project), crs_to_show(QgsProject())) == ("EPSG:3347", "EPSG:3857")
    assert not project.isDirty()
    extent = project.viewSettings().defaultViewExtent()
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY

    to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project)
    for lon, lat in ((-52.7, 47.5), (-141.0, 62.0), (-123.1, 49.2), (-82.5, 41.8), (-95.0, 75.0)):
        assert extent.contains(to_map.transform(QgsPointXY(lon, lat))), (lon, lat)


def test_the_title_is_in_the_person_s_language(project, french):
    from service_points.host.language import install_translator, remove_translator

    install_translator()
    try:
        fill_project(project)
    finally:
        remove_translator()
    assert project.title() == "Points de service"
