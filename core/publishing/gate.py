# SPDX-License-Identifier: GPL-2.0-or-later
"""The publication gate (schema, section F): what of a store everyone may see, and why the rest stays back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..choices import DEFAULT_LICENCE
from ..errors import InputError
from ..progress import SILENT, Part, Progress, check
from ..schema import Field, Table
from ..store import Row, Store
from ..text import Text
from ..validation import Finding, Register, validate
from ..validation.record import PRIVATE_TABLES, called, key_of, name_of
from ..validation.register import Row as ValidatedRow
from .licences import attribution_of_source, chosen_licence, open_licences
from .publication import TABLES, Cleared, Doubtful, Publication, PublishedStore, Withheld

OPEN_STATUSES = ("active", "temporarily_closed")
_ERRORS = ("reject", "error")
_STATUS_TABLES = ("service_point", "service", "service_at_point")
_BINDING = ("source_id", "point_id", "service_id", "organization_id")
"""References that say what a record belongs to or comes from: without them it says less, or another thing."""
_PERSONAL = "S03"
_CHECK_EVERY = 1000

_WORKING_COPY = Text(
    "“{title}” is a working copy, not the shared store: what has not been merged must not be published. "
    "Choose the shared store.",
    "«\u00a0{title}\u00a0» est une copie de travail et non le dépôt partagé\u00a0: ce qui n’a pas été "
    "fusionné ne doit pas être publié. Choisissez le dépôt partagé.",
)
_PARTNERS = Text("It is for government partners only.", "Réservé aux partenaires gouvernementaux.")
_ONLY_AT_PARTNERS = Text(
    "It is offered only at points for government partners.",
    "Offert seulement à des points réservés aux partenaires gouvernementaux.",
)
_NEVER = Text("Records of this kind are never published.", "Les fiches de ce genre ne sont jamais publiées.")
_STATUS = Text("Its status is “{status}”.", "État\u00a0: «\u00a0{status}\u00a0».")
_ERROR = Text(
    "It has an error that must be corrected first ({rule}): {message}",
    "Erreur à corriger d’abord ({rule})\u00a0: {message}",
)
_LICENCE = Text(
    "The licence “{licence}” does not allow publication, or is in no list of licences of this store.",
    "La licence «\u00a0{licence}\u00a0» ne permet pas la publication ou ne figure dans aucune liste de "
    "licences de ce dépôt.",
)
_REFERENCE = Text(
    "It refers to “{name}” ({table}), which is not published.",
    "Renvoie à la fiche «\u00a0{name}\u00a0» ({table}), qui n’est pas publiée.",
)
_UNUSED = Text("No published record refers to it.", "Aucune fiche publiée n’y renvoie.")


def publication_of(
    store: Store, *, licence: str = DEFAULT_LICENCE, progress: Progress = SILENT
) -> Publication:
    """Return what of a shared store may be published.

    - ``service_point``: visibility public, status active or temporarily closed; services and what is offered
      at a point: the same status.
    - No record with an error of the validator, judged on the day the store was last changed: the same store
      gives the same publication on any day.
    - No record whose source may not be published (S04) or has a licence of no list.
    - What belongs to a record that stays back stays back too; other references to it are left empty.
    - Organizations and sources only where a published record refers to them.
    - Unpublished fields, partnerships, point profiles and the ledger: never.

    ``licence`` is that of the publication as a whole. Raises ``InputError`` for a working copy or a licence
    that is not open; ``StoreError``, ``Cancelled``.
    """
    info = store.info
    if info.working_copy is not None:
        raise InputError(_WORKING_COPY.format(title=info.title))
    register = Register.from_store(store, progress=Part(progress, 0.0, 0.3))
    published = PublishedStore(
        info.store_id,
        info.revision,
        info.title,
        info.updated_at,
        info.schema_version,
        info.schema_sha256,
        info.steward_email,
    )
    return publication_of_register(register, published, licence=licence, progress=Part(progress, 0.3, 1.0))


def publication_of_register(
    register: Register, info: PublishedStore, *, licence: str, progress: Progress = SILENT
) -> Publication:
    """Return what of the rows of a store may be published; see ``publication_of``."""
    licences = open_licences(register.schema, register.rows("domain_value"))
    chosen = chosen_licence(licences, licence)
    today = date.fromisoformat(info.updated_at[:10])
    findings = validate(register, today=today, progress=Part(progress, 0.0, 0.8)).findings
    gate = _Gate(register, findings, licences)
    gate.pass_all(Part(progress, 0.8, 1.0))
    attribution = {
        row["id"]: attribution_of_source(row, licences[row["licence"]]) for row in gate.rows["source"]
    }
    doubtful = [
        Doubtful(each.table, each.record_id, each.record_name, each.field, each.message)
        for each in findings
        if each.rule == _PERSONAL and each.field is not None and gate.shows(each)
    ]
    return Publication(info, gate.rows, chosen, attribution, gate.withheld, gate.cleared, doubtful)


class _Gate:
    """Lets rows through, table by table in the order of their references."""

    def __init__(
        self, register: Register, findings: Iterable[Finding], licences: Mapping[str, object]
    ) -> None:
        self._register = register
        self._licences = licences
        self._errors: dict[tuple[str, str], Finding] = {}
        for finding in findings:
            if finding.severity in _ERRORS:
                self._errors.setdefault((finding.table, finding.record_id), finding)
        self._domains = {
            field.domain for name in TABLES for field in _public(register.schema.tables[name]) if field.domain
        }
        self._partners_only = _only_at_partners(register)
        self._passed: dict[str, dict[str, ValidatedRow]] = {name: {} for name in TABLES}
        self.rows: dict[str, list[Row]] = {}
        self.withheld: list[Withheld] = []
        self.cleared: list[Cleared] = []

    def pass_all(self, progress: Progress) -> None:
        """Decide on every row; ``rows``, ``withheld`` and ``cleared`` hold the result."""
        for done, name in enumerate(TABLES):
            progress.report(done / len(TABLES))
            self._pass_table(self._register.schema.tables[name], progress)
        for name in sorted(PRIVATE_TABLES):
            table = self._register.schema.tables[name]
            for row in self._register.rows(name):
                self._withhold(table, key_of(table, row), row, ("never", _NEVER))
        self._drop_unused("organization", "organization_id", ("service_point", "service"))
        self._drop_orphans()
        self._drop_unused("source", "source_id", ("service_point", "service_area", "external_id"))
        for name in TABLES:
            check(progress)
            self.rows[name] = self._published(self._register.schema.tables[name])
        progress.report(1.0)

    def shows(self, finding: Finding) -> bool:
        """Return whether the field that a finding is about is published."""
        field = self._register.schema.tables[finding.table].by_name.get(finding.field or "")
        known = self._passed.get(finding.table, {})
        return field is not None and field.publish and finding.record_id in known

    def _pass_table(self, table: Table, progress: Progress) -> None:
        passed = self._passed[table.name]
        binding = [
            field
            for field in _public(table)
            if field.references and field.type != "set" and (field.required or field.name in _BINDING)
        ]
        for done, row in enumerate(self._register.rows(table.name)):
            if done % _CHECK_EVERY == 0:
                check(progress)
            if table.name == "domain_value" and row.get("domain") not in self._domains:
                continue
            key = key_of(table, row)
            reason = self._reason(table, key, row, binding)
            if reason is None:
                passed[key] = row
            else:
                self._withhold(table, key, row, reason)

    def _reason(
        self, table: Table, key: str, row: ValidatedRow, binding: Iterable[Field]
    ) -> tuple[str, Text] | None:
        """Return why a row stays back, ``None`` when everyone may see it."""
        reason = self._own_reason(table, key, row)
        if reason is None and (table.name, key) in self._errors:
            error = self._errors[table.name, key]
            text = _ERROR.format(rule=error.rule, message=error.message)
            reason = ("licence" if error.rule == "S04" else "error"), text
        return reason or self._foreign_reason(table, row, binding)

    def _own_reason(self, table: Table, key: str, row: ValidatedRow) -> tuple[str, Text] | None:
        """Return what a row says of itself that keeps it back."""
        if table.name == "service_point" and row.get("visibility") != "public":
            return "partners", _PARTNERS
        if table.name == "service" and key in self._partners_only:
            return "partners", _ONLY_AT_PARTNERS
        if table.name in _STATUS_TABLES and row.get("status") not in OPEN_STATUSES:
            return "status", _STATUS.format(status=self._label(table.by_name["status"], row.get("status")))
        if table.name == "source" and row.get("licence") not in self._licences:
            return "licence", self._closed(row)
        return None

    def _foreign_reason(
        self, table: Table, row: ValidatedRow, binding: Iterable[Field]
    ) -> tuple[str, Text] | None:
        """Return what is wrong with a record that a row belongs to."""
        for target, value in _owners(table, row, binding):
            if value not in self._passed.get(target, {}):
                source = self._register.find("source", value) if target == "source" else None
                if source is not None and source.get("licence") not in self._licences:
                    return "licence", self._closed(source)
                return "reference", self._refers_to(target, value)
        for field in _public(table):
            if field.required and field.references and field.type == "set" and not self._codes(field, row):
                return "reference", self._refers_to(field.references[0], (row.get(field.name) or [""])[0])
        return None

    def _drop_unused(self, name: str, field: str, users: Iterable[str]) -> None:
        """Keep the rows of a table that rows of ``users`` refer to, and their parents."""
        passed = self._passed[name]
        wanted = {row[field] for user in users for row in self._passed[user].values() if row.get(field)}
        parents = [key for key in wanted if key in passed]
        while parents:
            parent = passed[parents.pop()].get("parent_id")
            if parent in passed and parent not in wanted:
                wanted.add(parent)
                parents.append(parent)
        for key in [key for key in passed if key not in wanted]:
            self._withhold(self._register.schema.tables[name], key, passed.pop(key), ("unused", _UNUSED))

    def _drop_orphans(self) -> None:
        """Withhold telephone numbers and identifiers of organizations that turned out to be unused."""
        organizations = self._passed["organization"]
        for name, field in (("phone", "organization_id"), ("external_id", "entity_id")):
            table, passed = self._register.schema.tables[name], self._passed[name]
            for key, row in list(passed.items()):
                owner = row.get(field)
                mine = name == "phone" or row["entity_table"] == "organization"
                if mine and owner is not None and owner not in organizations:
                    reason = "reference", self._refers_to("organization", owner)
                    self._withhold(table, key, passed.pop(key), reason)

    def _published(self, table: Table) -> list[Row]:
        """Return the rows of a table with publishable fields, sorted, without a reference to what is not."""
        fields = _public(table)
        names = [field.name for field in fields]
        passed = self._passed[table.name]
        found: list[Row] = [{name: passed[key].get(name) for name in names} for key in sorted(passed)]
        for field in fields:
            if field.references is None:
                continue
            target = self._passed[field.references[0]]
            for row in found:
                value = row[field.name]
                if field.type == "set" and value is not None:
                    row[field.name] = self._codes(field, row) or None
                elif field.type != "set" and value is not None and value not in target:
                    row[field.name] = None
                if row[field.name] != value:
                    self.cleared.append(Cleared(table.name, key_of(table, row), field.name))
        return found

    def _codes(self, field: Field, row: ValidatedRow) -> list[str]:
        """Return the codes of a set that are published themselves."""
        target = self._passed[field.references[0]] if field.references else {}
        return [code for code in row.get(field.name) or () if code in target]

    def _withhold(self, table: Table, key: str, row: ValidatedRow, reason: tuple[str, Text]) -> None:
        name = called(self._register, table, row)
        self.withheld.append(Withheld(table.name, key, name, *reason))

    def _refers_to(self, table: str, key: object) -> Text:
        definition = self._register.schema.tables.get(table)
        row = None if definition is None else self._register.find(table, key)
        name = None if row is None else name_of(row)
        label = table if definition is None else definition.label
        return _REFERENCE.format(name=name or Text(str(key), str(key)), table=label)

    def _closed(self, source: ValidatedRow) -> Text:
        field = self._register.schema.tables["source"].by_name["licence"]
        return _LICENCE.format(licence=self._label(field, source.get("licence")))

    def _label(self, field: Field, code: object) -> Text:
        domain = self._register.schema.domains[field.domain or ""]
        known = domain.by_code.get(str(code))
        return Text(str(code), str(code)) if known is None else known.label


def _owners(table: Table, row: ValidatedRow, binding: Iterable[Field]) -> Iterator[tuple[str, object]]:
    """Yield table and key of the records without which a row cannot be published."""
    for field in binding:
        if field.references is not None and row.get(field.name) is not None:
            yield field.references[0], row[field.name]
    if table.name == "external_id":
        yield str(row.get("entity_table")), row.get("entity_id")


def _public(table: Table) -> list[Field]:
    return [field for field in table.fields if field.publish]


def _only_at_partners(register: Register) -> set[str]:
    """Return the services offered at points that are not public and at no other.

    A link that has ended offers nothing; of a service with ended links only, these say where it was.
    """
    seen: dict[tuple[bool, str], bool] = {}
    for link in register.rows("service_at_point"):
        point = register.find("service_point", link.get("point_id"))
        hidden = point is not None and point.get("visibility") != "public"
        key = link.get("status") in OPEN_STATUSES, str(link.get("service_id"))
        seen[key] = seen.get(key, True) and hidden
    return {
        service
        for (offered, service), hidden in seen.items()
        if hidden and (offered or (True, service) not in seen)
    }
