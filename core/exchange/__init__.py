# SPDX-License-Identifier: GPL-2.0-or-later
"""How edits travel: working copy, difference, submission document."""

from .canonical_json import canonical_json, sha256_hex
from .difference import Change, difference
from .handled import finding_key, mark_handled, read_handled
from .motive import Evidence, Motive, Reason, RecordKey, check_motive, keep_motives, read_motives
from .restore import restoring
from .submission import (
    Submission,
    Submitter,
    Tool,
    build_submission,
    change_hash,
    write_submission,
)
from .summary import preview_geojson, summary_csv, summary_table
from .working_copy import WorkingCopy, checkout, open_working_copy

__all__ = [
    "Change",
    "Evidence",
    "Motive",
    "Reason",
    "RecordKey",
    "Submission",
    "Submitter",
    "Tool",
    "WorkingCopy",
    "build_submission",
    "canonical_json",
    "change_hash",
    "check_motive",
    "checkout",
    "difference",
    "finding_key",
    "keep_motives",
    "mark_handled",
    "open_working_copy",
    "preview_geojson",
    "read_handled",
    "read_motives",
    "restoring",
    "sha256_hex",
    "summary_csv",
    "summary_table",
    "write_submission",
]
