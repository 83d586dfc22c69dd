# SPDX-License-Identifier: GPL-2.0-or-later
"""``make demo`` does the main job on the sample from end to end."""

import os
import subprocess
import sys


def test_demo_does_the_main_job(repository, tmp_path):
    done = subprocess.run(
        [sys.executable, str(repository / "scripts" / "demo.py"), str(tmp_path / "demo")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"service_points_demo.gpkg", "summary.html", "map.png", "colocation.png", "brief.pdf"} <= made
    published = tmp_path / "demo" / "published"
    assert str(published / "finder" / "index.html") in done.stdout
    assert {"points.geojson", "catalogue.jsonld", "publication.json"} <= {
        path.name for path in published.iterdir()
    }
    assert (published / "finder" / "fr" / "index.html").is_file()
    assert any(name.endswith(".casp.json") for name in made)
    finder = tmp_path / "demo" / "published" / "finder"
    assert {path.name for path in finder.iterdir()} == {"index.html", "assets", "data", "en", "fr"}
    assert str(finder / "index.html") in done.stdout
