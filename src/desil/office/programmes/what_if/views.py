"""The what-if page: other rules of a programme beside those in force, answered in counts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.eligibility.what_if.scenario import Question, question_from
from desil.eligibility.what_if.written import yaml_of
from desil.errors import Conflict, DesilError, NotFound
from desil.jobs.what_if_models import SavedWhatIf
from desil.office.programmes.what_if.csv_file import csv_text
from desil.office.programmes.what_if.sheet import (
    ChoiceForm,
    Sheet,
    fresh_sheet,
    sent_sheet,
    sheet_of,
)
from desil.office.programmes.what_if.tables import tables_of
from desil.office.programmes.what_if.words import changes_said
from desil.office.work.request_context import asker_of, done, record_fault, store_of_office
from desil.programmes.what_ifs import (
    delete_what_if,
    draft_saved,
    effects_soon,
    published_run,
    save_what_if,
    saved_what_ifs,
    what_if_numbered,
)
from desil.ui.posting.confirmation import Asking, confirmation_page

_PAGE = "office/programmes/what_if.html"


def _period_now() -> str:
    today = timezone.localdate()
    return f"{today.year}-Q{(today.month + 2) // 3}"


def _answered(question: Question | None) -> dict[str, object]:
    """The answer in tables and what each scenario changes, or that the city is being prepared, or
    the fault; empty without a question."""
    if question is None:
        return {}
    try:
        store = store_of_office()
        effects, run = effects_soon(store, question), published_run(store).name
    except DesilError as fault:
        return {"fault": fault}
    if effects is None:
        return {"is_preparing": True}
    first, *others = question.scenarios
    changes = [(s.name, changes_said(s, first)) for s in others]
    return {"tables": tables_of(effects), "changes": changes, "run": run}


def _choices(sheet: Sheet | None) -> dict[str, object]:
    told = {"programme": sheet.programme.code, "period": sheet.period.text} if sheet else {}
    form = ChoiceForm(initial={"period": _period_now()} | told)
    return {"choice": form, "saved": saved_what_ifs()}


def _show(
    request: HttpRequest, sheet: Sheet, question: Question | None, **more: object
) -> HttpResponse:
    is_live = "HX-Request" in request.headers
    shown = {"sheet": sheet, "is_live": is_live} | _answered(question) | more
    if is_live and "is_preparing" in shown and "menunggu" in {**request.GET, **request.POST}:
        return HttpResponse(status=204)  # the page that asks again and again stays as it is
    if not is_live:
        shown |= _choices(sheet)
    return render(request, "office/programmes/_what_if_live.html" if is_live else _PAGE, shown)


def _answer_page(request: HttpRequest, fault: DesilError) -> HttpResponse:
    record_fault(request, fault)
    if "HX-Request" in request.headers:
        return render(request, "office/programmes/_what_if_live.html", {"fault": fault})
    return render(request, _PAGE, {"fault": fault} | _choices(None))


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """A programme to choose; its rules in forms, and what they come to beside those in force.
    Asked by POST, so that no rule stands in an address."""
    user = user_of(request)
    try:
        if request.method == "POST":
            sheet = sent_sheet(request.POST, user)
        elif "programme" in request.GET:
            sheet = fresh_sheet(request.GET["programme"], request.GET.get("period", ""), user)
        else:
            return render(request, _PAGE, _choices(None))
        return _show(request, sheet, sheet.question())
    except DesilError as fault:
        return _answer_page(request, fault)


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_http_methods(["POST"])
def what_if_save(request: HttpRequest) -> HttpResponse:
    """Keep what was sent by its name."""
    try:
        sheet = sent_sheet(request.POST, user_of(request))
        question = sheet.question()
        if question is None:
            return _show(request, sheet, None)
        if not sheet.title:
            return _show(request, sheet, question, title_fault=_("Beri nama dulu."))
    except DesilError as fault:
        return _answer_page(request, fault)
    try:
        told = save_what_if(
            sheet.draft(), by=asker_of(request), at=timezone.now(), journal=journal_of_office()
        )
    except Conflict as fault:
        return _show(request, sheet, question, title_fault=f"{fault.message} {fault.hint}")
    messages.success(request, _("Andaian disimpan."))
    return redirect("office:what_if_saved", told.pk)


def _saved(number: int) -> SavedWhatIf:
    try:
        return what_if_numbered(number)
    except NotFound as fault:
        raise Http404("andaian tidak ada") from fault


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def what_if_saved(request: HttpRequest, number: int) -> HttpResponse:
    """A saved question with its answer of now; its forms where they say all that it asks."""
    told = _saved(number)
    try:
        draft = draft_saved(told)
        sheet = sheet_of(draft, user_of(request))
        question = question_from(draft, sheet.book, sheet.versions)
    except DesilError as fault:
        return _answer_page(request, fault)
    is_whole = yaml_of(replace(sheet.draft(), name=draft.name)) == told.question
    is_own = told.made_by == user_of(request).actor
    return _show(request, sheet, question, told=told, is_closed=not is_whole, is_own=is_own)


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_http_methods(["POST"])
def what_if_delete(request: HttpRequest, number: int) -> HttpResponse:
    """Delete one's own saved question, after asking."""
    asking = Asking(
        _("Hapus andaian ini?"),
        [_("Ini tidak dapat dibatalkan.")],
        _("Hapus"),
        reverse("office:what_if_saved", args=[_saved(number).pk]),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    if done(request, partial(delete_what_if, number), _("Andaian dihapus.")):
        return redirect("office:what_if")
    return redirect("office:what_if_saved", _saved(number).pk)


def _file(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_http_methods(["POST"])
def what_if_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What was sent as the file of `desil what-if` (`yaml`), or its figures (`csv`)."""
    if kind not in {"yaml", "csv"}:
        raise Http404("bentuk berkas tidak dikenal")
    try:
        sheet = sent_sheet(request.POST, user_of(request))
        question = sheet.question()
        if question is None:
            return _show(request, sheet, None)
        name = f"andai-{sheet.programme.code.lower()}-{sheet.period.text}.{kind}"
        if kind == "yaml":
            return _file(yaml_of(sheet.draft()), name, "application/yaml")
        store = store_of_office()
        effects, run = effects_soon(store, question), published_run(store).name
    except DesilError as fault:
        return _answer_page(request, fault)
    if effects is None:
        return _show(request, sheet, question)
    return _file("\ufeff" + csv_text(question, effects, run), name, "text/csv")
