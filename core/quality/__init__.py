# SPDX-License-Identifier: GPL-2.0-or-later
"""How good a register is (indicators Q1–Q5): shares of what could be right that are, by jurisdiction.

Every share is one where more is better, says what it counts, and how much it could not count. What is not
known is never taken for good.
"""

from .assess import Quality, assess
from .headlines import HEADLINES, PARTS, label_of
from .measure import Measure
from .mending import Mending, to_mend
from .reasons import reasons

__all__ = ["HEADLINES", "PARTS", "Measure", "Mending", "Quality", "assess", "label_of", "reasons", "to_mend"]
