# SPDX-License-Identifier: GPL-2.0-or-later
"""What a web server's answer means for a submission: what happened, what it means, what to do next."""

from __future__ import annotations

import requests
from requests.compat import urlsplit

from ...text import Text
from ...web.addresses import redacted
from .model import TransportError
from .problems import KEPT

_UNAUTHORIZED = Text(
    "“{host}” does not know the user name or password. {kept} Check the authentication configuration in the "
    "options of QGIS, then send again.",
    "« {host} » ne reconnaît pas le nom d’utilisateur ou le mot de passe. {kept} Vérifiez la configuration "
    "d’authentification dans les options de QGIS, puis renvoyez.",
)
_FORBIDDEN = Text(
    "“{host}” knows you but does not let you do this. {kept} Ask the steward for the right to send "
    "submissions and to read receipts.",
    "« {host} » vous reconnaît mais ne vous permet pas cette opération. {kept} Demandez à l’intendance le "
    "droit d’envoyer des soumissions et de lire les accusés.",
)
_NOT_FOUND = Text(
    "There is no inbox at the address on “{host}”. {kept} Check the address with the steward: it is the "
    "folder that holds “inbox” and “receipts”, or it ends in /submissions.",
    "Il n’y a pas de boîte de réception à l’adresse indiquée sur « {host} ». {kept} Vérifiez l’adresse "
    "auprès de l’intendance : c’est le dossier qui contient « inbox » et « receipts », ou elle se termine "
    "par /submissions.",
)
_NOT_ALLOWED = Text(
    "The address on “{host}” is a web page or a folder that takes no files. {kept} Ask the steward for the "
    "address of the exchange.",
    "L’adresse sur « {host} » est celle d’une page Web ou d’un dossier qui n’accepte pas de fichiers. {kept} "
    "Demandez à l’intendance l’adresse d’échange.",
)
_PROXY = Text(
    "A proxy between this computer and “{host}” did not let the request through. {kept} Set the proxy and "
    "its login in Settings > Options > Network, then send again.",
    "Un serveur mandataire entre cet ordinateur et « {host} » n’a pas laissé passer la requête. {kept} "
    "Réglez le mandataire et son identification dans Préférences > Options > Réseau, puis renvoyez.",
)
_TOO_LARGE = Text(
    "“{host}” does not take a document of this size. {kept} Make several submissions of fewer edits, or ask "
    "the steward to raise the server’s limit to 20 MB.",
    "« {host} » n’accepte pas un document de cette taille. {kept} Faites plusieurs soumissions comptant "
    "moins de modifications, ou demandez à l’intendance de porter la limite du serveur à 20 Mo.",
)
_NO_ROOM = Text(
    "“{host}” has no room left. {kept} Tell the steward, then send again.",
    "« {host} » n’a plus d’espace. {kept} Prévenez l’intendance, puis renvoyez.",
)
_BUSY = Text(
    "“{host}” is busy or being maintained. {kept} Send again later; the same submission is never taken "
    "twice.",
    "« {host} » est occupé ou en maintenance. {kept} Renvoyez plus tard; une même soumission n’est jamais "
    "prise en compte deux fois.",
)
_BROKEN = Text(
    "“{host}” failed while it answered (status {status}), so whether the submission arrived is not known. "
    "{kept} Send again later; the same submission is never taken twice. If it fails again, ask the steward "
    "whether the inbox is there and can be written.",
    "« {host} » a fait défaut en répondant (état {status}); on ne sait donc pas si la soumission est "
    "arrivée. {kept} Renvoyez plus tard; une même soumission n’est jamais prise en compte deux fois. Si "
    "l’échec se répète, demandez à l’intendance si la boîte de réception existe et peut être modifiée.",
)
_REFUSED = Text(
    "“{host}” refused the request (status {status}). {kept} Ask the steward what it means.",
    "« {host} » a refusé la requête (état {status}). {kept} Demandez à l’intendance ce que cela signifie.",
)
_PAGE = Text(
    "“{host}” answered with a web page, not with what was asked for: perhaps a login page. {kept} Check the "
    "address and the authentication configuration, then try again.",
    "« {host} » a répondu par une page Web et non par ce qui était demandé : peut-être une page de "
    "connexion. {kept} Vérifiez l’adresse et la configuration d’authentification, puis réessayez.",
)
_REDIRECT = Text(
    "“{host}” sends the request on to “{target}”. It was not followed: your login and the submission would "
    "go to an address nobody chose. {kept} If the steward confirms the new address, set it.",
    "« {host} » renvoie la requête vers « {target} ». Elle n’a pas été suivie : vos identifiants et la "
    "soumission iraient à une adresse que personne n’a choisie. {kept} Si l’intendance confirme la nouvelle "
    "adresse, enregistrez-la.",
)
_CERTIFICATE = Text(
    "The certificate of “{host}” is not trusted, so it may be another server. Nothing was sent. {kept} Ask "
    "your IT service to add its authority in Settings > Options > Authentication.",
    "Le certificat de « {host} » n’est pas fiable; il pourrait s’agir d’un autre serveur. Rien n’a été "
    "envoyé. {kept} Demandez à votre service informatique d’ajouter son autorité dans Préférences > Options "
    "> Authentification.",
)
_SILENT = Text(
    "“{host}” did not answer in time. {kept} Send again later; the same submission is never taken twice.",
    "« {host} » n’a pas répondu à temps. {kept} Renvoyez plus tard; une même soumission n’est jamais prise "
    "en compte deux fois.",
)
_UNREACHABLE = Text(
    "“{host}” cannot be reached or the connection broke. {kept} Check the network and the address, then send "
    "again; the same submission is never taken twice.",
    "« {host} » est inaccessible ou la connexion a été coupée. {kept} Vérifiez le réseau et l’adresse, puis "
    "renvoyez; une même soumission n’est jamais prise en compte deux fois.",
)

