# SPDX-License-Identifier: GPL-2.0-or-later
"""What PostgreSQL says in the code page of a French Windows, which psycopg2 cannot read (its issue 1442)."""

import psycopg2
import pytest
from service_points.core.errors import StoreError
from service_points.core.store.address import PostgisAddress
from service_points.core.store.postgis.session import connect

REFUSED = "FATAL:  authentification par mot de passe échouée pour l'utilisateur «\xa0anne\xa0»\n"
AWAY = "n'a pas pu se connecter au serveur : la connexion a été refusée\n\tLe serveur est-il démarré ?\n"


@pytest.mark.parametrize(
    ("message", "said"),
    [(REFUSED, "refusé le nom d’utilisateur ou le mot de passe"), (AWAY, "est injoignable")],
)
def test_messages_of_a_french_windows(monkeypatch, message, said):
    def refuse(**_):
        message.encode("cp1252").decode("utf-8")

    monkeypatch.setattr(psycopg2, "connect", refuse)
    with pytest.raises(StoreError) as caught:
        connect(PostgisAddress.parse("postgresql://anne@server/base?schema=casp"))
    assert said in caught.value.text.fr
    assert message.strip() in caught.value.details.strip()
    assert caught.value.__cause__ is None
