"""How often one address or one number may be tried, whoever exists."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

from desil.accounts.residents.attempts import Limit, forget_attempts, is_within
from desil.accounts.residents.waiting import require_waited, waiting_token
from desil.cases.evidence.policy import evidence_policy
from desil.errors import Refused, catalogued

# Nobody's number is ever locked: a stranger's tries would shut out whom it belongs to. Counted are
# the address (many phones share one of their provider, so it has room) and the pair of an address
# and a number.
OF_ADDRESS = Limit("address", 60, timedelta(minutes=10))
OF_PAIR = Limit("pair of an address and a number", 5, timedelta(minutes=10))
OF_TICKETS = Limit("tickets of an address", 20, timedelta(minutes=10))
OF_FILING = Limit("filing", 5, timedelta(days=1))


def _address(request: HttpRequest) -> str:
    """The caller's address: of the connection, or what our own proxy says of it; a header that the
    caller wrote counts for nothing."""
    return str(get_adapter(request).get_client_ip(request))


def new_token(purpose: str, at: datetime) -> str:
    """The hidden field of a form that is shown now."""
    return waiting_token(purpose, nonce=secrets.token_urlsafe(12), at=at)


def pair_of(request: HttpRequest, number: str) -> str:
    """What stands for the pair of the caller's address and a number; the address without one."""
    return f"{_address(request)} {number}".strip()


def forgive(request: HttpRequest, number: str) -> None:
    """Forget the tries of a pair that turned out right."""
    forget_attempts(OF_PAIR, pair_of(request, number), secret=settings.SECRET_KEY)


def _require(limit: Limit, key: str, at: datetime) -> None:
    if not is_within(limit, key, secret=settings.SECRET_KEY, at=at):
        raise Refused(
            catalogued("Terlalu banyak percobaan."),
            hint=catalogued("Tunggu, lalu coba lagi. Atau datang ke kelurahan."),
        )


def require_calm(
    request: HttpRequest, purpose: str, token: str, keys: dict[Limit, str], at: datetime
) -> None:
    """Count one attempt for the caller's address and for each key; Refused when one is too many, or
    when the form came too early, too late or twice."""
    _require(OF_ADDRESS, _address(request), at)
    require_waited(token, purpose, secret=settings.SECRET_KEY, at=at)
    for limit, key in keys.items():
        _require(limit, key, at)


def require_few_documents(request: HttpRequest, at: datetime) -> None:
    """Count one document for the caller's address; Refused when it is one too many today."""
    most = evidence_policy().most_per_address_day
    _require(Limit("documents of an address", most, timedelta(days=1)), _address(request), at)


def require_address(request: HttpRequest, at: datetime) -> None:
    """Count one attempt for the caller's address; Refused when it is one too many."""
    _require(OF_ADDRESS, _address(request), at)