_BY_STATUS = {
    401: _UNAUTHORIZED,
    403: _FORBIDDEN,
    404: _NOT_FOUND,
    405: _NOT_ALLOWED,
    407: _PROXY,
    409: _NOT_FOUND,  # WebDAV: the folder to write to is missing (RFC 4918, section 9.7.1)
    410: _NOT_FOUND,
    413: _TOO_LARGE,
    429: _BUSY,
    501: _NOT_ALLOWED,
    503: _BUSY,
    507: _NO_ROOM,
}
_SERVER_FAILED = 500


def refused(url: str, status: int, *, may_have_arrived: bool = False) -> TransportError:
    """Return what an error status means."""
    text = _BY_STATUS.get(status, _BROKEN if status >= _SERVER_FAILED else _REFUSED)
    unknown = may_have_arrived and text is _BROKEN
    return _problem(text, url, f"HTTP {status}", may_have_arrived=unknown, status=status)


def web_page(url: str) -> TransportError:
    return _problem(_PAGE, url)


def redirected(url: str, target: str) -> TransportError:
    return _problem(_REDIRECT, url, target=redacted(target))


def unreachable(url: str, error: requests.RequestException, *, may_have_arrived: bool) -> TransportError:
    """Return what it means that no answer came."""
    details = redacted(f"{type(error).__name__}: {error}")
    if isinstance(error, requests.exceptions.SSLError):
        return _problem(_CERTIFICATE, url, details)
    if isinstance(error, requests.exceptions.ProxyError):
        return _problem(_PROXY, url, details)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        may_have_arrived = False
    text = _SILENT if isinstance(error, requests.exceptions.Timeout) else _UNREACHABLE
    return _problem(text, url, details, may_have_arrived=may_have_arrived)


def _problem(
    text: Text, url: str, details: str = "", *, may_have_arrived: bool = False, **values: object
) -> TransportError:
    host = urlsplit(url).hostname or redacted(url)
    where = f"{redacted(url)}\n{details}".strip()
    return TransportError(
        text.format(host=host, kept=KEPT, **values), where, may_have_arrived=may_have_arrived
    )
