# SPDX-License-Identifier: GPL-2.0-or-later
"""Every French sentence says our words (the table of scripts/words.py), and the table catches what is not."""

import pytest


@pytest.fixture
def words(script):
    return script("words")


def test_every_sentence_says_our_words(words):
    assert sum(1 for _ in words.sentences()) > 4000
    assert words.findings() == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Nearest service point", "Point de vente le plus proche"),
        ("Call centres", "Centres de contact"),
        ("Catchments of all points", "Bassins de tous les points"),
        ("Floating catchments", "Zones de desserte"),
        ("Send the submission", "Envoyer l’envoi"),
        ("Wait for the steward", "Attendre le gardien"),
        ("The draft is saved", "Le brouillon est enregistré"),
        ("Open data of the publisher", "Données ouvertes du publicateur"),
        ("Your e-mail", "Votre email"),
        ("Digital", "Canal digital"),
        ("Web address", "Adresse web"),
        ("Save", "Sauvegarder"),
        ("Weekend", "Week-end"),
        ("The format is supported", "Le format est supporté"),
        ("Based on roads", "Basé sur les routes"),
        ("The log", "Le log"),
    ],
)
def test_other_words_are_found(words, english, french):
    assert list(words.faults(english, french))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Nearest service point", "Point de service le plus proche"),
        ("Stewards decide", "L’intendance décide"),
        ("Service points of a working copy", "Points de service d’une copie de travail"),
        ("The log", "Le journal"),
        ("Web address", "Adresse Web"),
        ("“{path}” is no e-mail", "«\u00a0{path}\u00a0» n’est pas un courriel"),
        ("See https://mail.example.ca/web", "Voir https://mail.example.ca/web"),
    ],
)
def test_our_words_pass(words, english, french):
    assert list(words.faults(english, french)) == []


def test_words_of_the_table_are_those_that_metadata_uses(words):
    assert set(words.TAGS.values()) >= {"points de service", "zone de desserte", "cohabitation"}
