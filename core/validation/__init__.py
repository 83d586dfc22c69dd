# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the shared schema, applied to the rows of a store or a working copy.

One engine serves the form, the panel, the algorithm, the export and the merge: make a ``Register`` of the
rows, then ``validate`` it whole or ``validate_record`` one record of it.
"""

from .corrections import Correction, Corrector, correction_of
from .engine import rule_ids, validate, validate_record, validate_records
from .finding import SEVERITIES, Finding, Report
from .register import Register, RowSource

__all__ = [
    "SEVERITIES",
    "Correction",
    "Corrector",
    "Finding",
    "Register",
    "Report",
    "RowSource",
    "correction_of",
    "rule_ids",
    "validate",
    "validate_record",
    "validate_records",
]
