# SPDX-License-Identifier: GPL-2.0-or-later
"""Generate the built-in sample, the fictional Pine River County: ``make_sample.py [FOLDER]``.

Writes ``pine_river_store.gpkg`` (a shared store) and ``pine_river_base.gpkg`` (roads, blocks, water), byte
for byte the same on every run. Needs only numpy and GDAL.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import plugin_package

plugin_package.load()

from sample.base import write_base  # noqa: E402
from sample.county import draw_county  # noqa: E402
from sample.store import write_store  # noqa: E402

NOW = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


def main(folder: Path) -> None:
    """Write both files into ``folder``; each appears whole, in the place of an older one."""
    folder.mkdir(parents=True, exist_ok=True)
    county = draw_county()
    with tempfile.TemporaryDirectory(dir=folder, prefix=".sample-") as unfinished:
        base, store = Path(unfinished) / "pine_river_base.gpkg", Path(unfinished) / "pine_river_store.gpkg"
        write_base(base, county.lines, county.blocks, county.water, NOW)
        write_store(store, county, NOW)
        for path in (base, store):
            path.replace(folder / path.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else plugin_package.ROOT / "resources" / "sample")
