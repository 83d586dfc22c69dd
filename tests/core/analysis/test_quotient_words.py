# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences about pairs of types, in both languages."""

import numpy as np
import pytest
from service_points.core.analysis.quotient import Quotients
from service_points.core.analysis.quotient_words import p_text, quotient_text, sentences, type_label
from service_points.core.text import Text

LABELS = [Text("Library", "Bibliothèque"), Text("School", "École")]


def said(clq, p, *, above=None, b=1, n=5, alone=0):
    """The sentence about one pair, with plain spaces."""
    found = Quotients(
        a=np.array([0]),
        b=np.array([b]),
        n_a=np.array([n]),
        n_b=np.array([0 if b and np.isnan(clq) else n]),
        alone=np.array([alone]),
        clq=np.array([clq]),
        p_value=np.array([p]),
        above=np.array([clq > 1 if above is None else above]),
        overall=1.0,
        overall_p=1.0,
    )
    (sentence,) = sentences(found, LABELS)
    return sentence.en, sentence.fr.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("clq", "p", "en", "fr"),
    [
        (
            1.8, 0.004,
            "Points of type “Library” are found near points of type “School” 1.8 times as often as chance "
            "would give (p = 0.004).",
            "Les points de type « Bibliothèque » se trouvent près de points de type « École » 1,8 fois plus "
            "souvent que le hasard ne le donnerait (p = 0,004).",
        ),
        (
            0.426, 0.02,
            "Points of type “Library” are found near points of type “School” less often than chance would "
            "give: 0.43 times as often (p = 0.020).",
            "Les points de type « Bibliothèque » se trouvent près de points de type « École » moins souvent "
            "que le hasard ne le donnerait, soit 0,43 fois la fréquence attendue (p = 0,020).",
        ),
        (
            1.8, 0.3,
            "Points of type “Library” are found near points of type “School” 1.8 times as often as chance "
            "would give, a difference that chance alone can explain (p = 0.300).",
            "Les points de type « Bibliothèque » se trouvent près de points de type « École » 1,8 fois plus "
            "souvent que le hasard ne le donnerait, écart que le hasard seul peut expliquer (p = 0,300).",
        ),
    ],
)  # fmt: skip
def test_a_sentence_for_each_pair(clq, p, en, fr):
    assert said(clq, p) == (en, fr)


def test_never_evenly_and_one_another():
    assert said(0.0, 0.01)[0].startswith("Points of type “Library” are never found near")
    assert "moins souvent" in said(0.0, 0.01)[1]
    assert said(0.0, 0.5)[0].endswith("which chance alone can explain (p = 0.500).")
    assert "about as often as chance" in said(1.001, 0.9)[0]
    assert "à peu près aussi souvent" in said(1.001, 0.9)[1]
    assert " near one another 2.0 times" in said(2.0, 0.01, b=0)[0]
    assert " près les uns des autres 2,0 fois" in said(2.0, 0.01, b=0)[1]


def test_the_other_tail_is_no_evidence():
    """Above one, though fewer than chance gives in nearly all permutations: that is no finding."""
    assert "chance alone can explain" in said(1.2, 0.02, above=False)[0]


def test_why_nothing_can_be_told():
    nan = float("nan")
    assert said(nan, nan, b=0, n=1)[0].endswith("there is only one.")
    assert said(nan, nan, n=5)[0].endswith("there is none of type “School”.")
    assert said(nan, nan, n=5, alone=5)[1].endswith("aucun de type « Bibliothèque » n’a de voisin.")
    assert said(nan, nan, b=0, n=5, alone=5)[1].endswith("aucun n’a de voisin.")


def test_numbers():
    written = [quotient_text(x).en for x in (0.0, 0.0004, 0.0312, 0.97, 1.03, 1.06, 12.64)]
    assert written == ["0", "0.0004", "0.03", "0.97", "1.03", "1.1", "12.6"]
    assert p_text(0.0002).fr == "p < 0,001"
    assert p_text(1.0).en == "p = 1.000"


def test_codes_of_the_shared_schema_get_their_labels():
    """Typed from the schema: a code of a list has words in both languages; anything else stays."""
    assert type_label("channel", "in_person") == Text("In person", "En personne")
    assert type_label("channel", "submarine") == Text("submarine", "submarine")
    assert type_label("order_of_government", "federal") == Text("federal", "federal")
