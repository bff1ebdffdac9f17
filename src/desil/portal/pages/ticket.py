"""Following a case with its ticket and the applicant's birth date: where it stands, what is
missing, withdrawing, objecting once, adding a photo, the letter, and how it was handled."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.rules import public
from desil.accounts.session import journal_of_office
from desil.accounts.sessions.form_draft import FIRST, SENT_BY_SCRIPT
from desil.cases.actions.evidence import add_evidence
from desil.cases.actions.people import RESIDENT
from desil.cases.actions.satisfaction import LONGEST_TEXT, rate_handling
from desil.cases.actions.steps import object_to_refusal, undo, withdraw
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.evidence.policy import evidence_policy
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import documents, satisfaction_answers
from desil.cases.letters.letter import letter_of
from desil.cases.letters.papers import brought_papers
from desil.cases.models import Case
from desil.cases.queries.case_file import file_of
from desil.cases.queries.facts_followed import followed
from desil.cases.queries.tickets import applicants_case
from desil.cases.ticket import ticket_read
from desil.cases.workflow.events import Move
from desil.errors import DesilError, NotFound, Refused, UsageFault, catalogued
from desil.portal.asking import TicketForm
from desil.portal.followed import (
    answer_of,
    applicant_words,
    happened_of,
    letter_line,
    may_be_asked,
    overtaken_of,
    rating_of,
)
from desil.portal.pages.repeated_form import repeated_page, replacing_page
from desil.portal.proof.limits import OF_TICKETS, require_few_documents
from desil.portal.requested_facts import requested_facts
from desil.portal.standing import asks_of, missing_of, resent_of, standing_of, then_of
from desil.ui.family.facts import said
from desil.ui.posting.confirmation import Asking, confirmation_page

_PURPOSE = "ticket"
_SALT = "desil opened ticket"
_SECONDS = 30 * 60
_LAST = "desil_opened_ticket"
_TYPED = ("note", "text", "answer", "document")
_OTHER = "other"  # what every case type takes
_UNSENT = "unsent"  # names of files that a page whose time was over did not send
_LONGEST_NAMES = 200
_CARRIED = "terbawa"  # words of a page whose time was over


def _case_page(ticket: str, born: date) -> str:
    return signing.dumps([ticket, born.isoformat()], salt=_SALT)


def _digest(ticket: str, born: str) -> str:
    return hashlib.sha256(f"{_SALT}\n{ticket_read(ticket)}\n{born}".encode()).hexdigest()


def _remember(request: HttpRequest, ticket: str, born: date, at: datetime) -> None:
    """That this browser opened a ticket: a page of it whose time was over may go on."""
    request.session[_LAST] = [_digest(ticket, born.isoformat()), at.timestamp()]


def _read_pass(request: HttpRequest) -> tuple[str, str]:
    """Ticket and birth date of a page; its time is that of the page, or of the last page on which
    this browser opened the same ticket. BadSignature when both are over."""
    sent = request.POST.get("opened", "")
    try:
        ticket, born = signing.loads(sent, salt=_SALT, max_age=_SECONDS)
    except signing.SignatureExpired:
        ticket, born = signing.loads(sent, salt=_SALT)
        digest, when = request.session.get(_LAST, ("", 0))
        is_same = constant_time_compare(digest, _digest(ticket, born))
        if not is_same or timezone.now().timestamp() - when > _SECONDS:
            raise
    return ticket, born


@contextlib.contextmanager
def _case_of(request: HttpRequest) -> Iterator[Case]:
    """The case whose ticket was opened on the page before; Refused when that is long ago."""
    try:
        ticket, born = _read_pass(request)
    except (signing.BadSignature, ValueError):
        raise Refused(catalogued("Waktu habis."), hint=catalogued("Masukkan tiket lagi.")) from None
    with applicants_case(ticket, date.fromisoformat(born)) as case:
        yield case


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed on the case's page, and which files were not taken; empty for nothing."""
    typed = [(name, request.POST[name]) for name in _TYPED if request.POST.get(name)]
    files = [f.name or "" for _name, sent in request.FILES.lists() for f in sent]
    unsent = ", ".join(files)[:_LONGEST_NAMES] or request.POST.get(_UNSENT, "")
    found = [*typed, *([(_UNSENT, unsent)] if unsent else [])]
    return [*found, (_CARRIED, "1")] if found else []


def _addable(kind: Kind) -> Iterable[str]:
    """The documents that an applicant may add: no photo of a home that may be another's."""
    return brought_papers(kind) if kind.may_anyone_apply else kind.documents


