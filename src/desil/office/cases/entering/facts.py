"""Guided questions: every fact that a case type may change, with the value that stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import HAPPENING, RequestedChange
from desil.cases.changes.values import stored_text
from desil.cases.kinds.kind import Kind
from desil.dictionary.codelist import FIRST_COARSE_CODE
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column
from desil.dictionary.column import Kind as Holds
from desil.dictionary.columns.notes import column_notes
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON, SPECIFIC
from desil.office.cases.words import village_label
from desil.ui.family.facts import answer_text, said

_TABLES = {FAMILY.name: FAMILY, PERSON.name: PERSON}


@dataclass(frozen=True, slots=True)
class FactSection:
    """Questions about the family, or about one member."""

    heading: str
    fields: list[BoundField]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Question:
    table: str
    fact: str
    subject: str
    now: str | None = None


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _answer_field(column: Column, now: str) -> forms.Field:
    told: dict[str, Any] = {
        "label": said(column.label),
        "required": False,
        "help_text": _("Sekarang: %(value)s. %(means)s")
        % {"value": now, "means": said(column_notes()[column.name].means)},
    }
    codes = column.codes or (YES_NO if column.kind is Holds.YES_NO else None)
    if codes is not None:
        choices = [
            (str(c.value), said(c.label)) for c in codes.codes if c.value < FIRST_COARSE_CODE
        ]
        return forms.ChoiceField(choices=[("", _("tetap")), *choices], **told)
    if column.kind is Holds.DATE:
        return forms.DateField(widget=_day(), input_formats=["%Y-%m-%d"], **told)
    if column.kind is Holds.INTEGER:
        return forms.IntegerField(min_value=column.minimum, max_value=column.maximum, **told)
    return forms.CharField(max_length=200, **told)


def _happening_field(name: str) -> forms.Field:
    happening = happenings()[name]
    told: dict[str, Any] = {"label": said(happening.label), "required": False}
    if happening.value == "date":
        return forms.DateField(widget=_day(), input_formats=["%Y-%m-%d"], **told)
    help_text = _("Kode kelurahan (BPS)") if happening.value == "village" else _("16 angka")
    return forms.CharField(max_length=16, help_text=help_text, **told)


class FactsForm(forms.Form):
    """What should be otherwise; empty means that it stays. `family` None: not in the register.
    Health and disability are asked for where `specific` says that the reader sees them."""

    def __init__(
        self,
        kind: Kind,
        family: KnownFamily | None,
        data: Any = None,
        *,
        specific: bool = False,
    ) -> None:
        super().__init__(data, auto_id="fakta_%s")
        self.specific = specific
        self.asked: dict[str, _Question] = {}
        self.headings: dict[str, list[str]] = {}
        self._ask("k", _("Keluarga dan rumah"), kind, FAMILY.name, "", family.row if family else {})
        for place, (nik, row) in enumerate(sorted(family.members.items()) if family else ()):
            self._ask(f"a{place}", str(row.get("name") or "–"), kind, PERSON.name, nik, row)

    def _ask(
        self, key: str, heading: str, kind: Kind, table: str, nik: str, row: Mapping[str, Any]
    ) -> None:
        names = []
        for fact in kind.facts.get(table, ()):
            if fact in SPECIFIC[table] and not self.specific:
                continue
            column = _TABLES[table].column(fact)
            names.append(
                self._add(
                    f"{key}-{fact}",
                    _Question(table, fact, nik, stored_text(row.get(fact))),
                    _answer_field(column, answer_text(column, row.get(fact))),
                )
            )
        for fact in kind.happenings:
            if happenings()[fact].about == table:
                asked = _Question(HAPPENING, fact, nik)
                names.append(self._add(f"{key}-{fact}", asked, _happening_field(fact)))
        if names:
            self.headings[f"{key} {heading}"] = names

    def _add(self, name: str, asked: _Question, field: forms.Field) -> str:
        self.fields[name], self.asked[name] = field, asked
        return name

    @property
    def sections(self) -> Iterator[FactSection]:
        """The questions in groups, the family's first; open where something was filled in."""
        for heading, names in self.headings.items():
            fields = [self[name] for name in names]
            is_open = any(field.value() or field.errors for field in fields)
            yield FactSection(heading.partition(" ")[2], fields, is_open)

    def changes(self, *, is_seen: bool = False) -> tuple[RequestedChange, ...]:
        """What a valid form asks to change, or what was seen at a visit; an answer that is recorded
        already changes nothing."""
        found = []
        for name, asked in self.asked.items():
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                text = value.isoformat() if isinstance(value, date) else str(value)
                if text != asked.now:
                    found.append(
                        RequestedChange(asked.table, asked.fact, text, asked.subject, is_seen)
                    )
        return tuple(found)


def village_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Kelurahan to choose from, by name."""
    return sorted(((code, village_label(code)) for code in codes), key=lambda v: v[1])
