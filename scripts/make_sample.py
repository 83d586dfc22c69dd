# SPDX-License-Identifier: GPL-2.0-or-later
"""Generate the built-in sample, the fictional Pine River County: ``make_sample.py [FOLDER]``.

Writes ``pine_river_store.gpkg`` (a shared store) and ``pine_river_base.gpkg`` (roads, blocks, water), byte for
byte the same on every run. Needs only numpy and GDAL.
"""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

import plugin_package

plugin_package.load()

from sample.base import write_base  # noqa: E402
from sample.county import draw_county  # noqa: E402

NOW = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


def main(folder: Path) -> None:
    """Write both files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    county = draw_county()
    write_base(folder / "pine_river_base.gpkg", county.lines, county.blocks, county.water, NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else plugin_package.ROOT / "resources" / "sample")
