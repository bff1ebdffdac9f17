"""What was typed into the one search box: a number, a name or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desil.errors import UsageFault

LONGEST = 100
_DIGITS_OF_A_NUMBER = 16
_SEPARATORS = re.compile(r"[\s.\-]+")
_ADDRESS_WORDS = re.compile(
    r"\b(JL|JLN|JALAN|GG|GANG|NO|RT|RW|BLOK|KP|KAMPUNG|PERUM|PERUMAHAN|KOMPLEK)\b\.?"
)


class Kind(StrEnum):
    """By what to look."""

    NUMBER = "number"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """A kind and the text to look for: 16 digits, or capitals."""

    kind: Kind
    text: str


def read_question(typed: str) -> SearchQuestion:
    """What `typed` asks for; UsageFault when it is too little, too long or half a number."""
    text = " ".join(typed.split()).upper()
    if len(text) < 3 or len(text) > LONGEST:
        raise UsageFault(
            "Isian sepanjang {length} huruf tidak dapat dicari.",
            hint="Ketik 3 sampai {longest} huruf: NIK, nomor KK, nama, atau alamat.",
            length=len(text),
            longest=LONGEST,
        )
    digits = _SEPARATORS.sub("", text)
    if digits.isascii() and digits.isdigit():
        if len(digits) != _DIGITS_OF_A_NUMBER:
            raise UsageFault(
                "Nomor itu {digits} angka.",
                hint="NIK dan nomor KK terdiri atas 16 angka.",
                digits=len(digits),
            )
        return SearchQuestion(Kind.NUMBER, digits)
    if any(letter.isdigit() for letter in text) or _ADDRESS_WORDS.search(text):
        return SearchQuestion(Kind.ADDRESS, text)
    return SearchQuestion(Kind.NAME, text)
