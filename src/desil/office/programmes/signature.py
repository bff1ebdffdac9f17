"""How a list stands to its signature, as its pages say it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from desil.accounts.session import journal_of_office, user_of
from desil.audit.signed import SignedDiffers
from desil.jobs.list_models import ProgrammeList
from desil.signatures.lists import ListSignature, require_list_as_signed


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """`fault` says that the list is no longer what was signed; empty where it is. `is_older` marks
    a list that was signed before signatures had a digest."""

    fault: str = ""
    is_older: bool = False


def signature_of(request: HttpRequest, told: ProgrammeList) -> SignatureShown:
    """The list held against what was signed; a difference is an event of the log."""
    journal = journal_of_office()
    try:
        with connection.cursor() as cursor:
            found = require_list_as_signed(cursor, journal, told.pk)
    except SignedDiffers as fault:
        event = fault.event(by=user_of(request).actor, at=timezone.now())
        with transaction.atomic(), connection.cursor() as cursor:
            journal.append(cursor, event)
        return SignatureShown(f"{fault.message} {fault.hint}")
    return SignatureShown(is_older=found is ListSignature.NO_DIGEST)
