"""Taking a visit form from a phone: whole before it is acknowledged, once however often sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.changing import current_changes
from desil.cases.actions.evidence import KeptEvidence, attach_evidence, keep_evidence
from desil.cases.actions.history import event_of
from desil.cases.actions.moving import LONGEST_NOTE, case_seen, locked_case
from desil.cases.actions.steps import Named, advance, propose_changes, write_note
from desil.cases.changes.member_findings import (
    MemberAnswers,
    Members,
    member_changes,
    member_conflicts,
    member_label,
)
from desil.cases.changes.register import (
    KnownFamily,
    family_then,
    is_published_now,
    members_then,
)
from desil.cases.changes.requested_changes import HAPPENING, RequestedChange
from desil.cases.changes.visit_findings import conflicts, visit_changes
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.evidence.photo import Place
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseChange, CaseEvent, FieldSubmission
from desil.cases.whereabouts import family_of
from desil.cases.workflow.events import Move, Officer
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import PERSON
from desil.errors import Conflict, DesilError, Refused


@dataclass(frozen=True, slots=True)
class VisitForm:
    """A filled-in visit form. `instance_id` is the phone's own; `number` the case's; `seen` what
    the phone had seen ("<publication>.<events of the case>"); `answers` by fact of the family,
    `members` by person; `photos` the document of each file name; `content` the form as it came."""

    instance_id: str
    form_version: str
    number: str
    seen: str
    visited_on: str
    place: Place | None
    answers: Mapping[str, str]
    photos: Mapping[str, str]
    remark: str
    content: str
    members: tuple[MemberAnswers, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenVisit:
    """What is kept, and whether its answers came now for the first time."""

    submission: FieldSubmission
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who acts, when, and the log."""

    by: Officer
    at: datetime
    journal: Journal

    def named(self) -> Named:
        return {"by": self.by, "at": self.at, "journal": self.journal}


def take_visit(
    form: VisitForm,
    files: Mapping[str, bytes],
    *,
    folder: EvidenceFolder,
    by: Officer,
    at: datetime,
    journal: Journal,
) -> TakenVisit:
    """Keep a visit form and the files that came with it, in one transaction: its answers become
    the case's proposed changes, its photos evidence, and what does not fit a note. Files may come
    in several sendings; when all that the form names are there, the visit is done.

    A case that no longer waits for a visit still takes the form, as a note. NotFound for no case
    in the territory, Conflict for an instance id that came with other content, Refused for whoever
    visits no homes, UsageFault for a file that is no photo.
    """
    if not by.may(Permission.CASE_VISIT):
        raise Refused("Mencatat kunjungan bukan wewenang Anda.", hint="Minta pendamping.")
    hand = _Hand(by, at, journal)
    pictures = _kept_pictures(form, files, folder)
    with recorded(journal, "FIELD_SUBMIT", "case", by=by.actor, at=at) as record:
        case = locked_case(form.number)
        record.object_id, record.purpose = case.number, Purpose.VISIT
        if case.family_number:
            record.subjects = (journal.family(case.family_number),)
        kept, is_new = _kept_form(case, form, hand)
        if is_new:
            _take_answers(case, form, hand)
        new = {n: picture for n, picture in pictures.items() if n not in kept.arrived}
        refused = [_add_photo(case, form, picture, hand) for picture in new.values()]
        kept.arrived |= {name: p.found.original_sha256 for name, p in new.items()}
        _remark(case, filter(None, refused), hand)
        if kept.whole_at is None and set(form.photos) <= set(kept.arrived):
            kept.whole_at = at
            _end_visit(case, form, hand)
        kept.save(update_fields=["arrived", "whole_at"])
        record.payload.update(is_new=is_new, photos=len(new), is_whole=kept.whole_at is not None)
    return TakenVisit(kept, is_new)


def _kept_pictures(
    form: VisitForm, files: Mapping[str, bytes], folder: EvidenceFolder
) -> dict[str, KeptEvidence]:
    """The photos that are new, kept by file name, before any lock: decoding them takes longer than
    all the rest, and whoever writes the log waits for whoever wrote before. A case that is not seen
    keeps nothing (NotFound)."""
    case_seen(form.number)
    before = FieldSubmission.objects.filter(instance_id=form.instance_id).first()
    arrived = before.arrived if before else {}
    return {
        name: keep_evidence(form.photos[name], content, folder)
        for name, content in files.items()
        if name in form.photos and name not in arrived
    }


