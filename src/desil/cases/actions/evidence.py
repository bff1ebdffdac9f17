"""Adding evidence to a case, and opening it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.history import events_of
from desil.cases.actions.moving import case_key, case_seen, moving, record_refused_look
from desil.cases.calendar.working_days import working_calendar
from desil.cases.evidence.cleaned import TYPES, Cleaned, cleaned
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.evidence.photo import Place
from desil.cases.evidence.policy import evidence_policy
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Media, documents
from desil.cases.models import Case, CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import require_move
from desil.cases.workflow.state import state_of
from desil.errors import Conflict, NotFound, Refused, UsageFault, catalogued


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """Evidence as it is shown: its bytes, their media type, and a file name without a person."""

    content: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """Evidence that lies in the folder under its SHA-256 (`digest`) and belongs to no case yet."""

    document: str
    found: Cleaned
    digest: str


def _row(
    case: Case, kept: KeptEvidence, place: Place | None, by: Officer, at: datetime
) -> CaseEvidence:
    found = kept.found
    where = found.place or (place if documents()[kept.document].is_placed else None)
    zone = working_calendar().zone
    return CaseEvidence(
        case=case,
        village_code=case.village_code,
        document=kept.document,
        sha256=kept.digest,
        original_sha256=found.original_sha256,
        media=found.media.value,
        size=len(found.content),
        width=found.width,
        height=found.height,
        likeness=found.likeness,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        taken_at=found.taken_at.replace(tzinfo=zone) if found.taken_at else None,
        added_by=by.actor,
        added_at=at,
    )


def keep_evidence(document: str, content: bytes, folder: EvidenceFolder) -> KeptEvidence:
    """Check a document that arrived, write it anew and keep it in the folder, flushed. No case says
    so yet (`attach_evidence`): this is the slow part, to be done before anything is locked.

    UsageFault for what is no such document.
    """
    word = documents().get(document)
    if word is None:
        raise UsageFault(
            f"Berkas '{document[:40]}' tidak dikenal.",
            hint=f"Pilihannya: {', '.join(documents())}.",
        )
    found = cleaned(content, word, evidence_policy())
    return KeptEvidence(document, found, folder.keep(found.content))


def _require_room(case: Case, at: datetime) -> None:
    """Conflict when the case, or its last 24 hours, has as many documents as it takes."""
    policy, found = evidence_policy(), CaseEvidence.objects.filter(case=case)
    if found.count() >= policy.most_per_case:
        raise Conflict(
            catalogued("Berkas pengaduan ini sudah terlalu banyak."),
            hint=catalogued("Pilih yang perlu."),
        )
    if found.filter(added_at__gt=at - timedelta(days=1)).count() >= policy.most_per_case_day:
        raise Conflict(
            catalogued("Hari ini sudah terlalu banyak berkas."),
            hint=catalogued("Kirim lagi besok, atau bawa ke kelurahan."),
        )


def _require_taken(number: str, document: str, by: Officer, at: datetime) -> None:
    """Raise what `attach_evidence` would, before anything is written: a refused document leaves
    nothing on disk."""
    case = case_seen(number)
    kind, events = kinds()[case.kind], events_of(case)
    state = state_of(kind, events)
    event = CaseEvent(Move.DOCUMENT, at, by.actor, state.step, details={"document": document})
    require_move(kind, state, event, by, working_calendar())
    _require_room(case, at)


def arrived_before(number: str, document: str, content: bytes) -> CaseEvidence | None:
    """The evidence that these very bytes became in a case before, None where they are new."""
    return (
        CaseEvidence.objects.filter(
            case=case_key(number), document=document, original_sha256=sha256(content).hexdigest()
        )
        .select_related("case")
        .first()
    )


def _require_new_file(before: CaseEvidence) -> None:
    """Conflict for the very file that an officer found wanting."""
    case = before.case
    state = state_of(kinds()[case.kind], events_of(case))
    if state.is_open and before.document not in state.documents:
        raise Conflict(
            catalogued("Berkas itu sudah kami terima, tetapi belum cukup."),
            hint=catalogued("Kirim foto lain yang lebih jelas."),
        )


def attach_evidence(
    number: str,
    kept: KeptEvidence,
    *,
    by: Officer,
    at: datetime,
    journal: Journal,
    place: Place | None = None,
) -> CaseEvidence:
    """Add kept evidence to a case; `place` as the phone says (the photo's own goes before it).

    Conflict when the case takes no more, or has the same picture.
    """
    with moving(
        number, Move.DOCUMENT, by=by, at=at, journal=journal, details={"document": kept.document}
    ) as under_way:
        case = under_way.case
        _require_room(case, at)
        same = CaseEvidence.objects.filter(case=case, document=kept.document, sha256=kept.digest)
        if same.exists():
            raise Conflict(
                catalogued("Berkas yang sama sudah ada."),
                hint=catalogued("Kirim berkas yang lain."),
            )
        row = _row(case, kept, place, by, at)
        row.save(force_insert=True)
    return row


def add_evidence(
    number: str,
    *,
    document: str,
    content: bytes,
    folder: EvidenceFolder,
    by: Officer,
    at: datetime,
    journal: Journal,
    place: Place | None = None,
) -> CaseEvidence:
    """Keep a document and add it to a case: the bytes are on disk before the case says so. The same
    bytes again are no further document: a retry gives back the first. Errors as of both parts."""
    before = arrived_before(number, document, content) if document in documents() else None
    if before is not None:
        _require_new_file(before)
        return before
    if document in documents():
        _require_taken(number, document, by, at)
    kept = keep_evidence(document, content, folder)
    return attach_evidence(number, kept, by=by, at=at, journal=journal, place=place)


def family_of_evidence(named: Mapping[str, Any]) -> str:
    """The family card number of the case of a piece of evidence, by the `number` in the page's
    address; empty for none. For the record of a refused look."""
    with seeing_city():
        rows = CaseEvidence.objects.filter(pk=int(named["number"])).select_related("case")
        return next((row.case.family_number or "" for row in rows), "")


def open_evidence(
    key: int, *, folder: EvidenceFolder, by: Officer, at: datetime, journal: Journal
) -> EvidenceFile:
    """The bytes of a piece of evidence by its key, and the record that it was opened
    (EVIDENCE_OPEN). NotFound for none in the territory, Refused for whoever reads no cases."""
    if not (by.may(Permission.CASE_READ) or by.is_applicant):
        raise Refused("Membuka bukti bukan wewenang Anda.", hint="Minta petugas pengaduan.")
    row = CaseEvidence.objects.select_related("case").filter(pk=key).first()
    if row is None:
        with seeing_city():
            rows = CaseEvidence.objects.filter(pk=key).select_related("case")
            elsewhere = next((found.case.number for found in rows), "")
        record_refused_look("EVIDENCE_OPEN", elsewhere, by=by, at=at, journal=journal)
        raise NotFound("Bukti itu tidak ada, atau di luar wilayah tugas Anda.")
    with recorded(journal, "EVIDENCE_OPEN", "case", by=by.actor, at=at) as record:
        record.object_id, record.purpose = row.case.number, Purpose.CASE
        record.payload.update(document=row.document)
        if row.case.family_number:
            record.subjects = (journal.family(row.case.family_number),)
        content = folder.read(row.sha256)
    ending = "pdf" if row.media == Media.PDF.value else "jpg"
    name = f"{row.case.number}-{row.document}-{row.pk}.{ending}"
    return EvidenceFile(content, TYPES[Media(row.media)], name)
