"""What an applicant reads of a case: what was asked for and what became of it, what has happened.

No names of staff and no notes; of facts only the family's and the applicant's own.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from desil.cases.kinds.words import reasons, satisfaction_answers, step_rules
from desil.cases.models import CaseChange
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.dictionary.results import CorrectionOutcome
from desil.dictionary.tables import FAMILY, PERSON, SPECIFIC
from desil.ui.family.facts import said

_TABLES = {FAMILY.name: FAMILY, PERSON.name: PERSON}


def _answer(change: CaseChange) -> tuple[str, str]:
    column = _TABLES[change.fact_table].column(change.fact)
    if change.fact in SPECIFIC[change.fact_table]:  # a ticket and a birth date do not open these
        return said(column.label), _("tidak ditampilkan")
    is_code = column.codes is not None and change.new_value.isdigit()
    if column.codes is None or not is_code:
        return said(column.label), change.new_value
    return said(column.label), said(column.codes.label_of(int(change.new_value)))


def asked_of(file: CaseFile) -> list[tuple[str, str, str]]:
    """Every fact that should change: its label, the new answer, and what the national release
    made of it (empty before there is one)."""
    words = {
        CorrectionOutcome.TAKEN_OVER.value: _("sudah ada di rilis pusat"),
        CorrectionOutcome.IGNORED.value: _("belum ada di rilis pusat"),
        CorrectionOutcome.CONTRADICTED.value: _("rilis pusat berisi lain"),
        CorrectionOutcome.GONE.value: _("tidak ada di rilis pusat"),
    }
    own = {file.case.family_number, file.applicant.nik if file.applicant else None}
    return [
        (*_answer(change), words.get(change.outcome, ""))
        for change in file.changes
        if change.fact_table in _TABLES and change.subject in own
    ]


def rating_of(file: CaseFile) -> str:
    """What the applicant said of how the case was handled, in words; empty before they did."""
    given = [e.details.get("answer", "") for e in file.history if e.move == Move.RATE.value]
    answers = satisfaction_answers()
    return said(answers[given[-1]].label) if given and given[-1] in answers else ""


def happened_of(file: CaseFile) -> list[tuple[str, str]]:
    """What has happened, each with its day."""
    words = {
        Move.ENTER.value: _("Permohonan diterima"),
        Move.RETURN.value: _("Diminta melengkapi"),
        Move.REFUSE.value: _("Ditolak"),
        Move.OBJECT.value: _("Keberatan Anda diterima"),
        Move.WITHDRAW.value: _("Anda menarik permohonan"),
        Move.MERGE.value: _("Digabung dengan permohonan yang sama"),
        Move.REOPEN.value: _("Dibuka lagi"),
        Move.RATE.value: _("Anda menjawab satu pertanyaan"),
        Move.IGNORE.value: _("Rilis pusat belum memuat perubahan Anda"),
        Move.CONTRADICT.value: _("Rilis pusat berisi lain. Anda boleh mengajukan lagi"),
    }
    rules = {step.value: rule for step, rule in step_rules().items()}
    found = []
    for event in file.history:
        when = timezone.localtime(event.at).strftime("%d-%m-%Y")
        if event.move == Move.ADVANCE.value and event.step:
            found.append((when, _("Selesai: %(step)s") % {"step": said(rules[event.step].label)}))
        elif event.move in words:
            why = f": {said(reasons()[event.reason].label)}" if event.reason in reasons() else ""
            found.append((when, words[event.move] + why))
    return found
