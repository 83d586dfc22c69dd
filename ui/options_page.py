# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in QGIS's Options: what a person may choose, and what the organization chose."""

from __future__ import annotations

from typing import Callable

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFormLayout, QGroupBox, QVBoxLayout, QWidget

from ..core.errors import InputError
from ..core.schema import load_schema
from ..host import log
from ..host.language import languages as spoken_languages
from ..host.language import say, tr
from ..host.settings import Settings, change
from .accessible import scroll_area
from .guide import open_guide
from .options_rows import OptionRow, choice_row, flag_row, line_row, number_row, path_row
from .pages import sentence
from .signing_key import SigningKey

Applied = Callable[[Settings, Settings], None]
"""Told what was in force before, and what is now."""

_MOST_PROCESSES, _MOST_MEGABYTES = 60, 10_000_000


class OptionsPage(QgsOptionsPageWidget):
    """Nothing is kept before OK. Answers that cannot be used are named and left as they were."""

    def __init__(self, applied: Applied, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._applied, self._before = applied, Settings.load()
        self.setObjectName("ServicePointsOptions")
        self.rows: dict[str, OptionRow] = {}
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._tell()
        known = self._before
        self._add(tr("Panel"), self._panel_rows(known))
        self._add(tr("Submissions"), self._submission_rows(known))
        self._add(tr("Large Analyses"), self._analysis_rows(known))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Help)
        helping = self.buttons.button(QDialogButtonBox.StandardButton.Help)
        helping.setText(tr("Help for These Settings"))
        self.buttons.helpRequested.connect(lambda: open_guide("settings"))
        self._layout.addWidget(self.buttons)
        self._layout.addStretch(1)
        area = scroll_area(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def isValid(self) -> bool:  # noqa: N802
        """Return whether all answers can be used; newer versions of QGIS ask before they close."""
        return not [row for row in self.rows.values() if row.problem()]

    def apply(self) -> None:
        """Keep what can be used, and let the panel follow at once."""
        answers = {name: row.read() for name, row in self.rows.items() if not row.problem()}
        try:
            after = change(**answers)
        except InputError as problem:  # not expected: every answer was checked
            log.error(problem)
            return
        before, self._before = self._before, after
        self._applied(before, after)

    def _tell(self) -> None:
        """Say at the top what the organization decided, and which settings are broken."""
        if self._before.end_user:
            self._layout.addWidget(
                sentence(
                    tr("End-user mode, set by your organization: the tools of data stewards are hidden.")
                )
            )
        for problem in self._before.problems:
            self._layout.addWidget(sentence(say(problem)))

    def _add(self, title: str, rows: list[OptionRow]) -> None:
        box = QGroupBox(title)
        form = QFormLayout(box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for row in rows:
            row.add_to(form)
            row.show_origin(self._before)
            self.rows[row.name] = row
        self._layout.addWidget(box)

    @staticmethod
    def _panel_rows(known: Settings) -> list[OptionRow]:
        languages = [("", tr("Language of QGIS"))]
        for code, title in spoken_languages().items():
            languages.append((known.language if known.language[:2].lower() == code else code, title))
        store = path_row("store", tr("Store to open first"), known.store, tr("GeoPackage (*.gpkg)"))
        store.widget.setToolTip(
            tr("The file of a shared store, or postgis:connection/schema. Empty: the panel asks.")
        )
        place = line_row("jurisdiction", tr("Your jurisdiction"), known.jurisdiction, "CA-ON-3506")
        place.widget.setToolTip(tr("Its code in the register. Working copies are offered for it first."))
        return [
            choice_row("language", tr("Language"), known.language, languages),
            store,
            place,
            flag_row("follow_map", tr("List only the points in the map view"), known.follow_map),
        ]

    @staticmethod
    def _submission_rows(known: Settings) -> list[OptionRow]:
        licences = load_schema().domains["licence"].values
        offered = [("", tr("Ask each time"))]
        offered += [(code.code, say(code.label)) for code in licences if not code.deprecated]
        key = SigningKey(known.signing_key)
        signing = OptionRow("signing_key", tr("Sign with"), key, key.currentData)
        key.currentIndexChanged.connect(signing.on_edited)
        return [
            line_row("submitter_name", tr("Your name"), known.submitter_name),
            line_row("submitter_email", tr("Role mailbox"), known.submitter_email),
            line_row("submitter_role", tr("Role"), known.submitter_role),
            line_row("submitter_organization", tr("Organization"), known.submitter_organization),
            choice_row("submitter_licence", tr("Licence of the data"), known.submitter_licence, offered),
            signing,
            path_row("inbox_folder", tr("Folder of submissions"), known.inbox_folder),
            path_row("receipts_folder", tr("Folder of receipts"), known.receipts_folder),
        ]

    @staticmethod
    def _analysis_rows(known: Settings) -> list[OptionRow]:
        automatic = (tr("As the computer allows"), "")
        none = (tr("Keep none"), f"\u00a0{tr('MB')}")
        keys, certificates = tr("Private key (*.pem *.key)"), tr("Certificate (*.pem *.crt *.cer)")
        scheduler = line_row(
            "cluster_address", tr("Cluster scheduler"), known.cluster_address, "tls://server:8786"
        )
        scheduler.widget.setToolTip(tr("A dask.distributed scheduler. Empty: this computer does the work."))
        return [
            number_row("processes", tr("Processes"), known.processes, _MOST_PROCESSES, automatic),
            number_row(
                "graph_cache_mb", tr("Disk for road graphs"), known.graph_cache_mb, _MOST_MEGABYTES, none
            ),
            scheduler,
            path_row("cluster_ca", tr("Authority of the cluster"), known.cluster_ca, certificates),
            path_row(
                "cluster_certificate",
                tr("Certificate of this computer"),
                known.cluster_certificate,
                certificates,
            ),
            path_row("cluster_key", tr("Private key of this computer"), known.cluster_key, keys),
        ]