def _kept_form(case: Case, form: VisitForm, hand: _Hand) -> tuple[FieldSubmission, bool]:
    """The row of this instance, new or from before; Conflict where it was another form's."""
    digest = sha256(form.content.encode()).hexdigest()
    first = {
        "case": case,
        "village_code": case.village_code,
        "form_version": form.form_version,
        "seen": form.seen,
        "content": form.content,
        "content_hash": digest,
        "photos": dict(form.photos),
        "sent_by": hand.by.actor,
        "received_at": hand.at,
    }
    clash = Conflict("Nomor isian ini sudah dipakai untuk isian lain.", hint="Isi formulir baru.")
    try:
        row, is_new = FieldSubmission.objects.get_or_create(
            instance_id=form.instance_id, defaults=first
        )
    except IntegrityError:  # of a case that this officer does not see
        raise clash from None
    if (row.case_id, row.content_hash, row.sent_by) != (case.pk, digest, hand.by.actor):
        raise clash
    return row, is_new


def _is_about_person(change: CaseChange) -> bool:
    if change.fact_table == HAPPENING:
        return happenings()[change.fact].about == PERSON.name
    return change.fact_table == PERSON.name


def _take_answers(case: Case, form: VisitForm, hand: _Hand) -> None:
    """The answers as changes; in a note what changed meanwhile and what fits nowhere."""
    asked = [
        RequestedChange(
            c.fact_table,
            c.fact,
            c.new_value,
            c.subject if _is_about_person(c) else "",
            c.is_seen,
        )
        for c in current_changes(case)
    ]
    family = family_of(case)
    now = family.row if family else {}
    members = family.members if family else {}
    kind = kinds()[case.kind]
    home = visit_changes(kind, form.answers, now, asked)
    found = member_changes(kind, form.members, members, home.asked)
    remarks = [*_conflicts(case, form, family, hand), *home.remarks, *found.remarks]
    if set(found.asked) != set(asked):
        try:
            same = (*home.as_recorded, *found.as_recorded)
            propose_changes(
                case.number, found.asked, known=family, as_recorded=same, **hand.named()
            )
        except DesilError as fault:
            told = ", ".join(
                f"{_whose(c, members)}{c.fact}={c.new_value}" for c in found.asked if c not in asked
            )
            remarks.append(f"Jawaban tidak diajukan. {fault.message} Isinya: {told}.")
    if form.remark.strip():
        remarks.append(f"Catatan petugas: {form.remark.strip()}")
    _remark(case, remarks, hand)


def _whose(change: RequestedChange, members: Members) -> str:
    if not change.subject:
        return ""
    return f"{member_label(change.subject, members.get(change.subject, {}).get('name'))} "


def _conflicts(
    case: Case, form: VisitForm, family: KnownFamily | None, hand: _Hand
) -> Iterable[str]:
    publication, _, events = form.seen.partition(".")
    if not (publication.isdigit() and events.isdigit() and len(form.seen) < 30):
        return ("Ponsel tidak menyebut data mana yang dilihat: periksa setiap fakta.",)
    told: list[str] = []
    if family is not None and not is_published_now(int(publication)):
        number, seen = family.family_number, int(publication)
        then = family_then(number, seen)
        told += conflicts(form.answers, then, family.row)
        if then is not None:
            told += member_conflicts(form.members, members_then(number, seen), family.members)
    since = CaseEvent.objects.filter(case=case, place__gt=int(events)).order_by("place")
    others = [e for e in map(event_of, since) if e.by != hand.by.actor]
    if any(event.move is Move.PROPOSE for event in others):
        told.append("Orang lain mengajukan perubahan sejak formulir diambil; isian ini menyusul.")
    return told


def _add_photo(case: Case, form: VisitForm, picture: KeptEvidence, hand: _Hand) -> str:
    """Add a photo; what is to be said where the case takes no more."""
    try:
        attach_evidence(case.number, picture, place=form.place, **hand.named())
    except (Conflict, Refused) as fault:  # not lost: whoever keeps the home finds it by its hash
        digest = picture.digest[:12]
        return f"Foto {picture.document} tidak masuk bukti. {fault.message} Sidik {digest}."
    return ""


def _remark(case: Case, remarks: Iterable[str], hand: _Hand) -> None:
    text = "\n".join(remarks)
    if text:
        note = f"Isian lapangan.\n{text}"[:LONGEST_NOTE]
        write_note(case.number, note=note, **hand.named())


def _end_visit(case: Case, form: VisitForm, hand: _Hand) -> None:
    """Pass the step of the visit, where the case waits for it; a note says why it could not be."""
    case.refresh_from_db()
    if case.step != Step.VISIT.value:
        _remark(case, ["Datang ketika pengaduan tidak menunggu kunjungan."], hand)
        return
    try:
        with transaction.atomic():
            advance(case.number, details={"visited_on": form.visited_on}, **hand.named())
    except DesilError as fault:
        _remark(case, [f"Kunjungan belum selesai. {fault.message} {fault.hint}"], hand)
