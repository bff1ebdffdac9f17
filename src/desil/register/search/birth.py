"""When a person was born, as people say it in a question: a day in the usual forms, or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desil.dictionary.codelists.months import MONTHS

_CENTURIES = (1900, 2000)
_SHORT_MONTHS = {"AGT": 8, "AGST": 8, "AGS": 8, "PEB": 2, "PEBRUARI": 2, "NOP": 11, "NOPEMBER": 11}
_WORDS = r"(?:\b(?:LAHIR|LHR|TGL|TANGGAL|TAHUN|THN|TH)\b[ .:]*)*"
_YEAR = r"(?:19|20)\d\d"
_BORDER, _END = r"(?<![\d/.-])", r"(?![\d/.-]*\d)"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of birth that a question means, the first and the last of them."""

    first: date
    last: date


def _month_numbers() -> dict[str, int]:
    numbers = dict(_SHORT_MONTHS)
    for number, label in enumerate(MONTHS, 1):
        for name in (label.id.upper(), label.en.upper()):
            numbers |= {name: number, name[:3]: number}
    return numbers


_MONTHS = _month_numbers()
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = tuple(
    re.compile(_WORDS + _BORDER + form + _END)
    for form in (
        rf"(?P<y>{_YEAR})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        rf"(?P<d>\d\d?)[-/. ]+(?P<m>\d\d?)[-/. ]+(?P<y>{_YEAR})",
        rf"(?P<d>\d\d?)[-/. ]*(?P<n>{_MONTH})[-/. ]*(?P<y>{_YEAR}|\d\d)",
        rf"(?P<n>{_MONTH})[-/. ]+(?P<y>{_YEAR})",
        rf"(?P<d>\d\d)(?P<m>\d\d)(?P<y>{_YEAR})",
        r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)",
        r"(?P<d>\d\d?)[-/.](?P<m>\d\d?)[-/.](?P<y>\d\d)",
        rf"(?P<y>{_YEAR})",
    )
)


def _day(year: int, month: int, day: int) -> Iterator[Period]:
    for m, d in ((month, day), (day, month)):  # mm/dd where dd/mm is no day
        try:
            on = date(year, m, d)
        except ValueError:
            continue
        yield Period(on, on)
        return


def _periods(found: dict[str, str]) -> list[Period]:
    years = [int(found["y"])] if len(found["y"]) == 4 else [c + int(found["y"]) for c in _CENTURIES]
    month = int(found["m"]) if "m" in found else _MONTHS.get(found.get("n", ""), 0)
    if "d" in found:
        return [p for year in years for p in _day(year, month, int(found["d"]))]
    if month:
        ends = [date(y + month // 12, month % 12 + 1, 1) for y in years]
        starts = [date(y, month, 1) for y in years]
        last = [date.fromordinal(end.toordinal() - 1) for end in ends]
        return [Period(*pair) for pair in zip(starts, last, strict=True)]
    return [Period(date(year, 1, 1), date(year, 12, 31)) for year in years]


def take_birth(text: str) -> tuple[str, tuple[Period, ...]]:
    """`text` (capitals) without the day, month or year of birth that it names, and the days that
    are meant: several where the century is not said, none where no birth is named."""
    for form in _FORMS:
        match = form.search(text)
        if match is None:
            continue
        parts = {name: part for name, part in match.groupdict().items() if part}
        if periods := _periods(parts):
            return f"{text[: match.start()]} | {text[match.end() :]}", tuple(periods)
    return text, ()
