"""A form of the portal, shown again with what is wrong, and a new token each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desil.accounts.residents.attempts import Limit
from desil.errors import DesilError, Refused
from desil.portal.proof.limits import new_token, pair_of, require_calm

BAD, MANY = 400, 429
Carried = Sequence[tuple[str, str]]  # names and texts


def fresh(form: forms.Form, purpose: str, at: datetime) -> forms.Form:
    """The same form with a new token; what was typed stays, but for the token."""
    form.initial["token"] = new_token(purpose, at)
    if form.is_bound:
        form.data = {**dict(form.data.items()), "token": form.initial["token"]}
    return form


def repeated_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    purpose: str,
    at: datetime,
    *,
    fault: DesilError | None = None,
    status: int = 200,
    facts: forms.Form | None = None,
    carried: Carried = (),
) -> HttpResponse:
    """The page with its form, and the form of facts where the page has one; `carried` goes along in
    hidden fields."""
    shown = {"form": fresh(form, purpose, at), "fault": fault, "facts": facts, "carried": carried}
    return render(request, template, shown, status=status)


def replacing_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    purpose: str,
    at: datetime,
    *,
    limit: Limit,
    key: str = "",
    carried: Carried = (),
) -> HttpResponse | None:
    """The page to show in place of an answer: the form, or what is wrong with it, or that it was
    too often. None to go on. `limit` is counted for the pair of the address and the field named
    `key`, else for the address."""
    if request.method != "POST" or not form.is_valid():
        return repeated_page(request, template, form, purpose, at, carried=carried)
    told = form.cleaned_data
    try:
        counted = {limit: pair_of(request, told.get(key, ""))}
        require_calm(request, purpose, told["token"], counted, at)
    except Refused as fault:
        return repeated_page(
            request, template, form, purpose, at, fault=fault, status=MANY, carried=carried
        )
    return None
