"""What a home visit found of the family's members, each beside what the register says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desil.accounts.masking import mask_name
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.changes.visit_findings import Subject, VisitChanges, conflicts, visit_changes
from desil.cases.kinds.kind import Kind
from desil.dictionary.tables import PERSON

Members = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class MemberAnswers:
    """What was answered of one person, by fact; `nik` empty where the form names nobody that this
    office knows."""

    nik: str
    answers: Mapping[str, str]


def member_label(nik: str, name: object) -> str:
    """A member as a list or a note calls them: first letters, and the NIK's last two digits."""
    return f"{mask_name(str(name or ''))} (NIK …{nik[-2:]})".strip()


def _gathered(told: Sequence[MemberAnswers], members: Members) -> tuple[dict[str, dict[str, str]],
                                                                         list[str]]:  # fmt: skip
    """The answers by member, the last one where a fact was answered twice; and what to say of that
    and of answers about nobody of the family."""
    found: dict[str, dict[str, str]] = {}
    remarks = []
    for one in told:
        given = {fact: text for fact, text in one.answers.items() if text.strip()}
        if one.nik not in members:
            listed = ", ".join(f"{fact}={text[:20]}" for fact, text in given.items())
            remarks.append(f"Orang yang diisi bukan anggota keluarga ini sekarang: {listed}.")
            continue
        before = found.setdefault(one.nik, {})
        who = member_label(one.nik, members[one.nik].get("name"))
        remarks += [
            f"{who}, {PERSON.column(fact).label.id}: diisi dua kali; yang terakhir dipakai."
            for fact, text in given.items()
            if before.get(fact, text) != text
        ]
        before |= given
    return found, remarks


def member_changes(
    kind: Kind, told: Sequence[MemberAnswers], members: Members, asked: Sequence[RequestedChange]
) -> VisitChanges:
    """The changes of a case after a visit, as `visit_changes` for each person that was answered
    for. `members` by NIK what the register says of the family's members now."""
    answered, remarks = _gathered(told, members)
    found, same = VisitChanges(tuple(asked), ()), list[RequestedChange]()
    for nik, answers in answered.items():
        about = Subject(PERSON, nik, member_label(nik, members[nik].get("name")))
        found = visit_changes(kind, answers, members[nik], found.asked, about)
        remarks += found.remarks
        same += found.as_recorded
    return VisitChanges(found.asked, tuple(remarks), tuple(same))


def member_conflicts(told: Sequence[MemberAnswers], then: Members, now: Members) -> tuple[str, ...]:
    """The answered facts that the register says otherwise now than `then`, person by person;
    whoever joined the family since is told of as one who had nothing recorded."""
    return tuple(
        remark
        for one in told
        if one.nik in now
        for remark in conflicts(
            one.answers,
            then.get(one.nik, {}),
            now[one.nik],
            Subject(PERSON, one.nik, member_label(one.nik, now[one.nik].get("name"))),
        )
    )
