# SPDX-License-Identifier: GPL-2.0-or-later
"""The pseudo-locale: English with accents, in brackets, longer by 40 %, to see what another language meets.

    python3 scripts/i18n.py pseudo
    SERVICE_POINTS_LANGUAGE=qps make desktop

What is cut off is too narrow for a longer language; what has no accents is not translatable.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import i18n

_ACCENTS = str.maketrans("aceiouynszlrtdghACEIOUYNSZ", "åçëîöûÿñšžļŕţđğĥÅÇËÎÖÛÝÑŠŽ")
_MORE = "ôñé ţŵô ţĥŕéé ƒöûŕ ƒîṽé šîẋ šéṽéñ éîğĥţ ñîñé ţéñ "
_KEPT = re.compile(r"(\{[^}]*\}|%n|<[^>]*>|&\w+;|https?://\S+)")


def longer(text: str) -> str:
    """Return a sentence as no language has it: accented, in brackets, and longer by 40 %.

    What is filled in, markup and addresses stay; a form of dates stays whole.
    """
    if not re.search(r"[^\W\d_]{2}", _KEPT.sub("", text)) or re.fullmatch(r"[dMyHhm:,. ]+", text):
        return text
    parts = _KEPT.split(text)
    accented = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    n_more = max(1, math.ceil(0.4 * len(text)) - 3)  # the brackets and the space count
    more = (_MORE * (n_more // len(_MORE) + 1))[:n_more].strip()
    return f"[{accented} {more}]"


def write_pseudo(root: Path = i18n.ROOT) -> Path:
    """Make the pseudo-locale in ``build/`` and compile it beside the others, where git keeps neither."""
    path = root / "build" / "i18n" / i18n.ts_path(i18n.PSEUDO).name
    path.parent.mkdir(parents=True, exist_ok=True)
    made = {
        context: [
            replace(each, forms=(longer(each.source),) * (2 if each.plural else 1))
            for each in wanted.values()
        ]
        for context, wanted in i18n.contexts_of(i18n.PSEUDO, root).items()
    }
    path.write_text(i18n.render(i18n.PSEUDO, made), encoding="utf-8")
    target = i18n.ts_path(i18n.PSEUDO, root).with_suffix(".qm")
    i18n.compile_ts(path, target)
    return target
