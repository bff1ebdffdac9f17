"""Somebody at the portal who fills its forms in, with or without a code from the office."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.test import Client
from django.utils import timezone

from desil.accounts.residents.codes import RANDOM_BYTES, give_code
from desil.accounts.session import journal_of_office

NIK, FAMILY, BORN = "3275011705800001", "3275010101200001", "17-5-1980"


def visitor(address: str = "198.51.100.7") -> Client:
    return Client(headers={"host": "localhost"}, REMOTE_ADDR=address)


def token_of(page: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', page)[0]


def ask(client: Client, path: str, *, shown: str = "", **told: str) -> str:
    """Fill the form of a page (`shown`, or the address it goes to) in, as a person would; the page
    that answers."""
    page = client.get(shown or path).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(token|client_key)" value="([^"]+)"', page))
    return client.post(path, hidden | told, follow=True).content.decode()


def check(client: Client, nik: str = NIK, card: str = FAMILY) -> str:
    return ask(client, "/warga/cek/", nik=nik, family_card=card)


def code_for(nik: str = NIK, family: str = FAMILY) -> str:
    return give_code(
        nik,
        family=family,
        secret=settings.SECRET_KEY,
        randomness=secrets.token_bytes(RANDOM_BYTES),
        by="user:1",
        at=timezone.now(),
        journal=journal_of_office(),
    )


def inside(nik: str = NIK, born: str = BORN) -> Client:
    client = visitor()
    page = ask(client, "/warga/masuk/", nik=nik, birth_date=born, code=code_for(nik))
    assert "Siapa yang melihat data Anda" in page
    return client
