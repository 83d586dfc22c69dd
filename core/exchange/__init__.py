# SPDX-License-Identifier: GPL-2.0-or-later
"""How edits travel: working copy, difference, submission document, merge, receipt."""

from .canonical_json import canonical_json, sha256_hex
from .decisions import Decision, Decisions, read_decisions, write_decisions
from .difference import Change, difference
from .document import Document, ReceivedChange, load_document, read_document
from .handled import finding_key, mark_handled, read_handled
from .merge import MergeResult, decide, merge
from .motive import Evidence, Motive, Reason, RecordKey, check_motive, keep_motives, read_motives
from .pending import PendingChange, PendingField, pending
from .policy import MergePolicy
from .receipt import Receipt, read_receipt
from .restore import restoring
from .revert import Obstacle, RevertBlockedError, revert
from .submission import (
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
    "Decision",
    "Decisions",
    "Document",
    "Evidence",
    "MergePolicy",
    "MergeResult",
    "Motive",
    "Obstacle",
    "PendingChange",
    "PendingField",
    "Reason",
    "Receipt",
    "ReceivedChange",
    "RecordKey",
    "RevertBlockedError",
    "Submission",
    "Submitter",
    "Tool",
    "WorkingCopy",
    "build_submission",
    "canonical_json",
    "change_hash",
    "check_motive",
    "checkout",
    "decide",
    "difference",
    "finding_key",
    "keep_motives",
    "load_document",
    "mark_handled",
    "merge",
    "open_working_copy",
    "pending",
    "preview_geojson",
    "read_decisions",
    "read_document",
    "read_handled",
    "read_motives",
    "read_receipt",
    "restoring",
    "revert",
    "sha256_hex",
    "summary_csv",
    "write_decisions",
    "write_submission",
]
