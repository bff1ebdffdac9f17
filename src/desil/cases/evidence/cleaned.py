"""What arrived as evidence, by its content and never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from desil.cases.evidence.paper import MAGIC, cleaned_paper
from desil.cases.evidence.photo import Place, cleaned_photo
from desil.cases.evidence.policy import EvidencePolicy
from desil.cases.kinds.words import DocumentWord, Media
from desil.errors import UsageFault

TYPES = {Media.PHOTO: "image/jpeg", Media.PDF: "application/pdf"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Evidence as it is kept: its bytes and media type, the SHA-256 of what arrived, and for a
    photo its pixels, fingerprint, place and moment."""

    content: bytes
    media: Media
    original_sha256: str
    width: int | None = None
    height: int | None = None
    likeness: int | None = None
    place: Place | None = None
    taken_at: datetime | None = None


def cleaned(content: bytes, document: DocumentWord, policy: EvidencePolicy) -> Cleaned:
    """Evidence for a document, checked and written anew; UsageFault for what it may not be."""
    if not content or len(content) > policy.most_bytes:
        raise UsageFault(
            f"Berkas {len(content)} byte.", hint=f"1 sampai {policy.most_bytes // 1_000_000} MB."
        )
    digest = sha256(content).hexdigest()
    is_paper = MAGIC in content[:1024]
    media = Media.PDF if is_paper else Media.PHOTO
    if media not in document.media:
        raise UsageFault(f"{document.label.id} harus berupa foto.", hint="Kirim fotonya.")
    if is_paper:
        return Cleaned(cleaned_paper(content, policy), media, digest)
    photo = cleaned_photo(content, policy)
    return Cleaned(
        photo.content,
        media,
        digest,
        photo.width,
        photo.height,
        photo.likeness,
        photo.place if document.is_placed else None,
        photo.taken_at,
    )
