"""Typed cells as text: exact numbers, ISO dates, one line."""

from __future__ import annotations

from datetime import datetime, timedelta

# The smallest whole number of sixteen digits. Such a number is an identifier that lost its text.
_SIXTEEN_DIGITS = 10**15
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_466  # 10000-01-01
YES, NO = "Ya", "Tidak"


def number_text(written: str) -> str:
    """Return a number as text: a whole number without a fraction.

    A whole number of sixteen digits or more keeps `.0`, so that it is known for a number later.
    """
    try:
        number = float(written)
    except ValueError:
        return written
    if number != number or number in (float("inf"), float("-inf")):
        return written
    if number != int(number):
        return repr(number)
    digits = written if written.isdigit() else str(int(number))
    return f"{digits}.0" if abs(int(digits)) >= _SIXTEEN_DIGITS else str(int(digits))


def date_text(written: str, *, from_1904: bool = False, is_time: bool = False) -> str:
    """Return a spreadsheet's day number as an ISO date, or the number where it is no day."""
    try:
        serial = float(written)
    except ValueError:
        return written
    if not 0 <= serial < _LAST_SERIAL:
        return number_text(written)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    moment = epoch + timedelta(seconds=round(serial * 86400))
    if is_time and serial < 1:
        return moment.time().isoformat()
    if not from_1904 and serial < 60:
        moment += timedelta(days=1)  # a spreadsheet's 1900 had a 29 February
    return (
        moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")
    )


def one_line(text: str) -> str:
    """Return text without line ends: a row of a text file is one line."""
    if "\n" in text or "\r" in text or "\v" in text or "\f" in text:
        return text.translate({10: " ", 13: " ", 11: " ", 12: " "})
    return text
