"""Adding evidence to a case, and opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.moving import case_key, moving
from desil.cases.calendar.working_days import working_calendar
from desil.cases.evidence.cleaned import TYPES, Cleaned, cleaned
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.evidence.photo import Place
from desil.cases.evidence.policy import evidence_policy
from desil.cases.kinds.words import Media, documents
from desil.cases.models import Case, CaseEvidence
from desil.cases.workflow.events import Move, Officer
from desil.errors import Conflict, NotFound, Refused, UsageFault


@dataclass(frozen=True, slots=True)
class Opened:
    """Evidence as it is shown: its bytes, their media type, and a file name without a person."""

    content: bytes
    media_type: str
    file_name: str


def _row(
    case: Case, document: str, found: Cleaned, digest: str, place: Place | None,
    by: Officer, at: datetime,
) -> CaseEvidence:  # fmt: skip
    where = found.place or (place if documents()[document].is_placed else None)
    zone = working_calendar().zone
    return CaseEvidence(
        case=case,
        village_code=case.village_code,
        document=document,
        sha256=digest,
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
    """Add a document to a case: `content` as it arrived, `place` as the phone says (the photo's own
    goes before it). The bytes are on disk before the case says so. The same bytes again are no
    further document: a retry gives back the first.

    UsageFault for what is no such document, Conflict when the case takes no more.
    """
    word = documents().get(document)
    if word is None:
        raise UsageFault(
            f"Berkas '{document[:40]}' tidak dikenal.",
            hint=f"Pilihannya: {', '.join(documents())}.",
        )
    before = CaseEvidence.objects.filter(
        case=case_key(number), document=document, original_sha256=sha256(content).hexdigest()
    ).first()
    if before is not None:
        return before
    found = cleaned(content, word, evidence_policy())
    digest = folder.keep(found.content)
    with moving(
        number, Move.DOCUMENT, by=by, at=at, journal=journal, details={"document": document}
    ) as under_way:
        case = under_way.case
        if CaseEvidence.objects.filter(case=case).count() >= evidence_policy().most_per_case:
            raise Conflict("Berkas pengaduan ini sudah terlalu banyak.", hint="Pilih yang perlu.")
        if CaseEvidence.objects.filter(case=case, document=document, sha256=digest).exists():
            raise Conflict("Berkas yang sama sudah ada.", hint="Kirim berkas yang lain.")
        row = _row(case, document, found, digest, place, by, at)
        row.save(force_insert=True)
    return row


def open_evidence(
    key: int, *, folder: EvidenceFolder, by: Officer, at: datetime, journal: Journal
) -> Opened:
    """The bytes of a piece of evidence by its key, and the record that it was opened
    (EVIDENCE_OPEN). NotFound for none in the territory, Refused for whoever reads no cases."""
    if not (by.may(Permission.CASE_READ) or by.is_applicant):
        raise Refused("Membuka bukti bukan wewenang Anda.", hint="Minta petugas pengaduan.")
    with recorded(journal, "EVIDENCE_OPEN", "case", by=by.actor, at=at) as deed:
        row = CaseEvidence.objects.select_related("case").filter(pk=key).first()
        if row is None:
            raise NotFound("Bukti itu tidak ada, atau di luar wilayah tugas Anda.")
        deed.object_id, deed.purpose = row.case.number, Purpose.CASE
        deed.payload.update(document=row.document)
        if row.case.family_number:
            deed.subjects = (journal.family(row.case.family_number),)
        content = folder.read(row.sha256)
    ending = "pdf" if row.media == Media.PDF.value else "jpg"
    name = f"{row.case.number}-{row.document}-{row.pk}.{ending}"
    return Opened(content, TYPES[Media(row.media)], name)
