# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong between a service of open data and us: what happened, what it means, what to do next."""

from __future__ import annotations

import requests
from requests.compat import urlsplit

from ...errors import InputError
from ...text import Text
from ...web.addresses import redacted


class ServiceError(InputError):
    """A service did not give what was asked for. ``status`` is that of HTTP, or the service's own word."""

    def __init__(self, text: Text, details: str = "", *, status: int | None = None) -> None:
        super().__init__(text, details)
        self.status = status


class LimitError(ServiceError):
    """A service sends more than is taken."""


_BAD_ADDRESS = Text(
    "“{host}” is not an address that data can be read from. Nothing was read; it begins with https:// and a "
    "host, without a user name or password in it.",
    "« {host} » n’est pas une adresse d’où l’on peut lire des données. Rien n’a été lu; elle commence par "
    "https:// et un hôte, sans nom d’utilisateur ni mot de passe.",
)
_UNAUTHORIZED = Text(
    "“{host}” asks for a login, or does not know the one it got. The data cannot be read without it. Choose "
    "an authentication configuration, or check it in the options of QGIS.",
    "« {host} » demande une identification, ou ne reconnaît pas celle qu’il a reçue. Les données ne peuvent "
    "être lues sans elle. Choisissez une configuration d’authentification, ou vérifiez-la dans les options "
    "de QGIS.",
)
_FORBIDDEN = Text(
    "“{host}” does not let you read this. Ask its publisher for the right to, or for a public address.",
    "« {host} » ne vous permet pas cette lecture. Demandez-en le droit à l’éditeur, ou une adresse publique.",
)
_NOT_FOUND = Text(
    "“{host}” has nothing at this address: the data may have moved. Look up the present address in the "
    "publisher’s catalogue.",
    "« {host} » n’a rien à cette adresse : les données ont peut-être été déplacées. Cherchez l’adresse "
    "actuelle dans le catalogue de l’éditeur.",
)
_PROXY = Text(
    "A proxy between this computer and “{host}” did not let the request through. Set the proxy and its login "
    "in Settings > Options > Network, then try again.",
    "Un serveur mandataire entre cet ordinateur et « {host} » n’a pas laissé passer la requête. Réglez le "
    "mandataire et son identification dans Préférences > Options > Réseau, puis réessayez.",
)
_BUSY = Text(
    "“{host}” is busy or being maintained, also after several attempts. Try again later, or with smaller "
    "pages.",
    "« {host} » est occupé ou en maintenance, même après plusieurs essais. Réessayez plus tard, ou avec des "
    "pages plus petites.",
)
_BROKEN = Text(
    "“{host}” failed while it answered (status {status}). Try again later; if it fails again, ask the "
    "publisher.",
    "« {host} » a fait défaut en répondant (état {status}). Réessayez plus tard; si l’échec se répète, "
    "demandez à l’éditeur.",
)
_REFUSED = Text(
    "“{host}” refused the request (status {status}). Check the address and what was asked for.",
    "« {host} » a refusé la requête (état {status}). Vérifiez l’adresse et ce qui a été demandé.",
)
_PAGE = Text(
    "“{host}” sent a web page, not data: perhaps a login page, or the page that describes the data. Use the "
    "address of the data itself, and check the authentication configuration.",
    "« {host} » a envoyé une page Web et non des données : peut-être une page de connexion, ou celle qui "
    "décrit les données. Utilisez l’adresse des données mêmes et vérifiez la configuration "
    "d’authentification.",
)
_NOT_THIS = Text(
    "“{host}” did not answer as {service} does. Check that the address is that of such a service, and its "
    "kind.",
    "« {host} » n’a pas répondu comme le fait {service}. Vérifiez que l’adresse est celle d’un tel service, "
    "ainsi que son type.",
)
_SAID = Text(
    "“{host}” refused the request and says: “{said}”. Check the address and what was asked for.",
    "« {host} » a refusé la requête et répond : « {said} ». Vérifiez l’adresse et ce qui a été demandé.",
)
_REDIRECT = Text(
    "“{host}” sends on to “{target}”. It was not followed: {reason} If the publisher confirms the new "
    "address, use it.",
    "« {host} » renvoie vers « {target} ». Ce renvoi n’a pas été suivi : {reason} Si l’éditeur confirme "
    "la nouvelle adresse, utilisez-la.",
)
_CERTIFICATE = Text(
    "The certificate of “{host}” is not trusted, so it may be another server. Nothing was read. Ask your IT "
    "service to add its authority in Settings > Options > Authentication.",
    "Le certificat de « {host} » n’est pas fiable; il pourrait s’agir d’un autre serveur. Rien n’a été lu. "
    "Demandez à votre service informatique d’ajouter son autorité dans Préférences > Options > "
    "Authentification.",
)
_SILENT = Text(
    "“{host}” did not answer in time. Try again later, or with smaller pages.",
    "« {host} » n’a pas répondu à temps. Réessayez plus tard, ou avec des pages plus petites.",
)
_UNREACHABLE = Text(
    "“{host}” cannot be reached or the connection broke. Check the network and the address, then try again.",
    "« {host} » est inaccessible ou la connexion a été coupée. Vérifiez le réseau et l’adresse, puis "
    "réessayez.",
)
_TOO_MUCH = Text(
    "“{host}” sends more than is taken: {limit}. Ask for less (a filter, smaller pages, fewer columns), or "
    "download the data and import the file.",
    "« {host} » envoie plus que ce qui est accepté : {limit}. Demandez-en moins (un filtre, des pages plus "
    "petites, moins de colonnes), ou téléchargez les données et importez le fichier.",
)

