"""NIK, the national identity number: `PPKKCC DDMMYY SSSS`.

Area of first issue (kept for life), birth date with 40 added to a woman's day, serial from 0001.
It has no check digit: only matching with Dukcapil proves one. Age and century are never derived
from it.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from enum import StrEnum

from desil.dictionary.verdict import Judgement, Reason

FEMALE_DAY_OFFSET = 40
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MALE, _FEMALE = 1, 2


class MatchState(StrEnum):
    """What Dukcapil says of a NIK."""

    MATCHED = "padan"
    NOT_MATCHED = "tidak padan"
    DOUBLED = "ganda"
    DECEASED = "meninggal"
    MOVED = "pindah"
    NOT_CHECKED = "belum dicek"


def is_sixteen_digits(number: str) -> bool:
    """Whether `number` is 16 ASCII digits; superscript and full-width digits are not."""
    return len(number) == 16 and number.isascii() and number.isdigit()


def is_possible_date(day: int, month: int, two_digit_year: int) -> bool:
    """Whether a day exists in that month of some century's year.

    29 February exists where a century makes the year a leap year: 00 is one (2000).
    """
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return False
    return not (month == 2 and day == 29 and two_digit_year % 4 != 0)


def _birth_parts(nik: str) -> tuple[int, int, int, int]:
    raw_day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if raw_day > FEMALE_DAY_OFFSET:
        return raw_day - FEMALE_DAY_OFFSET, month, year, _FEMALE
    return raw_day, month, year, _MALE


def _structural_reasons(nik: str) -> list[Reason]:
    day, month, year, _ = _birth_parts(nik)
    reasons = []
    if not 1 <= day <= 31:
        reasons.append(Reason.DAY_OUT_OF_RANGE)
    elif not is_possible_date(day, month, year):
        reasons.append(Reason.IMPOSSIBLE_DATE)
    if nik[12:] == "0000":
        reasons.append(Reason.SERIAL_ZERO)
    return reasons


def judge_nik(
    nik: str,
    *,
    birth_date: date | None = None,
    sex: int | None = None,
    known_districts: Set[str] | None = None,
) -> Judgement:
    """The judgement on a NIK, compared with a record's birth date and sex where they are given.

    `sex` is 1 (male) or 2 (female). `known_districts` holds the six digits of the kecamatan in
    force (`areas.national_districts()`); without it the area is not judged.
    """
    if not is_sixteen_digits(nik):
        return Judgement((Reason.NOT_SIXTEEN_DIGITS,))
    reasons = _structural_reasons(nik)
    if known_districts is not None and nik[:6] not in known_districts:
        reasons.append(Reason.AREA_UNKNOWN)
    day, month, year, implied_sex = _birth_parts(nik)
    if birth_date is not None and (day, month, year) != (
        birth_date.day,
        birth_date.month,
        birth_date.year % 100,
    ):
        reasons.append(Reason.BIRTH_DATE_DISAGREES)
    if sex in (_MALE, _FEMALE) and sex != implied_sex:
        reasons.append(Reason.SEX_DISAGREES)
    return Judgement(tuple(reasons))


def masked(number: str) -> str:
    """A NIK or KK fit for lists: the area and the last two digits, the rest hidden."""
    if not is_sixteen_digits(number):
        return "*" * len(number)
    return f"{number[:6]}********{number[14:]}"
