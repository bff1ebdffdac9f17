"""Three verdicts on an identity number, and the reasons for one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Ok: nothing against it. Warn: usable, look twice. Invalid: cannot be a real number."""

    OK = "ok"
    WARN = "warn"
    INVALID = "invalid"


class Reason(StrEnum):
    """Why a number is not simply ok; the first five make it invalid."""

    NOT_SIXTEEN_DIGITS = "not_sixteen_digits"
    DAY_OUT_OF_RANGE = "day_out_of_range"
    IMPOSSIBLE_DATE = "impossible_date"
    SERIAL_ZERO = "serial_zero"
    AREA_UNKNOWN = "area_unknown"
    BIRTH_DATE_DISAGREES = "birth_date_disagrees"
    SEX_DISAGREES = "sex_disagrees"


INVALIDATING: frozenset[Reason] = frozenset(
    {
        Reason.NOT_SIXTEEN_DIGITS,
        Reason.DAY_OUT_OF_RANGE,
        Reason.IMPOSSIBLE_DATE,
        Reason.SERIAL_ZERO,
    }
)

REASON_TEXTS: dict[Reason, str] = {
    Reason.NOT_SIXTEEN_DIGITS: "bukan 16 angka (0-9)",
    Reason.DAY_OUT_OF_RANGE: "hari di luar rentang yang mungkin",
    Reason.IMPOSSIBLE_DATE: "tanggal yang tidak ada di kalender",
    Reason.SERIAL_ZERO: "nomor urut 0000",
    Reason.AREA_UNKNOWN: "kode wilayah tidak dikenal atau tidak berlaku lagi",
    Reason.BIRTH_DATE_DISAGREES: "tanggal lahir berbeda dengan catatan",
    Reason.SEX_DISAGREES: "jenis kelamin berbeda dengan catatan",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and its reasons, in the order in which they were looked for."""

    reasons: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Invalid beats warn, warn beats ok."""
        if INVALIDATING.intersection(self.reasons):
            return Verdict.INVALID
        return Verdict.WARN if self.reasons else Verdict.OK

    @property
    def text(self) -> str:
        """The reasons in Indonesian, for a person."""
        return "; ".join(REASON_TEXTS[r] for r in self.reasons)