_OTHER_REFERENCE = Text(
    "“{host}” gives positions in “{crs}” although longitude and latitude were asked for; read as they are "
    "they would be elsewhere. Download the data in that system and import the file.",
    "« {host} » donne des positions en « {crs} » alors que la longitude et la latitude ont été demandées; "
    "lues telles quelles, elles seraient ailleurs. Téléchargez les données dans ce système et importez le "
    "fichier.",
)

OTHER_SCHEME = Text("it is not a web address.", "ce n’est pas une adresse Web.")
DOWNGRADE = Text(
    "anybody on the way could read and change what is not encrypted.",
    "n’importe qui sur le trajet pourrait lire et modifier ce qui n’est pas chiffré.",
)
PRIVATE = Text(
    "it leads from the public web into a private network or to this computer.",
    "il mène du Web public vers un réseau privé ou cet ordinateur.",
)
OTHER_SERVER = Text(
    "your login would go to a server that nobody chose.",
    "vos identifiants iraient à un serveur que personne n’a choisi.",
)
TOO_MANY = Text("there were too many one after another.", "il y en a eu trop l’un après l’autre.")

_BY_STATUS = {
    401: _UNAUTHORIZED,
    403: _FORBIDDEN,
    404: _NOT_FOUND,
    407: _PROXY,
    410: _NOT_FOUND,
    429: _BUSY,
    498: _UNAUTHORIZED,  # of ArcGIS: the token is invalid
    499: _UNAUTHORIZED,  # of ArcGIS: a token is wanted
    503: _BUSY,
}
_SERVER_FAILED = 500
_MOST_SAID = 300


def bad_address(url: str) -> ServiceError:
    return ServiceError(_BAD_ADDRESS.format(host=redacted(url)))


def refused(url: str, status: int) -> ServiceError:
    """Return what an error status means."""
    text = _BY_STATUS.get(status, _BROKEN if status >= _SERVER_FAILED else _REFUSED)
    return _problem(text, url, f"HTTP {status}", status=status)


def said(url: str, message: str, status: int | None = None) -> ServiceError:
    """Return what a service says in an answer that HTTP calls a success."""
    if status in _BY_STATUS:
        return _problem(_BY_STATUS[status], url, message[:_MOST_SAID], status=status)
    return _problem(_SAID, url, status=status, said=" ".join(redacted(message).split())[:_MOST_SAID])


def web_page(url: str) -> ServiceError:
    return _problem(_PAGE, url)


def unexpected(url: str, service: str, details: str = "") -> ServiceError:
    return _problem(_NOT_THIS, url, details, service=service)


def redirected(url: str, target: str, reason: Text) -> ServiceError:
    return _problem(_REDIRECT, url, target=redacted(target), reason=reason)


def other_reference(url: str, reference: object) -> ServiceError:
    """Return what it means that positions are in another system than was asked for."""
    return _problem(_OTHER_REFERENCE, url, crs=str(reference)[:80])


def too_much(url: str, limit: Text) -> LimitError:
    problem = _problem(_TOO_MUCH, url, limit=limit)
    return LimitError(problem.text, problem.details)


def unreachable(url: str, error: requests.RequestException) -> ServiceError:
    """Return what it means that no answer came."""
    details = redacted(f"{type(error).__name__}: {error}")
    if isinstance(error, requests.exceptions.SSLError):
        return _problem(_CERTIFICATE, url, details)
    if isinstance(error, requests.exceptions.ProxyError):
        return _problem(_PROXY, url, details)
    return _problem(_SILENT if isinstance(error, requests.Timeout) else _UNREACHABLE, url, details)


def _problem(
    text: Text, url: str, details: str = "", *, status: int | None = None, **values: object
) -> ServiceError:
    host = urlsplit(url).hostname or redacted(url)
    where = f"{redacted(url)}\n{details}".strip()
    return ServiceError(text.format(host=host, status=status, **values), where, status=status)
