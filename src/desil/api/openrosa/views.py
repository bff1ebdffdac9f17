"""The four end points, and the files of the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.models import User
from desil.accounts.session import handles_of_office, journal_of_office
from desil.api.openrosa.answers import answered, listed, message_response, most_bytes
from desil.api.openrosa.compiled import md5_of, visit_form
from desil.api.openrosa.sheets import MEMBERS_FILE, VISITS_FILE
from desil.api.openrosa.sign_in import for_the_visitor
from desil.api.openrosa.submitted import MOST_XML_BYTES, visit_in
from desil.api.openrosa.visit_list import member_list, visit_list
from desil.cases.actions.field import take_visit
from desil.cases.actions.people import officer_of
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.queries.visits import Visit, visits_waiting
from desil.errors import UsageFault

_FORM_PART = "xml_submission_file"
_CSV = "text/csv; charset=utf-8"


def _address(request: HttpRequest, page: str) -> str:
    return request.build_absolute_uri(reverse(f"openrosa:{page}"))


def _record(verb: str, user: User, at: datetime) -> None:
    with recorded(journal_of_office(), verb, "form", by=user.actor, at=at) as record:
        record.object_id = visit_form().form_id


@for_the_visitor
@require_safe
def form_list(request: HttpRequest, user: User) -> HttpResponse:
    """The one form."""
    at, form = timezone.now(), visit_form()
    _record("FIELD_FORM_LIST", user, at)
    entry = {
        "formID": form.form_id,
        "name": form.title,
        "version": form.version,
        "hash": md5_of(form.xml),
        "downloadUrl": _address(request, "form"),
        "manifestUrl": _address(request, "manifest"),
    }
    return answered(request, at, listed("xforms", "xform", [entry]))


@for_the_visitor
@require_safe
def form(request: HttpRequest, user: User) -> HttpResponse:
    """The form itself."""
    at = timezone.now()
    _record("FIELD_FORM_READ", user, at)
    return answered(request, at, visit_form().xml)


def _visits(user: User, at: datetime) -> list[Visit]:
    return visits_waiting(by=officer_of(user), at=at, journal=journal_of_office())


@for_the_visitor
@require_safe
def manifest(request: HttpRequest, user: User) -> HttpResponse:
    """The files that go with the form: the officer's visits, and the members of the homes."""
    at = timezone.now()
    found = _visits(user, at)
    files = (
        (VISITS_FILE, "visits", visit_list(found)),
        (MEMBERS_FILE, "members", member_list(found, handles_of_office())),
    )
    entries: list[Mapping[str, str]] = [
        {"filename": name, "hash": md5_of(content), "downloadUrl": _address(request, page)}
        for name, page, content in files
    ]
    return answered(request, at, listed("manifest", "mediaFile", entries))


@for_the_visitor
@require_safe
def visits(request: HttpRequest, user: User) -> HttpResponse:
    """The officer's visits, masked."""
    at = timezone.now()
    return answered(request, at, visit_list(_visits(user, at)), kind=_CSV)


@for_the_visitor
@require_safe
def members(request: HttpRequest, user: User) -> HttpResponse:
    """The members of the homes to visit, masked."""
    at = timezone.now()
    return answered(request, at, member_list(_visits(user, at), handles_of_office()), kind=_CSV)


def _length(request: HttpRequest) -> int | None:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else None


def _form_part(request: HttpRequest) -> bytes:
    part = request.FILES.get(_FORM_PART)
    if not isinstance(part, UploadedFile):
        raise UsageFault(
            "Isiannya tidak ada.", hint="Bagian {form_part} dari multipart.", form_part=_FORM_PART
        )
    content: bytes = part.read(MOST_XML_BYTES + 1)
    return content


def _photos(request: HttpRequest, named: Mapping[str, str]) -> dict[str, bytes]:
    return {
        name: part.read()
        for name, part in request.FILES.items()
        if name in named and isinstance(part, UploadedFile)
    }


@for_the_visitor
@require_http_methods(["HEAD", "POST"])
def submission(request: HttpRequest, user: User) -> HttpResponse:
    """Take a filled-in form and its photos. HEAD tells the phone where and how much."""
    at, here = timezone.now(), _address(request, "submission")
    if request.method == "HEAD":
        answer = answered(request, at, status=204)
        answer["Location"] = here
        return answer
    length = _length(request)
    if length is None or length > most_bytes():
        status = 411 if length is None else 413
        return message_response(
            request, at, f"Paling banyak {most_bytes()} byte sekali kirim.", status=status
        )
    filled = visit_in(_form_part(request), handles_of_office())
    taken = take_visit(
        filled,
        _photos(request, filled.photos),
        folder=EvidenceFolder(settings.DESIL_HOME),
        by=officer_of(user),
        at=at,
        journal=journal_of_office(),
    )
    message = "Lengkap, terima kasih." if taken.submission.whole_at else "Menunggu foto lainnya."
    answer = message_response(request, at, message, status=201, nature="submit_success")
    answer["Location"] = here
    return answer
