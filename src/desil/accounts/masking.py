"""Personal data fit for lists: the same everywhere, enough to recognise, too little to copy."""

from __future__ import annotations

import re

from desil.dictionary.codelists.address_words import address_words
from desil.dictionary.nik import masked as masked_number

_HIDDEN = "•"


def mask_number(number: str | None) -> str:
    """A NIK or KK: the area and the last two digits. Empty when not known."""
    return masked_number(number) if number else ""


def _mask_word(word: str, shown: int = 1) -> str:
    return word[:shown] + _HIDDEN * max(len(word) - shown, 0)


def words_of(text: str) -> frozenset[str]:
    """The words that somebody typed: they may be shown to them again."""
    return frozenset(text.upper().split())


def mask_name(name: str | None, known: frozenset[str] = frozenset()) -> str:
    """A name: the first letter of each word, and whole words that the reader knows. Empty when not
    known."""
    return " ".join(w if w in known else _mask_word(w) for w in (name or "").split())


def mask_address(address: str | None, known: frozenset[str] = frozenset()) -> str:
    """An address: its kinds of words (JL, RT, NO), whole words that the reader knows, and first
    letters; every other number hidden."""

    plain = address_words().all_forms

    def shown(part: str) -> str:
        if part.strip(".").upper() in plain or part in known:
            return part
        return _HIDDEN * len(part) if re.search(r"\d", part) else _mask_word(part)

    return " ".join(map(shown, (address or "").split()))