def _page(
    request: HttpRequest, case: Case, opened: str, fault: DesilError | None = None
) -> HttpResponse:
    typed = request.POST if fault is not None or _CARRIED in request.POST else {}
    file = file_of(case, RESIDENT)
    told = followed(file)
    shown = {
        "file": file,
        "opened": opened,
        "fault": fault,
        "typed": {name: typed.get(name, "") for name in (*_TYPED, _UNSENT)},
        "kind": said(file.kind.label),
        "noun": said(file.kind.noun),
        "standing": " ".join(standing_of(file, told)),
        "then": then_of(file),
        "asks": asks_of(file),
        "answer": answer_of(file),
        "told": applicant_words(file),
        "has_others": told.has_others,
        "has_specific": told.has_specific,
        "asked": (asked := requested_facts(file)),
        "has_visit": any(fact.seen for fact in asked),
        "happened": happened_of(file),
        "resent": resent_of(file),
        "missing": missing_of(file),
        "letter": letter_line(file),
        "overtaken": overtaken_of(file),
        "may_withdraw": Move.WITHDRAW in file.moves,
        "may_undo": Move.UNDO in file.moves,
        "may_object": Move.OBJECT in file.moves,
        "may_rate": may_be_asked(file),
        "rating": rating_of(file),
        "answers": [(name, said(a.label)) for name, a in satisfaction_answers().items()],
        "longest_text": LONGEST_TEXT,
        "may_add": Move.DOCUMENT in file.moves,
        "documents": [
            (name, said(documents()[name].label)) for name in (*_addable(file.kind), _OTHER)
        ],
    }
    return render(request, "portal/case.html", shown)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest) -> HttpResponse:
    """The form; then the case."""
    at, template = timezone.now(), "portal/ticket.html"
    form = TicketForm(request.POST if request.method == "POST" else None)
    carried = _carried(request) if _CARRIED in request.POST else []
    instead = replacing_page(
        request, template, form, _PURPOSE, at, limit=OF_TICKETS, carried=carried
    )
    if instead is not None:
        return instead
    told = form.cleaned_data
    try:
        with applicants_case(told["ticket"], told["birth_date"]) as case:
            opened = _case_page(told["ticket"], told["birth_date"])
            answer = _page(request, case, opened)
            _remember(request, told["ticket"], told["birth_date"], at)
            return answer
    except (NotFound, UsageFault) as fault:
        return repeated_page(request, template, form, _PURPOSE, at, fault=fault, carried=carried)


def _asking(opened: str, kind: str) -> Asking:
    noun = {"noun": said(kinds()[kind].noun)}
    return Asking(
        _("Batalkan %(noun)s ini?") % noun,
        [_("Ditutup tanpa jawaban. Anda dapat membukanya lagi dengan tiket ini.")],
        _("Ya, batalkan %(noun)s") % noun,
        reverse("portal:ticket_act"),
        [("opened", opened)],
        base="portal/base.html",
    )


@public
@never_cache
@sensitive_post_parameters()
@require_POST
def ticket_act(request: HttpRequest) -> HttpResponse:
    """Withdraw (after asking), take that back, object, say how it was handled, or add a photo or
    PDF; then the case again."""
    at, journal = timezone.now(), journal_of_office()
    act, opened = request.POST.get("act", ""), request.POST.get("opened", "")
    try:
        with _case_of(request) as case:
            if (
                act == "withdraw"
                and (page := confirmation_page(request, _asking(opened, case.kind))) is not None
            ):
                return page
            fault: DesilError | None = None
            try:
                if act == "withdraw":
                    withdraw(case.number, note="", by=RESIDENT, at=at, journal=journal)
                elif act == "undo":
                    undo(case.number, note="", by=RESIDENT, at=at, journal=journal)
                elif act == "object":
                    note = request.POST.get("note", "")[:1000]
                    object_to_refusal(case.number, note=note, by=RESIDENT, at=at, journal=journal)
                elif act == "rate":
                    told = {name: request.POST.get(name, "") for name in ("answer", "text")}
                    rate_handling(case.number, **told, by=RESIDENT, at=at, journal=journal)
                elif act == "add" and (sent := request.FILES.get("file")):
                    require_few_documents(request, at)
                    add_evidence(
                        case.number,
                        document=request.POST.get("document", ""),
                        content=sent.read(evidence_policy().most_bytes + 1),
                        folder=EvidenceFolder(settings.DESIL_HOME),
                        by=RESIDENT,
                        at=at,
                        journal=journal,
                    )
            except DesilError as found:
                fault = found
            case.refresh_from_db()
            return _page(request, case, opened, fault)
    except DesilError as fault:
        return _ticket_form(request, fault, at)


def _ticket_form(request: HttpRequest, fault: DesilError, at: datetime) -> HttpResponse:
    """The form of the ticket, which carries what was typed on to the case's page, with the names of
    files: a browser without scripts sends those again only when they are chosen again."""
    if not (carried := _carried(request)):
        return redirect("portal:ticket")
    if request.FILES and SENT_BY_SCRIPT in request.headers:
        # The page itself stays, with the file that was chosen: the ticket is opened beside it.
        return HttpResponse(status=409, headers={FIRST: reverse("portal:ticket")})
    return repeated_page(
        request, "portal/ticket.html", TicketForm(), _PURPOSE, at, fault=fault, carried=carried
    )


@public
@never_cache
@require_POST
def ticket_letter(request: HttpRequest) -> HttpResponse:
    """The newest letter of the case, as PDF."""
    try:
        with _case_of(request) as case:
            made = letter_of(
                file_of(case, RESIDENT),
                site=request.build_absolute_uri("/"),
                secret=settings.SECRET_KEY,
                home=settings.DESIL_HOME,
            )
    except DesilError:
        return redirect("portal:ticket")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="surat-{case.number}.pdf"'
    return answer
