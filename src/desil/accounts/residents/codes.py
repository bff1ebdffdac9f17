"""Codes handed to residents on paper: with NIK and birth date they open one's own data."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from desil.accounts.actions.recorded import recorded
from desil.accounts.models import ResidentCode, User
from desil.accounts.permissions import Permission
from desil.accounts.residents.digests import digest
from desil.audit.event import Purpose
from desil.audit.journal import Journal

RANDOM_BYTES = 8
DAYS = 90
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that are taken for one another
_LENGTH = 12  # 30^12: 58 bits


def _code_of(randomness: bytes) -> str:
    value, signs = int.from_bytes(randomness[:RANDOM_BYTES], "big"), []
    for _ in range(_LENGTH):
        value, place = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)


def shown(code: str) -> str:
    """A code as it is printed, "7K3M-PQ2X-9ABC"."""
    return "-".join(code[n : n + 4] for n in range(0, _LENGTH, 4))


def give_code(
    nik: str,
    *,
    family: str,
    secret: str,
    randomness: bytes,
    by: str,
    at: datetime,
    journal: Journal,
) -> str:
    """A new code for a person, in place of the one before; `family` is the KK, for the log. The
    code itself is kept nowhere."""
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} bytes are too few")
    code = _code_of(randomness)
    with recorded(journal, "RESIDENT_CODE_GIVE", "person", by=by, at=at) as record:
        record.subjects = (journal.family(family), journal.person(nik))
        record.purpose = Purpose.CASE
        ResidentCode.objects.update_or_create(
            person=digest(secret, "resident", nik),
            defaults={
                "code": digest(secret, "code", f"{nik} {code}"),
                "made_by": by,
                "made_at": at,
                "expires_at": at + timedelta(days=DAYS),
            },
        )
    return code


def is_code_of(nik: str, typed: str, *, secret: str, at: datetime) -> bool:
    """Whether a typed code is this person's and in force; compared in constant time, also where
    there is none."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    kept = ResidentCode.objects.filter(
        person=digest(secret, "resident", nik), expires_at__gt=at
    ).first()
    wanted = kept.code if kept else "0" * 64
    return hmac.compare_digest(wanted, digest(secret, "code", f"{nik} {code}"))


def opens_specific(nik: str, *, secret: str) -> bool:
    """Whether a person's code opens their health and disability data too: where it was given by
    somebody who may read such data. Who may not could use the code that they just made."""
    kept = ResidentCode.objects.filter(person=digest(secret, "resident", nik)).first()
    number = kept.made_by.removeprefix("user:") if kept else ""
    maker = User.objects.filter(pk=int(number)).first() if number.isdigit() else None
    return maker is not None and maker.may(Permission.SPECIFIC_READ)


def code_giver(nik: str, *, secret: str, at: datetime) -> str:
    """How the log names whoever gave the person's code that is in force; empty without one."""
    kept = ResidentCode.objects.filter(
        person=digest(secret, "resident", nik), expires_at__gt=at
    ).first()
    return kept.made_by if kept else ""


def code_in_force(nik: str, *, secret: str, at: datetime) -> str:
    """What stands for a person's code while it is in force, empty without one: a session that
    another code opened has ended."""
    kept = ResidentCode.objects.filter(
        person=digest(secret, "resident", nik), expires_at__gt=at
    ).first()
    return digest(secret, "code in force", kept.code)[:16] if kept else ""
