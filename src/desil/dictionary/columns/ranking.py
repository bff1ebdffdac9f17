"""The words of ranking: why a family has no indicative decile.

Indicative deciles are our own under a stated model; the official ones are in family_decile.
"""

from __future__ import annotations

from enum import StrEnum


class IndicativeReason(StrEnum):
    """Why a family has no indicative decile of ours; a family that has one has the empty text."""

    RANKED = ""
    NO_MEMBERS = "tanpa_anggota"
    NO_FACTS = "tanpa_fakta"
    BOUNDS_TOO_WIDE = "rentang_terlalu_lebar"
    NOT_FINITE = "skor_tak_terhingga"


INDICATIVE_LABELS: dict[IndicativeReason, tuple[str, str]] = {
    IndicativeReason.RANKED: ("", ""),
    IndicativeReason.NO_MEMBERS: (
        "Rilis tidak mendaftar satu pun anggota keluarga ini",
        "The release lists no member of this family",
    ),
    IndicativeReason.NO_FACTS: (
        "Belum ada satu pun fakta yang dipakai model",
        "None of the facts that the model uses is known",
    ),
    IndicativeReason.BOUNDS_TOO_WIDE: (
        "Terlalu banyak jawaban yang belum diketahui untuk memberi desil indikatif",
        "Too many answers are not known for an indicative decile",
    ),
    IndicativeReason.NOT_FINITE: (
        "Model tidak menghasilkan skor untuk keluarga ini",
        "The model gives this family no score",
    ),
}
