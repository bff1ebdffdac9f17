"""What was typed into the one search box: numbers, names, dates of birth and addresses, in any
order; and the readings that it allows, since JATI may be a name or a street."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desil.errors import UsageFault
from desil.register.search.address import (
    BREAK,
    NO_ADDRESS,
    AddressPart,
    has_digit,
    is_area_word,
    kind_of,
    take_address,
)
from desil.register.search.birth import Period, take_birth

LONGEST = 100
_SHORTEST = 3
_LONGEST_STREET = 2  # words at either end that may be a street where nothing says so
_DIGITS_OF_A_NUMBER = 16
_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]{0,2}){15}\d(?!\d)")
_SEPARATORS = re.compile(r"[\s.\-]+")
_NUMBER_WORDS = frozenset({"NIK", "KK", "NO", "NOMOR", "KTP"})


class Kind(StrEnum):
    """By what to look."""

    NUMBER = "number"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the words of a question: those of a name, and those of a street."""

    names: tuple[str, ...]
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is looked for. `number`: 16 digits of a NIK or KK; `readings`: the likeliest first, none
    where only a number is asked."""

    kind: Kind
    text: str
    number: str = ""
    readings: tuple[Reading, ...] = ()
    births: tuple[Period, ...] = ()
    address: AddressPart = NO_ADDRESS


def _plain(typed: str) -> str:
    """Capitals without accents and apostrophes, with single spaces."""
    text = unicodedata.normalize("NFKD", typed).upper()
    text = re.sub(r"[\u0300-\u036f'’`]", "", text)
    return " ".join(re.sub(r"[^A-Z0-9/.,:#-]+", " ", text).split())


def _length_fault(text: str) -> UsageFault:
    return UsageFault(
        "Isian sepanjang {length} huruf tidak dapat dicari.",
        hint="Ketik 3 sampai {longest} huruf: NIK, nomor KK, nama, atau alamat.",
        length=len(text),
        longest=LONGEST,
    )


def _refuse_length(text: str) -> None:
    if not _SHORTEST <= len(text) <= LONGEST:
        raise _length_fault(text)


def _birth_alone() -> UsageFault:
    return UsageFault(
        "Tanggal lahir saja tidak dapat dicari.", hint="Tambahkan nama atau nama jalan."
    )


def _refuse_part_of_number(text: str) -> None:
    digits = _SEPARATORS.sub("", text)
    if digits.isdigit():
        raise UsageFault(
            "Nomor itu {digits} angka.",
            hint="NIK dan nomor KK terdiri atas 16 angka.",
            digits=len(digits),
        )


def _words(text: str) -> list[str]:
    return re.sub(r"[.,:#/-]+", " ", text).split()


@dataclass(slots=True)
class _Sorted:
    """The words of a question: those that nothing marks, those after a kind of road, numbers of
    an address, and the kinds of road."""

    free: list[str]
    street: list[str]
    numbers: list[str]
    kinds: list[str]


def _sorted_words(words: Sequence[str]) -> _Sorted:
    found, is_street = _Sorted([], [], [], []), False
    for word in words:
        if word == BREAK:
            is_street = False
        elif kind := kind_of(word):
            found.kinds.append(kind)
            is_street = True
        elif is_area_word(word):
            is_street = False
        elif has_digit(word):
            is_block = is_street and found.street and len(found.street[-1]) == 1
            found.numbers.append(f"{found.street.pop()}{word}" if is_block else word)
        else:
            (found.street if is_street else found.free).append(word)
    return found


def _tells_enough(words: Sequence[str]) -> bool:
    return any(len(word) >= _SHORTEST for word in words)


def _readings(words: _Sorted, *, has_place: bool) -> tuple[Reading, ...]:
    """Every way to part the words into a name and a street, the likeliest first."""
    free, street, numbers = words.free, words.street, tuple(words.numbers)
    pairs: list[tuple[Sequence[str], Sequence[str]]] = []
    if street:
        pairs = [((*free, *street[n:]), street[:n]) for n in range(len(street), 0, -1)]
    elif has_place or numbers:
        pairs = [((), free), (free, ())] if numbers else [(free, ()), ((), free)]
    else:
        pairs = [(free, ())]
    if not street:
        for n in range(1, min(_LONGEST_STREET, len(free) - 1) + 1):
            parts = ((free[:-n], free[-n:]), (free[n:], free[:n]))
            pairs += [pair for pair in parts if all(map(_tells_enough, pair))]
    readings = [Reading(tuple(names), (*streets, *numbers)) for names, streets in pairs]
    return tuple(dict.fromkeys(r for r in readings if r.names or r.streets or has_place))


def _number_question(text: str, match: re.Match[str]) -> SearchQuestion:
    rest = _words(f"{text[: match.start()]} {text[match.end() :]}")
    names = tuple(w for w in rest if w.isalpha() and w not in _NUMBER_WORDS)
    return SearchQuestion(
        Kind.NUMBER,
        text,
        _SEPARATORS.sub("", match.group()),
        (Reading(names, ()),) if names else (),
    )


def read_question(typed: str) -> SearchQuestion:
    """What `typed` asks for; UsageFault when it is too little, too long or half a number."""
    text = _plain(typed)
    _refuse_length(text)
    if match := _NUMBER.search(text):
        return _number_question(text, match)
    rest, births = take_birth(text)
    if not births:
        _refuse_part_of_number(text)
    rest, address = take_address(rest)
    words = _sorted_words(_words(rest))
    is_placed = address.is_placed or bool(words.street or words.numbers)
    if births and not words.free and not is_placed:
        raise _birth_alone()
    readings = _readings(words, has_place=bool(address.patterns))
    if not readings:  # nothing but words such as JALAN
        raise _length_fault("")
    return SearchQuestion(
        Kind.NAME if readings[0].names else Kind.ADDRESS,
        text,
        readings=readings,
        births=births,
        address=AddressPart(address.patterns, tuple(words.kinds), is_placed),
    )
