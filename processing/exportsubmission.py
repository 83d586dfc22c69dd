# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:exportsubmission``: what changed in a working copy, as one submission document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..core.errors import ExchangeError
from ..core.exchange import (
    Change,
    Reason,
    Submission,
    Tool,
    build_submission,
    difference,
    open_working_copy,
    preview_geojson,
    read_motives,
    summary_csv,
)
from ..core.exchange.outbox_entry import OutboxState
from ..core.exchange.package import package_name, write_package
from ..core.exchange.signature import sign
from ..core.schema import load_schema
from ..core.text import Plural, Text
from ..core.validation import Finding, Register, validate
from ..host.credentials import load_key
from ..host.language import language, say, tr
from ..host.resources import plugin_version
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .document_files import write_all
from .parameters import advanced, choice, explained
from .register import blocking, register_of
from .sending import send_submission
from .stores import database_help
from .submitter import submitter_of, who_parameters

_SHOWN = 10
_OPERATIONS = {"INSERTS": "insert", "UPDATES": "update", "DELETES": "delete", "CONFIRMS": "confirm"}


class ExportSubmission(SpAlgorithm):
    """Export a submission."""

    ID = "exportsubmission"
    GROUP = "register"
    TAGS = (
        "submission", "export", "edits", "changes", "working copy",
        "soumission", "exporter", "modifications", "changements", "copie de travail",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Export a submission")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Puts what changed in a working copy into one document for the stewards.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        domains = load_schema().domains
        reasons = tuple(code.code for code in domains["reason"].values if not code.deprecated)
        licences = tuple(code.code for code in domains["licence"].values if not code.deprecated)
        self.add_parameters(
            [
                explained(
                    QgsProcessingParameterFile(
                        "WORKING_COPY", tr("Working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                    ),
                    tr("The file in which the records were corrected; save the edits of its layers first."),
                ),
                *who_parameters(),
                explained(
                    choice("REASON", tr("Reason for the changes"), reasons, "correction"),
                    tr(
                        "Goes with the changes that were given none in the working copy. The reason "
                        "“other” needs a comment."
                    ),
                ),
                explained(
                    QgsProcessingParameterString("COMMENT", tr("Comment"), optional=True, multiLine=True),
                    tr("What the stewards should know about these changes."),
                ),
                advanced(
                    explained(
                        choice("LICENCE", tr("Licence of the contributed data"), licences, "unknown"),
                        tr("The licence under which the contributed data may be published."),
                    )
                ),
                self._target(),
                *_transport_parameters(),
            ]
        )
        self.addOutput(QgsProcessingOutputFile("SUBMISSION", tr("Submission document")))
        self.addOutput(QgsProcessingOutputFile("SUMMARY_CSV", tr("Table of the changes")))
        self.addOutput(QgsProcessingOutputFile("PREVIEW", tr("Map preview of the changes")))
        self.addOutput(QgsProcessingOutputFile("PACKAGE", tr("Package with all of them")))
        self.addOutput(QgsProcessingOutputString("STATE", tr("State of the submission")))
        self.add_numbers(
            {
                "INSERTS": tr("Records added"),
                "UPDATES": tr("Records changed"),
                "DELETES": tr("Records removed"),
                "CONFIRMS": tr("Records confirmed without change"),
            }
        )

    def _target(self) -> QgsProcessingParameterFolderDestination:
        folder = QgsProcessingParameterFolderDestination(
            "TARGET", tr("Folder for the submission"), optional=True, createByDefault=False
        )
        return explained(
            folder,
            tr(
                "Receives the document, a table of the changes and a map preview, under new names. Not "
                "needed when the submission is sent."
            ),
        )

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        target = self.parameterAsString(parameters, "TARGET", context).strip()
        where = self.parameterAsString(parameters, "TRANSPORT", context).strip()
        if not (target or where):
            raise ExchangeError(
                Text(
                    "Nothing was done: choose a folder for the submission, or say where to send it.",
                    "Rien n’a été fait : choisissez un dossier pour la soumission, ou indiquez où l’envoyer.",
                )
            )
        with open_working_copy(self.parameterAsFile(parameters, "WORKING_COPY", context)) as copy:
            changes = difference(copy, progress=CoreProgress(feedback, 0, 30))
            register = register_of(copy.store, CoreProgress(feedback, 30, 50))
            submission = build_submission(
                copy,
                submitter=submitter_of(self, parameters, context),
                reason=self._reason(parameters, context),
                reasons=read_motives(copy.store),
                tool=this_tool(),
                changes=changes,
                comment=self.parameterAsString(parameters, "COMMENT", context).strip() or None,
                licence=self.parameterAsEnumString(parameters, "LICENCE", context),
                language=language(),
            )
        key = self.parameterAsString(parameters, "KEY", context)
        if key:
            submission = sign(submission, load_key(key))
        _refuse_errors(register, changes, CoreProgress(feedback, 50, 95))
        check_cancelled(feedback)
        files: dict[str, str] = {}
        if target:
            with_package = self.parameterAsBool(parameters, "WRITE_PACKAGE", context)
            files = _write(submission, Path(target), with_package=with_package)
        state = OutboxState.DRAFT
        if where:
            authcfg = self.parameterAsString(parameters, "AUTHCFG", context)
            entry = send_submission(submission, where, authcfg, feedback)
            state = entry.state
            files.setdefault("SUBMISSION", str(entry.path))
        numbers = {name: int(submission.counts.get(op, 0)) for name, op in _OPERATIONS.items()}
        feedback.setProgress(100)
        feedback.pushInfo(
            tr(
                "The submission is ready: {path}. Records added: {inserts}; changed: {updates}; removed: "
                "{deletes}; confirmed: {confirms}."
            ).format(
                path=files["SUBMISSION"],
                inserts=numbers["INSERTS"],
                updates=numbers["UPDATES"],
                deletes=numbers["DELETES"],
                confirms=numbers["CONFIRMS"],
            )
        )
        return {**files, **numbers, "STATE": state.value, **({"TARGET": target} if target else {})}

    def _reason(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Reason:
        code = self.parameterAsEnumString(parameters, "REASON", context)
        return explained_reason(code, self.parameterAsString(parameters, "COMMENT", context), language())


def this_tool() -> Tool:
    """Return what a submission says of the program that made it."""
    return Tool("Service Points", plugin_version(), f"QGIS {Qgis.QGIS_VERSION}")


def explained_reason(code: str, comment: str, lang: str) -> Reason:
    """Return a reason for all changes; one that must be explained is explained by the comment."""
    if code in load_schema().submission["reasons_needing_text"] and comment.strip():
        return Reason(code, comment.strip(), lang)
    return Reason(code)


def _refuse_errors(register: Register, changes: Sequence[Change], progress: CoreProgress) -> None:
    """Raise ``ExchangeError`` when a changed record has an error: it would be refused at merge."""
    found = validate(register, today=date.today(), progress=progress)
    errors = blocking(found.findings, changes, register)
    if errors:
        lines = "\n".join(f"– {_line(finding)}" for finding in errors[:_SHOWN])
        raise ExchangeError(_BLOCKED.of(len(errors), lines=lines))


def _line(finding: Finding) -> str:
    return tr("{name} ({rule}): {message}").format(
        name=say(finding.record_name), rule=finding.rule, message=say(finding.message)
    )


def _transport_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterString("TRANSPORT", tr("Send to"), optional=True),
            " ".join(
                (
                    tr(
                        "A shared folder or a web address (WebDAV, or one that ends in /submissions), as the "
                        "steward gave it. The submission is kept in the outbox until its receipt is read."
                    ),
                    database_help(),
                )
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("AUTHCFG", tr("Login for the web address"), optional=True),
                tr("An authentication configuration of QGIS; never put a password in the address."),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("KEY", tr("Key to sign with"), optional=True),
                tr(
                    "The authentication configuration that holds the key you share with the steward; its "
                    "name is your jurisdiction’s code."
                ),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterBoolean("WRITE_PACKAGE", tr("Also write a package (.casp.zip)"), False),
                tr(
                    "One zip file with the document, the table, the map preview and a page that explains "
                    "them."
                ),
            )
        ),
    ]


def _write(submission: Submission, folder: Path, *, with_package: bool) -> dict[str, str]:
    """Write the document and what goes with it into the folder: all of them or none."""
    stem = submission.file_name.split(".casp", maxsplit=1)[0]
    parts = {
        "SUBMISSION": (submission.file_name, submission.data),
        "SUMMARY_CSV": (f"{stem}.summary.csv", summary_csv(submission, language=language())),
        "PREVIEW": (f"{stem}.preview.geojson", preview_geojson(submission)),
    }
    if with_package:
        parts["PACKAGE"] = (package_name(submission), write_package(submission))
    written = write_all(folder, dict(parts.values()))
    return dict(zip(parts, map(str, written)))


_BLOCKED = Plural(
    Text(
        "Nothing was exported: {n} error stands on the changed records. Correct it, then export "
        "again.\n{lines}",
        "Rien n’a été exporté\u00a0: les fiches modifiées comportent {n} erreur. Corrigez-la, puis exportez "
        "de nouveau.\n{lines}",
    ),
    Text(
        "Nothing was exported: {n} errors stand on the changed records. Correct them, then export "
        "again.\n{lines}",
        "Rien n’a été exporté\u00a0: les fiches modifiées comportent {n} erreurs. Corrigez-les, puis "
        "exportez de nouveau.\n{lines}",
    ),
)
