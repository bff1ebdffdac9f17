"""Who has proven with a code to be whom, for a quarter of an hour in this browser's session. The
session lies on the server; what it holds of a number is its handle."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from desil.accounts.residents.codes import code_in_force
from desil.accounts.session import handles_of_office
from desil.errors import NotFound, Refused
from desil.register.residents.resident import Resident

MINUTES = 15
_KEY = "desil_resident"


def remember_resident(
    request: HttpRequest, resident: Resident, birth: str, at: datetime, *, specific: bool = False
) -> None:
    """Keep who this is, under a new session key; `birth` is the birth date as YYYY-MM-DD,
    `specific` whether the code opens their health and disability data."""
    handles = handles_of_office()
    request.session.cycle_key()
    request.session[_KEY] = {
        "person": handles.of("nik", resident.nik),
        "family": handles.of("kk", resident.family_number),
        "village": resident.village_code,
        "birth": birth,
        "specific": specific,
        "code": code_in_force(resident.nik, secret=settings.SECRET_KEY, at=at),
        "until": (at + timedelta(minutes=MINUTES)).timestamp(),
    }


def forget_resident(request: HttpRequest) -> None:
    """End it, with all that the session holds."""
    if _KEY in request.session:
        del request.session[_KEY]
        request.session.cycle_key()


def _session_values(request: HttpRequest, at: datetime) -> dict[str, Any]:
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept["until"] < at.timestamp():
        forget_resident(request)
        raise Refused("Waktu habis atau belum masuk.", hint="Masuk lagi dengan kode Anda.")
    return kept


def resident_here(request: HttpRequest, at: datetime) -> Resident:
    """Who has proven to be whom; another quarter of an hour begins. Refused when nobody has,
    or a newer code was given."""
    kept, handles = _session_values(request, at), handles_of_office()
    try:
        nik = handles.number("nik", kept["person"])
        family = handles.number("kk", kept["family"])
    except NotFound:
        forget_resident(request)
        raise Refused("Belum masuk.", hint="Masuk lagi dengan kode Anda.") from None
    if kept.get("code") != code_in_force(nik, secret=settings.SECRET_KEY, at=at):
        forget_resident(request)
        raise Refused("Kode itu sudah diganti.", hint="Masuk lagi dengan kode Anda.")
    request.session[_KEY] = {**kept, "until": (at + timedelta(minutes=MINUTES)).timestamp()}
    return Resident(nik, family, kept["village"])


def birth_date_here(request: HttpRequest, at: datetime) -> str:
    """The birth date that was proven, YYYY-MM-DD."""
    return str(_session_values(request, at)["birth"])


def sees_specific_here(request: HttpRequest, at: datetime) -> bool:
    """Whether the code opened health and disability data too."""
    return bool(_session_values(request, at).get("specific"))
