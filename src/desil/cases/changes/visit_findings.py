"""What a home visit found, beside what the register says and what the case asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.changes.values import checked_value, stored_text
from desil.cases.kinds.kind import Kind
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Table
from desil.dictionary.column import Kind as ColumnKind
from desil.dictionary.tables import FAMILY
from desil.errors import UsageFault


@dataclass(frozen=True, slots=True)
class VisitChanges:
    """`asked`: the changes that the case should ask for from now on; `remarks`: what a colleague
    has to know of the answers that are no change; `as_recorded`: the facts that were asked to
    change and are as the register has them."""

    asked: tuple[RequestedChange, ...]
    remarks: tuple[str, ...]
    as_recorded: tuple[RequestedChange, ...] = ()


def in_words(column: Column, value: str | None) -> str:
    """A stored value by its label; "belum tercatat" for none."""
    if value is None:
        return "belum tercatat"
    codes = column.codes or (YES_NO if column.kind is ColumnKind.YES_NO else None)
    if codes is None or not value.isdigit() or int(value) not in codes.stored_values:
        return f"{value} {column.unit}".strip()
    return codes.label_of(int(value)).id


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom answers are about: the case's family, or a member by NIK; `told` how a remark calls
    them, so that nobody's name or number stands whole in a note."""

    table: Table = FAMILY
    nik: str = ""
    told: str = ""

    def says(self, column: Column) -> str:
        """A fact in a remark, with whom it is about."""
        return f"{self.told}, {column.label.id}" if self.told else column.label.id

    def is_subject_of(self, change: RequestedChange) -> bool:
        """Whether a change is about them."""
        return change.table == self.table.name and change.subject == self.nik


_THE_FAMILY = Subject()


def _answer(
    kind: Kind, about: Subject, fact: str, given: str, recorded: str | None
) -> RequestedChange | str | None:
    """The change that an answer makes, a remark, or None where the register says the same."""
    column = about.table.column(fact)
    try:
        value = checked_value(column, given)
    except UsageFault as fault:
        return f"{about.told}, {fault.message}" if about.told else fault.message
    if value == recorded:
        return None
    if fact not in kind.facts.get(about.table.name, ()):
        return (
            f"{about.says(column)}: di rumah {in_words(column, value)}, tercatat "
            f"{in_words(column, recorded)}; jenis pengaduan ini tidak mengubahnya."
        )
    return RequestedChange(about.table.name, fact, value, about.nik, is_seen=True)


def visit_changes(
    kind: Kind,
    answers: Mapping[str, str],
    recorded: Mapping[str, object],
    asked: Sequence[RequestedChange],
    about: Subject = _THE_FAMILY,
) -> VisitChanges:
    """The changes of a case after a visit: what was asked before, with each answered fact as the
    visitor saw it. `answers` and `recorded` by fact of whom they are `about`, `asked` as the case
    had it.

    An answer that the register has already takes a request for that fact away, with a remark; a
    fact that was not answered stays as it was asked.
    """
    changes, remarks, same = [], [], []
    answered = {fact: given for fact, given in answers.items() if given.strip()}
    before = {change.fact: change for change in asked if about.is_subject_of(change)}
    kept = [c for c in asked if not about.is_subject_of(c) or c.fact not in answered]
    for fact, given in answered.items():
        made = _answer(kind, about, fact, given, stored_text(recorded.get(fact)))
        if isinstance(made, RequestedChange):
            changes.append(made)
        elif made is not None:
            remarks.append(made)
            kept += [before[fact]] if fact in before else []
        elif fact in before:
            column, now = about.table.column(fact), stored_text(recorded.get(fact)) or ""
            same.append(RequestedChange(about.table.name, fact, now, about.nik, is_seen=True))
            remarks.append(
                f"{about.says(column)}: diminta {in_words(column, before[fact].new_value)}, di "
                "rumah sama dengan yang tercatat; permintaannya dihapus."
            )
    return VisitChanges((*kept, *changes), tuple(remarks), tuple(same))


def conflicts(
    answers: Mapping[str, str],
    then: Mapping[str, object] | None,
    now: Mapping[str, object],
    about: Subject = _THE_FAMILY,
) -> tuple[str, ...]:
    """The answered facts that the register says otherwise now than `then`, when the phone took the
    form; `then` is None where that publication is no longer kept."""
    if then is None:
        return ("Terbitan yang dilihat ponsel sudah tidak tersimpan: periksa setiap fakta.",)
    told = []
    for fact, given in answers.items():
        before, after = stored_text(then.get(fact)), stored_text(now.get(fact))
        if given.strip() and before != after:
            column = about.table.column(fact)
            told.append(
                f"{about.says(column)}: berubah sejak formulir diambil, dulu "
                f"{in_words(column, before)}, kini {in_words(column, after)}, di rumah "
                f"{in_words(column, given.strip())}."
            )
    return tuple(told)
