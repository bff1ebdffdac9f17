"""What a question says of an address: RT and RW, house number, kind and name of the road."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from desil.dictionary.codelists.address_words import address_words
from desil.register.search.spelling import WORD_START, word_patterns

BREAK = "|"  # stands where something was taken out of a question
_PARTS = re.compile(r"\d+|[A-Z]+")


def _either(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


_FIRST = r"\b{rt}[ .:]*(?P<rt>\d{{1,3}})(?:[ .,/-]*{rw}[ .:]*|[ ]?/[ ]?)(?P<rw>\d{{1,3}})(?!\d)"
_SECOND = r"\b{rw}[ .:]*(?P<rw>\d{{1,3}})[ .,/-]*\b{rt}[ .:]*(?P<rt>\d{{1,3}})(?!\d)"
_THIRD = r"\b(?:{rt}[ ]?/[ ]?{rw}|{rt}{rw})[ .:]*(?P<rt>\d{{1,3}})[ ]?/[ ]?(?P<rw>\d{{1,3}})(?!\d)"
_ONE_RT, _ONE_RW = r"\b{rt}[ .:]*(?P<rt>\d{{1,3}})(?!\d)", r"\b{rw}[ .:]*(?P<rw>\d{{1,3}})(?!\d)"
_BARE = r"(?<![A-Z\d/.-])(?P<rt>\d{{1,3}})[ ]?/[ ]?(?P<rw>\d{{1,3}})(?![\d/.-])"


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    words = address_words()
    rt, rw = (_either(forms) for forms in words.neighbourhoods)
    marked = (_THIRD, _FIRST, _SECOND, _ONE_RT, _ONE_RW)
    houses = _either(form for forms in words.houses for form in forms)
    house = rf"(?:\b{houses}[ .:]*|#[ ]*)(?P<no>\d{{1,4}}(?:[ ]?[A-Z]\b)?)(?!\d)"
    return (
        tuple(re.compile(form.format(rt=rt, rw=rw)) for form in marked),
        re.compile(house),
        re.compile(_BARE.format()),
    )


@dataclass(frozen=True, slots=True)
class AddressPart:
    """What is said of an address besides the name of its road: regular expressions that it
    matches, and those of the kind of road, which only make one likelier. `is_placed`: more than
    RT and RW is said."""

    patterns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    is_placed: bool = False


NO_ADDRESS = AddressPart()


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {BREAK} {text[match.end() :]}"


def _neighbourhood(rt: str, rw: str) -> str:
    """A regular expression of PostgreSQL for addresses of an RT, an RW, or both."""
    first, second = (_either(forms) for forms in address_words().neighbourhoods)
    if rt and rw:
        both = rf"{first}[ .:]*0*{rt}[ ,./-]*(?:{second}[ .:]*)?0*{rw}\M"
        return rf"\m{both}|\m{second}[ .:]*0*{rw}[ ,./-]*{first}[ .:]*0*{rt}\M|\m0*{rt}/0*{rw}\M"
    if rt:
        return rf"\m{first}[ .:]*0*{rt}\M"
    return rf"\m{second}[ .:]*0*{rw}\M|\m{first}[ .:]*\d{{1,3}} ?/ ?0*{rw}\M"


def _stripped(number: str | None) -> str:
    return (number.lstrip("0") or "0") if number else ""


def take_address(text: str) -> tuple[str, AddressPart]:
    """`text` (capitals) without RT, RW and house number, and what they say."""
    marked, house, bare = _forms()
    patterns = []
    is_placed = has_rt = has_rw = False
    for form in marked:
        match = None if has_rt and has_rw else form.search(text)
        named = match.groupdict() if match else {}
        rt, rw = _stripped(named.get("rt")), _stripped(named.get("rw"))
        if match and not (rt and has_rt) and not (rw and has_rw):
            patterns.append(_neighbourhood(rt, rw))
            has_rt, has_rw = has_rt or bool(rt), has_rw or bool(rw)
            text = _without(text, match)
    if match := house.search(text):
        patterns.append(number_pattern(match["no"], after_house_word=True))
        text, is_placed = _without(text, match), True
    if not has_rt and not has_rw and (match := bare.search(text)):
        patterns.append(_neighbourhood(_stripped(match["rt"]), _stripped(match["rw"])))
        text = _without(text, match)
    return text, AddressPart(tuple(patterns), (), is_placed)


def number_pattern(number: str, *, after_house_word: bool = False) -> str:
    """A regular expression for a number of an address, such as 12, 12A or C3."""
    parts = [p.lstrip("0") or "0" if p.isdigit() else p for p in _PARTS.findall(number)]
    spelled = "[ ./-]*".join(f"0*{p}" if p.isdigit() else p for p in parts)
    houses = _either(form for forms in address_words().houses for form in forms)
    before = rf"\m{houses}[ .:]*" if after_house_word else r"\m"
    return rf"{before}{spelled}\M"


def has_digit(word: str) -> bool:
    """Whether a word of a question is a number of an address."""
    return any(letter.isdigit() for letter in word)


@cache
def kind_of(word: str) -> str:
    """The regular expression for the kind of road that a word names; empty where it names none."""
    for forms in address_words().roads:
        if word in forms:
            return rf"\m{_either(forms)}\M"
    return ""


def is_area_word(word: str) -> bool:
    """Whether a word goes before the name of an area or stands alone before a number."""
    words = address_words()
    groups = (*words.areas, *words.houses, *words.neighbourhoods)
    return any(word in forms for forms in groups)


def street_patterns(words: Iterable[str]) -> tuple[str, ...]:
    """Regular expressions that the name of a road matches, one for each word."""
    patterns = []
    for word in words:
        is_short = len(word) < 3 or has_digit(word)
        patterns.append(
            number_pattern(word) if is_short else WORD_START + word_patterns([word])[0].pattern
        )
    return tuple(patterns)
