"""What somebody fills in for a move of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from desil.cases.actions.moving import LONGEST_NOTE
from desil.cases.kinds.words import Step
from desil.cases.letters.papers import brought_papers, papers_received
from desil.cases.queries.case_file import CaseFile
from desil.cases.whereabouts import Whereabouts, place_of
from desil.cases.workflow.events import Officer
from desil.cases.workflow.guards import has_entered
from desil.cases.workflow.letter_claims import reasons_shown
from desil.dictionary.areas import city_villages
from desil.office.cases.words import document_label, outcome_label, reason_label, step_label
from desil.ui.places import place_name

RESIDENT_AGREES = "resident_agrees"


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, typed or chosen."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


def note_field(label: Any, *, required: bool = False) -> forms.CharField:
    """Free text for colleagues."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(forms.Form):
    """One move; `seen` is how many events the page showed. `file` says what may be chosen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, file: CaseFile, move: str, data: Any = None, *, by: Officer) -> None:
        super().__init__(data, auto_id=f"{move}_%s", initial={"seen": file.case.events})
        self.by = by
        self.prepare(file)

    def prepare(self, file: CaseFile) -> None:
        """Fields and choices of this case."""

    def renew(self, file: CaseFile) -> None:
        """Let a form that was sent be sent again on the case as its page shows it now."""
        if self.is_bound:
            told = QueryDict(mutable=True)
            told.update(self.data)
            told["seen"] = str(file.case.events)
            self.data = told

    @property
    def words(self) -> list[tuple[str, str]]:
        """What was typed or chosen, with its labels, where the move is no longer possible."""
        return [
            (str(field.label), str(field.value()))
            for field in self.visible_fields()
            if field.value()
        ]


class AdvanceForm(MoveForm):
    """The step is done; what is asked depends on the step."""

    def prepare(self, file: CaseFile) -> None:
        """Minutes of a deliberation, the day of a visit, or the answer."""
        step = file.state.step
        if step is Step.DELIBERATE:
            _ask_deliberation(self)
        if step is Step.VISIT:
            self.fields["visited_on"] = day_field(_("Tanggal kunjungan"))
        if step is Step.ANSWER:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Hasil"),
                choices=[(code, outcome_label(code)) for code in file.kind.outcomes],
                widget=forms.RadioSelect,
            )
        if step is Step.ANSWER:
            self.fields["note"] = note_field(_("Jawaban untuk pemohon"), required=True)
            self.fields["note"].help_text = _("Dicetak di surat dan dibaca pemohon di tiketnya.")
        else:
            self.fields["note"] = note_field(_("Catatan (boleh kosong)"))
        if RESIDENT_AGREES in self.data:
            self.ask_resident()

    def ask_resident(self) -> None:
        """Ask whether the applicant knows that the changes may cost the family its place."""
        self.fields[RESIDENT_AGREES] = forms.BooleanField(
            label=_("Pemohon sudah ditanya dan tetap meminta perubahan ini"), required=False
        )

    @property
    def details(self) -> dict[str, object]:
        """What is written down with the step."""
        agrees = self.cleaned_data.get(RESIDENT_AGREES)
        return _written_down(self.cleaned_data) | ({RESIDENT_AGREES: True} if agrees else {})


class ReasonForm(MoveForm):
    """A coded reason, and a note."""

    reason = forms.ChoiceField(label=_("Alasan"))
    note = note_field(_("Catatan (boleh kosong)"))

    is_return = False

    def prepare(self, file: CaseFile) -> None:
        """The reasons of this case type at this step, without those that the case shows not to be
        so."""
        allowed = reasons_shown(file.kind, file.state, is_return=self.is_return)
        self.fields["reason"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", _("pilih alasan")),
            *((code, reason_label(code)) for code in allowed),
        ]


class RefusalForm(ReasonForm):
    """A reason; the papers that it is about; and where a deliberation may refuse, its day and how
    many came."""

    documents = forms.MultipleChoiceField(
        label=_("Berkas yang dimaksud (boleh kosong)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self, file: CaseFile) -> None:
        """Whoever entered the case refuses it only as a deliberation decided; only papers that came
        are named."""
        super().prepare(file)
        came = [(name, document_label(name)) for name in papers_received(file.state)]
        self.fields["documents"].choices = came  # type: ignore[attr-defined] # a ChoiceField
        if not came:
            del self.fields["documents"]
        if file.state.step is Step.DELIBERATE:
            must = has_entered(file.state, self.by)
            _ask_deliberation(self, required=must)

    @property
    def details(self) -> dict[str, object]:
        """The deliberation, where one refused, and the papers that are named."""
        named = self.cleaned_data.get("documents")
        return _written_down(self.cleaned_data) | ({"documents": named} if named else {})


def _ask_deliberation(form: forms.Form, *, required: bool = True) -> None:
    form.fields["held_on"] = day_field(_("Tanggal musyawarah"), required=required)
    form.fields["attended"] = forms.IntegerField(
        label=_("Jumlah yang hadir"), min_value=1, max_value=5000, required=required
    )


def _written_down(told: Mapping[str, Any]) -> dict[str, object]:
    names = ("held_on", "attended", "visited_on")
    found = {n: told[n] for n in names if told.get(n) is not None}
    return {n: v if isinstance(v, int) else v.isoformat() for n, v in found.items()}


class ReturnForm(ReasonForm):
    """A reason, the papers that must come (again), what the applicant reads, and the steps to take
    afresh."""

    is_return = True

    documents = forms.MultipleChoiceField(
        label=_("Berkas yang harus dibawa atau dikirim"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    again = forms.MultipleChoiceField(
        label=_("Diulang juga"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self, file: CaseFile) -> None:
        """Only steps that were taken, and papers that an applicant can bring."""
        super().prepare(file)
        self.tells_specific = file.kind.tells_specific
        self.fields["documents"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (name, document_label(name)) for name in brought_papers(file.kind)
        ]
        if not self.fields["documents"].choices:  # type: ignore[attr-defined] # a ChoiceField
            del self.fields["documents"]
        note = self.fields["note"]
        if self.tells_specific:
            note.label = _("Catatan untuk rekan (tidak dibaca pemohon)")
        else:
            note.label = _("Yang perlu dilengkapi, untuk pemohon")
            note.help_text = _("Dicetak di surat dan dibaca pemohon di tiketnya.")
        taken = [s for s in (Step.DELIBERATE, Step.VISIT) if s in file.state.takers]
        if not taken:
            del self.fields["again"]
            return
        self.fields["again"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (s.value, step_label(s.value)) for s in taken
        ]

    def clean(self) -> dict[str, Any]:
        """The letter has to say what is missing: papers or words."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        says = told.get("documents") or (told.get("note") and not self.tells_specific)
        if not says and ("documents" in self.fields or not self.tells_specific):
            self.add_error(
                "documents" if "documents" in self.fields else "note",
                _("Surat harus menyebut apa yang kurang: pilih berkasnya, atau tulis."),
            )
        return told


class NoteForm(MoveForm):
    """A text that must be there."""

    note = note_field(_("Catatan"), required=True)


class HandOverForm(NoteForm):
    """Where a case goes: asked only of a family that the newest release does not list."""

    to_village = forms.ChoiceField(
        label=_("Kelurahan tujuan"),
        required=False,
        help_text=_("Rilis tidak mendaftar keluarga ini: pilih kelurahan tempat mereka sekarang."),
    )
    field_order = ("seen", "to_village", "note")

    def prepare(self, file: CaseFile) -> None:
        """The other kelurahan of the city, or nothing to choose where the release says it."""
        if place_of(file.case).whereabouts is not Whereabouts.GONE:
            del self.fields["to_village"]
            return
        names = {v.bps: place_name(v.name) for v in city_villages()}
        names.pop(file.case.village_code, None)
        chosen = sorted(names.items(), key=lambda named: named[1])
        self.fields["to_village"].choices = [("", _("pilih kelurahan")), *chosen]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["to_village"].required = True


class OtherForm(MoveForm):
    """The number of another case."""

    other = forms.CharField(
        label=_("Nomor permohonan yang lain"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "2026-000017"}),
    )
