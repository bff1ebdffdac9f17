"""A form that has to wait: signed when shown, taken once, not before some seconds have passed.

In place of a riddle: a person does not notice two seconds, a program that tries a million numbers
does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from desil.accounts.residents.attempts import Limit, is_within
from desil.errors import Refused, catalogued

SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(minutes=30)
_ONCE = Limit("form", 1, LONGEST)


def waiting_token(purpose: str, *, nonce: str, at: datetime) -> str:
    """The hidden field of a form that is shown now; `nonce` is random."""
    return signing.dumps([nonce, round(at.timestamp() * 1000)], salt=f"desil wait {purpose}")


def require_waited(token: str, purpose: str, *, secret: str, at: datetime) -> None:
    """Refused for a form that is not ours, comes too early or too late, or came before."""
    try:
        nonce, shown = signing.loads(token, salt=f"desil wait {purpose}")
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(
            catalogued("Formulir ini tidak berlaku."), hint=catalogued("Buka lagi, lalu isi.")
        ) from None
    waited = timedelta(milliseconds=at.timestamp() * 1000 - shown)
    if waited < SHORTEST:
        raise Refused(
            catalogued("Terlalu cepat."), hint=catalogued("Tunggu dua detik, lalu kirim lagi.")
        )
    if waited > LONGEST:
        raise Refused(
            catalogued("Formulir ini sudah lama terbuka."), hint=catalogued("Isi sekali lagi.")
        )
    if not is_within(_ONCE, str(nonce), secret=secret, at=at):
        raise Refused(
            catalogued("Formulir ini sudah dikirim."), hint=catalogued("Isi sekali lagi.")
        )
