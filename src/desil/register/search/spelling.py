"""Regular expressions that match a word of a name in all its spellings.

The rules are those by which linkage brings names to one spelling (`linkage/records/names.yaml`),
read backwards: J is DJ, Z or DZ as well, and the short forms of MUHAMAD stand for it. What search
alone takes for the same stands in `variants.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa

from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.linkage.records.names import canonical_of, spelling_of, spelling_rules

_CLASS = re.compile(r"\[([A-Z]+)\]")
_ANY_WORD = "XXA"  # put before a word, so that it does not stand first in its name


WORD_START = r"\m"  # before a pattern, in PostgreSQL's regular expressions


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A word of a question, and a regular expression (of PostgreSQL, a group) for every way to
    write it, without the border before it."""

    word: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Variants:
    """The content of variants.yaml."""

    nicknames: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]


@cache
def _variants() -> _Variants:
    tree = packaged_yaml(files("desil.register.search").joinpath("variants.yaml"))
    return _Variants(*({k: tuple(v) for k, v in tree[p].items()} for p in ("nicknames", "letters")))


@cache
def _old_spellings() -> dict[str, tuple[str, ...]]:
    """Letters of the one spelling, and what else is written for them: J: DJ, DZ, Z."""
    olds: list[str] = []
    for old, _new in spelling_rules().spelling:
        letters = _CLASS.fullmatch(old)
        olds += [*letters.group(1)] if letters else [old]
    others: dict[str, list[str]] = {new: [*olds] for new, olds in _variants().letters.items()}
    for old, new in zip(olds, spelling_of(olds), strict=True):
        if new != old and len(new) <= 2:
            others.setdefault(new, []).append(old)
    return {new: tuple(found) for new, found in others.items()}


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    """A name in its one spelling, and the short forms that stand for it alone."""
    rules = spelling_rules()
    forms: dict[str, set[str]] = {}
    for short, full in [*rules.first_words.items(), *rules.words.items()]:
        if full and full != short:
            forms.setdefault(spelling_of([full])[0], set()).add(short)
    return {full: tuple(sorted(found)) for full, found in forms.items()}


@cache
def _letter(letter: str) -> str:
    """A regular expression for one letter of the one spelling. Sets of letters and letters that
    may be missing, since PostgreSQL finds no trigrams in long alternatives."""
    others = _old_spellings().get(letter, ())
    same = "".join(sorted({letter, *(o for o in others if len(o) == 1)}))
    pairs = [o for o in others if len(o) == 2 and o != letter * 2]
    before = "".join(sorted({o[0] for o in pairs if o[1] in same}))
    behind = "".join(sorted({o[1] for o in pairs if o[0] in same}))
    apart = [o for o in pairs if o[0] not in same and o[1] not in same]
    core = f"{_set_of(before, '?')}{_set_of(same)}{_set_of(behind, '?')}"
    forms = "|".join((core, *apart))
    return f"{core}+" if forms == _set_of(same) else f"(?:{forms})+"


def _set_of(letters: str, often: str = "") -> str:
    if not letters:
        return ""
    return f"{letters if len(letters) == 1 else f'[{letters}]'}{often}"


def letters_pattern(spelled: str) -> str:
    """A regular expression for a word in the one spelling, without its borders."""
    parts, place = [], 0
    while place < len(spelled):
        pair = spelled[place : place + 2]
        if len(pair) == 2 and pair in _old_spellings():
            whole = "|".join((_letter(pair[0]) + _letter(pair[1]), *_old_spellings()[pair]))
            parts.append(f"(?:{whole})")
            place += 2
        else:
            parts.append(_letter(spelled[place]))
            place += 1
    return "".join(parts)


def _one_spellings(words: Sequence[str]) -> list[set[str]]:
    """For each word its spellings, as the first word of a name and elsewhere; none for a title."""
    names = [*words, *(f"{_ANY_WORD} {word}" for word in words)]
    spelled = canonical_of(pa.array(names, pa.string())).to_pylist()
    first, later = spelled[: len(words)], spelled[len(words) :]
    return [
        {one for one in (alone, behind.partition(" ")[2]) if behind.partition(" ")[2] and one}
        for alone, behind in zip(first, later, strict=True)
    ]


def _pattern(word: str, spelled: set[str], *, is_alone: bool) -> str:
    forms = [letters_pattern(one) for one in sorted(spelled)]
    shorts = {short for one in spelled for short in _short_forms().get(one, ())} - {word}
    # A name of one or two letters is in no index: it needs another word beside it.
    forms += [rf"{short}\M" for short in sorted(shorts) if not is_alone or len(short) > 2]
    return f"(?:{'|'.join(forms)})"


def word_patterns(words: Sequence[str]) -> list[WordPattern]:
    """For each word that is no title a regular expression for every way to write it, its short
    forms and nicknames included.

    Titles count as words where there is nothing else. `words` hold capitals A to Z alone.
    """
    if not words:
        return []
    spellings = _one_spellings(words)
    if not any(spellings):
        return [WordPattern(w, f"(?:{letters_pattern(spelling_of([w])[0])})") for w in words]
    is_alone = sum(map(bool, spellings)) == 1
    return [
        WordPattern(
            word,
            _pattern(
                word,
                spelled | {*spelling_of(_variants().nicknames.get(word, ()))},
                is_alone=is_alone,
            ),
        )
        for word, spelled in zip(words, spellings, strict=True)
        if spelled
    ]
