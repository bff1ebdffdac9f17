"""The photos of a case in small, as the page of the case shows them.

One page of small pictures is one recorded read: the page's own CASE_READ, whose payload says how
many photos it showed. Each picture is asked for with a permit that the page wrote for its reader
and its case; it lasts as long as a page may take to load lazily, and without one there is no
picture. To open a photo at full size is an EVIDENCE_OPEN of its own, as ever. Nothing small is kept
anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.cases.actions.evidence import family_of_evidence
from desil.cases.evidence.small import small_photo, small_size
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Media, documents
from desil.cases.models import CaseEvidence
from desil.errors import DesilError
from desil.office.cases.request_context import evidence_folder, sees_specific_of
from desil.office.cases.words import document_label

OTHER = "other"  # the document that fits nowhere else
_SALT = "desil small evidence"
_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A document of a case: what it is called, its row, and for a photo where it is in small, and
    how large that is; `is_closed` where it tells of health and the reader does not see that."""

    label: str
    row: CaseEvidence
    small: str
    width: int
    height: int
    is_closed: bool


def _permit(request: HttpRequest, case: int) -> str:
    return signing.dumps([case, user_of(request).pk], salt=_SALT)


def is_closed(row: CaseEvidence, *, specific: bool) -> bool:
    """Whether a document tells of health or disability, and the reader does not see that; in a
    case about such data, so does one that is filed as other evidence."""
    is_other = row.document == OTHER and kinds()[row.case.kind].tells_specific
    return not specific and (is_other or documents()[row.document].is_specific)


def shown_evidence(
    request: HttpRequest, rows: Sequence[CaseEvidence], *, specific: bool
) -> list[ShownEvidence]:
    """The documents of one case, for a reader whose opening of that case is recorded."""
    found = []
    for row in rows:
        closed = is_closed(row, specific=specific)
        is_photo = row.media == Media.PHOTO.value and bool(row.width and row.height) and not closed
        width, height = small_size(row.width or 1, row.height or 1)
        permit = urlencode({"izin": _permit(request, row.case_id)}) if is_photo else ""
        address = reverse("office:case_thumbnail", args=[row.pk])
        small = f"{address}?{permit}" if is_photo else ""
        found.append(ShownEvidence(document_label(row.document), row, small, width, height, closed))
    return found


def _is_permitted(request: HttpRequest, row: CaseEvidence) -> bool:
    try:
        told = signing.loads(request.GET.get("izin", ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return False
    return bool(told == [row.case_id, user_of(request).pk])


@requires(Permission.CASE_READ, family=family_of_evidence)
@never_cache
@require_safe
def case_thumbnail(request: HttpRequest, number: int) -> HttpResponse:
    """A photo in small; Http404 for none in the territory, and without the permit of its page."""
    photos = CaseEvidence.objects.select_related("case").filter(media=Media.PHOTO.value)
    row = photos.filter(pk=number).first()
    if row is None or not _is_permitted(request, row):
        raise Http404("gambar tidak ada")
    if is_closed(row, specific=sees_specific_of(request, row.case)):
        raise Http404("gambar tidak ada")
    try:
        content = small_photo(evidence_folder().read(row.sha256))
    except (DesilError, OSError) as fault:
        raise Http404("gambar tidak ada") from fault
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
