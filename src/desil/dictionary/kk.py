"""KK, the family card number: area, date of issue `DDMMYY` (no 40 added), serial; 16 digits."""

from __future__ import annotations

from collections.abc import Set

from desil.dictionary.nik import is_possible_date, is_sixteen_digits
from desil.dictionary.verdict import Judgement, Reason


def judge_kk(kk: str, *, known_districts: Set[str] | None = None) -> Judgement:
    """The judgement on a family card number; without `known_districts` the area is not judged."""
    if not is_sixteen_digits(kk):
        return Judgement((Reason.NOT_SIXTEEN_DIGITS,))
    day, month, year = int(kk[6:8]), int(kk[8:10]), int(kk[10:12])
    reasons = []
    if not 1 <= day <= 31:
        reasons.append(Reason.DAY_OUT_OF_RANGE)
    elif not is_possible_date(day, month, year):
        reasons.append(Reason.IMPOSSIBLE_DATE)
    if kk[12:] == "0000":
        reasons.append(Reason.SERIAL_ZERO)
    if known_districts is not None and kk[:6] not in known_districts:
        reasons.append(Reason.AREA_UNKNOWN)
    return Judgement(tuple(reasons))
