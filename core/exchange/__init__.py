# SPDX-License-Identifier: GPL-2.0-or-later
"""How edits travel: working copy, difference, submission document."""

from .canonical_json import canonical_json, sha256_hex
from .difference import Change, difference
from .submission import (
    Reason,
    Submission,
    Submitter,
    Tool,
    build_submission,
    change_hash,
    write_submission,
)
from .summary import preview_geojson, summary_csv
from .working_copy import WorkingCopy, checkout, open_working_copy

__all__ = [
    "Change",
    "Reason",
    "Submission",
    "Submitter",
    "Tool",
    "WorkingCopy",
    "build_submission",
    "canonical_json",
    "change_hash",
    "checkout",
    "difference",
    "open_working_copy",
    "preview_geojson",
    "sha256_hex",
    "summary_csv",
    "write_submission",
]
