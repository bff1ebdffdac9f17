"""Families found, ready to print: masked, or in clear where they live in the reader's own
kelurahan and the reader said what for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desil.accounts.masking import mask_address, mask_name, mask_number
from desil.accounts.purpose import purpose_of_sitting
from desil.accounts.session import handles_of_office, user_of
from desil.audit.event import Purpose
from desil.dictionary.areas import city_villages
from desil.register.search.numbers import Slip
from desil.register.search.results import SearchResult
from desil.ui.standings import UNRANKED, decile_label, style_of


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person or family found. `handle` leads to its page; `head` is empty where it is not to
    be read; `note` says how its number differs from the one asked for, and `is_near` that it is a
    slip away."""

    handle: str
    name: str
    head: str
    number: str
    born: str
    village: str
    address: str
    decile: str
    style: str
    note: str
    is_near: bool
    is_clear: bool


def own_villages(request: HttpRequest) -> frozenset[str]:
    """The kelurahan given to the reader; none for who sees the whole city."""
    territory = user_of(request).territory
    return frozenset() if territory.is_whole_city else territory.villages


def clear_villages(request: HttpRequest) -> frozenset[str]:
    """The kelurahan whose families the reader sees in clear: their own, once they said why."""
    is_said = purpose_of_sitting(request) is not Purpose.NONE
    return own_villages(request) if is_said else frozenset()


def _note(found: SearchResult) -> str:
    if found.is_earlier_number:
        return _("nomor baru; yang dicari nomor lama")
    return {
        Slip.NONE: "",
        Slip.DIGIT: _("nomor mirip: satu angka berbeda"),
        Slip.EXCHANGE: _("nomor mirip: dua angka tertukar"),
    }[found.slip]


def _row(
    found: SearchResult, villages: dict[str, str], known: frozenset[str], *, is_clear: bool
) -> ResultRow:
    born = found.birth_date
    whole_date, year = (date_format(born, "j M Y"), str(born.year)) if born else ("", "")
    return ResultRow(
        handles_of_office().of("kk", found.family_number),
        found.name if is_clear else mask_name(found.name, known),
        found.head_name if is_clear else "",
        mask_number(found.nik or found.family_number),
        whole_date if is_clear else year,
        villages.get(found.village_code, found.village_code),
        found.address if is_clear else mask_address(found.address, known),
        decile_label(found.decile) if found.decile else str(UNRANKED.label),
        style_of(found.decile) if found.decile else UNRANKED.style,
        _note(found),
        found.slip is not Slip.NONE,
        is_clear,
    )


def result_rows(
    results: Sequence[SearchResult], in_clear: Collection[str], known: frozenset[str]
) -> list[ResultRow]:
    """Results as rows: in clear those of the kelurahan `in_clear`, of the others the words `known`
    and first letters."""
    villages = {v.bps: v.name for v in city_villages()}
    return [
        _row(found, villages, known, is_clear=found.village_code in in_clear) for found in results
    ]
