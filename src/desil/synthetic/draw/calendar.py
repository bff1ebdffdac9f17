"""Dates of birth and completed years."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

OLDEST = 115
Days = NDArray[np.datetime64]


def anniversaries(on: date) -> Days:
    """The date `on` in this year and each of the OLDEST years before, newest first.

    29 February becomes 28 February in years without one.
    """
    days = []
    for back in range(OLDEST):
        try:
            days.append(on.replace(year=on.year - back))
        except ValueError:
            days.append(on.replace(year=on.year - back, day=28))
    return np.array(days, dtype="datetime64[D]")


def births_from(age: NDArray[np.float32], on: date) -> Days:
    """Dates of birth such that completed years on the date `on` are the whole part of `age`."""
    years = np.floor(age).astype(np.int64)
    days = np.floor((age - years) * 365).astype(np.int64)
    births: Days = anniversaries(on)[years] - days.astype("timedelta64[D]")
    return births


def age_on(birth: Days, on: date) -> NDArray[np.int16]:
    """Completed years on the date `on` (of those born later: -1)."""
    ascending = anniversaries(on)[::-1]
    later = np.searchsorted(ascending, birth, side="left")
    return (OLDEST - 1 - later).astype(np.int16)
