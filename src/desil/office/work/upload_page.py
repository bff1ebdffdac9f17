"""A page whose form sends files, and the job of the worker that they become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from desil.accounts.session import journal_of_office
from desil.audit.journal import Journal
from desil.errors import DesilError
from desil.jobs.asker import Asker
from desil.jobs.models import Job
from desil.office.work.request_context import asker_of
from desil.office.work.uploading import DeliveryUpload, received

# The body was read whole, and the connection can go on; after any other refusal it is closed.
_READ_WHOLE = (200, 422)
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class UploadPage(Generic[F]):
    """`template` shows `form` as `form` and what was wrong with a request as `fault`; `ask` makes
    the job of a valid form and its files."""

    template: str
    form: type[F]
    ask: Callable[[F, DeliveryUpload, Asker, datetime, Journal], Job]

    def shown(self, request: HttpRequest, initial: dict[str, Any] | None = None) -> HttpResponse:
        """The form, as it is before anything was sent."""
        return self._page(request, self.form(initial=initial))

    def sent(self, request: HttpRequest) -> HttpResponse:
        """The job's page; nothing stays of files that are refused."""
        return received(
            request,
            csrf_protect(self._taken),
            lambda fault, status: self._page(request, self.form(), fault, status),
        )

    def _page(
        self, request: HttpRequest, form: F, fault: DesilError | None = None, status: int = 200
    ) -> HttpResponse:
        answer = render(request, self.template, {"form": form, "fault": fault}, status=status)
        if status not in _READ_WHOLE:
            answer["Connection"] = "close"  # what was not read of this request is not the next one
        return answer

    def _taken(self, request: HttpRequest, upload: DeliveryUpload) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            job = self.ask(form, upload, asker_of(request), timezone.now(), journal_of_office())
        except DesilError as fault:
            return self._page(request, form, fault, 422)
        upload.token = ""  # the worker's from here on
        return redirect("office:job", job.pk)
