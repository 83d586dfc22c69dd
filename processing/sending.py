# SPDX-License-Identifier: GPL-2.0-or-later
"""Sending a submission from an algorithm: it is kept in the outbox first, whatever happens then."""

from __future__ import annotations

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ..core.exchange import Submission
from ..core.exchange.outbox_entry import Entry
from ..core.exchange.transports import TransportError, is_private, is_url, redacted
from ..host import log
from ..host.databases import is_database
from ..host.exchange import open_transport, profile_outbox
from ..host.language import say, tr
from .base import CoreProgress


def send_submission(
    submission: Submission, where: str, authcfg: str, feedback: QgsProcessingFeedback
) -> Entry:
    """Keep a submission in the profile's outbox and send it to a folder, a web address or a database.

    Raises ``QgsProcessingException`` when it was not sent, or when nobody knows; the outbox has it then.
    ``ExchangeError`` when it cannot even be kept.
    """
    transport = open_transport(where, authcfg, CoreProgress(feedback, 95, 100))
    if is_url(where) and not is_database(where) and is_private(where):
        feedback.pushWarning(
            tr(
                "“{address}” is on this computer or in a local network; only use it if the steward said so."
            ).format(address=redacted(where))
        )
    outbox = profile_outbox()
    number = outbox.add(submission).submission_id
    try:
        entry = outbox.send(number, transport, place=where.strip())
    except TransportError as problem:
        raise QgsProcessingException(
            tr("{message} It is this file: {path}").format(
                message=log.error(problem), path=outbox.entry(number).path
            )
        ) from problem
    feedback.pushInfo(
        tr("{state}: {where}. A copy is in the outbox until the receipt is read: {path}").format(
            state=say(entry.state.label), where=entry.where, path=entry.path
        )
    )
    return entry
