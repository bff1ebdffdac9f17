"""Families that leave a list: by masked name with the reason, and the letter to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import mask_name, mask_number
from desil.accounts.permissions import Permission
from desil.accounts.purpose import ask_purpose, purpose_given
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.letters.leaving import Receiver, leaving_letter
from desil.errors import DesilError, NotFound
from desil.jobs.list_models import ProgrammeList
from desil.office.programmes.lists import requested_list
from desil.office.programmes.payments.findings import village_name
from desil.office.work.request_context import record_fault, store_of_office
from desil.programmes.leaving import left_list, left_since
from desil.programmes.lists import PAGE, is_specific_list
from desil.register.family_file.family_file import family_file
from desil.register.models import Family, Publication

_HEAD = 1  # of the code list of relationships


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """One family, or a person of it, that leaves; `handle` leads to the family and its letter."""

    handle: str
    name: str
    number: str
    village: str
    says: str


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """Rows, how many there are, and the numbers of the pages beside it (0: none)."""

    rows: Sequence[LeavingRow]
    total: int
    newer: int
    older: int


def may_see_rows(request: HttpRequest, told: ProgrammeList) -> bool:
    """Whether a reader sees who leaves: who opens families, and reads about disability where the
    list hints at it."""
    user = user_of(request)
    is_closed = is_specific_list(told) and not user.may(Permission.SPECIFIC_READ)
    return user.may(Permission.FAMILY_READ) and not is_closed


def _requested_page(request: HttpRequest) -> int:
    text = request.GET.get("halaman", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) < 100_000):
        raise Http404("halaman bukan angka yang mungkin")
    return int(text)


def _heads(numbers: Sequence[str]) -> dict[str, str]:
    publication = Publication.current_id()
    found = Family.objects.filter(publication=publication, family_number__in=numbers)
    return {f["family_number"]: f["head_name"] or "" for f in found.values()}


def leaving_page(request: HttpRequest, told: ProgrammeList) -> LeavingPage:
    """Those of the reader's territory who leave with a signed list; recorded with the families
    that it showed. NotFound as `left_since`."""
    territory, page = user_of(request).territory, _requested_page(request)
    journal, language = journal_of_office(), get_language() or "id"
    found = left_since(store_of_office(), journal, told)
    own: list[Mapping[str, Any]] = [
        row for row in found.rows.to_pylist()
        if row["change"] == "leaving" and territory.has(row["village_code"])
    ]  # fmt: skip
    start = (page - 1) * PAGE
    shown = own[start : start + PAGE]
    numbers = sorted({str(row["family_number"]) for row in shown})
    with recorded(
        journal, "LIST_READ", "programme_list", by=user_of(request).actor, at=timezone.now()
    ) as record:
        record.object_id = told.pk
        record.payload.update(state="leaving", page=page, shown=len(shown))
        record.subjects = tuple(sorted(journal.family(n) for n in numbers))
    heads, handles = _heads(numbers), handles_of_office()
    rows = [
        LeavingRow(
            handles.of("kk", r["family_number"]),
            mask_name(heads.get(r["family_number"], "")),
            mask_number(r["nik"] or r["family_number"]),
            village_name(r["village_code"] or ""),
            found.says(r["reason"], r["verdict"], language),
        )
        for r in shown
    ]
    return LeavingPage(rows, len(own), page - 1, page + 1 if start + PAGE < len(own) else 0)


def _receiver(number: str) -> Receiver:
    file = family_file(number)
    family = file.family
    heads = [m["name"] for m in file.members if m["relationship"] == _HEAD and m["name"]]
    return Receiver(
        str(next(iter(heads), family.get("head_name") or "Kepala keluarga")),
        str(family.get("address") or ""),
        village_name(str(family.get("village_code") or "")),
    )


@requires(Permission.FAMILY_READ)
@never_cache
@require_safe
def list_letter(request: HttpRequest, list_id: str, handle: str) -> HttpResponse:
    """The letter to a family that left this list, after the purpose of opening it is given;
    recorded. Http404 where the family did not leave it, or cannot be read here."""
    told = requested_list(list_id)
    if not (may_see_rows(request, told) and user_of(request).may(Permission.PROGRAMME_READ)):
        raise Http404("surat ini bukan untuk peran ini")
    try:
        number = handles_of_office().number("kk", handle)
        receiver = _receiver(number)
    except NotFound as fault:
        raise Http404(fault.message) from fault
    if purpose_given(request, handle) is None:
        return ask_purpose(request, handle)
    journal, at = journal_of_office(), told.decided_at or told.loaded_at
    try:
        left = left_list(store_of_office(), journal, told, number)
        site = request.build_absolute_uri("/")
        made = leaving_letter(left, receiver, site=site, home=settings.DESIL_HOME,
                              at=timezone.localtime(at))  # fmt: skip
    except DesilError as fault:
        record_fault(request, fault)
        raise Http404(fault.message) from fault
    with recorded(
        journal, "LIST_LETTER", "programme_list", by=user_of(request).actor, at=timezone.now()
    ) as record:
        record.object_id, record.subjects = told.pk, (journal.family(number),)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="surat-{told.pk[:8]}.pdf"'
    return answer
